"""What docs/architecture.md promises about the code itself, read from its syntax trees."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODEL = sorted((ROOT / "model").rglob("*.py"))
STORIES = sorted(path for path in (ROOT / "scenes").glob("[!_]*.py"))
MOBJECTS = sorted((ROOT / "scenes" / "mobjects").rglob("*.py"))
STAGE = sorted((ROOT / "scenes" / "stage").rglob("*.py"))
BENCHMARKS = sorted((ROOT / "benchmarks").rglob("*.py"))
TELLING = sorted((ROOT / "scenes" / "telling").rglob("*.py"))
FACE = sorted((ROOT / "unrolled").glob("*.py"))
RENDER, BOOTSTRAP, SETUP = ROOT / "render.py", ROOT / "bootstrap.py", ROOT / "setup.py"
OURS = [*MODEL, *STORIES, *MOBJECTS, *TELLING, *STAGE, *FACE, RENDER]
LIBRARIES = [path for path in (*MODEL, *MOBJECTS, *TELLING, *STAGE, *FACE) if path.name not in ("__init__.py", "__main__.py")]
EXEMPT_FROM_LENGTH = {
    BOOTSTRAP: "it runs alone, before anything is installed, and so cannot be split into modules",
    RENDER: "all that is known of click is in the one file that users call",
    **dict.fromkeys(ROOT.glob("model/corpora/*_words.py"), "a table of words"),
}
LONGEST_FILE, LONGEST_FILM, LONGEST_FUNCTION = (
    320,
    450,
    40,
)  # 300 lines are the aim; a film may be longer than have a base of its own
COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}")
FIELD = re.compile(r"\{[^{}]*\}")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def each(paths: list[Path]) -> Callable[[Callable[[Path], None]], Callable[[], None]]:
    """Make of a law for one file one test of all files, which names every file that breaks it, and how."""

    def of_all(law: Callable[[Path], None]) -> Callable[[], None]:
        def test() -> None:
            assert paths
            broken = [f"{name_of(path)}: {fault}" for path in paths if (fault := fault_of(law, path))]
            assert not broken, "\n".join(broken)

        test.__name__, test.__doc__ = law.__name__, law.__doc__
        return test

    return of_all


def fault_of(law: Callable[[Path], None], path: Path) -> str:
    """Return how a file breaks a law; nothing if it does not."""
    try:
        law(path)
    except AssertionError as error:
        return str(error) or "not so"
    return ""


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def parts_of(path: Path) -> tuple[ast.AST, ...]:
    """Return all that a file's syntax tree is made of."""
    return tuple(ast.walk(tree(path)))


def imports(path: Path, *, of: ast.AST | None = None) -> Iterator[tuple[str, str]]:
    """Yield (module, name) for everything that a file imports anywhere; the name is empty for ``import module``."""
    for node in ast.walk(of) if of else parts_of(path):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relatively"
            yield from ((node.module or "", alias.name) for alias in node.names)


@cache
def modules(path: Path) -> frozenset[str]:
    """Return every module that a file imports, without the standard library; ``from package import module`` counts as module."""
    found = set()
    for module, name in imports(path):
        below = ROOT.joinpath(*module.split("."), name)
        found.add(f"{module}.{name}" if name and (below.with_suffix(".py").exists() or below.is_dir()) else module)
    return frozenset(module for module in found if module.partition(".")[0] not in sys.stdlib_module_names)


def outside(path: Path, *allowed: str) -> set[str]:
    """Return the modules that a file imports and that are not, or not in, one of the allowed ones."""
    return {module for module in modules(path) if not any(module == one or module.startswith(f"{one}.") for one in allowed)}


# -- who may import whom -------------------------------------------------------------------------------------------------


@each(MODEL)
def test_models_know_nobody(path: Path) -> None:
    assert outside(path, "numpy", "safetensors", "model") == set()


@each(MOBJECTS)
def test_mobjects_know_manim_and_each_other(path: Path) -> None:
    assert (
        outside(
            path, "manim", "numpy", "fontTools", "manimpango", "model.errors", "model.files", "model.calling", "scenes.mobjects"
        )
        == set()
    )


@each(TELLING)
def test_telling_knows_traces_and_mobjects(path: Path) -> None:
    assert (
        outside(
            path,
            "manim",
            "numpy",
            "model.trace",
            "model.errors",
            "model.calling",
            "model.zoo",
            "model.recipes",
            "scenes.mobjects",
            "scenes.telling",
        )
        == set()
    )


