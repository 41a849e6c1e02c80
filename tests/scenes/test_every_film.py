"""Every film that there is, found by itself, told without drawing on every kind of text: true, readable, nothing in the way."""

import re
from collections.abc import Callable, Iterator
from itertools import cycle, pairwise
from pathlib import Path
from typing import Any

import pytest
from manim import tempconfig

from model import zoo
from model.errors import UsageError
from model.trace import Provenance, ReaderTrace, Trace, TranslationTrace
from scenes.mobjects.theme import THEMES, Theme
from scenes.stage import catalogue, worker
from scenes.telling.emptiness import emptiest, empty_boxes, unused
from scenes.telling.moment import LENGTH as LENGTH_OF_A_MOMENT
from scenes.telling.scene import Brief, TraceScene
from scenes.telling.stillness import longest_still, still_share, stills

Reads = Callable[[str], Callable[..., ReaderTrace]]
FILMS = [story.name for story in catalogue.stories()]
READERS = [name for name in FILMS if catalogue.load(name).trace_type is ReaderTrace]
TRANSLATORS = [name for name in FILMS if catalogue.load(name).trace_type is TranslationTrace]
SENTENCES = {
    "one word": "day",
    "three words": "the cat sleeps",
    "unknown words": "The zorgle was signed in uncharacteristically august",
    "four words": "how was your day",
    "copies and other forms": "Zorblaxia is watering gardens",
    "wide copies": "Donaudampfschifffahrtsgesellschaft signed 1234567890123456789012",
    "twelve words": "the agreement on the european economic area was signed in august 1992",
}
TEXTS = {
    "one word": "good",
    "two words": "not good",
    "twenty words": "I like this product a lot but the battery that came with it could have been much better you know",
    "twenty long words": " ".join(["Notwithstanding", "disappointingly", "uncharacteristically", "internationalisation"] * 5),
    "forty words": "I like this product a lot but the battery that came with it could have been much better and the service was "
    "slow so I would not buy it again for my mother or for my old friends at work",
    "words wider than any": " ".join(["WWWWWWWWWWWWWWWWWWWWWWWWWW", "good", "Donaudampfschifffahrtsgesellschaft"] * 2),
    "one word again and again": " ".join(["good"] * 9),
    "unknown words only": "zorble quaggy frimble plonk",
    "letters with accents": "Das Café war très übel ÉCOLE naïve",
    "Devanagari": "यह उत्पाद अच्छा है लेकिन क्षमता कम",
    "figures": "10 out of 10 for the 3rd time",
    "other forms": "the gadgets are calmer",
}
HARDEST = frozenset({"one word", "forty words", "unknown words only"})
ITS_OWN = "I like this product but the battery could have been better"
ORDINARY = frozenset({ITS_OWN, SENTENCES["twelve words"]})
LONGEST, FASTEST, BRIEFEST = 90, 13.0, 1.8  # of a caption: characters, characters a second, seconds
LENGTH = 15, 90  # of a film, in seconds
OF_ONE_THEME = frozenset(
    {"bright", "brighter", "brightest", "dark", "darker", "darkest", "pale", "paler", "black", "white", "glow"}
)
UNUSED, UNUSED_BY_FEW = 1 / 3, 1 / 2  # the part of a frame that may be, and where there are three words or fewer
A_GLANCE, EMPTY = 1.0, 3.0  # for so many seconds it may be more, and a box may be empty
LOOPS = frozenset(
    re.findall(r"media/gallery/(\w+)_moment\.gif", Path(__file__).parents[2].joinpath("README.md").read_text("utf-8"))
)
STILL, LOOK, LONGEST_LOOK = 0.30, 1.5, 2.5  # of a film: the part that may be still; all times but one, and that one, in seconds


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
    said = " ".join(str(display.shown) for display in scene.beats[-1].displays)
    for trace in scene.brief.traces:
        source = trace.provenance
        of_model = (source.model, f"{source.score:.3f}", source.fingerprint) if isinstance(source, Provenance) else ()
        for part in of_model or (source.title,):
            if part not in said:
                yield f"the end card does not say {part!r}"
    if scene.beats[-1].end - scene.beats[-1].start < 2:
        yield "the end card is gone in less than 2 s"


