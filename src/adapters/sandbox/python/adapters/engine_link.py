"""The way to the engine: two descriptors behind a wall, or a program on a developer's machine."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess  # nosec B404 - the engine is a program of its own
import threading
from typing import IO, Any, Dict, List, Mapping, NamedTuple, Optional

from strategy_wall.channel import (
    FLOAT,
    MOST_FLOATS,
    MOST_LINE_BYTES,
    NO_FLOATS,
    PROTOCOL,
    FloatArray,
    floats_of,
    write_message,
)

ENGINE_IN = "CONCLAVE_ENGINE_IN"
ENGINE_OUT = "CONCLAVE_ENGINE_OUT"
PROGRAM = "CONCLAVE_PROGRAM"

MISSING = (
    "there is no engine: the program `conclave` is not on the path. Put it there, or name it "
    'in CONCLAVE_PROGRAM, such as "node ../conclave/src/cli/start.ts" for a checkout'
)


class EngineError(RuntimeError):
    """The engine is not there, or refused what it was asked for."""


class Answer(NamedTuple):
    """What the engine said, and the numbers beside it."""

    body: Dict[str, Any]
    floats: FloatArray


class EngineLink:
    """One engine; one request at a time."""

    def __init__(self, source: IO[bytes], sink: int) -> None:
        self._source = source
        self._sink = sink
        self._number = -1
        self._lock = threading.Lock()

    def ask(self, body: Mapping[str, Any], floats: FloatArray = NO_FLOATS) -> Answer:
        """Asks for something; an error that the engine names is raised."""
        with self._lock:
            self._number += 1
            head = {"v": PROTOCOL, "n": self._number, "kind": "broker", "id": self._number}
            try:
                write_message(self._sink, {**head, "body": body}, [floats])
            except OSError as error:
                raise EngineError("the engine is gone") from error
            answer = self._read()
        fault = answer.body.get("error")
        # A text is the reason why an order was refused, and part of an answer.
        if not isinstance(fault, dict):
            return answer
        expected = fault.get("expected")
        raise EngineError(fault["what"] + ("" if expected is None else f"; expected {expected}"))

    def _read(self) -> Answer:
        line = self._source.readline(MOST_LINE_BYTES + 1)
        if not line.endswith(b"\n"):
            raise EngineError("the engine is gone")
        head = json.loads(line, object_hook=spelled_out)
        count = head.get("floats", 0)
        if head.get("v") != PROTOCOL or head.get("id") != self._number or count > MOST_FLOATS:
            raise EngineError("the engine speaks otherwise: its version is not that of `adapters`")
        data = self._source.read(count * FLOAT.itemsize)
        if len(data) != count * FLOAT.itemsize:
            raise EngineError("the engine is gone")
        return Answer(head["body"], floats_of(data))


_link: Optional[EngineLink] = None


def engine() -> EngineLink:
    """The engine of this process, which is found or started when it is first needed."""
    global _link
    if _link is None:
        _link = inherited() or started()
    return _link


def inherited() -> Optional[EngineLink]:
    """The engine outside of a wall, over descriptors that came with the process."""
    source, sink = os.environ.get(ENGINE_IN), os.environ.get(ENGINE_OUT)
    if source is None or sink is None:
        return None
    for descriptor in (int(source), int(sink)):
        os.set_inheritable(descriptor, False)
    return EngineLink(os.fdopen(int(source), "rb"), int(sink))


def started() -> EngineLink:
    """An engine that ends with this process."""
    try:
        process = subprocess.Popen(  # nosec B603 - a list of arguments
            [*program(), "backtest", "serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
    except OSError as error:
        raise EngineError(f"{MISSING} ({error.strerror})") from error
    if process.stdin is None or process.stdout is None:
        raise EngineError(MISSING)
    return EngineLink(process.stdout, process.stdin.fileno())


def program() -> List[str]:
    """How `conclave` is called on this machine."""
    named = os.environ.get(PROGRAM)
    if named:
        return shlex.split(named)
    found = shutil.which("conclave")
    if found is None:
        raise EngineError(MISSING)
    return [found]


def spelled_out(fields: Dict[str, Any]) -> Any:
    """Numbers that JSON lacks come as their names."""
    if list(fields) == ["number"] and isinstance(fields["number"], str):
        return float(fields["number"])
    return fields
