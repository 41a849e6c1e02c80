"""The next look: the decoder one step later, with another state, which asks the same small network about the same words."""

from collections.abc import Iterator, Sequence

import numpy as np
from manim import Animation, AnimationGroup, VGroup, VMobject

from scenes.mobjects.motion import Appear, Reveal, Vanish
from scenes.mobjects.moves import Extend, Flow, Light, Path, Travel
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.places import named, stays
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Readings
from scenes.mobjects.sets.decoder_asks import DEEP, Asker, Strip
from scenes.mobjects.sets.words_read import WordsRead
from scenes.mobjects.shapes import Box
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Wire

__all__ = ["NextLook", "SmallNetwork"]

LOW = -2.64
"""The height of the wire that a state takes to the next step."""
MIDDLE = 0.02
"""The height of the small network."""
LANE = 0.14
"""How far below the words' h the wire is that they take."""


class SmallNetwork(VGroup):
    """The scorer as a small box: W below, U above, where they were in the large one, then tanh, and v; ``at`` is its middle."""

    WIDE, HIGH, GATE, SIDE = 2.5, 0.84, 0.4, 0.82

    def __init__(self, at: tuple[float, float], *, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        (x, y), left = at, at[0] - self.SIDE
        self.frame = self._box(self.WIDE, self.HIGH, "line", 0.16).move_to((x, y, 0))
        self.below = self._gate("scorer_state_weight", left, y - self.HIGH / 2)
        self.above = self._gate("scorer_annotation_weight", left, y + self.HIGH / 2)
        plus = Symbol("plus", theme=theme, size=theme.symbol * 0.6).move_to((left, y, 0))
        self.squash = VGroup(self._box(0.5, 0.5, "looks", 0.1), self._curve()).move_to((x, y, 0))
        self.last = self._gate("scorer_vector", x + self.SIDE, y)
        for each in (self.below, self.above, self.squash, self.last):
            each.set_z_index(1)
        wires = [
            Wire((left + 0.18, y), (x - 0.27, y), theme=theme, width=theme.thin),
            Wire((x + 0.27, y), (x + self.SIDE - 0.22, y), theme=theme, width=theme.thin),
        ]
        self.add(self.frame, *wires, self.below, self.above, named(stays(plus), "plus"), self.squash, self.last)

    def _box(self, width: float, height: float, colour: str, radius: float) -> Box:
        theme = self._theme
        return Box(
            width=width,
            height=height,
            corner_radius=radius,
            stroke_color=theme.colour(colour),
            stroke_width=theme.stroke,
            fill_color=theme.panel if colour == "line" else theme.ground,
            fill_opacity=1,
        )

    def _gate(self, name: str, x: float, y: float) -> VGroup:
        letter = Symbol(name, notation=NOTATION, theme=self._theme, size=self._theme.symbol * 0.85)
        gate = VGroup(self._box(self.GATE, self.GATE, letter.quantity.role, 0.1), letter).move_to((x, y, 0))
        named(stays(letter), name)
        return gate

    def _curve(self) -> VMobject:
        steps = np.linspace(-2.6, 2.6, 25)
        curve = VMobject(stroke_color=self._theme.looks, stroke_width=self._theme.stroke)
        curve.set_points_as_corners(np.column_stack([steps / 2.6 * 0.18, np.tanh(steps) * 0.17, 0 * steps]))
        return curve


class NextLook:
    """The decoder one step later, ``after`` it, right of where it was ``before``, and the network between it and the words."""

    def __init__(self, before: Asker, after: Asker, row: WordsRead, *, theme: Theme) -> None:
        self.before, self.after, self._row, self._theme = before, after, row, theme
        y = after.at[1]
        self.network = SmallNetwork((after.held[0] + SmallNetwork.SIDE, MIDDLE), theme=theme)
        (start, _), foot = before.held, before.at[1] - Asker.HIGH / 2
        self._down = [(start, foot), (start, LOW), (after.held[0], LOW), (after.held[0], y - Asker.HIGH / 2)]
        self.wire = Wire(*self._down, theme=theme, colour="target")
        gate, lane = self.network.above, row.foot - LANE
        into = float(gate.get_x()), float(gate.get_top()[1])
        low = float(self.network.below.get_bottom()[1])
        self.up = Wire((into[0], y + Asker.HIGH / 2), (into[0], low), theme=theme, colour="target")
        first, last = min(row.xs[0], into[0]), max(row.xs[-1], into[0])
        self.lane = Wire((first, lane), (last, lane), theme=theme, colour="source", tip=False)
        self.stubs = [Wire((x, row.foot), (x, lane), theme=theme, colour="source", tip=False) for x in row.xs]
        self.stubs.append(Wire((into[0], lane), into, theme=theme, colour="source"))
        self._lane = lane
        self.scores: list[VGroup] = []

    def hand_on(self, run_time: float) -> Iterator[Play]:
        """Let the new state come out of the decoder, and go along its wire to where that is one step later."""
        theme, after = self._theme, self.after
        box = [after.box, after.title, after.letter]
        yield Play([Extend(self.wire, run_time=0.3 * run_time), *(Appear(each, run_time=theme.quick) for each in box)])
        copy = after.strip.copy().set_z_index(0)  # comes out from under the decoder, and goes under the later one
        (start, foot), *_, (end, edge) = self._down
        path = Path((start, foot + DEEP), *self._down, (end, edge + DEEP))
        yield Play([Travel(copy, path, along=(self.wire,), leaves=True, run_time=0.5 * run_time)])
        yield Play([Reveal(after.strip, after.strip.cells, lag=0.3, run_time=0.2 * run_time)])

    def ask(self, scores: Readings, run_time: float) -> Iterator[Play]:
        """Let the state go into the same network, and after it the h of all words; then each word has its score."""
        theme, net, row = self._theme, self.network, self._row
        yield Play([Appear(each, run_time=theme.quick) for each in (net, self.up, self.lane, *self.stubs)])
        x, y = float(net.below.get_x()), float(net.below.get_y())
        copy = self.after.strip.copy().set_z_index(0).move_to((x, y, 0))
        path = Path((x, self.after.at[1] + Asker.HIGH / 2 - DEEP), (x, y))
        yield Play([Travel(copy, path, end=0.15, leaves=True, along=(self.up,), run_time=0.25 * run_time)])
        yield Play([Light(net.below, theme, run_time=0.1 * run_time)])
        x, y = float(net.above.get_x()), float(net.above.get_y())
        copies: list[Strip] = [token.copy().move_to((x, y, 0)).set_z_index(0) for token in row.tokens]
        level = float(row.tokens[0].get_y())
        ways = [Path((each, level), (each, self._lane), (x, self._lane), (x, y)) for each in row.xs]
        lag = min(0.3, 2 / len(ways))
        going = Flow(copies, ways, lag=lag, run_time=0.4 * run_time, end=0.3, leaves=True)
        yield Play([going])
        self.scores = row.scored(scores)
        said = [each for each in self.scores if each.submobjects]
        lit = AnimationGroup(*(Light(each, theme, run_time=0.12 * run_time) for each in (net.above, net.squash, net.last)))
        coming: list[Animation] = [Reveal(VGroup(*said), said, lag=0.3, run_time=0.2 * run_time)]
        yield Play([AnimationGroup(lit, *coming, lag_ratio=0.7)])

    def close(self, run_time: float) -> list[Animation]:
        """Return animations in which the network and its wires go."""
        return [Vanish(each, run_time=run_time) for each in (*self.network, self.up, self.lane, *self.stubs)]

    def sources(self) -> Sequence[VMobject]:
        """Return where the words' scores are: their numbers, or the h of those without one."""
        return [said if said.submobjects else token for said, token in zip(self.scores, self._row.tokens, strict=True)]
