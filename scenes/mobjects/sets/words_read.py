"""The words that were read in a row, each with its h below it: what a decoder looks at."""

from collections.abc import Sequence

from manim import Animation, AnimationGroup, VGroup, VMobject

from scenes.mobjects.motion import Appear, Arrive, Vanish
from scenes.mobjects.moves import Path
from scenes.mobjects.reading import Readings
from scenes.mobjects.sets.columns import Columns
from scenes.mobjects.sets.decoder_asks import SOURCE, Strip, source_chips
from scenes.mobjects.shifts import Slide
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip

__all__ = ["WordsRead"]

TALL, UNDER, WIDEST = 0.22, 0.09, 1.1
"""How high the h of a word is, how far below its word, and how wide at the most."""
EDGE = 6.6
"""How far to the left and to the right bare words go, where chips have no room."""


class WordsRead:
    """The words as chips over the whole width, or as bare words where there is no room.

    ``tokens`` are their h, below them. ``annotations`` are ``(source, unit)``, ``weights``, ``(source,)``, say whose names go
    first, ``known`` which are hatched.
    """

    def __init__(
        self,
        words: Readings,
        annotations: Readings,
        units: Sequence[int],
        weights: Sequence[float],
        *,
        theme: Theme,
        known: Sequence[bool],
    ) -> None:
        self._theme = theme
        self.sentence, self.chips = source_chips(words, theme=theme, known=known)
        self.names = {number: chip.word for number, chip in enumerate(self.chips)}
        self.xs = [float(chip.get_x()) for chip in self.chips]
        widths = [0.8 * float(chip.width) for chip in self.chips]
        foot = float(self.sentence.get_bottom()[1])
        if not self.chips:
            columns = Columns(words, weights, -EDGE, EDGE, theme=theme)
            self.sentence, self.names = columns.sit(SOURCE, known), dict(columns.names)
            self.xs = [columns.x(source) for source in range(columns.count)]
            widths, foot = [0.8 * pitch for pitch in columns.pitches], SOURCE - 0.22
        self.widths = [max(0.04, min(WIDEST, width)) for width in widths]
        y = foot - UNDER - TALL / 2
        self.foot = y - TALL / 2
        self.tokens = [
            Strip(annotations.row(source), units, theme=theme, size=(width, TALL))
            .move_to((self.xs[source], y, 0))
            .set_z_index(-0.5)
            for source, width in enumerate(self.widths)
        ]

    def ends(self, side: int) -> list[tuple[float, float]]:
        """Return where ribbons end below the words: in the left half of each (-1), in its right half (1), or amid it (0)."""
        return [(x + side * width / 4, self.foot) for x, width in zip(self.xs, self.widths, strict=True)]

    def rooms(self, side: int) -> list[float]:
        """Return how wide a ribbon may be there."""
        return [width / (2 if side else 1) for width in self.widths]

    def lift(
        self, sentence: VGroup, labels: VGroup, names: dict[int, Label], run_time: float
    ) -> tuple[list[Animation], list[VMobject]]:
        """Return animations in which the chips of the ``sentence`` become ``labels``, and what these take the place of.

        ``names`` are the labels by their words; words without one go. A sentence in several lines goes as a whole.
        """
        quick = self._theme.quick
        if not self.chips:
            return [Appear(labels, run_time=run_time), Vanish(sentence, run_time=quick)], []
        moves: list[Animation] = []
        for source, label in names.items():
            word = self.chips[source].word
            way = Path((float(word.get_x()), float(word.get_y())), (float(label.get_x()), float(label.get_y())))
            moves.append(Slide(label, way, start=float(word.cap_height / label.cap_height), run_time=run_time))
        moves += [Appear(each, run_time=run_time) for each in labels if each not in names.values()]
        words: list[VMobject] = [self.chips[source].word for source in names]
        gone = [part for chip in self.chips for part in chip if not any(part is word for word in words)]
        return [*moves, *(Vanish(each, run_time=quick) for each in gone)], words

    def come(self, names: dict[int, Label], tokens: Sequence[Strip], run_time: float) -> list[Animation]:
        """Return animations in which words come from where their ``names`` are, and their h from where ``tokens`` are."""
        quick = self._theme.quick
        moves: list[Animation] = []
        for number in names.keys() & self.names.keys():
            label, word = names[number], self.names[number]
            way = Path((float(label.get_x()), float(label.get_y())), (float(word.get_x()), float(word.get_y())))
            moves.append(Slide(word, way, start=float(label.cap_height / word.cap_height), run_time=run_time))
        moved = {id(each.mobject) for each in moves}
        parts = [part for each in self.sentence for part in (each if isinstance(each, Chip) else [each]) if id(part) not in moved]
        boxes, late = ([part for part in parts if isinstance(part, Label) is bare] for bare in (False, True))
        coming = [Appear(each, run_time=run_time) for each in boxes]
        texts = [AnimationGroup(*some) for some in (moves, [Appear(each, run_time=quick) for each in late]) if some]
        home = Arrive(VGroup(*self.tokens), self.tokens, tokens, run_time=run_time)
        return [*coming, AnimationGroup(*texts, lag_ratio=1.0), home]
