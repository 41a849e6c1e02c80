"""What messages quote: values, names and words that are spelt alike, each in one line and shortened in its middle."""

from pathlib import Path
from typing import Any

import pytest

from model.errors import brief, clipped, named, near_matches

VALUES: list[tuple[Any, str]] = [
    ("lstm", "'lstm'"),
    (3, "3"),
    (None, "None"),
    ((1, 2), "(1, 2)"),
    ("a\nb\0", "'a\\nb\\x00'"),
    ("\ud800", "'\\ud800'"),
    ({"a": {"b": {"c": {}}}}, "{'a': {'b': {...}}}"),
]


@pytest.mark.parametrize(("value", "said"), VALUES)
def test_a_short_value_is_quoted_as_python_writes_it(value: Any, said: str) -> None:
    assert brief(value) == said


@pytest.mark.parametrize("value", ["x" * 5000, [[["x" * 99] * 9] * 9] * 9, 10**4000, {"x" * 99: "y" * 99}, (1.5,) * 900])
def test_a_long_value_is_shortened_in_its_middle(value: Any) -> None:
    said = brief(value)
    assert len(said) <= 48
    assert "..." in said or "…" in said
    assert said[:2] == repr(value)[:2]
    assert said[-1] == repr(value)[-1]


def test_a_name_is_as_it_is_but_in_one_line_and_not_too_long() -> None:
    assert named(Path("films/größe 漢字.npz")) == "films/größe 漢字.npz"
    assert named("a\0b\nc\ud800") == "a\\x00b\\nc\\ud800"
    said = named("a" * 5000 + ".npz")
    assert len(said) == 120
    assert said.startswith("aaa")
    assert said.endswith("aaa.npz")


def test_a_text_is_clipped_only_if_it_is_longer() -> None:
    assert clipped("abcdefgh", 8) == "abcdefgh"
    assert clipped("abcdefghi", 8) == "abcd…ghi"


def test_only_words_of_some_length_are_compared() -> None:
    assert near_matches("hiden", ["hidden", "weight"]) == " (did you mean hidden?)"
    assert near_matches("x" * 65, ["x" * 64]) == ""
    assert near_matches("x" * 64, ["x" * 65, "x" * 64]) == f" (did you mean {'x' * 64}?)"
