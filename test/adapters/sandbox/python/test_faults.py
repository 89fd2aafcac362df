"""How the process of a strategy says what is wrong with it."""

from __future__ import annotations

import pytest
from conftest import OpenHost
from sources import strategy
from walled import bars

FAULTS = [
    (
        strategy("return helper(idx)", before="def helper(idx):\n    return 1 / 0"),
        "raised ZeroDivisionError at bar 0 of AAA (2023-11-14T22:18:20.000Z), line 4 in helper",
    ),
    (
        strategy('return {"action": "BUY", "vol": 1}'),
        "an order with the unknown field `vol`, at bar 0",
    ),
    (
        strategy('return {"action": "BUY", "volume": df["Close"]}'),
        "an order whose `volume` is a Series",
    ),
    (strategy('return {"action": "BUY", "volume": True}'), "whose `volume` is True"),
    (strategy('return "BUY"'), "find_entries returned a text, at bar 0"),
    (strategy("return [{}] * 1001"), "find_entries returned 1001 orders"),
    (strategy("yield 1"), "find_entries returned a generator"),
    (strategy("import sys\nsys.exit(3)"), "raised SystemExit at bar 0"),
]


@pytest.mark.parametrize(("source", "words"), FAULTS)
def test_says_at_which_bar_and_line_a_strategy_fails(
    host: OpenHost, source: str, words: str
) -> None:
    walled = host(source)
    walled.ask("bars", bars([1, 2, 3]), symbol=0)
    assert walled.ask("prepare", columns=False)[0]["kind"] == "prepared"

    answer, _ = walled.ask("ask", **{"from": 0, "until": 3, "positions": []})

    assert answer["kind"] == "threw"
    assert (answer["symbol"], answer["bar"]) == (0, 0)
    assert words in answer["message"]


REFUSED = [
    ("x = (", "the file is no Python: '(' was never closed", 1),
    (b"a = 1\nb = '\xff'\n", "the file is not UTF-8", 2),
    ("x = 1\n", "the file has no class `Strategy`", None),
    (strategy().replace("find_entries", "entries"), "the strategy lacks `find_entries`", 7),
    (
        strategy().replace(
            "df, indicators, idx):\n        return None\n\n    def find_exits",
            "df, idx):\n        return None\n\n    def find_exits",
        ),
        "find_entries takes (df, indicators, idx), and here it takes (df, idx)",
        13,
    ),
    (
        strategy()
        + "\nclass Other:\n    def prepare_indicators(self, df): ...\n\n"
        + "    def find_entries(self, df, i, j): ...\n",
        "the file has 2 strategies: `Strategy` at line 6 and `Other`",
        19,
    ),
    (strategy(before="import talib"), "the strategy imports `talib`, which is not in the image", 3),
    (
        strategy(made='raise ValueError("fast is missing")'),
        "line 8 in __init__: fast is missing",
        8,
    ),
    (strategy(made="self.warmup = 2.5"), "a `warmup` that is no number of bars", None),
    ("#" * (1024 * 1024 + 1), "the file has 1048577 bytes", None),
]


@pytest.mark.parametrize(("source", "words", "line"), REFUSED)
def test_refuses_what_is_no_strategy(
    host: OpenHost, source: str | bytes, words: str, line: int | None
) -> None:
    opened = host(source).opened

    assert opened["kind"] == "refused"
    assert words in opened["what"]
    assert opened.get("line") == line


COLUMNS = [
    ("return df", "prepare_indicators returned a DataFrame"),
    ('return {"a": 5}', "prepare_indicators returned `a`, which is no column"),
    ('return {"a": df["Close"].iloc[1:]}', "prepare_indicators returned `a` with 2 values"),
    ('return {1: df["Close"]}', "a column that is called 1"),
    ('return {str(n): df["Close"] for n in range(257)}', "returned 257 columns"),
]


@pytest.mark.parametrize(("columns", "words"), COLUMNS)
def test_refuses_what_are_no_indicators(host: OpenHost, columns: str, words: str) -> None:
    walled = host(strategy(columns=columns))
    walled.ask("bars", bars([1, 2, 3]), symbol=0)

    answer, _ = walled.ask("prepare", columns=True)

    assert answer["kind"] == "refused"
    assert words in answer["what"]
