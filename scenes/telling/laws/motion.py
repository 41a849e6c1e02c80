"""What moves crosses no text, keeps to the wires that are drawn for it, and no result is seen before what it is made of.

These laws look at a moment within a play (``look``: at what moves), and at what is known of the whole play (``passage``).
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from scenes.mobjects.leaves import leaves_of, opacities_of
from scenes.mobjects.reading import Reading
from scenes.mobjects.text import Label, Numeral
from scenes.mobjects.wires import Operator, Squash, Wire
from scenes.telling.laws.naming import called, readings_of
from scenes.telling.laws.sight import overlap
from scenes.telling.passage import NEAR, Passage, box_of
from scenes.telling.seen import Look

__all__ = ["LAWS"]

RIM = 0.03
"""Units by which what moves may reach over the edge of a text."""
PALE = 0.15
"""So opaque is a text, or what moves, that is as good as gone."""
OPAQUE = 0.9
"""So opaque is a fill that lets nothing be seen below it."""
SLIGHT = 0.01
"""Units by which a number may reach into the line of a circle."""
SOON = 1e-6
"""Seconds that make no difference."""
INWARDS = np.array([1, 1, -1, -1])
"""Which way the sides of a box go inwards: left, foot, right and head."""
FIXTURES = Wire, Operator, Squash
"""What values go along and into: it is no value, and what it goes with is a part of the picture that makes room."""


def nothing_crosses_text(passage: Passage, look: Look, scene: Any) -> Iterator[str]:
    """Let no filled shape and no text that moves lie over a text at rest that it does not belong to.

    A shape may pass below a text; and whatever is below something opaque is not seen.
    """
    movers = np.flatnonzero(look.moved & (look.fills > PALE))
    if not len(movers):
        return
    texts, boxes = _resting(passage, look)
    hits = np.nonzero(overlap(_broad(look.boxes[movers]), boxes, RIM))
    if len(hits[0]):
        screen = _Screen(scene)
        for mover, text in zip(movers[hits[0]], (texts[number] for number in hits[1]), strict=True):
            if _crosses(passage, screen, look, int(mover), text):
                yield f"{called(look.leaves[mover])} crosses {called(text)} on its way"


def _broad(boxes: np.ndarray) -> np.ndarray:
    """Return boxes, ``(box, 4)``, those that are narrower than two rims as broad as that: a cell of a long vector is seen too."""
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    halves = np.maximum((boxes[:, 2:] - boxes[:, :2]) / 2, RIM + SOON)
    return np.concatenate([middles - halves, middles + halves], axis=1)


class _Screen:
    """What is on screen at a moment, by the order of drawing."""

    def __init__(self, scene: Any) -> None:
        self._leaves = [leaf for each in scene.mobjects for leaf in leaves_of(each)]
        self._leaves.sort(key=lambda each: each.z_index)
        self.place = {id(leaf): number for number, leaf in enumerate(self._leaves)}

    @cached_property
    def _lids(self) -> tuple[list[Any], np.ndarray, np.ndarray]:
        """Shapes that let nothing be seen below them, their places, ``(shape,)``, and their boxes, ``(shape, 4)``."""
        shapes = [leaf for leaf in self._leaves if leaf.fill_rgbas[0, 3] > OPAQUE and not isinstance(leaf, (Label, Numeral))]
        places = np.array([self.place[id(leaf)] for leaf in shapes], int)
        return shapes, places, np.reshape([box_of(leaf) for leaf in shapes], (-1, 4))

    def covers(self, box: np.ndarray, place: int) -> bool:
        """Tell whether something opaque that is drawn later than ``place`` lies over a whole box."""
        left, foot, right, head = box
        corners = np.array([[left, foot], [right, foot], [right, head], [left, head]])
        shapes, places, boxes = self._lids
        around = (boxes[:, :2] <= box[:2]).all(axis=1) & (boxes[:, 2:] >= box[2:]).all(axis=1)
        over = np.flatnonzero(around & (places > place))
        return any(_within(_outline(shapes[number]), corners).all() for number in over)


def _resting(passage: Passage, look: Look) -> tuple[list[Any], np.ndarray]:
    """Return the texts that do not move, and their boxes, ``(text, 4)``: those of the play that stand still by now among them."""
    texts, boxes = passage.texts
    moving = {id(thing) for thing in look.things}
    still = [number for number, text in enumerate(texts) if id(text) not in moving]
    ours, around, _ = look.upright
    here = [number for number, text in enumerate(ours) if not look.moved[look.seen(text)].any()]
    return [texts[each] for each in still] + [ours[each] for each in here], np.concatenate([boxes[still], around[here]])


def _crosses(passage: Passage, screen: _Screen, look: Look, mover: int, text: Any) -> bool:
    """Tell whether a leaf that moves is seen over a text that is there, or through its letters."""
    leaf, now, box = look.leaves[mover], box_of(text), look.boxes[mover]
    letters = [letter for letter in leaves_of(text) if id(letter) in screen.place]
    opacity = max((float(member.get_fill_opacity()) for member in letters), default=0.0)
    if opacity < PALE or not overlap(_broad(box[None]), now[None], RIM).any() or _belongs(passage, leaf, text):
        return False
    place = screen.place.get(id(leaf), len(screen.place))
    below = place < min(screen.place[id(letter)] for letter in letters)
    if below and not isinstance(leaf, (Label, Numeral)):
        return False
    common = np.concatenate([np.maximum(box[:2], now[:2]), np.minimum(box[2:], now[2:])])
    return _reaches(leaf, now) and not screen.covers(common, place)


def _belongs(passage: Passage, leaf: Any, text: Any) -> bool:
    """Tell whether a text is of what moves: it shows the same value, or is in its chip, cell or entry; or where it goes to."""
    one, other = (set(map(_known_by, readings_of(each))) for each in (leaf, text))
    entries = [vars(each)["entry"]() for each in (leaf, text) if "entry" in vars(each)]
    if one & other or (len(entries) == 2 and entries[0] is entries[1] is not None):
        return True
    if passage.holder(text) is not None and passage.holder(text) is passage.holder(leaf):
        return True
    squashes = (each for each in passage.operators if isinstance(each, Squash) and each.sign is text)
    return any(_goes_into(passage.journey(leaf), box_of(each)) for each in squashes)


def _known_by(reading: Reading) -> tuple[str, tuple[int, ...], int]:
    return reading.key, reading.index, reading.of


def _goes_into(journey: Any, box: np.ndarray) -> bool:
    """Tell whether a journey sets out or arrives in a box; of other motions, nobody knows."""
    return journey is None or bool(_inside(journey.track[[0, -1]], box[None], 0.0).any())


def _reaches(leaf: Any, box: np.ndarray) -> bool:
    """Tell whether what moves is really in a box, beyond the rim: a round or slanted shape does not fill its own."""
    if isinstance(leaf, (Label, Numeral)):
        return True
    left, foot, right, head = box + np.array([RIM, RIM, -RIM, -RIM])
    dots = np.stack(np.meshgrid(np.linspace(left, right, 7), np.linspace(foot, head, 3)), axis=-1).reshape(-1, 2)
    return bool(_within(_outline(leaf), dots).any() or _inside(_outline(leaf), box[None], -RIM).any())


def _outline(leaf: Any) -> np.ndarray:
    """Return dots along a leaf's outline, four for each of its curves, ``(dot, 2)``."""
    curves, share = leaf.points[:, :2].reshape(-1, 4, 2), np.linspace(0.0, 1.0, 4, endpoint=False)[:, None, None]
    a, b, c, d = curves.transpose(1, 0, 2)
    dots = (1 - share) ** 3 * a + 3 * share * (1 - share) ** 2 * b + 3 * share**2 * (1 - share) * c + share**3 * d
    outline: np.ndarray = dots.transpose(1, 0, 2).reshape(-1, 2)
    return outline


