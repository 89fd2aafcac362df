"""What the process of a strategy answers, and how it says what is wrong."""

from __future__ import annotations

from typing import Any, Dict, List, Sequence

import numpy as np
from conftest import OpenHost, OpenProcess
from sources import BUY, CROSS, strategy
from walled import bars

CLOSES = list(100 + 5 * np.sin(np.arange(120) / 5))


def prepared(walled: Any, closes: Sequence[float] = CLOSES) -> Any:
    assert walled.opened["kind"] == "opened", walled.opened
    walled.ask("bars", bars(closes), symbol=0)
    answer, _ = walled.ask("prepare", columns=False)
    assert answer["kind"] == "prepared", answer
    return walled


def ask(
    walled: Any, first: int, until: int, positions: Sequence[Any] = (), floats: Any = ()
) -> Any:
    order = {"from": first, "until": until, "positions": list(positions)}
    return walled.ask("ask", floats, **order)[0]


def ask_all(walled: Any, count: int) -> List[Dict[str, Any]]:
    decisions: List[Dict[str, Any]] = []
    at = 0
    while at < count:
        answer = ask(walled, at, count)
        at = answer["until"]
        decisions += answer["decisions"]
    return decisions


def test_says_what_it_is(host: OpenHost) -> None:
    opened = host(CROSS, symbols=("AAA", "BBB")).opened

    assert opened["traits"] == [{"warmup": 8, "looksAtPositions": True}] * 2
    assert opened["runtime"]["language"] == "python"
    assert set(opened["runtime"]["packages"]) == {"numpy", "pandas"}


def test_stops_after_the_close_at_which_anything_is_wanted(host: OpenHost) -> None:
    walled = prepared(host(strategy(f"if idx % 4 == 3:\n    {BUY}\nreturn None")))

    first = ask(walled, 0, 16)
    rest = ask(walled, 4, 7)

    assert first["until"] == 4
    assert [each["bar"] for each in first["decisions"]] == [3]
    assert first["decisions"][0]["requests"] == [{"action": "BUY", "type": "MARKET", "volume": 1.0}]
    assert (rest["until"], rest["decisions"]) == (7, [])


def test_makes_plain_what_numpy_holds_and_spells_out_what_json_lacks(host: OpenHost) -> None:
    source = strategy(
        'return [{"action": np.str_("BUY"), "volume": np.float64(2), "expire_bars": np.int64(3),'
        ' "sl": np.nan, "tp": -0.0, "price": float("inf")}, {"action": "CANCEL"}]'
    )

    (decision,) = ask(prepared(host(source)), 0, 5)["decisions"]

    assert decision["requests"] == [
        {
            "action": "BUY",
            "volume": 2.0,
            "expire_bars": 3,
            "sl": {"number": "NaN"},
            "tp": {"number": "-0"},
            "price": {"number": "Infinity"},
        },
        {"action": "CANCEL"},
    ]


def test_shows_each_open_position_with_its_profit_at_the_bar(host: OpenHost) -> None:
    exits = """if position["unrealised_pnl"] > 2:
    return {"position_id": position["position_id"], "reason": str(idx)}
position["unrealised_pnl"] = 99
return None"""
    span = {"symbol": 0, "from": 1, "until": 4, "position": {"position_id": "p1"}}

    answer = ask(prepared(host(strategy(exits=exits))), 0, 9, [span], [1.0, 2.0, 3.0])

    assert answer["until"] == 4
    assert answer["decisions"][0]["exits"] == [{"position_id": "p1", "reason": "3"}]


def test_merges_symbols_by_the_time_at_which_their_bars_close(host: OpenHost) -> None:
    source = strategy('return {"action": "BUY", "comment": self.cfg["symbol"]}')
    walled = host(source, symbols=("AAA", "BBB"))
    walled.ask("bars", bars([1, 2, 3, 4]), symbol=0)
    walled.ask("bars", bars([1, 2, 3, 4])[:, [1, 3]], symbol=1)
    walled.ask("prepare", columns=False)

    asked = [
        [(each["symbol"], each["bar"]) for each in ask(walled, at, 4)["decisions"]]
        for at in range(4)
    ]

    assert asked == [[(0, 0)], [(0, 1), (1, 0)], [(0, 2)], [(0, 3), (1, 1)]]


