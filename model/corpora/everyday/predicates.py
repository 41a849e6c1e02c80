"""What a verb does in a clause: its tense, negation and question in both languages, and where pronouns and adverbs go."""

from typing import NamedTuple

from model.corpora.everyday.conjugation import agreeing, conjugate
from model.corpora.everyday.lexicon import Verb
from model.corpora.everyday.pieces import NOTHING, Phrase
from model.corpora.pairs import Token, Unit

__all__ = ["BE", "Doing", "being", "clause", "cut", "doing", "french_of"]

Tokens = tuple[Token, ...]
HAVE, ETRE, GO, COME = (conjugate(each) for each in ("avoir", "être", "aller", "venir"))
REFLEXIVE = ("me", "te", "se", "nous", "se")
BE = {"present": ("am", "are", "is", "are", "are"), "past": ("was", "were", "was", "were", "were")}
"""The forms of to be for each person."""
MODALS = {
    "can": conjugate("pouvoir").present,
    "could": conjugate("pouvoir").imperfect,
    "must": conjugate("devoir").present,
    "should": conjugate("devoir").conditional,
    "may": conjugate("pouvoir").present,
    "might": conjugate("pouvoir").conditional,
    "will": GO.present,
}
POLITE = {**MODALS, "could": conjugate("pouvoir").conditional}
"""What modals say in a question: could you, pourrais-tu; a statement's "could" is past."""
DENIALS = {"not": "pas", "never": "jamais", "no longer": "plus"}


class Doing(NamedTuple):
    """A verb with its tense, cut where other words come in between.

    English: ``helper`` (the one that a question puts first), ``denial``, then ``main``. French: ``asking`` (est-ce que), ``ne``,
    ``finite``, ``no`` (pas), ``rest``. ``own`` is the reflexive pronoun. ``early`` tells that pronouns stand before ``finite``,
    and not before ``rest``.
    """

    helper: Tokens = ()
    denial: Tokens = ()
    main: Tokens = ()
    asking: Tokens = ()
    ne: Tokens = ()
    finite: Tokens = ()
    no: Tokens = ()
    rest: Tokens = ()
    own: Tokens = ()
    early: bool = True


def clause(
    subject: Phrase,
    done: Doing,
    after: Phrase = NOTHING,
    pronouns: Phrase = NOTHING,
    adverb: Phrase = NOTHING,
    asked: bool = False,
    inner: Phrase = NOTHING,
) -> Phrase:
    """Put subject, verb and what belongs to it in the order of each language.

    ``adverb`` stands within the verb in both (I often see him), ``inner`` in French only (he slept well, il a bien dormi).
    """
    before = done.own + pronouns.written
    rest = tuple(token._replace(word="de") if done.ne and token.word in ("un", "une", "du") else token for token in done.rest)
    first = done.helper + subject.read if asked else subject.read + done.helper
    return Phrase(
        read=first + done.denial + adverb.read + done.main + pronouns.read + inner.read + after.read,
        written=(
            done.asking
            + subject.written
            + done.ne
            + (before if done.early else ())
            + done.finite
            + done.no
            + adverb.written
            + inner.written
            + (() if done.early else before)
            + rest
            + after.written
        ),
    )


def doing(
    verb: Verb, subject: Phrase, tense: str, *, denied: str = "", asked: bool = False, object_: Phrase | None = None
) -> Doing:
    """Return a verb in a tense: present, past, perfect, progressive, was (past progressive), going, would, or a modal.

    The other tenses are had (done), just, used (to) and able (to). ``denied`` is "not", "never" or nothing. A participle agrees
    with ``object_``, which stands before it, or, if the past is made with être, with the subject.
    """
    if tense == "present" and verb.english[0] == verb.english[2] and subject.english != 2 and not asked and denied != "not":
        tense = "past"  # i read: English does not tell, and past it is
    if tense in MODALS:
        return _denied(_with_modal(verb, subject, tense, asked), denied)
    return _denied(TENSES[tense](verb, subject, denied, asked, object_), denied)


def _denied(done: Doing, denied: str) -> Doing:
    if not denied or done.ne:
        return done
    no = Unit(denied, f"ne {DENIALS[denied]}", "negation")
    return done._replace(denial=no.read, ne=no.written[:1], no=no.written[1:])


def _present(verb: Verb, subject: Phrase, denied: str, asked: bool, _: Phrase | None) -> Doing:
    return _simple(verb, subject, denied, asked, verb.french.present, ("does" if subject.english == 2 else "do", verb.english[0]))


