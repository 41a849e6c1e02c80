"""Tables, texts and sources of films as people, programs and disks spoil them."""

from collections.abc import Callable
from random import Random

from benchmarks.fuzzing.values import BOM, broken_bytes, odd_text

__all__ = ["odd_lines"]

PIECES = (
    "\0",
    '"',
    '""',
    "'",
    "\t",
    "\t\t",
    ",",
    ";",
    "\r",
    "\r\n",
    "\n\n",
    "\x1a",
    BOM,
    "\u2028",
    "\x0c",
    "\\",
    "#",
    "(",
    "é",
    "\u0301",
)
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "utf-8-sig", "utf-7")


def odd_lines(rng: Random, text: str) -> bytes:
    """Return lines in which something is odd."""
    for _ in range(rng.choice((1, 1, 2, 4))):
        text = rng.choice(CHANGES)(rng, text)
    coding = rng.choice(ENCODINGS) if rng.random() < 0.15 else "utf-8"
    whole = text.encode(coding, "replace")
    return broken_bytes(rng, whole) if rng.random() < 0.25 else whole


def _inserted(rng: Random, text: str) -> str:
    place = rng.randrange(len(text) + 1)
    return text[:place] + rng.choice((rng.choice(PIECES), odd_text(rng))) + text[place:]


def _cut(rng: Random, text: str) -> str:
    return text[: rng.randrange(len(text) + 1)]


def _long(rng: Random, text: str) -> str:
    """Make one line very long, of one word, of many, of separators or of brackets."""
    piece = rng.choice(("x", "a b ", "\t", ",", '"', "(", "[", "é ", "not good ", "-", "\0", "not ", "x()", "+1"))
    return _spliced(rng, text, piece * rng.choice((300, 5_000, 100_000)))


def _spliced(rng: Random, text: str, piece: str) -> str:
    lines = text.splitlines(keepends=True) or [""]
    lines.insert(rng.randrange(len(lines) + 1), piece)
    return "".join(lines)


def _shuffled(rng: Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    rng.shuffle(lines)
    return "".join(lines)


def _repeated(rng: Random, text: str) -> str:
    return text * rng.choice((2, 5))


def _separated(rng: Random, text: str) -> str:
    return text.replace(rng.choice((",", "\t", "\n", " ")), rng.choice((";", "\t", ",", "\r", " ", "")))


def _fewer(rng: Random, text: str) -> str:
    lines = text.splitlines(keepends=True) or [""]
    return "".join(lines[: rng.randrange(len(lines) + 1)])


CHANGES: tuple[Callable[[Random, str], str], ...] = (
    _inserted,
    _inserted,
    _inserted,
    _cut,
    _long,
    _shuffled,
    _repeated,
    _separated,
    _fewer,
)
