"""Which words attention looked at: the alignment map grows row by row, then turns into threads."""

from typing import ClassVar

import numpy as np
from manim import VGroup

from model.trace import AttentionTrace
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Reveal, Shade
from scenes.mobjects.reading import Phrase, phrase
from scenes.mobjects.sets.attention_map import AlignmentMap, Thread
from scenes.mobjects.tokens import Chip, row_of_chips
from scenes.telling.translation import TranslationFilm

MAP_FOOT = 0.3  # room below the map
ABOVE, BELOW, THICKEST = 1.75, -1.55, 26.0  # the two rows of words; the stroke width of a weight of one
FAINT = 0.01
APART = 0.08  # between a thread's end and its word
RIPPLE = 0.06
EVEN = 0.0005  # by how much a sum may be off that is printed as one


COMPUTED = {
    "map": "{source} is read across; every {target} word that is written gets a row.",
    "row": "To write “{word:short}” it looked at “{source:short}”: weight {weight}.",
    "rows": "Row by row: where each written word looked.",
}
GIVEN = {
    "map": "Across are the words that are looked at; every word that looks gets a row.",
    "row": "“{word:short}” looked at “{source:short}” with a weight of {weight}.",
    "rows": "Row by row: where each word looked.",
}
"""What captions say of the map, of its first row and of those that come at a run. Of weights that were given nobody knows what
they were for: whether anything was written by them, and in which language."""


