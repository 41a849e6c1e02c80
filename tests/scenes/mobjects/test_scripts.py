"""Letters that films cannot draw are called by their script."""

import pytest

from scenes.mobjects.scripts import foreign


@pytest.mark.parametrize("text", ["Straße, œuvre", "λόγος", "їжак", "हिन्दी ॐ", "5 % “so” ’n\u200d"])
def test_what_our_fonts_have_is_not_foreign(text: str) -> None:
    assert foreign(text) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("well مع", "Arabic"),
        ("של", "Hebrew"),
        ("你好", "Chinese"),
        ("こカ", "Japanese"),
        ("안", "Korean"),
        ("สวั", "Thai"),
        ("த", "Tamil"),
        ("😀", "emoji"),
        ("你 مع", "Chinese, Arabic"),
    ],
)
def test_what_they_have_not_is_named(text: str, name: str) -> None:
    assert foreign(text).startswith(name)
