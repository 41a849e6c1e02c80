"""Mathematics on screen: the only file that touches math typesetting (Typst).

Letters and equations are chosen by name from two tables, so that every digit in them is part of the mathematics; numbers from a
trace are never typeset here.
"""

import re

from manim import MathTypst, VMobject, config

from scenes.mobjects.theme import Theme

__all__ = ["EQUATIONS", "PARTS", "SYMBOLS", "Equation", "Symbol"]

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


class _Set(MathTypst):
    """Mathematics in the theme's colours, bold where thin strokes would vanish."""

    BOLD_BELOW = 600  # lines of the frame

    def __init__(self, source: str, *, theme: Theme, colour: str, size: float) -> None:
        bold = config.pixel_height < self.BOLD_BELOW
        super().__init__(
            f"bold({source})" if bold else source, font_size=size, color=theme.colour(colour), typst_preamble=PREAMBLE
        )


class Symbol(_Set):
    """A letter, by its name in :data:`SYMBOLS`, in the colour of its meaning unless ``colour`` names another."""

    def __init__(self, name: str, *, theme: Theme, colour: str | None = None, size: float | None = None) -> None:
        source, meaning = SYMBOLS[name]
        super().__init__(source, theme=theme, colour=colour or meaning, size=theme.symbol if size is None else size)


class Equation(_Set):
    """An equation, by its name in :data:`EQUATIONS`, every letter in the colour of its meaning."""

    def __init__(self, name: str, *, theme: Theme, size: float | None = None) -> None:
        source = re.sub("<(.+?)>", lambda found: _coloured(found.group(1), theme), EQUATIONS[name])
        super().__init__(source, theme=theme, colour="ink", size=theme.formula if size is None else size)
        self._parts = PARTS.get(name, {})

    def part(self, *names: str) -> list[VMobject]:
        """Return the glyphs of some parts, by their names in :data:`PARTS`."""
        return [glyph for name in names for span in self._parts[name] for glyph in self.submobjects[span]]


def _coloured(name: str, theme: Theme) -> str:
    source, meaning = SYMBOLS[name]
    return f'text(fill: #rgb("{theme.colour(meaning)}"), {source})'
