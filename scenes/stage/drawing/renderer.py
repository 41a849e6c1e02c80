"""What manim talks to in place of its own renderer and file writer: a canvas, and one film file that is encoded beside it."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from manim import Mobject, PMobject, Scene, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject
from manim.renderer.cairo_renderer import CairoRenderer
from manim.scene.scene_file_writer import SceneFileWriter
from manim.utils.iterables import list_update

from scenes.stage.drawing.canvas import Canvas
from scenes.stage.drawing.display import displayed
from scenes.stage.drawing.encoder import Encoder, Recipe
from scenes.stage.drawing.marker import Marker
from scenes.stage.drawing.marks import Box, Mark
from scenes.stage.drawing.planes import Planes
from scenes.stage.drawing.updating import is_steady, is_updated
from scenes.stage.shortcuts import Quiet

if TYPE_CHECKING:
    from manim.typing import PixelArray

__all__ = ["FilmRenderer", "FilmWriter"]


class FilmWriter(SceneFileWriter):
    """Writes what is shown as one stream, not as one file a play, and that once for each of ``recipes``, which have names.

    ``cut`` says that the next frame is to be a key frame, ``beside`` that there is a core free to encode on.
    """

    def __init__(self, settings: Any, recipes: Mapping[str, Recipe]) -> None:
        self._recipes, self.cut, self.beside = recipes, True, False
        self._encoders: dict[str, Encoder] = {}
        self._planes: Planes | None = None
        super().__init__(settings)

    def next_section(self, *args: Any, **kwargs: Any) -> None:
        super().next_section(*args, **kwargs)
        self.cut = True  # so that players can jump there

    def add_partial_movie_file(self, hash_animation: str | None) -> None:
        """Do nothing: there are no files of single plays."""

    def begin_animation(self, *args: Any, **kwargs: Any) -> None:
        """Do nothing, as above."""

    def end_animation(self, *args: Any, **kwargs: Any) -> None:
        """Do nothing, as above."""

    def begin(self, name: str, kinds: Collection[str] | None = None) -> None:
        """Begin the files ``name.RECIPE.mp4``, of some kinds of recipes only if need be; until then nothing is written."""
        spec = self.video_encoder
        if spec is None:
            return
        size, self.cut = (spec.width, spec.height), True
        recipes = {kind: recipe for kind, recipe in self._recipes.items() if kinds is None or kind in kinds}
        self._planes = Planes(*size) if any(recipe.given == "yuv420p" for recipe in recipes.values()) else None
        self._encoders = {
            kind: Encoder(Path(f"{name}.{kind}.mp4"), recipe, *size, spec.frame_rate, beside=self.beside)
            for kind, recipe in recipes.items()
        }

    def show(self, pixels: np.ndarray, changed: list[Box], repeat: int) -> None:
        """Add ``repeat`` frames of ``pixels``, which differ from the last ones within the boxes ``changed`` only."""
        if self._planes is not None:
            self._planes.update(pixels, changed)
        for kind, encoder in self._encoders.items():
            picture = self._planes.frame if self._planes is not None and self._recipes[kind].given == "yuv420p" else pixels
            encoder.show(picture, repeat, same=not changed, key=self.cut)
        self.cut = False

    def finish(self) -> None:
        encoders, self._encoders = self._encoders, {}
        for encoder in encoders.values():
            encoder.finish()

    def abort_encode_jobs(self, reraise_encoder_failures: bool = False) -> None:
        encoders, self._encoders = self._encoders, {}
        for encoder in encoders.values():
            encoder.abort()


class _Still(NamedTuple):
    """What does not move in a play: the mobjects, how they looked when it began, and whether only manim's camera can draw one."""

    mobjects: list[Mobject]
    marks: list[Mark]
    foreign: bool


class _Cast(NamedTuple):
    """What some mobjects consist of that is displayed, and whether only manim's camera can draw a part of it."""

    mobjects: list[Mobject]
    parts: list[Mobject]
    foreign: bool


