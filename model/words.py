"""How a text is cut into words, whatever it is that reads them, and the form under which a word is looked up."""

import re
import unicodedata
from functools import lru_cache

__all__ = [
    "ADDRESS",
    "APOSTROPHES",
    "GLUED",
    "HYPHENATED",
    "SIGNED",
    "composed",
    "is_name_or_number",
    "look_up_form",
    "symbols",
    "without_accents",
    "words_of",
]

APOSTROPHES = "'’`´‘＇"
LIKE_AN_APOSTROPHE = dict.fromkeys(map(ord, APOSTROPHES + "ʼ"), "'")
HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}"
HYPHENATED = re.compile(f"[{HYPHENS}]")
WITHIN_NUMBERS = ".,/:"
ACCENTS = re.compile("[\u0300-\u036f]")
# They join letters of Indic and Persian words; emoji use the same characters, but hold no letters.
JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
# They turn a plain digit or sign into an emoji, or choose the look of a letter, and are no part of a word.
MARKS_OF_LOOKS = dict.fromkeys((0x034F, 0x20E3, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
# What may follow the last dot of an address that says neither http nor www: names that are no words of their own.
LAST = "com|org|net|edu|gov|info|io|dev|app|eu|ac|au|br|ca|ch|cn|cz|de|fr|gr|hu|jp|kr|nl|nz|pl|ru|tr|ua|uk"
ADDRESS = re.compile(
    r"(?<![\w.+@-])(?:"
    r"\w[\w.+-]*@(?:\w[\w-]*\.)+\w+"
    r"|(?:https?://|www\.)[\w.~:/?#@!$&()*+,;=%-]*[\w/]"
    rf"|(?:\w[\w-]*\.)+(?:{LAST})\b(?:/[\w.~:/?#@!$&()*+,;=%-]*[\w/]|/)?"
    r")",
    re.IGNORECASE,
)
"""An e-mail address, or one of the web."""
INITIALS = re.compile(r"(?<![^\W\d])(?<![.'’])[^\W\d_](?:\.[^\W\d_])+(?![\w'’])")
"""Letters that a dot parts, each a word's first: U.S.A., a.m., J.K."""
GLUED = re.compile(r"(\d(?:[\d.,]*\d)?)([^\W\d_]+)")
"""A number with letters behind it: 5km, 3pm."""
WHOLE = re.compile(f"{ADDRESS.pattern}|{INITIALS.pattern}", re.IGNORECASE)
SIGNED = re.compile(
    r"(?<![\w.,])(?P<before>[$€£]) ?(?P<number>\d(?:[\d.,]*\d)?)(?![\w%])"
    r"|(?<=\d) ?(?P<after>[$€£%]|°[CF]?)(?!\w)"
    r"|(?<=\s)(?P<alone>&)(?=\s)"
)
"""A sign of money before a number or behind it, per cent, degrees, or an ampersand between two words."""


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` as typed, composed (NFC), without punctuation, symbols and emoji.

    An apostrophe inside of a word belongs to it (don't), and so does a hyphen (well-made); what parts the figures of a number
    belongs to that (3.5, 5/5), and so do dots between initials (U.S.A). An e-mail address, or one of the web, is one word. What
    is not seen, such as a soft hyphen, is left out. Every other sign parts words.
    """
    seen = composed(text)
    words: list[str] = []
    done = 0
    for whole in WHOLE.finditer(seen):
        words += [*_plain_words(seen[done : whole.start()]), whole.group()]
        done = whole.end()
    return tuple(word for word in (*words, *_plain_words(seen[done:])) if any(map(str.isalnum, word)))


@lru_cache(maxsize=1 << 16)
def look_up_form(word: str) -> str:
    """Return the form under which a vocabulary knows ``word``: small letters, composed, straight apostrophes, no joiners."""
    plain = word.translate(LIKE_AN_APOSTROPHE | dict.fromkeys(map(ord, JOINERS)))
    return unicodedata.normalize("NFC", plain.casefold())


def is_name_or_number(word: str) -> bool:
    """Tell whether a word is taken for a name or a number: it begins with a capital and has another letter, or holds a digit.

    What stands behind an apostrophe does not count: Anna's is a name, and I'm is none. A capital at the start of a sentence is
    one like any other.
    """
    before = word.translate(LIKE_AN_APOSTROPHE).partition("'")[0]
    return any(map(str.isdecimal, word)) or (word[:1].isupper() and sum(map(str.isalpha, before)) > 1)


def without_accents(form: str) -> str:
    """Return a look-up form with plain letters in the place of accented Latin ones: café, cafe."""
    return unicodedata.normalize("NFC", ACCENTS.sub("", unicodedata.normalize("NFD", form)))


def composed(text: str) -> str:
    """Return a text composed, without what is not seen: but joiners, which shape letters."""
    seen = (sign for sign in text.translate(MARKS_OF_LOOKS) if sign in JOINERS or unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFC", "".join(seen))


def _plain_words(text: str) -> list[str]:
    """Return the words of a bare text in which there is no address."""
    triples = zip(f" {text}", text, f"{text[1:]} ", strict=False)
    spaced = "".join(sign if _belongs(sign) or _joins(before, sign, after) else " " for before, sign, after in triples)
    return [piece.strip(APOSTROPHES + JOINERS) for piece in spaced.split()]


def _belongs(sign: str) -> bool:
    return sign.isalnum() or sign in APOSTROPHES or sign in JOINERS or unicodedata.category(sign).startswith("M")


def _joins(before: str, sign: str, after: str) -> bool:
    """Tell whether a sign belongs to the number, or to the word, in the middle of which it is."""
    if sign in WITHIN_NUMBERS:
        return before.isdecimal() and after.isdecimal()
    return sign in HYPHENS and _belongs(before) and _belongs(after) and not {before, after} & set(APOSTROPHES + JOINERS)


def _is_of_emoji(sign: str) -> bool:
    return ord(sign) in MARKS_OF_LOOKS or sign in JOINERS


def _is_symbol(sign: str) -> bool:
    kind = unicodedata.category(sign)
    return sign not in APOSTROPHES and (kind[0] == "S" or kind in ("Co", "Cn", "Cs") or (kind == "Cc" and not sign.isspace()))


def symbols(text: str) -> list[str]:
    """Return what of a text without addresses is no word and no punctuation, run by run."""
    signs = (sign if _is_symbol(sign) or _is_of_emoji(sign) else " " for sign in text)
    runs = (run.strip(JOINERS) for run in "".join(signs).split())
    return [run for run in runs if any(map(_is_symbol, run))]
