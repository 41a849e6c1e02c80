"""How the translators are made: the bundled ones, and those of a user's own pairs."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from model.alignment import alignment_scores
from model.corpora import pair_tables
from model.corpora.english_marathi import grammar as english_marathi
from model.corpora.everyday import grammar as english_french
from model.corpora.pairs import PairParts, SentencePair
from model.errors import UsageError, brief
from model.networks import Sizes, Translator
from model.pair_batches import grouped, pair_batches
from model.recipes.base import Guess, Request, Task, Trained, about_own, register
from model.recipes.drawable import check_names, check_spaces, check_texts
from model.trace import END, START, Provenance
from model.training import Plan, Progress, fit
from model.vocabulary import UNKNOWN, Vocabulary

__all__ = ["BUNDLED", "Bundled", "plan_for", "train_bundled", "train_pairs", "train_translation"]

WITH_ATTENTION = Sizes()
EVERYDAY = Sizes(source_features=64, target_features=24, decoder=96, scorer=24)
"""With thousands of words, word vectors and the decoder are larger; the encoder is not."""
WITHOUT_ATTENTION = Sizes(encoder=32, decoder=32, bidirectional=False, attention=False)
"""The twin: its one vector has as many numbers as the decoder's state."""


@dataclass(frozen=True, kw_only=True)
class Bundled:
    """A bundled translator: its pairs, its plan, and the seed that is shipped (its card tells by which rule it was chosen)."""

    make: Callable[..., PairParts]
    languages: tuple[str, str]
    plan: Plan
    sizes: Sizes = WITH_ATTENTION
    seed: int = 0


BUNDLED = {
    "english_french": Bundled(
        make=english_french.make_everyday,
        languages=english_french.LANGUAGES,
        plan=Plan(steps=16_000, batch=128, rate=1e-2, check=500, penalty=0.0, rivals=256, precision="float32"),
        sizes=EVERYDAY,
    ),
    "english_marathi": Bundled(
        make=english_marathi.make_english_marathi,
        languages=english_marathi.LANGUAGES,
        plan=Plan(steps=12_000, batch=128, rate=1.5e-2, check=500, penalty=0.0, rivals=256, precision="float32"),
        sizes=Sizes(source_features=32, target_features=24, encoder=24, decoder=64, scorer=24),
    ),
}
"""Every bundled translator by its name in the zoo; each has a twin without attention, called ``<name>_plain``."""
OWN = Plan(steps=10_000, batch=64, rate=8e-3, check=100, penalty=0.0)
"""The plan for a large table of a user's own."""
LONGEST_NAME = 24
"""The most letters of a language's name."""
ENOUGH = 2_000
"""With fewer pairs to learn from, a translator learns phrases by heart and little else."""


def train_translation(request: Request) -> Trained[Translator]:
    """Train a translator with attention: the bundled English-French one, or one on the pairs of a file.

    Raises :class:`~model.errors.DataError` if the file cannot be used, :class:`~model.errors.UsageError` if the languages have no
    two names.
    """
    if request.data is None:
        return train_bundled("english_french", request.seed, progress=request.progress)
    languages = _named(request.languages) if request.languages else ("source", "target")
    parts = _own(request, request.data, languages)
    task = Bundled(make=lambda: parts, languages=languages, plan=plan_for(len(parts.train)))
    return train_pairs(parts, task, request.seed or 0, about_own(request.data, "translation by"), request)


def _named(languages: str) -> tuple[str, str]:
    """Return two names that are parted by a comma."""
    names = [name.strip() for name in languages.split(",")]
    if len(names) != 2 or not all(0 < len(name) <= LONGEST_NAME for name in names):
        raise UsageError(
            f"--languages takes two names of {LONGEST_NAME} letters at most with a comma between them, German,English say, "
            f"not {brief(languages)}."
        )
    return names[0], names[1]


def _own(request: Request, data: Path, languages: tuple[str, str]) -> PairParts:
    """Return the pairs of a file, and say what is to be known of them."""
    check_names(request, "file name", about_own(data, "translation by")[:1])
    check_names(request, "language", languages)
    pairs = pair_tables.read_pairs(data, request.reading, languages if request.languages else ())
    parts = pair_tables.split(pairs, str(data))
    check_texts(request, "pair", [pair.source + pair.target for pair in pairs])
    check_spaces(request, "sentence", [side for pair in pairs for side in (pair.source, pair.target)])
    train, dev, test = (f"{len(part):,}" for part in parts)
    request.say(f"It learns from {train} pairs, chooses its best moment by {dev} others, and is judged by another {test}.")
    return parts


