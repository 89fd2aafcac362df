from pathlib import Path

import pandas as pd
import pytest

from backtest.runner import BacktestConfig, run_backtest
from pipeline import run
from risk.limits import RiskLimits

COSTS = BacktestConfig(initial_cash=1000.0, fee=0.001, slippage=0.0005)
LIMITS = RiskLimits(max_drawdown=0.2, position_limit=1.0, kill_switch=False)


def flat_bars(prices: list[float]) -> pd.DataFrame:
    index = pd.date_range("2025-01-01", periods=len(prices), freq="h", tz="UTC")
    return pd.DataFrame({name: prices for name in ("open", "high", "low", "close")}, index=index)


def test_a_round_trip_at_one_price_loses_exactly_its_costs():
    bars = flat_bars([100.0] * 4)
    signal = pd.Series([1.0, 0.0, 0.0, 0.0], index=bars.index)

    report = run_backtest(bars, signal, COSTS, LIMITS)

    assert report.fills == 2
    assert report.equity.iloc[-1] == pytest.approx(1000.0 - report.costs)
    assert report.equity.iloc[-1] == pytest.approx(1000.0 * 0.9995 * 0.999 / (1.0005 * 1.001))


def test_a_signal_is_filled_at_the_next_open():
    bars = flat_bars([100.0, 200.0, 200.0])
    signal = pd.Series([1.0, 1.0, 1.0], index=bars.index)

    report = run_backtest(bars, signal, COSTS, LIMITS)

    assert report.equity.iloc[-1] < 1000.0


def test_the_guard_closes_the_position_after_the_drawdown_and_stays_out():
    bars = flat_bars([100.0, 100.0, 70.0, 70.0, 140.0])
    signal = pd.Series(1.0, index=bars.index)

    report = run_backtest(bars, signal, COSTS, LIMITS)

    assert report.halted_because is not None and report.halted_because.startswith("drawdown")
    assert report.equity.iloc[-1] == report.equity.iloc[-2]


def test_the_kill_switch_keeps_all_cash():
    bars = flat_bars([100.0, 120.0, 140.0])
    limits = RiskLimits(max_drawdown=0.2, position_limit=1.0, kill_switch=True)

    report = run_backtest(bars, pd.Series(1.0, index=bars.index), COSTS, limits)

    assert (report.fills, report.equity.iloc[-1], report.halted_because) == (0, 1000.0, "kill switch")


@pytest.mark.parametrize(("rate", "slip"), [(0.0, 0.0005), (0.001, 0.0), (-0.001, 0.0005)])
def test_free_trading_is_refused(rate, slip):
    with pytest.raises(ValueError, match="costs must be above zero"):
        BacktestConfig(initial_cash=1000.0, fee=rate, slippage=slip)


def test_the_whole_pipeline_gives_the_same_equity_twice(bars):
    config = Path(__file__).parents[1] / "config"

    first, second = (run(bars, config)[1] for _ in range(2))

    pd.testing.assert_series_equal(first.equity, second.equity)
