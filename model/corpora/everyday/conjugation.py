"""French verbs: every form that the grammar writes, from the infinitive; and the tables of those that no rule gives.

``je tu il nous ils`` in this order, everywhere; there is no *vous*, as "you" is always the familiar *tu* (the corpus's one rule).
"""

from functools import cache
from typing import NamedTuple

from model.corpora.everyday.tables import rows

__all__ = ["PERSONS", "SUBJUNCTIVE", "Conjugation", "agreeing", "conjugate", "subjunctive"]

PERSONS = ("je", "tu", "il", "nous", "ils")
"""The five persons: first, second and third singular, first and third plural."""
ENDINGS = {
    "imperfect": ("ais", "ais", "ait", "ions", "aient"),
    "er": ("e", "es", "e", "ons", "ent"),
    "ir": ("is", "is", "it", "issons", "issent"),
    "re": ("s", "s", "", "ons", "ent"),
}
LIKE_PARTIR = ("dormir", "servir", "mentir", "sentir", "sortir", "partir")
"""Verbs in -ir that lose a consonant in the singular: je dors, nous dormons."""
LIKE_OUVRIR = ("ouvrir", "offrir", "couvrir", "souffrir")
"""Verbs in -ir with the endings of -er: j'ouvre, ouvert."""
GRAVE = ("acheter", "lever", "mener", "peser", "geler")
"""Verbs in -er whose e turns into è before a silent ending."""
DOUBLED = ("épeler", "appeler", "jeter", "rappeler")
"""Verbs in -er that double their consonant before a silent ending."""
SILENT = (0, 1, 2, 4)
"""The persons whose ending is not heard in verbs in -er."""


class Conjugation(NamedTuple):
    """The forms of one verb; ``present``, ``imperfect`` and ``conditional`` have one for each of :data:`PERSONS`.

    ``participle`` is the masculine singular one, ``imperative`` what one says to a friend, ``together`` to a group with oneself.
    """

    infinitive: str
    present: tuple[str, ...]
    imperfect: tuple[str, ...]
    conditional: tuple[str, ...]
    participle: str
    imperative: str
    together: str


@cache
def conjugate(infinitive: str) -> Conjugation:
    """Return all forms of a verb without its reflexive pronoun; raises ValueError for a word that is no infinitive."""
    irregular = _irregular(infinitive)
    if irregular:
        present, participle, future = irregular
    elif infinitive.endswith("er"):
        present, participle, future = _in_er(infinitive)
    elif infinitive.endswith("ir"):
        present, participle, future = _in_ir(infinitive)
    elif infinitive.endswith("re"):
        stem = infinitive[:-2]
        present, participle, future = tuple(stem + ending for ending in ENDINGS["re"]), f"{stem}u", infinitive[:-1]
    else:
        raise ValueError(f"{infinitive} is no infinitive.")
    imperfect = "ét" if infinitive == "être" else present[3][:-3]
    return Conjugation(
        infinitive,
        present,
        _imperfect(imperfect),
        tuple(future + ending for ending in ENDINGS["imperfect"]),
        participle,
        *_imperative(infinitive, present),
    )


SUBJUNCTIVE = {
    "être": ("sois", "sois", "soit", "soyons", "soient"),
    "avoir": ("aie", "aies", "ait", "ayons", "aient"),
    "aller": ("aille", "ailles", "aille", "allions", "aillent"),
    "faire": ("fasse", "fasses", "fasse", "fassions", "fassent"),
    "pouvoir": ("puisse", "puisses", "puisse", "puissions", "puissent"),
    "savoir": ("sache", "saches", "sache", "sachions", "sachent"),
    "vouloir": ("veuille", "veuilles", "veuille", "voulions", "veuillent"),
}


def subjunctive(verb: Conjugation) -> tuple[str, ...]:
    """Return the present subjunctive for each of :data:`PERSONS`: que je parte, que nous partions."""
    stem = verb.present[4].removesuffix("ent")
    regular = (*(stem + ending for ending in ("e", "es", "e")), verb.imperfect[3], verb.present[4])
    return SUBJUNCTIVE.get(verb.infinitive, regular)


