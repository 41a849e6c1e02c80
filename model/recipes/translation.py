"""How the translators are made: the bundled ones, and those of a user's own pairs."""

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
from model.recipes.base import Guess, Part, Request, Task, Trained, about_own, register
from model.recipes.drawable import check_names, check_spaces, check_texts
from model.recipes.held_out import LOOKED_UP, HeldOut, held_out
from model.recipes.rounds import Further, Rounded, Rounds
from model.trace import END, START, Provenance
from model.training import Fit, Plan
from model.vocabulary import UNKNOWN, Vocabulary

__all__ = ["BUNDLED", "Bundled", "plan_for", "train_bundled", "train_pairs", "train_translation"]

WITH_ATTENTION = Sizes()
EVERYDAY = Sizes(source_features=64, target_features=96, encoder=128, decoder=128, scorer=32, tied=True)
"""With thousands of words, all is larger; the encoder above all, which must tell how a word far away agrees."""
WITHOUT_ATTENTION = Sizes(encoder=32, decoder=32, bidirectional=False, attention=False)
"""The twin: its one vector has as many numbers as the decoder's state."""
FINE = 0.125
"""The largest translators' weights are rounded to steps of at most this share of what is usual, to be kept in a byte each. That
leaves exact matches as they are; twice the steps cost one in a hundred."""
TWIN_BATCH, TWIN_RATE = 64, 6e-3
"""The batches of a twin, and the rate that it begins with."""
EVERYDAY_TWIN = replace(EVERYDAY, source_features=32, target_features=32, bidirectional=False, attention=False)
"""It must only show what one vector cannot hold, so its words are smaller."""
HALF = Sizes(source_features=32, target_features=24, encoder=32, decoder=64, scorer=16)
"""For half as many words."""
HALF_TWIN = replace(HALF, encoder=96, decoder=96, bidirectional=False, attention=False)


@dataclass(frozen=True, kw_only=True)
class Bundled:
    """A bundled translator: its pairs, its plan, and the seed that is shipped (its card tells by which rule it was chosen).

    Its twin without attention has the sizes ``twin``. If a plan has a penalty, the pairs' gold links guide its attention. Its
    weights are ``rounded`` when all is learned, so that a large file is half as large or less. ``further`` are more rounds.
    """

    make: Callable[..., PairParts]
    languages: tuple[str, str]
    plan: Plan
    sizes: Sizes = WITH_ATTENTION
    seed: int = 0
    twin: Sizes = WITHOUT_ATTENTION
    rounded: Rounded | None = None
    further: tuple[Further, ...] = ()


def _fine(network: Translator) -> Translator:
    return network.fixed(FINE)


