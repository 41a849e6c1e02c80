"""Ordinary sentences that were written apart from the grammars, as a bundled model takes them, for its card.

``python -m benchmarks.ordinary english_french --sheet sheet.tsv`` writes what becomes of each sentence for judges, who see
nothing else: number, sentence, translation. Each gives back a table of number and ``yes`` or ``no``; with ``--verdicts one.tsv
two.tsv`` what they said goes into the model card, between its marks; with ``--verdicts`` alone the sentences do, not judged yet.
Of reviews, ``python -m benchmarks.ordinary reviews`` or ``reviews_gru``, the labels are known, and there is no judge.
"""

import argparse
import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from model import zoo
from model.errors import UsageError
from model.recipes.reviews import SHIPPED_SEEDS, bundled_name
from model.trace import ReaderTrace, TranslationTrace

CARDS, DATA = Path(zoo.__file__).parent, Path(__file__).parents[1] / "tests" / "data"
READERS = tuple(bundled_name(cell) for cell in SHIPPED_SEEDS)
LISTS = {"english_french": "ordinary_english", "english_marathi": "ordinary_english_marathi"} | dict.fromkeys(
    READERS, "ordinary_reviews"
)
START, END = "<!-- ordinary: written by benchmarks/ordinary.py -->", "<!-- end of ordinary -->"
REFUSED = "(refused)"


class Taken(NamedTuple):
    """A sentence, the first column of its row, what the model made of it, and how many of its words it knows."""

    kind: str
    sentence: str
    said: str
    known: int
    words: int


def taken(name: str, kind: str, sentence: str) -> Taken:
    """Run a bundled model on a sentence."""
    model = zoo.load(name)
    try:
        trace = model.run(sentence)
    except UsageError:
        return Taken(kind, sentence, REFUSED, 0, len(sentence.split()))
    if isinstance(trace, TranslationTrace):
        said = " ".join(trace.translation).replace("' ", "'")
        return Taken(kind, sentence, said, sum(trace.source_known), len(trace.source_tokens))
    assert isinstance(trace, ReaderTrace)
    return Taken(kind, sentence, trace.labels[int(trace.probabilities[-1].argmax())], sum(trace.known), len(trace.tokens))


def rows(path: Path) -> list[list[str]]:
    """Return the rows of a table whose cells are parted by tabs."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t"))


def verdicts(path: Path) -> dict[int, bool]:
    """Return what a judge said, by the numbers of the sentences."""
    return {int(number): said.strip().casefold() == "yes" for number, said, *_ in rows(path) if number.isdigit()}


def figures(every: Sequence[Taken]) -> str:
    """Return how many of the words are known."""
    known, words = sum(each.known for each in every), sum(each.words for each in every)
    refused = sum(each.said == REFUSED for each in every)
    return f"{known / words:.1%} of the {words} words are known; {refused} of {len(every)} sentences are refused."


def judged(every: Sequence[Taken], judges: Sequence[dict[int, bool]]) -> Iterator[str]:
    """Yield the lines about translations: the share that all judges accept, if there are any, and every sentence."""
    if not judges:
        yield f"{figures(every)} **They are not judged yet.**\n\n| sentence | written |\n|---|---|"
        yield from (f"| {each.sentence} | {each.said} |" for each in every)
        return
    accepted = [all(judge.get(number, False) for judge in judges) for number in range(1, len(every) + 1)]
    alone = ", ".join(str(sum(judge.values())) for judge in judges)
    yield f"{figures(every)} **{sum(accepted) / len(every):.1%} are accepted** by both judges ({alone} by each)."
    yield ""
    yield f"| sentence | written | {' | '.join('AB'[: len(judges)])} |"
    yield "|---|---|" + "---|" * len(judges)
    for number, each in enumerate(every, start=1):
        said = " | ".join("yes" if judge.get(number, False) else "**no**" for judge in judges)
        yield f"| {each.sentence} | {each.said} | {said} |"


def labelled(every: Sequence[Taken]) -> Iterator[str]:
    """Yield the lines about reviews: the share that is right, and every sentence."""
    right = sum(each.said == each.kind for each in every)
    yield f"{figures(every)} **{right} of {len(every)} verdicts are right.**"
    yield ""
    yield "| sentence | label | verdict |"
    yield "|---|---|---|"
    yield from (f"| {e.sentence} | {e.kind} | {e.said if e.said == e.kind else f'**{e.said}**'} |" for e in every)


def write_card(name: str, lines: Sequence[str]) -> None:
    """Put the lines between the marks in the model card."""
    path = CARDS / f"{name}.md"
    card = path.read_text(encoding="utf-8")
    before, after = card.split(START)[0], card.split(END)[1]
    path.write_text("\n".join([before + START, "", *lines, "", END + after]), encoding="utf-8")


def main() -> None:
    """Write a sheet for judges, or the card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=LISTS)
    parser.add_argument("--list", type=Path, help="another list: kind or label, tab, sentence [the one in tests/data]")
    parser.add_argument("--sheet", type=Path, help="where the sentences and translations go, for judges")
    parser.add_argument("--verdicts", type=Path, nargs="*", help="what judges said, if they have: the card is written")
    options = parser.parse_args()
    listed = options.list or DATA / f"{LISTS[options.model]}.tsv"
    every = [taken(options.model, kind, sentence) for kind, sentence, *_ in rows(listed)]
    print(figures(every))
    if options.sheet:
        sheet = (f"{number}\t{each.sentence}\t{each.said}\n" for number, each in enumerate(every, start=1))
        options.sheet.write_text("".join(sheet), encoding="utf-8")
    if options.verdicts is not None:
        write_card(options.model, [*judged(every, [verdicts(path) for path in options.verdicts])])
    elif options.model in READERS:
        lines = [*labelled(every)]
        print(lines[0])
        if options.list is None:
            write_card(options.model, lines)


if __name__ == "__main__":
    main()
