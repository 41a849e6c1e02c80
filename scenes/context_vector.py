"""What the decoder sees of a sentence: its columns blended by weight into one, anew for every word that it writes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

import numpy as np
from manim import Animation, VMobject
from manim.utils.rate_functions import linear, there_and_back, there_and_back_with_pause

from model.trace.looking import telling_units
from scenes.mobjects.areas import Area
from scenes.mobjects.blending import Climb, Pulse
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Arrive, Shade, Vanish
from scenes.mobjects.moves import Extend, Grow, Light, Path, Travel, turns
from scenes.mobjects.reading import Readings, phrase, written
from scenes.mobjects.sets.annotations import Annotations
from scenes.mobjects.sets.braid import Braid
from scenes.mobjects.sets.filling import BOX, COLUMNS, MIDDLE, Filling, past_the_box
from scenes.mobjects.sets.findings import Findings
from scenes.mobjects.sets.row_sum import RowSum, Term
from scenes.mobjects.sets.weighing import Weighing
from scenes.mobjects.sets.writer import Row, Writer
from scenes.mobjects.text import Label
from scenes.mobjects.tokens import phrases_of
from scenes.mobjects.weaving import Encircle
from scenes.mobjects.wires import Point, Wire
from scenes.telling.pace import LEAD
from scenes.telling.strangers import remarks_on
from scenes.telling.translation import TranslationFilm
from scenes.telling.weight_words import fillings_of, ribbons_of

LEFT, RIGHT = -6.65, 1.95  # between them are the columns
DECODER = Area(2.4, 6.7, -2.45, -0.4)
WRITTEN = Area(-2.6, 6.7, 2.63, 3.05)  # the row of the words written so far, right of what is said of the columns
NOTE = 2.84  # the height of what is said of the columns
FOUND = Area(4.2, 6.7, 0.2, 2.2)  # what is found
ROW = Area(LEFT, 1.85, 0.25, 2.55)  # one number of c in full
LANE, TURN = 0.65, 2.1  # the height of the way of the decoder's state, and the x where it goes up to there
MOST_TRIED = 7  # so many columns are tried in the one place, at the most
UNITS = 8  # so many numbers of the decoder's state are shown
AT = MIDDLE, (BOX[0] + BOX[1]) / 2  # the middle of the box of c
LOWER = Area(LEFT, 6.65, -2.4, -0.7)  # columns at the end: of words read,
UPPER = Area(LEFT, 6.65, 1.05, 2.35)  # and of words written
EACH, MOST, LAST = 1.1, 5.5, 3.8  # seconds for each word, at the most for all words of a caption, and for the last light


class ContextVector(TranslationFilm):
    """The step with the most spread weights in full: weights, the blend, one number of it, the word; then all other steps."""

    title = "Context vector"
    needs = ("decoder_hidden",)
    longest = 40
    most_units = None
    text: ClassVar[str] = "the chocolate ice cream is very good"

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
        units = telling_units(np.asarray(trace.previous_states), UNITS)
        self.writer = Writer(self.read("previous_states", self.step), units, DECODER, theme=theme)
        before = Readings("written_tokens", (), self.read("written_tokens").values[: self.step])
        said = phrases_of(before, trace.copied[: self.step]) if self.step else []
        note = self.note()
        area = replace(WRITTEN, left=float(note.get_right()[0]) + 0.3)
        self.past = Row(said, written(self.written(self.step), copied=self.copied(self.step)), area, theme=theme)
        self.weighing = Weighing(self.row, self.annotations, self.told, theme=theme)
        others = self.value("other_weights", self.step)
        self.mix = Filling(self.annotations, self.words, self.row, self.told, self.weighing, others=others, theme=theme)
        self.way = Wire((AT[0], BOX[0] - 0.06), (AT[0], DECODER.top), theme=theme, colour="looks")
        self.place = Label("room for one column", theme=theme, size=theme.small, colour="looks")
        self.place.sit_amid(AT[0], BOX[1] + 0.24)
        self.add(
            *self.annotations.columns, *self.annotations.names, self.writer, self.mix.frame, self.mix.sign, self.way, self.place
        )
        self.legend = legends(self.frame.legend, theme=theme)
        self.add(*self.past.chips, self.past.slot, self.past.mark, note, self.legend)

    def note(self) -> Label:
        """Return what is said of the columns, which is there until the last act."""
        few = self.trace.sizes.annotation <= len(self.trace.told_units)
        fields = {"n": self.value("sizes.annotation"), "m": self.value("told_unit_count")}
        said = f"each word is a column of {{n:0}} number{{n:s}}{'' if few else ', {m:0} are shown'}"
        return Label(phrase(said, **fields), theme=self.theme, size=self.theme.small, colour="muted").sit_amid(LEFT, NOTE, -1)

    def columns_in(self, area: Area, weights: Sequence[float]) -> Annotations:
        """Return the columns of the sentence in an area; words with large weights have a name first."""
        trace, cells = self.trace, self.read("encoder_hidden")
        return Annotations(self.words, cells, trace.told_units, area, weights=weights, known=trace.source_known, theme=self.theme)

    def ask(self) -> None:
        """Ask what the decoder sees, and say which words the model does not know."""
        says = f"To write {'the next' if self.step else 'its first'} word, the decoder takes in one column: which one?"
        if len(self.words) == 1:
            says = "What does the decoder see of a sentence of one word?"
        with self.beat(says, Light(self.past.slot, self.theme, run_time=LEAD)) as room:
            self.play(*self.tried(max(room, 3.2)))
        for caption, fields in remarks_on(self.brief.traces, self.value):
            strange = self.spoken_of(caption, fields)
            with self.beat(caption, *self.flash(strange, LEAD), **fields) as room:
                self.play(*self.flash(strange, max(room, 1.0) / 2))
                self.play(*self.flash(strange, max(room, 1.0) / 2))

    def tried(self, run_time: float) -> list[Animation]:
        """Return animations in which some columns light, one after the other, and are seen for a moment in the one place."""
        count = min(len(self.words), MOST_TRIED)
        tried = [round(each) for each in np.linspace(0, len(self.words) - 1, count)]
        plays: list[Animation] = []
        for source, window in zip(tried, turns(count), strict=True):
            ghost = self.annotations.part(source, 1.0, at=AT, wide=self.annotations.wide)
            plays += self.flash([source], run_time, window=window)
            how: dict[str, Any] = {"rate_func": there_and_back_with_pause, "window": window, "run_time": run_time}
            plays.append(Appear(ghost, remover=True, **how))
        return plays

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
        """Let a copy of the decoder's state leave it and pass all columns, and then all of them get their weights."""
        self.act("the weights")
        theme, writer = self.theme, self.writer
        inside = writer.x(writer.STATE)
        corners = [(TURN, writer.y), (TURN, LANE), (max(self.annotations.x(0) - 0.1, LEFT + 0.2), LANE)]
        way = Wire((inside - 0.3, writer.y), *corners, theme=theme, colour="target", tip=False)
        alone = len(self.words) == 1
        says = f"The decoder compares its state with {'the only' if alone else 'each'} column: how well do they match?"
        with self.beat(says, Extend(way, run_time=LEAD)) as room:
            copy = self.visit([(inside, writer.y), *corners], max(room, 4.0))
        says, fields = "The better a column matches, the larger its weight; the sum is one.", {}
        if alone:
            says, fields = "All weights add up to one, and so the only column gets {weight:2}.", {"weight": self.row[0]}
        leaving = [Vanish(each, run_time=theme.quick) for each in (way, copy)]
        with self.beat(says, *leaving, *self.flash(range(len(self.words)), LEAD), **fields) as room:
            self.play(*self.weights_come(max(room, 2.4)))

    def weights_come(self, run_time: float) -> list[Animation]:
        """Return animations in which all weights come at once, and then the columns with little weight are dimmed."""
        every, late = range(len(self.words)), dict[str, Any](window=(0.6, 1.0), run_time=run_time)
        come = [play for source in every for play in self.weighing.fill(source, window=(0.0, 0.6), run_time=run_time)]
        little = [self.annotations.columns[source] for source in every if source not in self.told]
        return [*come, *(Shade(column, self.theme.dimmed, **late) for column in little), *self.flash(self.told, **late)]

    def visit(self, corners: Sequence[Point], run_time: float) -> VMobject:
        """Let a copy of the state go along a way over all columns; as it passes, each lights, and gets a frame for its weight."""
        path, end = Path(*corners), corners[-1]
        size, columns = 0.9, self.annotations.columns
        copy = self.writer.state.copy().scale(size).move_to((*end, 0))
        up = path.length - (corners[-2][0] - end[0])
        plays: list[Animation] = []
        for source, column in enumerate(columns):
            at = (up + corners[-2][0] - self.annotations.x(source)) / path.length
            wide = max(0.09, self.annotations.slots.pitches[source] / path.length)
            start, stop = max(at - wide / 2, 0.0), min(at + wide / 2, 1.0)
            lit = {"window": (start, stop), "run_time": run_time}
            plays.append(Encircle(column, self.theme.focus, self.theme.bold, rate_func=there_and_back, **lit))
            plays += self.weighing.open(source, **lit)
        self.play(Travel(copy, path, start=1 / size, rate_func=linear, run_time=run_time), *plays)
        return copy

    # -- the blend ---------------------------------------------------------------------------------------------------------

    def blend(self) -> None:
        """Let columns become as narrow as their weights and fill c, from its right end, and then let every row even out."""
        self.act("the blend", self.where(self.step))
        mix = self.mix
        first, *more = sorted(self.told, reverse=True)
        context = self.read("context", self.step)
        gone = [Vanish(each, run_time=0.5 * LEAD) for each in (self.place, self.way)]
        name, weight = self.words[first], self.row[first]
        if len(self.words) == 1:
            says = "One word fills all of the box: the mix is its column itself, called c."
            with self.moment(), self.beat(says, *gone) as room:
                self.perform(mix.take(first, 0.6 * max(room, 5.0)))
                self.perform(mix.even(context, 0.4 * max(room, 5.0)))
            return
        says = "The weight sets the width: “{source:short}” keeps its numbers and fills {weight:2} of the box."
        says = self.told_apart(says, {"source": name, "weight": weight})
        with self.beat(says, *gone, source=name, weight=weight) as room:
            self.perform(mix.take(first, max(room, 4.4)))
        with self.moment():
            self.fill(more)
            with self.beat("Row by row they mix: this is c, the context vector.") as room:
                self.perform(mix.even(context, max(room, 3.2)))
        if not self.has_remarks:
            self.count_up()

    def fill(self, more: Sequence[int]) -> None:
        """Let the parts of the other words follow, and last those of all that have little weight, as one."""
        rest = self.mix.rest
        says, fields = fillings_of(more, rest, self.row, self.words)
        with self.beat(self.told_apart(says, fields), **fields) as room:
            lasts = max(0.85 * room, min(2.0 * len(more) + 3.2 * bool(rest), 5.6))  # what comes piece by piece takes longer
            share = lasts / (len(more) + 1.6 * bool(rest))
            for source in more:
                self.perform(self.mix.take(source, share))
            if rest:
                self.perform(self.mix.take_rest(1.6 * share))

    def count_up(self) -> None:
        """Write one number of c in full: its products, and their sum."""
        theme, unit = self.theme, self.trace.lens_unit(self.step)
        self.focus = {"annotation": unit}
        values, products = self.read("encoder_hidden"), self.read("weighted", self.step)
        terms = [Term(self.words[j], self.row[j], values.row(j)[unit], products.row(j)[unit]) for j in self.told]
        others = self.value("other_terms", self.step, unit) if self.mix.rest else None
        rest = self.mix.others_said
        made = RowSum(terms, rest, others, self.value("context", self.step, unit), ROW, theme=theme)
        lenses = [self.annotations.lens(source, unit) for source in self.told]
        at_c, number = self.mix.lens(unit)
        says = "One row in full: each word’s number times its weight, and then the sum."
        lit = [Shade(self.annotations.columns[source], 1.0, run_time=LEAD) for source in self.told]
        with self.beat(says, *lit, *self.mix.renumbered(LEAD)) as room:
            lasts = max(room, 5.2) / (len(made.factors) + 1)
            for place, (factors, product) in enumerate(zip(made.factors, made.products, strict=True)):
                self.play(*(Appear(each, run_time=0.5 * lasts) for each in (*lenses[place : place + 1], factors)))
                self.play(Appear(product, run_time=0.5 * lasts))
            self.play(*(Appear(each, run_time=0.5 * lasts) for each in (made.line, made.total)))
            self.play(*(Appear(each, run_time=0.5 * lasts) for each in (at_c, number)))
        self.focus = {}
        self.play(*(Vanish(each, run_time=theme.quick) for each in (*lenses, at_c, number, *made.parts)))

    # -- the word ----------------------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Let c and the last word go to the decoder, its state change, and the next word come out."""
        self.act("the word", self.where(self.step))
        theme, step, writer = self.theme, self.step, self.writer
        says, fields = "Its state and c give the decoder a new state.", {}
        if step:
            says = "Its state, its last word “{word:short}” and c give the decoder a new state."
            fields = {"word": self.value("previous_tokens", step)}
        down = Wire((AT[0], BOX[0] - 0.06), (AT[0], DECODER.top), theme=theme, colour="looks")
        small = writer.small(self.read("context", step), self.trace.told_units)
        named = writer.named("c", writer.CONTEXT)
        with self.beat(says, Extend(down, run_time=LEAD), **fields) as room:
            lasts = max(room, 4.6)
            part = 0.3 if step else 0.45
            self.bring_to_back(writer.box, small)  # numbers of c are to be read all the time
            self.play(writer.bring(small, AT, 0.9 * (BOX[1] - BOX[0]), part * lasts))
            self.later(Appear(named, run_time=theme.quick))
            if step:
                self.bring_word(part * lasts)
            plays = writer.changed(self.read("decoder_hidden", step), (1 - part * (1 + bool(step))) * lasts)
            self.play(*plays)
        self.find_word()

    def bring_word(self, run_time: float) -> None:
        """Let the last word go into the decoder.

        What is copied was never given to the decoder: the word that it stands for is, and comes in where it is.
        """
        chip, theme, writer = self.past.last, self.theme, self.writer
        if chip is None:
            return
        label = writer.named("last word", writer.WORD)
        if self.copied(self.step - 1):
            given = writer.take(phrase("{word}", word=self.value("previous_tokens", self.step)))
            self.play(Appear(given, run_time=run_time), Appear(label, run_time=run_time))
            return
        x, at, given = float(chip.get_x()), writer.x(writer.WORD), writer.take(chip.word.phrase)
        over = DECODER.top + 0.28
        down = past_the_box(x, self.annotations.wide)
        way = [(x, WRITTEN.bottom - 0.05), *down, (down[-1][0] if down else x, over), (at, over), (at, DECODER.top)]
        wire = Wire(*way, theme=theme, colour="target")
        self.play(Extend(wire, run_time=0.3 * run_time))
        path = Path((x, WRITTEN.y), *way[1:], (at, writer.y))
        self.bring_to_back(writer.box, wire, given)
        self.play(Travel(given, path, start=1.0, run_time=0.7 * run_time))
        self.later(Appear(label, run_time=theme.quick), Vanish(wire, run_time=theme.quick))

    def find_word(self) -> None:
        """Let the decoder find how likely each word is, and the most probable one go to the end of what is written."""
        theme, step, past, writer = self.theme, self.step, self.past, self.writer
        says = self.signed("The most probable next word: “{word:short}”", step)
        fields = {"word": self.written(step)}
        found = self.findings(step)
        if found is not None and not self.copied(step):
            says += ", with probability {share:2}"
            fields["share"] = self.value("chosen_probabilities", step)
        at, out = float(past.slot.get_x()), writer.out()
        with self.beat(f"{says}.", **fields) as room:
            lasts = max(room, 3.4)
            if found is not None:
                wire = Wire(out, (out[0], found.bottom - 0.08), theme=theme, colour="target")
                self.play(Extend(wire, run_time=0.25 * lasts))
                self.play(*found.come(0.35 * lasts))
                x, y = found.first
                way = Path((x, y + 0.45), (x, FOUND.top + 0.1), (at, FOUND.top + 0.1), (at, WRITTEN.y))
            else:
                corners = (out[0], FOUND.y), (at, FOUND.y)
                wire = Wire(out, *corners, (at, WRITTEN.bottom), theme=theme, colour="target")
                self.play(Extend(wire, run_time=0.5 * lasts))
                way = Path(*corners, (at, WRITTEN.y))
            gone = Vanish(past.mark, run_time=0.1 * lasts)
            self.play(gone, Travel(past.next, way, run_time=0.4 * lasts))
        if self.copied(step):
            source = self.trace.copied_from[step]
            said, fields = self.the_copy(step)
            with self.beat(said, *self.flash([source], LEAD), **fields) as room:
                self.play(*self.flash([source], max(room, 1.0)))
        self.mark_poster()

    def findings(self, step: int) -> Findings | None:
        """Return the most probable words of a step, if the trace knows them."""
        if self.trace.probabilities is None:
            return None
        words, shares = self.read("candidates", step), self.read("candidate_probabilities", step)
        return Findings(words, shares, FOUND, theme=self.theme)

    # -- every word --------------------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Let c become a column over its word, and then all other words come with theirs, from the first to the last."""
        self.act("every word")
        steps = list(self.trace.written_steps)
        made, wide, same, _ = ribbons_of(len(self.words))
        with self.beat(f"{self.signed(made, self.step)}.", word=self.written(self.step)) as room:
            self.braid_up(max(room, 3.6))
        half = (len(steps) + 1) // 2
        with self.beat(wide) as room:
            self.weave(steps[:half], room)
        if steps[half:]:
            with self.beat(same) as room:
                self.weave(steps[half:], room)

    def braid_up(self, run_time: float) -> None:
        """Take away what has been used up, give all room to the columns, and then let c go up, and the words over it."""
        trace, count = self.trace, len(self.trace.written_steps)
        new = self.columns_in(LOWER, trace.weights.max(axis=0).tolist())
        written = (self.read(key) for key in ("written_tokens", "context", "weights"))
        words, contexts, weights = (Readings(each.key, each.index, each.values[:count]) for each in written)
        how: dict[str, Any] = {"copied": trace.copied[:count], "glosses": self.glosses[:count], "theme": self.theme}
        self.braid = Braid(words, contexts, weights, new, UPPER, first=[self.step], **how)
        self.shown = {self.step: self.braid.column(self.step)}
        self.used_up(0.2 * run_time)
        self.play(*self.widened(0.4 * run_time))
        lasts, column = 0.4 * run_time, self.shown[self.step]
        patches = [*(cell.patch for cell in column.cells), column.box]
        rises = Arrive(column, patches, [*(c.patch for c in self.mix.cells), self.mix.frame], run_time=lasts)
        names, meant = self.written_up(lasts)
        self.remove(*(part for cell in self.mix.cells for part in (cell, cell.patch)), self.mix.frame)
        self.play(rises, *names)
        self.later(*(Appear(each, run_time=self.theme.quick) for each in meant))

    def widened(self, run_time: float) -> list[Animation]:
        """Return animations in which the columns of the sentence, with their names, fill the width; ribbons begin there."""
        old, self.annotations = self.annotations, self.braid.annotations
        both = [source for source in self.annotations.slots.names if source in old.slots.names]
        self.remove(*old.columns, *(each for source in both for each in old.slots.named(source)))
        return self.annotations.shrinking(old, run_time)

    def used_up(self, run_time: float) -> None:
        """Let what was used go, but for the columns, c and what is written; the columns light up again."""
        chips = [*self.past.by_step.values(), self.past.next]
        kept = [*self.annotations.columns, *self.annotations.names, *self.mix.cells, self.mix.frame, *chips, self.legend]
        stay = {id(each) for each in (*kept, self._title, self._header, self._caption)}
        gone = [each for each in self.mobjects if isinstance(each, VMobject) and id(each) not in stay]
        gone += [chip.box for chip in chips]
        lit = [Shade(column, 1.0, run_time=run_time) for column in self.annotations.columns]
        self.play(*lit, *(Vanish(each, run_time=run_time) for each in gone))

    def written_up(self, run_time: float) -> tuple[list[Animation], list[VMobject]]:
        """Return animations in which the words that are written go over their columns, and what they mean."""
        moves, glosses = list[Animation](), list[VMobject]()
        self.there = set[int]()
        for step, chip in {**self.past.by_step, self.step: self.past.next}.items():
            self.remove(chip, chip.word)
            for name, *gloss in filter(None, [self.braid.word(step)]):
                moves.append(Arrive(name, [name], [chip.word], run_time=run_time))
                glosses += gloss
                self.there.add(step)
        return moves, glosses

    def weave(self, steps: Sequence[int], room: float) -> None:
        """Let words come with their threads and columns, one after the other, at an even pace; of many, several at a time."""
        count = len(steps)
        run_time = max(room, min(EACH * count, MOST))
        long = max(EACH * count / run_time, 1.0)
        spans = [(number / (count + long - 1), (number + long) / (count + long - 1)) for number in range(count)]
        self.play(*(part for step, span in zip(steps, spans, strict=True) for part in self.line(step, *span, run_time)))

    def line(self, step: int, start: float, end: float, run_time: float) -> list[Animation]:
        """Return animations in which a word comes in between two parts of a run time: its name, its threads, its column."""

        def part(first: float, last: float) -> dict[str, Any]:
            return {"window": (start + first * (end - start), start + last * (end - start)), "run_time": run_time}

        if step == self.step:
            return [Climb(thread, **part(0.0, 1.0)) for thread in self.braid.threads(step, told=True)]
        self.shown[step] = self.braid.column(step)
        names = [Appear(each, **part(0.0, 0.3)) for each in self.braid.word(step) if step not in self.there]
        threads = [Climb(thread, **part(0.2 * bool(names), 0.72)) for thread in self.braid.threads(step)]
        return [*names, *threads, Grow(self.shown[step], "bottom", **part(0.7, 1.0))]

    # -- the answer --------------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Say what the decoder sees, as light runs up the ribbons of one word after the other."""
        self.act("the answer")
        theme, steps = self.theme, sorted(self.shown)
        pace = 1 / (len(steps) + 1)
        shown: list[Animation] = []
        for number, step in enumerate(steps):
            start, how = number * pace, {"run_time": LAST}
            shown += [Pulse(thread, theme, window=(start, start + 1.5 * pace), **how) for thread in self.braid.threads(step)]
            end = {"rate_func": there_and_back, "window": (start + 0.9 * pace, start + 2 * pace)}
            shown.append(Encircle(self.shown[step], theme.focus, theme.bold, **end, **how))
        self.end(ribbons_of(len(self.words))[-1], *shown)
