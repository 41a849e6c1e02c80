"""What is cut out of a film: all of it in one piece, its moment, one act, or a piece for each act.

What is in no piece is told, but not drawn. Times of a piece's captions and chapters count from its own beginning.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from model.errors import UsageError, among, brief, named, near_matches
from scenes.stage.captions import Chapter, Cue
from scenes.stage.jobs import QUALITIES, RenderJob

if TYPE_CHECKING:
    from scenes.telling.records import Act, Beat
    from scenes.telling.scene import TraceScene

__all__ = ["Piece", "Where", "around", "pieces", "whereabouts", "whole"]

Where = Callable[[Any], int | None]
"""Returns the number of the piece that a scene is in now, or None if what it plays now is in none."""

INSTANT = 1e-3
"""Seconds that are too few to be shown."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a film from ``start`` to ``end``, in its seconds, and the numbers of the ``parts`` that are drawn for it.

    ``title`` is what it is called; the film itself, whole, has none.
    """

    title: str
    start: float
    end: float
    parts: tuple[int, ...] = ()

    @property
    def length(self) -> float:
        """How long it is, in seconds."""
        return self.end - self.start

    def acts(self, scene: "TraceScene") -> "tuple[Act, ...]":
        """Return the acts of which something is in this piece, with times of its own."""
        acts = scene.acts
        ends = [*(after.start for _, after in pairwise(acts)), float(scene.time)]
        times = (self._times(act.start, end) for act, end in zip(acts, ends, strict=True))
        return tuple(replace(act, start=start) for act, (start, end) in zip(acts, times, strict=True) if end - start > INSTANT)

    def chapters(self, scene: "TraceScene") -> tuple[Chapter, ...]:
        """Return these acts as chapters."""
        acts = self.acts(scene)
        ends = [*(after.start for _, after in pairwise(acts)), self.length]
        return tuple(Chapter(act.start, end, act.title) for act, end in zip(acts, ends, strict=True))

    def beats(self, scene: "TraceScene") -> "tuple[Beat, ...]":
        """Return the beats of which something is in this piece, with times of its own."""
        return tuple(beat for beat in map(self.own, scene.beats) if beat is not None)

    def own(self, beat: "Beat") -> "Beat | None":
        """Return a beat with times of this piece, or None if nothing of it is in it."""
        start, end = self._times(beat.start, beat.end)
        return replace(beat, start=start, end=end) if end - start > INSTANT else None

    def cues(self, scene: "TraceScene") -> tuple[Cue, ...]:
        """Return the captions of these beats."""
        return tuple(Cue(beat.start, beat.end, beat.caption) for beat in self.beats(scene))

    def poster_time(self, scene: "TraceScene", rate: int) -> float:
        """Return what the poster shows: what it shows of the film, if that is in this piece, or else its last frame."""
        if not self.title or self.start < scene.poster_time < self.end:
            return float(scene.poster_time) - self.start
        return self.length - 1 / rate

    def _times(self, start: float, end: float) -> tuple[float, float]:
        return max(start, self.start) - self.start, min(end, self.end) - self.start


def whereabouts(job: RenderJob) -> Where:
    """Return what tells in which of a job's pieces a scene is."""
    if job.moment:
        return lambda scene: 0 if scene.moment.present else None
    if job.act is not None:
        return lambda scene: 0 if len(scene.acts) - 1 == _place(job, scene) else None
    if job.clips:
        return lambda scene: max(len(scene.acts) - 1, 0)
    return lambda scene: 0


def whole(scene: "TraceScene") -> Piece:
    """Return a film that was told, in one piece."""
    return Piece("", 0.0, float(scene.time), tuple(range(len(_renderer(scene).parts))))


def around(cut: Sequence[Piece], scene: "TraceScene") -> Piece:
    """Return what all pieces of a film are in: the only one, or else the film."""
    return cut[0] if len(cut) == 1 else whole(scene)


def pieces(job: RenderJob, scene: "TraceScene") -> list[Piece]:
    """Return the pieces that a job wants of a film that was told; raises :class:`UsageError` if the film has none such."""
    if not (job.moment or job.act is not None or job.clips):
        return [whole(scene)]
    renderer, rate = _renderer(scene), QUALITIES[job.quality].rate
    found = []
    for number, parts in groupby(range(len(renderer.parts)), lambda part: renderer.pieces[part]):
        own = tuple(parts)
        start = renderer.starts[own[0]]
        title = "moment" if job.moment else scene.acts[number if job.clips else _place(job, scene)].title
        found.append(Piece(title, start, start + sum(renderer.parts[part] for part in own) / rate, own))
    if not found:
        raise UsageError(_missing(job, scene))
    return found


def _renderer(scene: "TraceScene") -> Any:
    return scene.renderer


def _place(job: RenderJob, scene: "TraceScene") -> int:
    """Return the number of the first act that is called as the job says, -1 if none is."""
    titles = [_plain(act.title) for act in scene.acts]
    wanted = _plain(job.act or "")
    return titles.index(wanted) if wanted in titles else -1


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def _missing(job: RenderJob, scene: "TraceScene") -> str:
    """Return a sentence about what a film does not have."""
    if job.act is None:
        return f"{named(job.scene)} marks no moment to be shown alone: give --act or --clips, or leave --moment out."
    typed = {act.title: f'"{act.title}"' if " " in act.title else act.title for act in scene.acts}
    near, titles = near_matches(job.act, typed, called=typed.__getitem__), list(typed.values())
    return f"{named(job.scene)} has no act {brief(job.act)}{near}; it has {among(titles, most=len(titles), room=400)}."
