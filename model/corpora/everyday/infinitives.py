"""Verbs that depend on others: infinitives, and what ends in -ing where French has one."""

from model.corpora.everyday.lexicon import Verb
from model.corpora.everyday.pieces import NOTHING, Phrase
from model.corpora.everyday.predicates import french_of
from model.corpora.everyday.sounds import CLITIC
from model.corpora.pairs import Token, Unit

__all__ = ["gerund", "infinitive"]


def infinitive(verb: Verb, subject: Phrase, after: Phrase = NOTHING, pronouns: Phrase = NOTHING, link: str = "") -> Phrase:
    """Write "to" and an infinitive, behind *de* or *à* if the verb before asks for it: to see him, de le voir."""
    words = french_of(verb, subject, verb.french.infinitive)
    if link:
        to, main = Unit("to", link, "preposition"), Unit(verb.english[0], words, "verb")
        read, linked = to.read + main.read, to.written
    else:
        main = Unit(f"to {verb.english[0]}", words, "verb", 1)
        read, linked = main.read, ()
    own = main.written[:1] if verb.reflexive else ()
    own = tuple(Token(token.word, (Unit("", token.word, CLITIC), *token.units)) for token in own)
    return Phrase(read + pronouns.read + after.read, linked + own + pronouns.written + main.written[len(own) :] + after.written)


def gerund(verb: Verb, link: str = "", governing: tuple[Unit, ...] = ()) -> Phrase:
    """Write reading, (de) lire: *de* or *à* is the ending's, and that of the ``governing`` verb, which asks for it."""
    made = Unit(verb.english[4], f"{verb.french.infinitive} {verb.after}".strip(), "verb", 0)
    if not link:
        return Phrase(made.read, made.written)
    ending = Unit(made.source, link, "preposition")
    read = (made.read[0]._replace(units=(made, ending)), *made.read[1:])
    return Phrase(read, (Token(link, (ending, *governing)), *made.written))
