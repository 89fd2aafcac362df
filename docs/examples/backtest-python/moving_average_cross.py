"""Moving average cross.

Buys when the fast average of closes crosses above the slow one, with a stop and a target, and
leaves when it crosses back.

When what is known:
- prepare_indicators sees all bars at once, the later ones too. Row i of a column may use rows
  0 to i only; conclave backtest leaks finds out whether that holds.
- find_entries and find_exits are asked after the close of bar idx. That close is known; the bar
  after it is not.
- What they return acts from the open of bar idx + 1 on.
- When a bar reaches both stop and target, the stop counts: nobody knows the path inside a bar.

There is one Strategy for each symbol. No clock, no chance, no files, no network: the same bars
lead to the same requests, or the run cannot be repeated. Chance, if you need it, comes from
cfg["seed"].
"""

from __future__ import annotations

from typing import Any, Dict, Optional

import pandas as pd

from adapters import runner
from adapters.base_adapter import BaseAdapter


class Strategy:
    """A strategy for one symbol; cfg holds params of the configuration, seed and symbol."""

    def __init__(self, cfg: Dict[str, Any]) -> None:
        self.cfg = cfg
        self.fast = read_number(cfg, "fast")
        self.slow = read_number(cfg, "slow")
        self.stop = read_number(cfg, "stop")
        self.target = read_number(cfg, "target")
        self.risk = read_number(cfg, "risk")
        if self.fast >= self.slow:
            raise ValueError("fast must be shorter than slow")
        # Bars before the first question: from here on both averages exist, on the bar before too.
        self.warmup = int(self.slow)

    def prepare_indicators(self, df: pd.DataFrame) -> Dict[str, pd.Series[float]]:
        """Compute the columns once; each is as long as the bars, NaN where there is no value."""
        close = df["Close"]
        return {
            "fast": close.rolling(int(self.fast)).mean(),
            "slow": close.rolling(int(self.slow)).mean(),
        }

    def find_entries(
        self, df: pd.DataFrame, indicators: Dict[str, pd.Series[float]], idx: int
    ) -> Optional[Dict[str, Any]]:
        """Return nothing, an order, or a list of orders and cancellations."""
        is_cross = gap_at(indicators, idx - 1) <= 0 < gap_at(indicators, idx)
        if not is_cross:
            return None
        close = float(df["Close"].iloc[idx])
        return {
            "action": "BUY",
            "type": "MARKET",
            # Sized at the fill, so that the stop loses this share of the equity. Or give volume.
            "risk_fraction": self.risk,
            "sl": close * (1 - self.stop),
            "tp": close * (1 + self.target),
            "comment": "cross up",
        }

    def find_exits(
        self,
        position: Dict[str, Any],
        df: pd.DataFrame,
        indicators: Dict[str, pd.Series[float]],
        idx: int,
    ) -> Optional[Dict[str, Any]]:
        """Judge one open position; stop and target need no request, the engine watches them."""
        is_cross = gap_at(indicators, idx - 1) >= 0 > gap_at(indicators, idx)
        if not is_cross:
            return None
        return {"position_id": position["position_id"], "reason": "cross down"}


def gap_at(indicators: Dict[str, pd.Series[float]], idx: int) -> float:
    """Return how far the fast average is above the slow one; NaN while there is none."""
    return float(indicators["fast"].iloc[idx] - indicators["slow"].iloc[idx])


def read_number(cfg: Dict[str, Any], name: str) -> float:
    """Read a parameter; a typing error stops the run and changes no figure in silence."""
    value = cfg.get(name)
    if isinstance(value, (int, float)) and value > 0:
        return value
    raise ValueError(f"{name} under params must be a number above 0")


def run_backtest(adapter: BaseAdapter, df: pd.DataFrame, cfg: Dict[str, Any]) -> Dict[str, Any]:
    """Run the strategy through the engine; leave this as it is."""
    return runner.run_backtest(Strategy, adapter, df, cfg)


def run_live(adapter: BaseAdapter, cfg: Dict[str, Any]) -> None:
    """Live trading is no part of this program."""
    raise NotImplementedError("Live trading requires manual approval")


if __name__ == "__main__":
    raise SystemExit(runner.main(__file__))
