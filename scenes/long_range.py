"""How far back a network remembers: a near word, a far one, many networks, and a longer gap than they learned."""

from collections.abc import Sequence
from functools import cached_property, partial
from itertools import pairwise
from typing import Any

import numpy as np
from manim import Animation, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.curves import Spot
from scenes.mobjects.leaves import dimmed
from scenes.mobjects.motion import Appear, Leave, Shade
from scenes.mobjects.moves import Travel
from scenes.mobjects.passing import window
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.mobjects.sets.longer_gap import LongerGap
from scenes.mobjects.sets.open_sentence import OpenSentence
from scenes.mobjects.sets.reach_curves import AskedCurves
from scenes.mobjects.sets.recall_lanes import Listener, RecallLanes
from scenes.mobjects.sets.recalled import Recalled
from scenes.mobjects.sets.reply import replied
from scenes.mobjects.sets.study_curves import Traced
from scenes.mobjects.sets.way_back import WayBack
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.wires import Point
from scenes.telling.pace import LEAD
from scenes.telling.recall_words import (
    SAFE,
    SURE,
    Part,
    Reach,
    answered,
    bridge_between,
    bridged,
    bridgers,
    furthest,
    helped,
    kept,
    left_over,
    lesson,
    reach_of,
    spelled,
)
from scenes.telling.recalling import ASKS, FAR, NETWORKS, OWN, RecallFilm
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
OPENS, FOLLOWS = 1.8, 2.4
"""How long it takes until the near sentence is there, and until the far one is in its place, in seconds."""
CHART = Area(-5.1, 4.5, -1.45, 1.6)
"""Where the study is."""
BESIDE = "trained at", "asked at", "words in between"
"""What the numbers below it are, line by line, and what they count."""
DRAWN = 0.2
"""The part of the time in which it is said who recalls in which the line for that comes first."""
LATER = 0.06
"""By how much of the hand-over the next network arrives later."""
CLEAR = 0.3
"""So far above the foot of the chart a network goes in from its side, at least: numbers are below."""
ASKED_AT = 3
"""So many words at the end are read slowly."""
SET_OUT, SETS_OUT, HANDED = 1.9, 0.05, 4.4
"""How many times as large as in the chart the dot of a network is where it sets out; in which part of the time it does; and how
long it is handed over, in seconds."""
ARRIVES, AFTER, UNHANDED = 0.85, 1.0, 1.2
"""When, as a part of that, the last one is there; how long after they set out lanes go; how long it takes without such dots."""
GONE, NAMES, HERE = (0.0, 0.5), (0.5, 0.25), (0.6, 0.4)
"""When lanes go, then their names, and the chart comes, and how long each takes."""
ROUNDED = 0.03
"""By so much at the most another share of sentences is right once a network's numbers were rounded."""
ANSWER, TURNED, LIT, REPLY = 4.4, (0.06, 0.2), (0.1, 0.4), (0.5, 1.0)
"""How long the answer takes to come, in seconds; in which parts of that what it is about comes or is lit, and it itself comes."""
OVERLAP = 0.04
"""In which part of that time what it is about comes while what was there still goes: so the frame is never empty."""
WAY, FADED = Area(-6.65, 6.65, -1.75, 1.6), 0.001
"""Where it is shown how much of a gradient gets back; it fades where of each kind no more than such a share does."""
BACK_SAID = "gradient left in h (LSTM: C), median of {runs:0} untrained"
"""What that is, and in which state."""
OPENING = 1.2
"""How long it takes until it is open who is asked over a longer gap, in seconds."""


