"""Buys below the lower band of two deviations and leaves at the middle."""

from __future__ import annotations

from typing import Any

import pandas as pd


class Strategy:
    """Buys below the lower band of two deviations and leaves at the middle."""

    def __init__(self, cfg: dict[str, Any]) -> None:
        self.cfg = cfg

    def prepare_indicators(self, df: pd.DataFrame) -> dict[str, pd.Series[Any]]:
        middle = df["Close"].rolling(20).mean()
        width = df["Close"].rolling(20).std()
        return {"middle": middle, "lower": middle - 2 * width}

    def find_entries(
        self, df: pd.DataFrame, indicators: dict[str, pd.Series[Any]], idx: int
    ) -> dict[str, Any] | None:
        if not df["Close"].iloc[idx] < indicators["lower"].iloc[idx]:
            return None
        return {"action": "BUY", "type": "MARKET", "volume": 1.0}

    def find_exits(
        self,
        position: dict[str, Any],
        df: pd.DataFrame,
        indicators: dict[str, pd.Series[Any]],
        idx: int,
    ) -> dict[str, Any] | None:
        if df["Close"].iloc[idx] >= indicators["middle"].iloc[idx]:
            return {"position_id": position["position_id"], "reason": "middle"}
        return None
