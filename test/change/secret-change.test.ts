import { describe, expect, it } from 'vitest';
import type { Change, ChangedFile, Hunk, HunkLine } from '../../src/change/change.ts';
import { redactChange } from '../../src/change/secrets.ts';
import { drawn, privateKey } from './secret-pieces.ts';

const password = drawn(12, 1);
const key = drawn(32, 2);

/** A hunk from lines with `+`, `-` or a space before them. */
function hunkOf(start: number, marked: readonly string[], section = ''): Hunk {
  let before = start;
  let after = start;
  const lines = marked.map((line): HunkLine => {
    const text = line.slice(1);
    if (line.startsWith('+')) return { kind: 'added', before: null, after: after++, text };
    if (line.startsWith('-')) return { kind: 'removed', before: before++, after: null, text };
    return { kind: 'context', before: before++, after: after++, text };
  });
  return { oldStart: start, oldLines: before - start, newStart: start, newLines: after - start, section, lines };
}

function sideOf(hunk: Hunk, side: 'before' | 'after'): string {
  return hunk.lines.flatMap((line) => (line[side] === null ? [] : [`${line.text}\n`])).join('');
}

/** A modified file that consists of one hunk. */
function fileOf(marked: readonly string[], changes: Partial<ChangedFile> = {}): ChangedFile {
  const hunk = hunkOf(1, marked);
  const texts = { before: sideOf(hunk, 'before'), after: sideOf(hunk, 'after') };
  const told = { path: 'src/a.py', previousPath: null, status: 'modified', binary: false, unreadable: null } as const;
  return { ...told, ...texts, hunks: [hunk], ...changes };
}

function changeOf(...files: readonly ChangedFile[]): Change {
  return { name: 'x', base: null, head: null, files };
}

const marked = [
  ' import os',
  `-password = "${password}"`,
  '+password = os.environ["DB_PASSWORD"]',
  `+API_KEY = "${key}"`,
  ` URL = "postgres://u:${password}@db/x"`,
];
const removed = '[secret removed: password]';

