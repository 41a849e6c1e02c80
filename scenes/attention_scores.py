"""How each weight comes about: one small network scores every pair of s and h; exp, and division by the sum."""

from typing import Any, ClassVar

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.motion import Appear, Reveal, Shade, Vanish, dimmed, meet, through
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.attention_stage import AttentionStage
from scenes.mobjects.sets.question import Question
from scenes.mobjects.sets.scorer import Scorer
from scenes.mobjects.values import Vector
from scenes.telling.scoring import STRIPS, places
from scenes.telling.weighing import SoftmaxScene

QUESTION: dict[str, Any] = {"at": (-2.62, 1.2), "width": 7.4, "foot": AttentionStage.FLOOR + 0.06}
LETTER, MIDDLE = (-1.98, 2.78), AttentionStage.FOOT + AttentionStage.TALL / 2
STAGGER, RIM = 0.1, 0.1
TELLING, BOUNDED = 0.75, 0.97  # the tanh that is best to follow, neither nought nor at its end; and from where on it seems there
LITTLE = 1e-4  # a power too small to be followed
SINGLE = 3  # so many pairs go through the scorer one at a time
FLOW, MOVES = 1.5, 3  # how many times as long as a card all steps at the end take at the most; the moves of each


class AttentionScores(SoftmaxScene):
    """One output step in full: W s, U h, tanh, v for the first pair, then all pairs; softmax; then the other steps."""

    title = "Attention"
    text: ClassVar[str] = "he will not sign the agreement"
    follows_a_word: ClassVar[bool] = True
    needs = ("scorer_vector",)

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
        self.empty()
        self.act("scorer", self.where(self.now))
        theme, known = self.theme, self.trace.source_known
        self.stage = AttentionStage(self.read("source_tokens"), self.read("encoder_hidden"), theme=theme, known=known)
        self.scorer = Scorer(self.read("scorer_vector"), theme=theme)
        self.make_room()
        self.asking, self.after = self.asker(self.now)
        self.keys = self.legends(sums="sums", values="signed")
        letters = (self.beside("annotation"), self.stage.letter("asking_state", *LETTER))
        self.add(self.stage, *letters, self.asking, self.after, self.scorer, self.keys)
        self.ask()

    def ask(self) -> None:
        """Ask which words matter for the next one; then say what answers."""
        theme, (source, target) = self.theme, self.read("languages").flat()
        written = Readings("target_tokens", (), self.read("target_tokens").values[: self.now])
        columns = [self.stage.x(each) for each in range(self.stage.count)]
        dimmed([self.scorer], theme.dimmed)
        question = Question(target, written, theme=theme, columns=columns, **QUESTION)
        self.admit_strangers()
        self.add(question)
        says = "{source:short} to {target:short}: which {source:short} word matters for the next?"
        with self.beat(says, source=source, target=target):
            self.play(Reveal(question.wires, list(question.wires), lag=STAGGER, run_time=theme.slow))
        with self.beat("Additive (Bahdanau) score: decoder state s meets each encoder state h."):
            self.equation = self.formula("score", large=True)
            gone = (Vanish(each, run_time=theme.quick) for each in (question, question.wires))
            self.play(*gone, Shade(self.scorer, 1, run_time=theme.quick))
            self.play(Appear(self.equation, run_time=theme.beat))

    def beside(self, name: str) -> VMobject:
        """Return a letter at the left of the first column, smaller where there is little room."""
        end = float(self.stage.hidden[0].get_left()[0]) - RIM
        letter = self.stage.letter(name, end, MIDDLE)
        letter.scale(min(1.0, (end - self.frame.left + RIM) / letter.width))
        letter.shift((end - letter.get_right()[0], 0, 0))
        return letter

    # -- the first pair ----------------------------------------------------------------------------------------------------

    def pair(self, key: str) -> Reading:
        """Return what the unit under the loupe has for the first pair of this step."""
        return self.value(key, self.now, 0, self.unit)

    def score_in_full(self) -> None:
        """Send the first pair through the scorer, a beat for every operation, one unit's arithmetic written out."""
        self.act("one pair", self.where(self.now))
        slow, units = self.theme.slow, self.value("scorer_numbers", self.scorer.units - 1)
        with self.beat("W turns s into {units:0} sums, once for all pairs of this word.", units=units):
            self.light("state")
            self.weigh_state(slow)
        with self.beat("U does so with h of “{word:short}”. The pair is s and this h.", word=self.value("source_tokens", 0)):
            self.light("annotation")
            self.weigh_annotation(0, slow)
        self.notes = self.scorer.notes()
        sums, squashed, products = self.strips_in_full()
        self.add_up(sums, slow)
        self.squash(sums, squashed, slow)
        self.multiply(squashed, products, slow)
        with self.beat("All {units:0} products add up to the pair’s score: {score:2}.", units=units, score=self.score(0)):
            self.light("score")
            self.sum_up(products, slow)
            self.move_up(slow)
            self.send_score(0, slow)

    def strips_in_full(self) -> list[Vector]:
        """Return the strips of the first pair that are still to come."""
        self.fill_scorer(0)
        return self.strips[-len(STRIPS) :]

    def add_up(self, sums: Vector, run_time: float) -> None:
        """Add the two strips, and write out the sum of one unit."""
        number, total = self.value("scorer_numbers", self.unit), self.pair("scorer_preactivation")
        terms = self.value("projected_states", self.now, self.unit), self.value("projected_annotations", 0, self.unit)
        annotations = self.strips[0]
        with self.beat("The two strips add up, unit by unit; under the loupe is unit {unit:0}.", unit=number):
            self.light("state", "plus", "annotation")
            self.play(*meet(sums, sums.cells, self.states.cells, annotations.cells, lag=STAGGER, run_time=run_time))
            self.loupes = VGroup()
            heading = self.notes.line(phrase("unit {unit:0}", unit=number), "muted")
            self.look_closer(VGroup(heading, self.notes.total(*terms, total)), self.states, annotations, sums)

    def squash(self, sums: Vector, squashed: Vector, run_time: float) -> None:
        """Send the sums through tanh."""
        total, result = self.pair("scorer_preactivation"), self.pair("scorer_hidden")
        with self.beat("tanh bounds every sum by minus one and one: {total} becomes {result}.", total=total, result=result):
            self.light("tanh")
            gate = self.scorer.squash.sign
            self.play(through(squashed, squashed.cells, sums.cells, gate, lag=STAGGER, run_time=run_time))
            self.look_closer(self.notes.squashed("tanh", total, result), squashed)

    def multiply(self, squashed: Vector, products: Vector, run_time: float) -> None:
        """Multiply with v."""
        weight, product, finest = self.value("scorer_vector", self.unit), self.pair("scorer_products"), self.finest(0)
        with self.beat(f"v weighs every unit: this one adds {{product:{finest}}} to the score.", product=product):
            self.light("scorer_vector")
            cells = self.scorer.weights.cells
            self.play(*meet(products, products.cells, squashed.cells, cells, lag=STAGGER, run_time=run_time))
            note = self.notes.product(self.pair("scorer_hidden"), weight, product, finest)
            self.look_closer(note, self.scorer.weights, products)

    # -- all pairs ---------------------------------------------------------------------------------------------------------

    def score_the_others(self) -> None:
        """Score the second pair briskly, and the others as a flow."""
        count = self.stage.count
        self.later(*(Vanish(each, run_time=self.theme.quick) for each in (self.loupes, self.notes)))
        if count > 1:
            self.act("next pair", self.where(self.now))
            with self.beat("The next pair: W s stays, only U h is new. Its score: {score:2}.", score=self.score(1)):
                self.pass_through(1, self.theme.beat)
        if count > 2:
            self.act("all pairs", self.where(self.now))
            with self.beat("Every word goes through this one box: the same W, the same U, the same v."):
                for source in range(2, min(count, SINGLE)):
                    self.pass_through(source, self.theme.beat)
                if count > SINGLE:
                    self.pass_on(range(SINGLE, count), 2 * self.theme.slow)

    def show_all_scores(self) -> None:
        """Let all scores stand, the scorer at rest."""
        self.act("scores", self.where(self.now))
        scores = self.trace.scores[self.now]
        low, high = int(scores.argmin()), int(scores.argmax())
        says = "Scores may be negative: “{last:short}” has {low:2}, “{first:short}” {high:2}."
        if scores[low] >= 0:
            says = "Scores can be any numbers, negative ones too; here {low:2} to {high:2}."
        if low == high:
            says = "One word, one score: “{first:short}” has {high:2}."
        words = {"first": self.value("source_tokens", high), "last": self.value("source_tokens", low)}
        with self.beat(says, low=self.score(low), high=self.score(high), **words):
            self.rest()
            self.play()

    # -- softmax -----------------------------------------------------------------------------------------------------------

    def make_weights(self) -> None:
        """Make powers of the scores, and weights of the powers; one word's arithmetic is written out."""
        self.act("softmax", self.where(self.now))
        source, slow = self.followed, self.theme.slow
        power, total, weight = (self.value(*where) for where in self.shares_of(source))
        self.notes = self.scorer.notes()
        with self.beat("Take the largest score, m, off each, then exp: positive, at most one."):
            self.write_formula("attention_weight")
            self.raise_powers(slow)
            self.note(self.notes.line(phrase("“{word:short}”", word=self.value("source_tokens", source)), "muted"))
            self.note(self.notes.power(self.score(source), self.value("largest_scores", self.now), power))
        says = f"Divided by their sum they are weights: “{{word:short}}” gets {{weight:{places(weight)}}}."
        with self.beat(says, word=self.value("source_tokens", source), weight=weight):
            self.note(self.notes.line(phrase("sum of all = {sum}", sum=total)))
            self.divide(slow)
            self.note(self.notes.share(power, total, weight))
        self.show_the_whole()

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
        least = self.value("weights", self.now, int(self.trace.weights[self.now].argmin()))
        says = f"Together they are one; even the least, {{least:{places(least)}}}, is above nought."
        if round(float(least.value), places(least)) == 0:
            says = "Together they are one; even the least is above nought."
        with self.beat(says if self.stage.count > 1 else "One word has all of the weight.", least=least):
            self.put_end_to_end(self.theme.beat)
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
            self.play(*self.level(self.room.nought, self.theme.quick))
            self.pass_on(range(self.stage.count), 3 * slow)
            self.rest()
        with self.beat("exp, divided by the sum: now it looked at “{source:short}”, {weight}.", **self.look(self.now)):
            self.write_formula("attention_weight")
            self.raise_powers(beat)
            self.divide(beat)

    def make_the_next_state(self) -> None:
        """Show what the weights are for: the context, and from it the word and the next state."""
        self.act("context", self.where(self.now))
        with self.beat("Scaled by their weights, the h add up to the context c."):
            self.write_formula("context")
            self.add_up_context(self.theme.beat)
        with self.beat("From c, s and the word before come “{word:short}” and the next s.", word=self.written(self.now)):
            self.decode(self.theme.beat)

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

    def summary(self) -> Phrase:
        """Return what the end card says was seen."""
        fields = {
            "targets": self.value("target_numbers", self.count - 1),
            "sources": self.value("source_numbers", self.stage.count - 1),
            "units": self.value("scorer_numbers", self.scorer.units - 1),
        }
        return phrase("{targets:0} × {sources:0} scores, all by one network of {units:0} units", **fields)
