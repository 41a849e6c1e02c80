"""How big a translator is, and what else its file says besides its weights."""

from dataclasses import dataclass

from model.errors import WeightsError, brief
from model.trace import Provenance

__all__ = ["Sizes", "TranslatorHeader"]


@dataclass(frozen=True)
class Sizes:
    """How big a translator is; ``encoder`` counts the units of each direction.

    A ``tied`` one has one vector for a word that it was given and for the same word when it is chosen.
    """

    source_features: int = 12
    target_features: int = 8
    encoder: int = 8
    decoder: int = 32
    scorer: int = 16
    bidirectional: bool = True
    attention: bool = True
    tied: bool = False

    def check(self, most: int) -> None:
        """Raise :class:`~model.errors.WeightsError` unless weights can be of these sizes, of which none is more than ``most``."""
        for name in ("source_features", "target_features", "encoder", "decoder", "scorer"):
            size, least = getattr(self, name), int(self.attention or name != "scorer")
            if not least <= size <= most:
                raise WeightsError(f"its header says that sizes.{name} is {brief(size)}; no array is of that size.")
        if not self.attention and self.encoder != self.decoder:
            raise WeightsError("without attention sizes.encoder and sizes.decoder should be the same: the state is handed over.")


@dataclass(frozen=True, kw_only=True)
class TranslatorHeader:
    """What the file of a translator says besides its weights."""

    languages: tuple[str, str]
    source: tuple[str, ...]
    target: tuple[str, ...]
    sizes: Sizes
    alignment_error: float | None
    provenance: Provenance
