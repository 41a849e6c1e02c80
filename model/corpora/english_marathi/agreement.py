"""What Marathi words agree in, and the endings that say so: of adjectives, of past and present verbs, of "to be".

A speaker, "you" and "we" are masculine; "you" is *तू*, one friend. Nothing else has to be told of a first or second person.
"""

from typing import NamedTuple

__all__ = [
    "ENDINGS",
    "NEUTER",
    "Agreement",
    "adjective",
    "habit",
    "how",
    "is_",
    "is_not",
    "must_not",
    "needed",
    "past",
    "past_before_helper",
    "stem_with",
    "unwanted",
    "was",
    "was_not",
    "will_be",
    "will_not_be",
]

ENDINGS = {
    ("m", False): "ा",
    ("f", False): "ी",
    ("n", False): "े",
    ("m", True): "े",
    ("f", True): "्या",
    ("n", True): "ी",
}
VIRAMA = "्"


class Agreement(NamedTuple):
    """Person (1, 2 or 3), gender (m, f or n) and number of who or what a word agrees with."""

    person: int = 3
    gender: str = "m"
    plural: bool = False


NEUTER = Agreement(3, "n")
"""What a verb agrees with if there is nothing else: त्याने तिला पाहिले."""


def stem_with(stem: str, ending: str) -> str:
    """Put an ending to a stem: after a vowel's र, -्या has its own letter (चेहरा, चेहऱ्या), else it is plain (चित्र, कुत्र्या)."""
    if ending.startswith("्य") and stem.endswith("र") and not stem.endswith(f"{VIRAMA}र"):
        return f"{stem[:-1]}ऱ{ending}"
    return stem + ending


def adjective(marathi: str, agreed: Agreement, *, oblique: bool = False) -> str:
    """Return the form of an adjective; one in -ा agrees (चांगला, चांगली, चांगले) and is -्या before a noun with a case."""
    if not marathi.endswith("ा"):
        return marathi
    return stem_with(marathi[:-1], "्या" if oblique else ENDINGS[agreed.gender, agreed.plural])


def how(agreed: Agreement) -> str:
    """Return "how", which agrees and has a sound of its own before some endings: कसा, कशी, कसे, कशा."""
    form = adjective("कसा", agreed)
    return form.replace("सी", "शी").replace("स्या", "शा")


def habit(stem: str, agreed: Agreement) -> str:
    """Return the present: वाचतो, वाचतोस, वाचते, वाचतात."""
    if agreed.person == 3:
        return stem + ("तात" if agreed.plural else "तो" if agreed.gender == "m" else "ते")
    return stem + ("तो" if agreed.person == 1 else "तोस")


def past(stem: str, agreed: Agreement) -> str:
    """Return the past of a stem in -ल: झोपला, झोपली, झोपल्या; झोपलो, झोपलास."""
    if agreed.person == 3:
        return stem_with(stem, ENDINGS[agreed.gender, agreed.plural])
    return stem + ("ो" if agreed.person == 1 else "ास")


def past_before_helper(stem: str, agreed: Agreement) -> str:
    """Return the past before आहे and नाही, where the helper alone has the second person's स: तू झोपला आहेस."""
    return past(stem, agreed._replace(person=3) if agreed.person == 2 else agreed)


def _of_person(agreed: Agreement, first: tuple[str, str], second: str, third: tuple[str, str]) -> str:
    if agreed.person == 2:
        return second
    return (first if agreed.person == 1 else third)[agreed.plural]


def is_(agreed: Agreement) -> str:
    """Return "is": आहे, आहेस, आहोत, आहेत."""
    return _of_person(agreed, ("आहे", "आहोत"), "आहेस", ("आहे", "आहेत"))


def is_not(agreed: Agreement) -> str:
    """Return "is not", which also denies other verbs: नाही, नाहीस, नाहीत."""
    return _of_person(agreed, ("नाही", "नाही"), "नाहीस", ("नाही", "नाहीत"))


def was(agreed: Agreement) -> str:
    """Return "was": होता, होती, होते; होतो, होतास."""
    return past("होत", agreed)


def was_not(agreed: Agreement) -> str:
    """Return "was not": नव्हता, नव्हती, नव्हते; नव्हतो, नव्हतास."""
    return past("नव्हत", agreed)


def will_be(agreed: Agreement) -> str:
    """Return "will be": असेन, असू, असशील, असेल, असतील."""
    return _of_person(agreed, ("असेन", "असू"), "असशील", ("असेल", "असतील"))


def will_not_be(agreed: Agreement) -> str:
    """Return "will not be": नसेन, नसू, नसशील, नसेल, नसतील."""
    return _of_person(agreed, ("नसेन", "नसू"), "नसशील", ("नसेल", "नसतील"))


def must_not(agreed: Agreement) -> str:
    """Return "should not", after a verb in -ू: नये, नयेस, नयेत."""
    return _of_person(agreed, ("नये", "नये"), "नयेस", ("नये", "नयेत"))


def needed(agreed: Agreement) -> str:
    """Return what ought to be, after a verb in -ायला: हवा, हवी, हवे; हवेत, हव्यात, हवीत."""
    return past("हव", agreed) + ("त" if agreed.plural else "")


def unwanted(agreed: Agreement) -> str:
    """Return what one does not want: नको, नकोत."""
    return "नकोत" if agreed.plural else "नको"
