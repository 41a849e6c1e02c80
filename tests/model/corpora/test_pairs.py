"""The grammars of sentence pairs: their parts, their gold alignments, their spelling."""

import ast
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
import pytest

from model.corpora.english_marathi import grammar as english_marathi
from model.corpora.everyday import acting, others, patterns
from model.corpora.everyday import grammar as english_french
from model.corpora.everyday.pieces import Frame
from model.corpora.everyday.sounds import euphonic
from model.corpora.pairs import PairParts, SentencePair, Unit, aligned, part_of
from model.tokens import tokens_of

SIZES = {"train": 1_500, "dev": 100, "test": 200}
GRAMMARS = {"french": english_french, "marathi": english_marathi}
MAKERS: dict[str, Callable[[int, dict[str, int]], PairParts]] = {
    "french": english_french.make_everyday,
    "marathi": english_marathi.make_english_marathi,
}


@pytest.fixture(params=MAKERS)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@cache
def parts_of(name: str) -> PairParts:
    return MAKERS[name](0, SIZES)


def every(name: str) -> tuple[SentencePair, ...]:
    parts = parts_of(name)
    return (*parts.train, *parts.dev, *parts.test)


def judged(name: str) -> tuple[SentencePair, ...]:
    """Return the pairs that have gold links."""
    return (*parts_of(name).dev, *parts_of(name).test)


def test_the_same_seed_writes_the_same_pairs(name: str) -> None:
    small = {"train": 100, "dev": 10, "test": 10}
    assert MAKERS[name](3, small) == MAKERS[name](3, small)
    assert MAKERS[name](3, small) != MAKERS[name](4, small)


def test_no_sentence_is_in_two_parts_or_twice(name: str) -> None:
    parts = [{pair.source for pair in part} for part in parts_of(name)]
    assert len(set().union(*parts)) == sum(map(len, parts))
    once = [pair.source for pair in every(name) if name == "marathi" or " ".join(pair.source) not in others.SAID]
    assert len(once) == len(set(once))
    assert len(every(name)) == sum(SIZES.values())


def test_an_english_sentence_has_one_translation(name: str) -> None:
    rng = np.random.default_rng(5)
    seen: dict[tuple[str, ...], tuple[str, ...]] = {}
    for _ in range(2_000):
        pair = GRAMMARS[name].write_pair(rng)
        assert seen.setdefault(pair.source, pair.target) == pair.target


def test_flagships_and_some_templates_are_in_the_test_part_alone(name: str) -> None:
    parts = parts_of(name)
    for pair in (*parts.train, *parts.dev):
        assert not any(flagship in " ".join(pair.source) for flagship in GRAMMARS[name].FLAGSHIPS)
    for flagship in GRAMMARS[name].FLAGSHIPS:
        assert part_of(SentencePair((*flagship.split(), "zork"), ()), GRAMMARS[name].FLAGSHIPS) == "test"
    assert {pair.template for pair in parts.test} - {pair.template for pair in (*parts.train, *parts.dev)}


def test_links_lie_within_the_sentences_and_sure_ones_are_possible(name: str) -> None:
    for pair in judged(name):
        assert pair.sure <= pair.possible
        assert all(i < len(pair.target) and j < len(pair.source) for i, j in pair.possible)
        assert len(pair.content) == len(pair.target)
        assert {i for i, content in enumerate(pair.content) if content} <= {i for i, _ in pair.possible}


def test_every_target_word_has_at_most_one_sure_source(name: str) -> None:
    for pair in judged(name):
        linked = [i for i, _ in pair.sure]
        assert len(linked) == len(set(linked))


def test_words_are_composed_and_are_what_a_user_types(name: str) -> None:
    for words in (words for pair in every(name) for words in (pair.source, pair.target)):
        assert tokens_of(" ".join(words).replace("' ", "'")) == words
        assert all(unicodedata.normalize("NFC", word) == word for word in words)


def test_a_reversal_is_aligned_crosswise() -> None:
    european, economic, area = (
        Unit(*words, "adjective") for words in (("european", "européenne"), ("economic", "économique"), ("area", "zone"))
    )
    pair = aligned(european.read + economic.read + area.read, area.written + economic.written + european.written)
    assert pair.sure == {(0, 2), (1, 1), (2, 0)}


def test_two_words_for_one_are_possible_and_the_main_one_is_sure() -> None:
    day = Unit("on monday", "lundi", "time", 1)
    pair = aligned(day.read, day.written)
    assert (pair.possible, pair.sure) == ({(0, 0), (0, 1)}, {(0, 1)})


@pytest.mark.parametrize(
    ("apart", "together"),
    [
        ("le accord", "l' accord"),
        ("la île", "l' île"),
        ("de le livre", "du livre"),
        ("de le accord", "de l' accord"),
        ("de les livres", "des livres"),
        ("si ils", "s' ils"),
        ("si elle", "si elle"),
        ("ce homme", "cet homme"),
        ("ma école", "mon école"),
        ("vieux et nouveau en allemagne", "vieux et nouveau en allemagne"),
        ("ne a pas", "n' a pas"),
        ("le grand accord", "le grand accord"),
    ],
)
def test_french_sounds(apart: str, together: str) -> None:
    tokens = tuple(token for word in apart.split() for token in Unit(word, word, "x").written)
    assert " ".join(token.word for token in euphonic(tokens)) == together


