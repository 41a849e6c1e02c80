"""The look of every film: colours by role, fonts, sizes and timings, all by name."""

from dataclasses import dataclass, fields
from typing import Any, Self

__all__ = ["DARK", "ROLES", "THEMES", "Theme"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colours by role, font, sizes (manim font sizes at 8 units of frame height) and timings (seconds).

    A role is what something does, in whatever network: a gate ``keeps`` what is remembered, ``writes`` into it, or ``shows`` some
    of it to what reads it; a candidate ``proposes`` what could be written; attention ``looks``. Or it is what something is: the
    ``memory`` that a cell carries, the ``state`` that it shows, a ``word`` or its vector, a thing of the ``source`` (the encoder)
    or of the ``target`` (the decoder), and what is ``current``. Which quantity has which role is said in the notations.

    Colours are ``#RRGGBB``. ``negative``, ``nought`` and ``positive`` are the ends and the middle of the diverging map for values
    in -1..1; ``shut`` and ``open`` are the ends of the sequential map for gates and weights in 0..1. Text and thin lines reach a
    contrast of 4.5:1 on ``ground`` and on ``panel``.
    """

    name: str
    ground: str
    panel: str
    line: str
    muted: str
    ink: str
    current: str
    writes: str
    keeps: str
    proposes: str
    shows: str
    memory: str
    state: str
    word: str
    source: str
    target: str
    looks: str
    negative: str
    nought: str
    positive: str
    shut: str
    open: str
    ink_on_light: str
    ink_on_dark: str
    classes: tuple[str, ...]

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
    dimmed: float = 0.5

    quick: float = 0.35
    beat: float = 0.7
    slow: float = 1.0
    still: float = 0.4
    card: float = 2.6

    @property
    def levels(self) -> tuple[float, ...]:
        """How opaque may be what shows something: lit, at rest, and done with."""
        return 1.0, self.dimmed, self.dimmed / 2

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return the theme itself: it never changes, and manim copies mobjects all the time."""
        return self

    def colour(self, role: str) -> str:
        """Return the colour of a role, or of ``ink``, ``muted``, ``ground``, ...; raises KeyError for what has none."""
        if role not in ROLES:
            raise KeyError(role)
        value: str = getattr(self, role)
        return value


ROLES = frozenset(field.name for field in fields(Theme) if field.type is str) - {"name", "font"}
"""The names of all single colours in a theme."""

DARK = Theme(
    name="dark",
    ground="#0E1116",
    panel="#151A22",
    line="#3A4454",
    muted="#97A3B6",
    ink="#EEF1F6",
    current="#F4E449",
    writes="#09BC91",
    keeps="#F9AA23",
    proposes="#D381B8",
    shows="#76CDFF",
    memory="#F4E449",
    state="#D5DBE6",
    word="#A298EF",
    source="#8AB4FF",
    target="#FFB27A",
    looks="#B8F28C",
    negative="#2668CC",
    nought="#1B222D",
    positive="#F07B3A",
    shut="#1B222D",
    open="#F1F4FA",
    ink_on_light="#000000",
    ink_on_dark="#FFFFFF",
    classes=("#C07BE8", "#B4BECC", "#9BD65B", "#E0A83A", "#58B8C4", "#E07A7A"),
)

THEMES: dict[str, Theme] = {theme.name: theme for theme in (DARK,)}
"""Every theme by its name on the command line."""
