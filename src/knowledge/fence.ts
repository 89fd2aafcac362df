/** A reader of code fences, one line after the other. */
export interface FenceReader {
  /** Whether the next line stands within a fence. */
  readonly isOpen: () => boolean;
  /** Whether the line stands in a fence or is one of its two ends. */
  readonly read: (line: string) => boolean;
}

/** Reads fences as they stand at the margin, in lists and below their items. */
export function readFences(): FenceReader {
  let fence: string | null = null;
  let isInList = false;
  const read = (line: string): boolean => {
    if (fence !== null) {
      if (closes(line, fence)) fence = null;
      return true;
    }
    if (line.trim() === '') return false;
    isInList = LIST_ITEM.test(line) || (isInList && /^[ \t]/.test(line));
    fence = openedBy(line, isInList);
    return fence !== null;
  };
  return { isOpen: () => fence !== null, read };
}

const LIST_ITEM = /^[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/;
const OPENER = /^([ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?)(`{3,}|~{3,})(.*)/;

/** The marks of the fence that a line opens; one that stands deeper than three blanks opens within a list only. */
function openedBy(line: string, isInList: boolean): string | null {
  const [, indent = '', marks = '', info = ''] = OPENER.exec(line) ?? [];
  if (marks === '' || (!isInList && /^(?: {4}| {0,3}\t)/.test(indent))) return null;
  return marks.startsWith('`') && info.includes('`') ? null : marks;
}

function closes(line: string, fence: string): boolean {
  const marks = line.trim();
  return marks.length >= fence.length && /^(`+|~+)$/.test(marks) && marks.startsWith(fence);
}
