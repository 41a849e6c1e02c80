"""The reviews: parts that share nothing, labels that follow from the clauses, roles for every word."""

from itertools import combinations

import numpy as np
import pytest

from model.corpora.examples import Parts
from model.corpora.review_clauses import EVEN, FILLERS, OPINIONS
from model.corpora.review_patterns import HELD_OUT, construction, parse
from model.corpora.review_words import DOMAINS, SLOTS
from model.corpora.reviews import LABELS, LONGEST, fill, make_reviews, part_of
from model.words import words_of


def test_sizes(parts: Parts, sizes: dict[str, int]) -> None:
    assert {name: len(part) for name, part in parts._asdict().items()} == sizes


@pytest.mark.parametrize("attribute", ["words", "template"])
def test_parts_are_disjoint(parts: Parts, attribute: str) -> None:
    values = [{getattr(example, attribute) for example in part} for part in parts]
    assert all(one.isdisjoint(other) for one, other in combinations(values, 2))


def test_held_out_constructions_are_in_the_test_part_alone(parts: Parts) -> None:
    known = {opinion.pattern for opinion in OPINIONS} | set(FILLERS)
    assert all(held in known for held in HELD_OUT if "|" not in held)
    for example in (*parts.train, *parts.dev):
        assert HELD_OUT.isdisjoint(example.template.split("|"))
        assert not any(held in example.template for held in HELD_OUT if "|" in held)
    met = {clause for example in parts.test for clause in example.template.split("|")}
    assert all(held in met for held in HELD_OUT if "|" not in held)


def test_flagship_templates_are_held_out() -> None:
    assert part_of("{i} {love} {this} {thing}|but|the {part} could~ have been better!") == "test"
    assert part_of("wow!|will definitely^ be buying! again!") == "test"


def test_reviews_are_within_bounds_and_the_labels_balanced(parts: Parts) -> None:
    lengths = [len(example.words) for example in parts.train]
    assert min(lengths) == 1
    assert 30 <= max(lengths) <= LONGEST
    for part in parts:
        shares = [sum(example.label == label for example in part) / len(part) for label in LABELS]
        assert min(shares) > 0.28


def test_every_word_has_a_role_and_reads_as_one_word(parts: Parts) -> None:
    for example in parts.test:
        assert len(example.words) == len(example.roles)
        assert words_of(" ".join(example.words)) == example.words
    roles = {role for example in parts.test for role in example.roles}
    assert roles == {"opinion", "negation", "intensifier", "filler"}


def test_labels_follow_from_the_clauses(parts: Parts) -> None:
    # Fixed clauses tell their sign; a review of such clauses alone must have the label that their signs make.
    signs = {construction(opinion.pattern): opinion.sign for opinion in OPINIONS if opinion.sign}
    free = {construction(opinion.pattern) for opinion in OPINIONS if not opinion.sign}
    checked = 0
    for example in parts.train:
        clauses = example.template.split("|")
        if free.isdisjoint(clauses):
            found = {signs[clause] for clause in clauses if clause in signs}
            assert example.label == LABELS[1 + (found.pop() if len(found) == 1 else 0)], example
            checked += 1
    assert checked > 1000


def test_no_word_both_praises_and_blames() -> None:
    pairs = [value for value in SLOTS.values() if not isinstance(value[0], str)]
    pairs += [domain.adjectives for domain in DOMAINS.values()]
    praise = {word for pair in pairs for word in pair[0]}
    blame = {word for pair in pairs for word in pair[1]}
    assert praise.isdisjoint(blame)


def test_a_pattern_is_read_as_it_says() -> None:
    ways = "(not_a|hardly_(any|one)|)"
    said = {" ".join(fill(np.random.default_rng(seed), DOMAINS["film"], f"{ways} thing").words) for seed in range(50)}
    assert said == {"not a thing", "hardly any thing", "hardly one thing", "thing"}
    for wrong in ("(a|b", "a|b", "a)"):
        with pytest.raises(ValueError, match="bracket"):
            parse(wrong)


def test_a_mark_is_of_its_word_or_of_the_words_of_a_group_that_are_not_grammatical() -> None:
    clause = fill(np.random.default_rng(0), DOMAINS["film"], "(over_the_moon)! with! (my)! phone not")
    assert clause.words == ("over", "the", "moon", "with", "my", "phone", "not")
    assert clause.roles == ("filler", "filler", "opinion", "opinion", "opinion", "filler", "negation")


def test_what_is_marked_as_no_opinion_is_filler() -> None:
    clause = fill(np.random.default_rng(0), DOMAINS["film"], "we hoped for {+best}= but {-best}")
    assert set(clause.roles[: clause.words.index("but") + 1]) == {"filler"}
    assert clause.roles[-1] == "opinion"


def test_reviews_that_are_neutral_on_purpose_have_no_other_verdict(parts: Parts) -> None:
    even, others = {construction(pattern) for pattern in EVEN}, {construction(opinion.pattern) for opinion in OPINIONS}
    found = [example for example in parts.dev if not even.isdisjoint(example.template.split("|"))]
    assert len(found) > 20
    assert {example.label for example in found} == {"neutral"}
    assert all(others.isdisjoint(example.template.split("|")) for example in found)


@pytest.mark.parametrize(("slot", "side"), [("{+good}", "praise"), ("{-good}", "blame")])
def test_a_slot_with_a_sign_takes_that_side_alone(slot: str, side: str) -> None:
    rng = np.random.default_rng(0)
    found = {fill(rng, DOMAINS["film"], slot, praise).words[0] for praise in (True, False) for _ in range(50)}
    assert found <= set(getattr(SLOTS["good"], side))


def test_every_slot_of_a_pattern_has_fillings_and_those_are_drawn() -> None:
    rng = np.random.default_rng(0)
    for pattern in [opinion.pattern for opinion in OPINIONS] + [*FILLERS, *EVEN]:
        for _ in range(3):
            assert fill(rng, DOMAINS["food"], pattern).words, pattern


def test_an_stands_before_the_sound_of_a_vowel() -> None:
    rng = np.random.default_rng(0)
    said = [
        " ".join(fill(rng, DOMAINS["film"], f"a {word}").words) for word in ("good", "awful", "useful", "unique", "hour", "one")
    ]
    assert said == ["a good", "an awful", "a useful", "a unique", "an hour", "a one"]


def test_negated_clauses_hold_a_negator() -> None:
    rng = np.random.default_rng(0)
    for opinion in OPINIONS:
        roles = fill(rng, DOMAINS["film"], opinion.pattern).roles
        if opinion.manner == "negated":
            assert "negation" in roles, opinion


def test_the_same_seed_gives_the_same_reviews() -> None:
    sizes = {"train": 50, "dev": 5, "test": 5}
    assert make_reviews(3, sizes) == make_reviews(3, sizes)
    assert make_reviews(3, sizes) != make_reviews(4, sizes)
