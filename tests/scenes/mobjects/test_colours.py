"""Colours that can be read, told apart, and traced back to their values: in every theme, by measures that are not our own."""

from dataclasses import fields, replace
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest
from colorspacious import cspace_convert
from hypothesis import given
from hypothesis import strategies as st

from scenes.mobjects.appearance import distance, hexadecimals, light_of, places_of
from scenes.mobjects.colours import filling, ink_on, signed, weight
from scenes.mobjects.light import READABLE, channels_of, contrast, linear, luminance, mix
from scenes.mobjects.ramp import FAR
from scenes.mobjects.reading import Reading
from scenes.mobjects.standards import ENDS, GATES, IDENTITIES, TEXTS, TOGETHER, faults
from scenes.mobjects.theme import ROLES, THEMES, Theme
from scenes.mobjects.values import Vessel

KINDS = {"usual": "", "protan": "protanomaly", "deutan": "deuteranomaly", "tritan": "tritanomaly"}
FROM_ENDS, APART = {"usual": 28.0}, {"usual": 18.0}  # in CAM02-UCS, where 1 can just be noticed side by side
FROM_ENDS_LACKING, APART_LACKING = 14.0, 10.0
VALUES = np.concatenate([np.linspace(-1, 1, 401), np.geomspace(1, 20, 50), -np.geomspace(1, 20, 50)])

every_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
every_sight = pytest.mark.parametrize("sight", KINDS)
DARK = THEMES["dark"]
colours = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


def as_seen(colour: str, sight: str) -> np.ndarray:
    """Return where a colour lies in CAM02-UCS for an eye of a kind (Machado et al. 2009, full severity), by colorspacious."""
    seen = np.array(channels_of(colour)) / 255
    if KINDS[sight]:
        space = {"name": "sRGB1+CVD", "cvd_type": KINDS[sight], "severity": 100}
        seen = np.clip(cspace_convert(seen, space, "sRGB1"), 0, 1)
    return cspace_convert(seen, "sRGB1", "CAM02-UCS")


def apart(one: str, other: str, sight: str) -> float:
    return float(np.linalg.norm(as_seen(one, sight) - as_seen(other, sight)))


@every_theme
def test_every_colour_is_written_alike(theme: Theme) -> None:
    written = [theme.colour(role) for role in ROLES]
    assert all(len(colour) == 7 and colour == f"#{int(colour[1:], 16):06X}" for colour in written)


def test_every_single_colour_has_a_role() -> None:
    single = {field.name for field in fields(Theme) if str(getattr(DARK, field.name)).startswith("#")}
    assert single == ROLES
    with pytest.raises(KeyError, match="font"):
        DARK.colour("font")


# -- what is read --------------------------------------------------------------------------------------------------------


@every_theme
@pytest.mark.parametrize("role", TEXTS)
def test_texts_and_lines_are_readable(theme: Theme, role: str) -> None:
    for below in (theme.ground, theme.panel):
        assert contrast(theme.colour(role), below) >= READABLE
        assert contrast(mix(below, theme.colour(role), theme.dimmed.opacity(theme.colour(role))), below) >= 3


@every_theme
def test_a_word_is_readable_on_the_lit_chip(theme: Theme) -> None:
    assert contrast(theme.ground, theme.focus) >= READABLE


@every_theme
def test_what_is_dimmed_is_equally_quiet_whatever_its_colour(theme: Theme) -> None:
    dimmed = {role: mix(theme.ground, theme.colour(role), theme.dimmed.opacity(theme.colour(role))) for role in TEXTS}
    quiet = [contrast(colour, theme.ground) for colour in dimmed.values()]
    assert 3.4 <= min(quiet) <= max(quiet) <= 3.55


@every_theme
def test_numerals_are_readable_on_every_value(theme: Theme) -> None:
    fills = [signed(value, theme) for value in VALUES]
    fills += [weight(value, each) for value in np.linspace(0, 1, 401) for each in (theme, replace(theme, weights="grey"))]
    worst = min(fills, key=lambda fill: contrast(ink_on(fill, theme), fill))
    assert contrast(ink_on(worst, theme), worst) >= READABLE, worst


@every_theme
@pytest.mark.parametrize("role", GATES)
def test_numerals_are_readable_on_a_vessel_above_its_level_and_below(theme: Theme, role: str) -> None:
    ink = ink_on(filling(role, theme), theme)
    assert min(contrast(ink, filling(role, theme)), contrast(ink, theme.well)) >= READABLE


@pytest.mark.parametrize(("value", "lines"), [(0.05, 1), (0.35, 0), (0.5, 0), (0.65, 0), (0.9, 1), (1.0, 0)])
@pytest.mark.usefixtures("manim_ready")
def test_the_line_of_a_level_never_stands_beside_a_number(value: float, lines: int) -> None:
    look: dict[str, Any] = {"theme": DARK, "role": "keeps", "size": (0.7, 0.5)}
    reading = Reading("forget_gate", (0, 0), value)
    assert len(Vessel(reading, **look).rims) == lines
    alone = Vessel(reading, numeral=False, **look).rims
    assert len(alone) == (value < 1)
    assert all(float(each.width) == pytest.approx(0.7) for each in alone)


@every_theme
def test_numerals_on_dimmed_cells_stay_legible(theme: Theme) -> None:
    for value in VALUES:
        fill = signed(value, theme)
        cell, (ink, opacity) = mix(theme.ground, fill, theme.faded), theme.dimmed.numeral(fill)
        assert contrast(mix(cell, ink, opacity), cell) >= 3


# -- what is told apart --------------------------------------------------------------------------------------------------


