"""
A copy of the rows of indicators that were told, against which every later computation of the
same rows is held.
"""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Sequence, Set

import numpy as np

from strategy_wall.channel import FloatArray
from strategy_wall.plain import spell

Columns = Mapping[str, FloatArray]


class ColumnHistory:
    """
    Rows that were told; of each column one change is told, since the rest would be told over
    and over.
    """

    def __init__(self) -> None:
        self.rows = 0
        self._columns: Dict[str, FloatArray] = {}
        self._changed: Set[str] = set()

    def compare(self, columns: Columns) -> List[Dict[str, Any]]:
        """
        The first change of each column since its rows were told. A column that is gone has
        changed to NaN.
        """
        changes: List[Dict[str, Any]] = []
        for name, told in self._columns.items():
            if name in self._changed:
                continue
            now = columns.get(name)
            if now is None:
                now = np.full(self.rows, np.nan)
            bar = first_difference(told[: self.rows], now[: self.rows])
            if bar == -1:
                continue
            self._changed.add(name)
            before, after = spell(float(told[bar])), spell(float(now[bar]))
            changes.append(
                {"kind": "value", "bar": bar, "column": name, "before": before, "after": after}
            )
        return changes

    def take(self, columns: Columns, names: Sequence[str], length: int) -> FloatArray:
        """Takes the rows up to a length over and returns the new ones, row by row."""
        start = self.rows
        rows = np.empty((length - start, len(names)))
        for place, name in enumerate(names):
            new = columns[name][start:length]
            self._room(name, length)[start:length] = new
            rows[:, place] = new
        self.rows = length
        return rows

    def _room(self, name: str, length: int) -> FloatArray:
        old = self._columns.get(name)
        if old is not None and len(old) >= length:
            return old
        room = np.full(max(64, length, 0 if old is None else 2 * len(old)), np.nan)
        if old is not None:
            room[: len(old)] = old
        self._columns[name] = room
        return room


def first_difference(told: FloatArray, now: FloatArray) -> int:
    """The first row that is not the same, exactly, and NaN as NaN; -1 where there is none."""
    if now.flags.c_contiguous and np.array_equal(told.view(np.int64), now.view(np.int64)):
        return -1
    different = ~((told == now) | (np.isnan(told) & np.isnan(now)))
    return int(different.argmax()) if bool(different.any()) else -1
