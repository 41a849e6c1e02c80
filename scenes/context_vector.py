"""What the decoder sees of a sentence: its columns blended by weight into one, anew for every word that it writes."""

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
from manim import Animation, VMobject
from manim.utils.rate_functions import linear, there_and_back

from scenes.mobjects.areas import Area
from scenes.mobjects.blending import Climb
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Arrive, Shade, Vanish
from scenes.mobjects.moves import Extend, Grow, Light, Path, Travel
from scenes.mobjects.reading import Reading, Readings, phrase, written
from scenes.mobjects.scales import scale_of
from scenes.mobjects.sets.annotations import Annotations
from scenes.mobjects.sets.braid import Braid
from scenes.mobjects.sets.filling import COLUMNS, CONTEXT, Filling
from scenes.mobjects.sets.findings import Findings
from scenes.mobjects.sets.row_sum import RowSum, Term
from scenes.mobjects.sets.weighing import Weighing
from scenes.mobjects.sets.wondering import Wondering
from scenes.mobjects.sets.writer import Row, Writer, varied
from scenes.mobjects.text import Label
from scenes.mobjects.tokens import phrases_of
from scenes.mobjects.weaving import Encircle, Kindle, accelerating
from scenes.mobjects.wires import Point, Wire
from scenes.telling.pace import LEAD
from scenes.telling.strangers import remarks_on
from scenes.telling.translation import TranslationFilm

LEFT, RIGHT = -6.65, 1.95  # between them are the columns
DECODER = Area(2.4, 6.7, -2.55, -0.4)
WRITTEN = Area(-2.6, 6.7, 2.63, 3.05)  # the row of the words written so far
NOTE = 2.84  # the height of what is said of the columns
FOUND = Area(3.95, 6.7, 0.2, 2.3)  # what is found
ROW = Area(-2.65, 1.9, 0.3, 2.35)  # one number of c in full
LANE, TURN = 0.65, 2.1  # the height of the way of the decoder's state, and the x where it goes up to there
UNITS = 8  # so many numbers of the decoder's state are shown
LOWER, UPPER = (
    Area(LEFT, 6.65, -2.4, -1.4),
    Area(LEFT, 6.65, 1.3, 2.35),
)  # columns at the end: of words read, and of words written
EACH, MOST, LAST = 1.15, 7.4, 3.0  # seconds for each word, at the most for all words of a caption, and for the last threads

TAKES = "“{word_a:short}” takes {weight_a:2}", "“{word_b:short}” takes {weight_b:2}"
"""What is said of the second and the third word that fill the mix."""


