"""How each weight comes about: one small network scores every pair of s and h; exp, and division by the sum."""

from typing import Any, ClassVar

import numpy as np
from manim import Animation, VGroup, VMobject

from scenes.mobjects.leaves import dimmed
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Arrive, Depart, Reveal, Shade, Vanish, meet, through
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase, telling
from scenes.mobjects.sets.attention_map import AlignmentMap
from scenes.mobjects.sets.attention_stage import AttentionStage
from scenes.mobjects.sets.decoding import Decoding
from scenes.mobjects.sets.formula import Formula
from scenes.mobjects.sets.question import Question
from scenes.mobjects.sets.scoring import Pair, Scoring
from scenes.mobjects.sets.weighing import Weighing
from scenes.mobjects.text import Label
from scenes.mobjects.values import Vector
from scenes.telling.translation import TranslationFilm

QUESTION: dict[str, Any] = {"at": (-2.62, 1.2), "width": 7.4, "foot": AttentionStage.FLOOR + 0.06}
LETTER, MIDDLE = (-1.98, 2.78), AttentionStage.FOOT + AttentionStage.TALL / 2
EQUATION, LARGE = (-6.6, 2.72), (-2.62, 0.9)  # where an equation begins, and the middle of one while there are no bars
SIDE = 0.25  # the line of the decoder
MAP: dict[str, float] = {"left": 0.08, "bottom": 1.1, "top": 0.1}  # what the map leaves free of its area
MAP_WORDS = 1.4  # room for the words written
STAGGER, RIM = 0.1, 0.1
TELLING, BOUNDED = 0.75, 0.97  # the tanh that is best to follow, neither nought nor at its end; and from where on it seems there
LITTLE = 1e-4  # a power too small to be followed
FINEST = 8  # decimals of what would otherwise seem nought
SINGLE = 3  # so many pairs go through the scorer one at a time
FLOW, MOVES = 1.2, 3  # how many times as long as a card all steps at the end take at the most; the moves of each


