"""Weather, time, feelings, what there is, what belongs to whom: sentences that French builds in another way."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.circumstances import clock, moment, place
from model.corpora.everyday.describing import CE, IT, SENSED
from model.corpora.everyday.lexicon import adjectives, nouns, verb
from model.corpora.everyday.nouns import MASSES, adjective, named, noun_phrase, pronoun, somebody
from model.corpora.everyday.pieces import NOTHING, Phrase, draw, span, unit
from model.corpora.everyday.predicates import Doing, being, clause, doing
from model.corpora.pairs import Token, Unit

__all__ = ["age", "belongs", "feels", "has_no", "miss", "price", "there_is", "this_is", "time", "weather"]

IS_THERE = ("sunny", "windy", "foggy")
"""Weather of which French says that there is some of it."""
FALLS = {"rain": "pleuvoir", "snow": "neiger"}


def weather(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write it is cold, il fait froid; it is raining, il pleut; it will snow, il va neiger."""
    if chance(rng, 0.4):
        return _falls(rng, asked)
    english = pick(rng, tuple(closed.WEATHER))
    tense = pick(rng, ("present", "present", "past") if asked else ("present", "present", "past", "will"))
    denied = "not" if not asked and chance(rng, 0.2) else ""
    french = "avoir" if english in IS_THERE else "faire"
    subject = IT if chance(rng, 0.65) else _the_weather()
    if subject is not IT:
        if english not in ("cold", "hot", "warm", "cool", "nice"):
            english = pick(rng, ("bad", "nice"))
        french = "faire"
    degree = (
        draw(rng, {"very": "très", "too": "trop", "so": "si", "really": "vraiment"}, "adverb")
        if french == "faire" and chance(rng, 0.3)
        else NOTHING
    )
    told = unit(english, {**closed.WEATHER, "bad": "mauvais"}[english], "adjective")
    if denied and french == "avoir":
        told = unit(english, closed.WEATHER[english].replace("du", "de"), "adjective")
    be = being(subject, tense, denied=denied, asked=asked, french=french)
    if french == "avoir":
        be = _there(be)
    return clause(subject, be, degree + told + _when(rng, tense), asked=asked)


def _the_weather() -> Phrase:
    made = Unit("the weather", "il", "pronoun", 1)
    return Phrase(made.read, made.written, thing=True)


def _there(be: Doing, *also: Unit) -> Doing:
    """Put *y* before the verb, whose it is, and ``also``'s: il y a, il n'y a pas."""
    y = Token("y", (be.finite[0].units[0], *also))
    if be.rest:
        return be._replace(rest=(y, *be.rest))
    return be._replace(finite=(y, *be.finite))


def _when(rng: np.random.Generator, tense: str) -> Phrase:
    chosen = rng.random()
    time = {"present": "present", "past": "past"}.get(tense, "future")
    if chosen < 0.45:
        return NOTHING
    if chosen < 0.7:
        return draw(rng, closed.TIMES[time], "time")
    return place(rng) if chosen < 0.85 else moment(rng, time)


def _falls(rng: np.random.Generator, asked: bool) -> Phrase:
    english = pick(rng, tuple(FALLS))
    forms = {"rain": ("pleut", "pleuvait", "plu", "pleuvoir"), "snow": ("neige", "neigeait", "neigé", "neiger")}[english]
    verb_ = verb(english, "neiger")
    french = verb_.french._replace(present=(forms[0],) * 5, imperfect=(forms[1],) * 5, participle=forms[2], infinitive=forms[3])
    verb_ = verb_._replace(french=french)
    tense = pick(rng, ("progressive", "progressive", "was", "past", "will", "going", "present", "might"))
    if asked:
        tense = pick(rng, ("progressive", "will", "past"))
    denied = "not" if not asked and tense != "might" and chance(rng, 0.25) else ""
    when = {"progressive": "present", "present": "present", "was": "past", "past": "past"}.get(tense, "future")
    how = unit("a lot", "beaucoup", "adverb", 1) if not asked and chance(rng, 0.12) else NOTHING
    return clause(IT, doing(verb_, IT, tense, denied=denied, asked=asked), _when(rng, when), asked=asked, inner=how)


