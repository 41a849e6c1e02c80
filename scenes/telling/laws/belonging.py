"""What belongs together is together: things at the places of their index, letters beside their quantities, texts of one step."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from model.trace import axes_of
from scenes.mobjects.bars import Bar, Link, LogBar, Pillar, Push, Swing
from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.places import Entry, Place
from scenes.mobjects.reading import COPIED, Reading
from scenes.mobjects.text import Label, Numeral, Paragraph
from scenes.mobjects.tokens import Chip
from scenes.mobjects.values import Matrix, Patch, Swatch, Vector, Well
from scenes.telling.laws.naming import called, reading_of, readings_of
from scenes.telling.laws.places import NEAR
from scenes.telling.laws.writing import literal
from scenes.telling.seen import Look

__all__ = ["LAWS"]

WRITTEN = "written_tokens", "translation"
"""Under which names traces have the words as they are written, copies among them."""


def at_their_places(look: Look, scene: Any) -> Iterator[str]:
    """Let every thing that has a place be there: the place of what it shows now."""
    for thing in look.new:
        place = vars(thing).get("place")
        if place is not None:
            yield from _displaced(thing, place)


def _displaced(thing: Any, place: Place) -> Iterator[str]:
    index = _index(thing)
    try:
        there = place.where(index)
    except (IndexError, KeyError, ValueError):  # of a list, a mapping, a tuple's index
        yield f"{called(thing)} is of nothing that has a place here"
        return
    for way, here, wanted in zip("xy", _here(thing, place, there), there, strict=True):
        if wanted is not None and abs(here - wanted) > NEAR:
            yield f"{called(thing)} is not where it belongs: {way} is {here:.2f}, {wanted:.2f} is its place"


def _here(thing: Any, place: Place, there: tuple[float | None, float | None]) -> tuple[float, float]:
    """Return where a thing is: its left edge, middle or right edge, and its height, of a text that of its capitals' middle.

    What is free ``there``, where it is to be, is nought.
    """
    wide, wanted = place.align and place.align * thing.width / 2, there[1]
    x = 0.0 if there[0] is None else float(thing.get_x() + wide)
    if wanted is None:
        return x, 0.0
    y = float(thing.get_y())
    if abs(y - wanted) > NEAR and isinstance(thing, (Label, Numeral)) and not thing.slanted:
        y = min((float(thing.baseline + thing.cap_height / 2), y), key=lambda each: abs(each - wanted))
    return x, y


def _index(thing: Any) -> tuple[int, ...]:
    """Return the index of what a thing shows: of a vector, that of the whole."""
    if "values" in vars(thing):
        return tuple(thing.values.index)
    reading = reading_of(thing)
    return reading.index if reading is not None else ()


def letters_of_their_quantities(look: Look, scene: Any) -> Iterator[str]:
    """Let every letter and equation be that of the quantity that it is to stand for."""
    for formula in look.new_of(Symbol, Equation):
        wanted = vars(formula).get("names")
        if wanted is not None and formula.quantity.name != wanted:
            yield f"the formula {formula.quantity.name} stands where {wanted} belongs"


def entries_of_one_index(look: Look, scene: Any) -> Iterator[str]:
    """Let all things of an entry be of the same word, unit or step, and at the same height."""
    entries: dict[int, tuple[Any, list[Any]]] = {}
    for leaf in look.leaves:
        entry = vars(leaf)["entry"]() if "entry" in vars(leaf) else None
        if entry is not None and reading_of(leaf) is not None:
            entries.setdefault(id(entry), (entry, []))[1].append(leaf)
    for entry, members in entries.values():
        if any(map(look.is_fresh, members)):
            yield from _entry(entry, members, scene)


def _entry(entry: Entry, members: list[Any], scene: Any) -> Iterator[str]:
    known: dict[str, int] = {}
    for member in members:
        for reading in readings_of(member):
            for axis, position in _indices(reading, scene).items():
                if known.setdefault(axis, position) != position and axis not in _spread(entry):
                    yield f"{called(member)} is in an entry of something else"
    heights = [_height(member) for member in members]
    if max(heights) - min(heights) > NEAR:
        yield f"the entry of {called(members[0])} is at several heights"


def _indices(reading: Reading, scene: Any) -> dict[str, int]:
    """Return the index of a reading along each of its axes."""
    return dict(zip(axes_of(scene.brief.traces[reading.of], reading.key), reading.index, strict=False))


def _spread(entry: Entry) -> set[str]:
    """Return the axes along which an entry goes: a bar of shares shows all labels of one word."""
    return {"label"} if any(len(each.submobjects) > 1 for each in entry.submobjects) else set()


def _height(thing: Any) -> float:
    return float(thing.baseline + thing.cap_height / 2) if isinstance(thing, (Label, Numeral)) else float(thing.get_y())


def chips_in_order(look: Look, scene: Any) -> Iterator[str]:
    """Let words in chips side by side be in the order of the sentence, to the right."""
    for group in _holders(look):
        chips = sorted(_row(look, group), key=lambda each: float(each.get_x()))
        order = [reading.index for chip in chips if (reading := reading_of(chip.word)) is not None]
        if order and order != list(range_of(order)):
            yield f"the words in a row are out of order at “{chips[0].word.text}”"


def _holders(look: Look) -> list[Any]:
    """Return the groups that hold chips, if any of these is new."""
    if not look.new_of(Chip):
        return []
    return [each for each in look.things if any(isinstance(member, Chip) for member in each.submobjects[:2])]


def _row(look: Look, group: Any) -> list[Chip]:
    """Return the words of a sentence that stand in chips side by side in a group: two or more that are of one array."""
    chips = [each for each in group.submobjects if isinstance(each, Chip) and look.opacity(each.word)]
    keys = {reading.key for chip in chips if (reading := reading_of(chip.word)) is not None}
    return chips if len(chips) > 1 and len(keys) == 1 else []


def range_of(indices: list[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    """Yield consecutive indices, as many as these are, from the first on."""
    first = indices[0]
    for number in range(len(indices)):
        yield (*first[:-1], first[-1] + number)


def texts_of_one_step(look: Look, scene: Any) -> Iterator[str]:
    """Let a text speak of the step that is told, and let all that it says of a word or a unit be of the one that it names."""
    inside = {id(cell.numeral) for cell in look.new_of(Swatch) if "numeral" in vars(cell)}
    inside |= {id(chip.word) for group in _holders(look) for chip in _row(look, group)}
    inside |= {id(each) for paragraph in look.new_of(Paragraph) for each in paragraph.submobjects}
    for text in look.new_of(Label, Numeral, Paragraph):
        if id(text) not in inside and "entry" not in vars(text) and text.phrase.displays:
            yield from _of_others(text, scene)


def _of_others(text: Any, scene: Any) -> Iterator[str]:
    """Yield what a text says of another step, word or unit than it should."""
    spoken = [_Said(str(each.shown), _indices(each.reading, scene), each.reading) for each in text.phrase.displays]
    by_place = _by_place(text, spoken[0].reading, scene)
    for axis in dict.fromkeys(axis for each in spoken for axis in each.indices):
        about = [each for each in spoken if axis in each.indices]
        if axis in scene.subject and axis != by_place:
            wrong = [each for each in about if not each.is_of(axis, scene.subject[axis])]
        else:
            wrong = _unnamed(about, axis, loose=isinstance(text, Paragraph))
        yield from (f"“{text.phrase.text}” says {each.shown} of another {axis}" for each in wrong)


def fields_of_their_cast(look: Look, scene: Any) -> Iterator[str]:
    """Let every field of a caption be of the word, the unit or the label that the film has cast for its name."""
    for text in look.new_of(Paragraph) if scene.roles else ():
        for each in text.phrase.displays:
            role, found = scene.roles.get(each.name, {}), _indices(each.reading, scene) if each.name in scene.roles else {}
            for axis in (axis for axis, index in role.items() if found.get(axis, index) != index):
                yield f"“{text.phrase.text}” says {each.shown} of another {axis}, where its field is {each.name}"


def texts_beside_their_values(look: Look, scene: Any) -> Iterator[str]:
    """Let a text beside a thing say the value that the thing shows, and no other of its kind."""
    for text in look.of(Label, Numeral):
        thing = vars(text)["tells"]() if "tells" in vars(text) else None
        if thing is not None and thing.reading not in readings_of(text):
            yield f"“{text.phrase.text}” stands beside {called(thing)}, and is of something else"


def _by_place(thing: Any, reading: Reading, scene: Any) -> str:
    """Return the axis whose index is told by where a thing is, if it has a place: the last."""
    place = vars(thing).get("place")
    return "" if place is None or place.fixed else next(reversed(_indices(reading, scene)), "")


class _Said(NamedTuple):
    """What a text says of a reading: what is printed, and its index along each axis."""

    shown: str
    indices: dict[str, int]
    reading: Reading

    @property
    def names(self) -> bool:
        """Whether it names a word or a unit; else it says something of one, such as the form that was read in its place."""
        text = isinstance(self.reading.value, str) and not self.reading.key.endswith("_read")
        return self.reading.key.endswith("_numbers") or text

    def is_of(self, axis: str, position: int) -> bool:
        """Tell whether it is of a step; what was before the next step is of this one."""
        ahead = int(self.reading.key.startswith("previous_"))
        return self.indices[axis] in (position, position + ahead)


def _unnamed(about: list[_Said], axis: str, *, loose: bool) -> list[_Said]:
    """Return what is said of another word than is named: names and values go together in order; without names all are of one."""
    names = [each for each in about if each.names]
    values = [each for each in about if not each.names]
    if len(names) == 1:
        return [each for each in values if each.indices[axis] != names[0].indices[axis]]
    if len(names) == len(values):
        return [value for name, value in zip(names, values, strict=True) if name.indices[axis] != value.indices[axis]]
    return [] if loose or names else [each for each in values[1:] if each.indices[axis] != values[0].indices[axis]]


def bars_of_one_step(look: Look, scene: Any) -> Iterator[str]:
    """Let bars that stand by themselves be of the step that is told; of which word they are, their place tells."""
    for bar in look.new_of(Bar, Link, LogBar, Pillar, Push, Swing):
        if "entry" not in vars(bar):
            by_place = _by_place(bar, bar.reading, scene)
            for axis, position in _indices(bar.reading, scene).items():
                if axis != by_place and scene.subject.get(axis, position) != position:
                    yield f"{called(bar)} is of another {axis}"


def cells_of_one_step(look: Look, scene: Any) -> Iterator[str]:
    """Let cells that stand by themselves be of the step, and of the unit, that is told; but for what their place tells."""
    wrong = [(patch, axis) for patch in look.new_of(Patch, Well) for axis in _other_axes(patch, scene)]
    held = _in_groups(look) if wrong else set()
    yield from (f"{called(patch)} is of another {axis}" for patch, axis in wrong if id(patch) not in held)


def _other_axes(patch: Any, scene: Any) -> Iterator[str]:
    """Yield the axes along which a cell is of something else than what is told, and its place does not tell of what."""
    if "entry" in vars(patch):
        return
    said = _Said("", _indices(patch.reading, scene), patch.reading)
    for number, axis in enumerate(said.indices):
        if axis in scene.subject and not said.is_of(axis, scene.subject[axis]) and not _is_told(patch, number):
            yield axis


def _is_told(thing: Any, number: int) -> bool:
    """Tell whether a thing's place says which index it has along an axis, by the number of that: another one is elsewhere."""
    place, index = vars(thing).get("place"), _index(thing)
    if place is None:
        return False
    try:
        return bool(place.where(index) != place.where((*index[:number], index[number] + 1, *index[number + 1 :])))
    except (IndexError, KeyError, ValueError):  # there is nothing else here
        return True


