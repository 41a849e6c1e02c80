"""Sentences of what somebody or something is: good, a doctor, in the garden, taller than another; and what there is."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.english_marathi import circumstances as where
from model.corpora.english_marathi.agreement import NEUTER, Agreement, adjective
from model.corpora.english_marathi.clauses import Group, Slots, arranged, copula, verb_group
from model.corpora.english_marathi.lexicon import DIGITS, Adjective, adjectives, noun, nouns, verb, words
from model.corpora.english_marathi.nominals import (
    IT,
    PRONOUNS,
    Nominal,
    genitive,
    names,
    noun_phrase,
    part_of,
    pronoun,
    pronoun_phrase,
    somebody,
)
from model.corpora.everyday.english import comparative, superlative
from model.corpora.everyday.pieces import NOTHING, Phrase, unit
from model.corpora.pairs import Unit

__all__ = [
    "compares",
    "for_somebody",
    "identity",
    "is_somewhere",
    "looks",
    "moment_of_being",
    "owned",
    "state",
    "superlatives",
    "there_is",
    "this_is",
]

THINGS = (
    "thing",
    "place",
    "food",
    "drink",
    "text",
    "watched",
    "task",
    "hard",
    "near",
    "worn",
    "opened",
    "tall",
    "idea",
    "body",
    "hair",
    "learnt",
)


def tense_of_being(rng: np.random.Generator) -> str:
    """Draw is, was or will be."""
    return pick(rng, ("is", "is", "is", "is", "was", "was", "will"))


def moment_of_being(rng: np.random.Generator, tense: str, probability: float) -> Phrase:
    """Draw when something is so, or nothing."""
    kinds = {"is": ("any time", "present time"), "was": ("past time",), "will": ("future time",)}
    english = pick(rng, tuple(words(kind := pick(rng, kinds[tense]))))
    return where.worded(english, words(kind)[english], "time") if chance(rng, probability) else NOTHING


def told_of(agreed: Agreement) -> Agreement:
    """Return what an adjective agrees with: I and you are masculine."""
    return agreed._replace(person=3)


def quality(rng: np.random.Generator, who: Nominal, kinds: frozenset[str]) -> Phrase:
    """Write what somebody or something is like: very good."""
    degree = NOTHING
    if chance(rng, 0.3):
        english = pick(rng, tuple(words("degree")))
        degree = unit(english, words("degree")[english], "adverb")
    chosen = pick(rng, [each for each in adjectives(*kinds) if each.compared != "before"])
    return degree + unit(chosen.english, adjective(chosen.marathi, told_of(who.agreed)), "adjective")


def kinds_of(who: Nominal) -> frozenset[str]:
    """Return what kinds of things somebody or something is one of."""
    if who.noun is None:
        return frozenset(("person", "state", "elder"))
    return who.noun.kinds | ({"person", "state"} if who.noun.kinds & {"person", "people"} else set())


def something(rng: np.random.Generator, *, many: float = 0.25) -> Nominal:
    """Draw a thing of which something can be told."""
    if chance(rng, 0.08):
        part = part_of(rng)
        if adjectives(*kinds_of(part)):
            return part
    return noun_phrase(rng, pick(rng, nouns(*THINGS, "animal", "weather", "family", "sky")), many=many)


def state(rng: np.random.Generator) -> Phrase:
    """Write what somebody or something is like: this book was not very heavy; it is good; is he tall."""
    drawn = rng.random()
    who = somebody(rng) if drawn < 0.5 else pronoun_phrase(IT) if drawn < 0.58 else something(rng)
    kinds = frozenset(("task", "event", "thing")) if drawn >= 0.5 and who.noun is None else kinds_of(who)
    tense = tense_of_being(rng)
    return _is(rng, who, tense, quality(rng, who, kinds), 0.15)


def _is(rng: np.random.Generator, who: Nominal, tense: str, told: Phrase, time: float) -> Phrase:
    """Write that somebody is something, is not, or ask it."""
    slots = Slots(time=moment_of_being(rng, tense, time), object=told)
    if chance(rng, 0.17):
        return arranged(who.alone, copula(who, tense), slots, asked=True) + unit("", "का", "question")
    if tense == "is" and chance(rng, 0.12):
        english = pick(rng, tuple(words("frequent")))
        slots = slots._replace(often=unit(english, words("frequent")[english], "adverb"))
        return arranged(who.alone, copula(who, tense), slots)
    return arranged(who.alone, copula(who, tense, denied=chance(rng, 0.2)), slots)


def identity(rng: np.random.Generator) -> Phrase:
    """Write who or what someone is: rahul is a good boy; they are farmers; my mother is a teacher."""
    who = somebody(rng, many=0.15)
    several = who.agreed.plural and who.counted
    work = chance(rng, 0.5)
    fitting = [
        each
        for each in nouns("person")
        if ("work" in each.kinds if work else each.gender == who.agreed.gender)
        and not each.plural
        and (each.english[1] if several else "kin" not in each.kinds)
    ]
    what = noun_phrase(rng, pick(rng, fitting), determiner="-" if several else "a", many=1.0 if several else 0.0)
    return _is(rng, who, tense_of_being(rng), what.alone, 0.08)


def this_is(rng: np.random.Generator) -> Phrase:
    """Write this is my brother, हा माझा भाऊ आहे; these are your books; Marathi's "this" agrees with what it is."""
    many = chance(rng, 0.25)
    chosen = pick(rng, [each for each in nouns("person", "thing", "place", "animal") if each.english[1] or not many])
    determiner = "owner" if many or "kin" in chosen.kinds or chance(rng, 0.6) else "a"
    what = noun_phrase(rng, chosen, determiner=determiner, many=float(many))
    word = pick(rng, ("these", "those") if what.counted else ("this", "that"))
    forms = {"this": "हा ही हे हे या ही", "that": "तो ती ते ते त्या ती"}
    forms["these"], forms["those"] = forms["this"], forms["that"]
    marathi = forms[word].split()["mfn".index(what.agreed.gender) + 3 * what.agreed.plural]
    return arranged(unit(word, marathi, "determiner"), copula(what, "is", denied=chance(rng, 0.15)), Slots(object=what.alone))


