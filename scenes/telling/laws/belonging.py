"""What belongs together is together: words, letters and values of one index."""

from collections.abc import Callable, Iterator
from typing import Any

from scenes.telling.seen import Look

__all__ = ["LAWS"]

LAWS: tuple[Callable[[Look, Any], Iterator[str]], ...] = ()
