"""Commands, two clauses in one sentence, and what is always said in the same way."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.acting import GO
from model.corpora.everyday.circumstances import circumstances, destination, manner
from model.corpora.everyday.describing import state
from model.corpora.everyday.english import contracted
from model.corpora.everyday.lexicon import adjectives, nouns, verb, verbs
from model.corpora.everyday.nouns import clitic, named, noun_phrase, pronoun, somebody
from model.corpora.everyday.objects import complement
from model.corpora.everyday.pieces import NOTHING, Frame, Phrase, draw, span, unit
from model.corpora.everyday.predicates import clause, doing
from model.corpora.everyday.settings import feels, weather
from model.corpora.everyday.tables import rows
from model.corpora.everyday.tenses import tense_of, unreal
from model.corpora.pairs import Token, Unit

__all__ = ["SAID", "command", "fixed", "introduces", "joined", "subordinate"]

PLEASE = unit("please", "s' il te plaît", "adverb")
FIXED = tuple(rows("expressions"))
DRAWS = 16
"""After so many draws every way to contract a sentence has come."""
SAID = frozenset(
    " ".join(token.word for token in contracted(np.random.default_rng(seed), unit(english, "", "").read))
    for english, *_ in FIXED
    for seed in range(DRAWS)
)
"""All that is always said in one way, contracted or not."""
TO_ME = (
    (verb("help", "aider"), False),
    (verb("follow", "suivre"), False),
    (verb("call", "appeler"), False),
    (verb("wait for", "attendre"), False),
    (verb("listen to", "écouter"), False),
    (verb("look at", "regarder"), False),
    (verb("forgive", "pardonner"), True),
    (verb("believe", "croire"), False),
    (verb("answer", "répondre"), True),
)
GIVE = (
    (verb("give", "donner"), ("thing", "small", "money", "food", "drink")),
    (verb("show", "montrer"), ("image", "house", "thing", "way")),
    (verb("tell", "dire"), ("truth", "secret", "name", "word")),
    (verb("send", "envoyer"), ("text", "photo")),
    (verb("bring", "apporter"), ("food", "drink", "small")),
)


def command(rng: np.random.Generator) -> Phrase:
    """Write open the door, ouvre la porte; do not sell it, ne le vends pas; help me, aide-moi; be quiet."""
    chosen = rng.random()
    polite = PLEASE if chance(rng, 0.3) else NOTHING
    ahead = chance(rng, 0.35)
    if chosen < 0.3:
        made = _to_me(rng)
    elif chosen < 0.4:
        made = _be(rng)
    else:
        made = _order(rng)
    return polite + made if ahead else made + polite


def _order(rng: np.random.Generator) -> Phrase:
    denied = chance(rng, 0.35)
    draw_ = rng.random()
    verb_ = GO if draw_ < 0.12 else pick(rng, [each for each in verbs(draw_ < 0.8) if not each.lasting and not each.reflexive])
    after = (
        destination(rng)
        if verb_ is GO
        else complement(rng, verb_, denied)
        if verb_.objects
        else manner(rng, verb_.french.infinitive)
        if chance(rng, 0.4)
        else NOTHING
    )
    pronoun_ = NOTHING
    form = verb_.french.imperative
    if denied and verb_.objects and not verb_.governs and " " not in verb_.english[0] and chance(rng, 0.3):
        pronoun_, after = clitic(rng, pronoun(rng, closed.PRONOUNS[1:2])), NOTHING
    main = Unit(verb_.english[0], f"{form} {verb_.after}".strip(), "verb")
    if not denied:
        return Phrase(main.read, main.written) + after + circumstances(rng, "future", 0.2)
    no = Unit("do not", "ne pas", "negation", 1)
    made = Phrase(
        no.read + main.read + pronoun_.read,
        no.written[:1] + pronoun_.written + main.written[:1] + no.written[1:] + main.written[1:],
    )
    return made + after + circumstances(rng, "future", 0.15)


def _to_me(rng: np.random.Generator) -> Phrase:
    """Write help me, aide-moi: one French word for verb and pronoun."""
    who = pick(rng, (("me", "moi"), ("me", "moi"), ("me", "moi"), ("us", "nous"), ("him", "lui"), ("them", "leur")))
    if chance(rng, 0.5):
        verb_, kinds = pick(rng, GIVE)
        what = noun_phrase(rng, nouns(*kinds), adorned=0.1, loose=verb_.english[0] != "tell")
    else:
        verb_, recipient = pick(rng, TO_ME)
        what = NOTHING
        if not recipient:
            who = pick(rng, (("me", "moi"), ("me", "moi"), ("us", "nous"), ("him", "le"), ("her", "la"), ("them", "les")))
    to, whom = Unit(verb_.english[0], verb_.french.imperative, "verb"), Unit(who[0], who[1], "pronoun")
    word = f"{to.target}-{whom.target}"
    return Phrase(to.read + whom.read, (Token(word, (to, whom)),)) + what + circumstances(rng, "future", 0.15)


def _be(rng: np.random.Generator) -> Phrase:
    english = pick(rng, ("careful", "quiet", "patient", "honest", "nice", "polite", "brave", "calm", "kind", "happy"))
    quality = next(each for each in adjectives("human") if each.english == english)
    told = unit(quality.english, quality.french[0], "adjective")
    be = Unit("be", "sois", "auxiliary")
    if chance(rng, 0.7):
        return Phrase(be.read, be.written) + told
    no = Unit("do not", "ne pas", "negation", 1)
    return Phrase(no.read + be.read, no.written[:1] + be.written + no.written[1:]) + told


def joined(rng: np.random.Generator) -> Phrase:
    """Write two clauses: he stayed because the train was late."""
    kinds: tuple[Frame, ...] = (_short, _short, _short, state, feels, weather)
    word = draw(rng, closed.CONJUNCTIONS, "conjunction")
    if word.read[0].word == "if":
        return pick(rng, kinds)(rng) + word + _short(rng, pick(rng, ("present", "present", "past")))
    first, second = pick(rng, kinds)(rng), pick(rng, kinds)(rng)
    while word.written[-1].word == "si" and unreal(second):
        second = pick(rng, kinds)(rng)
    return first + word + second


def _short(rng: np.random.Generator, tense: str = "") -> Phrase:
    """Write a clause without circumstances."""
    subject = somebody(rng, 0.75)
    if chance(rng, 0.5):
        verb_ = pick(rng, verbs(True))
        tense = tense or tense_of(rng, verb_)
        pronoun_ = clitic(rng, subject) if "person" in verb_.objects and not verb_.governs and chance(rng, 0.6) else NOTHING
        denied = "not" if tense not in ("may", "just", "used") and chance(rng, 0.2) else ""
        done = doing(verb_, subject, tense, denied=denied, object_=pronoun_ if pronoun_.read else None)
        return clause(subject, done, NOTHING if pronoun_.read else complement(rng, verb_, bool(denied)), pronoun_)
    verb_ = pick(rng, (GO, *verbs(False)))
    tense = tense or tense_of(rng, verb_)
    denied = "not" if tense not in ("may", "just", "used") and chance(rng, 0.2) else ""
    return clause(subject, doing(verb_, subject, tense, denied=denied), destination(rng) if verb_ is GO else NOTHING)


def subordinate(rng: np.random.Generator) -> Phrase:
    """Write if it rains, we will stay; when i was young, i lived here: the first clause is the subordinate one."""
    english, french = pick(rng, (("if", "si"), ("when", "quand"), ("because", "parce que"), ("while", "pendant que")))
    start = unit(english, french, "conjunction")
    if english == "if":
        return start + _short(rng, pick(rng, ("present", "present", "past"))) + _short(rng)
    kinds: tuple[Frame, ...] = (_short, _short, state, feels, weather)
    return start + pick(rng, kinds)(rng) + _short(rng)


def fixed(rng: np.random.Generator) -> Phrase:
    """Write a greeting, thanks, or another expression that is learned as it is."""
    english, french, kind, *_ = pick(rng, FIXED)
    made = span(english, french, kind or "adverb")
    if kind == "open":
        chosen = rng.random()
        made = span(english, french, "adverb")
        if chosen < 0.3:
            return made + named(rng)
        if chosen < 0.38:
            name = named(rng)
            return unit("dear", "chère" if name.feminine else "cher", "adjective") + name
        if chosen < 0.5:
            return made + draw(
                rng,
                {
                    "my friend": "mon ami",
                    "everyone": "tout le monde",
                    "madam": "madame",
                    "sir": "monsieur",
                    "my love": "mon amour",
                },
                "noun",
            )
    return made


def introduces(rng: np.random.Generator) -> Phrase:
    """Write my name is anna, je m'appelle anna is left to others: mon nom est anna."""
    owner = pick(rng, ("my", "your", "his", "her"))
    poss = closed.DETERMINERS[owner][0]
    name = named(rng, owner == "her" if owner in ("his", "her") else None)
    start = unit(owner, poss, "determiner") + unit("name", "nom", "noun") + unit("is", "est", "auxiliary")
    if chance(rng, 0.5):
        return start + name
    kin = pick(rng, nouns("family", "dog", "cat", "friend", "teacher"))
    name = named(rng, kin.feminine)
    head = Unit(kin.english[0], kin.french[0], "noun")
    det = Unit(owner, closed.DETERMINERS[owner][kin.feminine], "determiner")
    case = Unit("'s", "le de", "preposition")
    read = (*det.read, Token(f"{kin.english[0]}'s", (head, case)))
    called = Unit("name", "nom", "noun")
    be = Unit("is", "est", "auxiliary")
    return Phrase(
        read + called.read + be.read + name.read,
        case.written[:1] + called.written + case.written[1:] + det.written + head.written + be.written + name.written,
    )
