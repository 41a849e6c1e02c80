"""One word through an LSTM cell, gate by gate, with every number."""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from manim import ApplyMethod, VGroup, VMobject

from model.trace import GATES
from scenes.mobjects.arithmetic import Arithmetic
from scenes.mobjects.bars import Verdict
from scenes.mobjects.bench import NOTES, Bench, Column, equation, overview, stack
from scenes.mobjects.cells import Vector
from scenes.mobjects.legend import legends
from scenes.mobjects.lstm import LSTMDiagram
from scenes.mobjects.motion import Appear, Arrive, Reveal, Shade, Vanish, dimmed, meet, through
from scenes.mobjects.quantities import vector
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.tokens import Ribbon
from scenes.stage.reader_scene import ReaderScene


@dataclass(frozen=True, slots=True)
class Block:
    """One of the four blocks: what it computes, whom it meets, and what is said about it."""

    gate: str
    says: str
    function: str = "sigmoid"
    partner: str = ""
    product: str = ""
    meets: str = ""

    @property
    def quantity(self) -> str:
        """The name of what comes out; the candidate is no gate."""
        return self.gate if self.gate == "candidate" else f"{self.gate}_gate"

    @property
    def number(self) -> int:
        """Where the block stands in packed weights."""
        return GATES.index(self.gate)

    @property
    def total(self) -> str:
        """The name of the sums before squashing."""
        return f"{self.gate}_preactivation"


FORGET = Block(
    gate="forget",
    says="Add the bias; sigmoid turns each sum into a share: f is {result} for unit {unit:0}.",
    partner="previous_cell",
    product="kept",
    meets="f scales all of the old cell state: of {partner}, unit {unit:0} keeps {product}.",
)
INPUT = Block(
    gate="input",
    says="Same stack, other weights: the input gate i, {result} for unit {unit:0}.",
)
CANDIDATE = Block(
    gate="candidate",
    says="The candidate: what could be written, bounded by tanh. Unit {unit:0}: {result}.",
    function="tanh",
    partner="input_gate",
    product="written",
    meets="i times candidate is what is really written: {product} into unit {unit:0}.",
)
OUTPUT = Block(
    gate="output",
    says="The output gate o: how much of the cell will show. Unit {unit:0}: {result}.",
    partner="squashed_cell",
    product="hidden",
    meets="o times tanh of the cell state is the new h: {product} for unit {unit:0}.",
)
RIBBON, ARITHMETIC, SECOND_EQUATION, LEGENDS = -2.62, -0.42, -2.05, 3.5
BARS = (-1.2, -1.04, 4.0)  # left, middle, length of a share of one
STAGGER, RIPPLE = 0.15, 0.05  # how much later each next row, or each next cell of a strip, sets out


