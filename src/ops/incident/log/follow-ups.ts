import type { FollowUp, LogField } from './entry.ts';
import { fieldLines } from './fields.ts';

const ISSUE = /(?<![\w/&#.-])#(\d{1,9})(?!\w)/g;
const LINK = /(?:\bwp)?#\d+|\bCVN-[A-Z0-9]+(?:-[A-Z0-9]+)*|\bADR-\d+|\/(?:issues|pull)\/\d+/;
const PENDING = /\bTBD\b/;
const STATUS = /^(?:open|todo|in progress|doing|blocked|closed|done|fixed|merged|dropped|cancelled)$/i;
/** What stands in the columns behind the action, in a table whose lines were lost. */
const TAIL = /((?:[ \t]+(?:wp#\d+|#\d+|TBD(?: if found)?|CVN-[\w-]+|open|closed|done))+)[ \t]*$/;

/** The follow-ups of an entry: the rows of its table, also where the table was flattened to plain lines. */
export function readFollowUps(fields: readonly LogField[]): readonly FollowUp[] {
  return fields.filter(({ name }) => name === 'Follow-up actions').flatMap((field) => readRows(fieldLines(field)));
}

function readRows(lines: ReturnType<typeof fieldLines>): readonly FollowUp[] {
  const head = lines.map(({ text }) => cellsOf(text)).find((cells) => cells?.[0] === '#') ?? null;
  return lines.flatMap(({ line, text }): readonly FollowUp[] => {
    const cells = cellsOf(text);
    if (cells === null) return readPlainRow(line, text);
    const [id = '', action = '', ...rest] = cells;
    if (!/^F\d+$/.test(id)) return [];
    const status = head === null ? undefined : cells[head.findIndex((name) => /^status$/i.test(name))];
    return [followUp({ id, line, action, rest, status })];
  });
}

function readPlainRow(line: number, text: string): readonly FollowUp[] {
  const [, id, words = ''] = /^[ \t]*(F\d+)[ \t]+(\S.*)$/.exec(text) ?? [];
  if (id === undefined) return [];
  const tail = TAIL.exec(words)?.[1] ?? '';
  const rest = tail.trim().split(/[ \t]+/);
  return [followUp({ id, line, action: words.slice(0, words.length - tail.length), rest, status: undefined })];
}

interface Row {
  readonly id: string;
  readonly line: number;
  readonly action: string;
  readonly rest: readonly string[];
  readonly status: string | undefined;
}

function followUp({ id, line, action, rest, status }: Row): FollowUp {
  const told = rest.join(' ');
  return {
    ...{ id, line, action: action.trim() },
    issues: [...new Set([...told.matchAll(ISSUE)].map(([, number]) => Number(number)))],
    isLinked: LINK.test(told),
    isPending: PENDING.test(`${action} ${told}`),
    status: status?.trim() || (rest.find((word) => STATUS.test(word)) ?? null),
  };
}

/** The cells of a row of a Markdown table; null for another line. */
export function cellsOf(line: string): readonly string[] | null {
  const inner = /^[ \t]*\|(.*)\|[ \t]*$/.exec(line)?.[1];
  return inner === undefined ? null : inner.split(/(?<!\\)\|/).map((cell) => cell.trim());
}