class FilmRenderer(CairoRenderer):
    """Draws what manim's own renderer draws, but of each frame only what changed.

    Mobjects that are not outlines (pictures, clouds of points) are left to manim's camera, and so is the whole frame then.
    """

    _background: Any
    _changed: list[Box]
    static_image: Any  # manim takes it away at the end of a play
    file_writer: FilmWriter

    def __init__(self, recipes: Mapping[str, Recipe] = MappingProxyType({}), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._recipes = recipes
        self._background = None  # no canvas yet: who draws nothing needs none
        self._steady, self._cast = False, _Cast([], [], False)

    def begin(self, name: str) -> None:
        """Begin files of the next frames, named as in :meth:`FilmWriter.begin`, with a picture that owes nothing to the last."""
        self._background = None
        self.file_writer.begin(name)

    def finish(self) -> None:
        """Finish these files."""
        self.file_writer.finish()

    def init_scene(self, scene: Scene, session_spec: Any, file_writer_settings: Any) -> None:
        self.file_writer = FilmWriter(file_writer_settings, self._recipes)

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        try:
            super().play(scene, *args, **kwargs)
        finally:
            Quiet.now = self._steady = False

    def save_static_frame_data(self, scene: Scene, static_mobjects: Iterable[Mobject]) -> None:
        """Remember how everything looks that does not move in this play, and forget what left the scene."""
        Quiet.now = not is_updated(scene)
        if self.camera.background is not self._background:
            self._begin_canvas()
        still = displayed(static_mobjects or ())
        self._marker.keep([*still, *self._displayed(scene.moving_mobjects).parts])
        self.static_image = _Still(still, self._marker.marks(still), _foreign(still))
        self._steady = Quiet.now and is_steady(scene.animations or ())

    def update_frame(
        self,
        scene: Scene,
        mobjects: Iterable[Mobject] | None = None,
        include_submobjects: bool = True,
        ignore_skipping: bool = True,
        **kwargs: Any,
    ) -> None:
        if self.skip_animations and not ignore_skipping:
            return
        if self.camera.background is not self._background:
            self._begin_canvas()
        still = self.static_image or _Still([], [], False)
        moving = self._displayed(mobjects or list_update(scene.mobjects, scene.foreground_mobjects))
        if still.foreign or moving.foreign:
            self._show_pixels(self._captured(still.mobjects, moving.parts))
        else:
            self._show([*still.marks, *self._marker.marks(moving.parts)], len(still.marks))

    def get_frame(self) -> "PixelArray":
        """Return the picture itself, not a copy: whoever keeps it must copy it."""
        return self._canvas.pixels

    def add_frame(self, frame: "PixelArray", num_frames: int = 1) -> None:
        if self.skip_animations:
            return
        self.time += num_frames / self.camera.frame_rate
        self._film(num_frames)

    def _show(self, marks: list[Mark], still: int) -> None:
        self._changed += self._canvas.show(marks, still)

    def _show_pixels(self, pixels: "PixelArray") -> None:
        self._changed += self._canvas.put(pixels)

    def _film(self, repeat: int) -> None:
        """Film the picture for so many frames; where that is none, as in a short wait, its changes are still to be told of."""
        if repeat > 0:
            self.file_writer.show(self._canvas.pixels, self._changed, repeat)
            self._changed = []

    def _begin_canvas(self) -> None:
        self._background = self.camera.background
        self._canvas = Canvas(self.camera, Canvas(self.camera))
        self._marker = Marker(self.camera, self._canvas.context)
        self._changed = []

    def _displayed(self, mobjects: Iterable[Mobject]) -> _Cast:
        """Look at what some mobjects consist of, once a play where that does not change in it."""
        last, these = self._cast, list(mobjects)
        if self._steady and Quiet.now and these == last.mobjects:
            return last
        parts = displayed(these)
        self._cast = _Cast(these, parts, _foreign(parts))
        return self._cast

    def _captured(self, *layers: list[Mobject]) -> "PixelArray":
        self.camera.reset()
        for mobjects in layers:
            self.camera.capture_mobjects(mobjects)
        return self.camera.pixel_array


def _foreign(mobjects: Iterable[Mobject]) -> bool:
    """Tell whether only manim's camera can draw one of these. What is neither an outline nor any of these, it leaves out."""
    for mobject in mobjects:
        if isinstance(mobject, VMobject):
            if mobject.background_image is not None:
                return True
        elif isinstance(mobject, (PMobject, AbstractImageMobject)):
            return True
    return False
