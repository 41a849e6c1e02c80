"""Weights on disk: the bundled models, by name, and anyone's own, by path.

A file is safetensors in float64. Its metadata has one key, ``unrolled``, with JSON: kind, fingerprint, provenance, and what else
the kind needs, such as vocabularies. (One key, because safetensors writes several in no fixed order, and equal networks shall
give equal bytes.)
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save as to_bytes

from model.cells import CELLS
from model.errors import UsageError, WeightsError, near_matches
from model.files import replacing
from model.networks import Reader, Translator, fingerprint
from model.trace import Array, Provenance
from model.vocabulary import Vocabulary
from model.zoo.translators import assemble_translator, describe_translator

__all__ = ["Model", "fingerprint", "load", "names", "save"]

Model = Reader | Translator
"""Every kind of network that can be saved."""

KEY = "unrolled"
FOLDER = Path(__file__).parent
SUFFIX = ".safetensors"
NAMES = ("embedding", "cell.weight", "cell.bias", "readout.weight", "readout.bias")


def names() -> tuple[str, ...]:
    """Return the names of the bundled models."""
    return tuple(sorted(path.stem for path in FOLDER.glob(f"*{SUFFIX}")))


def load(name_or_path: str) -> Model:
    """Return a bundled model by name, or the one in a ``.safetensors`` file.

    Raises :class:`UsageError` for a name that is not bundled and :class:`WeightsError` for a file that cannot be used.
    """
    if name_or_path in names():
        return _read(FOLDER / f"{name_or_path}{SUFFIX}")
    path = Path(name_or_path)
    if path.suffix != SUFFIX and not path.exists():
        raise UsageError(
            f"There is no bundled model {name_or_path!r}{near_matches(name_or_path, names())}; there is {', '.join(names())}."
        )
    return _read(path)


def save(network: Model, path: Path) -> None:
    """Write ``network`` to ``path``: beside it first, then moved there, so that a file is whole or not there.

    Raises :class:`~model.errors.FileError` if it cannot be written.
    """
    header = {
        "kind": network.kind,
        **(_describe_reader(network) if isinstance(network, Reader) else describe_translator(network)),
        "fingerprint": network.fingerprint,
        "provenance": {**asdict(network.provenance), "fingerprint": network.fingerprint},
    }
    tensors = {name: np.ascontiguousarray(array) for name, array in network.parameters.items()}
    with replacing(path) as aside:
        aside.write_bytes(to_bytes(tensors, {KEY: json.dumps(header, ensure_ascii=False)}))


def _read(path: Path) -> Model:
    if not path.is_file():
        raise WeightsError(f"There is no weights file {path}.")
    try:
        with safe_open(path, framework="numpy") as file:
            metadata = file.metadata() or {}
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (not a mapping)
    except (SafetensorError, OSError) as error:
        raise WeightsError(f"{path} is not a safetensors file, or it is damaged.") from error
    if KEY not in metadata:
        raise WeightsError(f"{path} holds another program's weights: its metadata has no {KEY!r}.")
    try:
        return _assemble(json.loads(metadata[KEY]), tensors)
    except WeightsError as error:
        raise WeightsError(f"{path} cannot be used: {error}") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise WeightsError(f"{path} cannot be used: its metadata is incomplete or damaged.") from error


def _assemble(header: dict[str, Any], tensors: dict[str, Array]) -> Model:
    kinds: dict[str, Callable[[dict[str, Any], dict[str, Array]], Model]]
    kinds = {Reader.kind: _assemble_reader, Translator.kind: assemble_translator}
    if header["kind"] not in kinds:
        raise WeightsError(f"it holds a {header['kind']}, which this version does not know.")
    network = kinds[header["kind"]](header, tensors)
    if network.fingerprint != header["fingerprint"]:
        raise WeightsError(f"its weights have the fingerprint {network.fingerprint}, its metadata says {header['fingerprint']}.")
    return network


def _describe_reader(network: Reader) -> dict[str, Any]:
    return {"cell": network.cell.kind, "labels": network.labels, "vocabulary": network.vocabulary.words}


def _assemble_reader(header: dict[str, Any], tensors: dict[str, Array]) -> Reader:
    if header["cell"] not in CELLS:
        raise WeightsError(f"it holds a reader with the cell {header['cell']!r}, which this version does not know.")
    vocabulary, labels = Vocabulary(tuple(header["vocabulary"])), tuple(header["labels"])
    check_tensors(tensors, len(vocabulary), len(labels), len(CELLS[header["cell"]].gates))
    return Reader(
        vocabulary=vocabulary,
        labels=labels,
        embedding=tensors["embedding"],
        cell=CELLS[header["cell"]](tensors["cell.weight"], tensors["cell.bias"]),
        readout_weight=tensors["readout.weight"],
        readout_bias=tensors["readout.bias"],
        provenance=Provenance(**header["provenance"]),
    )


def check_tensors(tensors: dict[str, Array], words: int, labels: int, gates: int) -> None:
    """Raise :class:`WeightsError` unless a reader's tensors are all there, float64, finite, and of shapes that fit together."""
    missing = [name for name in NAMES if name not in tensors]
    if missing:
        raise WeightsError(f"it lacks {', '.join(missing)}.")
    features, units = (tensors[name].shape[-1] if tensors[name].ndim else 0 for name in ("embedding", "readout.weight"))
    shapes = {
        "embedding": (words, features),
        "cell.weight": (gates, units, units + features),
        "cell.bias": (gates, units),
        "readout.weight": (labels, units),
        "readout.bias": (labels,),
    }
    for name, shape in shapes.items():
        if tensors[name].shape != shape:
            raise WeightsError(f"{name} has the shape {tensors[name].shape}, it should be {shape}.")
        if tensors[name].dtype != np.float64 or not np.isfinite(tensors[name]).all():
            raise WeightsError(f"{name} holds {tensors[name].dtype} or values that are not finite; it should be finite float64.")
