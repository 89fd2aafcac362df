"""Frames as people have them become the bars of a run, or say what is wrong with them."""

from __future__ import annotations

from typing import Any, Dict, Optional

import pandas as pd
import pytest

from adapters.market_frame import Market, MarketDataError, read_bar, read_market

DAY = 86_400_000.0
JANUARY = 1_704_067_200_000.0


def frame(**columns: Any) -> pd.DataFrame:
    count = len(next(iter(columns.values()), []))
    prices = {name: [10.0] * count for name in ("Open", "High", "Low", "Close")}
    return pd.DataFrame({**columns, **prices, "Volume": [5] * count})


def opened(market: Market) -> list[float]:
    return [float(each) for each in market.bars[0]]


TIMES = [
    ("Date", ["2024-01-01", "2024-01-02"]),
    ("date", ["2024-01-01", "2024-01-02"]),
    ("Timestamp", ["2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z"]),
    ("Datetime", ["2024-01-01 00:00:00", "2024-01-02 00:00:00"]),
    ("Time", [JANUARY, JANUARY + DAY]),
    ("time", [JANUARY / 1000, JANUARY / 1000 + 86_400]),
    ("Unnamed: 0", ["2024-01-01", "2024-01-02"]),
]


@pytest.mark.parametrize(("name", "times"), TIMES)
def test_times_come_from_a_column(name: str, times: Any) -> None:
    market = read_market(frame(**{name: times}))

    assert opened(market) == [JANUARY, JANUARY + DAY]
    assert market.closes == DAY


def test_times_come_from_the_index_and_columns_are_of_any_case() -> None:
    index = pd.date_range("2024-01-01 01:00", periods=3, freq="5min", tz="Europe/Paris")
    df = pd.DataFrame({"open": 2, "HIGH": 3, "low": 1, "Close": 2}, index=index)

    market = read_market(df)

    assert opened(market) == [JANUARY, JANUARY + 300_000, JANUARY + 600_000]
    assert market.closes == 300_000
    assert market.bars[1:6, 0].tolist() == [2, 3, 1, 2, 0]


def test_months_are_as_long_as_the_calendar_makes_them() -> None:
    market = read_market(frame(Date=["2024-01-01", "2024-02-01", "2024-03-01"]))

    assert market.closes is None
    assert ((market.bars[6] - market.bars[0]) / DAY).tolist() == [31, 29, 31]


def test_days_of_a_zone_are_as_long_as_its_clock_makes_them() -> None:
    days = frame(Date=["2024-03-30", "2024-03-31", "2024-04-01"])

    market = read_market(days, {"timezone": "Europe/Paris"})

    assert ((market.bars[6] - market.bars[0]) / 3_600_000).tolist() == [24, 23, 24]


def test_times_at_the_close_are_moved_back() -> None:
    market = read_market(frame(Date=["2024-01-02", "2024-01-03"]), {"timestamps": "close"})

    assert opened(market) == [JANUARY, JANUARY + DAY]


GOOD = frame(Date=["2024-01-01", "2024-01-02", "2024-01-03"])

FAULTS: list[tuple[pd.DataFrame, Optional[Dict[str, Any]], str]] = [
    (GOOD.iloc[:0], None, "there is no bar"),
    (GOOD.iloc[:1], None, "how long a bar is cannot be told"),
    (GOOD.drop(columns="Close"), None, "there is no column 'Close'"),
    (GOOD.drop(columns="Date"), None, "there are no times"),
    (GOOD.assign(High=1.0), None, "row 0 lacks a high that is the highest"),
    (GOOD.assign(Low=[10, 11, 10]), None, "row 1 lacks a low that is the lowest"),
    (GOOD.assign(Open=[10, 10, float("nan")]), None, "row 2 lacks a price above 0"),
    (GOOD.assign(Volume=-1), None, "row 0 lacks a volume from 0"),
    (GOOD.assign(Close="x"), None, "the column 'Close' holds what is no number"),
    (GOOD.assign(Date="yesterday, or so"), None, "the column 'Date' holds what is no time"),
    (GOOD.iloc[[0, 2, 1]], {"bar": "1d"}, "row 2 lacks times that ascend"),
    (GOOD, {"bar": "2d"}, "row 1 lacks a bar that opens after the one before"),
    (GOOD, {"bar": "soon"}, "'soon' is no length of a bar"),
]


@pytest.mark.parametrize(("df", "data", "words"), FAULTS)
def test_what_is_no_market_is_refused(
    df: pd.DataFrame, data: Optional[Dict[str, Any]], words: str
) -> None:
    with pytest.raises(MarketDataError, match=words):
        read_market(df, data)


def test_a_row_is_a_bar() -> None:
    bar = read_bar(GOOD.iloc[1])

    assert bar["time"] == JANUARY + DAY
    assert bar["close_time"] == JANUARY + DAY + 1
    assert (bar["open"], bar["volume"]) == (10.0, 5.0)


def test_a_row_without_a_time_is_refused() -> None:
    with pytest.raises(MarketDataError, match="the bar has no time"):
        read_bar(GOOD.drop(columns="Date").iloc[1])
