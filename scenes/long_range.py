"""How far back a network remembers: a near word, a far one, and how many sentences many networks end rightly."""

from collections.abc import Sequence
from functools import cached_property, partial
from typing import Any

from manim import Animation, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.curves import Draw, Spot
from scenes.mobjects.motion import Appear, Leave
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Caption, Reading, phrase
from scenes.mobjects.sets.open_sentence import OpenSentence
from scenes.mobjects.sets.reach_curves import ReachCurves
from scenes.mobjects.sets.recall_lanes import Listener, RecallLanes
from scenes.mobjects.sets.study_curves import Traced
from scenes.mobjects.text import BOLD, Label
from scenes.telling.pace import LEAD
from scenes.telling.recall_words import ended, furthest, reach_of, reached
from scenes.telling.recalling import ASKS, NETWORKS, OPEN, OPENED, RecallFilm

QUESTION = "How far back can it remember?"
HEADLINE = 2.45
"""How high the question stands."""
LARGE, PAGE, LANES, BELOW = Area(-6.4, 6.4, -2.5, 1.9), Area(-6.6, 6.6, 1.4, 3.2), Area(-4.95, 4.2, -2.5, 3.0), 0.12
"""Where the sentence is at first, where it is when it is read, and where lanes are then; how far these are below it at least."""
LARGEST = 36
"""The size of the words of a sentence that is read, at the most."""
CHART = Area(-5.5, 4.55, -1.85, 2.2)
"""Where the study is."""
ASKED_AT = 3
"""So many words at the end are read slowly."""
SET_OUT = 2.6
"""How many times as large as in the chart the dot of a network is where it sets out."""
ROUNDED = 0.03
"""By so much at the most another share of sentences is right once a network's numbers were rounded."""
ENDS = 3.0
"""How long lines take to be drawn again in the end, in seconds."""


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
        fields = {"gap": self.value("gap", of=first), "ending": self.value("ending", of=first)}
        for number, (trace, each) in enumerate(zip(runs, right, strict=True)):
            if not each:
                fields[f"said{number}"] = self.value("verdicts", len(trace.given) - 1, of=first + number)
        return ended(self.names, right), fields

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
        says = "Three networks read it. A bar: how likely “{ending:short}” is to come next."
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
        says = "Now “{cue:short}” must be kept for {gap:0} words, till “{ending:short}” is due."
        fields = {key: self.value(key, of=ASKS) for key in ("gap", "ending")}
        with self.beat(says, cue=self.value("tokens", cue, of=ASKS), **fields) as room:
            self.play(*page.dimmed(self.theme.quick))
            self.read_on(page, lanes, range(cue + 1), max(room, 2.5))
        with self.moment():
            says = "The words between say nothing of it. Then: does the bar of “{ending:short}” rise?"
            with self.beat(says, ending=fields["ending"]):
                for times, run_time in ((range(cue + 1, last), 3.2), (range(last, lanes.count), 1.5)):
                    if times:
                        self.read_on(page, lanes, times, run_time)
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
        heads = "words in between", "sentences ended rightly"
        read = partial(self.read, of=self.traces)
        self.chart = chart = ReachCurves(read, "accuracy", "gap", self.rows, CHART, theme=self.theme, heads=heads)
        self.level = chart.level(self.value("guess", of=ASKS), "guessing")
        own, lanes = self.own_dots(), self.read_in
        examples = self.value("provenance.examples", of=self.traces)
        self.later(*self.turn([chart.frame, self.level], self.gone))
        with self.beat("One sentence may be luck: so each must end {examples:0} others.", examples=examples) as room:
            x = lanes.x(lanes.count - 1)
            for row, dot in own.items():
                start = x, lanes.floor(row) + lanes.unit / 2
                way = start, (x, float(dot.get_y()))
                self.play(chart.comes(dot, *way, start=SET_OUT, run_time=max(room / len(own), 0.9)))
            if not own:
                self.play(*chart.falls(0, max(room, 1.2)))
        with self.beat("A dot is a network, trained at that gap from its own random start.") as room:
            rest = range(ASKS) if own else range(1, ASKS)
            long = max(room / len(rest), 1.2)
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

    def reaches(self, row: int) -> list[str]:
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
        """Draw the line and the band of one kind, with a caption about its gaps."""
        fields = {name: each for name, each in self.gaps().items() if f"{{{name}:" in says}
        self.cast("gap", **{name: number for number, name in enumerate(self.gaps())})
        with self.beat(says, **fields) as room:
            long = max(room, 2.6) / 2
            self.play(*self.chart.draws(row, long))
            self.play(*self.chart.spreads(row, long))

    def open_the_gates(self) -> None:
        """Show one more kind: an LSTM that differs from the other in how it began."""
        self.act("one change")
        row = len(self.rows) - 1
        says = "One more LSTM began its training with open forget gates."
        with self.beat(says) as room:
            self.play(*self.chart.falls(row, max(room, 2.0)))
        self.draw(row, reached(str(self.rows[row].name), self.reaches(row)))

    # -- the answer --------------------------------------------------------------------------------------------------------

    def conclude(self) -> None:
        """Say who remembers over the largest gap."""
        self.act("the answer")
        chart = self.chart
        reaches = {str(row.name): self.reaches(number)[-1] for number, row in enumerate(self.rows)}
        self.play(*(Leave(each, run_time=self.theme.beat) for each in (*chart.lines, *chart.names)))
        drawn = [Draw(line, window=(0.0, 0.8), run_time=ENDS) for line in chart.lines]
        named = [Appear(each, window=(0.75, 1.0), run_time=ENDS) for each in chart.names]
        *_, gap = self.gaps().values()
        self.cast("gap", gap=gap.index[0])
        builds = [furthest(reaches), furthest(reaches, short=True)]
        says = next((each for each in builds if len(self._new_caption(phrase(each, gap=gap))) == 1), builds[-1])
        self.end(says, *drawn, *named, gap=gap)
