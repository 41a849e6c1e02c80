"""The next look: the decoder one step later, with another state, which asks the same small network about the same words."""

from collections.abc import Iterator, Sequence

from manim import Animation, AnimationGroup, VGroup, VMobject

from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Extend, Grow, Light, Path, Travel
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.places import named, stays
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Readings
from scenes.mobjects.sets.columns import Columns
from scenes.mobjects.sets.decoder_asks import Asker, Strip
from scenes.mobjects.sets.score_panel import gate, tanh_curve
from scenes.mobjects.sets.score_ruler import Mark, Ruler, Stand, numeral, pillars
from scenes.mobjects.sets.words_read import WordsRead
from scenes.mobjects.shapes import plate
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import outline
from scenes.mobjects.wires import Wire

__all__ = ["NextLook", "SmallNetwork", "framed"]

HIDDEN = Asker.STRIP[0] / 2 + 0.03
"""How deep in a decoder the middle of a state is that cannot be seen at all."""
LEFT, RIGHT, FOOT, BELOW = 1.72, 6.7, -0.98, 0.38
"""The room of the ruler, and how far below the wire of the words it begins: so that numbers of marks have room."""
NAMES, SIDEWAYS, PACKED = 0.19, 0.11, 0.5
"""How far below the ruler words are named, how high over the decoder its state turns, and how large it is on its way."""
NETWORK = 0.02, 0.0
"""The middle of the small network."""
LANE, LOW = 0.14, 0.76
"""How far below the words' h the wire is that they take, and how far below the decoders that of the last word."""


class Named(Columns):
    """Columns no wider than numbers of marks need it, so that many have their names."""

    LEAST = 0.68


