"""What the decoder is given: columns blended by weight into one, first for one word in full, then for every word."""

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from manim import Animation, AnimationGroup, VGroup, VMobject
from manim.utils.rate_functions import there_and_back

from scenes.mobjects.areas import Area
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Arrive, Reveal, Shade, Vanish
from scenes.mobjects.moves import Extend, Light, Path, Travel
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase, written
from scenes.mobjects.scales import scale_of
from scenes.mobjects.sets.annotations import Annotations
from scenes.mobjects.sets.filling import BUS, COLUMNS, CONTEXT, ROW, Filling, drop_to
from scenes.mobjects.sets.findings import Findings
from scenes.mobjects.sets.ledger import Ledger, row_of_weights, varied, window
from scenes.mobjects.sets.row_sum import RowSum, Term, recipe
from scenes.mobjects.sets.wondering import Wondering
from scenes.mobjects.sets.writer import Writer, next_word, written_row
from scenes.mobjects.tokens import phrases_of
from scenes.mobjects.weaving import Encircle, accelerating
from scenes.mobjects.weaving import window as within
from scenes.mobjects.wires import Wire
from scenes.telling.pace import LEAD
from scenes.telling.strangers import remarks_on
from scenes.telling.translation import TranslationFilm

LEFT, RIGHT = -6.6, 2.45  # between them are the columns
LOWER = (-2.4, -0.95)  # from where to where they go, in height, beside all rows
DECODER = (5.95, 2.72)
SLOT = 3.85  # the middle of the place of the next word
ROWS = Area(LEFT, RIGHT, -0.78, 3.02)
SUMS = Area(2.55, 6.6, -2.75, -0.55)
RECIPE = Area(CONTEXT.left, 6.25, -2.6, -1.2)
RECITED = 4.3  # seconds
UNITS = 14  # so many numbers of the decoder's state are shown
TURNS = 4  # so many rows of a turn are told slowly


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
        weights = trace.weights[self.step]
        self.told = sorted(trace.told_sources(self.step), key=lambda source: float(weights[source]), reverse=True)
        self.act("the question")
        self.words, self.row = self.read("source_tokens"), self.read("weights", self.step)
        self.annotations = self.columns_in(COLUMNS, trace.weights[self.step].tolist())
        units = varied(np.asarray(trace.previous_states), UNITS)
        self.writer = Writer(self.read("previous_states", self.step), units, DECODER, theme=theme)
        before = Readings("written_tokens", (), self.read("written_tokens").values[: self.step])
        said = phrases_of(before, trace.copied[: self.step]) if self.step else []
        x, y = self.writer.port("left")
        self.before = written_row(said, x - 0.55, LEFT, y, theme=theme)
        into = [Wire((x - 0.49, y), (x, y), theme=theme, colour="target")] if said else []
        self.past = VGroup(self.before, *into)
        tops = [(self.annotations.x(source), COLUMNS[1] + 0.12) for source in range(len(self.words))]
        way = [(DECODER[0], BUS), self.writer.port("bottom")]
        self.wondering = Wondering(((LEFT + RIGHT) / 2, BUS), tops, way, theme=theme)
        key = {"values": scale_of(trace.encoder_hidden), "weight": "weight"}
        self.add(*self.annotations.columns, *self.annotations.names, *self.past, self.writer)
        self.add(*self.wondering.parts)
        self.add(legends(self.frame.legend, theme=theme, keys=key))

    def columns_in(self, rows: tuple[float, float], weights: Sequence[float]) -> Annotations:
        """Return the columns of the sentence between two heights; words with large weights have a name first."""
        area, trace = Area(LEFT, RIGHT, *rows), self.trace
        return Annotations(
            self.words,
            self.read("encoder_hidden"),
            trace.told_units,
            area,
            weights=weights,
            known=trace.source_known,
            theme=self.theme,
        )

    def ask(self) -> None:
        """Ask what the decoder is given, say what the columns are, and which words the model does not know."""
        says = "What is the decoder given of the sentence, before it writes the next word?"
        if not self.step:
            says = "What is the decoder given of the sentence, before it writes its first word?"
        with self.beat(says, *self.scan(LEAD)) as room:
            self.play(*self.wondering.run(max(room, 2.0), 2), *self.scan(max(room, 2.0)))
        count = self.value("sizes.annotation")
        few = self.trace.sizes.annotation <= len(self.trace.told_units)
        says = "Each column is what the encoder made of a word: {n:0} number{n:s}."
        if not few:
            says = "Each column holds {m:0} of the {n:0} numbers that the encoder made of a word."
        fields = {"n": count} if few else {"n": count, "m": self.value("told_unit_count")}
        with self.beat(says, *self.scan(LEAD), **fields) as room:
            self.play(*self.scan(max(room, 2.0)), *self.wondering.run(max(room, 2.0), 1))
        strange = [number for number, known in enumerate(self.trace.source_known) if not known] or range(len(self.words))
        for caption, fields in remarks_on(self.brief.traces, self.value):
            with self.beat(caption, *self.flash(strange, LEAD), **fields) as room:
                self.play(*self.flash(strange, max(room, 1.0) / 2))
                self.play(*self.flash(strange, max(room, 1.0) / 2))

    def scan(self, run_time: float) -> list[Animation]:
        """Return animations in which all columns light one after the other."""
        columns = self.annotations.columns
        step = 1 / (len(columns) + 1)
        rates = [within(step * number, step * (number + 2), there_and_back) for number in range(len(columns))]
        return [
            Encircle(column, self.theme.focus, self.theme.bold, rate_func=rate, run_time=run_time)
            for column, rate in zip(columns, rates, strict=True)
        ]

    def flash(self, sources: Sequence[int], run_time: float) -> list[Animation]:
        """Return animations in which some columns light and rest again."""
        theme, columns = self.theme, self.annotations.columns
        lit = {"rate_func": there_and_back, "run_time": run_time}
        return [Encircle(columns[source], theme.focus, theme.bold, **lit) for source in sources]

    # -- the weights -------------------------------------------------------------------------------------------------------

    def weigh(self) -> None:
        """Let the decoder's state go to the words, and a weight come in for each."""
        self.act("the weights")
        theme, (x, y) = self.theme, self.writer.port("left")
        self.cells = row_of_weights(self.row, self.annotations, ROW, 0.42, least=0.005, theme=theme)
        ends = [cell.patch for cell in self.cells]
        self.drops = [drop_to(self.annotations, source, theme=theme) for source in range(len(self.words))]
        right = max(float(each.get_right()[0]) for each in ends) + 0.12
        asks = Wire((x, y), (right, y), theme=theme, colour="target")
        best, weight = self.looked_at(self.step), self.row[self.looked_at(self.step)]
        says = "The decoder’s state is compared with each column: “{source:short}” gets most, {weight:2}."
        if len(self.words) == 1:
            says = "The decoder’s state is compared with each column: this one gets {weight:2}."
        gone = [Vanish(each, run_time=theme.quick) for each in (*self.past, *self.wondering.parts)]
        fields = {"weight": weight} if len(self.words) == 1 else {"source": self.words[best], "weight": weight}
        with self.beat(says, *gone, **fields) as room:
            lasts = max(room, 4.4)
            self.play(Extend(asks, run_time=0.15 * lasts))
            copy = self.writer.strip.copy()
            way = Path((x - 0.35, y), (right + 0.1, y))
            self.play(Travel(copy.move_to((right + 0.1, y, 0)), way, start=0.4, end=0.4, leaves=True, run_time=0.25 * lasts))
            shown = [
                AnimationGroup(Reveal(cell, [cell], run_time=0.2 * lasts), Extend(self.drops[source], run_time=0.15 * lasts))
                for source, cell in reversed(list(enumerate(self.cells)))
            ]
            self.play(AnimationGroup(*shown, lag_ratio=0.25, run_time=0.35 * lasts))
            self.play(*self.flash([best], 0.25 * lasts), *self.fold(0.25 * lasts))
        self.asks = asks

    def fold(self, run_time: float) -> list[Animation]:
        """Return animations in which the columns that have little weight are dimmed, and the wire of the question goes."""
        rest = [source for source in range(len(self.words)) if source not in self.told]
        return [Shade(self.annotations.columns[source], self.theme.dimmed, run_time=run_time) for source in rest]

    # -- the blend ---------------------------------------------------------------------------------------------------------

    def blend(self) -> None:
        """Let the columns ride into c one after the other, each as wide as its weight, and every row level out."""
        self.act("blend", self.where(self.step))
        others = self.value("other_weights", self.step)
        self.mix = mix = Filling(self.annotations, self.words, self.row, self.told, self.cells, others=others, theme=self.theme)
        (first, *more), context = self.told, self.read("context", self.step)
        _, opening = mix.open([(DECODER[0], BUS), self.writer.port("bottom")], LEAD)
        opening.append(Vanish(self.asks, run_time=0.6 * LEAD))
        name, weight = self.words[first], self.row[first]
        says = "A weight is a width: {weight:2} of “{source:short}” goes into the context vector c."
        if len(self.words) == 1:
            says = "One word takes all: {weight:2} is the whole width, so the context vector c is its column."
            with self.moment(), self.beat(says, *opening, weight=weight) as room:
                self.perform(mix.take(first, 0.75 * max(room, 4.4)))
                self.perform(mix.even(context, 0.25 * max(room, 4.4)))
            return
        with self.beat(says, *opening, source=name, weight=weight) as room:
            self.perform(mix.take(first, max(room, 3.6)))
        with self.moment():
            self.fill(more)
            with self.beat("Now each row levels out: c is the weighted mean of all columns.") as room:
                self.perform(mix.even(context, max(room, 3.0)))
        self.count_up()

    def fill(self, more: Sequence[int]) -> None:
        """Let the parts of the other words follow, and last those of all that have little weight, as one."""
        fields: dict[str, Reading] = {}
        says = []
        for name, source in zip("ab", more, strict=False):
            says.append(f"{{weight_{name}}} of “{{word_{name}:short}}”")
            fields |= {f"weight_{name}": self.row[source], f"word_{name}": self.words[source]}
        if self.mix.rest:
            says.append("{weight} of the others")
            fields["weight"] = self.value("other_weights", self.step)
        said = f"Beside it go {', and '.join([', '.join(says[:-1]), says[-1]] if len(says) > 1 else says)}."
        with self.beat(said, **fields) as room:
            lasts = max(room, min(2.2 * len(more) + 2.0 * bool(self.mix.rest), 4.4))
            share = lasts / (len(more) + bool(self.mix.rest))
            for source in more:
                self.perform(self.mix.take(source, share))
            if self.mix.rest:
                self.perform(self.mix.take_rest(share))

    def count_up(self) -> None:
        """Write one number of c in full: its products, and their sum."""
        if len(self.words) == 1:
            return
        theme, unit = self.theme, self.trace.lens_unit(self.step)
        self.focus = {"annotation": unit}
        values, products = self.read("encoder_hidden"), self.read("weighted", self.step)
        terms = [Term(self.words[j], self.row[j], values.row(j)[unit], products.row(j)[unit]) for j in self.told]
        others = self.value("other_terms", self.step, unit) if self.mix.rest else None
        total = self.value("context", self.step, unit)
        self.sum = made = RowSum(terms, others, total, SUMS, theme=theme)
        self.lenses = [self.annotations.lens(unit, self.annotations.x(s), self.annotations.widths[s]) for s in self.told]
        at_c = self.mix.lens(unit)
        with self.beat(
            "One number in full: in that row, weight times value of each word, added up.",
            *(Appear(lens, run_time=LEAD) for lens in self.lenses),
        ) as room:
            lasts = max(room, 3.6) / (len(made.factors) + 1)
            for factors, product in zip(made.factors, made.products, strict=True):
                self.play(Appear(factors, run_time=0.5 * lasts))
                self.play(Appear(product, run_time=0.5 * lasts))
            self.play(
                Appear(made.line, run_time=0.4 * lasts),
                Appear(at_c, run_time=0.5 * lasts),
                Appear(made.total, run_time=0.9 * lasts),
            )
        self.lenses.append(at_c)

    # -- the word ----------------------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Let c go to the decoder, its state change, and the word come out."""
        self.act("word", self.where(self.step))
        theme, step = self.theme, self.step
        self.focus = {}
        gone = [Vanish(each, run_time=theme.quick) for each in self.leaving()]
        says = "Now the decoder is given c, and with it and “{word:short}” its state changes."
        fields = {"word": self.value("previous_tokens", step)}
        if not step:
            says, fields = "Now the decoder is given c, and with it its state changes.", {}
        copy = VGroup(*(cell.patch.copy() for cell in self.mix.cells))
        bottom = self.writer.port("bottom")
        way = Path((CONTEXT.right + 0.33, BUS), (DECODER[0], BUS), bottom)
        with self.beat(says, *gone, **fields) as room:
            lasts = max(room, 2.6)
            self.play(Travel(copy.move_to((*bottom, 0)), way, start=0.25, end=0.12, leaves=True, run_time=0.55 * lasts))
            old, new = self.writer.strip, self.writer.state(self.read("decoder_hidden", step))
            self.writer.remove(old)
            self.writer.strip = new
            self.remove(old)
            self.play(
                Light(self.writer.box, theme, run_time=0.45 * lasts), Reveal(new, new.cells, lag=0.3, run_time=0.45 * lasts)
            )
        self.find_word()

    def find_word(self) -> None:
        """Let the read-out find a word, and this come out of the decoder."""
        theme, (x, y), step = self.theme, self.writer.port("left"), self.step
        word = written(self.written(step), copied=self.copied(step))
        self.slot = next_word(word, (SLOT, y), theme=theme)
        out = Wire((x, y), (float(self.slot.get_right()[0]) + 0.03, y), theme=theme, colour="target")
        says = self.signed("From its new state and c, the read-out finds “{word:short}”", step)
        fields = {"word": self.written(step)}
        if "probabilities" in self.trace.keys() and not self.copied(step):  # noqa: SIM118 (not a mapping)
            says, fields = f"{says}: probability {{share:2}}.", fields | {"share": self.value("chosen_probabilities", step)}
        else:
            says += "."
        self.found = self.findings(step)
        with self.beat(says, Extend(out, run_time=LEAD), **fields) as room:
            at, lasts = float(self.slot.get_x()), max(room, 2.6)
            self.play(*self.find(0.45 * lasts))
            self.play(Travel(self.slot, Path((x - 0.2, y), (at, y)), start=0.3, run_time=0.55 * lasts))
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
        return Findings(words, shares, SUMS.inset(left=0.3), theme=self.theme)

    def find(self, run_time: float) -> list[Animation]:
        """Return animations in which the decoder lights, and the most probable words come in."""
        lit: list[Animation] = [Light(each, self.theme, run_time=run_time) for each in (self.writer.box, self.writer.strip)]
        return lit + (self.found.come(run_time) if self.found else [])

    def leaving(self) -> list[VMobject]:
        """Return what has done its part when one number of c was told in full."""
        if len(self.words) == 1:
            return []
        return [*self.lenses, *self.sum.factors, *self.sum.products, self.sum.line, self.sum.total]

    # -- every word --------------------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Let the step that was told become a line among others, and fill in these, faster and faster."""
        self.act("every word")
        turn = list(self.trace.reversed_run)
        self.shown = list(window(self.count, sorted({self.step, *turn[:TURNS]}), Ledger.room(ROWS)))
        if self.step not in self.shown:
            self.shown = list(window(self.count, [self.step], Ledger.room(ROWS)))
        rest = [step for step in self.shown if step != self.step]
        turn = [step for step in turn if step in rest][:TURNS]
        first = [step for step in rest if not turn or step < turn[0]]
        last = [step for step in rest if turn and step > turn[0] and step not in turn]
        with self.beat("Every word gets weights of its own, and so a c of its own."):
            self.open_ledger(2.2)
            self.fill_in(first, accelerating(len(first), overlap=1.4) if first else [], min(0.7 * len(first), 4.2))
        if turn:
            word, source = self.written(turn[-1]), self.words[self.looked_at(turn[-1])]
            says = self.signed("The order turns here: “{word:short}”", turn[-1]) + " takes most of its c from “{source:short}”."
            self.flow(turn, says, {"word": word, "source": source}, each=1.1)
        says = "Whatever the word is, its weights and the same columns make its c."
        fields: dict[str, Reading] = {}
        if len(self.shown) < self.count:
            says = "So it goes on for all {count:0} words; there is room for some of them."
            fields["count"] = self.value("sizes.target")
        self.flow(last, says, fields)

    def open_ledger(self, run_time: float) -> None:
        """Let the columns shrink, and the weights, c and the word of the step go to their line."""
        theme, trace = self.theme, self.trace
        old = self.annotations
        new = self.annotations = self.columns_in(LOWER, trace.weights[self.shown].max(axis=0).tolist())
        self.ledger = Ledger(self.shown, new, ROWS, CONTEXT.left, 6.65, theme=theme)
        wires = [each for each in self.mobjects if isinstance(each, Wire)]
        gone = [self.writer, self.writer.strip, *wires, *self.mix.things]
        if self.found is not None:
            gone += [self.found.head, *self.found.bars, *self.found.texts]
        self.play(*(Vanish(each, run_time=theme.quick) for each in gone))
        replaced: list[VMobject] = [*old.columns, *self.cells, *self.mix.cells, self.slot]
        moves = new.shrinking(old, run_time)
        if set(new.slots.names) == set(old.slots.names):
            replaced += [*old.names]
            moves.append(Arrive(new.names, list(new.names), list(old.names), run_time=run_time))
        else:
            self.play(*(Vanish(each, run_time=theme.quick) for each in old.names))
            moves.append(Appear(new.names, run_time=run_time))
        self.remove(*replaced)
        self.play(*moves, *self.first_line(run_time))

    def first_line(self, run_time: float) -> list[Animation]:
        """Return animations in which the weights, c and the word that were told become a line."""
        step, moves = self.step, list[Animation]()
        row = self.ledger.weights(step, self.row)
        strip = self.ledger.strip(step, self.read("context", step))
        word, *gloss = self.ledger.word(step, self.said(step), self.gloss(step))
        moves += [Appear(each, run_time=run_time) for each in gloss]
        moves.append(Arrive(VGroup(*row), row, self.cells, run_time=run_time))
        moves.append(Arrive(strip, strip.cells, self.mix.cells, run_time=run_time))
        moves.append(Arrive(word, [word], [self.slot.word], run_time=run_time))
        return moves

    def said(self, step: int) -> Phrase:
        """Return a written word as it stands in its line: with its probability where that is small."""
        word = written(self.written(step), copied=self.copied(step))
        if "probabilities" not in self.trace.keys() or float(self.trace.chosen_probabilities[step]) >= self.SURE:  # noqa: SIM118
            return word
        more = phrase("  {share:2}", share=self.value("chosen_probabilities", step))
        return Phrase(
            word.text + more.text,
            word.bare + more.bare,
            word.displays + more.displays,
            (*word.starts, *(len(word.text) + start for start in more.starts)),
        )

    def gloss(self, step: int) -> Phrase | None:
        """Return what a written word means, if somebody knows."""
        said = self.glosses[step] if self.glosses else None
        return said if said is not None and said.text else None

    def flow(self, steps: Sequence[int], says: str, fields: dict[str, Reading], *, each: float = 0.0) -> None:
        """Fill in lines one after the other: weights, then c, then the word; faster and faster, or ``each`` so many seconds."""
        if not steps:
            return
        count = len(steps)
        spans = [(number / count, (number + 1) / count) for number in range(count)] if each else accelerating(count, overlap=1.4)
        with self.beat(says, **fields) as room:
            self.fill_in(steps, spans, min(max(room, (each or 0.7) * count), 6.4))

    def fill_in(self, steps: Sequence[int], spans: Sequence[tuple[float, float]], run_time: float) -> None:
        """Fill in lines, each between two parts of a run time."""
        if steps:
            self.play(*(part for step, span in zip(steps, spans, strict=True) for part in self.line(step, *span, run_time)))

    def line(self, step: int, start: float, end: float, run_time: float) -> list[Animation]:
        """Return animations in which a line comes in between two parts of a run time."""
        ledger, long = self.ledger, end - start
        cells = ledger.weights(step, self.read("weights", step))
        strip = ledger.strip(step, self.read("context", step))
        word = VGroup(*ledger.word(step, self.said(step), self.gloss(step)))
        first, then, last = ((start, start + 0.45 * long), (start + 0.4 * long, start + 0.8 * long), (start + 0.75 * long, end))
        column = self.annotations.columns[self.looked_at(step)]
        return [
            Reveal(VGroup(*cells), cells, lag=0.2, rate_func=within(*first), run_time=run_time),
            Encircle(column, self.theme.focus, self.theme.bold, rate_func=within(start, end, there_and_back), run_time=run_time),
            Reveal(strip, strip.cells, lag=0.2, rate_func=within(*then), run_time=run_time),
            Appear(word, rate_func=within(*last), run_time=run_time),
        ]

    # -- the answer --------------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Say what every word was written from, and of what the most spread blend was made."""
        self.act("the answer")
        self.end(
            "For each word the decoder is given one column, blended from all of them.",
            *self.recipe(),
        )

    def recipe(self) -> list[Animation]:
        """Return animations in which the recipe of the most spread blend comes in beside the columns."""
        step = self.step
        if len(self.words) == 1:
            return self.flash([0], RECITED)
        parts = [phrase("{weight:2} {word}", weight=self.row[source], word=self.words[source]) for source in self.told]
        if self.mix.rest:
            parts.append(phrase("{weight:2} others", weight=self.value("other_weights", step)))
        word = phrase("{word} (copied) =" if self.copied(step) else "{word} =", word=self.written(step))
        labels = recipe(word, parts, RECIPE, theme=self.theme)
        return [Reveal(VGroup(*labels), labels, lag=0.6, run_time=RECITED), *self.flash(self.told, RECITED)]
