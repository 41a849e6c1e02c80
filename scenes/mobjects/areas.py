"""Areas: boxes of the frame that a set fills, or stands in."""

from dataclasses import dataclass

__all__ = ["Area"]


@dataclass(frozen=True, slots=True)
class Area:
    """A box in manim units, by its edges; ``x`` and ``y`` are its middle."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def width(self) -> float:
        """From its left to its right edge."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From its bottom to its top."""
        return self.top - self.bottom

    @property
    def x(self) -> float:
        """Its middle from left to right."""
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        """Its middle from bottom to top."""
        return (self.bottom + self.top) / 2

    def inset(self, *, left: float = 0.0, right: float = 0.0, bottom: float = 0.0, top: float = 0.0) -> "Area":
        """Return the area that is left within it when so much is taken away at its edges."""
        return Area(self.left + left, self.right - right, self.bottom + bottom, self.top - top)
