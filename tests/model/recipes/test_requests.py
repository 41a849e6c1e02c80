"""What a training is asked, what it says before it begins, and what it says of its score."""

from dataclasses import replace
from math import inf, nan
from pathlib import Path

import pytest

from model import recipes
from model.errors import DataError, UsageError
from model.networks import Reader
from model.recipes import TASKS, Guess, Request, Trained
from model.recipes.base import FILE_OPTIONS, about_own
from model.recipes.drawable import check_names, check_spaces, check_texts
from model.training import Check, Fit, Progress


def outcome(reader: Reader, accuracy: float, guess: float, held_out: int = 100) -> Trained:
    counts = {"train_count": 200, "dev_count": 20, "held_out": held_out}
    guessed = Guess("always saying 'good'", guess)
    best = Check(2, 0.5, 0.9)
    return Trained(network=reader, accuracy=accuracy, guess=guessed, **counts, losses=(), best=best, interrupted=False)


@pytest.mark.parametrize(
    ("accuracy", "guess", "verdict"),
    [
        (0.51, 0.51, "0.510: it has learned nothing"),
        (0.40, 0.51, "0.510: it has learned nothing"),
        (0.60, 0.51, "0.510: so little more may be chance"),
        (0.62, 0.51, "0.510"),
        (1.0, 0.0, "0.000"),
    ],
)
def test_the_score_stands_beside_a_guess(accuracy: float, guess: float, verdict: str, reader: Reader) -> None:
    (said,) = recipes.report(outcome(reader, accuracy, guess))
    assert said == f"held-out accuracy {accuracy:.3f} on 100 texts; always saying 'good' gives {verdict}"


@pytest.mark.parametrize(
    ("task", "asked", "said"),
    [
        (
            "translation",
            {"text_column": "a"},
            "translation cannot be trained with --text-column: it takes --languages, --skip",
        ),
        (
            "reviews",
            {"languages": "a,b"},
            "reviews cannot be trained with --languages: it takes --text-column, --label-column",
        ),
        ("reviews", {"label_column": "a", "data": None}, "--label-column is about a file of your own: name it with --data"),
        ("translation", {"skip_bad_rows": True, "data": None}, "--skip-bad-rows is about a file of your own"),
        ("reviews", {"seed": -1}, "The seed -1 is none"),
        *(("reviews", {"minutes": each}, f"--minutes takes how long .* not {each:g}") for each in (0.0, -1.0, inf, nan)),
        ("translation", {"languages": "German"}, "--languages takes two names .* not 'German'"),
        ("translation", {"languages": "German,English,French"}, "--languages takes two names"),
        ("translation", {"languages": "German,"}, "--languages takes two names"),
        ("translation", {"languages": f"{'G' * 25},English"}, "--languages takes two names of 24 letters"),
    ],
)
def test_what_a_task_does_not_take_is_refused(task: str, asked: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said) as error:
        recipes.train(task, **{"data": Path("none.csv"), **asked})
    assert len(str(error.value)) < 300


def test_a_model_is_named_after_its_file_even_if_that_is_no_utf_8() -> None:
    assert about_own(Path("new/mine.v2.csv"), "labels of") == ("mine.v2", "labels of mine.v2.csv")
    assert about_own(Path("caf\udce9.csv"), "labels of") == (r"caf\xe9", r"labels of caf\xe9.csv")


def greek(text: str) -> str:
    """Return what films could not draw if they knew all but these."""
    names = ("Greek" if "α" <= sign <= "ω" else "Runic" if "ᚠ" <= sign <= "ᛪ" else "" for sign in text)
    return ", ".join(dict.fromkeys(filter(None, names)))


def asking(said: list[str]) -> Request:
    return Request(say=said.append, undrawable=greek)


def test_what_no_film_can_draw_is_said_by_name() -> None:
    said: list[str] = []
    texts = [("one", "λόγος"), ("two",), ("three",), ("ᚠ", "λόγος"), ("six",)]
    check_texts(asking(said), "text", texts)
    assert said == ["No film can draw Greek, Runic, which 2 of 5 texts have, such as 'one λόγος': films of those are refused."]


