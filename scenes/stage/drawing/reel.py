"""Parts that were drawn before: what a part shows is gathered as lists of marks, and drawn only if nobody has drawn just that.

So a part is known by what is to be seen in it, not by the code that leads there: an edit of a story leaves all other parts as
they are. What else has a hand in the files is part of their keys: size, rate, encoder, our code that draws, and the libraries.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from platform import machine
from typing import Any, NamedTuple

import av
import cairo
import numpy as np

from scenes.stage.cache import Cache
from scenes.stage.drawing.encoder import Recipe
from scenes.stage.drawing.marks import Mark
from scenes.stage.drawing.renderer import FilmRenderer

__all__ = ["CachingRenderer", "Reel"]

MOST = 128_000_000
"""Bytes that the marks of a part may take; a part with more is drawn as it comes, and not kept."""

FIXED = 2_000
"""Bytes of a mark beside its look."""

SIZE = 16
LIBRARIES = ("manim", "numpy", "av", "pycairo")
SOURCES = (Path(__file__).parent, Path(__file__).parents[1] / "formats")


class Shown(NamedTuple):
    """So many frames show these marks, the first of which stay; whether the first frame is a key frame."""

    marks: list[Mark]
    still: int
    repeat: int
    key: bool


class Reel:
    """What a part shows, in order, and the digest of that."""

    def __init__(self) -> None:
        self._shown: list[Shown] = []
        self._digests: dict[int, bytes] = {}
        self._digest = _hash()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._shown)

    def __iter__(self) -> Iterator[Shown]:
        return iter(self._shown)

    def add(self, shown: Shown) -> None:
        """Add frames. All marks are kept: no other ever has the identity of one."""
        known = self._digests
        line = b"".join([known.get(id(mark)) or self._learn(mark) for mark in shown.marks])
        self._digest.update(f"{len(shown.marks)} {shown.repeat} {shown.key}".encode() + line)
        self._shown.append(shown)
        self.bytes += 8 * len(shown.marks)

    def digest(self) -> bytes:
        """Return what differs between any two reels that do not show the same."""
        return bytes(self._digest.digest())

    def _learn(self, mark: Mark) -> bytes:
        look = list(_values(mark.look()))
        self.bytes += 2 * sum(map(len, look)) + FIXED
        self._digests[id(mark)] = digest = _hashed(look)
        return digest


class CachingRenderer(FilmRenderer):
    """Draws into files between :meth:`begin` and :meth:`finish`, and takes out of ``cache``, if there is one, what it has.

    Without one, with more marks than :data:`MOST`, and where manim's camera must draw, it draws at once.
    """

    def __init__(self, recipes: Mapping[str, Recipe], cache: Cache | None = None, **kwargs: Any) -> None:
        super().__init__(recipes, **kwargs)
        self._cache = cache
        self._reel: Reel | None = None
        self._name = ""

    @property
    def gathers(self) -> bool:
        """Whether what is shown is not drawn yet."""
        return self._reel is not None

    def begin(self, name: str) -> None:
        if self._cache is None:
            super().begin(name)
            return
        self._name, self._background, self._reel = name, None, Reel()
        self.file_writer.cut = True

    def finish(self) -> None:
        if self._reel and self._cache is not None:
            self._fill(self._reel, self._cache)
        else:
            self._draw_at_once()
            super().finish()

    def _fill(self, reel: Reel, cache: Cache) -> None:
        """Take the files out of the cache, or draw them and keep them there."""
        self._reel = None
        keys = self._keys(reel.digest())
        paths = {kind: Path(f"{self._name}.{kind}.mp4") for kind in keys}
        missing = [kind for kind in keys if not cache.fetch(keys[kind], paths[kind])]
        if not missing:
            return
        self.file_writer.begin(self._name, missing)
        self._draw(reel)
        super().finish()
        for kind in missing:
            cache.store(keys[kind], paths[kind])

    def _begin_canvas(self) -> None:
        if self._reel:  # another background: what was gathered is for the old one
            self._draw_at_once()
        super()._begin_canvas()

    def _show(self, marks: list[Mark], still: int) -> None:
        if self._reel is None:
            super()._show(marks, still)
        else:
            self._seen = marks, still

    def _show_pixels(self, pixels: np.ndarray) -> None:
        self._draw_at_once()
        super()._show_pixels(pixels)

    def _film(self, repeat: int) -> None:
        if self._reel is None:
            super()._film(repeat)
        elif repeat > 0:
            self._reel.add(Shown(*self._seen, repeat, self.file_writer.cut))
            self.file_writer.cut = False
            if self._reel.bytes > MOST:
                self._draw_at_once()

    def _draw_at_once(self) -> None:
        """Draw what was gathered, and all that comes as it comes, without the cache."""
        reel, self._reel = self._reel, None
        if reel is None:
            return
        cut = self.file_writer.cut
        self.file_writer.begin(self._name)
        self._draw(reel)
        self.file_writer.cut = cut

    def _draw(self, reel: Iterable[Shown]) -> None:
        for shown in reel:
            self.file_writer.cut = shown.key
            super()._show(shown.marks, shown.still)
            super()._film(shown.repeat)

    def _keys(self, shown: bytes) -> dict[str, str]:
        """Return under which key the file of each recipe is kept, of a part that shows something with this digest."""
        spec: Any = self.file_writer.video_encoder
        size = spec.width, spec.height, spec.frame_rate
        scale = self._canvas.context.get_matrix(), self.camera.cairo_line_width_multiple
        same = _hashed(_values((*size, *scale, _plain(np.array(self.camera.background)), _makers(), shown)))
        return {kind: _hashed(_values((same, *_encoding(recipe, spec.height)))).hex() for kind, recipe in self._recipes.items()}


def _encoding(recipe: Recipe, height: int) -> tuple[Any, ...]:
    return recipe.codec, recipe.given, recipe.written, sorted(recipe.options(height).items()), recipe.every_frame


def _plain(background: np.ndarray) -> bytes:
    """Return what a background looks like: one pixel, where it is of one colour."""
    alike = (background == background[:1, :1]).all()
    return bytes(background[0, 0].tobytes() if alike else background.tobytes())


def _values(look: Iterable[Any]) -> Iterator[bytes]:
    for value in look:
        yield value if isinstance(value, bytes) else repr(value).encode()


def _hash() -> Any:
    return blake2b(digest_size=SIZE)


def _hashed(values: Iterable[bytes]) -> bytes:
    """Return the digest of a sequence: where one value ends and the next begins counts as well."""
    digest = _hash()
    for value in values:
        digest.update(f"{len(value)} ".encode() + value)
    return bytes(digest.digest())


@lru_cache
def _makers() -> bytes:
    """Return a fingerprint of our code that draws and encodes, and of the libraries that it does so with."""
    sources = [path.read_bytes() for folder in SOURCES for path in sorted(folder.glob("*.py"))]
    libraries = [f"{name} {version(name)}" for name in LIBRARIES]
    natives = [cairo.cairo_version_string(), repr(sorted(av.library_versions.items())), sys.version, machine()]
    return _hashed([*sources, *(name.encode() for name in (*libraries, *natives))])
