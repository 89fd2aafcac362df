"""Runs tests under pytest in a process of its own, and passes on what they ask a broker for."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess  # nosec B404 - pytest is a program of the image
import sys
import time
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional, Sequence

from strategy_wall.channel import (
    FLOAT,
    MOST_LINE_BYTES,
    NO_FLOATS,
    PROTOCOL,
    FloatArray,
    floats_of,
    write_message,
)
from strategy_wall.trouble import clipped

ENGINE_IN = "CONCLAVE_ENGINE_IN"
ENGINE_OUT = "CONCLAVE_ENGINE_OUT"

MOST_REQUEST_FLOATS = 16 * 1024 * 1024
READ_BYTES = 65_536

PLUGINS = ("pytest_jsonreport.plugin",)


class Request(NamedTuple):
    """What a test asks a broker for."""

    number: int
    body: Any
    floats: FloatArray


class TestProcess:
    """A run of pytest; its requests are read one at a time until it ends."""

    __test__ = False

    def __init__(self, root: Path, tests: Sequence[str], folders: Sequence[str], seconds: float):
        self._report = root / "report.json"
        # What came of the tests is to be told before the time of the wall is over.
        self._seconds = seconds - min(10.0, seconds / 10)
        self._deadline = time.monotonic() + self._seconds
        self._buffer = b""
        self._fault: Optional[str] = None
        requests_in, requests_out = os.pipe()
        answers_in, answers_out = os.pipe()
        self._requests, self._answers = requests_in, answers_out
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(root), *folders]),
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            ENGINE_IN: str(answers_in),
            ENGINE_OUT: str(requests_out),
        }
        self._process = subprocess.Popen(  # nosec B603 - a list of arguments of ours
            self._command(root, tests),
            cwd=root / "work",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=2,
            pass_fds=(answers_in, requests_out),
            start_new_session=True,
        )
        os.close(answers_in)
        os.close(requests_out)

    def next_request(self) -> Optional[Request]:
        """Waits for the next request; None when the process has ended or its time is over."""
        line = self._read_line()
        if line is None:
            return None
        try:
            head = json.loads(line)
            if head["v"] != PROTOCOL or head["kind"] != "broker":
                raise ValueError("no request")
            count = head.get("floats", 0)
            if not isinstance(count, int) or not 0 <= count <= MOST_REQUEST_FLOATS:
                raise ValueError("no count of numbers")
            data = self._read_bytes(count * FLOAT.itemsize)
            if data is None:
                return None
            return Request(int(head["id"]), head["body"], floats_of(data))
        except (ValueError, KeyError, TypeError, RecursionError):
            self._fault = "the tests wrote what is no request of a broker"
            self._kill()
            return None

    def answer(self, number: int, body: Any, floats: FloatArray = NO_FLOATS) -> None:
        """Hands the answer of the broker to the test."""
        try:
            words = {
                "v": PROTOCOL,
                "n": number,
                "kind": "broker-answer",
                "id": number,
                "body": body,
            }
            write_message(self._answers, words, [floats])
        except BrokenPipeError:
            pass

    def end(self) -> Dict[str, Any]:
        """Waits for the end and reads the report."""
        code = self._wait()
        self._kill()
        os.close(self._requests)
        os.close(self._answers)
        reason = f"the tests took longer than {self._seconds:g} s" if code is None else None
        report = None
        if code is not None and self._fault is None:
            report, reason = read_report(self._report)
        return {"exit_code": code, "report": report, "reason": self._fault or reason}

    def _command(self, root: Path, tests: Sequence[str]) -> List[str]:
        settings = root / "pytest.ini"
        settings.write_text("[pytest]\n", encoding="utf-8")
        plugins = [word for each in PLUGINS for word in ("-p", each)]
        options = ["-q", "--no-header", "-p", "no:cacheprovider", "--tb=short", "--color=no"]
        report = ["--json-report", f"--json-report-file={self._report}"]
        omitted = ["--json-report-omit", "log", "streams", "keywords", "warnings"]
        program = [sys.executable, "-s", "-P", "-B", "-m", "pytest", f"--config-file={settings}"]
        rooted = [f"--rootdir={root / 'work'}", "--import-mode=importlib"]
        paths = [str(root / each) for each in tests]
        return [*program, *rooted, *plugins, *options, *report, *omitted, "--", *paths]

    def _read_line(self) -> Optional[bytes]:
        while b"\n" not in self._buffer:
            if len(self._buffer) > MOST_LINE_BYTES or not self._read_more():
                return None
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line

    def _read_bytes(self, count: int) -> Optional[bytes]:
        while len(self._buffer) < count:
            if not self._read_more():
                return None
        data, self._buffer = self._buffer[:count], self._buffer[count:]
        return data

    def _read_more(self) -> bool:
        """Whether anything came before the end of the process and of its time."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._requests, selectors.EVENT_READ)
            while time.monotonic() < self._deadline:
                if selector.select(min(0.2, max(0.0, self._deadline - time.monotonic()))):
                    data = os.read(self._requests, READ_BYTES)
                    self._buffer += data
                    return len(data) > 0
                # A process that it left behind may hold its end of the pipe open.
                if self._process.poll() is not None:
                    return False
        return False

    def _wait(self) -> Optional[int]:
        try:
            return self._process.wait(timeout=max(0.0, self._deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            return None

    def _kill(self) -> None:
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass
        self._process.wait()


MOST_REPORT_BYTES = 32 * 1024 * 1024
MOST_TESTS = 1000
MOST_WORDS = 2000
KEPT = ("created", "duration", "exitcode", "summary")


def read_report(path: Path) -> tuple[Optional[Dict[str, Any]], Optional[str]]:
    """What pytest reported, as much of it as a message holds; or why there is none."""
    try:
        if path.stat().st_size > MOST_REPORT_BYTES:
            return None, "the report of pytest is too long"
        said = json.loads(path.read_bytes())
        tests = said.get("tests", [])
        report = {name: said[name] for name in KEPT if name in said}
        report["collectors"] = [
            {**short_part({"duration": 0, **each}), "nodeid": clipped(str(each["nodeid"]))}
            for each in said.get("collectors", [])[:MOST_TESTS]
            if each["outcome"] != "passed"
        ]
        report["tests"] = [short_test(each) for each in ordered(tests)[:MOST_TESTS]]
        while len(json.dumps(report)) > MOST_LINE_BYTES // 2 and report["tests"]:
            report["tests"] = report["tests"][: len(report["tests"]) // 2]
        left = len(tests) - len(report["tests"])
        return report, f"{left} tests are left out" if left > 0 else None
    except OSError:
        return None, "pytest wrote no report"
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None, "the report of pytest cannot be read"


def ordered(tests: List[Any]) -> List[Any]:
    """Tests that did not pass first, since they are what a reader looks for."""
    return sorted(tests, key=lambda each: each.get("outcome") == "passed")


def short_test(test: Dict[str, Any]) -> Dict[str, Any]:
    """One test with its parts, words in bounds."""
    short: Dict[str, Any] = {"nodeid": clipped(str(test["nodeid"])), "outcome": test["outcome"]}
    for part in ("setup", "call", "teardown"):
        if part in test:
            short[part] = short_part(test[part])
    return short


def short_part(part: Dict[str, Any]) -> Dict[str, Any]:
    """One part of a test: how it ended, how long it took, and what was wrong."""
    short: Dict[str, Any] = {"outcome": part["outcome"], "duration": part.get("duration", 0)}
    crash = part.get("crash")
    if isinstance(crash, dict):
        short["crash"] = {"message": str(crash.get("message", ""))[:MOST_WORDS]}
        short["crash"]["lineno"] = crash.get("lineno")
    if isinstance(part.get("longrepr"), str):
        short["longrepr"] = part["longrepr"][:MOST_WORDS]
    return short
