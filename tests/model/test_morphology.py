"""Inflected forms: which words are forms of which, and which only look so."""

import pytest

from model.morphology import inflections


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("rains", "rain"),
        ("raining", "rain"),
        ("agreements", "agreement"),
        ("went", "go"),
        ("children", "child"),
        ("knives", "knife"),
        ("cities", "city"),
        ("bigger", "big"),
        ("tried", "try"),
        ("googled", "google"),
        ("zorblaxes", "zorblax"),
        ("flopping", "flop"),
        ("vying", "vie"),
    ],
)
def test_a_form_has_its_base(word: str, base: str) -> None:
    assert base in inflections(word, "English")


def test_the_base_comes_before_its_other_forms() -> None:
    assert inflections("tries", "english") == ("try", "tried", "trying")
    assert inflections("taken", "English")[0] == "take"


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("news", "new"),
        ("building", "build"),
        ("evening", "even"),
        ("seed", "see"),
        ("shed", "she"),
        ("his", "hi"),
        ("is", "i"),
        ("as", "a"),
        ("wed", "we"),
        ("hers", "her"),
        ("king", "k"),
        ("theirs", "their"),
    ],
)
def test_what_only_looks_like_a_form_is_none(word: str, other: str) -> None:
    assert other not in inflections(word, "English")


@pytest.mark.parametrize("language", ["", "source", "German", "French"])
def test_other_languages_have_no_forms_here(language: str) -> None:
    assert inflections("rains", language) == ()


@pytest.mark.parametrize("word", ["s", "ing", "ed", "ies", "", "yes", "1980s", "ß", "'s"])
def test_odd_words_have_forms_or_none_and_never_themselves(word: str) -> None:
    assert word not in inflections(word, "English")
