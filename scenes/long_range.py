"""How far back a network remembers: a near word, a far one, and how many sentences many networks end rightly."""

from collections.abc import Sequence
from functools import cached_property, partial
from itertools import pairwise
from typing import Any

from manim import Animation, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.curves import Spot
from scenes.mobjects.motion import Appear, Leave, Shade
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Caption, Reading, phrase
from scenes.mobjects.sets.open_sentence import OpenSentence
from scenes.mobjects.sets.reach_curves import ReachCurves
from scenes.mobjects.sets.recall_lanes import Listener, RecallLanes
from scenes.mobjects.sets.reply import replied
from scenes.mobjects.sets.study_curves import Traced
from scenes.mobjects.text import BOLD, Label
from scenes.telling.pace import LEAD
from scenes.telling.recall_words import (
    CLOSE,
    SAFE,
    SURE,
    Part,
    Reach,
    answered,
    ended,
    furthest,
    kept_unseen,
    opened,
    reach_of,
    reached,
)
from scenes.telling.recalling import ASKS, NETWORKS, OPEN, OPENED, RecallFilm

QUESTION = "How far back can it remember?"
HEADLINE, ABOVE, ASKED = 2.45, 2.82, 0.95
"""How high the question stands, at first and above the chart; how large it is there, in titles."""
APART, STEP = 0.3, 0.045
"""How far apart kinds of networks are at a gap, and the dots of one kind: frames around some are to hold no others."""
LARGE, PAGE, LANES, BELOW = Area(-6.4, 6.4, -2.5, 1.9), Area(-6.6, 6.6, 1.4, 3.2), Area(-4.95, 4.2, -2.5, 3.0), 0.12
"""Where the sentence is at first, where it is when it is read, and where lanes are then; how far these are below it at least."""
LARGEST = 36
"""The size of the words of a sentence that is read, at the most."""
CHART = Area(-5.5, 4.55, -1.85, 1.6)
"""Where the study is."""
LATER = 0.09
"""By how much of the hand-over the next network sets out later."""
ASKED_AT = 3
"""So many words at the end are read slowly."""
SET_OUT, HANDED = 1.9, 2.8
"""How many times as large as in the chart the dot of a network is where it sets out; how long it is handed over, in seconds."""
ROUNDED = 0.03
"""By so much at the most another share of sentences is right once a network's numbers were rounded."""
ANSWER = 3.6
"""How long the answer takes to come, in seconds."""


