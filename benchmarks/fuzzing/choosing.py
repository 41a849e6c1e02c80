"""Which files run through different code, and are refused for different reasons: few of them do for many."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, FrameType
from typing import Any

from benchmarks.fuzzing.judging import Verdict

__all__ = ["MOST", "choose"]

MOST = 34
"""So many files of each loader are chosen at most: with nine loaders, 306."""

ROOT = Path(__file__).parents[2]
OWN = str(ROOT / "model"), str(ROOT / "scenes")
Step = tuple[CodeType, int, int] | str
Try = Callable[[str, range, Path], Iterator[tuple[int, Verdict]]]


def choose(name: str, count: int, tried: Try) -> list[int]:
    """Return the numbers of files, of the first ``count``, that go ways through the code which the others chosen do not go."""
    ways = dict(_ways(name, count, tried))
    seen: set[Step] = set()
    chosen: list[int] = []
    while ways and len(chosen) < MOST:
        best = max(ways, key=lambda number: (len(ways[number] - seen), -number))
        if not ways[best] - seen and chosen:
            seen = set()  # every way was gone once: once more, by other files
        seen |= ways.pop(best)
        chosen.append(best)
    return sorted(chosen)


def _ways(name: str, count: int, tried: Try) -> Iterator[tuple[int, set[Step]]]:
    """Yield for each number from which line of ours to which the loader went, and the reason that it gave."""
    with TemporaryDirectory(prefix="unrolled-") as folder:
        for number in range(count):
            way: set[Step] = set()
            sys.settrace(_follower(way))
            try:
                verdicts = list(tried(name, range(number, number + 1), Path(folder)))
            finally:
                sys.settrace(None)
            yield number, way | {re.sub(r"'.*?'|\d+|\(.*?\)", "_", verdict.said) for _, verdict in verdicts}


def _follower(way: set[Step]) -> Callable[[FrameType, str, Any], Any]:
    last: dict[FrameType, int] = {}

    def follow(frame: FrameType, event: str, _: Any) -> Any:
        """Note which line of our code follows on which, and go on within."""
        if not frame.f_code.co_filename.startswith(OWN):
            return None
        if event == "line":
            way.add((frame.f_code, last.get(frame, 0), frame.f_lineno))
            last[frame] = frame.f_lineno
        return follow

    return follow
