"""Encoder and decoder side by side, both unrolled, and all that stands between them: what is handed over, what is looked at."""

from collections.abc import Sequence

from manim import Animation, VGroup, VMobject

from scenes.mobjects.leaves import dimmed
from scenes.mobjects.motion import Shade
from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.candidates import Candidates
from scenes.mobjects.sets.unrolled import Columns, Unrolled
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch, Vector
from scenes.mobjects.wires import Wire

__all__ = ["TwoNetworks"]

READS = Columns(-5.3, 1.4, (-3.9,), {"inputs": (-5.15, 0.7), "state": (-3.35, 1.5)})
READS_TO_BE_LOOKED_AT = Columns(-5.4, 1.3, (-4.15,), {"inputs": (-5.28, 0.5), "state": (-3.42, 1.4)})
READS_BOTH_WAYS = Columns(-5.4, 1.3, (-4.44, -3.84), {"inputs": (-5.28, 0.5), "state": (-3.42, 1.4)})
WRITES = Columns(0.2, 1.4, (1.4,), {"inputs": (0.35, 0.5), "state": (1.95, 1.4)})
WRITES_AND_LOOKS = Columns(0.0, 1.15, (1.98,), {"inputs": (0.1, 0.4), "context": (0.6, 0.82), "state": (2.53, 1.0)})


