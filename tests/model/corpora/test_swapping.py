"""Words that stand where they do not belong: whatever agrees with them still does."""

from functools import cache

import numpy as np

from model.corpora.everyday import grammar, patterns, swapping
from model.corpora.everyday.lexicon import NOUNS
from model.corpora.everyday.pieces import Phrase, unit
from model.corpora.everyday.sounds import euphonic

COUNT = 1_500


@cache
def before_and_after() -> list[tuple[Phrase, Phrase]]:
    rng = np.random.default_rng(7)
    drawn = [kind(rng) for kind in [*grammar.FRAMES, *[patterns.ready_made] * 20] for _ in range(10)][:COUNT]
    return [(phrase, swapping.swapped(rng, phrase)) for phrase in drawn]


def test_a_word_goes_with_gender_number_and_first_sound_of_the_one_in_whose_place_it_is() -> None:
    old = unit("the", "la", "determiner") + unit("friendship", "amitié", "noun")
    found = [euphonic(swapping.swapped(np.random.default_rng(seed), old).written) for seed in range(300)]
    feminine = {each.french[0] for each in NOUNS if each.feminine}
    assert {article.word for article, _ in found} == {"l'"}
    assert {noun.word for _, noun in found} <= feminine
    assert len({noun.word for _, noun in found}) > 30


def test_all_other_words_stay_and_each_has_its_place() -> None:
    swaps = 0
    for phrase, turned in before_and_after():
        for old, new in zip(phrase.read + phrase.written, turned.read + turned.written, strict=True):
            swaps += old != new
            assert len(old.units) == len(new.units)
            for one, other in zip(old.units, new.units, strict=True):
                assert one is other or (one.kind, one.main) == (other.kind, other.main)
                assert one is not other or len(old.units) > 1 or old.word == new.word
    assert swaps > COUNT / 2


def test_what_is_the_owner_s_is_another_owner_s() -> None:
    owners = [
        (old.word, new.word)
        for phrase, turned in before_and_after()
        for old, new in zip(phrase.read, turned.read, strict=True)
        if old.word.endswith("'s") and old != new
    ]
    assert owners
    assert all(new.endswith("'s") and new != old for old, new in owners)
