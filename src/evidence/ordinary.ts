import type { EvidenceRule } from './rule.ts';

const PYTHON = `"""Reads the bars of one symbol and sums them up by day."""
from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)

FIELDS = ("open", "high", "low", "close", "volume")


@dataclass(frozen=True)
class Day:
    """One day of trading."""

    date: str
    high: float
    low: float
    volume: float = 0.0

    @property
    def spread(self) -> float:
        return self.high - self.low


def read_bars(path: Path, symbol: str) -> list[dict]:
    """The bars of a symbol, oldest first."""
    with path.open(encoding="utf-8") as handle:
        rows = [json.loads(line) for line in handle if line.strip()]
    chosen = [row for row in rows if row["symbol"] == symbol]
    log.info("event=bars_read symbol=%s n=%d", symbol, len(chosen))
    return sorted(chosen, key=lambda row: row["time"])


def sum_up(bars: list[dict]) -> dict[str, Day]:
    days: dict[str, Day] = {}
    for bar in bars:
        date = bar["time"][:10]
        known = days.get(date)
        if known is None:
            days[date] = Day(date, bar["high"], bar["low"], bar["volume"])
            continue
        high, low = max(known.high, bar["high"]), min(known.low, bar["low"])
        days[date] = Day(date, high, low, known.volume + bar["volume"])
    return days


class Report:
    def __init__(self, days: dict[str, Day], *, limit: int = 30):
        self.days = days
        self.limit = limit

    def lines(self) -> list[str]:
        rows = list(self.days.values())[-self.limit :]
        return [f"{day.date} {day.spread:.2f} {day.volume:.0f}" for day in rows]

    def write(self, target: Path) -> int:
        try:
            target.write_text("\\n".join(self.lines()), encoding="utf-8")
        except OSError as error:
            log.error("event=not_written path=%s error=%s", target, error)
            raise
        return len(self.days) if self.days else 0
`;

const SCRIPT = `import { readFile } from 'node:fs/promises';

const LIMIT = 30;

export class Report {
  constructor(days) {
    this.days = days;
  }

  lines() {
    const rows = [...this.days.values()].slice(-LIMIT);
    return rows.map((day) => [day.date, day.high - day.low].join(' '));
  }
}

export async function readBars(path, symbol) {
  const text = await readFile(path, 'utf8');
  const rows = text.split('\\n').filter((line) => line.trim() !== '');
  return rows.map((row) => JSON.parse(row)).filter((row) => row.symbol === symbol);
}

export function sumUp(bars) {
  const days = new Map();
  for (const bar of bars) {
    const date = bar.time.slice(0, 10);
    const known = days.get(date);
    if (known === undefined) {
      days.set(date, { date, high: bar.high, low: bar.low });
      continue;
    }
    days.set(date, { date, high: Math.max(known.high, bar.high), low: Math.min(known.low, bar.low) });
  }
  return days;
}
`;

/** Code as it is written every day, by which a rule shows that it does not find everything. */
export const ordinaryCode: Readonly<Record<EvidenceRule['language'], string>> = {
  python: PYTHON,
  typescript: SCRIPT,
  tsx: SCRIPT,
  javascript: SCRIPT,
  text: PYTHON,
  any: PYTHON,
};
