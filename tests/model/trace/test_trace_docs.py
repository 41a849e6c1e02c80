"""docs/trace.md: complete, and its code writes a trace that can be filmed."""

import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from model import zoo
from model.trace import Provenance, ReaderTrace, Trace, declared_arrays

PAGE = (Path(__file__).parents[3] / "docs" / "trace.md").read_text(encoding="utf-8")
HALVES = dict(zip(("reader", "translation"), PAGE.split("# The trace of a translation"), strict=True))


def rows(kind: str) -> dict[str, str]:
    """Return the axes of each array in the table of this kind."""
    [table] = re.findall(r"\| key \| axes \| meaning \|\n(.*?)\n\n", HALVES[kind], re.DOTALL)
    return dict(re.findall(r"^\| `(\w+)` \| ([\w, ]+) \|", table, re.MULTILINE))


def test_the_page_names_every_array_with_its_axes_and_no_other() -> None:
    trace = zoo.load("reviews").run("not bad")
    assert {name: ", ".join(axes) for name, axes, _ in declared_arrays(trace)} == rows("reader")


def test_so_it_does_for_a_translation() -> None:
    trace = zoo.load("english_french").run("how was your day")
    gold = replace(trace, gold=np.zeros_like(trace.weights))
    assert {name: ", ".join(axes) for name, axes, _ in declared_arrays(gold)} == rows("translation")
    assert all(f"| `{entry}` |" in HALVES["translation"] for entry in trace.header() if entry != "provenance")


def test_the_page_names_every_entry_of_the_header_and_of_the_provenance() -> None:
    header = zoo.load("reviews").run("not bad").header()
    assert all(f"| `{entry}` |" in PAGE for entry in ("format", "version", "kind", *header))
    assert all(f"`{field.name}`" in PAGE for field in fields(Provenance))


def test_the_sample_writes_a_trace_in_which_all_equations_hold(tmp_path: Path) -> None:
    [sample] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    namespace: dict[str, Any] = {}
    exec(sample, namespace)
    rng = np.random.default_rng(0)
    arguments = [rng.normal(size=size) for size in ((3, 5), (16, 9), (16,), (2, 4), (2,))]
    namespace["write_trace"](tmp_path / "mine.npz", ["a", "b", "c"], ["no", "yes"], *arguments)
    trace = Trace.load(tmp_path / "mine.npz")
    assert isinstance(trace, ReaderTrace)
    assert all(identity.holds for identity in trace.identities())
