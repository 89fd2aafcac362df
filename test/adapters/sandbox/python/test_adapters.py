"""The adapter over the engine itself: `conclave backtest serve` answers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Dict, List

import pandas as pd
import pytest
from walled import ROOT

sys.path.insert(0, str(ROOT / "docs/examples/backtest-python"))

import moving_average_cross  # noqa: E402

from adapters import BaseAdapter, SimBroker, SimBrokerAdapter, runner  # noqa: E402
from adapters.engine_link import EngineError  # noqa: E402
from adapters.runner import StrategyError  # noqa: E402
from simulator.simbroker import SimBroker as FormerSimBroker  # noqa: E402

CFG = {"fast": 10, "slow": 30, "stop": 0.05, "target": 0.1, "risk": 0.01}
COSTS = {"initial_cash": 5000, "fee_taker": 0.001, "slippage": 0.0005, "data": {"bar": "1d"}}


@pytest.fixture(scope="module")
def df() -> pd.DataFrame:
    return pd.read_csv(ROOT / "docs/examples/backtest/GOOG.csv")


def run(df: pd.DataFrame, adapter: BaseAdapter, **cfg: Any) -> Dict[str, Any]:
    return moving_average_cross.run_backtest(adapter, df, {**CFG, **cfg})


def test_data_flows_through_the_adapter(df: pd.DataFrame) -> None:
    report = run(df, SimBrokerAdapter(SimBroker()))

    assert report["total_trades"] > 0
    assert 0 < report["win_rate"] < 1
    assert 0 < report["max_drawdown"] < 1


def test_two_runs_are_the_same(df: pd.DataFrame) -> None:
    adapters = [SimBrokerAdapter(FormerSimBroker(COSTS, seed=3)) for _ in range(2)]
    reports = [run(df, each) for each in adapters]

    assert reports[0] == reports[1]
    assert reports[0]["summary"]["account"]["initial_cash"] == 5000


def test_artefacts_are_written(df: pd.DataFrame, tmp_path: Path) -> None:
    adapter = SimBrokerAdapter(SimBroker(COSTS))
    report = run(df, adapter, symbol="GOOG")

    paths = adapter.save_report(str(tmp_path / "results"))

    assert {"trades.csv", "equity_curve.csv", "events.log", "summary.json"} <= set(paths)
    assert len(Path(paths["trades.csv"]).read_text().splitlines()) == report["total_trades"] + 1
    assert '"symbol":"GOOG"' in Path(paths["events.log"]).read_text()
    assert adapter.generate_report() == report


class Others:
    """An adapter that is not ours, as far as the runner can know."""

    def __init__(self, inner: SimBrokerAdapter) -> None:
        self.inner = inner
        self.calls: List[str] = []

    def __getattr__(self, name: str) -> Any:
        self.calls.append(name)
        return getattr(self.inner, name)


def test_another_adapter_is_driven_bar_by_bar(df: pd.DataFrame) -> None:
    adapter = Others(SimBrokerAdapter(SimBroker(COSTS)))
    few = df.head(400)

    report = run(few, adapter)

    assert report["total_trades"] > 0
    assert adapter.calls.count("step_bar") == len(few)
    assert set(adapter.calls) == {
        "place_order",
        "step_bar",
        "get_positions",
        "close_position",
        "generate_report",
    }


def test_a_loop_by_hand_learns_of_its_position_by_events(df: pd.DataFrame) -> None:
    adapter = SimBrokerAdapter(SimBroker())
    dated = df.rename(columns={df.columns[0]: "Date"})

    answer = adapter.place_order({"action": "BUY", "symbol": "GOOG", "volume": 1, "type": "MARKET"})
    events = [event for row in range(3) for event in adapter.step_bar(dated.iloc[row])]
    (position,) = adapter.get_positions()
    closing = adapter.close_position(position["position_id"])
    priced = adapter.close_position(position["position_id"], 1.0)
    account = adapter.get_account()

    assert (answer["success"], answer["position_id"], answer["fill_price"]) == (True, "", None)
    assert [event["type"] for event in events] == ["order_placed", "position_opened"]
    assert position["symbol"] == "GOOG" and position["entry_bar"] == 1
    assert closing["success"] and priced["error"] == "PRICE_NOT_SUPPORTED"
    assert account["open_positions"] == 1
    assert adapter.cancel_order("o9") is False


def test_a_symbol_may_be_named_by_an_order_long_after_the_first_bar(df: pd.DataFrame) -> None:
    late, early = (SimBrokerAdapter(SimBroker(COSTS, symbols=own)) for own in ([], ["GOOG"]))
    order = {"action": "BUY", "symbol": "GOOG", "volume": 1, "type": "MARKET"}
    events = []

    for adapter in (late, early):
        for idx in range(30):
            adapter.step_bar(df.iloc[idx])
        assert adapter.get_positions() == []
        assert adapter.place_order(order)["success"] is True
        events.append([adapter.step_bar(df.iloc[idx]) for idx in range(30, 33)])

    assert late.get_positions()[0]["entry_bar"] == 31
    assert events[0] == events[1]
    assert late.generate_report() == early.generate_report()


def test_a_symbol_that_comes_after_nameless_requests_is_refused(df: pd.DataFrame) -> None:
    adapter = SimBrokerAdapter(SimBroker())
    adapter.place_order({"action": "BUY", "volume": 1, "type": "MARKET"})
    adapter.step_bar(df.iloc[0])

    with pytest.raises(EngineError, match="`GOOG` comes after requests without a symbol"):
        adapter.place_order({"action": "BUY", "symbol": "GOOG", "volume": 1, "type": "MARKET"})


def test_an_order_of_nonsense_is_refused_and_not_sent_as_it_is() -> None:
    answer = SimBrokerAdapter().place_order({"action": "BUY", "volume": pd.Series([1])})

    assert (answer["success"], answer["error"]) == (False, "INVALID_TYPE")


def test_a_strategy_that_raises_shows_its_own_error(df: pd.DataFrame) -> None:
    class Strategy(moving_average_cross.Strategy):
        def find_entries(self, df: Any, indicators: Any, idx: int) -> Any:
            if idx == 100:
                raise KeyError("rsi")
            return None

    with pytest.raises(StrategyError, match="at bar 100 of ASSET .*, line") as caught:
        runner.run_backtest(Strategy, SimBrokerAdapter(), df, dict(CFG))

    assert isinstance(caught.value.__cause__, KeyError)


def test_a_configuration_of_nonsense_is_refused() -> None:
    with pytest.raises(EngineError, match="the configuration cannot be used.*fee"):
        SimBrokerAdapter(SimBroker({"fee": 1})).get_account()


def test_without_an_engine_it_says_how_to_name_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from adapters import engine_link

    monkeypatch.setattr(engine_link, "_link", None)
    monkeypatch.delenv("CONCLAVE_PROGRAM")
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(EngineError, match="Put it there, or name it in CONCLAVE_PROGRAM"):
        SimBrokerAdapter().get_account()
    with pytest.raises(SystemExit, match="4"):
        runner.main("cross.py", ["--data", "data.csv"])
    assert "there is no engine" in capsys.readouterr().err


def test_the_command_line_hands_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = tmp_path / "said"
    program = tmp_path / "program.py"
    program.write_text(f"import sys\nopen({str(said)!r}, 'w').write(' '.join(sys.argv[1:]))\n")
    monkeypatch.setenv("CONCLAVE_PROGRAM", f"{sys.executable} {program}")
    words = ["--mode", "backtest", "--data", "data.csv", "--out", "results/", "--seed", "4"]

    code = runner.main("cross.py", words)

    assert code == 0
    assert said.read_text() == ("backtest run cross.py --data data.csv --seed 4 --out results/")
    with pytest.raises(NotImplementedError, match="manual approval"):
        runner.main("cross.py", ["--mode", "live", "--approval-token", "human_verified_1"])
    with pytest.raises(NotImplementedError):
        moving_average_cross.run_live(SimBrokerAdapter(), {})
