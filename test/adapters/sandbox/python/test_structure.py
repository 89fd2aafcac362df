"""The check of our own: what a strategy may be built of."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Tuple

import pytest
from walled import ROOT

from strategy_wall.structure import check_structure

EXAMPLE = (ROOT / "docs/examples/backtest-python/moving_average_cross.py").read_text()
BODY = '        close = df["Close"]\n'


def check(folder: Path, source: str | bytes) -> Dict[str, Any]:
    data = source if isinstance(source, bytes) else source.encode()
    (folder / "strategy.py").write_bytes(data)
    return check_structure(folder, "strategy.py")


def found(folder: Path, source: str | bytes) -> List[Tuple[str, int]]:
    return [(each["code"], each["line"]) for each in check(folder, source)["findings"]]


def test_template_passes_without_a_word(tmp_path: Path) -> None:
    checked = check(tmp_path, EXAMPLE)

    assert (checked["answer"], checked["findings"]) == ("pass", [])


ON_TOP = [
    ("import socket", "structure/network"),
    ("from urllib import request", "structure/network"),
    ("import requests", "structure/network"),
    ("import subprocess", "structure/process"),
    ("from os import system", "structure/process"),
    ("import ctypes", "structure/process"),
    ("import threading", "structure/process"),
    ("import MetaTrader5", "structure/broker"),
    ("import ib_insync", "structure/broker"),
    ("import ccxt", "structure/broker"),
    ("from alpaca.trading import client", "structure/broker"),
    ("import importlib", "structure/dynamic"),
    ("import pickle", "structure/file"),
    ("import talib", "structure/import"),
    ("import pytest", "structure/import"),
    ("from pandas.io import common", "structure/import"),
    ("from numpy import ctypeslib", "structure/import"),
    ("from . import helpers", "structure/one-file"),
    ("# mypy: ignore-errors", "structure/switch"),
    ("# type: ignore", "structure/switch"),
    ("print('loaded')", "structure/module-level"),
    ("for name in range(3):\n    pass", "structure/module-level"),
    ("TABLE = pd.DataFrame()", "structure/module-level"),
]


@pytest.mark.parametrize(("line", "code"), ON_TOP)
def test_names_what_the_top_of_a_file_may_not_hold(tmp_path: Path, line: str, code: str) -> None:
    top, mark = EXAMPLE.split("class Strategy:"), "class Strategy:"
    number = top[0].count("\n") + 1

    assert (code, number) in found(tmp_path, f"{top[0]}{line}\n\n\n{mark}{top[1]}")
    assert check(tmp_path, f"{top[0]}{line}\n\n\n{mark}{top[1]}")["answer"] == "fail"


INSIDE = [
    ('eval("1")', "structure/dynamic"),
    ('exec("1")', "structure/dynamic"),
    ('compile("1", "", "eval")', "structure/dynamic"),
    ('__import__("os")', "structure/dynamic"),
    ("__builtins__", "structure/dynamic"),
    ("().__class__.__mro__", "structure/dynamic"),
    ("self.find_exits.__globals__", "structure/dynamic"),
    ('getattr(self, "__class__")', "structure/dynamic"),
    ('getattr(self, "a" + "b")', "structure/dynamic"),
    ("pd.io.common.os.system('id')", "structure/dynamic"),
    ('getattr(pd, "io").common', "structure/dynamic"),
    ('getattr(pd, "read_csv")("x")', "structure/file"),
    ('pd.common.urlopen("https://host")', "structure/network"),
    ('df.eval("a = 1")', "structure/dynamic"),
    ('df.query("@x > 1")', "structure/dynamic"),
    ('open("/etc/passwd")', "structure/file"),
    ('pd.read_csv("https://host/x.csv")', "structure/file"),
    ('df.to_csv("/tmp/x")', "structure/file"),
    ('close.to_numpy().tofile("x")', "structure/file"),
    ("import socket", "structure/network"),
]


@pytest.mark.parametrize(("line", "code"), INSIDE)
def test_names_what_a_method_may_not_reach(tmp_path: Path, line: str, code: str) -> None:
    source = EXAMPLE.replace(BODY, f"{BODY}        {line}\n")
    number = EXAMPLE[: EXAMPLE.index(BODY)].count("\n") + 2

    assert (code, number) in found(tmp_path, source)


HARMLESS = [
    "signal = np.select([close > 1], [1.0], 0.0)",
    'self.signal = close.map("{:.2f}".format)',
    "names = sorted(set(df.columns))",
    "super().__init__()",
    'level = getattr(self, "level", None)',
    "mean = close.rolling(3).mean()",
    "top = close.expanding().max()",
    "window = close.rolling(5)\n        spread = window.max() - window.min()",
    "row = pd.concat([close, close], axis=1).max(axis=1)",
]


@pytest.mark.parametrize("line", HARMLESS)
def test_lets_pass_what_is_harmless(tmp_path: Path, line: str) -> None:
    source = EXAMPLE.replace(BODY, f"{BODY}        {line}\n")

    assert found(tmp_path, source.replace("import pandas as pd", "import pandas as pd")) == []


SMELLS = [
    ("close.shift(-1)", "look-ahead/shift"),
    ("close.shift(periods=-2)", "look-ahead/shift"),
    ("close.diff(-1)", "look-ahead/shift"),
    ("close.rolling(3, center=True).mean()", "look-ahead/center"),
    ("close.bfill()", "look-ahead/bfill"),
    ('close.fillna(method="bfill")', "look-ahead/bfill"),
    ("close.iloc[-1]", "look-ahead/last-row"),
    ("(close - close.mean()) / close.std()", "look-ahead/whole-column"),
    ("np.max(close)", "look-ahead/whole-column"),
]


@pytest.mark.parametrize(("line", "code"), SMELLS)
def test_warns_of_what_often_looks_ahead(tmp_path: Path, line: str, code: str) -> None:
    checked = check(tmp_path, EXAMPLE.replace(BODY, f"{BODY}        {line}\n"))

    assert checked["answer"] == "pass"
    assert {each["code"] for each in checked["findings"]} == {code}


ROWS = [
    ('df["Close"].iloc[idx + 1]', True),
    ('df["Close"].iloc[min(idx + 4, len(df) - 1)]', True),
    ("df.loc[idx + 1, 'Close']", True),
    ('df["Close"].iloc[idx : 5 + idx]', True),
    ('df["Close"].iloc[idx + 1 :]', True),
    ('df["Close"].iloc[: idx + 1]', False),
    ('df["Close"].iloc[idx + 1 - 20 : idx + 1]', False),
    ('df["Close"].iloc[max(0, idx - 5) : idx]', False),
    ("{3: 1}[idx % 3 + 1]", False),
]


@pytest.mark.parametrize(("line", "is_later"), ROWS)
def test_warns_of_rows_after_the_bar(tmp_path: Path, line: str, is_later: bool) -> None:
    before = "        is_cross ="
    checked = check(tmp_path, EXAMPLE.replace(before, f"        {line}\n{before}"))

    assert checked["answer"] == "pass"
    codes = {each["code"] for each in checked["findings"]}
    assert codes == ({"look-ahead/later-row"} if is_later else set())


SHAPES = [
    ("find_exits(", "find_exit(", "structure/method"),
    ("position: Dict[str, Any],\n", "", "structure/method"),
    ("def find_entries", "async def find_entries", "structure/method"),
    ("(\n        self,\n        position: Dict[str, Any],", "(self, idx: int, position: Any,", "structure/method"),
    ("class Strategy:", "class Tactic:", "structure/one-strategy"),
    (
        "    return runner.run_backtest(Strategy, adapter, df, cfg)",
        "    return {}",
        "structure/run-backtest",
    ),
    (
        '    raise NotImplementedError("Live',
        '    print(cfg)\n    raise NotImplementedError("Live',
        "structure/run-live",
    ),
    ("raise SystemExit(runner.main(__file__))", "print(1)", "structure/module-level"),
]


@pytest.mark.parametrize(("there", "instead", "code"), SHAPES)
def test_names_what_is_built_otherwise(tmp_path: Path, there: str, instead: str, code: str) -> None:
    assert there in EXAMPLE
    checked = check(tmp_path, EXAMPLE.replace(there, instead))

    assert checked["answer"] == "fail"
    assert code in {each["code"] for each in checked["findings"]}


def test_two_strategies_in_a_file_are_one_too_many(tmp_path: Path) -> None:
    second = EXAMPLE[EXAMPLE.index("class Strategy:") :].replace("class Strategy:", "class Other:")

    codes = [code for code, _ in found(tmp_path, f"{EXAMPLE}\n\n{second}")]

    assert "structure/one-strategy" in codes


@pytest.mark.parametrize("source", [b"\xff\xfe", b"def x(:\n", b"#" * (1024 * 1024 + 1)])
def test_what_cannot_be_read_fails(tmp_path: Path, source: bytes) -> None:
    assert [code for code, _ in found(tmp_path, source)] == ["structure/source"]
