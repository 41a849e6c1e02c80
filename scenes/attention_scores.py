"""Who decides where to look? A small network scores every word for the state that asks, and softmax follows."""

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from manim import Animation, AnimationGroup, VGroup, VMobject

from model.trace.looking import DIVIDED, divided_step, followed_unit, telling_units
from scenes.mobjects.areas import Area
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Arrive, Reveal, Vanish
from scenes.mobjects.moves import Flow, Light, Path
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings, phrase, written
from scenes.mobjects.scales import scale_of
from scenes.mobjects.sentence import Sentence
from scenes.mobjects.sets.bar_of_one import EndToEnd
from scenes.mobjects.sets.columns import Columns
from scenes.mobjects.sets.decoder_asks import ROW, SOURCE, Asker, Written, docks, dotted, places_under, source_chips, ways_of
from scenes.mobjects.sets.looking import Looking, Slot
from scenes.mobjects.sets.score_panel import Pair, Panel, Reach, equation_of_a_score
from scenes.mobjects.sets.score_ruler import Ruler
from scenes.mobjects.sets.scoring import Scoring
from scenes.mobjects.sets.softening import FOOT, LIES, LONGEST, START, TOP, Softening
from scenes.mobjects.shifts import Slide
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.tokens import Chip
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.strangers import remarks_on
from scenes.telling.translation import TranslationFilm

HEADLINE = 2.66
NAMES = 2.8  # the height of words over the stage
BRISK = 16.0  # seconds from which on a film that had much to say of its words is brisk
LINE = 76  # letters that a caption of one line has room for
LEFT, MIDDLE = -6.05, 0.3  # between them are the columns of words
LARGE, SMALL = Area(-4.5, 6.7, -2.82, 1.82), Area(0.62, 6.7, -1.34, 1.84)  # the scorer in full, and at a run
ASKER = (-5.5, -2.56)  # where the decoder is while scores are told
MANY = 15  # words from which on a run has two captions
LATER = 16  # so many of the words that follow are told at the most
UNITS = 16  # so many units of a state are shown
STATES = "previous_states", "encoder_hidden", "projected_states", "projected_annotations"
COLOURED = *STATES, "scorer_preactivation", "scorer_vector"  # what is shown in the colours of signed values
SLOW, QUICK, RUN = 0.9, 0.14, 5.0  # seconds for a pair, at the most and at the least; for all
FLOW, RETURN, REST = 9.0, 3.9, 1.6  # seconds for all later words; for the way back at the least; and to look at the last picture


