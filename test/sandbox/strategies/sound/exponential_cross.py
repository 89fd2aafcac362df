"""Buys and sells where exponential averages cross."""

from __future__ import annotations

from typing import Any

import pandas as pd


class Strategy:
    """Buys and sells where exponential averages cross."""

    def __init__(self, cfg: dict[str, Any]) -> None:
        self.cfg = cfg

    def prepare_indicators(self, df: pd.DataFrame) -> dict[str, pd.Series[Any]]:
        close = df["Close"]
        return {
            "fast": close.ewm(span=9, adjust=False).mean(),
            "slow": close.ewm(span=26, adjust=False).mean(),
        }

    def find_entries(
        self, df: pd.DataFrame, indicators: dict[str, pd.Series[Any]], idx: int
    ) -> dict[str, Any] | None:
        if idx < 30:
            return None
        now = indicators["fast"].iloc[idx] - indicators["slow"].iloc[idx]
        before = indicators["fast"].iloc[idx - 1] - indicators["slow"].iloc[idx - 1]
        if now * before >= 0:
            return None
        return {"action": "BUY" if now > 0 else "SELL", "type": "MARKET", "volume": 1.0}

    def find_exits(
        self,
        position: dict[str, Any],
        df: pd.DataFrame,
        indicators: dict[str, pd.Series[Any]],
        idx: int,
    ) -> dict[str, Any] | None:
        wrong = indicators["fast"].iloc[idx] < indicators["slow"].iloc[idx]
        if wrong == (position["action"] == "BUY"):
            return {"position_id": position["position_id"], "reason": "crossed back"}
        return None