class ContextVector(TranslationFilm):
    """The step with the most spread weights in full: weights, the blend, one number of it, the word; then all other steps."""

    title = "Context vector"
    needs = ("decoder_hidden",)
    longest = 40
    most_units = None
    text: ClassVar[str] = "the children are playing in the garden"

    def construct(self) -> None:
        self.lay()
        self.ask()
        self.weigh()
        self.blend()
        self.write()
        self.go_on()
        self.answer()

    # -- the question ------------------------------------------------------------------------------------------------------

    def lay(self) -> None:
        """Show the columns of the sentence, the decoder with what it has written, and the question between them."""
        theme, trace = self.theme, self.trace
        self.step = trace.blended_step
        self.told = trace.told_sources(self.step)
        self.act("the question")
        self.words, self.row = self.read("source_tokens"), self.read("weights", self.step)
        self.annotations = self.columns_in(Area(LEFT, RIGHT, *COLUMNS), trace.weights[self.step].tolist())
        units = varied(np.asarray(trace.previous_states), UNITS)
        self.writer = Writer(self.read("previous_states", self.step), units, DECODER, theme=theme)
        before = Readings("written_tokens", (), self.read("written_tokens").values[: self.step])
        said = phrases_of(before, trace.copied[: self.step]) if self.step else []
        self.past = Row(said, written(self.written(self.step), copied=self.copied(self.step)), WRITTEN, theme=theme)
        at = CONTEXT.x, CONTEXT.y
        heads = [(self.annotations.x(source), COLUMNS[1] + 0.12) for source in range(len(self.words))]
        self.wondering = Wondering(at, heads, theme=theme)
        out = float(self.past.slot.get_x())
        self.ways = [
            Wire((at[0], at[1] - 0.33), (at[0], DECODER.top), theme=theme, colour="looks"),
            Wire((out, DECODER.top), (out, WRITTEN.bottom), theme=theme, colour="target"),
        ]
        self.add(*self.annotations.columns, *self.annotations.names, self.writer, *self.ways)
        self.add(*self.past.chips, self.past.slot, self.past.mark, *self.wondering.parts, self.note())
        colours = scale_of(trace.encoder_hidden[:, list(trace.told_units)])
        self.legend = legends(self.frame.legend, theme=theme, keys={"values": colours})
        self.add(self.legend)

    def note(self) -> Label:
        """Return what is said of the columns, which is there until the last act."""
        fields, few = {"n": self.value("sizes.annotation")}, self.trace.sizes.annotation <= len(self.trace.told_units)
        said = "{n:0} number{n:s}" if few else "{m:0} of {n:0} numbers"
        said = f"each column: {said} made of its word"
        fields |= {} if few else {"m": self.value("told_unit_count")}
        label = Label(phrase(said, **fields), theme=self.theme, size=self.theme.small, colour="muted")
        self.said = label.sit_amid(LEFT, NOTE, -1)
        return self.said

    def columns_in(self, area: Area, weights: Sequence[float]) -> Annotations:
        """Return the columns of the sentence in an area; words with large weights have a name first."""
        trace = self.trace
        values, known = self.read("encoder_hidden"), trace.source_known
        return Annotations(self.words, values, trace.told_units, area, weights=weights, known=known, theme=self.theme)

    def ask(self) -> None:
        """Ask what the decoder sees, and say which words the model does not know."""
        says = f"What does the decoder see of the sentence as it writes {'the next' if self.step else 'its first'} word?"
        every = range(len(self.words))
        with self.beat(says) as room:
            for _ in range(2):
                lasts = max(room, 3.0) / 2
                run, lit = self.wondering.run(lasts, 1), self.flash(every, lasts, window=(0.0, 0.5))
                self.play(*run, *lit, Light(self.past.slot, self.theme, run_time=lasts, window=(0.5, 1.0)))
        strange = [number for number, known in enumerate(self.trace.source_known) if not known] or range(len(self.words))
        for caption, fields in remarks_on(self.brief.traces, self.value):
            with self.beat(caption, *self.flash(strange, LEAD), **fields) as room:
                self.play(*self.flash(strange, max(room, 1.0) / 2))
                self.play(*self.flash(strange, max(room, 1.0) / 2))

    @staticmethod
    def lit(run_time: float) -> dict[str, Any]:
        """Return how something lights and rests again."""
        return {"rate_func": there_and_back, "run_time": run_time}

    def flash(self, sources: Sequence[int], run_time: float, **kwargs: Any) -> list[Animation]:
        """Return animations in which some columns light and rest again."""
        theme, columns, how = self.theme, self.annotations.columns, self.lit(run_time) | kwargs
        return [Encircle(columns[source], theme.focus, theme.bold, **how) for source in sources]

    # -- the weights -------------------------------------------------------------------------------------------------------

    def weigh(self) -> None:
        """Let the decoder's state visit all columns, and then a weight come in for each."""
        self.act("the weights")
        theme, (x, y) = self.theme, self.writer.left()
        self.weighing = Weighing(self.row, self.annotations, theme=theme)
        corners = [(x, y), (TURN, y), (TURN, LANE), (self.annotations.x(0) - 0.1, LANE)]
        way = Wire(*corners, theme=theme, colour="target", tip=False)
        says = "Each column is a word, as read in its sentence. The decoder compares its state with each."
        if len(self.words) == 1:
            says = "The column is the word, as it was read. The decoder compares its state with it."
        gone = [Vanish(each, run_time=theme.quick) for each in self.wondering.dots]
        with self.beat(says, *gone, Extend(way, run_time=LEAD)) as room:
            self.visit(corners, max(room, 4.0))
        best, weight = self.looked_at(self.step), self.row[self.looked_at(self.step)]
        says, fields = "The better the match, the larger the weight: “{source:short}” gets {weight:2}.", {}
        if len(self.words) > 1:
            fields = {"source": self.words[best]}
        else:
            says = "All weights add up to one, and so the only column gets {weight:2}."
        with self.beat(says, Vanish(way, run_time=theme.quick), weight=weight, **fields) as room:
            lasts = max(room, 2.4)
            self.play(*self.weighing.grow(0.6 * lasts))
            rest = [source for source in range(len(self.words)) if source not in self.told]
            faded = [Shade(self.annotations.columns[source], theme.dimmed, run_time=0.4 * lasts) for source in rest]
            self.play(*faded, *self.flash(self.told, 0.4 * lasts))

    def visit(self, corners: Sequence[Point], run_time: float) -> None:
        """Let a copy of the state go along a way over all columns, each of which lights as it passes, and gets an empty frame."""
        path, end = Path(*corners), corners[-1]
        size, columns, frames = 0.5, self.annotations.columns, self.weighing.frames
        copy = self.writer.state.copy().scale(size).move_to((*end, 0))
        up = path.length - (corners[-2][0] - end[0])
        plays: list[Animation] = []
        for source, column in enumerate(columns):
            at = (up + corners[-2][0] - self.annotations.x(source)) / path.length
            wide = max(0.09, self.annotations.slots.pitches[source] / path.length)
            start, stop = max(at - wide / 2, 0.0), min(at + wide / 2, 1.0)
            lit = {"window": (start, stop), "run_time": run_time}
            plays.append(Encircle(column, self.theme.focus, self.theme.bold, rate_func=there_and_back, **lit))
            plays += [Appear(frames[source], **lit)] if source in frames else []
        going = Travel(copy, path, start=1 / size, end=1.0, leaves=True, rate_func=linear, run_time=run_time)
        self.play(going, *plays)

    # -- the blend ---------------------------------------------------------------------------------------------------------

    def blend(self) -> None:
        """Let columns become as narrow as their weights and fill c, from its right end, and then let every row even out."""
        self.act("the blend", self.where(self.step))
        others, args = self.value("other_weights", self.step), (self.annotations, self.words, self.row, self.told, self.weighing)
        self.mix = mix = Filling(*args, others=others, theme=self.theme)
        first, *more = sorted(self.told, reverse=True)
        context = self.read("context", self.step)
        gone = [Vanish(each, run_time=0.5 * LEAD) for each in (self.wondering.mark, self.ways[0])]
        name, weight = self.words[first], self.row[first]
        if len(self.words) == 1:
            says = "One word takes all: with {weight:2} of the width, the mix is its column itself, called c."
            with self.moment(), self.beat(says, *gone, weight=weight) as room:
                self.perform(mix.take(first, 0.6 * max(room, 5.0)))
                self.perform(mix.even(context, 0.4 * max(room, 5.0)))
            return
        says = "A weight is a width: the column of “{source:short}” keeps its numbers and takes {weight:2}."
        with self.beat(says, *gone, source=name, weight=weight) as room:
            self.perform(mix.take(first, max(room, 4.6)))
        with self.moment():
            self.fill(more)
            with self.beat("Each row settles at its weighted mean: the context vector c.") as room:
                self.perform(mix.even(context, max(room, 3.4)))
        self.count_up()

    def fill(self, more: Sequence[int]) -> None:
        """Let the parts of the other words follow, and last those of all that have little weight, as one."""
        fields: dict[str, Reading] = {}
        says = list(TAKES[: len(more)])
        for name, source in zip("ab", more, strict=False):
            fields |= {f"weight_{name}": self.row[source], f"word_{name}": self.words[source]}
        if self.mix.rest:
            says.append("all others together {weight:2}" if says else "all others together take {weight:2}")
            fields["weight"] = self.value("other_weights", self.step)
        said = ", and ".join([", ".join(says[:-1]), says[-1]] if len(says) > 1 else says)
        with self.beat(f"Then {said}.", **fields) as room:
            lasts = max(room, min(3.4 * len(more) + 2.0 * bool(self.mix.rest), 5.6))
            share = lasts / (1.7 * len(more) + bool(self.mix.rest))
            for source in more:
                self.perform(self.mix.take(source, 1.7 * share))
            if self.mix.rest:
                self.perform(self.mix.take_rest(share))

    def count_up(self) -> None:
        """Write one number of c in full: its products, and their sum."""
        theme, unit = self.theme, self.trace.lens_unit(self.step)
        self.focus = {"annotation": unit}
        values, products = self.read("encoder_hidden"), self.read("weighted", self.step)
        terms = [Term(self.words[j], self.row[j], values.row(j)[unit], products.row(j)[unit]) for j in self.told]
        others = self.value("other_terms", self.step, unit) if self.mix.rest else None
        made = RowSum(terms, others, self.value("context", self.step, unit), ROW, theme=theme)
        lenses = [self.annotations.lens(source, unit) for source in self.told]
        at_c = self.mix.lens(unit)
        shown = [Appear(lens, run_time=LEAD) for lens in (*lenses, at_c)]
        says = "One row in full: each word’s number times its weight, and then the sum."
        with self.beat(says, *shown, *self.mix.renumbered(LEAD)) as room:
            lasts = max(room, 4.0) / (len(made.factors) + 1)
            for number, (factors, product) in enumerate(zip(made.factors, made.products, strict=True)):
                lit = self.flash([self.told[number]], 0.5 * lasts) if number < len(self.told) else []
                self.play(Appear(factors, run_time=0.5 * lasts), *lit)
                self.play(Appear(product, run_time=0.5 * lasts))
            self.play(Appear(made.line, run_time=0.4 * lasts), Appear(made.total, run_time=0.9 * lasts))
        self.focus = {}
        self.annotations.closed()
        self.play(*(Vanish(each, run_time=theme.quick) for each in (*lenses, at_c, *made.parts)))

    # -- the word ----------------------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Let c and the last word go to the decoder, its state change, and the next word come out."""
        self.act("the word", self.where(self.step))
        theme, step, writer = self.theme, self.step, self.writer
        says, fields = "Now c goes into the decoder. With it, and with “{word:short}”, its state becomes a new one.", {}
        if step:
            fields = {"word": self.value("previous_tokens", step)}
        else:
            says = "Now c goes into the decoder. With it, its state becomes a new one."
        down = self.ways[0] = Wire((CONTEXT.x, CONTEXT.bottom - 0.03), (CONTEXT.x, DECODER.top), theme=theme, colour="looks")
        small = writer.small(self.read("context", step), self.trace.told_units)
        named = writer.named("c", writer.CONTEXT)
        with self.beat(says, Extend(down, run_time=LEAD), **fields) as room:
            lasts = max(room, 4.6)
            part = 0.3 if step else 0.45
            self.play(writer.bring(small, (CONTEXT.x, CONTEXT.y), 0.9 * CONTEXT.height, part * lasts))
            self.later(Appear(named, run_time=theme.quick))
            brought = self.bring_word(part * lasts) if step else []
            things, plays = writer.changed(self.read("decoder_hidden", step), (1 - part * (1 + bool(step))) * lasts)
            self.play(*plays)
        self.writer_parts: list[VMobject] = [small, named, *brought, *things]
        self.find_word()

    def bring_word(self, run_time: float) -> list[VMobject]:
        """Let the last word go into the decoder; return what is in there then.

        What is copied was never given to the decoder: the word that it stands for is, and comes in where it is.
        """
        chip, theme, writer = self.past.last, self.theme, self.writer
        if chip is None:
            return []
        label = writer.named("last word", writer.WORD)
        if self.copied(self.step - 1):
            given = writer.take(phrase("{word}", word=self.value("previous_tokens", self.step)))
            self.play(Appear(given, run_time=run_time), Appear(label, run_time=run_time))
            return [given, label]
        x, at, given = float(chip.get_x()), writer.x(writer.WORD), writer.take(chip.word.phrase)
        over = DECODER.top + 0.28
        way = [(x, WRITTEN.bottom - 0.05), (x, over), (at, over), (at, DECODER.top)]
        wire = Wire(*way, theme=theme, colour="target")
        self.play(Extend(wire, run_time=0.3 * run_time))
        path = Path((x, WRITTEN.y), *way[1:], (at, writer.y))
        self.play(Travel(given, path, start=1.0, run_time=0.7 * run_time))
        self.later(Appear(label, run_time=theme.quick), Vanish(wire, run_time=theme.quick))
        return [given, label]

    def find_word(self) -> None:
        """Let the decoder find how likely each word is, and the most probable one go to the end of what is written."""
        theme, step, past = self.theme, self.step, self.past
        says, fields = self.signed("From c and the new state it finds the next word: “{word:short}”", step), {}
        fields = {"word": self.written(step)}
        found = self.findings(step)
        if found is not None and not self.copied(step):
            says += ", with probability {share:2}"
            fields["share"] = self.value("chosen_probabilities", step)
        at = float(past.slot.get_x())
        with self.beat(f"{says}.", **fields) as room:
            lasts = max(room, 3.4)
            start: Point = (at, DECODER.top)
            if found is not None:
                out = Wire((FOUND.x, DECODER.top), (FOUND.x, found.bottom - 0.08), theme=theme, colour="target")
                self.play(Vanish(self.ways[1], run_time=0.25 * lasts), Extend(out, run_time=0.25 * lasts))
                self.ways[1] = out
                self.play(*found.come(0.35 * lasts))
                start = (float(found.bars[0].get_left()[0]), FOUND.top + 0.06)
            way = Path(start, (at, FOUND.top + 0.06), (at, WRITTEN.y))
            gone = Vanish(past.mark, run_time=0.1 * lasts)
            self.play(gone, Travel(past.next, way, start=0.3, run_time=0.4 * lasts))
        self.writer_parts += [past.slot, *(found.parts if found is not None else [])]
        if self.copied(step):
            source = self.looked_at(step)
            said = "“{source:short}” is unknown: it is copied in place of “{word:short}”."
            with self.beat(said, *self.flash([source], LEAD), source=self.words[source], word=self.chosen(step)) as room:
                self.play(*self.flash([source], max(room, 1.0)))
        self.mark_poster()

    def findings(self, step: int) -> Findings | None:
        """Return the most probable words of a step, if the trace knows them."""
        if "probabilities" not in self.trace.keys():  # noqa: SIM118 (not a mapping)
            return None
        words, shares = self.read("candidates", step), self.read("candidate_probabilities", step)
        return Findings(words, shares, FOUND, theme=self.theme)

    # -- every word --------------------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Let c become a column under its word, and then all other words come with theirs, from the first to the last."""
        self.act("every word")
        turn = [step for step in self.trace.reversed_run if step != self.step]
        rest = [step for step in range(self.count) if step != self.step]
        first = [step for step in rest if not turn or step < turn[0]]
        last = [step for step in rest if turn and step > turn[0] and step not in turn]
        says = self.signed("This column belongs to “{word:short}”", self.step) + ". Each thread is as wide as a weight."
        with self.beat(says, word=self.written(self.step)) as room:
            self.braid_up(max(room, 3.2))
        if first:
            with self.beat("Every word gets weights of its own, and so a column of its own.") as room:
                self.weave(first, max(room, min(EACH * len(first), MOST)))
        if turn:
            word, source = self.written(turn[-1]), self.words[self.looked_at(turn[-1])]
            says = self.signed("The order turns: “{word:short}”", turn[-1]) + " takes most of its column from “{source:short}”."
            with self.beat(says, word=word, source=source) as room:
                self.weave(turn, max(room, min(EACH * len(turn), MOST)))
        if last:
            with self.beat("Only the weights change: the columns below stay what they are.") as room:
                self.weave(last, max(room, min(EACH * len(last), MOST)))

    def braid_up(self, run_time: float) -> None:
        """Let the columns of the sentence shrink, and c and its word go to their place over them; then its threads grow."""
        trace, theme, step = self.trace, self.theme, self.step
        old = self.annotations
        new = self.annotations = self.columns_in(LOWER, trace.weights.max(axis=0).tolist())
        words, contexts, weights = (self.read(key) for key in ("written_tokens", "context", "weights"))
        glosses, copied = self.glosses, trace.copied
        first = [step, *trace.reversed_run]
        made = words, contexts, weights, new, UPPER
        self.braid = Braid(*made, first=first, copied=copied, glosses=glosses, theme=theme)
        kept = *old.columns, *old.names, *self.mix.cells, self.mix.frame, self.past.next, *self.past.by_step.values()
        stay, self.there = {id(each) for each in kept}, set[int]()
        stay |= {id(each) for each in (self._title, self._header, self._caption, self.legend)}
        gone = [each for each in self.mobjects if isinstance(each, VMobject) and id(each) not in stay]
        self.play(*(Vanish(each, run_time=theme.quick) for each in gone))
        column = self.braid.column(step)
        moves = new.shrinking(old, 0.5 * run_time)
        if set(new.slots.names) == set(old.slots.names):
            moves.append(Arrive(new.names, list(new.names), list(old.names), run_time=0.5 * run_time))
            self.remove(*old.names)
        else:
            self.play(*(Vanish(each, run_time=theme.quick) for each in old.names))
            moves.append(Appear(new.names, run_time=0.5 * run_time))
        patches = [*(cell.patch for cell in column.cells), column.box]
        moves.append(Arrive(column, patches, [*(c.patch for c in self.mix.cells), self.mix.frame], run_time=0.5 * run_time))
        names, meant = self.written_up(0.5 * run_time)
        self.remove(*old.columns, *self.mix.cells, self.mix.frame)
        self.play(*moves, *names)
        self.later(*(Appear(each, run_time=theme.quick) for each in meant))
        self.told_threads = self.braid.threads(step, told=True)
        self.play(*(Climb(thread, run_time=0.4 * run_time) for thread in self.told_threads))

    def written_up(self, run_time: float) -> tuple[list[Animation], list[VMobject]]:
        """Return animations in which the words that are written leave their chips for their columns, and what they mean."""
        moves, glosses = list[Animation](), list[VMobject]()
        for step, chip in {**self.past.by_step, self.step: self.past.next}.items():
            self.remove(chip)
            for name, *gloss in filter(None, [self.braid.word(step)]):
                moves.append(Arrive(name, [name], [chip.word], run_time=run_time))
                glosses += gloss
                self.there.add(step)
        return moves, glosses

    def weave(self, steps: Sequence[int], run_time: float) -> None:
        """Let words come with their threads and columns, one after the other; of many, faster and faster."""
        count = len(steps)
        spans = [(number / count, (number + 1) / count) for number in range(count)]
        if EACH * count > run_time + 1e-6:
            spans = accelerating(count, overlap=1.4)
        self.play(*(part for step, span in zip(steps, spans, strict=True) for part in self.line(step, *span, run_time)))

    def line(self, step: int, start: float, end: float, run_time: float) -> list[Animation]:
        """Return animations in which a word comes in between two parts of a run time: its name, its threads, its column."""
        long, column = end - start, self.braid.column(step)

        def part(first: float, last: float) -> dict[str, Any]:
            return {"window": (start + first * long, start + last * long), "run_time": run_time}

        names = [Appear(each, **part(0.0, 0.3)) for each in self.braid.word(step) if step not in self.there]
        threads = [Climb(thread, **part(0.2 * bool(names), 0.72)) for thread in self.braid.threads(step)]
        return [*names, *threads, Grow(column, "bottom", **part(0.7, 1.0))]

    # -- the answer --------------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Say what the decoder sees: for each word one column, blended from all of them."""
        self.act("the answer")
        theme = self.theme
        shown: list[Animation] = [Kindle(thread, theme, run_time=LAST) for thread in self.told_threads]
        shown += self.flash(self.told, LAST)
        self.end("The decoder sees one column: a blend of all, anew for every word.", *shown)
