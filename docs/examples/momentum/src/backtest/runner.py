"""Replays a long-only signal over bars: decided at a close, filled at the next open, never free (ADR-0003)."""
from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from risk.limits import RiskGuard, RiskLimits


@dataclass(frozen=True)
class BacktestConfig:
    """Cash in quote currency; fee and slippage as shares of the notional, per side."""

    initial_cash: float
    fee: float
    slippage: float

    def __post_init__(self) -> None:
        if self.fee <= 0.0 or self.slippage <= 0.0:
            raise ValueError(f"costs must be above zero, got fee {self.fee} and slippage {self.slippage}")


@dataclass(frozen=True)
class BacktestReport:
    """Equity at each close, what trading cost, and why the guard halted, if it did."""

    equity: pd.Series
    fills: int
    costs: float
    halted_because: str | None


def run_backtest(
    bars: pd.DataFrame, signal: pd.Series, config: BacktestConfig, limits: RiskLimits
) -> BacktestReport:
    """Holds `signal` (a share of equity, known at the close of its bar) from the next open on."""
    if not signal.index.equals(bars.index) or signal.isna().any():
        raise ValueError("the signal needs one value for every bar")
    guard = RiskGuard(limits, config.initial_cash)
    cash, units, costs, fills = config.initial_cash, 0.0, 0.0, 0
    wanted, marks = 0.0, []
    for opened, closed, share in zip(bars["open"], bars["close"], signal, strict=True):
        equity = cash + units * opened
        # A held position is left alone until the wish changes: rebalancing every bar would only pay fees.
        target = guard.allow(wanted)
        if (target > 0.0) != (units > 0.0):
            traded = target * equity / buying_price(opened, config) if target > 0.0 else -units
            cash, cost = settle(cash, traded, opened, config)
            units, costs, fills = units + traded, costs + cost, fills + 1
        marks.append(cash + units * closed)
        guard.observe(marks[-1])
        wanted = share
    equity_curve = pd.Series(marks, index=bars.index, name="equity")
    return BacktestReport(equity_curve, fills, costs, guard.halted_because)


def buying_price(opened: float, config: BacktestConfig) -> float:
    """What one unit costs in all, so that a full position never overdraws the cash."""
    return opened * (1.0 + config.slippage) * (1.0 + config.fee)


def settle(cash: float, traded: float, opened: float, config: BacktestConfig) -> tuple[float, float]:
    """Cash after the fill, and the cost of it: slippage always against us, the fee on the notional."""
    price = opened * (1.0 + config.slippage if traded > 0.0 else 1.0 - config.slippage)
    fee = abs(traded) * price * config.fee
    return cash - traded * price - fee, fee + abs(traded) * abs(price - opened)
