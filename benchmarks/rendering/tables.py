"""The tables of docs/performance.md, made of records and put between two marks there."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from benchmarks.rendering.measuring import Run, best
from benchmarks.rendering.records import Fidelity, Measured, Side
from scenes.stage.jobs import QUALITIES

__all__ = ["fidelity", "insert", "report"]

MARKS = "<!-- {name}: written by a benchmark -->", "<!-- end of {name} -->"
HEAD = """\
| film | wall s | | CPU s | | largest MB | together MB | file MB | | PSNR dB | SSIM | encode only s | | tell only s |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"""
NONE = "–"

FLOOR, PSNR, SSIM, SIZE = 1.8, 48.0, 0.99, 1.5
"""What is aimed at: times the encode-only floor, decibels, likeness, times plain manim's bytes."""


def report(records: Iterable[Measured], command: str) -> str:
    """Return everything that was measured: where and when, a table a quality, and what misses its aim."""
    found = sorted(records, key=lambda each: (list(QUALITIES).index(each.quality), each.film))
    parts = [f"`{command}`; " + "; ".join(dict.fromkeys(each.place for each in found)) + "."]
    parts.append(f"Load of the machine before each film: at most {max((each.load for each in found), default=0.0):.1f}.")
    for quality in dict.fromkeys(each.quality for each in found):
        rows = [row(each) for each in found if each.quality == quality]
        parts.append(f"\n### {quality}\n\n" + "\n".join([HEAD, *rows]))
    parts.append("\n" + "\n".join(misses(found)))
    return "\n".join(parts)


def row(record: Measured) -> str:
    """Return a film's row; pairs are plain manim's figure and ours."""
    sides = record.plain, record.ours
    mine, floor = best(record.ours.runs), record.encode
    cells = [
        f"{record.film} ({record.seconds:.0f} s)",
        _pair(sides, lambda side: f"{best(side.runs).wall:.1f}"),
        _faster(record, lambda run: run.wall),
        _pair(sides, lambda side: f"{best(side.runs).processor:.1f}"),
        _faster(record, lambda run: run.processor),
        _pair(sides, lambda side: f"{best(side.runs).largest:.0f}"),
        _pair(sides, lambda side: f"{best(side.runs).together:.0f}"),
        _pair(sides, lambda side: f"{side.size / 1e6:.2f}"),
        NONE if record.plain is None else f"{record.ours.size / record.plain.size:.2f}x",
        _pair(sides, lambda side: f"{side.like.psnr:.1f}" if side.like else NONE),
        _pair(sides, lambda side: f"{side.like.ssim:.4f}" if side.like else NONE),
        NONE if floor is None else f"{floor.wall:.1f}",
        NONE if floor is None else f"{mine.wall / floor.wall:.2f}x",
        NONE if record.tell is None else f"{record.tell.wall:.1f}",
    ]
    return f"| {' | '.join(cells)} |"


def misses(records: list[Measured]) -> Iterator[str]:
    """Yield a line for each aim: which films miss it."""
    aims: dict[str, Callable[[Measured], bool | None]] = {
        f"at most {FLOOR} times the encode-only floor": lambda each: (
            None if each.encode is None else best(each.ours.runs).wall > FLOOR * each.encode.wall
        ),
        f"PSNR of {PSNR:.0f} dB": lambda each: None if each.ours.like is None else each.ours.like.psnr < PSNR,
        f"SSIM of {SSIM}": lambda each: None if each.ours.like is None else each.ours.like.ssim < SSIM,
        f"at most {SIZE} times plain manim's bytes": lambda each: (
            None if each.plain is None else each.ours.size > SIZE * each.plain.size
        ),
    }
    for aim, missed in aims.items():
        judged = [(each, missed(each)) for each in records]
        names = [f"{each.film} {each.quality}" for each, miss in judged if miss]
        count = sum(miss is not None for _, miss in judged)
        yield f"- Aim, {aim}: " + (f"missed by {', '.join(names)}." if names else f"met by all {count}.")


def fidelity(records: Iterable[Fidelity]) -> str:
    """Return the table of the largest differences between our lossless films and plain manim's."""
    found = list(records)
    themes, films = sorted({each.theme for each in found}), sorted({each.film for each in found})
    known = {(each.film, each.theme): each for each in found}
    lines = [f"| largest difference in levels (frames) | {' | '.join(themes)} |", "|---|" + "---|" * len(themes)]
    for film in films:
        cells = (known.get((film, theme)) for theme in themes)
        lines.append(f"| {film} | {' | '.join(f'{each.worst} ({each.frames})' if each else NONE for each in cells)} |")
    return "\n".join([*lines, "", f"At {', '.join(dict.fromkeys(each.quality for each in found))}, {found[0].place}."])


def insert(path: Path, name: str, text: str) -> None:
    """Put a text between the marks of ``name`` in a document; at its end if it has no such marks."""
    start, end = (mark.format(name=name) for mark in MARKS)
    content = path.read_text(encoding="utf-8") if path.exists() else ""
    if start not in content:
        content = f"{content.rstrip()}\n\n{start}\n{end}\n".lstrip()
    before, _, rest = content.partition(start)
    after = rest.partition(end)[2]
    path.write_text(f"{before}{start}\n\n{text}\n\n{end}{after}", encoding="utf-8")


def _pair(sides: tuple[Side | None, Side], figure: Callable[[Side], str]) -> str:
    plain, ours = sides
    return f"{NONE if plain is None else figure(plain)} / {figure(ours)}"


def _faster(record: Measured, kind: Callable[[Run], float]) -> str:
    if record.plain is None:
        return NONE
    return f"**{kind(best(record.plain.runs)) / kind(best(record.ours.runs)):.1f}x**"
