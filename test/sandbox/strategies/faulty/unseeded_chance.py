"""Non-determinism: chance without a seed."""

from __future__ import annotations

import random
from typing import Any

import pandas as pd


class Strategy:
    """Non-determinism: chance without a seed."""

    def __init__(self, cfg: dict[str, Any]) -> None:
        self.cfg = cfg

    def prepare_indicators(self, df: pd.DataFrame) -> dict[str, pd.Series[Any]]:
        return {}

    def find_entries(
        self, df: pd.DataFrame, indicators: dict[str, pd.Series[Any]], idx: int
    ) -> dict[str, Any] | None:
        if random.random() > 0.05:
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
