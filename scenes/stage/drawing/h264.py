"""Pictures of an H.264 film that show once more what the one before shows: written without encoding, bit by bit.

In such a picture every macroblock is skipped: it is predicted from the same place of the picture before, and nothing is added. So
its few bytes follow from the parameter sets alone. All pictures behind it have one more before them, and their numbers change.

Clauses and tables are those of Recommendation ITU-T H.264 (08/2021).
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from av.packet import Packet
from av.video.stream import VideoStream

__all__ = ["Bits", "Parameters", "Repeats", "escaped", "numbered", "parameters", "skipped", "unescaped", "units"]

START = b"\0\0\0\1"
SLICE, KEY_SLICE, SEQUENCE, PICTURE = 1, 5, 7, 8
"""Types of NAL units (table 7-1): a slice, one of a picture that owes nothing to those before, and the parameter sets."""
REFERENCE_SLICE = 2 << 5 | SLICE
"""The first byte of a slice of a picture that others refer to, as x264 has it."""
HIGH = 100
"""The profile: 4:2:0, 8 bits."""
FOLLOWING = 2
"""The kind of pic_order_cnt_type where pictures are shown in the order in which they stand in the file."""
PREDICTED = 5
"""The type of slices of a picture that has no others than P slices (table 7-6)."""

COARSEST = 51
"""The quantiser of a picture with nothing to quantise: the higher it is, the likelier skipping is to begin with."""
FIRST_STATE, LAST_STATE = 42, 62
"""How sure the coder is that a macroblock is skipped: at first, of :data:`COARSEST` (9.3.1.1, ctxIdx 11), and at most."""
RARER = (
    (16, 15, 14, 14, 13, 12, 12, 11, 11, 10, 10, 9, 9, 8, 8, 7, 7, 7, 6, 6, 6),
    (20, 19, 18, 17, 16, 15, 14, 14, 13, 12, 12, 11, 11, 10, 9, 9, 9, 8, 8, 7, 7),
    (23, 22, 21, 20, 19, 18, 17, 16, 15, 15, 14, 13, 12, 12, 11, 11, 10, 10, 9, 9, 8),
    (27, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 14, 13, 12, 12, 11, 11, 10, 9),
)
"""The part of the coder's range that stands for *not skipped*, a row for each quarter of ranges and a column for each of these
states: rangeTabLPS (table 9-44)."""


class Bits:
    """Reads syntax elements (7.2) out of ``data``; raises ValueError beyond its end. ``place`` is the number of bits read."""

    def __init__(self, data: bytes) -> None:
        self._value, self._length, self.place = int.from_bytes(data), 8 * len(data), 0

    def fixed(self, width: int) -> int:
        """Read u(n), an unsigned number of ``width`` bits."""
        self.place += width
        return self._value >> (self._length - self.place) & ((1 << width) - 1)

    def golomb(self) -> int:
        """Read ue(v), an Exp-Golomb code (9.1): as many zeros as bits follow the first one."""
        zeros = 0
        while not self.fixed(1):
            zeros += 1
        return (1 << zeros) - 1 + self.fixed(zeros)

    def signed(self) -> int:
        """Read se(v): 0, 1, -1, 2, -2 and so on (9.1.1)."""
        code = self.golomb()
        return (code + 1) // 2 if code % 2 else -(code // 2)


@dataclass(frozen=True, slots=True)
class Parameters:
    """What the parameter sets say that a skipped picture depends on.

    ``number_bits`` is the width of frame_num, ``quantiser`` the one that slices depart from; ``filtering`` tells whether every
    slice says how its blocks are smoothed.
    """

    macroblocks: int
    number_bits: int
    quantiser: int
    filtering: bool


def units(stream: bytes) -> list[bytes]:
    """Return the NAL units of a byte stream, without start codes (annex B.1)."""
    return re.split(rb"\x00*\x00\x00\x01", stream)[1:]


def unescaped(unit: bytes) -> bytes:
    """Return a NAL unit without its emulation prevention bytes (7.3.1)."""
    return unit.replace(b"\0\0\3", b"\0\0")


def escaped(unit: bytes) -> bytes:
    """Return a NAL unit in which nothing looks like a start code: a 3 parts two zeros from a byte up to 3, or the end (7.4.1)."""
    return re.sub(rb"\x00\x00(?=[\x00-\x03]|\Z)", b"\0\0\3", unit)


def parameters(sets: bytes) -> Parameters | None:
    """Read the parameter sets, a byte stream; returns None where a picture cannot be put among others, as it is done here.

    That needs pictures in the order of showing, each of which refers to the last one alone, and CABAC.
    """
    found = {unit[0] & 31: Bits(unescaped(unit[1:])) for unit in units(sets)}
    if not {SEQUENCE, PICTURE} <= found.keys():
        return None
    sequence, picture = _sequence(found[SEQUENCE]), _picture(found[PICTURE])
    return None if sequence is None or picture is None else Parameters(*sequence, *picture)


def _sequence(bits: Bits) -> tuple[int, int] | None:
    """Read a sequence parameter set (7.3.2.1.1): how many macroblocks a picture has, and the bits of frame_num."""
    profile, _, _ = bits.fixed(8), bits.fixed(16), bits.golomb()
    if profile != HIGH:
        return None
    _, _, _, _, matrices = bits.golomb(), bits.golomb(), bits.golomb(), bits.fixed(1), bits.fixed(1)
    if matrices:
        return None
    number_bits, order = bits.golomb() + 4, bits.golomb()
    if order != FOLLOWING:
        return None
    references, gaps, width, height, whole = bits.golomb(), bits.fixed(1), bits.golomb() + 1, bits.golomb() + 1, bits.fixed(1)
    return (width * height, number_bits) if references == 1 and not gaps and whole else None


def _picture(bits: Bits) -> tuple[int, bool] | None:
    """Read a picture parameter set (7.3.2.2): the quantiser, and whether slices tell of the deblocking filter."""
    own, _, cabac, _, groups = bits.golomb(), bits.golomb(), bits.fixed(1), bits.fixed(1), bits.golomb()
    if own or not cabac or groups:
        return None
    _, _, weighted, quantiser = bits.golomb(), bits.golomb(), bits.fixed(3), 26 + bits.signed()
    _, _, filtering, _, redundant = bits.signed(), bits.signed(), bits.fixed(1), bits.fixed(1), bits.fixed(1)
    return None if weighted or redundant else (quantiser, bool(filtering))


def skipped(about: Parameters) -> bytes:
    """Return a picture with number 0 that shows the one before: a NAL unit of one P slice (7.3.3), all of it skipped (7.3.4)."""
    header = [_golomb(0), _golomb(PREDICTED), _golomb(0), "0" * about.number_bits]  # first_mb_in_slice to frame_num
    header += ["000", _golomb(0), _golomb(max(2 * (COARSEST - about.quantiser) - 1, 0))]  # to cabac_init_idc; slice_qp_delta
    header += [_golomb(1)] * about.filtering  # disable_deblocking_filter_idc
    bits = "".join(header)
    bits += "1" * (-len(bits) % 8) + _flags(about.macroblocks)
    bits += "0" * (-len(bits) % 8)
    return escaped(bytes([REFERENCE_SLICE]) + int(bits, 2).to_bytes(len(bits) // 8))


def _golomb(code: int) -> str:
    digits = f"{code + 1:b}"
    return "0" * (len(digits) - 1) + digits


def _flags(macroblocks: int) -> str:
    """Return so many times *skipped* and *not the last*, the last time *the last*, as coded by CABAC (9.3.4.2).

    The likelier symbols lie at the bottom of the range, so the coder gives zeros, one each time that it doubles the range; at the
    end it flushes the range, in nine bits the last of which is rbsp_stop_one_bit (9.3.4.5).
    """
    span, zeros = 510, 0
    for number in range(macroblocks):
        span -= RARER[span >> 6 & 3][min(number, LAST_STATE - FIRST_STATE)]
        span, zeros = (2 * span, zeros + 1) if span < 256 else (span, zeros)
        span -= 2  # for end_of_slice_flag
        if number < macroblocks - 1:
            span, zeros = (2 * span, zeros + 1) if span < 256 else (span, zeros)
    return f"{span | 1:0{zeros + 9}b}"


def numbered(unit: bytes, number: int, width: int) -> bytes:
    """Return a slice with another frame_num, ``width`` bits behind three Exp-Golomb codes (7.3.3); all else stays where it is."""
    data = unescaped(unit)
    bits = Bits(data[:16])  # 12 bytes are enough for the widest codes
    bits.fixed(8)
    for _ in range(3):
        bits.golomb()
    first, end = bits.place // 8, -(-(bits.place + width) // 8)
    behind = 8 * end - bits.place - width
    mask = (1 << width) - 1 << behind
    window = int.from_bytes(data[first:end]) & ~mask | number << behind
    return escaped(data[:first] + window.to_bytes(end - first) + data[end:])


class Repeats:
    """Puts repeats among the packets of ``stream``, ``step`` seconds a frame, and numbers all its pictures as they then come.

    The encoder may hold packets back: a repeat goes out before the first packet of a later frame. All pictures are referred to,
    so their numbers go up by one from each key frame on (7.4.3).
    """

    def __init__(self, about: Parameters, stream: VideoStream, step: Fraction) -> None:
        self._stream, self._step, self._width = stream, step, about.number_bits
        self._picture = skipped(about)
        self._waiting: deque[int] = deque()
        self._number = 0

    def add(self, frame: int) -> None:
        """Show the last picture that was given to the encoder at the ``frame`` after it."""
        self._waiting.append(frame)

    def among(self, packets: Iterable["Packet[VideoStream]"]) -> Iterator["Packet[VideoStream]"]:
        """Yield the encoder's next ``packets``, and the repeats before each."""
        for packet in packets:
            while self._waiting and packet.pts is not None and self._waiting[0] < packet.pts:
                yield self._repeat()
            yield self._renumbered(packet)

    def rest(self) -> Iterator["Packet[VideoStream]"]:
        """Yield the repeats behind the last packet."""
        while self._waiting:
            yield self._repeat()

    def _repeat(self) -> "Packet[VideoStream]":
        return self._packet([numbered(self._picture, self._next(), self._width)], self._waiting.popleft())

    def _renumbered(self, packet: "Packet[VideoStream]") -> "Packet[VideoStream]":
        parts = units(bytes(packet))
        if any(part[0] & 31 == KEY_SLICE for part in parts):
            self._number = 0
            return packet
        number = self._next()
        changed = self._packet(
            [numbered(part, number, self._width) if part[0] & 31 == SLICE else part for part in parts], packet.pts
        )
        changed.is_keyframe = packet.is_keyframe
        return changed

    def _next(self) -> int:
        self._number = (self._number + 1) % (1 << self._width)
        return self._number

    def _packet(self, parts: list[bytes], frame: int | None) -> "Packet[VideoStream]":
        packet = cast("Packet[VideoStream]", Packet(b"".join(START + part for part in parts)))
        packet.stream, packet.time_base, packet.pts, packet.dts = self._stream, self._step, frame, frame
        return packet
