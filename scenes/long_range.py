"""How far back a network remembers: a near word, a far one, many networks, and a longer gap than they learned."""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from manim import Animation, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.curves import Spot
from scenes.mobjects.motion import Appear, Leave
from scenes.mobjects.moves import Grow, Path, Travel
from scenes.mobjects.passing import in_turn, window
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Phrase, phrase
from scenes.mobjects.sets.fading import Fading
from scenes.mobjects.sets.open_sentence import OpenSentence
from scenes.mobjects.sets.recall_lanes import Listener, RecallLanes
from scenes.mobjects.sets.reply import replied
from scenes.mobjects.sets.run_chart import RunChart, Traced
from scenes.mobjects.sets.run_dots import RunDots, Sizes
from scenes.mobjects.shifts import pointed
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.wires import Point
from scenes.telling.pace import LEAD
from scenes.telling.recall_words import (
    Part,
    Reach,
    answered,
    bridge_between,
    bridged,
    bridgers,
    furthest,
    helped,
    left_over,
    lesson,
    reach_of,
    spelled,
)
from scenes.telling.recalling import ASKS, FAR, NETWORKS, OWN, RecallFilm
from scenes.telling.source import origin_of

QUESTION = "How far back can it remember?"
HEADLINE, ABOVE, ASKED = 2.45, 2.96, 0.95
"""How high the question stands, at first and above the chart; how large it is there, in titles."""
LARGE, PAGE, LANES, BELOW = Area(-6.4, 6.4, -2.5, 1.9), Area(-6.6, 6.6, 1.4, 3.2), Area(-4.95, 4.2, -2.5, 3.0), 0.12
"""Where the sentence is at first, where it is when it is read, and where lanes are then; how far these are below it at least."""
LARGEST = 36
"""The size of the words of a sentence that is read, at the most."""
OPENS, FOLLOWS = 1.8, 2.4
"""How long it takes until the near sentence is there, and until the far one is in its place, in seconds."""
CHART, SMALL, LARGE_DOTS = Area(-5.0, 6.6, -1.2, 1.92), Sizes(1.15, 0.2, 0.09, 26), Sizes(1.75, 0.29, 0.13, 30)
"""Where the study is; and how large dots are there where all gaps are shown, and where two are."""
HEAD, BETWEEN = "share of new sentences completed", ("{near:0} words between",)
ASKED_NOW = "trained at {near:0},", "asked at {gap:0}"
"""What is measured; what is said below a gap, and below the longest one where others are asked over that, too."""
DRAWN = 0.2
"""The part of the time in which it is said who recalls in which the line for that comes first."""
LATER = 0.06
"""By how much of the hand-over the next network arrives later."""
CLEAR = 0.3
"""So far above the foot of the chart a network goes in from its side, at least: names are below."""
ASKED_AT = 3
"""So many words at the end are read slowly."""
SET_OUT, SETS_OUT, HANDED = 1.3, 0.05, 4.4
"""How many times as large as in the chart the dot of a network is where it sets out; in which part of the time it does; and how
long it is handed over, in seconds."""
ARRIVES, AFTER, UNHANDED = 0.85, 1.0, 1.2
"""When, as a part of that, the last one is there; how long after they set out lanes go; how long it takes without such dots."""
GONE, NAMES, HERE = (0.0, 0.5), (0.5, 0.25), (0.6, 0.4)
"""When lanes go, then their names, and the chart comes, and how long each takes."""
ROUNDED = 0.03
"""By so much at the most another share of sentences is right once a network's numbers were rounded."""
MOVED, FRAMED = (0.35, 1.0), (0.8, 1.0)
"""When two panels become large, after others went; and when, as it is said who recalls, frames come around that."""
ANSWER, TURNED, GROWN, REPLIED = 4.4, (0.06, 0.2), (0.0, 0.5), 0.9
"""How long the answer takes to come, in seconds; in which parts of that what it is about comes, and a gap grows once more; when
all of the answer is there."""
OVERLAP = 0.04
"""In which part of that time what it is about comes while what was there still goes: so the frame is never empty."""
FADED = 0.001
"""It is shown how much of a gradient gets back where of each kind no more than such a share does over the longest gap."""
BACK_SAID, WORDS_BACK = "gradient left in h (LSTM: C) before training, median of {runs:0}", "{far:0} words back"
LEARNED = "learned"
"""What that is, and in which state; how far back; and what is counted there."""


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
            with self.beat("Now “{ending:short}” is asked for. Does its bar rise?", ending=fields["ending"]) as room:
                if rest:
                    self.read_on(page, lanes, rest, max(room, 1.5))
        self.tell(ASKS, page, lanes)
        self.tell_unseen(page, lanes, between)

    def tell_unseen(self, page: OpenSentence, lanes: RecallLanes, times: range) -> None:
        """Say who kept the word though its bars were low at some times, if anyone did: word by word they light up once more."""
        says, rows = self.unseen(times)
        if says is None:
            return
        with self.beat(says) as room:
            bars, long = zip(*(lanes.bars[row][times.start :] for row in rows), strict=True), max(0.6 * room, 2.4)
            lit = in_turn([VGroup(*each) for each in bars], 1.0, run_time=long)
            self.play(*lit, *pointed(page.words[times.start :], long))
            self.play(*pointed([each[row] for row in rows for each in (lanes.names, lanes.said)], max(0.4 * room, 1.6)))

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

    def panel(
        self, gap: int, middle: float, sizes: Sizes, *, key: str = OWN, asked: int | None = None, said: Sequence[str]
    ) -> RunDots:
        """Return the panel of those that learned over a gap, by its number, ``asked`` over that, or over another one."""
        values = [self.read(key, *row.place, gap, of=self.traces) for row in self.rows]
        gaps = self.gaps()
        over = gaps[gap if asked is None else asked]
        says = [phrase(each, near=gaps[gap], gap=gaps[-1]) for each in said]
        return RunDots(self.chart, values, middle, sizes, over, says, self.value("seed_count", of=self.traces))

    def lay_out(self) -> None:
        """Let each network that read go to its place among all, by how many new sentences it ends correctly; then the others."""
        self.act("many networks")
        self.chart = chart = RunChart(self.rows, CHART, self.gaps()[-1], self.value("guess", of=ASKS), theme=self.theme)
        middles = chart.middles(len(self.gaps()))
        self.panels = [self.panel(gap, x, SMALL, said=BETWEEN) for gap, x in enumerate(middles)]
        self.head = self.measured(HEAD)
        own, lanes = self.own_dots(), self.read_in
        long, late = (HANDED, AFTER) if own else (UNHANDED, 0.0)
        leaving, named, here_at = (window(late + start, lasts, long) for start, lasts in (GONE, NAMES, HERE))
        gone = [Leave(each, window=named if each in lanes.names else leaving, run_time=long) for each in self.gone]
        ways = [self.counted(row, dot, lanes.last(row), long) for row, dot in own.items()]
        written = [each for panel in self.panels for each in panel.written]
        here = [Appear(each, window=here_at, run_time=long) for each in (*chart.frame, self.head, *written)]
        examples = self.value("provenance.examples", of=self.traces)
        says = "One sentence may be luck, so each completes {examples:0} new ones."
        with self.beat(says, *gone, *ways, *here, examples=examples) as room:
            if not own:
                self.play(*self.panels[0].rises(max(room - long + LEAD, 1.2)))
        count = spelled(len(self.panels[0].dots[0]))
        with self.beat(f"Each dot is a network, trained at that gap: {count} of each kind.") as room:
            rest = self.panels if own else self.panels[1:]
            for panel in rest:
                self.play(*panel.rises(max(room / len(rest), 1.2), but=[*own.values()]))

    def measured(self, said: str | Phrase) -> Label:
        """Return what is measured, above the chart."""
        return stays(Label(said, theme=self.theme, colour="muted").sit_amid(CHART.left, ABOVE, -1))

    def counted(self, row: int, dot: Spot, start: Point, run_time: float) -> Travel:
        """Return the animation in which a network goes from its last bar over to its column, and there to its share."""
        high, span = max(start[1], CHART.bottom + CLEAR), (SETS_OUT, ARRIVES - LATER * (ASKS - 1 - row))
        x, y = float(dot.get_x()), float(dot.get_y())
        path = Path(start, (start[0], high), (x, high), (x, y))
        return Travel(dot, path, start=SET_OUT, window=span, run_time=run_time)

    def own_dots(self) -> dict[int, Spot]:
        """Return the dots of the networks that read, by row: of those that are of the study, bundled ones rounded since."""
        found: dict[int, Spot] = {}
        gaps, seeds = ([*self.study.lookup(name).tolist()] for name in ("gap", "seed"))
        for row, trace in enumerate(self.brief.runs[ASKS:]):
            source: Any = trace.provenance
            gap, seed = trace.lookup("gap"), getattr(source, "seed", None)
            if gap in gaps and seed in seeds:
                dot = self.panels[gaps.index(gap)].dots[row][seeds.index(seed)]
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
        with self.beat(self.furthest(), gap=self.gaps()[-1]) as room:
            long = max(room, 3.6)
            line = Appear(self.chart.line, window=(0.0, DRAWN), run_time=long)
            ends = np.linspace(DRAWN, 1.0, len(self.panels) + 1).tolist()
            told = [each for own, span in zip(self.panels, pairwise(ends), strict=True) for each in own.judged(long, span)]
            self.play(line, *told)

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
        learned, last = self.learned, len(self.panels) - 1
        near, far = self.gaps()[learned], self.gaps()[last]
        self.cast("gap", near=near.index[0], gap=far.index[0])
        first, second = self.chart.middles(2)
        self.own, self.rest = (self.panel(gap, x, LARGE_DOTS, said=ASKED_NOW) for gap, x in ((learned, first), (last, second)))
        self.far = self.panel(learned, first, LARGE_DOTS, key=FAR, asked=last, said=ASKED_NOW)
        with self.beat("Now those trained at {near:0} words are asked across {gap:0}.", near=near, gap=far) as room:
            self.part(2.1)
            self.stretch(max(room, 3.0))
        own = [self.reaches(row)[-1] for row in range(len(self.rows))]
        told = helped(self.bridging, own)
        with self.beat(bridged(str(self.rows[told].name), self.bridging[told], own[told]), near=near, gap=far) as room:
            self.frames, long = [panel.framed(told) for panel in (self.far, self.rest)], max(room, 3.6)
            frames = [Appear(each, window=FRAMED, run_time=long) for each in self.frames]
            self.play(*self.far.judged(long, (0.0, FRAMED[0])), *frames)

    def part(self, run_time: float) -> None:
        """Let the panels of two gaps become as large as there is room for, and all others go."""
        old = [self.panels[self.learned or 0], self.panels[-1]]
        gone = [each for panel in self.panels if panel not in old for each in panel.everything]
        pairs = [*zip((self.own, self.rest), old, strict=True)]
        moves = [each for new, panel in pairs for each in new.hands_over(panel, window=MOVED, run_time=run_time)]
        gone += [panel.said for panel in old]
        self.remove(*(each for panel in old for each in (*panel.every, *panel.counts, *panel.names, panel.span)))
        going = [Leave(each, window=(0.0, MOVED[0]), run_time=run_time) for each in gone]
        self.play(*going, *moves, Appear(self.rest.said, window=(0.8, 1.0), run_time=run_time))

    def stretch(self, run_time: float) -> None:
        """Let a gap grow to the longest one, and those that learned over it go where they are across that."""
        own, far = self.own, self.far
        self.remove(*own.every)
        gone = [Leave(each, window=(0.0, 0.15), run_time=run_time) for each in own.counts]
        said = Appear(far.said, window=(0.0, 0.2), run_time=run_time)
        self.play(*gone, said, self.grown(run_time), *far.follows(own, run_time=run_time))

    def grown(self, run_time: float, window: tuple[float, float] = (0.0, 1.0)) -> Animation:
        """Return the animation in which the bar of the gap that was learned grows to that of the longest."""
        self.remove(self.own.span)
        share = float(self.own.span.width / self.far.span.width)
        return Grow(self.far.span, "left", start=share, window=window, run_time=run_time)

    def go_back(self) -> None:
        """Show how much of a gradient gets back over the gap that was learned, and over the longest, if over that it fades."""
        near, far = (None, None) if self.learned is None else map(self.distance, (self.learned, len(self.panels) - 1))
        if near is None or far is None or max(float(row[far].value) for row in self.returned(far)) > FADED:
            return
        self.act("before training: the gradient")
        returned = self.returned(far)
        shares = [[row[at] for row in returned] for at in (near, far)]
        self.back = back = Fading(self.chart, (self.own, self.rest), shares)
        says = phrase(BACK_SAID, runs=self.value("seed_count", of=self.traces + 1))
        first, second = (self.value("distance", at, of=self.traces + 1) for at in (near, far))
        self.said = [panel.says(phrase(WORDS_BACK, far=at)) for panel, at in ((self.own, first), (self.rest, second))]
        self.away = [self.head, *self.chart.frame, self.chart.line, *self.frames, *self.far.every, *self.rest.every]
        self.away += [self.far.span, self.far.said, self.rest.said, *self.far.counts]
        self.here = [self.measured(says), back.lines, self.own.span, *self.own.counts, *self.said, self.chart.counted(LEARNED)]
        with self.beat("Networks learn from a gradient, which fades on its way back.", *self.turn(self.here, self.away)) as room:
            self.play(*back.sinks(0, max(room, 3.0)))
        own = [self.reaches(row)[-1] for row in range(len(self.rows))]
        self.cast("distance", far=second.index[0])
        with self.beat(left_over(self.names, [float(each.value) for each in shares[-1]], own), far=second) as room:
            self.play(*back.sinks(1, max(0.9 * room, 2.4)))

    def origin(self) -> Phrase:
        """Return where the numbers come from: also those of gradients, if they were shown."""
        shown = len(self.brief.traces) if self.away else self.traces + 1
        return origin_of(self.brief.traces[:shown], self.value, self.weakness(), brief=True)

    @property
    def bridging(self) -> list[Reach]:
        """How the networks of each kind do over the longest gap that learned over the shorter one."""
        return [self.reaches(row, FAR)[self.learned or 0] for row in range(len(self.rows))]

    # -- the answer --------------------------------------------------------------------------------------------------------

    def replies(self) -> list[Label]:
        """Return the question, and beside it the parts of the answer in a few words."""
        if self.learned is None:
            self.parts = answered([self.reaches(row) for row in range(len(self.rows))])
        else:
            names = [str(row.name) for row in self.rows]
            who = bridgers(names, self.bridging)
            whose = "" if len(who) == len(names) else f"{', '.join(who)}: "
            far = Part(f"{whose}{{gap:0}} words,", len(self.panels) - 1)
            self.parts = [far, Part("if trained at {gap:0}.", self.learned)]
        gaps = self.gaps()
        says = [phrase(each.says, gap=gaps[each.gap]) for each in self.parts]
        asked, *reply = replied(QUESTION, says, ABOVE, size=ASKED * self.theme.title, theme=self.theme)
        self.reply = [self.held(each, part.gap) for each, part in zip(reply, self.parts, strict=True)]
        return [stays(asked), *self.reply]

    def held(self, label: Label, gap: int) -> Label:
        """Return a label whose place is that of one gap, by its number."""
        places: dict[tuple[int, ...], tuple[float, float]] = {(gap,): (float(label.get_left()[0]), ABOVE)}
        return placed(label, lambda index: places[index], -1)

    def conclude(self) -> None:
        """Answer beside the question, over the chart, and say what was learned, or who recalls across the largest gap."""
        self.act("the answer")
        asked, *reply = self.replies()
        gone, coming = ([*self.here, *self.back.everything], self.away) if self.away else ([self.head], [])
        kept = {id(self.head), id(self.far.span), id(self.own.span)} if self.away else set()
        shown = [self.grown(ANSWER, GROWN)] if self.away else []
        shown += [Leave(each, window=(0.0, TURNED[0] + OVERLAP), run_time=ANSWER) for each in gone if id(each) not in kept]
        shown += [Appear(each, window=TURNED, run_time=ANSWER) for each in (asked, *coming) if id(each) not in kept]
        spans = pairwise(np.linspace(GROWN[1] if self.away else TURNED[1], REPLIED, len(reply) + 1).tolist())
        shown += [Appear(each, window=span, run_time=ANSWER) for each, span in zip(reply, spans, strict=True)]
        if self.learned is not None:
            self.end(lesson([str(row.name) for row in self.rows], self.bridging), *shown)
            return
        self.end(self.furthest(one_line=True), *shown, gap=self.gaps()[-1])
