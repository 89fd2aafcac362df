"""A program behind no wall: it is started as behind one, and spoken to over its two streams."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np

ROOT = Path(__file__).resolve().parents[4]
PACKAGES = ROOT / "src/adapters/sandbox/python"
BOOT = (PACKAGES / "boot.py").read_text(encoding="utf-8")


class Walled:
    """One process of a walled program."""

    def __init__(
        self,
        start: str,
        files: Mapping[str, str | bytes],
        environment: Optional[Dict[str, str]] = None,
    ) -> None:
        self.folder = tempfile.mkdtemp()
        boot = BOOT.replace("/tmp/conclave", self.folder)
        command = [
            sys.executable,
            "-s",
            "-B",
            *(["-P"] if sys.version_info >= (3, 11) else []),
            "-c",
            boot,
        ]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            env={
                "PATH": "/usr/bin:/bin",
                "TZ": "UTC",
                "PYTHONHASHSEED": "0",
                **(environment or {}),
            },
        )
        self.number = -1
        self.opened: Any = None
        sent = {
            path: data if isinstance(data, bytes) else data.encode() for path, data in files.items()
        }
        for path in packages():
            sent[path] = (PACKAGES / path).read_bytes()
        heads = [{"path": path, "bytes": len(data)} for path, data in sent.items()]
        self._write({"kind": "files", "files": heads, "start": start}, b"".join(sent.values()))
        assert self.read()[0]["kind"] == "ready"

    def ask(
        self, kind: str, floats: Sequence[float] | np.ndarray[Any, Any] = (), **words: Any
    ) -> Tuple[Any, Any]:
        """Sends an order and waits for the answer and its numbers."""
        data = np.asarray(floats, dtype="<f8").reshape(-1)
        head = {"kind": kind, **words, **({"floats": data.size} if data.size else {})}
        self._write(head, data.tobytes())
        return self.read()

    def read(self) -> Tuple[Any, Any]:
        """The next answer."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read().decode() if self.process.stderr else ""
        head = json.loads(line)
        assert head["v"] == 1 and head["n"] == self.number, head
        data = self.process.stdout.read(head.get("floats", 0) * 8)
        return head, np.frombuffer(data, dtype="<f8")

    def send_raw(self, line: bytes) -> None:
        """Sends what need not be an order."""
        assert self.process.stdin is not None
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def end(self) -> Tuple[int, str]:
        """Ends the stream of orders; returns the exit code and what was printed."""
        assert self.process.stdin is not None and self.process.stderr is not None
        self.process.stdin.close()
        printed = self.process.stderr.read().decode()
        code = self.process.wait(timeout=20)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.process.stderr.close()
        return code, printed

    def kill(self) -> None:
        """Ends it at once."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe is not None:
                pipe.close()

    def _write(self, head: Dict[str, Any], data: bytes) -> None:
        self.number += 1
        self.send_raw(json.dumps({"v": 1, "n": self.number, **head}).encode() + b"\n" + data)


def packages() -> List[str]:
    """What is sent beside a strategy."""
    names = [str(path.relative_to(PACKAGES)) for path in sorted(PACKAGES.glob("*/*"))]
    return [name for name in names if re.search(r"\.(py|typed)$", name)]


def bars(closes: Sequence[float], minutes: int = 5) -> np.ndarray[Any, Any]:
    """Bars around some closes, as they travel: seven rows, the close times zeros."""
    close = np.asarray(closes, dtype=float)
    opened = np.concatenate([close[:1], close[:-1]])
    time = np.arange(len(close)) * minutes * 60_000 + 1_700_000_000_000.0
    high, low = np.maximum(opened, close), np.minimum(opened, close)
    return np.vstack([time, opened, high, low, close, np.ones(len(close)), np.zeros(len(close))])


FIVE_MINUTES = 300_000


def open_host(
    source: str | bytes, params: Optional[Dict[str, Any]] = None, symbols: Sequence[str] = ("AAA",)
) -> Walled:
    """A host with a strategy."""
    walled = Walled("strategy_wall.host", {"work/strategy.py": source})
    walled.opened = walled.ask(
        "open",
        strategy="work/strategy.py",
        params=params or {},
        seed=1,
        symbols=[{"symbol": each, "closes": FIVE_MINUTES} for each in symbols],
    )[0]
    return walled
