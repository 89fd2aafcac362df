"""The process that examines a strategy: it reads the file, and only the tests run it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, BinaryIO, Dict, Mapping, Optional

from strategy_wall.channel import BrokenChannel, Channel, Order
from strategy_wall.linters import SECONDS, lint
from strategy_wall.structure import check_structure
from strategy_wall.test_process import TestProcess

ROOT = Path(__file__).resolve().parent.parent


def main(source: BinaryIO, sink: int) -> None:
    """Obeys until the stream of orders ends."""
    channel = Channel(source, sink)
    code = 0
    try:
        for order in iter(channel.receive, None):
            obey(channel, order)
    except BrokenChannel as error:
        print(f"the program behind the wall cannot go on: {error}", file=sys.stderr)
        code = 3
    sys.stderr.flush()
    os._exit(code)


def obey(channel: Channel, order: Order) -> None:
    """Does what an order says."""
    if order.kind == "inspect":
        channel.send("inspected", inspect(order.words))
    elif order.kind == "pytest":
        run_tests(channel, order.words)
    else:
        raise BrokenChannel(f"`{order.kind}` is no order")


def inspect(words: Mapping[str, Any]) -> Dict[str, Any]:
    """Structure, mypy, flake8 and bandit, in this order."""
    name = words["strategy"]
    checks = [check_structure(ROOT, name), *lint(ROOT, name, words.get("seconds", SECONDS))]
    return {"checks": checks}


def run_tests(channel: Channel, words: Mapping[str, Any]) -> None:
    """Runs tests; each request of theirs is an answer, and the next order is the answer to it."""
    tests = [str(each) for each in words["tests"]]
    known = [*tests, *([words["strategy"]] if "strategy" in words else [])]
    folders = dict.fromkeys(str((ROOT / each).parent) for each in known)
    process = TestProcess(ROOT, tests, list(folders), float(words["seconds"]))
    request = process.next_request()
    while request is not None:
        body = {"id": request.number, "body": request.body}
        channel.send("broker", body, [request.floats])
        order: Optional[Order] = channel.receive()
        if order is None or order.kind != "broker-answer":
            raise BrokenChannel("no answer of the broker")
        process.answer(request.number, order.words["body"], order.floats)
        request = process.next_request()
    channel.send("tested", process.end())
