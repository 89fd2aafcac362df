"""Strategies that tests send behind the wall."""

from __future__ import annotations

from textwrap import indent


def strategy(
    entries: str = "return None",
    *,
    columns: str = "return {}",
    exits: str = "return None",
    made: str = "self.cfg = cfg",
    before: str = "",
) -> str:
    """A strategy with given bodies; the body of `find_entries` begins in line 12 or later."""
    return f"""import numpy as np
import pandas as pd
{before}


class Strategy:
    def __init__(self, cfg):
{indent(made, " " * 8)}

    def prepare_indicators(self, df):
{indent(columns, " " * 8)}

    def find_entries(self, df, indicators, idx):
{indent(entries, " " * 8)}

    def find_exits(self, position, df, indicators, idx):
{indent(exits, " " * 8)}
"""


BUY = 'return {"action": "BUY", "type": "MARKET", "volume": 1.0}'
CROSS = strategy(
    f"""fast, slow = indicators["fast"], indicators["slow"]
if fast.iloc[idx - 1] <= slow.iloc[idx - 1] and fast.iloc[idx] > slow.iloc[idx]:
    {BUY}""",
    columns="""close = df["Close"]
return {"fast": close.rolling(3).mean(), "slow": close.rolling(8).mean()}""",
    made="self.warmup = 8",
)