def silence_about_strangers(scene: TraceScene, report: Any) -> Iterator[str]:
    said = any("hatched" in beat.caption for beat in scene.beats)
    if said != bool(scene.trace.unknown):
        yield f"the unknown words are {scene.trace.unknown}, and hatching is {'' if said else 'not '}spoken of"


def silence_about_copies(scene: TraceScene, report: Any) -> Iterator[str]:
    said = any("copied" in beat.caption and "looked at most" in beat.caption for beat in scene.beats)
    if said != any(getattr(scene.trace, "copied", ())):
        yield f"copying is {'' if said else 'not '}spoken of"


def silence_about_forms(scene: TraceScene, report: Any) -> Iterator[str]:
    told = " ".join(beat.caption for beat in scene.beats)
    for word in scene.trace.inflected[:2]:
        if f"“{word}” is read as “" not in told:
            yield f"the form that was read for {word!r} is not told"


def words_of_one_theme(scene: TraceScene, report: Any) -> Iterator[str]:
    """What is bright in one theme is dark in the other: no caption speaks of it, but in words of a text."""
    own = {word.lower() for word in (*scene.trace.given, *getattr(scene.trace, "written_tokens", ()))}
    for beat in scene.beats:
        for word in set(re.findall(r"[a-z]+", beat.caption.lower())) & OF_ONE_THEME - own:
            yield f"{beat.caption!r} says {word!r}"


def too_still(scene: TraceScene, report: Any) -> Iterator[str]:
    """A film that has a moment moves; one of somebody's own need not."""
    if scene.moment.start is None:
        return
    if still_share(scene) > STILL + 1e-9:
        yield f"nothing moves in {still_share(scene):.0%} of it"
    for number, most in ((1, LONGEST_LOOK), (2, LOOK)):
        if longest_still(scene, number) > most + 1e-9:
            start, end = stills(scene)[number - 1]
            yield f"nothing moves from {start:.1f} s on for {end - start:.2f} s"


def too_empty(scene: TraceScene, report: Any) -> Iterator[str]:
    """No more than a third of a frame is unused but for a glance, and no box waits long for what is to be in it.

    A film that has a moment is so; one of somebody's own need not be.
    """
    if scene.moment.start is None:
        return
    rests = scene.witness.emptiness.rests
    most = UNUSED if len(scene.trace.given) > 3 else UNUSED_BY_FEW  # a map of few words is small
    for name, rest in (("first", rests[0]), ("last", rests[-1])):
        if (part := unused(rest, scene.frame)) > most:
            yield f"of the {name} frame {part:.0%} is unused"
    for start, end in emptiest(scene, most):
        if end - start > A_GLANCE + 1e-9:
            yield f"more than {most:.0%} of the frame is unused from {start:.1f} s on for {end - start:.1f} s"
    for start, end in empty_boxes(scene):
        if end - start > EMPTY + 1e-9:
            yield f"a box is empty from {start:.1f} s on for {end - start:.1f} s"


def moment(scene: TraceScene, report: Any) -> Iterator[str]:
    start, end = scene.moment.start, scene.moment.end
    if start is not None and end is not None and not LENGTH_OF_A_MOMENT[0] <= end - start <= LENGTH_OF_A_MOMENT[1]:
        yield f"its moment lasts {end - start:.1f} s"
    if start is None and " ".join(scene.trace.given) in ORDINARY and type(scene).__module__.rpartition(".")[2] in LOOPS:
        yield "it marks no moment"


OF_FILMS: tuple[Callable[[TraceScene, Any], Iterator[str]], ...] = (
    untrue,
    hasty_captions,
    captions_at_once,
    wrong_length,
    empty_acts,
    silent_end_card,
    silence_about_strangers,
    silence_about_copies,
    silence_about_forms,
    words_of_one_theme,
    too_still,
    too_empty,
    moment,
)


def theme_for(text: str) -> Theme:
    """Return a theme: sentences take them in turn, so that every film is told in each."""
    names, number = sorted(THEMES), [*SENTENCES, *TEXTS].index(text)
    return THEMES[names[number % len(names)]]


