"""Themes of a user's own: TOML files, checked before anything is drawn in them."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from model.errors import FileError, UsageError, among, brief, near_matches, unusable
from scenes.mobjects.theme import ROLES, THEMES, Ramp, Theme

__all__ = ["SUFFIX", "theme_of"]

SUFFIX = ".toml"
BARE, QUOTED = re.compile(r"\s*(\w+)\s*=\s*(#?\w*[^\W\d]\w*)\s*", re.ASCII), r'\1 = "\2"'
"""A line that gives a name or a colour without quotes, and how it is meant."""
"""What the name of a theme ends in that is a file."""
MOST = 64 * 1024
"""No theme has so many bytes."""
SHARES = "filled", "calm"
LIGHTNESS, COLOURFUL, HUE = (1.0, 100.0), (0.0, 60.0), (0.0, 360.0)
PLACES = {"nought": (LIGHTNESS,), "one": (LIGHTNESS, COLOURFUL), "far": (LIGHTNESS, COLOURFUL), "plus": (HUE,), "minus": (HUE,)}
"""The bounds of each number of a ramp."""


def theme_of(name: str) -> Theme:
    """Return a theme by its name, or the one in a TOML file.

    Raises :class:`UsageError` if there is no such theme, and :class:`FileError` with one sentence for what is wrong with a file.
    """
    if name in THEMES:
        return THEMES[name]
    if not name.endswith(SUFFIX):
        near = near_matches(name, THEMES)
        known = " and ".join(THEMES)
        raise UsageError(f"There is no theme {brief(name)}{near}; there are {known}, or give a file that ends in {SUFFIX}.")
    path = Path(name)
    try:
        theme = _made(path.stem, _read(path))
        _check(theme)
    except ValueError as error:  # TOML that is none, too
        raise FileError(f"{unusable('The theme ', path, error).rstrip('.')}.") from None
    except OSError as error:
        raise FileError(f"{unusable('The theme ', path, error.strerror or error)}.") from None
    return theme


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        text = file.read(MOST + 1)
    if len(text) > MOST:
        raise ValueError("it is too long for a theme")
    said = text.decode("utf-8")
    try:
        return tomllib.loads(said)
    except tomllib.TOMLDecodeError as error:
        bare = [line for line in said.splitlines() if BARE.fullmatch(line)]
        quoted = f" (texts stand in quotes: {BARE.sub(QUOTED, bare[0])})" if bare else ""
        raise ValueError(f"{error}{quoted}") from None


def _made(name: str, said: dict[str, Any]) -> Theme:
    """Return the theme that a file's table describes: with what its base has, where it names one."""
    base = said.pop("base", None)
    if base is not None and base not in THEMES:
        raise ValueError(f"base is {brief(base)}, and may be {' or '.join(THEMES)}")
    ramp = said.pop("ramp", {})
    if not isinstance(ramp, dict):
        raise ValueError("ramp is no table")
    _known(said, {*ROLES, *SHARES}, "")
    _known(ramp, PLACES, "ramp.")
    if base is None:
        lacking = sorted({*ROLES, *SHARES} - said.keys()) + [
            f"ramp.{each.name}" for each in fields(Ramp) if each.name not in ramp
        ]
        if lacking:
            raise ValueError(f"it names no base, and lacks {among(lacking)}")
    values: dict[str, Any] = {key: _share(key, value) if key in SHARES else _colour(key, value) for key, value in said.items()}
    begun = THEMES[base or next(iter(THEMES))]
    places = asdict(begun.ramp) | {key: _place(key, value) for key, value in ramp.items()}
    return replace(begun, name=name, **values, ramp=Ramp(**places))


def _known(said: Mapping[str, Any], keys: Iterable[str], within: str) -> None:
    for key in said:
        if key not in keys:
            raise ValueError(f"it has no place for {brief(within + key)}{near_matches(key, sorted(keys))}")


def _colour(key: str, value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch("#[0-9A-Fa-f]{6}", value):
        raise ValueError(f"{key} is {brief(value)}, and a colour is written like '#3A4454'")
    return value.upper()


def _share(key: str, value: Any) -> float:
    if not _is_number(value, (0.0, 1.0)):
        raise ValueError(f"{key} is {brief(value)}, and is a number in 0..1")
    return float(value)


def _place(key: str, value: Any) -> Any:
    """Return a number of the ramp, or a pair of such."""
    bounds = PLACES[key]
    numbers = value if isinstance(value, list) and len(bounds) > 1 else [value]
    if len(numbers) != len(bounds) or not all(map(_is_number, numbers, bounds)):
        wanted = " and ".join(f"a number in {low:.0f}..{high:.0f}" for low, high in bounds)
        raise ValueError(f"ramp.{key} is {brief(value)}, and is {wanted}")
    return float(numbers[0]) if len(bounds) == 1 else tuple(map(float, numbers))


def _is_number(value: Any, bounds: tuple[float, float]) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and bounds[0] <= value <= bounds[1]


def _check(theme: Theme) -> None:
    """Raise ValueError for the first thing in which a theme falls short, and say how many there are besides."""
    from scenes.mobjects.standards import faults  # here, as it needs all notations, and those of typesetting

    found = list(faults(theme))
    if found:
        more = f" ({len(found) - 1} more like this)" if len(found) > 1 else ""
        raise ValueError(found[0] + more)
