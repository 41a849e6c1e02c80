"""Everyday English sentences and their French, written by a grammar, with gold alignments.

What English leaves open is settled by one rule each:

- "you" is *tu*; who speaks, who is spoken to, "we" and "they" are masculine.
- "it" is *ce* before être (c'est, c'était; else *cela*), *il* of weather and of time and before other verbs, *le* as an object.
- The past is the passé composé, or the imperfect of what lasts (be, have, want, know, love) and of "was ...-ing" and "used to".
- "will" is *aller* with an infinitive; "could" is *pouvait* in a statement and *pourrait* in a question.
- Questions have *est-ce que*; only to be and short questions turn round (où es-tu, quel âge a-t-il).
- "read", "cut" or "put" without a helping verb are past, unless an -s tells otherwise.
- Who washes or breaks a part of the body does it *to* oneself: elle s'est lavé les mains, brosse-toi les dents.
- What comes before, or is waited for, has the subjunctive: avant que tu partes, jusqu'à ce qu'il rentre.
- What is easy to do, or possible, is *il est*: il est facile de lire, il est possible que; but c'est vrai que.
- Who has a name that is unknown is masculine.
- How a day was is always *comment se passe*, as that one sentence is known; of all else it is *comment était*.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from model.corpora.drawing import pick
from model.corpora.everyday import (
    acting,
    asking,
    comparing,
    conditions,
    degrees,
    describing,
    exchanges,
    habits,
    happening,
    inquiries,
    others,
    patterns,
    quantities,
    questions,
    relatives,
    settings,
    speaking,
    states,
    wishes,
)
from model.corpora.everyday.english import contracted, with_an
from model.corpora.everyday.nameless import introduced, nameless
from model.corpora.everyday.nouns import somebody
from model.corpora.everyday.pieces import Frame, Phrase
from model.corpora.everyday.sounds import euphonic
from model.corpora.everyday.swapping import swapped
from model.corpora.pairs import PairParts, SentencePair, aligned, collect, part_of

__all__ = ["LANGUAGES", "TASK", "learned_at_last", "make_everyday", "write_pair"]

LANGUAGES = ("English", "French")
TASK = "English to French"
SIZES = {"train": 600_000, "dev": 1_000, "test": 2_500}
LONGEST, FURTHER = 12, 15
"""The most English words in a sentence, and in one that is learned from."""
FAR = 90_000
"""So many more are learned from in which words agree over a distance."""
STRANGE = 140_000
"""And so many in which nouns and adjectives stand where they do not belong."""
NAMELESS = 40_000
"""And so many in which names are read as the unknown word."""
AGREEING = 150_000
"""So many are learned from at last, far more of which have words that agree."""
MET = 80_000
"""And so many at last in which names are hidden, those of men in place of brothers and friends as well."""
FLAGSHIPS = ("european economic", "how was your day")
"""Sentences that contain one of these are in the test part alone."""


def does(rng: np.random.Generator) -> Phrase:
    """Write what somebody does."""
    return acting.does(rng, somebody(rng))


ASKED: tuple[Frame, ...] = (
    exchanges.gives_it,
    states.is_about,
    states.is_good_at,
    states.belongs_to,
    degrees.too_much,
    conditions.wants_others_to,
    quantities.is_left,
    quantities.something_new,
    quantities.something_to_do,
    quantities.somebody_there,
    inquiries.with_somebody,
)
"""Kinds of sentences that are asked as well, beside those of :func:`~model.corpora.everyday.questions.question`."""


def asks(rng: np.random.Generator) -> Phrase:
    """Write a question of one of these kinds: are you good at mathematics, does he want us to come."""
    return pick(rng, ASKED)(rng, asked=True)


FRAMES: dict[Frame, float] = {
    habits.everyday: 45,
    habits.asks_habit: 16,
    habits.why_not: 3,
    habits.bids: 7,
    patterns.pattern: 240,
    patterns.two_patterns: 60,
    does: 26,
    describing.state: 12,
    acting.passive: 5,
    wishes.wants: 7,
    wishes.would_like: 1.5,
    speaking.gives: 4,
    speaking.says: 2,
    speaking.thinks: 4,
    wishes.easy: 1.5,
    wishes.let_us: 1.2,
    settings.weather: 3,
    settings.time: 3,
    settings.feels: 4,
    settings.age: 0.8,
    settings.there_is: 3,
    settings.this_is: 2.5,
    settings.belongs: 0.7,
    settings.price: 0.7,
    settings.miss: 0.5,
    questions.question: 10,
    questions.wh_question: 5,
    questions.what: 3,
    asking.how_was: 4,
    asking.how_are: 0.8,
    asking.where_is: 2,
    asking.who: 1.8,
    asking.how_many: 1.5,
    asking.whose: 1.2,
    others.command: 5,
    relatives.relative: 3,
    relatives.relative_subject: 1.5,
    others.joined: 5,
    others.subordinate: 1.5,
    others.fixed: 9,
    others.introduces: 1,
    comparing.superlative: 1.3,
    comparing.exclaims: 0.6,
    speaking.opens: 2.5,
    happening.born: 0.7,
    wishes.takes: 0.6,
    happening.since: 1,
    wishes.likes_doing: 2,
    happening.goes_for: 0.5,
    wishes.makes_do: 1.2,
    describing.becomes: 1.2,
    wishes.glad: 1.2,
    speaking.nobody: 1.2,
    speaking.wonders: 2,
    happening.is_done_by_things: 2,
    happening.puts: 1.2,
    asking.how_long: 1,
    asking.colour: 0.3,
    acting.yourself: 0.4,
    describing.is_somewhere: 4,
    describing.is_from: 0.6,
    acting.has_been: 0.8,
    describing.is_one: 1.5,
    comparing.prefers: 0.5,
    describing.of_all: 1,
    settings.has_no: 0.8,
    happening.anymore: 0.6,
    acting.very_well: 1.2,
    relatives.where_it_is: 0.8,
    relatives.thing_that: 1,
    asking.which_one: 0.5,
    asks: 3,
    acting.passive_further: 4,
    exchanges.gives_it: 2.5,
    exchanges.let_me: 2,
    exchanges.oneself: 1.5,
    exchanges.each_other: 1.2,
    exchanges.alone: 0.8,
    exchanges.tries: 2.2,
    degrees.too_much: 2.5,
    degrees.faster: 2.5,
    degrees.older_by: 0.6,
    states.is_about: 2.5,
    states.is_good_at: 0.6,
    states.hurts: 1.2,
    states.it_gets: 0.3,
    states.makes_happy: 1.5,
    states.has_long_been: 1.2,
    states.used_to_be: 0.7,
    states.belongs_to: 1.2,
    conditions.if_it_were: 2.5,
    conditions.wants_others_to: 2.5,
    conditions.does_not_think: 1.5,
    conditions.glad_that: 1,
    conditions.sure_that: 0.8,
    conditions.before_doing: 1.5,
    conditions.so_that: 2,
    conditions.not_yet: 1.2,
    conditions.tells_that: 2,
    conditions.would_rather: 0.7,
    happening.spends_time: 1,
    quantities.some_of_them: 1.5,
    quantities.none_of: 0.8,
    quantities.is_left: 0.8,
    quantities.something_new: 1.2,
    quantities.somebody_there: 0.8,
    quantities.something_to_do: 1.5,
    inquiries.whom: 1.5,
    inquiries.with_whom: 1.5,
    inquiries.with_somebody: 2.5,
    inquiries.how_to_get: 0.5,
    inquiries.what_kind: 0.6,
    inquiries.since_when: 1,
    inquiries.is_it_not: 0.8,
    inquiries.asks_politely: 3,
}
"""How often each kind of sentence is drawn."""


FURTHER_AWAY = FRAMES | {acting.passive: 20, acting.passive_further: 90, exchanges.gives_it: 8}
"""How often where what agrees shall often be far away from what it agrees with."""
AGREEING_MOST = FRAMES | {acting.passive: 150, acting.passive_further: 300}
"""How often in those that are learned from at last."""
SWAPPED = FRAMES | {patterns.ready_made: 350}
"""How often where words are swapped."""


Turned = Callable[[np.random.Generator, Phrase], Phrase]


def as_it_is(_: np.random.Generator, phrase: Phrase) -> Phrase:
    """Return the phrase."""
    return phrase


def make_everyday(seed: int = 0, sizes: dict[str, int] | None = None) -> PairParts:
    """Write distinct pairs until every part has its size; the same seed gives the same pairs.

    What is always said in one way nobody can guess: it is learned, as often as it comes. Of the usual size, the part to learn
    from has further pairs: in some more words agree over a distance, some make no sense, in some all names that can be are
    hidden. None of them is held out by any seed.
    """
    parts = _collected(seed, sizes or SIZES, FRAMES)
    if sizes is not None:
        return parts
    far = _collected(seed + 1, {"train": FAR}, FURTHER_AWAY)
    strange = _collected(seed + 2, {"train": STRANGE}, SWAPPED, swapped)
    hidden = _collect(partial(_nameless_pair, np.random.default_rng(seed + 4)), {"train": NAMELESS})
    return parts._replace(train=parts.train + far.train + strange.train + hidden.train)


def agreeing(seed: int = 0) -> tuple[SentencePair, ...]:
    """Write pairs that are learned from at last: in two of five some words agree over a distance."""
    return _collected(seed + 3, {"train": AGREEING}, AGREEING_MOST).train


def meeting(seed: int = 0) -> tuple[SentencePair, ...]:
    """Write pairs that are learned from at last: names are hidden wherever they can be, so that whoever is met is passed on."""
    return _collect(partial(_nameless_pair, np.random.default_rng(seed + 5), introduced), {"train": MET}).train


def learned_at_last(seed: int = 0) -> tuple[SentencePair, ...]:
    """Write all pairs that are learned from at last only."""
    return agreeing(seed) + meeting(seed)


def _collected(seed: int, sizes: Mapping[str, int], frames: Mapping[Frame, float], turned: Turned = as_it_is) -> PairParts:
    return _collect(partial(write_pair, np.random.default_rng(seed), frames, turned), sizes)


def _collect(write: Callable[[], SentencePair], sizes: Mapping[str, int]) -> PairParts:
    return collect(write, sizes, LONGEST, FLAGSHIPS, others.SAID, FURTHER, True)


def _nameless_pair(rng: np.random.Generator, turned: Turned = as_it_is) -> SentencePair:
    """Write a pair in which a name is hidden, of a sentence that is not held out with the name in it."""
    while True:
        shown = turned(rng, _phrase(rng, FRAMES))
        hidden = nameless(rng, shown)
        if hidden != shown and part_of(_spelt(deepcopy(rng), shown), FLAGSHIPS, others.SAID) == "train":
            return _spelt(rng, hidden)


def write_pair(rng: np.random.Generator, frames: Mapping[Frame, float] = FRAMES, turned: Turned = as_it_is) -> SentencePair:
    """Write one sentence in both languages.

    ``frames`` says how often each kind of sentence is drawn, ``turned`` what is done with it before it is spelt.
    """
    return _spelt(rng, turned(rng, _phrase(rng, frames)))


def _phrase(rng: np.random.Generator, frames: Mapping[Frame, float]) -> Phrase:
    kinds, weights = _drawn(tuple(frames.items()))
    return kinds[int(np.searchsorted(weights, rng.random(), side="right"))](rng)


def _spelt(rng: np.random.Generator, phrase: Phrase) -> SentencePair:
    return aligned(contracted(rng, with_an(phrase.read)), euphonic(phrase.written))


@cache
def _drawn(frames: tuple[tuple[Frame, float], ...]) -> tuple[tuple[Frame, ...], NDArray[np.float64]]:
    """Return the kinds, and up to which number of 0..1 each is drawn."""
    kinds, shares = zip(*frames, strict=True)
    return kinds, np.cumsum(shares) / sum(shares)
