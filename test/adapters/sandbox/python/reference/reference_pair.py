"""One of two strategies that decide the same; the other is in TypeScript: `reference-pair.ts`."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

import numpy as np
import pandas as pd

TICK = 0.01
Columns = Dict[str, Any]


class Strategy:
    """Crosses of two averages with stops, resting orders against them, cancellations and exits."""

    def __init__(self, cfg: Dict[str, Any]) -> None:
        self.cfg = cfg
        self.warmup = 20

    def prepare_indicators(self, df: pd.DataFrame) -> Columns:
        close = df["Close"]
        return {
            "fast": on_tick(close.rolling(5).mean().to_numpy()),
            "slow": on_tick(close.rolling(20).mean().to_numpy()),
        }

    def find_entries(
        self, df: pd.DataFrame, indicators: Columns, idx: int
    ) -> Optional[List[Dict[str, Any]]]:
        close = df["Close"].iloc[idx]
        fast, slow = indicators["fast"], indicators["slow"]
        if fast[idx - 1] <= slow[idx - 1] and fast[idx] > slow[idx]:
            stops = {"sl": on_tick(close * 0.95), "tp": on_tick(close * 1.08)}
            return [{"action": "BUY", "type": "MARKET", "volume": 1, **stops, "comment": "cross"}]
        if fast[idx - 1] >= slow[idx - 1] and fast[idx] < slow[idx]:
            price = on_tick(close * 1.01)
            resting = {"type": "LIMIT", "price": price, "volume": np.int64(2), "expire_bars": 9}
            return [{"action": "SELL", **resting, "comment": self.cfg["fade"]}]
        if idx % 37 == 0:
            return [{"action": "CANCEL", "comment": self.cfg["fade"]}]
        return None

    def find_exits(
        self, position: Dict[str, Any], df: pd.DataFrame, indicators: Columns, idx: int
    ) -> Optional[Dict[str, Any]]:
        if idx - position["entry_bar"] < 15 or position["unrealised_pnl"] <= 0:
            return None
        return {"position_id": position["position_id"], "reason": "old and ahead"}


def on_tick(values: Any) -> Any:
    """Prices on the grid, so that the last bits of a sum decide nothing."""
    return np.floor(values / TICK + 0.5) * TICK