@every_theme
@every_sight
def test_no_identity_is_near_an_end_of_the_ramp(theme: Theme, sight: str) -> None:
    needed = FROM_ENDS.get(sight, FROM_ENDS_LACKING)
    near = {(role, end): apart(theme.colour(role), signed(end, theme), sight) for role in IDENTITIES for end in ENDS}
    assert {pair: far for pair, far in near.items() if far < needed} == {}


@every_theme
@every_sight
@pytest.mark.parametrize("kind", TOGETHER)
def test_identities_that_meet_in_a_film_are_told_apart(theme: Theme, sight: str, kind: str) -> None:
    needed = APART.get(sight, APART_LACKING)
    near = {pair: apart(*map(theme.colour, pair), sight) for pair in combinations(TOGETHER[kind], 2)}
    assert {pair: far for pair, far in near.items() if far < needed} == {}


@every_theme
@every_sight
def test_no_gate_of_a_gru_has_the_hue_of_what_an_lstm_alone_has(theme: Theme, sight: str) -> None:
    """They are in one lecture: what was the output gate in one film is not the reset gate in the next."""
    alone = set(TOGETHER["lstm"]) - set(TOGETHER["gru"])
    assert {"shows", "memory"} <= alone
    for role in sorted(alone):
        assert distance(theme.masks, theme.colour(role), sight) >= (18 if sight == "usual" else 10), role


@every_theme
@every_sight
def test_signs_stay_apart(theme: Theme, sight: str) -> None:
    for size in (0.3, 1.0, 16.0):
        assert apart(signed(size, theme), signed(-size, theme), sight) >= 30


@every_theme
def test_the_winner_is_lit_among_the_others(theme: Theme) -> None:
    assert contrast(theme.others, theme.ground) >= 3
    assert contrast(theme.ink, theme.ground) > 2 * contrast(theme.others, theme.ground)


# -- the ramp ------------------------------------------------------------------------------------------------------------


@every_theme
def test_both_signs_of_a_value_are_equally_loud_and_seen(theme: Theme) -> None:
    nought = as_seen(signed(0.0, theme), "usual")
    plus, minus = (as_seen(signed(value, theme), "usual") for value in (0.3, -0.3))
    assert abs(plus[0] - minus[0]) < 0.5  # lightness
    assert abs(np.linalg.norm(plus - nought) - np.linalg.norm(minus - nought)) < 1.5
    assert min(contrast(signed(value, theme), theme.ground) for value in (0.3, -0.3)) >= 2
    assert contrast(signed(0.0, theme), theme.ground) >= 1.3
    assert np.hypot(*nought[1:]) < 2.5  # hardly any hue


@every_theme
def test_greater_values_stand_out_more_to_the_end_and_by_one_rule(theme: Theme) -> None:
    for sign in (1, -1):
        places = [as_seen(signed(sign * size, theme), "usual")[0] for size in (0, 0.1, 0.3, 0.6, 1, 2, 4, 8, FAR)]
        assert all((after - before) * (places[-1] - places[0]) > 0 for before, after in pairwise(places))
        one, two, far = (as_seen(signed(sign * size, theme), "usual") for size in (1.0, 2.0, FAR))
        assert two == pytest.approx(one + (far - one) / 4, abs=0.6)  # each doubling is a quarter of the way
        assert signed(sign * FAR, theme) == signed(sign * 1e9, theme)


@every_theme
def test_weights_go_from_blank_to_what_looks(theme: Theme) -> None:
    assert [weight(value, theme) for value in (-0.1, 0, 1, 1.1)] == [theme.blank] * 2 + [theme.looks] * 2
    sizes = [contrast(weight(value, theme), theme.blank) for value in np.linspace(0, 1, 101)]
    assert all(less <= more for less, more in pairwise(sizes))


@given(st.floats(0, 1))
def test_the_grey_map_is_that_of_papers(share: float) -> None:
    grey = replace(DARK, weights="grey")
    assert channels_of(weight(share, grey)) == (round(255 * share),) * 3


# -- the measures --------------------------------------------------------------------------------------------------------


@given(colours, colours, st.sampled_from(sorted(KINDS)))
def test_distances_are_those_of_colorspacious(one: str, other: str, sight: str) -> None:
    assert distance(one, other, sight) == pytest.approx(apart(one, other, sight), abs=0.01)


@given(colours.filter(lambda colour: luminance(colour) > 0.001))  # black has no hue
def test_a_place_is_the_way_back_to_its_colour(colour: str) -> None:
    light = np.array([[linear(channel) for channel in channels_of(colour)]])
    assert hexadecimals(light_of(places_of(light))) == (colour,)


@every_theme
def test_our_themes_are_without_fault(theme: Theme) -> None:
    assert list(faults(theme)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"muted": "#5E6570"}, "muted (#5E6570) on the ground (#0E1116) has a contrast of 3.2"),
        ({"panel": "#5E6570"}, "on the panel (#5E6570)"),
        ({"others": "#3A4454"}, "others (#3A4454) on the ground"),
        ({"well": "#97A3B6"}, "the numeral of a gate (keeps, filled 0.52: #FFFFFF) on its well (#97A3B6)"),
        ({"keeps": "#F9AA23"}, "keeps (#F9AA23) is "),
        ({"writes": "#AADC82", "memory": "#AADC80"}, "memory (#AADC80) is 0."),
        ({"ramp": replace(DARK.ramp, nought=12.0)}, "the ramp’s nought (#"),
        ({"ramp": replace(DARK.ramp, one=(22.0, 31.0))}, "the ramp’s +0.3 (#"),
        ({"ramp": replace(DARK.ramp, one=(60.5, 60.0))}, "are not equally far from nought"),
    ],
)
def test_what_is_wrong_with_a_theme_is_measured(change: dict[str, object], said: str) -> None:
    assert any(said in each for each in faults(replace(DARK, **change)))


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
    assert 0 <= luminance(one) <= 1