describe('redactChange', () => {
  it('redacts both texts and the hunks alike, and lists each secret once on its side', () => {
    const { change, secrets } = redactChange(changeOf(fileOf(marked)));

    expect(change.files[0]?.before).toBe(`import os\npassword = "${removed}"\nURL = "postgres://u:${removed}@db/x"\n`);
    expect(change.files[0]?.after).toBe(
      `import os\npassword = os.environ["DB_PASSWORD"]\nAPI_KEY = "[secret removed: api-key]"\nURL = "postgres://u:${removed}@db/x"\n`,
    );
    expect(change.files[0]?.hunks[0]?.lines.map(({ text }) => text)).toEqual([
      'import os',
      `password = "${removed}"`,
      'password = os.environ["DB_PASSWORD"]',
      'API_KEY = "[secret removed: api-key]"',
      `URL = "postgres://u:${removed}@db/x"`,
    ]);
    expect(secrets).toEqual([
      { path: 'src/a.py', line: 2, side: 'before', kind: 'password' },
      { path: 'src/a.py', line: 3, side: 'after', kind: 'api-key' },
      { path: 'src/a.py', line: 4, side: 'after', kind: 'password' },
    ]);
  });

  it('does the same when only the hunks are known', () => {
    const whole = redactChange(changeOf(fileOf(marked)));

    const alone = redactChange(changeOf(fileOf(marked, { before: null, after: null })));

    expect(alone.secrets).toEqual(whole.secrets);
    expect(alone.change.files[0]?.hunks).toEqual(whole.change.files[0]?.hunks);
    expect(alone.change.files[0]).toMatchObject({ before: null, after: null });
  });

  it('finds secrets outside the hunks, and numbers them by the side they stand on', () => {
    const far = `\n\npassword = "${password}"\n`;
    const hunk = hunkOf(1, ['+import os', ' import re']);
    const file = fileOf([], { before: `import re\n${far}`, after: `import os\nimport re\n${far}`, hunks: [hunk] });

    const { change, secrets } = redactChange(changeOf(file));

    expect(secrets).toEqual([{ path: 'src/a.py', line: 5, side: 'after', kind: 'password' }]);
    expect(change.files[0]?.before).toContain(removed);
  });

  it('shows an unchanged line alike on both sides when only one of them tells that it is a secret', () => {
    const value = `    "${password}"`;

    const { change } = redactChange(changeOf(fileOf(['-name = (', '+password = (', ` ${value}`, ' )'])));

    expect(change.files[0]?.before).toBe(`name = (\n    "${removed}"\n)\n`);
    expect(change.files[0]?.after).toBe(`password = (\n    "${removed}"\n)\n`);
    expect(change.files[0]?.hunks[0]?.lines[2]?.text).toBe(`    "${removed}"`);
  });

  it.each([
    ['added', '+', 'after'],
    ['removed', '-', 'before'],
  ] as const)('counts a private key that was %s once, on its first line', (_, mark, side) => {
    const lines = privateKey('RSA ').split('\n');

    const { change, secrets } = redactChange(changeOf(fileOf([' # key', ...lines.map((line) => mark + line)])));

    expect(secrets).toEqual([{ path: 'src/a.py', line: 2, side, kind: 'private-key' }]);
    expect(lines.filter((line) => JSON.stringify(change).includes(line))).toEqual([]);
  });

  it('counts what was added inside a private key', () => {
    const [first = '', ...rest] = privateKey('').split('\n');

    const { secrets } = redactChange(
      changeOf(fileOf([` ${first}`, ...rest.map((line, index) => (index === 1 ? `+${line}` : ` ${line}`))])),
    );

    expect(secrets).toEqual([
      { path: 'src/a.py', line: 1, side: 'after', kind: 'private-key' },
      { path: 'src/a.py', line: 3, side: 'after', kind: 'private-key' },
    ]);
  });

  it('redacts what git repeats behind @@, also when it is cut', () => {
    const line = `API_KEY = "${key}"`;
    const hunks = [hunkOf(3, [' x', '+y'], line.slice(0, 20)), hunkOf(9, [' x', '+y'], line)];
    const texts = { before: `${line}\n\nx\n\n\n\n\n\nx\n`, after: `${line}\n\nx\ny\n\n\n\n\nx\ny\n` };

    const { change } = redactChange(changeOf(fileOf([], { ...texts, hunks })));

    expect(change.files[0]?.hunks[0]?.section).toBe('API_KEY = "[secret removed: api-key]');
    expect(change.files[0]?.hunks[1]?.section).toBe('API_KEY = "[secret removed: api-key]"');
  });

  it('reads the kind of a file by its own path on each side', () => {
    const file = fileOf(['-DB_PASSWORD=letmein', '+DB_PASSWORD=letmein2'], {
      previousPath: '.env',
      path: 'notes.md',
      status: 'renamed',
    });

    const { change, secrets } = redactChange(changeOf(file));

    expect(change.files[0]).toMatchObject({ before: `DB_PASSWORD=${removed}\n`, after: `DB_PASSWORD=${removed}\n` });
    expect(secrets.map(({ path, side }) => [path, side])).toEqual([
      ['notes.md', 'before'],
      ['notes.md', 'after'],
    ]);
  });

  it('finds nothing in what it has redacted, and leaves other files as they were', () => {
    const plain = fileOf(['-x = 1', '+x = 2'], { path: 'src/b.py' });
    const binary = fileOf([], { path: 'logo.png', binary: true, before: null, after: null, hunks: [] });

    const once = redactChange(changeOf(fileOf(marked), plain, binary)).change;

    expect(redactChange(once)).toEqual({ change: once, secrets: [] });
    expect(once.files.slice(1)).toEqual([plain, binary]);
  });
});
