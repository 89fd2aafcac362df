"""Market data out of frames as people have them, and the same bars as a product run has them."""

from __future__ import annotations

from collections import Counter
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Tuple

import numpy as np
import pandas as pd

from strategy_wall.channel import FloatArray

PRICES = ("open", "high", "low", "close")
TIMES = (
    "time",
    "date",
    "timestamp",
    "datetime",
    "date_time",
    "open_time",
    "opentime",
    "open time",
    # The first column of a file whose header leaves its place empty.
    "unnamed: 0",
)
DAY_MS = 86_400_000
UNITS = {"s": 1_000, "m": 60_000, "h": 3_600_000, "d": DAY_MS, "w": 7 * DAY_MS}

# Least and most days of so many months.
MONTHS = ((1, 28, 31), (3, 90, 92), (6, 181, 184), (12, 365, 366))


class MarketDataError(ValueError):
    """A frame that is no market data; nothing is repaired."""


class Market(NamedTuple):
    """Bars as they travel, in seven rows, and their length in milliseconds where all have one."""

    bars: FloatArray
    closes: Optional[float]


class BarLength(NamedTuple):
    """So many milliseconds, so many days of a zone, or so many months."""

    kind: str
    number: int


def read_market(df: pd.DataFrame, data: Optional[Mapping[str, Any]] = None) -> Market:
    """
    Reads a frame with open, high, low, close and perhaps volume in columns of any case, and times
    in a column or an index of dates. `data` has the keys of `data:` in a configuration.
    """
    if not isinstance(df, pd.DataFrame) or len(df) == 0:
        raise MarketDataError("there is no bar: a DataFrame with rows is expected")
    settings = dict(data or {})
    columns = {str(name).strip().lower(): name for name in df.columns}
    prices = [read_numbers(df, columns, name) for name in PRICES]
    has_volume = "volume" in columns
    volume = read_numbers(df, columns, "volume") if has_volume else np.zeros(len(df))
    times = read_times(df, columns)
    zone = str(settings.get("timezone") or "UTC")
    stamps = localized(times, zone)
    opened, closed, closes = span_bars(stamps, settings, zone)
    bars = np.vstack([opened, *prices, volume, closed])
    refuse_odd_bars(bars)
    if closes is not None:
        bars[6] = 0
    return Market(bars, closes)


