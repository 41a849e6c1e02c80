"""What every corpus consists of: labelled texts, in three parts."""

from typing import NamedTuple

__all__ = ["Example", "Parts"]


class Example(NamedTuple):
    """A labelled text; ``roles`` (gold, for evaluation only) and ``template`` are empty in a user's own data."""

    words: tuple[str, ...]
    label: str
    roles: tuple[str, ...] = ()
    template: str = ""


class Parts(NamedTuple):
    """Examples to learn from, to choose by and to report on."""

    train: tuple[Example, ...]
    dev: tuple[Example, ...]
    test: tuple[Example, ...]
