"""What Python programs hand over: all that fits is taken, in every form of it, and what does not is one sentence."""

import re
from base64 import b64decode
from dataclasses import replace
from inspect import signature
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import unrolled
from model.errors import FileError, TraceError, UsageError, brief
from model.trace import Trace
from scenes.stage import showing, worker
from scenes.stage.jobs import RenderJob
from scenes.stage.taking import FILM, TRACE


@pytest.fixture(scope="module")
def read() -> Trace:
    return unrolled.trace("reviews", text="not good")


@pytest.mark.parametrize("form", [str, Path])
def test_a_trace_is_saved_and_loaded_by_any_path(form: Any, read: Trace, tmp_path: Path) -> None:
    path = form(tmp_path / "new" / "t.npz")
    read.save(path)
    assert unrolled.Trace.load(path).lookup("tokens") == ("not", "good")


@pytest.mark.parametrize("path", [3, None, b"t.npz", ["t.npz"]])
def test_what_is_no_path_is_said(path: Any, read: Trace) -> None:
    for act in (read.save, Trace.load):
        with pytest.raises(UsageError, match=r"^A file is named by a text or a path, not by .*\.$"):
            act(path)


@pytest.mark.parametrize("path", ["/dev/null/t.npz", "/proc/t.npz", "/tmp", "a\0b", "t" * 400])
def test_where_nothing_can_be_written_no_trace_is_saved(path: str, read: Trace) -> None:
    with pytest.raises(FileError, match=r"^[^\n]* (cannot be|be written|is a folder)[^\n]*\.$"):
        read.save(path)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("tokenz", r"This reader trace has no 'tokenz' \(did you mean tokens\?\)\."),
        ("verdict_probabilites", r"This .* \(did you mean verdict_probabilities, .*\)\."),
        ("forget_gat", r"This .* \(did you mean forget_gate, .*\)\."),
        (3, r"What a trace has is looked up by its name, a text, not by 3\."),
        (None, r"What a trace has is looked up by its name, a text, not by None\."),
    ],
)
def test_what_a_trace_has_not_is_said_with_what_is_called_like_it(key: Any, said: str, read: Trace) -> None:
    with pytest.raises(TraceError, match=f"^{said}$"):
        read.lookup(key)


@pytest.mark.parametrize(
    ("array", "said"),
    [
        ("x", r"hidden holds <U1, not numbers\."),
        ([[1.0, 2.0], [3.0]], r"hidden is no array: its rows have different lengths\."),
        (object(), r"hidden holds object, not numbers\."),
        ([1j], r"hidden holds complex128, not numbers\."),
        (3, r"hidden has shape \(\), it should have the axes \(time, unit\)\."),
    ],
)
def test_what_is_no_array_takes_no_array_s_place(array: Any, said: str, read: Trace) -> None:
    with pytest.raises(TraceError, match=f"^{said}$"):
        read.with_arrays(hidden=array)


def test_only_an_array_by_its_name_is_left_out(read: Trace) -> None:
    with pytest.raises(TraceError, match=r"^There is no array 3 to leave out\.$"):
        read.without(3)  # type: ignore[arg-type]


def test_what_is_not_there_is_nowhere_suggested() -> None:
    with pytest.raises(TraceError, match=r"^This reader trace has no 'remembered'\.$"):
        unrolled.trace("reviews_rnn", text="not good").lookup("remembered")


UNFIT: dict[str, list[Any]] = {
    "name": [None, 3, b"lstm_gates", "a\0.py"],
    "text": [5, ["not", "good"]],
    "model": [3, [None]],
    "cell": [4, Path("lstm")],
    "trace": [np.eye(3), 3, [np.eye(2)], "a\0"],
    "source_words": [["the", "cat"], 3],
    "target_words": [["le", "chat"]],
    "unnormalized": ["no", None, np.eye(2)],
    "word": ["good", 1.5, True],
    "unit": ["3", [3]],
    "convention": [3],
    "vector": [5, [[5, 1], [1, 5]], [None]],
    "items": [5, [["a", "b"], "c"]],
    "ticks": [2.5, True],
    "gap": [[4]],
    "formats": [3, [3]],
    "folder": [None, 3, "a\0", "\ud800"],
    "quality": [480, None],
    "theme": [None, 3],
    "weights": [np.eye(2), None],
    "jobs": ["2", -1, 0, 1.5, False],
    "cache": [None, "yes"],
    "moment": [2],
    "act": [3],
    "clips": ["all"],
    "progress": [True],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in UNFIT.items() for value in values])
def test_what_no_argument_takes_is_said_with_its_name_and_what_it_takes(name: str, value: Any) -> None:
    with pytest.raises(UsageError) as caught:
        unrolled.film(**{"name": "lstm_gates", name: value})
    said = f"{name} takes {FILM[name].what}, not {brief(value)}{FILM[name].hint}."
    assert (str(caught.value), len(said) < 300, "\n" in said) == (said, True, False)


