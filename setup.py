"""How the wheel is made: ``unrolled`` is the only package in it, with ``model``, ``scenes`` and ``render`` inside.

In the checkout these are at the top, where plain manim, mypy and whoever reads them find them. There they import each other as
``model...`` and ``scenes...``, in the wheel as ``unrolled.model...`` and ``unrolled.scenes...``: this step copies the files, and
writes the new names into their import statements and into nothing else. All that is not in here is in ``pyproject.toml``.
"""

import ast
import io
import shutil
import tokenize
from pathlib import Path
from typing import Any

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
WHOLE, MOVED, SINGLE = "unrolled", ("model", "scenes"), "render"
BEGINNINGS = {tokenize.ENCODING, tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.COMMENT}


def renamed(source: str) -> str:
    """Return a source in which what is imported from a package that moves is imported from where it is then.

    Raises ValueError for ``import model``: where it binds a name at the top, there is no statement of the same meaning.
    """
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    lines = source.splitlines(keepends=True)
    places = []
    for before, word, name in zip([tokens[0], *tokens], tokens, tokens[1:], strict=False):
        begins = before is word or before.type in BEGINNINGS or before.string in {":", ";"}
        if begins and word.string == "from" and name.string in (*MOVED, SINGLE):
            places.append(name.start)
    for row, column in reversed(places):
        line = lines[row - 1]
        lines[row - 1] = f"{line[:column]}{WHOLE}.{line[column:]}"
    changed = "".join(lines)
    _check(changed)
    return changed


def _check(source: str) -> None:
    """Raise ValueError if a source still imports a package under its name in the checkout."""
    for node in ast.walk(ast.parse(source)):
        names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
        for name in names:
            if name.partition(".")[0] in (*MOVED, SINGLE):
                raise ValueError(f"line {getattr(node, 'lineno', 0)} imports {name}: write `from ... import ...`.")


class Build(build_py):
    """Copy the packages to their places inside of one, with their imports renamed; and documentation and studies beside them."""

    def run(self) -> None:
        if self.editable_mode:
            raise SystemExit("No editable install: `python3 bootstrap.py setup` lets .venv import the checkout.")
        shutil.rmtree(Path(self.build_lib, WHOLE), ignore_errors=True)  # what was built before may have been removed since
        super().run()
        pages = Path(self.build_lib, WHOLE, "docs")
        (pages / "studies").mkdir(parents=True, exist_ok=True)
        for path in (*(ROOT / "docs").glob("*.md"), *(ROOT / "docs").glob("studies/*.npz")):
            shutil.copy(path, pages / path.relative_to(ROOT / "docs"))

    def find_package_modules(self, package: str, package_dir: Any) -> Any:
        found = super().find_package_modules(package, package_dir)
        return [*found, (WHOLE, SINGLE, f"{SINGLE}.py")] if package == WHOLE else found

    def build_module(self, module: Any, module_file: Any, package: Any) -> Any:
        outcome = super().build_module(module, module_file, package)
        path = Path(outcome[0])
        path.write_text(renamed(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
        return outcome


def packages() -> list[str]:
    """Return every package of the wheel."""
    moved = (f"{WHOLE}.{name}" for each in MOVED for name in (each, *(f"{each}.{below}" for below in find_packages(each))))
    return [WHOLE, *moved]


if __name__ == "__main__":
    setup(
        cmdclass={"build_py": Build},
        package_dir={WHOLE: WHOLE, **{f"{WHOLE}.{name}": name for name in MOVED}},
        packages=packages(),
        package_data={
            WHOLE: ["py.typed"],
            f"{WHOLE}.model": ["zoo/*.safetensors", "zoo/*.md", "corpora/*.tsv", "corpora/*/*.tsv"],
        },
    )
