"""What a film of long memories says: who ends a sentence rightly, and how far back networks remember that were trained at a gap.

The rules: a network recalls across a gap if it ends :data:`SURE` of all new sentences rightly. Of networks with several seeds
some are *sure* of a gap if each of them recalls, sure *mostly* if more than half of them do, and *lucky* if some do; they *guess*
if none comes :data:`LITTLE` above what guessing does; else they are right in *part*. The longest gap is *bridged* if most that
learned over a shorter one recall across it, and most that learned over itself do not. A network that is wrong is *torn* if what
it says is no more than :data:`CLOSE` likelier to it than what is right.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from model.trace import Array
from scenes.mobjects.scales import NEARLY_ALL

__all__ = [
    "CLOSE",
    "LITTLE",
    "SURE",
    "Part",
    "Reach",
    "answered",
    "bridge_between",
    "bridged",
    "bridgers",
    "ended",
    "furthest",
    "helped",
    "kept_unseen",
    "left_over",
    "lesson",
    "listed",
    "reach_of",
    "spelled",
    "unseen",
]

SURE, LITTLE = NEARLY_ALL, 0.1
"""So large a share of new sentences is nearly all; what is that little above guessing is no better."""
CLOSE, HALF = 0.2, 0.5
"""So near to one another two words are as good as a tie; what is less likely than the second is not what would be said."""
FAR_LESS = 1000
"""What is less by more than such a factor is far less."""
HOW = "sure", "mostly", "lucky", "part", "guess"
"""How networks do, the best first."""
ALIKE = {
    "sure": "all of them recall",
    "mostly": "most of each kind recall",
    "lucky": "some of each kind recall",
    "part": "none of them is safe",
    "guess": "all of them only guess",
}
"""What is said where all kinds do alike."""
PLAIN = {"mostly": "most", "lucky": "some"}
"""Of how many it is said that they recall where they are not counted."""
LESSON = "a long gap is hard to learn from, not hard to bridge."
"""What is said in the end of those that bridge it."""
NUMBERS = "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"
"""Of so few networks it is said in words how many recall."""


class Reach(NamedTuple):
    """How networks of a kind do at a gap: one of :data:`HOW`, and how many of how many recall."""

    how: str
    sure: int
    runs: int

    @property
    def many(self) -> str:
        """How many recall, in words; of many networks only about how many."""
        if self.how == "sure" or not self.sure:
            return "all" if self.sure else "no"
        if self.runs < len(NUMBERS):
            return f"{spelled(self.sure)} of {spelled(self.runs)}"
        return "most" if self.how == "mostly" else "some"


class Part(NamedTuple):
    """A part of the answer: what it says, with a field ``{gap:0}``, of the gap with which number."""

    says: str
    gap: int


def reach_of(shares: Array, guess: float) -> Reach:
    """Return how networks do at a gap, by the share of sentences that each has right."""
    sure, count = int(np.count_nonzero(shares >= SURE)), len(shares)
    if sure:
        how = "sure" if sure == count else "mostly" if 2 * sure > count else "lucky"
    else:
        how = "guess" if np.max(shares) < guess + LITTLE else "part"
    return Reach(how, sure, count)


def spelled(count: int) -> str:
    """Return how many networks there are, in words."""
    return NUMBERS[count] if count < len(NUMBERS) else "many"


def listed(names: Sequence[str]) -> str:
    """Return names in a row: "a, b and c"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def bridge_between(own: Array, far: Array) -> int | None:
    """Return the number of the shorter gap from which the longest is bridged by the most networks; None if it is not bridged.

    ``own`` and ``far`` are the shares that networks have right over the gap that they learned over and over the longest, each
    ``(kind, gap, run)``. Of gaps from which it is bridged alike the longest counts.
    """
    rates, at_it = (far[:, :-1] >= SURE).mean(axis=(0, 2)), float((own[:, -1] >= SURE).mean())
    if not len(rates) or at_it >= HALF or float(rates.max()) <= HALF:
        return None
    return int(np.flatnonzero(rates == rates.max())[-1])


def helped(far: Sequence[Reach], own: Sequence[Reach]) -> int:
    """Return the number of the kind that training over a shorter gap helps the most: across the longest, more of it recall.

    ``far`` says by kind how those do over the longest gap, ``own`` those that learned over that; of kinds that it helps alike the
    last one counts.
    """
    more = [one.sure - other.sure for one, other in zip(far, own, strict=True)]
    return len(more) - 1 - more[::-1].index(max(more))


def bridged(name: str, far: Reach, own: Reach) -> str:
    """Return what is said of a kind of network that training over a shorter gap, ``{near:0}`` words, helps.

    ``far`` says how those do over the longest gap, ``{gap:0}`` words, ``own`` those that learned over that.
    """
    few = "none" if own.many == "no" else own.many.partition(" of ")[0] if " of " in far.many else own.many
    return f"Trained at {{near:0}}, {far.many} {name}s recall across {{gap:0}}; trained at {{gap:0}}, {few}."


