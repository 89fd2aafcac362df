"""Follows the slope of a straight line through the last closes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd


class Strategy:
    """Follows the slope of a straight line through the last closes."""

    def __init__(self, cfg: dict[str, Any]) -> None:
        self.cfg = cfg

    def prepare_indicators(self, df: pd.DataFrame) -> dict[str, pd.Series[Any]]:
        close = df["Close"].to_numpy(dtype=float)
        slope = np.full(len(close), np.nan)
        x = np.arange(20.0) - 9.5
        for last in range(19, len(close)):
            window = close[last - 19 : last + 1]
            slope[last] = float((x * (window - window[0])).sum() / (x * x).sum())
        return {"slope": pd.Series(slope, index=df.index)}

    def find_entries(
        self, df: pd.DataFrame, indicators: dict[str, pd.Series[Any]], idx: int
    ) -> dict[str, Any] | None:
        if idx < 20:
            return None
        now, before = indicators["slope"].iloc[idx], indicators["slope"].iloc[idx - 1]
        if now > 0 >= before:
            return {"action": "BUY", "type": "MARKET", "volume": 1.0}
        return None

    def find_exits(
        self,
        position: dict[str, Any],
        df: pd.DataFrame,
        indicators: dict[str, pd.Series[Any]],
        idx: int,
    ) -> dict[str, Any] | None:
        if indicators["slope"].iloc[idx] < 0:
            return {"position_id": position["position_id"], "reason": "slope"}
        return None
