"""Triple-barrier labels: what happens to a position opened at the next open.

Labels look ahead by design. What keeps them out of the features is `known_at`: the bar at whose
close the outcome is known, which the split uses to purge rows that reach into the test period.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class LabelConfig:
    """Horizon in bars; barriers in multiples of the trailing volatility at the signal bar."""

    horizon: int
    take_profit: float
    stop_loss: float
    volatility_window: int


def triple_barrier_labels(bars: pd.DataFrame, config: LabelConfig) -> pd.DataFrame:
    """Columns `label` (1 take-profit first, 0 otherwise) and `known_at`; rows without an outcome are left out."""
    volatility = bars["close"].pct_change().rolling(config.volatility_window).std()
    opens, highs, lows = (bars[name].to_numpy() for name in ("open", "high", "low"))
    rows: list[tuple[pd.Timestamp, int, pd.Timestamp]] = []
    for signal in range(len(bars) - config.horizon):
        width = volatility.iloc[signal]
        if np.isnan(width):
            continue
        entry = opens[signal + 1]
        window = slice(signal + 1, signal + 1 + config.horizon)
        upper = entry * (1.0 + config.take_profit * width)
        lower = entry * (1.0 - config.stop_loss * width)
        label, offset = first_touch(highs[window], lows[window], upper, lower)
        rows.append((bars.index[signal], label, bars.index[signal + 1 + offset]))
    return pd.DataFrame(rows, columns=["time", "label", "known_at"]).set_index("time")


def first_touch(highs: np.ndarray, lows: np.ndarray, upper: float, lower: float) -> tuple[int, int]:
    """The label and the offset of the bar that decided it; when one bar touches both, the stop counts."""
    for offset, (high, low) in enumerate(zip(highs, lows, strict=True)):
        if low <= lower:
            return 0, offset
        if high >= upper:
            return 1, offset
    return 0, len(highs) - 1