@pytest.fixture(autouse=True)
def _looked_at_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at seven moments within every play, of which a film is looked at at three."""
    monkeypatch.setattr("scenes.stage.drawing.parts.WITHIN", tuple(number / 8 for number in range(1, 8)))


def faults(film: str, brief: Brief) -> list[str]:
    """Tell a film and return a sentence for each thing that is wrong."""
    scene, report = worker.rehearse(catalogue.load(film), brief)
    return [f"{check.__name__}: {fault}" for check in OF_FILMS for fault in check(scene, report)]


def briefed(film: str, text: str, reads: Reads, **asked: Any) -> Brief:
    """Return what a film of readers tells of a text: the traces of its own models."""
    story = catalogue.load(film)
    first, *others = (reads(name)(text, story.needs) for name in story.models or (story.model,))
    return Brief(first, others=tuple(others), **asked)


def translated(film: str, text: str) -> Trace:
    """Return what the bundled translator made of an English sentence that a film can tell of."""
    return zoo.load(f"english_french{'_plain' * catalogue.load(film).needs_summary}").run(text)


def test_the_roster_finds_films() -> None:
    assert {"lstm_gates", "lstm_sentence"} <= set(READERS)
    assert {"alignment", "attention_scores", "context_vector", "encoder_decoder"} <= set(TRANSLATORS)


@pytest.mark.parametrize(
    ("film", "sentence"),
    [
        (film, each)
        for film in TRANSLATORS
        for each in SENTENCES
        if each != "wide copies" or not catalogue.load(film).needs_summary
    ],
)
def test_film_of_a_translation_is_true_readable_and_in_frame(film: str, sentence: str, manim_ready: Path) -> None:
    trace = translated(film, SENTENCES[sentence])
    assert not (found := faults(film, Brief(trace, theme_for(sentence)))), "\n".join(found)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give every film of readers a fourth of the texts, and the hardest of them; with ``--every-text`` all of them."""
    if metafunc.function is test_film_is_true_readable_and_in_frame:
        whole = metafunc.config.getoption("every_text")
        told = [
            (film, text)
            for number, film in enumerate(READERS)
            for place, text in enumerate(TEXTS)
            if whole or text in HARDEST or (number + place) % 4 == 0
        ]
        metafunc.parametrize(("film", "text"), told)


def test_film_is_true_readable_and_in_frame(film: str, text: str, manim_ready: Path, reads: Reads) -> None:
    assert not (found := faults(film, briefed(film, TEXTS[text], reads, theme=theme_for(text)))), "\n".join(found)


@pytest.mark.parametrize(
    ("film", "word"), list(zip((name for name in READERS if catalogue.load(name).follows_a_word), cycle((0, 10)), strict=False))
)
def test_film_of_a_chosen_word(film: str, word: int, manim_ready: Path, reads: Reads) -> None:
    assert not (found := faults(film, briefed(film, ITS_OWN, reads, word=word))), "\n".join(found)


@pytest.mark.parametrize(
    ("film", "unit"), list(zip((name for name in READERS if catalogue.load(name).follows_a_unit), cycle((4, 0)), strict=False))
)
def test_film_of_a_chosen_unit(film: str, unit: int, manim_ready: Path, reads: Reads) -> None:
    assert not (found := faults(film, briefed(film, ITS_OWN, reads, unit=unit))), "\n".join(found)


@pytest.mark.parametrize("film", [name for name in (*READERS, *TRANSLATORS) if not catalogue.load(name).follows_a_word])
def test_film_that_follows_no_word_takes_none(film: str, reads: Reads) -> None:
    trace = briefed(film, ITS_OWN, reads).trace if film in READERS else translated(film, "how was your day")
    with pytest.raises(UsageError, match=r"^This film does not follow one word: leave --word out\.$"):
        catalogue.load(film).check(Brief(trace, word=1))


@pytest.mark.parametrize("film", READERS[::2])
def test_film_in_high_resolution(film: str, manim_ready: Path, reads: Reads) -> None:
    with tempconfig({"pixel_width": 1920, "pixel_height": 1080}):  # mathematics is thin there, and bold below
        assert not (found := faults(film, briefed(film, ITS_OWN, reads))), "\n".join(found)
