import { compareSeverity } from '../../kernel/severity.ts';
import type { FindingRow, Rows } from '../rows.ts';
import { type Anchor, anchorOf, type DiffFile, type FileAnchor, type LineAnchor } from './anchor.ts';

/** Which findings become inline comments. */
export type InlineChoice = 'blockers' | 'all' | 'none';

/** Most findings of one verdict that are shown inline, and most of them at a file as a whole. */
const MOST_INLINE = 30;
const MOST_AT_FILES = 10;

/** A finding with the place at which it is shown. */
export interface Placed<A extends Anchor = Anchor> {
  readonly row: FindingRow;
  readonly anchor: A;
}

/** A finding that is not shown inline, by its label in the verdict, and why. */
export interface NotShown {
  readonly finding: string;
  readonly label: string;
  readonly why: 'no-place' | 'too-many' | 'refused';
}

/** What is to be posted for a verdict, heaviest first. */
export interface InlinePlan {
  readonly lines: readonly Placed<LineAnchor>[];
  readonly files: readonly Placed<FileAnchor>[];
  readonly notShown: readonly NotShown[];
}

/** The rows that the repository wants inline, heaviest first: confirmed blockers, or everything confirmed or stated. */
export function chooseRows({ blockers, changes, minors, notes }: Rows, inline: InlineChoice): readonly FindingRow[] {
  switch (inline) {
    case 'none':
      return [];
    case 'blockers':
      return blockers;
    case 'all':
      return [...blockers, ...changes, ...minors, ...notes];
    default:
      return inline satisfies never;
  }
}

/**
 * Plans the inline comments of a verdict. A row of which any finding has a thread, under whatever id, gets no second
 * one; it takes up room all the same, since a reader sees it.
 */
export function planInline(
  rows: readonly FindingRow[],
  hasThread: (finding: string) => boolean,
  diff: readonly DiffFile[],
): InlinePlan {
  const isShown = ({ members }: FindingRow) => members.some(({ id }) => hasThread(id));
  const wanted = rows.filter((row) => !isShown(row)).map((row) => ({ row, anchor: anchorOf(row.lead, diff) }));
  const placed = wanted.flatMap(({ row, anchor }) => (anchor === null ? [] : [{ row, anchor }]));
  const room = Math.max(0, MOST_INLINE - (rows.length - wanted.length));
  const taken = withinLimits(placed, room);
  return {
    lines: taken.flatMap(({ row, anchor }) => (anchor.kind === 'lines' ? [{ row, anchor }] : [])),
    files: taken.flatMap(({ row, anchor }) => (anchor.kind === 'file' ? [{ row, anchor }] : [])),
    notShown: wanted.flatMap(({ row, anchor }) => {
      if (anchor === null) return [leftOut(row, 'no-place')];
      return taken.some((one) => one.row === row) ? [] : [leftOut(row, 'too-many')];
    }),
  };
}

function withinLimits(placed: readonly Placed[], room: number): readonly Placed[] {
  const taken: Placed[] = [];
  let atFiles = 0;
  for (const one of placed) {
    if (taken.length >= room) break;
    if (one.anchor.kind === 'file' && atFiles >= MOST_AT_FILES) continue;
    if (one.anchor.kind === 'file') atFiles += 1;
    taken.push(one);
  }
  return taken;
}

/** What becomes of a plan whose lines the host has refused without saying which: they go to their files, as far as there is room. */
export function demote({ lines, files, notShown }: InlinePlan): InlinePlan {
  const all = [
    ...lines.map(({ row, anchor }) => ({ row, anchor: { kind: 'file' as const, path: anchor.path } })),
    ...files,
  ].toSorted((one, other) => compareSeverity(one.row.lead.severity, other.row.lead.severity));
  const refused = all.slice(MOST_AT_FILES).map(({ row }) => leftOut(row, 'refused'));
  return { lines: [], files: all.slice(0, MOST_AT_FILES), notShown: [...notShown, ...refused] };
}

/** A row that stands in the comment alone. */
export function leftOut({ label, lead }: FindingRow, why: NotShown['why']): NotShown {
  return { finding: lead.id, label, why };
}
