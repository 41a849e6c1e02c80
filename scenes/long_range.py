"""How far back a network remembers: a near word, a far one, many networks, and a longer gap than they learned."""

from collections.abc import Sequence
from functools import cached_property, partial
from itertools import pairwise
from typing import Any

import numpy as np
from manim import Animation, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.curves import Spot
from scenes.mobjects.motion import Appear, Leave, Shade
from scenes.mobjects.moves import Travel
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Caption, Phrase, Reading, phrase
from scenes.mobjects.sets.longer_gap import LongerGap
from scenes.mobjects.sets.noughts import Noughts
from scenes.mobjects.sets.open_sentence import OpenSentence
from scenes.mobjects.sets.reach_curves import ReachCurves
from scenes.mobjects.sets.recall_lanes import Listener, RecallLanes
from scenes.mobjects.sets.reply import replied
from scenes.mobjects.sets.study_curves import Traced
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.wires import Point
from scenes.telling.bias_words import MOMENT
from scenes.telling.pace import LEAD
from scenes.telling.recall_words import (
    CLOSE,
    RECALL,
    SAFE,
    SURE,
    Part,
    Reach,
    answered,
    bridge_between,
    bridged,
    bridgers,
    ended,
    furthest,
    helped,
    kept_unseen,
    lesson,
    reach_of,
)
from scenes.telling.recalling import ASKS, BACK, FAR, NETWORKS, OWN, RecallFilm
from scenes.telling.source import origin_of

QUESTION = "How far back can it remember?"
HEADLINE, ABOVE, ASKED = 2.45, 2.82, 0.95
"""How high the question stands, at first and above the chart; how large it is there, in titles."""
APART, STEP = 0.7, 0.115
"""How far apart kinds of networks are at a gap, and the dots of one kind: frames around some are to hold no others."""
LARGE, PAGE, LANES, BELOW = Area(-6.4, 6.4, -2.5, 1.9), Area(-6.6, 6.6, 1.4, 3.2), Area(-4.95, 4.2, -2.5, 3.0), 0.12
"""Where the sentence is at first, where it is when it is read, and where lanes are then; how far these are below it at least."""
LARGEST = 36
"""The size of the words of a sentence that is read, at the most."""
CHART = Area(-5.5, 4.55, -1.85, 1.6)
"""Where the study is."""
LATER = 0.06
"""By how much of the hand-over the next network arrives later."""
CLEAR = 0.3
"""So far above the foot of the chart a network goes in from its side, at least: numbers are below."""
ASKED_AT = 3
"""So many words at the end are read slowly."""
SET_OUT, SETS_OUT, HANDED = 1.9, 0.04, 3.6
"""How many times as large as in the chart the dot of a network is where it sets out; in which part of the time it does; and how
long it is handed over, in seconds."""
ROUNDED = 0.03
"""By so much at the most another share of sentences is right once a network's numbers were rounded."""
ANSWER, REPLY, LIT_REPLY = 3.6, ((0.0, 0.3), (0.3, 0.6)), ((0.0, 0.4), (0.6, 1.0))
"""How long the answer takes to come, in seconds; in which parts of that its own two parts come, and where nothing else does."""
TABLE, FADED = Area(-6.4, 6.4, -2.2, 2.2), 0.001
"""Where it is written out how much of a gradient gets back; it fades where of each kind no more than such a share does."""
BACK_SAID = "gradient in C or h, relative to that at the last word (median of the networks)"
"""What that is."""
OPENING = 1.8
"""How long it takes until it is open who is asked over a longer gap, in seconds."""


