import { table } from '../../kernel/markdown/table.ts';
import { tableCell } from '../../kernel/markdown/table-cell.ts';
import { formatPercent } from '../../kernel/percent.ts';
import type { Session } from '../session.ts';
import { readingOf } from '../wording.ts';
import { leftOut } from './length.ts';
import { drawCommit, drawPath } from './where.ts';

/** What was read, file by file; files that were not read whole come first. */
export function renderCoverage({ coverage, coverage_needed }: Session, limit: number): string {
  const share = `${formatPercent(coverage.share)} of the changed implementation lines, ${formatPercent(coverage_needed)} needed`;
  const head = `Read ${readingOf({ coverage })}; ${share}.`;
  const order = coverage.files.toSorted(
    (one, other) => Number(one.reading === 'whole') - Number(other.reading === 'whole'),
  );
  const shown = order.slice(0, limit);
  const rows = shown.map(({ path, kind, reading, reason, read_lines, changed_lines, read_at }) => [
    drawPath(path),
    kind,
    `${read_lines} of ${changed_lines}`,
    [
      reason === null ? reading : `${reading}: ${tableCell(reason, 160)}`,
      ...(read_at === undefined ? [] : [`read at ${drawCommit(read_at)}, unchanged since`]),
    ].join('; '),
  ]);
  const rest = order.slice(limit);
  const kind = rest.every(({ reading }) => reading === 'whole')
    ? ['file read whole', 'files read whole']
    : ['file', 'files'];
  return [
    head,
    ...(rows.length === 0 ? [] : [table(['file', 'kind', 'changed lines read', 'how'], rows)]),
    ...(rest.length === 0 ? [] : [leftOut(rest.length, kind[0] ?? '', kind[1])]),
  ].join('\n\n');
}