EVERYDAY_PLAN = Plan(
    steps=24_000,
    batch=128,
    shards=2,
    rate=6e-3,
    check=1_000,
    penalty=1.0,
    penalty_from=0.0,
    penalty_until=0.9,
    rivals=256,
    precision="float32",
    dropout=0.05,
    choose="accuracy",
)
EVERYDAY_LAST = replace(EVERYDAY_PLAN, steps=18_000, rate=3e-3, penalty=0.5, rivals=0)
"""At last the true word is compared with all others, and learns to be told from the forms that it has beside its own."""
EVERYDAY_GROWN = replace(EVERYDAY, decoder=256)
"""At last there are more units that remember what is written, as an adjective must agree with a noun that is long gone."""
BUNDLED = {
    "english_french": Bundled(
        make=english_french.make_everyday,
        languages=english_french.LANGUAGES,
        plan=EVERYDAY_PLAN,
        sizes=EVERYDAY,
        twin=EVERYDAY_TWIN,
        rounded=_fine,
        further=(Further(pairs=english_french.learned_at_last, plan=EVERYDAY_LAST, rounded=_fine, sizes=EVERYDAY_GROWN),),
    ),
    "english_marathi": Bundled(
        make=english_marathi.make_english_marathi,
        languages=english_marathi.LANGUAGES,
        plan=Plan(steps=12_000, batch=128, rate=8e-3, check=500, penalty=0.0, rivals=256, precision="float32"),
        sizes=HALF,
        twin=HALF_TWIN,
        rounded=Translator.halved,
    ),
}
"""Every bundled translator by its name in the zoo; each has a twin without attention, called ``<name>_plain``."""
OWN = Plan(steps=10_000, batch=64, rate=8e-3, check=100, penalty=0.0)
"""The plan for a small table of a user's own."""
OWN_LARGE = replace(OWN, rate=5e-3, check=500, unknown=0.05, rivals=512, dropout=0.4, choose="accuracy", precision="float32")
"""That for a large one, in which every other word is rare: more is hidden, so that less is learned by heart."""
OWN_LARGE_SIZES = Sizes(source_features=64, target_features=96, encoder=32, decoder=96, scorer=32, tied=True)
"""Of thousands of words most are rare, and a tied read-out learns more of them: of 20,000 real English-Marathi pairs, after 3,000
batches with one seed, 0.230 of the sentences whose words are known in place of 0.190, in 16 % less time."""
MOST_WORDS = 8_000
"""So many words of each language are known at most: every step moves all of them."""
GUIDED = "attention guided in training"
"""What is said of a translator that learned with gold alignments, wherever its origin is told."""
LONGEST_NAME = 24
"""The most letters of a language's name."""
ENOUGH = 2_000
"""With fewer pairs to learn from, a translator learns phrases by heart and little else: such a table is small."""
FEW = 1_000
"""Of so few pairs a word that is there only once is learned as well."""


def train_translation(request: Request) -> Trained[Translator]:
    """Train a translator with attention: the bundled English-French one, or one on the pairs of a file.

    Raises :class:`~model.errors.DataError` if the file cannot be used, :class:`~model.errors.UsageError` if the languages have no
    two names.
    """
    if request.data is None:
        return train_bundled("english_french", request.seed, request=request)
    languages = _named(request.languages) if request.languages else ("source", "target")
    parts = _own(request, request.data, languages)
    task = Bundled(make=lambda: parts, languages=languages, plan=plan_for(len(parts.train)), sizes=sizes_for(len(parts.train)))
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
    request.say_parts(parts, "pairs")
    return parts


def train_bundled(
    name: str,
    seed: int | None = None,
    *,
    attention: bool = True,
    parts: PairParts | None = None,
    request: Request | None = None,
) -> Trained[Translator]:
    """Train a bundled translator, or its twin without attention: same pairs, as many batches.

    ``request`` has who listens, and how long it may take.
    """
    task = BUNDLED[name] if attention else _twin(BUNDLED[name])
    about = name if attention else f"{name}_plain", " to ".join(task.languages)
    return train_pairs(parts or task.make(), task, task.seed if seed is None else seed, about, request or Request())


def _twin(task: Bundled) -> Bundled:
    """Return the task without attention, which nothing can guide."""
    plan = replace(task.plan, batch=TWIN_BATCH, rate=TWIN_RATE, penalty=0.0)
    return replace(task, sizes=task.twin, plan=plan, further=())


