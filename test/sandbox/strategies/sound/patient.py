"""Remembers its last entry and waits before the next; cancels what has not filled."""

from __future__ import annotations

from typing import Any

import pandas as pd


class Strategy:
    """Remembers its last entry and waits before the next; cancels what has not filled."""

    def __init__(self, cfg: dict[str, Any]) -> None:
        self.cfg = cfg
        self.last = -20

    def prepare_indicators(self, df: pd.DataFrame) -> dict[str, pd.Series[Any]]:
        return {"low": df["Low"].rolling(10).min()}

    def find_entries(
        self, df: pd.DataFrame, indicators: dict[str, pd.Series[Any]], idx: int
    ) -> list[dict[str, Any]]:
        if idx - self.last < 20:
            if idx - self.last == 8:
                return [{"action": "CANCEL"}]
            return []
        if not df["Low"].iloc[idx] <= indicators["low"].iloc[idx]:
            return []
        self.last = idx
        price = round(float(df["Close"].iloc[idx]) * 0.999, 2)
        target = round(price * 1.01, 2)
        return [
            {"action": "BUY", "type": "LIMIT", "volume": 1.0, "price": price, "tp": target}
        ]

    def find_exits(
        self,
        position: dict[str, Any],
        df: pd.DataFrame,
        indicators: dict[str, pd.Series[Any]],
        idx: int,
    ) -> dict[str, Any] | None:
        if idx - position["entry_bar"] >= 15:
            return {"position_id": position["position_id"], "reason": "time"}
        return None
