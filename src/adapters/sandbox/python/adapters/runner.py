"""Runs the strategy of a file: through the engine, which asks it as in a product run."""

from __future__ import annotations

import argparse
import inspect
import subprocess  # nosec B404 - the command line hands over to the program itself
from pathlib import Path
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence

import pandas as pd

from adapters.base_adapter import BaseAdapter
from adapters.engine_link import EngineError, program
from adapters.market_frame import Market, read_market
from adapters.simbroker import DEFAULT_SYMBOL, SimBroker
from adapters.simbroker_adapter import SimBrokerAdapter
from strategy_wall.asking import ask_ahead, merge_closes
from strategy_wall.bar_store import BarStore
from strategy_wall.desk import Making, StrategyDesk
from strategy_wall.growing_desks import Threw
from strategy_wall.trouble import Refusal


class StrategyError(RuntimeError):
    """A strategy that raised, or returned what cannot be read; with what was behind it."""


class Opened(NamedTuple):
    """A strategy with its indicators computed."""

    desk: StrategyDesk
    store: BarStore
    market: Market
    symbol: str
    seed: int


def run_backtest(
    strategy: type, adapter: BaseAdapter, df: pd.DataFrame, cfg: Dict[str, Any]
) -> Dict[str, Any]:
    """
    Runs a strategy over a frame and returns the report. With `SimBrokerAdapter` the engine asks, so
    that the figures are those of `conclave backtest run`; another adapter is driven bar by bar.
    """
    if not isinstance(adapter, SimBrokerAdapter):
        return run_by_hand(open_strategy(strategy, df, cfg), adapter)
    opened = open_strategy(strategy, df, cfg, adapter.broker)
    return replay(opened, adapter.broker)


def open_strategy(
    strategy: type,
    df: pd.DataFrame,
    cfg: Mapping[str, Any],
    broker: Optional[SimBroker] = None,
) -> Opened:
    """Makes the strategy as a run makes it and has it compute its indicators."""
    config = {} if broker is None else broker.config
    market = read_market(df, config.get("data"))
    usual = DEFAULT_SYMBOL if broker is None else broker.symbol
    symbol = str(cfg.get("symbol") or usual)
    seed = int(cfg.get("seed", 1 if broker is None else broker.seed))
    params = {**config.get("params", {}), **cfg}
    store = BarStore(market.closes, market.bars.shape[1])
    store.add(market.bars)
    try:
        desk = StrategyDesk(Making(strategy, file_of(strategy), params, seed), symbol)
        desk.prepare(store)
    except Refusal as error:
        raise StrategyError(error.sentence()) from error.__cause__
    return Opened(desk, store, market, symbol, seed)


def replay(opened: Opened, broker: SimBroker) -> Dict[str, Any]:
    """Hands the market to the engine and answers what it asks."""
    desk, market = opened.desk, opened.market
    broker.symbols = [opened.symbol]
    broker.begin([opened.symbol], opened.seed)
    closes = merge_closes([opened.store])
    order = {"symbol": opened.symbol, "traits": desk.traits(), "closes": market.closes}
    answer = broker.ask("replay", order, market.bars.reshape(-1))
    while answer.body.get("kind") == "ask":
        try:
            asked = ask_ahead([desk], closes, answer.body, answer.floats)
        except Threw as error:
            tell(broker, error)
            raise StrategyError(error.refusal.sentence()) from error.refusal.__cause__
        answer = broker.ask("asked", asked)
    return dict(answer.body["report"])


def tell(broker: SimBroker, error: Threw) -> None:
    """The engine ends the run where the strategy ended it; what it says to that is known here."""
    try:
        broker.ask("threw", {"message": error.refusal.sentence()})
    except EngineError:
        pass


def run_by_hand(opened: Opened, adapter: BaseAdapter) -> Dict[str, Any]:
    """
    Drives any adapter: before each bar what the strategy wanted, then the bar, then its exits.
    """
    desk = opened.desk
    frame = opened.store.frame()
    try:
        for idx in range(len(frame)):
            asked = desk.ask(idx, ())
            for request in () if asked is None else asked.requests:
                adapter.place_order(dict(request))
            adapter.step_bar(frame.iloc[idx])
            for leaving in desk.ask_exits(idx, adapter.get_positions()):
                adapter.close_position(str(leaving["position_id"]))
    except Refusal as error:
        raise StrategyError(error.sentence()) from error.__cause__
    return adapter.generate_report()


def file_of(strategy: type) -> str:
    """The file in which a strategy stands."""
    try:
        return inspect.getfile(strategy)
    except (TypeError, OSError):
        return "strategy"


def main(path: str, arguments: Optional[Sequence[str]] = None) -> int:
    """The command line of a strategy: it hands over to `conclave backtest run`."""
    parser = argparse.ArgumentParser(description="Backtest this strategy.")
    parser.add_argument("--mode", choices=("backtest", "live"), default="backtest")
    parser.add_argument("--data", action="append", metavar="[SYMBOL=]FILE")
    parser.add_argument("--config", metavar="FILE")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", default="backtest", metavar="FOLDER")
    parser.add_argument("--approval-token", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.mode == "live":
        raise NotImplementedError("Live trading requires manual approval")
    if not given.data:
        parser.error("--data is needed: the bars, such as --data BTCUSDT=data.csv")
    try:
        command = [*program(), "backtest", "run", path, *words_of(path, given)]
    except EngineError as error:
        parser.exit(4, f"{parser.prog}: {error}\n")
    return subprocess.call(command)  # nosec B603 - a list of arguments


def words_of(path: str, given: argparse.Namespace) -> List[str]:
    """The options of `conclave backtest run`; the configuration beside the file is taken."""
    words = [word for each in given.data for word in ("--data", each)]
    beside = Path(path).with_suffix(".config.yml")
    config = given.config or (str(beside) if beside.exists() else None)
    words += ["--config", config] if config else []
    return [*words, "--seed", str(given.seed), "--out", given.out]
