"""Programs behind no wall for the tests; what was started ends, also where a test fails."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Callable, Dict, Iterator, List, Optional, Sequence

import pytest

ROOT = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / "src/adapters/sandbox/python"))
os.environ["CONCLAVE_PROGRAM"] = f"node {ROOT}/src/cli/start.ts"

from inside import Inside  # noqa: E402
from walled import Walled, open_host  # noqa: E402

OpenHost = Callable[..., Inside]
OpenProcess = Callable[..., Walled]


@pytest.fixture()
def host() -> OpenHost:
    """Opens a strategy in this process."""

    def start(
        source: str | bytes,
        params: Optional[Dict[str, object]] = None,
        symbols: Sequence[str] = ("AAA",),
    ) -> Inside:
        return Inside(source, params, symbols)

    return start


@pytest.fixture()
def host_process() -> Iterator[OpenProcess]:
    """Starts hosts with strategies."""
    started: List[Walled] = []

    def start(source: str) -> Walled:
        started.append(open_host(source))
        return started[-1]

    yield start
    for each in started:
        each.kill()


@pytest.fixture()
def tools() -> Iterator[Callable[[Dict[str, str | bytes]], Walled]]:
    """Starts the tools with files."""
    started: List[Walled] = []

    def start(files: Dict[str, str | bytes]) -> Walled:
        started.append(Walled("strategy_wall.tools", files))
        return started[-1]

    yield start
    for each in started:
        each.kill()
