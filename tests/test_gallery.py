"""Pictures that the README shows are small, for it is read on telephones."""

from pathlib import Path

import pytest

GALLERY = Path(__file__).parents[1] / "media" / "gallery"
MOST = 400_000  # bytes
WHOLE = {"alignment.gif", "lstm_sentence.gif"}
"""Films shown whole, until each has a loop of its moment."""


@pytest.mark.parametrize("name", sorted(path.name for path in GALLERY.iterdir() if path.suffix != ".json"))
def test_a_picture_of_the_gallery_is_small(name: str) -> None:
    size = (GALLERY / name).stat().st_size
    assert (size > MOST) == (name in WHOLE), f"{name} has {size} bytes, {MOST} is the limit; those in WHOLE have more"


def test_films_shown_whole_are_there() -> None:
    assert [name for name in WHOLE if not (GALLERY / name).exists()] == []
