"""The trace of an encoder-decoder: it reads a sentence in one language and writes one in another, with attention or without."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, ClassVar, Self

import numpy as np

from model.errors import TraceError, brief
from model.trace.axes import SHARE, Along, Array, Axes, read_only
from model.trace.base import Trace
from model.trace.copying import check_copies
from model.trace.declarations import axis_sizes, prefixes_of
from model.trace.entries import check_forms, texts_of
from model.trace.equations import Equation
from model.trace.marks import START
from model.trace.steps import GRU_GATES, AdditiveAttention, GRUStep, GRUWeights, ScorerWeights
from model.trace.steps.blending import Blending
from model.trace.steps.encoder_decoder import BACKWARD, DECODER, EQUATIONS, FORWARD, SCORER, SUMMARY, composition
from model.trace.texts import TwoTexts, in_words

__all__ = ["CANDIDATES", "TranslationTrace"]

TOGETHER = ("decoder", "decoder_initial_hidden", "target_inputs"), ("logits", "probabilities"), ("readout_weight", "readout_bias")
"""Fields of which a trace has all or none."""
CANDIDATES = 5
"""So many of the most probable words are named at each step."""


@dataclass(frozen=True, kw_only=True)
class TranslationTrace(TwoTexts, Blending, Trace):
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
        The words that the decoder chose, and was given next; the last is ``<end>`` unless it ran to the bound without it.
    copied
        Whether a source word is written in the place of each, by the rule of :func:`~model.trace.copying.copies`: a name or a
        number that the model does not know. Nothing that was computed changes by that; :attr:`written_tokens` are the words then.
    glosses
        What each of :attr:`target_tokens` means, in a word of the language that is read, for those who do not read the other one;
        from a lexicon, not from the model.
    words
        What can be written, one for each row of the read-out; ``<end>`` and the unknown word among them.
    gold
        1 where a gold alignment links the two words surely, 0.5 where it allows a link, else 0; None if nobody knows.
    decoder
        What the decoder computed; without it there is neither where it starts nor what it reads.
    alignment_error
        The model's alignment error rate on its test part, 0..1; None without attention, or without a gold alignment.
    """

    kind: ClassVar[str] = "translation"
    does: ClassVar[str] = "translates"
    forms: ClassVar[tuple[str, str]] = ("source_tokens", "source_read")

    languages: Annotated[tuple[str, str], Along("language"), "the names of the two languages"]
    annotation: Annotated[
        tuple[str, ...],
        'of what `encoder_hidden` is composed, in that order: `"forward"`, then perhaps `"backward"` and `"embedding"`',
    ]
    bridge: Annotated[str, 'where the decoder starts: `"constant"`, learned, or `"summary"`, the forward encoder\'s last state']
    source_tokens: Annotated[tuple[str, ...], Along("source"), "the words read, as they are shown"]
    source_known: Annotated[tuple[bool, ...], "for each of them, whether the model knows it"]
    target_tokens: Annotated[
        tuple[str, ...],
        Along("target"),
        'the words that the decoder chose; the last is `"<end>"` unless it was stopped at its bound (2 · source + 8 for ours)',
    ]
    words: Annotated[tuple[str, ...], 'every word that can be written, in the order of the `word` axis; `"<end>"` is one of them']
    alignment_error: Annotated[float | None, "the model's alignment error rate on its test part, 0..1, or null"] = None
    source_read: Annotated[
        tuple[str, ...],
        Along("source"),
        "for each word read, the other form, or number, that was read in its place, or an empty text; empty if there is none",
    ] = ()
    copied: Annotated[
        tuple[bool, ...],
        "for each word chosen, whether a source word, a name or a number, is written in its place; empty if none is",
    ] = ()
    glosses: Annotated[
        tuple[str, ...],
        Along("target"),
        "for each word chosen, what it means in the language that is read, or an empty text; empty if nobody knows",
    ] = ()
    source_inputs: Annotated[Array, Axes("source", "feature"), "x(j), the source words' vectors"]
    forward: Annotated[GRUStep, FORWARD]
    forward_cell: Annotated[GRUWeights | None, FORWARD] = None
    backward: Annotated[GRUStep | None, BACKWARD] = None
    backward_cell: Annotated[GRUWeights | None, BACKWARD] = None
    encoder_hidden: Annotated[
        Array,
        Axes("source", "annotation"),
        "h(j), what is scored and mixed: the states and vectors that `annotation` names, side by side",
    ]
    decoder_initial_hidden: Annotated[
        Array | None, Axes("state"), "s(0); with the bridge `summary` the last row of `forward_hidden`"
    ] = None
    target_inputs: Annotated[
        Array | None, Axes("target", "target_feature"), 'y(i-1), the vector of the word before; of `"<start>"` for the first'
    ] = None
    scorer: Annotated[ScorerWeights | None, SCORER] = None
    attention: AdditiveAttention | None = None
    decoder: Annotated[GRUStep | None, DECODER] = None
    decoder_cell: Annotated[GRUWeights | None, DECODER] = None
    readout_weight: Annotated[Array | None, Axes("word", "readout"), "the read-out's weights"] = None
    readout_bias: Annotated[Array | None, Axes("word"), "the read-out's biases"] = None
    logits: Annotated[Array | None, Axes("target", "word")] = None
    probabilities: Annotated[Array | None, Axes("target", "word"), SHARE] = None
    gold: Annotated[
        Array | None,
        Axes("target", "source"),
        SHARE,
        "1 where a gold alignment links two words surely, 0.5 where it allows a link, else 0",
    ] = None

    def __post_init__(self) -> None:
        super().__post_init__()
        self._check_composition()
        sizes = axis_sizes(self)
        for axis, (size, reason) in self._demanded(sizes).items():
            if sizes.get(axis, size) != size:
                raise TraceError(f"the {axis} axis is {sizes[axis]}, it should be {size} ({reason}).")
        if len(self.source_known) != len(self.source_tokens):
            raise TraceError(f"source_known has {len(self.source_known)} entries for {len(self.source_tokens)} tokens.")
        check_forms("source_read", self.source_read, self.source_known)
        check_copies(self)
        if self.glosses and len(self.glosses) != len(self.target_tokens):
            raise TraceError(f"glosses has {len(self.glosses)} entries for {len(self.target_tokens)} target tokens.")
        written = Counter(self.words)
        for word in self.target_tokens:
            if written[word] != 1:
                wrong = "is not one" if word not in written else "is two"
                raise TraceError(f"{brief(word)} was written, but it {wrong} of the words.")

    def _check_composition(self) -> None:
        """Raise :class:`TraceError` unless the parts that are there belong together."""
        for names in TOGETHER:
            if len({getattr(self, name) is None for name in names}) > 1:
                raise TraceError(f"{', '.join(names[:-1])} and {names[-1]} come together or not at all.")
        if self.decoder_cell and self.decoder is None:
            raise TraceError("it holds weights of a decoder, and nothing that it computed.")
        if (self.scorer and self.attention is None) or (self.backward_cell and self.backward is None):
            raise TraceError("it holds weights of a scorer or of a backward encoder, and nothing that these computed.")
        if self.bridge not in ("constant", "summary"):
            raise TraceError(f"the bridge is {brief(self.bridge)}, it should be 'constant' or 'summary'.")
        if not {"forward"} <= set(self.annotation) <= {"forward", "embedding"} | ({"backward"} if self.backward else set()):
            raise TraceError(
                f"the annotation is composed of {brief(', '.join(self.annotation))}, which this encoder does not compute."
            )
        if self.alignment_error is not None and not 0.0 <= self.alignment_error <= 1.0:
            raise TraceError(f"alignment_error is {self.alignment_error}, it should be a fraction in 0..1.")
        if self.gold is not None and not np.isin(self.gold, (0.0, 0.5, 1.0)).all():
            raise TraceError("gold holds a value that is not 0, 0.5 or 1.")

    def _demanded(self, sizes: Mapping[str, int]) -> dict[str, tuple[int, str]]:
        """Return the size that an axis must have, and why."""
        gates = {f"{cell}_gate": (len(GRU_GATES), "r, z, candidate") for cell in ("forward", "backward", "decoder")}
        parts = {"forward": "forward_unit", "backward": "backward_unit", "embedding": "feature"}
        sees = sizes.get("state", 0) + (sizes["annotation"] if self.attention else 0)
        read = sees + sizes.get("target_feature", 0)
        return (
            gates
            | {
                "source": (len(self.source_tokens), "there are that many source tokens"),
                "target": (len(self.target_tokens), "there are that many target tokens"),
                "word": (len(self.words), "there are that many words"),
                "annotation": (sum(sizes[parts[part]] for part in self.annotation), "; ".join(self.annotation)),
                "forward_stacked": (sizes["forward_unit"] + sizes["feature"], "forward unit + feature"),
                "backward_stacked": (sizes.get("backward_unit", 0) + sizes["feature"], "backward unit + feature"),
                "decoder_stacked": (read, "what the decoder reads"),
            }
            | ({"readout": (sees, "what the read-out sees")} if self.decoder else {})
        )

    def __getattr__(self, name: str) -> Array:
        """Find what a part computed (``weights``, ``decoder_hidden``, ...) on the trace itself."""
        for field, prefix in prefixes_of(type(self)).items():
            value, inner = self.__dict__.get(field), name.removeprefix(prefix)
            if name.startswith(prefix) and inner in getattr(value, "_fields", ()):
                array: Array = self.__dict__.setdefault(name, getattr(value, inner))
                return array
        raise AttributeError(name)

    def without(self, *names: str) -> Self:
        """Return the same trace without some arrays; what comes together with one of them goes with it.

        Raises :class:`TraceError` for a name that :meth:`keys` does not return, and for an array that must be there.
        """
        parts = {DECODER.name(name): "decoder" for name in GRUStep._fields}
        left = {field for group in TOGETHER for field in group if any(parts.get(name, name) in group for name in names)}
        weights = [DECODER.name(name) for name in GRUWeights._fields] if "decoder" in left else []
        gone = [name for name in self.keys() if parts.get(name, name) in left or name in weights]
        return super().without(*names, *gone)

    def _there(self, field: str) -> Any:
        """Return what a field holds; AttributeError if that was left out."""
        value = getattr(self, field)
        if value is None:
            raise AttributeError(field)
        return value

    @property
    def shown(self) -> tuple[str, ...]:
        """All texts that a film of it may show: of the words that can be written only those that nearly were."""
        return tuple(
            texts_of([getattr(self, "candidates", ()), {name: value for name, value in self.header().items() if name != "words"}])
        )

    @property
    def unknown(self) -> tuple[str, ...]:
        """The source words that the model does not know, as typed, each once."""
        pairs = zip(self.source_tokens, self.source_known, strict=True)
        return tuple(dict.fromkeys(word for word, known in pairs if not known))

    @cached_property
    def previous_tokens(self) -> Annotated[tuple[str, ...], Along("target")]:
        """The word that the decoder is given at each step: :data:`START`, then what it wrote last."""
        return (START, *self.target_tokens[:-1])

    @property
    def outcome(self) -> str:
        """The translation, and the probability that the model gives to it, if that is known."""
        said = f"writes “{' '.join(self.translation)}”"
        return said if self.probabilities is None else f"{said} ({in_words(float(self.confidence))})"

    @property
    def source_language(self) -> str:
        """The name of the language that is read."""
        return self.languages[0]

    @property
    def target_language(self) -> str:
        """The name of the language that is written."""
        return self.languages[1]

    @cached_property
    def encoder_initial_hidden(self) -> Annotated[Array, Axes("forward_unit")]:
        """The state before the first word, ``(forward_unit,)``: zeros."""
        return read_only(np.zeros_like(self.forward.hidden[0]))

    @cached_property
    def forward_previous_hidden(self) -> Annotated[Array, Axes("source", "forward_unit")]:
        """The forward encoder's state before every word, ``(source, forward_unit)``."""
        return read_only(np.vstack([self.encoder_initial_hidden, self.forward.hidden[:-1]]))

    @cached_property
    def backward_previous_hidden(self) -> Annotated[Array, Axes("source", "backward_unit")]:
        """The backward encoder's state before every word, from the word behind, ``(source, backward_unit)``."""
        states = self._there("backward").hidden
        return read_only(np.vstack([states[1:], np.zeros_like(states[:1])]))

    @cached_property
    def previous_states(self) -> Annotated[Array, Axes("target", "state")]:
        """s(i-1) for every i, ``(target, state)``."""
        return read_only(np.vstack([self._there("decoder_initial_hidden"), self._there("decoder").hidden[:-1]]))

    @cached_property
    def decoder_inputs(self) -> Array:
        """What the decoder reads besides s(i-1): [y(i-1); c_i], or y(i-1) alone, ``(target, ...)``."""
        inputs = self._there("target_inputs")
        return read_only(np.hstack([inputs, self.attention.context]) if self.attention else inputs)

    @cached_property
    def readout_inputs(self) -> Annotated[Array, Axes("target", "readout")]:
        """What the read-out sees: [s_i; c_i], or s_i alone, ``(target, readout)``."""
        states = self._there("decoder").hidden
        return read_only(np.hstack([states, self.attention.context]) if self.attention else states)

    @cached_property
    def chosen(self) -> tuple[int, ...]:
        """The row of :attr:`words` of each word written."""
        return tuple(map(self.words.index, self.target_tokens))

    @cached_property
    def chosen_probabilities(self) -> Annotated[Array, Axes("target")]:
        """The probability of each word written, ``(target,)``."""
        return read_only(self._there("probabilities")[np.arange(len(self.chosen)), self.chosen])

    @cached_property
    def confidence(self) -> Array:
        """The probability that the model gives to all that it wrote: the product of :attr:`chosen_probabilities`, ``()``."""
        return read_only(np.prod(self.chosen_probabilities))

    @cached_property
    def running_confidence(self) -> Annotated[Array, Axes("target")]:
        """The product of :attr:`chosen_probabilities` up to each word written, that one included, ``(target,)``."""
        return read_only(np.cumprod(self.chosen_probabilities))

    @cached_property
    def candidates(self) -> Annotated[tuple[tuple[str, ...], ...], Along("target", "candidate")]:
        """The :data:`CANDIDATES` most probable words at each step, the most probable first."""
        return tuple(tuple(self.words[row] for row in rows) for rows in self._ranked)

    @cached_property
    def candidate_probabilities(self) -> Annotated[Array, Axes("target", "candidate")]:
        """The probabilities of :attr:`candidates`, ``(target, candidate)``."""
        return read_only(np.take_along_axis(self._there("probabilities"), self._ranked, axis=1))

    @cached_property
    def _ranked(self) -> Any:
        return np.argsort(-self._there("probabilities"), axis=1, kind="stable")[:, :CANDIDATES]

    def equations(self) -> Iterator[Equation]:
        """Yield every equation of the encoder, the attention, the decoder and the read-out."""
        yield from (*EQUATIONS, composition(self.annotation))
        if self.bridge == "summary":
            yield SUMMARY
