"""The base of films of a translator in which encoder and decoder are drawn unrolled: what each of their steps does on screen."""

from collections.abc import Sequence

from manim import Animation, VGroup, VMobject

from scenes.mobjects.flights import into, spelt, worked
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Arrive, Reveal, Shade, Vanish
from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.mobjects.sets.two_networks import TwoNetworks
from scenes.telling.translation import TranslationFilm

__all__ = ["UnrolledScene"]

LEGENDS, LEGEND_PITCH = 0.46, 0.32  # how far below the place of keys the first is; from one to the next
RIPPLE = 0.03
FAINT = 0.01  # a weight below which, after the first step, no scaled copy is drawn: nothing of it could be seen


class UnrolledScene(TranslationFilm):
    """A film in which steps of an encoder and a decoder are played row by row; a story says when, how fast, and what of them.

    ``looks`` is true where the decoder has attention, ``both_ways`` where the encoder has a backward half.
    """

    needs_attention = False

    @property
    def length(self) -> int:
        """How many words are read."""
        return len(self.trace.source_tokens)

    # -- the stage -------------------------------------------------------------------------------------------------------

    def set_the_stage(self) -> None:
        """Show the encoder with its words, and of the decoder what is known before it begins."""
        trace, words = self.trace, self.read("source_tokens")
        self.both_ways, self.looks = trace.backward is not None, trace.attention is not None
        kind = {"both_ways": self.both_ways, "looks": self.looks}
        self.stage = TwoNetworks(words, trace.source_known, self.count, theme=self.theme, **kind)
        self.encoder, self.decoder, self.cell = self.stage.encoder, self.stage.decoder, self.stage.first_cell
        rows = range(self.length)
        self.inputs = [self.encoder.strip("inputs", row, self.read("source_inputs", row)) for row in rows]
        self.states = [self.encoder.strip("state", row, self.read("encoder_hidden", row)) for row in rows]
        self.parts = [dict(zip(trace.annotation, self.stage.parts(state, self.sizes()), strict=True)) for state in self.states]
        self.rows: list[list[VMobject]] = []
        self.choices: list[VMobject] = []
        self.weights, self.rivals = VGroup(), VGroup()
        self.state = self.start = self.decoder.start(self.read("decoder_initial_hidden"))
        self.rest = self.encoder.start(self.read("encoder_initial_hidden"))
        self.add(self.stage, *([] if self.both_ways else [self.rest, self.stage.zeros()]))
        keys = {"values": "signed"} | ({"weight": "grey"} if self.looks else {})
        for row, (name, scale) in enumerate(keys.items()):
            self.add(legends(self.frame.legend.lowered(LEGENDS + LEGEND_PITCH * row), theme=self.theme, keys={name: scale}))

    def sizes(self) -> list[int]:
        """Return how many cells each part of an encoder state has."""
        keys = {"forward": "forward_hidden", "backward": "backward_hidden", "embedding": "source_inputs"}
        return [len(self.read(keys[part], 0)) for part in self.trace.annotation]

    def reading(self, row: int) -> Phrase:
        """Return a step of the encoder as the header names it."""
        numbers = {"number": self.value("source_numbers", row), "count": self.value("source_numbers", self.length - 1)}
        return phrase("word {number:0} of {count:0}", **numbers)

    def light(self, lit: VGroup | None, *resting: VGroup) -> None:
        """Let a cell stand out and others be dimmed, with the next animation."""
        quick = self.theme.quick
        self.later(*(Shade(cell[0], self.theme.dimmed, run_time=quick) for cell in resting))
        if lit is not None:
            self.later(Shade(lit[0], 1, run_time=quick))

    # -- the encoder -----------------------------------------------------------------------------------------------------

    def vectors(self, rows: Sequence[int], run_time: float) -> None:
        """Turn words into their vectors."""
        self.play(*(move for row in rows for move in spelt(self.stage.words[row][-1], self.inputs[row], run_time)))

    def pass_through(self, row: int, run_time: float, way: int = 0) -> None:
        """Let a word's vector and the state before go into a cell, and the new state come out."""
        name, before, cells = ("forward", "backward")[way], row + (-1, 1)[way], self.stage.cells[way]
        core, state, going = self.encoder.core(row, way), self.parts[row][name], [self.inputs[row]]
        inside = 0 <= before < self.length
        if inside or not self.both_ways:
            going.append(self.parts[before][name] if inside else self.rest)
        self.light(cells[row], *([cells[before]] if inside else []))
        if inside and not self.looks:
            self.later(Shade(self.states[before], self.theme.dimmed / 2, run_time=run_time))
        frame = [] if way else [Appear(self.states[row].frame, run_time=run_time)]
        self.work(into(core, going, run_time), [Arrive(state, [state], [core], run_time=run_time), *frame], run_time)

    def work(self, going: Sequence[Animation], coming: Sequence[Animation], run_time: float) -> None:
        """Play what goes in and then what comes out; at a run, the one while the other still lasts."""
        if run_time > self.theme.quick:
            self.play(*going)
            self.play(*coming)
        else:
            self.play(worked(going, coming))

    def copied(self, row: int) -> Arrive:
        """Return an animation in which a word's vector joins what is looked at."""
        part = self.parts[row]["embedding"]
        return Arrive(part, list(part), self.inputs[row].cells, lag=RIPPLE, run_time=self.theme.slow)

    def units(self) -> dict[str, Reading]:
        """Return how many numbers an encoder state has, as the field of a caption."""
        return {"units": self.value("sizes.annotation")}

    def languages(self) -> dict[str, Reading]:
        """Return what is read and what is written, as the fields of a caption."""
        return {"source": self.value("languages", 0), "target": self.value("languages", 1)}

    # -- the decoder -----------------------------------------------------------------------------------------------------

    def write(self, target: int, run_time: float, *, fed: bool = False) -> None:
        """Play one whole output step."""
        if not fed:
            self.feed(target, run_time)
        if self.looks:
            self.look_back(target, run_time)
        self.step(target, run_time)
        self.weigh(target, run_time)

    def feed(self, target: int, run_time: float) -> None:
        """Put the word before where the decoder reads, and turn it into its vector; only it is left of the candidates."""
        self.make_room(target, run_time)
        word, link = self.decoder.word(self.value("previous_tokens", target), target)[-1], self.decoder.link(target)
        self.input = self.decoder.strip("inputs", target, self.read("target_inputs", target))
        self.later(Appear(link, run_time=run_time))
        self.choose(run_time)
        if target:
            self.light(None, self.cell)
            self.cell = self.decoder.cell(target)
            self.rows.append([])
            coming = [Arrive(word, [word], [self.choices[-1]], run_time=run_time), Appear(self.cell, run_time=run_time)]
        else:
            self.light(self.cell)
            coming = [Appear(word, run_time=run_time)]
        self.work(coming, spelt(word, self.input, run_time), run_time)
        self.rows[-1] += [word, self.input, self.cell, link]

    def make_room(self, target: int, run_time: float) -> None:
        """Push the rows up by one where there is no room for another, the uppermost out of sight."""
        if self.decoder.overflow(target):
            gone, rows = VGroup(*self.rows.pop(0)), VGroup(*(each for row in self.rows for each in row))
            before = rows.copy()
            rows.shift((0, self.decoder.pitch, 0))
            self.play(Vanish(gone, run_time=run_time), Arrive(rows, [rows], [before], run_time=run_time))

    def look_back(self, target: int, run_time: float) -> None:
        """Let the state weigh every encoder state; scaled, they slide together into the context."""
        rows = range(self.length)
        weights = VGroup(*(self.stage.weight(self.value("weights", target, row), row) for row in rows))
        if self.weights:
            self.later(Vanish(self.weights, run_time=self.theme.quick))
        asking = [move for cell in weights for move in into(cell, [self.state], run_time)] if target == 0 else []
        weighing = [*asking, Reveal(weights, list(weights), wait=0.6 if asking else 0.0, run_time=run_time)]
        self.weights, self.context = weights, self.decoder.strip("context", target, self.read("context", target))
        seen = [row for row in rows if target == 0 or self.trace.weights[target, row] >= FAINT]
        scaled = [self.encoder.strip("state", row, self.read("weighted", target, row)) for row in seen]
        adding = [*into(self.context, scaled, run_time), Reveal(self.context, self.context.cells, wait=0.7, run_time=run_time)]
        self.work(weighing, adding, run_time)
        self.rows[-1].append(self.context)

    def step(self, target: int, run_time: float) -> None:
        """Let all that is read go into the cell; the new state comes out."""
        before, core, read = self.state, self.decoder.core(target), [self.state, self.input]
        going = into(core, [*read, self.context] if self.looks else read, run_time)
        self.state = self.decoder.strip("state", target, self.read("decoder_hidden", target))
        self.later(Shade(before, self.theme.dimmed / 2, run_time=run_time))
        self.work(going, [Arrive(self.state, [self.state], [core], run_time=run_time)], run_time)
        self.rows[-1].append(self.state)

    def weigh(self, target: int, run_time: float) -> None:
        """Let the probabilities of the next word grow out of the state."""
        written, others = self.written(target), range(len(self.trace.candidates[target]))
        pairs = [(self.value("candidates", target, each), self.value("candidate_probabilities", target, each)) for each in others]
        rivals = [pair for pair in pairs if pair[0].value != written.value]
        self.candidates = self.stage.candidates(target, [(written, self.sure(target)["share"]), *rivals])
        going = into(self.candidates.entry(), [self.state, self.context] if self.looks else [self.state], run_time)
        texts, bars = VGroup(*self.candidates.texts), self.candidates.bars
        self.choices.append(self.candidates.written[0])
        self.rows[-1].append(self.candidates.written)
        self.rivals = self.candidates.rivals
        grown = Arrive(VGroup(*bars), bars, self.candidates.stubs(), run_time=run_time)
        self.play(*going, Reveal(texts, list(texts), wait=0.5, run_time=run_time), grown)

    def choose(self, run_time: float) -> None:
        """Keep the most probable word only, with the next animation."""
        if self.rivals:
            self.later(Vanish(self.rivals, run_time=run_time))
            self.rivals = VGroup()