def _within(outline: np.ndarray, dots: np.ndarray) -> np.ndarray:
    """Tell which dots are within a closed outline, ``(dot,)``: a line to the right crosses it an odd number of times."""
    start, end = outline, np.roll(outline, -1, axis=0)
    x, y = dots[:, :1], dots[:, 1:]
    over = (start[:, 1] > y) != (end[:, 1] > y)
    rise = np.where(start[:, 1] == end[:, 1], 1.0, end[:, 1] - start[:, 1])
    crossed: np.ndarray = over & (x < start[:, 0] + (y - start[:, 1]) / rise * (end[:, 0] - start[:, 0]))
    odd: np.ndarray = crossed.sum(axis=1) % 2 == 1
    return odd


def _inside(dots: np.ndarray, boxes: np.ndarray, rim: float) -> np.ndarray:
    """Tell which dots are in any of some boxes that are larger by a rim on each side, ``(dot,)``."""
    low, high = boxes[None, :, :2] - rim, boxes[None, :, 2:] + rim
    inside: np.ndarray = np.all((dots[:, None] > low) & (dots[:, None] < high), axis=2)
    in_any: np.ndarray = inside.sum(axis=1) > 0
    return in_any


def causes_before_effects(passage: Passage, look: Look, scene: Any) -> Iterator[str]:
    """Let nothing be seen, at no moment of a play, as long as something that it is made of is on its way."""
    for effect in passage.effects:
        causes = {id(member) for each in effect.animation.causes for member in each.get_family()}
        there = _is_there(effect.animation.mobject)
        for part in passage.parts:
            if part.animation is effect.animation or not part.arrives:
                continue
            early = effect.start < part.ready - SOON or (there and not part.is_ready)
            if early and not causes.isdisjoint(map(id, part.animation.mobject.get_family())):
                yield f"{_called(effect.animation.mobject)} is seen before {_called(part.animation.mobject)} has arrived"


