"""English sentences and their French, written by a grammar: the language pair of the bundled translator.

What makes it worth looking at: articles and adjectives agree with a noun that English names later; adjectives stand before the
noun or behind it, and two of them in reverse order (the european economic area, la zone économique européenne); negation goes
around the verb (ne ... pas); le, la, de, ne lose their vowel before another. And *every* function word is in contrast with
others (on, about, against: sur, concernant, contre), so that nothing can be written without looking at its source.
"""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import pairwise

import numpy as np

from model.corpora import english_french_words as lexicon
from model.corpora.drawing import chance, pick
from model.corpora.english_french_phrases import NOTHING, Phrase, circumstances, noun_phrase, preposition, unit, word
from model.corpora.english_french_words import Verb
from model.corpora.french_sounds import euphonic
from model.corpora.pairs import PairParts, SentencePair, Token, Unit, aligned, collect

__all__ = ["LANGUAGES", "TASK", "make_english_french", "write_pair"]

LANGUAGES = ("English", "French")
TASK = "English to French"
SIZES = {"train": 80_000, "dev": 1_000, "test": 2_500}
LONGEST = 15
"""The most English words in a sentence."""
FLAGSHIPS = ("european economic", "how was your day")
"""Sentences that contain one of these are in the test part alone."""
BE = {"past": (("was", "a été"), ("were", "ont été")), "present": (("is", "est"), ("are", "sont"))}
IMPERFECT = (("was", "était"), ("were", "étaient")), (("is", "est"), ("are", "sont"))
MODALS = {"will": ("va", "vont"), "can": ("peut", "peuvent"), "must": ("doit", "doivent")}
CONJUNCTIONS = {"because": "car", "or": "ou", "if": "si", "but": "mais", "and": "et", "when": "quand"}
DO = ("does", "do")


def make_english_french(seed: int = 0, sizes: dict[str, int] | None = None) -> PairParts:
    """Write distinct pairs until every part has its size; the same seed gives the same pairs."""
    rng = np.random.default_rng(seed)
    return collect(partial(write_pair, rng), sizes or SIZES, LONGEST, FLAGSHIPS)


def write_pair(rng: np.random.Generator) -> SentencePair:
    """Write one sentence in both languages."""
    frame = pick(rng, FRAMES)
    phrase = frame(rng)
    return aligned(_with_an(phrase.read), euphonic(phrase.written))


def thing(rng: np.random.Generator) -> Phrase:
    """Write a noun phrase for a thing, sometimes with another behind it: the agreement on the european economic area."""
    phrase = noun_phrase(rng, lexicon.THINGS)
    return phrase + preposition(rng) + noun_phrase(rng, lexicon.THINGS, kinds=0.5) if chance(rng, 0.25) else phrase


def person(rng: np.random.Generator) -> Phrase:
    """Write the one who acts: he, she, they, or a noun phrase."""
    if chance(rng, 0.25):
        english, french, feminine, plural = pick(rng, (("he", "il", 0, 0), ("she", "elle", 1, 0), ("they", "ils", 0, 1)))
        return unit(english, french, "pronoun")._replace(feminine=bool(feminine), plural=bool(plural))
    return noun_phrase(rng, lexicon.PEOPLE, kinds=0.15)


def agreeing(participle: str, subject: Phrase) -> str:
    """Return the participle that agrees with the subject."""
    return participle + "e" * subject.feminine + "s" * subject.plural


def verb_phrase(rng: np.random.Generator, verb: Verb, subject: Phrase, tense: str) -> Phrase:
    """Write an active verb: signed, did not sign, signs, does not sign, will sign, cannot sign ..."""
    base, third, past, _ = verb.english
    pronoun = verb.participle if not verb.being else agreeing(verb.participle, subject)
    helper = (("est", "sont") if verb.being else ("a", "ont"))[subject.plural]
    negated = chance(rng, 0.25 if tense == "future" else 0.5)
    if tense == "future":
        modal = pick(rng, tuple(MODALS))
        return _modal(modal, subject, negated) + unit(base, verb.infinitive, "verb")
    if tense == "past":
        if not negated:
            return unit(past, f"{helper} {pronoun}", "verb")
        return around(unit("did", helper, "auxiliary"), True) + unit(base, pronoun, "verb")
    if not negated:
        return unit(base if subject.plural else third, verb.present[subject.plural], "verb")
    do, no, main = (
        Unit(DO[subject.plural], "", "auxiliary"),
        Unit("not", "ne pas", "negation"),
        Unit(base, verb.present[subject.plural], "verb"),
    )
    return Phrase(do.read + no.read + main.read, no.written[:1] + main.written + no.written[1:])


def _modal(modal: str, subject: Phrase, negated: bool) -> Phrase:
    """Write will, can, must, or their negation; "cannot" would be one word for three, so "can" is never negated."""
    return around(unit(modal, MODALS[modal][subject.plural], "auxiliary"), negated and modal != "can")


def around(verb: Phrase, negated: bool) -> Phrase:
    """Put a negation behind the verb in English and around its first word in French."""
    if not negated:
        return verb
    no = Unit("not", "ne pas", "negation")
    return Phrase(verb.read + no.read, no.written[:1] + verb.written[:1] + no.written[1:] + verb.written[1:])


