"""One job in one process: rehearse the film, check that it is true, draw it once without loss, write every format from that.

manim's configuration belongs to the whole process, so each job gets a process, and a scratch folder, of its own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from model.errors import RenderError, UnrolledError, UsageError, near_matches
from model.trace import Trace
from scenes.mobjects.theme import THEMES
from scenes.stage import catalogue, fonts
from scenes.stage.captions import Chapter, Cue
from scenes.stage.formats import FORMATS, Master
from scenes.stage.jobs import QUALITIES, RenderJob, RenderResult

if TYPE_CHECKING:
    from scenes.stage.audit import Report
    from scenes.stage.scene import Brief, TraceScene

__all__ = ["Tell", "film", "inspect", "manim_for", "rehearse"]

Tell = Callable[[float, float], None]
"""Called with the seconds of film that are done and the seconds in all."""


def film(job: RenderJob, tell: Tell) -> RenderResult:
    """Make all files of a job; raises :class:`~model.errors.UnrolledError` with one sentence for all that can go wrong."""
    with manim_for(job) as scratch:
        from scenes.stage.audit import require_truth  # here and below, because they import manim

        story, brief = _story(job)
        rehearsal, report = rehearse(story, brief)
        require_truth(report)
        scene = _drawn(job, story, brief, lambda done: tell(done, float(rehearsal.time)))
        return _exported(job, scene, report, scratch)


def inspect(job: RenderJob) -> "Report":
    """Rehearse a job's film without drawing a frame, and return what the audit found."""
    with manim_for(job):
        return rehearse(*_story(job))[1]


@contextmanager
def manim_for(job: RenderJob) -> Iterator[Path]:
    """Set manim up for a job, with our fonts and a scratch folder that is yielded, and gone afterwards."""
    with TemporaryDirectory(prefix="unrolled-") as folder, fonts.typesetting(Path(folder)) as (texts, formulas):
        from manim import tempconfig

        quality = QUALITIES[job.quality]
        picture = {"pixel_width": quality.width, "pixel_height": quality.height, "frame_rate": quality.rate}
        quiet = {"verbosity": "ERROR", "progress_bar": "none", "disable_caching": True, "format": "mp4"}
        where = {"media_dir": folder, "text_dir": str(texts), "tex_dir": str(formulas), "output_file": "master"}
        with tempconfig(picture | quiet | where):
            yield Path(folder)


def rehearse(story: "type[TraceScene]", brief: "Brief") -> "tuple[TraceScene, Report]":
    """Tell a film without drawing it; return it with its audit. It then knows its beats and how long it is."""
    from manim import Camera, tempconfig

    from scenes.stage.audit import audit

    class Blind(Camera):
        """A camera that sees nothing: a rehearsal needs no picture."""

        def capture_mobjects(self, *args: object, **kwargs: object) -> None:
            pass

    with tempconfig({"dry_run": True}):
        scene = story(brief=brief, skip_animations=True, camera_class=Blind)
        scene.render()
    return scene, audit(scene)


def _story(job: RenderJob) -> "tuple[type[TraceScene], Brief]":
    """Return the job's film and what it shall film, both checked against each other."""
    from scenes.stage.scene import Brief

    if job.theme not in THEMES:
        raise UsageError(f"There is no theme {job.theme!r}{near_matches(job.theme, THEMES)}; there is {', '.join(THEMES)}.")
    story = catalogue.load(job.scene)
    brief = Brief(_trace(job, story), THEMES[job.theme], None if job.word is None else job.word - 1)
    story.check(brief)
    _check_letters(brief.trace)
    return story, brief


def _trace(job: RenderJob, story: "type[TraceScene]") -> Trace:
    if job.trace is not None:
        return Trace.load(job.trace)
    from model import zoo  # here, so that filming a saved trace loads no model

    return zoo.load(job.model or story.model).run(story.text if job.text is None else job.text)


def _check_letters(trace: Trace) -> None:
    missing = fonts.missing_glyphs(" ".join(trace.shown))
    if missing:
        raise UsageError(f"The fonts cannot draw {', '.join(missing)}: Inter and Noto Sans Devanagari have no such letters.")


def _drawn(job: RenderJob, story: "type[TraceScene]", brief: "Brief", tell: Callable[[float], None]) -> "TraceScene":
    """Draw a film, in the scratch folder, into all that the job's formats need."""
    from scenes.stage.drawing.recipes import RECIPES
    from scenes.stage.drawing.renderer import FilmRenderer

    needs = {FORMATS[name].needs for name in job.formats}
    scene = story(brief=brief, renderer=FilmRenderer({name: recipe for name, recipe in RECIPES.items() if name in needs}))
    scene.tell = tell
    try:
        scene.render()
    except UnrolledError:
        raise
    except Exception as error:
        raise RenderError(f"{story.__name__} could not be drawn ({type(error).__name__}: {error}).") from error
    return scene


def _exported(job: RenderJob, scene: "TraceScene", report: "Report", scratch: Path) -> RenderResult:
    """Write every format that the job asks for, and the record."""
    from scenes.stage.provenance import write_record

    master, paths = _master(job, scene, scratch), []
    for name in job.formats:
        paths.append(job.path(FORMATS[name].suffix))
        FORMATS[name].write(master, paths[-1])
    paths.append(job.path(".json"))
    write_record(job, scene, report, paths[-1])
    return RenderResult(job.scene, tuple(paths), float(scene.time), scene.trace.unknown)


def _master(job: RenderJob, scene: "TraceScene", scratch: Path) -> Master:
    from scenes.stage.provenance import metadata

    end = float(scene.time)
    ends = [*(after.start for _, after in pairwise(scene.acts)), end]
    words = " ".join(scene.trace.given)
    return Master(
        path=_drawing(scratch, "master") or scratch / "master.mp4",
        title=f"{scene.title}: {words}",
        chapters=tuple(Chapter(act.start, stop, act.title) for act, stop in zip(scene.acts, ends, strict=True)),
        cues=tuple(Cue(beat.start, beat.end, beat.caption) for beat in scene.beats),
        metadata=metadata(job, scene.brief.trace),
        poster_time=scene.poster_time,
        encoded=_drawing(scratch, "film"),
    )


def _drawing(scratch: Path, name: str) -> Path | None:
    return next(scratch.glob(f"videos/**/{name}.mp4"), None)
