"""The notation of a vector that is squashed: it has no letters, its numbers speak for themselves."""

from scenes.mobjects.notation.common import COMMON
from scenes.mobjects.notation.quantities import Notation, Quantity

__all__ = ["NOTATION"]

NOTATION = Notation(
    COMMON,
    {
        "vector": Quantity("", "memory"),
        "grown": Quantity("", "memory"),
        "squashed": Quantity("", "proposes"),
        "stretched": Quantity("", "proposes"),
        "selecting_preactivation": Quantity("", "keeps"),
        "selecting_gate": Quantity("", "keeps", "share"),
        "selected": Quantity("", "memory"),
    },
)
