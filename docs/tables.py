"""Writes the tables of docs/trace.md from what the code declares: ``python -m docs.tables``."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from model.trace import STEPS, AttentionTrace, Equation, ReaderTrace, SquashTrace, StepKind, Trace, TranslationTrace
from model.trace.axes import hints_of, is_optional
from model.trace.base import FORMAT, VERSION
from model.trace.declarations import Declaration, declarations
from model.trace.entries import entries
from model.trace.reader import READOUT
from model.trace.steps.encoder_decoder import EQUATIONS

__all__ = ["PAGE", "tables", "written"]

PAGE = Path(__file__).parent / "trace.md"
CELL = ("initial", "cell_weights", "steps", "gradients")
"""The fields of a reader's trace that depend on the cell."""
OPTIONAL = "; may be left out"


def arrays(declared: Iterable[Declaration], equations: Iterable[Equation], optional: set[str]) -> Iterator[str]:
    """Yield the lines of a table of arrays; what has no meaning of its own means what its equation says."""
    rights: dict[str, str] = {}
    for equation in equations:
        rights.setdefault(equation.result, quoted(equation))
    yield from ("| key | axes | meaning |", "|---|---|---|")
    for each in declared:
        meaning = each.meaning or rights.get(each.name) or f"the gradient in `{each.path[-1]}`"
        meaning += OPTIONAL if each.path[0] in optional else ""
        yield f"| `{each.name}` | {', '.join(each.axes)} | {meaning} |"


def quoted(equation: Equation) -> str:
    """Return what an equation says, with the names of arrays in backquotes."""
    return re.sub(rf"\b({'|'.join(equation.operands)})\b", r"`\1`", equation.says)


def optional_fields(kind: type[Trace]) -> set[str]:
    """Return the fields that a trace may be without."""
    return {field for field, hint in hints_of(kind).items() if is_optional(hint)}


def header(kind: type[Trace]) -> Iterator[str]:
    """Yield the lines of a table of header entries."""
    yield from ("| entry | meaning |", "|---|---|")
    yield f'| `format` | always `"{FORMAT}"` |'
    yield f"| `version` | always `{VERSION}` |"
    yield f'| `kind` | `"{kind.kind}"`: {kind.thing or f"the trace of a model that {kind.does}"} |'
    yield from (f"| `{entry.name}` | {entry.meaning}{'' if entry.demanded else OPTIONAL} |" for entry in entries(kind))


def cell(declared: StepKind) -> Iterator[str]:
    """Yield the section of one kind of cell."""
    types = {"initial": declared.state, "cell_weights": declared.weights, "steps": declared.step, "gradients": declared.step}
    own = [each for each in declarations(ReaderTrace, types) if each.path[0] in CELL]
    back = [own.pop(own.index(each)) for each in list(own) if each.path[0] == "gradients"]
    memory = [each for each in declarations(ReaderTrace, {}) if each.name == "memory" and declared.carried]
    carried = declared.carried.equations() if declared.carried else ()
    yield from (f"### `{declared.kind}`", "", declared.about, "")
    yield from arrays([*own, *memory], [*declared.equations, *carried], optional_fields(ReaderTrace))
    yield from ("", "Its gradients:", "")
    yield from arrays(back, declared.backward, set())


def tables() -> dict[str, list[str]]:
    """Return the lines of every part of the page that is written from the code, by its name."""
    readers = [each for each in declarations(ReaderTrace, {}) if each.path[0] not in (*CELL, "memory")]
    cells = [[*cell(STEPS[kind]), ""] for kind in sorted(STEPS)]
    translations = declarations(TranslationTrace, {})
    return {
        "reader header": list(header(ReaderTrace)),
        "translation header": list(header(TranslationTrace)),
        "reader arrays": list(arrays(readers, READOUT, optional_fields(ReaderTrace))),
        "reader cells": [*chain.from_iterable(cells)][:-1],
        "translation arrays": list(arrays(translations, EQUATIONS, optional_fields(TranslationTrace))),
        "attention header": list(header(AttentionTrace)),
        "attention arrays": list(arrays(declarations(AttentionTrace, {}), (), set())),
        "squash header": list(header(SquashTrace)),
        "squash arrays": list(arrays(declarations(SquashTrace, {}), (), set())),
    }


def written(page: str) -> str:
    """Return the page with all its tables written anew."""
    for name, lines in tables().items():
        start, end = f"<!-- {name}: written by docs/tables.py -->", f"<!-- end of {name} -->"
        before, rest = page.split(start)
        page = "\n".join([before + start, "", *lines, "", end + rest.split(end)[1]])
    return page


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