class SmallNetwork(VGroup):
    """The scorer as a small box: W below, U above, where they were in the large one, then tanh, and v; ``at`` is its middle."""

    WIDE, HIGH, GATE, SIDE = 2.75, 0.94, 0.44, 0.9

    def __init__(self, at: tuple[float, float], *, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        (x, y), left = at, at[0] - self.SIDE
        self.frame = plate(self.WIDE, self.HIGH, "line", theme=theme, radius=0.16).move_to((x, y, 0))
        self.below = gate("scorer_state_weight", (left, y - self.HIGH / 2), self.GATE, theme=theme)
        self.above = gate("scorer_annotation_weight", (left, y + self.HIGH / 2), self.GATE, theme=theme)
        plus = Symbol("plus", theme=theme, size=theme.symbol * 0.6).move_to((left, y, 0))
        box = plate(0.56, 0.56, "looks", theme=theme, radius=0.1, ground="ground")
        self.squash = VGroup(box, tanh_curve(0.2, 0.19, theme=theme)).move_to((x, y, 0))
        self.last = gate("scorer_vector", (x + self.SIDE, y), self.GATE, theme=theme)
        for each in (self.below, self.above, self.squash, self.last):
            each.set_z_index(1)
        wires = [
            Wire((left + 0.18, y), (x - 0.3, y), theme=theme, width=theme.thin),
            Wire((x + 0.3, y), (x + self.SIDE - 0.24, y), theme=theme, width=theme.thin),
        ]
        self.add(self.frame, *wires, self.below, self.above, named(stays(plus), "plus"), self.squash, self.last)


class NextLook:
    """The decoder one step later, ``after`` it, right of where it was ``before``, and the network between it and the words.

    The ruler beside that has columns of the ``words``, with ``names`` below it, those of the largest ``weights`` first; ``bars``
    are their powers on it.
    """

    def __init__(
        self, before: Asker, after: Asker, row: WordsRead, words: Readings, weights: Sequence[float], *, theme: Theme
    ) -> None:
        self.before, self.after, self._row, self._theme = before, after, row, theme
        self._columns = Named(words, weights, LEFT, RIGHT, theme=theme, sizes=(theme.label, theme.small))
        self.names = self._columns.sit(FOOT - NAMES)
        (x, y), level = after.at, before.held[1]
        self.network = net = SmallNetwork(NETWORK, theme=theme)
        self.wire = Wire((before.at[0] + Asker.WIDE / 2, level), (x - Asker.WIDE / 2, level), theme=theme, colour="target")
        self._across = Path((before.at[0] + Asker.WIDE / 2 - HIDDEN, level), (x - Asker.WIDE / 2 + HIDDEN, level))
        self.old = after.state(before.readings)
        self.letter = stays(before.letter.copy().set_z_index(1).move_to(after.letter))
        gate, lane = net.above, row.foot - LANE
        into = float(gate.get_x()), float(gate.get_top()[1])
        edge, turn, foot = y + Asker.HIGH / 2, y + Asker.HIGH / 2 + SIDEWAYS, float(net.below.get_bottom()[1])
        start = after.held[0]
        self.up = Wire((start, edge), (start, turn), (into[0], turn), (into[0], foot), theme=theme, colour="target")
        self._up = Path((start, edge - 0.2), (start, turn), (into[0], turn), (into[0], float(net.below.get_y())))
        first, last = min(row.xs[0], into[0]), max(row.xs[-1], into[0])
        self.lane = Wire((first, lane), (last, lane), theme=theme, colour="source", tip=False)
        self.stubs = [Wire((each, row.foot), (each, lane), theme=theme, colour="source", tip=False) for each in row.xs]
        self.stubs.append(Wire((into[0], lane), into, theme=theme, colour="source"))
        self.out = Wire((float(net.last.get_right()[0]), NETWORK[1]), (LEFT, NETWORK[1]), theme=theme, colour="muted", tip=False)
        self._lane = lane
        self.top = lane - BELOW
        self.marks: list[Mark] = []
        self.numbers: list[VGroup] = []
        self.bars: list[VMobject] = []

    def hand_on(self, run_time: float) -> Iterator[Play]:
        """Let the decoder one step later be there, and the state go to it, as it was."""
        theme = self._theme
        yield Play([Extend(self.wire, run_time=0.3 * run_time), *(Appear(each, run_time=theme.quick) for each in self._box())])
        copy = self.before.strip.copy().set_z_index(0).move_to((*self._across.end, 0))
        yield Play([Travel(copy, self._across, along=(self.wire,), leaves=True, run_time=0.7 * run_time)])
        yield Play([Appear(each, run_time=theme.quick) for each in (self.old, self.letter)])

    def _box(self) -> list[VMobject]:
        return [self.after.box, self.after.title]

    def hear(self, said: VMobject, run_time: float) -> Iterator[Play]:
        """Let the word that was ``said`` last go along its wire below the decoders into the one one step later."""
        (x, y), start, foot = self.after.at, float(said.get_x()), float(said.get_bottom()[1])
        edge, low = y - Asker.HIGH / 2, y - LOW
        wire = Wire((start, foot), (start, low), (x, low), (x, edge), theme=self._theme, colour="target")
        yield Play([Extend(wire, run_time=0.3 * run_time)])
        copy = said.copy().set_z_index(0).move_to((x, edge + 0.2, 0))
        way = Path((start, foot - 0.12), (start, low), (x, low), (x, edge + 0.2))
        yield Play([Travel(copy, way, start=0.25, end=0.6, leaves=True, along=(wire,), run_time=0.7 * run_time)])
        yield Play([Vanish(wire, run_time=self._theme.quick)])

    def receive(self, mix: Strip, run_time: float) -> Iterator[Play]:
        """Let the mix go along its wire to the decoder one step later, and into it."""
        (x, y), level = self.after.at, float(mix.get_y())
        edge, start = y + Asker.HIGH / 2, float(mix.get_x())
        wire = Wire((float(mix.get_right()[0]), level), (x, level), (x, edge), theme=self._theme, colour="looks")
        yield Play([Extend(wire, run_time=0.3 * run_time)])
        mix.move_to((x, edge - 0.1, 0))
        way = Path((start, level), (x, level), (x, edge - 0.1))
        yield Play([Travel(mix, way, end=0.6, leaves=True, there=True, along=(wire,), run_time=0.7 * run_time)])
        yield Play([Vanish(wire, run_time=self._theme.quick)])

    def change(self, run_time: float) -> Iterator[Play]:
        """Let the state become another one, cell by cell, and then have its own letter."""
        theme, after = self._theme, self.after
        pairs = zip(self.old.cells, after.strip.cells, strict=True)
        wiped = [AnimationGroup(Grow(old, "top", leaves=True), Grow(new, "bottom")) for old, new in pairs]
        changing = AnimationGroup(*wiped, lag_ratio=0.6, run_time=run_time)
        yield Play([changing, Vanish(self.letter, run_time=theme.quick)])
        frame = after.strip.submobjects[-1]
        yield Play([Appear(each, run_time=theme.quick) for each in (after.letter, frame)], replaced=[self.old])

    def ask(self, scores: Readings, run_time: float, each: float) -> Iterator[Play]:
        """Let the state go into the same network, and after it the h of each word, whose score comes out to a small ruler."""
        theme, net = self._theme, self.network
        values = [float(score.value) for score in scores.flat()]
        high, low = max(max(values), 0.0), min(min(values), 0.0)
        self.ruler = Ruler(low, high, theme=theme, left=LEFT, right=RIGHT, foot=FOOT, top=self.top)
        shown = (net, self.up, self.lane, *self.stubs, self.out, self.names)
        yield Play([Appear(part, run_time=theme.quick) for part in shown])
        x, y = float(net.below.get_x()), float(net.below.get_y())
        copy = self.after.strip.copy().set_z_index(0).move_to((x, y, 0))
        yield Play([Travel(copy, self._up, start=PACKED, end=0.15, leaves=True, along=(self.up,), run_time=0.7 * run_time)])
        yield Play([Light(net.below, theme, run_time=0.3 * run_time)])
        ways = [self._score(source, scores, each) for source in range(len(values))]
        yield Play([AnimationGroup(*ways, lag_ratio=0.55)])
        made = (numeral(mark, self._columns, theme=theme) for mark in self.marks)
        self.numbers = [each for each in made if len(each)]
        if self.numbers:
            yield Play([Appear(each, run_time=theme.quick) for each in self.numbers])

    def _score(self, source: int, scores: Readings, run_time: float) -> Animation:
        """Return the animation in which the h of a word goes into the network, and its score comes out of it."""
        net, theme, token = self.network, self._theme, self._row.tokens[source]
        x, y, here = float(net.above.get_x()), float(net.above.get_y()), self._row.xs[source]
        copy: Strip = token.copy().move_to((x, y, 0)).set_z_index(0)
        way = Path((here, float(token.get_y())), (here, self._lane), (x, self._lane), (x, y))
        going = Travel(copy, way, end=0.3, leaves=True, run_time=0.45 * run_time)
        mark = Mark(scores[source], self.ruler, self._columns, theme=theme)
        self.marks.append(mark.set_z_index(0.5))
        end = float(mark.get_x()), float(mark.get_y())
        start = float(net.last.get_x())
        coming = Travel(mark, Path((start, NETWORK[1]), (end[0], NETWORK[1]), end), causes=[copy], run_time=0.45 * run_time)
        return AnimationGroup(going, Light(net.squash, theme, run_time=0.1 * run_time), coming, lag_ratio=1.0)

    def raise_powers(self, powers: Readings, run_time: float) -> Iterator[Play]:
        """Let a bar grow for the power of each score, where its mark was."""
        self.bars = list(pillars(powers, self._columns, Stand(self.top - FOOT, FOOT), theme=self._theme))
        going = [Vanish(each, run_time=0.4 * run_time) for each in (*self.marks, *self.numbers)]
        growing = [Grow(each, "bottom", run_time=0.6 * run_time) for each in self.bars]
        yield Play(going)
        yield Play(growing)

    def close(self, run_time: float) -> list[Animation]:
        """Return animations in which the network and its wires go."""
        return [Vanish(each, run_time=run_time) for each in (*self.network, self.up, self.lane, *self.stubs, self.out)]


def framed(strip: VMobject, *, theme: Theme) -> VMobject:
    """Return a frame around a state, which is pointed at."""
    frame = outline(strip, theme=theme, colour="focus")
    frame.set_stroke(width=theme.bold).set_z_index(1.5)
    return frame
