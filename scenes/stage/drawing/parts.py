"""A film in parts: each is drawn and encoded by itself, by whoever has time; joined they are the film.

A part ends at the first end of a play after :data:`SECONDS` of film, and with the piece of the film that it belongs to
(:mod:`scenes.stage.cuts`), so where a film is cut never depends on how many processes draw it. What is not drawn is
*passed over*: told at once, to the very state that drawing leaves.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Protocol

import av
import numpy as np
from manim import (
    Animation,
    ChangeSpeed,
    MaintainPositionRelativeTo,
    PhaseFlow,
    Scene,
    UpdateFromFunc,
    config,
)
from manim.utils.exceptions import EndSceneEarlyException

from scenes.mobjects.motion import Reveal, Shade
from scenes.stage.cache import Cache
from scenes.stage.cuts import Where
from scenes.stage.drawing.encoder import Recipe
from scenes.stage.drawing.reel import CachingRenderer
from scenes.stage.drawing.updating import is_updated, members
from scenes.telling.witness import WITHIN

__all__ = ["SECONDS", "Chosen", "Hands", "PartRenderer", "join"]

SECONDS = 4.0
"""A part is at least as long: shorter ones spread better, but each begins with a whole picture and a key frame."""

REMEMBERING = (UpdateFromFunc, MaintainPositionRelativeTo, PhaseFlow, ChangeSpeed)
"""manim's animations that do not only look at where they are, but also at the frames before."""


class Hands(Protocol):
    """Who draws: asked at the beginning of each part, told at its end and after each of its plays.

    ``beside`` says whether there is a core more than this process needs.
    """

    beside: bool

    def begin(self, part: int) -> str | None:
        """Return the name of the part's files, without suffix, if this process is to draw it, else nothing."""

    def drew(self, part: int, frames: int) -> None:
        """Hear that this process has drawn so many frames of a part."""

    def end(self, part: int, frames: int) -> None:
        """Hear that this process has drawn a part, and written its files. It may have nothing more to do, and end."""


class Chosen:
    """Hands that draw the parts with some numbers (in ascending order) into a folder, and end the film after the last."""

    beside = False

    def __init__(self, numbers: Sequence[int], folder: Path, say: Callable[[int, int, bool], None]) -> None:
        self._numbers, self._folder, self._say = numbers, folder, say

    def begin(self, part: int) -> str | None:
        """Take a part that is chosen; end the film after the last of them."""
        if part > self._numbers[-1]:
            raise EndSceneEarlyException
        return str(self._folder / f"{part:04}") if part in self._numbers else None

    def drew(self, part: int, frames: int) -> None:
        """Say so, as below."""
        self._say(part, frames, False)

    def end(self, part: int, frames: int) -> None:
        """Say that a part is whole."""
        self._say(part, frames, True)


