"""Who decides where to look? A small network scores every word for the state that asks, and softmax follows."""

from collections.abc import Iterable
from itertools import chain, repeat
from typing import ClassVar

import numpy as np
from manim import AnimationGroup, VGroup

from model.trace.looking import divided_step, telling_units
from scenes.mobjects.areas import Area
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Arrive, Leave, Reveal, Vanish
from scenes.mobjects.moves import Flow, Light, Path
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings, written
from scenes.mobjects.sentence import Sentence
from scenes.mobjects.sets.bar_of_one import EndToEnd
from scenes.mobjects.sets.columns import Columns
from scenes.mobjects.sets.decoder_asks import ROW, Asker, Written, dotted, places_under, source_chips, ways_of
from scenes.mobjects.sets.looking import Looking, Slot
from scenes.mobjects.sets.next_look import NextLook, framed
from scenes.mobjects.sets.score_pair import Pair, Places, Reach
from scenes.mobjects.sets.score_panel import Formula, Panel
from scenes.mobjects.sets.score_ruler import MIDDLE, WHOLE, Ruler
from scenes.mobjects.sets.scoring import MANY, Scoring
from scenes.mobjects.sets.softening import LIES, LONGEST, NAMES, START, Softening
from scenes.mobjects.sets.words_read import WordsRead
from scenes.mobjects.shifts import Slide
from scenes.mobjects.text import BOLD, Label
from scenes.telling.score_words import answered, asked, counted_from, looks, mixes, next_look
from scenes.telling.strangers import remarks_on
from scenes.telling.translation import TranslationFilm

HEADLINE = 2.66
TOP, FOOT = 1.62, -0.75  # the ends of the ruler of the scores
LEFT, RIGHT = 0.85, 6.7  # between them are the columns of words
SCORER = Area(-6.75, 6.75, -1.5, 1.95)
FORMULA = (2.4, -2.3), 5.4  # the middle of the equation, and how wide it is
ASKER = (-5.505, -2.42)  # where the decoder is while scores are told
FIRST, SECOND = (-2.9, ROW), (2.7, ROW)  # where it is when it looks, and one step later
ROOMS = 2.2, 2.1  # how wide a word may be behind the first, and behind the second
UNITS = 16  # so many units of a state are shown
BRISK = 7.0  # seconds from which on a film that had much to say of its words is brisk
NEARLY = 0.9  # tanh that is larger is close to one
SWING = 0.25  # a look that differs by so much of its weight is another one
STATES = "previous_states", "encoder_hidden", "projected_states", "projected_annotations"
LIGHT = 1.2  # seconds for light on a decoder
SLOW, QUICK, RUN = 1.3, 0.14, 4.0  # seconds for a pair, at the most and at the least; for all


