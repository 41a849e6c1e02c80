"""What a program works with: h, C and the word above, below them its equations, each with what it gives, and the ways between."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from manim import Animation, VGroup, VMobject

from scenes.mobjects.motion import Reveal, Shade, Vanish
from scenes.mobjects.moves import Enter, Path
from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Pass, even
from scenes.mobjects.places import named, stays
from scenes.mobjects.reading import Phrase
from scenes.mobjects.sets.cards import Card, Stack
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import CUTS, Chip
from scenes.mobjects.wires import Point, Wire

__all__ = ["ROWS", "Workings"]

ROWS: Mapping[str, str] = MappingProxyType(
    {"f": "forget_gate", "i": "input_gate", "new": "candidate", "o": "output_gate", "C": "cell", "h": "hidden"}
)
"""What the lines of the program set, from top to bottom, and which quantity that is."""
LAYERS = ("f", "i", "new", "o")
"""Of these, those of layers."""
READS: Mapping[str, tuple[str, ...]] = MappingProxyType({"C": ("f", "i", "new", "old C"), "h": ("o", "C")})
"""What a line works with that is on a card."""
TOP, OVER, HEADS = 1.95, 2.68, 0.82
"""Heights: what comes in, the way back over all, and what is said over the rows."""
SHELF, WORD, OLD_H, CARDS, LANE = 0.8, 1.98, 3.6, 5.5, 6.55
"""The x of the stack, of the word, of h and of C as they come in, and of all cards; and of the lane beside them."""
FORMULA, ROOM = 1.35, 3.2
"""Where equations begin, and how wide they may be."""
SMALL = 0.42
"""How large a card is on its way."""
PEEP, CHIP = 0.14, 1.1
"""From a card down to its letter; how wide the word may be."""


class Workings:
    """The right half of a film of a program. ``make`` makes the card of a quantity at a place, of the word told of now.

    ``height`` returns how high a line is that sets a name: there is its row. ``equations`` are by these names, and so are
    ``cards``, with "old C" and "old h" for what comes in. ``note`` says what is multiplied in layers, ``heads`` what is on cards.
    """

    def __init__(
        self,
        make: Callable[[str, Point], Card],
        stack: Callable[[Point], Stack],
        word: Callable[[], tuple[Phrase, bool]],
        height: Callable[[str], float],
        said: tuple[Phrase, Phrase, Phrase],
        *,
        notation: Notation,
        theme: Theme,
    ) -> None:
        self._make, self._pile, self._word = make, stack, word
        self._notation, self._theme, self._height = notation, theme, height
        self.equations = {name: self._equation(name) for name in ROWS}
        look: dict[str, Any] = {"theme": theme, "size": theme.small, "colour": "muted"}
        note, every, one = (Label(each, **look) for each in said)
        self.note = stays(note.sit_amid(FORMULA, HEADS, -1))
        self.heads = VGroup(stays(one.sit_amid(CARDS - 0.22, HEADS, 1)), stays(every.sit_amid(LANE - 0.43, HEADS, 1)))
        self.letters = VGroup(self._letter("previous_hidden", OLD_H), self._letter("previous_cell", CARDS))
        self.cards: dict[str, Card] = {}
        self.wires = VGroup(*self._wires())

    def y(self, name: str) -> float:
        """Return the height of the row of what a line sets, or of what comes in."""
        return TOP if name.startswith("old") else self._height(name)

    def home(self, name: str) -> Point:
        """Return where a card stands."""
        return (OLD_H if name == "old h" else CARDS), self.y(name)

    def fresh(self, name: str) -> Card:
        """Return the card of what a line sets, or of what comes in, of the word told of now."""
        quantity = {"old h": "previous_hidden", "old C": "previous_cell"}.get(name) or ROWS[name]
        return self._make(quantity, self.home(name))

    def chip(self) -> Chip:
        """Return the word told of now."""
        said, known = self._word()
        for most in CUTS:
            chip = Chip(said.shortened(most), theme=self._theme, state="current", known=known)
            if chip.width <= CHIP:
                break
        else:
            chip.scale_to_fit_width(CHIP)
        chip.move_to((WORD, TOP, 0))
        stays(chip.word)
        return chip

    def stand(self) -> VGroup:
        """Make what comes in, h, C and the word, and return it."""
        self.cards = {name: self.fresh(name) for name in ("old h", "old C")}
        self.said = self.chip()
        return VGroup(self.said, *self.cards.values())

    # -- what moves ----------------------------------------------------------------------------------------------------------

    def turned(self, name: str, *, window: tuple[float, float], seconds: float) -> list[Animation]:
        """Return animations in which the equation of a name is lit, if it has one, and the others are dimmed."""
        noted = 1.0 if name in LAYERS else self._theme.dimmed
        lit = {name: 1.0} if name in self.equations else {}
        return [
            Shade(self.note, noted, window=window, run_time=seconds),
            *(
                Shade(made, lit.get(each, self._theme.dimmed), window=window, run_time=seconds)
                for each, made in self.equations.items()
            ),
        ]

    def stacked(self, seconds: float, span: tuple[float, float]) -> list[Animation]:
        """Return animations in which h comes over into the stack, and the word's numbers come out of it, into the stack too."""
        self.stack = self._pile((SHELF, TOP))
        above, below = (float(each.get_y()) for each in (self.stack.above, self.stack.below))
        card, left = self.cards["old h"], float(self.said.box.get_left()[0])
        head = float(card.frame.get_top()[1])
        way = Path((OLD_H, head + Stack.HIGH / 2 + 0.04), (OLD_H, OVER), (SHELF, OVER), (SHELF, above))
        middle = span[0] + 0.3 * (span[1] - span[0])
        return [
            Pass(self.stack.above, way, start=SMALL, sized=(0.0, 0.15), window=span, run_time=seconds),
            Pass(
                self.stack.below,
                Path((left + Stack.WIDE / 2, below), (SHELF, below)),
                cut=("left", left),
                window=(middle, span[1]),
                run_time=seconds,
            ),
        ]

    def layer(self, name: str, seconds: float, span: tuple[float, float]) -> list[Animation]:
        """Return animations in which a copy of the stack goes into the equation of a layer, and its values come in."""
        copy, y, (start, end) = self.stack.again(), self.y(name), span
        inside = start + 0.6 * (end - start)
        going = Enter(
            copy.move_to((FORMULA - 0.1, y, 0)),
            Path((SHELF, TOP), (SHELF, y), (FORMULA - 0.1, y)),
            window=(start, inside),
            rate_func=even,
            run_time=seconds,
        )
        return [going, *self._come(name, [copy], seconds, (inside, end))]

    def worked(self, name: str, seconds: float, span: tuple[float, float]) -> list[Animation]:
        """Return animations in which copies of what a line works with go down the lane to its row, and its values come in."""
        goal, (start, end) = self.home(name), span
        ways = {each: Path(self.home(each), (LANE, self.y(each)), (LANE, goal[1]), goal) for each in READS[name]}
        inside, longest = start + 0.68 * (end - start), max(way.length for way in ways.values())
        copies = {each: self.cards[each].again() for each in ways}
        plays: list[Animation] = []
        for each, way in ways.items():
            window = start, start + (inside - start) * way.length / longest
            how: dict[str, Any] = {"end": SMALL, "sized": (0.0, 0.2), "leaves": True, "rate_func": even}
            plays.append(Pass(copies[each], way, window=window, run_time=seconds, **how))
        return [*plays, *self._come(name, list(copies.values()), seconds, (inside, end))]

    def handed_over(self, seconds: float, span: tuple[float, float]) -> list[Animation]:
        """Return animations in which h and C go round to where they come in, and what was there leaves; then :meth:`renew`."""
        plays: list[Animation] = []
        (start, end), self.rounds = span, [self.cards[name].again() for name in ("C", "h")]
        above = start + 0.85 * (end - start)
        for name, card in zip(("C", "h"), self.rounds, strict=True):
            home, goal, copy = self.home(name), self.home(f"old {name}"), self.cards[name].again()
            over = goal[0], OVER
            way = Path(home, (LANE, home[1]), (LANE, OVER), over)
            how: dict[str, Any] = {"end": SMALL, "sized": (0.0, 0.12), "leaves": True, "rate_func": even}
            plays.append(Pass(copy, way, window=(start, above), run_time=seconds, **how))
            plays.append(Pass(card, Path(over, goal), start=SMALL, window=(above, end), causes=[copy], run_time=seconds))
        gone = [self.cards["old h"], self.cards["old C"], self.stack, self.said]
        early = span[0], span[0] + 0.3 * (span[1] - span[0])
        return [*plays, *(Vanish(each, window=early, run_time=seconds) for each in gone)]

    def renew(self) -> tuple[list[VMobject], list[VMobject]]:
        """Put what comes in of the word that is told of now in the place of what was handed over; return both."""
        gone: list[VMobject] = [*self.rounds]
        for name in ("old h", "old C"):
            self.cards[name] = self.fresh(name)
        self.said = self.chip()
        return gone, [self.cards["old h"], self.cards["old C"]]

    def _come(self, name: str, causes: Sequence[VMobject], seconds: float, window: tuple[float, float]) -> list[Animation]:
        """Return animations in which the card of a name comes in; one that is there has left before (:meth:`cleared`)."""
        card = self.cards[name] = self.fresh(name)
        return [Reveal(card, [*card.cells.values(), card.large], lag=0.3, causes=causes, window=window, run_time=seconds)]

    # -- what stands ---------------------------------------------------------------------------------------------------------

    def _equation(self, name: str) -> Equation:
        made = Equation(ROWS[name], notation=self._notation, theme=self._theme, size=self._theme.formula * 0.8)
        if made.width > ROOM:
            made.scale_to_fit_width(ROOM)
        made.move_to((FORMULA + made.width / 2, self.y(name), 0))
        return stays(named(made, ROWS[name]))

    def _letter(self, name: str, x: float) -> VMobject:
        sign = Symbol(name, notation=self._notation, theme=self._theme, size=self._theme.symbol * 0.9)
        y = TOP - Card.FLAT_TALL / 2 - PEEP - sign.height / 2
        return stays(named(sign.move_to((x, y, 0)), name))

    def _wires(self) -> list[Wire]:
        """Return the lane beside the cards, the way back over all, and the way from the stack to the layers."""
        look: dict[str, Any] = {"theme": self._theme, "colour": "line", "tip": False}
        rows = [self.y(name) for name in ROWS]
        made = [Wire((LANE, rows[-1]), (LANE, OVER), (OLD_H, OVER), **look), Wire((OLD_H, OVER), (SHELF, OVER), **look)]
        made += [Wire((CARDS, y), (LANE, y), **look) for y in (TOP, *rows)]
        made += [Wire((x, OVER), (x, TOP), **look) for x in (CARDS, OLD_H, SHELF)]
        made.append(Wire((SHELF, TOP), (SHELF, self.y("o")), **look))
        return [*made, *(Wire((SHELF, self.y(name)), (FORMULA - 0.1, self.y(name)), **look) for name in LAYERS)]