class PartRenderer(CachingRenderer):
    """Tells a film, draws the parts that its ``hands`` want from this process, and passes over all others.

    ``parts`` are the frames of each part, ``starts`` the second at which it begins, and ``pieces`` the number of the piece that
    it belongs to: ``where`` says which, and what is in no piece is in no part. Without hands it draws nothing, and without a
    cache it keeps nothing of what it draws.
    """

    def __init__(
        self,
        recipes: Mapping[str, Recipe] | None = None,
        hands: Hands | None = None,
        cache: Cache | None = None,
        where: Where = lambda scene: 0,
        **kwargs: Any,
    ) -> None:
        super().__init__(recipes or {}, cache, skip_animations=True, **kwargs)
        self._hands, self._where = hands, where
        self._piece: int | None = None
        self.parts: list[int] = []
        self.pieces: list[int] = []
        self.starts: list[float] = []

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        piece = self._where(scene)
        if piece != self._piece or (piece is not None and self.parts[-1] >= SECONDS * config.frame_rate):
            self._end_part()
            self._piece = piece
            if piece is not None:
                self._begin_part(piece)
        if self._original_skipping_status or self._left_out:
            self._pass_over(scene, *args, **kwargs)
            return
        super().play(scene, *args, **kwargs)
        if self._hands is not None and not self.gathers:
            self._hands.drew(len(self.parts) - 1, self.parts[-1])

    def add_frame(self, frame: np.ndarray, num_frames: int = 1) -> None:
        super().add_frame(frame, num_frames)
        if not self.skip_animations:
            self.parts[-1] += num_frames

    def scene_finished(self, scene: Scene) -> None:
        self._end_part()

    @property
    def _left_out(self) -> bool:
        """Whether the story itself skips this section."""
        return bool(self.file_writer.sections[-1].skip_animations)

    def _begin_part(self, piece: int) -> None:
        name = None if self._hands is None else self._hands.begin(len(self.parts))
        self.parts.append(0)
        self.pieces.append(piece)
        self.starts.append(float(self.time))
        self._original_skipping_status = self.skip_animations = name is None
        if name is not None and self._hands is not None:
            self.file_writer.beside = self._hands.beside
            self.begin(name)

    def _end_part(self) -> None:
        if self._hands is None or self._original_skipping_status:
            return
        self._original_skipping_status = self.skip_animations = True
        self.finish()
        self._hands.end(len(self.parts) - 1, self.parts[-1])

    def _pass_over(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Play without drawing; time goes on by the same frames, one by one, as its last digits matter where it is compared."""
        scene.compile_animation_data(*args, **kwargs)
        animations = scene.animations or []
        for animation in animations:
            animation._setup_scene(scene)
            animation.begin()
        step = 1 / config.frame_rate
        if scene.is_current_animation_frozen_frame():
            self._count(int(scene.duration / step))
        else:
            stepwise = _remembers(scene, animations)
            if not stepwise:
                self._glance(scene, animations)
            self._step(scene, np.arange(0, scene.get_run_time(animations), step), animations, stepwise=stepwise)
        self._looked(scene)
        self.num_plays += 1

    def _glance(self, scene: Scene, animations: list[Animation]) -> None:
        """Let the witness look within a play at what moves, where it can be anywhere at once."""
        moving = [each.mobject for each in members(animations) if not isinstance(each, (Reveal, Shade))]
        if getattr(scene, "witness", None) is None or not moving:
            return
        longest = scene.get_run_time(animations)
        for share in WITHIN:
            for animation in animations:
                animation.interpolate(min(share * longest / animation.run_time, 1.0))
            self._looked(scene, moving)

    @staticmethod
    def _looked(scene: Scene, moving: list[Any] | None = None) -> None:
        if hasattr(scene, "looked"):
            scene.looked(moving)

    def _step(self, scene: Scene, times: np.ndarray, animations: list[Animation], *, stepwise: bool) -> None:
        glances = {int(share * len(times)) for share in WITHIN} if stepwise else set()
        for number, time in enumerate(times):
            if stepwise:
                scene.update_to_time(time)
            if number in glances:
                self._looked(scene, scene.mobjects)
            self._count(1)
            if stepwise and scene.stop_condition is not None and scene.stop_condition():
                break
        for animation in animations:
            animation.finish()
            animation.clean_up_from_scene(scene)
        if stepwise:
            scene.update_mobjects(0)

    def _count(self, frames: int) -> None:
        self.time += frames / config.frame_rate
        if self._piece is not None and not self._left_out:
            self.parts[-1] += frames


def _remembers(scene: Scene, animations: list[Animation]) -> bool:
    """Tell whether the end of a play depends on the frames before it."""
    if scene.stop_condition is not None or scene.always_update_mobjects:
        return True
    return is_updated(scene) or any(isinstance(each, REMEMBERING) for each in members(animations))


def join(paths: Sequence[Path], frames: Sequence[int], rate: Fraction, target: Path) -> None:
    """Put the films of parts, with so many frames each, one behind the other, as they are encoded.

    All but the last have more frames than the encoder puts out of order.
    """
    with av.open(str(target), "w") as container:
        stream, start = None, 0
        for path, count in zip(paths, frames, strict=True):
            with av.open(str(path)) as part:
                source = part.streams.video[0]
                stream = stream or container.add_stream_from_template(source)
                shift = round(start / rate / (source.time_base or 1))
                for packet in part.demux(source):
                    if packet.dts is None or packet.pts is None:  # the last one is empty
                        continue
                    packet.pts, packet.dts, packet.stream = packet.pts + shift, packet.dts + shift, stream
                    container.mux(packet)
            start += count
