import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { table } from '../../kernel/markdown/table.ts';
import { tableCell } from '../../kernel/markdown/table-cell.ts';
import type { Session } from '../session.ts';
import { readingOf } from '../wording.ts';

/** What was read, file by file; files that were not read whole come first when the list has to be cut. */
export function renderCoverage({ coverage, coverage_needed }: Session, limit: number): string {
  const share = `${Math.floor(coverage.share * 100)} % of the changed implementation lines, ${Math.floor(coverage_needed * 100)} % needed`;
  const head = `Read ${readingOf({ coverage })}; ${share}.`;
  const order = [...coverage.files].sort((one, other) => Number(one.reading === 'whole') - Number(other.reading === 'whole'));
  const shown = order.slice(0, limit);
  if (shown.length === 0) return head;
  const rows = shown.map((file) => [
    inlineCode(file.path),
    file.kind,
    `${file.read_lines} of ${file.changed_lines}`,
    file.reason === null ? file.reading : `${file.reading}: ${tableCell(file.reason, 160)}`,
  ]);
  const dropped = order.length - shown.length;
  const more = dropped > 0 ? `\n\n${dropped} more files in the session file.` : '';
  return `${head}\n\n${table(['file', 'kind', 'changed lines read', 'how'], rows)}${more}`;
}
