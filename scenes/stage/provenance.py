"""Where a file comes from: what every exported file carries, and the JSON beside it that tells all."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from model.files import replacing, written
from model.trace import Trace
from scenes.stage.jobs import RenderJob
from scenes.stage.version import own_version
from scenes.telling.audit import Report
from scenes.telling.scene import TraceScene

__all__ = ["metadata", "versions", "write_record"]

PACKAGES = ("manim", "numpy", "av")


def versions() -> dict[str, str]:
    """Return the version of everything that shapes a film."""
    return {"unrolled": own_version(), **{name: version(name) for name in PACKAGES}}


def metadata(job: RenderJob, traces: Sequence[Trace]) -> tuple[tuple[str, str], ...]:
    """Return (name, value) pairs for a file's own metadata; what is not the same for all traces is listed in their order."""
    sources: dict[str, list[str]] = {}
    for name, value in (pair for trace in traces for pair in trace.provenance.labels()):
        sources.setdefault(name, []).append(value)
    given = traces[0].given
    return (
        ("scene", written(job.scene)),
        *([("text", " ".join(given))] if given else []),
        *((name, ", ".join(values if len(set(values)) > 1 else values[:1])) for name, values in sources.items()),
        ("versions", ", ".join(f"{name} {number}" for name, number in versions().items())),
        ("command", job.command),
    )


def write_record(job: RenderJob, scene: TraceScene, report: Report, path: Path) -> None:
    """Write the JSON beside a film: provenance, acts, and every beat with its caption and its readings.

    A reading is ``[key, index, value, aspect, shown]``. In a film of several traces there are ``models`` in place of ``model``,
    in their order, and where no model is known ``given``; a reading ends with the index of its own.
    """
    models = [asdict(trace.provenance) for trace in scene.brief.traces]
    record = {
        "film": dict(metadata(job, scene.brief.traces)),
        **({_called(scene.trace): models[0]} if len(models) == 1 else {"models": models}),
        "duration": round(float(scene.time), 3),
        "acts": [{"title": act.title, "start": round(act.start, 3)} for act in scene.acts],
        "beats": [_beat(number, scene, report) for number in range(len(scene.beats))],
    }
    with replacing(path) as aside:
        aside.write_text(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def _called(trace: Trace) -> str:
    """Return what a record calls the source of a trace."""
    return "given" if trace.provenance.says else "model"


def _beat(number: int, scene: TraceScene, report: Report) -> dict[str, Any]:
    beat = scene.beats[number]
    return {
        "act": beat.act,
        "start": round(beat.start, 3),
        "end": round(beat.end, 3),
        "caption": beat.caption,
        "readings": [
            [row.key, row.index, row.value, row.aspect, row.shown, *([row.of] if len(scene.brief.traces) > 1 else [])]
            for row in report.rows
            if row.beat == number
        ],
    }
