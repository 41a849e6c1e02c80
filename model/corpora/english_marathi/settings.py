"""Sentences of weather and time, of names and ages, and of what has words of its own in each language."""

from collections.abc import Callable

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.english_marathi import circumstances as where
from model.corpora.english_marathi.agreement import Agreement, habit, is_, past, was
from model.corpora.english_marathi.clauses import Group, Slots, arranged, copula, denied_do
from model.corpora.english_marathi.describing import moment_of_being
from model.corpora.english_marathi.lexicon import DIGITS, noun, nouns, verb, verbs, words
from model.corpora.english_marathi.nominals import PRONOUNS, Nominal, genitive, names, noun_phrase, pronoun_phrase, somebody
from model.corpora.english_marathi.tenses import future
from model.corpora.everyday.pieces import NOTHING, Phrase, unit
from model.corpora.pairs import Unit

__all__ = ["FRAMES"]

SKIES = {"hot": ("गरम", ""), "cold": ("थंडी", "f"), "sunny": ("ऊन", "n"), "windy": ("वारा", "m"), "cloudy": ("ढगाळ", "")}
BECOME = verb("become/became/become", "हो")


def rains(rng: np.random.Generator) -> Phrase:
    """Write it is raining, पाऊस पडत आहे; will it rain tomorrow; it did not rain yesterday."""
    word = "rain" if chance(rng, 0.8) else "snow"
    falls = {"rain": "पाऊस", "snow": "बर्फ"}[word]
    name = pick(rng, ("present", "progressive", "progressive", "past", "future", "was"))
    asked = chance(rng, 0.2)
    denied = not asked and chance(rng, 0.2)
    helper = {"present": "does", "progressive": "is", "past": "did", "future": "will", "was": "was"}[name]
    form = f"{word}ing" if name in ("progressive", "was") else word
    said = {
        "present": ("पडतो", "पडत नाही"),
        "progressive": ("पडत आहे", "पडत नाही"),
        "past": ("पडला", "पडला नाही"),
        "future": ("पडेल", "पडणार नाही"),
        "was": ("पडत होता", "पडत नव्हता"),
    }[name][denied]
    kinds = {"past": ("past time",), "was": ("past time",), "future": ("future time",), "progressive": ("present time",)}
    english = pick(rng, tuple(words(kind := pick(rng, (*kinds.get(name, ()), "any time")))))
    time = where.worded(english, words(kind)[english], "time") if chance(rng, 0.4) else NOTHING
    main, _, last = said.partition(" ")
    if not (denied or asked) and name in ("present", "past"):
        helper, form = "", f"{word}s" if name == "present" else f"{word}ed"
    rain = Unit(form, f"{falls} {main}", "verb")
    help_ = Unit(f"{helper}{' not' if denied else ''}", last, "negation" if denied else "auxiliary", int(denied))
    it = unit("it", "", "pronoun")
    first = help_.read + it.read if asked else it.read + help_.read
    made = Phrase(first + rain.read + time.read, time.written + rain.written + help_.written)
    return made + unit("", "का", "question") if asked else made


def weather(rng: np.random.Generator) -> Phrase:
    """Write it is cold today, आज थंडी आहे; it is hot in mumbai; it was sunny yesterday."""
    english = pick(rng, tuple(SKIES))
    marathi, gender = SKIES[english]
    tense, denied = pick(rng, ("is", "is", "was", "will")), chance(rng, 0.15)
    sky = Nominal(lambda case, before: unit("it", "", "pronoun"), Agreement(3, gender or "n"), counted=False)
    degree = NOTHING if chance(rng, 0.7) else unit("very", "खूप", "adverb")
    told = degree + unit(english, marathi, "adjective")
    asked = not denied and chance(rng, 0.15)
    spot = where.place(rng) if chance(rng, 0.15) else NOTHING
    slots = Slots(time=moment_of_being(rng, tense, 0.45), place=spot, object=told)
    group = copula(sky, tense, denied=denied)
    made = arranged(sky.alone, group, slots, asked=asked)
    return made + unit("", "का", "question") if asked else made


def time(rng: np.random.Generator) -> Phrase:
    """Write it is five o'clock, पाच वाजले आहेत; what time is it; it is late; today is monday."""
    drawn = rng.random()
    if drawn < 0.12:
        struck, being = Unit("what time", "किती वाजले", "question", 1), Unit("is it", "आहेत", "auxiliary", 0)
        return Phrase(struck.read + being.read, struck.written + being.written)
    if drawn < 0.17:
        return unit("it", "", "pronoun") + _late()
    if drawn < 0.45:
        english = pick(rng, tuple(words("weekday")))
        day = pick(rng, (("today", "आज", "is", "आहे"), ("tomorrow", "उद्या", "is", "आहे"), ("yesterday", "काल", "was", "होता")))
        so = unit(day[2], day[3], "auxiliary")
        first, last = unit(day[0], day[1], "time"), unit(english, words("weekday")[english], "noun")
        return Phrase(first.read + so.read + last.read, first.written + last.written + so.written)
    return _struck(where.clock(rng))


