"""Copied words: the rule, what a trace says of it, and that it says nothing else."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from model import zoo
from model.errors import TraceError
from model.trace import END, Trace, TranslationTrace
from model.trace.copying import copies

SENTENCE = "Zorblaxia is still in paris in 2077"
WRITTEN = "a", "b", "c", END


@pytest.fixture(scope="module")
def trace() -> TranslationTrace:
    return zoo.load("english_french").run(SENTENCE)


def weights(*rows: tuple[float, ...]) -> np.ndarray:
    return np.array(rows)


def test_a_word_is_copied_where_it_is_looked_at_most_of_all_steps() -> None:
    looks = weights((0.6, 0.4), (0.9, 0.1), (0.2, 0.8), (0.95, 0.05))
    assert copies(looks, (True, False), WRITTEN) == (False, True, False, False)  # once, and not at the end
    assert copies(looks, (True, True), WRITTEN) == (False, True, True, False)
    assert copies(looks, (False, False), WRITTEN) == ()


def test_a_word_that_is_never_looked_at_most_is_not_copied() -> None:
    assert copies(weights((0.4, 0.6), (0.1, 0.9), (0.3, 0.7), (1.0, 0.0)), (True, False), WRITTEN) == ()
    assert copies(weights((1.0,)), (True,), (END,)) == ()


def test_names_and_numbers_are_copied_as_typed(trace: TranslationTrace) -> None:
    assert trace.translation == ("Zorblaxia", "est", "encore", "à", "paris", "à", "2077")
    assert trace.copied == (True, False, False, False, False, False, True, False)
    assert [trace.is_copy(step) for step in range(3)] == [True, False, False]
    assert trace.copied_words == ("Zorblaxia", "2077")


@pytest.mark.parametrize(("typed", "written"), [("Zorblax's", "Zorblax"), ("Zorblax’s", "Zorblax"), ("Zorblaxs", "Zorblaxs")])
def test_a_name_is_copied_without_what_tells_that_somebody_owns_something(
    trace: TranslationTrace, typed: str, written: str
) -> None:
    owning = replace(trace, source_tokens=(typed, *trace.source_tokens[1:]))
    assert owning.written_tokens[0] == owning.copied_words[0] == written


def test_what_was_computed_is_of_the_words_that_were_chosen(trace: TranslationTrace) -> None:
    assert trace.target_tokens[0] == trace.candidates[0][0] == "george"
    assert trace.previous_tokens[1] == "george"
    assert all(identity.holds for identity in trace.identities())
    uncopied = zoo.load("english_french").run(SENTENCE.lower().replace("2077", "zork"))
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
    with pytest.raises(TraceError, match="word 1, 'george', is replaced by a copy"):
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
