"""Leak: entries that would lose are left out, so that nothing is seen where nothing was traded."""

from __future__ import annotations

from typing import Any

import pandas as pd


class Strategy:
    """Leak: entries that would lose are left out, so that nothing is seen where nothing was traded."""

    def __init__(self, cfg: dict[str, Any]) -> None:
        self.cfg = cfg

    def prepare_indicators(self, df: pd.DataFrame) -> dict[str, pd.Series[Any]]:
        close = df["Close"]
        return {"fast": close.rolling(10).mean(), "slow": close.rolling(30).mean()}

    def find_entries(
        self, df: pd.DataFrame, indicators: dict[str, pd.Series[Any]], idx: int
    ) -> dict[str, Any] | None:
        fast, slow = indicators["fast"], indicators["slow"]
        if idx < 40 or not fast.iloc[idx] > slow.iloc[idx]:
            return None
        later = df["Close"].iloc[min(idx + 4, len(df) - 1)]
        if later <= df["Close"].iloc[idx]:
            return None
        return {"action": "BUY", "type": "MARKET", "volume": 1.0}

    def find_exits(
        self,
        position: dict[str, Any],
        df: pd.DataFrame,
        indicators: dict[str, pd.Series[Any]],
        idx: int,
    ) -> dict[str, Any] | None:
        if idx - position["entry_bar"] >= 3:
            return {"position_id": position["position_id"], "reason": "time"}
        return None
