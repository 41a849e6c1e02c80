"""CONTRIBUTING's table "to add ... touch ..." is followed literally: row by row, in a copy of the project, and no other place.

What is added stands in CONTRIBUTING itself (a film, a mobject, a cell) or in ``newcomers/``, in a folder for each row; lines that
go into files that exist are below. ``newcomers/walks.py`` has a test for each row: run in the copy, it finds what was added.
"""

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from shutil import copyfile, copytree, ignore_patterns

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
NEWCOMERS = ROOT / "tests" / "newcomers"
FOLDERS = ("model", "scenes", "unrolled", "docs", "benchmarks", "tests")
FILES = ("render.py", "README.md", "CONTRIBUTING.md", "pyproject.toml", "bootstrap.py", "setup.py", ".gitignore")
PLACE = re.compile(r"[\w/]+(/|\.py|\.md)")
"""What is a place in the table: a folder or a file, by its path."""
SHOWN = {"scenes/how_sure.py": "film", "scenes/mobjects/gauge.py": "mobject"}
"""The row that a file in CONTRIBUTING belongs to, if not a cell."""
LEAKY = "from model.cells.leaky import Leaky"
EDITS = {
    "film": [
        ("README.md", "| `lstm_sentence` | Why", "| `how_sure` | how sure it is |\n| `lstm_sentence` | why"),
    ],
    "cell": [
        (
            "model/cells/__init__.py",
            "from model.cells.lstm import",
            "from model.cells.leaky import Leaky\nfrom model.cells.lstm import",
        ),
        ("model/cells/__init__.py", "GRUResetAfter)", "GRUResetAfter, Leaky)"),
        ("docs/architecture.md", "gru.py, rnn.py;", "gru.py, rnn.py, leaky.py;"),
    ],
    "kind of trace": [
        ("docs/architecture.md", "study.py         what", "counting.py      words, counted; study.py: what"),
        ("docs/architecture.md", "sizes.py: its sizes;", "sizes.py: its sizes; counter.py: a text -> counts;"),
    ],
    "export format": [
        (
            "scenes/stage/formats/__init__.py",
            "FORMATS = _table(",
            'FORMATS = _table(Format("txt", ".txt", "captions only", f"{__name__}.txt:write", needs="nothing"),',
        ),
        ("README.md", "| `png` | a poster |", "| `png` | a poster |\n| `txt` | captions only |"),
    ],
    "theme": [
        ("scenes/mobjects/theme.py", "\nTHEMES: ", '\nDUSK = replace(DARK, name="dusk", ground="#101216")\nTHEMES: '),
        ("scenes/mobjects/theme.py", "for theme in (", "for theme in (DUSK, "),
        ("scenes/mobjects/theme.py", "import dataclass, fields", "import dataclass, fields, replace"),
    ],
    "shape of picture": [
        (
            "scenes/telling/frame.py",
            "FRAMES = _frames(",
            'FRAMES = _frames(Frame(name="4:3", size=(8.0 * 4 / 3, 8.0), header=Area(-5.0, 5.0, 3.4, 3.6), '
            "legend=Area(1.5, 5.0, 3.4, 3.6), stage=Area(-5.0, 5.0, -2.9, 3.1), left=Area(-5.0, 0.0, -2.9, 3.1), "
            "right=Area(0.2, 5.0, -2.9, 3.1), caption=Area(-5.0, 5.0, -3.6, -2.94), origin=Area(-5.0, 5.0, -3.73, -3.55)),",
        ),
        ("scenes/stage/jobs.py", "QUALITIES = _qualities(", 'QUALITIES = _qualities(Quality("480p4x3", 640, 480, 15),'),
        ("README.md", "Qualities are `480p15`", "Qualities are `480p4x3`, `480p15`"),
        ("scenes/how_sure.py", '    title = "How sure"\n', '    title = "How sure"\n    shapes = ("16:9", "4:3")\n'),
    ],
}
"""What goes into files that exist, for each row: the file, what stands there, and what in its place."""
BY_PROGRAM = {"cell": ["docs/trace.md"]}
"""What a program writes that the row names."""
HARD = ("one word", "unknown words only", "letters with accents")
"""Sentences that are hard to tell: one of no length, one with much to say beside it, one that is written otherwise."""
FOUND = (
    "tests/newcomers/walks.py",
    "tests/test_architecture.py",
    "tests/test_readme.py::test_every_film_and_format_has_a_row_and_every_quality_is_named",
    "tests/model/test_registries.py",
    "tests/model/cells/test_cells.py",
    "tests/model/cells/test_starting.py",
    "tests/model/trace/test_trace_docs.py",
    "tests/scenes/mobjects/test_notation.py",
    "tests/scenes/mobjects/test_colours.py",
    "tests/scenes/stage/test_formats.py",
    "tests/scenes/telling/test_frame.py",
    *(f"tests/scenes/test_every_film.py::test_film_is_true_readable_and_in_frame[how_sure-{each}]" for each in HARD),
)
"""The tests that find what was added."""
ADDED = ("leaky", "counting", "txt", "dusk", "4:3", "480p4x3", "how_sure")
"""The names of what was added; of the tests that run with every cell, format, theme, ... those with one of these are run."""


