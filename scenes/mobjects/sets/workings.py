"""What a program works with: beside its lines what they set, and to the right of that the equations that they are."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from manim import Animation, VGroup, VMobject

from scenes.mobjects.leaves import dimmed
from scenes.mobjects.motion import Appear, Reveal, Shade, Vanish
from scenes.mobjects.moves import Extend, Path
from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import named, stays
from scenes.mobjects.reading import Phrase
from scenes.mobjects.sets.cards import Card, Stack
from scenes.mobjects.sets.layer_sum import Span, part_of
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import CUTS, Chip
from scenes.mobjects.wires import Point, Wire

__all__ = ["LAYERS", "ROWS", "Workings"]

ROWS: Mapping[str, str] = MappingProxyType(
    {"f": "forget_gate", "i": "input_gate", "new": "candidate", "o": "output_gate", "C": "cell", "h": "hidden"}
)
"""What the lines of the program set, from top to bottom, and which quantity that is."""
LAYERS: Mapping[str, str] = MappingProxyType({"f": "forget", "i": "input", "new": "candidate", "o": "output"})
"""Of these, those of layers, and how their weights are called."""
COLUMN, OLD = 1.09, 2.1
"""The x of what lines set, and the height of h and C as they come in."""
OLD_H = -0.95
"""The x of h as it comes in."""
LANES: Mapping[str, tuple[float, float]] = MappingProxyType({"C": (2.95, OLD), "h": (4.85, 2.75)})
"""The ways on which C and h go round: the x at which they go up, and the height at which they go back."""
LEAVING: Mapping[str, Span] = MappingProxyType({"C": (0.5, 0.64), "h": (0.66, 0.8)})
"""When what was there leaves, as parts of the time: as late as it can."""
ASIDE = -0.62
"""The x at which h goes down to the stack."""
FORMULA, HEAD = 2.2, (4.72, 2.8)
"""Where equations begin beside their lines, and the middle of the one that is worked out."""
ROOM = 4.3
"""How wide an equation may be."""
SET, LETTER, WORD = 0.12, 0.4, 1.66
"""From a line to its tie; from a card down to its letter; how wide the word may be."""


class Workings:
    """What lines set, by their names, each at the height of its line, and their equations.

    ``make`` makes the card of a quantity at a place, of the word told of now, ``stack`` the stack, ``word`` the word. ``height``
    returns how high a line is that sets a name, ``end`` the x at which it ends. ``said`` is what is said below all cards of the
    units in the strip and of the one with its number: ``heads``. ``equations`` are by names, and so are ``ties``, from the lines
    to them; ``cards`` too, with "old C" and "old h" for what comes in.
    """

    def __init__(
        self,
        make: Callable[[str, Point], Card],
        stack: Callable[[Point], Stack],
        word: Callable[[], tuple[Phrase, bool]],
        height: Callable[[str], float],
        end: Callable[[str], float],
        said: tuple[Phrase, Phrase],
        *,
        notation: Notation,
        theme: Theme,
    ) -> None:
        self._make, self._pile, self._word, self._height, self._end = make, stack, word, height, end
        self._notation, self._theme = notation, theme
        self.equations = {name: self._equation(name) for name in ROWS}
        dimmed(self.equations.values(), theme.dimmed)
        self.ties = {name: self._tie(name) for name in ROWS}
        aside, y = (Card.WIDE + Card.GAP) / 2, height("yield")
        heads = (Label(each, theme=theme, size=theme.small, colour="muted") for each in said)
        self.heads = VGroup(*(stays(each.sit_amid(COLUMN + way, y)) for each, way in zip(heads, (-aside, aside), strict=True)))
        self.letters = VGroup(self._letter("previous_hidden", OLD_H + aside), self._letter("previous_cell", COLUMN + aside))
        self.cards: dict[str, Card] = {}
        self.loops = {name: self._loop(name) for name in LANES}

    # -- where things are --------------------------------------------------------------------------------------------------

    def home(self, name: str) -> Point:
        """Return where the card of what a line sets stands, or of what comes in."""
        if name.startswith("old"):
            return (OLD_H if name == "old h" else COLUMN), OLD
        return COLUMN, self._height(name)

    def slot(self, name: str) -> Point:
        """Return where the number of the followed unit stands, in a card."""
        x, y = self.home(name)
        return x + (Card.WIDE + Card.GAP) / 2, y

    # -- what there is -----------------------------------------------------------------------------------------------------

    def fresh(self, name: str) -> Card:
        """Return the card of what a line sets, or of what comes in, of the word told of now."""
        quantity = {"old h": "previous_hidden", "old C": "previous_cell"}.get(name) or ROWS[name]
        return self._make(quantity, self.home(name))

    def chip(self) -> Chip:
        """Return the word told of now."""
        said, known = self._word()
        for most in CUTS:
            chip = Chip(said.shortened(most), theme=self._theme, state="current", known=known)
            if chip.width <= WORD:
                break
        else:
            chip.scale_to_fit_width(WORD)
        chip.move_to((*self.home("x"), 0))
        stays(chip.word)
        return chip

    def take(self) -> Chip:
        """Take the word told of now, and return it."""
        self.said = self.chip()
        return self.said

    def headed(self, name: str) -> Equation:
        """Return the equation of a line, to stand over where it is worked out."""
        made = self._set(name)
        return stays(named(made.move_to((*HEAD, 0)), ROWS[name]))

    # -- what moves --------------------------------------------------------------------------------------------------------

    def tied(self, name: str, seconds: float, span: Span) -> list[Animation]:
        """Return animations in which a line is tied to its equation, which lights up."""
        return [
            Extend(self.ties[name], window=part_of(span, 0.0, 0.8), run_time=seconds),
            Shade(self.equations[name], 1.0, window=part_of(span, 0.6, 1.0), run_time=seconds),
        ]

    def begun(self, seconds: float, span: Span) -> list[Animation]:
        """Return animations in which h comes that the words before left, then C, and how they are written."""
        self.cards = {name: self.fresh(name) for name in ("old h", "old C")}
        plays: list[Animation] = [Appear(self.heads, window=part_of(span, 0.7, 1.0), run_time=seconds)]
        for card, letter, when in zip(self.cards.values(), self.letters, ((0.0, 0.5), (0.45, 0.95)), strict=True):
            plays += [Appear(each, window=part_of(span, *when), run_time=seconds) for each in (card, letter)]
        return plays

    def stacked(self, seconds: float, span: Span) -> list[Animation]:
        """Return animations in which a copy of h comes over into the stack, and the word's numbers come out of it, behind h."""
        self.stack = self._pile(self.home("stack"))
        (above, y), below = ((float(each.get_x()), float(each.get_y())) for each in (self.stack.above, self.stack.below))
        start = OLD_H - (Card.WIDE + Card.GAP) / 2, OLD
        turn = float(self.said.box.get_bottom()[1])
        way = Path(start, (start[0], 1.3), (ASIDE, 1.3), (ASIDE, y), (above, y))
        foot = Path((below[0], turn + Stack.HIGH), below)
        return [
            Pass(self.stack.above, way, window=part_of(span, 0.0, 0.75), run_time=seconds),
            Pass(self.stack.below, foot, cut=("bottom", turn), window=part_of(span, 0.5, 1.0), run_time=seconds),
        ]

    def come(self, name: str, causes: Sequence[VMobject], seconds: float, span: Span) -> list[Animation]:
        """Return animations in which the card of what a line sets comes in, the number of the followed unit first."""
        card = self.cards[name] = self.fresh(name)
        return [Reveal(card, [card.large, *card.cells.values()], lag=0.3, causes=causes, window=span, run_time=seconds)]

    def looped(self, seconds: float, span: Span) -> list[Animation]:
        """Return animations in which the ways are drawn on which h and C go round."""
        return [Extend(each, window=span, run_time=seconds) for each in self.loops.values()]

    def handed_over(self, seconds: float, span: Span) -> list[Animation]:
        """Return animations in which C and h go round to where they come in, and take the place of what was there.

        Call :meth:`renew` after that.
        """
        plays: list[Animation] = []
        self.rounds = [self.cards["C"], self.cards["h"]]
        for name, card in zip(LANES, self.rounds, strict=True):
            lane, over = LANES[name]
            goal, old = self.home(f"old {name}"), self.cards[f"old {name}"]
            path = Path(card.at, (lane, card.at[1]), (lane, over), (goal[0], over), goal)
            leaving = part_of(span, *LEAVING[name])
            plays.append(Pass(card, path, there=True, window=span, run_time=seconds))
            plays.append(Vanish(old, window=leaving, run_time=seconds))
        return plays

    def renew(self) -> tuple[list[VMobject], list[VMobject]]:
        """Put what comes in of the word that is told of now in the place of what was handed over; return both."""
        for name in ("old h", "old C"):
            self.cards[name] = self.fresh(name)
        return [*self.rounds], [self.cards["old h"], self.cards["old C"]]

    def shown(self, name: str, seconds: float, span: Span) -> list[Animation]:
        """Return animations in which the equation of a line comes in beside it again."""
        made = self.equations[name] = self._equation(name)
        return [Appear(made, window=span, run_time=seconds)]

    # -- pieces ------------------------------------------------------------------------------------------------------------

    def _set(self, name: str) -> Equation:
        made = Equation(ROWS[name], notation=self._notation, theme=self._theme)
        return made.scale_to_fit_width(ROOM) if made.width > ROOM else made

    def _equation(self, name: str) -> Equation:
        made = self._set(name)
        made.move_to((FORMULA + made.width / 2, self._height(name), 0))
        return stays(named(made, ROWS[name]))

    def _tie(self, name: str) -> Wire:
        y = self._height(name)
        colour = self._notation[ROWS[name]].role
        return Wire((self._end(name) + SET, y), (FORMULA - SET, y), theme=self._theme, colour=colour)

    def _letter(self, name: str, x: float) -> VMobject:
        sign = Symbol(name, notation=self._notation, theme=self._theme, size=self._theme.symbol * 0.85)
        return stays(named(sign.move_to((x, OLD - LETTER, 0)), name))

    def _loop(self, name: str) -> Wire:
        """Return the way of C or h from its line back to where it comes in."""
        (x, y), (lane, over), goal = self.home(name), LANES[name], self.home(f"old {name}")
        half = Card.FLAT_WIDE / 2 + 0.02
        last = [goal] if over != goal[1] else []
        points = [(x + half, y), (lane, y), (lane, over)]
        if last:
            points += [(goal[0], over), (goal[0], goal[1] + Card.FLAT_TALL / 2 + 0.02)]
        else:
            points.append((goal[0] + half, over))
        return Wire(*points, theme=self._theme, colour={"C": "memory", "h": "state"}[name])
