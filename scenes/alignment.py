"""Where each written word looked: the map of weights grows row by row, and its cells stretch into threads."""

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from manim import Animation, VGroup
from manim.utils.rate_functions import linear, there_and_back

from model.trace import AttentionTrace
from scenes.mobjects.leaves import set_opacities
from scenes.mobjects.legend import WidthLegend, legends
from scenes.mobjects.motion import Appear, Reveal, Vanish
from scenes.mobjects.reading import COPIED, Phrase, Reading, joined, phrase
from scenes.mobjects.sets.asking import Asking
from scenes.mobjects.sets.loom import Loom
from scenes.mobjects.tokens import phrases_of
from scenes.mobjects.values import Swatch
from scenes.mobjects.weaving import Edge, Kindle, Rearrange, Slide, Stretch, accelerating, window
from scenes.telling.strangers import remarks_on
from scenes.telling.translation import TranslationFilm

EVEN = 0.0005  # by how much a sum may be off that is printed as one
NAMED = 3  # so many words are named one by one; of more the first and the last


class Said:
    """What captions say of weights that a model computed as it wrote."""

    question = "Where did the model look when it wrote “{words}”?"
    rows = "It wrote word by word, and every word gets a row of its own."
    first = "“{word:short}” looked at “{source:short}”: {weight}; "
    flow = "The more a word was looked at, the more colour its cell has."
    back = "Here the look goes backwards: {sources}."
    after = "After that it goes on through the rest of the sentence."
    stretch = "Each cell stretches into a thread, which is as wide as its weight."
    facing = "Both sentences in one line each: a thread leads to each look."
    crossing = "“{words}” looked backwards, so the threads cross."
    spread = "“{word:short}” spread its look the most: “{source:short}” got only {weight} of it."
    straight = "Each word looked at least as far right as the one before: the order is the same."
    vague = "Here no word looks clearly backwards: where the order turns, the weights are small."
    looked = "looked"
    alone = "One word took all of the look, as there is no other one."


class SaidOfGiven(Said):
    """What they say of weights that were given: nobody knows what for, whether anything was written, and in which language."""

    question = "Where does “{words}” look?"
    rows = "Every word that looks gets a row of its own."
    first = "“{word:short}” looks at “{source:short}”: {weight}; "
    flow = "The more a word is looked at, the more colour its cell has."
    facing = "Both rows of words in one line each: a thread leads to each look."
    crossing = "“{words}” looks backwards, so the threads cross."
    straight = "Each word looks at least as far right as the one before: the order is the same."
    looked = "looks"
    spread = "“{word:short}” spreads its look the most: “{source:short}” gets only {weight} of it."


