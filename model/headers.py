"""The header of a file: JSON that anybody may have written, as a trace and weights have it."""

import json
from collections import Counter
from typing import Any, NoReturn

from model.errors import FileError, brief

__all__ = ["LONGEST", "parsed"]

LONGEST = 4_000_000
"""So many letters may a header have: the words of a large vocabulary are a tenth of it."""


def parsed(header: str, refuse: type[FileError]) -> dict[str, Any]:
    """Return the entries of a header.

    Raises ``refuse`` with a clause about "its header" if that is too long or too deep, no JSON object, names an entry twice, or
    has NaN or an infinity among its numbers.
    """

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
            raise refuse(f"its header has the entry {brief(twice)} twice.")
        return found

    def endless(name: str) -> NoReturn:
        raise refuse(f"its header holds {name}, which is no number.")

    if len(header) > LONGEST:
        raise refuse(f"its header has {len(header)} letters, {LONGEST} is the most.")
    try:
        found = json.loads(header, object_pairs_hook=once, parse_constant=endless)
    except RecursionError:
        raise refuse("its header is nested too deeply.") from None
    except FileError:
        raise
    except ValueError as error:
        raise refuse(f"its header is no JSON ({brief(str(error))}).") from error
    if not isinstance(found, dict):
        raise refuse(f"its header is {brief(found)}, it should be a group of entries.")
    return found
