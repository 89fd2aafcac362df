"""
Bars of one symbol as a strategy gets them: a frame of pandas, of which more rows become known.
"""

from __future__ import annotations

from typing import Optional

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from strategy_wall.channel import FloatArray

COLUMNS = ["Open", "High", "Low", "Close", "Volume"]

NUMBERS_A_BAR = 7
FIRST_CAPACITY = 64
NANOSECONDS = 1_000_000

# From 3 on, what a strategy writes into a slice never reaches the frame behind it.
SHARES_SAFELY = int(pd.__version__.split(".", maxsplit=1)[0]) >= 3


class BarStore:
    """
    Rows that become more; what lies behind the last one is NaN, also for one who reads on in
    memory.
    """

    def __init__(self, closes: Optional[float], capacity: int = FIRST_CAPACITY) -> None:
        """
        `closes` is the length of a bar in milliseconds, or None where each bar says when it
        closes.
        """
        self._closes = closes
        self._length = 0
        self._prices: FloatArray
        self._opened: FloatArray
        self._closed: FloatArray
        self._stamps: NDArray[np.int64]
        self._make_room(capacity)

    def __len__(self) -> int:
        return self._length

    def add(self, bars: FloatArray) -> None:
        """
        Adds bars behind the last one: seven rows (time, open, high, low, close, volume, close
        time), a column a bar.
        """
        start = self._length
        until = start + bars.shape[1]
        if until > self._prices.shape[1]:
            self._make_room(max(until, 2 * start))
        self._prices[:, start:until] = bars[1:6]
        opened = bars[0]
        self._opened[start:until] = opened
        self._stamps[start:until] = opened.astype(np.int64) * NANOSECONDS
        self._closed[start:until] = bars[6] if self._closes is None else opened + self._closes
        self._length = until

    def frame(self) -> pd.DataFrame:
        """The bars so far."""
        shown = self._frame.iloc[: self._length]
        return shown if SHARES_SAFELY else shown.copy()

    def close_times(self) -> FloatArray:
        """When each bar closes, in milliseconds since 1970."""
        return self._closed[: self._length]

    def columns(self) -> FloatArray:
        """The bars so far as `add` takes them."""
        upto = slice(0, self._length)
        return np.vstack([self._opened[upto], self._prices[:, upto], self._closed[upto]])

    def copy_with(self, others: Optional[FloatArray]) -> "BarStore":
        """A copy of the bars so far with others behind them, in memory of its own."""
        extra = 0 if others is None else others.shape[1]
        copy = BarStore(self._closes, max(1, self._length + extra))
        copy.add(self.columns())
        if others is not None:
            copy.add(others)
        return copy

    def _make_room(self, capacity: int) -> None:
        upto = slice(0, self._length)
        prices = np.full((len(COLUMNS), capacity), np.nan)
        opened = np.full(capacity, np.nan)
        closed = np.full(capacity, np.nan)
        index = (
            pd.DatetimeIndex(np.full(capacity, "NaT", dtype="M8[ns]"))
            .tz_localize("UTC")
            .rename("Time")
        )
        stamps: NDArray[np.int64] = index.asi8
        assert stamps.flags.writeable
        if self._length > 0:
            prices[:, upto] = self._prices[:, upto]
            opened[upto] = self._opened[upto]
            closed[upto] = self._closed[upto]
            stamps[upto] = self._stamps[upto]
        self._prices, self._opened, self._closed, self._stamps = prices, opened, closed, stamps
        self._frame = pd.DataFrame(prices.T, index=index, columns=COLUMNS, copy=False)


def unpack_bars(floats: FloatArray) -> FloatArray:
    """Bars of one symbol out of the numbers of an order, column by column."""
    return floats.reshape(NUMBERS_A_BAR, -1)
