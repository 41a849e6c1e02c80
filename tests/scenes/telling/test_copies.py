"""Words that are copied, and words that were read as another form: what films say of them, and that a lie about it is seen."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from manim import VGroup

from model import zoo
from model.trace import END, TranslationTrace
from model.trace.copying import copies_of
from scenes.mobjects.reading import Display, Reading, Readings, phrase, written
from scenes.mobjects.sentence import Sentence
from scenes.mobjects.sets.attention_map import AlignmentMap
from scenes.mobjects.text import Label, Paragraph
from scenes.mobjects.theme import DARK
from scenes.stage import catalogue, worker
from scenes.telling.judging import denied
from scenes.telling.laws.belonging import copies_marked, texts_of_one_step
from scenes.telling.records import Brief
from scenes.telling.seen import Look
from scenes.telling.strangers import remarks_on
from scenes.telling.translation import TranslationFilm

pytestmark = pytest.mark.usefixtures("manim_ready")


@pytest.fixture(scope="module")
def trace() -> TranslationTrace:
    return zoo.load("english_french").run("Zorblaxia is still in paris in 2077")


def word(trace: TranslationTrace, step: int, key: str = "written_tokens") -> Reading:
    return Reading(key, (step,), trace.lookup(key)[step])


def wrong(trace: Any, *mobjects: Any) -> list[str]:
    scene = SimpleNamespace(subject={}, roles={}, brief=SimpleNamespace(traces=(trace,)))
    return [said for law in (copies_marked, texts_of_one_step) for said in law(Look(mobjects), scene)]


@pytest.mark.parametrize("key", ["written_tokens", "translation"])
def test_a_copy_says_so_and_nothing_else_does(key: str, trace: TranslationTrace) -> None:
    copy, other = word(trace, 0, key), word(trace, 1, key)
    assert wrong(trace, Label(written(copy, copied=True), theme=DARK), Label(written(other, copied=False), theme=DARK)) == []
    assert wrong(trace, Label(written(copy, copied=False), theme=DARK)) == ["“Zorblaxia” does not say that it is copied"]
    assert wrong(trace, Label(written(other, copied=True), theme=DARK)) == [
        f"“{trace.translation[1]} (copied)” says of no copy that it is copied"
    ]


def test_a_caption_about_a_copy_says_so(trace: TranslationTrace) -> None:
    said = {
        mark: Paragraph(phrase(f"To write “{{word}}”{mark} ...", word=word(trace, 0)), theme=DARK, size=30, width=9)
        for mark in ("", " (copied)")
    }
    assert wrong(trace, said[" (copied)"]) == []
    assert wrong(trace, said[""]) == ["“To write “Zorblaxia” ...” does not say that it is copied"]


def test_the_word_that_was_chosen_is_not_the_word_that_is_written(trace: TranslationTrace) -> None:
    shown = Display(Reading("written_tokens", (0,), "il"), "text", "il", str)
    assert denied(shown, [trace], DARK) == "written_tokens[0] is 'Zorblaxia' and should show Zorblaxia, not il"
    assert denied(Display(word(trace, 0), "text", "Zorblaxia", str), [trace], DARK) == ""


def test_a_film_that_hides_a_copy_is_untrue(trace: TranslationTrace, monkeypatch: pytest.MonkeyPatch, manim_ready: Path) -> None:
    monkeypatch.setattr(TranslationFilm, "copied", lambda self, target: False)
    _, report = worker.rehearse(catalogue.load("alignment"), Brief(trace))
    assert any("“Zorblaxia” does not say that it is copied" in problem for problem in report.problems)


@pytest.mark.parametrize("film", ["alignment", "attention_scores"])
def test_a_copy_that_ends_a_sentence_stays_in_the_frame(film: str) -> None:
    """The last word stands at the right, and its mark makes it wide: both films went over the edge once."""
    made = zoo.load("english_french").run("my brother lives in Glimfort")
    assert made.written_tokens[-2:] == ("Glimfort", END)
    _, report = worker.rehearse(catalogue.load(film), Brief(made))
    assert report.problems == ()


def test_a_mark_stays_where_a_word_is_shortened(trace: TranslationTrace) -> None:
    area = SimpleNamespace(left=-3.0, right=0.5, top=2.0, bottom=-2.0, width=3.5, height=4.0, x=-1.25, y=0.0)
    heads = Readings("source_tokens", (), np.array(trace.source_tokens))
    made: Any = AlignmentMap(heads, 8, area, theme=DARK, room=0.6, copies=True)
    long = Reading("written_tokens", (0,), "Donaudampfschifffahrtsgesellschaft")
    label = made.label(long, 0, copied=True)
    assert label.text.startswith("D")
    assert label.text.endswith("… (copied)")


# -- what is said ----------------------------------------------------------------------------------------------------------


def captions(*traces: Any) -> list[str]:
    def value(key: str, place: int, of: int = 0) -> Reading:
        return Reading(key, (place,), traces[of].lookup(key)[place], of)

    return [phrase(caption, **fields).text for caption, fields in remarks_on(traces, value)]


def test_what_became_of_unknown_words_is_said(trace: TranslationTrace) -> None:
    read = trace.source_read[-1]
    number = f"“2077” is read as “{read}”, and copied as typed."
    assert captions(trace) == ["“Zorblaxia” is hatched: unknown, and copied to where it is looked at most.", number]
    assert captions(zoo.load("english_french").run("he was born in paris in 2077")) == [number]
    both = zoo.load("english_french").run("he was born in the zork city in 2077")
    assert captions(both) == ["“zork” is hatched: it is unknown to the model.", number]
    names = replace(trace, source_known=(False, *trace.source_known[1:-1], False), source_read=(), copied=())
    names = replace(names, copied=(*(step in copies_of(names) for step in range(len(names.target_tokens))),))
    assert captions(names) == ["“Zorblaxia” and one more are hatched: unknown, and copied to where they are looked at most."]
    name = replace(names, copied=(names.copied[0], *(False,) * (len(names.copied) - 1)))
    assert captions(name) == [
        "“Zorblaxia” and one more are hatched: unknown to the model.",
        "“Zorblaxia” is copied: to where it is looked at most.",
    ]
    assert captions(zoo.load("english_french").run("he signed the zork")) == ["“zork” is hatched: it is unknown to the model."]
    assert captions(zoo.load("english_french").run("he signed the agreement")) == []


def test_of_the_forms_that_were_read_two_are_named_in_one_caption() -> None:
    reader = zoo.load("reviews")
    assert captions(reader.run("the gadgets are calmer")) == [
        "“gadgets” is read as “gadget”, “calmer” is read as “calm”: a form that is known."
    ]
    plain = reader.run("so good and bright and cheap")
    many = replace(plain, tokens_read=("so", "good", "and", "bright", "and", "cheap"))
    (told,) = captions(many)
    assert told.count(" is read as ") == 2
    assert told.endswith(", and others so: a form that is known.")


def test_the_numbers_that_were_read_are_said_after_the_forms() -> None:
    made = zoo.load("english_french").run("he was juggling between 2077 and 2078")
    assert made.copied_words == ("2077", "2078")
    form, numbers = captions(made)
    assert form == "“juggling” is read as “juggle”: a form that is known."
    assert numbers.startswith("“2077” is read as “")
    assert numbers.endswith("”, and copied as typed.")
    plain = captions(replace(made, copied=()))[-1]
    assert plain.endswith("”: a number that is known.")


def test_a_form_of_another_word_is_seen() -> None:
    many = zoo.load("reviews").run("the gadgets are calmer")
    fields = {"word": Reading("inflected", (0,), "gadgets"), "form": Reading("inflected_read", (1,), "calm")}
    said = Paragraph(phrase("“{word}” is read as “{form}”.", **fields), theme=DARK, size=30, width=9)
    assert wrong(many, said) == ["““gadgets” is read as “calm”.” says calm of another inflected"]


def test_chips_side_by_side_have_the_mark(trace: TranslationTrace) -> None:
    words = Readings("translation", (), np.array(trace.translation))
    row = Sentence(words, theme=DARK, width=12, colour="target", copied=trace.copied)
    assert [chip.word.text for chip in row.chips][::6] == ["Zorblaxia (copied)", "2077 (copied)"]
    assert wrong(trace, VGroup(row)) == []
