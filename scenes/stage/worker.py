"""One job: tell the film and check that it is true while helpers draw its parts, join them, write every format from that.

manim's configuration belongs to the whole process, so no process makes two films at once; each has a scratch folder of its own.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from threading import RLock, Semaphore
from typing import TYPE_CHECKING, Any, NamedTuple

from model.errors import RenderError, UnrolledError, named
from model.files import cache_folder, temporary_folder
from scenes.mobjects import fonts
from scenes.stage import catalogue
from scenes.stage.cache import Cache
from scenes.stage.crew import Crew, Draw, Forks, News, Slots, crew_class, garbage_left
from scenes.stage.cuts import Piece, around, pieces, whereabouts
from scenes.stage.endings import Told
from scenes.stage.formats import FORMATS
from scenes.stage.jobs import QUALITIES, RenderJob, RenderResult
from scenes.stage.masters import joined, master
from scenes.stage.outputs import outputs
from scenes.stage.room import check_room, no_room, refusals
from scenes.stage.sources import require_count, sources_of
from scenes.stage.typesetting import copied, shelf, typesetting
from scenes.telling.frame import frame_for

if TYPE_CHECKING:
    from scenes.telling.audit import Report
    from scenes.telling.records import Beat
    from scenes.telling.scene import Brief, TraceScene

__all__ = [
    "Drawn",
    "Hire",
    "Inspected",
    "Made",
    "Tell",
    "briefing",
    "draw",
    "draw_parts",
    "film",
    "inspect",
    "make",
    "manim_for",
    "rehearse",
    "titles",
]

Tell = Callable[[float, float | None], None]
"""Called with the seconds of film that are drawn and the seconds in all, as soon as they are known."""

Hire = Callable[[str, Draw, Path, Slots, Callable[[int], None]], Crew]
"""Makes a crew of what a :class:`~scenes.stage.crew.Crew` is made of."""


class Drawn(NamedTuple):
    """A part of a film: its number, how many frames it has, and its files, by what they are needed for."""

    part: int
    frames: int
    files: dict[str, bytes]


class Made(NamedTuple):
    """What a job made, the scene that was told for it, which knows its trace, and the beats of what was made."""

    result: RenderResult
    scene: "TraceScene"
    beats: "tuple[Beat, ...]"


class Inspected(NamedTuple):
    """What the audit of a job found, the words that its model does not know, and what is in none of its words."""

    report: "Report"
    unknown: tuple[str, ...]
    left_out: tuple[str, ...]


def film(job: RenderJob, tell: Tell, slots: Slots | None = None, hire: Hire | None = None) -> RenderResult:
    """Make all files of a job; raises :class:`~model.errors.UnrolledError` with one sentence for all that can go wrong.

    One helper draws, and as many more as there are ``slots``; or whom ``hire`` finds.
    """
    return make(job, tell, slots, hire).result


def make(job: RenderJob, tell: Tell, slots: Slots | None = None, hire: Hire | None = None) -> Made:
    """Make all files of a job, as :func:`film` does, and return the scene as well."""
    with manim_for(job) as scratch:
        story, brief, unknown, left_out = _story(job)
        scene, report, cut = _drawn(job, story, brief, tell, slots or Semaphore(0), scratch, hire)
        _trim(job)
        paths = _exported(job, scene, report, cut, scratch)
        return Made(
            RenderResult(job.scene, paths, around(cut, scene).length, unknown, left_out), scene, around(cut, scene).beats(scene)
        )


def draw(job: RenderJob, brief: "Brief", parts: Sequence[int], folder: Path, say: Callable[[News], None]) -> None:
    """Tell a film and draw the parts with these numbers, in ascending order, as far as there are such, into files in a folder.

    All that it writes is there, so that nothing is left where a process that does it is killed.
    """
    with manim_for(job, folder):
        from scenes.stage.drawing.parts import Chosen

        hands = Chosen(parts, folder, lambda *news: say(News(*news)))
        _told(catalogue.load(job.scene), brief, job, hands)
        _trim(job)


def draw_parts(job: RenderJob, brief: "Brief", parts: Sequence[int]) -> list[Drawn]:
    """Draw parts of a film as :func:`draw` does, but return their files: for machines that share no disk."""
    whole: list[News] = []
    with temporary_folder() as folder:
        draw(job, brief, parts, folder, lambda news: whole.append(news) if news.whole else None)
        return [
            Drawn(part, frames, {path.suffixes[-2][1:]: path.read_bytes() for path in folder.glob(f"{part:04}.*")})
            for part, frames, _ in whole
        ]


def inspect(job: RenderJob) -> Inspected:
    """Rehearse a job's film without drawing a frame, and return what the audit found."""
    with manim_for(job):
        story, brief, unknown, left_out = _story(job)
        with _explained(job):
            return Inspected(replace(rehearse(story, brief)[1], scene=job.scene), unknown, left_out)


