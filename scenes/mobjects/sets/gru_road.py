"""The way of h through one step of a GRU: the rows, where they stand, the crossing of the reset gate, and its machines."""

from manim import VGroup

from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.sets.crossing import Crossing, Lane
from scenes.mobjects.sets.lstm_road import HIGH, LEFT, RIGHT, WIRE, Rows
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.same_machine import Machine, Source
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Squash, Wire

__all__ = ["ASIDE", "BEFORE", "OFFER", "READ", "HRoad"]

GATE, RAIL = -1.25, -0.72
"""Heights: the reset gate, and then the candidate; and the rail above the gate."""
OFFER, READ, BEFORE, ASIDE = GATE, (2.6, -1.7), (RIGHT, 0.72), (3.6, -1.75)
"""The height of the candidate; where what the update gate, the candidate and the reset gate read is."""
SLIDE, BOX, ACROSS, UNDER = 0.3, 1.5, 5.4, -0.82
"""The height of the update gate; the x of a function that makes a row at the left, and the place of the one that makes it."""
WEIGHED, WEIGHS, BELOW, TURN, MASKED = 0.35, 1.32, -0.29, 0.1, 0.9
"""With the reset gate after the weights: heights of what they make of h, of the weights, and of the rail;
where that goes up, and the x of the operator."""


class HRoad:
    """All rows and places of one step; ``rows`` makes a row, by name. Nothing of it is on screen yet.

    ``masking`` is where h, or with ``after`` what weights have made of it, meets the reset gate: ``seen``.
    """

    def __init__(self, rows: Rows, *, after: bool, keeps: bool, notation: Notation, theme: Theme) -> None:
        self._notation, self._theme, self._keeps, self.after = notation, theme, keeps, after
        self.old = rows("previous_hidden", (LEFT, HIGH), "h so far")
        self.gate = rows("reset_gate", (LEFT, GATE), "reset gate: empty hides, full shows", where="below")
        self.candidate = rows("candidate", (LEFT, OFFER), "the candidate", where="below")
        both = {
            "update_gate": "how much of h stays",
            "admitting_gate": "how much of the new comes in",
        }
        names = list(both) if keeps else list(reversed(both))
        self.update, self.other = (rows(name, (RIGHT, SLIDE), both[name]) for name in names)
        self.hidden = rows("hidden", (LEFT, WEIGHED), "the new h", where="below", has_strip=False)
        if after:
            self.weighed = rows("candidate_recurrent", (LEFT, WEIGHED), "weighed h")
            self.seen = rows("reset_recurrent", (RIGHT, HIGH), "the masked past")
            first = Lane(self.weighed, "left", lambda place: [(place[0], BELOW), (-TURN, BELOW), (-TURN, WEIGHED)], "masks")
            at = MASKED, WEIGHED
        else:
            self.weighed, at = self.old, (0.0, WIRE)
            self.seen = rows("reset_hidden", (RIGHT, HIGH), "the masked past")
            first = Lane(self.old, "left", lambda place: [(place[0], WIRE)], "state")
        self.masking = Crossing(
            "times",
            at,
            (first, Lane(self.gate, "bottom", lambda place: [(place[0], RAIL), (at[0], RAIL)], "masks")),
            Lane(self.seen, "right", lambda place: [(place[0], at[1])], "masks"),
            role="masks",
            theme=theme,
            large=1.35,
        )

    def machine(self, gate: str, source: Source) -> Machine:
        """Return the function that makes a gate, or the candidate, of what it reads, with its wires to the row.

        An update gate that does not keep is what the sigmoid leaves of one.
        """
        wide, high = Squash.WIDE / 2, Squash.HIGH / 2
        if gate == "update":
            at, y = (ACROSS, UNDER), source.at[1]
            into = [source.port("right"), (ACROSS, y), (ACROSS, UNDER - high)]
            out = [(ACROSS, UNDER + high), (ACROSS, self.update.foot)]
            colour = self.update.quantity.role
        else:
            row, colour = (self.gate, "masks") if gate == "reset" else (self.candidate, "proposes")
            side = (
                ("left", (BOX, source.at[1]), (BOX, GATE - high))
                if gate == "reset"
                else ("bottom", (RIGHT, GATE), (BOX + wide, GATE))
            )
            at = BOX, GATE
            into, out = [source.port(side[0]), *side[1:]], [(BOX - wide, GATE), (row.right + 0.07, GATE)]
        admits = gate == "update" and not self._keeps
        function = "tanh" if gate == "candidate" else "sigmoid_from_one" if admits else "sigmoid"
        return Machine(function, at, into, out, theme=self._theme, colour=colour)

    def weights(self) -> VGroup:
        """Return the weights that h goes through before the reset gate, with their wires."""
        theme, half = self._theme, Squash.HIGH / 2
        box = Squash("recurrent_weight", (LEFT, WEIGHS), theme=theme, colour="masks", notation=self._notation)
        into = Wire((LEFT, self.old.foot), (LEFT, WEIGHS + half), theme=theme, colour="state", tip=False)
        out = Wire((LEFT, WEIGHS - half), (LEFT, WEIGHED + Row.CELL[1] / 2 + 0.1), theme=theme, colour="masks")
        return VGroup(into, box, out)
