"""Plain manim films our stories, with our fonts, in the environment that bootstrap.py makes and on a machine without such."""

import os
import subprocess
from pathlib import Path
from shutil import copytree

import av
import numpy as np
import pytest
from PIL import Image

from scenes.stage import catalogue, typesetting

ROOT = Path(__file__).parents[1]
MANIM = "import sys; from manim.__main__ import main; sys.exit(main())"
"""What the program ``manim`` consists of; it does not look into the folder that it is started in."""


def film(name: str, bootstrapped: Path, folder: Path, *options: str) -> Path:
    """Film a story with plain manim and an environment that has next to nothing in it; return the only picture or film."""
    command = [
        str(bootstrapped),
        "-P",
        "-c",
        MANIM,
        "render",
        f"scenes/{name}.py",
        name.title().replace("_", "").replace("Lstm", "LSTM"),
    ]
    quiet = ["-ql", "--media_dir", str(folder), "--progress_bar", "none"]
    clean = {"HOME": str(folder), "PATH": os.defpath}
    done = subprocess.run([*command, *quiet, *options], cwd=ROOT, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    (made,) = (path for path in folder.rglob("*") if path.suffix in (".png", ".mp4") and "partial_movie_files" not in path.parts)
    return made


@pytest.mark.some("name", [story.name for story in catalogue.stories()], take=1)  # makes the outlines of its texts
def test_stories_begin(name: str, bootstrapped: Path, tmp_path: Path) -> None:
    with av.open(str(film(name, bootstrapped, tmp_path, "-n", "0,1"))) as container:
        pictures = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    assert len(pictures) > 10
    assert len(np.unique(pictures[-1].reshape(-1, 3), axis=0)) > 100


@pytest.mark.thorough
def test_a_story_is_told_to_its_end(bootstrapped: Path, tmp_path: Path) -> None:
    typesetting.shelf().mkdir(parents=True, exist_ok=True)
    copytree(typesetting.shelf(), tmp_path / "texts", copy_function=os.symlink)
    with Image.open(film("lstm_sentence", bootstrapped, tmp_path, "-s")) as image:
        assert image.size == (854, 480)
        assert len(image.convert("RGB").getcolors(1 << 20)) > 100
