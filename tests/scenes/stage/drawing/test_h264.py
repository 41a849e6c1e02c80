"""Repeats in an H.264 film show exactly the picture before, and every other picture is the one that x264 made."""

import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.frame import PictureType, VideoFrame

from scenes.stage.drawing import h264
from scenes.stage.drawing.encoder import KEYS, Encoder, Recipe
from scenes.stage.drawing.parts import join
from scenes.stage.drawing.recipes import RECIPES
from scenes.stage.formats import mp4

WIDTH, HEIGHT, RATE = 88, 56, Fraction(15)  # not whole macroblocks
LARGE = replace(RECIPES["film"], options=lambda height: mp4.encoder(mp4.LARGE))
SMALL = RECIPES["film"]
SHOWN = [
    *((0, 1, True), (1, 5, False), (2, 1, False), (3, 40, False), (4, 1, False), (5, 3, True), (6, 1, True), (7, 16, False)),
    *((8, 2, False), (9, 2 * KEYS + 70, False), (10, 1, False), (11, 1, False), (12, 2, False), (13, KEYS, True), (14, 3, False)),
]
"""Picture, frames, whether a key frame begins there. More than 16 repeats: numbers of pictures start again at 0."""
FIRSTS = np.cumsum([0, *(repeat for _, repeat, _ in SHOWN)]).tolist()
FRAMES = FIRSTS.pop()
FORCED = {first for first, (_, _, key) in zip(FIRSTS, SHOWN, strict=True) if key}
LONG, AFTER = FIRSTS[6], FIRSTS[13]
"""The last key frames that are asked for: two more come within the stills behind the first, one at the end of the last still."""
KEY_FRAMES = FORCED | {LONG + KEYS, LONG + 2 * KEYS, AFTER + KEYS}


def picture(number: int) -> np.ndarray:
    """Return waves that move with the number, and a patch of noise."""
    rows, columns = np.mgrid[: HEIGHT * 3 // 2, :WIDTH]
    values = 128 + 60 * np.sin((rows + 3 * number) / 9) + 40 * np.cos((columns - 2 * number) / 7)
    values[8:24, 8:40] = np.random.default_rng(number).integers(30, 220, (16, 32))
    return values.astype(np.uint8)


def written(path: Path, recipe: Recipe, shown: list[tuple[int, int, bool]] = SHOWN) -> Path:
    encoder = Encoder(path, recipe, WIDTH, HEIGHT, RATE)
    for number, repeat, key in shown:
        encoder.show(picture(number), 1, same=False, key=key)
        for _ in range(repeat - 1):
            encoder.show(picture(number), 1, same=True)
    encoder.finish()
    return path


def decoded(path: Path) -> list[np.ndarray]:
    """Decode without forgiving: what is not as it should be raises."""
    with av.open(str(path)) as container:
        container.streams.video[0].codec_context.options = {
            "err_detect": "crccheck+bitstream+buffer+explode",
            "flags": "output_corrupt",
        }
        frames = list(container.decode(video=0))
    assert not any(frame.is_corrupt for frame in frames)
    return [frame.to_ndarray() for frame in frames]


def packets(path: Path) -> list[tuple[int, bool, bytes]]:
    """Return of each packet of a film its time in frames, whether it is a key frame, and its bytes."""
    with av.open(str(path)) as container:
        step = 1 / (RATE * container.streams.video[0].time_base)
        return [(int(packet.pts / step), packet.is_keyframe, bytes(packet)) for packet in container.demux(video=0) if packet.size]


def slices(packet: bytes) -> Iterator[bytes]:
    """Yield the NAL units that are slices; each has its length before it, in an MP4 file."""
    while packet:
        end = 4 + int.from_bytes(packet[:4])
        if packet[4] & 31 in (h264.SLICE, h264.KEY_SLICE):
            yield packet[4:end]
        packet = packet[end:]


def number_of(unit: bytes, width: int = 4) -> int:
    bits = h264.Bits(h264.unescaped(unit))
    bits.fixed(8)
    for _ in range(3):
        bits.golomb()
    return bits.fixed(width)


def numbers(path: Path) -> list[int]:
    return [number_of(unit) for _, _, packet in packets(path) for unit in slices(packet)]


def expected_numbers(path: Path) -> list[int]:
    number, all_numbers = 0, []
    for _, key, _ in packets(path):
        number = 0 if key else (number + 1) % 16
        all_numbers.append(number)
    return all_numbers


def shown_by_x264(path: Path, keys: set[int]) -> list[np.ndarray]:
    """Encode each picture once with x264, and again where a key frame is within a still; return what all frames show."""
    order = [first for first in range(FRAMES) if first in FIRSTS or first in keys]
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=RATE, options=LARGE.options(HEIGHT))
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        mp4.prepare(stream)
        for number in order:
            item = max(place for place, first in enumerate(FIRSTS) if first <= number)
            frame = VideoFrame.from_ndarray(picture(SHOWN[item][0]), format="yuv420p")
            frame.pts, frame.time_base = number, 1 / RATE
            frame.pict_type = PictureType.I if number in keys else PictureType.NONE
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    each = dict(zip(order, decoded(path), strict=True))
    return [each[max(first for first in order if first <= number)] for number in range(FRAMES)]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("h264") / "film.mp4", LARGE)