def titles(job: RenderJob) -> tuple[str, ...]:
    """Tell a job's film without drawing or auditing it, and return what the pieces are called that it is cut into."""
    with manim_for(job):
        story, brief, *_ = _story(job)
        return tuple(piece.title for piece in pieces(job, _told(story, brief, replace(job, formats=()), None)))


def briefing(job: RenderJob) -> "Brief":
    """Return what a job's film is to film, checked as for a render."""
    fonts.prepare()
    return _story(job).brief


@contextmanager
def manim_for(job: RenderJob, inside: Path | None = None) -> Iterator[Path]:
    """Set manim up for a job, with our fonts and a scratch folder, in another one if need be, that is gone afterwards.

    Raises :class:`RenderError` for what the system refuses in the block.
    """
    with temporary_folder(inside) as folder, refusals(job), typesetting(folder) as (texts, formulas):
        from manim import tempconfig

        from scenes.mobjects import text
        from scenes.stage.shortcuts import shortcuts

        quality = QUALITIES[job.quality]
        wide, high = frame_for(quality.width, quality.height).size
        size = {"pixel_width": quality.width, "pixel_height": quality.height, "frame_width": wide, "frame_height": high}
        quiet = {"verbosity": "ERROR", "progress_bar": "none", "disable_caching": True, "format": "mp4"}
        where = {"media_dir": str(folder), "text_dir": str(texts), "tex_dir": str(formulas), "output_file": "master"}
        with tempconfig(size | {"frame_rate": quality.rate} | quiet | where), shortcuts():
            text.shelves[:] = [shelf()]
            yield folder


def rehearse(story: "type[TraceScene]", brief: "Brief") -> "tuple[TraceScene, Report]":
    """Tell a film without drawing it; return it with its audit. It then knows its beats and how long it is."""
    from manim import tempconfig

    from scenes.stage.drawing.parts import PartRenderer
    from scenes.telling.audit import audit  # here and below, because they import manim
    from scenes.telling.witness import Witness

    with tempconfig({"dry_run": True}):
        scene = story(brief=brief, renderer=PartRenderer())
        scene.witness = Witness()
        scene.render()
    return scene, audit(scene)


class _Cast(NamedTuple):
    """A film, what it shall film, the words in that which its model does not know, and what is in none of its words."""

    story: "type[TraceScene]"
    brief: "Brief"
    unknown: tuple[str, ...]
    left_out: tuple[str, ...]


def _story(job: RenderJob) -> _Cast:
    """Return the job's film and what it shall film, both checked against each other."""
    from scenes.telling.scene import Brief

    story = catalogue.load(job.scene)
    with _explained(job):
        (first, *others), unknown, left_out, studies = sources_of(job, story)
        require_count(job, story)
        word, unit = (None if number is None else number - 1 for number in (job.word, job.unit))
        brief = Brief(first, job.look, word, tuple(others), unit, job.asked, studies)
        story.admit(brief)
    return _Cast(story, brief, unknown, left_out)