class Alignment(TranslationFilm):
    """The map of all weights, a row for every written word, which becomes threads between two rows of words."""

    title = "Attention: where each word looked"
    also = (AttentionTrace,)
    longest = 40
    most_units, most_written = None, 33
    text: ClassVar[str] = "the agreement on the european economic area was signed in 1992"

    def construct(self) -> None:
        self.lay()
        self.ask()
        self.name_strangers()
        self.open_the_map()
        self.write_first()
        self.write_on()
        self.stretch()
        self.face()
        self.answer()

    # -- what is told --------------------------------------------------------------------------------------------------

    @property
    def given(self) -> bool:
        """Whether the weights were given, and no model is known that looked."""
        return isinstance(self.trace, AttentionTrace)

    @property
    def said(self) -> type[Said]:
        """What captions say of such weights."""
        return SaidOfGiven if self.given else Said

    @property
    def group(self) -> tuple[int, ...]:
        """The written words that the film asks about: those that look backwards, or the one whose look is most spread."""
        return self.trace.reversed_run or (self.trace.most_spread,)

    def named(self, steps: Sequence[int]) -> tuple[str, dict[str, Reading]]:
        """Return how a caption names written words, and its fields: all, or the first and the last if there are many."""
        told = list(steps) if len(steps) <= NAMED else [steps[0], steps[-1]]
        fields = {f"word_{number}": self.written(step) for number, step in enumerate(told)}
        names = [f"{{word_{number}:short}}" + f" ({COPIED})" * self.copied(step) for number, step in enumerate(told)]
        return (" " if len(steps) <= NAMED else " … ").join(names), fields

    # -- the first picture ---------------------------------------------------------------------------------------------

    def lay(self) -> None:
        """Show both sentences, as they are in print."""
        self.act("the question")
        self.steps = self.trace.written_steps
        written = self.read("written_tokens")
        sources = phrases_of(self.read("source_tokens"))
        targets = [phrases_of(written, self.trace.copied)[step] for step in self.steps]
        weights = self.read("weights")
        self.loom = Loom(sources, targets, weights, self.frame.stage.inset(bottom=0.14), theme=self.theme)
        self.loom.lay(self.trace.source_known)
        self.add(*self.loom.sources, *self.loom.targets)
        self.lit = [self.loom.targets[self.steps.index(step)] for step in self.group]
        for tag in self.lit:
            tag.box.set_stroke(self.theme.focus, self.theme.stroke)

    def ask(self) -> None:
        """Ask the question: dots run from it to all the words that may have been looked at."""
        names, fields = self.named(self.group)
        asking = Asking(self.loom, self.lit, theme=self.theme)
        self.asking = asking
        self.add(asking.mark, *asking.ways)
        with self.beat(self.said.question.replace("{words}", names), *asking.run(0.8), **fields) as room:
            lasts = max(room, 2.0)
            self.play(*self.scan(lasts), *asking.run(lasts, 2))

    def scan(self, run_time: float) -> list[Animation]:
        """Return animations in which all source words light one after the other."""
        tags, theme = self.loom.sources, self.theme
        step = 1 / (len(tags) + 1)
        rates = [window(step * number, step * (number + 2), there_and_back) for number in range(len(tags))]
        return [
            Edge(tag, theme.source, theme.bold, rate_func=rate, run_time=run_time) for tag, rate in zip(tags, rates, strict=True)
        ]

    def name_strangers(self) -> None:
        """Say in beats which words the model does not know, and what became of them; their chips light."""
        known = self.trace.source_known
        strange = [tag for tag, is_known in zip(self.loom.sources, known, strict=True) if not is_known] or self.loom.sources
        for caption, fields in remarks_on(self.brief.traces, self.value):
            with self.beat(caption, **fields) as room:
                half = max(room, 1.0) / 2
                for _ in range(2):
                    self.play(*(self.flash(tag, half) for tag in strange))

    def flash(self, tag: object, run_time: float) -> Animation:
        """Return an animation in which a chip lights and rests again."""
        return Edge(tag, self.theme.focus, self.theme.bold, rate_func=there_and_back, run_time=run_time)

    # -- the map -------------------------------------------------------------------------------------------------------

    def open_the_map(self) -> None:
        """Let the written words climb to their rows and go to the left, and the source words stand over their columns."""
        self.act("the map")
        loom = self.loom
        with self.beat(self.said.rows, *self.asking.leave(self.theme.beat)) as room:
            lasts = max(room, 2.4)
            rest = [Edge(tag, tag.quiet, self.theme.thin, rate_func=window(0.0, 0.3), run_time=lasts) for tag in self.lit]
            self.legend = legends(self.frame.legend, theme=self.theme, keys={"weight": "weight"})
            self.later(Appear(self.legend, run_time=self.theme.quick))
            self.play(Rearrange(loom, loom.stairs, climbing=True, run_time=lasts), *rest)
        self.cells: list[list[Swatch]] = [loom.row(row) for row in range(len(self.steps))]
        self.rows = [VGroup(*cells) for cells in self.cells]

    def sums(self) -> str:
        """Return what can be said of the sums of rows."""
        if self.given and not self.trace.normalized:
            return "rows need not add up to one."
        off = np.abs(self.trace.weights.sum(axis=1) - 1.0).max()
        return f"each row adds up to one{', but for rounding' if off > EVEN else ''}."

    def write_first(self) -> None:
        """Write the first word, and say what its row means."""
        said = self.signed(self.said.first, self.steps[0]) + self.sums()
        with self.beat(said, **self.look(self.steps[0])) as room:
            self.play(*self.writing(0, 0.0, 1.0, max(room, 1.6)))

    def write_on(self) -> None:
        """Write the other words, faster and faster; slowly those that look backwards."""
        count, back = len(self.steps), [self.steps.index(step) for step in self.trace.reversed_run]
        start, end = (back[0], back[-1] + 1) if back else (count, count)
        self.flow(range(1, start), self.said.flow)
        if not back:
            return
        self.act("the turn")
        rows = range(max(start, 1), end)
        with self.beat(self.said.back.replace("{sources}", self.looks(back)), **self.look_fields(back)) as room:
            each = max(room, 0.9 * len(rows)) / len(rows)
            for row in rows:
                self.play(*self.writing(row, 0.0, 1.0, each, stays=True))
        self.flow(range(end, count), self.said.after)

    def looks(self, rows: Sequence[int]) -> str:
        """Return how a caption names the source words that rows look at most."""
        names = [f"“{{source_{number}:short}}”" for number in range(len(self._ends(rows)))]
        return (", then " if len(rows) <= NAMED else " … ").join(names)

    def look_fields(self, rows: Sequence[int]) -> dict[str, Reading]:
        """Return the fields for that."""
        sources = [self.looked_at(self.steps[row]) for row in self._ends(rows)]
        return {f"source_{number}": self.value("source_tokens", source) for number, source in enumerate(sources)}

    def _ends(self, rows: Sequence[int]) -> list[int]:
        return list(rows) if len(rows) <= NAMED else [rows[0], rows[-1]]

    def flow(self, rows: range, said: str) -> None:
        """Write words one after the other, faster and faster."""
        if not rows:
            return
        spans = accelerating(len(rows))
        with self.beat(said) as room:
            lasts = min(max(room, 0.55 * len(rows)), 7.0)
            self.play(*(each for row, span in zip(rows, spans, strict=True) for each in self.writing(row, *span, lasts)))

    def writing(self, row: int, start: float, end: float, run_time: float, *, stays: bool = False) -> list[Animation]:
        """Return animations in which a row of cells comes in, and the two words light; they stay lit, or rest again."""
        cells, theme, step = self.cells[row], self.theme, self.steps[row]
        slid = Slide(self.loom, row, self.loom.map, rate_func=window(start, start + 0.6 * (end - start)), run_time=run_time)
        rate = window(start + 0.15 * (end - start), end, linear)
        shown = Reveal(self.rows[row], cells[::-1], lag=0.15, rate_func=rate, run_time=run_time)
        last = min(end + 0.6 * (end - start), 1.0)
        lit = window(start, start + 0.3 * (end - start)) if stays else window(start, last, there_and_back)
        pair = self.loom.targets[row], self.loom.sources[self.looked_at(step)]
        return [shown, slid, *(Edge(tag, theme.focus, theme.stroke, rate_func=lit, run_time=run_time) for tag in pair)]

    # -- the threads ---------------------------------------------------------------------------------------------------

    def stretch(self) -> None:
        """Let every cell become a thread, row by row, faster and faster."""
        self.act("threads")
        loom, rows = self.loom, range(len(self.steps))
        with self.beat(self.said.stretch) as room:
            lasts = min(max(room, 2.0 + 0.3 * len(rows)), 7.0)
            spans = accelerating(len(rows), overlap=1.5)
            moves = [
                Stretch(loom, row, self.cells[row], span=span, run_time=lasts) for row, span in zip(rows, spans, strict=True)
            ]
            self.remove(*self.rows)
            self.add(*(move.gone for move in moves), loom.fabric)
            loom.now = loom.stairs
            self.play(*moves, *(move.fading for move in moves))

    def face(self) -> None:
        """Let both sentences face each other, in one line each."""
        with self.beat(self.said.facing) as room:
            key = WidthLegend("weight", self.loom.unit, theme=self.theme)
            key.shift((self.frame.legend.right - key.get_right()[0], self.frame.legend.y, 0))
            self.later(Vanish(self.legend, run_time=self.theme.quick))
            lasts = max(room, 2.0)
            self.play(Rearrange(self.loom, self.loom.print, self.loom.threads, run_time=lasts * 0.75))
            self.play(Appear(key, run_time=self.theme.quick))

    def answer(self) -> None:
        """Let light run up the threads that the question is about, and say where they lead."""
        self.act("the answer")
        back = [self.steps.index(step) for step in self.trace.reversed_run]
        rows = back or [self.steps.index(self.trace.most_spread)]
        # moment
        with self.moment():
            self.light(rows, *(self.crossing() if back else self.spreading(rows[0])))
        if not back:
            self.say_that_none_turns()
        self.result(rows)

    def say_that_none_turns(self) -> None:
        """Say that the order does not turn, if there is more than one word; all threads light in their order."""
        if len(self.steps) < 2 or len(self.loom.sources) < 2:
            return
        with self.beat(self.said.straight if self.trace.keeps_order else self.said.vague) as room:
            self.play(*self.scan(max(room, 1.6)))

    def result(self, rows: Sequence[int]) -> None:
        """Say where the words in question looked, and what this is worth."""
        fields, said = {}, []
        for number, row in enumerate(dict.fromkeys((rows[0], rows[-1]))):
            step = self.steps[row]
            source = self.value("source_tokens", self.looked_at(step))
            fields |= {f"word_{number}": self.written(step), f"source_{number}": source}
            verb = f"{self.said.looked}{' back' * (number > 0)} at"
            said.append(f"“{{word_{number}:short}}”{f' ({COPIED})' * self.copied(step)} {verb} “{{source_{number}:short}}”")
        self.end(f"{', and '.join(said)}.", weakened=self.weakness(), **fields)

    def weakness(self) -> Phrase | None:
        """Return what the result is worth: how often this model's looks are wrong, and how unsure it was of its own words."""
        parts = []
        if getattr(self.trace, "alignment_error", None) is not None:
            parts.append(phrase("alignment error {error:3}", error=self.value("alignment_error")))
        if float(getattr(self.trace, "confidence", 1.0)) < self.SURE:
            parts.append(phrase("the model gives this translation {share}", share=self.value("confidence")))
        return joined(" · ", *parts) if parts else None

    def crossing(self) -> tuple[str, dict[str, Reading]]:
        """Return what is said of words that looked backwards, and its fields."""
        names, fields = self.named(self.trace.reversed_run)
        return self.said.crossing.replace("{words}", names), fields

    def spreading(self, row: int) -> tuple[str, dict[str, Reading]]:
        """Return what is said of the word whose look is the most spread, and its fields."""
        step = self.steps[row]
        if len(self.loom.sources) == 1:
            return self.said.alone, {}
        return self.signed(self.said.spread, step), self.look(step)

    def light(self, rows: Sequence[int], said: str, fields: dict[str, Reading]) -> None:
        """Let light run up the strongest threads of some rows, one after the other; their words light when it is there."""
        theme, loom = self.theme, self.loom
        with self.beat(said, **fields) as room:
            each = max(room, 0.9 * len(rows)) / len(rows)
            for row in rows:
                tag, source = loom.targets[row], loom.sources[self.looked_at(self.steps[row])]
                own = [thread for number, _, thread in loom.threads if number == row]
                up = [Kindle(thread, theme, run_time=each * 0.75) for thread in own]
                self.play(Edge(tag, theme.target, theme.bold, run_time=each * 0.25))
                self.play(*up, Edge(source, theme.source, theme.bold, rate_func=window(0.6, 1.0), run_time=each * 0.75))
                for thread in own:
                    set_opacities(thread, 0.0, thread.levels[1])
            self.mark_poster()
