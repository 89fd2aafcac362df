"""Buys weakness by the relative strength index and sells at its middle."""

from __future__ import annotations

from typing import Any

import pandas as pd


class Strategy:
    """Buys weakness by the relative strength index and sells at its middle."""

    def __init__(self, cfg: dict[str, Any]) -> None:
        self.cfg = cfg

    def prepare_indicators(self, df: pd.DataFrame) -> dict[str, pd.Series[Any]]:
        change = df["Close"].diff()
        gain = change.clip(lower=0).ewm(alpha=1 / 14, adjust=False).mean()
        loss = (-change.clip(upper=0)).ewm(alpha=1 / 14, adjust=False).mean()
        return {"rsi": 100 - 100 / (1 + gain / loss)}

    def find_entries(
        self, df: pd.DataFrame, indicators: dict[str, pd.Series[Any]], idx: int
    ) -> dict[str, Any] | None:
        if idx < 20 or not indicators["rsi"].iloc[idx] < 32:
            return None
        return {"action": "BUY", "type": "MARKET", "equity_fraction": 0.2}

    def find_exits(
        self,
        position: dict[str, Any],
        df: pd.DataFrame,
        indicators: dict[str, pd.Series[Any]],
        idx: int,
    ) -> dict[str, Any] | None:
        if indicators["rsi"].iloc[idx] > 50:
            return {"position_id": position["position_id"], "reason": "recovered"}
        return None
