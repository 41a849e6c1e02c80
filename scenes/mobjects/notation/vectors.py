"""Values drawn as their notation says: the outline in the colour of their role, the cells on their scale."""

from typing import Any

from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Matrix, Swatch, Vector, cell_of

__all__ = ["matrix", "swatch", "vector"]


def vector(values: Readings, *, notation: Notation, theme: Theme, role: str = "", **options: Any) -> Vector:
    """Return a vector drawn as its quantity is always drawn; ``role`` names another outline, where it stands for something else.

    ``options`` are those of :class:`Vector`.
    """
    quantity = notation.of(values.key, values.index)
    return Vector(values, theme=theme, role=role or quantity.role, scale=quantity.scale, **options)


def matrix(values: Readings, *, notation: Notation, theme: Theme, **options: Any) -> Matrix:
    """Return a matrix drawn as its quantity is always drawn; ``options`` are those of :class:`Matrix`."""
    quantity = notation.of(values.key, values.index)
    return Matrix(values, theme=theme, role=quantity.role, scale=quantity.scale, **options)


def swatch(reading: Reading, *, notation: Notation, theme: Theme, **options: Any) -> Swatch:
    """Return one value as its quantity is always drawn; ``options`` are those of :class:`Swatch`."""
    quantity = notation.of(reading.key, reading.index)
    return cell_of(reading, theme=theme, scale=quantity.scale, role=quantity.role, **options)