def _struck(hour: Phrase) -> Phrase:
    one = hour.read[0].word == "one"
    it, struck = unit("it", "", "pronoun"), unit("o'clock", "वाजला" if one else "वाजले", "time")
    being = unit("is", "आहे" if one else "आहेत", "auxiliary")
    return Phrase(it.read + being.read + hour.read + struck.read, hour.written + struck.written + being.written)


def _late() -> Phrase:
    late, being = Unit("late", "उशीर झाला", "adjective"), Unit("is", "आहे", "auxiliary")
    return Phrase(being.read + late.read, late.written + being.written)


def named_so(rng: np.random.Generator) -> Phrase:
    """Write my name is rahul, माझे नाव राहुल आहे."""
    name, owner = names(rng), pick(rng, ("my", "your", "third"))
    owner = owner.replace("third", "her" if name.agreed.gender == "f" else "his")
    who = noun_phrase(rng, noun("name"), determiner=owner, plain=True)
    return arranged(who.alone, copula(who, "is", denied=chance(rng, 0.15)), Slots(object=name.alone))


def age(rng: np.random.Generator) -> Phrase:
    """Write i am ten years old, मी दहा वर्षांचा आहे."""
    who = somebody(rng, many=0.0)
    english = pick(rng, (*words("number"), *DIGITS))
    number = unit(english, words("number").get(english, english), "number")
    years = unit("years old", f"वर्षां{genitive(who.agreed)}", "adjective", 0)
    return arranged(who.alone, copula(who, pick(rng, ("is", "is", "was"))), Slots(object=number + years))


def from_town(rng: np.random.Generator) -> Phrase:
    """Write he is from pune, तो पुण्याचा आहे."""
    who = somebody(rng)
    english = pick(rng, tuple(words("city")))
    before = words("city")[english].split()[2]
    town = unit(f"from {english}", before + genitive(who.agreed), "name", 1)
    asked = chance(rng, 0.2)
    made = arranged(who.alone, copula(who, "is", denied=not asked and chance(rng, 0.15)), Slots(object=town), asked=asked)
    return made + unit("", "का", "question") if asked else made


def born(rng: np.random.Generator) -> Phrase:
    """Write i was born in mumbai, माझा जन्म मुंबईत झाला."""
    who = somebody(rng, close=True)
    place = where.town(rng, "in", "त") if chance(rng, 0.5) else where.moment(rng, ("any time",))
    while place.read[0].word not in ("in", "on"):
        place = where.moment(rng, ("any time",))
    being = Unit(f"{copula(who, 'was').first[0].word} born", "जन्म झाला", "verb", 1)
    owner = who.say("चा", "subject")
    return Phrase(owner.read + being.read + place.read, owner.written + being.written[:1] + place.written + being.written[1:])


def aches(rng: np.random.Generator) -> Phrase:
    """Write my head hurts, माझे डोके दुखत आहे."""
    part = pick(rng, ("head", "hand", "leg", "tooth", "ear", "nose", "foot", "eye"))
    owner = pick(rng, ("my", "my", "your", "his", "her"))
    what = noun_phrase(rng, noun(part), determiner=owner, plain=True)
    if chance(rng, 0.3):
        doing, being = unit("hurting", "दुखत", "verb"), unit("is", "आहे", "auxiliary")
        return Phrase(what.alone.read + being.read + doing.read, what.alone.written + doing.written + being.written)
    return what.alone + unit("hurts", "दुखत आहे", "verb")


def ill_with(rng: np.random.Generator) -> Phrase:
    """Write i have a fever, मला ताप आहे; does he have a cold."""
    who, past_ = somebody(rng), chance(rng, 0.25)
    english, marathi, gender = pick(rng, (("fever", "ताप", "m"), ("cold", "सर्दी", "f"), ("cough", "खोकला", "m")))
    asked = chance(rng, 0.25)
    form = (was if past_ else is_)(Agreement(3, gender))
    helper = "did" if past_ else denied_do(who)
    made = (
        Unit(f"{helper} have", form, "verb", 1)
        if asked
        else Unit("had" if past_ else "have" if who.counted else "has", form, "verb")
    )
    group = Group(made.read[:-1], made.read[-1:], made.written)
    said = arranged(
        who.say("ला", "subject"), group, Slots(object=unit("a", "", "article") + unit(english, marathi, "noun")), asked=asked
    )
    return said + unit("", "का", "question") if asked else said


def fears(rng: np.random.Generator) -> Phrase:
    """Write i am afraid of dogs, मला कुत्र्यांची भीती वाटते."""
    who = somebody(rng)
    what = noun_phrase(
        rng,
        pick(rng, [each for each in nouns("feared") if each.english[1]]),
        determiner="-" if (many := chance(rng, 0.6)) else pick(rng, ("the", "this", "that")),
        plain=True,
        many=float(many),
    )
    tense, denied = pick(rng, ("is", "is", "was")), chance(rng, 0.25)
    of, being = what.say("ची", "of"), copula(who, tense, denied=denied)
    form = {"is": ("वाटते", "वाटत नाही"), "was": ("वाटत होती", "वाटत नव्हती")}[tense][denied].split()
    afraid = unit("afraid", f"भीती {form[0]}", "adjective")
    last = Unit(" ".join(token.word for token in being.first), " ".join(form[1:]), "auxiliary", int(denied))
    owner = who.say("ला", "subject")
    return Phrase(owner.read + last.read + afraid.read + of.read, owner.written + of.written + afraid.written + last.written)