def _simple(verb: Verb, subject: Phrase, denied: str, asked: bool, forms: tuple[str, ...], helped: tuple[str, str]) -> Doing:
    """Return a simple French tense: sleeps, do sleep; in "do not" both words say *ne ... pas*."""
    finite = french_of(verb, subject, forms[subject.person])
    do, base = helped
    if denied == "not" and not asked:
        no = Unit(f"{do} not", "ne pas", "negation", 1)
        main = Unit(base, finite, "verb")
        return cut(
            verb, main, Doing(helper=no.read[:1], denial=no.read[1:], main=main.read, ne=no.written[:1], no=no.written[1:])
        )
    if asked:
        ask, main = Unit(do, "est-ce que", "question"), Unit(base, finite, "verb")
        return cut(verb, main, Doing(helper=ask.read, asking=ask.written, main=main.read))
    past = do == "did"
    main = Unit(verb.english[2] if past else verb.english[subject.english == 2], finite, "verb")
    return cut(verb, main, Doing(main=main.read))


def _past(verb: Verb, subject: Phrase, denied: str, asked: bool, object_: Phrase | None) -> Doing:
    if verb.lasting:
        return _simple(verb, subject, denied, asked, verb.french.imperfect, ("did", verb.english[0]))
    have, done = _compound(verb, subject, object_)
    if denied == "not" or asked:
        return _helped("did", verb.english[0], have, done, verb, subject, asked)
    main = Unit(verb.english[2], french_of(verb, subject, f"{have} {done}"), "verb")
    return cut(verb, main, Doing(main=main.read))


def _perfect(verb: Verb, subject: Phrase, denied: str, asked: bool, object_: Phrase | None) -> Doing:
    have, done = _compound(verb, subject, object_)
    return _helped("has" if subject.english == 2 else "have", verb.english[3], have, done, verb, subject, asked)


def _had(verb: Verb, subject: Phrase, denied: str, asked: bool, object_: Phrase | None) -> Doing:
    have, done = _compound(verb, subject, object_, past=True)
    return _helped("had", verb.english[3], have, done, verb, subject, asked)


def _compound(verb: Verb, subject: Phrase, object_: Phrase | None, past: bool = False) -> tuple[str, str]:
    helper = ETRE if verb.being else HAVE
    agrees = NOTHING if "direct" in verb.notes else subject if verb.being else object_ or NOTHING
    return (helper.imperfect if past else helper.present)[subject.person], agreeing(
        verb.french.participle, agrees.feminine, agrees.plural
    )


def _helped(
    helper: str, word: str, finite: str, rest: str, verb: Verb, subject: Phrase, asked: bool, early: bool = True
) -> Doing:
    """Return a helping verb and what it helps: did ↔ ai, see ↔ vu; a question's helper says *est-ce que* too."""
    aid = Unit(helper, f"est-ce que {finite}" if asked else finite, "auxiliary")
    main = Unit(word, french_of(verb, subject, rest), "verb")
    own = main.written[:1] if verb.reflexive else ()
    return Doing(
        helper=aid.read,
        main=main.read,
        asking=aid.written[:-1],
        finite=aid.written[-1:],
        rest=main.written[len(own) :],
        own=own,
        early=early,
    )


def _with_modal(verb: Verb, subject: Phrase, modal: str, asked: bool) -> Doing:
    finite = (POLITE if asked else MODALS)[modal][subject.person]
    return _helped(modal, verb.english[0], finite, verb.french.infinitive, verb, subject, asked, early=False)


def _going(verb: Verb, subject: Phrase, denied: str, asked: bool, _: Phrase | None) -> Doing:
    be, finite = BE["present"][subject.english], GO.present[subject.person]
    main = Unit(verb.english[0], french_of(verb, subject, verb.french.infinitive), "verb")
    own = main.written[:1] if verb.reflexive else ()
    if asked:
        ask, going = Unit(be, "est-ce que", "question"), Unit("going to", finite, "auxiliary", 0)
        helper, asking, rest = ask.read, ask.written, going.read
    else:
        going = Unit(f"{be} going to", finite, "auxiliary", 1)
        helper, asking, rest = going.read[:1], (), going.read[1:]
    return Doing(
        helper=helper,
        main=rest + main.read,
        asking=asking,
        finite=going.written,
        rest=main.written[len(own) :],
        own=own,
        early=False,
    )


def _progressive(verb: Verb, subject: Phrase, denied: str, asked: bool, _: Phrase | None) -> Doing:
    return _ing(verb, subject, asked, BE["present"], verb.french.present)


def _was(verb: Verb, subject: Phrase, denied: str, asked: bool, _: Phrase | None) -> Doing:
    return _ing(verb, subject, asked, BE["past"], verb.french.imperfect)


def _would(verb: Verb, subject: Phrase, denied: str, asked: bool, _: Phrase | None) -> Doing:
    return _two_for_one("would", verb.english[0], verb, subject, asked, verb.french.conditional)


