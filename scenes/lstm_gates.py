"""One word through an LSTM cell, gate by gate, with every number."""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from manim import ApplyMethod, VGroup

from model.trace import GATES
from scenes.mobjects.bars import Swings, Verdict
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Arrive, Depart, Reveal, Shade, Vanish, meet, through
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.bench import RIPPLE, Bench, Column, Gate, overview, stack
from scenes.mobjects.sets.lstm_cell import LSTMDiagram
from scenes.mobjects.text import Label
from scenes.mobjects.tokens import Ribbon
from scenes.mobjects.wires import Wire
from scenes.telling.one_step import OneStep
from scenes.telling.reader import ReaderFilm


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
    meets="f scales the old cell state, each unit by its own share: of {partner}, {product} is kept.",
)
INPUT = Block(gate="input", says="Same stack, other weights: the input gate i, {result} for unit {unit:0}.")
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
RIBBON, MIDDLE = -2.62, -1.04
BEFORE, AFTER, SHARE = -3.6, 3.4, 1.9  # where the two verdicts' bars begin, and how long a share of one is
NAMES = 1.4  # room for a label before its bar
PRODUCTS = {"x": 0.1, "y": -1.04, "width": 5.2, "height": 1.7}
STAGGER = 0.15  # how much later each next row sets out