class LongRange(RecallFilm):
    """A near sentence and a far one, in three networks; then all networks of a study, by the gap that they were trained at."""

    title = "Long-range memory"

    def construct(self) -> None:
        self.away: list[VMobject] = []
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
        """Return the lanes of all networks that read the sentence of a trace, below the area of a page."""
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
        ending, gap = (self.value(key, of=first) for key in ("ending", "gap"))
        return RecallLanes(self.read("tokens", of=first), ending, gap, listeners, cue, area, theme=self.theme)

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
        with self.beat("The last word hangs on “{cue:short}”, and {gap:0} words lie between.", **fields) as room:
            self.play(*page.leads(max(room, 2.6)))

    # -- two sentences -----------------------------------------------------------------------------------------------------

    def turn(self, coming: Sequence[VMobject], gone: Sequence[VMobject]) -> list[Animation]:
        """Return animations in which things come where others go."""
        going = [Leave(each, window=(0.0, 0.55), run_time=LEAD) for each in gone]
        return [*going, *(Appear(each, window=(0.35, 1.0), run_time=LEAD) for each in coming)]

    def read_near(self) -> None:
        """Let the networks read the near sentence, whose frame and gap are those of the question."""
        self.act("a near clue")
        self.far_page = far = self.page(ASKS, PAGE, largest=LARGEST, hangs=True)
        self.near_page = page = self.page(0, far.area, largest=LARGEST)
        self.read_in = lanes = self.lanes(0, page)
        self.remove(*self.sentence.marks)
        gone = Leave(self.headline, window=(0.0, 0.2), run_time=OPENS)
        opening = [gone, *page.follows(self.sentence, OPENS, ended=False), *lanes.opens(OPENS)]
        says = "Each bar: how likely is “{ending:short}” next? Training only asked that at the end."
        with self.beat(says, *opening, ending=self.value("ending")) as room:
            self.read_on(page, lanes, range(lanes.count), max(room - OPENS + LEAD, 0.65 * lanes.count))
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
        self.act("a far clue")
        near, page = self.read_in, self.far_page
        self.read_in = lanes = self.lanes(ASKS, page)
        self.remove(*self.near_page.marks)
        following = [*page.follows(self.near_page, FOLLOWS, ended=True), *lanes.follows(near, FOLLOWS)]
        cue, last = page.cue, max(lanes.count - ASKED_AT, page.cue + 1)
        says = "“{cue:short}” must be kept for {gap:0} words, until “{ending:short}” is asked for."
        fields = {key: self.value(key, of=ASKS) for key in ("gap", "ending")}
        with self.beat(says, *following, cue=self.value("tokens", cue, of=ASKS), **fields) as room:
            self.read_on(page, lanes, range(cue + 1), max(room - FOLLOWS + LEAD, 2.0))
        with self.moment():
            between, rest = range(cue + 1, last), range(last, lanes.count)
            with self.beat("The words between give no hint of “{cue:short}”.", cue=self.value("tokens", cue, of=ASKS)) as room:
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
        """Let each network that read go to its place among all, by how many new sentences it ends correctly; then the others."""
        self.act("many networks")
        self.chart = chart = self.study_chart()
        self.level = chart.level(self.value("guess", of=ASKS), "guessing")
        self.recalled = Recalled(chart, self.value("seed_count", of=self.traces), theme=self.theme)
        own, lanes = self.own_dots(), self.read_in
        examples = self.value("provenance.examples", of=self.traces)
        self.asked, self.reply = self.headlines()
        long, late = (HANDED, AFTER) if own else (UNHANDED, 0.0)
        leaving, named, here_at = (window(late + start, lasts, long) for start, lasts in (GONE, NAMES, HERE))
        gone = [Leave(each, window=named if each in lanes.names else leaving, run_time=long) for each in self.gone]
        ways = [self.counted(row, dot, lanes.last(row), long) for row, dot in own.items()]
        here = [Appear(each, window=here_at, run_time=long) for each in (chart.frame, self.asked, self.level, *chart.names)]
        says = "One sentence may be luck, so each completes {examples:0} new ones."
        with self.beat(says, *gone, *ways, *here, examples=examples) as room:
            if not own:
                self.play(*chart.falls(0, max(room - long + LEAD, 1.2)))
        count = spelled(len(chart.dots[0][0]))
        with self.beat(f"A dot is a network trained at that gap only: {count} of each kind, side by side.") as room:
            rest = range(ASKS) if own else range(1, ASKS)
            for row in rest:
                self.play(*chart.falls(row, max(room / len(rest), 0.9), but=[*own.values()]))

    def study_chart(self) -> AskedCurves:
        """Return the chart of all networks."""
        trained, asked, unit = BESIDE
        look: dict[str, Any] = {"apart": APART, "step": STEP, "gap": self.learned is not None, "asked": asked, "unit": unit}
        heads = trained, "share of new sentences completed correctly"
        read = partial(self.read, of=self.traces)
        return AskedCurves(read, OWN, "gap", self.rows, CHART, theme=self.theme, heads=heads, middle="median", **look)

    def counted(self, row: int, dot: Spot, start: Point, run_time: float) -> Travel:
        """Return the animation in which a network goes from its last bar over to its column, and there to its share."""
        high, span = max(start[1], self.chart.area.bottom + CLEAR), (SETS_OUT, ARRIVES - LATER * (ASKS - 1 - row))
        way: tuple[Point, ...] = start, (start[0], high), (float(dot.get_x()), high)
        return self.chart.comes(dot, *way, start=SET_OUT, window=span, run_time=run_time)

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

    def furthest(self, *, one_line: bool = False) -> str:
        """Say who recalls across the longest gap, counted if there is room."""
        gap = self.gaps()[-1]
        self.cast("gap", gap=gap.index[0])
        reaches = {str(row.name): self.reaches(number)[-1] for number, row in enumerate(self.rows)}
        builds = [furthest(reaches), *(furthest(reaches, short=True, plain=plain) for plain in (False, True))]
        lines = 1 if one_line else 2
        return next((each for each in builds if len(self._new_caption(phrase(each, gap=gap))) <= lines), builds[-1])

    def judge(self) -> None:
        """Draw the line that networks must reach, and say gap by gap how many do: they recall."""
        chart, recalled = self.chart, self.recalled
        with self.beat(self.furthest(), gap=self.gaps()[-1]) as room:
            long, first = max(room, 3.6), DRAWN
            marks = [Appear(each, window=(0.0, first), run_time=long) for each in (recalled.line, recalled.head)]
            ends = np.linspace(first, 1.0, len(chart.along) + 1).tolist()
            told = [each for at, span in enumerate(pairwise(ends)) for each in recalled.tells(at, span, long)]
            self.play(*marks, *told)

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
        read = partial(self.read, of=self.traces)
        self.further = further = LongerGap(self.chart, self.recalled, read, self.learned, FAR, theme=self.theme)
        gone = [Leave(each, window=(0.0, 0.5), run_time=OPENING) for each in self.aside()]
        who = [row for row, each in enumerate(self.bridging) if each.how in ("sure", "mostly")]
        with self.beat("Those trained at {near:0} words now get gaps of {gap:0}.", **fields) as room:
            self.play(*gone, *further.opens(OPENING, (0.4, 0.9)))
            for row in who:
                self.play(*further.leap(further.runs([row], lit=True), max((room - OPENING) / len(who), 1.3)))
        own, across = (np.array([self.study.lookup(key)[row.place][self.learned] for row in self.rows]) for key in (OWN, FAR))
        with self.beat(kept(self.names, own, across), **fields) as room:
            others = further.runs([row for row in range(len(self.rows)) if row not in who], lit=True)
            rest = further.runs(range(len(self.rows)), lit=False)
            turns = [each for each in (others, rest) if each]
            for each in turns:
                self.play(*further.leap(each, max(0.7 * room / len(turns), 1.2)))
            self.play(*further.counted(max(0.3 * room, 0.8), (0.0, 1.0)))
        self.compare(fields)

    def compare(self, fields: dict[str, Reading]) -> None:
        """Say of the kind that training over the shorter gap helps the most how it does across the longest, and how otherwise."""
        own = [self.reaches(row)[-1] for row in range(len(self.rows))]
        self.told = helped(self.bridging, own)
        says = bridged(str(self.rows[self.told].name), self.bridging[self.told], own[self.told])
        with self.beat(says, **fields) as room:
            self.play(*self.further.tells(self.told, max(room, 3.0)))

    def go_back(self) -> None:
        """Show how much of a gradient gets back over the gap that was learned, and over the longest, if over that it fades."""
        near, far = (None, None) if self.learned is None else map(self.distance, (self.learned, len(self.chart.along) - 1))
        if near is None or far is None or max(float(row[far].value) for row in self.returned(far)) > FADED:
            return
        self.act("why")
        way, every = self.way_back(near, far), range(len(self.rows))
        kept = {id(each) for each in (self._title, self._header, self._caption, self.asked, *self.chart.names)}
        self.away = [each for each in self.mobjects if isinstance(each, VMobject) and id(each) not in kept]
        with self.beat(
            "Why? Networks learn from a gradient, which fades on its way back.",
            *self.turn([way.frame, way.said], self.away),
        ) as room:
            dimmed([each for row in every for each in self.further.bright(row)], 1.0)
            names = [Shade(each, 1.0, window=(0.0, 0.12), run_time=max(room, 3.0)) for each in self.chart.names]
            self.play(*names, *way.goes(0, max(room, 3.0)))
        self.back, own = way, [self.reaches(row)[-1] for row in every]
        shares = [float(row[far].value) for row in self.returned(far)]
        with self.beat(left_over(self.names, shares, own), far=self.value("distance", far, of=self.traces + 1)) as room:
            self.play(*way.goes(1, max(0.75 * room, 2.4)))
            self.play(*way.counted(max(0.25 * room, 0.8)))

    def way_back(self, near: int, far: int) -> WayBack:
        """Return what is left of a gradient on its way back, with how many learned over the longest gap."""
        of, last = self.traces + 1, len(self.chart.along) - 1
        runs = self.value("seed_count", of=self.traces)
        said = phrase("of {runs:0} learned this gap", runs=runs)
        learned = [([dot.reading for dot in row[last]], said) for row in self.chart.dots]
        distances = [self.value("distance", at, of=of) for at in range(far + 1)]
        back = phrase(BACK_SAID, runs=self.value("seed_count", of=of))
        return WayBack(self.rows, distances, self.returned(far), (near, far), learned, WAY, said=back, theme=self.theme)

    def origin(self) -> Phrase:
        """Return where the numbers come from: also those of gradients, if they were shown."""
        shown = len(self.brief.traces) if self.away else self.traces + 1
        return origin_of(self.brief.traces[:shown], self.value, self.weakness(), brief=True)

    @property
    def bridging(self) -> list[Reach]:
        """How the networks of each kind do over the longest gap that learned over the shorter one."""
        return [self.reaches(row, FAR)[self.learned or 0] for row in range(len(self.rows))]

    def aside(self) -> list[VMobject]:
        """Return what of the chart goes where others are asked: what there is of all gaps but two."""
        chart, last = self.chart, len(self.chart.along) - 1
        gone = [at for at in range(last) if at != self.learned]
        dots = [dot for row in chart.dots for at in gone for dot in row[at]]
        counts = [row[at] for row in self.recalled.counts for at in gone]
        return [*dots, *counts, *(each for at in gone for each in chart.under[at])]

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
            names = [str(row.name) for row in self.rows]
            replies = [Appear(each, window=REPLY, run_time=ANSWER) for each in self.reply]
            self.end(lesson(names, self.bridging), *self.shown_again(), *replies)
            return
        coming = [each for pair in zip(self.reply, self.marks(), strict=True) for each in pair if each is not None]
        ends = np.linspace(0.0, 1.0, len(coming) + 1).tolist()
        shown = [Appear(each, window=own, run_time=ANSWER) for each, own in zip(coming, pairwise(ends), strict=True)]
        self.end(self.furthest(one_line=True), *shown, gap=self.gaps()[-1])

    def shown_again(self) -> list[Animation]:
        """Return animations in which what the answer is about is seen again, the kinds that bridge the longest gap lit."""
        further, who = self.further, [row for row, each in enumerate(self.bridging) if each.how in ("sure", "mostly")]
        if not self.away:
            return further.lights(who, ANSWER, LIT)
        rest = [row for row in range(len(self.rows)) if row not in who]
        names = [Shade(self.chart.names[row], self.theme.dimmed, window=TURNED, run_time=ANSWER) for row in rest]
        dimmed([each for row in rest for each in further.bright(row)], self.theme.dimmed)
        gone = [Leave(each, window=(0.0, TURNED[0] + OVERLAP), run_time=ANSWER) for each in self.back.everything]
        return [*gone, *names, *(Appear(each, window=TURNED, run_time=ANSWER) for each in self.away)]