def time(rng: np.random.Generator) -> Phrase:
    """Write it is 8 o'clock, it is late, today is monday, it is time to go."""
    chosen = rng.random()
    tense = pick(rng, ("present", "present", "past"))
    denied = "not" if chance(rng, 0.15) else ""
    be = being(IT, tense, denied=denied)
    if chosen < 0.4:
        return clause(IT, being(IT, tense), clock(rng))
    if chosen < 0.6:
        degree = (
            draw(rng, {"very": "très", "too": "trop", "already": "déjà", "so": "si"}, "adverb") if chance(rng, 0.5) else NOTHING
        )
        return clause(IT, be, degree + draw(rng, {"late": "tard", "early": "tôt"}, "time"))
    if chosen < 0.75:
        english = pick(rng, ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
        return clause(CE, being(CE, "present"), unit(english, closed.WEEKDAYS[english], "time")) + (
            unit("today", "aujourd'hui", "time") if chance(rng, 0.5) else NOTHING
        )
    pool = nouns("idea", "event", "season", "food", "animal", "vehicle", "place", "person", "thing")
    noun = pick(rng, [each for each in pool if "plural" not in each.kinds])
    feminine = noun.feminine
    if noun.kinds & {"mass", "sg", "drink"}:
        return clause(CE, being(CE, tense, denied=denied), noun_phrase(rng, (noun,), loose=False))
    start = unit("a", "une" if feminine else "un", "determiner")
    quality = pick(rng, adjectives("plain") if "person" not in noun.kinds else adjectives("human"))
    told = unit(quality.english, quality.french[feminine], "adjective")
    head = unit(noun.english[0], noun.french[0], "noun")
    degree = unit("very", "très", "adverb") if chance(rng, 0.3) else NOTHING
    if chance(rng, 0.4):
        return clause(CE, being(CE, tense, denied=denied), start + head)
    return clause(
        CE,
        being(CE, tense, denied=denied),
        Phrase(start.read + degree.read + told.read + head.read, start.written + head.written + degree.written + told.written),
    )


def feels(rng: np.random.Generator, asked: bool = False, only: str = "") -> Phrase:
    """Write i am hungry, j'ai faim; she felt tired, elle se sentait fatiguée; ``only`` is the tense if it must be one."""
    subject = somebody(rng)
    if chance(rng, 0.7):
        english = pick(rng, tuple(closed.FEELINGS))
        tense = only or pick(rng, ("present", "present", "past") if asked else ("present", "present", "past", "will", "must"))
        denied = "not" if not asked and tense != "must" and chance(rng, 0.25) else ""
        words = closed.FEELINGS[english] if english != "lucky" or not denied else "de chance"
        plain = english in ("lucky", "right", "wrong")
        degree = draw(rng, {"very": "très", "so": "si", "too": "trop"}, "adverb") if not plain and chance(rng, 0.3) else NOTHING
        after = degree + unit(english, words, "adjective")
        if english in ("afraid", "scared") and not asked and chance(rng, 0.5):
            after += unit("of", "de", "preposition") + noun_phrase(
                rng, nouns("animal", "danger", "death", "storm", "exam", "dentist"), generic=True
            )
        return clause(subject, being(subject, tense, denied=denied, asked=asked, french="avoir"), after, asked=asked)
    tense = only or pick(rng, ("present", "past") if asked else ("present", "past", "will", "progressive"))
    denied = "not" if not asked and chance(rng, 0.2) else ""
    if chance(rng, 0.25):  # i am fine: je vais bien
        told = draw(rng, {"fine": "bien", "well": "bien", "better": "mieux"}, "adverb")
        tense = "present" if tense == "progressive" else tense
        return clause(subject, being(subject, tense, denied=denied, asked=asked, french="aller"), told, asked=asked)
    feel = verb("feel/felt/felt", "se sentir", notes="state")
    degree = draw(rng, closed.DEGREES, "adverb") if chance(rng, 0.3) else NOTHING
    told = (
        adjective(pick(rng, SENSED), subject)
        if chance(rng, 0.75)
        else draw(rng, {"well": "bien", "better": "mieux", "fine": "bien"}, "adverb")
    )
    if told.written[0].word in ("bien", "mieux"):
        degree = NOTHING
    return clause(subject, doing(feel, subject, tense, denied=denied, asked=asked), degree + told, asked=asked)


def age(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write how old somebody is: she is 20 years old, elle a 20 ans."""
    subject = somebody(rng)
    tense = pick(rng, ("present", "present", "past", "will"))
    number = str(int(rng.integers(2, 100))) if chance(rng, 0.75) else pick(rng, tuple(closed.NUMBERS))
    years = unit("years old", "ans", "time") if chance(rng, 0.7) else NOTHING
    count = unit(number, closed.NUMBERS.get(number, number) + ("" if years.read else " ans"), "number")
    return clause(subject, being(subject, tense, french="avoir"), count + years)


def there_is(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write what there is: there are many books on the table, il y a beaucoup de livres sur la table."""
    tense = pick(rng, ("present", "present", "past", "will"))
    denied = "not" if not asked and chance(rng, 0.25) else ""
    what = _some(rng, bool(denied))
    there = Unit("there", "il", "existence")
    it = Phrase(there.read, there.written, plural=what.plural, person=4 if what.plural else 2)
    be = _exists(it, tense, denied, asked)
    where = place(rng) if chance(rng, 0.65) else NOTHING
    return clause(it, be, what + where, asked=asked)


def _exists(it: Phrase, tense: str, denied: str, asked: bool) -> Doing:
    one = it._replace(person=2)
    be = _there(being(one, tense, denied=denied, asked=asked, french="avoir"), *it.written[0].units)
    if not it.plural or tense == "will":
        return be
    word = {"present": "are", "past": "were"}[tense]
    return be._replace(helper=(be.helper[0]._replace(word=word),))


def _some(rng: np.random.Generator, denied: bool) -> Phrase:
    """Write something whose being there is news: a book, 3 chairs, some water, nobody's the."""
    chosen = rng.random()
    if chosen < 0.35:
        noun = pick(rng, nouns("food", "drink", "money", "time", "noise", "snow", "work"))
        mass = bool(noun.kinds & {"mass", "drink", "money", "sg"})
    else:
        noun = pick(
            rng, nouns("person", "animal", "thing", "place", "idea", "structure", "event", "tree", "flower", "star", "cloud")
        )
        mass = False
    if "plural" in noun.kinds or noun.kinds & {"sg"}:
        noun, mass = pick(rng, nouns("restaurant", "problem", "dog")), False
    plural = not mass and chance(rng, 0.5)
    head = unit(noun.english[plural], noun.french[plural], "noun")
    article = "la" if noun.feminine else "le"
    if mass:
        words = (
            {"some": f"de {article}", "a lot of": "beaucoup de", "enough": "assez de"}
            if not denied
            else {"any": "de", "enough": "assez de"}
        )
    elif plural:
        words = {
            "some": "des",
            "many": "beaucoup de",
            "a lot of": "beaucoup de",
            "three": "trois",
            "several": "plusieurs",
            "two": "deux",
        }
        words = {"any": "de", "many": "beaucoup de"} if denied else words
    else:
        words = {"a": "de" if denied else "une" if noun.feminine else "un"}
    return (span(english := pick(rng, tuple(words)), words[english], "determiner") + head)._replace(plural=plural)


def this_is(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write what this is: this is my brother, these are my books, that is not your car."""
    english, word, plural = pick(
        rng, (("this", "ce", False), ("that", "ce", False), ("it", "ce", False), ("these", "ce", True), ("those", "ce", True))
    )
    pool = nouns("family", "thing", "animal", "place", "vehicle", "clothes", "idea", "friend", "teacher", "food")
    what = noun_phrase(rng, [each for each in pool if "plural" not in each.kinds], loose=False, adorned=0.25)
    while what.plural != plural or what.read[0].word == english:
        what = noun_phrase(rng, [each for each in pool if "plural" not in each.kinds], loose=False, adorned=0.25)
    if chance(rng, 0.12) and not plural:
        what = named(rng)
    subject = unit(english, word, "pronoun")._replace(plural=plural, person=4 if plural else 2)
    tense = pick(rng, ("present", "present", "past"))
    return clause(
        subject, being(subject, tense, denied="not" if not asked and chance(rng, 0.2) else "", asked=asked), what, asked=asked
    )


def belongs(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write whose something is: this book is mine, ce livre est à moi; the car is john's is left out."""
    subject = noun_phrase(rng, nouns("thing", "vehicle", "clothes", "place"), loose=False, adorned=0.1, certain=True)
    mine = {"mine": "à moi", "yours": "à toi", "hers": "à elle", "ours": "à nous", "theirs": "à eux"}
    tense = pick(rng, ("present", "present", "past"))
    be = being(subject, tense, denied="not" if not asked and chance(rng, 0.25) else "", asked=asked)
    return clause(subject, be, draw(rng, mine, "pronoun"), asked=asked)


def price(rng: np.random.Generator) -> Phrase:
    """Write what something costs: the book costs 20 euros."""
    subject = noun_phrase(rng, nouns("thing", "clothes", "vehicle", "food", "drink"), loose=False) if chance(rng, 0.7) else IT
    cost = verb("cost/cost/cost", "coûter", notes="state")
    digits = str(int(rng.integers(2, 100))) if chance(rng, 0.8) else pick(rng, ("100", "200", "500", "1000"))
    coin = draw(rng, {"euros": "euros", "dollars": "dollars", "pounds": "livres"}, "noun")
    after = (
        unit(digits, digits, "number") + coin
        if chance(rng, 0.7)
        else draw(rng, {"too much": "trop cher", "a lot": "cher"}, "adverb")
    )
    return clause(subject, doing(cost, subject, pick(rng, ("present", "present", "past", "will"))), after)


def miss(rng: np.random.Generator) -> Phrase:
    """Write i miss you, tu me manques: who is missed is the subject in French."""
    subject = pronoun(rng)
    [who] = [each for each in closed.PRONOUNS if each.subject[0] == subject.read[0].word]
    lack = verb("miss", "manquer")
    other = pronoun(rng, [each for each in closed.PRONOUNS if each.person != who.person])
    [whom] = [each for each in closed.PRONOUNS if each.subject[1] == other.written[0].word]
    made = Unit("miss" if subject.person != 2 else "misses", lack.french.present[whom.person], "verb")
    first, second = Unit(who.subject[0], who.recipient, "clitic"), Unit(whom.object[0], whom.subject[1], "pronoun")
    so = (
        unit("so much", "tellement", "adverb", 1)
        if chance(rng, 0.2)
        else unit("a lot", "beaucoup", "adverb", 1)
        if chance(rng, 0.2)
        else NOTHING
    )
    return Phrase(first.read + made.read + second.read + so.read, second.written + first.written + made.written + so.written)


def has_no(rng: np.random.Generator) -> Phrase:
    """Write i have no money, je n'ai pas d'argent; there is no milk, il n'y a pas de lait."""
    none = Unit("no", "ne pas de", "negation")
    noun = pick(rng, nouns("money", "time", "drink", "food", "thing", "animal", "idea", "person", "vehicle", "tree"))
    if "plural" in noun.kinds or "sg" in noun.kinds:
        noun = nouns("friend")[0]
    plural = not noun.kinds & MASSES and chance(rng, 0.6)
    head = unit(noun.english[plural], noun.french[plural], "noun")
    what = Phrase(none.read + head.read, none.written[2:] + head.written)
    if chance(rng, 0.4):
        there, be = Unit("there", "il", "existence"), Unit("are" if plural else "is", "y a", "auxiliary")
        y = (Token("y", (be, there)),)
        return Phrase(
            there.read + be.read + what.read,
            there.written + none.written[:1] + y + be.written[1:] + none.written[1:2] + what.written,
        ) + (place(rng) if chance(rng, 0.5) else NOTHING)
    subject = somebody(rng)
    have = verb("have/had/had", "avoir", notes="state")
    done = doing(have, subject, pick(rng, ("present", "present", "past")))
    return clause(subject, done._replace(ne=none.written[:1], no=none.written[1:2]), what)