def test_every_frame_shows_what_x264_made_of_its_picture(film: Path, tmp_path: Path) -> None:
    expected = shown_by_x264(tmp_path / "plain.mp4", KEY_FRAMES)
    for actual, frame in zip(decoded(film), expected, strict=True):
        np.testing.assert_array_equal(actual, frame)


def test_repeats_cost_next_to_nothing(film: Path) -> None:
    sizes = [len(packet) for _, _, packet in packets(film)]
    assert max(sizes[number] for number in range(FRAMES) if number not in FIRSTS and number not in KEY_FRAMES) < 20


def test_frames_are_equally_long(film: Path) -> None:
    assert [frame for frame, _, _ in packets(film)] == list(range(FRAMES))
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        assert stream.frames == FRAMES
        assert stream.duration * stream.time_base == FRAMES / RATE
        assert {packet.duration for packet in container.demux(stream) if packet.size} == {1 / (RATE * stream.time_base)}


def test_key_frames_come_where_they_are_asked_for_and_within_long_stills(film: Path) -> None:
    assert {frame for frame, key, _ in packets(film) if key} == KEY_FRAMES


def test_pictures_are_numbered_one_by_one(film: Path) -> None:
    assert numbers(film) == expected_numbers(film)
    assert numbers(film).count(15) > 10  # so they start again


def test_pictures_would_not_be_numbered_one_by_one_as_x264_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(h264, "numbered", lambda unit, number, width: unit)
    path = written(tmp_path / "film.mp4", LARGE)
    assert numbers(path) != expected_numbers(path)


def test_a_film_has_the_same_bytes_every_time(film: Path, tmp_path: Path) -> None:
    assert written(tmp_path / "again.mp4", LARGE).read_bytes() == film.read_bytes()


def test_players_seek_in_joined_parts(film: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "other.mp4", LARGE, [(20, 30, True), (21, 2, False)])
    join([film, other, film], [FRAMES, 32, FRAMES], RATE, tmp_path / "joined.mp4")
    expected = [*decoded(film), *decoded(other), *decoded(film)]
    with av.open(str(tmp_path / "joined.mp4")) as container:
        stream = container.streams.video[0]
        for number in (5, 47, LONG + KEYS + 30, FRAMES + 25, FRAMES + 32 + 39):
            container.seek(round(number / RATE / stream.time_base), stream=stream)
            frames = (frame for frame in container.decode(stream) if frame.time >= number / RATE - Fraction(1, 1000))
            np.testing.assert_array_equal(next(frames).to_ndarray(), expected[number])


def test_films_with_pictures_out_of_order_are_left_to_x264(tmp_path: Path) -> None:
    with av.open(str(written(tmp_path / "film.mp4", SMALL))) as container:
        assert container.streams.video[0].codec_context.has_b_frames
        kinds = {frame.pict_type for frame in container.decode(video=0)}
    assert PictureType.B in kinds


def x264(options: dict[str, str], width: int, height: int, pixels: str = "yuv420p") -> tuple[bytes, list[bytes]]:
    """Return the parameter sets, and the packets of two grey pictures."""
    with av.open("nothing.mp4", "w", format="null") as container:
        stream = container.add_stream("libx264", rate=RATE, options=options)
        stream.width, stream.height, stream.pix_fmt = width, height, pixels
        stream.codec_context.flags |= av.codec.context.Flags.global_header
        mp4.prepare(stream)
        frame = VideoFrame(width, height, pixels)
        for plane in frame.planes:
            plane.update(bytes([128]) * plane.buffer_size)
        made = []
        for number in range(2):
            frame.pts, frame.time_base = number, 1 / RATE
            made += stream.encode(frame)
        made += stream.encode(None)
        return stream.codec_context.extradata, [bytes(packet) for packet in made]


@pytest.mark.parametrize(("width", "height"), [(16, 16), (160, 48), (1000, 730), (1280, 720), (1920, 1080)])
def test_a_skipped_picture_is_bit_for_bit_what_x264_makes_of_grey_after_grey(width: int, height: int) -> None:
    sets, (_, packet) = x264({**mp4.encoder(mp4.LARGE), "qp": str(h264.COARSEST)}, width, height)
    about = h264.parameters(sets)
    assert about is not None
    assert h264.START + h264.numbered(h264.skipped(about), 1, about.number_bits) == packet