def test_every_argument_has_a_row_and_is_tried() -> None:
    assert [*signature(unrolled.film).parameters] == [*FILM] == [*UNFIT]
    assert [*signature(unrolled.trace).parameters] == [*TRACE]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"moment": True, "act": "turn"}, "A film is cut in one way: give one of moment, act and clips."),
        (
            {"trace": "t.npz", "text": "good"},
            "own text and model: give trace, or text and model, not both.",
        ),
        ({"items": "a,b,c"}, "lstm_gates takes no items: leave it out."),
        (
            {"source_words": "a.txt"},
            "target_words and unnormalized are of a matrix in a file: name that with trace.",
        ),
        ({"text": "qq ww zz"}, "It knows 6,246 English words: `list --words reviews` shows them."),
    ],
)
def test_what_does_not_fit_is_said_with_the_names_of_arguments(asked: Any, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        unrolled.film("lstm_gates", **asked)
    assert str(caught.value).endswith(said)


def test_a_film_shows_itself_in_a_line_and_in_a_notebook(read: Trace, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.srt", "a_1.mp4", "a_2.mp4", "a.gif", "a<b.json")]
    for path in paths:
        path.write_bytes(path.name.encode())
    film = unrolled.Film(tuple(paths), 5.25, (), read)
    assert repr(film) == f"<film of 5.2 s with 0 captions: {', '.join(map(str, paths))}>"
    page = film._repr_html_()
    assert [b64decode(each) for each in re.findall('src="data:video/mp4;base64,([^"]*)"', page)] == [b"a_1.mp4", b"a_2.mp4"]
    assert page.count("<video") == 2
    assert "<img" not in page
    picture = replace(film, paths=(paths[3], paths[4]))
    assert b64decode(re.fullmatch('<img [^>]*src="data:image/gif;base64,([^"]*)">', picture._repr_html_())[1]) == b"a.gif"
    assert replace(film, paths=tuple(paths[4:]))._repr_html_() == f"<code>{tmp_path}/a&lt;b.json</code>"


def test_progress_is_told_while_a_film_is_drawn_and_a_notebook_plays_it(tmp_path: Path) -> None:
    told: list[float] = []
    film = unrolled.film(
        "alignment",
        text="good",
        act="the question",
        quality="480p15",
        folder=tmp_path,
        cache=False,
        progress=lambda drawn, of_all: told.append(drawn),
    )
    assert told == sorted(told)
    assert (0 < told[0] < told[-1], told[-1]) == (True, pytest.approx(film.duration))
    assert film._repr_html_().startswith("<video controls ")


def test_what_is_too_large_for_a_notebook_is_named(read: Trace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [tmp_path / f"{number}.mp4" for number in range(4)]
    for path in paths[:3]:
        path.write_bytes(b"film" * 100)
    monkeypatch.setattr(showing, "MOST", 900)
    first, second, third, gone = unrolled.Film(tuple(paths), 5.0, (), read)._repr_html_().splitlines()
    assert (first[:6], second[:6]) == ("<video", "<video")
    assert (third, gone) == (f"<code>{paths[2]}</code>", f"<code>{paths[3]}</code>")


@pytest.mark.parametrize("text", [5, None, ["not", "good"]])
def test_a_model_reads_one_text(text: Any) -> None:
    with pytest.raises(UsageError, match=r"^text takes one text, with blanks between its words, not .*\.$"):
        unrolled.trace("reviews", text=text)


@pytest.mark.parametrize("name", ["trace", "source_words", "weights"])
def test_who_has_a_matrix_and_words_is_told_of_attention(name: str) -> None:
    assert "unrolled.attention" in FILM[name].hint


@pytest.mark.parametrize(
    ("name", "value", "made"),
    [
        ("name", Path("my.py"), "my.py"),
        ("model", "reviews", ("reviews",)),
        ("model", [Path("a.safetensors"), "b"], ("a.safetensors", "b")),
        ("cell", "gru", ("gru",)),
        ("trace", "t.npz", (Path("t.npz"),)),
        ("word", np.int64(2), 2),
        ("vector", [5, 0.1], "5,0.1"),
        ("vector", np.array([5, 0.1]), "5,0.1"),
        ("vector", (1e-7, np.float32(0.1), "-2"), "0.0000001,0.1,-2"),
        ("items", ("a", "b", "c"), "a,b,c"),
        ("ticks", 5, "5"),
        ("formats", "srt", ("srt",)),
        ("formats", ["srt", "png"], ("srt", "png")),
        ("cache", np.False_, False),
    ],
)
def test_an_argument_is_taken_in_each_of_its_forms(name: str, value: Any, made: Any) -> None:
    assert FILM[name].made(value) == made


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[RenderJob]:
    """Return the jobs that films are made of, none of which is made."""
    asked: list[RenderJob] = []

    def made(job: RenderJob, *hands: Any) -> None:
        asked.append(job)
        raise UsageError("Enough.")

    monkeypatch.setattr(worker, "make", made)
    return asked


def test_none_is_as_if_it_were_not_given(jobs: list[RenderJob]) -> None:
    optional = {name: None for name, each in signature(unrolled.film).parameters.items() if each.default is None}
    assert {"trace", "model", "cell", "formats", "jobs"} <= optional.keys()
    for options in ({}, optional):
        with pytest.raises(UsageError, match="Enough"):
            unrolled.film("lstm_gates", **options)
    assert jobs[0] == jobs[1]


def test_what_is_asked_for_is_what_is_made(jobs: list[RenderJob], read: Trace, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Enough"):
        unrolled.film("squashing", vector=[5, 0.1], formats="srt", folder=tmp_path, theme=Path("light"), trace=[read, "t.npz"])
    [job] = jobs
    assert (job.vector, job.formats, job.folder, job.theme) == ("5,0.1", ("srt",), tmp_path, "light")
    assert [path.name for path in job.traces] == ["trace_1.npz", "t.npz"]


@pytest.mark.parametrize(("name", "near"), [("avi", ""), ("mp3", r" \(did you mean mp4\?\)")])
def test_a_format_that_there_is_not_is_said(name: str, near: str) -> None:
    with pytest.raises(UsageError, match=rf"^There is no format '{name}'{near}; there are mp4, gif, png, srt and vtt\.$"):
        unrolled.film("lstm_gates", formats=(name,))


def test_an_array_is_quoted_in_one_line() -> None:
    assert brief(np.eye(2)) == "array([[1., 0.], [0., 1.]])"
