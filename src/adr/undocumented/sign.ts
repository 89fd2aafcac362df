import type { ChangedFile } from '../../change/change.ts';

/** What a change may have decided without saying so. */
export type DecisionKind = 'service' | 'dependency' | 'dag' | 'table' | 'queue' | 'contract' | 'infrastructure';

/** Something that a file declares: a service, a table, a package, by its name and the line on which it stands. */
export interface Sign {
  readonly kind: DecisionKind;
  readonly name: string;
  readonly line: number;
}

/** A file of which both sides are known; an added file had no text before. */
export interface TwoSides {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly isNew: boolean;
}

/** Reads what one text declares; nothing where it is not a text of its kind. */
export type ReadSigns = (path: string, text: string) => readonly Sign[];

/** Both sides of a changed file; null when it is gone, or when only its diff is known, which tells too little. */
export function twoSidesOf({ path, before, after, status }: ChangedFile): TwoSides | null {
  if (after === null || status === 'deleted') return null;
  if (before === null && status !== 'added') return null;
  return { path, before: before ?? '', after, isNew: status === 'added' };
}

/** The name of a file without its folders, in lower case. */
export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}

/** Matches of an expression with one group, line by line, as signs of a kind; comments are cut off by the caller. */
export function signsByLine(
  kind: DecisionKind,
  lines: readonly string[],
  patterns: readonly RegExp[],
): readonly Sign[] {
  return lines.flatMap((line, index) =>
    patterns.flatMap((pattern) => {
      const name = pattern.exec(line.slice(0, LONGEST_LINE))?.[1];
      return name === undefined ? [] : [{ kind, name, line: index + 1 }];
    }),
  );
}

const LONGEST_LINE = 2_000;
