"""
Columns that a strategy computed: they must be as long as the bars, and are compared as numbers.
"""

from __future__ import annotations

from typing import Any, Dict, Mapping, NamedTuple

import numpy as np
import pandas as pd

from strategy_wall.channel import FloatArray
from strategy_wall.plain import name_of
from strategy_wall.reply import refuse_waiting
from strategy_wall.trouble import Rubbish, clipped

MOST_COLUMNS = 256
MOST_LETTERS = 100
EXAMPLE = "columns by name, such as {'fast': fast, 'slow': slow}"


class Computed(NamedTuple):
    """What the strategy returned, which it gets back, and the same as numbers."""

    given: Mapping[str, Any]
    columns: Dict[str, FloatArray]


def read_indicators(value: object, length: int) -> Computed:
    """Reads what `prepare_indicators` returned on so many bars."""
    refuse_waiting(value, "prepare_indicators")
    if not isinstance(value, dict):
        raise Rubbish(f"prepare_indicators returned {name_of(value)}", EXAMPLE)
    if len(value) > MOST_COLUMNS:
        raise Rubbish(
            f"prepare_indicators returned {len(value)} columns", f"at most {MOST_COLUMNS}"
        )
    return Computed(
        value, {read_name(name): read_column(name, each, length) for name, each in value.items()}
    )


def read_name(name: object) -> str:
    """The name of a column, which is a text."""
    if isinstance(name, str) and len(name) <= MOST_LETTERS:
        return str(name)
    raise Rubbish(
        f"prepare_indicators returned a column that is called {clipped(repr(name))}", EXAMPLE
    )


def read_column(name: str, column: object, length: int) -> FloatArray:
    """A column as numbers."""
    if (
        not isinstance(column, (pd.Series, pd.Index, np.ndarray, list, tuple))
        or np.ndim(column) != 1
    ):
        raise Rubbish(
            f"prepare_indicators returned `{clipped(name)}`, which is no column",
            "a Series, an array or a list of numbers as long as the bars",
        )
    if len(column) != length:
        raise Rubbish(
            f"prepare_indicators returned `{clipped(name)}` with {len(column)} values",
            f"{length}, one for each bar",
        )
    return as_numbers(column)


def as_numbers(column: Any) -> FloatArray:
    """
    Values as numbers: what is none counts as NaN, yes and no as 1 and 0, a time as its count of
    units.
    """
    values = column.array if isinstance(column, (pd.Series, pd.Index)) else column
    array = np.asarray(values.to_numpy() if hasattr(values, "to_numpy") else values)
    if array.dtype.kind == "f" and array.dtype.itemsize == 8:
        return array
    if array.dtype.kind in "biuf":
        return array.astype(np.float64)
    if array.dtype.kind in "mM":
        return array.view(np.int64).astype(np.float64)
    return np.array([as_number(value) for value in array.tolist()], dtype=np.float64)


def as_number(value: object) -> float:
    """A value as a number; NaN for what is none."""
    if isinstance(value, (bool, int, float)):
        return float(value)
    return float("nan")
