import { describe, expect, it } from 'vitest';
import type { Change, ChangedFile } from '../../src/change/change.ts';
import { readBefore } from '../../src/cli/review/before-change.ts';
import type { FileReading, Repository } from '../../src/ports/repository.ts';

const CONFIG = '.github/conclave.yml';
const SKILLS = '.github/conclave/skills';

/** A commit as its texts by path; every other question is one that nobody expected. */
function commitOf(texts: Readonly<Record<string, string>>): Repository {
  const unexpected = () => Promise.reject(new RangeError('nobody should ask this'));
  const at = (path: string): FileReading =>
    texts[path] === undefined ? { kind: 'absent' } : { kind: 'text', text: texts[path] };
  return {
    name: 'momentum',
    folder: null,
    findCommit: unexpected,
    readRange: unexpected,
    readFiles: async (_, paths) => new Map(paths.map((path) => [path, at(path)])),
    listFiles: async (_, folder) =>
      Object.keys(texts)
        .filter((path) => path.startsWith(`${folder}/`))
        .sort(),
    listBlobs: unexpected,
  };
}

const blank = { previousPath: null, binary: false, before: null, after: null, hunks: [], unreadable: null };
const added = (path: string, after: string): ChangedFile => ({ ...blank, path, status: 'added', after });
const deleted = (path: string, before: string): ChangedFile => ({ ...blank, path, status: 'deleted', before });
const modified = (path: string, before: string | null, after: string | null): ChangedFile => ({
  ...blank,
  path,
  status: 'modified',
  before,
  after,
});
const renamed = (previousPath: string, path: string, text: string): ChangedFile => ({
  ...blank,
  previousPath,
  path,
  status: 'renamed',
  before: text,
  after: text,
});

/** The text that instructs, null when there is none. */
async function readText(texts: Readonly<Record<string, string>>, files: readonly ChangedFile[], path = CONFIG) {
  const change: Change = { name: 'x.diff', base: null, head: null, files };
  const reading = (await readBefore(commitOf(texts), change).readFiles('HEAD', [path])).get(path);
  return reading?.kind === 'text' ? reading.text : null;
}

describe('what instructs, in a commit that holds the change already', () => {
  const leak = added('leak.py', 'shift(-1)\n');

  it.each<[behaviour: string, file: ChangedFile, texts: Readonly<Record<string, string>>, before: string | null]>([
    ['is absent when the change adds it', added(CONFIG, 'off\n'), { [CONFIG]: 'off\n' }, null],
    ['is as it was when the change modifies it', modified(CONFIG, 'on\n', 'off\n'), { [CONFIG]: 'off\n' }, 'on\n'],
    ['is there when the change deletes it', deleted(CONFIG, 'on\n'), {}, 'on\n'],
    ['is there when the change renames it away', renamed(CONFIG, 'old.yml', 'on\n'), { 'old.yml': 'on\n' }, 'on\n'],
    ['is absent when the change renames another to it', renamed('o.yml', CONFIG, 'on\n'), { [CONFIG]: 'on\n' }, null],
    ['is what stands when the change is of other files', modified('a', 'x', 'y'), { [CONFIG]: 'on\n' }, 'on\n'],
  ])('%s', async (_, file, texts, before) => {
    expect(await readText({ 'leak.py': 'shift(-1)\n', ...texts }, [file, leak])).toBe(before);
  });

  it('is the one that was replaced when another is renamed to its place', async () => {
    const files = [renamed(CONFIG, 'old.yml', 'on\n'), renamed('new.yml', CONFIG, 'off\n')];

    expect(await readText({ 'old.yml': 'on\n', [CONFIG]: 'off\n' }, files)).toBe('on\n');
  });

  it('does not heed a file that no diff shows', async () => {
    const files = [added(CONFIG, 'off\n'), { ...modified('a.png', null, null), binary: true }];

    expect(await readText({ [CONFIG]: 'off\n' }, files)).toBeNull();
  });
});

describe('what instructs, in a commit before the change', () => {
  it.each<[behaviour: string, file: ChangedFile, texts: Readonly<Record<string, string>>, before: string | null]>([
    ['an added file', added(CONFIG, 'off\n'), {}, null],
    ['a modified file', modified(CONFIG, 'on\n', 'off\n'), { [CONFIG]: 'on\n' }, 'on\n'],
    ['a deleted file', deleted(CONFIG, 'on\n'), { [CONFIG]: 'on\n' }, 'on\n'],
  ])('is what stands there: %s', async (_, file, texts, before) => {
    expect(await readText(texts, [file, added('new.py', 'x\n')])).toBe(before);
  });
});

describe('what instructs, in a commit that does not fit the diff', () => {
  const strict = { [CONFIG]: 'on\n', 'run.py': 'a\n' };

  it.each<[behaviour: string, files: readonly ChangedFile[], texts: Readonly<Record<string, string>>]>([
    ['a text before that is not known', [modified(CONFIG, null, null)], { [CONFIG]: 'x\n' }],
    ['a text that is neither side', [modified(CONFIG, 'on\n', 'off\n')], { [CONFIG]: 'x\n' }],
    ['an added file that stands with another text', [added(CONFIG, 'off\n')], { [CONFIG]: 'x\n' }],
    ['a modified file that is not there', [modified(CONFIG, 'on\n', 'off\n')], {}],
    ['a link', [{ ...modified(CONFIG, null, null), unreadable: 'a symbolic link' }], {}],
    [
      'a diff that tells the settings backwards and the rest forwards',
      [modified(CONFIG, 'off\n', 'on\n'), modified('run.py', 'a\n', 'b\n')],
      strict,
    ],
    [
      'a diff that tells them backwards beside a new file',
      [modified(CONFIG, 'off\n', 'on\n'), added('x', 'x')],
      strict,
    ],
    ['a diff that calls them new, beside a new file', [added(CONFIG, 'on\n'), added('x', 'x')], strict],
    ['a diff that tells them backwards beside a misfit', [added(CONFIG, 'on\n'), modified('x', null, null)], strict],
  ])('is refused: %s', async (_, files, texts) => {
    await expect(readText(texts, files)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('its text before the change is not known'),
      facts: { where: 'x.diff', advice: expect.stringContaining('--base main') },
    });
  });
});

describe('the files below a folder that instructs', () => {
  const skill = (name: string) => `${SKILLS}/${name}/SKILL.md`;

  it('are those that stood there before the change', async () => {
    const files = [
      added(skill('yes-man'), 'yes\n'),
      deleted(skill('gone'), 'no\n'),
      renamed(skill('old'), skill('new'), 'old\n'),
      modified('run.py', 'a\n', 'b\n'),
    ];
    const texts = { [skill('yes-man')]: 'yes\n', [skill('new')]: 'old\n', [skill('kept')]: 'k\n', 'run.py': 'b\n' };
    const before = readBefore(commitOf(texts), { name: 'x.diff', base: null, head: null, files });

    expect(await before.listFiles('HEAD', SKILLS)).toEqual([skill('gone'), skill('kept'), skill('old')]);
    expect(await before.listFiles('HEAD', `${SKILLS}/`)).toContain(skill('gone'));
  });
});
