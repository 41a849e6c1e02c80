"""The film of encoder and decoder: what is handed over, what is fed back, and every bundled translator."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from test_every_film import faults

from model import zoo
from model.errors import TraceError
from model.trace import END, TranslationTrace
from scenes.encoder_decoder import EncoderDecoder
from scenes.mobjects.reading import Display
from scenes.stage import worker
from scenes.telling.scene import Brief, TraceScene

pytestmark = pytest.mark.usefixtures("manim_ready")

SENTENCE = "rahul is a good boy"
LONG = "the teacher gives the big red book to the boy in the school today morning"


def run(model: str, text: str) -> TranslationTrace:
    trace = zoo.load(model).run(text)
    assert isinstance(trace, TranslationTrace)
    return trace


@pytest.fixture(scope="module")
def plain() -> TranslationTrace:
    return run("english_marathi_plain", SENTENCE)


def told(trace: TranslationTrace) -> TraceScene:
    return worker.rehearse(EncoderDecoder, Brief(trace))[0]


def fills(displays: tuple[Display, ...], key: str, *index: int) -> Iterator[str]:
    """Yield the colours in which a vector is shown, unit by unit."""
    for display in displays:
        reading = display.reading
        if reading.key == key and reading.index[:-1] == index and display.aspect == "fill":
            yield str(display.shown)


def test_the_first_state_of_the_decoder_is_shown_as_the_last_of_the_encoder(plain: TranslationTrace) -> None:
    displays, last = told(plain).beats[-1].displays, len(plain.source_tokens) - 1
    first = list(fills(displays, "decoder_initial_hidden"))
    assert len(first) == len(plain.decoder_initial_hidden)
    both = list(fills(displays, "forward_hidden", last))  # the strip's and the block's
    assert both == 2 * first


def test_at_the_end_only_the_last_state_of_the_encoder_is_there(plain: TranslationTrace) -> None:
    shown = {display.reading.index[0] for display in told(plain).beats[-1].displays if display.reading.key == "forward_hidden"}
    assert shown == {len(plain.source_tokens) - 1}


def test_the_block_starts_from_nought_and_shows_every_state(plain: TranslationTrace) -> None:
    beats = [beat for beat in told(plain).beats if beat.act in ("the question", "reading")]
    keys = [{display.reading.key for display in beat.displays if display.aspect == "text"} for beat in beats]
    assert "encoder_initial_hidden" in keys[0]
    assert all("forward_hidden" in each for each in keys[1:])


def test_each_written_word_is_the_next_input(plain: TranslationTrace) -> None:
    film = told(plain)
    assert isinstance(film, EncoderDecoder)
    for step, row in film.write_rows.items():
        if "feed" in row:
            start, end = row["feed"].line.points[0], row["feed"].get_top()
            x, _ = film.writes.cell_at(step + 1)
            assert start[0] == pytest.approx(row["word"].get_right()[0])
            assert end[1] == pytest.approx(film.write_rows[step + 1]["cell"][0].get_bottom()[1], abs=0.01)
            assert row["feed"].line.points[-1][0] == pytest.approx(x)
    assert [("feed" in row) for row in film.write_rows.values()] == [True] * (film.count - 1) + [False]


def test_its_acts_tell_its_story(plain: TranslationTrace) -> None:
    assert [act.title for act in told(plain).acts] == ["the question", "reading", "one vector", "writing", "the answer"]


def test_a_trace_in_which_the_decoder_looks_back_is_refused() -> None:
    with pytest.raises(TraceError, match="looks back at every state: film it with context_vector"):
        EncoderDecoder.check(Brief(run("english_marathi", SENTENCE)))


def test_a_decoder_that_had_to_be_stopped_is_said_to_have_been(plain: TranslationTrace) -> None:
    assert not any("stopped" in beat.caption for beat in told(plain).beats)
    last = plain.words.index(plain.translation[-1])
    logits = plain.logits.copy()
    logits[-1, last] = logits[-1].max() + 1
    endless = replace(plain, target_tokens=(*plain.target_tokens[:-1], plain.words[last]), logits=logits)
    assert endless.target_tokens[-1] != END
    assert any("stopped" in beat.caption for beat in told(endless).beats)


def test_a_trace_in_which_nothing_passes_is_refused(plain: TranslationTrace) -> None:
    with pytest.raises(TraceError, match="nothing passes"):
        EncoderDecoder.check(Brief(replace(plain, bridge="constant")))


@pytest.mark.parametrize("text", ["rahul", SENTENCE, LONG, "rahul zorble a boy"])
def test_without_attention(text: str) -> None:
    assert not (found := faults("encoder_decoder", run("english_marathi_plain", text))), "\n".join(found)


def test_more_steps_than_there_is_room_for_scroll(plain: TranslationTrace) -> None:
    many = 20
    steps = np.arange(many) % (len(plain.target_tokens) - 1)  # it says the same again and again, as one that runs on does
    again = {name: getattr(plain, name)[steps] for name in ("target_inputs", "logits", "probabilities")}
    decoder = type(plain.decoder)(*(array[steps] for array in plain.decoder))
    tokens = tuple(plain.target_tokens[step] for step in steps)
    trace = replace(plain, target_tokens=tokens, glosses=(), decoder=decoder, **again)
    ours = ("untrue", "wrong_length", "hasty")  # the equations do not hold in a trace put together like this
    found = [fault for fault in faults("encoder_decoder", trace) if not fault.startswith(ours)]
    assert not found, "\n".join(found)
