/**
 * A reader that takes HTML comments out of one line after the other. One that begins a line goes on until it is closed,
 * as everywhere in Markdown; one within a line is a comment when it ends there.
 */
export function readComments(): (line: string) => string {
  let isOpen = false;
  return (line) => {
    const read = isOpen || line.includes('<!--') ? readLine(line, isOpen) : { text: line, isOpen };
    isOpen = read.isOpen;
    return read.text;
  };
}

const OPENER = '<!--';
const CLOSER = '-->';

function readLine(line: string, wasOpen: boolean): { readonly text: string; readonly isOpen: boolean } {
  const lastCloser = line.lastIndexOf(CLOSER);
  const isInCode = codeSpans(line);
  const parts: string[] = [];
  let isOpen = wasOpen;
  for (let at = 0; at < line.length; ) {
    if (isOpen) {
      if (lastCloser < at) return { text: parts.join(''), isOpen: true };
      at = line.indexOf(CLOSER, at) + CLOSER.length;
      isOpen = false;
      continue;
    }
    const next = line.indexOf(OPENER, at);
    if (next < 0) parts.push(line.slice(at));
    if (next < 0) break;
    isOpen = !isInCode(next) && (lastCloser > next || isStart(parts, line.slice(at, next)));
    parts.push(line.slice(at, isOpen ? next : next + OPENER.length));
    at = next + OPENER.length;
  }
  return { text: parts.join(''), isOpen };
}

function isStart(parts: readonly string[], more: string): boolean {
  return parts.length < 3 && [...parts, more].join('').trim() === '';
}

/** Whether a place on the line, each behind the one before, stands between two runs of as many backticks. */
function codeSpans(line: string): (offset: number) => boolean {
  const runs = [...line.matchAll(/`+/g)];
  const closers = closersOf(runs.map(([run]) => run.length));
  let at = 0;
  return (offset) => {
    while (at < runs.length) {
      const closer = closers[at];
      if (offset < (runs[at]?.index ?? 0)) return false;
      if (closer !== undefined && offset < (runs[closer]?.index ?? 0)) return true;
      at = (closer ?? at) + 1;
    }
    return false;
  };
}

/** For each run the next one of its length. */
function closersOf(lengths: readonly number[]): readonly (number | undefined)[] {
  const next = new Map<number, number>();
  const closers: (number | undefined)[] = [];
  for (let at = lengths.length - 1; at >= 0; at -= 1) {
    const length = lengths[at] ?? 0;
    closers[at] = next.get(length);
    next.set(length, at);
  }
  return closers;
}
