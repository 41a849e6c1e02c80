"""Every film that there is, found by itself, told without drawing on every kind of text: true, readable, nothing in the way."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle, pairwise
from pathlib import Path
from typing import Any

import pytest
from manim import tempconfig
from unwatched import tell

from model import zoo
from model.errors import UsageError
from model.trace import Measurement, Provenance, ReaderTrace, Trace, TranslationTrace
from scenes.mobjects.reading import shortened
from scenes.mobjects.theme import THEMES, Theme
from scenes.stage import catalogue, lectures, worker
from scenes.telling.audit import audit
from scenes.telling.emptiness import emptiest, empty_boxes, unused
from scenes.telling.moment import LENGTH as LENGTH_OF_A_MOMENT
from scenes.telling.scene import Brief, TraceScene
from scenes.telling.stillness import longest_still, still_share, stills

DATA = Path(__file__).parents[1] / "data"
Reads = Callable[[str], Callable[..., ReaderTrace]]
Check = Callable[[TraceScene, Any], Iterator[str]]
"""Yields a sentence for everything that is wrong with a film and its audit."""
FILMS = [story.name for story in catalogue.stories()]
READERS = [name for name in FILMS if catalogue.load(name).trace_type is ReaderTrace]
TRANSLATORS = [name for name in FILMS if catalogue.load(name).trace_type is TranslationTrace]
SENTENCES = {
    "one word": "day",
    "three words": "the cat sleeps",
    "unknown words": "The zorgle was signed in uncharacteristically august",
    "four words": "how was your day",
    "copies and other forms": "Zorblaxia is recognizing gardens",
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
HARDEST = "forty words", "unknown words only"
REVIEWS = [line.split("\t")[1] for line in (DATA / "ordinary_reviews.tsv").read_text(encoding="utf-8").splitlines() if line]
"""Sentences that people wrote without a look at the films."""
MUCH_TO_SAY = {
    ReaderTrace: TEXTS["twenty long words"],
    TranslationTrace: " ".join(["Donaudampfschifffahrtsgesellschaft", "signed", "1234567890123456789012", "in", "august"] * 5),
}
"""Many words, of which most are long and unknown: with those, films are longest."""
OTHERS = tuple(text for text in TEXTS if text not in ("one word", *HARDEST))
ITS_OWN = lectures.LECTURES["recurrent"].text
ORDINARY = frozenset({ITS_OWN, SENTENCES["twelve words"], TEXTS["one word"], SENTENCES["one word"]})
"""With these each film of this project marks a moment: so a lecture of any of them can be shown in moments."""
LONGEST, FASTEST, BRIEFEST = 90, 13.0, 1.8  # of a caption: characters, characters a second, seconds
LENGTH = 15, 90  # of a film, in seconds
OF_ONE_THEME = frozenset(
    {"bright", "brighter", "brightest", "dark", "darker", "darkest", "pale", "paler", "black", "white", "glow"}
)
UNUSED, UNUSED_BY_FEW = 1 / 3, 1 / 2  # the part of a frame that may be, and where there are three words or fewer
A_GLANCE, EMPTY = 1.0, 3.0  # for so many seconds it may be more, and a box may be empty
LEFT_OUT = {
    "reader": ("weight", "memory"),
    "translation": ("scorer_vector", "readout_weight", "readout_bias", "forward_bias", "backward_bias", "decoder_bias"),
}
"""What a trace may lack, by its kind."""
CHANGED = frozenset({"probabilities", "cell", "hidden"})
"""What most films show a value of."""
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
        of_model: tuple[str, ...] = (source.model, source.fingerprint) if isinstance(source, Provenance) else ()
        if of_model and source.score_count:  # else nobody has judged it
            of_model += (f"{source.score:.3f}",)
        of_study = (source.command, source.date, source.machine) if isinstance(source, Measurement) else ()
        for part in of_model or of_study or (source.title,):
            if part not in said:
                yield f"the end card does not say {part!r}"
    if scene.beats[-1].end - scene.beats[-1].start < 2:
        yield "the end card is gone in less than 2 s"


def silence_about_strangers(scene: TraceScene, report: Any) -> Iterator[str]:
    said = any("hatched" in beat.caption for beat in scene.beats)
    if said != bool(scene.trace.unknown):
        yield f"the unknown words are {scene.trace.unknown}, and hatching is {'' if said else 'not '}spoken of"


def silence_about_copies(scene: TraceScene, report: Any) -> Iterator[str]:
    said = any("copied to where" in beat.caption or "copied: to where" in beat.caption for beat in scene.beats)
    said = said or any("copied as typed" in beat.caption for beat in scene.beats)
    if said != any(getattr(scene.trace, "copied", ())):
        yield f"copying is {'' if said else 'not '}spoken of"


def silence_about_forms(scene: TraceScene, report: Any) -> Iterator[str]:
    told = " ".join(beat.caption for beat in scene.beats)
    for word in scene.trace.inflected[:2]:
        if f"“{shortened(word)}” is read as “" not in told:
            yield f"the form that was read for {word!r} is not told"


def words_of_one_theme(scene: TraceScene, report: Any) -> Iterator[str]:
    """What is bright in one theme is dark in the other: no caption speaks of it, but in words of a text."""
    own = {word.lower() for word in (*scene.trace.given, *getattr(scene.trace, "written_tokens", ()))}
    for beat in scene.beats:
        for word in set(re.findall(r"[a-z]+", beat.caption.lower())) & OF_ONE_THEME - own:
            yield f"{beat.caption!r} says {word!r}"


def too_still(scene: TraceScene, report: Any) -> Iterator[str]:
    """A film moves that has a moment, also with texts on which it has none; one of somebody's own need not."""
    modules = {each.__module__.rpartition(".")[2] for each in type(scene).__mro__}
    if scene.moment.start is None and modules.isdisjoint(LOOPS):
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