class Alignment(TranslationFilm):
    """The map of all weights: a row for every written word, a column for every source word."""

    title = "Attention"
    caption_first = False
    also = (AttentionTrace,)
    most_units, most_written = None, 23
    text: ClassVar[str] = "the agreement on the european economic area was signed in 1992"

    def construct(self) -> None:
        self.lay_the_map()
        self.write_slowly()
        self.write_on()
        self.doubt()
        self.show_threads()
        self.end_card(self.summary())

    @property
    def given(self) -> bool:
        """Whether the weights were given, and no model is known that looked."""
        return isinstance(self.trace, AttentionTrace)

    @property
    def said(self) -> dict[str, str]:
        """What captions say of such weights."""
        return GIVEN if self.given else COMPUTED

    def lay_the_map(self) -> None:
        """Show the source words above an empty map."""
        self.act("alignment")
        words = self.read("source_tokens")
        place = self.frame.stage.inset(bottom=MAP_FOOT)
        known = self.trace.source_known
        self.map = AlignmentMap(words, self.count, place, theme=self.theme, known=known, copies=any(self.trace.copied))
        self.add(self.map, legends(self.frame.legend, theme=self.theme, keys={"weight": "weight"}))
        languages = {"source": "source_language", "target": "target_language"}
        fields = {} if self.given else {name: self.value(key) for name, key in languages.items()}
        with self.beat(self.said["map"], **fields):
            pass
        self.admit_strangers()

    # -- the map ---------------------------------------------------------------------------------------------------------

    def write_slowly(self) -> None:
        """Write the first word, and say what its row means."""
        self.act("the first word", self.where(0))
        self.later(*(Shade(head, self.theme.dimmed, run_time=self.theme.quick) for head in self.map.heads))
        with self.beat(self.signed(self.said["row"], 0), **self.look(0)):
            self.write(0, self.theme.slow)
        with self.beat(f"White is a weight of one, black is nought; {self.sums()}."):
            pass

    def sums(self) -> str:
        """Return what can be said of the sums of rows."""
        if self.given and not self.trace.normalized:
            return "rows need not add up to one"
        off = np.abs(self.trace.weights.sum(axis=1) - 1.0).max()
        return f"each row adds up to one{', but for rounding' if off > EVEN else ''}"

    def write_on(self) -> None:
        """Write the other words at a run; stop where the order turns for the first time."""
        words = range(1, len(self.trace.translation))  # where it looks for the end says nothing of the order
        turn = next((row for row in words if self.looked_at(row) < self.looked_at(row - 1)), None)
        stops = [] if turn is None else [turn]
        done = 1
        for stop in [*stops, self.count]:
            self.flow(range(done, stop))
            if stop < self.count:
                self.act("the order turns", self.where(stop))
                says = "The order turns: “{word:short}” looked back at “{source:short}”: {weight}."
                with self.beat(self.signed(says, stop), **self.look(stop)):
                    self.write(stop, self.theme.slow)
            done = stop + 1

    def flow(self, targets: range) -> None:
        """Write words one after the other."""
        if not targets:
            return
        self.act("word by word", self.where(targets[0]))
        with self.beat(self.said["rows"]):
            for target in targets:
                self.rename(self.where(target))
                self.write(target, self.theme.beat)
            self.mark_poster()

    def write(self, target: int, run_time: float) -> None:
        """Let a word and its row come in; the source word it looked at most lights up."""
        cells = self.map.row(target, self.read("weights", target))
        name = self.map.label(self.written(target), target, copied=self.copied(target))
        row = VGroup(*cells)
        self.look_from(target)
        self.play(Reveal(row, cells, lag=RIPPLE, run_time=run_time), Appear(name, run_time=run_time))

    def look_from(self, target: int) -> None:
        """Light the source word that the written word looked at most; let the one before rest."""
        quick, now = self.theme.quick, self.looked_at(target)
        if target and (before := self.looked_at(target - 1)) != now:
            self.later(Shade(self.map.heads[before], self.theme.dimmed, run_time=quick))
        self.later(Shade(self.map.heads[now], 1, run_time=quick))

    # -- the threads -----------------------------------------------------------------------------------------------------

    def show_threads(self) -> None:
        """Clear the map and show the same weights as threads between two rows of words, if there is room for these."""
        theme, width, known = self.theme, self.frame.width, self.trace.source_known
        source = row_of_chips(self.read("source_tokens"), theme=theme, y=ABOVE, width=width, colour="source", known=known)
        words, copied = self.read("written_tokens"), self.trace.copied
        target = row_of_chips(words, theme=theme, y=BELOW, width=width, colour="target", copied=copied)
        self.threaded = source[0].legible and target[0].legible
        if not self.threaded:
            return
        self.act("threads")
        with self.beat("The same weights as threads: as wide as the weight."):
            self.clear_stage()
            self.play(Appear(VGroup(*source, *target), run_time=self.theme.beat))
            for row in range(self.count):
                self.play(Appear(self.threads(row, source, target), run_time=self.theme.quick))
            self.mark_poster()

    def threads(self, row: int, source: list[Chip], target: list[Chip]) -> VGroup:
        """Return the threads from a written word to all source words; the faintest are left out."""
        end = (target[row].get_x(), target[row].get_top()[1] + APART)
        drawn = VGroup()

        def ends(index: tuple[int, ...]) -> tuple[float, float]:
            return float(source[index[1]].get_x()), float(target[index[0]].get_x())

        for number, chip in enumerate(source):
            weight = self.value("weights", row, number)
            if float(weight.value) >= FAINT:
                start = (chip.get_x(), chip.get_bottom()[1] - APART)
                drawn.add(Thread(weight, start, end, theme=self.theme, unit=THICKEST).between(ends))
        return drawn

    def summary(self) -> Phrase:
        """Return what the end card says was seen."""
        if self.given:
            counts = {"rows": self.value("sizes.target"), "columns": self.value("sizes.source")}
            return phrase("{rows:0} × {columns:0} weights, row by row" + (" and as threads" if self.threaded else ""), **counts)
        if self.trace.alignment_error is None:
            return phrase(
                "{count:0} word{count:s} written, each with its own look at the source",
                count=self.value("sizes.target"),
            )
        return phrase("alignment error of this model on held-out sentences: {error:3}", error=self.value("alignment_error"))
