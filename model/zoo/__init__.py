"""Weights on disk: the bundled models, by name, and anyone's own, by path.

A file is safetensors in float64. Its metadata has one key, ``unrolled``, with JSON: kind, fingerprint, provenance, and what else
the kind needs, such as vocabularies. (One key, because safetensors writes several in no fixed order, and equal networks shall
give equal bytes.)
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save as to_bytes

from model.calling import page
from model.errors import UsageError, WeightsError, near_matches
from model.files import replacing
from model.networks import NETWORKS, Model, fingerprint
from model.networks.base import Shapes
from model.trace import Array

__all__ = ["Model", "fingerprint", "load", "names", "packed", "save"]

KEY = "unrolled"
FOLDER = Path(__file__).parent
SUFFIX = ".safetensors"
PICKLED = b"PK\3\4", b"\x80"
"""How files begin that ``torch.save`` writes: now, and in earlier times."""
INSTEAD = f"run the network there, write all that it computes into a trace ({page('trace.md')}), and film that with --trace."
"""What to do with weights of another program."""


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
    with replacing(path) as aside:
        aside.write_bytes(packed(network))


def packed(network: Model) -> bytes:
    """Return ``network`` as it is in a file."""
    header = {
        "kind": network.kind,
        **network.describe(),
        "fingerprint": network.fingerprint,
        "provenance": {**asdict(network.provenance), "fingerprint": network.fingerprint},
    }
    tensors = {name: np.ascontiguousarray(array) for name, array in network.parameters.items()}
    return to_bytes(tensors, {KEY: json.dumps(header, ensure_ascii=False)})


def _read(path: Path) -> Model:
    if not path.is_file():
        raise WeightsError(f"There is no weights file {path}.")
    try:
        with safe_open(path, framework="numpy") as file:
            metadata = file.metadata() or {}
            if KEY not in metadata:
                raise WeightsError(f"{path} holds another program's weights (its metadata has no {KEY!r}): {INSTEAD}")
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (not a mapping)
    except (SafetensorError, OSError) as error:
        if _begins(path).startswith(PICKLED):
            raise WeightsError(
                f"{path} holds weights that PyTorch has pickled, and to read those is to run them: {INSTEAD}"
            ) from error
        raise WeightsError(f"{path} is not a safetensors file, or it is damaged.") from error
    try:
        return _assemble(json.loads(metadata[KEY]), tensors)
    except WeightsError as error:
        raise WeightsError(f"{path} cannot be used: {error}") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise WeightsError(f"{path} cannot be used: its metadata is incomplete or damaged.") from error


def _begins(path: Path) -> bytes:
    with suppress(OSError), path.open("rb") as file:
        return file.read(4)
    return b""


def _assemble(header: dict[str, Any], tensors: dict[str, Array]) -> Model:
    if header["kind"] not in NETWORKS:
        raise WeightsError(f"it holds a {header['kind']}, which this version does not know.")
    blank = NETWORKS[header["kind"]].blank(header, {name: tensor.shape for name, tensor in tensors.items()})
    check_tensors(tensors, {name: array.shape for name, array in blank.parameters.items()})
    network = blank.with_parameters(tensors)
    if network.fingerprint != header["fingerprint"]:
        raise WeightsError(f"its weights have the fingerprint {network.fingerprint}, its metadata says {header['fingerprint']}.")
    return network


def check_tensors(tensors: Mapping[str, Array], shapes: Shapes) -> None:
    """Raise :class:`WeightsError` unless just these tensors are there, float64, finite, and of these shapes."""
    missing, extra = [name for name in shapes if name not in tensors], sorted(tensors.keys() - shapes.keys())
    if missing or extra:
        raise WeightsError(f"it lacks {', '.join(missing)}." if missing else f"nobody knows its {', '.join(extra)}.")
    for name, shape in shapes.items():
        if tensors[name].shape != shape:
            raise WeightsError(f"{name} has the shape {tensors[name].shape}, it should be {shape}.")
        if tensors[name].dtype != np.float64 or not np.isfinite(tensors[name]).all():
            raise WeightsError(f"{name} holds {tensors[name].dtype} or values that are not finite; it should be finite float64.")