OF_FILMS: tuple[Check, ...] = (
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


def unaccounted(scene: TraceScene, report: Any) -> Iterator[str]:
    """The audit has seen values in every beat, texts, colours or lengths, and has checked equations."""
    if {row.beat for row in report.rows} != set(range(len(scene.beats))):
        yield "of some beat nothing was seen"
    aspects = {row.aspect for row in report.rows}
    if "text" not in aspects or aspects.isdisjoint({"fill", "length"}):
        yield "no texts were seen, or neither colours nor lengths"
    if len(report.identities) <= 4:
        yield f"{len(report.identities)} equations were checked"


def deaf_to_another_trace(scene: TraceScene, report: Any) -> Iterator[str]:
    """One changed value turns the audit red: that value and what follows from it, and no other."""
    brief: Any = scene.brief
    rows = [row for row in report.rows if len(row.index) == 2 and row.key in CHANGED]
    rows.sort(key=lambda row: row.key == "probabilities" and row.index[1] == brief.trace.winners[row.index[0]])
    if not rows:
        yield "it shows none of the values that could be changed"
    for key, (time, place) in {row.key: row.index for row in rows}.items():  # of probabilities the winner's, if it is shown
        scene.brief = replace(brief, trace=with_change(brief.trace, key, (time, place)))
        red = {(row.key, row.index) for row in audit(scene).rows if row.problem}
        follows = {("weighted_inputs", (time + 1,)), ("verdict_probabilities", (time,)), (f"previous_{key}", (time + 1, place))}
        follows |= {("memory_of_others", (time, word, place)) for word in range(len(brief.trace.tokens))}  # of a cell state
        if not red or (key != "hidden" and not red <= {(key, (time, place)), *follows}):  # much follows from h
            yield f"where {key} of another trace is shown, red is {red}"
    scene.brief = brief


def deaf_to_weights(scene: TraceScene, report: Any) -> Iterator[str]:
    """One changed weight turns the audit red, and so does its equation."""
    brief: Any = scene.brief
    weights = brief.trace.attention.weights.copy()
    shown = max((row.index for row in report.rows if row.key == "weights"), key=lambda index: float(weights[index]))
    weights[shown] *= 0.9
    scene.brief = replace(brief, trace=replace(brief.trace, attention=brief.trace.attention._replace(weights=weights)))
    found = audit(scene)
    red = {row.key for row in found.rows if row.problem}
    if not {"weights"} <= red <= {"weights", "other_weights"}:
        yield f"where a weight of another trace is shown, red is {red}"
    if not any("weights = softmax(scores)" in problem for problem in found.problems):
        yield "weights that are no softmax are not seen"
    scene.brief = brief


def with_change(trace: ReaderTrace, key: str, place: tuple[int, int]) -> ReaderTrace:
    """Return a trace with one value changed."""
    array = trace.lookup(key).copy()
    array[place] += 0.05 if array[place] < 0.5 else -0.05
    return trace.with_arrays(**{key: array})


def theme_for(film: str, told: int) -> Theme:
    """Return a theme: texts take them in turn, so that every film is told in each, and every text too."""
    names = sorted(THEMES)
    return THEMES[names[(FILMS.index(film) + told) % len(names)]]


@pytest.fixture
def looked_at_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at seven moments within every play, of which a film is looked at at three."""
    monkeypatch.setattr("scenes.stage.drawing.parts.WITHIN", tuple(number / 8 for number in range(1, 8)))


def faults(film: str, brief: Brief, *more: Check) -> list[str]:
    """Tell a film and return a sentence for each thing that is wrong."""
    scene, report = worker.rehearse(catalogue.load(film), brief)
    return [f"{check.__name__}: {fault}" for check in (*OF_FILMS, *more) for fault in check(scene, report)]


def briefed(film: str, text: str, reads: Reads, **asked: Any) -> Brief:
    """Return what a film of readers tells of a text: the traces of its own models."""
    story = catalogue.load(film)
    first, *others = (reads(name)(text, story.needs) for name in story.models or (story.model,))
    return Brief(first, others=tuple(others), **asked)


def translated(film: str, text: str) -> Trace:
    """Return what the bundled translator made of an English sentence that a film can tell of."""
    return zoo.load(f"english_french{'_plain' * catalogue.load(film).needs_summary}").run(text)


def sparing(film: str, brief: Brief) -> tuple[Brief, tuple[Check, ...]]:
    """Return a brief without what the film does not show, and that less is checked then; films of a plain cell show all."""
    story, whole = catalogue.load(film), brief.trace
    spare = ({*LEFT_OUT[whole.kind]} - {*story.needs}) & {*whole.keys()}
    if story.cell_kinds == ("rnn",) or not spare:
        return brief, ()
    first, *others = (trace.without(*spare & {*trace.keys()}) for trace in brief.traces)
    story.check(Brief(first))

    def checked_all_the_same(scene: TraceScene, report: Any) -> Iterator[str]:
        own = [each for each in report.identities if not re.search(r"\(trace [2-9]\)$", each.name)]  # of what a film adds itself
        if not 4 < len(own) < len(list(whole.identities())):
            yield f"{len(own)} equations are checked"

    return replace(brief, trace=first, others=tuple(others)), (checked_all_the_same,)


def test_the_roster_finds_films() -> None:
    assert {"lstm_gates", "lstm_sentence"} <= set(READERS)
    assert {"alignment", "attention_scores", "context_vector", "encoder_decoder"} <= set(TRANSLATORS)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give every second film by turns one of the hardest texts, the shortest, or one of the rest; with another ``--turn`` others.

    Each film is told of an ordinary text besides. With ``--every-text`` each film has all of them.
    """
    whole, turn = metafunc.config.getoption("every_text"), metafunc.config.getoption("turn")
    if metafunc.function is test_film_is_true_readable_and_in_frame:
        told = []
        for number, film in enumerate(READERS, turn):
            half, fourth = number // 2, number // 4
            other = OTHERS[fourth % len(OTHERS)] if half % 4 else "one word"
            chosen = HARDEST[fourth % len(HARDEST)] if half % 2 else other
            told += [(film, text) for text in (TEXTS if whole else (chosen,) * (number % 2 == 0))]
        metafunc.parametrize(("film", "text"), told)
    if metafunc.function is test_film_of_a_translation_is_true_readable_and_in_frame:
        told = []
        for number, film in enumerate(TRANSLATORS, turn):
            every = [each for each in SENTENCES if each != "wide copies" or not catalogue.load(film).needs_summary]
            other = every[number // 2 % (len(every) - 1)]
            told += [(film, sentence) for sentence in (every if whole else (*[other] * (number % 2 == 0), every[-1]))]
        metafunc.parametrize(("film", "sentence"), told)


def test_film_is_true_readable_and_in_frame(film: str, text: str, manim_ready: Path, reads: Reads) -> None:
    brief, less = briefed(film, TEXTS[text], reads, theme=theme_for(film, [*TEXTS].index(text))), ()
    if text == "one word":
        brief, less = sparing(film, brief)
    assert not (found := faults(film, brief, *less)), "\n".join(found)


def test_film_of_a_translation_is_true_readable_and_in_frame(
    film: str, sentence: str, manim_ready: Path, request: pytest.FixtureRequest
) -> None:
    brief, more = Brief(translated(film, SENTENCES[sentence]), theme_for(film, [*SENTENCES].index(sentence))), ()
    if sentence == "one word":
        brief, more = sparing(film, brief)
    if sentence == "twelve words":
        whole, turn = request.config.getoption("every_text"), request.config.getoption("turn")
        if whole or (TRANSLATORS.index(film) + turn) % 2 == 0:
            request.getfixturevalue("looked_at_often")
        more = (unaccounted, *[deaf_to_weights] * catalogue.load(film).needs_attention)
    assert not (found := faults(film, brief, *more)), "\n".join(found)


@pytest.mark.some("film", [name for name in (*READERS, *TRANSLATORS) if catalogue.load(name).longest >= 20], take=8)
def test_film_of_many_long_words_ends_in_time(film: str, manim_ready: Path, reads: Reads) -> None:
    """Each film, not only those that a run tells in full of a hard text: told unwatched, which takes a second or two."""
    if film in READERS:
        brief = briefed(film, MUCH_TO_SAY[ReaderTrace], reads)
    else:
        brief = Brief(translated(film, MUCH_TO_SAY[TranslationTrace]))
    scene = tell(catalogue.load(film), brief)
    assert [fault for check in (hasty_captions, wrong_length, moment) for fault in check(scene, None)] == []


def chosen() -> Iterator[tuple[str, int | None, int | None]]:
    """Yield each film of readers with a word and a unit to follow, where it follows one."""
    words, units = cycle((0, 10)), cycle((4, 0))
    for film in READERS:
        story = catalogue.load(film)
        yield film, next(words) if story.follows_a_word else None, next(units) if story.follows_a_unit else None


@pytest.mark.parametrize(("film", "word", "unit"), list(chosen()))
def test_film_of_an_ordinary_text(
    film: str, word: int | None, unit: int | None, manim_ready: Path, reads: Reads, request: pytest.FixtureRequest
) -> None:
    """Of a chosen word and a chosen unit, by turns in high resolution, where mathematics is thin, and looked at often."""
    whole, number = request.config.getoption("every_text"), READERS.index(film) + request.config.getoption("turn")
    if whole or number % 2 == 0:
        request.getfixturevalue("looked_at_often")
    brief = briefed(film, ITS_OWN, reads, theme=theme_for(film, 1), word=word, unit=unit)
    more = (unaccounted, *[deaf_to_another_trace] * (len(brief.traces) == 1))
    with tempconfig({"pixel_width": 1920, "pixel_height": 1080} if number % 2 else {}):
        assert not (found := faults(film, brief, *more)), "\n".join(found)


@pytest.mark.some("number", range(len(REVIEWS)), take=5)
def test_an_ordinary_sentence_is_filmed(number: int, manim_ready: Path, reads: Reads) -> None:
    for film in {"lstm_gates", READERS[number % len(READERS)]}:
        _, report = worker.rehearse(catalogue.load(film), briefed(film, REVIEWS[number], reads))
        assert report.problems == (), film


@pytest.mark.parametrize("film", ["lstm_overview", "lstm_peephole", "squashing"])
def test_nothing_crosses_a_word_that_fades(film: str, manim_ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What sets out while words go is over them for a tenth of a second: between the moments that are looked at else."""
    monkeypatch.setattr("scenes.stage.drawing.parts.WITHIN", tuple(number / 20 for number in range(1, 20)))
    _, report = worker.rehearse(catalogue.load(film), catalogue.load(film).own_brief())
    assert [problem for problem in report.problems if " crosses " in problem] == []


@pytest.mark.parametrize("film", [film for film in FILMS if film not in (*READERS, *TRANSLATORS)])
def test_film_of_other_traces_is_true(film: str, manim_ready: Path) -> None:
    scene, report = worker.rehearse(catalogue.load(film), catalogue.load(film).own_brief())
    assert [*untrue(scene, report), *unaccounted(scene, report)] == []


@pytest.mark.parametrize("film", [name for name in (*READERS, *TRANSLATORS) if not catalogue.load(name).follows_a_word])
def test_film_that_follows_no_word_takes_none(film: str, reads: Reads) -> None:
    trace = briefed(film, ITS_OWN, reads).trace if film in READERS else translated(film, "how was your day")
    with pytest.raises(UsageError, match=r"^This film does not follow one word: leave --word out\.$"):
        catalogue.load(film).check(Brief(trace, word=1))
