/** A stretch of one paragraph: plain text, or the content of a code span. */
export interface Piece {
  readonly isCode: boolean;
  readonly text: string;
}

interface Run {
  readonly start: number;
  readonly end: number;
}

/** Splits a paragraph at its well-formed code spans (CommonMark 6.1); backticks that pair with none stay text. */
export function splitCodeSpans(paragraph: string): readonly Piece[] {
  const runs = [...paragraph.matchAll(/`+/g)].map(({ index, 0: run }) => ({ start: index, end: index + run.length }));
  const closers = pairRuns(runs);
  const pieces: Piece[] = [];
  let done = 0;
  for (const run of runs) {
    const closer = closers.get(run);
    if (run.start < done || closer === undefined) continue;
    const content = codeContent(paragraph.slice(run.end, closer.start));
    if (content.trim() === '') continue;
    pieces.push({ isCode: false, text: paragraph.slice(done, run.start) }, { isCode: true, text: content });
    done = closer.end;
  }
  pieces.push({ isCode: false, text: paragraph.slice(done) });
  return pieces.filter(({ text }) => text !== '');
}

/** Each run with the next run of the same length, found from the back so that the time stays linear. */
function pairRuns(runs: readonly Run[]): ReadonlyMap<Run, Run> {
  const nearest = new Map<number, Run>();
  const closers = new Map<Run, Run>();
  for (const run of runs.toReversed()) {
    const length = run.end - run.start;
    const closer = nearest.get(length);
    if (closer !== undefined) closers.set(run, closer);
    nearest.set(length, run);
  }
  return closers;
}

function codeContent(source: string): string {
  const line = source.replaceAll('\n', ' ');
  const isPadded = line.length > 2 && line.startsWith(' ') && line.endsWith(' ');
  return isPadded ? line.slice(1, -1) : line;
}
