"""The notation of the LSTM: Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000."""

from scenes.mobjects.notation.quantities import Notation, Quantity
from scenes.mobjects.notation.recurrent import RECURRENT, block

__all__ = ["NOTATION"]


def _block(function: str, name: str, weights: str) -> str:
    return f"<{name}> = {function}(<{weights}_weight> [<previous_hidden>, <inputs>] + <{weights}_bias>)"


NOTATION = Notation(
    RECURRENT,
    block("input", 0, "writes", "i"),
    block("forget", 1, "keeps", "f"),
    block("candidate", 2, "proposes", "C"),
    block("output", 3, "shows", "o"),
    {
        "input_gate": Quantity("i_t", "writes", "share", _block("sigma", "input_gate", "input")),
        "forget_gate": Quantity("f_t", "keeps", "share", _block("sigma", "forget_gate", "forget")),
        "resting_gate": Quantity("f", "keeps", "share"),
        "candidate": Quantity("tilde(C)_t", "proposes", equation=_block("tanh", "candidate", "candidate")),
        "output_gate": Quantity("o_t", "shows", "share", _block("sigma", "output_gate", "output")),
        "kept": Quantity("", "keeps"),
        "written": Quantity("", "writes"),
        "cell": Quantity(
            "C_t",
            "memory",
            equation="<cell> = <forget_gate> dot.o <previous_cell> + <input_gate> dot.o <candidate>",
            parts={"forget_gate": (slice(3, 5),), "kept": (slice(3, 10),), "written": (slice(11, None),)},
        ),
        "previous_cell": Quantity("C_(t-1)", "memory"),
        "initial_cell": Quantity("C_0", "memory"),
        "squashed_cell": Quantity("tanh(C_t)", "memory"),
        "hidden": Quantity("h_t", "state", equation="<hidden> = <output_gate> dot.o tanh(<cell>)"),
        "cell_path": Quantity("partial C_t slash partial C_(t-1)", "memory", equation="<cell_path> = <forget_gate>"),
        "cue_kept": Quantity("", "memory", "strength"),
        "memory": Quantity("", "memory"),
        "state_without": Quantity("", "memory"),
        "state_differences": Quantity("", "memory"),
        "state_dropped": Quantity("", "memory"),
    },
)