class LSTMGates(ReaderFilm):
    """Five acts on one word: forget gate, input gate, candidate, cell state, output gate; then what the word changed."""

    title = "LSTM"
    caption_first = False
    cell_kinds = ("lstm",)
    needs = ("weight", "bias")
    most_units, most_features = 8, 24
    follows_a_word: ClassVar[bool] = True
    text: ClassVar[str] = "This phone is not bad at all"

    def construct(self) -> None:
        self.set_the_stage()
        self.stack_the_inputs()
        self.compute(FORGET)
        self.compute(INPUT)
        self.compute(CANDIDATE)
        with self.moment():
            self.update_the_cell()
        self.compute(OUTPUT)
        self.hand_on()
        self.tell_the_difference()
        self.end_card(self.summary())

    @property
    def step(self) -> int:
        """The index of the word that is shown in full."""
        return self.trace.turning_point if self.brief.word is None else self.brief.word

    @property
    def unit(self) -> int:
        """The unit under the loupe: the one whose cell state changes most at this word."""
        change = self.trace.steps.cell[self.step] - self.trace.previous_cell[self.step]
        return int(np.abs(change).argmax())

    # -- the opening -----------------------------------------------------------------------------------------------------

    def set_the_stage(self) -> None:
        """Show the cell at rest, with what it remembers and the word that it is about to read."""
        self.act("the cell", self.where(self.step))
        self.now = OneStep(self, time=self.step, unit=self.unit)
        self.focus = {"unit": self.unit}
        self.bench = Bench(unit=self.unit, notation=self.notation, theme=self.theme)
        self.diagram = LSTMDiagram(theme=self.theme)
        self.strips = {name: self.diagram.strip(self.now.quantity(name)) for name in self.diagram.places}
        words = self.read("tokens")
        ribbon = Ribbon(words, self.trace.known, self.step, theme=self.theme, width=self.frame.width).move_to((0, RIBBON, 0))
        self.diagram.rest()
        known = (self.strips[name] for name in ("previous_cell", "previous_hidden", "inputs"))
        sums = overview(notation=self.notation, theme=self.theme)
        self.add(self.diagram, *known, ribbon, sums, legends(self.frame.legend, theme=self.theme))
        before = "The cell holds C and h from the words before" if self.step else "Before the first word C and h are zero"
        with self.beat(before + "; now it reads “{word:short}”.", word=self.value("tokens", self.step)):
            pass
        self.admit_strangers()
        self.later(Vanish(sums, run_time=self.theme.quick))

    def stack_the_inputs(self) -> None:
        """Slide h and x together into the stack that all four blocks read."""
        hidden, inputs = self.now.quantity("previous_hidden"), self.now.quantity("inputs")
        self.stack = stack(hidden, inputs, notation=self.notation, theme=self.theme)
        with self.beat("Old hidden state and new word are stacked: h first, then x."):
            for part, source in zip(self.stack, ("previous_hidden", "inputs"), strict=True):
                self.play(Arrive(part, part.cells, self.strips[source].cells, lag=RIPPLE, run_time=self.theme.beat))

    # -- a block ---------------------------------------------------------------------------------------------------------

    def begin(self, part: str) -> None:
        """Begin with an empty bench and light one part of the diagram."""
        self.bench.clear()
        self.later(*self.diagram.light(part))

    def compute(self, block: Block) -> None:
        """Weigh the stack, add the bias, squash; meet the partner; put the results on the diagram."""
        self.act(block.quantity.replace("_", " "), self.where(self.step))
        self.begin(block.gate)
        self.focus["gate"] = block.number
        weight = self.read("weight", block.number)
        gate = self.bench.gate(weight, quantity=block.quantity, function=block.function)
        weighted = self.bench.column("weighted", self.now.quantity("weighted_inputs", block.number))
        result = self.bench.column("result", self.now.quantity(block.quantity))
        if block is FORGET:
            self.weigh_one_row(block, gate, weighted)
        with self.beat(block.says, **self.now.followed(result=self.now.single(block.quantity))):
            self.weigh(gate, weighted)
            self.squash(block, gate, weighted, result)
        shelf = {block.quantity: result}
        if block.product:
            shelf[block.product] = self.multiply(block, result)
        self.play(*self.bench.shelve(shelf, self.strips))

    def sum_of(self, block: Block) -> tuple[Reading, Reading, Reading]:
        """Return the weighted sum of the unit under the loupe, its bias, and both together."""
        weighted = self.now.single("weighted_inputs", block.number)
        return weighted, self.value("bias", block.number, self.unit), self.now.single(block.total)

    def heading(self) -> Label:
        """Name the unit whose arithmetic follows."""
        return self.bench.heading(self.value("unit_numbers", self.unit))

    def weigh_one_row(self, block: Block, gate: Gate, weighted: Column) -> None:
        """Multiply one row of weights with the stack, and let the products add up."""
        says = "Follow unit {unit:0}, which changes most: its weights times h and x add up to {sum}."
        values = self.read("products", self.step, block.number, self.unit)
        products = Swings(values, theme=self.theme, divide=len(gate.matrix.rows), **PRODUCTS)
        row, slow = gate.matrix.rows[self.unit], self.theme.slow
        with self.beat(says, **self.now.followed(sum=self.sum_of(block)[0])):
            self.show_weights(gate)
            self.play(*self.drop_stack(row.get_y(), slow))
            self.play(Appear(products.line), Arrive(VGroup(*products.bars), products.bars, list(row), lag=RIPPLE, run_time=slow))
            self.wait(self.theme.beat)
            cell = weighted.cells[self.unit]
            falling = Depart(products, products.bars, [cell] * len(products.bars), lag=RIPPLE, run_time=slow)
            self.play(falling, Vanish(products.line), Appear(cell, run_time=slow))

    def show_weights(self, gate: Gate) -> None:
        """Lay the weights on the bench, with their equation."""
        self.play(*self.bench.put(*gate.parts, self.heading()))

    def drop_stack(self, height: float, run_time: float) -> list[Any]:
        """Return the animation that moves a copy of the stack down over the weights to a height."""
        copy = VGroup(*self.stack).copy()
        down = np.array([0, height - self.stack[0].get_y(), 0])
        return [ApplyMethod(copy.shift, down, run_time=run_time, remover=True)]

    def weigh(self, gate: Gate, weighted: Column) -> None:
        """Move a copy of the stack down over the weights while the sums come out at the right."""
        if gate.matrix not in self.bench.clutter.submobjects:
            self.show_weights(gate)
        beat, there = self.theme.beat, {id(each) for each in self.mobjects}
        cells = [cell for cell in weighted.cells if id(cell) not in there]
        sums = Reveal(VGroup(*cells, weighted.vector.frame), cells, lag=STAGGER * 4, run_time=beat)
        self.perform(self.bench.lay(weighted, *self.drop_stack(gate.matrix.rows[-1].get_y(), beat), sums))

    def squash(self, block: Block, gate: Gate, weighted: Column, result: Column) -> None:
        """Add the bias and send the sums through the squashing function."""
        bench, notes, slow = self.bench, self.bench.notes, self.theme.slow
        bias = bench.column("bias", self.read("bias", block.number))
        total = bench.column("preactivation", self.now.quantity(block.total))
        self.perform(bench.lay(bias, Appear(bias.vector, run_time=self.theme.quick)))
        meeting = meet(total.vector, total.cells, weighted.cells, bias.cells, lag=STAGGER, run_time=slow)
        self.perform(bench.lay(total, *meeting, *bench.put(gate.squash), note=notes.total(*self.sum_of(block))))
        passing = through(result.vector, result.cells, total.cells, gate.squash.sign, lag=STAGGER, run_time=slow)
        sums, shares = self.now.single(block.total), self.now.single(block.quantity)
        self.perform(bench.lay(result, passing, note=notes.squashed(block.function, sums, shares)))

    def multiply(self, block: Block, result: Column) -> Column:
        """Let the gate and its partner meet, unit by unit; return the product."""
        bench, single = self.bench, self.now.single
        partner = bench.column("partner", self.now.quantity(block.partner))
        product = bench.column("product", self.now.quantity(block.product))
        fields = self.now.followed(partner=single(block.partner), product=single(block.product))
        with self.beat(block.meets, **fields):
            self.perform(bench.lay(partner, self.bring(block, partner)))
            meeting = meet(product.vector, product.cells, result.cells, partner.cells, lag=STAGGER, run_time=self.theme.slow)
            second = bench.put(bench.equation(block.product, second=True)) if block is OUTPUT else []
            factor, other, outcome = (single(name) for name in (block.quantity, block.partner, block.product))
            self.perform(bench.lay(product, *meeting, *second, note=bench.notes.product(factor, other, outcome)))
            if block is FORGET:
                self.mark_poster()
        return product

    def bring(self, block: Block, partner: Column) -> Any:
        """Fetch the partner from where it is on the diagram; the cell state goes through tanh on the way."""
        if block.partner != "squashed_cell":
            return self.bench.fetch(partner, self.strips[block.partner])
        squash, source = self.diagram.squash.sign, self.strips["cell"].cells
        return through(partner.vector, partner.cells, source, squash, lag=RIPPLE, run_time=self.theme.slow)

    # -- the cell state and the end ----------------------------------------------------------------------------------------

    def column(self, name: str) -> Column:
        """Return a quantity of this step in the slot of its name."""
        return self.bench.column(name, self.now.quantity(name))

    def update_the_cell(self) -> None:
        """Add what was kept to what was written."""
        self.act("cell state", self.where(self.step))
        self.begin("update")
        self.later(*(Shade(part, self.theme.dimmed, run_time=self.theme.quick) for part in self.stack))
        bench, names = self.bench, ("kept", "written", "cell")
        kept, written, cell = map(self.column, names)
        says = "Kept plus written is the new cell state: unit {unit:0} now holds {cell}."
        with self.beat(says, **self.now.followed(cell=self.now.single("cell"))):
            self.play(*bench.put(bench.equation("cell"), self.heading()))
            for column, name in ((kept, "kept"), (written, "written")):
                self.perform(bench.lay(column, bench.fetch(column, self.strips[name])))
            meeting = meet(cell.vector, cell.cells, kept.cells, written.cells, lag=STAGGER, run_time=self.theme.slow)
            self.perform(bench.lay(cell, *meeting, note=bench.notes.total(*map(self.now.single, names))))
        self.later(*(Shade(part, 1, run_time=self.theme.quick) for part in self.stack))
        self.play(*bench.shelve({"cell": cell}, self.strips))

    def hand_on(self) -> None:
        """Light everything: one step is done, C and h go on."""
        self.act("one step done", self.where(self.step))
        self.later(*self.diagram.light_all(), *(Vanish(part, run_time=self.theme.quick) for part in self.stack))
        last = self.step == self.count - 1
        with self.beat("One step is done: C and h " + ("are what the text leaves." if last else "go on to the next word.")):
            self.wait(self.theme.still)

    def tell_the_difference(self) -> None:
        """Read the verdict out of h, beside the one before this word."""
        self.act("verdict", self.where(self.step))
        bench, hidden = self.bench, self.column("hidden")
        shares = self.read("probabilities", self.step - 1) if self.step else self.read("initial_probabilities")
        wire = Wire((0.7, MIDDLE), (1.55, MIDDLE), theme=self.theme, colour="state")
        with self.beat("Read out from h, after “{word:short}” the verdict is {verdict}: {share}.", **self.verdict(self.step)):
            self.play(*bench.put(*self.bars("before", shares, BEFORE)))
            self.play(bench.fetch(hidden, self.strips["hidden"]))
            after = self.bars("after", self.now.quantity("probabilities"), AFTER)
            self.play(*bench.put(hidden.marks, wire), *bench.put(*after))

    def bars(self, title: str, shares: Readings, left: float) -> tuple[Verdict, Label]:
        """Return probabilities as bars, and what stands above them."""
        made = Verdict(self.read("labels"), shares, theme=self.theme, left=left, middle=MIDDLE, width=SHARE, room=NAMES)
        return made, stays(Label(title, theme=self.theme, colour="muted").sit(left, made.get_top()[1] + 0.18, -1))

    def summary(self) -> Phrase:
        """Return what the end card says was seen."""
        return phrase("One LSTM step on “{word:short}”: {verdict}, {share}", **self.verdict(self.step))
