"""Faults that no teacher lets pass: where French and English words meet, and kinds of sentences that French does not build so."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from model.corpora.everyday import (
    acting,
    circumstances,
    conditions,
    degrees,
    describing,
    grammar,
    inquiries,
    others,
    patterns,
    relatives,
    settings,
    states,
)
from model.corpora.everyday.lexicon import NOUNS, VERBS
from model.corpora.everyday.pieces import Frame, Phrase, unit
from model.corpora.everyday.sounds import euphonic
from model.corpora.everyday.tenses import unreal
from model.corpora.pairs import SentencePair

H = (
    r"uit\b|éros\b|aut|ongrie\b|ollande\b|aricots?\b|arry\b|amburgers?\b|onte|âte|asard|all|aie|anche|arpe|ache|andball|"
    r"ublot|ors\b|ausse"
)
VOWEL = rf"(?:[aeiouàâéèêëîïôœ]|y(?=\b)|h(?!{H}|ockey|amster|érisson|omard|ibou|uitième))(?!nze\b|ui\b)"
"""What a French word begins with before which others lose their vowel: an h is mute but in these words."""
INFINITIVES = "|".join(sorted({each.french.infinitive for each in VERBS} - {form for each in NOUNS for form in each.french}))
"""What *le* and *les* stand before as pronouns."""
MET = {
    "no elision": rf"(?<!-)\b(?:le|la|de|ne|je|me|te|se|que|jusque|lorsque|puisque) (?:{VOWEL})",
    "an elision before a consonant": rf"' (?!{VOWEL})",
    "si il": r"\bsi ils?\b",
    "ce est": r"\bce (?:est|était|étaient)\b",
    "mon, not ma": rf"\b(?:ma|ta|sa) (?:{VOWEL})",
    "de le": rf"\b(?:de|à) les? (?!(?:lui|leur) |(?:(?:y|en) )?(?:{INFINITIVES})\b)",
    "de des": r"\b(?:de|d'|des|du) (?:de|d'|des|du)\b",
}
TWICE = {"nous", "petit", "that", "do", "you", "had", "this", "her", "son", "elle", "petits", "little", "bye", "at", "in"}
"""Words that may well stand twice: nous nous levons, le plus petit petit déjeuner; that that is so, what you do do now."""
AN = re.compile(r"[aeio]|u(?!ni|se)|hour|honest")
NOT_AN = re.compile(r"eu|uni|use|one|once")


@cache
def written() -> tuple[SentencePair, ...]:
    rng = np.random.default_rng(2024)
    return tuple(grammar.write_pair(rng) for _ in range(5_000))


@pytest.mark.parametrize("fault", MET)
def test_french_words_meet_as_they_must(fault: str) -> None:
    wrong = re.compile(MET[fault])
    assert [line for line in (" ".join(pair.target) for pair in written()) if wrong.search(line)] == []


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        ("no elision", "j' ai besoin de argent"),
        ("no elision", "que hier"),
        ("an elision before a consonant", "jusqu' midi"),
        ("an elision before a consonant", "l' hamburger"),
        ("si il", "si il dort"),
        ("ce est", "ce est bien"),
        ("de le", "de le livre"),
        ("de des", "beaucoup de des amis"),
    ],
)
def test_these_faults_would_be_found(fault: str, line: str) -> None:
    assert re.search(MET[fault], line)


def test_no_word_stands_twice_and_a_is_an_where_it_must_be() -> None:
    for pair in written():
        assert {here for row in (pair.source, pair.target) for here, after in pairwise(row) if here == after} <= TWICE, pair
        for here, after in pairwise(pair.source):
            if here in ("a", "an"):
                vocalic = bool(AN.match(after)) and not NOT_AN.match(after)
                assert (here == "an") == vocalic or after[0].isdecimal(), pair


def drawn(frame: Frame, count: int = 400) -> Iterator[tuple[str, str]]:
    """Yield both languages of what a kind of sentence comes to."""
    rng = np.random.default_rng(6)
    for pair in (grammar.write_pair(rng, {frame: 1}) for _ in range(count)):
        yield " ".join(pair.source), " ".join(pair.target)


@pytest.mark.parametrize("frame", [conditions.glad_that, conditions.does_not_think])
def test_who_is_glad_of_what_he_does_himself_does_not_say_that_he_does_it(frame: Frame) -> None:
    assert [line for _, line in drawn(frame) if re.match(r"(je|j'|tu|nous) .*\b(?:que|qu') \1 ", line)] == []


@pytest.mark.parametrize("frame", [others.joined, patterns.two_patterns])
def test_behind_si_there_is_no_conditional(frame: Frame) -> None:
    found = [line.rpartition("même si ")[2] for _, line in drawn(frame, 2_000) if "même si " in line]
    assert len(found) > 100
    assert [line for line in found if unreal(unit("", line, ""))] == []


def test_what_would_be_and_what_will_be_is_unreal() -> None:
    said = {"je serais": True, "tu auras": True, "il préparerait": True, "il préparait": False, "nous ouvrions": False}
    assert {line: unreal(unit("", line, "")) for line in said} == said


@pytest.mark.parametrize(
    ("frame", "english", "french"),
    [
        (describing.is_one, r"\bshort\b", r"\bpetite?\b"),
        (degrees.too_much, r"\b(he|she|they|i) .*\b(too short|short enough)", r"\bpetite?s?\b"),
        (inquiries.whom, r"^who (?:\w+ ){1,2}visit$", r"^à qui .*\b(rendu|rendre|rends?|rendons|rendent) visite\b"),
        (states.it_gets, r"\blate$", r"^il se fait tard$"),
        (describing.is_somewhere, r"\bacross\b", r"\bde l' autre côté d"),
    ],
)
def test_what_french_says_in_another_way(frame: Frame, english: str, french: str) -> None:
    found = [line for read, line in drawn(frame, 3_000) if re.search(english, read)]
    assert found
    assert [line for line in found if not re.search(french, line)] == []


@pytest.mark.parametrize(
    ("frame", "never"),
    [
        (describing.is_somewhere, r"\bà travers\b|\bvers\b"),
        (acting.very_well, r" (?:beaucoup|bien|mal) (?:des|de)\b"),
        (settings.time, r"\bc' est (?:les|des|ses|mes|ces)\b"),
        (grammar.does, r"\bde retour\b|\bne \w+ pas un autre\b"),
        (relatives.relative_subject, r"\b(?:ne|n') \w+ pas (?:un|une|des) (?!fois|peu)"),
        (grammar.does, r"\bsans (?:des|du|de la|de l')"),
    ],
)
def test_what_french_never_says(frame: Frame, never: str) -> None:
    assert [line for _, line in drawn(frame, 1_500) if re.search(never, line)] == []


def test_one_does_nothing_together_and_only_works_hard() -> None:
    rng = np.random.default_rng(1)
    one, several = unit("he", "il", "pronoun"), unit("they", "ils", "pronoun")._replace(plural=True)

    def ways(infinitive: str, who: Phrase) -> set[str]:
        said = (circumstances.manner(rng, infinitive, who) for _ in range(600))
        return {" ".join(token.word for token in euphonic(each.written)) for each in said}

    assert {"dur", "ensemble"} & ways("dormir", one) == set()
    assert {"dur", "ensemble"} & ways("travailler", several) == {"dur", "ensemble"}


def test_whose_name_it_is_has_one_that_goes_with_it() -> None:
    found = [line for line, _ in drawn(others.introduces, 600)]
    assert {line.split()[-1] for line in found if line.startswith("her name is")} & {"tom", "paul", "jack"} == set()
    assert {line.split()[-1] for line in found if line.startswith("my father's")} & {"anna", "emma", "lucy"} == set()
