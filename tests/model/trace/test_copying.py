"""Copied words: the rule, what a trace says of it, and that it says nothing else."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from model import zoo
from model.corpora.everyday import closed, grammar
from model.corpora.everyday.nameless import introduced
from model.corpora.everyday.nouns import SURNAMES
from model.errors import TraceError
from model.trace import END, Trace, TranslationTrace
from model.trace.copying import copies
from model.vocabulary import UNKNOWN

SENTENCE = "Zorblaxia is still in paris in 2077"
WRITTEN = "a", "b", "c", END


@pytest.fixture(scope="module")
def trace() -> TranslationTrace:
    return zoo.load("english_french").run(SENTENCE)


def weights(*rows: tuple[float, ...]) -> np.ndarray:
    return np.array(rows)


def copied(looks: np.ndarray, strangers: tuple[bool, ...], written: tuple[str, ...] = WRITTEN) -> dict[int, int]:
    """Return the copies of names alone."""
    return copies(looks, ("x",) * len(strangers), ("",) * len(strangers), strangers, written)


def test_a_word_is_copied_where_it_is_looked_at_most_of_all_steps() -> None:
    looks = weights((0.6, 0.4), (0.9, 0.1), (0.2, 0.8), (0.95, 0.05))
    assert copied(looks, (True, False)) == {1: 0}  # once, and not at the end
    assert copied(looks, (True, True)) == {1: 0, 2: 1}
    assert copied(looks, (False, False)) == {}


def test_a_word_that_is_never_looked_at_most_is_not_copied() -> None:
    assert copied(weights((0.4, 0.6), (0.1, 0.9), (0.3, 0.7), (1.0, 0.0)), (True, False)) == {}
    assert copied(weights((1.0,)), (True,), (END,)) == {}


LOOKS = weights((0.8, 0.1, 0.1), (0.7, 0.2, 0.1), (0.2, 0.3, 0.5), (0.1, 0.1, 0.8))
"""The first word is looked at most at the first two of four steps, the last at the others."""


@pytest.mark.parametrize(
    ("tokens", "read", "written", "expected"),
    [
        (("2077", "a", "b"), ("2068", "", ""), ("en", "2068", "x", END), {1: 0}),  # not where it is looked at most
        (("b", "2077", "a"), ("", "2068", ""), ("en", "x", "2068", END), {2: 1}),  # though another word is looked at more
        (("2077", "a", "b"), ("2068", "", ""), ("en", "1999", "x", END), {1: 0}),  # another number was written
        (("2077", "a", "b"), ("2068", "", ""), ("en", "x", "1999", END), {0: 0}),  # a number that looks elsewhere stays
        (("2077", "a", "b"), ("2068", "", ""), ("en", "x", "y", END), {0: 0}),  # no number was written
        (("2077", "a", "2078"), ("2068", "", "2068"), ("2068", "x", "2068", END), {0: 0, 2: 2}),  # each has one
        (("2077", "a", "2068"), ("2068", "", ""), ("2068", "x", "2068", END), {0: 0}),  # one is known, and right
        (("2077", "a", "b"), ("2068", "", ""), ("2068", "et", "2068", END), {0: 0, 2: 0}),  # what was not typed never stays
        (("1,234", "a", "b"), ("1234", "", ""), ("x", "1234", "y", END), {}),  # the number that was typed is written
        (("1,234", "a", "b"), ("1234", "", ""), ("x", "1228", "y", END), {1: 0}),
    ],
)
def test_a_number_that_was_read_as_another_one_is_put_right(
    tokens: tuple[str, ...], read: tuple[str, ...], written: tuple[str, ...], expected: dict[int, int]
) -> None:
    assert copies(LOOKS, tokens, read, (False,) * 3, written) == expected


def test_a_name_is_not_copied_where_a_number_was_put_right() -> None:
    looks = weights((0.1, 0.1, 0.8), (0.1, 0.8, 0.1), (0.6, 0.1, 0.3), (0.1, 0.1, 0.8))
    tokens, read = ("Zorblax", "in", "2077"), ("", "", "2068")
    assert copies(looks, tokens, read, (True, False, False), ("x", "y", "2068", END)) == {2: 2}
    assert copies(looks, tokens, read, (True, False, False), ("2068", "y", "z", END)) == {0: 2, 2: 0}


def test_a_name_is_copied_where_it_is_looked_at_last_not_where_its_article_is_looked_for() -> None:
    looks = weights((0.9, 0.1, 0.0), (0.1, 0.9, 0.0), (0.8, 0.1, 0.1), (0.0, 0.1, 0.9))
    tokens, read = ("Zorblax's", "car", "left"), ("",) * 3
    assert copies(looks, tokens, read, (True, False, False), ("x", "y", "z", END)) == {2: 0}
    seldom = weights((0.9, 0.1, 0.0), (0.1, 0.9, 0.0), (0.4, 0.3, 0.3), (0.0, 0.1, 0.9))
    assert copies(seldom, tokens, read, (True, False, False), ("x", "y", "z", END)) == {0: 0}
    made = zoo.load("english_french").run("Kwame's car is red")
    assert made.translation == ("la", "voiture", "de", "Kwame", "est", "rouge")


def test_a_hidden_name_of_an_owner_is_copied_to_where_a_known_one_was_written() -> None:
    """In fresh sentences of the grammar an owner has no name that is known, and the decoder writes another one."""
    network, rng = zoo.load("english_french"), np.random.default_rng(777)
    known = {*closed.NAMES[False], *SURNAMES}
    pairs = (grammar._nameless_pair(rng, introduced) for _ in range(1_000))
    owned = [pair for pair in pairs if any(of == "de" and who in known for of, who in pairwise(pair.target))]
    placed = []
    for source in (tuple("Qwrtz" if word == UNKNOWN else word for word in pair.source) for pair in owned[:40]):
        made = network.run(" ".join(source))
        named = [step for step, word in enumerate(made.target_tokens) if word in known and word not in source]
        if source.count("Qwrtz") == len(named) == 1:
            placed.append([*made.copied_from] == named)
    assert len(placed) > 20
    assert sum(placed) >= 0.85 * len(placed)


def test_a_file_of_earlier_times_may_copy_a_name_where_it_was_looked_at_most() -> None:
    made = zoo.load("english_french").run("Kwame's car is red")
    (now,) = made.copied_from
    once = int(made.weights[:-1, 0].argmax())
    assert once != now
    before = replace(made, copied=tuple(step == once for step in range(len(made.target_tokens))))
    assert before.copied_from == {once: 0}
    assert before.written_tokens[once] == "Kwame"
    with pytest.raises(TraceError, match="is replaced by a copy"):
        replace(made, copied=tuple(step in (once, now) for step in range(len(made.target_tokens))))


def test_names_and_numbers_are_copied_as_typed(trace: TranslationTrace) -> None:
    assert trace.translation == ("Zorblaxia", "est", "encore", "à", "paris", "en", "2077")
    assert trace.copied == (True, False, False, False, False, False, True, False)
    assert [trace.is_copy(step) for step in range(3)] == [True, False, False]
    assert trace.copied_words == ("Zorblaxia", "2077")
    assert trace.copied_from == {0: 0, 6: 6}


def test_an_unknown_number_is_read_as_a_known_one_and_copied(trace: TranslationTrace) -> None:
    assert (trace.unknown, trace.inflected) == (("Zorblaxia",), ("2077",))
    read = trace.inflected_read[0]
    assert read in trace.words
    assert read in trace.target_tokens
    assert read not in trace.written_tokens
    for typed in ("3.5", "1,234", "93721"):
        made = zoo.load("english_french").run(f"the price is {typed} euros")
        assert made.inflected == (typed,)
        assert made.copied_words in ((typed,), ())


def test_a_time_is_not_read_as_another_one() -> None:
    made = zoo.load("english_french").run("the train leaves at 10:47")
    assert (made.unknown, made.inflected) == (("10:47",), ())


def test_a_copy_of_a_number_that_was_read_as_no_number_is_refused(trace: TranslationTrace) -> None:
    with pytest.raises(TraceError, match="is replaced by a copy"):
        replace(trace, source_read=(*trace.source_read[:-1], "paris"))


@pytest.mark.parametrize(("typed", "written"), [("Zorblax's", "Zorblax"), ("Zorblax’s", "Zorblax"), ("Zorblaxs", "Zorblaxs")])
def test_a_name_is_copied_without_what_tells_that_somebody_owns_something(
    trace: TranslationTrace, typed: str, written: str
) -> None:
    owning = replace(trace, source_tokens=(typed, *trace.source_tokens[1:]))
    assert owning.written_tokens[0] == owning.copied_words[0] == written


def test_what_was_computed_is_of_the_words_that_were_chosen(trace: TranslationTrace) -> None:
    name = trace.target_tokens[0]
    assert name == trace.candidates[0][0] == trace.previous_tokens[1] != trace.written_tokens[0]
    assert all(identity.holds for identity in trace.identities())
    uncopied = zoo.load("english_french").run(SENTENCE.lower().replace("2077", trace.source_read[-1]))
    assert uncopied.copied == ()
    assert np.array_equal(uncopied.logits, trace.logits)


def test_without_attention_nothing_is_copied() -> None:
    trace = zoo.load("english_french_plain").run("the agreement was signed in Zorblaxia")
    assert trace.copied == ()
    assert trace.written_tokens == trace.target_tokens


def test_other_unknown_words_are_not_copied() -> None:
    assert zoo.load("english_french").run("the zorblax was signed in august").copied == ()


def test_saved_and_loaded_it_says_the_same(trace: TranslationTrace, tmp_path: Path) -> None:
    trace.save(tmp_path / "t.npz")
    again = Trace.load(tmp_path / "t.npz")
    assert isinstance(again, TranslationTrace)
    assert (again.copied, again.written_tokens) == (trace.copied, trace.written_tokens)


@pytest.mark.parametrize("kind", ["translation", "reader"])
def test_a_file_of_earlier_times_says_nothing_of_copies_and_forms(kind: str, tmp_path: Path) -> None:
    made = zoo.load("english_french" if kind == "translation" else "reviews").run("the agreements are good")
    made.save(tmp_path / "new.npz")
    with np.load(tmp_path / "new.npz") as file:
        arrays = dict(file)
    header = json.loads(str(arrays.pop("header")))
    added = {"copied", "source_read", "tokens_read"} & header.keys()
    assert added
    np.savez(tmp_path / "old.npz", header=json.dumps({name: header[name] for name in header if name not in added}), **arrays)
    old = Trace.load(tmp_path / "old.npz")
    assert old.inflected == ()
    assert getattr(old, "copied", ()) == ()


LIES = {
    "of another step": (
        (False, True, False, False, False, False, True, False),
        "word 2, 'est', is replaced by a copy, and no unk",
    ),
    "of the end": ((True, False, False, False, False, False, False, True), "word 8, '<end>', is replaced by a copy"),
    "too few": ((True,), "copied has 1 entries for 8 target tokens"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_copy_that_is_none_is_refused(lie: str, trace: TranslationTrace) -> None:
    copied, said = LIES[lie]
    with pytest.raises(TraceError, match=said):
        replace(trace, copied=copied)


def test_a_copy_of_a_word_that_is_known_is_refused(trace: TranslationTrace) -> None:
    with pytest.raises(TraceError, match=f"word 1, '{trace.target_tokens[0]}', is replaced by a copy"):
        replace(trace, source_known=(True,) * 7)


def test_a_copy_without_attention_is_refused() -> None:
    plain = zoo.load("english_french_plain").run("the agreement was signed")
    with pytest.raises(TraceError, match="words are copied, and nothing of where it looked"):
        replace(plain, copied=(True, *(False,) * (len(plain.target_tokens) - 1)))


# -- other forms ---------------------------------------------------------------------------------------------------------


def test_another_form_is_read_and_said() -> None:
    trace = zoo.load("english_french").run("i was juggling the garden")
    assert trace.source_tokens[2] == "juggling"
    assert trace.source_read == ("", "", "juggle", "", "")
    assert (trace.inflected, trace.inflected_read, trace.unknown) == (("juggling",), ("juggle",), ())
    read = zoo.load("reviews").run("the gadgets are calmer")
    assert read.tokens_read == ("", "gadget", "", "calm")
    assert (read.inflected, read.inflected_read) == (("gadgets", "calmer"), ("gadget", "calm"))


def test_a_form_of_a_word_that_is_unknown_all_the_same_is_refused() -> None:
    trace = zoo.load("english_french").run("i was juggling the garden")
    with pytest.raises(TraceError, match="a word was read as 'juggle', which is unknown all the same"):
        replace(trace, source_known=(True, True, False, True, True))
    with pytest.raises(TraceError, match="source_read has 1 entries for 5 tokens"):
        replace(trace, source_read=("juggle",))
    with pytest.raises(TraceError, match="tokens_read has 1 entries for 2 tokens"):
        replace(zoo.load("reviews").run("so good"), tokens_read=("good",))
