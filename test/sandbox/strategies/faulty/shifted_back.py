"""Leak: the return of the next bar stands in the row of this one."""

from __future__ import annotations

from typing import Any

import pandas as pd


class Strategy:
    """Leak: the return of the next bar stands in the row of this one."""

    def __init__(self, cfg: dict[str, Any]) -> None:
        self.cfg = cfg

    def prepare_indicators(self, df: pd.DataFrame) -> dict[str, pd.Series[Any]]:
        return {"signal": df["Close"].pct_change().shift(-1)}

    def find_entries(
        self, df: pd.DataFrame, indicators: dict[str, pd.Series[Any]], idx: int
    ) -> dict[str, Any] | None:
        if idx < 30 or not indicators["signal"].iloc[idx] > 0:
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
