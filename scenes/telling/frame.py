"""The frame of a film, and the places in it."""

from dataclasses import dataclass

from manim import config

__all__ = ["Frame"]


@dataclass(frozen=True, slots=True)
class Frame:
    """The 16:9 stage in manim units, and where the things that every film has are put."""

    left: float = -6.7
    right: float = 6.7
    top: float = 3.6
    bottom: float = -3.6
    header: float = 3.4
    caption: float = -3.27

    @property
    def size(self) -> tuple[float, float]:
        """The width and the height of the whole picture."""
        return float(config.frame_width), float(config.frame_height)

    @property
    def width(self) -> float:
        """The width inside of the margins."""
        return self.right - self.left
