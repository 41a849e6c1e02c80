"""Attention that was given: what must hold of weights and words, in how many digits, and the sentence for each fault."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.errors import TraceError
from model.trace import AttentionTrace, Trace, softmax

SOURCE, TARGET = ("the", "cat", "sleeps", "the"), ("le", "chat", "dort")
WEIGHTS = softmax(2 * np.random.default_rng(0).normal(size=(3, 4)))


def of(weights: Any = WEIGHTS, source: Any = SOURCE, target: Any = TARGET, **options: Any) -> AttentionTrace:
    return AttentionTrace.of(weights, source, target, **options)


def bfloat16(weights: Any) -> Any:
    """Round to bfloat16, as float32."""
    bits = np.asarray(weights, np.float32).view(np.uint32)
    return ((bits + np.uint32(0x8000)) & np.uint32(0xFFFF0000)).view(np.float32)


def test_a_matrix_is_a_trace_with_one_array_and_one_equation(tmp_path: Path) -> None:
    trace = of(notes="layer 3", origin="look.npz")
    assert (trace.kind, trace.keys(), trace.given, trace.unknown) == ("attention", ("weights",), SOURCE, ())
    assert [identity.name for identity in trace.identities()] == ["weights sum to 1"]
    assert trace.lookup("sizes.target") == 3
    assert trace.lookup("source_numbers").tolist() == [1, 2, 3, 4]
    assert {*SOURCE, *TARGET, "layer 3", "look.npz"} == set(trace.shown)
    trace.save(tmp_path / "t.npz")
    again = Trace.load(tmp_path / "t.npz")
    assert again.header() == trace.header()
    assert np.array_equal(again.lookup("weights"), WEIGHTS)


def test_where_it_comes_from_is_said_to_be_no_computation_of_ours() -> None:
    source = of(notes="layer 3", origin="look.npz").provenance
    assert source.says in source.title
    assert source.labels() == (("weights", f"{source.fingerprint} of look.npz, given, not computed here"), ("notes", "layer 3"))


def test_the_fingerprint_is_of_weights_and_words() -> None:
    prints = {each.provenance.fingerprint for each in (of(), of(source=("a", "cat", "sleeps", "the")), of(WEIGHTS[:, ::-1]))}
    assert len(prints) == 3
    assert of().provenance.fingerprint == of(WEIGHTS.tolist(), list(SOURCE), np.array(TARGET)).provenance.fingerprint


@pytest.mark.parametrize(
    ("rounded", "precision"),
    [
        (lambda weights: weights, "float64"),
        (lambda weights: weights.astype(np.float32), "float32"),
        (lambda weights: weights.astype(np.float32).tolist(), "float32"),
        (lambda weights: weights.astype(np.float16), "float16"),
        (lambda weights: weights.astype(np.float16).astype(np.float64), "float16"),
        (bfloat16, "float32"),
    ],
)
@pytest.mark.parametrize("seed", range(5))
def test_weights_are_held_to_the_type_that_they_were_computed_in(seed: int, rounded: Any, precision: str, tmp_path: Path) -> None:
    weights = softmax(3 * np.random.default_rng(seed).normal(size=(15, 15)))
    trace = of(rounded(weights), [*"abcdefghijklmno"], [*"abcdefghijklmno"])
    assert trace.precision == precision
    trace.save(tmp_path / "t.npz")
    assert all(identity.holds for each in (trace, Trace.load(tmp_path / "t.npz")) for identity in each.identities())
    with pytest.raises(TraceError, match=r"^row 1 \(“a”\) of weights adds up to 0\.\d+, not to 1: divide each row by its sum"):
        of(np.asarray(rounded(weights), np.float64) * 0.95, [*"abcdefghijklmno"], [*"abcdefghijklmno"])


def test_rows_need_not_add_up_to_one_if_that_is_said() -> None:
    trace = of(WEIGHTS / 2, normalized=False)
    assert list(trace.identities()) == []
    with pytest.raises(TraceError, match="row 1"):
        of(WEIGHTS / 2)


@pytest.mark.parametrize("speck", [-9e-10, -1e-12, -1e-17])
def test_what_rounding_took_below_nought_or_above_one_is_nought_or_one(speck: float, tmp_path: Path) -> None:
    weights = np.array([[1.0 - speck, speck, 0.0, 0.0], [0.5, 0.5, speck, 0.0], WEIGHTS[2]])
    trace = of(weights)
    assert trace.weights[0].tolist() == [1.0, 0.0, 0.0, 0.0]
    assert trace.weights[1].tolist() == [0.5, 0.5, 0.0, 0.0]
    assert trace.weights[2].tolist() == WEIGHTS[2].tolist()
    trace.save(tmp_path / "t.npz")
    assert (Trace.load(tmp_path / "t.npz").lookup("weights") == trace.weights).all()
    assert all(identity.holds for identity in trace.identities())
    assert of(weights / 2, normalized=False).weights[0, 1] == 0.0


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "transposed": (
        {"weights": WEIGHTS.T},
        r"has shape \(4, 3\), and there are 3 target words \(rows\) and 4 source words .*looks t",
    ),
    "square and transposed": (
        {"weights": softmax(np.arange(9.0).reshape(3, 3) % 4).T, "source": ["abc"] * 3},
        r"^row 1 \(“le”\) of weights adds up to .*, not to 1, and every column does: it looks transposed, a row is of",
    ),
    "heads": ({"weights": np.stack([WEIGHTS] * 2)}, r"has shape \(2, 3, 4\): give one head of one layer, with 3 rows and 4 col"),
    "other words": (
        {"source": ("a", "b")},
        r"has shape \(3, 4\), and there are 3 target words \(rows\) and 2 source words \(col",
    ),
    "one number": ({"weights": 0.5}, r"has shape \(\), and there are"),
    "not a number": (
        {"weights": np.where(WEIGHTS[1, 2] == WEIGHTS, np.nan, WEIGHTS)},
        r"^row 2, column 3 \(“chat”, “sleeps”\) .*fi",
    ),
    "masked": (
        {"weights": np.ma.masked_equal(WEIGHTS, WEIGHTS[1, 2])},
        r"^row 2, column 3 \(“chat”, “sleeps”\) .*fi",
    ),
    "scores": (
        {"weights": WEIGHTS * 4},
        r"^row \d, column \d \(.*\) of weights is [123]\.\d+, it should lie in 0\.\.1: of scores,",
    ),
    "negative": (
        {"weights": -WEIGHTS},
        r"^row 1, column 1 \(“le”, “the”\) of weights is -0\.\d+, it should lie in 0\.\.1: no weight is negative; of scores",
    ),
    "negative by more than rounding": (
        {"weights": np.where(WEIGHTS[1, 2] == WEIGHTS, -2e-9, WEIGHTS)},
        r"^row 2, column 3 \(“chat”, “sleeps”\) of weights is -2e-09, it should lie in 0\.\.1: no weight is negative",
    ),
    "texts": ({"weights": [["a"]]}, "^weights holds <U1, not numbers"),
    "flags": ({"weights": WEIGHTS > 0.5}, "^weights holds bool, not numbers"),
    "ragged": ({"weights": [[1], [0.5, 0.5]]}, "^weights is no table of numbers"),
    "nothing": ({"source": (), "weights": np.zeros((3, 0))}, "^there are no source words"),
    "one text": ({"source": "the cat"}, "^source is 'the cat', it should be a list of words"),
    "numbers as words": ({"target": np.arange(3)}, r"^target holds int64 of shape \(3,\), it should hold texts in a row"),
    "a number among words": ({"target": ("le", 2, "dort")}, "^target_tokens is .*, it should be a list of texts"),
    "bytes": ({"target": np.array(TARGET, "S")}, "^target holds .*, it should hold texts"),
    "a blank word": ({"target": ("le", " ", "dort")}, "^target word 2 is blank"),
    "a word of no width": ({"target": ("le", "\u200b", "dort")}, "^target word 2 is blank"),
    "a tokenizer's blank": ({"target": ("le", "▁chat", "dort")}, r"^target_tokens holds '▁chat', which cannot be shown, as ▁ "),
    "a line break": ({"target": ("le", "cha\nt", "dort")}, r"^target word 2 \('cha\\nt'\) holds a line break"),
    "a rounding of more than all": ({"rounding": 0.06}, r"^rounding is 0\.06, it should lie in 0\.\.0\.05"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_one_sentence_that_says_where(case: str) -> None:
    changed, message = FAULTS[case]
    with pytest.raises(TraceError, match=message) as error:
        of(**changed)
    assert re.fullmatch(r"[^\n]{10,250}\.", str(error.value))


def test_long_words_do_not_make_long_messages() -> None:
    with pytest.raises(TraceError) as error:
        of(WEIGHTS * 4, ["w" * 5000] * 4, ["v" * 5000] * 3)
    assert len(str(error.value)) < 200