def left_over(names: Sequence[str], shares: Sequence[float], own: Sequence[Reach]) -> str:
    """Return what is said where hardly any gradient gets back over the longest gap, ``{far:0}`` words.

    ``shares`` are by kind what is left of it, ``own`` says how those do that learned over that gap. It says who has the most left
    and how many of them learned, beside a kind that has less of it and learned more often, if there is one: no cause is named.
    """
    most, often = int(np.argmax(shares)), [each.sure for each in own]
    if len({*often}) == 1 or [*shares].count(shares[most]) > 1:
        who = "none of them" if not any(often) else "some" if len({*often}) > 1 else "as many of each kind"
        return f"{{far:0}} words back hardly any is left, and {who} learned."
    if often[most] == max(often):
        return f"{{far:0}} words back the {names[most]} has most left, and none learned more often."
    best = often.index(max(often))
    few, many = (own[each].many.partition(" of ")[0].replace("no", "none") for each in (most, best))
    less = "far less" if shares[most] > FAR_LESS * shares[best] else "less"
    return f"{{far:0}} words back, the {names[most]} has most left: {few} learned. The {names[best]} has {less}: {many} did."


def lesson(names: Sequence[str], far: Sequence[Reach]) -> str:
    """Return what is learned from all of it, with the kinds of networks that it holds of: those of which most bridge a gap."""
    who = bridgers(names, far)
    return _begun(LESSON) if len(who) == len(names) else f"For {listed([f'{name}s' for name in who])}, {LESSON}"


def bridgers(names: Sequence[str], far: Sequence[Reach]) -> list[str]:
    """Return the kinds of networks of which most recall across the longest gap."""
    return [name for name, each in zip(names, far, strict=True) if each.how in ("sure", "mostly")]


def _begun(says: str) -> str:
    """Return a sentence with a capital at its head."""
    return says[0].upper() + says[1:]


def ended(names: Sequence[str], right: Sequence[bool], torn: Sequence[bool], *, alike: bool = False) -> str:
    """Return which networks end a sentence rightly, and which are torn between what is right and what they say.

    They are ``alike`` if all that are wrong say the same.

    Fields are ``gap``, ``ending`` and, of each that is wrong, ``said0``: what it says.
    """
    if all(right):
        return "After {gap:0} words, all say “{ending:short}”."
    wrong = [number for number, each in enumerate(right) if not each]
    if len(wrong) == len(right):
        who = "None is sure of “{ending:short}”: they say" if any(torn) else "None says “{ending:short}”, but"
        if alike:
            return f"None {'is sure of' if any(torn) else 'says'} “{{ending:short}}”: all say “{{said0:short}}”."
        return f"{who} {listed([f'“{{said{number}:short}}”' for number in wrong])}."
    said = [f"the {names[each]} {'is torn' if torn[each] else f'says “{{said{each}:short}}”'}" for each in wrong]
    good = listed([f"the {name}" for name, each in zip(names, right, strict=True) if each])
    who = f"Only {good} says" if len(wrong) > 1 else f"{_begun(good)} say"
    return f"{who} “{{ending:short}}”; {', '.join(said)}."


def unseen(shares: Sequence[Array], right: Sequence[bool]) -> list[int]:
    """Return the numbers of networks that are right at last though all of their shares were low."""
    pairs = enumerate(zip(shares, right, strict=True))
    return [number for number, (own, each) in pairs if each and len(own) and float(np.max(own)) < HALF]


def kept_unseen(names: Sequence[str], shares: Sequence[Array], right: Sequence[bool]) -> str | None:
    """Return what is said of networks that are right at last though their bars were low all along; None if there are none.

    ``shares`` are by network how likely the right word was after each word between the one that matters and its question.
    """
    held = [names[number] for number in unseen(shares, right)]
    if not held:
        return None
    if len(held) == len(names):
        return "All kept it unseen: a bar is what they would say now, not what they hold."
    return f"The {' and the '.join(held)} kept it unseen: a bar is what it would say now, not what it holds."


def furthest(reaches: Mapping[str, Reach], *, short: bool = False, plain: bool = False) -> str:
    """Return who recalls that was trained at the largest gap; a ``short`` one omits the worst, a ``plain`` one does not count."""
    if len({each.how for each in reaches.values()}) == 1:
        return f"Trained at {{gap:0}}, {ALIKE[next(iter(reaches.values())).how]}."
    parts = list[str]()
    for how in HOW:
        if names := [name for name, each in reaches.items() if each.how == how]:
            counted = not plain and how in ("mostly", "lucky")
            own = [f"{reaches[name].many} {name}s" if counted else f"{name}s" for name in names]
            many = "" if counted or how == "guess" else f"{PLAIN.get(how, reaches[names[0]].many)} "
            verb = " guess" if how == "guess" else "" if parts else " recall"
            parts.append(f"{many}{listed(own)}{verb}")
    return f"Trained at {{gap:0}}, {', '.join(parts[: -1 if short else None])}."


def answered(reaches: Sequence[Sequence[Reach]]) -> list[Part]:
    """Return in a few words how far back is remembered, by how networks do at each gap: ``reaches`` are by kind and gap."""
    gaps = [*zip(*reaches, strict=True)]
    found = [number for number, each in enumerate(gaps) if any(own.how == "sure" for own in each)]
    some = [number for number, each in enumerate(gaps) if any(own.sure for own in each)]
    safe, luck = (max(each, default=None) for each in (found, some))
    if luck is None:
        return [Part("Not even {gap:0} words.", 0)]
    if safe is None:
        return [Part("{gap:0} words, by luck.", luck)]
    if safe == luck:
        return [Part("{gap:0} words at least." if safe == len(gaps) - 1 else "{gap:0} words.", safe)]
    return [Part("{gap:0} words safely,", safe), Part("{gap:0} by luck.", luck)]