class TwoNetworks(VGroup):
    """The encoder with its words and cells, and the decoder with its first cell; everything else is made when it is computed.

    ``words`` is ``(source,)``; ``count`` is how many words will be written. ``both_ways`` is true of an encoder with a backward
    half, ``looks`` of a decoder with attention. Cells are at rest: dimmed.
    """

    WEIGHT = (-1.62, 0.54)  # the middle and the width of the column of weights
    BRIDGE, NAMES = -1.5, 3.65  # where the wire of the handed-over state rises; where the candidates begin
    MOST, FEWEST = 5, 3  # candidates
    BELOW = 0.32  # room for the name of the last state
    NUMERAL = 0.22  # the least height of a weight's cell that has room for its number

    def __init__(
        self, words: Readings, known: Sequence[bool], count: int, *, theme: Theme, both_ways: bool = False, looks: bool = False
    ) -> None:
        super().__init__()
        self._theme, self.both_ways, self.looks, self.length = theme, both_ways, looks, len(words)
        reads = READS_BOTH_WAYS if both_ways else READS_TO_BE_LOOKED_AT if looks else READS
        spare = 0.0 if looks else self.BELOW
        self.encoder = Unrolled(
            reads, self.length, theme=theme, colour="source", title="encoder", first=not both_ways, reserve=spare
        )
        self.lines = self.MOST if self._decoder(self.MOST, count).room >= count else self.FEWEST
        self.decoder = self._decoder(self.lines, count)
        self.words = [self.encoder.word(words[row], row, known=each) for row, each in enumerate(known)]
        self.cells = [[self.encoder.cell(row, way) for row in range(self.length)] for way in range(len(reads.cells))]
        self.first_cell = self.decoder.cell(0)
        dimmed([cell[0] for way in [*self.cells, [self.first_cell]] for cell in way], theme.dimmed)
        cells = [cell for way in self.cells for cell in way]
        self.add(self.encoder, self.decoder, *self.words, *self._letters(), *self._links(), *cells, self.first_cell)

    def _decoder(self, lines: int, count: int) -> Unrolled:
        columns, reserve = WRITES_AND_LOOKS if self.looks else WRITES, (lines - 1) * Candidates.PITCH + Candidates.APART
        return Unrolled(columns, count, theme=self._theme, colour="target", title="decoder", reserve=reserve)

    def _letters(self) -> list[VMobject]:
        state = "encoder_hidden" if self.looks else "forward_hidden"
        drawn = [self.encoder.letter("source_inputs", "inputs"), self.encoder.letter(state, "state")]
        drawn += [self.decoder.letter("previous_tokens", "inputs"), self.decoder.letter("decoder_hidden", "state")]
        return drawn + ([self.decoder.letter("context", "context")] if self.looks else [])

    def _links(self) -> list[Wire]:
        links = [self.encoder.link(row) for row in range(1 if self.both_ways else 0, self.length)]
        return links + [self.encoder.link(row, 1, up=True) for row in range(self.length - 1) if self.both_ways]

    def light(self, lit: VGroup | None, *resting: VGroup) -> list[Animation]:
        """Return animations in which a cell, if there is one, comes to stand out and others are dimmed."""
        quick = self._theme.quick
        shades: list[Animation] = [Shade(cell[0], self._theme.dimmed, run_time=quick) for cell in resting]
        return shades if lit is None else [*shades, Shade(lit[0], 1, run_time=quick)]

    def bridge(self) -> Wire:
        """Return the wire from the encoder's last state to the decoder's first."""
        start, low = sum(self.encoder.columns.strips["state"]), self.encoder.y(self.length - 1)
        end, high = self.decoder.columns.cells[0] - self.decoder.columns.strips["state"][1] / 2, self.decoder.y(-1)
        gap = Unrolled.GAP
        points = [(start + gap, low), (self.BRIDGE, low), (self.BRIDGE, high), (end - gap, high)]
        return Wire(*points, theme=self._theme, colour="source")

    def below_last(self, text: str) -> Label:
        """Return a name for the encoder's last state, below it."""
        left, width = self.encoder.columns.strips["state"]
        y = self.encoder.y(self.length - 1) - self.encoder.thick / 2 - 0.2
        return Label(text, theme=self._theme, size=self._theme.small, colour="source").sit_amid(left + width / 2, y)

    def zeros(self) -> Label:
        """Return a name for the encoder's state before the first word, at the left of it."""
        x = self.encoder.columns.cells[0] - self.encoder.columns.strips["state"][1] / 2 - 0.15
        return Label("all zeros", theme=self._theme, size=self._theme.small, colour="muted").sit_amid(x, self.encoder.y(-1), 1)

    def loupe(self, cell: VMobject) -> Box:
        """Return a bright frame around one cell of a strip."""
        return Box(
            width=cell.width + 0.06,
            height=cell.height + 0.2,
            corner_radius=0.03,
            stroke_color=self._theme.ink,
            stroke_width=self._theme.stroke,
            fill_opacity=0,
        ).move_to(cell)

    def beside_first(self, text: str, colour: str) -> Label:
        """Return a name for the decoder's first state, at the right of it."""
        x = self.decoder.columns.cells[0] + self.decoder.columns.strips["state"][1] / 2 + 0.15
        return Label(text, theme=self._theme, size=self._theme.small, colour=colour).sit_amid(x, self.decoder.y(-1), -1)

    def weight(self, reading: Reading, row: int) -> Swatch:
        """Return the weight of a source word as a cell beside its h, with its number where there is room."""
        x, width = self.WEIGHT
        high = min(0.32, self.encoder.pitch * 0.8)
        made = swatch(reading, notation=NOTATION, theme=self._theme, size=(width, high), numeral=high >= self.NUMERAL)
        made.move_to((x, self.encoder.y(row), 0))
        placed(made.patch, lambda index: (x, self.encoder.y(index[-1])))
        return made

    def candidates(self, row: int, pairs: Sequence[tuple[Reading, Reading]]) -> Candidates:
        """Return what may be written at a row, the written word first."""
        size, y = self.decoder.size, self.decoder.y(row)
        return Candidates(pairs[: self.lines], theme=self._theme, size=size, left=self.NAMES, y=y)

    @staticmethod
    def parts(strip: Vector, sizes: Sequence[int]) -> list[VGroup]:
        """Return the cells of a strip in groups of these sizes."""
        starts = [sum(sizes[:number]) for number in range(len(sizes))]
        return [VGroup(*strip.cells[start : start + size]) for start, size in zip(starts, sizes, strict=True)]
