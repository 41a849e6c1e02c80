"""The trace of a recurrent reader: a cell goes through a text and gives a verdict after each word."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, ClassVar

import numpy as np

from model.errors import TraceError, brief
from model.trace.axes import SHARE, Along, Array, Axes, Part, read_only
from model.trace.base import Trace
from model.trace.declarations import axis_sizes
from model.trace.dropping import MASKS, Dropped, Dropping, DropRate, DropSeed, Masks, dropping_of
from model.trace.entries import Called, check_forms
from model.trace.equations import Equation, Estimate, centred, pushed, softmax_of, weighed
from model.trace.gated import Gated
from model.trace.keeping import Keeping
from model.trace.lasting import Lasting, lasting_of
from model.trace.learning import Learning
from model.trace.omission import Without, omission_of
from model.trace.program import columns_of, program_of
from model.trace.steps import STEPS, Step, StepKind
from model.trace.steps.attention import sum_is_one
from model.trace.turning import Answer, answer_of, moved_by
from model.trace.weight_counts import Counting

__all__ = ["READOUT", "ReaderTrace"]

ADMITTED = Equation("admitting_gate", "1 - update_gate", ("update_gate",), lambda gate: Estimate(1.0 - gate, 1.0 + gate))
READOUT = (
    Equation("logits", "readout_weight hidden + readout_bias", ("readout_weight", "readout_bias", "hidden"), weighed),
    Equation("probabilities", "softmax(logits)", ("logits",), softmax_of),
    Equation(
        "logits",
        "all pushes on a verdict and its centred bias, added up",
        ("pushes", "push_biases", "readout_weight", "readout_bias", "hidden"),
        pushed,
        of=centred,
        sentence="{result}, centred over the labels = {says}",
    ),
    sum_is_one("probabilities"),
)

PARTS = (("steps", "", ""), ("cell_weights", "", ""), ("initial", "initial_", ""), ("gradients", "", "_gradient"))
"""The fields whose arrays are found on the trace itself, and what is put before their names and behind them there."""


@dataclass(frozen=True, kw_only=True)
class ReaderTrace(Keeping, Learning, Lasting, Dropping, Counting, Gated, Trace):
    """A recurrent cell read a text word by word and gave a verdict after each word.

    ``steps``, ``initial`` and ``cell_weights`` are the tuples that :data:`~model.trace.STEPS` declares for the kind of cell: what
    it computed, what it started from, and its own numbers. Each of their arrays is found on the trace itself, those of the second
    as ``initial_hidden`` and so on; the same quantities at the step before are ``previous_hidden`` and so on.

    ``memory[t, s]`` is what of word ``s``'s writing the carried state still holds after word ``t``: (product of the share kept
    over s+1..t) * what word s wrote; plus what is left of the initial state, it sums to the state. A cell that carries none, such
    as a plain one, has no memory.

    ``gradients`` has the gradient of a loss in each of the step's quantities, called ``hidden_gradient`` and so on: of -log p of
    the label that is ``taught``, after the last word. ``states_without`` is what the state would be had a word not been read,
    ``states_dropped`` what it is while ``dropout_masks`` erase units. Weights, memory, gradients and these may be left out.
    """

    kind: ClassVar[str] = "reader"
    does: ClassVar[str] = "reads and judges"
    forms: ClassVar[tuple[str, str]] = ("tokens", "tokens_read")

    cell_kind: Annotated[str, Called("cell"), "the cell that ran"]
    tokens: Annotated[tuple[str, ...], Along("time"), "the words as they are shown, one per time step"]
    known: Annotated[tuple[bool, ...], "for each word, whether the model knows it; others are drawn hatched"]
    labels: Annotated[tuple[str, ...], Along("label"), "the names of the verdicts, in the order of the `label` axis"]
    tokens_read: Annotated[
        tuple[str, ...],
        Along("time"),
        "for each word, the other form of it that was read in its place, or an empty text; empty if there is none",
    ] = ()
    taught: Annotated[str, "the label whose loss after the last word the gradients are of; empty if there are none"] = ""
    drop_rate: DropRate = 0.0
    drop_seed: DropSeed = 0
    inputs: Annotated[Array, Axes("time", "feature"), "x(t), the word vectors"]
    initial: Annotated[Any, Part("initial", unit="unit")]
    cell_weights: Annotated[Any | None, Part()] = None
    steps: Annotated[Step, Part()]
    readout_weight: Annotated[Array, Axes("label", "unit"), "the read-out's weights"]
    readout_bias: Annotated[Array, Axes("label"), "the read-out's biases"]
    logits: Annotated[Array, Axes("time", "label")]
    probabilities: Annotated[Array, Axes("time", "label"), SHARE]
    memory: Annotated[Array | None, Axes("time", "source", "unit")] = None
    gradients: Annotated[Step | None, Part(of="gradient")] = None
    states_without: Without = None
    dropout_masks: Masks = None
    states_dropped: Dropped = None

    def __post_init__(self) -> None:
        super().__post_init__()
        for field, kind in self.record_types({"cell": self.cell_kind}).items():
            if not isinstance(getattr(self, field), kind | None if field in ("cell_weights", "gradients") else kind):
                raise TraceError(f"its {field} should be a {kind.__name__}, as its cell is {self.cell_kind!r}.")
        sizes = axis_sizes(self)
        for axis, (size, reason) in self._demanded(sizes).items():
            if sizes.get(axis, size) != size:
                raise TraceError(f"the {axis} axis is {sizes[axis]}, it should be {size} ({reason}).")
        if len(self.known) != len(self.tokens):
            raise TraceError(f"known has {len(self.known)} entries for {len(self.tokens)} tokens.")
        check_forms("tokens_read", self.tokens_read, self.known)
        self.check_dropping()
        if self.taught not in ("", *self.labels) or (self.gradients is not None and not self.taught):
            raise TraceError(f"taught is {brief(self.taught)}, it should be the label whose loss its gradients are of.")
        if self.memory is not None and self.declared.carried is None:
            raise TraceError(f"it holds a memory, and a cell of kind {self.cell_kind} carries no state.")

    def _demanded(self, sizes: Mapping[str, int]) -> dict[str, tuple[int, str]]:
        """Return the size that an axis must have, and why."""
        return {
            "time": (len(self.tokens), "there are that many tokens"),
            "label": (len(self.labels), "there are that many labels"),
            "source": (sizes["time"], "it is the time axis"),
            "part": (len(self.declared.state._fields), ", ".join(self.declared.state._fields)),
            "mask": (len(MASKS), ", ".join(MASKS)),
            "gate": (len(self.declared.gates), ", ".join(self.declared.gates)),
            "stacked": (sizes["unit"] + sizes["feature"], "unit + feature"),
        }

    def __getattr__(self, name: str) -> Any:
        """Find a step's quantity (``forget_gate``, ...), a weight, or a quantity of the step before, on the trace itself."""
        own = self.__dict__
        for part, prefix, suffix in PARTS:
            inner = name.removeprefix(prefix).removesuffix(suffix)
            if name == prefix + inner + suffix and inner in getattr(own.get(part), "_fields", ()):
                return own.setdefault(name, getattr(own[part], inner))
        inner = name.removeprefix("previous_")
        if inner == name or inner not in getattr(own.get("initial"), "_fields", ()):
            raise AttributeError(name)
        before = read_only(np.vstack([getattr(self.initial, inner), getattr(self.steps, inner)[:-1]]))
        return own.setdefault(name, before)

    @property
    def declared(self) -> StepKind:
        """What is declared of the cell's kind."""
        return STEPS[self.cell_kind]

    @property
    def lacking(self) -> tuple[str, ...]:
        """The axes that are left out of this trace's arrays: ``gate``, where the cell has one block of weights."""
        return () if self.declared.gates else ("gate",)

    @property
    def given(self) -> tuple[str, ...]:
        """The words that the model was given, as typed."""
        return self.tokens

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that the model does not know, as typed, each once."""
        return tuple(dict.fromkeys(word for word, known in zip(self.tokens, self.known, strict=True) if not known))

    @cached_property
    def stacked(self) -> Annotated[Array, Axes("time", "stacked")]:
        """[h(t-1); x(t)] for every t, ``(time, stacked)``."""
        return read_only(np.hstack([self.previous_hidden, self.inputs]))

    @cached_property
    def weighted_inputs(self) -> Annotated[Array, Axes("time", "gate", "unit")]:
        """What every block of weights makes of what it weighs, before the bias is added, ``(time, gate, unit)``.

        In a cell with one block it is ``(time, unit)``. A block that is not one product is left out, as the candidate of a GRU is
        that resets after it. Without weights there is none: AttributeError.
        """
        return read_only(self.products.sum(axis=-1))

    @cached_property
    def products(self) -> Annotated[Array, Axes("time", "gate", "unit", "stacked")]:
        """Every weight times what it weighs, which add up to :attr:`weighted_inputs`, ``(time, gate, unit, stacked)``.

        In a cell with one block it is ``(time, unit, stacked)``; there is none where there are no weighted inputs.
        """
        if self.cell_weights is None or not self.declared.weighs:
            raise AttributeError("products")
        stacks = [np.hstack([getattr(self, name), self.inputs]) for name in self.declared.weighs]
        weighed = np.stack(stacks, axis=1) if self.declared.gates else stacks[0]
        weight = self.cell_weights.weight
        return read_only((weight[: len(stacks)] if self.declared.gates else weight) * weighed[..., None, :])

    @cached_property
    def weighted_hidden(self) -> Annotated[Array, Axes("time", "gate", "unit")]:
        """The part of :attr:`weighted_inputs` that comes from the state before, ``(time, gate, unit)``."""
        return read_only(self.products[..., : self.hidden.shape[-1]].sum(axis=-1))

    @cached_property
    def weighted_words(self) -> Annotated[Array, Axes("time", "gate", "unit")]:
        """The part of :attr:`weighted_inputs` that comes from the word, ``(time, gate, unit)``."""
        return read_only(self.products[..., self.hidden.shape[-1] :].sum(axis=-1))

    @cached_property
    def verdicts(self) -> Annotated[tuple[str, ...], Along("time")]:
        """The most probable label after each word."""
        return tuple(self.labels[winner] for winner in self.probabilities.argmax(axis=1))

    @cached_property
    def verdict_probabilities(self) -> Annotated[Array, Axes("time")]:
        """The probability of the most probable label after each word, ``(time,)``."""
        return read_only(self.probabilities.max(axis=1))

    @property
    def outcome(self) -> str:
        """The last verdict and its probability."""
        return f"says {self.verdicts[-1]} ({self.verdict_probabilities[-1]:.2f})"

    @cached_property
    def word_numbers(self) -> Annotated[Array, Axes("time")]:
        """How a person counts the words: 1, 2, ..., ``(time,)``."""
        return read_only(np.arange(1, len(self.tokens) + 1))

    @cached_property
    def unit_numbers(self) -> Annotated[Array, Axes("unit")]:
        """How a person counts the units: 1, 2, ..., ``(unit,)``."""
        return read_only(np.arange(1, self.steps.hidden.shape[-1] + 1))

    @property
    def program(self) -> Annotated[tuple[str, ...], Along("line")]:
        """The lines of a plain program that computes what this cell does; AttributeError for a cell without one."""
        return program_of(self.cell_kind)

    @property
    def program_columns(self) -> Annotated[tuple[tuple[str, ...], ...], Along("line", "column")]:
        """The same lines without indents, each in parts that stand below those of the others; AttributeError as for those."""
        return columns_of(self.cell_kind)

    @property
    def line_numbers(self) -> Annotated[Array, Axes("line")]:
        """How a person counts these lines: 1, 2, ..., ``(line,)``; AttributeError as for those."""
        return read_only(np.arange(1, len(self.program) + 1))

    @cached_property
    def twice(self) -> tuple[int, int] | None:
        """The indices of one word's two places after which the states differ most, in order; None if no word comes twice.

        It is the same vector at both, too: a model of somebody else's may give a word another one at each place.
        """
        words = [word.casefold() for word in self.tokens]
        pairs = [(early, late) for late, word in enumerate(words) for early in range(late) if words[early] == word]
        pairs = [(early, late) for early, late in pairs if np.array_equal(self.inputs[early], self.inputs[late])]
        return max(pairs, key=lambda pair: float(np.abs(self.hidden[pair[0]] - self.hidden[pair[1]]).sum()), default=None)

    def jolt(self, unit: int) -> int:
        """Return the index of the word, after the first if there are several, that changes what a unit shows most."""
        change = np.abs(self.hidden[:, unit] - self.previous_hidden[:, unit])
        return int(change[1:].argmax()) + 1 if len(change) > 1 else 0

    @cached_property
    def answer(self) -> Answer:
        """What the last verdict hangs on: the word that turned it, the rivals, and the units that push them down."""
        return answer_of(self)

    @cached_property
    def turn_parts(self) -> Annotated[Array, Axes("unit")]:
        """By how much each unit widened the margin of the verdict at the word that turned it, ``(unit,)``.

        Where it never turned, it is how much each unit adds to that margin at the end. What worked against it is below nought.
        """
        return read_only(moved_by(self, self.answer.turn, self.answer.rival))

    @cached_property
    def turn_total(self) -> float:
        """What all units together gave that turned the verdict, or keep its rival behind: all above nought of its parts."""
        return float(self.turn_parts[self.turn_parts > 0].sum())

    @cached_property
    def remaining_pushes(self) -> Annotated[Array, Axes("unit", "unit", "label")]:
        """What all units push after the last word but two, and the biases with them, ``(unit, unit, label)``.

        On the diagonal it is of one unit in place of two.
        """
        pushes, rows = self.pushes[-1], np.arange(self.hidden.shape[1])
        told: Array = pushes[:, None] + pushes[None]
        told[rows, rows] = pushes
        return read_only(self.centred_logits[-1] - told)

    def equations(self) -> Iterator[Equation]:
        """Yield the cell's equations, that of the other way to count an update gate, and all that follow from these."""
        yield from self.declared.equations
        if "update_gate" in self.declared.step._fields:
            yield ADMITTED
        yield from READOUT
        if self.declared.carried:
            yield from self.declared.carried.equations()
        kind = self.declared
        yield from (*kind.backward, omission_of(kind), lasting_of(kind), *dropping_of(kind))

    @classmethod
    def record_types(cls, header: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the tuples of the header's kind of cell."""
        if not isinstance(header["cell"], str) or header["cell"] not in STEPS:
            raise TraceError(f"its cell is {brief(header['cell'])}; known cells are {', '.join(STEPS)}.")
        declared = STEPS[header["cell"]]
        step = declared.step
        return {"steps": step, "initial": declared.state, "cell_weights": declared.weights, "gradients": step}
