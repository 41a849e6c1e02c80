"""Labels, words, names and sizes as people bring them: filmed without a fault, or refused in a sentence."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model import zoo
from model.errors import UnrolledError
from model.networks import Reader, Sizes, Translator
from model.tokens import tokens_of
from model.trace import END, START, Provenance, ReaderTrace, TranslationTrace
from model.vocabulary import UNKNOWN, Vocabulary
from scenes.mobjects import text
from scenes.mobjects.reading import Reading
from scenes.mobjects.theme import DARK
from scenes.stage import catalogue, worker
from scenes.telling.scene import Brief

TEXT = "Die Straße war not good"
LABELS = (
    "very positive",
    "W" * 50,
    "very\npositive, but not quite",
    "überwältigend gut",
    "очень хорошо",
    *(f"{letter} and so on" for letter in "fghij"),
)
ODD = ("", "\n", "a\nb\u202e", "Donau" * 120, "\N{COMBINING ACUTE ACCENT}")
"""Tokens as other programs have them: of nothing, of a blank, of two lines and a mark that turns letters round, without end."""
NAME = "a file name of a hundred and ten letters, " * 2 + "with " + "W" * 20
MADE = Provenance(
    model=NAME, task=f"labels of {NAME}.csv", score=0.5, score_name="accuracy", score_count=1, fingerprint="", seed=0
)


CROWDED = {
    "a number over a forget gate": "I wanted to like the soup but it was cold and awful",
    "a number below nought over a forget gate": "Not bad at all, I was pleasantly surprised by the quality",
    "a number beside the stream over what it shows": "Cheap and ugly, but it does what it should",
    "the name of another unit beside a long push": "what slow of Terrible The far late but so from Although I clean Great is it "
    "I put bad The Terrible put",
}
"""Sentences of which a film of a sentence has numbers where there is little room."""


def read(labels: Sequence[str] = ("yes", "no"), *, units: int = 8, features: int = 8) -> ReaderTrace:
    words = Vocabulary.of([tokens_of(TEXT)], 1)
    reader = Reader.create(words, labels, np.random.default_rng(0), units=units, features=features)
    return replace(reader, provenance=MADE).run(TEXT)


def translated(sentence: str, written: Sequence[str], *, seed: int, sizes: Sizes | None = None) -> TranslationTrace:
    words = Vocabulary.of([tokens_of(sentence)], 1), Vocabulary((UNKNOWN, END, START, *written))
    made = Translator.create(("A" * 60, "B\nC"), *words, np.random.default_rng(seed), sizes or Sizes())
    return replace(made, provenance=MADE).run(sentence)


def crowded(sentence: str) -> ReaderTrace:
    trace = zoo.load("reviews").run_for(CROWDED[sentence], catalogue.load("lstm_sentence").needs)
    assert isinstance(trace, ReaderTrace)
    return trace


def long_words() -> TranslationTrace:
    trace = translated("das ist die lange Straße in Wien", ["Straße", "W" * 40, "λόγος", "M\nM"], seed=0)
    assert len(trace.target_tokens) == 22
    return trace


LOW_ROWS = "i have a dog and you have a cat and he has a horse and she has a bird and we have a car and they have a house"
BROUGHT: dict[str, tuple[str, Callable[[], Any]]] = {
    "ten labels of any length and a long name": ("lstm_sentence", lambda: read(LABELS)),
    "one unit": ("lstm_gates", lambda: read(units=1, features=1)),
    "words beside low rows of a map": ("alignment", lambda: zoo.load("english_french").run(LOW_ROWS)),
    **{name: ("lstm_sentence", partial(crowded, name)) for name in CROWDED},
    "tokens of any kind": ("lstm_sentence", lambda: replace(read(), tokens=ODD, known=(False, True, False, True, True))),
    "ten labels beside gates": ("lstm_gates", lambda: read(LABELS)),
    "many long written words": ("alignment", long_words),
}


@pytest.mark.some("what", [*BROUGHT], take=4)
def test_what_people_bring_is_filmed(what: str, manim_ready: Path) -> None:
    film, made = BROUGHT[what]
    story, brief = catalogue.load(film), Brief(made())
    story.admit(brief)
    assert worker.rehearse(story, brief)[1].problems == ()


def test_a_word_without_end_is_set_a_few_times_only(manim_ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lengths: list[int] = []
    outline = text._outline
    monkeypatch.setattr(text, "_outline", lambda said, *style: lengths.append(len(said)) or outline(said, *style))
    label = text.fitted(Reading("tokens", (0,), "q" * 600), theme=DARK, size=DARK.label, room=2.1, colour="muted")
    assert label.width <= 2.1
    assert label.text.endswith("…")
    assert len(lengths) < 12
    assert max(lengths) <= text.LONGEST


@pytest.mark.parametrize(
    ("film", "trace", "message"),
    [
        (
            "lstm_sentence",
            lambda: read(["only"]),
            "This film shows how a verdict comes about: of 1 label there is none to choose.",
        ),
        (
            "alignment",
            lambda: translated("a b c d e f g h i j k l m", "stuvwxyz", seed=0),
            "This film has room for 33 written words, the trace has 34: film a shorter sentence.",
        ),
        (
            "attention_scores",
            lambda: translated("a b", "st", seed=0, sizes=Sizes(decoder=513)),
            "This film has room for 512 units, the trace has 513: film a smaller model.",
        ),
    ],
)
def test_what_there_is_no_room_for_is_refused_in_a_sentence(
    film: str, trace: Callable[[], ReaderTrace | TranslationTrace], message: str
) -> None:
    with pytest.raises(UnrolledError) as error:
        catalogue.load(film).admit(Brief(trace()))
    assert str(error.value) == message


@pytest.mark.parametrize(
    "changes", [{"labels": ("سيئ", "no")}, {"tokens": ("好", *"abcd")}, {"provenance": replace(MADE, model="資料")}]
)
def test_letters_that_no_font_has_are_known_wherever_they_would_be_drawn(changes: dict[str, object]) -> None:
    assert worker.fonts.foreign(" ".join(read().shown)) == ""
    assert worker.fonts.foreign(" ".join(replace(read(), **changes).shown)).startswith(("Arabic (س, ي, ئ)", "Chinese ("))


def test_words_that_nearly_were_written_are_shown_too() -> None:
    trace = translated("a b", ["s", "好"], seed=0)
    assert "好" in trace.shown
    assert "A" * 60 in trace.shown


def test_what_films_have_room_for_is_written_down() -> None:
    page = (Path(__file__).parents[2] / "docs" / "trace.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \|((?: (?:\d+|any|none) \|){4})$", page, re.MULTILINE)
    told = {name: [int(cell) if cell.isdigit() else None for cell in cells.replace("|", "").split()] for name, cells in rows}
    limits = ("longest", "most_units", "most_features", "most_written")
    films = {story.name: catalogue.load(story.name) for story in catalogue.stories()}
    assert told == {name: [getattr(film, limit, None) for limit in limits] for name, film in films.items()}
