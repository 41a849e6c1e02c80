"""A printed number is green as far as half of its last digit from the value, and red beyond: on both sides, at any decimals."""

from fractions import Fraction
from itertools import product

import pytest

from model.trace import Axis, Measure, Measurement, Study
from scenes.mobjects.reading import MINUS, Display, Phrase
from scenes.mobjects.text import Label
from scenes.stage import worker
from scenes.telling.scene import Brief, TraceScene

pytestmark = pytest.mark.usefixtures("manim_ready")

PLACES = range(6)
PRINTED = (0, 1, 7, 12, 100, -3, -40)
"""The digits that are printed, without their decimal point."""

OFF = {"0": True, "0.3": True, "0.499": True, "0.5": True, "0.501": False, "0.6": False, "0.89": False, "1": False}
"""How far the value is from what is printed, in units of the last digit, and whether the number may then be printed so."""

CASES = [
    (places, digits, Fraction(off) * side, green)
    for places, digits, (off, green), side in product(PLACES, PRINTED, OFF.items(), (1, -1))
]


def study(values: list[float]) -> Study:
    """Return a study that holds these values."""
    about = dict.fromkeys(("study", "measured", "command", "machine", "versions"), "made up")
    return Study(
        provenance=Measurement(**about, date="2026-11-29"),
        axes=(Axis(name="run", meaning="a case", coordinates=tuple(range(len(values)))),),
        measures=(Measure(name="size", meaning="a number", unit="number", axes=("run",), values=values),),
    )


def spelt(places: int, digits: int) -> str:
    """Return a number with so many decimals by its digits alone, without rounding anything."""
    figures = str(abs(digits)).zfill(places + 1)
    whole = figures[: len(figures) - places]
    return (MINUS if digits < 0 else "") + whole + (f".{figures[-places:]}" if places else "")


class Printed(TraceScene):
    """Each case as a label that says it is rounded as it should be."""

    title, trace_type = "Printed", Study

    def construct(self) -> None:
        self.act("act")
        with self.beat("Nothing."):
            for run, (places, digits, _, _) in enumerate(CASES):
                text = spelt(places, digits)
                display = Display(self.value("size", run), "text", text, lambda value, text=text: text)
                self.add(Label(Phrase(text, "", (display,)), theme=self.theme))


def test_half_of_the_last_digit_is_where_green_ends() -> None:
    values = [float((digits + off) / 10**places) for places, digits, off, _ in CASES]
    report = worker.rehearse(Printed, Brief(study(values)))[1]
    judged = {row.index[0]: not row.problem for row in report.rows if row.key == "size"}
    wrong = [
        f"{spelt(places, digits)} for {values[run]!r}, {float(off):+} units away, should be {'green' if green else 'red'}"
        for run, (places, digits, off, green) in enumerate(CASES)
        if judged[run] != green
    ]
    assert wrong == []
    assert len(judged) == len(CASES)


@pytest.mark.parametrize("text", ["0.1.2", "1e3", "0.12 ", "+0.12", "-0.12", ".12", "12.", "", "0,12", "~0.12"])
def test_what_is_no_plain_number_prints_none(text: str) -> None:
    class Odd(TraceScene):
        title, trace_type = "Odd", Study

        def construct(self) -> None:
            self.act("act")
            with self.beat("Nothing."):
                display = Display(self.value("size", 0), "text", text, lambda value: text)
                self.add(Label(Phrase(f"x {text}", "x ", (display,)), theme=self.theme))

    [row] = [row for row in worker.rehearse(Odd, Brief(study([0.12])))[1].rows if row.key == "size"]
    assert row.problem == f"is 0.12, which {text!r} does not print"
