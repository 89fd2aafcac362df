"""Decides by chance, from a generator that the seed and the bar start."""

from __future__ import annotations

import random
from typing import Any

import pandas as pd


class Strategy:
    """Decides by chance, from a generator that the seed and the bar start."""

    def __init__(self, cfg: dict[str, Any]) -> None:
        self.cfg = cfg

    def prepare_indicators(self, df: pd.DataFrame) -> dict[str, pd.Series[Any]]:
        return {}

    def find_entries(
        self, df: pd.DataFrame, indicators: dict[str, pd.Series[Any]], idx: int
    ) -> dict[str, Any] | None:
        chance = random.Random(self.cfg["seed"] * 1_000_003 + idx).random()
        if chance > 0.06:
            return None
        return {"action": "BUY" if chance < 0.03 else "SELL", "type": "MARKET", "volume": 1.0}

    def find_exits(
        self,
        position: dict[str, Any],
        df: pd.DataFrame,
        indicators: dict[str, pd.Series[Any]],
        idx: int,
    ) -> dict[str, Any] | None:
        if random.Random(self.cfg["seed"] + idx).random() < 0.1:
            return {"position_id": position["position_id"], "reason": "chance"}
        return None
