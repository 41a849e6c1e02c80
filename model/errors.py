"""Every way in which Unrolled says no, as one tree.

    UnrolledError                  anything a user can put right; its message is one finished sentence
    ├── UsageError                 the request does not fit (unknown word, word number, empty text)
    ├── FileError                  a file is missing, unreadable or not what it claims to be
    │   ├── TraceError             a trace whose arrays, axes or header do not agree (also a ValueError)
    │   ├── WeightsError           weights that are not ours or do not fit together (also a ValueError)
    │   └── DataError              rows of a user's table, all bad ones at once (also a ValueError)
    └── RenderError                a film could not be drawn or written

Every error takes exactly one string, so that it survives the trip from a worker process.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from itertools import accumulate
from pathlib import Path
from reprlib import Repr

__all__ = [
    "LISTED",
    "DataError",
    "FileError",
    "RenderError",
    "TraceError",
    "UnrolledError",
    "UsageError",
    "WeightsError",
    "among",
    "brief",
    "clipped",
    "counted",
    "listed",
    "named",
    "near_matches",
    "there_are",
    "unusable",
]

QUOTED, NAMED, COMPARED, BEGUN = 48, 120, 64, 3
"""So many letters has what is quoted in a message, has the name of a file there, has a word that is compared with others at the
most, and has the beginning of one at the least."""
LONGEST, LISTED, SUGGESTED = 299, 10, 100
"""So many letters has a message that lists things, so many things are named in it, and so many letters have those suggested."""
BREAK = re.compile(r"\s*\n\s*")
"""What is between two lines, such as those of an array."""


class UnrolledError(Exception):
    """Something a user can put right; ``str(error)`` is one finished sentence."""


class UsageError(UnrolledError, ValueError):
    """A request that does not fit: an unknown name, a number out of range, an empty text."""


class FileError(UnrolledError):
    """A file that is missing, unreadable or not what it claims to be."""


class TraceError(FileError, ValueError):
    """A trace whose arrays, axes or header do not agree."""


class WeightsError(FileError, ValueError):
    """Weights that are not ours or do not fit together."""


class DataError(FileError, ValueError):
    """Rows of a user's table that cannot be used, the first ten of them named."""


class RenderError(UnrolledError, RuntimeError):
    """A film that could not be drawn or written."""


def counted(count: int, noun: str) -> str:
    """Return how many there are of something that takes an s where there are several: ``1 word``, ``2 words``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def brief(value: object) -> str:
    """Return how a value is quoted in a message, ``'too...ong'``: in one line, and shortened in its middle."""
    found = Repr()
    found.maxlevel, found.maxstring, found.maxother, found.maxlong = 2, QUOTED, QUOTED, QUOTED
    return clipped(BREAK.sub(" ", found.repr(value)), QUOTED)


def clipped(text: str, most: int = 40) -> str:
    """Return a text as it is, but shortened in its middle to ``most`` letters."""
    return text if len(text) <= most else f"{text[: most // 2]}…{text[-most // 2 + 1 :]}"


def fitting(things: Sequence[str], room: int, gap: str = ", ") -> int:
    """Return how many of the first things fit side by side into ``room`` letters, with a ``gap`` between them."""
    return sum(end - len(gap) <= room for end in accumulate(len(each) + len(gap) for each in things))


def among(things: Sequence[str], most: int = 6, room: int = 180, gap: str = ", ", last: str = " and ", count: int = 0) -> str:
    """Return ``a, b and 2 more``, in ``room`` letters: as many of ``most`` things as fit; one in any case, shortened.

    ``count`` is how many there are in all, if ``things`` are not all of them.
    """
    count = max(count, len(things))
    left = room if len(things) == count <= most and fitting(things, room, gap) == count else room - len(f"{last}{count:,} more")
    shown = max(1, fitting(things[:most], left, gap))
    more = f"{last}{count - shown:,} more" if count > shown else ""
    return clipped(gap.join(things[:shown]), room - len(more)) + more


def there_are(things: Sequence[str], room: int = 180) -> str:
    """Return ``there is a``, or ``there are a, b and c``; if all have no ``room``, as many as have it and how many more."""
    if len(things) == 1:
        return f"there is {clipped(things[0], room)}"
    whole = f"{', '.join(things[:-1])} and {things[-1]}"
    return f"there are {whole if len(whole) <= room else among(things, room=room)}"


def listed(beginning: str, things: Sequence[str], count: int = 0) -> str:
    """Return a sentence of :data:`LONGEST` letters at most: its beginning, then as many things as there is room for.

    ``count`` is how many there are in all, if ``things`` are not all of them.
    """
    begun = clipped(beginning, LONGEST - QUOTED)
    return f"{begun}{among(things, LISTED, LONGEST - len(begun) - len('.'), '; ', '; and ', count)}."


def named(path: Path | str, most: int = NAMED) -> str:
    """Return how a file is called in a message: as it is, but in one line, and shortened in its middle to ``most`` letters."""
    name = str(path)
    return clipped(name if name.isprintable() else repr(name)[1:-1], most)


def unusable(kind: str, path: Path, why: object) -> str:
    """Return, in :data:`LONGEST` letters at most, that a file cannot be used, and why; ``kind`` ends in a blank or is empty."""
    said = clipped(f" cannot be used: {why}", LONGEST - QUOTED - len(kind))
    return f"{kind}{named(path, min(NAMED, LONGEST - len(kind) - len(said)))}{said}"


def near_matches(word: str, choices: Iterable[str], most: int = 3, least: float = 0.6, called: Callable[[str], str] = str) -> str:
    """Return `` (did you mean a, b?)`` for the choices spelt most like ``word``, by ``least`` or more, or an empty string.

    Where none is, they are those that begin with it. ``called`` says how a choice is named.
    """
    choices = [choice for choice in choices if len(choice) <= COMPARED]
    close = get_close_matches(word.casefold(), choices, n=most, cutoff=least) if len(word) <= COMPARED else []
    begun = [choice for choice in choices if len(word) >= BEGUN and choice.startswith(word.casefold())]
    found = [called(choice) for choice in close or begun[:most]]
    return f" (did you mean {', '.join(found[: max(1, fitting(found, SUGGESTED))])}?)" if found else ""
