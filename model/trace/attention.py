"""The trace of attention that was given: how much the words of one text looked at those of another; nothing computed it here."""

import reprlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, ClassVar, Self
from unicodedata import category

import numpy as np
from numpy.typing import ArrayLike, NDArray

from model.errors import TraceError, brief
from model.trace.axes import SHARE, Along, Array, Axes, number_array
from model.trace.base import Source, Trace
from model.trace.entries import check_entries, sign_fault
from model.trace.equations import ROUNDINGS, Equation
from model.trace.steps.attention import sum_is_one
from model.trace.texts import TwoTexts

__all__ = ["DUST", "AttentionTrace", "Given", "quoted", "range_fault", "word_fault"]

BFLOAT16 = 8
"""So many binary digits has a number of the type bfloat16, which NumPy does not have."""
COARSEST = 0.05
"""By so much may a weight be off that was printed with one decimal."""
DUST = 1e-9
"""What is below nought, or above one, by no more than this is rounding: it is taken as nought, or as one."""
UNSEEN = {"Cc", "Cs", "Zl", "Zp"}
"""The Unicode categories of control characters, line breaks among them, and of halves of letters."""


@dataclass(frozen=True, kw_only=True)
class Given(Source):
    """Where weights come from that were given: a file, or a program; ``fingerprint`` is a hash of them and of all words."""

    origin: str
    fingerprint: str
    notes: str = ""

    says: ClassVar[str] = "given, not computed here"

    def __post_init__(self) -> None:
        check_entries(self, "provenance.")
        for name, text in (("origin", self.origin), *((("notes", self.notes),) if self.notes else ())):
            if fault := word_fault(text):
                raise TraceError(f"provenance.{name} {fault}.")

    @property
    def title(self) -> str:
        """Where they come from, for a message."""
        return f"{self.origin} ({self.says})"

    def labels(self) -> tuple[tuple[str, str], ...]:
        """Return (name, text) pairs for the metadata of a file."""
        notes = (("notes", self.notes),) if self.notes else ()
        return ("weights", f"{self.fingerprint} of {self.origin}, {self.says}"), *notes


