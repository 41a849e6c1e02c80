"""The frames of films, one for each shape of picture, and the named areas in them."""

from dataclasses import dataclass
from types import MappingProxyType

from model.errors import UsageError
from scenes.mobjects.areas import Area

__all__ = ["FRAMES", "Frame", "frame_for"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A picture of one shape in manim units: its ``size``, and the areas that every film has.

    The ``header`` is the line of the title and the step, the ``legend`` the place of the keys to the colours at its end, the
    ``caption`` the line below, the ``origin`` a small one under it, at the end; between them is the ``stage``, of which ``left``
    and ``right`` are two parts side by side.
    """

    name: str
    size: tuple[float, float]
    header: Area
    legend: Area
    stage: Area
    left: Area
    right: Area
    caption: Area
    origin: Area

    @property
    def width(self) -> float:
        """The width inside of the margins."""
        return self.caption.width


def _frames(*frames: Frame) -> MappingProxyType[str, Frame]:
    return MappingProxyType({frame.name: frame for frame in frames})


FRAMES = _frames(
    Frame(
        name="16:9",
        size=(8.0 * 16 / 9, 8.0),
        header=Area(-6.7, 6.7, 3.4, 3.6),
        legend=Area(1.5, 6.7, 3.4, 3.6),
        stage=Area(-6.7, 6.7, -2.9, 3.1),
        left=Area(-6.7, 1.35, -2.9, 3.1),
        right=Area(1.52, 6.7, -2.9, 3.1),
        caption=Area(-6.7, 6.7, -3.6, -2.94),
        origin=Area(-6.7, 6.7, -3.73, -3.55),
    ),
)
"""Every frame by the name of its shape."""


def frame_for(width: int, height: int) -> Frame:
    """Return the frame of a picture of ``width`` by ``height`` pixels: its shape, as nearly as even numbers of pixels have it.

    Raises :class:`UsageError` where there is none.
    """
    for frame in FRAMES.values():
        if abs(width - height * frame.size[0] / frame.size[1]) < 2:
            return frame
    raise UsageError(f"There is no frame for pictures of {width} by {height} pixels; there are frames of {', '.join(FRAMES)}.")
