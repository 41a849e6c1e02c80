"""The look of every film: colours by role, fonts, sizes and timings, all by name."""

from dataclasses import dataclass, fields
from typing import Any, NamedTuple, Self

from scenes.mobjects.light import mix, opacity_for, standing_out

__all__ = ["DARK", "LIGHT", "ROLES", "THEMES", "WEIGHTS", "Dimmed", "Ramp", "Theme"]


WEIGHTS = "hue", "grey"
"""How the cells of a map of attention may look: in the hue of what looks, or in the exact greys of papers."""


class Dimmed(NamedTuple):
    """How things look that are at rest, on ``ground``: their contrast with it, and the opacity of cells, ``faded``."""

    ground: str
    contrast: float
    faded: float

    def opacity(self, colour: str) -> float:
        """Return how opaque text and lines of a colour are."""
        return opacity_for(colour, self.ground, self.contrast)

    def numeral(self, fill: str) -> tuple[str, float]:
        """Return the ink of a numeral on a cell of a colour, and how opaque it is."""
        cell = mix(self.ground, fill, self.faded)
        ink = standing_out(cell, self.ground)
        return ink, opacity_for(ink, cell, self.contrast)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ramp:
    """The colours of signed values, as places in CAM02-UCS (``scenes/mobjects/ramp.py`` makes colours of them).

    ``nought`` is the lightness J' of 0, which has no colour; ``one`` and ``far`` are J' and colourfulness M' of 1 and of 16, of
    either sign; ``plus`` and ``minus`` are hues, in degrees.
    """

    nought: float
    one: tuple[float, float]
    far: tuple[float, float]
    plus: float
    minus: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colours by role, font, sizes (manim font sizes at 8 units of frame height) and timings (seconds).

    A role is what something does, in whatever network: a gate ``keeps`` what is remembered, ``writes`` into it, ``shows`` some of
    it to what reads it, or ``masks`` it before a candidate sees it; a candidate ``proposes`` what could be written; attention
    ``looks``. Or it is what something is: the ``memory`` that a cell carries, the ``state`` that it shows, a ``word`` or its
    vector, a thing of the ``source`` (the encoder) or of the ``target`` (the decoder). Which quantity has which role is said in
    the notations.

    Blue and orange belong to the ``ramp`` of signed values: no role comes near them. ``focus`` is what is looked at now: a frame,
    or the ground of the current word, which is written in the colour of the ``ground``. What a network decides for has the colour
    of the ``ink``, the ``others`` are quiet; which is which says a name. A gate is a vessel, a ``well`` when it is empty; in it
    is its role's colour, mixed with the ground: ``filled`` of it where a numeral says how full it is, ``calm`` of it in a table;
    all of it in a lane beside a numeral, which is ``calm`` where it is empty.
    ``threads`` says how opaque threads are, those at rest and those that are told of, which are wide bands and not lines.
    A weight goes from ``blank``, nought, to the colour of what ``looks``; ``weights`` is one of :data:`WEIGHTS`.

    Colours are ``#RRGGBB``. Text and thin lines reach a contrast of 4.5:1 on ``ground`` and on ``panel``. What is ``dimmed`` is
    mixed with the ground until its contrast is ``dim``, whatever its colour was, and so all such things are equally quiet; cells,
    whose colours are values, to ``faded``.
    """

    name: str
    ground: str
    panel: str
    well: str
    blank: str
    line: str
    muted: str
    ink: str
    focus: str
    others: str
    writes: str
    keeps: str
    proposes: str
    shows: str
    masks: str
    memory: str
    state: str
    word: str
    source: str
    target: str
    looks: str
    ramp: Ramp
    filled: float
    calm: float
    weights: str = WEIGHTS[0]

    font: str = "Inter"
    title: float = 34
    caption: float = 26
    label: float = 22
    small: float = 18
    numeral: float = 16
    formula: float = 34
    symbol: float = 30

    thin: float = 1.5
    stroke: float = 2.5
    bold: float = 4.0
    dim: float = 3.4
    faded: float = 0.5
    threads: tuple[float, float] = (0.47, 0.86)

    quick: float = 0.35
    beat: float = 0.7
    slow: float = 1.0
    still: float = 0.4

    @property
    def dimmed(self) -> "Dimmed":
        """How things look that are at rest, as ``Shade`` takes it in place of an opacity."""
        return Dimmed(self.ground, self.dim, self.faded)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return the theme itself: it never changes, and manim copies mobjects all the time."""
        return self

    def colour(self, role: str) -> str:
        """Return the colour of a role, or of ``ink``, ``muted``, ``ground``, ...; raises KeyError for what has none."""
        if role not in ROLES:
            raise KeyError(role)
        value: str = getattr(self, role)
        return value


ROLES = frozenset(field.name for field in fields(Theme) if field.type is str) - {"name", "font", "weights"}
"""The names of all single colours in a theme."""

DARK = Theme(
    name="dark",
    ground="#0E1116",
    panel="#171C25",
    well="#20262F",
    blank="#1A2029",
    line="#3A4454",
    muted="#97A3B6",
    ink="#EEF1F6",
    focus="#FFFFFF",
    others="#7C8798",
    writes="#82D278",
    keeps="#C276A7",
    proposes="#DCB9FF",
    shows="#41E1D2",
    masks="#729C6A",
    memory="#FFDC50",
    state="#F0F5E1",
    word="#B4A5AF",
    source="#41E1D2",
    target="#DCB9FF",
    looks="#AADC82",
    ramp=Ramp(nought=20.0, one=(60.5, 31.0), far=(65.0, 32.0), plus=50.0, minus=250.0),
    filled=0.52,
    calm=0.29,
)

LIGHT = Theme(
    name="light",
    ground="#FBFAF7",
    panel="#F1F0EC",
    well="#E9E8E4",
    blank="#ECEBE5",
    line="#B9B6AE",
    muted="#5E6570",
    ink="#16191F",
    focus="#000000",
    others="#8A8F98",
    writes="#376946",
    keeps="#960564",
    proposes="#5A1EA0",
    shows="#054B55",
    masks="#103000",
    memory="#645014",
    state="#191414",
    word="#82647D",
    source="#005660",
    target="#5A1EA0",
    looks="#365300",
    ramp=Ramp(nought=89.0, one=(60.0, 30.0), far=(58.0, 31.0), plus=48.0, minus=250.0),
    filled=0.30,
    calm=0.20,
)

THEMES: dict[str, Theme] = {theme.name: theme for theme in (DARK, LIGHT)}
"""Every theme by its name on the command line."""
