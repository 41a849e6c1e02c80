"""A whole sentence through an LSTM, word by word: gates, cell state, hidden state and the verdict."""

from typing import ClassVar

from manim import FadeToColor, Transform, VGroup, VMobject

from scenes.mobjects.bars import Bar, Shares, unit_for
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Reveal, Vanish, meet
from scenes.mobjects.places import Entry, placed, stays
from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.mobjects.sets.strips import TimeStrips
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label, within
from scenes.mobjects.values import Vector
from scenes.telling.reader import ReaderFilm

BLOCKS = ("forget_gate", "input_gate", "candidate", "output_gate")
TITLES = {
    "forget_gate": "forget",
    "input_gate": "input",
    "candidate": "candidate",
    "output_gate": "output",
    "cell": "cell state",
    "hidden": "hidden",
}
LEFT, PITCH, TOP, FOOT = -4.28, 1.38, 2.4, -2.7
WIDEST_WORD, VERDICT, VERDICT_WIDTH, NAME, NAME_ROOM = 2.1, 4.02, 1.25, 5.37, 1.43
LONGEST_BAR = 4.2
RIPPLE = 0.05  # how much later each next cell of a strip sets out


class LSTMSentence(ReaderFilm):
    """The table of a reading: a row a word, a strip a quantity; memory runs down the strip of C."""

    title = "LSTM"
    caption_first = False
    cell_kinds = ("lstm",)
    needs = ("memory",)
    most_units = 32
    text: ClassVar[str] = "The food was not good but the service was wonderful"

    def construct(self) -> None:
        self.lay_the_table()
        self.read_the_words()
        self.conclude()
        self.what_is_left()
        self.end_card(self.summary())

    # -- the table -------------------------------------------------------------------------------------------------------

    def lay_the_table(self) -> None:
        """Show the words and the empty strips."""
        self.act("the sentence", self.where(0))
        units = len(self.trace.initial_cell)
        self.strips = TimeStrips(
            TITLES,
            notation=self.notation,
            theme=self.theme,
            count=self.count,
            units=units,
            left=LEFT,
            pitch=PITCH,
            top=TOP,
            foot=FOOT,
        )
        words = self.read("tokens")
        self.words = [self.strips.word(words, time, known=known, room=WIDEST_WORD) for time, known in enumerate(self.trace.known)]
        self.rows: list[dict[str, Vector]] = []
        head = stays(
            Label("verdict", theme=self.theme, size=self.theme.small, colour="muted").sit(VERDICT, self.strips.top + 0.17, -1)
        )
        self.add(self.strips, *self.words, head, legends(self.frame.legend, theme=self.theme))
        with self.beat("An LSTM reads a review word by word. Each row will show one word’s step."):
            pass
        self.admit_strangers()

    def marker_at(self, time: int) -> Box:
        """Return the frame of the word that is being read."""
        return self.frame_of(self.words[time][-1])

    def frame_of(self, text: VMobject) -> Box:
        """Return a bright frame around a text of the table, as high as a row."""
        row = round((self.strips.top - text.get_y()) / self.strips.pitch - 0.5)
        frame = Box(
            width=text.width + 0.2,
            height=min(self.strips.pitch, 0.4),
            corner_radius=0.08,
            stroke_color=self.theme.focus,
            stroke_width=self.theme.stroke,
            fill_opacity=0,
        )
        return frame.move_to((text.get_x(), self.strips.y(row), 0))

    def row(self, time: int) -> dict[str, Vector]:
        """Return the vectors of one step, at their places in the table."""
        return {name: self.strips.row(name, time, self.read(name, time)) for name in TITLES}

    def read_the_words(self) -> None:
        """Read all words: the first that writes much, and the next, slowly; the one that moves the verdict most with a stop."""
        first, turn, done = self.trace.first_writer, self.trace.turning_point, 0
        stops = {turn: self.turn, first + 1: self.carry_down, first: self.read_in_full}
        for time in sorted(time for time in stops if time < self.count):
            self.flow(range(done, time))
            stops[time](time)
            done = time + 1
        self.flow(range(done, self.count))

    # -- a word ----------------------------------------------------------------------------------------------------------

    def read_in_full(self, time: int) -> None:
        """Read a word with a beat for each thing that the cell does."""
        self.act("one word", self.where(time))
        beat = self.theme.beat
        with self.beat(
            "The cell reads “{word:short}”: four blocks answer, all from the same h and x.", word=self.value("tokens", time)
        ):
            self.move_to(time, beat)
            self.answer(time, beat)
        with self.beat("Input gate times candidate is written into the cell state C."):
            self.write(time, self.theme.slow)
        with self.beat("The output gate lets some of tanh C out: h, from which a verdict is read."):
            self.show(time, self.theme.slow)

    def carry_down(self, time: int) -> None:
        """Read the word after it: the old cell state comes down."""
        self.act("memory", self.where(time))
        with self.beat("Next word: C is carried down, scaled by f, and the new writing is added."):
            self.pass_through(time, self.theme.slow)

    def turn(self, time: int) -> None:
        """Read the word that moves the verdict most."""
        self.act("turning point", self.where(time))
        with self.beat("“{word:short}” moves the verdict most: now {verdict}, {share}.", **self.verdict(time)):
            self.pass_through(time, self.theme.beat)

    def flow(self, times: range) -> None:
        """Read words one after the other at a run."""
        if not times:
            return
        self.act("reading on", self.where(times[0]))
        said = "Some words write little: bright f keeps C, dark i adds nothing."
        with self.beat(said if times[0] < self.trace.first_writer else "Bright f keeps the colours of C running down."):
            for time in times:
                self.rename(self.where(time))
                self.pass_through(time, self.theme.quick)

    def pass_through(self, time: int, run_time: float) -> None:
        """Play one word's whole step."""
        self.move_to(time, run_time)
        self.answer(time, run_time)
        self.write(time, run_time)
        self.show(time, run_time)

    def move_to(self, time: int, run_time: float) -> None:
        """Turn to a word: the marker moves there, together with what comes next."""
        if not self.rows:
            self.marker = self.marker_at(time)
            self.light(time, Appear(self.marker, run_time=self.theme.quick))
        else:
            self.light(time, Transform(self.marker, self.marker_at(time), run_time=run_time))
        self.rows.append(self.row(time))

    def light(self, time: int, *others: object) -> None:
        """Let a word stand out from now on."""
        word = self.words[time][-1]
        self.later(FadeToColor(word, self.theme.ink, run_time=self.theme.quick), *others)

    def answer(self, time: int, run_time: float) -> None:
        """Let the four blocks come out, all at once."""
        row = self.rows[time]
        self.play(*(Reveal(row[name], row[name].cells, lag=RIPPLE, run_time=run_time) for name in BLOCKS))

    def write(self, time: int, run_time: float) -> None:
        """Let what is kept of C and what is written meet in the new C."""
        row, sources = self.rows[time], []
        if time:
            sources.append(self.rows[time - 1]["cell"].cells)
        sources.extend(row[name].cells for name in ("input_gate", "candidate"))
        self.play(*meet(row["cell"], row["cell"].cells, *sources, lag=RIPPLE, run_time=run_time))

    def show(self, time: int, run_time: float) -> None:
        """Let the output gate and C meet in h, and read the verdict from it."""
        row = self.rows[time]
        sources = (row["output_gate"].cells, row["cell"].cells)
        meeting = meet(row["hidden"], row["hidden"].cells, *sources, lag=RIPPLE, run_time=run_time)
        self.last_verdict = self.verdict_bar(time)
        self.play(*meeting, Appear(self.last_verdict, run_time=run_time))

    def verdict_bar(self, time: int) -> VGroup:
        """Return the probabilities after a word as one bar, and the name of the greatest."""
        y, high = self.strips.y(time), self.strips.pitch * TimeStrips.FILL
        shares = [self.value("probabilities", time, number) for number in range(len(self.trace.labels))]
        bar = Shares(shares, theme=self.theme, width=VERDICT_WIDTH, height=min(high, 0.3), left=VERDICT, y=y)
        said = phrase("{verdict} {share}", **self.verdict(time))
        name = within(said, theme=self.theme, size=self.theme.numeral, room=NAME_ROOM)
        name.sit_amid(NAME, y, -1)
        return Entry(bar, placed(name, lambda index: (None, self.strips.y(index[0]))))

    # -- the end ---------------------------------------------------------------------------------------------------------

    def conclude(self) -> None:
        """Say the verdict after the last word."""
        self.act("verdict", self.where(self.count - 1))
        with self.beat("After the last word the verdict is {verdict}: {share}.", **self.verdict(self.count - 1)):
            self.play(Transform(self.marker, self.frame_of(self.last_verdict[-1]), run_time=self.theme.beat))
            self.mark_poster()

    def what_is_left(self) -> None:
        """Put a bar behind every word: how much of its writing the cell state still holds."""
        self.act("what C still holds")
        gone: list[VMobject] = [row[name] for row in self.rows for name in BLOCKS]
        gone += [part[name] for part in (self.strips.frames, self.strips.heads) for name in BLOCKS]
        last = self.count - 1
        unit = unit_for(LONGEST_BAR, self.trace.remembered[last])
        bars = [self.memory_bar(self.value("remembered", last, time), time, unit) for time in range(self.count)]
        with self.beat("What C still holds of each word’s writing: its size, summed over the units."):
            self.play(*(Vanish(each, run_time=self.theme.beat) for each in [self.marker, *gone]))
            self.play(*(Appear(bar, run_time=self.theme.beat) for bar in bars))
            self.wait(self.theme.slow)

    def memory_bar(self, reading: Reading, time: int, unit: float) -> VGroup:
        """Return the bar of one word and its number."""
        y = self.strips.y(time)
        bar = Bar(reading, unit=unit, height=min(self.strips.pitch * 0.6, 0.26), left=LEFT, y=y, paint=self.theme.memory)
        said = phrase("{size}", size=reading)
        name = Label(said, theme=self.theme, size=self.theme.numeral, colour="muted")
        name.sit_amid(LEFT + bar.width + 0.12, y, -1)
        for each in (bar, name):
            placed(each, lambda index: (None, self.strips.y(index[-1])))
        return Entry(bar, name)

    def summary(self) -> Phrase:
        """Return what the end card says was seen."""
        fields = self.verdict(self.count - 1) | {"count": self.value("sizes.time")}
        return phrase("{count:0} word{count:s} through an LSTM: {verdict}, {share}", **fields)