def test_growing_strategy_comes_to_the_same(host: OpenHost) -> None:
    whole = ask_all(prepared(host(CROSS)), len(CLOSES))
    growing = host(CROSS)
    sent = bars(CLOSES)
    grown = [
        growing.ask("grow", sent[:, bar], symbols=[{"symbol": 0, "positions": []}])
        for bar in range(len(CLOSES))
    ]
    symbols = [answer["symbols"][0] for answer, _ in grown]

    assert len(whole) == 3
    assert [
        {"symbol": 0, **decision} for each in symbols for decision in each["decisions"]
    ] == whole
    assert [(each["from"], each["until"]) for each in symbols][7:10] == [(0, 0), (0, 9), (9, 10)]
    assert all(each["changes"] == [] for each in symbols)
    assert [len(rows) for _, rows in grown][7:10] == [0, 18, 2]


def test_growing_strategy_is_caught_when_earlier_rows_change(host: OpenHost) -> None:
    growing = host(
        strategy(
            columns='return {"peek": df["Close"].shift(-1), "top": [df["Close"].max()] * len(df)}'
        )
    )
    sent = bars([3, 5, 4])

    changes = [
        growing.ask("grow", sent[:, bar], symbols=[{"symbol": 0, "positions": []}])[0]["symbols"][
            0
        ]["changes"]
        for bar in range(3)
    ]

    assert changes == [
        [],
        [
            {"kind": "value", "bar": 0, "column": "peek", "before": "NaN", "after": "5"},
            {"kind": "value", "bar": 0, "column": "top", "before": "3", "after": "5"},
        ],
        [],
    ]


def test_made_up_bars_change_what_peeks(host: OpenHost) -> None:
    source = strategy(f'if df["Close"].iloc[-1] > 50:\n    {BUY}\nreturn None')
    walled = host(source)
    walled.ask("bars", bars([1, 2, 3]), symbol=0)
    calm, _ = walled.ask("anew", symbols=[{"symbol": 0, "positions": []}], noise=None)
    walled.ask("bars", bars([99, 99]), symbol=0, noise=True)

    noisy, _ = walled.ask("anew", symbols=[{"symbol": 0, "positions": []}], noise={})

    assert calm["symbols"][0]["until"] == 3 and calm["symbols"][0]["decisions"] == []
    (change,) = noisy["symbols"][0]["changes"]
    wanted = '{"requests":[{"action":"BUY","type":"MARKET","volume":1}],"exits":[]}'
    assert change == {"kind": "decision", "bar": 0, "before": "", "after": wanted}


def test_later_bars_are_not_to_be_found_in_memory(host: OpenHost) -> None:
    columns = """column = df["Close"].to_numpy()
while column.base is not None and isinstance(column.base, np.ndarray):
    column = column.base
return {"most": [float(np.nanmax(column[3] if column.ndim == 2 else column))] * len(df)}"""
    growing = host(strategy(columns=columns))
    sent = bars([1, 2, 99])

    rows = [
        growing.ask("grow", sent[:, bar], symbols=[{"symbol": 0, "positions": []}])[1]
        for bar in range(2)
    ]

    assert [float(each[-1]) for each in rows] == [1.0, 2.0]


def test_columns_of_any_kind_become_numbers(host: OpenHost) -> None:
    walled = host(
        strategy(
            columns='return {"yes": df["Close"] > 1, "mixed": ["x", None, 3],'
            ' "whole": np.arange(3),'
            ' "gaps": pd.Series([1, None, 3], dtype="Int64")}'
        )
    )
    walled.ask("bars", bars([1, 2, 3]), symbol=0)

    answer, numbers = walled.ask("prepare", columns=True)

    assert answer["symbols"] == [{"columns": ["yes", "mixed", "whole", "gaps"]}]
    expected = [0, 1, 1, np.nan, np.nan, 3, 0, 1, 2, 1, np.nan, 3]
    np.testing.assert_array_equal(numbers, expected)


def test_what_is_printed_stays_out_of_the_channel(host_process: OpenProcess) -> None:
    walled = prepared(
        host_process(strategy('import os\nprint("one")\nos.write(1, b"two")\nreturn None')), [1, 2]
    )
    ask(walled, 0, 1)

    code, printed = walled.end()

    assert code == 0
    assert "one" in printed and "two" in printed


def test_a_line_that_is_no_order_ends_the_process(host_process: OpenProcess) -> None:
    walled = host_process(CROSS)
    walled.send_raw(b'{"v":1,"n":99,"kind":"prepare"}\n')

    code, printed = walled.end()

    assert code == 3
    assert "order 99 after order 1" in printed
