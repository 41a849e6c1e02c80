"""Weights on disk: the bundled models, by name, and anyone's own, by path.

A file is safetensors in float64, or in float32, float16 or fixed point if those have the same numbers. In fixed point a tensor
is int8, and its numbers are so many times two to the power of ``steps[name]``. The metadata has one key, ``unrolled``, with JSON:
kind, fingerprint, provenance, those ``steps`` if there are any, and what else the kind needs, such as vocabularies. (One key,
because safetensors writes several in no fixed order, and equal networks shall give equal bytes.)
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save as to_bytes

from model.calling import page
from model.corpora.english_marathi.glosses import LANGUAGE, glossary
from model.errors import TraceError, UsageError, WeightsError, brief, named, near_matches, there_are, unusable
from model.files import replacing, require_file
from model.fixed_point import FARTHEST, multiples, times
from model.headers import LONGEST, parsed
from model.networks import NETWORKS, Model, Translator, fingerprint
from model.networks.base import Shapes
from model.trace import Array
from model.trace.axes import is_finite

__all__ = ["Model", "fingerprint", "load", "names", "packed", "save"]

KEY, MOST = "unrolled", 1000
TYPES, FIXED = ("F64", "F32", "F16"), ("I8",)
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
        return _glossed(_read(FOLDER / f"{name_or_path}{SUFFIX}").at(name_or_path))
    path = Path(name_or_path)
    if path.suffix != SUFFIX and not os.path.exists(path):  # noqa: PTH110 (its own way raises for what no file can be called)
        near = near_matches(name_or_path, names())
        raise UsageError(f"There is no bundled model {brief(name_or_path)}{near}; {there_are(names())}.")
    return _read(path).at(name_or_path)


def _glossed(network: Model) -> Model:
    """Return a bundled network with the glosses of the corpus that it has learned from, if there are any."""
    if isinstance(network, Translator) and network.languages[1] == LANGUAGE:
        return replace(network, glossary=glossary())
    return network


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
    tensors: dict[str, NDArray[Any]] = {name: np.ascontiguousarray(array) for name, array in network.parameters.items()}
    fixed = {name: found for name, array in sorted(tensors.items()) if (found := multiples(array))}
    if len(fixed) == len(tensors):
        header["steps"] = {name: exponent for name, (_, exponent) in fixed.items()}
        return to_bytes({name: counts for name, (counts, _) in fixed.items()}, {KEY: json.dumps(header, ensure_ascii=False)})
    for shorter in (np.float32, np.float16):
        with np.errstate(over="ignore"):  # what is too large becomes infinite, and so another number
            small: dict[str, NDArray[Any]] = {name: array.astype(shorter) for name, array in tensors.items()}
        if all(np.array_equal(small[name], array) for name, array in tensors.items()):
            tensors = small
    return to_bytes(tensors, {KEY: json.dumps(header, ensure_ascii=False)})


def _read(path: Path) -> Model:
    require_file(path, "weights file", WeightsError)
    try:
        return _network(path)
    except KeyError as error:
        if error.args[0] == KEY:
            said = f"{named(path)} holds another program's weights (its metadata has no {KEY!r}): {INSTEAD}"
            raise WeightsError(said) from error
        raise WeightsError(f"{named(path)} cannot be used: its metadata lacks {brief(error.args[0])}.") from error
    except (WeightsError, TraceError) as error:
        raise WeightsError(unusable("", path, error)) from error
    except (SafetensorError, OSError) as error:
        if _of_numpy(path):
            raise WeightsError(f"{named(path)} holds another program's weights (arrays of NumPy): {INSTEAD}") from error
        if _begins(path).startswith(PICKLED):
            said = f"{named(path)} holds weights that PyTorch has pickled, and to read those is to run them: {INSTEAD}"
            raise WeightsError(said) from error
        raise WeightsError(f"{named(path)} is not a safetensors file, or it is damaged.") from error
    except (TypeError, ValueError, OverflowError) as error:
        raise WeightsError(f"{named(path)} cannot be used: its metadata is incomplete or damaged.") from error


def _of_numpy(path: Path) -> bool:
    """Tell whether a file is an archive of NumPy's arrays, which look like PyTorch's own from outside."""
    with suppress(OSError, BadZipFile), ZipFile(path) as file:
        return all(name.endswith(".npy") for name in file.namelist())
    return False


def _begins(path: Path) -> bytes:
    with suppress(OSError), path.open("rb") as file:
        return file.read(4)
    return b""


def _network(path: Path) -> Model:
    """Read a network; what the file says of it is compared with what it holds before room is made for either."""
    with path.open("rb") as stream:
        claimed = int.from_bytes(stream.read(8), "little")
    if claimed > 4 * LONGEST and claimed < path.stat().st_size:
        raise WeightsError(f"its header takes {claimed >> 20} MB, {4 * LONGEST >> 20} MB is the most.")
    with safe_open(path, framework="numpy") as file:
        metadata = file.metadata() or {}
        header = parsed(metadata[KEY], WeightsError)
        if len(file.keys()) > MOST:
            raise WeightsError(f"it holds {len(file.keys())} tensors, {MOST} is the most.")
        slices = {name: file.get_slice(name) for name in file.keys()}  # noqa: SIM118 (not a mapping)
        found = {name: tuple(each.get_shape()) for name, each in slices.items()}
        steps = _steps(header)
        check_types({name: each.get_dtype() for name, each in slices.items()}, found, steps)
        blank = _blank(header, found)
        check_shapes(found, {name: array.shape for name, array in blank.parameters.items()})
        network = blank.with_parameters({name: _numbers(file.get_tensor(name), steps.get(name)) for name in found})
    check_values(network.parameters)
    if network.fingerprint != header["fingerprint"]:
        says = brief(header["fingerprint"])
        raise WeightsError(f"its weights have the fingerprint {network.fingerprint}, its metadata says {says}.")
    return network


def _steps(header: Mapping[str, Any]) -> dict[str, int]:
    """Return the exponents of the steps of what is in fixed point."""
    steps = header.get("steps", {})
    if not isinstance(steps, Mapping) or not all(type(each) is int and abs(each) <= FARTHEST for each in steps.values()):
        raise WeightsError(f"steps is {brief(steps)}, it should be a group of whole numbers up to {FARTHEST}.")
    return dict(steps)


def _numbers(tensor: NDArray[Any], step: int | None) -> Array:
    return tensor.astype(np.float64, copy=False) if step is None else times(tensor, step)


def _blank(header: Mapping[str, Any], found: Shapes) -> Model:
    """Return a network as a header describes it, without weights."""
    kind = header["kind"]
    if not isinstance(kind, str) or kind not in NETWORKS:
        raise WeightsError(f"it holds a network of the kind {brief(kind)}, which this version does not know.")
    return NETWORKS[kind].blank(header, found)


def check_types(types: Mapping[str, str], shapes: Shapes, steps: Mapping[str, int]) -> None:
    """Raise :class:`WeightsError` unless all tensors are of our :data:`TYPES`, with steps :data:`FIXED`, and none is empty."""
    for name, kind in types.items():
        wanted = FIXED if name in steps else TYPES
        if kind not in wanted:
            raise WeightsError(f"{named(name)} holds {kind}, it should be {' or '.join(wanted)}.")
        if 0 in shapes[name]:
            raise WeightsError(f"{named(name)} has the shape {brief(shapes[name])}, which is empty.")


def check_shapes(found: Shapes, wanted: Shapes) -> None:
    """Raise :class:`WeightsError` unless just the tensors that are wanted were found, in their shapes."""
    missing, extra = [name for name in wanted if name not in found], sorted(found.keys() - wanted.keys())
    if missing:
        raise WeightsError(f"it lacks {', '.join(missing)}.")
    if extra:
        raise WeightsError(f"nobody knows its {brief(extra[0])}{f', and {len(extra) - 1} more' if len(extra) > 1 else ''}.")
    for name, shape in wanted.items():
        if found[name] != shape:
            raise WeightsError(f"{name} has the shape {brief(found[name])}, it should be {brief(shape)}.")


def check_values(tensors: Mapping[str, Array]) -> None:
    """Raise :class:`WeightsError` unless all values are finite."""
    for name, tensor in tensors.items():
        if not is_finite(tensor):
            raise WeightsError(f"{name} holds a value that is not a finite number.")
