"""The notation of the GRU of Cho et al. 2014: the update gate z keeps, and the reset gate acts before the weights."""

from scenes.mobjects.notation.quantities import Notation, Quantity
from scenes.mobjects.notation.recurrent import RECURRENT, block

__all__ = ["ADMITS", "NOTATION"]


def _gate(name: str) -> str:
    return f"<{name}_gate> = sigma(<{name}_weight> [<previous_hidden>, <inputs>] + <{name}_bias>)"


NOTATION = Notation(
    RECURRENT,
    block("reset", 0, "masks", "r"),
    block("update", 1, "keeps", "z"),
    block("candidate", 2, "proposes", "h", read="r dot.o h, x"),
    {
        "reset_gate": Quantity("r_t", "masks", "share", _gate("reset")),
        "update_gate": Quantity("z_t", "keeps", "share", _gate("update")),
        "admitting_gate": Quantity("1 - z_t", "writes", "share"),
        "reset_hidden": Quantity("r_t dot.o h_(t-1)", "masks"),
        "candidate": Quantity(
            "tilde(h)_t",
            "proposes",
            equation="<candidate> = tanh(<candidate_weight> [<reset_gate> dot.o <previous_hidden>, <inputs>] + <candidate_bias>)",
        ),
        "kept": Quantity("", "keeps"),
        "written": Quantity("", "writes"),
        "hidden": Quantity(
            "h_t",
            "state",
            equation="<hidden> = <update_gate> dot.o <previous_hidden> + (1 - <update_gate>) dot.o <candidate>",
        ),
    },
)

ADMITS = Notation(
    NOTATION,
    {
        "update_gate": Quantity("1 - z_t", "keeps", "share"),
        "admitting_gate": Quantity("z_t", "writes", "share"),
        "hidden": Quantity(
            "h_t",
            "state",
            equation="<hidden> = (1 - <admitting_gate>) dot.o <previous_hidden> + <admitting_gate> dot.o <candidate>",
        ),
    },
)
"""The same cell as Chung et al. 2014 write it: their z, the ``admitting_gate``, says how much of the candidate comes in."""