def _in_groups(look: Look) -> set[int]:
    """Return the ids of the cells that stand in vectors, matrices and other groups which say what belongs into them."""
    groups = [*look.of(Vector, Matrix), *(thing for thing in look.things if "seats" in vars(thing))]
    return {id(member) for group in groups for member in group.get_family()}


def copies_marked(look: Look, scene: Any) -> Iterator[str]:
    """Let a text say of the words that were written that they are copied, if that is so of one of them, and else not."""
    lines = {id(line) for paragraph in look.new_of(Paragraph) for line in paragraph.submobjects}
    for text in look.new_of(Label, Paragraph):
        steps = [each.reading for each in text.phrase.displays if each.reading.key in WRITTEN]
        if steps and id(text) not in lines:
            copied = any(scene.brief.traces[step.of].is_copy(step.index[-1]) for step in steps)
            if copied != (COPIED in (literal(text.phrase) or "")):
                yield f"“{text.phrase.text}” {'does not say that it is' if copied else 'says of no copy that it is'} copied"


LAWS = (
    at_their_places,
    letters_of_their_quantities,
    entries_of_one_index,
    chips_in_order,
    texts_of_one_step,
    fields_of_their_cast,
    texts_beside_their_values,
    bars_of_one_step,
    cells_of_one_step,
    copies_marked,
)