class AttentionScores(TranslationFilm):
    """One output step in full: one score by the network, all scores, softmax, the look; then how it changes with the state."""

    title = "Where attention looks"
    text: ClassVar[str] = "i do not like the old car"
    longest, most_units = 40, 512
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
        self.take_the_mix()
        self.look_anew()
        self.answer()

    @property
    def step(self) -> int:
        """The output step that is told in full: the one asked for, else the most divided look."""
        return divided_step(self.trace) if self.brief.word is None else self.brief.word

    def name(self, source: int) -> Reading:
        """Return a source word."""
        return self.value("source_tokens", source)

    def which(self, said: str, fields: dict[str, Reading]) -> str:
        """Return a caption that tells apart source words that are the same, if there is time for it."""
        return said if self.brisk else self.told_apart(said, fields)

    def weight(self, source: int) -> Reading:
        """Return the weight of a source word at this step."""
        return self.value("weights", self.now, source)

    # -- the question ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show the sentence, what has been written, and the decoder that asks where to look for the next word."""
        self.now = self.step
        theme, trace = self.theme, self.trace
        self.act("the question")
        self.words, self.best = self.read("source_tokens"), self.looked_at(self.now)
        self.annotations = self.read("encoder_hidden")
        self.marked = telling_units(np.asarray(trace.encoder_hidden), UNITS // 2)
        self.opening = row = self.words_read()
        self.sentence, self.chips = row.sentence, row.chips
        if not row.chips:
            self.sentence, _ = source_chips(self.words, theme=theme, known=trace.source_known)
        self.states = telling_units(np.asarray(trace.previous_states), UNITS)
        self.asker = Asker(self.read("previous_states", self.now), self.states, (0, ROW), theme=theme)
        self.headline = Label("Who decides where to look?", theme=theme, size=theme.title * 1.15, weight=BOLD).sit_amid(
            0, HEADLINE
        )
        self.ends = places_under(self.sentence, self.chips)
        self.threads = dotted(self.ends, self.asker.head, theme=theme)
        self.put_row((0, ROW))
        self.slot = Slot((0, ROW), theme=theme)
        keys = legends(self.frame.legend, theme=theme)
        self.add(self.sentence, self.threads, self.asker, self.row, self.slot, self.headline, keys)
        says = asked(len(self.words), later=bool(self.now))
        fields = {"word": self.value("previous_tokens", self.now)} if self.now else {}
        with self.beat(says, **fields) as room:
            ways = [Path(*points) for points in ways_of(self.threads, self.ends)]
            copies = [self.asker.strip.copy().move_to((*way.end, 0)) for way in ways]
            lag = min(0.3, 2 / len(ways))
            self.play(Flow(copies, ways, lag=lag, run_time=max(room, 2.5), start=0.5, end=0.2, leaves=True))

    def words_read(self) -> WordsRead:
        """Return the words in a row, with their h."""
        weights, known = self.trace.weights[self.now].tolist(), self.trace.source_known
        return WordsRead(self.words, self.annotations, self.marked, weights, theme=self.theme, known=known)

    def tell_of_strangers(self) -> None:
        """Say in beats which words the model does not know, and light them meanwhile."""
        chips = self.sentence.chips if isinstance(self.sentence, Sentence) else self.chips
        for caption, fields in remarks_on(self.brief.traces, self.value):
            lit = [chips[source] for source in self.spoken_of(caption, fields)]
            with self.beat(caption, **fields) as room:
                for _ in range(2):
                    self.play(*(Light(chip, self.theme, run_time=0.5 * room) for chip in lit))
        self.brisk = self.time > BRISK or len(self.words) > MANY

    def put_row(self, at: tuple[float, float]) -> None:
        """Make the words written so far, at the left of the decoder ``at`` (x, y)."""
        theme, trace = self.theme, self.trace
        words = Readings("written_tokens", (), self.read("written_tokens").values[: self.now])
        self.row = Written(words, at, theme=theme, copied=trace.copied[: self.now])

    # -- one score ---------------------------------------------------------------------------------------------------------

    def score_one(self) -> None:
        """Send one pair through the scorer, a beat for every operation."""
        self.act("one score", self.where(self.now))
        pair, gone = self.pair(self.best), Vanish(self.threads, run_time=self.theme.quick)
        self.focus = {"source": self.best}
        says = "A small trained network compares the decoder’s state s with the h of “{word:short}”."
        word = {"word": self.name(self.best)}
        with self.beat(self.which(says, word), gone, **word) as room:
            self.set_out(1.1)
            self.play(*self.scoring.draw(0.6))
            self.add(self.formula)
            states = self.read("projected_states", self.now)
            multiplying = self.scoring.multiply(self.best, pair, states, max(room - 1.7, 2.2))
            self.tell(multiplying, "", "state", "", "annotation")
        self.squash_sums(pair)
        self.weigh(pair)

    def squash_sums(self, pair: Pair) -> None:
        """Let the rows add, and tanh squash what they add."""
        panel = self.scoring.panel
        ends = {"low": WHOLE[MIDDLE - 1], "high": WHOLE[MIDDLE + 1]}
        shown = [abs(float(pair.squashed[unit].value)) for unit in self.trace.active_units[self.now]]
        full = sum(value > NEARLY for value in shown) > len(shown) / 2
        says = "Each row adds up, and tanh squashes it: most end close to {low:0} or {high:0}."
        if not full:
            says = "Each row adds up, and tanh squashes it: to between {low:0} and {high:0}."
        with self.beat(says, Vanish(panel.plus), **ends) as room:
            self.tell(self.scoring.add(pair.sums, 0.4 * room), "plus")
            self.tell(self.scoring.squash(pair, 0.7 * room), "", "tanh")

    def weigh(self, pair: Pair) -> None:
        """Let v weigh what the rows say, and the products add up to the score."""
        scoring, weights = self.scoring, self.read("scorer_vector")
        opening, word, rest = scoring.complete(), self.name(self.best), bool(pair.other_units.value)
        fields = {} if self.brisk else {"word": word}
        fields |= {"n": pair.other_units} if rest else {}
        if not self.brisk:
            with self.beat("v says how much each row counts, for or against.", *opening) as room:
                self.tell(scoring.weigh(weights, pair.products, max(room - 0.5, 2.0)), "scorer_vector")
        says = "they add up to the score of “{word:short}”." if rest else "The products add up to the score of “{word:short}”."
        says = "With what {n:0} other row{n:s} make, " * rest + says
        if self.brisk:
            says = "v weighs the rows; " + "with {n:0} other{n:s} " * rest + "they add up to the score."
        with self.beat(self.which(says, fields), *(opening if self.brisk else []), **fields) as room:
            if self.brisk:
                self.tell(scoring.weigh(weights, pair.products, 1.3), "scorer_vector")
            adding = scoring.add_up(pair, max(room - 2.0 if self.brisk else room - 0.4, 2.0))
            self.tell(adding, *("",) * (4 if rest else 1), "score")

    def tell(self, plays: Iterable[Play], *parts: str) -> None:
        """Play what the scorer does, and with each play let the part of the formula come in that says it."""
        for play, part in zip(plays, chain(parts, repeat("")), strict=False):
            if part:
                self.later(self.formula.tell(part, run_time=self.theme.quick))
            self.perform([play])

    def pair(self, source: int) -> Pair:
        """Return what the scorer computes for a pair of this step."""
        return Pair(
            self.read("projected_annotations", source),
            self.read("scorer_preactivation", self.now, source),
            self.read("scorer_hidden", self.now, source),
            self.read("scorer_products", self.now, source),
            self.value("scores", self.now, source),
            self.value("other_products", self.now, source),
            self.value("other_units"),
        )

    @property
    def panel(self) -> Panel:
        """The scorer with nothing in it, with room for the sum of the word that is told in full."""
        units = self.trace.active_units[self.now].tolist()
        rest = [unit for unit in range(len(self.trace.scorer_vector)) if unit not in units]
        pair = self.pair(self.best)
        self.places = Places.of(pair, self.read("projected_states", self.now), units)
        return Panel(units, rest, SCORER, reach=Reach.of(pair, units), places=self.places, theme=self.theme)

    def set_out(self, run_time: float) -> None:
        """Let the words go over their columns, and the decoder to the left; their h appear."""
        theme, trace, asker = self.theme, self.trace, self.asker
        self.columns = Columns(
            self.words, trace.weights[self.now].tolist(), LEFT, RIGHT, theme=theme, sizes=(theme.label, theme.small)
        )
        self.labels = self.columns.sit(NAMES, trace.source_known)
        old = asker.at
        asker.move(ASKER)
        self.scoring = Scoring(self.columns, self.annotations, self.marked, asker, self.panel, theme=theme)
        self.formula = Formula(*FORMULA, theme=theme)
        gone = [self.row, self.slot]
        x, y = float(asker.get_x()), float(asker.get_y())
        way = (old[0] - ASKER[0] + x, old[1] - ASKER[1] + y)
        lifted, replaced = self.opening.lift(self.sentence, self.labels, self.columns.names, run_time)
        self.remove(self.sentence, *replaced)
        moves = [*lifted, Slide(asker, Path(way, (way[0], y), (x, y)), run_time=run_time)]
        tokens = self.scoring.tokens
        h = Reveal(VGroup(*tokens), tokens, lag=0.1, run_time=run_time)
        moves += [h, *self.scoring.begin(self.read("scorer_vector"), run_time)]
        self.play(Leave(self.headline, run_time=theme.quick), *(Vanish(each, run_time=theme.quick) for each in gone), *moves)

    # -- all scores --------------------------------------------------------------------------------------------------------

    def score_all(self) -> None:
        """Bring the score to its word on the ruler, and send all other words through the same network."""
        self.act("all scores", self.where(self.now))
        self.focus = {}
        scoring, theme, scores = self.scoring, self.theme, self.trace.scores[self.now]
        high, low = float(scores.max()), float(scores.min())
        self.ruler = Ruler(min(low, 0.0), max(high, 0.0), theme=theme, left=LEFT - 0.1, right=RIGHT, foot=FOOT, top=TOP)
        others = [self.value("scores", self.now, source) for source in range(len(self.words)) if source != self.best]
        each = self.pace(min(SLOW, max(QUICK, RUN / max(len(others), 1))))
        says = "A score is a height on a ruler; the same network scores all other words."
        with self.beat(says if others else "A score is a height on a ruler."):
            self.perform(scoring.fold(0.8))
            self.play(Appear(self.ruler.shown, run_time=theme.quick))
            self.remove(scoring.mark)
            self.play(*scoring.deliver(scoring.mark.reading, self.ruler, 1.0))
            self.perform(scoring.score_all(others, self.ruler, each))

    # -- softmax -----------------------------------------------------------------------------------------------------------

    def make_weights(self) -> None:
        """Make weights of the scores: count from the largest, let exp make bars of them, lay these end to end, divide."""
        self.act("softmax", self.where(self.now))
        scoring, theme, words = self.scoring, self.theme, self.words
        powers, weights, total = self.read("powers", self.now), self.read("weights", self.now), self.value("power_sums", self.now)
        soft = self.soft = Softening(scoring, words, self.trace.weights[self.now].tolist(), self.trace.source_known, theme=theme)
        nought, one, largest = WHOLE[MIDDLE], WHOLE[MIDDLE + 1], self.value("largest_scores", self.now)
        gone = [*scoring.close(theme.quick), *(Vanish(each, run_time=theme.quick) for each in (self.formula, self.ruler.shown))]
        says = counted_from(float(largest.value))
        with self.beat(says, *scoring.light_words(), *gone, m=largest, nought=nought) as room:
            self.perform(soft.spread(self.read("scores", self.now), self.annotations, 1.0))
            self.perform(soft.count(self.read("gaps", self.now), largest, max(room - 1.3, 1.0), slowly=not self.brisk))
        self.columns, self.labels = soft.columns, soft.labels
        with self.moment():
            says = "exp makes bars: {nought:0} becomes {one:0}, what is far below almost {nought:0}."
            with self.beat(says, *soft.bare(), nought=nought, one=one) as room:
                self.perform(soft.raise_powers(powers, max(room - 1.1, 1.7)))
            with self.beat("Laid end to end, they are {total:2} long.", *soft.blank(), total=total):
                self.perform(soft.lay(powers, words, total, 1.9))
            with self.beat("Divided by its length, the bar is exactly one."):
                self.perform(soft.divide(weights, words, total, 1.0))

    def give_all(self) -> None:
        """Say that the only word takes all, whatever its score is."""
        self.act("softmax", self.where(self.now))
        scoring, theme = self.scoring, self.theme
        says = "There is no other word to compare it with: one word takes all, a weight of {w:2}."
        gone = [*scoring.close(theme.quick), *(Vanish(each, run_time=theme.quick) for each in (self.formula, self.ruler.shown))]
        with self.moment(), self.beat(says, *gone, w=self.weight(0)) as room:
            self.whole = whole = EndToEnd(
                self.read("weights", self.now), self.words, theme=theme, unit=LONGEST, left=START, y=LIES
            )
            mark, number = scoring.marks[0], scoring.numbers[0]
            self.remove(mark)
            self.play(
                Arrive(VGroup(*whole.bars), whole.bars, [mark], run_time=max(room - 0.4, 1.5)),
                Vanish(number, run_time=theme.quick),
            )
            self.play(Appear(whole.names, run_time=theme.quick))

    # -- the look ----------------------------------------------------------------------------------------------------------

    def look_back(self) -> None:
        """Let the weights go back to the decoder, and ribbons from there to the words."""
        self.act("the look", self.where(self.now))
        if len(self.words) > 1:
            gone, before = self.soft.leave(self.theme.quick), self.soft.whole
        else:
            gone, before = [Vanish(self.whole.names, run_time=self.theme.quick)], self.whole
        with self.beat(looks(len(self.words)), *gone) as room:
            time = max(room, 2.8)
            self.return_to_words(before, 0.55 * time)
            self.play(*self.first.grow(0.4 * time))

    def return_to_words(self, before: EndToEnd, run_time: float) -> None:
        """Let the bar of one, the decoder and the words go to where the decoder looks at these."""
        theme, asker, scoring = self.theme, self.asker, self.scoring
        self.row_read = row = self.words_read()
        side = -1 if self.goes_on else 0
        self.first = Looking(self.words, FIRST, row.ends(side), row.rooms(side), theme=theme)
        moves = [*row.come(self.columns.names, scoring.tokens, 0.6 * run_time)]
        rising = self.first.come(self.read("weights", self.now), before.bars, 0.6 * run_time)
        x, y = float(asker.get_x()), float(asker.get_y())
        asker.move(FIRST)
        home = float(asker.get_x()), float(asker.get_y())
        coming = Slide(asker, Path((x, y), (home[0], y), home), run_time=0.6 * run_time)
        self.remove(*before.bars, *self.labels, *scoring.tokens)
        self.play(AnimationGroup(rising, coming, lag_ratio=0.4), *moves)
        self.put_row(FIRST)
        self.slot = Slot(FIRST, theme=theme)
        self.play(*(Appear(each, run_time=theme.quick) for each in (self.row, self.slot)))

    def take_the_mix(self) -> None:
        """Let the h of the words flow down in their shares, and run into one mix, which the decoder takes."""
        look = self.first
        with self.beat(mixes(len(self.words))) as room:
            time = self.pace(max(room, 2.8))
            self.play(*look.pour(self.annotations, self.marked, 0.6 * time))
            mixing, heavy = look.mix(self.read("context", self.now), self.marked, 0.4 * time)
            self.remove(heavy)
            self.play(*mixing)
        if self.goes_on:
            self.change_the_state()
            return
        with self.beat(self.signed("With that mix the decoder writes “{word:short}”.", self.now), word=self.written(self.now)):
            self.play(*look.take(self.asker, 1.0))
            self.write(FIRST, 1.0)
        self.tell_the_copy(self.now)

    def pace(self, run_time: float) -> float:
        """Return how long a motion takes that would take so many seconds if there was not much to say of words."""
        return 0.75 * run_time if self.brisk else run_time

    def write(self, at: tuple[float, float], run_time: float) -> None:
        """Let the word of the step that is told come out of the decoder ``at`` (x, y), to the place at its right."""
        said = written(self.written(self.now), copied=self.copied(self.now))
        self.play(*self.first.write(said, self.slot, ROOMS[at == SECOND], run_time))

    # -- the next look -----------------------------------------------------------------------------------------------------

    @property
    def goes_on(self) -> bool:
        """Whether a next look is to be told: a word follows, and there is more than one place to look at."""
        return self.now + 1 < self.count and len(self.words) > 1

    def change_the_state(self) -> None:
        """Let the mix make another state of the one that the decoder had; from that it writes."""
        self.act("new state", self.where(self.now))
        theme, row = self.theme, self.row_read
        after = Asker(self.read("previous_states", self.now + 1), self.states, SECOND, theme=theme, letter="decoder_hidden")
        looks = self.trace.weights[self.now + self.goes_on].tolist()
        self.later_step = step = NextLook(self.asker, after, row, self.words, looks, theme=theme)
        said = self.row.chips[-1:]
        heard = ", “{word:short}”" if said else ""
        says = f"The old state{heard} and the mix make a new state."
        fields = {"word": self.value("previous_tokens", self.now)} if said else {}
        with self.beat(says, Vanish(self.slot), **fields) as room:
            time = self.pace(max(room, 3.4))
            self.perform(step.hand_on(0.25 * time))
            for word in said:
                self.perform(step.hear(word, 0.25 * time))
            self.perform(step.receive(self.first.blend, 0.25 * time))
            self.perform(step.change(0.3 * time))
        says = self.signed("From that and the mix it writes “{word:short}”.", self.now)
        self.slot = Slot(SECOND, theme=theme)
        with self.beat(says, Appear(self.slot, run_time=theme.quick), word=self.written(self.now)) as room:
            self.write(SECOND, max(room, 1.2))
            self.play(Appear(self.first.named(self.written(self.now), -1, copied=self.copied(self.now)), run_time=theme.quick))
        self.tell_the_copy(self.now)

    def look_anew(self) -> None:
        """Let the new state ask the same network; the look swings."""
        if not self.goes_on:
            return
        self.act("the next look")
        theme, row, now, step = self.theme, self.row_read, self.now + 1, self.later_step
        long = 1 + 0.55 * (len(self.words) - 1)
        each = self.pace(min(max(0.4, 2.6 / long), 3.0 / long))
        with self.beat("The new state asks the same network: the same U, W, v.", *self.first.rest()):
            self.perform(step.ask(self.read("scores", now), 1.2, each))
        self.second = look = Looking(self.words, SECOND, row.ends(1), row.rooms(1), theme=theme)
        weights = self.trace.weights
        self.swings = float(np.abs(weights[now] - weights[self.now]).sum()) / 2 >= SWING
        fields = {"word": self.name(best := self.looked_at(now)), "share": self.value("weights", now, best)}
        says = self.which(next_look(self.swings), fields)
        with self.beat(says, *step.close(theme.quick), **fields) as room:
            time = self.pace(max(room, 3.8))
            self.perform(step.raise_powers(self.read("powers", now), 0.35 * time))
            coming = look.come(self.read("weights", now), step.bars, 0.3 * time), Vanish(step.names, run_time=theme.quick)
            self.remove(*step.bars)
            self.play(*coming)
            self.play_all([look.grow(0.35 * time), self.first.back(theme.slow)])

    # -- the answer --------------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Put the question again, and say who decides."""
        self.act("the answer")
        theme = self.theme
        if not self.goes_on:
            frame = Appear(framed(self.asker.strip, theme=theme), run_time=LIGHT)
            lights = [Light(self.asker, theme, run_time=LIGHT) for _ in range(2)]
            self.end(
                answered(len(self.words), None), Appear(self.headline), AnimationGroup(lights[0], frame, lights[1], lag_ratio=1.0)
            )
            return
        for size in (1.15 * theme.title, theme.title, 0.85 * theme.title):
            question = Label("Who decides where to look?", theme=theme, size=size, weight=BOLD)
            reply = Label("The state of the decoder.", theme=theme, size=size, weight=BOLD, colour="target")
            if (wide := float(question.width + reply.width) + 0.4) < 2 * RIGHT:
                break
        question.sit_amid(-wide / 2, HEADLINE, -1)
        reply.sit_amid(wide / 2, HEADLINE, 1)
        step = self.later_step
        lit = [Light(each, theme, run_time=LIGHT) for each in (self.asker, step.after)]
        frames = [framed(each, theme=theme) for each in (self.asker.strip, step.after.strip)]
        named = Appear(self.second.named(None, 1), run_time=theme.quick)
        shown = [AnimationGroup(*some) for some in zip(lit, (Appear(each, run_time=LIGHT) for each in frames), strict=True)]
        asks = AnimationGroup(Appear(reply, run_time=theme.quick), *shown, lag_ratio=1.0)
        self.later(Appear(question, run_time=theme.quick))
        self.end(answered(len(self.words), self.swings), named, asks)
