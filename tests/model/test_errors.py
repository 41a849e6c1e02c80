"""What messages quote: values, names and words that are spelt alike, each in one line and shortened in its middle."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import among, brief, clipped, listed, named, near_matches, unusable

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


def test_suggestions_are_as_many_as_there_is_room_for() -> None:
    assert near_matches("ab", ["abc", "abd", "abe", "abf"]) == " (did you mean abf, abe, abd?)"
    long = [f"{'x' * 60}{end}" for end in "abc"]
    assert near_matches("x" * 60, long) == f" (did you mean {long[2]}?)"


def test_of_many_things_some_are_named_and_the_others_counted() -> None:
    assert among(["a"]) == "a"
    assert among(list("abcdef")) == "a, b, c, d, e, f"
    assert among(list("abcdefgh")) == "a, b, c, d, e, f and 2 more"
    assert among(["a", "b"], count=1_002) == "a, b and 1,000 more"
    assert among(["aaaa", "bbbb"], room=10) == "aaaa, bbbb"
    assert among(["aaaaaaaa", "bbbbbbbb"], room=17) == "aaa…aa and 1 more"


@given(st.lists(st.text("xy", min_size=1, max_size=90), min_size=1, max_size=20), st.integers(20, 200), st.integers(1, 8))
def test_a_list_has_no_more_letters_than_there_is_room_for(things: list[str], room: int, most: int) -> None:
    said = among(things, most, room)
    assert len(said) <= room
    names, _, more = said.partition(" and ")
    assert len(names.split(", ")) + int(more.partition(" ")[0] or 0) == len(things)


def test_a_sentence_that_lists_things_is_bounded_and_counts_what_it_does_not_name() -> None:
    assert listed("It has ", ["a"]) == "It has a."
    assert listed("It has ", ["a"] * 30) == "It has a; a; a; a; a; a; a; a; a; a; and 20 more."
    assert listed("It has ", ["a"], 3) == "It has a; and 2 more."
    assert listed("x" * 130, ["y" * 60] * 1_000).endswith("; and 998 more.")


@pytest.mark.parametrize("beginning", [0, 130, 250, 1_000])
@pytest.mark.parametrize("things", [["y" * 60] * 1_000, ["y" * 5_000], ["y" * 5_000] * 3, ["y"] * 10**6])
def test_a_sentence_has_less_than_300_letters_whatever_it_lists(beginning: int, things: list[str]) -> None:
    said = listed("x" * beginning, things)
    assert len(said) < 300
    assert "y" in said
    assert said.endswith(".")


@pytest.mark.parametrize("kind", ["", "The attention matrix "])
@pytest.mark.parametrize("path", [Path("a.npz"), Path("a" * 250 + ".npz"), Path("a" * 5_000)])
def test_why_a_file_cannot_be_used_is_said_in_less_than_300_letters(kind: str, path: Path) -> None:
    assert unusable(kind, path, "it is odd.") == f"{kind}{named(path)} cannot be used: it is odd."
    for length in (150, 200, 250, 5_000):
        said = unusable(kind, path, f"{'x' * length}.")
        assert len(said) < 300
        assert said.startswith(f"{kind}a")
        assert "cannot be used: xxx" in said
        assert said.endswith("x.")