@each(STAGE)
def test_the_stage_knows_no_story_and_of_models_only_traces(path: Path) -> None:
    ours = {module for module in modules(path) if module.partition(".")[0] in ("model", "scenes", "render", "click", "bootstrap")}
    allowed = (
        "model.trace",
        "model.errors",
        "model.files",
        "model.texts",
        "model.calling",
        "model.zoo",
        "scenes.mobjects",
        "scenes.telling",
        "scenes.stage",
    )
    assert {module for module in ours if not any(module == one or module.startswith(f"{one}.") for one in allowed)} == set()


@each([*TELLING, *STAGE])
def test_models_are_loaded_only_when_they_must_be(path: Path) -> None:
    top = ast.Module([node for node in tree(path).body if isinstance(node, ast.Import | ast.ImportFrom)], [])
    parts = {part for module, name in imports(path, of=top) for part in (name, *module.split("."))}
    assert parts.isdisjoint({"zoo", "recipes"})


@each(STORIES)
def test_stories_know_traces_mobjects_and_telling(path: Path) -> None:
    assert outside(path, "manim", "numpy", "model.trace", "scenes.mobjects", "scenes.telling") == set()


def test_only_the_command_line_knows_click() -> None:
    knowing = [path for path in [*OURS, BOOTSTRAP] if any(module.partition(".")[0] == "click" for module in modules(path))]
    assert knowing == [RENDER]


def test_only_the_cluster_knows_dask_and_only_when_it_is_used() -> None:
    cluster = ROOT / "scenes" / "stage" / "many" / "cluster.py"
    knowing = [path for path in [*OURS, BOOTSTRAP] if any(each.startswith(("distributed", "dask")) for each in modules(path))]
    assert knowing == [cluster]
    top = ast.Module([node for node in tree(cluster).body if isinstance(node, ast.Import | ast.ImportFrom)], [])
    assert not any(module.startswith("distributed") for module, _ in imports(cluster, of=top))


def test_the_command_line_knows_the_stage_and_models() -> None:
    assert outside(RENDER, "click", "model", "scenes.stage", "scenes.mobjects.theme") == set()


@each(FACE)
def test_the_public_face_is_made_of_ours_alone_and_nobody_needs_it(path: Path) -> None:
    assert outside(path, "model", "scenes", "render") == set()
    assert [name_of(other) for other in OURS if any(module.startswith("unrolled") for module in modules(other))] == []


@each(OURS)
def test_what_moves_into_the_wheel_is_named_in_import_statements_only(path: Path) -> None:
    """The wheel has other names for modules (setup.py); a name in a string is made of `__name__`."""
    named = r"(model|scenes|render)[.:]\w|(from|import) (model|scenes|render)\b"
    assert [text for text in strings(path) if re.match(named, text)] == []
    assert [
        module for module, name in imports(path) if not name and module.partition(".")[0] in ("model", "scenes", "render")
    ] == []


def test_set_up_needs_the_standard_library_only() -> None:
    assert outside(BOOTSTRAP) == set()


USES = [["--help"], ["render", "--help"], ["list"], ["list", "--json"], ["lstm_gates", "--word", "x"], ["render"]]
PROBE = """
import sys, render
try:
    render.main(sys.argv[1:])
except SystemExit:
    print([module for module in ("manim", "av", "manimpango") if module in sys.modules])
"""


@pytest.mark.parametrize("arguments", USES, ids=" ".join)
def test_help_list_and_wrong_usage_do_not_wait_for_manim(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", PROBE, *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


def told_tree() -> set[str]:
    """Return every path that the tree in docs/architecture.md names: first in a line, or before a colon."""
    block = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("```")[1]
    told: set[str] = set()
    above: list[str] = []
    for line in block.strip("\n").splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        first, _, says = line.strip().partition(" ")
        above = [*above[:depth], first]
        inside = "".join(above if first.endswith("/") else above[:-1])
        told |= {"".join(above), *(inside + name for name in re.findall(r"\b(\w+\.py)\b", says) if name != first)}
    return told - {"scenes/<story>.py"}


HOMES = (
    "model/trace",
    "model/cells",
    "model/networks",
    "scenes/telling",
    "scenes/telling/laws",
    "scenes/stage",
    "scenes/stage/many",
)
"""The folders of which the tree in docs/architecture.md names every module."""


def folders() -> set[str]:
    """Return every folder of ours with Python files in it, but those of the tests, which are as the others."""
    foreign = {line.partition("/")[0] for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()}
    tops = [path for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".") and path.name not in foreign]
    holding = {path.parent for top in tops for path in (top.glob("*.py") if top.name == "tests" else top.rglob("*.py"))}
    return {f"{name_of(folder)}/" for folder in holding}


