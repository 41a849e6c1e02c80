"""Every film that there is, found by itself, told without drawing on every kind of text: true, readable, nothing in the way."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from manim import Mobject, VMobject, tempconfig

from model import zoo
from model.trace import ReaderTrace, Trace, TranslationTrace
from scenes.mobjects.bars import Bar
from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.reading import Reading
from scenes.mobjects.text import Label, Numeral
from scenes.mobjects.tokens import Ribbon
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Wire
from scenes.stage import catalogue, worker
from scenes.telling.scene import Brief, TraceScene

FILMS = [story.name for story in catalogue.stories()]
READERS = [name for name in FILMS if catalogue.load(name).trace_type is ReaderTrace]
TRANSLATORS = [name for name in FILMS if catalogue.load(name).trace_type is TranslationTrace]
SENTENCES = {
    "one word": "day",
    "three words": "the cat sleeps",
    "unknown words": "The zorgle was signed in uncharacteristically august",
    "four words": "how was your day",
    "twelve words": "the agreement on the european economic area was signed in august 1992",
}
TEXTS = {
    "one word": "good",
    "two words": "not good",
    "twenty words": "I like this product a lot but the battery that came with it could have been much better you know",
    "twenty long words": " ".join(["Notwithstanding", "disappointingly", "uncharacteristically", "internationalisation"] * 5),
    "words wider than any": " ".join(["WWWWWWWWWWWWWWWWWWWWWWWWWW", "good", "Donaudampfschifffahrtsgesellschaft"] * 2),
    "one word again and again": " ".join(["good"] * 9),
    "unknown words only": "zorble quaggy frimble plonk",
    "letters with accents": "Das Café war très übel ÉCOLE naïve",
    "Devanagari": "यह उत्पाद अच्छा है लेकिन क्षमता कम",
    "figures": "10 out of 10 for the 3rd time",
}
ITS_OWN = "I like this product but the battery could have been better"
LONGEST, FASTEST, BRIEFEST = 90, 17.0, 1.5  # of a caption: characters, characters a second, seconds
LENGTH = 15, 90  # of a film, in seconds
MARGIN = 0.2  # units between the frame and whatever is visible
SLACK = 0.005  # units by which boxes may share a rim
PIXELS, CAP = 480 / 8, 9  # a unit in pixels, in the smallest quality; the height of the smallest capital letter there


class Box(NamedTuple):
    left: float
    foot: float
    right: float
    head: float

    def meets(self, other: "Box") -> bool:
        across = self.left < other.right - SLACK and other.left < self.right - SLACK
        return across and self.foot < other.head - SLACK and other.foot < self.head - SLACK

    def holds(self, other: "Box") -> bool:
        across = self.left <= other.left + SLACK and other.right <= self.right + SLACK
        return across and self.foot <= other.foot + SLACK and other.head <= self.head + SLACK


class Seen(NamedTuple):
    """Something visible: what it is, where, and how high its capital letters are."""

    said: str
    box: Box
    cap: float = 1.0


class Picture(NamedTuple):
    """What can be seen at the end of a beat."""

    caption: str
    extent: Box
    texts: list[Seen]
    values: list[Seen]
    ribbons: list[Box]
    wires: list[np.ndarray]
    spilt: list[str]


def box(members: list[VMobject]) -> Box:
    low = np.min([member.points.min(axis=0) for member in members], axis=0)
    high = np.max([member.points.max(axis=0) for member in members], axis=0)
    return Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def visible(mobject: Mobject) -> list[VMobject]:
    return [
        leaf
        for leaf in mobject.family_members_with_points()
        if leaf.get_fill_opacity() > 0 or (leaf.get_stroke_opacity() > 0 and leaf.get_stroke_width() > 0)
    ]


def picture(scene: TraceScene) -> Picture:
    """Look at a scene."""
    family = [(member, parts) for mobject in scene.mobjects for member in mobject.get_family() if (parts := visible(member))]

    def all_of(*kinds: type) -> list[tuple[Any, Box]]:
        return [(member, box(parts)) for member, parts in family if isinstance(member, kinds)]

    cells = [cell for cell, _ in all_of(Swatch)]
    return Picture(
        caption=scene.beats[-1].caption,
        extent=box([leaf for _, parts in family for leaf in parts]),
        texts=[
            Seen(text.text, around, text.cap_height) for text, around in all_of(Label, Numeral) if text.text and not text.slanted
        ]
        + [Seen(f"${formula.typst_code}$", around) for formula, around in all_of(Symbol, Equation)],
        values=[Seen(name(cell.patch.reading), box([cell.patch])) for cell in cells]
        + [Seen(name(bar.reading), around) for bar, around in all_of(Bar)],
        ribbons=[around for _, around in all_of(Ribbon)],
        wires=[wire.line.get_anchors() for wire, _ in all_of(Wire)],
        spilt=[
            cell.numeral.text for cell in cells if hasattr(cell, "numeral") and not box([cell.patch]).holds(box([cell.numeral]))
        ],
    )


def name(reading: Reading) -> str:
    return f"{reading.key}{list(reading.index)}"


class Watched:
    """Mixed into a film: looks at the scene at the end of every beat."""

    pictures: list[Picture]

    @contextmanager
    def beat(self, caption: str, **fields: Reading) -> Iterator[None]:
        with super().beat(caption, **fields):  # type: ignore[misc]
            yield
        self.pictures = [*getattr(self, "pictures", []), picture(self)]  # type: ignore[arg-type]


# -- what must hold: each function yields a sentence for everything that does not ----------------------------------------


def untrue(scene: TraceScene, report: Any) -> Iterator[str]:
    yield from report.problems


def hasty_captions(scene: TraceScene, report: Any) -> Iterator[str]:
    for beat in scene.beats:
        lasts = beat.end - beat.start + 1e-9
        if len(beat.caption) > LONGEST or lasts < BRIEFEST or len(beat.caption) / lasts > FASTEST:
            yield f"{beat.caption!r}: {len(beat.caption)} characters in {lasts:.2f} s"


def captions_at_once(scene: TraceScene, report: Any) -> Iterator[str]:
    for first, second in pairwise(scene.beats):
        if first.end > second.start + 1e-9:
            yield f"{first.caption!r} is still there when {second.caption!r} comes"


def wrong_length(scene: TraceScene, report: Any) -> Iterator[str]:
    if not LENGTH[0] <= scene.time <= LENGTH[1]:
        yield f"the film lasts {scene.time:.1f} s"


def empty_acts(scene: TraceScene, report: Any) -> Iterator[str]:
    starts = [act.start for act in scene.acts]
    if starts[0] != 0 or any(later - earlier < 0.5 for earlier, later in pairwise([*starts, scene.time])):
        yield f"acts begin at {[round(start, 2) for start in starts]} of {scene.time:.1f} s"
    told = {beat.act for beat in scene.beats}
    yield from (f"the act {act.title!r} has no caption" for act in scene.acts if act.title not in told)


def silent_end_card(scene: TraceScene, report: Any) -> Iterator[str]:
    source = scene.trace.provenance
    said = " ".join(str(display.shown) for display in scene.beats[-1].displays)
    for part in (source.model, source.task, f"{source.score:.3f}", source.fingerprint):
        if part not in said:
            yield f"the end card does not say {part!r}"
    if scene.beats[-1].end - scene.beats[-1].start < 2:
        yield "the end card is gone in less than 2 s"


def out_of_frame(shot: Picture) -> Iterator[str]:
    left, foot, right, head = shot.extent
    if max(-left, right) > 64 / 9 - MARGIN or max(-foot, head) > 4 - MARGIN:
        yield f"reaches ({left:.2f}, {foot:.2f}) to ({right:.2f}, {head:.2f})"


def texts_on_texts(shot: Picture) -> Iterator[str]:
    for one, other in combinations(shot.texts, 2):
        if one.box.meets(other.box):
            yield f"{one.said!r} overlaps {other.said!r}"


def texts_on_values(shot: Picture) -> Iterator[str]:
    for text in shot.texts:
        for value in shot.values:
            if text.box.meets(value.box) and not value.box.holds(text.box):
                yield f"{text.said!r} overlaps {value.said}"


def texts_on_wires(shot: Picture) -> Iterator[str]:
    for text in shot.texts:
        yield from (f"a wire crosses {text.said!r}" for wire in shot.wires if crossed(wire, text.box))


def spilt_numerals(shot: Picture) -> Iterator[str]:
    yield from (f"{numeral} leaves its cell" for numeral in shot.spilt)


def tiny_letters(shot: Picture) -> Iterator[str]:
    for text in shot.texts:
        if text.cap * PIXELS < CAP:
            yield f"{text.said!r} has capitals of {text.cap * PIXELS:.1f} pixels"


def caption_on_ribbon(shot: Picture) -> Iterator[str]:
    captions = [text.box for text in shot.texts if len(text.said) > 3 and text.said in shot.caption and text.box.head < -2.9]
    yield from ("the caption touches the ribbon" for caption in captions for ribbon in shot.ribbons if caption.meets(ribbon))


def silence_about_strangers(scene: TraceScene, report: Any) -> Iterator[str]:
    said = any("hatched" in beat.caption for beat in scene.beats)
    if said != bool(scene.trace.unknown):
        yield f"the unknown words are {scene.trace.unknown}, and hatching is {'' if said else 'not '}spoken of"


OF_FILMS: tuple[Callable[[TraceScene, Any], Iterator[str]], ...] = (
    untrue,
    hasty_captions,
    captions_at_once,
    wrong_length,
    empty_acts,
    silent_end_card,
    silence_about_strangers,
)
OF_PICTURES: tuple[Callable[[Picture], Iterator[str]], ...] = (
    out_of_frame,
    texts_on_texts,
    texts_on_values,
    texts_on_wires,
    spilt_numerals,
    tiny_letters,
    caption_on_ribbon,
)


def crossed(path: np.ndarray, around: Box) -> bool:
    """Tell whether a line through points passes a box: looked at every fortieth of a unit."""
    for start, end in pairwise(path):
        steps = np.linspace(0, 1, max(int(np.linalg.norm(end - start) * 40), 2))[:, None]
        dots = (start + steps * (end - start))[:, :2]
        if np.any(np.all((dots > (around.left, around.foot)) & (dots < (around.right, around.head)), axis=1)):
            return True
    return False


def faults(film: str, trace: Trace, word: int | None = None) -> list[str]:
    """Tell a film and return a sentence for each thing that is wrong."""
    story = catalogue.load(film)
    scene, report = worker.rehearse(type(story.__name__, (Watched, story), {}), Brief(trace, word=word))
    found = [f"{check.__name__}: {fault}" for check in OF_FILMS for fault in check(scene, report)]
    for number, shot in enumerate(scene.pictures):
        found += [f"{check.__name__} in beat {number}: {fault}" for check in OF_PICTURES for fault in check(shot)]
    return found


def test_the_roster_finds_films() -> None:
    assert {"lstm_gates", "lstm_sentence"} <= set(READERS)
    assert {"alignment", "attention_scores", "context_vector", "encoder_decoder"} <= set(TRANSLATORS)
    assert set(FILMS) == {*READERS, *TRANSLATORS}


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("film", TRANSLATORS)
def test_film_of_a_translation_is_true_readable_and_in_frame(film: str, sentence: str, manim_ready: Path) -> None:
    trace = zoo.load("english_french").run(SENTENCES[sentence])
    assert not (found := faults(film, trace)), "\n".join(found)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("film", READERS)
def test_film_is_true_readable_and_in_frame(film: str, text: str, manim_ready: Path, read: Callable[[str], ReaderTrace]) -> None:
    assert not (found := faults(film, read(TEXTS[text]))), "\n".join(found)


@pytest.mark.parametrize("word", [0, 10])
@pytest.mark.parametrize("film", READERS)
def test_film_of_a_chosen_word(film: str, word: int, manim_ready: Path, read: Callable[[str], ReaderTrace]) -> None:
    assert not (found := faults(film, read(ITS_OWN), word)), "\n".join(found)


@pytest.mark.parametrize("film", READERS)
def test_film_in_high_resolution(film: str, manim_ready: Path, read: Callable[[str], ReaderTrace]) -> None:
    with tempconfig({"pixel_width": 1920, "pixel_height": 1080}):  # mathematics is thin there, and bold below
        assert not (found := faults(film, read(ITS_OWN))), "\n".join(found)
