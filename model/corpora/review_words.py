"""The words of the reviews, as ``review_words.tsv`` has them: things, praise and blame, and everyday words."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from model.corpora.everyday.english import plural_of, verb_forms
from model.corpora.review_patterns import table

__all__ = ["DOMAINS", "GRAMMATICAL", "SLOTS", "Domain", "Pair"]


class Pair(NamedTuple):
    """Fillings of one slot that praise, and fillings that blame; several words of one filling are joined by ``_``."""

    praise: tuple[str, ...]
    blame: tuple[str, ...]


class Domain(NamedTuple):
    """A kind of thing that people review: its names, its parts, and the adjectives that only fit there."""

    things: tuple[str, ...]
    parts: tuple[str, ...]
    adjectives: Pair


def _read() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the fillings of each slot by side, ``+``, ``-`` or none; what stands there twice is drawn twice."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for slot, side, words in table("review_words"):
        found[slot][side] = found[slot].get(side, ()) + tuple(words.split())
    return found


def _forms(words: Iterable[str]) -> list[tuple[str, ...]]:
    """Return all bases, all third persons, all pasts, all participles, all -ing forms."""
    return list(
        zip(*(tuple(form.replace(" ", "_") for form in verb_forms(word.replace("_", " "))) for word in words), strict=True)
    )


def _pair(sides: dict[str, tuple[str, ...]]) -> Pair:
    return Pair(sides.get("+", ()), sides.get("-", ()))


def _slots(found: dict[str, dict[str, tuple[str, ...]]]) -> dict[str, Pair | tuple[str, ...]]:
    slots = {slot: sides[""] if "" in sides else _pair(sides) for slot, sides in found.items() if "." not in slot}
    nouns = [word.split("/") for word in found["noun"][""]]
    slots["noun"] = tuple(word for word, *_ in nouns)
    slots["nouns"] = tuple(plural[0] if plural else plural_of(word) for word, *plural in nouns)
    slots["verb"], slots["verbs"], slots["verbed"], slots["verben"], slots["verbing"] = _forms(found["verb"][""])
    for slot, names in {"love": ("love", "loves", "loved"), "please": ("please", "pleases_us", "pleased_us")}.items():
        praise, blame = (_forms(found[slot][side]) for side in "+-")
        slots |= {name: Pair(praise[number], blame[number]) for number, name in enumerate(names)}
    return slots


_FOUND = _read()
DOMAINS = {
    name: Domain(_FOUND[f"{name}.things"][""], _FOUND[f"{name}.parts"][""], _pair(_FOUND[f"{name}.adj"]))
    for name in dict.fromkeys(slot.partition(".")[0] for slot in _FOUND if "." in slot)
}
SLOTS = _slots(_FOUND)
"""What fills a slot of a pattern; the slots of a domain (``thing``, ``part`` and its adjectives) come on top."""
GRAMMATICAL = frozenset(word for slot in ("prep", "det", "pron", "conj", "aux", "adv") for word in _FOUND[slot][""])
"""Prepositions, articles, pronouns, conjunctions, helping verbs and common adverbs: in a set phrase they are no opinion."""
