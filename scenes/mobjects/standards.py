"""What a theme must reach, so that films in it can be read, and things told apart, by eyes of four kinds: it is measured."""

from collections.abc import Iterator
from itertools import combinations

from scenes.mobjects.appearance import SIGHTS, distance
from scenes.mobjects.colours import filling, ink_on, signed
from scenes.mobjects.light import READABLE, contrast, mix
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.theme import ROLES, Theme

__all__ = ["ENDS", "GATES", "IDENTITIES", "TEXTS", "TOGETHER", "faults"]

SEEN = 3.0
"""The least contrast of what is dimmed, and of bars that are quiet."""
ENDS = -16.0, -1.0, 1.0, 16.0
"""The values whose colours no identity comes near."""
FROM_ENDS, APART = (28.0, 14.0), (18.0, 10.0)
"""How far identities are in CAM02-UCS from those, and from one another; for the usual eye, and for others."""
SMALL, LOUD, NOUGHT, EVEN = 0.3, 2.0, 1.3, 1.5
"""A small value, the least contrast of one with the ground, and of nought; how far the two signs of one may be from balance."""

TEXTS = tuple(sorted(ROLES - {"ground", "panel", "well", "blank", "line", "others"}))
"""The colours in which texts and thin lines are."""
TOGETHER = {kind: sorted({each.role for each in notation.values()} - {"ink"}) for kind, notation in NOTATION.items()}
"""The identities that meet in the films of each kind of trace, as its notation has them."""
GATES = sorted({each.role for notation in NOTATION.values() for each in notation.values() if each.scale == "share"})
"""The identities that have vessels."""
IDENTITIES = sorted({role for roles in TOGETHER.values() for role in roles})
"""All colours that say what something is, or does."""


def faults(theme: Theme) -> Iterator[str]:
    """Yield what is wrong with a theme: which colour, what was measured, and what is needed."""
    yield from _unreadable(theme)
    yield from _unbalanced(theme)
    yield from _too_near(theme)


def _unreadable(theme: Theme) -> Iterator[str]:
    """Yield texts that cannot be read on what they stand on, lit or dimmed."""
    for name in TEXTS:
        colour, opacity = theme.colour(name), theme.dimmed.opacity(theme.colour(name))
        for below in ("ground", "panel"):
            ground = theme.colour(below)
            yield from _short(f"{name} ({colour}) on the {below} ({ground})", contrast(colour, ground), READABLE)
            dimmed = mix(ground, colour, opacity)
            yield from _short(f"{name}, dimmed ({dimmed}), on the {below} ({ground})", contrast(dimmed, ground), SEEN)
    yield from _short(f"others ({theme.others}) on the ground ({theme.ground})", contrast(theme.others, theme.ground), SEEN)
    for role in GATES:
        ink = ink_on(filling(role, theme), theme)
        what = f"the numeral of a gate ({role}, filled {theme.filled:.2f}: {ink}) on its well ({theme.well})"
        yield from _short(what, contrast(ink, theme.well), READABLE)


def _unbalanced(theme: Theme) -> Iterator[str]:
    """Yield what of the ramp cannot be seen on the ground, or is louder on one side than on the other."""
    nought, plus, minus = (signed(value, theme) for value in (0.0, SMALL, -SMALL))
    yield from _short(f"the ramp’s nought ({nought}) on the ground", contrast(nought, theme.ground), NOUGHT)
    for sign, colour in (("+", plus), ("−", minus)):
        yield from _short(f"the ramp’s {sign}{SMALL} ({colour}) on the ground", contrast(colour, theme.ground), LOUD)
    off = abs(distance(plus, nought) - distance(minus, nought))
    if off > EVEN:
        yield f"the ramp’s +{SMALL} and −{SMALL} are not equally far from nought: {off:.1f} apart, where {EVEN} are allowed"


def _short(what: str, measured: float, needed: float) -> Iterator[str]:
    if measured < needed:
        yield f"{what} has a contrast of {measured:.2f}:1, and {needed}:1 is needed"


def _too_near(theme: Theme) -> Iterator[str]:
    """Yield identities that are too near to an end of the ramp, or to one that they meet in a film."""
    ends = {f"the ramp’s {value:+.0f}": signed(value, theme) for value in ENDS}
    pairs = [(role, name, colour, FROM_ENDS) for role in IDENTITIES for name, colour in ends.items()]
    met = dict.fromkeys(pair for roles in TOGETHER.values() for pair in combinations(roles, 2))
    pairs += [(one, other, theme.colour(other), APART) for one, other in met]
    for role, name, other, (usual, lacking) in pairs:
        for sight in SIGHTS:
            far, needed = distance(theme.colour(role), other, sight), usual if sight == "usual" else lacking
            if far < needed:
                whose = "" if sight == "usual" else f" for {sight} sight"
                yield f"{role} ({theme.colour(role)}) is {far:.1f} from {name} ({other}){whose}, and {needed:.0f} is needed"