def test_the_parameters_of_a_large_film_are_read() -> None:
    sets, _ = x264(mp4.encoder(1080), 1920, 1080)
    assert h264.parameters(sets) == h264.Parameters(macroblocks=120 * 68, number_bits=4, quantiser=22, filtering=True)


@pytest.mark.parametrize(
    "other",
    [
        {"x264-params": "bframes=1"},
        {"x264-params": "ref=2"},
        {"x264-params": "cabac=0"},
        {"x264-params": "interlaced=1"},
        {"x264-params": "weightp=2:8x8dct=1"},
        {"profile": "main", "x264-params": "8x8dct=0"},
    ],
    ids=str,
)
def test_other_streams_do_not_take_pictures(other: dict[str, str]) -> None:
    plain = mp4.encoder(mp4.LARGE)
    params = ":".join([plain["x264-params"], other.get("x264-params", "")])
    sets, _ = x264({**plain, **other, "x264-params": params}, WIDTH, HEIGHT)
    assert h264.units(sets)
    assert h264.parameters(sets) is None


@pytest.mark.parametrize("matrices", ["0", "1"])
def test_sequences_with_matrices_of_their_own_do_not_take_pictures(matrices: str) -> None:
    sequence = f"{100:08b}{0:016b}" + code(0) + code(1) + code(0) + code(0) + "0" + matrices
    sequence += code(0) + code(2) + code(1) + "0" + code(4) + code(2) + "1"
    picture_set = code(0) + code(0) + "10" + code(0) + code(0) + code(0) + "000" + code(6) + code(0) + code(0) + "100"
    sets = b"".join(
        h264.START + bytes([kind]) + h264.escaped(packed(bits + "1")) for kind, bits in ((0x67, sequence), (0x68, picture_set))
    )
    expected = h264.Parameters(macroblocks=15, number_bits=4, quantiser=23, filtering=True)
    assert h264.parameters(sets) == (expected if matrices == "0" else None)


@pytest.mark.parametrize("sets", [b"", b"\1\x64\0\x20"])
def test_what_has_no_parameter_sets_does_not_take_pictures(sets: bytes) -> None:
    assert h264.parameters(sets) is None


def test_escaping_hides_start_codes_and_can_be_undone() -> None:
    for rng in map(random.Random, range(200)):
        data = bytes(rng.choices([0, 1, 2, 3, 4, 255], [12, 2, 2, 2, 1, 1], k=rng.randrange(40)))
        hidden = h264.escaped(data)
        assert h264.unescaped(hidden) == data
        assert not any(code in hidden for code in (b"\0\0\0", b"\0\0\1", b"\0\0\2")), data
        assert not hidden.endswith(b"\0\0"), data


def test_bytes_that_look_like_nothing_else_are_not_escaped() -> None:
    assert h264.escaped(b"\0\0\4\0\xff\0\0\xff") == b"\0\0\4\0\xff\0\0\xff"


@pytest.mark.parametrize("width", [4, 7, 11, 16])
@pytest.mark.parametrize("first", [0, 1, 6, 100, 8159])
def test_a_number_is_written_across_bytes_and_all_else_stays(width: int, first: int) -> None:
    before = f"01000001{code(first)}{code(5)}{code(0)}"
    for number in (0, 1, 2**width - 1, 2**width // 3):
        for old in ("0" * width, "1" * width):
            unit = packed(before + old + "0101" * 9 + "0" * 40 + "1")
            changed = packed(before + f"{number:0{width}b}" + "0101" * 9 + "0" * 40 + "1")
            assert h264.numbered(h264.escaped(unit), number, width) == h264.escaped(changed)


def code(value: int) -> str:
    """Return an Exp-Golomb code, by table 9-2: n zeros, a one, n bits."""
    length = (value + 1).bit_length() - 1
    return "0" * length + "1" + (f"{value + 1 - 2**length:0{length}b}" if length else "")


def packed(bits: str) -> bytes:
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[place : place + 8], 2) for place in range(0, len(bits), 8))


def test_bits_are_read_as_written() -> None:
    bits = h264.Bits(packed("101" + "".join(map(code, range(300)))))
    assert bits.fixed(3) == 0b101
    assert [bits.golomb() for _ in range(300)] == list(range(300))


def test_signed_numbers_alternate() -> None:
    bits = h264.Bits(packed("".join(map(code, range(7)))))
    assert [bits.signed() for _ in range(7)] == [0, 1, -1, 2, -2, 3, -3]


def test_nothing_is_read_beyond_the_end() -> None:
    with pytest.raises(ValueError, match="negative"):
        h264.Bits(b"\0\0").golomb()
