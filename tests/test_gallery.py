"""Pictures that the README shows are small, for it is read on telephones; every film has a loop of its moment."""

from pathlib import Path

import pytest

from scenes.stage import catalogue

GALLERY = Path(__file__).parents[1] / "media" / "gallery"
MOST = 400_000  # bytes


@pytest.mark.parametrize("name", sorted(path.name for path in GALLERY.iterdir() if path.suffix != ".json"))
def test_a_picture_of_the_gallery_is_small(name: str) -> None:
    size = (GALLERY / name).stat().st_size
    assert size <= MOST, f"{name} has {size} bytes, {MOST} is the limit"


@pytest.mark.parametrize("film", [story.name for story in catalogue.stories()])
def test_every_film_has_a_loop_of_its_moment(film: str) -> None:
    assert (GALLERY / f"{film}_moment.gif").exists()
