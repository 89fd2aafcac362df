import fc from 'fast-check';
import type { ChangedFile, FileStatus, Hunk, HunkLine } from '../../src/change/change.ts';

/** A changed file as it really is, and what a diff alone tells of it. */
export interface ArbitraryFile {
  readonly file: ChangedFile;
  readonly before: string;
  readonly after: string;
}

interface Edit {
  readonly kind: HunkLine['kind'];
  readonly text: string;
}

const trickyLines = [
  '',
  ' ',
  '-- ',
  '--- a/x',
  '+++ b/x',
  '@@ -1 +1 @@',
  'diff --git a/x b/x',
  '\\ No newline',
  '\u2028',
];
const anyLine = fc.oneof(
  fc.constantFrom(...trickyLines),
  fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replace(/[\r\n\0]/g, '')),
);

const tree = [
  'src',
  'a',
  'b',
  'x b',
  'café',
  'tab\there',
  'quo"te',
  'back\\slash',
  'new\nline',
  ' lead',
  'trail ',
  '日本',
];
const anyPath = fc
  .array(fc.constantFrom(...tree, '..x', '--- a', '+++', 'i', 'w', '\r'), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('/'));

/** Hunks as git makes them from edits, with some lines of context. */
export const anyEdits = (kinds: readonly HunkLine['kind'][]) =>
  fc.record({
    edits: fc.array(fc.record({ kind: fc.constantFrom(...kinds), text: anyLine }), { maxLength: 30 }),
    context: fc.integer({ min: 0, max: 3 }),
    cutBefore: fc.boolean(),
    cutAfter: fc.boolean(),
    section: fc.constantFrom('', 'def run(self):', ' @@ odd'),
  });

type Edits = ReturnType<typeof anyEdits> extends fc.Arbitrary<infer T> ? T : never;

/** A change of one text, wholly consistent: hunks, text before, text after. */
export function assembleEdits({ edits, context, cutBefore, cutAfter, section }: Edits) {
  const lines = number(edits);
  const ends = {
    before: lines.findLastIndex((line) => line.before !== null),
    after: lines.findLastIndex((line) => line.after !== null),
  };
  const whole = lines.map((line, index) => {
    const endsBefore = cutBefore && index === ends.before;
    const endsAfter = cutAfter && index === ends.after;
    const cut = line.kind === 'context' ? endsBefore && endsAfter : endsBefore || endsAfter;
    // A line without an end that is empty would be no line.
    return cut && line.text !== '' ? { ...line, unterminated: true as const } : line;
  });
  return { hunks: group(whole, context, section), before: side(whole, 'removed'), after: side(whole, 'added') };
}

const statuses = ['added', 'deleted', 'modified', 'renamed'] as const;

/** Files with different paths, as `parseUnifiedDiff` must give them back. */
export const anyFiles = filesOf((edits) => edits);

/** The same, where no two lines of a text are alike. */
export const anyDistinctFiles = filesOf((edits) => ({
  ...edits,
  edits: edits.edits.map(({ kind, text }, index) => ({ kind, text: `${index} ${text}` })),
}));

function filesOf(adapt: (edits: Edits) => Edits): fc.Arbitrary<readonly ArbitraryFile[]> {
  const anyFile = fc.constantFrom(...statuses).chain((status) =>
    fc
      .record({ path: anyPath, previous: anyPath, edits: anyEdits(kindsOf(status)).map(adapt) })
      .filter(({ path, previous }) => path !== previous)
      .map(({ path, previous, edits }) => assembleFile({ path, previous, status }, assembleEdits(edits))),
  );
  return fc.uniqueArray(anyFile, { selector: ({ file }) => file.path, minLength: 1, maxLength: 4 });
}

interface Fate {
  readonly path: string;
  readonly previous: string;
  readonly status: FileStatus;
}

function assembleFile({ path, previous, status }: Fate, patch: ReturnType<typeof assembleEdits>): ArbitraryFile {
  const { hunks, before, after } = patch;
  const file: ChangedFile = {
    path,
    previousPath: status === 'renamed' ? previous : null,
    status,
    binary: false,
    before: status === 'deleted' && hunks.length > 0 ? before : null,
    after: status === 'added' ? after : null,
    hunks,
    unreadable: null,
  };
  return { file, before, after };
}

function kindsOf(status: FileStatus): readonly HunkLine['kind'][] {
  if (status === 'added') return ['added'];
  return status === 'deleted' ? ['removed'] : ['context', 'context', 'context', 'added', 'removed'];
}

function number(edits: readonly Edit[]): HunkLine[] {
  const at = { before: 0, after: 0 };
  return edits.map(({ kind, text }) => {
    if (kind !== 'added') at.before += 1;
    if (kind !== 'removed') at.after += 1;
    return { kind, text, before: kind === 'added' ? null : at.before, after: kind === 'removed' ? null : at.after };
  });
}

function side(lines: readonly HunkLine[], without: HunkLine['kind']): string {
  const kept = lines.filter((line) => line.kind !== (without === 'added' ? 'removed' : 'added'));
  return kept.map((line) => (line.unterminated ? line.text : `${line.text}\n`)).join('');
}

function group(lines: readonly HunkLine[], context: number, section: string): Hunk[] {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some((line) => line.kind !== 'context'),
  );
  const hunks: Hunk[] = [];
  for (let start = near.indexOf(true); start >= 0; start = near.indexOf(true, start)) {
    const end = near.indexOf(false, start);
    const part = lines.slice(start, end < 0 ? lines.length : end);
    hunks.push({ ...range(lines.slice(0, start), part), section, lines: part });
    start = end < 0 ? lines.length : end;
  }
  return hunks;
}

/** A side without lines names the line behind which it stands. */
function range(above: readonly HunkLine[], lines: readonly HunkLine[]) {
  const count = (some: readonly HunkLine[], key: 'before' | 'after') =>
    some.filter((line) => line[key] !== null).length;
  const [oldLines, newLines] = [count(lines, 'before'), count(lines, 'after')];
  return {
    oldStart: count(above, 'before') + Number(oldLines > 0),
    oldLines,
    newStart: count(above, 'after') + Number(newLines > 0),
    newLines,
  };
}