def test_the_tree_in_the_documentation_is_the_one_there_is() -> None:
    told = told_tree()
    assert [name for name in sorted(told) if not (ROOT / name).exists()] == []
    assert sorted(folders() - told) == []
    homes = [path for home in HOMES for path in (ROOT / home).glob("[!_]*.py")]
    assert len(homes) > len(HOMES)
    assert [name_of(path) for path in (*homes, *ROOT.glob("*.py")) if name_of(path) not in told] == []


# -- stories -------------------------------------------------------------------------------------------------------------


def docstrings(path: Path) -> set[int]:
    """Return the ids of the nodes that are docstrings."""
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef
    nodes = [node for node in parts_of(path) if isinstance(node, kinds) and ast.get_docstring(node) is not None]
    return {id(node.body[0].value) for node in nodes if isinstance(node.body[0], ast.Expr)}


def strings(path: Path) -> list[str]:
    """Return every string of a file that is no docstring."""
    skipped = docstrings(path)
    constants = [node for node in parts_of(path) if isinstance(node, ast.Constant) and id(node) not in skipped]
    return [node.value for node in constants if isinstance(node.value, str)]


def is_bare(node: ast.expr) -> bool:
    """Tell whether an expression is made of numbers alone."""
    return not any(isinstance(part, ast.Name | ast.Attribute | ast.Call) for part in ast.walk(node))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in parts_of(path):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node


@each(STORIES)
def test_stories_hold_no_colours(path: Path) -> None:
    from manim import ManimColor

    manim = import_module("manim")
    named = [name for module, name in imports(path) if module == "manim" and isinstance(getattr(manim, name), ManimColor)]
    assert named == []
    assert [text for text in strings(path) if COLOUR.fullmatch(text)] == []
    keywords = [keyword for _, call in calls(path) for keyword in call.keywords]
    literal = [word for word in keywords if word.arg in ("color", "fill_color", "stroke_color", "paint", "ink")]
    assert [ast.unparse(word) for word in literal if isinstance(word.value, ast.Constant)] == []


@each(STORIES)
def test_stories_hold_no_fonts(path: Path) -> None:
    assert [text for text in strings(path) if re.search("Inter|Noto|Sans|Serif", text)] == []
    keywords = [keyword for _, call in calls(path) for keyword in call.keywords]
    assert [ast.unparse(keyword) for keyword in keywords if keyword.arg in ("font", "font_size")] == []


@each(STORIES)
def test_stories_hold_no_bare_run_times(path: Path) -> None:
    times = [keyword.value for _, call in calls(path) for keyword in call.keywords if keyword.arg in ("run_time", "duration")]
    times += [argument for name, call in calls(path) if name in ("wait", "pause") for argument in call.args]
    assert [ast.unparse(time) for time in times if is_bare(time)] == []


@each(STORIES)
def test_stories_type_no_digits_into_texts(path: Path) -> None:
    assert [text for text in strings(path) if re.search(r"\d", FIELD.sub("", text)) and text not in taken(path)] == []


def taken(path: Path) -> set[str]:
    """Return the strings of a story that are not shown as they stand: its own sentence, and the shapes of its pictures."""
    assigned = [node for node in parts_of(path) if isinstance(node, ast.Assign | ast.AnnAssign) and node.value]
    named = {id(node): node.targets[0] if isinstance(node, ast.Assign) else node.target for node in assigned}
    own = [node.value for node in assigned if ast.unparse(named[id(node)]) in ("text", "shapes")]
    return {each.value for value in own for each in ast.walk(value) if isinstance(each, ast.Constant)}


def test_stories_do_not_hide_modules_of_the_standard_library() -> None:
    assert [path.stem for path in STORIES if path.stem in sys.stdlib_module_names] == []


