"""Letters that films cannot draw are called by their script."""

import pytest

from scenes.mobjects.scripts import undrawable


@pytest.mark.parametrize("character", "aßéœʼλάжїхक\u093f्ॐ5%“’\u200d ")
def test_what_our_fonts_have_is_drawable(character: str) -> None:
    assert undrawable(character) == ""


@pytest.mark.parametrize(
    ("characters", "name"),
    [
        ("مع", "Arabic"),
        ("של", "Hebrew"),
        ("你好", "Chinese"),
        ("こカ", "Japanese"),
        ("안", "Korean"),
        ("สวั", "Thai"),
        ("த", "Tamil"),
        ("မ", "Burmese"),
        ("😀🂡", "emoji and symbols"),
        ("\u0378", "Unnamed"),
    ],
)
def test_what_they_have_not_is_named(characters: str, name: str) -> None:
    assert {undrawable(character) for character in characters} == {name}
