"""Buys above the highest high of the bars before."""

from __future__ import annotations

from typing import Any

import pandas as pd


class Strategy:
    """Buys above the highest high of the bars before."""

    def __init__(self, cfg: dict[str, Any]) -> None:
        self.cfg = cfg

    def prepare_indicators(self, df: pd.DataFrame) -> dict[str, pd.Series[Any]]:
        return {
            "top": df["High"].rolling(24).max().shift(1),
            "bottom": df["Low"].rolling(12).min().shift(1),
        }

    def find_entries(
        self, df: pd.DataFrame, indicators: dict[str, pd.Series[Any]], idx: int
    ) -> dict[str, Any] | None:
        if not df["Close"].iloc[idx] > indicators["top"].iloc[idx]:
            return None
        stop = float(indicators["bottom"].iloc[idx])
        return {
            "action": "BUY",
            "type": "MARKET",
            "risk_fraction": 0.01,
            "sl": round(stop, 2),
        }

    def find_exits(
        self,
        position: dict[str, Any],
        df: pd.DataFrame,
        indicators: dict[str, pd.Series[Any]],
        idx: int,
    ) -> dict[str, Any] | None:
        if df["Close"].iloc[idx] < indicators["bottom"].iloc[idx]:
            return {"position_id": position["position_id"], "reason": "bottom"}
        return None
