"""Mathematics on screen: the only file that touches math typesetting (Typst).

Letters and equations are chosen by name from a notation, so that every digit in them is part of the mathematics; numbers from a
trace are never typeset here.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import numpy as np
from manim import MathTypst, VMobject, config

from scenes.mobjects.notation.common import COMMON
from scenes.mobjects.notation.quantities import Notation, Quantity
from scenes.mobjects.outlines import kept
from scenes.mobjects.shapes import Bundle, Shape
from scenes.mobjects.theme import Theme

__all__ = ["Equation", "Glyph", "Symbol", "glyphs_of"]

PREAMBLE = "#set math.lr(size: 1em)"  # keeps the brackets of one line alike
HEAD = 4
"""Rows of numbers before the points of a glyph."""


class _Set(Bundle):
    """Mathematics in the theme's colours, bold where thin strokes would vanish: a group of glyphs.

    ``recipe`` is all that its glyphs are made of, ``quantity`` what it stands for.
    """

    quantity: Quantity

    BOLD_BELOW = 600  # lines of the frame

    def __init__(self, source: str, *, theme: Theme, colour: str, size: float) -> None:
        bold = config.pixel_height < self.BOLD_BELOW
        self.typst_code = f"bold({source})" if bold else source
        self.recipe = (self.typst_code, theme.colour(colour), size, PREAMBLE, config.pixel_width)
        super().__init__(*_glyphs(*self.recipe))

    def scale(self, scale_factor: float, scale_stroke: bool = True, **kwargs: Any) -> Self:
        """Scale as manim does, and the bars of fractions too, which are lines."""
        return super().scale(scale_factor, scale_stroke=scale_stroke, **kwargs)


class Glyph(Shape):
    """One glyph of a letter or an equation."""


@lru_cache(maxsize=512)
def glyphs_of(*recipe: str | float) -> tuple[VMobject, ...]:
    """Return the glyphs that a recipe gives, made once; they are not to be changed."""
    return tuple(_glyphs(*recipe))


def _glyphs(*what: str | float) -> list[VMobject]:
    numbers = kept(_typeset, *what, own=Path(str(config.get_dir("text_dir"))))
    glyphs: list[VMobject] = []
    while len(numbers):
        (count, width, _), fill, stroke, (filled, stroked, _) = numbers[:HEAD]
        end = HEAD + int(count)
        glyph = Glyph(numbers[HEAD:end], fill_opacity=float(filled), stroke_width=float(width))
        glyph.fill_rgbas[0, :3], glyph.stroke_rgbas[0, :3] = fill, stroke
        glyph.stroke_opacity = glyph.stroke_rgbas[0, 3] = float(stroked)
        glyphs.append(glyph)
        numbers = numbers[end:]
    return glyphs


def _typeset(source: str, colour: str, size: float, preamble: str, pixel_width: int) -> np.ndarray:
    """Set mathematics with Typst and manim, and remove the files that they leave.

    Return the glyphs one below the other, each as :data:`HEAD` rows (how many points, width of its line; colour of its fill; of
    its line; opacities of both) and its points. Lines are as wide in manim's units as ``pixel_width`` demands, but not in the
    copies that manim keeps of what it has read, so it is to keep none.
    """
    drawn = MathTypst(source, font_size=size, color=colour, typst_preamble=preamble, use_svg_cache=False)
    for suffix in (".svg", ".typ"):
        Path(str(drawn.file_name)).with_suffix(suffix).unlink(missing_ok=True)
    rows: list[Any] = []
    glyphs: list[Any] = drawn.family_members_with_points()
    for glyph in glyphs:
        (fill,), (stroke,) = glyph.fill_rgbas, glyph.stroke_rgbas
        rows += [(len(glyph.points), glyph.stroke_width, 0.0), fill[:3], stroke[:3], (fill[3], stroke[3], 0.0), *glyph.points]
    return np.array(rows, dtype=float)


class Symbol(_Set):
    """The letter of a quantity, by its name in ``notation``, in the colour of its role unless ``colour`` names another.

    ``quantity`` is what it names.
    """

    def __init__(
        self, name: str, *, theme: Theme, notation: Notation = COMMON, colour: str | None = None, size: float | None = None
    ) -> None:
        self.quantity = notation[name]
        colour = colour or self.quantity.role
        super().__init__(self.quantity.letter, theme=theme, colour=colour, size=theme.symbol if size is None else size)


class Equation(_Set):
    """The equation of a quantity, by its name in ``notation``, every letter in the colour of its role.

    ``quantity`` is what it computes.
    """

    def __init__(self, name: str, *, theme: Theme, notation: Notation, size: float | None = None) -> None:
        self.quantity = notation[name]
        source = re.sub("<(.+?)>", lambda found: _coloured(notation[found.group(1)], theme), self.quantity.equation)
        super().__init__(source, theme=theme, colour="ink", size=theme.formula if size is None else size)

    def part(self, *names: str) -> list[VMobject]:
        """Return the glyphs of some parts, by their names in the quantity's ``parts``."""
        return [glyph for name in names for span in self.quantity.parts[name] for glyph in self.submobjects[span]]


def _coloured(quantity: Quantity, theme: Theme) -> str:
    return f'text(fill: #rgb("{theme.colour(quantity.role)}"), {quantity.letter})'
