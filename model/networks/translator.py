"""A network that translates: an encoder, a decoder, and between them attention or a single vector."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, ClassVar, Self

import numpy as np

from model.attention import AdditiveScorer, misled, project, stacked_looks
from model.cells import GRU, stacked, steps
from model.corpora.english_marathi.glosses import meanings
from model.errors import WeightsError
from model.gradients import affine, concatenate, stack
from model.networks.base import UNTRAINED, Model, Shapes, Unwritten
from model.networks.passing import Encoded, Written, bound
from model.networks.sizes import Sizes, TranslatorHeader
from model.pair_batches import PairBatch, Rows
from model.surprise import surprise
from model.tokens import tokens_of
from model.trace import END, START, Array, Provenance, TranslationTrace, read_record, softmax
from model.trace.copying import copies
from model.training import Assessment
from model.vocabulary import Manner, Vocabulary
from model.words import is_name_or_number

__all__ = ["Translator", "bound"]


@dataclass(frozen=True, kw_only=True)
class Translator(Model):
    """An encoder-decoder of GRUs (Cho et al. 2014), with additive attention (Bahdanau et al. 2014) or without.

    With attention the decoder starts from a learned constant, and an annotation h_j holds the word's embedding beside the
    encoder's states. Without it, the decoder starts from the forward encoder's last state: all it ever learns of the sentence.
    ``source_embedding`` is ``(source word, feature)``, ``target_embedding`` ``(word, target feature)``, ``initial`` ``(state,)``,
    ``readout_weight`` ``(word, seen)``, ``readout_bias`` ``(word,)``. ``glossary`` says what written words mean: no weights.

    A *tied* one (Press and Wolf 2017) has no ``readout_weight``: a ``projection``, ``(target feature, seen)``, turns what the
    read-out sees into a word's vector, and the words' own vectors are compared with it, so that what is learned of a word when it
    is read serves when it is written, and words that are rare learn from their like.
    """

    kind: ClassVar[str] = "translation"

    languages: tuple[str, str]
    source: Vocabulary
    target: Vocabulary
    source_embedding: Array
    target_embedding: Array
    forward: GRU
    backward: GRU | None
    scorer: AdditiveScorer | None
    initial: Array | None
    decoder: GRU
    readout_weight: Array | None
    projection: Array | None
    readout_bias: Array
    alignment_error: float | None = None
    provenance: Provenance = UNTRAINED
    address: str = ""
    glossary: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def create(
        cls,
        languages: tuple[str, str],
        source: Vocabulary,
        target: Vocabulary,
        rng: np.random.Generator,
        sizes: Sizes,
        **known: Any,
    ) -> Self:
        """Return an untrained translator with weights drawn from ``rng``; ``known`` is what is known of it already."""
        directions = 2 if sizes.bidirectional else 1
        annotation = directions * sizes.encoder + sizes.source_features if sizes.attention else 0
        state, words, features = sizes.decoder, len(target), sizes.target_features
        reach, seen = state**-0.5, state + annotation
        return cls(
            languages=languages,
            source=source,
            target=target,
            source_embedding=rng.normal(0.0, 0.5, (len(source), sizes.source_features)),
            target_embedding=rng.normal(0.0, features**-0.5 if sizes.tied else 0.5, (words, features)),
            forward=GRU.create(sizes.encoder, sizes.source_features, rng),
            backward=GRU.create(sizes.encoder, sizes.source_features, rng) if sizes.bidirectional else None,
            scorer=AdditiveScorer.create(sizes.scorer, state, annotation, rng) if sizes.attention else None,
            initial=np.zeros(state) if sizes.attention else None,
            decoder=GRU.create(state, features + annotation, rng),
            readout_weight=None if sizes.tied else rng.uniform(-reach, reach, (words, seen)),
            projection=rng.uniform(-(seen**-0.5), seen**-0.5, (features, seen)) if sizes.tied else None,
            readout_bias=np.zeros(words),
            **known,
        )

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that it reads."""
        return self.source

    @property
    def sizes(self) -> Sizes:
        """How big it is."""
        return Sizes(
            source_features=self.source_embedding.shape[1],
            target_features=self.target_embedding.shape[1],
            encoder=self.forward.bias.shape[1],
            decoder=self.decoder.bias.shape[1],
            scorer=len(self.scorer.vector) if self.scorer else 0,
            bidirectional=self.backward is not None,
            attention=self.scorer is not None,
            tied=self.projection is not None,
        )

    @property
    def seen(self) -> int:
        """How many numbers the read-out sees."""
        return int(self.decoder.bias.shape[1] + (self.scorer.annotation_weight.shape[1] if self.scorer else 0))

    @property
    def readout(self) -> Array:
        """The read-out as one matrix, ``(word, seen)``; that of a tied network is a product."""
        return self._compares if self.projection is None else self._compares @ self.projection

    def encode(self, source: Rows) -> Encoded:
        """Read sentences of the same length, ``(source, ...)``."""
        inputs = self.source_embedding[source]
        batch = source.shape[1:]
        forward = list(steps(self.forward, inputs, self.forward.rest(*batch)))
        backward = list(steps(self.backward, list(inputs)[::-1], self.backward.rest(*batch)))[::-1] if self.backward else []
        annotations = stack(step.hidden for step in forward)
        if backward:
            annotations = concatenate(annotations, stack(step.hidden for step in backward))
        if self.scorer is None or self.initial is None:
            return Encoded(inputs, forward, backward, annotations, None, forward[-1].hidden)
        annotations = concatenate(annotations, inputs)
        state = self.initial + np.zeros((*batch, 1), dtype=self.initial.dtype)
        return Encoded(inputs, forward, backward, annotations, self.scorer.prepare(annotations), state)

    def write(self, encoded: Encoded, state: Array, previous: Rows) -> Written:
        """Compute s_i from s(i-1), the word before, ``(...)``, and c_i, which s(i-1) decides."""
        word, before = self.target_embedding[previous], self.decoder.begin(state)
        if self.scorer is None or encoded.prepared is None:
            return Written(word, None, self.decoder.step(word, before))
        look = self.scorer.look(state, encoded.annotations, encoded.prepared)
        return Written(word, look, self.decoder.step(concatenate(word, look.context), before))

    def logits(self, seen: Array) -> Array:
        """Return the read-out of what :attr:`Written.seen` is: ``(..., seen)`` gives ``(..., word)``."""
        return affine(self._compares, self._projected(seen), self.readout_bias)

    @property
    def _compares(self) -> Array:
        """What is compared with what :meth:`_projected` returns, a row for each word."""
        return self.target_embedding if self.readout_weight is None else self.readout_weight

    def _projected(self, seen: Array) -> Array:
        return seen if self.projection is None else project(self.projection, seen)

    def forced(self, batch: PairBatch) -> Iterator[Written]:
        """Yield the decoder's steps when it is given the true previous word each time (teacher forcing)."""
        encoded = self.encode(batch.source)
        state = encoded.state
        for previous in [np.full_like(batch.target[0], self.start), *batch.target[:-1]]:
            written = self.write(encoded, state, previous)
            state = written.step.hidden
            yield written

    def free(self, source: Rows) -> Iterator[tuple[Written, Rows]]:
        """Yield the decoder's steps and the most probable words when it is given its own previous word, without end."""
        encoded = self.encode(source)
        state, previous = encoded.state, np.full(source.shape[1:], self.start)
        while True:
            written = self.write(encoded, state, previous)
            state = written.step.hidden
            previous = self.logits(written.seen).argmax(axis=-1)
            yield written, previous

    @property
    def start(self) -> int:
        """The row of START."""
        return self.target.words.index(START)

    @property
    def end(self) -> int:
        """The row of END."""
        return self.target.words.index(END)

    def losses(self, batch: PairBatch, penalty: float = 0.0) -> tuple[Array, Array]:
        """Return -log p of every true word, all added up, and for every pair whether each true word is known and most probable.

        That is so exactly if free running writes the true sentence: as long as its words are right, it is given what teacher
        forcing gives it. A ``penalty`` guides attention: what is :func:`~model.attention.astray` counts as well, so many times.
        """
        every = list(self.forced(batch))
        seen = stack(written.seen for written in every)
        if batch.dropped is not None:
            seen = seen * batch.dropped.astype(seen.dtype, copy=False)
        steps, pairs = np.nonzero(batch.mask)
        words = batch.target[steps, pairs]
        read = self._compares, self._projected(seen[steps, pairs]), self.readout_bias
        surprised, right = surprise(*read, words, batch.rivals)
        if penalty and self.scorer and batch.gold is not None:
            surprised = surprised + penalty * misled([written.look for written in every if written.look], batch.gold)
        wrong = np.bincount(pairs, ~right | (words == 0), len(batch.lengths)) if len(right) else right
        return surprised, wrong == 0

    def loss(self, batch: Sequence[PairBatch], penalty: float = 0.0) -> Array:
        """Return the mean of -log p(true word | sentence, true words before), and of what is astray, ``penalty`` times."""
        lost = sum((self.losses(group, penalty)[0] for group in batch), np.zeros(()))
        return lost / float(sum(group.lengths.sum() for group in batch))

    def assess(self, batch: Sequence[PairBatch], penalty: float = 0.0) -> Assessment:
        """Return :meth:`loss` without a penalty, and the share of pairs that free running gets right, word for word."""
        surprises, right = zip(*map(self.losses, batch), strict=True)
        count = float(sum(group.lengths.sum() for group in batch))
        return Assessment(float(sum(surprises)) / count, float(np.concatenate(right).mean()))

    def translate(self, source: Rows) -> tuple[Rows, list[Written]]:
        """Translate sentences of the same length, ``(source, ...)``, by their most probable words; return these and all steps.

        The words are ``(target, ...)``. It stops when every sentence has its END, or at the bound.
        """
        words, steps = [], []
        for (written, chosen), _ in zip(self.free(source), range(bound(len(source))), strict=False):
            words.append(chosen)
            steps.append(written)
            if (np.array(words) == self.end).any(axis=0).all():
                break
        return np.array(words), steps

    def run(self, text: str) -> TranslationTrace:
        """Translate ``text`` and return everything that was computed.

        With attention, names and numbers that are unknown may be copied (:func:`~model.trace.copying.copies`).

        Raises :class:`~model.errors.UsageError` if the text holds no word, or too many unknown ones.
        """
        manner = Manner(tokens_of, self.languages[0], self.scorer is not None, self.provenance.title, self.address)
        tokens, rows, forms = self.source.read(text, manner)
        encoded = self.encode(rows)
        chosen, written = self.translate(rows)
        logits = affine(readout := self.readout, stack(each.seen for each in written), self.readout_bias)
        attention = stacked_looks([each.look for each in written if each.look]) if self.scorer else None
        strangers = [not row and is_name_or_number(token) for token, row in zip(tokens, rows, strict=True)]
        target_tokens = tuple(self.target.words[row] for row in chosen)
        copied = copies(attention.weights, tokens, forms, strangers, target_tokens) if attention else {}
        return TranslationTrace(
            provenance=replace(self.provenance, fingerprint=self.fingerprint),
            languages=self.languages,
            annotation=("forward", *(("backward",) if self.backward else ()), *(("embedding",) if self.scorer else ())),
            bridge="summary" if self.initial is None else "constant",
            source_tokens=tokens,
            source_known=tuple(bool(row) for row in rows),
            source_read=forms if any(forms) else (),
            target_tokens=target_tokens,
            copied=tuple(step in copied for step in range(len(chosen))) if copied else (),
            glosses=meanings(self.glossary, target_tokens, tokens),
            words=self.target.words,
            alignment_error=self.alignment_error,
            source_inputs=encoded.inputs,
            forward=stacked(encoded.forward),
            forward_cell=self.forward.weights,
            backward=stacked(encoded.backward) if encoded.backward else None,
            backward_cell=self.backward.weights if self.backward else None,
            encoder_hidden=encoded.annotations,
            decoder_initial_hidden=encoded.state,
            target_inputs=stack(each.inputs for each in written),
            scorer=self.scorer.weights if self.scorer else None,
            attention=attention,
            decoder=stacked(each.step for each in written),
            decoder_cell=self.decoder.weights,
            readout_weight=readout,
            readout_bias=self.readout_bias,
            logits=logits,
            probabilities=softmax(logits),
        )

    def describe(self) -> dict[str, Any]:
        """Return what the parameters don't tell, as plain JSON values."""
        return {
            "languages": self.languages,
            "source": self.source.words,
            "target": self.target.words,
            "sizes": {name: size for name, size in asdict(self.sizes).items() if name != "tied" or size},  # newer than files
            "alignment_error": self.alignment_error,
        }

    @classmethod
    def blank(cls, header: Mapping[str, Any], shapes: Shapes) -> Self:
        """Return a translator with any weights, of the sizes that its header tells."""
        says = read_record(TranslatorHeader, header)
        says.sizes.check(max((max(shape, default=1) for shape in shapes.values()), default=1))
        if not {START, END} <= set(says.target):
            raise WeightsError(f"its target words lack {START} or {END}.")
        return cls.create(
            says.languages,
            Vocabulary(says.source),
            Vocabulary(says.target),
            Unwritten(),
            says.sizes,
            alignment_error=says.alignment_error,
            provenance=says.provenance,
        )