def passive(rng: np.random.Generator) -> Phrase:
    """Write what is done to a thing: the agreement was signed in august 1992."""
    subject, verb = thing(rng), pick(rng, lexicon.VERBS)
    tense, negated = pick(rng, ("past", "past", "present", "future")), chance(rng, 0.2)
    done = unit(verb.english[3], agreeing(verb.participle, subject), "verb")
    if tense == "future":
        modal = pick(rng, tuple(MODALS))
        helper = _modal(modal, subject, negated) + unit("be", "être", "auxiliary")
    else:
        helper = around(unit(*BE[tense][subject.plural], "auxiliary"), negated)
    return subject + _done(helper, done) + circumstances(rng, tense)


def _done(helper: Phrase, done: Phrase) -> Phrase:
    """Join to be and a participle; in "was signed", a été signé, "été" may be linked to either English word."""
    units = done.written[0].units
    written = (token._replace(units=token.units + units) if token.word == "été" else token for token in helper.written)
    return helper._replace(written=tuple(written)) + done


def active(rng: np.random.Generator) -> Phrase:
    """Write who does something to a thing: my mother did not read these letters yesterday."""
    subject, tense = person(rng), pick(rng, ("past", "present", "future"))
    verb = verb_phrase(rng, pick(rng, lexicon.VERBS), subject, tense)
    return subject + verb + thing(rng) + circumstances(rng, tense, 0.5)


def move(rng: np.random.Generator) -> Phrase:
    """Write who goes or works, and how, where and when: she arrived in paris on monday."""
    subject, tense = person(rng), pick(rng, ("past", "present", "future"))
    manner = word(rng, lexicon.ADVERBS, "adverb") if chance(rng, 0.4) else NOTHING
    return subject + verb_phrase(rng, pick(rng, lexicon.MOVES), subject, tense) + manner + circumstances(rng, tense)


def state(rng: np.random.Generator) -> Phrase:
    """Write what something is like: the old house was not very quiet."""
    mortal = chance(rng, 0.4)
    subject = person(rng) if mortal else noun_phrase(rng, (*lexicon.THINGS, *lexicon.EVENTS))
    past = chance(rng, 0.5)
    verb = around(unit(*IMPERFECT[not past][subject.plural], "auxiliary"), chance(rng, 0.25))
    degree = word(rng, lexicon.DEGREES, "adverb") if chance(rng, 0.6) else NOTHING
    quality = pick(rng, (*(lexicon.HUMAN if mortal else lexicon.PLAIN), *lexicon.EARLY))
    told = unit(quality.english, quality.french[subject.feminine + 2 * subject.plural], "adjective")
    return subject + verb + degree + told + circumstances(rng, "past" if past else "present", 0.3)


def question(rng: np.random.Generator) -> Phrase:
    """Write a question: how is your mother, how was your trip, where is my key, when was the exam."""
    asked = pick(rng, ("how", "how", "where", "when"))
    past = chance(rng, 0.6)
    mortal = asked == "how" and not past
    nouns = lexicon.PEOPLE if mortal else lexicon.EVENTS if asked != "where" else (*lexicon.THINGS, *lexicon.EVENTS)
    subject = noun_phrase(rng, nouns, kinds=0.1)
    english, french = IMPERFECT[not past][subject.plural]
    if asked == "how":
        french = (("va", "vont") if mortal else ("se passe", "se passent"))[subject.plural]
    start = unit(asked, {"how": "comment", "where": "où", "when": "quand"}[asked], "question")
    verb = unit(english, french, "auxiliary")
    return start + verb + subject + circumstances(rng, "past" if past else "present", 0.35)


def joined(rng: np.random.Generator) -> Phrase:
    """Write two clauses: he stayed because the train was cancelled."""
    first, second = (_clause(rng) for _ in range(2))
    return first + word(rng, CONJUNCTIONS, "conjunction") + second


def _clause(rng: np.random.Generator) -> Phrase:
    tense = pick(rng, ("past", "present", "future"))
    if chance(rng, 0.4):
        subject = noun_phrase(rng, lexicon.THINGS, kinds=0.1)
        verb = pick(rng, lexicon.VERBS)
        done = unit(verb.english[3], agreeing(verb.participle, subject), "verb")
        return subject + _done(unit(*BE["past"][subject.plural], "auxiliary"), done)
    subject = person(rng)
    if chance(rng, 0.5):
        return subject + verb_phrase(rng, pick(rng, lexicon.MOVES), subject, tense)
    return subject + verb_phrase(rng, pick(rng, lexicon.VERBS), subject, tense) + noun_phrase(rng, lexicon.THINGS, kinds=0.1)


FRAMES: tuple[Callable[[np.random.Generator], Phrase], ...] = (
    *(passive,) * 6,
    *(active,) * 5,
    *(move,) * 4,
    *(state,) * 3,
    *(question,) * 3,
    *(joined,) * 2,
)


def _with_an(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Turn "a" into "an" before a vowel that is spoken as one."""
    row = list(tokens)
    for number, (here, following) in enumerate(pairwise(row)):
        if here.word == "a" and following.word.startswith(tuple("aeiou")) and not following.word.startswith(("eu", "uni", "use")):
            row[number] = here._replace(word="an")
    return tuple(row)
