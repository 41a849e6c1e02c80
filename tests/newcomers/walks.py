"""Is what was added to a copy of the project found? A test for each row of CONTRIBUTING's table, by ``test_contributing.py``."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import numpy as np
import test_contributing
from click.testing import Result

from model import zoo
from model.networks import NETWORKS, Model
from model.recipes import TASKS
from model.trace import TRACES, Trace
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.theme import THEMES
from scenes.stage import catalogue, worker
from scenes.stage.jobs import RenderJob
from scenes.telling.audit import Report
from scenes.telling.frame import FRAMES
from scenes.telling.scene import TraceScene

Run = Callable[..., Result]
TABLE = "text,label\n" + "".join(f"{mood} {letter},{mood}\n" for mood in ("good", "bad", "so") for letter in "abcdefghijkl")


def told(**options: Any) -> tuple[TraceScene, Report]:
    """Tell a film without drawing it; return it with its audit, in which all is true."""
    job = RenderJob(**{"scene": "how_sure", "formats": (), "folder": Path(), "quality": "480p15", **options})
    with worker.manim_for(job):
        story, brief, *_ = worker._story(job)
        scene, report = worker.rehearse(story, brief)
    assert report.problems == ()
    assert report.rows
    return scene, report


def made(run: Run, *arguments: str) -> Path:
    """Run a command that makes one file, and return its path."""
    done = run(*arguments)
    assert done.exit_code == 0, done.output
    return Path(done.stdout.split()[0])


def kept(run: Run, path: Path, kind: type[Model], text: str) -> Trace:
    """Load the weights of a network and a trace of it that was saved, and return that, if all equations hold in it."""
    network = zoo.load(str(path))
    assert type(network) is kind
    trace = Trace.load(made(run, "trace", str(path), "--text", text, "-o", f"{path.stem}.npz"))
    assert [identity for identity in trace.identities() if not identity.holds] == []
    assert [*trace.identities()]
    assert trace.header() == network.run(text).header()
    return trace


def test_a_film(run: Run) -> None:
    listed = json.loads(run("list", "--json").output)["films"]
    assert {"name": "how_sure", "summary": "How sure a network is after each word that it reads."} in listed
    done = run("audit", "how_sure")
    assert done.exit_code == 0, done.output
    assert "all true" in done.stdout


def test_a_film_outside_of_this_project(run: Run) -> None:
    page = (catalogue.FOLDER.parent / "README.md").read_text(encoding="utf-8")
    Path("my.py").write_text(re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)[0], encoding="utf-8")
    scene, _ = told(scene="my.py:FirstWord")
    assert type(scene).__name__ == "FirstWord"


def test_a_cell(run: Run) -> None:
    Path("t.csv").write_text(TABLE)
    weights = made(run, "train", "reviews", "--cell", "leaky", "--data", "t.csv", "--seed", "1", "-o", "m.safetensors")
    trace = kept(run, weights, NETWORKS["reader"], "good a good b")
    assert trace.lookup("cell_kind") == "leaky"
    assert trace.lookup("kept").shape == (4, 8)
    assert trace.lookup("memory").shape == (4, 4, 8)
    assert trace.lookup("weighted_inputs").shape == (4, 2, 8)
    scene, _ = told(traces=(Path("m.npz"),))
    assert scene.notation is NOTATION["leaky"]
    told(scene="review_memory", traces=(Path("m.npz"),))


def test_a_cell_outside_of_this_project(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(test_contributing.own_cell().replace('"leaky"', '"mine"'), encoding="utf-8")
    (tmp_path / "t.csv").write_text(TABLE)
    program = """
        import sys
        from pathlib import Path
        sys.path.append(sys.argv[1])
        import mine
        from unrolled.cells import train
        trace = train("reviews", 1, Path(sys.argv[1], "t.csv"), cell="mine").network.run("good a")
        print(trace.cell_kind, trace.memory.shape, all(each.holds for each in trace.identities()))
    """
    command = [sys.executable, "-c", dedent(program), str(tmp_path)]
    done = subprocess.run(command, cwd=catalogue.FOLDER.parent, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("mine (2, 2, 8) True\n", "")


def test_a_kind_of_trace(run: Run) -> None:
    assert "counting" in TASKS
    done = run("train", "counting", "-o", "c.safetensors")
    assert (done.exit_code, done.stderr) == (0, "held-out accuracy 1.000 on 0 texts\n")
    trace = kept(run, Path("c.safetensors"), NETWORKS["counting"], "a b a")
    assert type(trace) is TRACES["counting"]
    np.testing.assert_array_equal(trace.lookup("counts"), [4.0, 2.0])


def test_an_export_format(run: Run) -> None:
    path = made(run, "how_sure", "--text", "good", "-q", "480p15", "-o", "said.txt", "--no-cache")
    assert path.read_text(encoding="utf-8").startswith("A network reads these words")


def test_a_theme(run: Run) -> None:
    assert "dusk" in json.loads(run("list", "--json").output)["themes"]
    scene, _ = told(theme="dusk", text="good")
    assert scene.camera.background_color == THEMES["dusk"].ground


def test_a_shape_of_picture() -> None:
    scene, _ = told(quality="480p4x3", text="good")
    assert scene.frame is FRAMES["4:3"]


def test_a_mobject() -> None:
    _, report = told(text="good")
    assert ("verdict_probabilities", "length") in {(row.key, row.aspect) for row in report.rows}
