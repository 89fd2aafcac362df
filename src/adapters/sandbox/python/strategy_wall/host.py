"""
The process of one strategy: it loads the file, and from then on reads an order, obeys it and
writes the answer.
"""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path
from typing import Any, BinaryIO, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np
import pandas as pd

from strategy_wall.asking import ask_ahead, merge_closes
from strategy_wall.bar_store import NUMBERS_A_BAR, BarStore, unpack_bars
from strategy_wall.channel import AnswerTooLong, BrokenChannel, Channel, FloatArray, Order
from strategy_wall.desk import Making, StrategyDesk
from strategy_wall.growing_desks import GrowingDesks, Threw, Told
from strategy_wall.strategy_file import load_strategy
from strategy_wall.trouble import Refusal

Answer = Tuple[str, Dict[str, Any], Sequence[FloatArray]]

NOTED: Answer = ("noted", {}, ())
NO_BARS: FloatArray = np.empty((NUMBERS_A_BAR, 0))

ROOT = Path(__file__).resolve().parent.parent


def main(source: BinaryIO, sink: int) -> None:
    """
    Obeys until the stream of orders ends, and ends the process then, whatever the strategy left
    running.
    """
    channel = Channel(source, sink)
    host = Host()
    code = 0
    try:
        for order in iter(channel.receive, None):
            answer(channel, host, order)
            sys.stdout.flush()
    except BrokenChannel as error:
        print(f"the program behind the wall cannot go on: {error}", file=sys.stderr)
        code = 3
    sys.stderr.flush()
    os._exit(code)


def answer(channel: Channel, host: "Host", order: Order) -> None:
    """Answers one order."""
    try:
        kind, words, floats = host.obey(order)
        channel.send(kind, words, floats)
    except Threw as error:
        channel.send(
            "threw", {"symbol": error.symbol, "bar": error.bar, "message": error.refusal.sentence()}
        )
    except Refusal as error:
        channel.send("refused", error.words())
    except AnswerTooLong:
        channel.send("refused", {"what": "the strategy asked for more than an answer may hold"})


class Host:
    """What is known so far: the strategy, the bars that are held, and what was computed on them."""

    def __init__(self) -> None:
        self._making: Optional[Making] = None
        self._symbols: List[Mapping[str, Any]] = []
        self._growing: Optional[GrowingDesks] = None
        self._held: List[List[FloatArray]] = []
        self._noise: Dict[int, FloatArray] = {}
        self._desks: List[StrategyDesk] = []
        self._closes: List[Sequence[int]] = []

    def obey(self, order: Order) -> Answer:
        """Does what an order says; an order out of its turn breaks the channel."""
        if order.kind == "open":
            return self._open(order.words)
        if self._making is None or self._growing is None:
            raise BrokenChannel(f"`{order.kind}` before `open`")
        if order.kind == "bars":
            return self._hold(order)
        if order.kind == "grow":
            return self._grow(order, self._growing)
        if order.kind == "anew":
            return self._start_anew(order, self._growing)
        if order.kind == "prepare":
            return self._prepare(order, self._making)
        if order.kind == "ask":
            return "asked", ask_ahead(self._desks, self._closes, order.words, order.floats), ()
        raise BrokenChannel(f"`{order.kind}` is no order")

    def _open(self, words: Mapping[str, Any]) -> Answer:
        strategy = load_strategy(ROOT, words["strategy"])
        self._making = Making(strategy, words["strategy"], words["params"], words["seed"])
        self._symbols = words["symbols"]
        self._held = [[] for _ in self._symbols]
        self._growing = GrowingDesks(self._making, self._symbols)
        return "opened", {"traits": self._growing.traits(), "runtime": runtime()}, ()

    def _hold(self, order: Order) -> Answer:
        symbol = order.words["symbol"]
        bars = unpack_bars(order.floats)
        if order.words.get("noise") is True:
            self._noise[symbol] = bars
        else:
            self._held[symbol].append(bars)
        return NOTED

    def _grow(self, order: Order, growing: GrowingDesks) -> Answer:
        places = []
        for number, each in enumerate(order.words["symbols"]):
            own = order.floats[number * NUMBERS_A_BAR : (number + 1) * NUMBERS_A_BAR]
            growing.receive(each["symbol"], unpack_bars(own), each["positions"])
            places.append(each["symbol"])
        return grown(growing.grow(places))

    def _start_anew(self, order: Order, growing: GrowingDesks) -> Answer:
        for each in order.words["symbols"]:
            symbol = each["symbol"]
            growing.receive(symbol, joined(self._held[symbol]), each["positions"])
        noise, self._noise = self._noise, {}
        self._held = [[] for _ in self._symbols]
        return grown(growing.start_anew(noise))

    def _prepare(self, order: Order, making: Making) -> Answer:
        stores = [BarStore(each["closes"]) for each in self._symbols]
        for store, held in zip(stores, self._held):
            store.add(joined(held))
        self._desks = [StrategyDesk(making, each["symbol"]) for each in self._symbols]
        self._closes = merge_closes(stores)
        computed = [desk.prepare(store).columns for desk, store in zip(self._desks, stores)]
        words = {"symbols": [{"columns": list(columns)} for columns in computed]}
        is_asked = order.words.get("columns") is True
        return (
            "prepared",
            words,
            [each for columns in computed for each in columns.values()] if is_asked else (),
        )


def grown(told: Sequence[Told]) -> Answer:
    """What came of a step, one for each symbol."""
    return "grown", {"symbols": [words for words, _ in told]}, [rows for _, rows in told]


def joined(parts: Sequence[FloatArray]) -> FloatArray:
    """Bars that came in pieces as one."""
    if len(parts) == 1:
        return parts[0]
    return np.hstack(parts) if parts else NO_BARS


def runtime() -> Dict[str, Any]:
    """What the strategy runs on."""
    packages = {"numpy": np.__version__, "pandas": pd.__version__}
    return {"language": "python", "version": platform.python_version(), "packages": packages}
