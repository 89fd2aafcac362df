"""Rests a buy order below the market for a few bars, with stop and target."""

from __future__ import annotations

from typing import Any

import pandas as pd


class Strategy:
    """Rests a buy order below the market for a few bars, with stop and target."""

    def __init__(self, cfg: dict[str, Any]) -> None:
        self.cfg = cfg

    def prepare_indicators(self, df: pd.DataFrame) -> dict[str, pd.Series[Any]]:
        return {"mean": df["Close"].rolling(12).mean()}

    def find_entries(
        self, df: pd.DataFrame, indicators: dict[str, pd.Series[Any]], idx: int
    ) -> dict[str, Any] | None:
        mean = float(indicators["mean"].iloc[idx])
        if idx < 12 or idx % 15 != 0:
            return None
        price = round(min(mean, float(df["Close"].iloc[idx])) * 0.998, 2)
        return {
            "action": "BUY",
            "type": "LIMIT",
            "volume": 1.0,
            "price": price,
            "sl": round(price * 0.99, 2),
            "tp": round(price * 1.01, 2),
            "expire_bars": 6,
        }

    def find_exits(
        self,
        position: dict[str, Any],
        df: pd.DataFrame,
        indicators: dict[str, pd.Series[Any]],
        idx: int,
    ) -> dict[str, Any] | None:
        return None