def test_if_most_texts_cannot_be_drawn_nothing_is_trained() -> None:
    with pytest.raises(DataError, match=r"No film can draw Greek, which 2 of 3 pairs have: films know .* nothing was trained"):
        check_texts(asking([]), "pair", [("λόγος",), ("λόγος",), ("two",)])


def test_a_name_that_every_film_shows_must_be_drawable() -> None:
    with pytest.raises(DataError, match="No film can draw Runic, in which the label 'ᚠᚢ' is written"):
        check_names(asking([]), "label", ["good", "ᚠᚢ"])


@pytest.mark.parametrize(("whole", "count"), [(3, 1), (2, 0)])
def test_texts_without_spaces_are_said(whole: int, count: int) -> None:
    said: list[str] = []
    check_spaces(asking(said), "text", [*[("abcdefghij" * 3,)] * whole, *[("abcdefghij", "klmnopqrst")] * 2, ("short",)])
    assert len(said) == count
    assert all("are one word without spaces, such as 'abcdefghij" in sentence for sentence in said)


LABELLED = "text,label\n" + "".join(
    f"{word} {thing},{label}\n" for thing in "abcdefgh" for word, label in (("well", "j"), ("ill", "n"), ("oh", "n"))
)


def test_a_training_tells_what_it_found_and_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.csv"
    path.write_text(LABELLED, encoding="utf-8")
    told: list[Progress | str] = []
    plan_for = recipes.reviews.plan_for
    monkeypatch.setattr(recipes.reviews, "plan_for", lambda examples: replace(plan_for(examples), steps=3))
    trained = recipes.train("reviews", data=path, progress=told.append, say=told.append)
    assert trained.guess == Guess("always saying 'n'", trained.guess.share)
    said = [news if isinstance(news, str) else news.stage for news in told]
    assert list(dict.fromkeys(said)) == [
        "reading",
        f"{path} has 24 texts, parted by commas, with 2 labels: 'n' 16; 'j' 8.",
        "It learns from 18 texts, chooses its best moment by 3 others, and is judged by another 3.",
        "encoding",
        "learning",
    ]
    assert [news.step for news in told if not isinstance(news, str) and news.stage == "learning"] == [0, 1, 2, 3]
    assert said[0] == "reading"


@pytest.mark.parametrize(
    ("minutes", "interrupted", "note"),
    [
        (None, False, ""),
        (0.5, False, "trained for 3 steps, as many as fitted into 0.5 min"),
        (0.5, True, "interrupted after 3 of 8 steps"),
    ],
)
def test_how_a_training_ended_is_noted(minutes: float | None, interrupted: bool, note: str) -> None:
    fitted = Fit(None, Check(0, 0.0, 0.0), 8, [0.0] * 3, interrupted=interrupted)
    assert Request(minutes=minutes).notes(fitted) == note


@pytest.mark.parametrize(
    ("minutes", "interrupted", "planned", "said"),
    [
        (0.5, False, 16, "There was time for 3 steps only, of 16 without --minutes: give it more."),
        (0.5, False, 15, ""),
        (0.5, True, 16, ""),
        (None, False, 16, ""),
    ],
)
def test_too_little_time_is_said(minutes: float | None, interrupted: bool, planned: int, said: str) -> None:
    fitted = Fit(None, Check(0, 0.0, 0.0), 3, [0.0] * 3, interrupted=interrupted)
    assert Request(minutes=minutes).hurried(fitted, planned) == said


def test_time_counts_from_the_call_on() -> None:
    assert Request().pace.until is None
    assert Request(minutes=2, began=50.0).pace.until == 170.0
    assert replace(Request(minutes=2, began=50.0), seed=1).pace.until == 170.0


def test_tasks_take_options_that_there_are() -> None:
    assert all(set(task.options) <= set(FILE_OPTIONS) for task in TASKS.values())
