"""Lectures: their films, in their order, numbered, all of one sentence; and one's own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from model.errors import UsageError
from scenes.stage import catalogue, lectures, outputs, worker
from scenes.stage.jobs import RenderJob

FILMS = {story.name for story in catalogue.stories()}


@pytest.mark.parametrize("name", lectures.LECTURES)
def test_a_lecture_has_each_film_once_and_all_are_there(name: str) -> None:
    films = lectures.LECTURES[name].films
    assert len(set(films)) == len(films)
    assert set(films) <= FILMS
    assert lectures.lecture(name, None) is lectures.LECTURES[name]


@pytest.mark.usefixtures("manim_ready")
@pytest.mark.parametrize(("name", "film"), [(name, film) for name, each in lectures.LECTURES.items() for film in each.films])
def test_every_film_of_a_lecture_takes_its_text(name: str, film: str) -> None:
    """It is told of it where every film is told of an ordinary text."""
    text = lectures.LECTURES[name].text
    brief = worker.briefing(RenderJob(scene=film, formats=(), folder=Path(), quality="480p15", text=text))
    assert " ".join(brief.trace.given) == text


def test_a_lecture_of_ones_own_has_films_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "mine.py"
    own.write_text('"""A film of my own."""\n', encoding="utf-8")
    assert lectures.lecture(None, f"lstm_sentence, alignment ,{own}:Mine") == (
        ("lstm_sentence", "alignment", f"{own}:Mine"),
        None,
    )


@pytest.mark.parametrize(
    ("name", "films", "said"),
    [
        ("recurent", None, r"There is no lecture “?'?recurent.*did you mean recurrent"),
        (None, None, "Name a lecture"),
        ("recurrent", "alignment", "one of the two"),
        (None, " , ", "takes names of films"),
        (None, "alignment,lstm_gates,alignment", "'?alignment'? is twice"),
        (None, "lstm_gate", "did you mean"),
    ],
)
def test_what_is_no_lecture_is_refused_in_a_sentence(name: str | None, films: str | None, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        lectures.lecture(name, films)


def test_files_are_numbered_and_a_film_that_reads_nothing_is_given_nothing(tmp_path: Path) -> None:
    own = tmp_path / "silent.py"
    own.write_text(
        '"""A film that reads nothing."""\nfrom model.trace import Study\nfrom scenes.telling.scene import TraceScene\n\n\n'
        'class Silent(TraceScene):\n    title, trace_type = "Silent", Study\n',
        encoding="utf-8",
    )
    stories = [catalogue.find(each) for each in ("lstm_gates", str(own), "lstm_sentence")]
    jobs = outputs.plan(outputs.Intent(str(tmp_path / "talk"), (), numbered=True), stories, text="not good").jobs
    assert [str(job.path(".mp4").relative_to(tmp_path)) for job in jobs] == [
        f"talk/{each}.mp4" for each in ("01_lstm_gates", "02_silent", "03_lstm_sentence")
    ]
    assert [job.text for job in jobs] == ["not good", None, "not good"]
    [one] = outputs.plan(outputs.Intent(str(tmp_path / "a.gif"), (), numbered=True), stories[:1]).jobs
    assert one.folder == tmp_path / "a.gif"


def test_a_lecture_is_made_in_one_call(run: Callable[..., Result]) -> None:
    done = run("lecture", "--films", "lstm_sentence,lstm_gates", "--text", "good", "-q", "480p15", "-f", "vtt", "-o", "talk")
    assert done.exit_code == 0, done.output
    assert [path for path in done.stdout.split() if path.endswith(".vtt")] == [
        "talk/01_lstm_sentence.vtt",
        "talk/02_lstm_gates.vtt",
    ]
    assert Path("talk/01_lstm_sentence.vtt").read_text(encoding="utf-8").startswith("WEBVTT")
