"""English sentences and their French, written by a grammar: the language pair of the bundled translator.

What makes it worth looking at: articles and adjectives agree with a noun that English names later; adjectives stand before the
noun or behind it, and two of them in reverse order (the european economic area, la zone économique européenne); negation goes
around the verb (ne ... pas); le, la, de, ne lose their vowel before another. And *every* function word is in contrast with
others (on, about, against: sur, concernant, contre), so that nothing can be written without looking at its source.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from model.corpora import english_french_words as lexicon
from model.corpora.drawing import chance, pick
from model.corpora.english_french_words import Adjective, Noun, Verb
from model.corpora.french_sounds import article_of, euphonic
from model.corpora.pairs import PairParts, SentencePair, Token, Unit, aligned, collect, share_of

__all__ = ["LANGUAGES", "TASK", "make_english_french", "part_of", "write_pair"]

LANGUAGES = ("English", "French")
TASK = "English to French"
SIZES = {"train": 40_000, "dev": 1_000, "test": 2_500}
LONGEST = 15
"""The most English words in a sentence."""
FLAGSHIPS = ("european economic", "how was your day")
"""Sentences that contain one of these are in the test part alone."""
DETERMINERS = {
    "the": ("le", "la", "les"),
    "my": ("mon", "ma", "mes"),
    "your": ("ton", "ta", "tes"),
    "his": ("son", "sa", "ses"),
    "our": ("notre", "notre", "nos"),
    "their": ("leur", "leur", "leurs"),
}
SINGULAR = {"a": ("un", "une"), "this": ("ce", "cette"), "every": ("chaque", "chaque"), "another": ("un autre", "une autre")}
PLURAL = {"these": "ces", "some": "des", "several": "plusieurs"} | lexicon.NUMBERS
BE = {"past": (("was", "a été"), ("were", "ont été")), "present": (("is", "est"), ("are", "sont"))}
IMPERFECT = (("was", "était"), ("were", "étaient")), (("is", "est"), ("are", "sont"))
MODALS = {"will": ("va", "vont"), "can": ("peut", "peuvent"), "must": ("doit", "doivent")}
CONJUNCTIONS = {"because": "car", "or": "ou", "if": "si", "but": "mais", "and": "et", "when": "quand"}
DO, DID = (("does", "do"), ("did", "did"))


class Phrase(NamedTuple):
    """The tokens of both languages, each in its order, and what other words agree with."""

    read: tuple[Token, ...]
    written: tuple[Token, ...]
    feminine: bool = False
    plural: bool = False

    def __add__(self, other: "Phrase") -> "Phrase":  # type: ignore[override]  # phrases join as phrases, not as tuples
        """Let another phrase follow in both languages."""
        return self._replace(read=self.read + other.read, written=self.written + other.written)


NOTHING = Phrase((), ())


def make_english_french(seed: int = 0, sizes: dict[str, int] | None = None) -> PairParts:
    """Write distinct pairs until every part has its size; the same seed gives the same pairs."""
    rng = np.random.default_rng(seed)
    return collect(partial(write_pair, rng), part_of, sizes or SIZES, LONGEST)


def part_of(pair: SentencePair) -> str:
    """Return the one part in which this pair may occur: by its flagship phrase, its template, or the sentence itself."""
    sentence = " ".join(pair.source)
    if any(flagship in sentence for flagship in FLAGSHIPS):
        return "test"
    if len(pair.source) > 6 and share_of(pair.template) < 0.05:
        return "test"
    share = share_of(sentence)
    return "test" if share < 0.05 else "dev" if share < 0.1 else "train"


def write_pair(rng: np.random.Generator) -> SentencePair:
    """Write one sentence in both languages."""
    frame = pick(rng, FRAMES)
    phrase = frame(rng)
    return aligned(_with_an(phrase.read), euphonic(phrase.written))


def unit(source: str, target: str, kind: str, main: int | None = None) -> Phrase:
    """Return a phrase of one unit, in the same place in both languages."""
    made = Unit(source, target, kind, main)
    return Phrase(made.read, made.written)


def word(rng: np.random.Generator, choices: dict[str, str], kind: str) -> Phrase:
    """Draw a word and its translation."""
    source = pick(rng, tuple(choices))
    return unit(source, choices[source], kind)


def noun_phrase(rng: np.random.Generator, nouns: Sequence[Noun], *, adjectives: bool = True, kinds: float = 0.3) -> Phrase:
    """Write determiner, adjectives and noun; each in its place, all agreeing with the noun."""
    noun, plural = pick(rng, nouns), chance(rng, 0.35)
    head = unit(noun.english[plural], noun.french[plural], "noun")
    start, origin, field, plain = NOTHING, NOTHING, NOTHING, NOTHING
    if adjectives:
        start = adjective(rng, lexicon.EARLY, noun, plural, "early", 0.35)
        if chance(rng, kinds):
            origin = adjective(rng, lexicon.OUTER, noun, plural, "origin", 0.6)
            field = adjective(rng, lexicon.INNER, noun, plural, "field", 0.7)
        elif not start.read:
            plain = adjective(rng, _qualities(noun), noun, plural, "plain", 0.35)
    determiner = _determiner(rng, noun, plural)
    return Phrase(
        read=determiner.read + start.read + plain.read + origin.read + field.read + head.read,
        written=determiner.written + start.written + head.written + field.written + origin.written + plain.written,
        feminine=noun.feminine,
        plural=plural,
    )


def adjective(
    rng: np.random.Generator, choices: Sequence[Adjective], noun: Noun, plural: bool, kind: str, probability: float
) -> Phrase:
    """Write an adjective that agrees with the noun, or nothing."""
    if not chance(rng, probability):
        return NOTHING
    chosen = pick(rng, choices)
    return unit(chosen.english, chosen.french[noun.feminine + 2 * plural], "adjective")


def _qualities(noun: Noun) -> tuple[Adjective, ...]:
    return lexicon.HUMAN if noun in lexicon.PEOPLE else lexicon.PLAIN


def _determiner(rng: np.random.Generator, noun: Noun, plural: bool) -> Phrase:
    if plural and chance(rng, 0.5):
        return word(rng, PLURAL, "determiner")
    if not plural and chance(rng, 0.35):
        english = pick(rng, tuple(SINGULAR))
        return unit(english, SINGULAR[english][noun.feminine], "determiner")
    english = pick(rng, ("the", "the", "the", "the", *DETERMINERS))
    return unit(english, DETERMINERS[english][2 if plural else noun.feminine], "determiner")


def thing(rng: np.random.Generator) -> Phrase:
    """Write a noun phrase for a thing, sometimes with another behind it: the agreement on the european economic area."""
    phrase = noun_phrase(rng, lexicon.THINGS)
    return phrase + preposition(rng) + noun_phrase(rng, lexicon.THINGS, kinds=0.5) if chance(rng, 0.25) else phrase


def preposition(rng: np.random.Generator) -> Phrase:
    """Write a preposition that can stand before any noun."""
    return word(rng, lexicon.PREPOSITIONS, "preposition")


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
    negated = chance(rng, 0.5 if tense == "present" else 0.25)
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


def circumstances(rng: np.random.Generator, tense: str, probability: float = 0.8) -> Phrase:
    """Write where, or when, or both, or nothing."""
    if not chance(rng, probability):
        return NOTHING
    draw = rng.random()
    return place(rng) if draw < 0.3 else moment(rng, tense) if draw < 0.85 else place(rng) + moment(rng, tense)


def place(rng: np.random.Generator) -> Phrase:
    """Write where: in paris, near berlin, in france, behind the house."""
    draw = rng.random()
    if draw < 0.5:
        return word(rng, {"in": "à", "from": "de", "towards": "vers"}, "preposition") + word(rng, lexicon.CITIES, "name")
    if draw < 0.75:
        return unit("in", "en", "preposition") + word(rng, lexicon.COUNTRIES, "name")
    return preposition(rng) + noun_phrase(rng, (*lexicon.THINGS, *lexicon.PEOPLE), kinds=0.1)


def moment(rng: np.random.Generator, tense: str) -> Phrase:
    """Write when: in august 1992, before may, on monday, last year, tomorrow."""
    draw = rng.random()
    if draw < 0.2:
        return word(rng, lexicon.TIMES[tense], "time")
    if draw < 0.35:
        day = pick(rng, tuple(lexicon.WEEKDAYS))
        return unit(f"on {day}", lexicon.WEEKDAYS[day], "time", 1)
    if draw < 0.6:
        return _period(rng, tense)
    digits = pick(rng, lexicon.YEARS)
    year = unit(digits, digits, "number")
    start = word(rng, {"in": "en", "before": "avant", "after": "après", "since": "depuis"}, "preposition")
    if draw < 0.68:
        return start + year
    return start + word(rng, lexicon.MONTHS, "time") + (year if chance(rng, 0.6) else NOTHING)


def _period(rng: np.random.Generator, tense: str) -> Phrase:
    noun = pick(rng, lexicon.PERIODS)
    period = Unit(noun.english[0], noun.french[0], "time")
    if tense == "present":
        which = {"this": ("ce", "cette"), "every": ("chaque", "chaque")}
        english = pick(rng, tuple(which))
        first = Unit(english, which[english][noun.feminine], "determiner")
        return Phrase(first.read + period.read, first.written + period.written)
    english, french = ("last", "dernier dernière") if tense == "past" else ("next", "prochain prochaine")
    which_one = Unit(english, french.split()[noun.feminine], "adjective")
    article = Token(article_of(noun.feminine), (which_one, period))
    return Phrase(which_one.read + period.read, (article, *period.written, *which_one.written))


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
