"""What an installation consists of, and whether it can draw: versions, fonts, native libraries, one tiny render."""

import platform
from collections.abc import Iterator
from time import perf_counter

from model.files import cache_folder, cache_obstacle, temporary_folder
from scenes.mobjects import fonts
from scenes.stage import worker
from scenes.stage.jobs import RenderJob

__all__ = ["examine"]


def examine() -> Iterator[str]:
    """Yield a line for each finding; raises :class:`~model.errors.UnrolledError` at the first thing that does not work."""
    fonts.prepare()
    from scenes.stage.provenance import versions  # here, because it imports manim

    yield f"python      {platform.python_version()} on {platform.system()} {platform.machine()}"
    for name, number in versions().items():
        yield f"{name:11} {number}"
    yield from _natives()
    for path in fonts.font_files():
        yield f"font        {path.name}"
    yield f"cache       {cache_obstacle() or cache_folder()}"
    yield _tiny_render()


def _natives() -> Iterator[str]:
    import cairo
    import manimpango

    yield f"cairo       {cairo.cairo_version_string()}"
    yield f"pango       {manimpango.pango_version()}"


def _tiny_render() -> str:
    """Render one word of a film as a picture, as any film is rendered."""
    start = perf_counter()
    with temporary_folder() as folder:
        job = RenderJob(scene="lstm_sentence", text="good", formats=("png",), folder=folder, quality="480p15", cache=False)
        worker.film(job, lambda done, total: None)
    return f"render      works ({perf_counter() - start:.1f} s)"
