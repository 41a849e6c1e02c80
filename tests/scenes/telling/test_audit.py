"""The truth contract and its negative controls: whatever is not shown as it was computed turns the audit red.

That films of ours are green, and red with another trace, is tested where each is told (``test_every_film``).
"""

from collections.abc import Callable, Iterator
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import numpy as np
import pytest
from manim import DecimalNumber, Integer, MathTypst, Mobject, Text

from model.errors import RenderError
from model.trace import Identity, LSTMStep, ReaderTrace
from scenes.mobjects import text as writing
from scenes.mobjects.bars import Bar
from scenes.mobjects.reading import Display, Phrase, Reading, phrase
from scenes.mobjects.text import Label, Numeral
from scenes.mobjects.theme import DARK
from scenes.mobjects.values import Swatch, Vector
from scenes.stage import worker
from scenes.telling.audit import Report, audit, equations, require_truth
from scenes.telling.scene import Brief, TraceScene

pytestmark = pytest.mark.usefixtures("manim_ready")

TEXT = "not good at all"
Tell = Callable[[TraceScene], Any]


@pytest.fixture(scope="module")
def trace(read: Callable[[str], ReaderTrace]) -> ReaderTrace:
    return read(TEXT)


@pytest.fixture
def check(trace: ReaderTrace) -> Callable[..., Report]:
    """Return a function that tells a film of one beat and audits it."""

    def told(*show: Callable[[TraceScene], Mobject], says: str = "Nothing.", fields: Any = None, of: Any = trace) -> Report:
        class Film(TraceScene):
            title = "Film"
            trace_type: ClassVar = ReaderTrace

            def construct(self) -> None:
                self.act("act")
                with self.beat(says, **(fields(self) if fields else {})):
                    self.add(*(each(self).shift((0, 2 - row / 2, 0)) for row, each in enumerate(show)))

        return worker.rehearse(Film, Brief(of))[1]

    return told


def gate(scene: TraceScene) -> Reading:
    return scene.value("probabilities", 1, 2)


def cell(scene: TraceScene) -> Swatch:
    return Swatch(gate(scene), theme=DARK, scale="weight", size=(0.74, 0.25))


def bar(scene: TraceScene) -> Bar:
    return Bar(gate(scene), unit=3.0, height=0.3, left=0.0, y=0.0, paint=DARK.memory)


def label(scene: TraceScene) -> Label:
    return Label(phrase("f is {share}", share=gate(scene)), theme=DARK)


def numeral(scene: TraceScene) -> Numeral:
    return Numeral(gate(scene), theme=DARK, ink=DARK.ink)


def with_step(trace: ReaderTrace, key: str, change: float = 0.05, place: int = 2, time: int = 1) -> ReaderTrace:
    """Return the trace with one value of a step quantity changed."""
    array = trace.lookup(key).copy()
    array[time, place] += change if array[time, place] < 0.5 else -change
    return trace.with_arrays(**{key: array})


def with_array(trace: ReaderTrace, key: str, change: float = 0.05) -> ReaderTrace:
    array = trace.lookup(key).copy()
    array[(1,) * array.ndim] += change
    return trace.with_arrays(**{key: array})


# -- green ---------------------------------------------------------------------------------------------------------------


def test_what_was_computed_is_green(check: Callable[..., Report]) -> None:
    report = check(cell, bar, label, numeral, says="f is {share:3}.", fields=lambda scene: {"share": gate(scene)})
    assert report.problems == ()
    assert sorted(row.aspect for row in report.rows if row.key == "probabilities") == ["fill", "length", *["text"] * 4]
    require_truth(report)


# -- red: between trace and screen -----------------------------------------------------------------------------------------


def refilled(scene: TraceScene) -> Swatch:
    made = cell(scene)
    made.patch.set_fill("#123456")
    return made


def refilled_a_little(scene: TraceScene) -> Swatch:
    made = cell(scene)
    fill = made.patch.get_fill_color().to_hex()
    made.patch.set_fill(f"{fill[:-1]}{'0' if fill[-1] != '0' else '1'}")
    return made


def stretched(scene: TraceScene) -> Bar:
    return bar(scene).stretch(1.01, 0)


def misprinted(scene: TraceScene) -> Label:
    return Label(Phrase("0.99", "", (Display(gate(scene), "text", "0.99", lambda value: "0.99"),)), theme=DARK)


