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
    beat = next(beat for beat in told(plain).beats if beat.caption.startswith("Unit for unit"))
    first = list(fills(beat.displays, "decoder_initial_hidden"))
    assert first == list(fills(beat.displays, "encoder_hidden", len(plain.source_tokens) - 1))
    assert len(first) == len(plain.decoder_initial_hidden)


def test_each_written_word_is_the_next_input(plain: TranslationTrace) -> None:
    displays = next(beat for beat in told(plain).beats if beat.act == "the end").displays
    shown = {(display.reading.key, display.reading.index): display.shown for display in displays}
    for step, word in enumerate(plain.translation):
        assert shown["target_tokens", (step,)] == shown["previous_tokens", (step + 1,)] == word


def test_every_output_step_is_a_chapter(plain: TranslationTrace) -> None:
    titles = [act.title for act in told(plain).acts]
    assert [title for title in titles if title.endswith("written")] == [
        f"{name} word written" for name in ("first", "second", "third", "fourth")[: len(plain.translation)]
    ]
    assert len(set(titles)) == len(titles)


def test_of_a_learned_first_state_nothing_is_said_to_be_handed_over() -> None:
    captions = " ".join(beat.caption for beat in told(run("english_marathi", SENTENCE)).beats)
    assert "No state is handed over" in captions
    assert "summary" not in captions
    assert "Attention" in captions


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


def test_with_attention_in_devanagari() -> None:
    assert not (found := faults("encoder_decoder", run("english_marathi", SENTENCE))), "\n".join(found)


def test_more_rows_than_there_is_room_for_are_pushed_up(plain: TranslationTrace) -> None:
    many = 20
    steps = np.arange(many) % (len(plain.target_tokens) - 1)  # it says the same again and again, as one that runs on does
    again = {name: getattr(plain, name)[steps] for name in ("target_inputs", "logits", "probabilities")}
    decoder = type(plain.decoder)(*(array[steps] for array in plain.decoder))
    tokens = tuple(plain.target_tokens[step] for step in steps)
    trace = replace(plain, target_tokens=tokens, decoder=decoder, **again)
    ours = ("untrue", "wrong_length", "hasty")  # the equations do not hold in a trace put together like this
    found = [fault for fault in faults("encoder_decoder", trace) if not fault.startswith(ours)]
    assert not found, "\n".join(found)