def test_merged_words_belong_to_both_units() -> None:
    of, the = Unit("of", "de", "preposition"), Unit("the", "le", "determiner")
    book = Unit("book", "livre", "noun")
    pair = aligned(of.read + the.read + book.read, euphonic(of.written + the.written + book.written))
    assert pair.target == ("du", "livre")
    assert (pair.possible, pair.sure) == ({(0, 0), (0, 1), (1, 2)}, {(1, 2)})


def test_marathi_words_have_the_forms_that_grammar_asks_for() -> None:
    rng = np.random.default_rng(0)
    sentences = "प्रिया बागेत जुने पुस्तक वाचत आहे", "मी हसत नव्हतो", "ते हे पत्र लिहितील", "माझी किल्ली कुठे आहे", "आम्ही पाहू"
    missed = {word for sentence in sentences for word in sentence.split()}
    for _ in range(12_000):
        missed -= {*english_marathi.write_pair(rng).target}
        if not missed:
            break
    assert missed == set()


def test_not_is_looked_up_where_it_stands() -> None:
    rng = np.random.default_rng(0)
    denied = [pair for pair in (english_marathi.write_pair(rng) for _ in range(1_500)) if pair.source.count("not") == 1]
    assert {"will", "is", "was", "do", "did"} <= {pair.source[pair.source.index("not") - 1] for pair in denied}
    assert all(any(j == pair.source.index("not") for _, j in pair.sure) for pair in denied)


def tables_and_modules() -> dict[str, str]:
    """Return all that the English-French tables and modules spell: the tables' cells, and the strings that are no docstrings."""
    folder = Path(patterns.__file__).parent
    told = {table.name: table.read_text(encoding="utf-8").replace("_", " ") for table in folder.glob("*.tsv")}
    for module in folder.glob("*.py"):
        nodes = [*ast.walk(ast.parse(module.read_text(encoding="utf-8")))]
        alone = {id(each.value) for each in nodes if isinstance(each, ast.Expr)}
        spelt = [each.value for each in nodes if isinstance(each, ast.Constant) and id(each) not in alone]
        told[module.name] = "\n".join(each for each in spelt if isinstance(each, str))
    return told


LEANING = {f"{word}'" for word in ["l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"]}
"""What French words are before a vowel; what they lean on is another word (jusqu' à), unless both are one (quelqu'un)."""


def test_a_word_before_an_apostrophe_is_one_of_its_own_unless_both_are_in_a_dictionary() -> None:
    assert [tokens_of(each) for each in ("quelqu'un", "aujourd'hui", "presqu'île")] == [
        ("quelqu'un",),
        ("aujourd'hui",),
        ("presqu'île",),
    ]
    for name, text in tables_and_modules().items():
        words = [word for word in re.findall(r"[\w'-]*\w'[\w'-]*", text) if word != "n't"]
        reflexive = re.compile(r"s'\w+(er|ir|oir|re)")  # an infinitive as the tables spell it: it is cut when it is conjugated
        assert [word for word in words if len(tokens_of(word)) > 1 and not reflexive.fullmatch(word)] == [], name
        assert {word for word in words if word.endswith("'")} <= LEANING, name


@pytest.mark.parametrize("kind", [acting.passive, acting.passive_further])
def test_either_word_of_a_passive_may_be_what_ete_says(kind: Frame) -> None:
    rng, found = np.random.default_rng(0), 0
    for pair in (english_french.write_pair(rng, {kind: 1}) for _ in range(80)):
        if "was" not in pair.source or pair.target.count("été") != 1:
            continue
        found, i = found + 1, pair.target.index("été")
        [helper, participle] = sorted(j for row, j in pair.possible if row == i)
        assert (pair.source[helper], pair.source[participle] != "was") == ("was", True)
        assert not any(row == i for row, _ in pair.sure)
        assert not pair.content[i]
    assert found > 5


def test_so_it_is_in_a_passive_of_the_patterns() -> None:
    row = "the=la letter=lettre was=a_été sent=envoyée on=| monday=lundi"
    old, new = "he=il has=a been=été hit=renversé", "i=je have=n'_ai never=jamais been=été so=aussi happy=heureux"
    links = [pair.possible - pair.sure for pair in map(pair_of, (row, old, new))]
    assert links == [{(3, 2), (3, 3)}, {(2, 2), (2, 3)}, set()]
    found = [each for each in chain(*patterns._patterns()) if any(map(patterns._passive, each, each[1:]))]
    assert len(found) > 30
    rng = np.random.default_rng(0)
    for phrase in (patterns._filled(rng, each) for each in found):
        pair = aligned(phrase.read, euphonic(phrase.written))
        i = pair.target.index("été")
        assert len([j for row, j in pair.possible if row == i]) >= 2
        assert not any(row == i for row, _ in pair.sure)
        assert not pair.content[i]


def pair_of(row: str) -> SentencePair:
    """Return the pair that a row without gaps is."""
    pieces = tuple(patterns._piece(spelt, number) for number, spelt in enumerate(row.split(), 1))
    phrase = patterns._filled(np.random.default_rng(0), pieces)
    return aligned(phrase.read, euphonic(phrase.written))
