"""Where a file comes from: what every exported file carries, and the JSON beside it that tells all."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from model.files import replacing, written
from model.trace import Trace
from scenes.stage.cuts import Piece, whole
from scenes.stage.jobs import RenderJob
from scenes.stage.version import own_version
from scenes.telling.audit import Report
from scenes.telling.records import Beat
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


def write_record(job: RenderJob, scene: TraceScene, report: Report, path: Path, piece: Piece | None = None) -> None:
    """Write the JSON beside a film: provenance, acts, and every beat with its caption and its readings.

    A reading is ``[key, index, value, aspect, shown]``. In a film of several traces there are ``models`` in place of ``model``,
    in their order, and where no model is known ``given``; a reading ends with the index of its own. If only a ``piece`` of the
    film was made, times count from its beginning, and ``cut`` says where in the film that is.
    """
    piece = piece or whole(scene)
    beats = enumerate(map(piece.own, scene.beats))
    models = [asdict(trace.provenance) for trace in scene.brief.traces]
    record = {
        "film": dict(metadata(job, scene.brief.traces)),
        **({_called(scene.trace): models[0]} if len(models) == 1 else {"models": models}),
        **({"cut": {"title": piece.title, "start": round(piece.start, 3), "end": round(piece.end, 3)}} if piece.title else {}),
        "duration": round(piece.length, 3),
        "acts": [{"title": act.title, "start": round(act.start, 3)} for act in piece.acts(scene)],
        "beats": [_beat(number, beat, scene, report) for number, beat in beats if beat is not None],
    }
    with replacing(path) as aside:
        aside.write_text(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def _called(trace: Trace) -> str:
    """Return what a record calls the source of a trace."""
    return "given" if trace.provenance.says else "model"


def _beat(number: int, beat: Beat, scene: TraceScene, report: Report) -> dict[str, Any]:
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
