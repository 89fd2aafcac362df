"""
One strategy at one symbol: it is asked here and nowhere else, so that what it does wrong is
told alike.
"""

from __future__ import annotations

import copy
import operator
from datetime import datetime, timedelta, timezone
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence

from strategy_wall.bar_store import BarStore
from strategy_wall.indicators import Computed, read_indicators
from strategy_wall.plain import canonical, escaped_fields
from strategy_wall.reply import Fields, read_entries, read_exit
from strategy_wall.strategy_file import demand_methods
from strategy_wall.trouble import Refusal, refusal_of

Position = Mapping[str, Any]

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


class Making(NamedTuple):
    """What a strategy is made of: its class, the name of its file, and its parameters."""

    strategy: type
    name: str
    params: Mapping[str, Any]
    seed: int


class Asked(NamedTuple):
    """What a strategy wanted after one close."""

    requests: Sequence[Fields]
    exits: Sequence[Fields]

    def words(self, bar: int) -> Dict[str, Any]:
        """The decision as it travels."""
        return {
            "bar": bar,
            "requests": [escaped_fields(each) for each in self.requests],
            "exits": [escaped_fields(each) for each in self.exits],
        }

    def text(self) -> str:
        """The decision as it is compared."""
        return canonical(self.requests, self.exits)


class StrategyDesk:
    """Has indicators computed, and asks after a close."""

    def __init__(self, making: Making, symbol: str) -> None:
        self.symbol = symbol
        self._name = making.name
        cfg = {**copy.deepcopy(dict(making.params)), "seed": making.seed, "symbol": symbol}
        try:
            strategy = making.strategy(cfg)
            self._find_entries = strategy.find_entries
            self._find_exits = getattr(strategy, "find_exits", None)
            self._strategy = strategy
            warmup = getattr(strategy, "warmup", 0)
        except BaseException as error:
            raise refusal_of(error, f"while it was made for {symbol}", making.name) from error
        demand_methods(type(strategy), making.name)
        self.looks_at_positions = self._find_exits is not None
        self.warmup = read_warmup(warmup, symbol)
        self._store: Optional[BarStore] = None

    def traits(self) -> Dict[str, Any]:
        """What it says of itself."""
        return {"warmup": self.warmup, "looksAtPositions": self.looks_at_positions}

    def prepare(self, store: BarStore) -> Computed:
        """Has the indicators computed on the bars of a store."""
        self._store = store
        self._frame = store.frame()
        try:
            computed = read_indicators(self._strategy.prepare_indicators(self._frame), len(store))
        except BaseException as error:
            place = f"while the indicators of {self.symbol} were computed"
            raise refusal_of(error, place, self._name) from error
        self._given = computed.given
        return computed

    def ask(self, bar: int, positions: Sequence[Position]) -> Optional[Asked]:
        """
        Asks after the close of a bar, with the open positions, which the strategy may change; None
        where nothing is wanted.
        """
        if bar < self.warmup:
            return None
        try:
            found = self._find_entries(self._frame, self._given, bar)
            if not positions or self._find_exits is None:
                if found is None:
                    return None
                requests = read_entries(found)
                return Asked(requests, ()) if requests else None
            requests = [] if found is None else read_entries(found)
            exits = self._ask_exits(bar, positions)
        except BaseException as error:
            raise refusal_of(error, self._place_of(bar), self._name) from error
        return Asked(requests, exits) if requests or exits else None

    def ask_exits(self, bar: int, positions: Sequence[Position]) -> Sequence[Fields]:
        """Asks about open positions only, for a loop that asks for entries before its bar."""
        if bar < self.warmup or self._find_exits is None:
            return ()
        try:
            return self._ask_exits(bar, positions)
        except BaseException as error:
            raise refusal_of(error, self._place_of(bar), self._name) from error

    def _ask_exits(self, bar: int, positions: Sequence[Position]) -> List[Fields]:
        exits: List[Fields] = []
        if self._find_exits is None:
            return exits
        for position in positions:
            found = self._find_exits(position, self._frame, self._given, bar)
            read = None if found is None else read_exit(found)
            if read is not None:
                exits.append(read)
        return exits

    def _place_of(self, bar: int) -> str:
        closed = self._store.close_times()[bar] if self._store is not None else float("nan")
        return f"at bar {bar} of {self.symbol}{time_words(float(closed))}"


def time_words(milliseconds: float) -> str:
    """A time in brackets; nothing for a time that is none."""
    try:
        time = EPOCH + timedelta(milliseconds=milliseconds)
    except (OverflowError, ValueError):
        return ""
    return f" ({time.strftime('%Y-%m-%dT%H:%M:%S')}.{time.microsecond // 1000:03d}Z)"


def read_warmup(value: object, symbol: str) -> int:
    """Bars before the first question."""
    try:
        warmup = -1 if isinstance(value, bool) else operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        warmup = -1
    if 0 <= warmup < 2**53:
        return warmup
    raise Refusal(
        f"the strategy for {symbol} has a `warmup` that is no number of bars",
        "a whole number of bars, from 0",
    )