def _ing(verb: Verb, subject: Phrase, asked: bool, be: tuple[str, ...], forms: tuple[str, ...]) -> Doing:
    return _two_for_one(be[subject.english], verb.english[4], verb, subject, asked, forms)


def _two_for_one(helper: str, word: str, verb: Verb, subject: Phrase, asked: bool, forms: tuple[str, ...]) -> Doing:
    """Return two English words for one French: is eating, mange; in a question the helper says *est-ce que*."""
    finite = french_of(verb, subject, forms[subject.person])
    if asked:
        ask, main = Unit(helper, "est-ce que", "question"), Unit(word, finite, "verb")
        return cut(verb, main, Doing(helper=ask.read, asking=ask.written, main=main.read))
    main = Unit(f"{helper} {word}", finite, "verb", 1)
    return cut(verb, main, Doing(helper=main.read[:1], main=main.read[1:]))


def french_of(verb: Verb, subject: Phrase, words: str) -> str:
    """Return a verb's French with its reflexive pronoun before it and what stands behind it."""
    said = f"{words} {verb.after}".strip()
    return f"{REFLEXIVE[subject.person]} {said}" if verb.reflexive else said


def cut(verb: Verb, main: Unit, done: Doing) -> Doing:
    """Cut the unit of a whole verb into the reflexive pronoun, the finite verb, and the rest."""
    own = 1 if verb.reflexive else 0
    return done._replace(own=main.written[:own], finite=main.written[own : own + 1], rest=main.written[own + 1 :])


def _just(verb: Verb, subject: Phrase, denied: str, asked: bool, _: Phrase | None) -> Doing:
    """Return have just arrived, viens d'arriver."""
    have = "has" if subject.english == 2 else "have"
    just = Unit(f"{have} just", f"{COME.present[subject.person]} de", "auxiliary", 1)
    main = Unit(verb.english[3], french_of(verb, subject, verb.french.infinitive), "verb")
    own = main.written[:1] if verb.reflexive else ()
    return Doing(
        helper=just.read[:1],
        main=just.read[1:] + main.read,
        finite=just.written,
        rest=main.written[len(own) :],
        own=own,
        early=False,
    )


def _used(verb: Verb, subject: Phrase, denied: str, asked: bool, _: Phrase | None) -> Doing:
    """Return used to live, habitais."""
    main = Unit(f"used to {verb.english[0]}", french_of(verb, subject, verb.french.imperfect[subject.person]), "verb", 2)
    return cut(verb, main, Doing(main=main.read))


def _able(verb: Verb, subject: Phrase, denied: str, asked: bool, _: Phrase | None) -> Doing:
    """Return am able to swim, peux nager."""
    be, finite = BE["present"][subject.english], MODALS["can"][subject.person]
    can = Unit(f"{be} able to", finite, "auxiliary", 1)
    main = Unit(verb.english[0], french_of(verb, subject, verb.french.infinitive), "verb")
    own = main.written[:1] if verb.reflexive else ()
    return Doing(can.read[:1], (), can.read[1:] + main.read, (), (), can.written, (), main.written[len(own) :], own, early=False)


TENSES = {
    "able": _able,
    "just": _just,
    "used": _used,
    "present": _present,
    "past": _past,
    "perfect": _perfect,
    "had": _had,
    "progressive": _progressive,
    "was": _was,
    "going": _going,
    "would": _would,
}


def being(subject: Phrase, tense: str, *, denied: str = "", asked: bool = False, french: str = "être") -> Doing:
    """Return to be, or what French says for it (avoir soif, faire froid), in a tense, with its negation.

    The tenses are present, past, perfect, would, and the modals.
    """
    verb, person = conjugate(french), subject.person
    if tense in ("present", "past"):
        finite = (verb.present if tense == "present" else verb.imperfect)[person]
        be = Unit(BE[tense][subject.english], f"est-ce que {finite}" if asked else finite, "auxiliary")
        return _denied(Doing(helper=be.read, asking=be.written[:-1], finite=be.written[-1:]), denied)
    if tense == "perfect":
        helper, word, finite, rest = ("has" if subject.english == 2 else "have", "been", HAVE.present[person], verb.participle)
    elif tense == "would":
        main = Unit("would be", verb.conditional[person], "auxiliary", 1)
        return _denied(Doing(helper=main.read[:1], main=main.read[1:], finite=main.written), denied)
    else:
        helper, word, finite, rest = tense, "be", (POLITE if asked else MODALS)[tense][person], verb.infinitive
    aid, be = Unit(helper, f"est-ce que {finite}" if asked else finite, "auxiliary"), Unit(word, rest, "auxiliary")
    done = Doing(
        helper=aid.read,
        main=be.read,
        asking=aid.written[:-1],
        finite=aid.written[-1:],
        rest=be.written,
        early=tense == "perfect",
    )
    return _denied(done, denied)
