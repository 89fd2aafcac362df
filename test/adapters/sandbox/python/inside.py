"""The program of a strategy in the process of the test: the same messages, no start for each."""

from __future__ import annotations

import io
import json
import os
import tempfile
from pathlib import Path
from typing import Any, Dict, Optional, Sequence, Tuple

import numpy as np
from walled import FIVE_MINUTES

from strategy_wall import host as program
from strategy_wall.channel import Channel


class Inside:
    """One program; its strategy is loaded from a folder of its own."""

    def __init__(
        self, source: str | bytes, params: Optional[Dict[str, Any]], symbols: Sequence[str]
    ) -> None:
        self.folder = Path(tempfile.mkdtemp())
        data = source if isinstance(source, bytes) else source.encode()
        (self.folder / "strategy.py").write_bytes(data)
        self.host = program.Host()
        self.number = 0
        self.opened = self.ask(
            "open",
            strategy="strategy.py",
            params=params or {},
            seed=1,
            symbols=[{"symbol": each, "closes": FIVE_MINUTES} for each in symbols],
        )[0]

    def ask(self, kind: str, floats: Any = (), **words: Any) -> Tuple[Any, Any]:
        """Sends an order and reads the answer and its numbers."""
        numbers = np.asarray(floats, dtype="<f8").reshape(-1)
        self.number += 1
        counted = {"floats": numbers.size} if numbers.size else {}
        head = {"v": 1, "n": self.number, "kind": kind, **words, **counted}
        source = io.BytesIO(json.dumps(head).encode() + b"\n" + numbers.tobytes())
        with tempfile.TemporaryFile() as sink:
            channel = Channel(source, sink.fileno())
            order = channel.receive()
            assert order is not None
            before, program.ROOT = program.ROOT, self.folder
            try:
                program.answer(channel, self.host, order)
            finally:
                program.ROOT = before
            os.lseek(sink.fileno(), 0, os.SEEK_SET)
            line, _, data = sink.read().partition(b"\n")
        answer = json.loads(line)
        assert answer["n"] == self.number
        assert answer.get("floats", 0) * 8 == len(data)
        return answer, np.frombuffer(data, dtype="<f8")
