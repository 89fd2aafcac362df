"""The adapter whose broker is the engine of `conclave backtest`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Dict, List, Optional

import pandas as pd

from adapters.market_frame import read_bar
from adapters.simbroker import SimBroker
from strategy_wall.plain import NotPlain, escaped, plain

FILE_NAME = re.compile(r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$")


class SimBrokerAdapter:
    """
    A loop that is written by hand may have looked at the bar that it steps through next; so what it
    asks for before a bar acts on the bar after it, and ids and prices come with the events.
    """

    def __init__(self, broker: Optional[SimBroker] = None) -> None:
        self.broker = SimBroker() if broker is None else broker

    def place_order(self, order_request: Dict[str, Any]) -> Dict[str, Any]:
        """Asks for an entry; what the order itself has wrong is refused at once."""
        if isinstance(order_request, dict):
            self.broker.learn_symbol(order_request.get("symbol"))
        answer = self.broker.ask("place", {"request": sent_request(order_request)}).body
        return {"success": False, "order_id": "", "position_id": "", "fill_price": None, **answer}

    def cancel_order(self, order_id: str) -> bool:
        """Whether a pending order was cancelled."""
        return bool(self.broker.ask("cancel", {"order_id": str(order_id)}).body["cancelled"])

    def close_position(self, pos_id: str, price: Optional[float] = None) -> Dict[str, Any]:
        """Asks for a position to be closed at the next open; a price cannot be had."""
        wanted = None if price is None else float(price)
        return self.broker.ask("close", {"position_id": str(pos_id), "price": wanted}).body

    def step_bar(self, bar: "pd.Series[Any]") -> List[Dict[str, Any]]:
        """Fills what was asked for before, then marks; returns what happened."""
        read = read_bar(bar)
        self.broker.learn_symbol(read.get("symbol"))
        return list(self.broker.ask("step", {"bar": read}).body["events"])

    def get_positions(self) -> List[Dict[str, Any]]:
        """The open positions, in the order of their ids."""
        return list(self.broker.look("positions").body["positions"])

    def get_account(self) -> Dict[str, Any]:
        """Balance, equity, margin and the profit of open positions, at the last mark."""
        return dict(self.broker.look("account").body["account"])

    def generate_report(self) -> Dict[str, Any]:
        """Ends the run and returns its figures."""
        return dict(self.broker.ask("report", {}).body["report"])

    def save_report(self, out_dir: str) -> Dict[str, str]:
        """Writes trades.csv, equity_curve.csv, events.log, summary.json; their paths by name."""
        texts: Dict[str, str] = {}
        page: Optional[int] = 0
        while page is not None:
            body = self.broker.ask("save", {"from": page}).body
            for name, text in body["texts"].items():
                texts[name] = texts.get(name, "") + text
            page = body["next"]
        return {name: save(Path(out_dir), name, text) for name, text in texts.items()}


def save(folder: Path, name: str, text: str) -> str:
    """Writes one artefact; returns its path."""
    if not FILE_NAME.match(name):
        raise ValueError(f"{name!r} is no name of an artefact")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return str(path)


def sent_request(request: object) -> object:
    """
    A request as it travels; what JSON cannot hold travels as its name, for the engine to
    refuse.
    """
    if not isinstance(request, dict):
        return sent_value(request)
    return {str(name): sent_value(value) for name, value in request.items()}


def sent_value(value: object) -> object:
    """One value as it travels."""
    try:
        return escaped(plain(value))
    except NotPlain as error:
        return [str(error)]
