"""Texts and outlines: every text has the outline of what it says, and no outline is there that nobody accounts for."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from scenes.mobjects.fonts import foreign
from scenes.mobjects.notation.equations import Equation, Glyph, Symbol, glyphs_of
from scenes.mobjects.reading import Phrase
from scenes.mobjects.text import Label, Numeral, Paragraph, outline_of
from scenes.telling.seen import Look

__all__ = ["LAWS", "MOVING", "literal"]

APART = 0.006
"""Units by which an outline may differ from what was set anew: a third of a pixel of the smallest film."""
TURNED = 1e-3
"""Radians that a text may be turned without being slanted."""
PLAIN = 64
"""Curves that a plain shape has at the most: a rounded box has eight, a circle as many."""
RIBBON = 16
"""So many points has a ribbon: a curve for each of its sides and ends."""
JOINT, TINY, BEND = 1e-4, 1e-7, 1e-3
"""How far apart curves of one path may be, in units; a length that is none; radians that are no turn."""


def likeness(points: np.ndarray, reference: np.ndarray) -> tuple[float, complex]:
    """Return how far an outline is from another one that is moved, turned and scaled to lie on it, and the turn as a number."""
    here, there = (each[:, 0] + 1j * each[:, 1] for each in (points, reference))
    here, there = here - here.mean(), there - there.mean()
    size = float((np.abs(there) ** 2).sum())
    turn = complex((np.conj(there) * here).sum() / size) if size else 1.0 + 0j
    return float(np.abs(here - turn * there).max()), turn


def _unstretched(points: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """Return points stretched along both axes to the size of a reference: on its way a text may be wider or flatter."""
    size, wanted = np.ptp(points[:, :2], axis=0), np.ptp(reference[:, :2], axis=0)
    stretched: np.ndarray = points[:, :2] * np.divide(wanted, size, out=np.ones(2), where=size > 0)
    return stretched


def outlines_of_texts(look: Look, scene: Any) -> Iterator[str]:
    """Hold every text against the outline of what it says, set anew."""
    return _outlines_of_texts(look, rest=True)


def outlines_of_moving_texts(look: Look, scene: Any) -> Iterator[str]:
    """Hold texts on their way against the outlines of what they say: they may be stretched."""
    return _outlines_of_texts(look, rest=False)


def _outlines_of_texts(look: Look, *, rest: bool) -> Iterator[str]:
    for text in look.of(Label, Numeral):
        if not look.moved[look.order[id(text)]]:
            continue
        reference, _ = outline_of(text.text, text.style, tabular=text.tabular)
        if len(reference) != len(text.points):
            yield f"“{text.text}” has another outline than its letters"
            continue
        points = text.points if rest or text.slanted else _unstretched(text.points, reference)
        far, turn = likeness(points, reference)
        if far > APART or (abs(np.angle(turn)) > TURNED and not text.slanted):
            yield f"“{text.text}” has another outline than its letters"


def outlines_of_formulas(look: Look, scene: Any) -> Iterator[str]:
    """Hold every letter and equation against what its name stands for, set anew, glyph by glyph and colour by colour."""
    for formula in look.new_of(Symbol, Equation):
        reference = glyphs_of(*formula.recipe)
        drawn = formula.family_members_with_points()
        if [len(each.points) for each in drawn] != [len(each.points) for each in reference]:
            yield f"the formula {formula.quantity.name} has other glyphs than its name"
            continue
        far, turn = likeness(*(np.concatenate([each.points for each in group]) for group in (drawn, reference)))
        if far > APART * max(1.0, abs(turn)) or abs(np.angle(turn)) > TURNED:
            yield f"the formula {formula.quantity.name} has other glyphs than its name"
        elif any(
            not np.allclose(own.fill_rgbas[0, :3], other.fill_rgbas[0, :3], atol=2e-3)
            for own, other in zip(drawn, reference, strict=True)
        ):
            yield f"the formula {formula.quantity.name} has the colour of something else"


def letters_of_our_fonts(look: Look, scene: Any) -> Iterator[str]:
    """Let no text have a letter that our fonts lack: an empty box would stand for it."""
    for text in look.new_of(Label, Numeral):
        if lacking := foreign(text.text):
            yield f"“{text.text}” has letters that the fonts cannot draw: {lacking}"


def literal(said: Phrase) -> str | None:
    """Return what a phrase says besides its readings, or None if it does not say one of them."""
    rest, start = "", 0
    for display in said.displays:
        if display.aspect not in ("text", "size"):
            continue
        found = said.text.find(str(display.shown), start)
        if found < 0:
            return None
        rest, start = rest + said.text[start:found], found + len(str(display.shown))
    return rest + said.text[start:]


def phrases(look: Look, scene: Any) -> Iterator[str]:
    """Let no text hold a digit that no reading gave, and each say all that its readings show."""
    lines = {id(line) for paragraph in look.new_of(Paragraph) for line in paragraph.submobjects}
    for text in look.new_of(Label, Numeral, Paragraph):
        if id(text) in lines:
            continue
        rest = literal(text.phrase)
        if rest is None:
            yield f"“{text.phrase.text}” does not say what its readings show"
        elif any(map(str.isdigit, rest)):
            yield f"“{text.phrase.text}” holds a number that no reading accounts for"


def lines_of_paragraphs(look: Look, scene: Any) -> Iterator[str]:
    """Let the lines of a paragraph be those of its phrase, in order."""
    for paragraph in look.new_of(Paragraph):
        if " ".join(line.text for line in paragraph.submobjects) != paragraph.phrase.text:
            yield f"the lines of “{paragraph.phrase.text}” say something else"


def strange_outlines(look: Look, scene: Any) -> Iterator[str]:
    """Let every closed outline that is no text and no formula be plain: one convex path, so that it can be no letter."""
    return _strange(look, {id(leaf) for formula in look.of(Symbol, Equation) for leaf in formula.get_family()})


def strange_moving_outlines(look: Look, scene: Any) -> Iterator[str]:
    """Let every outline on its way be plain, or that of a text, or a single glyph of a formula that is lit."""
    return _strange(look, {id(leaf) for leaf in look.leaves if isinstance(leaf, Glyph)})


def _strange(look: Look, known: set[int]) -> Iterator[str]:
    known |= {id(text) for text in look.of(Label, Numeral)}
    sizes: dict[int, list[Any]] = {}
    for leaf, moved in zip(look.leaves, look.moved, strict=True):
        if moved and id(leaf) not in known:
            sizes.setdefault(len(leaf.points), []).append(leaf)
    for leaves in sizes.values():
        for leaf, plain in zip(leaves, _plain(leaves), strict=True):
            if not plain and not _is_ribbon(leaf.points):
                yield f"a {type(leaf).__name__} has an outline that nobody accounts for"


def _plain(leaves: list[Any]) -> np.ndarray:
    """Tell which of some leaves with equally many points are one path, and convex if it is closed or filled, ``(leaf,)``."""
    points = np.stack([leaf.points[:, :2] for leaf in leaves])
    if points.shape[1] % 4 or points.shape[1] > 4 * PLAIN:
        return np.zeros(len(leaves), bool)
    single = (np.abs(points[:, 4::4] - points[:, 3:-1:4]) < JOINT).all(axis=(1, 2))
    filled = np.array([leaf.fill_rgbas[0, 3] > 0 for leaf in leaves])
    closed = filled | (np.abs(points[:, 0] - points[:, -1]) < JOINT).all(axis=1)
    plain: np.ndarray = single & (~closed | _convex(points))
    return plain


def _is_ribbon(points: np.ndarray) -> bool:
    """Tell whether an outline is all that lies between two curves that rise or fall together and are one beside the other."""
    if len(points) != RIBBON:
        return False
    left, right = points[:4, :2], points[11:7:-1, :2]
    ends = np.concatenate([points[4:8, 1] - points[4, 1], points[12:, 1] - points[12, 1]])
    level = np.abs(left[:, 1] - right[:, 1]).max() < JOINT and np.abs(ends).max() < JOINT
    rises = np.diff(left[:, 1])
    one_way = (rises > -JOINT).all() or (rises < JOINT).all()
    return bool(level and one_way and (right[:, 0] >= left[:, 0]).all())


def _convex(points: np.ndarray) -> np.ndarray:
    """Tell which paths through points (control points included), ``(path, point, 2)``, turn one way only, and once round."""
    hull = points[:, np.arange(points.shape[1]) % 4 != 0]  # a curve begins where the last one ended
    ways = np.diff(hull, axis=1, append=hull[:, :1])
    after = np.roll(ways, -1, axis=1)
    turn = np.arctan2(ways[..., 0] * after[..., 1] - ways[..., 1] * after[..., 0], (ways * after).sum(axis=2))
    turn[(np.abs(ways).sum(axis=2) < TINY) | (np.abs(after).sum(axis=2) < TINY)] = 0.0
    one_way = (turn > -BEND).all(axis=1) | (turn < BEND).all(axis=1)
    result: np.ndarray = one_way & (np.abs(turn.sum(axis=1)) < 2 * np.pi + 0.1)
    return result


LAWS = (outlines_of_texts, outlines_of_formulas, letters_of_our_fonts, phrases, lines_of_paragraphs, strange_outlines)
MOVING = (outlines_of_moving_texts, phrases, lines_of_paragraphs, strange_moving_outlines)