class LongRange(RecallFilm):
    """A near sentence and a far one, in three networks; then all networks of a study, by the gap that they were trained at."""

    title = "Long-range memory"

    def construct(self) -> None:
        self.ask()
        self.read_near()
        self.read_far()
        self.lay_out()
        self.judge()
        self.open_the_gates()
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
        says = ended(self.names, right, torn)
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
        self.later(*self.turn([lanes.frame, *page.words, page.gap], gone))
        return page, lanes

    def read_near(self) -> None:
        """Let the networks read the near sentence."""
        self.act("a near word")
        page, lanes = self.open(0, [self.headline, *self.sentence.everything])
        says = "Three networks read it. A bar: how likely is “{ending:short}” next?"
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
        """The kinds of networks that the chart shows: those that read, and one more."""
        made = []
        for kind, (name, role) in {**NETWORKS, OPEN: OPENED}.items():
            place = self.study.index("accuracy", task="recall", cell=kind)
            made.append(Traced(place, self.value("cell", place[1], of=self.traces), name, role))
        return made

    def lay_out(self) -> None:
        """Let each network that read go to its place among all, by how many new sentences it ends rightly; then the others."""
        self.act("many sentences")
        heads = "words in between", "share of last words right"
        read = partial(self.read, of=self.traces)
        near = {"apart": APART, "step": STEP}
        self.chart = chart = ReachCurves(read, "accuracy", "gap", self.rows, CHART, theme=self.theme, heads=heads, **near)
        self.level = chart.level(self.value("guess", of=ASKS), "guessing")
        own, lanes = self.own_dots(), self.read_in
        examples = self.value("provenance.examples", of=self.traces)
        asked, self.reply = self.headlines()
        with self.beat("One sentence may be luck: each must end {examples:0} others.", examples=examples) as room:
            long = max(room, HANDED)
            gone = [Leave(each, window=(0.0, 0.45), run_time=long) for each in self.gone]
            how: dict[str, Any] = {"start": SET_OUT, "there": True, "run_time": long}
            ways = [
                chart.comes(dot, lanes.end(row), window=(0.1 + LATER * row, 0.65 + LATER * row), **how)
                for row, dot in own.items()
            ]
            here = [Appear(each, window=(0.5, 0.8), run_time=long) for each in (chart.frame, self.level, asked)]
            self.play(*gone, *ways, *here)
            if not own:
                self.play(*chart.falls(0, 1.2))
        with self.beat("Each dot is one network, trained at that gap.") as room:
            rest = range(ASKS) if own else range(1, ASKS)
            long = max(room / len(rest), 1.0)
            for row in rest:
                self.play(*chart.falls(row, long, but=[*own.values()]))

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

    def reaches(self, row: int) -> list[Reach]:
        """Return how the networks of a row do at each gap, by the rule."""
        guess = float(self.value("guess", of=ASKS).value)
        shares = self.study.lookup("accuracy")[self.rows[row].place]
        return [reach_of(each, guess) for each in shares]

    def gaps(self) -> dict[str, Reading]:
        """Return the gaps as fields."""
        return {f"gap{number}": each for number, each in enumerate(self.read("gap", of=self.traces).flat())}

    def judge(self) -> None:
        """Draw the line and the band of each kind, and say how far back it remembers."""
        self.act("many networks")
        for row in range(ASKS):
            self.draw(row, reached(str(self.rows[row].name), self.reaches(row)))

    def draw(self, row: int, says: str) -> None:
        """Draw the line and the bars of one kind, with a caption about its gaps; those of the kind before leave."""
        fields = {name: each for name, each in self.gaps().items() if f"{{{name}:" in says}
        self.cast("gap", **{name: number for number, name in enumerate(self.gaps())})
        gone = [self.left(row)] if row else []
        with self.beat(says, *gone, **fields) as room:
            long = max(room, 2.6) / 2
            self.play(*self.chart.draws(row, long))
            self.play(*self.chart.spreads(row, long))

    def left(self, row: int) -> Leave:
        """Return the animation in which the bars of the kind before a row leave."""
        return Leave(self.chart.bars[row - 1], run_time=self.theme.quick)

    def open_the_gates(self) -> None:
        """Show one more kind: an LSTM that differs from the other in how it began."""
        self.act("one change")
        row = len(self.rows) - 1
        *_, gap = self.gaps().values()
        self.cast("gap", gap=gap.index[0])
        with self.beat(opened(self.reaches(row)[-1]), self.left(row), gap=gap) as room:
            long = max(room, 4.2)
            self.play(*self.chart.falls(row, 0.4 * long))
            self.play(*self.chart.draws(row, 0.3 * long))
            self.play(*self.chart.spreads(row, 0.3 * long))

    # -- the answer --------------------------------------------------------------------------------------------------------

    def headlines(self) -> tuple[Label, list[Label]]:
        """Return the question, and beside it the parts of the answer in a few words."""
        self.parts = answered([self.reaches(row) for row in range(len(self.rows))])
        gaps = [*self.gaps().values()]
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
        chart = self.chart
        reaches = {str(row.name): self.reaches(number)[-1] for number, row in enumerate(self.rows)}
        going: list[Animation] = [Leave(chart.bars[-1], window=(0.0, 0.25), run_time=ANSWER)]
        going += [Shade(line, self.theme.dimmed, window=(0.0, 0.25), run_time=ANSWER) for line in chart.lines]
        coming = [each for pair in zip(self.reply, self.marks(), strict=True) for each in pair if each is not None]
        ends = [0.25 + 0.75 * turn / len(coming) for turn in range(len(coming) + 1)]
        shown = [Appear(each, window=own, run_time=ANSWER) for each, own in zip(coming, pairwise(ends), strict=True)]
        *_, gap = self.gaps().values()
        self.cast("gap", gap=gap.index[0])
        builds = [furthest(reaches), *(furthest(reaches, short=True, plain=plain) for plain in (False, True))]
        says = next((each for each in builds if len(self._new_caption(phrase(each, gap=gap))) == 1), builds[-1])
        self.end(says, *going, *shown, gap=gap)
