"""Of the parts that were drawn, the films from which every format is written: one for each piece."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from scenes.stage.cuts import Piece
from scenes.stage.formats import Master
from scenes.stage.jobs import QUALITIES, RenderJob

if TYPE_CHECKING:
    from scenes.telling.scene import TraceScene

__all__ = ["joined", "master"]


def joined(
    job: RenderJob, scene: "TraceScene", cut: Sequence[Piece], recipes: Iterable[str], folder: Path, scratch: Path
) -> None:
    """Join the parts of a film, which are in ``folder``, to a film of every piece by every recipe, in ``scratch``."""
    from scenes.stage.drawing.parts import join

    frames: list[int] = scene.renderer.parts  # type: ignore[union-attr]
    rate = Fraction(QUALITIES[job.quality].rate)
    for name in recipes:
        for number, piece in enumerate(cut):
            paths = [folder / f"{part:04}.{name}.mp4" for part in piece.parts]
            join(paths, [frames[part] for part in piece.parts], rate, _film(scratch, number, name))


def master(job: RenderJob, scene: "TraceScene", number: int, piece: Piece, recipes: Iterable[str], scratch: Path) -> Master:
    """Return the piece with this number of a film that was told and joined, with its captions and chapters."""
    from scenes.stage.provenance import metadata

    words = " ".join(scene.trace.given)
    title = f"{scene.title}, {piece.title}" if piece.title else scene.title
    return Master(
        path=_film(scratch, number, "master"),
        title=f"{title}: {words}" if words else title,
        chapters=piece.chapters(scene),
        cues=piece.cues(scene),
        metadata=metadata(job, scene.brief.traces),
        poster_time=piece.poster_time(scene, QUALITIES[job.quality].rate),
        encoded=_film(scratch, number, "film") if "film" in recipes else None,
    )


def _film(scratch: Path, number: int, recipe: str) -> Path:
    return scratch / f"{number}.{recipe}.mp4"