def agreeing(participle: str, feminine: bool, plural: bool) -> str:
    """Return a participle that agrees: signé, signée, signés, signées; pris, prise, pris, prises; dû, due."""
    base = {"dû": "du", "mû": "mu"}.get(participle, participle) if feminine or plural else participle
    form = base + "e" * feminine
    return form + "s" * (plural and not form.endswith("s"))


def _imperfect(stem: str) -> tuple[str, ...]:
    """Spell the imperfect: mangeais but mangions, commençais but commencions."""
    forms = []
    for ending in ENDINGS["imperfect"]:
        root = stem
        if ending.startswith("i"):
            root = stem[:-1] if stem.endswith("ge") else f"{stem[:-1]}c" if stem.endswith("ç") else stem
        forms.append(root + ending)
    return tuple(forms)


def _imperative(infinitive: str, present: tuple[str, ...]) -> tuple[str, str]:
    special = {"être": ("sois", "soyons"), "avoir": ("aie", "ayons"), "savoir": ("sache", "sachons"), "aller": ("va", "allons")}
    if infinitive in special:
        return special[infinitive]
    second = present[1]
    return second[:-1] if second.endswith("es") else second, present[3]


def _in_er(infinitive: str) -> tuple[tuple[str, ...], str, str]:
    stem = infinitive[:-2]
    forms = [stem + ending for ending in ENDINGS["er"]]
    silent = _silent_stem(infinitive)
    for person in SILENT:
        forms[person] = silent + ENDINGS["er"][person]
    if stem.endswith("g"):
        forms[3] = f"{stem}eons"
    if stem.endswith("c"):
        forms[3] = f"{stem[:-1]}çons"
    future = infinitive if _keeps_accent(infinitive) else f"{silent}er"
    return tuple(forms), f"{stem}é", {"envoyer": "enverr"}.get(infinitive, future)


def _keeps_accent(infinitive: str) -> bool:
    return "é" in infinitive[-5:-2]


def _silent_stem(infinitive: str) -> str:
    """Return the stem before an ending that is not heard: achèt-, appell-, préfèr-, nettoi-."""
    stem = infinitive[:-2]
    if infinitive.endswith(DOUBLED):
        return stem + stem[-1]
    if infinitive.endswith(GRAVE):
        return f"{stem[:-2]}è{stem[-1]}"
    if infinitive.endswith(("oyer", "uyer", "ayer")):
        return f"{stem[:-1]}i"
    for length in (1, 2):  # préférer, célébrer: an é before one or two consonants
        vowel, rest = stem[-length - 1 : -length], stem[-length:]
        if vowel == "é" and not set(rest) & set("aeiouéèê"):
            return f"{stem[: -length - 1]}è{rest}"
    return stem


def _in_ir(infinitive: str) -> tuple[tuple[str, ...], str, str]:
    stem = infinitive[:-2]
    if infinitive.endswith(LIKE_OUVRIR):
        return tuple(stem + ending for ending in ENDINGS["er"]), f"{stem[:-1]}ert", infinitive
    if infinitive.endswith(LIKE_PARTIR):
        short = stem[:-1]
        return (f"{short}s", f"{short}s", f"{short}t", f"{stem}ons", f"{stem}ent"), f"{stem}i", infinitive
    return tuple(stem + ending for ending in ENDINGS["ir"]), f"{stem}i", infinitive


def _irregular(infinitive: str) -> tuple[tuple[str, ...], str, str] | None:
    """Look a verb up, or the one that it is made of: apprendre as prendre, with ap- before each form."""
    table = _table()
    for start in range(len(infinitive) - 1):
        before, base = infinitive[:start], infinitive[start:]
        if base in table and (not start or base not in ("avoir", "être", "lire", "rire", "aller", "dire", "voir")):
            *present, participle, future = table[base]
            return tuple(before + form for form in present), before + participle, before + future
    return None


@cache
def _table() -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in rows("irregular_verbs")}