def is_somewhere(rng: np.random.Generator) -> Phrase:
    """Write where somebody or something is: she is at home; the book was on the table."""
    if chance(rng, 0.6):
        who, spot = somebody(rng), where.place(rng)
        if chance(rng, 0.15):
            spot = (
                Phrase((), spot.written) + unit("standing", adjective("उभा", told_of(who.agreed)), "verb") + Phrase(spot.read, ())
            )
        elif chance(rng, 0.1):
            spot = where.together(rng, who.agreed.person)
    else:
        who, spot = noun_phrase(rng, pick(rng, nouns("small", "animal")), many=0.2), where.on(rng)
    return _is(rng, who, tense_of_being(rng), spot, 0.25)


def looks(rng: np.random.Generator) -> Phrase:
    """Write how somebody looks: you look happy, तू आनंदी दिसतोस."""
    who = somebody(rng)
    chosen = pick(rng, [each for each in adjectives("person") if "state" not in each.kinds])
    asked = chance(rng, 0.1)
    denied = not asked and chance(rng, 0.2)
    told = unit(chosen.english, adjective(chosen.marathi, told_of(who.agreed)), "adjective")
    group = verb_group(verb("look", "दिस"), "present", who, denied=denied, asked=asked)
    made = arranged(who.alone, group, Slots(object=told), asked=asked)
    return made + unit("", "का", "question") if asked else made


def owned(rng: np.random.Generator) -> Phrase:
    """Write this book is mine, हे पुस्तक माझे आहे; it is not yours, ते तुझे नाही."""
    word, marathi = pick(rng, (("this", "हे"), ("that", "ते"), ("it", "ते")))
    named_before = Nominal(lambda case, before: unit(word, marathi, "pronoun"), NEUTER, counted=False)
    thing = noun_phrase(rng, pick(rng, nouns("thing", "place")), determiner=pick(rng, ("the", "this", "that")), plain=True)
    what = named_before if chance(rng, 0.4) else thing
    owner = pick(rng, tuple(zip(("mine", "yours", "his", "hers", "ours", "theirs"), PRONOUNS, strict=True)))
    return _is(rng, what, "is", unit(owner[0], owner[1].marathi(genitive(what.agreed)), "determiner"), 0.0)


