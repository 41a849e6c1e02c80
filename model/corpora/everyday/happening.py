"""What things do, where they are put, since when and for how long."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.acting import GO
from model.corpora.everyday.circumstances import circumstances, country, date, period, place
from model.corpora.everyday.conjugation import conjugate
from model.corpora.everyday.describing import IT
from model.corpora.everyday.infinitives import gerund
from model.corpora.everyday.lexicon import nouns, verb, verbs
from model.corpora.everyday.nouns import noun_phrase, somebody
from model.corpora.everyday.objects import complement
from model.corpora.everyday.pieces import NOTHING, Phrase, draw, unit
from model.corpora.everyday.predicates import clause, doing
from model.corpora.everyday.tenses import denial, tense_of, when
from model.corpora.pairs import Unit

__all__ = ["THINGS_DO", "anymore", "born", "goes_for", "is_done_by_things", "puts", "since", "spends_time"]


def born(rng: np.random.Generator) -> Phrase:
    """Write she was born in paris in 1990, elle est née à paris en 1990."""
    subject = somebody(rng)
    bear = verb("be born", "naître", notes="etre")
    finite, participle = conjugate("être").present[subject.person], bear.french.participle
    word = participle + "e" * subject.feminine + "s" * subject.plural
    be = "were" if subject.plural or subject.person == 1 else "was"
    made = Unit(f"{be} born", f"{finite} {word}", "verb", 1)
    where = place_of_birth(rng) if chance(rng, 0.6) else NOTHING
    after = moment_of_birth(rng) if not where.read or chance(rng, 0.4) else NOTHING
    return Phrase(subject.read + made.read, subject.written + made.written) + where + after


def place_of_birth(rng: np.random.Generator) -> Phrase:
    """Write in paris, in france, in a small village."""
    if chance(rng, 0.5):
        return unit("in", "à", "preposition") + draw(rng, closed.CITIES, "name")
    if chance(rng, 0.6):
        return country(rng, "in")
    return unit("in", "dans", "preposition") + noun_phrase(
        rng, nouns("village", "city", "hospital", "country", "town"), loose=False, adorned=0.3
    )


def moment_of_birth(rng: np.random.Generator) -> Phrase:
    """Write in 1990, in may 1990, on may 5."""
    return date(rng)


def since(rng: np.random.Generator) -> Phrase:
    """Write i have lived here for 3 years, j'habite ici depuis 3 ans: in French it still goes on."""
    subject = somebody(rng)
    live = verb("live", "vivre")
    verb_ = pick(
        rng,
        (
            live,
            live,
            verb("work", "travailler"),
            verb("wait", "attendre"),
            verb("sleep/slept/slept", "dormir"),
            verb("study", "étudier"),
        ),
    )
    have = "has" if subject.person == 2 else "have"
    if chance(rng, 0.5):
        made = Unit(f"{have} been {verb_.english[4]}", verb_.french.present[subject.person], "verb", 2)
    else:
        made = Unit(f"{have} {verb_.english[3]}", verb_.french.present[subject.person], "verb", 1)
    done = doing(verb_, subject, "present")._replace(helper=made.read[:1], main=made.read[1:], finite=made.written, rest=())
    where = place(rng) if verb_ is live or chance(rng, 0.3) else NOTHING
    if chance(rng, 0.6):
        return clause(subject, done, where + unit("for", "depuis", "preposition") + period(rng))
    digits = str(int(rng.integers(1980, 2027)))
    after = pick(
        rng,
        (
            unit(digits, digits, "number"),
            draw(rng, closed.MONTHS, "time"),
            draw(rng, closed.WEEKDAYS, "time"),
            unit("yesterday", "hier", "time"),
        ),
    )
    return clause(subject, done, where + unit("since", "depuis", "preposition") + after)


def goes_for(rng: np.random.Generator) -> Phrase:
    """Write they went swimming, ils sont allés nager."""
    subject = somebody(rng)
    tense = tense_of(rng, GO)
    denied = denial(rng, tense, 0.15)
    what = draw(
        rng,
        {
            "swimming": "nager",
            "dancing": "danser",
            "running": "courir",
            "fishing": "pêcher",
            "camping": "camper",
            "skiing": "skier",
        },
        "verb",
    )
    return clause(subject, doing(GO, subject, tense, denied=denied), what + circumstances(rng, when(tense), 0.5))


THINGS_DO = (
    (verb("arrive", "arriver", notes="etre"), ("public",)),
    (verb("leave/left/left", "partir", notes="etre"), ("public",)),
    (verb("stop/stopped", "s'arrêter"), ("public", "machine", "car", "clock", "music")),
    (verb("start", "commencer"), ("event", "media")),
    (verb("begin/began/begun", "commencer"), ("event", "media")),
    (verb("end", "finir"), ("event", "media")),
    (verb("open", "ouvrir"), ("building",)),
    (verb("close", "fermer"), ("building",)),
    (verb("ring/rang/rung/ringing", "sonner"), ("phone", "bell", "telephone")),
    (verb("shine/shone/shone", "briller"), ("sun", "moon", "star", "light")),
    (
        verb("work", "fonctionner"),
        ("machine", "computer", "phone", "clock", "plan", "method", "lamp", "radio", "model", "engine", "system"),
    ),
    (verb("grow/grew/grown", "pousser"), ("flower", "tree", "plant", "grass", "rose")),
    (verb("fall/fell/fallen", "tomber", notes="etre"), ("leaf", "tree", "snow", "rain", "stone")),
    (verb("increase", "augmenter"), ("price", "cost", "risk", "speed", "temperature")),
    (verb("change", "changer"), ("life", "weather", "world", "situation", "price", "climate")),
    (verb("bark", "aboyer"), ("dog",)),
    (verb("sleep/slept/slept", "dormir"), ("animal",)),
    (verb("run/ran/run", "courir"), ("animal",)),
    (verb("eat/ate/eaten", "manger"), ("animal",)),
    (verb("sing/sang/sung", "chanter"), ("bird",)),
    (verb("swim/swam/swum", "nager"), ("fish", "duck")),
    (verb("disappear", "disparaître"), ("noise", "pain", "problem", "cloud", "animal")),
    (verb("burn", "brûler"), ("fire", "house", "wood", "candle", "forest")),
    (verb("exist", "exister"), ("solution", "problem", "planet")),
    (verb("depend", "dépendre"), ("price", "result", "answer", "choice")),
    (verb("smell good/smelled good/smelled good/smelling good", "sentir bon", notes="noprog"), ("food", "flower", "soup")),
    (verb("matter", "compter", notes="noprog"), ("money", "detail", "life", "result")),
    (verb("happen", "arriver", notes="etre"), ("accident", "mistake", "crime")),
)


