from itertools import pairwise
from unicodedata import normalize

import srt as reference
from hypothesis import given
from hypothesis import strategies as st

from scenes.stage.captions import Cue, srt, tidy, vtt

times = st.floats(0, 5000, allow_nan=False)
cues = st.builds(Cue, start=times, end=times, text=st.text(max_size=30))


def seconds(clock: str) -> float:
    hours, minutes, rest = clock.replace(",", ".").split(":")
    return round(int(hours) * 3600 + int(minutes) * 60 + float(rest), 3)


def read_vtt(text: str) -> list[Cue]:
    head, *blocks = text.split("\n\n")
    assert head.strip() == "WEBVTT"
    found = []
    for block in blocks:
        times_line, *lines = block.rstrip("\n").split("\n")
        start, end = times_line.split(" --> ")
        words = "\n".join(lines).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        found.append(Cue(seconds(start), seconds(end), words))
    return found


def read_srt(text: str) -> list[Cue]:
    return [
        Cue(round(cue.start.total_seconds(), 3), round(cue.end.total_seconds(), 3), cue.content) for cue in reference.parse(text)
    ]


@given(st.lists(cues, max_size=8))
def test_srt_comes_back(film: list[Cue]) -> None:
    assert read_srt(srt(film)) == list(tidy(film))


@given(st.lists(cues, max_size=8))
def test_vtt_comes_back(film: list[Cue]) -> None:
    assert read_vtt(vtt(film)) == list(tidy(film))


@given(st.lists(cues, max_size=8))
def test_tidy_cues_are_in_order_apart_and_normal(film: list[Cue]) -> None:
    tidied = tidy(film)
    assert all(earlier.end <= later.start for earlier, later in pairwise(tidied))
    assert all(0 <= cue.start < cue.end and cue.text and "\n\n" not in cue.text for cue in tidied)
    assert all(cue.text == normalize("NFC", cue.text) for cue in tidied)
    assert tidy(tidied) == tidied


def test_srt_as_written() -> None:
    film = [Cue(3661.0019, 3662.5, "Gate & <i>\n\nkept"), Cue(0, 5, "e\u0301te\u0301"), Cue(2, 3, "next")]
    assert srt(film) == (
        "1\n00:00:00,000 --> 00:00:02,000\n\u00e9t\u00e9\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\nnext\n\n"
        "3\n01:01:01,002 --> 01:01:02,500\nGate & <i>\nkept\n"
    )


def test_vtt_as_written() -> None:
    assert vtt([Cue(0.25, 1, "f < 1 & i --> g")]) == "WEBVTT\n\n00:00:00.250 --> 00:00:01.000\nf &lt; 1 &amp; i --&gt; g\n"


def test_no_cues() -> None:
    assert srt([]) == ""
    assert vtt([Cue(1, 1, "too short"), Cue(2, 3, " \n ")]) == "WEBVTT\n"
