"""What is seen of a training: lines where there is no terminal, a bar where there is one."""

import io
import sys

import pytest

from model.training import Progress
from scenes.stage import training


class Terminal(io.StringIO):
    """Standard error as a terminal is."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("quiet", "lines"), [(-1.0, ["reading: 3 of 1,000", "Found.", "learning: 7 of 9 50% right"]), (1e9, ["Found."])]
)
def test_without_a_terminal_it_says_a_line_now_and_then(
    quiet: float, lines: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "FIRST", quiet)
    monkeypatch.setattr(training, "QUIET", quiet)
    with training.shown() as (progress, say):
        progress(Progress(3, 1_000, stage="reading"))
        say("Found.")
        progress(Progress(7, 9, 0.25, 0.5))
    out, err = capsys.readouterr()
    assert (out, err.splitlines()) == ("", lines)


def test_on_a_terminal_it_shows_each_stage_from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Terminal()
    monkeypatch.setattr(sys, "stderr", seen)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    with training.shown() as (progress, say):
        assert "beginning 00:00" in seen.getvalue()
        progress(Progress(0, 4, stage="reading"))
        say("Found.")
        progress(Progress(2, 2, stage="encoding"))
        progress(Progress(0, 9))
        progress(Progress(9, 9, 0.25, 0.5))
    text = seen.getvalue()
    places = [text.index(each) for each in ("beginning", "reading:   0%", "Found.\n", "encoding", "learning:   0%")]
    assert places == sorted(places)
