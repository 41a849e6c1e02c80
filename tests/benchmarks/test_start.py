"""When something happens is known, in every process, and told."""

import sys
from pathlib import Path

import pytest

from benchmarks import start
from benchmarks.rendering import moments
from benchmarks.rendering.measuring import Run, run

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="a film is drawn by forks, and clocks are shared, on Linux")


@LINUX
@pytest.mark.thorough
@pytest.mark.usefixtures("cache")
def test_the_first_frame_is_drawn_between_the_start_and_the_end(tmp_path: Path) -> None:
    made = start.start("review_memory", tmp_path)
    walls = [made[moment].wall for moment in (*moments.MOMENTS, start.FINISHED)]
    assert walls == sorted(walls)
    assert walls[0] > 0.1
    assert walls[3] < 0.9 * walls[4]
    spent = [made[moment].processor for moment in (*moments.MOMENTS, start.FINISHED)]
    assert spent == sorted(spent)
    assert (tmp_path / "films" / "review_memory.mp4").exists()


@LINUX
def test_a_moment_is_noted_once_a_process_and_the_first_of_all_counts(tmp_path: Path) -> None:
    (tmp_path / "late.py").write_text("class Late:\n    def come(self):\n        return 5\n")
    (tmp_path / "early.py").touch()
    (tmp_path / "script.py").write_text(
        "import early, os, sys, time\n"
        "from late import Late\n"
        "ours, theirs = os.pipe()\n"
        "if not os.fork():\n"
        "    os.read(ours, 1)\n"
        "    assert [Late().come(), Late().come()] == [5, 5]\n"
        "    os._exit(0)\n"
        "while time.process_time() < 0.3: pass\n"
        "os.write(theirs, b'1')\n"
        "os.wait()\n"
        "Late().come()\n"
        "print(sys.argv)\n"
    )
    watched = {"there": ("early", ""), "come": ("late", "Late.come")}
    program = f"from benchmarks.rendering import moments; moments.MOMENTS = {watched}; moments.main()"
    script, notes, log = tmp_path / "script.py", tmp_path / "notes", tmp_path / "log"
    run([sys.executable, "-c", program, str(notes), str(script), "word"], log, {"PYTHONPATH": str(tmp_path)})
    assert log.read_text() == f"{[str(script), 'word']}\n"
    lines = notes.read_text().splitlines()
    assert [line.split()[2] for line in lines] == ["there", "come", "come"]
    known = moments.read(notes)
    first = min(float(line.split()[0]) for line in lines[1:])
    assert known["come"][0] == first
    assert known["come"][0] > known["there"][0] + 0.1
    assert known["come"][1] > 0.25  # the second process has spent little, but the first one


def test_small_commands_have_an_aim() -> None:
    known = {name: [Run(wall, wall / 2) for wall in (0.2, 0.1, 0.9)] for name in start.COMMANDS}
    assert "| `render.py list` | 0.20 | 0.10 | 0.10 |" in start.small(known)
    assert "met by `render.py --help` and `render.py list`." in start.small(known)
    known[start.LIST] = [Run(0.31, 0.2)]
    assert "missed by `render.py list`." in start.small(known)


def test_first_frames_stand_beside_the_import_of_manim() -> None:
    walls = {start.MANIM: 0.8, **dict(zip(moments.MOMENTS, (0.9, 1.0, 1.1, 1.2), strict=True)), start.FINISHED: 3.0}
    made = [{moment: Run(wall * factor, wall * 0.5) for moment, wall in walls.items()} for factor in (1.0, 0.5, 2.0)]
    text = start.films({"still": made})
    assert "| still | 0.80 | 0.90 | 1.00 | 1.10 | 1.20 | 0.60 | 0.60 | **1.50x** | 3.00 |" in text
    assert len({line.count("|") for line in text.splitlines()}) == 1


@pytest.mark.thorough
def test_commands_that_film_nothing_take_less_than_manim_alone(tmp_path: Path) -> None:
    made = start.commands(1, tmp_path)
    assert set(made) == set(start.COMMANDS)
    assert made[start.MANIM][0].processor > made["import numpy"][0].processor > made["python -c pass"][0].processor > 0
    assert made[start.HELP][0].processor < made[start.MANIM][0].processor