def train_bundled(
    name: str,
    seed: int | None = None,
    *,
    attention: bool = True,
    parts: PairParts | None = None,
    progress: Callable[[Progress], None] = lambda progress: None,
) -> Trained[Translator]:
    """Train a bundled translator, or its twin without attention: same pairs, as many batches."""
    task = BUNDLED[name] if attention else _twin(BUNDLED[name])
    about = name if attention else f"{name}_plain", " to ".join(task.languages)
    return train_pairs(parts or task.make(), task, task.seed if seed is None else seed, about, Request(progress=progress))


def _twin(task: Bundled) -> Bundled:
    """Return the task without attention; English-Marathi learned more (0.63, not 0.30) from smaller batches at a higher rate."""
    return replace(task, sizes=WITHOUT_ATTENTION, plan=replace(task.plan, batch=64, rate=3e-2))


def plan_for(pairs: int) -> Plan:
    """Return the plan for a table of this many training pairs: seconds for a hundred, minutes for ten thousand."""
    return replace(OWN, steps=int(np.clip(pairs, 600, OWN.steps)), batch=min(OWN.batch, max(8, pairs // 8)))


def train_pairs(parts: PairParts, task: Bundled, seed: int, about: tuple[str, str], request: Request) -> Trained[Translator]:
    """Train a translator on ``parts.train``, keep its best moment by ``parts.dev``, and score that on ``parts.test``.

    ``about`` is the model's name and its task, for the provenance; ``request`` has who listens.
    """
    rng = np.random.default_rng(seed)
    source, target = vocabularies(parts.train)
    network = Translator.create(task.languages, source, target, rng, task.sizes)
    states = network.readout_weight.shape[1]
    batches = pair_batches(network, parts.train, task.plan, states, rng, request.stage("encoding"))
    fitted = fit(network, batches, grouped(network, parts.dev), task.plan, request.progress)
    accuracy = fitted.network.assess(grouped(network, parts.test)).accuracy
    provenance = Provenance(
        model=about[0],
        task=about[1],
        score=accuracy,
        score_name="held-out exact match",
        score_count=len(parts.test),
        fingerprint=fitted.network.fingerprint,
        seed=seed,
        notes=f"interrupted after {len(fitted.losses)} of {task.plan.steps} steps" if fitted.interrupted else "",
    )
    return Trained(
        network=replace(fitted.network, provenance=provenance, alignment_error=_alignment_error(fitted.network, parts.test)),
        accuracy=accuracy,
        train_count=len(parts.train),
        dev_count=len(parts.dev),
        held_out=len(parts.test),
        losses=tuple(fitted.losses),
        best=fitted.best,
        interrupted=fitted.interrupted,
        examples="pairs",
        advice=_advice(len(parts.train)),
        guess=_guess(parts),
    )


def _guess(parts: PairParts) -> Guess:
    """Return what it gives to write always the most frequent translation."""
    target, _ = Counter(pair.target for pair in parts.train).most_common(1)[0]
    return Guess(f"always writing {brief(' '.join(target))}", sum(pair.target == target for pair in parts.test) / len(parts.test))


def vocabularies(pairs: Sequence[SentencePair]) -> tuple[Vocabulary, Vocabulary]:
    """Return the words of both languages; the target's as they are written, and with END and START behind the unknown word.

    A word that a user's table has only once trains the unknown word; a grammar's words are all taken.
    """
    at_least = 1 if pairs[0].template or len(pairs) <= 1000 else 2
    source = Vocabulary.of((pair.source for pair in pairs), at_least)
    target = Vocabulary.written((pair.target for pair in pairs), at_least)
    return source, Vocabulary((UNKNOWN, END, START, *target.words[1:]))


def _alignment_error(network: Translator, pairs: Sequence[SentencePair]) -> float | None:
    if network.scorer is None or not any(pair.sure for pair in pairs):
        return None
    return alignment_scores(network, pairs).error


def _advice(pairs: int) -> str:
    if pairs >= ENOUGH:
        return ""
    return f"{pairs} pairs are too few to expect more than phrases learned by heart: give it some thousand simple sentences."


register(
    Task(
        name="translation",
        data="a text file with a sentence, a tab and its translation on each line",
        train=train_translation,
        options=("languages", "skip_bad_rows"),
    ),
)
