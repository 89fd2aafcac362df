"""The eight operations by which a strategy reaches a broker."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Protocol

import pandas as pd


class BaseAdapter(Protocol):
    """A broker; there is one implementation, and it simulates. Nothing here trades live."""

    def place_order(self, order_request: Dict[str, Any]) -> Dict[str, Any]:
        """
        Asks for an entry, which acts on the bar after the next step: `action` ('BUY' or 'SELL'),
        `symbol`, `volume`, `type` ('MARKET' or 'LIMIT'), and where wanted `price`, `sl`, `tp`,
        `comment`. Returns `success`, `order_id`, `position_id` (empty, since it comes with an
        event), `fill_price` (None, likewise) and, where it failed, `error`.
        """
        ...

    def cancel_order(self, order_id: str) -> bool:
        """Whether a pending order was cancelled."""
        ...

    def close_position(self, pos_id: str, price: Optional[float] = None) -> Dict[str, Any]:
        """Asks for a position to be closed at the next open; a price cannot be had."""
        ...

    def step_bar(self, bar: pd.Series[Any]) -> List[Dict[str, Any]]:
        """Goes through one bar; returns what happened, such as `position_opened` or `sl_hit`."""
        ...

    def get_positions(self) -> List[Dict[str, Any]]:
        """The open positions."""
        ...

    def get_account(self) -> Dict[str, Any]:
        """Balance, equity, margin and the profit of open positions, at the last mark."""
        ...

    def generate_report(self) -> Dict[str, Any]:
        """Ends the run and returns its figures."""
        ...

    def save_report(self, out_dir: str) -> Dict[str, str]:
        """Writes the artefacts of the run into a folder; returns their paths by name."""
        ...
