"""
The two streams of a walled program: a line of JSON, and numbers of 64 bits behind it where the
line says so.
"""

from __future__ import annotations

import json
import os
from typing import Any, BinaryIO, Dict, NamedTuple, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

PROTOCOL = 1
MOST_LINE_BYTES = 1024 * 1024
MOST_FLOATS = 512 * 1024 * 1024 // 8
FLOAT = np.dtype("<f8")

NO_FLOATS: FloatArray = np.empty(0, dtype=np.float64)


class BrokenChannel(Exception):
    """What came in is no order: nothing more can be understood."""


class AnswerTooLong(Exception):
    """An answer does not fit into a line."""


class Order(NamedTuple):
    """What is to be done, and the numbers that it is about."""

    kind: str
    words: Dict[str, Any]
    floats: FloatArray


class Channel:
    """
    Reads orders and writes one answer for each; whoever breaks the order of numbers is not
    heard any more.
    """

    def __init__(self, source: BinaryIO, sink: int) -> None:
        self._source = source
        self._sink = sink
        self._number: Optional[int] = None

    def receive(self) -> Optional[Order]:
        """Waits for the next order; none when the stream has ended."""
        line = self._source.readline(MOST_LINE_BYTES + 1)
        if line == b"":
            return None
        if len(line) > MOST_LINE_BYTES or not line.endswith(b"\n"):
            raise BrokenChannel(f"a line of {len(line)} bytes or more without an end")
        try:
            words = json.loads(line)
        except ValueError as error:
            raise BrokenChannel(f"a line that is no JSON: {error}") from error
        if not isinstance(words, dict) or words.get("v") != PROTOCOL:
            raise BrokenChannel(f"a line that does not speak protocol {PROTOCOL}")
        self._count(words.get("n"))
        kind = words.get("kind")
        if not isinstance(kind, str):
            raise BrokenChannel("an order without a kind")
        return Order(kind, words, self._read_floats(words.get("floats", 0)))

    def send(self, kind: str, words: Dict[str, Any], floats: Sequence[FloatArray] = ()) -> None:
        """Answers the last order; the numbers follow in the order given."""
        if self._number is None:
            raise BrokenChannel("an answer to nothing")
        head = {"v": PROTOCOL, "n": self._number, "kind": kind, **words}
        write_message(self._sink, head, floats)

    def _count(self, number: object) -> None:
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            raise BrokenChannel("an order without a number")
        if self._number is not None and number != self._number + 1:
            raise BrokenChannel(f"order {number} after order {self._number}")
        self._number = number

    def _read_floats(self, count: object) -> FloatArray:
        if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count <= MOST_FLOATS:
            raise BrokenChannel("an order with a count of numbers that is none")
        if count == 0:
            return NO_FLOATS
        data = self._source.read(count * FLOAT.itemsize)
        if len(data) != count * FLOAT.itemsize:
            raise BrokenChannel("a stream that ended within an order")
        return floats_of(data)


def floats_of(data: bytes) -> FloatArray:
    """The numbers that some bytes are."""
    return np.frombuffer(data, dtype=FLOAT).astype(np.float64, copy=False)


def write_message(sink: int, head: Dict[str, Any], floats: Sequence[FloatArray] = ()) -> None:
    """Writes a line, and numbers behind it in the order given."""
    count = sum(part.size for part in floats)
    counted = {**head, "floats": count} if count > 0 else head
    words = json.dumps(counted, allow_nan=False, separators=(",", ":"))
    line = words.encode("ascii") + b"\n"
    if len(line) > MOST_LINE_BYTES:
        raise AnswerTooLong(f"a message of {len(line)} bytes")
    write_all(sink, line)
    for part in floats:
        if part.size > 0:
            packed = np.ascontiguousarray(part, dtype=FLOAT).reshape(-1)
            write_all(sink, packed.view(np.uint8).data)


def write_all(descriptor: int, data: bytes | memoryview) -> None:
    """Writes all of it, however little goes at once."""
    rest = memoryview(data)
    while len(rest) > 0:
        rest = rest[os.write(descriptor, rest) :]
