/** One promise and what was measured for it. */
export interface Figure {
  readonly what: string;
  readonly measured: number;
  /** What was promised; null for a figure that only explains another one. */
  readonly bound: number | null;
  readonly unit: 'ms' | 'MB';
  /** The other way that was measured in the same run; null where the figure stands alone. */
  readonly alternative: { readonly what: string; readonly measured: number } | null;
}

const HEAD = ['figure', 'measured', 'bound', 'holds', 'alternative', 'measured', 'ratio'];

/** The figures as a table for a terminal, with the bound of each and whether it holds. */
export function renderFigures(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${[lines[0], widths.map((width) => '-'.repeat(width)).join('  '), ...lines.slice(1)].join('\n')}\n`;
}

function cellsOf({ what, measured, bound, unit, alternative }: Figure): readonly string[] {
  const amount = (value: number) => `${Math.round(value)} ${unit}`;
  const promise = bound === null ? ['', ''] : [`< ${amount(bound)}`, measured < bound ? 'yes' : 'NO'];
  const other =
    alternative === null
      ? ['', '', '']
      : [alternative.what, amount(alternative.measured), `${(alternative.measured / measured).toFixed(1)}`];
  return [what, amount(measured), ...promise, ...other];
}

/** The middle one of several measurements. */
export function median(measurements: readonly number[]): number {
  const sorted = measurements.toSorted((left, right) => left - right);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError('nothing was measured');
  return middle;
}
