"""Momentum features of a bar, computed from that bar and earlier ones only (ADR-0001)."""
from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class FeatureConfig:
    """Windows in bars; read from config/training.yml."""

    lookbacks: tuple[int, ...]
    trend_window: int


def feature_columns(config: FeatureConfig) -> list[str]:
    """Names of the feature columns, in the order in which the model sees them."""
    return [*(f"mom_{n}" for n in config.lookbacks), "trend_gap", "range_position"]


def momentum_features(bars: pd.DataFrame, config: FeatureConfig) -> pd.DataFrame:
    """One row per bar with the columns of `feature_columns`.

    A row may be used once its bar has closed. The first rows are empty until the longest window
    is full; callers drop them and never fill them.
    """
    require_ordered(bars)
    close = bars["close"]
    columns = {f"mom_{n}": close.pct_change(n) for n in config.lookbacks}
    columns["trend_gap"] = close / close.rolling(config.trend_window).mean() - 1.0
    columns["range_position"] = range_position(bars, config.trend_window)
    return pd.DataFrame(columns, index=bars.index)[feature_columns(config)]


def range_position(bars: pd.DataFrame, window: int) -> pd.Series:
    """Where the close stands in the trailing high-low range: 0 at the low, 1 at the high."""
    low = bars["low"].rolling(window).min()
    high = bars["high"].rolling(window).max()
    span = (high - low).where(high > low)
    return (bars["close"] - low) / span


def require_ordered(bars: pd.DataFrame) -> None:
    """Refuses bars on which a window would not mean the past."""
    index = bars.index
    if not isinstance(index, pd.DatetimeIndex) or index.tz is None:
        raise ValueError("bars need a DatetimeIndex with a time zone, e.g. UTC")
    if not (index.is_monotonic_increasing and index.is_unique):
        raise ValueError("bars need strictly increasing times")
    if bars[["open", "high", "low", "close"]].isna().any(axis=None):
        raise ValueError("bars have empty prices; repair them at the source, do not fill them here")
