"""The trace of an encoder-decoder: it reads a sentence in one language and writes one in another, with attention or without."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Annotated, Any, ClassVar, NamedTuple, get_type_hints

import numpy as np

from model.errors import TraceError
from model.trace.attention import AdditiveAttention, ScorerDetail, ScorerWeights, attention_identities, detail_identities
from model.trace.axes import Array, Axes, Part, axis_sizes, is_array, number_array, read_only, softmax
from model.trace.base import Identity, Provenance, Trace, identity
from model.trace.gru import GRU_GATES, GRUStep, GRUWeights, gru_identities

__all__ = ["CANDIDATES", "END", "START", "TranslationTrace"]

START, END = "<start>", "<end>"
"""What the decoder is given before its first word, and what it writes after its last."""
CANDIDATES = 5
"""So many of the most probable words are named at each step."""

FORWARD = Part("forward", time="source")
BACKWARD = Part("backward", time="source")
DECODER = Part("decoder", time="target", unit="state")
SCORER = Part("scorer", scorer="scorer", state="state", annotation="annotation")


class Sizes(NamedTuple):
    """How many numbers a decoder state s and an annotation h_j have, and how many words can be written."""

    state: int
    annotation: int
    word: int


@dataclass(frozen=True, kw_only=True)
class TranslationTrace(ScorerDetail, Trace):
    """An encoder read a sentence, and a decoder wrote another, always taking the most probable word (greedy, free running).

    What is scored and mixed, h_j = ``encoder_hidden[j]``, is composed as ``annotation`` says, in that order: the forward state,
    the backward state, the word's embedding. The backward encoder reads from the last word to the first; its row j is the state
    after word j, hence made from row j+1. Both encoders start from zeros.

    Row i of what has a ``target`` axis belongs to the i-th word written; s(i-1) is row i-1 of ``decoder_hidden``, or
    ``decoder_initial_hidden`` (:attr:`previous_states`). That is a learned constant (``bridge`` "constant") or the forward
    encoder's last state ("summary"). The decoder reads [s(i-1); y(i-1); c_i], the read-out sees [s_i; c_i]; without attention
    there is no c_i in either.

    Attributes
    ----------
    target_tokens
        The words written; the last is :data:`END` unless the decoder ran to the bound without it.
    words
        What can be written, one for each row of the read-out; :data:`END` and the unknown word among them.
    gold
        1 where a gold alignment links the two words surely, 0.5 where it allows a link, else 0; None if nobody knows.
    alignment_error
        The model's alignment error rate on its test part, 0..1; None without attention, or without a gold alignment.
    """

    kind: ClassVar[str] = "translation"
    does: ClassVar[str] = "translates"

    languages: tuple[str, str]
    annotation: tuple[str, ...]
    bridge: str
    source_tokens: tuple[str, ...]
    source_known: tuple[bool, ...]
    target_tokens: tuple[str, ...]
    words: tuple[str, ...]
    alignment_error: float | None = None
    source_inputs: Annotated[Array, Axes("source", "feature")]
    forward: Annotated[GRUStep, FORWARD]
    forward_cell: Annotated[GRUWeights, FORWARD]
    backward: Annotated[GRUStep | None, BACKWARD] = None
    backward_cell: Annotated[GRUWeights | None, BACKWARD] = None
    encoder_hidden: Annotated[Array, Axes("source", "annotation")]
    decoder_initial_hidden: Annotated[Array, Axes("state")]
    target_inputs: Annotated[Array, Axes("target", "target_feature")]
    scorer: Annotated[ScorerWeights | None, SCORER] = None
    attention: AdditiveAttention | None = None
    decoder: Annotated[GRUStep, DECODER]
    decoder_cell: Annotated[GRUWeights, DECODER]
    readout_weight: Annotated[Array, Axes("word", "readout")]
    readout_bias: Annotated[Array, Axes("word")]
    logits: Annotated[Array, Axes("target", "word")]
    probabilities: Annotated[Array, Axes("target", "word")]
    gold: Annotated[Array | None, Axes("target", "source")] = None

    def __post_init__(self) -> None:
        super().__post_init__()
        self._check_composition()
        sizes = axis_sizes(self)
        for axis, (size, reason) in self._demanded(sizes).items():
            if sizes.get(axis, size) != size:
                raise TraceError(f"the {axis} axis is {sizes[axis]}, it should be {size} ({reason}).")
        if len(self.source_known) != len(self.source_tokens):
            raise TraceError(f"source_known has {len(self.source_known)} entries for {len(self.source_tokens)} tokens.")
        strangers = [word for word in self.target_tokens if word not in self.words]
        if strangers:
            raise TraceError(f"{strangers[0]!r} was written, but it is not one of the words.")

    def _check_composition(self) -> None:
        """Raise :class:`TraceError` unless the parts that are there belong together."""
        if (self.attention is None) != (self.scorer is None) or (self.backward is None) != (self.backward_cell is None):
            raise TraceError("attention and scorer, and a backward encoder and its cell, come together or not at all.")
        if self.bridge not in ("constant", "summary"):
            raise TraceError(f"the bridge is {self.bridge!r}, it should be 'constant' or 'summary'.")
        if not {"forward"} <= set(self.annotation) <= {"forward", "embedding"} | ({"backward"} if self.backward else set()):
            raise TraceError(f"the annotation is composed of {', '.join(self.annotation)}, which this encoder does not compute.")

    def _demanded(self, sizes: Mapping[str, int]) -> dict[str, tuple[int, str]]:
        """Return the size that an axis must have, and why."""
        gates = {f"{cell}_gate": (len(GRU_GATES), "r, z, candidate") for cell in ("forward", "backward", "decoder")}
        parts = {"forward": "forward_unit", "backward": "backward_unit", "embedding": "feature"}
        read = sizes["state"] + sizes["target_feature"] + (sizes["annotation"] if self.attention else 0)
        return gates | {
            "source": (len(self.source_tokens), "there are that many source tokens"),
            "target": (len(self.target_tokens), "there are that many target tokens"),
            "word": (len(self.words), "there are that many words"),
            "annotation": (sum(sizes[parts[part]] for part in self.annotation), "; ".join(self.annotation)),
            "forward_stacked": (sizes["forward_unit"] + sizes["feature"], "forward unit + feature"),
            "backward_stacked": (sizes.get("backward_unit", 0) + sizes["feature"], "backward unit + feature"),
            "decoder_stacked": (read, "what the decoder reads"),
            "readout": (read - sizes["target_feature"], "what the read-out sees"),
        }

    def __getattr__(self, name: str) -> Array:
        """Find what a part computed (``weights``, ``decoder_hidden``, ...) on the trace itself."""
        for part, (_, prefix, _) in PARTS.items():
            value, inner = self.__dict__.get(part), name.removeprefix(prefix)
            if value is not None and name.startswith(prefix) and inner in value._fields:
                array: Array = getattr(value, inner)
                return array
        raise AttributeError(name)

    @property
    def given(self) -> tuple[str, ...]:
        """The words that the model was given, as typed."""
        return self.source_tokens

    @property
    def shown(self) -> tuple[str, ...]:
        """All words that a film of it may show: those read and those written."""
        return (*self.source_tokens, *self.translation)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The source words that the model does not know, as typed, each once."""
        pairs = zip(self.source_tokens, self.source_known, strict=True)
        return tuple(dict.fromkeys(word for word, known in pairs if not known))

    @property
    def translation(self) -> tuple[str, ...]:
        """What was written, without :data:`END`."""
        return tuple(word for word in self.target_tokens if word != END)

    @cached_property
    def previous_tokens(self) -> tuple[str, ...]:
        """The word that the decoder is given at each step: :data:`START`, then what it wrote last."""
        return (START, *self.target_tokens[:-1])

    @cached_property
    def sizes(self) -> Sizes:
        """How long the axes are that a film may have to name (``sizes.state``)."""
        return Sizes(len(self.decoder_initial_hidden), self.encoder_hidden.shape[1], len(self.words))

    @cached_property
    def encoder_initial_hidden(self) -> Array:
        """The state before the first word, ``(forward_unit,)``: zeros."""
        return read_only(np.zeros_like(self.forward.hidden[0]))

    @cached_property
    def previous_states(self) -> Array:
        """s(i-1) for every i, ``(target, state)``."""
        return read_only(np.vstack([self.decoder_initial_hidden, self.decoder.hidden[:-1]]))

    @cached_property
    def decoder_inputs(self) -> Array:
        """What the decoder reads besides s(i-1): [y(i-1); c_i], or y(i-1) alone, ``(target, ...)``."""
        return read_only(np.hstack([self.target_inputs, self.attention.context]) if self.attention else self.target_inputs)

    @cached_property
    def readout_inputs(self) -> Array:
        """What the read-out sees: [s_i; c_i], or s_i alone, ``(target, readout)``."""
        return read_only(np.hstack([self.decoder.hidden, self.attention.context]) if self.attention else self.decoder.hidden)

    @cached_property
    def chosen(self) -> tuple[int, ...]:
        """The row of :attr:`words` of each word written."""
        return tuple(map(self.words.index, self.target_tokens))

    @cached_property
    def chosen_probabilities(self) -> Array:
        """The probability of each word written, ``(target,)``."""
        return read_only(self.probabilities[np.arange(len(self.chosen)), self.chosen])

    @cached_property
    def confidence(self) -> Array:
        """The probability that the model gives to all that it wrote: the product of :attr:`chosen_probabilities`, ``()``."""
        return read_only(np.prod(self.chosen_probabilities))

    @cached_property
    def candidates(self) -> tuple[tuple[str, ...], ...]:
        """The :data:`CANDIDATES` most probable words at each step, the most probable first."""
        return tuple(tuple(self.words[row] for row in rows) for rows in self._ranked)

    @cached_property
    def candidate_probabilities(self) -> Array:
        """The probabilities of :attr:`candidates`, ``(target, candidate)``."""
        return read_only(np.take_along_axis(self.probabilities, self._ranked, axis=1))

    @cached_property
    def _ranked(self) -> Any:
        return np.argsort(-self.probabilities, axis=1, kind="stable")[:, :CANDIDATES]

    @cached_property
    def source_numbers(self) -> Array:
        """How a person counts the source words: 1, 2, ..., ``(source,)``."""
        return read_only(np.arange(1, len(self.source_tokens) + 1))

    @cached_property
    def target_numbers(self) -> Array:
        """How a person counts the words written: 1, 2, ..., ``(target,)``."""
        return read_only(np.arange(1, len(self.target_tokens) + 1))

    def identities(self) -> Iterator[Identity]:
        """Yield every equation of the encoder, the attention, the decoder and the read-out, each with its largest error here."""
        yield from self._encoder_identities()
        if self.attention and self.scorer:
            yield from attention_identities(self.attention, self.scorer, self.previous_states, self.encoder_hidden)
            yield from detail_identities(self, self.attention)
        yield from gru_identities("decoder", self.decoder, self.decoder_cell, self.previous_states, self.decoder_inputs)
        yield identity("logits = V [s; c] + b", self.logits, self.readout_inputs @ self.readout_weight.T + self.readout_bias)
        yield identity("probabilities = softmax(logits)", self.probabilities, softmax(self.logits))
        yield identity("probabilities sum to 1", self.probabilities.sum(axis=1), np.ones(len(self.target_tokens)))
        yield identity("the word written is the most probable", self.chosen_probabilities, self.probabilities.max(axis=1))

    def _encoder_identities(self) -> Iterator[Identity]:
        before = np.vstack([self.encoder_initial_hidden, self.forward.hidden[:-1]])
        yield from gru_identities("forward", self.forward, self.forward_cell, before, self.source_inputs)
        if self.backward and self.backward_cell:
            after = np.vstack([self.backward.hidden[1:], np.zeros_like(self.backward.hidden[:1])])
            yield from gru_identities("backward", self.backward, self.backward_cell, after, self.source_inputs)
        parts: dict[str, Array] = {"forward": self.forward.hidden, "embedding": self.source_inputs}
        if self.backward:
            parts["backward"] = self.backward.hidden
        composed = np.hstack([parts[part] for part in self.annotation])
        yield identity(f"encoder_hidden = [{'; '.join(self.annotation)}]", self.encoder_hidden, composed)
        if self.bridge == "summary":
            yield identity("first decoder state = last encoder state", self.decoder_initial_hidden, self.forward.hidden[-1])

    def header(self) -> dict[str, Any]:
        """Return what is not an array, as plain JSON values."""
        plain = {"source_known": list(self.source_known), "bridge": self.bridge, "alignment_error": self.alignment_error}
        return super().header() | {name: list(getattr(self, name)) for name in TEXTS} | plain

    @classmethod
    def assemble(cls, header: Mapping[str, Any], arrays: Mapping[str, Array]) -> "TranslationTrace":
        """Build the trace from a file's header and arrays; raises KeyError for what is missing."""
        hints = get_type_hints(cls, include_extras=True)
        own = [field.name for field in fields(cls) if is_array(hints[field.name]) and (field.name != "gold" or "gold" in arrays)]
        values: dict[str, Any] = {name: tuple(map(str, header[name])) for name in TEXTS}
        values |= {name: number_array(name, arrays[name]) for name in own}
        values |= {name: _part(arrays, *place) for name, place in PARTS.items()}
        return cls(
            provenance=Provenance(**header["provenance"]),
            source_known=tuple(map(bool, header["source_known"])),
            bridge=str(header["bridge"]),
            alignment_error=header["alignment_error"],
            **values,
        )


TEXTS = ("languages", "annotation", "source_tokens", "target_tokens", "words")
PARTS: dict[str, tuple[Any, str, bool]] = {
    "forward": (GRUStep, "forward_", True),
    "forward_cell": (GRUWeights, "forward_", True),
    "backward": (GRUStep, "backward_", False),
    "backward_cell": (GRUWeights, "backward_", False),
    "scorer": (ScorerWeights, "scorer_", False),
    "attention": (AdditiveAttention, "", False),
    "decoder": (GRUStep, "decoder_", True),
    "decoder_cell": (GRUWeights, "decoder_", True),
}
"""The parts of a translation trace: their type, what stands before the names of their arrays, and whether they must be there."""


def _part(arrays: Mapping[str, Array], kind: Any, prefix: str, demanded: bool) -> Any:
    """Return a part's tuple, or None if the part may be absent and a file has none of its arrays."""
    names = [prefix + name for name in kind._fields]
    if not demanded and arrays.keys().isdisjoint(names):
        return None
    return kind(*(number_array(name, arrays[name]) for name in names))
