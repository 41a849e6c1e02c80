"""Who still knows the first word: a plain RNN and an LSTM read a sentence, and once more without that word."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Any, ClassVar

import numpy as np
from manim import Animation, VMobject
from manim.utils.rate_functions import there_and_back

from scenes.mobjects.bars import unit_for
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Shade
from scenes.mobjects.moves import Path
from scenes.mobjects.passing import in_turn
from scenes.mobjects.places import kept_for
from scenes.mobjects.reading import Caption, Phrase, Reading, phrase
from scenes.mobjects.sets.lasting_bars import FEW, Carried, Remade
from scenes.mobjects.sets.omission_lanes import BARS, OmissionLane, ring
from scenes.mobjects.sets.reply import replied
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.shifts import Slide, pointed
from scenes.mobjects.text import settled
from scenes.telling.bands import HELD
from scenes.telling.networks import NAMES, SHORT
from scenes.telling.notations import notation_of
from scenes.telling.omission_words import STEPS, OmissionWords
from scenes.telling.pace import LEAD
from scenes.telling.reader import ReaderFilm
from scenes.telling.two_networks import TwoNetworks

TOP, FOOT = 1.84, -2.06
HEADLINE, ASKED = 2.77, 8.6
"""How high the question stands, and how much room it has."""
DIGIT = 0.2
"""By how much bars are shorter where factors beside them have one more digit."""
QUESTION = "Who still knows the first word?"
ANSWER, FIRST = 4.2, 2.4
"""How long the answer takes to come, and the first bar that is made by weights and tanh, in seconds."""
ALIKE = "On its way back, an error meets the same weights and the same slopes of tanh."
"""Of a plain cell in which a difference fades: a step back is multiplied by the same matrix, turned round."""
KEEPERS = {"forget_gate": "forget gates", "update_gate": "update gates"}
"""What keeps a carried state, by the key of what it is multiplied with."""


class RNNVersusLSTM(OmissionWords, TwoNetworks, ReaderFilm):
    """One sentence in two networks, locked in step: what is left of an early word, told by reading once more without it."""

    title = "RNN and LSTM"
    cell_kinds = tuple(NAMES)
    needs = ("states_without",)
    models = ("reviews_rnn", "reviews")
    longest = 20
    follows_a_word = True
    text: ClassVar[str] = "awful service when we went there with the whole family in the summer"

    def construct(self) -> None:
        self.lay_out()
        self.ask()
        self.read_the_words()
        self.read_without()
        self.compare()
        self.explain()
        self.conclude()

    # -- what is followed ------------------------------------------------------------------------------------------------

    @property
    def heading(self) -> str:
        """The kinds of both networks: the title, unless other cells were chosen."""
        names = list(dict.fromkeys(SHORT[self.kind(of)] for of in self.both()))
        return " and ".join(names) if len(names) > 1 else f"Two {names[0]}s"

    @cached_property
    def word(self) -> int:
        """The index of the word that is left out: the one that was asked for, or the one that tells in the first trace."""
        return int(self.trace.lookup("telling_word")) if self.brief.word is None else self.brief.word

    @property
    def late(self) -> range:
        """The indices of the word that is left out and of all that come after it."""
        return range(self.word, self.count)

    def followed(self) -> Reading:
        """Return the word that is left out."""
        return self.value("tokens", self.word)

    # -- the question ----------------------------------------------------------------------------------------------------

    def lay_out(self) -> None:
        """Make the rows and the two lanes."""
        word, at_the_end = self.word, dict.fromkeys(("one", "other", "left", "kept", "made"), self.last)
        self.cast("time", word=word, whole=word, **at_the_end)
        self.cast("source", **dict.fromkeys((*at_the_end, "whole", "new", "mean", "after"), word))
        self.rows = Rows(self.read("tokens"), self.trace.known, theme=self.theme, top=TOP, foot=FOOT, told=[self.word], airy=True)
        longer = max((self.places(of) - STEPS[0] for of in self.both() if not self.carries(of)), default=0)
        unit = unit_for(BARS - DIGIT * longer, np.concatenate([self.measures(of) for of in self.both()]))
        self.lanes = [self.lane(of, unit) for of in self.both()]
        self.ring = ring(self.rows.words[self.word], self.theme, min(self.rows.pitch * 1.1, 0.4))
        self.key = legends(self.frame.legend, theme=self.theme, keys={"values": "signed"})

    def places(self, of: int) -> int:
        """Return with how many decimals factors of steps are printed: where all of them are, somebody may multiply them."""
        return self.step_places(of) if {*self.late[1:]} <= {*self.rows.spoken} else STEPS[0]

    def measures(self, of: int) -> np.ndarray:
        """Return all that a bar of a network's lane is as long as, in percent."""
        keys = ["percents_left", "percents_weighed" if self.weighed(of) else "", "percents_kept" if self.carries(of) else ""]
        return np.concatenate([self.networks[of].lookup(key)[:, self.word] for key in keys if key])

    def carries(self, of: int) -> bool:
        """Whether the cell of a network carries its state, by a gate."""
        return self.networks[of].declared.carried is not None

    def weighed(self, of: int) -> bool:
        """Whether it is known what the weights of a plain cell make of a difference."""
        return not self.carries(of) and self.networks[of].cell_weights is not None

    def lane(self, of: int, unit: float) -> OmissionLane:
        """Return the lane of a network, in which a bar of one percent is ``unit`` long."""
        drawn = self.largest(np.abs(self.networks[of].lookup("state_differences")[:, self.word]).sum(axis=0))
        return OmissionLane(
            partial(self.read, of=of),
            side=2 * of - 1,
            state=self.state(of),
            notation=notation_of(self.networks[of]),
            theme=self.theme,
            rows=self.rows,
            word=self.word,
            name=self.headed(of, drawn),
            units=drawn,
            unit=unit,
            carries=self.carries(of),
            decimals=self.decimals,
        )

    def ask(self) -> None:
        """Show what both hold once they have read the word that is followed; ask who knows it at the end."""
        self.act("the question")
        said = phrase("Who still knows “{word:short}”?", word=self.followed()) if self.word else Phrase(QUESTION, QUESTION)
        headline = settled(said, theme=self.theme, size=self.theme.title, room=ASKED, colour="ink")
        self.headline = kept_for(headline.sit(0, HEADLINE), *([self.word] if self.word else []))
        self.first = [lane.states[self.word] for lane in self.lanes]
        self.first += [lane.verdicts[self.word] for lane in self.lanes if self.word in lane.verdicts]
        for lane in self.lanes:
            self.add(lane.bed, lane.head, lane.state_head, lane.verdict_head)
        self.add(self.ring, *self.rows.words.values(), self.headline, self.key)
        others = [each for time, each in self.rows.words.items() if time != self.word]
        if others:
            self.add(*self.first)
        asked = ". Who knows it at the end?" if others else ", the only word. What did it change?"
        early, later = (others[:1], others[1:]) if len(others) > 1 else ([], others)
        first = [Shade(each, self.theme.dimmed, run_time=LEAD) for each in early]
        with self.beat(f"Two networks have just read “{{word:short}}”{asked}", *first, word=self.followed()) as room:
            few = 0 < len(others) < FEW
            if few:
                self.play(*pointed([cell for lane in self.lanes for cell in lane.states[self.word]], max(room - LEAD, 2.0)))
            for each in later:
                self.play(Shade(each, self.theme.dimmed, run_time=LEAD if few else max(room, 2.4) / len(later)))
            if not others:
                self.play(*(move for lane in self.lanes for move in lane.read_on(self.word, max(room, 2.4))))
        self.admit_strangers(*(word for time, word in self.rows.words.items() if not self.trace.known[time]))

    # -- both read -------------------------------------------------------------------------------------------------------

    def read_the_words(self) -> None:
        """Let both networks read all words, in step, with a verdict after each."""
        self.act("with the word")
        begun = self.word == 0 < self.last
        leaving = [] if begun else [Leave(each, run_time=LEAD / 2) for each in self.first]
        on = "Both read on." if begun else "Both read all words." if self.last else "Both read it."
        with self.beat(f"{on} A word changes the state (a row of numbers); the verdict may follow.", *leaving) as room:
            self.in_step(range(int(begun), self.count), self.long(room), lambda lane, time, each: lane.read_on(time, each))
            self.come_out(0)

    def come_out(self, which: int) -> None:
        """Let the last verdicts with the word, or without it, come out from under the last row."""
        self.play(*(lane.falls(lane.ends[which], self.theme.slow) for lane in self.lanes))

    def again(self) -> Caption:
        """Return what is said of the last verdicts, and that both read once more; and the readings in that."""
        said, fields = self.last_verdicts()
        if self.agree:
            how = "They read again, without it." if self.last else "Without it they have read nothing."
            return f"{said} Because of “{{word:short}}”? {how}", fields | {"word": self.followed()}
        return f"{said} Now without “{{word:short}}”.", fields | {"word": self.followed()}

    # -- without the word ------------------------------------------------------------------------------------------------

    def read_without(self) -> None:
        """Let both networks read the sentence once more, and leave the word out."""
        self.act("without the word")
        out = [self.rows.words[self.word], self.ring]
        gone = [each for lane in self.lanes for each in (*lane.verdicts.values(), lane.verdict_head, lane.state_head)]
        leaving = [Leave(each, run_time=LEAD / 2) for each in (*gone, *out)]
        words = [Shade(each, self.theme.dimmed, run_time=LEAD) for time, each in self.rows.words.items() if time != self.word]
        said, fields = self.again()
        with self.beat(said, *leaving, *words, **fields) as room:
            self.later(*(Appear(each, run_time=self.theme.quick) for lane in self.lanes for each in lane.heads))
            self.in_step(range(self.count), self.long(room), lambda lane, time, each: lane.read_without(time, each))
            self.come_out(1)
        said, fields = self.turned()
        framed = [Appear(lane.turned, run_time=LEAD) for lane in self.lanes if lane.says_otherwise]
        with self.beat(said, *framed, **fields) as room:
            self.point_at_both(max(room, 2.0))

    def point_at_both(self, run_time: float) -> None:
        """Light one network's lane and dim the other one: at first that of who alone says something else without the word.

        What is said otherwise, which has a frame around it, is not dimmed.
        """
        seen = [[*lane.states, *lane.without, *([] if lane.says_otherwise else lane.ends)] for lane in self.lanes]
        first = int(self.lanes[1].says_otherwise and not self.lanes[0].says_otherwise)
        dims, lights = ({"level": level, "run_time": run_time / 2} for level in (self.theme.dimmed, 1.0))
        self.play(*in_turn(seen[1 - first], **dims))
        self.play(*in_turn(seen[first], **dims), *in_turn(seen[1 - first], **lights))

    def turned(self) -> Caption:
        """Return what is said of the last verdicts without the word, and the readings in that."""
        word = {"word": self.followed()}
        turned = [of for of, lane in enumerate(self.lanes) if lane.says_otherwise]
        if len(turned) != 1:
            return f"Without “{{word:short}}”, {'both say something else' if turned else 'both say the same as with it'}.", word
        of = turned[0]
        new = {"new": self.value("verdicts_without", self.word, of=of)}
        return f"Now the {self.name(of)} says “{{new:short}}”; the {self.name(1 - of)} says what it said before.", new

    # -- the difference --------------------------------------------------------------------------------------------------

    def compare(self) -> None:
        """Subtract: let the two states after each word become their difference; then measure it."""
        self.act("the difference")
        with self.moment():
            early = [each for lane in self.lanes for time in range(self.word) for each in (lane.states[time], lane.without[time])]
            leaving = [
                Leave(each, run_time=LEAD / 2) for each in (*early, *(end for lane in self.lanes for end in lane.below_rows))
            ]
            back = [Appear(each, run_time=LEAD) for each in (self.rows.words[self.word], self.ring)]
            both = [each for lane in self.lanes for time in self.late for each in (lane.states[time], lane.without[time])]
            lit = [Shade(each, 1.0, run_time=LEAD) for each in both]
            said = "What differs between the two readings is what “{word:short}” changed. Grey: nothing."
            with self.beat(said, *leaving, *back, *lit, word=self.followed()) as room:
                self.play(*(Appear(lane.minus, run_time=self.theme.quick) for lane in self.lanes))
                long = min(max(room - self.theme.quick, 2.0), 4.2)
                self.in_step(self.late, long, lambda lane, time, each: lane.subtract(time, each))
                heads = [each for lane in self.lanes for each in (*lane.heads, lane.minus)]
                after = [each for lane in self.lanes for each in lane.heads_after]
                self.later(*(Leave(each, window=(0.0, 0.5), run_time=self.theme.quick) for each in heads))
                self.later(*(Appear(each, window=(0.5, 1.0), run_time=self.theme.quick) for each in after))
            own = pointed([lane.differences[self.word] for lane in self.lanes], LEAD)
            with self.beat("How large is it? At “{word:short}” itself it is {whole:0} %.", *own, **self.wholly()) as room:
                self.play(*(move for lane in self.lanes for move in lane.measured(max(room, 2.4))))
                self.later(*(Appear(lane.whole, run_time=self.theme.quick) for lane in self.lanes))
        if self.word < self.last:
            said, fields = self.arrived()
            with self.beat(said, *pointed([lane.bars[self.last] for lane in self.lanes], LEAD), **fields) as room:
                for lane in self.lanes:
                    self.play(lane.falls(lane.figure, max(room / 2, self.theme.beat)))

    def wholly(self) -> dict[str, Reading]:
        """Return the word, and how large its difference is when it is read: all of it."""
        return {"word": self.followed(), "whole": self.value("percents_left", self.word, self.word)}

    # -- why -------------------------------------------------------------------------------------------------------------

    def explain(self) -> None:
        """Make the bars of each network once more, word by word: what is kept of a difference, and what is made anew."""
        self.seen = [[*lane.differences.values(), *lane.bars.values(), lane.figure] for lane in self.lanes]
        if self.word == self.last:
            return
        self.act("why")
        for of in self.both():
            (self.carry if self.carries(of) else self.remake)(of)

    def attended(self, of: int, run_time: float, seen: Sequence[Sequence[VMobject]] = ()) -> list[Shade]:
        """Return the animations that light one network’s lane, and dim the other one: what is ``seen`` of each, or all by now."""
        levels = [1.0 if each == of else self.theme.dimmed for each in self.both()]
        lanes = zip(seen or self.seen, levels, strict=True)
        return [Shade(each, level, run_time=run_time) for some, level in lanes for each in some]

    def remake(self, of: int) -> None:
        """Let each bar of a plain cell be made of the one before: by its weights, and by tanh."""
        lane = self.lanes[of]
        why = Remade(lane, theme=self.theme, weighed=self.weighed(of), decimals=self.places(of))
        old = [lane.bars[time] for time in why.times]
        self.seen[of] = [each for each in self.seen[of] if each not in old]
        gone = [Leave(each, run_time=LEAD / 2) for each in (*old, lane.heads_after[1])]
        with self.beat(self.anew(of), *self.attended(of, LEAD / 2), *gone) as room:
            if why.head is not None:
                self.play(Appear(why.head, run_time=self.theme.quick))
            first, *rest = why.times
            self.play(*why.hop(first, FIRST if rest else max(room, 3.0)))
            if rest:
                self.row_by_row(rest, max(room - FIRST, 3.0), why.hop)
        self.seen[of] += [*old, *why.stretched.values(), *why.factors.values()]
        said, fields = self.all_steps(of)
        with self.beat(said, *pointed([lane.figure], LEAD), **fields) as room:
            self.play(*why.lit(max(room, 2.0)))
        fades = self.networks[of].lookup("mean_effect_factors")[self.word] < 1 < len(why.times)
        if self.weighed(of) and fades:
            with self.beat(ALIKE) as room:
                self.play(*why.lit(max(room, 2.0), back=True))

    def carry(self, of: int) -> None:
        """Let gates keep what they keep of a difference, word by word; then add what later words made."""
        lane, gates = self.lanes[of], KEEPERS[self.networks[of].declared.carried.share]
        why = Carried(lane, theme=self.theme)
        kept, made = (self.value(f"percents_{key}", self.last, self.word, of=of) for key in ("kept", "made"))
        dimmed = [Shade(each, self.theme.dimmed, run_time=LEAD / 2) for each in lane.bars.values()]
        rest = [each for each in self.attended(of, LEAD / 2) if each.mobject not in lane.bars.values()]
        few = "" if self.printed("kept", of) >= HELD else "only "
        much = f"{few}{{kept:{self.decimals}}} %"
        said = f"The {self.name(of)} carries {lane.letter} on: its {gates} alone keep {much} of the difference."
        with self.beat(said, *rest, *dimmed, Leave(lane.heads_after[1], run_time=LEAD / 2), kept=kept) as room:
            self.play(Appear(why.head, run_time=self.theme.quick))
            self.row_by_row(list(why.kept), max(room, 3.0), why.keep)
        much = self.much_made(of)
        said, fields = f"Since the state differs, later words write something else, too: that {much}.", {"made": made}
        with self.beat(said, *pointed([lane.figure], LEAD), **(fields if "{" in much else {})) as room:
            self.play(*why.make(max(room, 2.4)))
        self.seen[of] = [*lane.differences.values(), lane.figure, *why.kept.values(), *why.made.values()]

    def row_by_row(self, times: Sequence[int], run_time: float, moves: Callable[[int, float], list[Animation]]) -> None:
        """Let something happen at some words, one after the other, ever faster."""
        paces = np.linspace(2.4, 0.4, len(times)) if len(times) > 1 else np.ones(len(times))
        for time, pace in zip(times, paces, strict=True):
            self.play(*moves(time, float(run_time * pace / paces.sum())))

    # -- the answer ------------------------------------------------------------------------------------------------------

    def conclude(self) -> None:
        """Light the lane of who still knows the word, or both, and answer the question beside it."""
        self.act("the answer")
        shown = self.lit_again()
        if self.word == self.last:
            windows = (0.1, 0.5), (0.5, 0.9)
            shown = [lane.falls(lane.figure, ANSWER, window=own) for lane, own in zip(self.lanes, windows, strict=True)]
        self.end(self.answer(), *shown, *self.replies(), word=self.followed())

    def lit_again(self) -> list[Animation]:
        """Return the animations that light what is dimmed, row by row; over the one network that knows the word a shade goes."""
        knows = self.knowing()
        rows: dict[int, list[VMobject]] = {}
        for each in (each for of in knows or self.both() for each in self.seen[of]):
            rows.setdefault(round(-100 * float(each.get_y())), []).append(each)
        turns = [(number / len(rows), (number + 1) / len(rows)) for number in range(len(rows))]
        pairs = [(each, own) for own, (_, row) in zip(turns, sorted(rows.items()), strict=True) for each in row]
        if len(knows) != 1:
            return [Shade(each, 1.0, window=own, run_time=ANSWER) for each, own in pairs]
        look: dict[str, Any] = {"rate_func": there_and_back, "run_time": ANSWER}
        return [Shade(each, self.theme.dimmed, window=own, **look) for each, own in pairs]

    def replies(self) -> list[Animation]:
        """Return the animations in which the question makes room for its answer."""
        asked, y = self.headline.phrase, self.headline.baseline + self.headline.cap_height / 2
        for size in (self.headline.style[1], self.theme.caption, self.theme.label):
            row = replied(asked, [self.reply()], y, size=size, theme=self.theme)
            if row[-1].get_right()[0] - row[0].get_left()[0] < self.frame.width:
                break
        question, reply = row
        self.remove(self.headline)
        way = Path(*((float(each.get_x()), float(each.get_y())) for each in (self.headline, question)))
        slide = Slide(question, way, start=float(self.headline.width / question.width), window=(0.0, 0.25), run_time=ANSWER)
        return [slide, Appear(reply, window=(0.25, 0.45), run_time=ANSWER)]
