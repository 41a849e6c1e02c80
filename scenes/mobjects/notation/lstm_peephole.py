"""The notation of the LSTM with peepholes: Gers and Schmidhuber 2000."""

from scenes.mobjects.notation import lstm
from scenes.mobjects.notation.quantities import Notation, Quantity

__all__ = ["NOTATION", "seeing"]


def seeing(name: str, number: int, letter: str, role: str, seen: str) -> dict[str, Quantity]:
    """Return a gate that sees the cell state, with its equation, what its sum gets from that, and the weights for it.

    ``number`` is where these stand in packed weights.
    """
    equation = (
        f"<{name}_gate> = sigma(<{name}_weight> [<previous_hidden>, <inputs>] + <{name}_peephole> dot.o <{seen}> + <{name}_bias>)"
    )
    return {
        f"{name}_gate": Quantity(f"{letter}_t", role, "share", equation),
        f"{name}_peephole": Quantity(f"p_{letter}", "memory", key="peephole", index=(number,)),
        f"{name}_peek": Quantity(f"p_{letter} dot.o {'C_t' if seen == 'cell' else 'C_(t-1)'}", "memory"),
    }


NOTATION = Notation(
    lstm.NOTATION,
    {"peephole": Quantity("p", "memory")},
    seeing("input", 0, "i", "writes", "previous_cell"),
    seeing("forget", 1, "f", "keeps", "previous_cell"),
    seeing("output", 2, "o", "shows", "cell"),
)
