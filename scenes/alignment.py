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
from scenes.mobjects.sets.attention_map import AlignmentMap, Thread
from scenes.mobjects.sets.loom import around
from scenes.mobjects.sets.tags import Tag
from scenes.mobjects.text import Label
from scenes.mobjects.tokens import phrases_of
from scenes.mobjects.values import Swatch
from scenes.mobjects.weaving import Edge, Kindle, Reach, Rearrange, Slide, Stretch, accelerating, window
from scenes.telling.looks import Said, SaidOfGiven
from scenes.telling.pace import LEAD
from scenes.telling.strangers import remarks_on
from scenes.telling.translation import TranslationFilm

EVEN = 0.0005  # by how much a sum may be off that is printed as one
FOOT = 0.14  # room below the lower row
AGAIN = 2.8  # seconds in which light runs up once more
NAMED = 3  # so many words are named one by one; of more the first and the last


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
        """Show both sentences, as they are in print; of long ones the part around the words that are asked about."""
        self.act("the question")
        self.steps = self.trace.written_steps
        written = phrases_of(self.read("written_tokens"), self.trace.copied)
        targets, asked = [written[step] for step in self.steps], [self.steps.index(step) for step in self.group]
        sources = phrases_of(self.read("source_tokens"))
        looks = [self.looked_at(step) for step in self.group]
        area = self.frame.stage.inset(bottom=FOOT)
        meanings = [self.glosses[step] for step in self.steps] if self.glosses else []
        weights = self.read("weights")
        self.loom = loom = around(asked, looks, sources, targets, weights, area, theme=self.theme, glosses=meanings)
        self.whole = loom.mapped
        self.known = [self.trace.source_known[column] for column in loom.columns]
        loom.lay(self.known)
        self.add(*loom.sources, *loom.targets)
        self.asked = [loom.rows.index(row) for row in asked if row in loom.rows]
        self.lit = [loom.targets[row] for row in self.asked]
        for tag in self.lit:
            tag.box.set_stroke(self.theme.focus, self.theme.stroke)

    def ask(self) -> None:
        """Ask the question: dots lead from it to all the words that may have been looked at."""
        names, fields = self.named(self.group)
        self.asking = Asking(self.loom, self.lit, theme=self.theme)
        self.add(self.asking.mark, *self.asking.ways)
        with self.beat(self.said.question.replace("{words}", names), *self.asking.run(LEAD), **fields) as room:
            lasts = max(room, 2.0)
            self.play(*self.scan(lasts), *self.asking.run(lasts, 2))

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
        strange = [tag for tag, known in zip(self.loom.sources, self.known, strict=True) if not known] or self.loom.sources
        for caption, fields in remarks_on(self.brief.traces, self.value):
            with self.beat(caption, *self.flash(strange, LEAD), **fields) as room:
                self.play(*self.flash(strange, max(room, 1.0) / 2))
                self.play(*self.flash(strange, max(room, 1.0) / 2), *self.asking.run(max(room, 1.0) / 2))

    def flash(self, tags: Sequence[Tag], run_time: float) -> list[Animation]:
        """Return animations in which chips light and rest again."""
        theme = self.theme
        return [Edge(tag, theme.focus, theme.bold, rate_func=there_and_back, run_time=run_time) for tag in tags]

    # -- the map -------------------------------------------------------------------------------------------------------

    def open_the_map(self) -> None:
        """Let the written words climb to their rows, and the source words stand over their columns."""
        self.act("the map")
        theme, loom = self.theme, self.loom
        self.legend = legends(self.frame.legend, theme=theme, keys={"weight": "weight"})
        with self.beat(self.said.rows, *self.asking.leave(LEAD)) as room:
            self.later(Appear(self.legend, run_time=theme.quick))
            lasts = max(room, 2.4)
            if self.whole:
                rest = [Edge(tag, tag.quiet, theme.thin, rate_func=window(0.0, 0.3), run_time=lasts) for tag in self.lit]
                self.play(Rearrange(loom, loom.stairs, climbing=True, run_time=lasts), *rest)
            else:
                self.play(*(Vanish(tag, run_time=theme.beat) for tag in (*loom.sources, *loom.targets)))
                words, place = self.read("source_tokens"), self.frame.stage
                self.grid = AlignmentMap(
                    words, len(self.steps), place, theme=theme, known=self.trace.source_known, copies=any(self.trace.copied)
                )
                self.play(Reveal(self.grid, self.grid.heads, lag=0.5, run_time=lasts - theme.beat))
        weights = self.read("weights")
        rows = enumerate(self.steps)
        self.cells = [
            loom.row(row) if self.whole else self.grid.row(row, weights.row(step), least=loom.SHOWN) for row, step in rows
        ]
        self.rows = [VGroup(*cells) for cells in self.cells]
        self.labels: list[Label] = []

    def row(self, row: int) -> list[Swatch]:
        """Return the cells of a row of the map."""
        if self.whole:
            return self.loom.row(row)
        return self.grid.row(row, self.read("weights", self.steps[row]), least=self.loom.SHOWN)

    def sums(self) -> str:
        """Return what can be said of the sums of rows."""
        if self.given and not self.trace.normalized:
            return "rows need not add up to one."
        off = np.abs(self.trace.weights.sum(axis=1) - 1.0).max()
        return f"each row adds up to one{', but for rounding' if off > EVEN else ''}."

    def write_first(self) -> None:
        """Write the first word, and say what its row means."""
        said = self.signed(self.said.first, self.steps[0]) + self.sums()
        with self.beat(said, *self.pair(0), **self.look(self.steps[0])) as room:
            self.play(*self.writing(0, 0.0, 1.0, max(room, 1.6)))

    def pair(self, row: int) -> list[Animation]:
        """Return animations in which a written word and the one that it looked at most light, if they are there as chips."""
        return (
            self.flash([self.loom.targets[row], self.loom.sources[self.looked_at(self.steps[row])]], LEAD) if self.whole else []
        )

    def write_on(self) -> None:
        """Write the other words, faster and faster; slowly those that look backwards."""
        count, back = len(self.steps), [self.steps.index(step) for step in self.trace.reversed_run]
        start, end = (back[0], back[-1] + 1) if back else (count, count)
        self.flow(range(1, start), self.said.flow)
        if not back:
            return
        self.act("the turn")
        rows = range(max(start, 1), end)
        ends = back if len(back) <= NAMED else [back[0], back[-1]]
        sources = [self.value("source_tokens", self.looked_at(self.steps[row])) for row in ends]
        names = (", then " if ends == back else " … ").join(f"“{{source_{number}:short}}”" for number in range(len(ends)))
        fields = {f"source_{number}": source for number, source in enumerate(sources)}
        lit = self.flash(self.lit, LEAD) if self.whole else []
        with self.beat(self.said.back.replace("{sources}", names), *lit, **fields) as room:
            lasts = min(max(room, 0.9 * len(rows)), 7.0) / len(rows)
            for row in rows:
                self.play(*self.writing(row, 0.0, 1.0, lasts, stays=True))
        self.flow(range(end, count), self.said.after)

    def flow(self, rows: range, said: str) -> None:
        """Write words one after the other, faster and faster."""
        if not rows:
            return
        spans = accelerating(len(rows))
        with self.beat(said, *self.pair(rows[0])) as room:
            lasts = min(max(room, 0.55 * len(rows)), 7.0)
            self.play(*(each for row, span in zip(rows, spans, strict=True) for each in self.writing(row, *span, lasts)))

    def writing(self, row: int, start: float, end: float, run_time: float, *, stays: bool = False) -> list[Animation]:
        """Return animations in which a row of cells comes in, and the two words light; they stay lit, or rest again."""
        cells, theme, step = self.cells[row], self.theme, self.steps[row]
        rate = window(start + 0.15 * (end - start), end, linear)
        shown = Reveal(self.rows[row], cells[::-1], lag=0.15, rate_func=rate, run_time=run_time)
        if not self.whole:
            label = self.grid.label(self.written(step), step, copied=self.copied(step))
            self.labels.append(label)
            return [Appear(label, rate_func=window(start, end), run_time=run_time), shown]
        slid = Slide(self.loom, row, self.loom.map, rate_func=window(start, start + 0.6 * (end - start)), run_time=run_time)
        last = min(end + 0.6 * (end - start), 1.0)
        lit = window(start, start + 0.3 * (end - start)) if stays else window(start, last, there_and_back)
        pair = self.loom.targets[row], self.loom.sources[self.looked_at(step)]
        return [shown, slid, *(Edge(tag, theme.focus, theme.stroke, rate_func=lit, run_time=run_time) for tag in pair)]

    # -- the threads ---------------------------------------------------------------------------------------------------

    def stretch(self) -> None:
        """Let every cell become a thread, row by row, faster and faster, and then both sentences face each other."""
        self.act("threads")
        if self.whole:
            self.stretch_cells()
            self.face()
        else:
            self.thread_some()

    def stretch_cells(self) -> None:
        """Let the cells reach up to the words that were looked at, and meet the written words on the stairs."""
        loom, rows = self.loom, range(len(self.steps))
        with self.beat(self.said.stretch, *self.scan(LEAD)) as room:
            lasts = min(max(room, 2.0 + 0.3 * len(rows)), 7.0)
            spans = accelerating(len(rows), overlap=1.5)
            pairs = zip(rows, spans, strict=True)
            moves = [Stretch(loom, row, self.cells[row], span=span, run_time=lasts) for row, span in pairs]
            self.remove(*self.rows)
            self.add(*(move.gone for move in moves), loom.fabric)
            loom.now = loom.stairs
            self.play(*moves, *(move.fading for move in moves))

    def face(self) -> None:
        """Let both sentences face each other, in one line each."""
        fields = {} if self.given else {"target": self.value("target_language")}
        with self.beat(self.said.facing, *self.flash(self.loom.targets, LEAD), **fields) as room:
            self.play(Rearrange(self.loom, self.loom.print, self.loom.threads, run_time=max(room, 2.0) - self.theme.quick))
            self.play(*self.new_legend())

    def new_legend(self) -> list[Animation]:
        """Return animations in which the legend tells of widths, no more of colours."""
        key = WidthLegend("weight", self.loom.unit, theme=self.theme)
        key.shift((self.frame.legend.right - key.get_right()[0], self.frame.legend.y, 0))
        self.remove(self.legend)
        return [Appear(key, run_time=self.theme.quick)]

    def thread_some(self) -> None:
        """Let the map go, and show the threads between as many words as there is room for."""
        theme, loom = self.theme, self.loom
        some = len(loom.rows) < len(self.steps) or len(loom.columns) < len(self.trace.source_tokens)
        with self.beat(
            self.said.some if some else self.said.threads,
            Vanish(VGroup(self.grid, *self.rows, *self.labels), run_time=theme.beat),
        ) as room:
            for tag in (*loom.sources, *loom.targets):
                set_opacities(tag.word, 1.0, 0.0)
            loom.lay(self.known)
            self.lit = [loom.targets[row] for row in self.asked]
            chips = (*loom.sources, *loom.targets)
            self.play(*(Appear(tag, run_time=theme.quick) for tag in chips), *self.new_legend())
            spans, lasts = accelerating(len(loom.rows), overlap=1.5), min(max(room - theme.quick, 2.5), 6.0)
            self.play(*(Reach(thread, rate_func=window(*spans[row]), run_time=lasts) for row, _, thread in loom.threads))

    # -- the answer ----------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Let light run up the threads that the question is about, and say where they lead."""
        self.act("the answer")
        turned = bool(self.trace.reversed_run)
        with self.moment():
            self.light(*(self.crossing() if turned else self.spreading()))
        if not turned:
            self.say_that_none_turns()
        self.result()

    def crossing(self) -> tuple[str, dict[str, Reading]]:
        """Return what is said of words that looked backwards, and its fields."""
        names, fields = self.named(self.trace.reversed_run)
        return self.said.crossing.replace("{words}", names), fields

    def spreading(self) -> tuple[str, dict[str, Reading]]:
        """Return what is said of the word whose look is the most spread, and its fields."""
        step = self.trace.most_spread
        if len(self.trace.source_tokens) == 1:
            return self.said.alone, {}
        return self.signed(self.said.spread, step), self.look(step)

    def light(self, said: str, fields: dict[str, Reading]) -> None:
        """Let light run up the threads of the words in question; the words that they looked at most light when it is there."""
        theme, loom = self.theme, self.loom
        with self.beat(said, *self.flash(self.lit, LEAD), **fields) as room:
            each = min(max(room, 0.9 * len(self.asked)), 7.0) / len(self.asked)
            for row, tag in zip(self.asked, self.lit, strict=True):
                self.play(Edge(tag, theme.target, theme.bold, run_time=each * 0.25))
                source = loom.sources[loom.columns.index(self.looked_at(self.steps[loom.rows[row]]))]
                self.play(
                    *self.kindled(row, each * 0.75),
                    Edge(source, theme.source, theme.bold, rate_func=window(0.6, 1.0), run_time=each * 0.75),
                )
                for thread in self.of_row(row):
                    set_opacities(thread, 0.0, thread.levels[1])
            self.mark_poster()

    def of_row(self, row: int) -> list[Thread]:
        """Return the threads of a written word."""
        return [thread for number, _, thread in self.loom.threads if number == row]

    def kindled(self, row: int, run_time: float) -> list[Animation]:
        """Return animations in which light runs up the threads of a written word."""
        return [Kindle(thread, self.theme, run_time=run_time) for thread in self.of_row(row)]

    def say_that_none_turns(self) -> None:
        """Say that the order does not turn, if there is more than one word; the words light in their order."""
        if len(self.steps) < 2 or len(self.trace.source_tokens) < 2:
            return
        with self.beat(self.said.straight if self.trace.keeps_order else self.said.vague) as room:
            self.play(*self.scan(max(room, 1.6)))

    def result(self) -> None:
        """Say where the words in question looked, and what this is worth; light runs up their threads once more."""
        fields: dict[str, Reading] = {}
        said = []
        for number, step in enumerate(dict.fromkeys((self.group[0], self.group[-1]))):
            source = self.value("source_tokens", self.looked_at(step))
            fields |= {f"word_{number}": self.written(step), f"source_{number}": source}
            verb = f"{self.said.looked} {self.how(number)}at"
            said.append(f"“{{word_{number}:short}}”{f' ({COPIED})' * self.copied(step)} {verb} “{{source_{number}:short}}”")
        if len(self.group) == 1 and len(self.trace.source_tokens) > 1:
            fields["weight"] = self.value("weights", self.group[0], self.looked_at(self.group[0]))
            said[0] += ": {weight}"
        again = [each for row in self.asked for each in self.kindled(row, AGAIN)]
        self.end(f"{', and '.join(said)}.", *again, **fields)

    def how(self, number: int) -> str:
        """Return how the first word in question looked, or the last."""
        return "back " if number else "most " if len(self.group) == 1 and len(self.trace.source_tokens) > 1 else ""

    def weakness(self) -> Phrase | None:
        """Return how often this model's looks are wrong, if that was measured, and how improbable it finds its translation."""
        doubt = super().weakness()
        if getattr(self.trace, "alignment_error", None) is None:
            return doubt
        error = phrase("alignment error {error:3}", error=self.value("alignment_error"))
        return joined(" · ", error, doubt) if doubt else error
