/** Lines around a change by which its place is found. */
const CONTEXT = 3;

/** A text before and after; null for a file that is not there yet. */
export interface Insertion {
  readonly before: string | null;
  readonly after: string;
}

/** Stands below a last line that has no line end. */
const UNENDED = '\\ No newline at end of file';

/**
 * A unified diff that turns a text into one with more lines in one place, as `git apply` takes it; with `context` 0 it
 * shows no line of before, and takes `--unidiff-zero`.
 */
export function insertionPatch(path: string, { before, after }: Insertion, context = CONTEXT): string {
  const [old, now] = [linesOf(before ?? ''), linesOf(after)];
  const head = commonBeginning(old, now);
  const tail = commonBeginning(old.slice(head).toReversed(), now.slice(head).toReversed());
  const from = Math.max(0, head - context);
  const behind = Math.min(tail, context);
  const removed = old.slice(head, old.length - tail);
  const added = now.slice(head, now.length - tail);
  const lines = [
    ...old.slice(from, head).map((line) => ` ${line}`),
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
    ...old.slice(old.length - tail, old.length - tail + behind).map((line) => ` ${line}`),
  ];
  const shared = head - from + behind;
  return [
    `--- ${before === null ? '/dev/null' : `a/${path}`}`,
    `+++ b/${path}`,
    `@@ -${place(from, shared + removed.length)} +${place(from, shared + added.length)} @@`,
    ...lines,
    '',
  ].join('\n');
}

function linesOf(text: string): readonly string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  return last === '' ? lines : [...lines, `${last}\n${UNENDED}`];
}

function commonBeginning(left: readonly string[], right: readonly string[]): number {
  const most = Math.min(left.length, right.length);
  const end = left.slice(0, most).findIndex((line, index) => line !== right[index]);
  return end < 0 ? most : end;
}

/** A place without lines is named by the line before it. */
function place(from: number, count: number): string {
  return `${count === 0 ? from : from + 1},${count}`;
}