def truncated(scene: TraceScene) -> Label:
    reading = Reading("probabilities", (1, 2), float(scene.trace.probabilities[1, 2]))
    cut = f"{np.floor(reading.value * 1000) / 1000 - 0.001:.3f}"
    return Label(Phrase(cut, "", (Display(reading, "text", cut, lambda value: cut),)), theme=DARK)


def of_another_unit(scene: TraceScene) -> Swatch:
    gates = scene.trace.probabilities[1]
    other = int(np.abs(gates - gates[2]).argmax())  # two gates that are all but equal may be of one colour
    return Swatch(replace(gate(scene), index=(1, other)), theme=DARK, scale="weight", size=(0.74, 0.25))


def of_another_key(scene: TraceScene) -> Swatch:
    return Swatch(replace(gate(scene), key="input_gate"), theme=DARK, scale="weight", size=(0.74, 0.25))


def of_no_key(scene: TraceScene) -> Swatch:
    return Swatch(replace(gate(scene), key="forgetgate"), theme=DARK, scale="weight", size=(0.74, 0.25))


def out_of_range(scene: TraceScene) -> Swatch:
    return Swatch(replace(gate(scene), index=(1, 99)), theme=DARK, scale="weight", size=(0.74, 0.25))


def not_to_the_end(scene: TraceScene) -> Label:
    return Label(phrase("{row}", row=Reading("probabilities", (1,), 0.5)), theme=DARK)


def a_plain_array(scene: TraceScene) -> Vector:
    return Vector(np.array([0.1, 0.2]), theme=DARK, role="keeps", scale="share")


@pytest.mark.parametrize(
    "show",
    [
        refilled,
        refilled_a_little,
        stretched,
        misprinted,
        truncated,
        of_another_unit,
        of_another_key,
        of_no_key,
        out_of_range,
        not_to_the_end,
        a_plain_array,
    ],
)
def test_what_is_not_shown_as_computed_is_red(show: Tell, check: Callable[..., Report]) -> None:
    report = check(show)
    assert any(problem.startswith("Beat 0: ") for problem in report.problems)
    with pytest.raises(RenderError, match="does not show what was computed"):
        require_truth(report)


def test_a_numeral_spelt_wrongly_is_red(check: Callable[..., Report], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "spell", lambda value: f"{np.floor(value * 10) / 10:.2f}")  # cut off, not rounded
    assert check(lambda scene: Numeral(scene.value("forget_gate", 0, 0), theme=DARK, ink=DARK.ink)).problems


@pytest.mark.parametrize(
    "show",
    [
        lambda scene: Label("f is 0.73", theme=DARK),
        lambda scene: Label(Phrase("f is 0.73", "f is 0.73"), theme=DARK),
        lambda scene: Text("0.73"),
        lambda scene: DecimalNumber(0.73, mob_class=Text),
        lambda scene: Integer(0, mob_class=Text),
        lambda scene: MathTypst("0.73"),
    ],
    ids=["Label", "Phrase", "Text", "DecimalNumber", "Integer", "MathTypst"],
)
def test_a_typed_in_number_is_red(show: Tell, check: Callable[..., Report]) -> None:
    assert any(each.startswith("Beat 0: ") and "no reading accounts for" in each for each in check(show).problems)


def test_a_number_typed_into_a_caption_is_red(check: Callable[..., Report]) -> None:
    assert check(says="f is 0.73 for “{word}”.", fields=lambda scene: {"word": scene.value("tokens", 0)}).problems


def test_a_word_of_figures_is_not_a_typed_in_number(check: Callable[..., Report], read: Callable[[str], ReaderTrace]) -> None:
    says, fields = "The word is “{word}”.", lambda scene: {"word": scene.value("tokens", 0)}
    assert check(says=says, fields=fields, of=read("10 out of 10")).problems == ()


def test_what_is_there_and_cannot_be_seen_is_red(check: Callable[..., Report]) -> None:
    assert any("cannot be seen" in problem for problem in check(lambda scene: cell(scene).set_opacity(0)).problems)


# -- red: inside the trace -----------------------------------------------------------------------------------------------


def broken(trace: ReaderTrace) -> Iterator[tuple[str, ReaderTrace]]:
    """Yield the beginning of each identity's name and a trace in which it fails."""
    for key in LSTMStep._fields:
        yield f"{key} = ", with_step(trace, key)
    yield "logits = ", with_array(trace, "logits")
    yield "probabilities = softmax", with_array(trace, "probabilities")
    yield "probabilities sum to 1", with_array(trace, "probabilities")
    yield "memory = ", with_array(trace, "memory")
    yield "cell = sum of memory", with_array(trace, "memory")
    yield "forget_preactivation = weight", with_array(trace, "weight")
    yield "forget_preactivation = weight", with_array(trace, "bias")