def _drawn(
    job: RenderJob, story: "type[TraceScene]", brief: "Brief", tell: Tell, slots: Slots, scratch: Path, hire: Hire | None
) -> "tuple[TraceScene, Report, list[Piece]]":
    """Tell a film, have it drawn meanwhile into all that the job's formats need, and audit it before that is joined."""
    from scenes.telling.audit import audit, require_truth

    rate, length = QUALITIES[job.quality].rate, None

    def hear(frames: int) -> None:
        tell(frames / rate, length)

    with _crew(job, brief, hear, slots, scratch, hire) as crew:
        scene = _told(story, brief, job, crew, witnessed=True)
        cut = pieces(job, scene)
        length = sum(piece.length for piece in cut)
        report = replace(audit(scene), scene=job.scene)
        require_truth(report)
        if (recipes := _recipes(job)) and cut[0].parts:
            check_room(job, length, crew.folder)
            crew.finish(cut[-1].parts[-1] + 1)
            joined(job, scene, cut, recipes, crew.folder, scratch)
    return scene, report, cut


def _crew(job: RenderJob, brief: "Brief", hear: Callable[[int], None], slots: Slots, scratch: Path, hire: Hire | None) -> Crew:
    folder = scratch / "parts"
    folder.mkdir()
    what = job.scene, partial(draw, job, brief), folder, slots, hear
    if hire is not None:
        return hire(*what)
    kind = crew_class()
    own: dict[str, Any] = {"settle": partial(_settle, scratch)} if kind is Forks else {}
    return kind(*what, **own)


def _settle(scratch: Path) -> None:
    """Give a process that was forked what is not for two at once: folders for outlines, and a lock for progress bars.

    manim makes such a bar for each play, hidden or not. tqdm's own lock is one for all processes, and one that dies may leave it
    locked.
    """
    from manim import config
    from tqdm import tqdm

    from scenes.mobjects import text

    tqdm.set_lock(RLock())

    own = Path(mkdtemp(dir=scratch))
    text.shelves.append(Path(str(config.get_dir("text_dir"))))
    for name in ("text_dir", "tex_dir"):
        copied(Path(str(config.get_dir(name))), own / name)
        config[name] = str(own / name)


def _recipes(job: RenderJob) -> "dict[str, Any]":
    """Return how to encode the films that the job's formats need."""
    from scenes.stage.drawing.recipes import RECIPES

    needs = {each.needs for each in outputs(job)}
    return {name: recipe for name, recipe in RECIPES.items() if name in needs}


def _told(story: "type[TraceScene]", brief: "Brief", job: RenderJob, hands: Any, *, witnessed: bool = False) -> "TraceScene":
    """Tell a film, with whatever its hands draw in this process; ``witnessed`` where it is to be audited."""
    from scenes.stage.drawing.parts import PartRenderer
    from scenes.telling.witness import Witness

    recipes = _recipes(job)
    with _explained(job), garbage_left():
        scene = story(brief=brief, renderer=PartRenderer(recipes, hands if recipes else None, _cache(job), whereabouts(job)))
        scene.witness = Witness() if witnessed else None
        scene.render()
    return scene


@contextmanager
def _explained(job: RenderJob) -> Iterator[None]:
    """Say in one sentence what goes wrong in a film's own code, and where."""
    try:
        yield
    except (UnrolledError, KeyboardInterrupt, Told):
        raise
    except BaseException as error:  # a film may leave by sys.exit
        told = RenderError(f"{named(job.scene)} could not be drawn ({catalogue.fault(job.scene, error)}).")
        raise no_room(error, catalogue.source(job.scene)) or told from error


def _cache(job: RenderJob) -> Cache | None:
    """Return where parts are kept."""
    return Cache(cache_folder() / "parts") if job.cache else None


def _trim(job: RenderJob) -> None:
    if (cache := _cache(job)) is not None:
        cache.trim()


def _exported(job: RenderJob, scene: "TraceScene", report: "Report", cut: Sequence[Piece], scratch: Path) -> tuple[Path, ...]:
    """Write every format that the job asks for, of every piece, and the record; return where they are."""
    from scenes.stage.provenance import write_record

    made, recipes = tuple(outputs(job)), _recipes(job)
    masters = [master(job, scene, number, piece, recipes, scratch) for number, piece in enumerate(cut)]
    for output in made:
        if output.format in FORMATS:
            FORMATS[output.format].write(masters[output.piece], output.path)
        else:
            write_record(job, scene, report, output.path, around(cut, scene))
    return tuple(each.path for each in made)
