"""A network that reads a text word by word and judges it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from model.cells import CELLS, Carrying, Cell, stacked, steps, unroll
from model.errors import UsageError, WeightsError, among, brief, near_matches
from model.gradients import Tape, affine, log_softmax, total
from model.networks import dropout as erasing
from model.networks.base import UNTRAINED, Model, Shapes, Unwritten
from model.trace import Array, Provenance, ReaderTrace, Step, read_record, softmax, taught_index
from model.training import Assessment
from model.vocabulary import Manner, Vocabulary

__all__ = ["LARGEST", "Reader", "ReaderBatch", "Readout"]


LARGEST = 128_000
"""So many words, padding included, are learned from or assessed at once: all that is computed of them takes some hundred MB."""


class ReaderBatch(NamedTuple):
    """Texts of different lengths side by side.

    ``rows`` is ``(time, batch)``, the words' rows in the embedding, padded behind each text; ``lengths`` and ``targets`` are
    ``(batch,)``. A reader looks back only, so padding behind a text changes nothing before it.
    """

    rows: NDArray[np.intp]
    lengths: NDArray[np.intp]
    targets: NDArray[np.intp]

    @classmethod
    def of(cls, texts: Sequence[NDArray[np.intp]], targets: Sequence[int]) -> Self:
        """Put the texts side by side."""
        lengths = np.array([len(text) for text in texts])
        rows = np.zeros((lengths.max(), len(texts)), dtype=np.intp)
        for column, text in enumerate(texts):
            rows[: len(text), column] = text
        return cls(rows, lengths, np.asarray(targets))

    @property
    def mask(self) -> Array:
        """1 for a word and 0 for padding, ``(time, batch, 1)``."""
        return (np.arange(len(self.rows))[:, None] < self.lengths)[:, :, None].astype(np.float64)

    def pieces(self) -> Iterator[Self]:
        """Yield this batch, or if it is so large that all that is computed of it would not fit, texts of like length together."""
        if self.rows.size <= LARGEST:
            yield self
            return
        order = np.argsort(self.lengths, kind="stable")
        while len(order):
            fitting = np.arange(1, len(order) + 1) * self.lengths[order] <= LARGEST
            count = max(1, int(np.count_nonzero(fitting)))
            taken, order = order[:count], order[count:]
            lengths = self.lengths[taken]
            yield self._replace(rows=self.rows[: lengths.max(), taken], lengths=lengths, targets=self.targets[taken])


@dataclass(frozen=True)
class Readout:
    """What makes logits of a hidden state: ``weight`` is ``(label, unit)``, ``bias`` ``(label,)``."""

    weight: Array
    bias: Array

    def __call__(self, hidden: Array) -> Array:
        """Return V h + c: ``(..., unit)`` gives ``(..., label)``."""
        return affine(self.weight, hidden, self.bias)


@dataclass(frozen=True, kw_only=True)
class ReaderHeader:
    """What the file of a reader says besides its weights."""

    cell: str
    labels: tuple[str, ...]
    vocabulary: tuple[str, ...]
    provenance: Provenance
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Reader(Model):
    """Reads a text word by word with one recurrent cell and gives a verdict from its hidden state.

    ``embedding`` is ``(word, feature)``. ``language`` is that of the texts, if it is known.
    """

    kind: ClassVar[str] = "reader"

    vocabulary: Vocabulary
    labels: tuple[str, ...]
    embedding: Array
    cell: Cell[Any, Any]
    readout: Readout
    provenance: Provenance = UNTRAINED
    language: str = ""
    address: str = ""

    @classmethod
    def create(
        cls,
        vocabulary: Vocabulary,
        labels: Sequence[str],
        rng: np.random.Generator,
        *,
        units: int = 8,
        features: int = 8,
        cell: str = "lstm",
    ) -> Self:
        """Return an untrained reader with weights drawn from ``rng``."""
        return cls(
            vocabulary=vocabulary,
            labels=tuple(labels),
            embedding=rng.normal(0.0, 0.5, (len(vocabulary), features)),
            cell=CELLS[cell].create(units, features, rng),
            readout=Readout(rng.uniform(-(units**-0.5), units**-0.5, (len(labels), units)), np.zeros(len(labels))),
        )

    @property
    def cell_kind(self) -> str:
        """The kind of cell that reads."""
        return self.cell.kind

    def read(self, batch: ReaderBatch) -> tuple[Step, Array]:
        """Return all steps, ``(time, batch, unit)``, and the logits after each text's last word, ``(batch, label)``."""
        steps = unroll(self.cell, self.embedding[batch.rows], self.cell.rest(len(batch.lengths)))
        last = steps.hidden[batch.lengths - 1, np.arange(len(batch.lengths))]
        return steps, self.readout(last)

    def loss(self, batch: ReaderBatch, penalty: float = 0.0) -> Array:
        """Return the mean of -log p(true label), plus ``penalty`` times how far the gates are from idle on average.

        For an LSTM that is penalty * (mean(i) + mean(1 - f)), for a GRU penalty * mean(1 - z): a word that does not matter should
        pass without a trace. A cell without idle gates is not penalised.
        """
        return self._loss(*self.read(batch), batch, penalty)

    def assess(self, batch: ReaderBatch, penalty: float = 0.0) -> Assessment:
        """Return :meth:`loss`, and the share of texts whose most probable label is the true one.

        In a batch that is assessed in pieces, the penalty of each piece counts by its texts.
        """
        pieces = list(batch.pieces())
        found = [self._assess(piece, penalty) for piece in pieces]
        if len(found) == 1:
            return found[0]
        objective, accuracy = np.average(found, axis=0, weights=[len(piece.lengths) for piece in pieces])
        return Assessment(float(objective), float(accuracy))

    def _assess(self, batch: ReaderBatch, penalty: float) -> Assessment:
        steps, logits = self.read(batch)
        right = logits.argmax(axis=-1) == batch.targets
        return Assessment(float(self._loss(steps, logits, batch, penalty)), float(np.mean(right)))

    def _loss(self, steps: Step, logits: Array, batch: ReaderBatch, penalty: float) -> Array:
        right = log_softmax(logits)[np.arange(len(batch.targets)), batch.targets]
        loss = total(right) / -len(batch.targets)
        return loss + penalty * self.business(steps, batch.mask) if penalty else loss

    def business(self, steps: Step, mask: Array) -> Array:
        """Return the mean distance of the cell's gates from idle, over all words and units, added up over gates."""
        words = mask.sum() * steps.hidden.shape[-1]
        away = np.zeros(())
        for gate, idle in self.cell.idle.items():
            values = getattr(steps, gate)
            away = away + total((values if idle == 0.0 else idle - values) * mask) / words
        return away

    def run(
        self, text: str, *, gradients: bool = False, omissions: bool = False, dropout: bool = False, taught: str = ""
    ) -> ReaderTrace:
        """Read ``text`` and return everything that was computed; if asked for, with the ``gradients`` of a loss.

        That is the loss of the label that is ``taught``, or of the least probable one. With ``omissions`` the text is read once
        more for each of its words, without that word; with ``dropout`` again and again while units are erased by chance. Raises
        :class:`~model.errors.UsageError` if the text holds no word, or too many unknown ones, or if no label is called so.
        """
        manner = Manner(language=self.language, title=self.provenance.title, address=self.address)
        read = self.vocabulary.read(text, manner)
        return self.read_words(*read, gradients=gradients, omissions=omissions, dropout=dropout, taught=taught)

    def read_words(
        self,
        words: Sequence[str],
        rows: NDArray[np.intp],
        forms: Sequence[str] = (),
        *,
        gradients: bool = False,
        omissions: bool = False,
        dropout: bool = False,
        taught: str = "",
    ) -> ReaderTrace:
        """Read words with these ``rows`` of the embedding, ``(time,)``, and return everything that was computed.

        ``forms`` has for each word the other form of it that is read, or an empty text; the others are as in :meth:`run`.
        """
        inputs, rest = self.embedding[rows], self.cell.rest()
        read = unroll(self.cell, inputs, rest)
        probabilities = softmax(logits := self.readout(read.hidden))
        lesson = self._lesson(taught, probabilities)
        masks = erasing.masks_of(len(inputs), rest.hidden.shape[-1], erasing.DRAWS) if dropout else None
        return ReaderTrace(
            provenance=replace(self.provenance, fingerprint=self.fingerprint),
            cell_kind=self.cell.kind,
            tokens=tuple(words),
            known=tuple(bool(row) for row in rows),
            labels=self.labels,
            tokens_read=tuple(forms) if any(forms) else (),
            inputs=inputs,
            initial=rest,
            cell_weights=self.cell.weights,
            steps=read,
            readout_weight=self.readout.weight,
            readout_bias=self.readout.bias,
            logits=logits,
            probabilities=probabilities,
            memory=self.cell.memory(read) if isinstance(self.cell, Carrying) else None,
            taught=self.labels[lesson] if gradients else "",
            gradients=self.gradients(inputs, lesson) if gradients else None,
            states_without=self.states_without(inputs) if omissions else None,
            drop_rate=erasing.RATE if dropout else 0.0,
            drop_seed=erasing.SEED,
            dropout_masks=masks,
            states_dropped=self.states_dropped(inputs, masks) if masks is not None else None,
        )

    def _lesson(self, taught: str, probabilities: Array) -> int:
        """Return the number of the label that is taught, or of the least probable one, of ``(time, label)``, if none is named."""
        if not taught:
            return taught_index(probabilities)
        if taught not in self.labels:
            meant = near_matches(taught, self.labels) or f": its labels are {among(self.labels)}"
            raise UsageError(f"{self.provenance.title} has no label {brief(taught)}{meant}.")
        return self.labels.index(taught)

    def run_for(self, text: str, needs: Collection[str], *, taught: str = "") -> ReaderTrace:
        """Run, with gradients if an array is that of a gradient; without each word, or with dropout, where that is needed.

        Gradients are of the label that is ``taught``, if one is named.
        """
        return self.run(
            text,
            gradients=any(need.endswith("_gradient") for need in needs),
            omissions="states_without" in needs,
            dropout=not {"dropout_masks", "states_dropped"}.isdisjoint(needs),
            taught=taught,
        )

    def gradients(self, inputs: Array, label: int) -> Step:
        """Return the gradient of -log p(label) after the last word in every quantity of every step, each ``(time, unit)``.

        Each is the total one: by all ways on which the quantity reaches the loss. ``inputs`` are the word vectors.
        """
        tape = Tape()
        watched = self.with_parameters(tape.watch(self.parameters))
        read = list(steps(watched.cell, inputs, watched.cell.rest()))
        loss = -log_softmax(watched.readout(read[-1].hidden))[label]
        every = {f"{time}.{name}": value for time, step in enumerate(read) for name, value in step._asdict().items()}
        found = tape.gradients(loss, every)
        kind: Any = type(read[0])
        together: Step = stacked(kind(*(found[f"{time}.{name}"] for name in kind._fields)) for time in range(len(read)))
        return together

    def states_without(self, inputs: Array) -> Array:
        """Return the state after each word had each word in turn not been read, ``(time, source, part, unit)``.

        ``inputs`` are the word vectors, ``(time, feature)``. Where the word that is left out has not come yet, the state is as it
        was; at that word it is still what it was before it.
        """
        found = []
        for omitted in range(len(inputs)):
            state, states = self.cell.rest(), []
            for time, word in enumerate(inputs):
                if time != omitted:
                    state = self.cell.state(self.cell.step(word, state))
                states.append(np.stack(state))
            found.append(states)
        return np.swapaxes(np.array(found), 0, 1)

    def states_dropped(self, inputs: Array, masks: Array) -> Array:
        """Return the state after each word while ``masks`` erase units, ``(mask, draw, time, part, unit)``.

        ``inputs`` are the word vectors, ``(time, feature)``, and masks are ``(mask, draw, time, unit)``.
        """
        words = np.broadcast_to(inputs[:, None, None], (len(inputs), *masks.shape[:2], inputs.shape[-1]))
        return np.moveaxis(erasing.dropped(self.cell, words, np.moveaxis(masks, 2, 0)), 0, 2)

    def verdict(self, text: str) -> str:
        """Return the most probable label after the last word of ``text``; raises as :meth:`run` does."""
        return self.run(text).verdicts[-1]

    def encode(self, words: Sequence[str]) -> NDArray[np.intp]:
        """Return the rows of words in the embedding, ``(time,)``."""
        return self.vocabulary.encode(words)

    def describe(self) -> dict[str, Any]:
        """Return what the parameters don't tell, as plain JSON values."""
        known = {"cell": self.cell.kind, "labels": self.labels, "vocabulary": self.vocabulary.words}
        return known | ({"language": self.language} if self.language else {})

    @classmethod
    def blank(cls, header: Mapping[str, Any], shapes: Shapes) -> Self:
        """Return a reader with any weights, of the sizes that the last axes of embedding and read-out suggest."""
        says = read_record(ReaderHeader, header)
        if says.cell not in CELLS:
            raise WeightsError(f"it holds a reader with the cell {brief(says.cell)}, which this version does not know.")
        features, units = ((shapes.get(name) or (1,))[-1] for name in ("embedding", "readout.weight"))
        words = Vocabulary(says.vocabulary)
        reader = cls.create(words, says.labels, Unwritten(), units=units, features=features, cell=says.cell)
        return replace(reader, provenance=says.provenance, language=says.language)
