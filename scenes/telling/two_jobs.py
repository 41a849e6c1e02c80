"""The question of a GRU, whether one state can do both jobs: h, the two ways that it goes, and the verdict, of a word."""

from typing import Any

from manim import VGroup

from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Extend, Path
from scenes.mobjects.passing import Pass
from scenes.mobjects.reading import Phrase
from scenes.mobjects.sets.lstm_road import HIGH, LEFT, WIRE
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.wires import Wire
from scenes.telling.one_word import OneWord
from scenes.telling.pace import LEAD

__all__ = ["ASK", "PANEL", "SHOWING", "TwoJobs"]

QUESTION, SPELLED, BELOW = "Can one state do both jobs?", "GRU: gated recurrent unit, a network of its own", 0.5
"""What is asked; what the letters of a GRU stand for, and how far below the question that is said."""
ASKING, SHOWING, BRIDGE = -1.08, -0.15, 0.12
"""Heights of wires of the opening: from the word, and to the verdict; and how far one stops before another one."""
ASK, PANEL, OVER = 0.0, 2.1, 0.33
"""The x of what is asked for, and where the verdict begins; how far over a wire its name is."""
NUMBERED = ("previous_hidden", "reset_hidden", "reset_recurrent")
"""What is drawn with the numbers of its units."""


class TwoJobs(OneWord):
    """What a film of a GRU has that asks whether one state can do both jobs, and comes back to that in the end."""

    jobs: list[Wire]
    """The way that h goes to the verdict."""
    questions: VGroup
    """What asks, as it is on screen."""
    named: Label
    """What the letters of a GRU stand for, as it is on screen; it gives way to what is written at the ways of h."""

    def asked_large(self) -> Label:
        """Return the question, large, at the right."""
        large = Label(QUESTION, theme=self.theme, size=1.25 * self.theme.title)
        return large.sit_amid(self.frame.caption.right - large.width / 2, HIGH)

    def spelled(self) -> Label:
        """Return what the letters of a GRU stand for, below the question."""
        said = Label(SPELLED, theme=self.theme, colour="muted")
        return said.sit_amid(self.frame.caption.right - said.width / 2, HIGH - BELOW)

    def row(self, name: str, at: tuple[float, float], note: str | Phrase = "", **options: Any) -> Row:
        """Return a quantity of this step as a row; the units of the first ones are numbered, if not all are drawn."""
        made = super().row(name, at, note, **options)
        if note and name in NUMBERED and len(self.units) < self.trace.sizes.unit:
            made.number(self.read("unit_numbers"))
        return made

    def badge(self, said: str, right: float) -> VGroup:
        """Return what says which convention is shown, up to an x."""
        theme, y = self.theme, self.frame.header.y
        label = Label(said, theme=theme, size=theme.small, colour="muted")
        look: dict[str, Any] = {"stroke_color": theme.line, "stroke_width": theme.thin}
        box = Box(width=label.width + 0.26, height=0.36, corner_radius=0.12, **look)
        box.move_to((right - box.width / 2, y, 0))
        return VGroup(box, label.sit_amid(right - box.width / 2, y))

    def asking(self, mark: VGroup) -> list[Wire]:
        """Return the way from the word in the sentence to what is asked for, in two pieces: another wire will go between."""
        chip = self.ribbon.current
        x, foot = float(chip.get_x()), float(mark.get_bottom()[1])
        look: dict[str, Any] = {"theme": self.theme, "colour": "word"}
        below = Wire((x, float(chip.get_top()[1]) + 0.06), (x, ASKING), (ASK, ASKING), (ASK, SHOWING - BRIDGE), tip=False, **look)
        return [below, Wire((ASK, SHOWING + BRIDGE), (ASK, foot), **look)]

    def meet_unit(self) -> None:
        """Let the followed unit go both ways that h goes; say what it holds, and for which verdict it speaks."""
        old, unit, theme = self.road.old, self.unit, self.theme
        spotted, place = old.spot(unit), old.place(unit)
        x = place[0]
        ways = [
            Path(place, (x, WIRE), (ASK - 0.9, WIRE)),
            Path(place, (x, WIRE), (LEFT, WIRE), (LEFT, SHOWING), (PANEL - 0.5, SHOWING)),
        ]
        names = self.both_jobs()
        how: dict[str, Any] = {"cut": ("bottom", old.foot), "end": 0.5, "sized": (0.0, 0.12), "leaves": True}
        opening = [Appear(spotted, run_time=theme.quick), Vanish(self.named, run_time=theme.quick)]
        with self.beat(self.words.jobs(), *opening, *(Extend(each, run_time=LEAD) for each in self.jobs)) as room:
            for way, name in zip(ways, names, strict=True):
                self.play(
                    Pass(old.fresh(unit), way, run_time=max(0.45 * room, 1.2), **how),
                    Appear(name, run_time=theme.quick),
                )
        self.questions.add(spotted, *self.jobs, *names)

    def both_jobs(self) -> list[Label]:
        """Return what is written at the two ways that h goes."""
        places = (("it remembers", ASK + 0.8, WIRE), ("the verdict reads it", LEFT + 0.25, SHOWING))
        look: dict[str, Any] = {"theme": self.theme, "size": self.theme.label, "colour": "muted"}
        return [Label(said, **look).sit_amid(x, y + OVER, -1) for said, x, y in places]
