"""Colours that can be read, told apart, and traced back to their values."""

from dataclasses import fields
from itertools import combinations, pairwise

import numpy as np
import pytest
from colorspacious import cspace_convert
from hypothesis import given
from hypothesis import strategies as st

from scenes.mobjects.colours import Palette, contrast, diverging, ink_on, luminance, mix, palette, sequential
from scenes.mobjects.theme import ROLES, THEMES, Theme

BACKGROUNDS = {"ground", "panel", "nought", "shut"}
DECORATION = {"line"}  # rims of chips, beside text that is told apart by itself
FILLS = {"negative", "positive", "open", "ink_on_light", "ink_on_dark"}  # ends of maps, and what stands on them
DRAWN = sorted(ROLES - BACKGROUNDS - DECORATION - FILLS)
TOGETHER = ("keeps", "writes", "proposes", "shows", "memory", "state", "word")
READABLE = 4.5  # WCAG 2.1, level AA
APART = 8.0  # in CAM02-UCS, where 1 can just be noticed side by side
KINDS = ("nobody", "deuteranomaly", "protanomaly", "tritanomaly")

every_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
DARK = THEMES["dark"]
colours = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


def as_seen(colour: str, kind: str) -> np.ndarray:
    """Return where a colour lies in CAM02-UCS for an eye with a deficiency (Machado et al. 2009, full severity)."""
    seen = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    if kind != "nobody":
        space = {"name": "sRGB1+CVD", "cvd_type": kind, "severity": 100}
        seen = np.clip(cspace_convert(seen, space, "sRGB1"), 0, 1)
    return cspace_convert(seen, "sRGB1", "CAM02-UCS")


def too_close(colours: dict[str, str], kind: str) -> list[str]:
    places = {name: as_seen(colour, kind) for name, colour in colours.items()}
    apart = {(one, other): np.linalg.norm(places[one] - places[other]) for one, other in combinations(places, 2)}
    return [f"{one} and {other}: {distance:.1f}" for (one, other), distance in apart.items() if distance < APART]


@every_theme
def test_every_colour_is_written_alike(theme: Theme) -> None:
    written = [theme.colour(role) for role in ROLES] + list(theme.classes)
    assert all(len(colour) == 7 and colour == f"#{int(colour[1:], 16):06X}" for colour in written)


def test_every_single_colour_has_a_role() -> None:
    single = {field.name for field in fields(Theme) if str(getattr(DARK, field.name)).startswith("#")}
    assert single == ROLES
    with pytest.raises(KeyError, match="font"):
        DARK.colour("font")


@every_theme
@pytest.mark.parametrize("role", DRAWN)
def test_texts_and_lines_are_readable(theme: Theme, role: str) -> None:
    assert contrast(theme.colour(role), theme.ground) >= READABLE
    assert contrast(theme.colour(role), theme.panel) >= READABLE


@every_theme
def test_names_of_labels_are_readable(theme: Theme) -> None:
    assert min(contrast(colour, theme.ground) for colour in theme.classes) >= READABLE


@every_theme
def test_more_labels_have_colours_that_can_be_read_and_told_apart(theme: Theme) -> None:
    found = palette(theme.classes, theme.ground)
    more = [found[number] for number in range(12)]
    assert tuple(more[: len(theme.classes)]) == theme.classes
    assert min(contrast(colour, theme.ground) for colour in more) >= READABLE
    assert too_close({colour: colour for colour in more}, "nobody") == []


@every_theme
def test_up_to_two_thousand_labels_have_colours_of_their_own_however_they_are_asked_for(theme: Theme) -> None:
    found, again = palette(theme.classes, theme.ground), Palette(theme.classes, theme.ground)
    every = [found[number] for number in range(2_000)]
    assert len(set(every)) == 2_000
    assert [again[number] for number in (40, 7, 40, 0)] == [every[number] for number in (40, 7, 40, 0)]


def test_after_the_last_colour_they_begin_again() -> None:
    few = Palette(("#FFFFFF", "#FF0000"), "#808080")
    count = len({few[number] for number in range(5_000)})
    assert [few[count + number] for number in range(9)] == [few[number] for number in range(9)]


def test_a_palette_is_found_once() -> None:
    assert palette(DARK.classes, DARK.ground) is palette(DARK.classes, DARK.ground)


@every_theme
def test_a_word_is_readable_on_the_lit_chip(theme: Theme) -> None:
    assert contrast(theme.ground, theme.current) >= READABLE


@every_theme
def test_numerals_are_readable_on_every_value(theme: Theme) -> None:
    signed = [diverging(value, theme) for value in np.linspace(-1, 1, 401)]
    shares = [sequential(value, theme) for value in np.linspace(0, 1, 401)]
    worst = min([*signed, *shares], key=lambda fill: contrast(ink_on(fill, theme), fill))
    assert contrast(ink_on(worst, theme), worst) >= READABLE, worst


@every_theme
@pytest.mark.parametrize("kind", KINDS)
def test_roles_that_appear_together_stay_apart(theme: Theme, kind: str) -> None:
    assert too_close({role: theme.colour(role) for role in TOGETHER}, kind) == []


@every_theme
@pytest.mark.parametrize("kind", KINDS)
def test_labels_of_a_verdict_stay_apart(theme: Theme, kind: str) -> None:
    assert too_close({colour: colour for colour in theme.classes[:3]}, kind) == []


@every_theme
@pytest.mark.parametrize("kind", KINDS)
def test_positive_and_negative_stay_apart(theme: Theme, kind: str) -> None:
    ends = {sign: diverging(value, theme) for sign, value in (("minus", -0.5), ("nought", 0.0), ("plus", 0.5))}
    assert too_close(ends, kind) == []


@every_theme
def test_maps_run_from_end_to_end(theme: Theme) -> None:
    assert [diverging(value, theme) for value in (-1, 0, 1)] == [theme.negative, theme.nought, theme.positive]
    assert [sequential(value, theme) for value in (0, 1)] == [theme.shut, theme.open]
    assert (diverging(-7, theme), diverging(7, theme)) == (theme.negative, theme.positive)
    assert (sequential(-0.1, theme), sequential(1.1, theme)) == (theme.shut, theme.open)


@every_theme
def test_a_greater_share_is_brighter_and_a_greater_size_stands_out_more(theme: Theme) -> None:
    sign = 1 if luminance(theme.open) > luminance(theme.shut) else -1
    shares = [sign * luminance(sequential(value, theme)) for value in np.linspace(0, 1, 101)]
    assert all(less < more for less, more in pairwise(shares))
    for side in (-1, 1):
        sizes = [contrast(diverging(side * value, theme), theme.nought) for value in np.linspace(0, 1, 101)]
        assert all(less <= more for less, more in pairwise(sizes))


@given(colours, colours, st.floats(0, 1))
def test_a_mixture_lies_between_its_parts(start: str, end: str, share: float) -> None:
    mixed = mix(start, end, share)
    for at in (1, 3, 5):
        low, high = sorted(int(colour[at : at + 2], 16) for colour in (start, end))
        assert low <= int(mixed[at : at + 2], 16) <= high


@given(colours, colours)
def test_contrast_is_that_of_the_standard(one: str, other: str) -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert 1 <= contrast(one, other) == contrast(other, one) <= 21
