"""Buys when a short average crosses a long one from below."""

from __future__ import annotations

from typing import Any

import pandas as pd


class Strategy:
    """Buys when a short average crosses a long one from below."""

    def __init__(self, cfg: dict[str, Any]) -> None:
        self.cfg = cfg

    def prepare_indicators(self, df: pd.DataFrame) -> dict[str, pd.Series[Any]]:
        close = df["Close"]
        return {"fast": close.rolling(10).mean(), "slow": close.rolling(30).mean()}

    def find_entries(
        self, df: pd.DataFrame, indicators: dict[str, pd.Series[Any]], idx: int
    ) -> dict[str, Any] | None:
        fast, slow = indicators["fast"], indicators["slow"]
        if idx < 40 or fast.iloc[idx - 1] > slow.iloc[idx - 1] or fast.iloc[idx] <= slow.iloc[idx]:
            return None
        close = float(df["Close"].iloc[idx])
        return {
            "action": "BUY",
            "type": "MARKET",
            "volume": 1.0,
            "sl": round(close * 0.99, 2),
            "tp": round(close * 1.02, 2),
        }

    def find_exits(
        self,
        position: dict[str, Any],
        df: pd.DataFrame,
        indicators: dict[str, pd.Series[Any]],
        idx: int,
    ) -> dict[str, Any] | None:
        return None