def _is_there(thing: Any) -> bool:
    """Tell whether any outline of a thing can be seen: what comes in where it is, is in no look at what moves."""
    return any(max(fill, stroke) > PALE for fill, stroke in map(opacities_of, leaves_of(thing)))


def _called(thing: Any) -> str:
    """Return how a thing is called: by the first of its members that shows something."""
    return called(next((member for member in thing.get_family() if readings_of(member)), thing))


def numbers_beside_signs(passage: Passage, look: Look, scene: Any) -> Iterator[str]:
    """Let no number that moves be at the circle of an operator: it is to be read beside it, before it changes and after.

    Nothing changes in an operator that goes elsewhere itself.
    """
    numbers = [each for each in look.of(Numeral) if look.opacity(each) > PALE]
    for operator in passage.operators if numbers else ():
        if isinstance(operator, Operator) and passage.journey(operator) is None and _is_there(operator):
            x, y, radius = operator.circle
            for each in numbers:
                left, foot, right, head = look.box(each)
                apart = np.hypot(x - np.clip(x, left, right), y - np.clip(y, foot, head))
                if apart < radius - SLIGHT:
                    yield f"{called(each)} is at the circle of a sign on its way"


def things_on_their_ways(passage: Passage, look: Look, scene: Any) -> Iterator[str]:
    """Let everything that goes along a path be where that has it by now: all of it, or what is left of one that is cut."""
    for journey in passage.travels:
        if look.seen(journey.mobject):
            off = (box_of(journey.mobject) - journey.due) * INWARDS
            if off.min() < -NEAR or (not any(map(vars(journey).get, ("cut", "door"))) and off.max() > NEAR):
                yield f"{_called(journey.mobject)} is not where its way has it"


def values_on_their_wires(passage: Passage, look: Look, scene: Any) -> Iterator[str]:
    """Let what goes where a wire leads go along it, and along the wires that it says that it keeps to."""
    for journey in passage.travels:
        if any(isinstance(member, FIXTURES) for member in journey.mobject.get_family()):
            continue
        track, half = journey.track, journey.half + NEAR
        places = [passage.around(dot) for dot in (track[0], track[-1])]
        own = [
            np.concatenate([dot - half * size, dot + half * size])
            for dot, size in ((track[0], journey.start), (track[-1], journey.end))
        ]
        wires = list(passage.wires.values())
        if journey.along:
            wires = [passage.wires.get(id(each), each.corners) for each in journey.along]
        elif not _lead(passage.ends, np.array(places), own):
            continue
        dots = np.concatenate([track, _middle(look, journey.mobject)])
        if (_apart(dots[~_inside(dots, np.array(places + own), 0.0)], wires) > NEAR).any():
            yield f"{_called(journey.mobject)} leaves the wire that it is to go along"


def _lead(ends: np.ndarray, places: np.ndarray, own: list[np.ndarray]) -> bool:
    """Tell whether an end of any wire is where a journey sets out or arrives, or both are in what stands there.

    ``ends`` are the ends of all wires, ``(wire, 2, 2)``; ``places`` and ``own`` are boxes, ``(4,)`` each.
    """
    dots = ends.reshape(-1, 2)
    if _inside(dots, places, 0.0).any():
        return True
    first, last = (_inside(dots, each[None], 0.0).reshape(-1, 2) for each in own)
    return bool((first & last[:, ::-1]).any())


def _middle(look: Look, mobject: Any) -> np.ndarray:
    """Return where the middle of a thing is, if it can be seen, as ``(1, 2)``, else ``(0, 2)``."""
    if not look.seen(mobject):
        return np.zeros((0, 2))
    box = look.box(mobject)
    middle: np.ndarray = (box[:2] + box[2:])[None] / 2
    return middle


def _apart(dots: np.ndarray, wires: list[np.ndarray]) -> np.ndarray:
    """Return how far each dot is from the nearest of some wires, ``(dot,)``."""
    start, end = (np.concatenate([wire[part] for wire in wires])[None] for part in (np.s_[:-1], np.s_[1:]))
    way, from_start = end - start, dots[:, None] - start
    length = np.maximum((way**2).sum(axis=2), 1e-12)
    share = np.clip((from_start * way).sum(axis=2) / length, 0.0, 1.0)[:, :, None]
    apart: np.ndarray = np.sqrt(((from_start - share * way) ** 2).sum(axis=2)).min(axis=1)
    return apart


LAWS = (nothing_crosses_text, causes_before_effects, numbers_beside_signs, things_on_their_ways, values_on_their_wires)
