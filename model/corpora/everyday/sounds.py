"""What French does where words meet: l'accord, s'il, cet homme, mon école, j'ai, c'est, du, des, au, aux, nouvel, aide-moi."""

from collections.abc import Iterable, Sequence

from model.corpora.pairs import Token

__all__ = ["CLITIC", "article_of", "euphonic", "starts_with_vowel"]

CLITIC = "clitic"
"""The kind of units that are pronouns before a verb: *de le voir* does not merge, *de le livre* does."""
VOWELS = "aeiouhâàéèêëîïôûœ"
ASPIRATED = frozenset(
    word
    for row in (
        "huit huitième onze oui héros haut haute hauts hautes hauteur hauteurs hausse hongrie hollande harry hors hâte honte",
        "honteux honteuse honteuses hasard haricot haricots hamburger hamburgers hache haches hall halls haie haies hockey",
        "hanche hanches handball harpe harpes hamster hamsters hérisson hérissons homard homards hibou hiboux hublot hublots",
    )
    for word in row.split()
)
"""Words whose first sound keeps le and la from losing their vowel."""
GLIDES = frozenset(("y", "yeux"))
MERGED = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}
ELIDED = frozenset(("le", "la", "de", "ne", "je", "me", "te", "se", "que", "jusque", "lorsque", "puisque", "quoique"))
GOING_ON = frozenset(("que", "qu'", "de", "d'"))
PARTITIVE = frozenset(("des", "de", "de la", "de le"))
DETERMINERS = {"ce": "cet", "ma": "mon", "ta": "ton", "sa": "son"}
BE = frozenset(("est", "était", "étaient", "sont"))


def article_of(feminine: bool) -> str:
    """Return the singular article before a consonant."""
    return "la" if feminine else "le"


def euphonic(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Write each word as the next one demands, and merge de and à with le and les."""
    return _merged(_leaning(_elided(_joined(list(tokens)))))


def _leaning(row: list[Token]) -> list[Token]:
    """Let a word that only goes on (est-ce *que*, beaucoup *d'*) belong to the next one too, which decides its form."""
    for number in range(1, len(row) - 1):
        before, here = row[number - 1 : number + 1]
        if here.word in GOING_ON and before.units[0] is here.units[0]:
            row[number] = here._replace(units=tuple(dict.fromkeys((*here.units, *row[number + 1].units))))
    return row


def _joined(row: list[Token]) -> list[Token]:
    """Let *de* swallow an article that says "some": besoin de + de l'eau = besoin d'eau, de + des amis = d'amis."""
    joined: list[Token] = []
    for token in row:
        some = token.units[0]
        after = bool(joined) and joined[-1].word == "de" and some.kind == "determiner" and some not in joined[-1].units[:1]
        if after and some.target in PARTITIVE:
            joined[-1] = joined[-1]._replace(units=tuple(dict.fromkeys((*joined[-1].units, some))))
        elif not (after and token.word == "d'"):
            joined.append(token)
    return joined


def _elided(row: list[Token]) -> list[Token]:
    for number, token in enumerate(row):
        if token.word == "ce" and token.units[0].kind == "pronoun" and not _is(row[number + 1 :]):
            row[number] = token._replace(word="cela")
    for number in reversed(range(len(row) - 1)):
        row[number] = row[number]._replace(word=_before(row[number].word, row[number + 1].word))
    return row


def _is(following: Sequence[Token]) -> bool:
    """Tell whether a form of être follows, before which "it" is *ce*: c'est, ce n'est pas; but cela va être."""
    words = [token.word for token in following[:2]]
    return bool(BE & set(words[words[:1] == ["ne"] :][:1]))


def _before(word: str, following: str) -> str:
    if word == "si" and following in ("il", "ils"):
        return "s'"
    if word == "ce" and following in BE - {"sont"}:
        return "c'"
    if not starts_with_vowel(following):
        return word
    return f"{word[:-1]}'" if word in ELIDED else DETERMINERS.get(word, word)


def _merged(row: list[Token]) -> tuple[Token, ...]:
    """Elision comes first: *de l'accord* stays apart."""
    merged: list[Token] = []
    for token in row:
        if merged and (merged[-1].word, token.word) in MERGED and token.units[0].kind != CLITIC:
            earlier = merged.pop()
            units = tuple(dict.fromkeys((*earlier.units, *token.units)))
            token = Token(MERGED[earlier.word, token.word], units)
        merged.append(token)
    return tuple(merged)


def starts_with_vowel(word: str) -> bool:
    """Tell whether a word is spoken with a vowel first: a silent h counts as one."""
    return (word[0] in VOWELS and word not in ASPIRATED) or word in GLIDES
