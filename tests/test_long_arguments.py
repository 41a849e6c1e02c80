"""Arguments of any length: what is said of them is not as long."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import render

LONG = "a" * 5000
LONG_WORDS = " ".join(f"zq{number}{'x' * 44}" for number in range(50))
BOUNDED = {
    "a trace's file": ["trace", "reviews", "--text", "good", "-o", f"{LONG}.npz"],
    "an array": ["trace", "reviews", "--text", "good", "-o", "{out}", "--without", LONG],
    "unknown words": ["trace", "reviews", "--text", LONG_WORDS, "-o", "{out}"],
    "a file's own words": ["trace", f"{LONG}.npz", "--text", "good", "-o", "{out}"],
    "weights": ["train", "reviews", "-o", f"{LONG}.safetensors"],
    "a task": ["train", LONG, "-o", "{out}"],
    "an option": ["lstm_gates", f"--{LONG}"],
    "an option of the program": [f"--{LONG}"],
    "a number of a word": ["audit", "lstm_gates", "--word", "9" * 4000],
    "an ending": ["lstm_gates", "-o", f"x.{LONG}"],
    "an address": ["lstm_gates", "--cluster", LONG],
    "a film of a file": ["audit", f"{{out}}:{LONG}"],
}


@pytest.mark.parametrize("arguments", BOUNDED.values(), ids=BOUNDED)
def test_what_is_said_of_5000_letters_is_short(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    (tmp_path / "long_own.py").write_text("from unrolled.making import ReaderFilm\n\n\nclass One(ReaderFilm):\n    title = 'x'\n")
    out = tmp_path / ("long_own.py" if arguments[0] == "audit" else "out.npz")
    done = CliRunner().invoke(render.main, [each.replace("{out}", str(out)) for each in arguments])
    assert done.exit_code in (1, 2)
    assert max(map(len, done.stderr.splitlines())) < 300
    assert done.stderr.splitlines()[-1].startswith("Error: ")
    assert not (tmp_path / "out.npz").exists()