def is_done_by_things(rng: np.random.Generator) -> Phrase:
    """Write what things do: the train arrives at 8, the phone is ringing, it does not work."""
    verb_, kinds = pick(rng, THINGS_DO)
    asked = chance(rng, 0.2)
    only_it = verb_.english[0] in ("work", "start", "stop", "exist", "change", "end")
    subject = (
        IT
        if only_it and chance(rng, 0.3)
        else noun_phrase(rng, nouns(*kinds), loose=False, adorned=0.1, certain=chance(rng, 0.7))
    )
    tense = tense_of(rng, verb_)
    if asked:
        tense = pick(rng, ("present", "past", "will"))
    denied = "" if asked else denial(rng, tense)
    start = NOTHING
    if asked and chance(rng, 0.6):
        start = draw(rng, {"when": "quand", "why": "pourquoi", "where": "où"}, "question")
    after = circumstances(rng, when(tense), 0.5 if not start.read else 0)
    if verb_.english[0] == "depend":
        after = unit("on", "de", "preposition") + noun_phrase(rng, nouns("idea", "person"), loose=False, adorned=0.05)
    return start + clause(subject, doing(verb_, subject, tense, denied=denied, asked=asked), after, asked=asked)


def puts(rng: np.random.Generator) -> Phrase:
    """Write put the book on the table, mets le livre sur la table; she put it in her bag."""
    put = verb("put/put/put", "mettre")
    what = noun_phrase(rng, nouns("thing", "food", "clothes"), loose=False, adorned=0.1, certain=True)
    inside = chance(rng, 0.5)
    where = (
        unit("in", "dans", "preposition")
        if inside
        else draw(
            rng, {"on": "sur", "under": "sous", "near": "près de", "next to": "à côté de", "behind": "derrière"}, "preposition"
        )
    ) + noun_phrase(
        rng,
        nouns("box", "bag", "fridge", "room", "basket", "bottle", "car", "oven", "suitcase")
        if inside
        else nouns("furniture", "floor", "bed", "door", "window"),
        loose=False,
        adorned=0.1,
        certain=True,
    )
    if chance(rng, 0.3):
        made = Unit("put", put.french.imperative, "verb")
        return Phrase(made.read, made.written) + what + where
    subject = somebody(rng)
    tense = pick(rng, ("past", "past", "will", "going", "can", "must", "perfect", "should"))
    denied = denial(rng, tense, 0.15)
    if chance(rng, 0.35):
        it = pick(rng, (("it", "le", False), ("them", "les", True)))
        made = Unit(it[0], it[1], "clitic")
        object_ = Phrase(made.read, made.written, False, it[2])
        return clause(subject, doing(put, subject, tense, denied=denied, object_=object_), where, object_)
    return clause(subject, doing(put, subject, tense, denied=denied), what + where)


def spends_time(rng: np.random.Generator) -> Phrase:
    """Write we spent the day at the beach, nous avons passé la journée à la plage; she spends her time reading."""
    subject = somebody(rng)
    spend = verb("spend/spent/spent", "passer")
    tense = tense_of(rng, spend)
    done = doing(spend, subject, tense, denied=denial(rng, tense, 0.12))
    times = {
        "the day": "la journée",
        "the whole day": "toute la journée",
        "the evening": "la soirée",
        "the weekend": "le week-end",
        "the night": "la nuit",
        "the summer": "le été",
        "the holidays": "les vacances",
        "a lot of time": "beaucoup de temps",
    }
    how_long = draw(rng, times, "time") if chance(rng, 0.7) else period(rng)
    if chance(rng, 0.35):
        verb_ = pick(
            rng, [each for each in verbs(chance(rng, 0.4)) if not {"state", "noprog"} & each.notes and not each.reflexive]
        )
        after = complement(rng, verb_) if verb_.objects else NOTHING
        return clause(subject, done, how_long + gerund(verb_, "à") + after)
    return clause(subject, done, how_long + place(rng))


def anymore(rng: np.random.Generator) -> Phrase:
    """Write he does not work here anymore, il ne travaille plus ici."""
    subject = somebody(rng)
    verb_ = pick(rng, verbs(False))
    done = doing(verb_, subject, pick(rng, ("present", "present", "will", "past" if verb_.lasting else "can")), denied="not")
    more = Unit("anymore", "plus", "negation")
    where = place(rng) if chance(rng, 0.4) else NOTHING
    return clause(subject, done._replace(no=more.written), where + Phrase(more.read, ()))
