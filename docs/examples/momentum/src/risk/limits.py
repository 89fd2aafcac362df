"""Limits that stand between a signal and a position."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RiskLimits:
    """Position limit and drawdown as shares of equity; the kill switch is set by a person."""

    max_drawdown: float
    position_limit: float
    kill_switch: bool

    def __post_init__(self) -> None:
        if not 0.0 < self.max_drawdown < 1.0:
            raise ValueError(f"max_drawdown must lie between 0 and 1, got {self.max_drawdown}")
        if not 0.0 < self.position_limit <= 1.0:
            raise ValueError(f"position_limit must lie above 0 and at most at 1, got {self.position_limit}")


class RiskGuard:
    """Follows equity bar by bar; once it halts it stays halted until a person starts a new run."""

    def __init__(self, limits: RiskLimits, equity: float) -> None:
        self._limits = limits
        self._peak = equity
        self.halted_because: str | None = "kill switch" if limits.kill_switch else None

    def observe(self, equity: float) -> None:
        """Takes the equity at a close and halts when the drawdown from the peak passes the limit."""
        self._peak = max(self._peak, equity)
        drawdown = 1.0 - equity / self._peak
        if self.halted_because is None and drawdown > self._limits.max_drawdown:
            self.halted_because = f"drawdown {drawdown:.1%} passed {self._limits.max_drawdown:.1%}"

    def allow(self, share: float) -> float:
        """The share of equity that may be held: zero when halted, otherwise clipped to the limit."""
        if self.halted_because is not None:
            return 0.0
        return min(max(share, 0.0), self._limits.position_limit)
