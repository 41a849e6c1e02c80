"""The command line: what it prints where, how it ends, and one sentence for everything that goes wrong."""

import inspect
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import Result

import render
import unrolled
from model import zoo
from model.errors import RenderError, UnrolledError
from model.networks import Reader
from model.trace import ReaderTrace, Trace
from model.vocabulary import UNKNOWN, Vocabulary
from scenes.mobjects.theme import THEMES
from scenes.stage import catalogue, worker
from scenes.stage.formats import FORMATS
from scenes.stage.jobs import QUALITIES, Progress, RenderJob, RenderResult
from scenes.stage.many import pool
from scenes.telling.audit import Report

ROOT = Path(__file__).parents[1]
COMMANDS = ["render", "list", "trace", "audit", "train", "doctor", "lecture"]
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Check jobs here instead of rendering them in processes of their own."""

    def checked(jobs: Sequence[RenderJob], *, workers: int, report: Any = None) -> Iterator[RenderResult | UnrolledError]:
        for number, job in enumerate(jobs):
            report(Progress(number, 1.0, 2.0))
            try:
                with worker.manim_for(job):
                    cast = worker._story(job)
            except UnrolledError as error:
                yield error
            else:
                paths = tuple(job.path(FORMATS[name].suffix) for name in job.formats)
                yield RenderResult(job.scene, (*paths, job.path(".json")), 2.0, cast.unknown, cast.left_out)

    monkeypatch.setattr(pool, "render", checked)


# -- what works ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], *([command, "--help"] for command in COMMANDS)], ids=" ".join)
def test_every_command_has_help(arguments: list[str], run: Run) -> None:
    done = run(*arguments)
    assert done.exit_code == 0
    assert done.stdout.startswith("Usage: render.py ")
    assert done.stderr == ""


def test_without_a_word_all_of_the_help_is_shown(run: Run) -> None:
    done = run()
    assert done.exit_code == 2
    assert done.output.strip() == run("--help").stdout.strip()


def test_films_and_all_films_are_not_asked_for_at_once(run: Run) -> None:
    done = run("lstm_gates", "--all")
    assert done.exit_code == 2
    assert "Name films, or give --all, not both." in done.stderr


def test_the_help_names_every_command() -> None:
    assert sorted(render.main.commands) == sorted(COMMANDS)


def test_version(run: Run) -> None:
    done = run("--version")
    assert done.exit_code == 0, done.stderr
    assert re.fullmatch(r"unrolled, version \d+\.\d+\.\d+\n", done.stdout)


def test_list_names_every_film_and_model(run: Run) -> None:
    done = run("list")
    assert done.exit_code == 0
    for story in catalogue.stories():
        assert re.search(rf"^{story.name} +{re.escape(story.summary)}$", done.stdout, re.MULTILINE)
    assert "reviews" in done.stdout


def test_list_for_programs(run: Run) -> None:
    listed = json.loads(run("list", "--json").stdout)
    assert [film["name"] for film in listed["films"]] == [story.name for story in catalogue.stories()]
    assert all(film["summary"] for film in listed["films"])
    assert (listed["models"], listed["formats"], listed["themes"]) == (list(zoo.names()), list(FORMATS), list(THEMES))


def test_the_words_of_a_model_are_listed_one_a_line(run: Run, tmp_path: Path) -> None:
    done = run("list", "--words", "english_french")
    words = done.stdout.splitlines()
    assert done.exit_code == 0
    assert len(words) == len(set(words)) == len(zoo.load("english_french").vocabulary) - 1 > 5_000, "all but the unknown word"
    assert words == sorted(words, key=str.casefold)
    assert {"agreement", "signed", "1992"} <= set(words)
    zoo.save(zoo.load("english_french"), tmp_path / "mine.safetensors")
    assert run("list", "--words", "mine.safetensors").stdout == done.stdout
    assert json.loads(run("list", "--words", "english_french", "--json").stdout) == {"words": words}


@pytest.mark.parametrize("more", [["--for", "x.npz"], ["--unnormalized"]])
def test_the_words_of_a_model_are_listed_alone(more: list[str], run: Run) -> None:
    done = run("list", "--words", "reviews", *more)
    assert done.exit_code == 1
    assert "--words is of a model" in done.stderr


@pytest.mark.parametrize("first", [[], ["render"]])
def test_render_is_the_default_and_prints_paths_alone(first: list[str], run: Run) -> None:
    done = run(*first, "lstm_gates", "-f", "mp4", "-f", "gif", "-o", "out", "--text", "good")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == ["out/lstm_gates.mp4", "out/lstm_gates.gif", "out/lstm_gates.json"]
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "made"),
    [
        (["-o", "out/my film.gif"], ["out/my film.gif", "out/my film.json"]),
        (["-o", "talk.png", "-f", "mp4", "-f", "png", "-f", "mp4"], ["talk.mp4", "talk.png", "talk.json"]),
        (["-o", "talk"], ["talk/lstm_gates.mp4", "talk/lstm_gates.json"]),
    ],
    ids=lambda each: " ".join(each),
)
def test_output_names_a_film_or_a_folder(arguments: list[str], made: list[str], run: Run) -> None:
    done = run("lstm_gates", *arguments, "--text", "good")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == made


def test_all_renders_every_film_once_into_media(run: Run) -> None:
    done = run("render", "--all", "--text", "good")
    paths = [path for story in catalogue.stories() for path in (f"media/{story.name}.mp4", f"media/{story.name}.json")]
    assert done.stdout.splitlines() == paths
    assert run("lstm_gates", "lstm_gates", "--text", "good").stdout.count("lstm_gates.mp4") == 1


def test_a_cache_that_cannot_be_is_said_once_if_it_is_wanted(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path / "file" / "cache"))
    done = run("lstm_gates", "lstm_sentence", "--text", "good")
    assert (done.exit_code, done.stderr.count("\n")) == (0, 1)
    assert "UNROLLED_CACHE" in done.stderr
    assert run("lstm_gates", "--text", "good", "--no-cache").stderr == ""


def test_unknown_words_are_a_warning(run: Run) -> None:
    done = run("lstm_sentence", "--text", "a good zorble")
    assert done.exit_code == 0
    assert re.fullmatch(
        r"The model does not know zorble \(did you mean .*\?\): shown hatched, read as “unknown”\.\n", done.stderr
    )
    assert "zorble" not in done.stdout


def test_what_is_no_word_is_said_to_be_left_out(run: Run, files: Path) -> None:
    films = run("lstm_sentence", "--text", "a good 👍🏽 film for 5 ¤, 👍🏽")
    assert films.exit_code == 0
    assert films.stderr == "Only words are read; left out: 👍🏽, ¤.\n"
    assert run("trace", "reviews", "--text", "good ❤️", "-o", "a.npz").stderr.startswith("Only words are read; left out: ❤️.\n")


def test_one_film_that_fails_stops_no_other(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    made = RenderResult("lstm_gates", (Path("media/lstm_gates.mp4"),), 2.0, ())
    monkeypatch.setattr(pool, "render", lambda jobs, **_: iter([RenderError("One failed."), made, RenderError("So did two.")]))
    done = run("lstm_gates", "lstm_sentence")
    assert done.exit_code == 1
    assert done.stdout == "media/lstm_gates.mp4\n"
    assert done.stderr == (
        "Error: One failed. So did two. Not made: media/lstm_sentence.mp4; 1 of 2 films are. "
        "To make media/lstm_sentence.mp4 alone: `python render.py lstm_sentence -o media/lstm_sentence.mp4`.\n"
    )


def test_what_went_wrong_with_several_films_is_said_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    failures = [RenderError("One failed."), RenderError("So did two."), RenderError("One failed.")]
    monkeypatch.setattr(pool, "render", lambda jobs, **_: iter(failures))
    assert run("lstm_gates", "lstm_sentence", "lstm_code").stderr == "Error: One failed. So did two. None of 3 films is made.\n"
    monkeypatch.setattr(pool, "render", lambda jobs, **_: iter(failures[::2]))
    assert run("lstm_gates", "lstm_sentence").stderr == "Error: One failed. None of 2 films is made.\n"


def test_a_saved_trace_is_audited_like_the_text_it_came_from(run: Run) -> None:
    written = run("trace", "reviews", "--text", "Not good", "-o", "new/t.npz")
    assert (written.exit_code, written.stdout) == (0, "new/t.npz\n")
    of_text = run("audit", "lstm_sentence", "--text", "Not good", "--json")
    of_file = run("audit", "lstm_sentence", "--trace", "new/t.npz", "--json")
    assert of_text.exit_code == of_file.exit_code == 0
    assert json.loads(of_file.stdout) == json.loads(of_text.stdout)
    assert json.loads(of_text.stdout)["rows"]
    assert "all true" in of_file.stderr


@pytest.mark.parametrize(
    ("model", "text", "said"),
    [
        ("reviews", "not good", r"says negative \(0\.\d\d\)"),
        ("english_french", "the cat sleeps", r"writes “le chat dort” \([01]\.\d\d\)"),
    ],
)
def test_it_is_said_what_came_of_a_text_that_is_traced(run: Run, model: str, text: str, said: str) -> None:
    assert re.fullmatch(rf"{model} {said}\.\n", run("trace", model, "--text", text, "-o", "t.npz").stderr)
    assert re.fullmatch(rf"<\w+ of {model} \([^“]*\): “{text}” {said}; keys\(\) names \d+ arrays>", repr(Trace.load("t.npz")))


def test_a_trace_may_be_saved_without_what_no_film_needs(run: Run) -> None:
    assert run("trace", "reviews", "--text", "good", "--without", "weight", "--without", "memory", "-o", "t.npz").exit_code == 0
    done = run("audit", "lstm_sentence", "--trace", "t.npz")
    assert done.stderr == "Error: This film shows 'memory', which this trace lacks: write it with that array (docs/trace.md).\n"
    assert run("trace", "reviews", "--text", "good", "--without", "weight", "-o", "t.npz").exit_code == 0
    assert run("audit", "lstm_sentence", "--trace", "t.npz").exit_code == 0


def test_a_trace_may_be_saved_with_gradients_which_are_else_not_computed(run: Run) -> None:
    assert run("trace", "reviews", "--text", "not good", "-o", "t.npz").exit_code == 0
    done = run("audit", "vanishing_gradient", "--trace", "t.npz", "--trace", "t.npz")
    assert "This film shows 'hidden_gradient', which this trace lacks" in done.stderr
    assert run("trace", "reviews", "--text", "not good", "--with", "hidden_gradient", "-o", "t.npz").exit_code == 0
    assert run("audit", "vanishing_gradient", "--trace", "t.npz", "--trace", "t.npz").exit_code == 0


def test_audit_says_in_words_that_all_is_true(run: Run) -> None:
    done = run("audit", "lstm_sentence", "--text", "good")
    assert done.exit_code == 0
    assert re.fullmatch(r"lstm_sentence: \d+ readings, \d+ equations, all true\.\n", done.stdout)
    assert json.loads(run("audit", "lstm_sentence", "--text", "good", "--json").stdout)["scene"] == "lstm_sentence"


def test_several_films_are_audited_each_in_a_line_and_one_that_fails_stops_no_other(run: Run) -> None:
    done = run("audit", "alignment", "lstm_code", "rnn_vs_lstm", "lstm_sentence", "--text", "a good zorble 👍", "--cell", "lstm")
    assert done.exit_code == 1
    assert re.fullmatch(r"(lstm_(code|sentence): [\d,]+ readings, \d+ equations, all true\.\n){2}", done.stdout)
    unknown, left_out, failed = done.stderr.splitlines()
    assert unknown.startswith("The model does not know zorble (did you mean ")
    assert left_out == "Only words are read; left out: 👍."
    assert re.fullmatch(r"Error: alignment does not show .*\. rnn_vs_lstm tells of 2 models, not of 1: .*\.", failed)


def test_audit_of_all_gives_each_film_a_text_that_reads_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, str | None]] = []

    def inspect(job: RenderJob) -> worker.Inspected:
        told.append((job.scene, job.text))
        problems = ("Beat 0: wrong.",) if job.scene == "lstm_code" else ()
        return worker.Inspected(Report(job.scene, (), (), problems, ""), (), ())

    monkeypatch.setattr(worker, "inspect", inspect)
    done = run("audit", "--all", "--text", "good")
    assert [scene for scene, _ in told] == [story.name for story in catalogue.stories()]
    assert {scene for scene, text in told if text is None} >= {"next_item", "sequence_shapes"}
    assert ("lstm_gates", "good") in told
    assert (done.exit_code, done.stdout.count("all true.\n")) == (1, len(told) - 1)
    assert done.stderr == "Beat 0: wrong.\nError: lstm_code shows what was not computed: 1 problem.\n"


def test_what_is_so_of_several_films_is_said_once_and_what_speaks_of_this_film_names_it(run: Run) -> None:
    done = run("audit", "lstm_gates", "lstm_code", "--text", "good " * 41)
    says = "This film has room for 40 words, the text has 41: leave some out."
    assert done.stderr == f"Error: lstm_gates: {says} lstm_code: {says}\n"


@pytest.fixture
def wrong_trace(tmp_path: Path, read: Callable[[str], ReaderTrace]) -> str:
    """Return the path of a trace whose numbers do not belong together."""
    trace = read("good")
    replace(trace, probabilities=trace.probabilities * 0.9).save(tmp_path / "wrong.npz")
    return "wrong.npz"


def test_audit_of_a_wrong_trace_fails_and_says_where(run: Run, wrong_trace: str) -> None:
    done = run("audit", "lstm_sentence", "--trace", wrong_trace)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "probabilities sum to 1 fails by 1.0e-01" in done.stderr
    assert re.search(r"^Error: .*\.$", done.stderr.splitlines()[-1])
    report = json.loads(run("audit", "lstm_sentence", "--trace", wrong_trace, "--json").stdout)
    assert len(report["problems"]) >= 1


def test_bars_are_silent_where_nobody_watches() -> None:
    done = subprocess.run([sys.executable, "render.py", "list"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""


# -- what goes wrong -----------------------------------------------------------------------------------------------------

FAILURES: dict[str, tuple[list[str], str]] = {
    "film": (["lstm_gate"], "did you mean lstm_gates"),
    "film of audit": (["audit", "lstm_sentense"], "did you mean lstm_sentence"),
    "one film of two": (["lstm_gates", "nothing"], "There is no film 'nothing'"),
    "model": (["lstm_gates", "--model", "revews"], "did you mean reviews"),
    "model of trace": (["trace", "revews", "--text", "good", "-o", "t.npz"], "did you mean reviews"),
    "missing model file": (["lstm_gates", "--model", "no.safetensors"], "no.safetensors"),
    "garbage model file": (["lstm_gates", "--model", "garbage.safetensors"], "garbage.safetensors"),
    "model file that is a folder": (["lstm_gates", "--model", "folder"], "folder"),
    "theme": (["lstm_gates", "--theme", "drak"], "did you mean dark?"),
    "word 0": (["lstm_gates", "--word", "0"], "counted from 1"),
    "unit 0": (["lstm_sentence", "--unit", "0"], "counted from 1"),
    "unit beyond the last": (["lstm_sentence", "--text", "good", "--unit", "9"], "no unit 9"),
    "word beyond the end": (["lstm_gates", "--text", "good", "--word", "2"], "no word 2"),
    "empty text": (["lstm_gates", "--text", ""], "no word"),
    "blank text": (["audit", "lstm_gates", "--text", "  \t"], "no word"),
    "punctuation": (["lstm_gates", "--text", "?!... -"], "no word"),
    "emoji": (["lstm_gates", "--text", "😀 👍🏽"], "no word"),
    "letters without a glyph": (["lstm_gates", "--text", "good 漢 good"], "cannot draw Chinese (漢)"),
    "mostly unknown": (["lstm_gates", "--text", "zorble quaggy goodd"], "has never seen zorble"),
    "array that must be there": (
        ["trace", "reviews", "--text", "good", "--without", "hidden", "-o", "t.npz"],
        "cannot be left out",
    ),
    "array that is not there": (
        ["trace", "reviews", "--text", "good", "--without", "memry", "-o", "t.npz"],
        "did you mean memory",
    ),
    "array that no model computes": (
        ["trace", "reviews", "--text", "good", "--with", "hiden_gradient", "-o", "t.npz"],
        "computes no array 'hiden_gradient' (did you mean hidden_gradient",
    ),
    "empty text of trace": (["trace", "reviews", "--text", "!", "-o", "t.npz"], "no word"),
    "too many words": (["lstm_sentence", "--text", "good " * 41], "room for 40 words"),
    "missing trace": (["lstm_gates", "--trace", "no.npz"], "no.npz"),
    "garbage trace": (["lstm_gates", "--trace", "garbage.npz"], "garbage.npz"),
    "empty trace": (["lstm_gates", "--trace", "empty.npz"], "empty.npz"),
    "arrays of another program": (["lstm_gates", "--trace", "other.npz"], "other.npz"),
    "trace of another kind": (["lstm_gates", "--trace", "kind.npz"], "kind"),
    "trace of another cell": (["audit", "lstm_gates", "--trace", "cell.npz"], "cell"),
    "trace and text": (["lstm_gates", "--trace", "t.npz", "--text", "good"], "not both"),
    "two models for one": (
        ["audit", "lstm_gates", "--model", "reviews", "--model", "reviews"],
        "tells of 1 model, not of 2: give",
    ),
    "two cells for one": (["audit", "lstm_gates", "--cell", "lstm", "--cell", "lstm"], "tells of 1 model, not of 2: give"),
    "an unknown cell": (["audit", "lstm_gates", "--cell", "lsmt"], "did you mean lstm"),
    "a cell that a film does not show": (
        ["audit", "lstm_gates", "--cell", "gru"],
        "lstm_gates shows lstm cells; --cell asks for gru: film it with gru_gates",
    ),
    "cell and model": (["audit", "lstm_gates", "--cell", "lstm", "--model", "reviews"], "not both"),
    "trace and model": (["audit", "lstm_gates", "--trace", "t.npz", "--model", "reviews"], "not both"),
    "output that is a file": (["lstm_gates", "-o", "file"], "file is a file, so nothing can be put into it."),
    "output below a file": (
        ["lstm_gates", "-o", "garbage.npz/film.mp4"],
        "garbage.npz is a file, so nothing",
    ),
    "output of no format": (["lstm_gates", "-o", "film.webm"], "No film ends in .webm"),
    "output of another format": (["lstm_gates", "-o", "film.mp4", "-f", "gif"], "film.mp4 would be mp4, but the format is gif"),
    "output over what is read": (
        ["lstm_gates", "-o", "text.srt", "--text-file", "text.srt"],
        "is what lstm_gates films",
    ),
    "name of weights": (["train", "reviews", "-o", "a.txt"], "a file whose name ends in .safetensors: a.txt does not"),
    "name of a trace": (["trace", "reviews", "--text", "good", "-o", "a.txt"], "a file whose name ends in .npz: a.txt does not"),
    "one model of two": (["audit", "rnn_vs_lstm", "--model", "reviews"], "give --model (or --cell) once for each"),
    "one name for two": (["lstm_gates", "lstm_code", "-o", "both.srt"], "to mean a folder you type both.srt/."),
    "nothing but an ending": (["lstm_gates", "-o", ".png"], "type one such as film.png"),
    "no output": (["lstm_gates", "-o", ""], "type . to mean the folder in which you are."),
    "no letters, of several": (["lstm_gates", "lstm_code", "--text", "漢"], "cannot draw Chinese (漢)"),
    "no letters, audited": (["audit", "lstm_gates", "lstm_code", "--text", "漢"], "cannot draw Chinese (漢)"),
    "folder below a file": (["trace", "reviews", "--text", "good", "-o", "garbage.npz/t.npz"], "garbage.npz"),
}
MISUSES: dict[str, tuple[list[str], str]] = {
    "no film": (["render"], "Name a film"),
    "quality": (["lstm_gates", "-q", "480p"], "480p15"),
    "format": (["lstm_gates", "-f", "webm"], "mp4"),
    "word": (["lstm_gates", "--word", "two"], "two"),
    "option": (["lstm_gates", "--txt", "good"], "--text"),
    "no processes": (["lstm_gates", "-j", "0"], "-j"),
    "output of trace that is a folder": (["trace", "reviews", "--text", "good", "-o", "folder"], "folder"),
    "task": (["train", "reveiws", "-o", "m.safetensors"], "reviews"),
    "trace without text": (["trace", "reviews", "-o", "t.npz"], "--text"),
    "train without output": (["train", "reviews"], "--output"),
    "audit of nothing": (["audit"], "Name a film, or give --all"),
}


@pytest.fixture
def files(tmp_path: Path, read: Callable[[str], ReaderTrace]) -> Path:
    """Fill the folder with files that are not what they claim to be."""
    (tmp_path / "folder").mkdir()
    for name in ("garbage.npz", "garbage.safetensors"):
        (tmp_path / name).write_bytes(bytes(range(256)) * 4)
    (tmp_path / "empty.npz").touch()
    (tmp_path / "file").touch()
    (tmp_path / "text.srt").write_text("good")
    np.savez(tmp_path / "other.npz", weights=np.ones(3))
    gru = Reader.create(Vocabulary((UNKNOWN, "good")), ("no", "yes"), np.random.default_rng(0), cell="gru")
    gru.run("good").save(tmp_path / "cell.npz")
    read("good").save(tmp_path / "kind.npz")
    with np.load(tmp_path / "kind.npz") as saved:
        arrays = dict(saved)
    arrays["header"] = np.array(json.dumps(json.loads(str(arrays["header"])) | {"kind": "painter"}))
    np.savez(tmp_path / "kind.npz", **arrays)
    return tmp_path


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_one_sentence_and_status_1(case: str, run: Run, files: Path) -> None:
    before = sorted(files.rglob("*"))
    arguments, needle = FAILURES[case]
    done = run(*arguments)
    assert done.exit_code == 1, done.output
    assert done.stdout == ""
    assert re.fullmatch(r"Error: [^\n]+[.?]\n", done.stderr)
    assert needle in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(files.rglob("*")) == before


@pytest.mark.parametrize("case", MISUSES)
def test_a_misuse_shows_the_usage_and_status_2(case: str, run: Run, files: Path) -> None:
    before = sorted(files.rglob("*"))
    arguments, needle = MISUSES[case]
    done = run(*arguments)
    assert done.exit_code == 2, done.output
    assert done.stdout == ""
    assert done.stderr.startswith("Usage: render.py ")
    assert re.search(rf"^Error: .*{re.escape(needle)}", done.stderr, re.MULTILINE)
    assert sorted(files.rglob("*")) == before


def test_verbose_shows_the_traceback(run: Run) -> None:
    done = run("lstm_gates", "--word", "0", "-v")
    assert done.exit_code == 1
    assert "Traceback (most recent call last)" in done.stderr
    assert done.stderr.endswith("Error: Words are counted from 1, there is no word 0.\n")
    assert "Traceback" in run("audit", "lstm_gates", "--text", "...", "--verbose").stderr
    assert "Traceback" in run("lstm_gates", "--text", "...", "-v").stderr


def test_the_script_ends_as_its_commands_do() -> None:
    done = subprocess.run([sys.executable, "render.py", "lstm_gate"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: There is no film 'lstm_gate'")


def test_every_quality_and_format_is_offered(run: Run) -> None:
    for quality in QUALITIES:
        assert run("lstm_gates", "--text", "good", "-q", quality).exit_code == 0
    arguments = [part for name in FORMATS for part in ("-f", name)]
    assert len(run("lstm_gates", "--text", "good", *arguments).stdout.splitlines()) == len(FORMATS) + 1


def test_list_takes_no_names_and_says_what_it_takes(run: Run) -> None:
    done = run("list", "reviews")
    assert (done.exit_code, done.stdout) == (1, "")
    assert (
        done.stderr == "Error: list shows all films: leave 'reviews' out, or give it with --for (a file) or --words (a model).\n"
    )


def test_python_takes_all_that_the_command_line_takes_of_one_film() -> None:
    called = {"scenes": "name", "models": "model", "cells": "cell", "traces": "trace", "output": "folder", "workers": "jobs"}
    elsewhere = {"everything", "text_file", "cluster", "watch", "verbose"}
    options = {called.get(option.name, option.name) for option in render.main.commands["render"].params}
    assert (options - elsewhere) | {"progress"} == {*inspect.signature(unrolled.film).parameters}
