"""Mathematics on screen: the only file that touches math typesetting (Typst).

Letters and equations are chosen by name from two tables, so that every digit in them is part of the mathematics; numbers from a
trace are never typeset here.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import numpy as np
from manim import MathTypst, VMobject, config

from scenes.mobjects.outlines import kept
from scenes.mobjects.shapes import Bundle, Shape
from scenes.mobjects.theme import Theme

__all__ = ["EQUATIONS", "PARTS", "SYMBOLS", "Equation", "Glyph", "Symbol", "glyphs_of"]

SYMBOLS: dict[str, tuple[str, str]] = (
    {
        "sigmoid": ("sigma", "ink"),
        "tanh": ("tanh", "ink"),
        "times": ("times", "ink"),
        "plus": ("+", "ink"),
        "equals": ("=", "ink"),
        "inputs": ("x_t", "feature"),
        "hidden": ("h_t", "hidden"),
        "previous_hidden": ("h_(t-1)", "hidden"),
        "cell": ("C_t", "cell"),
        "previous_cell": ("C_(t-1)", "cell"),
        "squashed_cell": ("tanh(C_t)", "cell"),
        "input_gate": ("i_t", "input"),
        "forget_gate": ("f_t", "forget"),
        "candidate": ("tilde(C)_t", "candidate"),
        "output_gate": ("o_t", "output"),
        "annotation": ("h_j", "encoder"),
        "asking_state": ("s_(i-1)", "decoder"),
        "new_state": ("s_i", "decoder"),
        "context": ("c_i", "attention"),
        "previous_word": ("y_(i-1)", "feature"),
        "score": ("e_(i j)", "ink"),
        "score_of_another": ("e_(i k)", "ink"),
        "attention_weight": ("alpha_(i j)", "attention"),
        "largest_score": ("m_i", "ink"),
        "state_weight": ("W", "decoder"),
        "annotation_weight": ("U", "encoder"),
        "scorer_vector": ("v", "ink"),
    }
    | {
        f"{kind}_{gate}": (f"{letter}_{subscript}", gate)
        for gate, subscript in (("input", "i"), ("forget", "f"), ("candidate", "C"), ("output", "o"))
        for kind, letter in (("weight", "W"), ("bias", "b"), ("preactivation", "a"))
    }
    | {
        f"weighted_{gate}": (f"W_{subscript} [h, x]", gate)
        for gate, subscript in (("input", "i"), ("forget", "f"), ("candidate", "C"), ("output", "o"))
    }
)
"""Every letter: its Typst source and the meaning that colours it."""

EQUATIONS: dict[str, str] = {
    "forget_gate": "<forget_gate> = sigma(<weight_forget> [<previous_hidden>, <inputs>] + <bias_forget>)",
    "input_gate": "<input_gate> = sigma(<weight_input> [<previous_hidden>, <inputs>] + <bias_input>)",
    "candidate": "<candidate> = tanh(<weight_candidate> [<previous_hidden>, <inputs>] + <bias_candidate>)",
    "output_gate": "<output_gate> = sigma(<weight_output> [<previous_hidden>, <inputs>] + <bias_output>)",
    "cell": "<cell> = <forget_gate> dot.o <previous_cell> + <input_gate> dot.o <candidate>",
    "hidden": "<hidden> = <output_gate> dot.o tanh(<cell>)",
    "score": "<score> = <scorer_vector> dot.c tanh(<state_weight> <asking_state> + <annotation_weight> <annotation>)",
    "attention_weight": "<attention_weight> = exp(<score> - <largest_score>) / (sum_k exp(<score_of_another> - <largest_score>))",
    "context": "<context> = sum_j <attention_weight> <annotation>",
}
"""Every equation: Typst source in which ``<name>`` stands for a coloured letter."""

PARTS: dict[str, dict[str, tuple[slice, ...]]] = {
    "score": {
        "score": (slice(0, 4),),
        "scorer_vector": (slice(4, 6),),
        "tanh": (slice(6, 11), slice(20, 21)),
        "state": (slice(11, 16),),
        "plus": (slice(16, 17),),
        "annotation": (slice(17, 20),),
    }
}
"""Parts of equations that films light one by one: which of their glyphs, counted in reading order."""

PREAMBLE = "#set math.lr(size: 1em)"  # keeps the brackets of one line alike
HEAD = 4
"""Rows of numbers before the points of a glyph."""


class _Set(Bundle):
    """Mathematics in the theme's colours, bold where thin strokes would vanish: a group of glyphs.

    ``quantity`` is the name under which it stands in its table, ``recipe`` all that its glyphs are made of.
    """

    quantity: str

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
    """A letter, by its name in :data:`SYMBOLS`, in the colour of its meaning unless ``colour`` names another."""

    def __init__(self, name: str, *, theme: Theme, colour: str | None = None, size: float | None = None) -> None:
        source, meaning = SYMBOLS[name]
        super().__init__(source, theme=theme, colour=colour or meaning, size=theme.symbol if size is None else size)
        self.quantity = name


class Equation(_Set):
    """An equation, by its name in :data:`EQUATIONS`, every letter in the colour of its meaning."""

    def __init__(self, name: str, *, theme: Theme, size: float | None = None) -> None:
        source = re.sub("<(.+?)>", lambda found: _coloured(found.group(1), theme), EQUATIONS[name])
        super().__init__(source, theme=theme, colour="ink", size=theme.formula if size is None else size)
        self.quantity = name
        self._parts = PARTS.get(name, {})

    def part(self, *names: str) -> list[VMobject]:
        """Return the glyphs of some parts, by their names in :data:`PARTS`."""
        return [glyph for name in names for span in self._parts[name] for glyph in self.submobjects[span]]


def _coloured(name: str, theme: Theme) -> str:
    source, meaning = SYMBOLS[name]
    return f'text(fill: #rgb("{theme.colour(meaning)}"), {source})'
