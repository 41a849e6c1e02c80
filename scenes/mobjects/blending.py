"""How columns become one: a part of one rides into the sum and widens, and then all that is in a row levels out; threads grow."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import ManimColor, Scene, VGroup, VMobject, rate_functions

from scenes.mobjects.colours import signed
from scenes.mobjects.leaves import leaves_of, opacities_of, set_fill, set_opacities
from scenes.mobjects.motion import Own
from scenes.mobjects.moves import Path, Travel, glide
from scenes.mobjects.sets.attention_map import Thread
from scenes.mobjects.shapes import Shape, rectangle
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.weaving import Gleam

__all__ = ["Climb", "Flag", "Level", "Pulse", "Ride"]


class Ride(Travel):
    """A thing goes along ``path`` to its home and grows in width alone, from ``narrow`` times that at home.

    Its numbers come in when it is nearly there, as wide as they are.
    """

    LATE = 0.9

    def __init__(self, mobject: VMobject, path: Path, *, narrow: float, **kwargs: Any) -> None:
        super().__init__(mobject, path, **kwargs)
        self.start: Any = np.array([narrow, 1.0])

    def interpolate_mobject(self, alpha: float) -> None:
        share, seen = self.rate_func(alpha), self._seen[0] <= alpha < self._seen[1]
        place = np.array([*(self.path.at(share) - self.path.end), 0.0])
        scale = np.array([*(self.start + share * (1 - self.start)), 1.0])
        late = max(0.0, share - self.LATE) / (1 - self.LATE)
        for leaf, home, fill, stroke in self._home:
            text = hasattr(leaf, "phrase")
            leaf.points = home + place if text else (home - self._middle) * scale + self._middle + place
            shown = seen * late if text else seen
            set_opacities(leaf, fill * shown, stroke * shown)


class Flag(Own):
    """What goes along with something that rides, beside its ``path``: to its home, from ``narrow`` times its width.

    It comes in on the way, unless it is ``there``.
    """

    def __init__(self, mobject: VMobject, path: Path, *, narrow: float = 1.0, there: bool = False, **kwargs: Any) -> None:
        self._path, self._narrow, self._there = path, narrow, there
        kwargs.setdefault("rate_func", glide)
        super().__init__(mobject, introducer=True, **kwargs)

    def begin(self) -> None:
        """Remember how it lies at home."""
        self._home = [(leaf, leaf.points.copy(), *opacities_of(leaf)) for leaf in leaves_of(self.mobject)]
        self._middle = np.array(self.mobject.get_center(), float)
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        share = self.rate_func(alpha)
        place = np.array([*(self._path.at(share) - self._path.end), 0.0])
        scale = np.array([self._narrow + share * (1 - self._narrow), 1.0, 1.0])
        seen = 1.0 if self._there else min(8 * share, 1.0)
        for leaf, home, fill, stroke in self._home:
            leaf.points = (home - self._middle) * scale + self._middle + place
            set_opacities(leaf, fill * seen, stroke * seen)


class Climb(Own):
    """A thread grows from the word that it begins at to the one that it goes to."""

    LEAST = 1e-3

    def __init__(self, thread: Thread, **kwargs: Any) -> None:
        self._thread: Any = thread
        self._whole = thread.copy()
        kwargs.setdefault("rate_func", glide)
        super().__init__(thread, introducer=True, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        thread, share = self._thread, self.rate_func(alpha)
        if share >= 1:
            thread.points = self._whole.points.copy()
        else:
            thread.pointwise_become_partial(self._whole, 0, max(share, self.LEAST))
        level = float(self._whole.get_stroke_opacity()) * (alpha > 0)
        thread.stroke_rgbas[:, 3] = thread.stroke_opacity = level


class Pulse(Own):
    """A light, so many times as ``wide``, runs along a thread, or another line, from where it begins, and out of its end."""

    LONG = 0.6  # of the thread

    def __init__(self, thread: VMobject, theme: Theme, *, wide: float = 1.0, **kwargs: Any) -> None:
        self._whole = thread.copy()
        width = wide * thread.get_stroke_width()
        self._light: Any = Gleam(stroke_color=theme.ink, stroke_width=width, fill_opacity=0, stroke_opacity=0.75)
        self._light.points = thread.points.copy()
        kwargs.setdefault("rate_func", rate_functions.linear)
        super().__init__(self._light, introducer=True, remover=True, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        head = self.rate_func(alpha) * (1 + self.LONG)
        ends = max(head - self.LONG, 0.0), min(head, 1.0)
        self._light.pointwise_become_partial(self._whole, min(ends[0], 1 - 1e-3), max(ends[1], 1e-3))
        self._light.stroke_rgbas[:, 3] = self._light.stroke_opacity = 0.75 * (0 < alpha < 1)


class Level(Own):
    """What lies side by side in rows levels out to its weighted mean, row by row, as heat does in a rod, and becomes ``cells``.

    ``values`` and ``shares``, ``(row, part)`` and ``(part,)``, are what lies there and how wide it is; its colours are those of
    the values between, until all are the mean. ``smear`` is what is seen meanwhile, and gone at the end.
    """

    ACROSS, LAST, LAG = 40, 0.8, 0.03  # so many pieces across; the time of the heat; between rows
    DONE = 0.86  # when the cells are seen
    BEND, LIMIT, STEPS = 4.0, 4.0, 400

    def __init__(self, cells: Sequence[Swatch], values: np.ndarray, shares: np.ndarray, *, theme: Theme, **kwargs: Any) -> None:
        self.cells, self._rows = list(cells), self._spread(values, shares)
        self._lasts = np.linalg.eigh(_neighbours(self.ACROSS))
        self.smear = VGroup(*(piece for cell in cells for piece in self._pieces(cell)))
        numbers = np.linspace(-self.LIMIT, self.LIMIT, 2 * self.STEPS + 1)
        self._paints = np.array([ManimColor(signed(float(each), theme)).to_rgb() for each in numbers])
        kwargs.setdefault("rate_func", rate_functions.linear)
        self._all = VGroup(self.smear, *cells)
        super().__init__(self._all, introducer=True, **kwargs)

    def _spread(self, values: np.ndarray, shares: np.ndarray) -> np.ndarray:
        """Return what is in each of the pieces across a row, ``(row, piece)``: their mean is the weighted mean."""
        ends = np.concatenate([[0.0], np.cumsum(shares)]) / shares.sum()
        edges = np.linspace(0.0, 1.0, self.ACROSS + 1)
        common = np.minimum(ends[1:, None], edges[None, 1:]) - np.maximum(ends[:-1, None], edges[None, :-1])
        spread: np.ndarray = values @ np.maximum(common, 0.0) * self.ACROSS
        return spread

    def _pieces(self, cell: Swatch) -> list[Shape]:
        wide, high = cell.patch.width / self.ACROSS, cell.patch.height
        left, y = float(cell.patch.get_left()[0]), float(cell.patch.get_y())
        made = []
        for number in range(self.ACROSS):
            own = wide * (1.0 if number + 1 == self.ACROSS else 1.8)  # under the next one, so that no seam is seen
            piece = Shape(rectangle(own, high), fill_color="#000000", fill_opacity=1)
            made.append(piece.shift((left + number * wide + own / 2, y, 0)))
        return made

    def begin(self) -> None:
        """Remember the numbers of cells, which come in late."""
        self._numbers = [leaf for cell in self.cells for leaf in leaves_of(cell) if leaf is not cell.patch]
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        done = self.rate_func(alpha)
        seen = done >= self.DONE
        for cell in self.cells:
            set_fill(cell.patch, float(seen))
        for leaf in self._numbers:
            set_fill(leaf, glide(max(0.0, done - self.DONE) / (1 - self.DONE)))
        pieces = list(self.smear)
        late = self.LAG * (len(self._rows) - 1)
        for row, values in enumerate(self._rows):
            own = min(max((done / self.DONE * (1 + late)) - self.LAG * row, 0.0), 1.0)
            for piece, paint in zip(pieces[row * self.ACROSS :], self._colours(values, own), strict=False):
                piece.fill_rgbas[:, :3] = paint
                set_fill(piece, float(not seen))

    def clean_up_from_scene(self, scene: Scene) -> None:
        """Leave the cells alone."""
        super().clean_up_from_scene(scene)
        scene.remove(self._all, *self.smear)
        scene.add(*self.cells)

    def _colours(self, values: np.ndarray, share: float) -> np.ndarray:
        """Return the colours of a row after a share of its time, ``(piece, 3)``."""
        time = self.LAST * np.expm1(self.BEND * share) / np.expm1(self.BEND)
        speeds, modes = self._lasts
        now = modes @ (np.exp(-speeds * time) * (modes.T @ values)) if share < 1 else np.full_like(values, values.mean())
        places = np.rint(np.clip(now / self.LIMIT, -1, 1) * self.STEPS).astype(int) + self.STEPS
        paints: np.ndarray = self._paints[places]
        return paints


def _neighbours(count: int) -> np.ndarray:
    """Return how fast heat goes between ``count`` pieces of a rod that is one long, ``(piece, piece)``; none leaves it."""
    flow = 2 * np.eye(count) - np.eye(count, k=1) - np.eye(count, k=-1)
    flow[0, 0] = flow[-1, -1] = 1.0
    flow *= count**2
    return flow