@dataclass(frozen=True, kw_only=True)
class AttentionTrace(TwoTexts, Trace):
    """Weights that were given: row i says how much the i-th target word looked at each source word.

    A word may come several times. If the weights are ``normalized``, each row adds up to one, but for what rounding explains:
    that of ``precision``, and by ``rounding`` in each weight, which is known of numbers that were printed. Raises
    :class:`TraceError` that names the first word, or the first pair of words, of which something is not so. What leaves 0..1 by
    :data:`DUST` or less, such as a weight of -1e-12, is taken as 0 or 1.
    """

    kind: ClassVar[str] = "attention"
    does: ClassVar[str] = "attends"
    thing: ClassVar[str] = "an attention matrix"

    provenance: Annotated[Given, "shown on the end card; see below"]  # type: ignore[assignment]  # no model computed it
    source_tokens: Annotated[tuple[str, ...], Along("source"), "the words that are looked at, as they are shown"]
    target_tokens: Annotated[tuple[str, ...], Along("target"), "the words that look, as they are shown"]
    normalized: Annotated[bool, "whether the weights of each row add up to one, as a softmax makes them"] = True
    rounding: Annotated[
        float, "by how much a weight may be off as it was printed or computed with few digits; 0 if it was not"
    ] = 0.0
    weights: Annotated[
        Array, Axes("target", "source"), SHARE, "how much the word of the row looked at the word of the column, in 0..1"
    ]

    @classmethod
    def of(
        cls,
        weights: ArrayLike,
        source: Sequence[str],
        target: Sequence[str],
        *,
        normalized: bool = True,
        rounding: float = 0.0,
        origin: str = "a program",
        notes: str = "",
    ) -> Self:
        """Return the trace of ``(target, source)`` weights and of the words of the columns, ``source``, and rows, ``target``.

        ``rounding`` is by how much each may be off as it was printed with few digits; those that a coarse type had are found.
        ``origin`` says where they come from, ``notes`` what they are: both are shown on the end card.
        """
        sources, targets = _words("source", source), _words("target", target)
        try:
            array = (
                np.ma.filled(np.ma.asarray(weights).astype(float), np.nan) if np.ma.is_masked(weights) else np.asarray(weights)
            )
        except ValueError as error:  # rows of several lengths
            raise TraceError("weights is no table of numbers.") from error
        checked = number_array("weights", array)
        precision, more = _computed_in(checked)
        return cls(
            provenance=Given(origin=origin, fingerprint=_fingerprint(checked, sources, targets), notes=notes),
            source_tokens=sources,
            target_tokens=targets,
            normalized=normalized,
            rounding=max(rounding, more),
            weights=checked,
            precision=precision,
        )

    def __post_init__(self) -> None:
        check_entries(self)
        for name, words in (("source", self.source_tokens), ("target", self.target_tokens)):
            _check_words(name, words)
        _check_shape(self.weights.shape, len(self.target_tokens), len(self.source_tokens))
        object.__setattr__(self, "weights", _without_dust(self.weights))
        slack = self._relative
        for row, column in np.argwhere(np.logical_not((self.weights >= -slack) & (self.weights <= 1 + slack)))[:1]:
            where = quoted(self.target_tokens[row], self.source_tokens[column])
            reason = range_fault(float(self.weights[row, column]))
            raise TraceError(f"row {row + 1}, column {column + 1} ({where}) of weights {reason}.")
        if not 0.0 <= self.rounding <= COARSEST:
            raise TraceError(f"rounding is {self.rounding}, it should lie in 0..{COARSEST}, which is that of one decimal.")
        super().__post_init__()
        if self.normalized and (fault := self.sums_fault()):
            row, reason = fault
            raise TraceError(f"row {row + 1} ({quoted(self.target_tokens[row])}) of weights {reason}.")

    @property
    def _relative(self) -> float:
        return ROUNDINGS * float(np.finfo(self.precision).eps)

    def sums_fault(self) -> tuple[int, str] | None:
        """Return the index of the first row that does not add up to one, and what is wrong with it, or None."""
        rows = self._unlike_one(1)
        if not rows.size:
            return None
        adds_up = f"adds up to {self.weights[rows[0]].sum():.4g}, not to 1"
        if not self._unlike_one(0).size:
            return int(rows[0]), f"{adds_up}, and every column does: it looks transposed, a row is of a target word, which looks"
        return int(
            rows[0]
        ), f"{adds_up}: divide each row by its sum, or say that rows need not (--unnormalized, normalized=False)"

    @property
    def adds_up(self) -> bool:
        """Whether each row adds up to one to the last digit: not only as far as rounding explains."""
        sums = self.weights.sum(axis=1)
        return bool((np.abs(sums - 1.0) <= self._relative * sums).all())

    def _unlike_one(self, axis: int) -> NDArray[np.intp]:
        """Return where the sums along an axis are further from one than rounding explains."""
        sums = self.weights.sum(axis=axis)
        return np.flatnonzero(np.abs(sums - 1.0) > self._relative * sums + self.weights.shape[axis] * self.rounding)

    @property
    def source_known(self) -> tuple[bool, ...]:
        """For each source word, that it is known: there is no model here to which it could be a stranger."""
        return (True,) * len(self.source_tokens)

    @property
    def unknown(self) -> tuple[str, ...]:
        """No words."""
        return ()

    @property
    def shown(self) -> tuple[str, ...]:
        """All texts that a film of it may show."""
        return (*self.source_tokens, *self.target_tokens, self.provenance.origin, self.provenance.notes)

    def largest_part(self, step: int) -> float:
        """Return the largest weight of a word, as a part of all that it has, which need not add up to one; 0 if it has none."""
        row = self.weights[step]
        return float(row.max()) if self.normalized else float(row.max() / max(row.sum(), np.finfo(float).tiny))

    def equations(self) -> Iterator[Equation]:
        """Yield that each row adds up to one, if it shall."""
        if self.normalized:
            yield sum_is_one("weights", self.weights.shape[1] * self.rounding)


