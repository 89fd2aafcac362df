"""Tests of moving_average_cross.

Figures by hand, no later bar, requests where they belong.
"""

from __future__ import annotations

from typing import Any, Dict, List, Sequence

import pandas as pd
import pytest

from adapters import SimBroker, SimBrokerAdapter
from moving_average_cross import (
    Strategy,
    run_backtest,
    run_live,
)

CFG: Dict[str, Any] = {"fast": 2, "slow": 4, "stop": 0.05, "target": 0.1, "risk": 0.01}


def bars_of(closes: Sequence[float]) -> pd.DataFrame:
    """Daily bars that stand still at their close."""
    time = pd.date_range("2024-01-01", periods=len(closes), freq="D", tz="UTC", name="Time")
    prices = {name: list(closes) for name in ("Open", "High", "Low", "Close")}
    return pd.DataFrame({**prices, "Volume": 1.0}, index=time, dtype=float)


# The fast average crosses above the slow one at bar 4, and back at bar 7.
CLOSES = [10, 9, 8, 9, 11, 12, 9, 7]
BARS = bars_of(CLOSES)

POSITION: Dict[str, Any] = {"position_id": "p1", "action": "BUY", "volume": 1.0, "entry_price": 11}


def values_of(column: pd.Series[float]) -> List[float | None]:
    """A column as a list, None where there is no value."""
    return [None if pd.isna(value) else float(value) for value in column]


def test_averages_are_those_by_hand() -> None:
    indicators = Strategy(CFG).prepare_indicators(BARS)

    assert values_of(indicators["fast"]) == [None, 9.5, 8.5, 8.5, 10, 11.5, 10.5, 8]
    assert values_of(indicators["slow"]) == [None, None, None, 9, 9.25, 10, 10.25, 9.75]


@pytest.mark.parametrize("count", range(1, len(CLOSES)))
def test_no_later_bar_is_known(count: int) -> None:
    whole = Strategy(CFG).prepare_indicators(BARS)
    prefix = Strategy(CFG).prepare_indicators(BARS.iloc[:count])

    for name, column in prefix.items():
        assert values_of(column) == values_of(whole[name])[:count]


def test_one_entry_at_the_cross() -> None:
    strategy = Strategy(CFG)
    indicators = strategy.prepare_indicators(BARS)
    asked = {
        idx: order
        for idx in range(strategy.warmup, len(BARS))
        if (order := strategy.find_entries(BARS, indicators, idx)) is not None
    }

    assert list(asked) == [4]
    assert asked[4]["action"] == "BUY"
    assert asked[4]["sl"] == pytest.approx(11 * 0.95)
    assert asked[4]["tp"] == pytest.approx(11 * 1.1)


def test_leaves_when_the_averages_cross_back() -> None:
    strategy = Strategy(CFG)
    indicators = strategy.prepare_indicators(BARS)
    left = [
        idx
        for idx in range(strategy.warmup, len(BARS))
        if strategy.find_exits(POSITION, BARS, indicators, idx) is not None
    ]

    assert left == [7]


def test_missing_parameter_is_refused() -> None:
    with pytest.raises(ValueError, match="stop under params must be a number above 0"):
        Strategy({**CFG, "stop": None})


def test_two_runs_are_the_same() -> None:
    # The engine of `conclave backtest` stands behind this adapter.
    reports = [run_backtest(SimBrokerAdapter(SimBroker()), BARS, CFG) for _ in range(2)]

    assert reports[0]["total_trades"] == 1
    assert reports[0] == reports[1]


def test_live_trading_is_refused() -> None:
    with pytest.raises(NotImplementedError):
        run_live(SimBrokerAdapter(SimBroker()), CFG)
