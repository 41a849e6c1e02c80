"""docs/trace.md: written from what is declared, complete, and its code writes a trace that can be filmed."""

import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from docs import tables
from model import zoo
from model.cells import CELLS
from model.networks import Reader
from model.trace import STEPS, AttentionTrace, Given, Provenance, ReaderTrace, SquashTrace, Trace, declared_arrays, opened
from model.vocabulary import UNKNOWN, Vocabulary

PAGE = tables.PAGE.read_text(encoding="utf-8")
READER, REST = PAGE.split("\n# The trace of a translation")
TRANSLATION, OTHERS = REST.split("\n# Attention that was given")
GIVEN, SQUASHED = OTHERS.split("\n# A vector that is squashed")
SAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def rows(text: str) -> dict[str, str]:
    """Return the axes of each array in the tables of a text."""
    return dict(re.findall(r"^\| `(\w+)` \| ([\w, ]+) \| .+ \|$", text, re.MULTILINE))


def of_cell(kind: str) -> str:
    """Return the section about a kind of cell, and the table of what all have."""
    [section] = re.findall(rf"### `{kind}`\n(.*?)(?=\n### |\n<!-- end)", READER, re.DOTALL)
    return READER.split("## The cells")[0] + section


def test_the_page_is_what_the_code_declares() -> None:
    assert tables.written(PAGE) == PAGE, "run python -m docs.tables"


@pytest.mark.parametrize("kind", CELLS)
def test_the_page_names_every_array_of_a_reader_with_its_axes_and_no_other(kind: str) -> None:
    trace = Reader.create(Vocabulary((UNKNOWN, "a")), ("x", "y"), np.random.default_rng(0), cell=kind).run(
        "a a", gradients=True, omissions=True, dropout=True
    )
    assert {name: ", ".join(axes) for name, axes, _ in declared_arrays(trace)} == rows(of_cell(kind))


def test_so_it_does_for_a_translation() -> None:
    trace = zoo.load("english_french").run("how was your day")
    gold = replace(trace, gold=np.zeros_like(trace.weights))
    assert {name: ", ".join(axes) for name, axes, _ in declared_arrays(gold)} == rows(TRANSLATION)
    assert all(f"| `{entry}` |" in TRANSLATION for entry in trace.header())


def test_the_page_names_every_entry_of_the_header_and_of_the_provenance() -> None:
    header = zoo.load("reviews").run("not bad").header()
    assert all(f"| `{entry}` |" in READER for entry in ("format", "version", "kind", *header))
    assert all(f"`{field.name}`" in PAGE for field in fields(Provenance))


def test_the_page_says_of_every_quantity_what_it_is() -> None:
    for kind in STEPS:
        for equation in STEPS[kind].equations:
            assert re.search(rf"^\| `{equation.result}` \| time, unit \| .*`{equation.operands[0]}`", of_cell(kind), re.MULTILINE)
    assert not re.findall(r"\| *\|", PAGE)


def test_the_sample_writes_a_trace_in_which_all_equations_hold(tmp_path: Path) -> None:
    sample, _ = SAMPLES
    namespace: dict[str, Any] = {}
    exec(sample, namespace)
    rng = np.random.default_rng(0)
    arguments = [rng.normal(size=size) for size in ((3, 5), (16, 9), (16,), (2, 4), (2,))]
    namespace["write_trace"](tmp_path / "mine.npz", ["a", "b", "c"], ["no", "yes"], *arguments)
    trace = Trace.load(tmp_path / "mine.npz")
    assert isinstance(trace, ReaderTrace)
    assert all(identity.holds for identity in trace.identities())


def test_the_page_names_all_that_is_in_the_trace_of_a_matrix_and_its_sample_writes_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    exec(SAMPLES[1], {})
    trace = opened(Path("look.npz"))
    assert isinstance(trace, AttentionTrace)
    assert trace.target_tokens == ("le", "chat", "dort")
    assert {name: ", ".join(axes) for name, axes, _ in declared_arrays(trace)} == rows(GIVEN)
    assert all(f"| `{entry}` |" in GIVEN for entry in ("format", "version", "kind", *trace.header()))
    assert all(f"`{field.name}`" in GIVEN for field in fields(Given))


def test_so_it_does_for_a_vector_that_is_squashed() -> None:
    trace = SquashTrace.of([5, 0.1, -0.5])
    assert {name: ", ".join(axes) for name, axes, _ in declared_arrays(trace)} == rows(SQUASHED)
    assert all(f"| `{entry}` |" in SQUASHED for entry in ("format", "version", "kind", *trace.header()))
    assert all(f"`{field.name}`" in SQUASHED for field in fields(trace.provenance))