def row_name(told: str) -> str:
    return re.sub(r"^(a|an) ", "", told.strip())


def rows() -> dict[str, set[str]]:
    """Return the places that each row of the table names, by what it adds."""
    [table] = re.findall(r"^\| to add \| touch \|.*\n\|[-|]+\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    cells = [line.strip().strip("|").split(" | ") for line in table.splitlines()]
    return {row_name(what): {each for each in re.findall("`(.+?)`", touch) if PLACE.fullmatch(each)} for what, touch, _ in cells}


def shown() -> dict[str, str]:
    """Return every file that CONTRIBUTING shows: the paragraph before its code says its path."""
    found = {}
    for before, block in pairwise(PAGE.split("```python\n")):
        paragraph = before.rstrip().rpartition("\n\n")[-1]
        found |= dict.fromkeys(re.findall(r"`(\w+/[\w/]+\.py)`", paragraph), block.partition("```")[0])
    return found


def own_cell() -> str:
    """Return the cell that CONTRIBUTING shows as one file of a user's own; what it needs of ours is in ``unrolled.cells``."""
    files = shown()
    source = files["model/trace/steps/leaky.py"] + files["model/cells/leaky.py"]
    needed = re.findall(r"^from (model\.(?!\S*leaky)\S+) import (.+)$", source, re.MULTILINE)
    ours = {name for _, names in needed for name in names.split(", ")}
    theirs = sorted({line for line in source.splitlines() if re.match(r"(import|from) (?!model)", line)})
    body = [line for line in source.splitlines() if not re.match(r'(import|from) |"""|__all__', line)]
    imports = [*theirs, f"from unrolled.cells import CELLS, {', '.join(sorted(ours))}"]
    return "\n".join(['"""A cell of a user\'s own."""', "", *imports, *body, 'CELLS["leaky"] = Leaky', ""])


def new_files() -> dict[str, dict[str, str]]:
    """Return the new files of each row, by their paths."""
    found: dict[str, dict[str, str]] = {}
    for path, source in shown().items():
        found.setdefault(SHOWN.get(path, "cell"), {})[path] = source
    for path in NEWCOMERS.glob("*/**/*.py"):
        folder, *inside = path.relative_to(NEWCOMERS).parts
        found.setdefault(folder.replace("_", " "), {})["/".join(inside)] = path.read_text(encoding="utf-8")
    return found


def touched() -> dict[str, set[str]]:
    """Return the places that each walk touches: the folders of new files, and the files, or films, that are edited."""
    new, places = new_files(), {}
    for what in {*new, *EDITS}:
        added = {f"{Path(path).parent.as_posix()}/" for path in new.get(what, ())}
        edited = {"scenes/" if path in new["film"] else path for path, *_ in EDITS.get(what, ())}
        places[what] = added | edited | {*BY_PROGRAM.get(what, ())}
    return places


def test_the_walks_touch_what_the_table_names_and_no_more() -> None:
    walks = (NEWCOMERS / "walks.py").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^def test_an?_(\w+)\(", walks, re.MULTILINE)) == sorted(each.replace(" ", "_") for each in rows())
    assert {what: places for what, places in rows().items() if places} == touched()


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project to which a thing of every row was added."""
    tree = tmp_path_factory.mktemp("tree")
    for name in FOLDERS:
        copytree(ROOT / name, tree / name, ignore=ignore_patterns("__pycache__"))
    for name in FILES:
        copyfile(ROOT / name, tree / name)
    for path, source in (each for row in new_files().values() for each in row.items()):
        assert not (tree / path).exists(), path
        (tree / path).write_text(source, encoding="utf-8")
    for path, old, new in (each for row in EDITS.values() for each in row):
        before = (tree / path).read_text(encoding="utf-8")
        assert before.count(old) == 1, f"{path} does not hold {old!r} once"
        (tree / path).write_text(before.replace(old, new), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "docs.tables"], cwd=tree, check=True)
    return tree


def test_what_is_added_where_the_table_says_is_found_by_all_that_it_names(tree: Path) -> None:
    chosen = " or ".join(("walks", "readme", "registries", "page", "architecture", "gauge", *ADDED))
    options = ["-v", "--every-text", *["-p", "no:cacheprovider", "-p", "no:randomly", "-p", "no:xdist", "-k"], chosen]
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", *options, *FOUND]
    done = subprocess.run(command, cwd=tree, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr
    assert [name for name in ADDED if not re.search(rf"\[{name}\b.*PASSED", done.stdout)] == []
