"""What is to be known of a table before anything learns from it, in sentences."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from unicodedata import normalize

from model.corpora.rows import at_lines
from model.errors import brief, counted, listed
from model.words import look_up_form

__all__ = ["Labelled", "folded", "in_order", "of_labels", "spellings"]


UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF))
"""Characters without width or meaning, which programs leave in tables."""
NUMBER = re.compile(r"((?:(?<!\w)-)?\d+(?:\.\d+)?)")


class Labelled(NamedTuple):
    """A text of a table, cut into words, with its label as it was written and the line on which its row starts.

    ``edges`` are the fields within a text of several lines that would be labels if these were rows.
    """

    line: int
    words: tuple[str, ...]
    label: str
    edges: tuple[str, ...] = ()


def folded(label: str) -> str:
    """Return what labels, or names of columns, have in common that differ only in case or space, or in what is not seen."""
    return " ".join(normalize("NFC", label.translate(UNSEEN)).casefold().split())


def spellings(labels: Iterable[str]) -> dict[str, str]:
    """Return which label stands for each: of those that differ only in case or space it is the most frequent."""
    counts = Counter(labels)
    same: dict[str, str] = {}
    for label, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        same.setdefault(folded(label), label)
    return {label: same[folded(label)] for label in counts}


def in_order(labels: Iterable[str]) -> list[str]:
    """Return labels as a person orders them: by the alphabet, and numbers in them by what they are worth, 2 stars before 10."""

    def key(label: str) -> tuple[list[tuple[float, str]], str]:
        parts = NUMBER.split(label)  # every other one is a number
        return [(float(part), "") if at % 2 else (0.0, part) for at, part in enumerate(parts)], label

    return sorted(labels, key=key)


def of_labels(name: str, mark: str, rows: Sequence[Labelled], spelt: Mapping[str, str]) -> Iterator[str]:
    """Yield how many texts and labels a table has, which were taken as one, and what is odd about texts."""
    counts = Counter(spelt[row.label] for row in rows)
    order = in_order(counts) if all(map(NUMBER.match, counts)) else [label for label, _ in counts.most_common()]
    labels = [f"{brief(label)} {counts[label]:,}" for label in order]
    yield listed(f"{name} has {counted(len(rows), 'text')}, parted by {mark}s, with {counted(len(counts), 'label')}: ", labels)
    merged = [f"{brief(label)} as {brief(taken)}" for label, taken in spelt.items() if label != taken]
    if merged:
        yield listed("Labels that differ only in case or space are taken as one: ", merged)
    if over := [row.line for row in rows if not spelt.keys().isdisjoint(row.edges)]:
        yield f"A text holds what looks like the row behind it, as if a quotation mark were not closed, in {at_lines(over)}."
    if disputed := list(_disputed(rows, spelt)):
        have = "1 text has" if len(disputed) == 1 else f"{len(disputed):,} texts have"
        yield listed(f"{have} more than one label, which nothing can learn: ", disputed)


def _disputed(rows: Sequence[Labelled], spelt: Mapping[str, str]) -> Iterator[str]:
    """Yield each text that has more than one label, with two lines that say so."""
    texts: dict[tuple[str, ...], list[Labelled]] = defaultdict(list)
    for row in rows:
        texts[tuple(map(look_up_form, row.words))].append(row)
    for first, *others in texts.values():
        other = next((row for row in others if spelt[row.label] != spelt[first.label]), None)
        if other:
            text = brief(" ".join(first.words))
            yield f"{text} in line {first.line} ({brief(spelt[first.label])}) and {other.line} ({brief(spelt[other.label])})"