def read_numbers(df: pd.DataFrame, columns: Mapping[str, Any], name: str) -> FloatArray:
    """One column as numbers."""
    if name not in columns:
        raise MarketDataError(
            f"there is no column {name.title()!r}; there are {', '.join(map(repr, columns))}"
        )
    column = df[columns[name]]
    try:
        values = np.asarray(column.to_numpy(), dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise MarketDataError(f"the column {columns[name]!r} holds what is no number") from error
    if values.ndim != 1:
        raise MarketDataError(f"there are two columns {columns[name]!r}")
    return values


def read_times(df: pd.DataFrame, columns: Mapping[str, Any]) -> pd.DatetimeIndex:
    """When bars open, as the frame says it: by its index, or by a column."""
    if isinstance(df.index, pd.DatetimeIndex):
        return df.index
    name = next((each for each in TIMES if each in columns), None)
    if name is None:
        raise MarketDataError(
            "there are no times: a DatetimeIndex or a column Date, Time, Timestamp or Datetime"
        )
    values = df[columns[name]]
    if pd.api.types.is_numeric_dtype(values):
        return numeric_times(np.asarray(values.to_numpy(), dtype=np.float64))
    try:
        return pd.DatetimeIndex(pd.to_datetime(values))
    except (TypeError, ValueError) as error:
        raise MarketDataError(f"the column {columns[name]!r} holds what is no time") from error


def numeric_times(values: FloatArray) -> pd.DatetimeIndex:
    """Seconds, milliseconds, microseconds or nanoseconds since 1970, by how many there are."""
    most = float(np.nanmax(np.abs(values)))
    scale = 1_000 if most < 1e11 else 1 if most < 1e14 else 1e-3 if most < 1e17 else 1e-6
    if np.isnan(values).any():
        raise MarketDataError(f"row {int(np.isnan(values).argmax())} has no time")
    return pd.DatetimeIndex(np.rint(values * scale).astype(np.int64).astype("M8[ms]"))


def localized(times: pd.DatetimeIndex, zone: str) -> pd.DatetimeIndex:
    """Times in a zone; those without one are meant to be in it."""
    if bool(times.isna().any()):
        raise MarketDataError(f"row {int(times.isna().argmax())} has no time")
    try:
        return times.tz_localize(zone) if times.tz is None else times.tz_convert(zone)
    except (KeyError, ValueError) as error:
        raise MarketDataError(f"the times do not exist in the zone {zone}: {error}") from error


def span_bars(
    stamps: pd.DatetimeIndex, settings: Mapping[str, Any], zone: str
) -> Tuple[FloatArray, FloatArray, Optional[float]]:
    """Open and close times, and the length of a bar where all have one."""
    length = parse_length(settings["bar"]) if settings.get("bar") else infer_length(stamps)
    is_close = settings.get("timestamps") == "close"
    moved = moved_by(stamps, length, -1 if is_close else 1)
    here, there = milliseconds(stamps), milliseconds(moved)
    opened, closed = (there, here) if is_close else (here, there)
    is_steady = length.kind == "fixed" or (length.kind == "days" and zone == "UTC")
    return opened, closed, float(closed[0] - opened[0]) if is_steady else None


def moved_by(stamps: pd.DatetimeIndex, length: BarLength, sign: int) -> pd.DatetimeIndex:
    """Times later or earlier by a bar; days and months are those of the clock on the wall."""
    if length.kind == "fixed":
        return stamps + pd.Timedelta(milliseconds=sign * length.number)
    number = sign * length.number
    is_days = length.kind == "days"
    offset = pd.DateOffset(days=number) if is_days else pd.DateOffset(months=number)
    return pd.DatetimeIndex(stamps + offset)


def parse_length(text: Any) -> BarLength:
    """`5m`, `1h`, `1d`, `1w` or `1mo`."""
    count = "".join(each for each in str(text) if each.isdigit())
    unit = str(text)[len(count) :]
    if not count or unit not in (*UNITS, "mo"):
        raise MarketDataError(f"{text!r} is no length of a bar, such as 5m, 1h or 1d")
    if unit == "mo":
        return BarLength("months", int(count))
    if unit in ("d", "w"):
        return BarLength("days", int(count) * (7 if unit == "w" else 1))
    return BarLength("fixed", int(count) * UNITS[unit])


def infer_length(stamps: pd.DatetimeIndex) -> BarLength:
    """The most frequent distance, of equally frequent ones the shortest, as a run infers it."""
    wall = milliseconds(stamps.tz_localize(None).tz_localize("UTC"))
    counts = Counter(int(each) for each in np.diff(wall) if each > 0)
    if not counts:
        raise MarketDataError("how long a bar is cannot be told; give `data: {bar: 1d}`")
    usual = min(counts, key=lambda distance: (-counts[distance], distance))
    if usual % DAY_MS != 0:
        return BarLength("fixed", usual)
    days = usual // DAY_MS
    is_weekly = all(distance % (28 * DAY_MS) == 0 for distance in counts)
    months = next((count for count, least, most in MONTHS if least <= days <= most), None)
    if months is not None and not is_weekly:
        return BarLength("months", months)
    return BarLength("days", days)


def milliseconds(stamps: pd.DatetimeIndex) -> FloatArray:
    """Milliseconds since 1970 UTC."""
    plain = stamps.tz_convert("UTC").tz_localize(None)
    whole = plain.to_numpy().astype("M8[ms]").astype(np.int64)
    return whole.astype(np.float64)


def refuse_odd_bars(bars: FloatArray) -> None:
    """Refuses bars that no market can have had, with the row."""
    opened, open_, high, low, close, volume, closed = bars
    body = np.vstack([open_, close])
    rules = (
        (~np.isfinite(bars[1:5]).all(axis=0) | (bars[1:5] <= 0).any(axis=0), "a price above 0"),
        (~(np.isfinite(volume) & (volume >= 0)), "a volume from 0"),
        (high < body.max(axis=0), "a high that is the highest"),
        (low > body.min(axis=0), "a low that is the lowest"),
        (np.append(False, opened[1:] <= opened[:-1]), "times that ascend"),
        (np.append(False, opened[1:] < closed[:-1]), "a bar that opens after the one before"),
    )
    for faults, expected in rules:
        if bool(faults.any()):
            raise MarketDataError(f"row {int(faults.argmax())} lacks {expected}")


def read_bar(bar: Any) -> Dict[str, Any]:
    """One bar as a loop steps through it; without a close time it closes a millisecond later."""
    if not hasattr(bar, "index") or not hasattr(bar, "name"):
        raise MarketDataError("step_bar takes a row of a DataFrame, such as df.iloc[idx]")
    fields = {str(name).strip().lower(): value for name, value in bar.items()}
    missing: List[str] = [name for name in PRICES if name not in fields]
    if missing:
        raise MarketDataError(f"the bar lacks {', '.join(name.title() for name in missing)}")
    time = time_of(next((fields[each] for each in TIMES if each in fields), bar.name))
    closed = next((fields[each] for each in ("close_time", "closetime") if each in fields), None)
    read: Dict[str, Any] = {name: float(fields[name]) for name in PRICES}
    volume = fields.get("volume", 0.0)
    close_time = time + 1 if closed is None else time_of(closed)
    read.update(volume=float(volume), time=time, close_time=close_time)
    if isinstance(fields.get("symbol"), str):
        read["symbol"] = fields["symbol"]
    if not all(np.isfinite(value) for value in read.values() if isinstance(value, float)):
        raise MarketDataError("the bar holds what is no number")
    return read


def time_of(value: Any) -> float:
    """A time in milliseconds since 1970 UTC."""
    if isinstance(value, (int, float, np.number)) and not isinstance(value, bool):
        if abs(float(value)) < 1e8:
            raise MarketDataError("the bar has no time: set an index of dates, or a column Time")
        return float(milliseconds(numeric_times(np.array([float(value)])).tz_localize("UTC"))[0])
    try:
        stamp = pd.Timestamp(value)
    except (TypeError, ValueError) as error:
        raise MarketDataError(f"{value!r} is no time") from error
    if pd.isna(stamp):
        raise MarketDataError("the bar has no time")
    return float(milliseconds(localized(pd.DatetimeIndex([stamp]), "UTC"))[0])