class AttentionScores(TranslationFilm):
    """One output step in full: one score by the network, all scores, softmax, the look; then how it changes with the state."""

    title = "Where attention looks"
    text: ClassVar[str] = "he will not sign the agreement"
    longest = 40
    follows_a_word: ClassVar[bool] = True
    needs = ("scorer_vector", "decoder_hidden")

    def construct(self) -> None:
        self.ask()
        self.tell_of_strangers()
        self.score_one()
        self.score_all()
        if len(self.words) > 1:
            self.make_weights()
        else:
            self.give_all()
        self.look_back()
        self.look_on()
        self.answer()

    @property
    def step(self) -> int:
        """The output step that is told in full: the one asked for, else the most divided look."""
        return divided_step(self.trace) if self.brief.word is None else self.brief.word

    def name(self, source: int) -> Reading:
        """Return a source word."""
        return self.value("source_tokens", source)

    def weight(self, source: int) -> Reading:
        """Return the weight of a source word at this step."""
        return self.value("weights", self.now, source)

    # -- the question ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show the sentence, what has been written, and the decoder that asks where to look for the next word."""
        self.now = self.told = self.step
        theme, trace = self.theme, self.trace
        self.act("the question", self.where(self.now))
        self.words, self.best = self.read("source_tokens"), self.looked_at(self.now)
        self.sentence, self.chips = source_chips(self.words, theme=theme, known=trace.source_known)
        self.states = telling_units(np.asarray(trace.previous_states), UNITS)
        self.asker = Asker(self.read("previous_states", self.now), self.states, (0, ROW), theme=theme)
        self.headline = Label("Who decides where to look?", theme=theme, size=theme.title * 1.15, weight=BOLD).sit_amid(
            0, HEADLINE
        )
        self.ends = places_under(self.sentence, self.chips)
        self.threads = dotted(self.ends, self.asker.head, theme=theme)
        self.put_row()
        self.slot = Slot((0, ROW), theme=theme)
        colours = scale_of(*(trace.lookup(key) for key in COLOURED))
        keys = legends(self.frame.legend, theme=theme, keys={"values" if colours == "signed" else "": colours})
        self.add(self.sentence, self.threads, self.asker, self.row, self.slot, self.headline, keys)
        says = "After “{word:short}”, the decoder is about to write the next word: where will it look?"
        if not self.now:
            says = "The decoder is about to write its first word: where will it look?"
        fields = {"word": self.value("previous_tokens", self.now)} if self.now else {}
        with self.beat(says, **fields) as room:
            self.signs, ways = docks(self.ends, theme=theme), [Path(*points) for points in ways_of(self.threads, self.ends)]
            copies = [self.asker.strip.copy().move_to((*way.end, 0)) for way in ways]
            lag = min(0.3, 2 / len(ways))
            asking = Flow(copies, ways, lag=lag, run_time=max(room, 2.5), start=0.5, end=0.3, leaves=True)
            self.play(asking, Reveal(VGroup(*self.signs), self.signs, lag=lag, wait=0.8, run_time=max(room, 2.5)))

    def tell_of_strangers(self) -> None:
        """Say in beats which words the model does not know, and light them meanwhile."""
        chips = self.sentence.chips if isinstance(self.sentence, Sentence) else self.chips
        for caption, fields in remarks_on(self.brief.traces, self.value):
            said = {str(each.value) for each in fields.values()}
            new = [not known and ("hatched" in caption or "copied" in caption) for known in self.trace.source_known]
            lit = [chip for number, chip in enumerate(chips) if new[number] or self.words.values[number] in said]
            with self.beat(caption, **fields) as room:
                for _ in range(2):
                    self.play(*(Light(chip, self.theme, run_time=0.5 * room) for chip in lit))
        self.brisk = self.time > BRISK or len(self.words) > MANY

    def put_row(self) -> None:
        """Make the words written so far, at the left of the decoder."""
        theme, trace = self.theme, self.trace
        words = Readings("written_tokens", (), self.read("written_tokens").values[: self.now])
        self.row = Written(words, (0, ROW), theme=theme, copied=trace.copied[: self.now])

    # -- one score ---------------------------------------------------------------------------------------------------------

    def score_one(self) -> None:
        """Send one pair through the scorer, a beat for every operation."""
        self.act("one score", self.where(self.now))
        word, pair = self.name(self.best), self.pair(self.best)
        with self.beat("A small network scores how well each word’s h fits the decoder’s state s.") as room:
            self.open_scorer(max(room, 3.4))
        scoring, states, theme = self.scoring, self.read("projected_states", self.now), self.theme
        self.focus = {"source": self.best, "scorer": self.unit}
        with self.beat("Take “{word:short}”: W multiplies the state s, and U multiplies its h.", word=word) as room:
            self.perform(scoring.fetch(self.best, word, 0.3 * max(room, 3.2)))
            self.perform(scoring.weigh(pair.annotation, states, 0.7 * max(room, 3.2)))
        opening = self.instead(scoring.go_on(LEAD))
        with self.beat("Each unit sees both in its sum; tanh makes a vote of it, for or against.", *opening) as room:
            self.perform(scoring.meet(pair.sums, states, self.unit, 0.5 * max(room, 3.4)))
            self.perform(scoring.squash(pair.squashed, 0.5 * max(room, 3.4)))
        opening = self.instead(scoring.complete(self.read("scorer_vector"), self.unit, LEAD))
        says = "v says how much each vote counts. Tip to tail they are the score, {score:2}."
        with self.beat(says, Vanish(self.formula, run_time=theme.quick), *opening, score=pair.score) as room:
            self.perform(scoring.add_up(pair, max(room, 2.6)))

    def instead(self, play: Play) -> Sequence[Animation]:
        """Return the animations of a play that a beat begins with, and take away what they begin in the place of."""
        self.remove(*play.replaced)
        return play.animations

    @property
    def unit(self) -> int:
        """The scorer's unit that is followed number by number."""
        return followed_unit(self.trace, self.now, self.best)

    def pair(self, source: int) -> Pair:
        """Return what the scorer computes for a pair of this step."""
        return Pair(
            self.read("projected_annotations", source),
            self.read("scorer_preactivation", self.now, source),
            self.read("scorer_hidden", self.now, source),
            self.read("scorer_products", self.now, source),
            self.value("other_products", self.now, source),
            self.value("scores", self.now, source),
        )

    def panel_in(self, area: Area, *, numerals: bool) -> Panel:
        """Return the scorer in an area, with room for the sums of all words of this step."""
        trace, units = self.trace, self.trace.active_units[self.now].tolist()
        others = self.value("other_units") if float(trace.lookup("other_units")) else None
        steps = np.hstack([trace.other_products[self.now][:, None], trace.scorer_products[self.now][:, units]])
        sums = np.cumsum(steps, axis=1)
        reach = Reach(float(min(sums.min(), 0.0)), float(max(sums.max(), 0.0)))
        return Panel(units, area, others=others, reach=reach, numerals=numerals, theme=self.theme)

    def open_scorer(self, run_time: float) -> None:
        """Let the words go up over their columns with their h, the decoder to the left, and the scorer begin to open."""
        theme, trace, asker = self.theme, self.trace, self.asker
        self.columns = Columns(self.words, trace.weights[self.now].tolist(), LEFT, MIDDLE, theme=theme)
        self.labels = self.columns.sit(NAMES, trace.source_known)
        units = telling_units(np.asarray(trace.encoder_hidden), UNITS // 2)
        self.scoring = Scoring(self.columns, self.read("encoder_hidden"), units, asker, theme=theme)
        gone = [self.headline, self.threads, *self.signs, self.row, self.slot]
        first = self.scoring.begin(self.panel_in(LARGE, numerals=True))
        self.formula = equation_of_a_score(LARGE, theme=theme)
        old = asker.at
        asker.move(ASKER)
        x, y = float(asker.get_x()), float(asker.get_y())
        way = (old[0] - ASKER[0] + x, old[1] - ASKER[1] + y)
        moves = [*self.lift(0.4 * run_time), Slide(asker, Path(way, (way[0], y), (x, y)), run_time=0.4 * run_time)]
        said = Reveal(self.formula, [self.formula], wait=0.5, run_time=0.4 * run_time)
        self.play(*(Vanish(each, run_time=theme.quick) for each in gone), *moves, said)
        tokens = self.scoring.tokens
        opening = [Appear(each, run_time=0.3 * run_time) for each in first]
        self.play(Reveal(VGroup(*tokens), tokens, lag=0.1, run_time=0.6 * run_time), *opening)

    def lift(self, run_time: float) -> list[Animation]:
        """Return animations in which the chips become the names over the columns; what has no name there goes."""
        theme, named = self.theme, self.columns.names
        if not self.chips:
            return [Appear(self.labels, run_time=run_time), Vanish(self.sentence, run_time=theme.quick)]
        moves: list[Animation] = []
        for source, label in named.items():
            word = self.chips[source].word
            way = Path((float(word.get_x()), float(word.get_y())), (float(label.get_x()), float(label.get_y())))
            moves.append(Slide(label, way, start=float(word.cap_height / label.cap_height), run_time=run_time))
        behind = [each for each in self.labels if each not in named.values()]
        self.remove(self.sentence)
        for chip in self.chips:
            self.add(*chip)
        gone = [part for number, chip in enumerate(self.chips) for part in chip if part is not chip.word or number not in named]
        self.remove(*(self.chips[source].word for source in named))
        return [
            *moves,
            *(Appear(each, run_time=run_time) for each in behind),
            *(Vanish(each, run_time=theme.quick) for each in gone),
        ]

    # -- all scores --------------------------------------------------------------------------------------------------------

    def score_all(self) -> None:
        """Bring the score to its word on the ruler, and send all other words through the same network."""
        self.act("all scores", self.where(self.now))
        self.focus = {}
        scoring, theme, trace = self.scoring, self.theme, self.trace
        scores = trace.scores[self.now]
        high, low = float(scores.max()), float(scores.min())
        self.ruler = Ruler(
            min(low, low - high), max(high, 0.0), theme=theme, left=LEFT - 0.05, right=MIDDLE + 0.05, foot=FOOT, top=TOP
        )
        pair, states = self.pair(self.best), self.read("projected_states", self.now)
        says = "The score goes to its word, on a ruler." + " All other words take the same way." * (len(self.words) > 1)
        with self.beat(says) as room:
            small = self.panel_in(SMALL, numerals=False)
            self.perform(scoring.shrink(small, pair, states, self.read("scorer_vector"), 0.4 * max(room, 3.0)))
            self.play(Appear(self.ruler.shown, run_time=theme.quick))
            self.play_off([scoring.mark, scoring.number], *scoring.deliver(self.ruler, 0.4 * max(room, 3.0)))
        others = [source for source in range(len(self.words)) if source != self.best]
        if others:
            half = len(others) if len(others) <= MANY else (len(others) + 1) // 2
            each = min(SLOW, max(QUICK, RUN / len(others)))
            with self.beat(self.votes()) as room:
                self.score_run(others[:half], max(each, room / half))
            if others[half:]:
                with self.beat("Each word gets its mark, also those that have no room for their name."):
                    self.score_run(others[half:], each)

    def score_run(self, sources: list[int], run_time: float) -> None:
        """Score words one after the other."""
        for source in sources:
            self.perform(self.scoring.score(self.pair(source), self.ruler, run_time))

    def play_off(self, replaced: list[VMobject], *animations: Animation) -> None:
        """Play animations in the place of what is on screen."""
        self.remove(*replaced)
        self.play(*animations)

    def votes(self) -> str:
        """Return what is said of the other words: whether units vote against them that vote for the first."""
        products = self.trace.scorer_products[self.now][:, self.trace.active_units[self.now]]
        against = (products < 0).sum(axis=1)
        if all(against[source] > against[self.best] for source in range(len(self.words)) if source != self.best):
            return "The network is the same, but more units vote against: these sums fall short."
        return "The network is the same for all. Only h is another, and so are the votes."

    # -- softmax -----------------------------------------------------------------------------------------------------------

    def make_weights(self) -> None:
        """Make weights of the scores: slide, bend, lay end to end, divide."""
        self.act("softmax", self.where(self.now))
        scoring, theme, words = self.scoring, self.theme, self.words
        soft = self.soft = Softening(scoring.marks, scoring.numbers, self.ruler, self.columns, theme=theme)
        powers, weights, total = self.read("powers", self.now), self.read("weights", self.now), self.value("power_sums", self.now)
        largest = self.value("largest_scores", self.now)
        rest, gone = scoring.rest_now(), scoring.close(theme.quick)
        with self.beat("Only differences count: slide all scores down by the largest, {m:2}.", *rest, m=largest) as room:
            self.perform(soft.slide(self.read("gaps", self.now), max(room - 1.8, 1.6)))
            self.perform(soft.regauge(0.7))
        with self.moment():
            with self.beat("exp bends the ruler: what is far below the largest is almost nothing.", *gone) as room:
                self.play(*soft.bend(1.1))
                self.perform(soft.raise_powers(powers, words, max(room - 1.1, 2.5)))
            with self.beat("Laid end to end they are {total:2} long; divided by that, they fill exactly one.", total=total):
                self.perform(soft.lay(powers, words, total, 1.3))
                self.perform(soft.divide(weights, words, 1.6))
                self.later(*soft.tell_the_rest(self.value("faint_counts", self.now), self.value("faint_weights", self.now)))

    def give_all(self) -> None:
        """Say that the only word takes all, whatever its score is."""
        self.act("softmax", self.where(self.now))
        scoring, theme = self.scoring, self.theme
        gone = scoring.close(theme.quick)
        with self.beat(
            "There is no other word to compare it with: one word takes all, a weight of {w:2}.", *gone, w=self.weight(0)
        ) as room:
            whole = EndToEnd(self.read("weights", self.now), self.words, theme=theme, unit=LONGEST, left=START, y=LIES)
            self.whole = whole
            mark, number = scoring.marks[0], scoring.numbers[0]
            self.play_off(
                [mark],
                Arrive(VGroup(*whole.bars), whole.bars, [mark], run_time=max(room - 0.4, 1.5)),
                Vanish(number, run_time=theme.quick),
            )
            self.play(Appear(whole.names, run_time=theme.quick))

    # -- the look ----------------------------------------------------------------------------------------------------------

    def look_back(self) -> None:
        """Let the weights go back to their words as threads, and the decoder write with that mix."""
        self.act("the look", self.where(self.now))
        says = self.signed("Each weight goes back to its word. With that mix the decoder writes “{word:short}”.", self.now)
        if len(self.words) > 1:
            gone = self.soft.leave(self.theme.quick)
        else:
            gone = [Vanish(each, run_time=self.theme.quick) for each in (self.ruler.shown, self.whole.names)]
        with self.beat(says, *gone, word=self.written(self.now)) as room:
            time = max(room, 4.2)
            self.return_to_words(0.4 * time)
            self.play(*self.looking.grow(0.35 * time))
            self.write(0.25 * time)
        self.tell_the_copy(self.now)

    def return_to_words(self, run_time: float) -> None:
        """Let the bar of one rise over the decoder's place, the words come down, and the decoder come back between them."""
        theme, asker = self.theme, self.asker
        before = self.soft.whole if len(self.words) > 1 else self.whole
        moves = self.over_words(0.6 * run_time)
        rising = self.looking.come(self.read("weights", self.now), before, 0.6 * run_time)
        x, y = float(asker.get_x()), float(asker.get_y())
        asker.move((0, ROW))
        home = float(asker.get_x()), float(asker.get_y())
        coming = Slide(asker, Path((x, y), (home[0], y), home), run_time=0.6 * run_time)
        self.play_off([*before.bars, *self.labels], AnimationGroup(*rising, coming, lag_ratio=0.6), *moves)
        self.put_row()
        self.slot = Slot((0, ROW), theme=theme)
        self.play(*(Appear(each, run_time=theme.quick) for each in (self.row, self.slot)))

    def over_words(self, run_time: float) -> list[Animation]:
        """Make the look under the words; return animations in which these come down to their places in it."""
        theme, trace = self.theme, self.trace
        self.sentence, self.chips = source_chips(self.words, theme=theme, known=trace.source_known)
        row = {number: chip.word for number, chip in enumerate(self.chips)}
        ends = [(float(chip.box.get_x()), float(chip.box.get_bottom()[1])) for chip in self.chips]
        tops = [(float(chip.box.get_x()), float(chip.box.get_top()[1]) + 0.26) for chip in self.chips]
        if not self.chips:
            wide = Columns(self.words, trace.weights.max(axis=0).tolist(), -6.6, 6.6, theme=theme)
            self.sentence, row = wide.sit(SOURCE, trace.source_known), dict(wide.names)
            ends = [(wide.x(source), SOURCE - 0.26) for source in range(wide.count)]
            tops = [(wide.x(source), SOURCE + 0.4) for source in range(wide.count)]
        self.looking = Looking(self.words, ends, tops, theme=theme)
        moves: list[Animation] = []
        for number in self.columns.names.keys() & row.keys():
            label, word = self.columns.names[number], row[number]
            way = Path((float(label.get_x()), float(label.get_y())), (float(word.get_x()), float(word.get_y())))
            moves.append(Slide(word, way, start=float(label.cap_height / word.cap_height), run_time=run_time))
        moved = {id(each.mobject) for each in moves}
        parts = [part for each in self.sentence for part in (each if isinstance(each, Chip) else [each]) if id(part) not in moved]
        boxes, late = ([part for part in parts if isinstance(part, Label) is bare] for bare in (False, True))
        coming = [Appear(each, run_time=run_time) for each in boxes]
        names = [AnimationGroup(*some) for some in (moves, [Appear(each, run_time=theme.quick) for each in late]) if some]
        return [*coming, AnimationGroup(*names, lag_ratio=1.0)]

    def write(self, run_time: float) -> None:
        """Let the word of this step come out of the decoder, in the place of the question mark."""
        said = written(self.written(self.now), copied=self.copied(self.now))
        self.play(self.looking.think(self.asker, 0.4 * run_time))
        coming = self.looking.write(self.asker, said, self.slot.out, 0.6 * run_time)
        self.play(*coming, *(Vanish(mark, run_time=0.3 * run_time) for mark in self.slot.fill()))

    # -- all other words ---------------------------------------------------------------------------------------------------

    def look_on(self) -> None:
        """Let the decoder write on, as many words as there is time for: every state scores anew, and the look moves."""
        later = list(range(self.now + 1, self.count))[: LATER // 2 if self.brisk else LATER]
        if not later:
            return
        self.act("the next words", self.where(self.now))
        each = min(1.9, max(0.3, (0.5 if self.brisk else 1.0) * FLOW / len(later)))
        half = len(later) if len(later) < 4 or self.brisk else (len(later) + 1) // 2
        with self.beat("The new word changes s, and the same network scores all words anew.") as room:
            self.go_on(later[:half], max(each, room / half))
        if later[half:]:
            with self.beat("U, W and v stay as they are: it is the state that moves the look.") as room:
                self.go_on(later[half:], max(each, room / (len(later) - half)))

    def go_on(self, steps: list[int], run_time: float) -> None:
        """Tell output steps at a run."""
        for step in steps:
            old, word, state = self.row, self.looking.word, self.asker.strip
            self.now = step
            self.put_row()
            handing = self.looking.hand_over(old, self.row, 0.3 * run_time)
            self.add(self.row.into)
            self.play_off([*old.parts, word], *handing)
            self.remove(*self.row.parts)
            self.add(self.row)
            asking = self.looking.ask(self.asker, self.read("previous_states", step), 0.15 * run_time)
            self.play_off([state], *asking)
            moves, replaced = self.looking.change(self.read("weights", step), 0.3 * run_time)
            self.rename(self.where(step))
            self.play_off(replaced, *moves)
            self.write(0.25 * run_time)

    # -- the answer --------------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Go back to the step that was told, and say what decided."""
        told = self.told
        self.act("the answer", self.where(told))
        first, second = [*self.trace.weights[told].argsort()[::-1].tolist(), 0][:2]
        fields = {"word": self.written(told), "one": self.name(first), "a": self.value("weights", told, first)}
        says = "The state s decides: for “{word:short}” it looked at “{one:short}”, {a:2}."
        both = says.replace("{a:2}.", "{a:2}, and “{two:short}”, {b:2}.")
        others = {"two": self.name(second), "b": self.value("weights", told, second)}
        divided = len(self.words) > 1 and float(self.trace.weights[told, second]) >= DIVIDED
        if divided and len(phrase(both, **fields, **others).text) <= LINE:
            says, fields = both, fields | others
        elif len(phrase(says, **fields).text) > LINE:
            says, fields = "The decoder’s state s decides where to look, word after word.", {}
        says = self.signed(says, told) if fields else says
        time = max(RETURN, reading_time(phrase(says, **fields)) - REST)
        moves = [self.looking.think(self.asker, time)] if self.now == told else self.back_to(told, time)
        self.end(says, *moves, **fields)

    def back_to(self, step: int, quick: float) -> list[Animation]:
        """Return animations that bring the look, the state and the words back to those of another step."""
        theme = self.theme
        old, word, state = self.row, self.looking.word, self.asker.strip
        self.now = step
        self.rename(self.where(step))
        self.put_row()
        moves, replaced = self.looking.change(self.read("weights", step), quick)
        moves += self.looking.ask(self.asker, self.read("previous_states", step), quick)
        said = written(self.written(step), copied=self.copied(step))
        moves += self.looking.write(self.asker, said, self.slot.out, quick)
        self.remove(*old.parts, word, state, *replaced)
        return [*moves, Appear(self.row, run_time=theme.beat)]