class AttentionScores(TranslationFilm):
    """One output step in full: W s, U h, tanh, v for the first pair, then all pairs; softmax; then the other steps."""

    title = "Attention"
    caption_first = False
    text: ClassVar[str] = "he will not sign the agreement"
    follows_a_word: ClassVar[bool] = True
    needs = ("scorer_vector", "decoder_hidden")

    def construct(self) -> None:
        self.set_the_stage()
        self.score_in_full()
        self.score_the_others()
        self.show_all_scores()
        self.make_weights()
        self.score_the_next_word()
        self.write_all()
        self.doubt()
        self.end_card(self.summary())

    @property
    def step(self) -> int:
        """The output step that is told in full: the one asked for, else that of the word whose weights are the most divided.

        The film looks for it among those with a unit whose tanh can be followed, for the first pair; the end is left out.
        """
        if self.brief.word is not None:
            return self.brief.word
        weights, squashed = self.trace.weights, np.abs(self.trace.scorer_hidden[:, 0])
        divided = -(weights * np.log(np.maximum(weights, np.finfo(float).tiny))).sum(axis=1)
        dull = squashed.min(axis=1) > BOUNDED
        return int((divided - dull * len(weights[0]))[: max(self.count - 1, 1)].argmax())

    @property
    def unit(self) -> int:
        """The scorer's unit under the loupe: the one whose tanh, for the first pair, shows best what tanh does."""
        return int(np.abs(np.abs(self.trace.scorer_hidden[self.now, 0]) - TELLING).argmin())

    # -- the stage -------------------------------------------------------------------------------------------------------

    def set_the_stage(self) -> None:
        """Show the encoder's states over their words, the state that asks, and the scorer with nothing in it."""
        self.now = self.step
        self.act("scorer", self.where(self.now))
        theme, known = self.theme, self.trace.source_known
        self.stage = AttentionStage(
            self.read("source_tokens"), self.read("encoder_hidden"), self.frame.left, theme=theme, known=known
        )
        self.scoring = Scoring(self.read("scorer_vector"), self.stage, self.frame.right, theme=theme)
        self.weighing = self.bars()
        self.formula = Formula(EQUATION, LARGE, notation=self.notation, theme=theme)
        self.asking, self.after = self.asker(self.now)
        self.keys = self.legends(sums="sums", values="signed")
        letters = (self.beside("encoder_hidden"), self.stage.letter("previous_states", *LETTER))
        self.add(self.stage, *letters, self.asking, self.after, self.scoring.scorer, self.keys)
        self.ask()

    def bars(self) -> Weighing:
        """Return the room for bars, as large as the scores of this output step need it."""
        scores = self.trace.scores[self.now]
        return Weighing(self.stage, theme=self.theme, low=scores.min(), high=scores.max())

    def asker(self, target: int) -> tuple[Vector, Label]:
        """Return the state before an output step, and what names the word that was written before it."""
        return self.stage.asker(self.read("previous_states", target), self.value("previous_tokens", target))

    def legends(self, **keys: str) -> VGroup:
        """Return keys to colours, by their names and scales, at their place."""
        return legends(self.frame.legend, theme=self.theme, keys=keys)

    def ask(self) -> None:
        """Ask which words matter for the next one; then say what answers."""
        theme = self.theme
        source, target = self.value("source_language"), self.value("target_language")
        written = Readings("written_tokens", (), self.read("written_tokens").values[: self.now])
        columns = [self.stage.x(each) for each in range(self.stage.count)]
        dimmed([self.scoring.scorer], theme.dimmed)
        question = Question(target, written, theme=theme, columns=columns, copied=self.trace.copied[: self.now], **QUESTION)
        self.admit_strangers()
        self.add(question)
        says = "{source:short} to {target:short}: which {source:short} word matters for the next?"
        with self.beat(says, source=source, target=target):
            self.play(Reveal(question.wires, list(question.wires), lag=STAGGER, run_time=theme.slow))
        with self.beat("Additive (Bahdanau) score: decoder state s meets each encoder state h."):
            equation = self.formula.begin("scores")
            gone = (Vanish(each, run_time=theme.quick) for each in (question, question.wires))
            self.play(*gone, Shade(self.scoring.scorer, 1, run_time=theme.quick))
            self.play(Appear(equation, run_time=theme.beat))

    def beside(self, name: str) -> VMobject:
        """Return a letter at the left of the first column, smaller where there is little room."""
        end = float(self.stage.hidden[0].get_left()[0]) - RIM
        letter = self.stage.letter(name, end, MIDDLE)
        letter.scale(min(1.0, (end - self.frame.left.left + RIM) / letter.width))
        letter.shift((end - letter.get_right()[0], 0, 0))
        return stays(letter)

    # -- the first pair ----------------------------------------------------------------------------------------------------

    def pair(self, key: str) -> Reading:
        """Return what the unit under the loupe has for the first pair of this step."""
        return self.value(key, self.now, 0, self.unit)

    def score(self, source: int) -> Reading:
        """Return the score of a pair of this step."""
        return self.value("scores", self.now, source)

    def whole_pair(self, source: int) -> Pair:
        """Return all that the scorer computes for a pair of this step."""
        return Pair(
            source,
            annotation=self.read("projected_annotations", source),
            sums=self.read("scorer_preactivation", self.now, source),
            squashed=self.read("scorer_hidden", self.now, source),
            products=self.read("scorer_products", self.now, source),
            score=self.score(source),
        )

    def weigh_state(self, run_time: float) -> None:
        """Send s through W."""
        self.play(*self.scoring.weigh_state(self.asking, self.read("projected_states", self.now), run_time))

    def score_in_full(self) -> None:
        """Send the first pair through the scorer, a beat for every operation, one unit's arithmetic written out."""
        self.act("one pair", self.where(self.now))
        self.focus = {"source": 0, "scorer": self.unit}
        scoring, pair, slow = self.scoring, self.whole_pair(0), self.theme.slow
        units = self.value("sizes.scorer")
        with self.beat("W turns s into {units:0} sums, once for all pairs of this word.", units=units):
            self.light("state")
            self.weigh_state(slow)
        with self.beat("U does so with h of “{word:short}”. The pair is s and this h.", word=self.value("source_tokens", 0)):
            self.light("annotation")
            self.play(*scoring.weigh_annotation(pair, slow))
        scoring.begin_notes()
        sums, squashed, products = scoring.fill(pair)
        self.add_up(sums, slow)
        self.squash(sums, squashed, slow)
        self.multiply(squashed, products, pair.finest, slow)
        with self.beat("All {units:0} products add up to the pair’s score: {score:2}.", units=units, score=pair.score):
            self.light("score")
            self.play(*scoring.sum_up(products, slow))
            self.perform([self.formula.shrink(*self.weighing.level(self.weighing.room.nought, slow), run_time=slow)])
            self.receive(0, slow)

    def light(self, *parts: str) -> None:
        """Light some parts of the equation, with the next animation."""
        self.later(*self.formula.light(*parts))

    def receive(self, source: int, run_time: float) -> None:
        """Let the score that came out of the scorer become a bar over its word."""
        self.play(*self.weighing.receive(self.score(source), source, self.scoring.total[-1], run_time))

    def add_up(self, sums: Vector, run_time: float) -> None:
        """Add the two strips, and write out the sum of one unit."""
        scoring, number, total = self.scoring, self.value("scorer_numbers", self.unit), self.pair("scorer_preactivation")
        terms = self.value("projected_states", self.now, self.unit), self.value("projected_annotations", 0, self.unit)
        states, annotations = scoring.states, scoring.strips[0]
        with self.beat("The two strips add up, unit by unit; under the loupe is unit {unit:0}.", unit=number):
            self.light("state", "plus", "annotation")
            self.play(*meet(sums, sums.cells, states.cells, annotations.cells, lag=STAGGER, run_time=run_time))
            heading = scoring.notes.line(phrase("unit {unit:0}", unit=number), "muted")
            self.look_closer(VGroup(heading, scoring.notes.total(*terms, total)), states, annotations, sums)

    def look_closer(self, note: VMobject, *strips: Vector) -> None:
        """Frame the unit under the loupe in some strips, and write out its arithmetic."""
        self.play(*self.scoring.look_closer(self.unit, note, *strips))

    def squash(self, sums: Vector, squashed: Vector, run_time: float) -> None:
        """Send the sums through tanh."""
        total, result = self.pair("scorer_preactivation"), self.pair("scorer_hidden")
        with self.beat("tanh bounds every sum by minus one and one: {total} becomes {result}.", total=total, result=result):
            self.light("tanh")
            gate = self.scoring.scorer.squash.sign
            self.play(through(squashed, squashed.cells, sums.cells, gate, lag=STAGGER, run_time=run_time))
            self.look_closer(self.scoring.notes.squashed("tanh", total, result), squashed)

    def multiply(self, squashed: Vector, products: Vector, finest: int, run_time: float) -> None:
        """Multiply with v."""
        weight, product, weights = (
            self.value("scorer_vector", self.unit),
            self.pair("scorer_products"),
            self.scoring.scorer.weights,
        )
        with self.beat(f"v weighs every unit: this one adds {{product:{finest}}} to the score.", product=product):
            self.light("scorer_vector")
            self.play(*meet(products, products.cells, squashed.cells, weights.cells, lag=STAGGER, run_time=run_time))
            note = self.scoring.notes.product(self.pair("scorer_hidden"), weight, product, finest)
            self.look_closer(note, weights, products)

    # -- all pairs ---------------------------------------------------------------------------------------------------------

    def score_the_others(self) -> None:
        """Score the second pair briskly, and the others as a flow."""
        count = self.stage.count
        self.later(*(Vanish(each, run_time=self.theme.quick) for each in (self.scoring.loupes, self.scoring.notes)))
        if count > 1:
            self.act("next pair", self.where(self.now))
            self.focus = {"source": 1}
            with self.beat("The next pair: W s stays, only U h is new. Its score: {score:2}.", score=self.score(1)):
                self.pass_through(1, self.theme.beat)
        self.focus = {}
        if count > 2:
            self.act("all pairs", self.where(self.now))
            with self.beat("Every word goes through this one box: the same W, U and v."):
                for source in range(2, min(count, SINGLE)):
                    self.pass_through(source, self.theme.beat)
                if count > SINGLE:
                    self.pass_on(range(SINGLE, count), 2 * self.theme.slow)

    def pass_through(self, source: int, run_time: float) -> None:
        """Send a pair through the scorer, all in one; its score becomes a bar."""
        self.perform(self.scoring.pass_through(self.whole_pair(source), run_time))
        self.receive(source, run_time)

    def pass_on(self, sources: range, run_time: float) -> None:
        """Send many pairs through the scorer one right after the other."""
        bars, numbers = self.weighing.receive_all([(self.score(source), source) for source in sources])
        self.play(*self.scoring.pass_on([self.whole_pair(source) for source in sources], bars, run_time))
        self.play(*numbers)

    def show_all_scores(self) -> None:
        """Let all scores stand, the scorer at rest."""
        self.act("scores", self.where(self.now))
        scores = self.trace.scores[self.now]
        low, high = int(scores.argmin()), int(scores.argmax())
        says = "Scores may be negative: “{last:short}” has {low:2}, “{first:short}” {high:2}."
        if scores[low] >= 0:
            says = "Scores can be negative too; here {least:2} to {largest:2}."
        if low == high:
            says = "One word, one score: “{first:short}” has {high:2}."
        words = {"first": self.value("source_tokens", high), "last": self.value("source_tokens", low)}
        ends = {"least": self.value("least_scores", self.now), "largest": self.value("largest_scores", self.now)}
        with self.beat(says, low=self.score(low), high=self.score(high), **ends, **words):
            self.later(*self.scoring.rest())
            self.play()

    # -- softmax -----------------------------------------------------------------------------------------------------------

    def make_weights(self) -> None:
        """Make powers of the scores, and weights of the powers; one word's arithmetic is written out."""
        self.act("softmax", self.where(self.now))
        source, slow = self.followed, self.theme.slow
        power, total, weight = (self.value(*where) for where in self.shares_of(source))
        self.scoring.begin_notes()
        notes = self.scoring.notes
        with self.moment(), self.beat("Take the largest score, m, off each, then exp: positive, at most one."):
            self.later(*self.formula.write("weights"))
            self.raise_powers(slow)
            self.note(notes.line(phrase("“{word:short}”", word=self.value("source_tokens", source)), "muted"))
            self.note(notes.power(self.score(source), self.value("largest_scores", self.now), power))
        says = f"Divided by their sum they are weights: “{{word:short}}” gets {{weight:{places(weight)}}}."
        with self.beat(says, word=self.value("source_tokens", source), weight=weight):
            self.note(notes.line(phrase("sum of all = {sum}", sum=total)))
            self.divide(slow)
            self.note(notes.share(power, total, weight))
        self.show_the_whole()

    def note(self, line: VMobject) -> None:
        """Write a line of arithmetic."""
        self.play(Appear(line, run_time=self.theme.quick))

    def raise_powers(self, run_time: float) -> None:
        """Let the scores of this step become powers."""
        self.perform(self.weighing.raise_powers(self.read("powers", self.now), run_time))

    def divide(self, run_time: float) -> None:
        """Let the powers become weights."""
        self.perform(self.weighing.divide(self.read("weights", self.now), run_time))

    @property
    def followed(self) -> int:
        """The word whose weight is written out: the one with the second largest, unless that is next to nothing."""
        second = int(self.trace.weights[self.now].argsort()[-min(2, self.stage.count)])
        return second if self.trace.powers[self.now, second] > LITTLE else self.looked_at(self.now)

    def shares_of(self, source: int) -> tuple[tuple[Any, ...], ...]:
        """Return where the trace has the power of a word's score, the sum of all, and the weight."""
        return ("powers", self.now, source), ("power_sums", self.now), ("weights", self.now, source)

    def show_the_whole(self) -> None:
        """Lay the weights end to end, and say how small the least one is."""
        least = self.value("least_weights", self.now)
        says = f"Together they are one; even the least, {{least:{places(least)}}}, is above nought."
        if round(float(least.value), places(least)) == 0:
            says = "Together they are one; even the least is above nought."
        with self.beat(says if self.stage.count > 1 else "One word has all of the weight.", least=least):
            weights, words = self.read("weights", self.now), self.read("source_tokens")
            self.perform(self.weighing.lay_end_to_end(weights, words, self.theme.beat))
            self.mark_poster()

    # -- the other words -----------------------------------------------------------------------------------------------------

    def score_the_next_word(self) -> None:
        """Let these weights make a context, and with it the next state; and let that ask."""
        if self.now + 1 >= self.count:
            return
        self.make_the_next_state()
        beat, slow = self.theme.beat, self.theme.slow
        self.now += 1
        self.act("then", self.where(self.now))
        with self.beat("The new s asks: the same W, another W s."):
            self.ask_anew(beat)
            self.weigh_state(beat)
        high = int(self.trace.scores[self.now].argmax())
        word = self.value("source_tokens", high)
        says = "Other scores: now “{word:short}” has the largest, {score:2}."
        if self.stage.count == 1:
            says = "Another score: “{word:short}” has {score:2}."
        with self.beat(says, word=word, score=self.score(high)):
            self.play(*self.weighing.level(self.weighing.room.nought, self.theme.quick))
            self.pass_on(range(self.stage.count), 2 * slow)
            self.later(*self.scoring.rest())
        with self.beat("exp, divided by the sum: now it looked at “{source:short}”, {weight}.", **self.look(self.now)):
            self.later(*self.formula.write("weights"))
            self.raise_powers(beat)
            self.divide(beat)

    def make_the_next_state(self) -> None:
        """Show what the weights are for: the context, and from it the word and the next state."""
        self.act("context", self.where(self.now))
        with self.beat("Scaled by their weights, the h add up to the context c."):
            self.later(*self.formula.write("context"))
            self.add_up_context(self.theme.beat)
        with self.beat("From c, s and the word before come “{word:short}” and the next s.", word=self.chosen(self.now)):
            self.decode(self.theme.beat)
        self.tell_the_copy(self.now)

    def add_up_context(self, run_time: float) -> None:
        """Close the scorer; scale every h by its weight, and slide the copies together into the context."""
        self.perform([self.scoring.close(self.scoring.notes, *self.weighing.whole)])
        self.weighing.whole = VGroup()
        self.decoding = decoding = Decoding(self.stage, SIDE, theme=self.theme)
        side, previous = decoding.side, decoding.read(self.value("previous_tokens", self.now))
        letter = decoding.letter("context", side.CONTEXT)
        scaled = decoding.scale(self.read("weighted", self.now), run_time)
        coming = Arrive(previous, [previous], [self.after], run_time=run_time)
        self.play(*scaled, *(Appear(each, run_time=run_time) for each in (side, letter)), coming)
        self.play(*decoding.add_up(self.read("context", self.now), self.theme.slow))
        self.made = [side, previous, letter, decoding.context]

    def decode(self, run_time: float) -> None:
        """Let s, the word before and the context go into the decoder; the next state and the word come out."""
        decoding = self.decoding
        self.play(*decoding.go_in(self.asking, run_time))
        coming = decoding.come_out(self.read("decoder_hidden", self.now), self.chosen(self.now), run_time)
        letter = decoding.letter("decoder_hidden", decoding.side.STATE)
        self.play(*coming, Appear(letter, run_time=run_time))
        self.made += [decoding.state, decoding.word, letter]

    def ask_anew(self, run_time: float) -> None:
        """Clear the bars; the next state goes where it asks, and the scorer opens again."""
        old: list[VMobject] = [*self.weighing.shown, self.asking, self.after, *self.made]
        self.later(*self.formula.write("scores"))
        self.weighing = self.bars()
        self.asking, self.after = self.asker(self.now)
        moving: list[Animation] = [Arrive(self.asking, self.asking.cells, self.decoding.state.cells, run_time=run_time)]
        gone = (Vanish(each, run_time=self.theme.quick) for each in old)
        self.play(*moving, Appear(self.after), *gone, *self.scoring.reopen(run_time))
        self.add(self.scoring.scorer)  # whole, in place of the parts that came in

    # -- the map -----------------------------------------------------------------------------------------------------------

    def write_all(self) -> None:
        """Close the scorer, and fill a map with the weights of every output step, from the first on."""
        if self.count < 2:
            return
        self.act("all words", self.where(self.now))
        run_time = min(self.theme.quick, FLOW * self.theme.card / (MOVES * self.count))
        with self.beat("So for every word: a new s, new scores, and weights that add up to one."):
            self.open_map()
            for target in range(self.count):
                self.now = target
                self.rename(self.where(self.now))
                self.write_row(run_time)

    def open_map(self) -> None:
        """Put an empty map in the place of the scorer, of which nothing stays but its box."""
        words, theme, scoring = self.read("source_tokens"), self.theme, self.scoring
        known, place = self.trace.source_known, self.frame.right.inset(**MAP)
        copies = any(self.trace.copied)
        self.map = AlignmentMap(words, self.count, place, theme=theme, known=known, room=MAP_WORDS, copies=copies)
        keys = self.legends(values="signed", weight="weight")
        notes = [scoring.notes] if len(scoring.notes) else []  # where no next word followed they are still there
        self.perform([scoring.close(*self.weighing.shown, *self.weighing.whole, self.keys, *notes)])
        self.play(*(Appear(each, run_time=theme.quick) for each in (self.map, keys)))

    def write_row(self, run_time: float) -> None:
        """Let s go into the scorer, the weights come out and become a row of the map."""
        old, box, room = (self.asking, self.after), self.scoring.box, self.weighing.room
        self.asking, self.after = self.asker(self.now)
        asking = self.asking.copy()
        self.later(*(Appear(each, run_time=run_time) for each in (self.asking, self.after)))
        self.play(*(Vanish(each, run_time=run_time) for each in old), Depart(asking, [asking], [box], run_time=run_time))
        weights = self.read("weights", self.now)
        bars = room.pillars(weights)
        pillars, cells = VGroup(*bars), self.map.row(self.now, weights)
        self.play(Arrive(pillars, bars, room.specks(box), run_time=run_time))
        name = self.map.label(self.written(self.now), self.now, copied=self.copied(self.now))
        self.later(Vanish(pillars, run_time=run_time), Appear(name, run_time=run_time))
        self.play(Arrive(VGroup(*cells), cells, bars, run_time=run_time))

    def summary(self) -> Phrase:
        """Return what the end card says was seen."""
        fields = {
            "targets": self.value("sizes.target"),
            "sources": self.value("sizes.source"),
            "units": self.value("sizes.scorer"),
        }
        return phrase("{targets:0} × {sources:0} scores, all by one network of {units:0} unit{units:s}", **fields)


def places(value: Reading) -> int:
    """Return how many decimals a positive value needs so as not to be printed as nought."""
    return telling(float(value.value), FINEST)
