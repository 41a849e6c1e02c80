"""An encoder reads the sentence into one vector; a decoder writes the translation from it, word by word until END."""

from typing import ClassVar

from manim import VGroup

from model.trace import END
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Arrive, Shade, Vanish
from scenes.mobjects.notation.vectors import vector
from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.mobjects.sentence import Sentence
from scenes.mobjects.sets.two_networks import TwoNetworks
from scenes.mobjects.sets.unrolled_decoder import LookBack, UnrolledDecoder
from scenes.mobjects.sets.unrolled_encoder import UnrolledEncoder
from scenes.mobjects.wires import Wire
from scenes.telling.translation import TranslationFilm

SOURCE, SUMMARY, TARGET = 1.75, 0.2, -1.35  # the last picture, from above
KEYS, KEY_PITCH = 0.46, 0.32  # how far below its place the first key to colours is; from one to the next
STRIP, WIRE_GAP = (5.6, 0.5), 0.08
RIPPLE = 0.03
LONG, LONGEST = 6.5, 1.5  # words in a sentence whose steps last as others, shorter where there are more; how much longer at most
FEW = 4  # steps told of a translation that runs on
ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
)


class EncoderDecoder(TranslationFilm):
    """Two unrolled networks side by side: what the first hands over, and the words that the second writes, each fed back."""

    title = "Encoder-decoder"
    caption_first = False
    needs = ("decoder_hidden", "probabilities")
    model = "english_marathi_plain"
    needs_attention = False
    text: ClassVar[str] = "rahul is a good boy"

    def construct(self) -> None:
        self.act("first word read", self.reading(0))
        self.set_the_stage()
        self.admit_strangers()
        self.read_in_full()
        self.read_on()
        self.read_back()
        self.hand_over()
        self.write_in_full()
        self.write_on()
        self.run_on()
        self.line_up()
        self.doubt()
        self.end_card(self.summary())

    @property
    def flow(self) -> float:
        """How long a move takes in a step at a run: the shorter the longer the sentences are."""
        return self.theme.quick * min(LONGEST, LONG / max(self.length, self.count))

    @property
    def length(self) -> int:
        """How many words are read."""
        return len(self.trace.source_tokens)

    def reading(self, row: int) -> Phrase:
        """Return a step of the encoder as the header names it."""
        numbers = {"number": self.value("source_numbers", row), "count": self.value("sizes.source")}
        return phrase("word {number:0} of {count:0}", **numbers)

    def languages(self) -> dict[str, Reading]:
        """Return what is read and what is written, as the fields of a caption."""
        return {"source": self.value("source_language"), "target": self.value("target_language")}

    def set_the_stage(self) -> None:
        """Show the encoder with its words, and of the decoder what is known before it begins."""
        trace, words = self.trace, self.read("source_tokens")
        self.both_ways, self.looks = trace.backward is not None, trace.attention is not None
        kind = {"both_ways": self.both_ways, "looks": self.looks}
        self.stage = TwoNetworks(words, trace.source_known, self.count, theme=self.theme, **kind)
        inputs, hidden, initial = map(self.read, ("source_inputs", "encoder_hidden", "encoder_initial_hidden"))
        self.encoder = UnrolledEncoder(self.stage, inputs, hidden, initial, self.sizes(), theme=self.theme)
        self.decoder = UnrolledDecoder(self.stage, self.read("decoder_initial_hidden"), theme=self.theme)
        self.add(self.stage, *([] if self.both_ways else [self.encoder.rest, self.stage.zeros()]))
        keys = {"values": "signed"} | ({"weight": "weight"} if self.looks else {})
        for row, (name, scale) in enumerate(keys.items()):
            self.add(legends(self.frame.legend.lowered(KEYS + KEY_PITCH * row), theme=self.theme, keys={name: scale}))

    def sizes(self) -> dict[str, int]:
        """Return how many numbers each part of what is looked at has, in their order."""
        keys = {"forward": "forward_hidden", "backward": "backward_hidden", "embedding": "source_inputs"}
        return {part: len(self.read(keys[part], 0)) for part in self.trace.annotation}

    # -- the encoder -----------------------------------------------------------------------------------------------------

    def read_in_full(self) -> None:
        """Read the first word with a beat for everything that happens, and the second briskly."""
        cells, slow, beat = self.stage.cells[0], self.theme.slow, self.theme.beat
        how = (
            "two networks read it, one from either end; here the forward one"
            if self.both_ways
            else ("the encoder reads word by word, with the same weights each time")
        )
        with self.beat(f"{{source}} to {{target}}: {how}.", **self.languages()):
            for row, cell in enumerate(cells):
                self.later(*self.stage.light(cell, *cells[max(row - 1, 0) : row]))
                self.play(run_time=self.flow)
            self.later(*self.stage.light(None, cells[-1]))
        with self.beat("“{word:short}” becomes its vector x.", word=self.value("source_tokens", 0)):
            self.play(*self.encoder.vectors([0], slow))
        with self.beat("x and the state before, at first all zeros, go in; out comes the state h."):
            self.perform(self.encoder.pass_through(0, slow))
        if self.length > 1:
            self.act("second word read", self.reading(1))
            with self.beat("Next word: x and the h from before go in, a new h comes out."):
                self.play(*self.encoder.vectors([1], beat))
                self.perform(self.encoder.pass_through(1, beat))

    def read_on(self) -> None:
        """Read the other words as a flow."""
        if rows := range(2, self.length):
            self.act("reading on", self.reading(2))
            with self.beat("So it goes on." if self.looks else "Each h, once it is passed on, is done with: grey."):
                self.play(*self.encoder.vectors(rows, self.theme.beat))
                for row in rows:
                    self.rename(self.reading(row))
                    self.perform(self.encoder.pass_through(row, self.flow))

    def read_back(self) -> None:
        """Let the backward half read the sentence from its end, where there is one; then compose what is looked at."""
        self.later(*self.stage.light(None, self.stage.cells[0][-1]))
        if self.both_ways:
            self.act("reading back")
            with self.beat("The other, with weights of its own, reads from last to first."):
                for row in reversed(range(self.length)):
                    self.perform(self.encoder.pass_through(row, self.flow, way=1))
                self.later(*self.stage.light(None, self.stage.cells[1][0]))
        if "embedding" in self.trace.annotation:
            units = self.value("sizes.annotation")
            with self.beat("Beside the states goes the word’s x: together they are h, {units:0} number{units:s}.", units=units):
                self.play(*map(self.encoder.copied, range(self.length)))

    # -- what passes from one to the other -------------------------------------------------------------------------------

    def hand_over(self) -> None:
        """Give the decoder its first state: the encoder's last, or a constant that was learned."""
        if self.trace.bridge == "summary":
            self.act("encoder summary")
            self.hand_the_summary_over()
        else:
            self.act("first state")
            self.start_from_a_constant()

    def hand_the_summary_over(self) -> None:
        """Send the last state across: the same numbers in two places."""
        last, bridge, slow = self.encoder.parts[-1]["forward"], self.stage.bridge(), self.theme.slow
        state = self.decoder.state
        name, same = self.stage.below_last("encoder summary"), self.stage.beside_first("= encoder summary", "source")
        units = self.value("sizes.state")
        with self.beat("The last state is handed over: the encoder summary, {units:0} number{units:s}.", units=units):
            self.play(Appear(name, run_time=slow), Appear(bridge, run_time=slow))
        with self.moment(), self.beat("They become the first state of the decoder: another network, with weights of its own."):
            self.play(Arrive(state, state.cells, list(last), lag=RIPPLE, run_time=2 * slow))
        unit = int(abs(self.trace.decoder_initial_hidden).argmax())
        self.focus = {"source": self.length - 1, "forward_unit": unit, "state": unit}
        numbers = {
            "here": self.value("forward_hidden", self.length - 1, unit),
            "there": self.value("decoder_initial_hidden", unit),
        }
        loupes = VGroup(self.stage.loupe(last[unit]), self.stage.loupe(state.cells[unit]))
        with self.beat("Unit for unit the same: the framed one is {here} here and {there} there.", **numbers):
            self.play(Appear(loupes, run_time=slow), Appear(same, run_time=slow))
        self.later(Vanish(loupes, run_time=self.theme.quick))
        self.focus = {}
        self.decoder.rows = [[state, bridge, same]]

    def start_from_a_constant(self) -> None:
        """Show the learned first state."""
        name, slow = self.stage.beside_first("learned, always the same", "muted"), self.theme.slow
        with self.beat("No state is handed over: the decoder starts from one that it learned."):
            self.play(Appear(self.decoder.state, run_time=slow), Appear(name, run_time=slow))
        self.decoder.rows = [[self.decoder.state, name]]

    # -- the decoder -----------------------------------------------------------------------------------------------------

    def write_in_full(self) -> None:
        """Write the first word with a beat for everything that happens."""
        slow, start = self.theme.slow, self.value("previous_tokens", 0)
        self.act("first word written", self.where(0))
        with self.beat("The first input is no word but {start}: begin.", start=start):
            self.feed(0, slow)
        if self.looks:
            with self.beat("Attention: s gives each h a weight; the weighted h add up to the context c."):
                self.look_back(0, slow)
        with self.beat(("Vector, context and state" if self.looks else "Vector and state") + " go in: a new state s."):
            self.step(0, slow)
        fields = {"count": self.value("sizes.word")}
        with self.beat("From s comes a probability for each of {count:0} possible words: here are the highest.", **fields):
            self.weigh(0, slow)
        does = "chosen" if self.copied(0) else "written"
        with self.beat(f"Always the most probable word is {does}: “{{word:short}}”, {{share}}.", **self.sure(0)):
            self.play(Shade(self.decoder.rivals, self.theme.dimmed, run_time=slow))
        self.tell_the_copy(0)

    def write(self, target: int, run_time: float, *, fed: bool = False) -> None:
        """Play one whole output step."""
        if not fed:
            self.feed(target, run_time)
        if self.looks:
            self.look_back(target, run_time)
        self.step(target, run_time)
        self.weigh(target, run_time)

    def feed(self, target: int, run_time: float) -> None:
        """Let the decoder be given the word before."""
        word, inputs = self.value("previous_tokens", target), self.read("target_inputs", target)
        self.perform(self.decoder.feed(target, word, inputs, run_time))

    def look_back(self, target: int, run_time: float) -> None:
        """Let it look back at all that was read."""
        look = LookBack(*(self.read(key, target) for key in LookBack._fields))
        self.perform(self.decoder.look_back(target, look, run_time))

    def step(self, target: int, run_time: float) -> None:
        """Let it make its next state."""
        self.perform(self.decoder.step(target, self.read("decoder_hidden", target), run_time))

    def weigh(self, target: int, run_time: float) -> None:
        """Let it weigh what may be written, the written word first."""
        written, others = self.chosen(target), range(len(self.trace.candidates[target]))
        pairs = [(self.value("candidates", target, each), self.value("candidate_probabilities", target, each)) for each in others]
        rivals = [pair for pair in pairs if pair[0].value != written.value]
        self.perform(self.decoder.weigh(target, [(written, self.sure(target)["share"]), *rivals], run_time))

    def write_on(self) -> None:
        """Write the other words, one a chapter: the second with a word on what goes in, the others as they come."""
        for target in range(1, self.named):
            ends, brisk = self.trace.target_tokens[target] == END, target == 1
            self.act("the end" if ends else f"{ORDINALS[target]} word written", self.where(target))
            if brisk:
                what = "chosen" if self.copied(target - 1) else "written"
                with self.beat(f"What was {what} goes in next: “{{word:short}}”.", word=self.value("previous_tokens", target)):
                    self.feed(target, self.theme.beat)
            does = "chosen" if self.copied(target) else "written"
            said = "{word}, {share}: the sentence is done." if ends else f"“{{word:short}}” is {does}: {{share}}."
            with self.beat(said, **self.sure(target)):
                self.write(target, self.theme.beat if brisk else self.flow, fed=brisk)
                if target == self.count - 1:
                    self.mark_poster()
            self.tell_the_copy(target)

    @property
    def named(self) -> int:
        """How many steps have a chapter of their own: all but those of a translation that runs on."""
        return self.count if self.count <= len(ORDINALS) else FEW

    def run_on(self) -> None:
        """Write what has no chapter of its own, and say so if the decoder had to be stopped."""
        if targets := range(self.named, self.count):
            self.act("running on", self.where(targets[0]))
            with self.beat("It goes on, a word a step."):
                for target in targets:
                    self.rename(self.where(target))
                    self.write(target, self.flow / 2)
        if self.trace.target_tokens[-1] != END:
            with self.beat("Here it was stopped: it had not written its end."):
                self.mark_poster()

    # -- the end ---------------------------------------------------------------------------------------------------------

    def line_up(self) -> None:
        """Put the sentence that was read and the one that was written below each other, and between them what passed."""
        if not self.trace.translation:
            return
        self.act("translation")
        theme, wide, slow, known = self.theme, self.frame.width, self.theme.slow, self.trace.source_known
        source = Sentence(self.read("source_tokens"), theme=theme, width=wide, colour="source", known=known)
        words, copied = self.read("translation"), self.trace.copied
        target = Sentence(words, theme=theme, width=wide, colour="target", copied=copied)
        self.later(Arrive(source.shift((0, SOURCE, 0)), source.chips, [words[-1] for words in self.stage.words], run_time=slow))
        self.later(Arrive(target.shift((0, TARGET, 0)), target.chips, self.decoder.choices[: len(target.chips)], run_time=slow))
        if self.looks:
            with self.beat("Read in {source}, written in {target}.", **self.languages()):
                self.clear_stage()
                self.wait(slow)
        else:
            units = self.value("sizes.state")
            these = "this" if units.value == 1 else "these"
            with self.beat(f"The whole sentence passed through {these} {{units:0}} number{{units:s}}.", units=units):
                self.squeeze(source, target, slow)

    def squeeze(self, source: Sentence, target: Sentence, run_time: float) -> None:
        """Put the encoder summary between the two sentences."""
        wide, high = STRIP
        values = self.read("decoder_initial_hidden")
        size = (wide / len(values), high)
        strip = vector(values, notation=self.notation, theme=self.theme, role="source", across=True, size=size, numerals=False)
        strip.move_to((0, SUMMARY, 0))
        edges = [(source.get_bottom()[1], strip.get_top()[1]), (strip.get_bottom()[1], target.get_top()[1])]
        wires = [
            Wire((0, start - WIRE_GAP), (0, end + WIRE_GAP), theme=self.theme, colour=colour)
            for (start, end), colour in zip(edges, ("source", "target"), strict=True)
        ]
        first = self.decoder.start.cells
        self.later(Arrive(strip, strip.cells, first, lag=RIPPLE, run_time=run_time))
        self.clear_stage()
        self.play(Appear(VGroup(*wires), run_time=self.theme.quick))

    def summary(self) -> Phrase:
        """Return what the end card says was seen."""
        count = self.value("sizes.target")
        if self.looks:
            return phrase("{count:0} output steps, each with a look back at the whole sentence", count=count)
        units = self.value("sizes.state")
        return phrase("A sentence through {units:0} number{units:s}, then {count:0} step{count:s}", count=count, units=units)