def for_somebody(rng: np.random.Generator) -> Phrase:
    """Write this is for you, हे तुझ्यासाठी आहे; the letter is for my mother."""
    word, marathi = pick(rng, (("this", "हे"), ("that", "ते")))
    this = Nominal(lambda case, before: unit(word, marathi, "pronoun"), NEUTER, counted=False)
    what = this if chance(rng, 0.5) else noun_phrase(rng, pick(rng, nouns("given")), determiner="this", plain=True)
    return _is(rng, what, "is", where.beneficiary(rng, 3 if chance(rng, 0.1) else 0), 0.05)


def there_is(rng: np.random.Generator) -> Phrase:
    """Write what there is: there are two books on the table, टेबलावर दोन पुस्तके आहेत."""
    many = chance(rng, 0.5)
    chosen = pick(
        rng, [each for each in nouns("thing", "person", "animal", "drink", "food", "text") if each.english[1] or not many]
    )
    if "kin" in chosen.kinds:
        chosen = noun("man")
    mass = chosen.mass
    number = pick(rng, (*words("number"), "many", "some", *DIGITS)) if many else "-" if mass else "a"
    what = noun_phrase(rng, chosen, determiner=number, many=float(many))
    tense, denied = pick(rng, ("is", "is", "was")), not many and chance(rng, 0.25)
    spot = where.on(rng) if "thing" in chosen.kinds and chance(rng, 0.5) else where.place(rng)
    if denied:
        what = noun_phrase(rng, chosen, determiner="-", plain=True)
    group = copula(what, tense)
    there = unit("there", "", "pronoun")
    if denied:
        no = Unit("is no" if tense == "is" else "was no", copula(what, tense, denied=True).written[0].word, "negation", 1)
        group = Group(no.read, (), no.written)
    said = what.alone
    return Phrase(there.read + group.first + said.read + spot.read, spot.written + said.written + group.written)


def compares(rng: np.random.Generator) -> Phrase:
    """Write who is more than another: rahul is taller than amit, राहुल अमितपेक्षा उंच आहे."""
    if chance(rng, 0.7):
        who = somebody(rng, many=0.0)
        other = names(rng) if chance(rng, 0.5) else pronoun(rng, who.agreed.person)
        kinds: tuple[str, ...] = ("person",)
    else:
        who = noun_phrase(rng, pick(rng, nouns("compared")), determiner="this", plain=True)
        other = noun_phrase(rng, who.noun or noun("book"), determiner="that", plain=True)
        kinds = ("thing",)
    chosen = pick(rng, [each for each in adjectives(*kinds) if each.compared in ("er", "more")])
    than = other.say("पेक्षा", "than")
    form = adjective(chosen.marathi, told_of(who.agreed))
    degree = (
        unit(comparative(chosen.english), form, "adjective")
        if chosen.compared == "er"
        else unit(f"more {chosen.english}", form, "adjective", 1)
    )
    group = copula(who, pick(rng, ("is", "is", "was")), denied=chance(rng, 0.15))
    return Phrase(
        who.alone.read + group.first + group.rest + degree.read + than.read,
        who.alone.written + than.written + degree.written + group.written,
    )


def superlatives(rng: np.random.Generator) -> Phrase:
    """Write who is the most: he is the best student in the class, तो वर्गातील सर्वात ...; only "this is the biggest house"."""
    chosen = pick(rng, nouns("thing", "place", "tall"))
    fitting = [each for each in adjectives(*chosen.kinds) if each.compared in ("er", "more")]
    told: Adjective = pick(rng, fitting)
    agreed = Agreement(3, chosen.gender)
    most = unit("the", "", "article")
    form = adjective(told.marathi, agreed)
    if told.compared == "er":
        made = Unit(superlative(told.english), f"सर्वात {form}", "adjective", 0)
        most += Phrase(made.read, made.written)
    else:
        most += unit("most", "सर्वात", "adverb") + unit(told.english, form, "adjective")
    what = most + unit(chosen.english[0], chosen.alone[0], "noun")
    word = pick(rng, ("this", "that"))
    forms = {"this": {"m": "हा", "f": "ही", "n": "हे"}, "that": {"m": "तो", "f": "ती", "n": "ते"}}
    whole = Nominal(lambda case, before: what, agreed, counted=False)
    return arranged(unit(word, forms[word][chosen.gender], "determiner"), copula(whole, "is"), Slots(object=what))