def quoted(*words: str) -> str:
    """Return words in quotes for a message, long ones cut."""
    return ", ".join(f"“{reprlib.repr(word)[1:-1]}”" for word in words)


def range_fault(value: float) -> str:
    """Return what is wrong with a number that is no weight."""
    if not np.isfinite(value):
        return "is not a finite number"
    why = "no weight is negative; of scores" if value < 0 else "of scores"
    return f"is {value:.9g}, it should lie in 0..1: {why}, give the softmax"


def _without_dust(weights: Array) -> Array:
    """Return weights of which those that only rounding took out of 0..1 are 0 or 1."""
    off = weights - weights.clip(0, 1)
    return np.where((off != 0) & (np.abs(off) <= DUST), weights.clip(0, 1), weights)


def _words(name: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return words as a tuple; raises :class:`TraceError` for a single text, and for an array that holds no texts in a row."""
    if isinstance(words, np.ndarray):
        if words.dtype.kind != "U" or words.ndim != 1:
            raise TraceError(f"{name} holds {words.dtype} of shape {brief(words.shape)}, it should hold texts in a row.")
        return tuple(words.tolist())
    if isinstance(words, str) or not isinstance(words, Sequence):
        raise TraceError(f"{name} is {reprlib.repr(words)}, it should be a list of words.")
    return tuple(words)


def _check_words(name: str, words: Sequence[str]) -> None:
    """Raise :class:`TraceError` if a word has nothing that could be seen, or what ends a line."""
    if not words:
        raise TraceError(f"there are no {name} words.")
    for number, word in enumerate(words, start=1):
        if fault := word_fault(word):
            raise TraceError(f"{name} word {number} {fault}.")


def word_fault(word: str) -> str:
    """Return why a word cannot be shown, or nothing."""
    kinds = {category(letter) for letter in word}
    if kinds & UNSEEN:
        return f"({reprlib.repr(word)}) holds a line break, or another sign that controls"
    if fault := sign_fault(word):
        return f"{quoted(word)} cannot be shown, as {fault}"
    return "" if any(kind[0] not in "ZC" for kind in kinds) else "is blank"


def _check_shape(shape: tuple[int, ...], targets: int, sources: int) -> None:
    """Raise :class:`TraceError` unless weights have this shape; say what may have gone wrong if they have not."""
    if shape == (targets, sources):
        return
    if len(shape) > 2:
        raise TraceError(
            f"weights has shape {brief(shape)}: give one head of one layer, with {targets} rows and {sources} columns."
        )
    counts = f"there are {targets} target words (rows) and {sources} source words (columns)"
    if shape == (sources, targets):
        raise TraceError(f"weights has shape {brief(shape)}, and {counts}: it looks transposed, give weights.T.")
    raise TraceError(f"weights has shape {brief(shape)}, and {counts}.")


def _computed_in(weights: Array) -> tuple[str, float]:
    """Return the coarsest type that holds all weights, and by how much more each may be off.

    What was computed in a coarse type often comes in a finer one, and is held to its own; bfloat16 comes in no other way.
    """
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        precision = next((name for name in ("float16", "float32") if (weights.astype(name) == weights).all()), "float64")
    mantissas, _ = np.frexp(weights[np.isfinite(weights)])
    short = (np.ldexp(mantissas, BFLOAT16) % 1 == 0).all()
    return precision, 0.5 ** (BFLOAT16 + 1) if short else 0.0


def _fingerprint(weights: Array, source: Sequence[str], target: Sequence[str]) -> str:
    """Return 12 hexadecimal digits of the SHA-256 of all weights and words."""
    digest = sha256(f"{weights.shape} {list(source)} {list(target)} ".encode("utf-8", "surrogatepass"))
    digest.update(np.ascontiguousarray(weights, dtype="<f8").tobytes())
    return digest.hexdigest()[:12]