def test_every_broken_identity_is_named(trace: ReaderTrace, check: Callable[..., Report]) -> None:
    for name, wrong in broken(trace):
        assert any(problem.startswith(f"In the trace, {name}") for problem in check(of=wrong).problems), name


def test_what_rounding_explains_is_green_and_no_more(trace: ReaderTrace, check: Callable[..., Report]) -> None:
    for precision in ("float64", "float32"):
        unit = float(np.spacing(np.abs(trace.hidden[1, 2]).astype(precision)))  # in its last place, however small it is
        few, many = (replace(with_step(trace, "hidden", count * unit), precision=precision) for count in (4, 32))
        assert few.hidden[1, 2] != trace.hidden[1, 2]
        assert check(of=few).problems == ()
        assert [each.partition(" fails")[0] for each in check(of=many).problems] == [
            "In the trace, hidden = output_gate * squashed_cell"
        ]


def test_many_problems_are_counted(check: Callable[..., Report]) -> None:
    many = [lambda scene, number=number: Label(f"{number}", theme=DARK) for number in range(7)]
    with pytest.raises(RenderError, match=r"\(and 4 more\)"):
        require_truth(check(*many))


def test_three_problems_are_said_in_full() -> None:
    with pytest.raises(RenderError, match=r"does not show what was computed: One\. Two\. Three\.$"):
        require_truth(Report("Film", (), (), ("One.", "Two.", "Three."), ""))


def refused(*problems: str, identities: tuple[Identity, ...] = ()) -> str:
    """Return what is said where a film with these problems is refused."""
    with pytest.raises(RenderError) as error:
        require_truth(Report("Film", (), identities, problems, ""))
    return str(error.value).removeprefix("Film does not show what was computed: ")


def test_problems_are_shortened_only_where_there_is_no_room_for_all() -> None:
    assert refused("x" * 210) == "x" * 210
    assert refused("x" * 105, "y" * 105) == "x" * 105 + " " + "y" * 105
    assert refused("x" * 211) == "x" * 35 + "…" + "x" * 34
    assert refused("x" * 211, "short.").endswith("x short.")


def test_no_equation_is_cut_in_its_middle(trace: ReaderTrace, check: Callable[..., Report]) -> None:
    report = check(of=with_step(trace, "hidden"))
    assert len(report.problems) > 1
    said = refused(*report.problems, identities=report.identities)
    assert "…" not in said
    assert len(said) < 400
    assert said.startswith("In the trace, the equation of ")
    assert report.problems[0].partition(" = ")[0].rpartition(" ")[2] in said
    one = next(each for each in report.problems if each.startswith("In the trace, hidden = "))
    assert refused(one, identities=report.identities) == one


def test_equations_of_several_traces_are_numbered(trace: ReaderTrace) -> None:
    own = list(trace.identities())
    assert list(equations([trace])) == own
    names = [f"{each.name} (trace {number})" for number in (1, 2) for each in own]
    assert [each.name for each in equations([trace, trace])] == names


def test_what_must_be_said_of_several_traces_is_said_once_each() -> None:
    traces = [
        SimpleNamespace(provenance=SimpleNamespace(says=says), identities=list) for says in ("given", "", "guessed", "given")
    ]
    untold: Any = SimpleNamespace(brief=SimpleNamespace(traces=traces), beats=(), theme=DARK, witness=None)
    assert audit(untold) == Report("SimpleNamespace", (), (), (), "given; guessed")


def test_what_was_found_cannot_be_changed(check: Callable[..., Report]) -> None:
    report = check(cell)
    with pytest.raises(FrozenInstanceError):
        report.problems = ()  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        report.rows[0].problem = ""  # type: ignore[misc]


def test_a_value_without_a_key_is_called_a_value(check: Callable[..., Report]) -> None:
    assert any("Beat 0: a value[0] is in no trace" in problem for problem in check(a_plain_array).problems)


def test_report_is_plain_json(check: Callable[..., Report], tmp_path: Path) -> None:
    report = check(cell).as_json()
    assert set(report) == {"scene", "mark", "problems", "identities", "rows"}
    row = next(row for row in report["rows"] if row["aspect"] == "fill")
    assert row["key"] == "probabilities"
    assert row["index"] == (1, 2)
    assert row["shown"].startswith("#")
    assert report["identities"][0].keys() == {"name", "error", "bound", "holds"}
    assert all(each["holds"] for each in report["identities"])