class LongRange(RecallFilm):
    """A near sentence and a far one, in three networks; then all networks of a study, by the gap that they were trained at."""

    title = "Long-range memory"
    lit = False

    def construct(self) -> None:
        self.ask()
        self.read_near()
        self.read_far()
        self.lay_out()
        self.judge()
        self.ask_further()
        self.go_back()
        self.conclude()

    # -- what is told of ---------------------------------------------------------------------------------------------------

    def page(self, first: int, area: Area, **look: Any) -> OpenSentence:
        """Return the sentence of a trace."""
        words, ending = self.read("tokens", of=first), self.value("ending", of=first)
        cue = int(self.brief.runs[first].lookup("cue"))
        return OpenSentence(words, cue, ending, area, theme=self.theme, **look)

    def lanes(self, first: int, page: OpenSentence) -> RecallLanes:
        """Return the lanes of all networks that read the sentence of a trace, below that."""
        area = LANES.inset(top=LANES.top - page.area.bottom + BELOW)
        trace = self.brief.runs[first]
        last, listeners = len(trace.given) - 1, list[Listener]()
        for of, (name, role) in enumerate(NETWORKS.values(), first):
            listeners.append(
                Listener(
                    self.value("cell_kind", of=of),
                    name,
                    role,
                    self.read("ending_probabilities", of=of),
                    self.value("verdicts", last, of=of),
                    self.value("verdict_probabilities", last, of=of),
                    bool(self.brief.runs[of].lookup("is_right")),
                )
            )
        cue = int(trace.lookup("cue"))
        ending = self.value("ending", of=first)
        return RecallLanes(self.read("tokens", of=first), ending, listeners, cue, area, theme=self.theme)

    def verdict(self, first: int) -> Caption:
        """Return who ends the sentence of a trace rightly."""
        runs = self.brief.runs[first : first + ASKS]
        right = [bool(trace.lookup("is_right")) for trace in runs]
        fields, torn = {"gap": self.value("gap", of=first), "ending": self.value("ending", of=first)}, [False] * ASKS
        last = len(runs[0].given) - 1
        for number in (number for number, each in enumerate(right) if not each):
            keys = {"said": "verdicts", "share": "verdict_probabilities", "own": "ending_probabilities"}
            own = {name: self.value(key, last, of=first + number) for name, key in keys.items()}
            torn[number] = float(own["share"].value) - float(own["own"].value) <= CLOSE
            fields |= {f"{name}{number}": each for name, each in own.items()}
        said = {str(trace.lookup("verdicts")[last]) for trace in runs if not trace.lookup("is_right")}
        says = ended(self.names, right, torn, alike=len(said) == 1)
        return says, {name: each for name, each in fields.items() if f"{{{name}:" in says}

    def unseen(self, times: range) -> str | None:
        """Return who keeps what matters though its bars are low after some words, if anyone does."""
        runs = self.brief.runs[ASKS : 2 * ASKS]
        shares = [trace.lookup("ending_probabilities")[times.start : times.stop] for trace in runs]
        return kept_unseen(self.names, shares, [bool(trace.lookup("is_right")) for trace in runs])

    # -- the question ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show the far sentence, and ask for its last word."""
        self.act("the question")
        said = Label(QUESTION, theme=self.theme, size=1.5 * self.theme.title, weight=BOLD)
        self.headline = stays(said.sit(0, HEADLINE))
        self.sentence = page = self.page(ASKS, LARGE)
        self.add(self.headline, *page.everything)
        self.cast("time", cue=page.cue)
        fields = {"cue": self.value("tokens", page.cue, of=ASKS), "gap": self.value("gap", of=ASKS)}
        with self.beat(
            "The last word hangs on “{cue:short}”, and {gap:0} words lie between.", *page.dimmed(LEAD), **fields
        ) as room:
            self.play(*page.read(range(len(page.words)), max(room, 2.6))[:-1])

    # -- two sentences -----------------------------------------------------------------------------------------------------

    def turn(self, coming: Sequence[VMobject], gone: Sequence[VMobject]) -> list[Animation]:
        """Return animations in which things come where others go."""
        going = [Leave(each, window=(0.0, 0.5), run_time=LEAD) for each in gone]
        return [*going, *(Appear(each, window=(0.5, 1.0), run_time=LEAD) for each in coming)]

    def open(self, first: int, gone: Sequence[VMobject]) -> tuple[OpenSentence, RecallLanes]:
        """Make a sentence and its lanes; they come with the next caption, in place of what is there."""
        page = self.page(first, PAGE, largest=LARGEST, hangs=True)
        self.read_in = lanes = self.lanes(first, page)
        for word in page.words:
            for leaf in word.family_members_with_points():
                leaf.set_opacity(1)
        self.later(*self.turn([lanes.frame, *lanes.names, *page.words, page.gap], gone))
        return page, lanes

    def read_near(self) -> None:
        """Let the networks read the near sentence."""
        self.act("a near word")
        page, lanes = self.open(0, [self.headline, *self.sentence.everything])
        says = "First, one with a near end. Each bar: how likely is “{ending:short}” next?"
        with self.beat(says, ending=self.value("ending")) as room:
            self.play(*page.dimmed(self.theme.quick))
            times = range(lanes.count)
            run_time = max(room, 0.65 * lanes.count)
            self.play(*page.read(times, run_time), *lanes.read(times, run_time))
        self.tell(0, page, lanes)

    def tell(self, first: int, page: OpenSentence, lanes: RecallLanes) -> None:
        """Say what the networks say at the end."""
        says, fields = self.verdict(first)
        with self.beat(says, **fields) as room:
            self.play(*lanes.tell(max(0.6 * room, 1.2)))
            self.play(*page.end(max(0.4 * room, 0.8)))
        self.gone = [*lanes.everything, *page.words, page.around, page.line, page.ending]

    def read_far(self) -> None:
        """Let the networks read the far sentence: up to the word that matters, through those between, and to the end."""
        self.act("a far word")
        page, lanes = self.open(ASKS, self.gone)
        cue, last = page.cue, max(lanes.count - ASKED_AT, page.cue + 1)
        says = "“{cue:short}” must be kept for {gap:0} words, until “{ending:short}” is asked for."
        fields = {key: self.value(key, of=ASKS) for key in ("gap", "ending")}
        with self.beat(says, cue=self.value("tokens", cue, of=ASKS), **fields) as room:
            self.play(*page.dimmed(self.theme.quick))
            self.read_on(page, lanes, range(cue + 1), max(room, 2.5))
        with self.moment():
            between, rest = range(cue + 1, last), range(last, lanes.count)
            with self.beat("The words between say nothing of “{cue:short}”.", cue=self.value("tokens", cue, of=ASKS)) as room:
                if between:
                    self.read_on(page, lanes, between, max(room, 3.2))
            unseen = self.unseen(between)
            asked = {} if unseen else {"ending": fields["ending"]}
            with self.beat(unseen or "Now “{ending:short}” is asked for. Does its bar rise?", **asked) as room:
                if rest:
                    self.read_on(page, lanes, rest, max(room, 1.5))
        self.tell(ASKS, page, lanes)

    def read_on(self, page: OpenSentence, lanes: RecallLanes, times: range, run_time: float) -> None:
        """Let some words be read."""
        self.play(*page.read(times, run_time), *lanes.read(times, run_time))

    # -- many networks -----------------------------------------------------------------------------------------------------

    @cached_property
    def rows(self) -> list[Traced]:
        """The kinds of networks that the chart shows: those that read."""
        made = []
        for kind, (name, role) in NETWORKS.items():
            place = self.study.index(OWN, task="recall", cell=kind)
            made.append(Traced(place, self.value("cell", place[1], of=self.traces), name, role))
        return made

    def lay_out(self) -> None:
        """Let each network that read go to its place among all, by how many new sentences it ends rightly; then the others."""
        self.act("many sentences")
        heads = "words in between", "share of new sentences ended rightly"
        read = partial(self.read, of=self.traces)
        near: dict[str, Any] = {"apart": APART, "step": STEP, "gap": self.learned is not None}
        self.chart = chart = ReachCurves(read, OWN, "gap", self.rows, CHART, theme=self.theme, heads=heads, **near)
        self.level = chart.level(self.value("guess", of=ASKS), "guessing")
        own, lanes = self.own_dots(), self.read_in
        examples = self.value("provenance.examples", of=self.traces)
        self.asked, self.reply = self.headlines()
        with self.beat("One sentence may be luck: so each ends {examples:0} more.", examples=examples) as room:
            long = max(room, HANDED) if own else HANDED / 2
            gone = [Leave(each, window=(0.0, 0.14), run_time=long) for each in self.gone]
            ways = [self.counted(row, dot, lanes.beside(row), long) for row, dot in own.items()]
            here = [Appear(each, window=(0.14, 0.24), run_time=long) for each in (chart.frame, self.asked)]
            self.play(*gone, *ways, *here, Appear(self.level, window=(0.4, 0.5), run_time=long))
            if not own:
                self.play(*chart.falls(0, 1.2))
        with self.beat("Each dot is one network that learned at that gap, and at no other.") as room:
            rest = range(ASKS) if own else range(1, ASKS)
            long = max(room / len(rest), 0.9)
            for row in rest:
                self.play(*chart.falls(row, long, but=[*own.values()]))

    def counted(self, row: int, dot: Spot, start: Point, run_time: float) -> Travel:
        """Return the animation in which a network goes from beside its name to its column, and there to its share."""
        high, window = max(start[1], self.chart.area.bottom + CLEAR), (SETS_OUT, 0.88 + LATER * row)
        way: tuple[Point, ...] = start, (start[0], high), (float(dot.get_x()), high)
        return self.chart.comes(dot, *way, start=SET_OUT, window=window, run_time=run_time)

    def own_dots(self) -> dict[int, Spot]:
        """Return the dots of the networks that read, by row: of those that are of the study, bundled ones rounded since."""
        found: dict[int, Spot] = {}
        gaps, seeds = ([*self.study.lookup(name).tolist()] for name in ("gap", "seed"))
        for row, trace in enumerate(self.brief.runs[ASKS:]):
            source: Any = trace.provenance
            gap, seed = trace.lookup("gap"), getattr(source, "seed", None)
            if gap in gaps and seed in seeds:
                dot = self.chart.dots[row][gaps.index(gap)][seeds.index(seed)]
                if abs(float(dot.reading.value) - source.score) <= ROUNDED:
                    found[row] = dot
        return found

    def reaches(self, row: int, key: str = OWN) -> list[Reach]:
        """Return how the networks of a row do at each gap that was learned, by the rule: over that, or over another one."""
        guess = float(self.value("guess", of=ASKS).value)
        shares = self.study.lookup(key)[self.rows[row].place]
        return [reach_of(each, guess) for each in shares]

    def gaps(self) -> list[Reading]:
        """Return the gaps."""
        return [*self.read("gap", of=self.traces).flat()]

    def furthest(self, *, one_line: bool = False) -> str:
        """Say who recalls across the longest gap, counted if there is room."""
        gap = self.gaps()[-1]
        self.cast("gap", gap=gap.index[0])
        reaches = {str(row.name): self.reaches(number)[-1] for number, row in enumerate(self.rows)}
        builds = [furthest(reaches), *(furthest(reaches, short=True, plain=plain) for plain in (False, True))]
        lines = 1 if one_line else 2
        return next((each for each in builds if len(self._new_caption(phrase(each, gap=gap))) <= lines), builds[-1])

    def judge(self) -> None:
        """Draw the line of each kind and the bars in which its networks lie, and say how far back they remember."""
        self.act("many networks")
        with self.beat(self.furthest(), gap=self.gaps()[-1]) as room:
            long = max(room, 4.5) / len(self.rows)
            for row in range(len(self.rows)):
                self.play(*self.chart.draws(row, 0.6 * long))
                self.play(*self.chart.spreads(row, 0.4 * long))

    # -- a longer gap than that which was learned --------------------------------------------------------------------------

    @cached_property
    def learned(self) -> int | None:
        """The number of the gap from which the longest is bridged, by the rule; None if it is not."""
        own, far = (np.array([self.study.lookup(key)[row.place] for row in self.rows]) for key in (OWN, FAR))
        return bridge_between(own, far)

    def ask_further(self) -> None:
        """Ask those that learned over a shorter gap over the longest one, beside those that learned over that."""
        if self.learned is None:
            return
        self.act("a longer gap")
        near, far = (self.value("gap", at, of=self.traces) for at in (self.learned, len(self.chart.along) - 1))
        fields = {"near": near, "gap": far}
        self.cast("gap", near=near.index[0], gap=far.index[0])
        self.further = further = LongerGap(self.chart, partial(self.read, of=self.traces), self.learned, FAR, theme=self.theme)
        gone = [Leave(each, window=(0.0, 0.4), run_time=OPENING) for each in self.aside()]
        with self.beat("Those that learned at {near:0} words now get gaps of {gap:0}.", **fields) as room:
            self.play(*gone, *further.opens(OPENING, (0.4, 0.8)))
            turns = len(self.rows)
            for row in range(turns):
                self.play(*further.asks(row, (0.0, 1.0), max((room - OPENING) / turns, 1.0)))
        own = [self.reaches(row)[-1] for row in range(turns)]
        self.told = helped(self.bridging, own)
        says = bridged(str(self.rows[self.told].name), self.bridging[self.told], own[self.told])
        with self.beat(says, **fields) as room:
            self.play(*further.tells(self.told, SURE, RECALL, max(room, 3.0)))

    def go_back(self) -> None:
        """Say how much of a gradient gets back over the gap that was learned, and over the longest, if over that it fades."""
        near, far = (None, None) if self.learned is None else map(self.distance, (self.learned, len(self.chart.along) - 1))
        if near is None or far is None or max(float(row[1].value) for row in self.returned(near, far)) > FADED:
            return
        self.act("why")
        of = self.traces + 1
        distances = [self.value("distance", at, of=of) for at in (near, far)]
        kept = {id(each) for each in (self._title, self._header, self._caption, self.asked)}
        here = [each for each in self.mobjects if isinstance(each, VMobject) and id(each) not in kept]
        table = Noughts(
            self.rows, distances, self.returned(near, far), TABLE, said=BACK_SAID, source=self.measured(of), theme=self.theme
        )
        coming = [table.said, table.source, table.rules, *table.names]
        with self.beat(
            "Why? Look before training: so much of a gradient gets {near:0} words back.",
            *self.turn(coming, here),
            near=distances[0],
        ) as room:
            self.play(*table.tells(0, max(room, 2.4)))
        with self.beat(
            "{far:0} back almost nothing is left to learn from; if that is all, was not measured.", far=distances[1]
        ) as room:
            self.play(*table.tells(1, max(room, 3.0)))
        says = "A network that has learned to keep a word over {near:0} can keep it over {far:0}."
        fields = {"near": distances[0], "far": distances[1]}
        with self.beat(says, *self.turn(here, [table.everything]), **fields) as room:
            self.play(*self.further.lights(self.told, SURE, max(room, 3.0)))
        self.lit = True

    def measured(self, of: int) -> Phrase:
        """Return how a study was measured, where it is shown."""
        names = ("command", "date", "machine")
        return phrase("{command} · {date}, {machine}", **{name: self.value(f"provenance.{name}", of=of) for name in names})

    def origin(self) -> Phrase:
        """Return where the numbers of the end come from: those of gradients have it said where they are shown."""
        return origin_of(self.brief.traces[: self.traces + 1], self.value, self.weakness())

    def distance(self, gap: int) -> int | None:
        """Return the number of the distance of gradients that is as long as a gap, by its number; None without one."""
        found = [*map(float, self.brief.studies[1].lookup("distance"))]
        long = float(self.gaps()[gap].value)
        return found.index(long) if long in found else None

    def returned(self, *distances: int) -> list[list[Reading]]:
        """Return by row how much of a gradient gets back so far before training, at some distances, by their numbers."""
        study, of = self.brief.studies[1], self.traces + 1
        places = [study.index(BACK, cell=kind, moment=MOMENT) for kind in NETWORKS]
        return [[self.value(f"{BACK}_median", *place, at, of=of) for at in distances] for place in places]

    @property
    def bridging(self) -> list[Reach]:
        """How the networks of each kind do over the longest gap that learned over the shorter one."""
        return [self.reaches(row, FAR)[self.learned or 0] for row in range(len(self.rows))]

    def aside(self) -> list[VMobject]:
        """Return what of the chart goes where others are asked: lines with their names, bars, and dots at all gaps but two."""
        chart, last = self.chart, len(self.chart.along) - 1
        dots = [dot for row in chart.dots for at, some in enumerate(row) if at not in (self.learned, last) for dot in some]
        return [*chart.below, *chart.lines, *chart.leaders.values(), *chart.names, *chart.bars, *dots]

    # -- the answer --------------------------------------------------------------------------------------------------------

    def headlines(self) -> tuple[Label, list[Label]]:
        """Return the question, and beside it the parts of the answer in a few words."""
        if self.learned is None:
            self.parts = answered([self.reaches(row) for row in range(len(self.rows))])
        else:
            names = [str(row.name) for row in self.rows]
            who = bridgers(names, self.bridging)
            whose = "" if len(who) == len(names) else f"{', '.join(who)}: "
            far = Part(f"{whose}{{gap:0}} words,", len(self.chart.along) - 1)
            self.parts = [far, Part("if trained at {gap:0}.", self.learned)]
        gaps = self.gaps()
        says = [phrase(each.says, gap=gaps[each.gap]) for each in self.parts]
        asked, *reply = replied(QUESTION, says, ABOVE, size=ASKED * self.theme.title, theme=self.theme)
        return stays(asked), [self.held(each, part.gap) for each, part in zip(reply, self.parts, strict=True)]

    def held(self, label: Label, gap: int) -> Label:
        """Return a label whose place is that of one gap, by its number."""
        places: dict[tuple[int, ...], tuple[float, float]] = {(gap,): (float(label.get_left()[0]), ABOVE)}
        return placed(label, lambda index: places[index], -1)

    def marks(self) -> list[VGroup | None]:
        """Return by part of the answer frames around the dots that it is about; None if that is none."""
        return [self.mark(part) if part.mark else None for part in self.parts]

    def mark(self, part: Part) -> VGroup:
        """Return frames around the dots that a part of the answer is about."""
        reaches = [self.reaches(row)[part.gap] for row in range(len(self.rows))]
        rows = [row for row, each in enumerate(reaches) if (each.how == "sure" if part.mark == SAFE else each.sure)]
        return self.chart.marked(part.gap, rows, SURE, part.mark)

    def conclude(self) -> None:
        """Answer beside the question, mark in the chart what that is about, and say who recalls across the largest gap."""
        self.act("the answer")
        if self.learned is not None:
            says = lesson([str(row.name) for row in self.rows], self.bridging)
            windows = LIT_REPLY if self.lit else REPLY
            replies = [Appear(each, window=own, run_time=ANSWER) for each, own in zip(self.reply, windows, strict=True)]
            lights = [] if self.lit else self.further.lights(self.told, SURE, ANSWER)
            self.end(says, *lights, *replies)
            return
        gone: list[Animation] = [Leave(each, window=(0.0, 0.25), run_time=ANSWER) for each in self.chart.bars]
        gone += [Shade(line, self.theme.dimmed, window=(0.0, 0.25), run_time=ANSWER) for line in self.chart.lines]
        coming = [each for pair in zip(self.reply, self.marks(), strict=True) for each in pair if each is not None]
        ends = [0.25 + 0.75 * turn / len(coming) for turn in range(len(coming) + 1)]
        shown = [Appear(each, window=own, run_time=ANSWER) for each, own in zip(coming, pairwise(ends), strict=True)]
        self.end(self.furthest(one_line=True), *gone, *shown, gap=self.gaps()[-1])