@each(STORIES)
def test_a_story_is_one_film_with_a_summary(path: Path) -> None:
    summary = (ast.get_docstring(tree(path)) or "").partition("\n")[0]
    assert re.fullmatch(r"[A-Z].{10,110}\.", summary)
    films = [node for node in tree(path).body if isinstance(node, ast.ClassDef) and node.bases]
    assert len(films) == 1


def test_films_are_at_most_three_classes_deep() -> None:
    from scenes.stage import catalogue
    from scenes.telling.scene import TraceScene

    films = [catalogue.load(path.stem) for path in STORIES]
    deep = {film.__name__: [each.__name__ for each in film.mro() if issubclass(each, TraceScene)] for film in films}
    assert films
    assert {name: classes for name, classes in deep.items() if len(classes) > 3} == {}


# -- docstrings, names, sizes --------------------------------------------------------------------------------------------


def definitions(node: ast.AST) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    """Yield the public classes and functions of a module, and the public methods of classes that inherit from nothing."""
    for child in getattr(node, "body", []):
        if isinstance(child, ast.ClassDef | ast.FunctionDef) and not child.name.startswith("_"):
            yield child
            if isinstance(child, ast.ClassDef) and not child.bases:
                yield from definitions(child)


@each(OURS)
def test_everything_public_has_a_docstring(path: Path) -> None:
    assert ast.get_docstring(tree(path))
    assert [node.name for node in definitions(tree(path)) if not ast.get_docstring(node)] == []


def exported(path: Path) -> list[str] | None:
    for node in tree(path).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return None


@each(LIBRARIES)
def test_every_module_says_what_it_offers(path: Path) -> None:
    names = exported(path)
    assert names, "no __all__"
    module = import_module(module_of(path))
    assert [name for name in names if not hasattr(module, name)] == []
    assert [name for name in names if name.startswith("_")] == []


def test_what_is_imported_from_a_module_is_offered_by_it() -> None:
    offers = {module_of(path): exported(path) for path in (*MODEL, *MOBJECTS, *TELLING, *STAGE)}
    wrong = []
    for path in OURS:
        for module, name in imports(path):
            offer = offers.get(module)
            below = ROOT.joinpath(*module.split("."), name)
            is_module = below.is_dir() or below.with_suffix(".py").exists()
            if offer is not None and name and not is_module and name not in offer:
                wrong.append(f"{name_of(path)} imports {name} from {module}")
    assert not wrong, "\n".join(wrong)


@each(BENCHMARKS)
def test_all_that_is_public_in_a_benchmark_says_what_it_does(path: Path) -> None:
    nodes = [node for node in parts_of(path) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert [node.name for node in nodes if node.name[0] != "_" and not ast.get_docstring(node)] == []


@each([*OURS, *BENCHMARKS, BOOTSTRAP, SETUP])
def test_files_and_functions_are_short(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= (LONGEST_FILM if path in STORIES else LONGEST_FILE) or path in EXEMPT_FROM_LENGTH
    functions = [node for node in parts_of(path) if isinstance(node, ast.FunctionDef)]
    assert [f"{node.name}: {length(node)} lines" for node in functions if length(node) > LONGEST_FUNCTION] == []


def length(function: ast.FunctionDef) -> int:
    """Return how many lines a function has, its decorators and docstring aside."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 2 if body else 1


# -- what a copy of the project must not hold ----------------------------------------------------------------------------


def texts() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every file that belongs to the project, tests aside."""
    folders = ("model", "scenes", "unrolled", "docs", "benchmarks", ".ci")
    for path in (*ROOT.iterdir(), *(path for folder in folders for path in (ROOT / folder).rglob("*"))):
        if path.suffix not in (".pyc", ".safetensors", ".npz", ".gif", ".png") and path.is_file() and path.name != ".git":
            yield name_of(path), path.read_text(encoding="utf-8")


FOREIGN = {
    "an address of a package registry": r"(?i)\b(pypi\.(org|python)|pythonhosted|test\.pypi|anaconda\.org|--(extra-)?index-url)",
    "a path of one machine": r"(?<![\w.])/(work|root|home|Users|mnt|tmp/[\w.])",
    "a word of caution that was forgotten": r"\b(TODO|FIXME|XXX|HACK)\b",
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_nothing_belongs_to_one_machine(kind: str) -> None:
    found = [f"{name}: {match.group()}" for name, text in texts() for match in re.finditer(FOREIGN[kind], text)]
    assert found == []
