"""Asks ahead, close by close, and stops after the close at which anything is wanted."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, NamedTuple, Sequence

import numpy as np

from strategy_wall.bar_store import BarStore
from strategy_wall.channel import FloatArray
from strategy_wall.desk import Position, StrategyDesk
from strategy_wall.growing_desks import Threw
from strategy_wall.trouble import Refusal

NO_BAR = -1


class Span(NamedTuple):
    """
    A position that is open after the closes of some bars of its symbol, and what it is worth at
    each of them.
    """

    first: int
    until: int
    position: Position
    unrealised: Sequence[float]


def merge_closes(stores: Sequence[BarStore]) -> List[Sequence[int]]:
    """
    For each symbol its bar at each close of all symbols, -1 where it has none; a close is a
    time at which bars close.
    """
    if len(stores) == 1:
        return [range(len(stores[0]))]
    times = [store.close_times() for store in stores]
    closes = np.unique(np.concatenate(times))
    merged: List[Sequence[int]] = []
    for each in times:
        bars = np.full(len(closes), NO_BAR)
        bars[np.searchsorted(closes, each)] = np.arange(len(each))
        merged.append(bars.tolist())
    return merged


def read_spans(order: Mapping[str, Any], floats: FloatArray, count: int) -> List[List[Span]]:
    """The positions of an order by symbol, in the order given."""
    spans: List[List[Span]] = [[] for _ in range(count)]
    values = floats.tolist()
    start = 0
    for each in order["positions"]:
        first, until = each["from"], each["until"]
        unrealised = values[start : start + until - first]
        start += until - first
        spans[each["symbol"]].append(Span(first, until, each["position"], unrealised))
    return spans


def ask_ahead(
    desks: Sequence[StrategyDesk],
    closes: Sequence[Sequence[int]],
    order: Mapping[str, Any],
    floats: FloatArray,
) -> Dict[str, Any]:
    """
    Asks from one close to another; `until` is the close after the last one that was asked
    about.
    """
    first, until = order["from"], order["until"]
    spans = read_spans(order, floats, len(desks))
    at = list(zip(range(len(desks)), desks, closes, spans))
    decisions: List[Dict[str, Any]] = []
    for close in range(first, until):
        for place, desk, bars, held in at:
            bar = bars[close]
            if bar == NO_BAR:
                continue
            try:
                asked = desk.ask(bar, open_at(held, bar) if held else ())
            except Refusal as error:
                raise Threw(place, bar, error) from error
            if asked is not None:
                decisions.append({"symbol": place, **asked.words(bar)})
        if decisions:
            return {"until": close + 1, "decisions": decisions}
    return {"until": until, "decisions": []}


def open_at(spans: Sequence[Span], bar: int) -> List[Position]:
    """
    The positions that are open after a bar; what a strategy does to them changes nothing for
    the next bar.
    """
    return [
        {**span.position, "unrealised_pnl": span.unrealised[bar - span.first]}
        for span in spans
        if span.first <= bar < span.until
    ]