def becomes(rng: np.random.Generator) -> Phrase:
    """Write he became a doctor, तो डॉक्टर झाला; she wants to become a teacher, तिला शिक्षक व्हायचे आहे."""
    who = pronoun_phrase(pick(rng, [each for each in PRONOUNS if not each.agreed.plural])) if chance(rng, 0.7) else names(rng)
    chosen = pick(rng, [each for each in nouns("work") if not each.plural])
    what = noun_phrase(rng, chosen, determiner="a", plain=True).alone
    drawn = rng.random()
    if drawn < 0.4:
        made, case = Unit("became", past("झाल", who.agreed), "verb"), ""
        group = Group((), made.read, made.written)
    elif drawn < 0.65:
        made, case = Unit("will become", future(BECOME, who.agreed), "verb", 1), ""
        group = Group(made.read[:1], made.read[1:], made.written)
    else:
        doing, case = unit("become", "व्हायचे", "verb"), "ला"
        wish = Unit("want to" if who.counted else "wants to", "आहे", "auxiliary", 0)
        group = Group((), wish.read + doing.read, doing.written + wish.written)
    return arranged(who.say(case, "subject"), group, Slots(object=what))


def let_us(rng: np.random.Generator) -> Phrase:
    """Write let us go to the market, आपण बाजारात जाऊया."""
    let = unit("let's", "आपण", "pronoun") if chance(rng, 0.7) else unit("let us", "आपण", "pronoun", 1)
    if chance(rng, 0.5):
        verb_, form, slot = "go", "जाऊया", where.destination(rng)
    else:
        chosen = pick(rng, [each for each in verbs(False) if "noprog" not in each.notes])
        verb_, form, slot = chosen.english[0], f"{chosen.before} {chosen.can}या".strip(), NOTHING
    done = unit(verb_, form, "verb")
    when = (
        where.worded(english, words("future time")[english], "time")
        if chance(rng, 0.3) and (english := pick(rng, ("tomorrow", "tonight", "later")))
        else NOTHING
    )
    return Phrase(let.read + done.read + slot.read + when.read, let.written + when.written + slot.written + done.written)


def opens(rng: np.random.Generator) -> Phrase:
    """Write the school starts at ten o'clock, शाळा दहा वाजता सुरू होते."""
    verb_, kinds = pick(
        rng,
        (
            ("starts", "school university office class match film movie"),
            ("opens", "shop bank market library school office"),
            ("arrives", "train bus plane"),
            ("leaves", "train bus plane"),
        ),
    )
    stems = {"starts": ("सुरू", "हो"), "opens": ("", "उघड"), "arrives": ("", "पोहोच"), "leaves": ("", "सुट")}
    what = noun_phrase(rng, noun(pick(rng, kinds.split())), determiner=pick(rng, ("the", "my", "this")), plain=True)
    before, stem = stems[verb_]
    done = unit(verb_, f"{before} {habit(stem, what.agreed)}".strip(), "verb")
    at = where.at_hour(rng)
    return Phrase(what.alone.read + done.read + at.read, what.alone.written + at.written + done.written)


def takes(rng: np.random.Generator) -> Phrase:
    """Write it takes two hours, दोन तास लागतात; it took one day, एक दिवस लागला."""
    length, one = pick(rng, [each for each in nouns("time") if each.english[0] != "night"]), chance(rng, 0.25)
    agreed = Agreement(3, length.gender, not one)
    english = "one" if one else pick(rng, tuple(words("number")))
    number = unit(english, "एक" if one else words("number")[english], "number")
    said = number + unit(length.english[not one], length.alone[not one], "time")
    name = pick(rng, ("takes", "takes", "took", "will take"))
    marathi = {"takes": habit("लाग", agreed), "took": past("लागल", agreed)}.get(name, "लागेल" if one else "लागतील")
    return unit("it", "", "pronoun") + _last(unit(name, marathi, "verb", -1), said)


def _last(verb_: Phrase, said: Phrase) -> Phrase:
    return Phrase(verb_.read + said.read, said.written + verb_.written)


FRAMES: dict[Callable[[np.random.Generator], Phrase], float] = {
    rains: 2.5,
    weather: 2,
    time: 1.5,
    named_so: 1,
    age: 1.2,
    from_town: 0.8,
    born: 0.6,
    aches: 0.4,
    ill_with: 0.6,
    fears: 0.9,
    becomes: 1,
    let_us: 1,
    opens: 0.8,
    takes: 0.6,
}
"""How often each kind of sentence is drawn."""
