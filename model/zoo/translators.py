"""Translators on disk: what their metadata says, and how they are put together again."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from model.errors import WeightsError
from model.networks import Sizes, Translator
from model.trace import Array, Provenance
from model.vocabulary import Vocabulary

__all__ = ["assemble_translator", "describe_translator"]


def describe_translator(network: Translator) -> dict[str, Any]:
    """Return what a translator's tensors don't tell, as plain JSON values."""
    return {
        "languages": network.languages,
        "source": network.source.words,
        "target": network.target.words,
        "sizes": asdict(network.sizes),
        "alignment_error": network.alignment_error,
    }


def assemble_translator(header: Mapping[str, Any], tensors: Mapping[str, Array]) -> Translator:
    """Build a translator; raises :class:`WeightsError` for tensors that do not fit, KeyError and the like for a bad header."""
    source, target = header["languages"]
    empty = Translator.create(
        (str(source), str(target)),
        Vocabulary(tuple(header["source"])),
        Vocabulary(tuple(header["target"])),
        np.random.default_rng(0),
        Sizes(**header["sizes"]),
        alignment_error=header["alignment_error"],
        provenance=Provenance(**header["provenance"]),
    )
    check_shapes(tensors, {name: array.shape for name, array in empty.parameters.items()})
    return empty.with_parameters(tensors)


def check_shapes(tensors: Mapping[str, Array], shapes: Mapping[str, tuple[int, ...]]) -> None:
    """Raise :class:`WeightsError` unless just these tensors are there, float64, finite, and of these shapes."""
    missing, extra = sorted(shapes.keys() - tensors.keys()), sorted(tensors.keys() - shapes.keys())
    if missing or extra:
        raise WeightsError(f"it lacks {', '.join(missing)}." if missing else f"nobody knows its {', '.join(extra)}.")
    for name, shape in shapes.items():
        if tensors[name].shape != shape:
            raise WeightsError(f"{name} has the shape {tensors[name].shape}, it should be {shape}.")
        if tensors[name].dtype != np.float64 or not np.isfinite(tensors[name]).all():
            raise WeightsError(f"{name} holds {tensors[name].dtype} or values that are not finite; it should be finite float64.")