def plan_for(pairs: int) -> Plan:
    """Return the plan for a table of this many training pairs: seconds for a hundred, minutes for ten thousand."""
    own = OWN if pairs < ENOUGH else OWN_LARGE
    return replace(own, steps=int(np.clip(pairs, 600, own.steps)), batch=min(own.batch, max(8, pairs // 8)))


def sizes_for(pairs: int) -> Sizes:
    """Return how big a translator is for a table of this many training pairs."""
    return WITH_ATTENTION if pairs < ENOUGH else OWN_LARGE_SIZES


def train_pairs(parts: PairParts, task: Bundled, seed: int, about: tuple[str, str], request: Request) -> Trained[Translator]:
    """Train a translator on ``parts.train``, keep its best moment by ``parts.dev``, and score that on ``parts.test``.

    ``about`` is the model's name and its task, for the provenance; ``request`` has who listens.
    """
    fitted = _fitted(parts, task, seed, request)
    request.learned()
    found = held_out(fitted.network, parts)
    accuracy = float(found.right.mean())
    provenance = Provenance(
        model=about[0],
        task=about[1],
        score=accuracy,
        score_name="held-out exact match",
        score_count=len(found.right),
        fingerprint=fitted.network.fingerprint,
        seed=seed,
        notes="; ".join(filter(None, (GUIDED if task.plan.penalty else "", request.notes(fitted)))),
    )
    return Trained(
        network=replace(fitted.network, provenance=provenance, alignment_error=_alignment_error(fitted.network, parts.test)),
        accuracy=accuracy,
        train_count=len(parts.train),
        dev_count=len(parts.dev),
        held_out=len(found.right),
        losses=tuple(fitted.losses),
        best=fitted.best,
        interrupted=fitted.interrupted,
        examples="sentences",
        advice=advice(len(parts.train), accuracy - float(found.looked_up.mean())) or request.hurried(fitted, task.plan.steps),
        guess=Guess(LOOKED_UP, float(found.looked_up.mean())),
        part=_of_known(found),
    )


def _fitted(parts: PairParts, task: Bundled, seed: int, request: Request) -> Fit[Translator]:
    """Return what learning came to, the weights rounded as the task says."""
    rng = np.random.default_rng(seed)
    source, target = vocabularies(parts.train)
    if request.data and len(parts.train) > FEW:
        read, written = len(source) - 1, len(target) - 3
        request.say(
            f"It knows {read:,} words to read and {written:,} to write: those found twice or more, at most {MOST_WORDS:,}."
        )
    network = Translator.create(task.languages, source, target, rng, task.sizes)
    further = task.further if request.minutes is None else ()
    return Rounds(task.plan, task.rounded, further, request).learn(network, parts, seed, rng)


def _of_known(found: HeldOut) -> Part | None:
    """Return what is got right of the sentences whose words are all known; None if all are, or none."""
    known, count = found.known, int(found.known.sum())
    if count in (0, len(known)):
        return None
    return Part("whose words it knows", count, float(found.right[known].mean()), float(found.looked_up[known].mean()))


def vocabularies(pairs: Sequence[SentencePair]) -> tuple[Vocabulary, Vocabulary]:
    """Return the words of both languages; the target's as they are written, and with END and START behind the unknown word.

    A grammar's words are all taken. Of a user's table all words that it has twice are, or :data:`MOST_WORDS` of them, the most
    frequent; words that are not train the unknown word. Of :data:`FEW` pairs all words are taken.
    """
    rule = (1, None) if pairs[0].template else (1 if len(pairs) <= FEW else 2, MOST_WORDS)
    source = Vocabulary.of((pair.source for pair in pairs), *rule)
    target = Vocabulary.written((pair.target for pair in pairs), *rule)
    return source, Vocabulary((UNKNOWN, END, START, *target.words[1:]))


def _alignment_error(network: Translator, pairs: Sequence[SentencePair]) -> float | None:
    if network.scorer is None or not any(pair.sure for pair in pairs):
        return None
    return alignment_scores(network, pairs).error


def advice(pairs: int, gained: float) -> str:
    """Return what is said of few pairs, by how much what was learned is better than looking them up."""
    if pairs >= ENOUGH:
        return ""
    if gained > 0:
        return f"{pairs} pairs are few: expect sentences of their kind, and hardly others, or give it some thousand simple ones."
    return f"{pairs} pairs are too few to expect more than phrases learned by heart: give it some thousand simple sentences."


register(
    Task(
        name="translation",
        data="a text file with a sentence, a tab and its translation on each line",
        train=train_translation,
        options=("languages", "skip_bad_rows"),
    ),
)
