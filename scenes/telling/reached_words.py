"""What a film says of how much of an error has reached a word: some of it, all, next to nothing, or more than there was."""

from collections.abc import Mapping, Sequence

from scenes.mobjects.reading import Reading
from scenes.mobjects.sets.backward_lanes import digits

__all__ = ["LOST", "ends_with", "reached", "reached_in_both", "reaches_in_both", "too_faint"]

LOST = 1e-6
"""A share up to this is as good as none."""


def grows(share: Reading) -> bool:
    """Tell whether an error is more than it was, as it is printed: nothing that grows is left, or reaches something."""
    return round(float(share.value), digits(share)) > 1


def reached(name: str, share: Reading) -> str:
    """Return what is said of a share, which has a ``name``."""
    return {"grown": f"it has grown to {_said(name, share)}", "lost": "next to nothing of it is left"}.get(
        _state(share), f"{_said(name, share)} is left"
    )


def reached_in_both(where: str, names: Sequence[str], shares: Mapping[str, Reading]) -> list[str]:
    """Return what may be said of the shares of two networks, ``one`` and ``other``, the longest first; ``where`` that is so."""
    (first, one), (second, other) = ((name, shares[name]) for name in ("one", "other"))
    alike = _state(one) == _state(other)
    more = (", and to " if _state(one) == "grown" else ", and ") if alike else "; "
    then = _said(second, other).removesuffix(" of it") if alike else reached(second, other)
    short = _briefly(second, other).removeprefix("grown " * alike)
    briefly = f"{_briefly(first, one)} in the {names[0]}, {short} in the {names[1]}."
    return [
        f"{where}, {reached(first, one)} in the {names[0]}{more}{then} in the {names[1]}.",
        f"{where}: {briefly}",
        f"First word: {briefly}",
        f"First word: {_number(first, one)} in the {names[0]}, {_number(second, other)} in the {names[1]}.",
    ]


def reaches_in_both(names: Sequence[str], shares: Mapping[str, Reading]) -> list[str]:
    """Return what may be said in the end of the first word of two networks, the best first."""
    builds = reached_in_both("At the first word", names, shares)
    if any(_state(share) in ("grown", "lost") for share in shares.values()):
        return builds
    one, other = (_said(name, share).removesuffix(" of it") for name, share in shares.items())
    return [f"Of the error, {one} reaches the {names[0]}’s first word; in the {names[1]}, {other}.", *builds]


def too_faint(names: Sequence[str], shares: Mapping[str, Reading]) -> str:
    """Return what is said in the end of a first network in which an error fades, and a second in which it does not."""
    one, other = (_number(name, shares[name]) for name in ("one", "other"))
    if grows(shares["other"]):
        return f"Too faint to learn by in the {names[0]}: {one}; grown to {other} in the {names[1]}."
    return f"Too faint to learn by: {one} of it in the {names[0]}; {other} in the {names[1]}."


def ends_with(share: Reading, *, faint: bool, lasts: bool) -> str:
    """Return what is said in the end of one network alone, of a share that is ``one``: it is too ``faint``, or ``lasts``."""
    said = _said("one", share).removesuffix(" of it")
    if grows(share):
        return f"It lasts, and even grows: at the first word it is {_number('one', share)} times as much."
    if faint:
        return f"Too faint to learn by: {'' if _state(share) == 'lost' else 'only '}{said} of the error reaches the first word."
    return f"It lasts: {said} of the error reaches the first word." if lasts else f"Of the error, {said} reaches the first word."


def _state(share: Reading) -> str:
    """Return what has become of an error, as it is printed."""
    if float(share.value) <= LOST:
        return "lost"
    printed = round(float(share.value), digits(share))
    return "grown" if printed > 1 else "all" if printed == 1 else "less"


def _number(name: str, share: Reading) -> str:
    """Return the field of a share, with as many decimals as it is printed with."""
    return f"{{{name}:{digits(share)}}}"


def _said(name: str, share: Reading) -> str:
    """Return how much of an error there is, as part of a sentence; of what has grown, the number alone."""
    said = {"lost": "next to nothing of it", "all": "all of it", "grown": _number(name, share)}
    return said.get(_state(share), f"{_number(name, share)} of it")


def _briefly(name: str, share: Reading) -> str:
    """Return the same where there is little room."""
    return f"{'grown to ' * grows(share)}{_said(name, share).replace('nothing of it', 'nothing')}"
