"""Lies in files: in traces, before they are loaded or when they are, and in what is kept between films."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import numpy as np

from benchmarks.lying.liar import Lie
from model import zoo
from model.errors import TraceError
from model.trace import Trace
from scenes.mobjects import outlines
from scenes.stage.cache import Cache

__all__ = ["lies"]

RUNS = (("reviews", "not good at all"), ("english_french", "how was your day"), ("english_marathi_plain", "the boy is good"))
"""What is saved, to be lied about."""


Change = Callable[[dict[str, Any], dict[str, np.ndarray], np.random.Generator], str | None]
"""Changes a header or arrays, and returns of what kind that lie is, or None if there was nothing to change."""


def lies(rng: np.random.Generator, count: int, folder: Path) -> list[Lie]:
    """Tell ``count`` lies in files, as many of each kind."""
    saved = [_saved(model, text, folder) for model, text in RUNS]
    found: list[Lie] = []
    for change in CHANGES:
        most = len(found) + count // (len(CHANGES) + 2)
        while len(found) < most:
            lie = _told(saved[rng.integers(len(saved))], change, rng, folder / "lie.npz")
            found += [] if lie is None else [lie]
    found += list(_exchanged(rng, count - len(found), folder))
    return found


def _saved(model: str, text: str, folder: Path) -> Path:
    path = folder / f"{model}.npz"
    zoo.load(model).run(text).save(path)
    return path


def _told(path: Path, change: Change, rng: np.random.Generator, target: Path) -> Lie | None:
    import json

    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    header = json.loads(str(arrays.pop("header")))
    kind = change(header, arrays, rng)
    if kind is None:
        return None
    np.savez(target, header=np.array(json.dumps(header)), **arrays)  # type: ignore[arg-type]
    return Lie(kind, path.stem, "", _said(target))


def _said(path: Path) -> str:
    """Return what loading a trace, or its equations, say against it; raises whatever is no sentence of ours."""
    try:
        trace = Trace.load(path)
    except TraceError as error:
        return str(error)
    return next((each.name for each in trace.identities() if not each.holds), "")


# -- traces ------------------------------------------------------------------------------------------------------------------


def entry(header: dict[str, Any], arrays: dict[str, np.ndarray], rng: np.random.Generator) -> str | None:
    """Change one entry of one array."""
    name = rng.choice(sorted(set(arrays) - {"gold"}))
    array = arrays[name] = arrays[name].astype(float).copy()
    if not array.size:
        return None
    place = tuple(int(rng.integers(size)) for size in array.shape)
    array[place] += rng.choice([-1, 1]) * rng.uniform(0.001, 0.5)
    return "an entry of a trace"


def exchanged(header: dict[str, Any], arrays: dict[str, np.ndarray], rng: np.random.Generator) -> str | None:
    """Exchange two words', units' or steps' parts of one array."""
    name = rng.choice(sorted(set(arrays) - {"gold"}))
    array = arrays[name].copy()
    if not array.ndim:
        return None
    axis = int(rng.integers(array.ndim))
    if array.shape[axis] < 2:
        return None
    one, other = rng.choice(array.shape[axis], 2, replace=False)
    moved = np.moveaxis(array, axis, 0)
    if np.allclose(moved[one], moved[other], atol=1e-4):
        return None
    moved[[one, other]] = moved[[other, one]]
    arrays[name] = array
    return "parts of a trace exchanged"


def memory(header: dict[str, Any], arrays: dict[str, np.ndarray], rng: np.random.Generator) -> str | None:
    """Give memory to other words, or to the future, so that its sum stays."""
    if "memory" not in arrays:
        return None
    held = arrays["memory"] = arrays["memory"].copy()
    time, (giver, taker) = int(rng.integers(len(held))), rng.choice(len(held), 2, replace=False)
    share = rng.uniform(0.2, 1.0) * held[time, giver]
    if np.abs(share).max() < 1e-3:
        return None
    held[time, giver] -= share
    held[time, taker] += share
    return "memory of other words"


def ranges(header: dict[str, Any], arrays: dict[str, np.ndarray], rng: np.random.Generator) -> str | None:
    """Let something in 0..1, or a count, be what it cannot be."""
    wrong = [("score", 1.3), ("score", -0.1), ("score_count", -5), ("score_count", 2.5), ("seed", 0.5)]
    name, value = wrong[rng.integers(len(wrong))]
    if "alignment_error" in header and rng.random() < 0.3:
        header["alignment_error"] = float(rng.uniform(1.01, 3))
    else:
        header["provenance"][name] = value
    return "out of range"


def types(header: dict[str, Any], arrays: dict[str, np.ndarray], rng: np.random.Generator) -> str | None:
    """Put texts and truthiness in the places of lists."""
    lists = [name for name, value in header.items() if isinstance(value, list)]
    name = lists[rng.integers(len(lists))]
    value = header[name]
    header[name] = [" ".join(map(str, value)), [str(each) for each in value] if "known" in name else 7, None][rng.integers(3)]
    return "another type"


def keys(header: dict[str, Any], arrays: dict[str, np.ndarray], rng: np.random.Generator) -> str | None:
    """Leave a key of the provenance out, or add one."""
    provenance = header["provenance"]
    name = rng.choice(sorted(set(provenance) - {"notes"}))
    if rng.random() < 0.5:
        del provenance[name]
    else:
        provenance[f"{name}_too"] = 1
    return "a key of the provenance"


CHANGES: tuple[Change, ...] = (entry, exchanged, memory, ranges, types, keys)


# -- files that are kept -----------------------------------------------------------------------------------------------------


def _exchanged(rng: np.random.Generator, count: int, folder: Path) -> Iterator[Lie]:
    """Exchange files in a cache of outlines, and in one of parts: neither may be taken for the other."""
    own = folder / "kept"
    own.mkdir(exist_ok=True)
    for number in range(count // 2):
        one, other = (f"{number} {rng.random()}" for _ in range(2))
        files = []
        for what in (one, other):
            before = set(own.iterdir())
            outlines.kept(_outline, what, own=own)
            files.append(next(iter(set(own.iterdir()) - before)))
        copyfile(files[1], files[0])
        again = outlines.kept(_outline, one, own=own)
        yield Lie("outlines exchanged", "", "", "made anew" if np.allclose(again, _outline(one)) else "")
    cache, target = Cache(folder / "parts"), folder / "part"
    for number in range(count - count // 2):
        names = [f"{number:04}-{name}" for name in "ab"]
        for name in names:
            target.write_bytes(name.encode() * 40)
            cache.store(name, target)
        paths = [next((folder / "parts").glob(f"{name}*")) for name in names]
        copyfile(paths[1], paths[0])
        yield Lie("parts exchanged", "", "", "" if cache.fetch(names[0], target) else "not taken")


def _outline(what: str) -> np.ndarray:
    seed = sum(map(ord, what))
    return np.random.default_rng(seed).normal(size=(4, 3))