class LSTMGates(ReaderScene):
    """Five acts on one word: forget gate, input gate, candidate, cell state, output gate."""

    title = "LSTM"
    cell_kinds = ("lstm",)
    most_units, most_features = 8, 24
    text: ClassVar[str] = "This phone is not bad at all"

    def construct(self) -> None:
        self.set_the_stage()
        self.compute(FORGET, in_full=True)
        self.compute(INPUT)
        self.compute(CANDIDATE)
        self.update_the_cell()
        self.compute(OUTPUT)
        self.hand_on()
        self.end_card(self.summary())

    # -- what is filmed ------------------------------------------------------------------------------------------------

    @property
    def step(self) -> int:
        """The index of the word that is shown in full."""
        return self.trace.turning_point if self.brief.word is None else self.brief.word

    @property
    def unit(self) -> int:
        """The unit under the loupe: the one whose cell state changes most at this word."""
        change = self.trace.steps.cell[self.step] - self.trace.previous_cell[self.step]
        return int(np.abs(change).argmax())

    def quantity(self, name: str) -> Readings:
        """Return a quantity of this step, ``(unit,)``."""
        return self.read(name, self.step)

    def single(self, name: str) -> Reading:
        """Return a quantity of this step for the unit under the loupe."""
        return self.value(name, self.step, self.unit)

    def followed(self, **fields: Reading) -> dict[str, Reading]:
        """Return the fields of a caption, with the number of the unit under the loupe."""
        return {"unit": self.value("unit_numbers", self.unit), **fields}

    # -- the opening -----------------------------------------------------------------------------------------------------

    def set_the_stage(self) -> None:
        """Show the cell at rest, with what it remembers and the word that it is about to read."""
        self.act("the cell", self.where(self.step))
        self.diagram = LSTMDiagram(theme=self.theme)
        self.strips = {name: self.strip(name) for name in self.diagram.places}
        words = self.read("tokens")
        ribbon = Ribbon(words, self.trace.known, self.step, theme=self.theme, width=self.frame.width).move_to((0, RIBBON, 0))
        dimmed([part for name, part in self.diagram.parts.items() if name != "inputs"], self.theme.dimmed)
        known = (self.strips[name] for name in ("previous_cell", "previous_hidden", "inputs"))
        self.add(self.diagram, *known, ribbon, legends(self.frame.right, LEGENDS, theme=self.theme))
        sums = overview(theme=self.theme)
        self.add(sums)
        before = "The cell holds C and h from the words before" if self.step else "Before the first word C and h are all zero"
        with self.beat(before + "; now it reads “{word}”.", word=self.value("tokens", self.step)):
            pass
        self.later(Vanish(sums, run_time=self.theme.quick))
        self.stack_the_inputs()

    def strip(self, name: str) -> Vector:
        """Return a quantity as the small strip that rides on the diagram's wires."""
        values, (width, height) = self.quantity(name), Vector.STRIP
        made = vector(values, theme=self.theme, across=True, size=(width / len(values), height), numerals=False)
        made.move_to((*self.diagram.places[name], 0.0))
        return made

    def stack_the_inputs(self) -> None:
        """Slide h and x together into the stack that all four blocks read."""
        self.stack = stack(self.quantity("previous_hidden"), self.quantity("inputs"), theme=self.theme)
        with self.beat("Old hidden state and new word are stacked: h first, then x."):
            for part, source in zip(self.stack, ("previous_hidden", "inputs"), strict=True):
                self.play(Arrive(part, part.cells, self.strips[source].cells, lag=RIPPLE, run_time=self.theme.beat))

    # -- a gate ----------------------------------------------------------------------------------------------------------

    def compute(self, block: Block, *, in_full: bool = False) -> None:
        """Weigh the stack, add the bias, squash; meet the partner; put the results on the diagram."""
        self.act(block.quantity.replace("_", " "), self.where(self.step))
        self.clear_bench(block.gate)
        weight = self.read("weight", block.number)
        bench = Bench(weight, gate=block.gate, quantity=block.quantity, function=block.function, unit=self.unit, theme=self.theme)
        result = bench.column("result", self.quantity(block.quantity), block.quantity)
        if in_full:
            says = "Each row of weights turns the stack into one sum: {sum} for unit {unit:0}."
            with self.beat(says, **self.followed(sum=self.sum_of(block)[0])):
                weighted = self.weigh(block, bench, self.theme.slow)
        with self.beat(block.says, **self.followed(result=self.single(block.quantity))):
            self.squash(block, bench, weighted if in_full else self.weigh(block, bench, self.theme.beat), result)
        shelf = {block.quantity: result}
        if block.product:
            shelf[block.product] = self.multiply(block, bench, result)
        self.shelve(shelf)

    def clear_bench(self, part: str) -> None:
        """Begin with an empty bench and light one part of the diagram; the parts at rest are dimmed."""
        self.clutter, self.notes = VGroup(), Arithmetic(NOTES, ARITHMETIC, theme=self.theme)
        rest = [other for name, other in self.diagram.parts.items() if name not in (part, "inputs")]
        quick = self.theme.quick
        self.later(*(Shade(each, self.theme.dimmed, run_time=quick) for each in rest))
        self.later(Shade(self.diagram.parts[part], 1, run_time=quick))

    def put(self, *mobjects: VMobject) -> list[Appear]:
        """Fade in things that stay on the bench until the act is over."""
        self.clutter.add(*mobjects)
        return [Appear(each, run_time=self.theme.quick) for each in mobjects]

    def lay(self, column: Column, *arriving: Any, note: VMobject | None = None) -> None:
        """Let a column's cells arrive, with its letter and sign; then put the loupe on its row, and its arithmetic beside it."""
        self.clutter.add(column.vector)
        self.play(*arriving, *self.put(column.marks))
        self.later(*self.put(column.frame, *([note] if note else [])))

    def sum_of(self, block: Block) -> tuple[Reading, Reading, Reading]:
        """Return the weighted sum of the unit under the loupe, its bias, and both together."""
        weighted = self.value("weighted_inputs", self.step, block.number, self.unit)
        return weighted, self.value("bias", block.number, self.unit), self.single(block.total)

    def weigh(self, block: Block, bench: Bench, run_time: float) -> Column:
        """Move a copy of the stack down over the weights while the sums come out at the right; return the sums."""
        self.play(*self.put(bench.matrix, bench.letter, bench.equation, bench.frame, self.heading()))
        weighted = bench.column("weighted", self.read("weighted_inputs", self.step, block.number))
        copy = VGroup(*self.stack).copy()
        down = np.array([0, bench.matrix.rows[-1].get_y() - self.stack[0].get_y(), 0])
        self.lay(
            weighted,
            ApplyMethod(copy.shift, down, run_time=run_time, remover=True),
            Reveal(weighted.vector, weighted.cells, lag=STAGGER * 4, run_time=run_time),
        )
        self.remove(copy)
        return weighted

    def squash(self, block: Block, bench: Bench, weighted: Column, result: Column) -> None:
        """Add the bias and send the sums through the squashing function."""
        bias = bench.column("bias", self.read("bias", block.number), f"bias_{block.gate}")
        total = bench.column("preactivation", self.quantity(block.total), f"preactivation_{block.gate}")
        slow = self.theme.slow
        self.lay(bias, Appear(bias.vector, run_time=self.theme.quick))
        meeting = meet(total.vector, total.cells, weighted.cells, bias.cells, lag=STAGGER, run_time=slow)
        self.lay(total, *meeting, *self.put(bench.squash), note=self.notes.total(*self.sum_of(block)))
        passing = through(result.vector, result.cells, total.cells, bench.squash.sign, lag=STAGGER, run_time=slow)
        self.lay(result, passing, note=self.notes.squashed(block.function, self.single(block.total), self.single(block.quantity)))

    def multiply(self, block: Block, bench: Bench, result: Column) -> Column:
        """Let the gate and its partner meet, unit by unit; return the product."""
        partner = bench.column("partner", self.quantity(block.partner), block.partner)
        product = bench.column("product", self.quantity(block.product), block.product)
        fields = self.followed(partner=self.single(block.partner), product=self.single(block.product))
        with self.beat(block.meets, **fields):
            self.lay(partner, self.bring(block, partner))
            meeting = meet(product.vector, product.cells, result.cells, partner.cells, lag=STAGGER, run_time=self.theme.slow)
            second = self.put(equation(block.product, theme=self.theme, height=SECOND_EQUATION)) if block is OUTPUT else []
            factors = (self.single(name) for name in (block.quantity, block.partner, block.product))
            self.lay(product, *meeting, *second, note=self.notes.product(*factors))
            if block is FORGET:
                self.mark_poster()
        return product

    def bring(self, block: Block, partner: Column) -> Any:
        """Fetch the partner from where it is on the diagram; the cell state goes through tanh on the way."""
        source = self.strips["cell" if block.partner == "squashed_cell" else block.partner].cells
        if block.partner == "squashed_cell":
            squash = self.diagram.squash.sign
            return through(partner.vector, partner.cells, source, squash, lag=RIPPLE, run_time=self.theme.slow)
        return Arrive(partner.vector, partner.cells, source, lag=RIPPLE, run_time=self.theme.beat)

    def shelve(self, results: dict[str, Column]) -> None:
        """Send results to their places on the diagram, and clear the bench."""
        beat = self.theme.beat
        moves = [
            Arrive(self.strips[name], self.strips[name].cells, column.cells, lag=RIPPLE, run_time=beat)
            for name, column in results.items()
        ]
        self.play(*moves, Vanish(self.clutter, run_time=beat))

    def heading(self) -> VMobject:
        """Name the unit whose arithmetic follows."""
        return self.notes.line(phrase("unit {unit:0}", **self.followed()), "muted")

    # -- the cell state and the end ----------------------------------------------------------------------------------------

    def update_the_cell(self) -> None:
        """Add what was kept to what was written."""
        self.act("cell state", self.where(self.step))
        self.clear_bench("update")
        kept, written, cell = (
            Column(self.quantity(name), name, unit=self.unit, theme=self.theme, letter=name)
            for name in ("kept", "written", "cell")
        )
        says = "Kept plus written is the new cell state: unit {unit:0} now holds {cell}."
        with self.beat(says, **self.followed(cell=self.single("cell"))):
            self.play(*self.put(equation("cell", theme=self.theme), self.heading()))
            for column, name in ((kept, "kept"), (written, "written")):
                source = self.strips[name].cells
                self.lay(column, Arrive(column.vector, column.cells, source, lag=RIPPLE, run_time=self.theme.beat))
            meeting = meet(cell.vector, cell.cells, kept.cells, written.cells, lag=STAGGER, run_time=self.theme.slow)
            self.lay(cell, *meeting, note=self.notes.total(*(self.single(name) for name in ("kept", "written", "cell"))))
        self.shelve({"cell": cell})

    def hand_on(self) -> None:
        """Light everything: one step is done, C and h go on, and the read-out speaks."""
        self.act("verdict", self.where(self.step))
        self.play(*(Shade(part, 1, run_time=self.theme.quick) for part in self.diagram.parts.values()), *map(Vanish, self.stack))
        with self.beat("One step is done: C and h go on to the next word."):
            self.wait(self.theme.still)
        hidden = Column(self.quantity("hidden"), "hidden", unit=self.unit, theme=self.theme, letter="hidden")
        with self.beat("The read-out turns h into a verdict after “{word}”: {verdict}, {share}.", **self.verdict(self.step)):
            self.play(Arrive(hidden.vector, hidden.cells, self.strips["hidden"].cells, lag=RIPPLE, run_time=self.theme.beat))
            self.play(*self.put(hidden.marks), Appear(self.bars(), run_time=self.theme.beat))

    def bars(self) -> Verdict:
        """Return the probabilities after this word, as bars."""
        labels, shares = self.read("labels"), self.quantity("probabilities")
        return Verdict(labels, shares, theme=self.theme, left=BARS[0], middle=BARS[1], width=BARS[2])

    def summary(self) -> Phrase:
        """Return what the end card says was seen."""
        return phrase("One LSTM step on “{word}”: {verdict}, {share}", **self.verdict(self.step))
