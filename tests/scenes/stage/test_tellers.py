"""Which films a file can be told by, and what the others lack: in Python, and from the command line."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import Result

import unrolled
from model import zoo
from model.errors import UsageError
from model.trace import Trace, TranslationTrace, opened
from scenes.stage import catalogue
from scenes.stage.tellers import tellers

Run = Callable[..., Result]
TABLE = ";the;cat\nle;0,9;0,1\nchat;0,25;0,75\n"


def can(path: Path, **about: Any) -> set[str]:
    found = tellers(path, **about)
    assert [story.name for story, _ in found] == [story.name for story in catalogue.stories()]
    assert all(reason == "" or reason.endswith(".") for _, reason in found)
    return {story.name for story, reason in found if not reason}


def test_without_a_file_all_films_are_there() -> None:
    assert {reason for _, reason in tellers(None)} == {""}
    with pytest.raises(UsageError, match=r"are of a matrix in a file: name that with --for\.$"):
        tellers(None, unnormalized=True)


def test_a_translation_feeds_what_it_can(tmp_path: Path) -> None:
    whole, path = zoo.load("english_french").run("how was your day"), tmp_path / "t.npz"
    lacking = {
        (): {"alignment", "attention_scores", "context_vector"},
        ("scorer_vector",): {"alignment", "context_vector"},
        ("probabilities",): {"alignment", "attention_scores", "context_vector"},
        ("decoder_hidden",): {"alignment"},
    }
    for names, films in lacking.items():
        whole.without(*names).save(path)
        assert can(path) == films, names
    zoo.load("english_french_plain").run("how was your day").save(path)
    assert can(path) == {"encoder_decoder"}


def test_a_film_that_cannot_draw_the_letters_says_so_as_rendering_does(tmp_path: Path) -> None:
    path = tmp_path / "look.npz"
    unrolled.attention([[0.5, 0.5], [1.0, 0.0]], ["好", "cat"], ["le", "chat"]).save(path)
    reasons = {story.name: reason for story, reason in tellers(path)}
    assert reasons["alignment"].startswith("The fonts cannot draw Chinese (好): films show ")
    assert can(path) == set()
    with pytest.raises(UsageError) as error:
        unrolled.film("alignment", trace=path, folder=tmp_path, formats=("png",), quality="480p15")
    assert str(error.value).replace(f", which is in {path}", "") == reasons["alignment"]


def test_the_command_says_so(run: Run) -> None:
    Path("look.csv").write_text(TABLE, encoding="utf-8")
    done = run("list", "--for", "look.csv")
    assert done.exit_code == 0, done.output
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["alignment"]
    assert re.search(
        "^attention_scores +Where attention looks films translation traces, this is an attention matrix.$",
        done.stderr,
        re.MULTILINE,
    )
    told = json.loads(run("list", "--for", "look.csv", "--json").stdout)
    assert [film["name"] for film in told["films"]] == ["alignment"]
    assert "lstm_gates" in told["others"]
    assert run("list", "--for", "none.csv").stderr == "Error: There is no file none.csv.\n"


def test_a_matrix_is_audited_kept_as_a_trace_and_audited_again(run: Run) -> None:
    Path("look.csv").write_text(TABLE, encoding="utf-8")
    for path in ("look.csv", "kept.npz"):
        done = run("audit", "alignment", "--trace", path)
        assert done.exit_code == 0, done.output
        assert done.stdout.endswith(", all as given, not computed here.\n")
        assert run("trace", path, "-o", "kept.npz").stdout == "kept.npz\n"
    assert Trace.load(Path("kept.npz")).header() == opened(Path("look.csv")).header()
    wrong = run("audit", "lstm_gates", "--trace", "look.csv")
    assert wrong.stderr.endswith("look.csv is an attention matrix: film it with alignment.\n")


def test_an_array_and_two_lists_are_taken_by_every_command(run: Run) -> None:
    np.save("w.npy", [[0.9, 0.3], [0.2, 0.1]])
    Path("s.txt").write_text("the cat", encoding="utf-8")
    Path("t.txt").write_text("le\nchat\n", encoding="utf-8")
    about = ("--source-words", "s.txt", "--target-words", "t.txt", "--unnormalized")
    assert run("list", "--for", "w.npy", *about).stdout.startswith("alignment")
    assert run("audit", "alignment", "--trace", "w.npy", *about).exit_code == 0
    assert run("trace", "w.npy", *about, "-o", "t.npz").exit_code == 0
    assert not Trace.load(Path("t.npz")).lookup("normalized")
    lonely = run("audit", "alignment", *about)
    assert lonely.stderr.endswith("are of a matrix in a file: name that with --trace.\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["w.csv", "--text", "good"], "w.csv holds its own words: leave --text out."),
        (
            ["reviews", "--text", "good", "--unnormalized"],
            "A model needs a text to read, and nothing that is said of an attention",
        ),
    ],
)
def test_a_model_reads_and_a_file_does_not(arguments: list[str], message: str, run: Run) -> None:
    done = run("trace", *arguments, "-o", "t.npz")
    assert done.exit_code == 1
    assert message in done.stderr


def test_a_saved_trace_can_be_saved_again_with_less_in_it(run: Run) -> None:
    assert run("trace", "english_french", "--text", "how was your day", "-o", "t.npz").exit_code == 0
    assert run("trace", "t.npz", "--without", "decoder_hidden", "-o", "less.npz").exit_code == 0
    less = Trace.load(Path("less.npz"))
    assert isinstance(less, TranslationTrace)
    assert less.decoder is None
    assert less.weights.shape == Trace.load(Path("t.npz")).lookup("weights").shape


@pytest.mark.parametrize("form", ["trace", "array", "table"])
def test_python_films_a_matrix_that_is_in_no_file_or_in_one(form: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    np.save(tmp_path / "w.npy", [[0.9, 0.1], [0.25, 0.75]])
    (tmp_path / "w.txt").write_text("a b", encoding="utf-8")
    lists = {"source_words": tmp_path / "w.txt", "target_words": tmp_path / "w.txt"}
    ways: dict[str, dict[str, Any]] = {
        "trace": {"trace": unrolled.attention([[0.9, 0.1], [0.25, 0.75]], ["the", "cat"], ["le", "chat"], notes="mine")},
        "array": {"trace": tmp_path / "w.npy", **lists},
        "table": {"trace": str(tmp_path / "t.csv")},
    }
    film = unrolled.film("alignment", **ways[form], formats=("srt",), folder=tmp_path, quality="480p15", cache=False)
    assert [path.name for path in film.paths] == ["alignment.srt", "alignment.json"]
    assert film.trace.lookup("weights").tolist() == [[0.9, 0.1], [0.25, 0.75]]
    assert "0.75" in film.beats[-2].caption  # the look that is the most spread
    assert dict(film.trace.provenance.labels())["weights"].endswith("given, not computed here")
