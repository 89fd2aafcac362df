import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openScanner, type ScannerOptions, type WarmScanner } from '../../../src/adapters/scan/scanner.ts';
import type { Change } from '../../../src/change/change.ts';
import { decodeText } from '../../../src/change/text.ts';
import { scanChange } from '../../../src/evidence/scan.ts';
import { NO_SURROUNDINGS } from '../../../src/evidence/surroundings.ts';
import { changeIn, evidenceCases, surroundingsOf } from '../../evaluation/evidence-cases.ts';
import { addedFile } from '../../evidence/change-of.ts';
import { shippedRules } from '../../evidence/shipped-rules.ts';
import { someRule } from '../../evidence/some-rule.ts';
import { found } from '../../fixtures/found.ts';
import { endAtWork, readers } from './reader-processes.ts';
import { DEEP_CALLS, SLOW } from './slow-rule.ts';

const CALLS_F = someRule();

const open: WarmScanner[] = [];

function scanner(options: ScannerOptions = {}): WarmScanner {
  const one = openScanner(options);
  open.push(one);
  return one;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

function added(...texts: readonly (readonly [path: string, text: string])[]): Change {
  const files = texts.flatMap(([path, text]) => addedFile(path, text).files);
  return { name: 'change', base: null, head: null, files };
}

describe('a scanner', () => {
  const shared = openScanner();
  afterAll(() => shared.close());
  const rules = shippedRules().map(({ rule }) => rule);

  it('sees in every shared case what the rules see in this process', async () => {
    for (const one of evidenceCases()) {
      const there = await shared.scan(changeIn(one), rules, surroundingsOf(one));

      expect({ id: one.id, ...there }).toEqual({
        id: one.id,
        ...scanChange(changeIn(one), rules, surroundingsOf(one)),
      });
    }
  });

  it('keeps the order of a change with many files', async () => {
    const texts = Array.from(
      { length: 300 },
      (_, index) => [`src/file-${index}.py`, 'f()\n'.repeat(index % 7)] as const,
    );
    const change = added(...texts);

    const report = await shared.scan(change, [CALLS_F], NO_SURROUNDINGS);

    expect(report).toEqual(scanChange(change, [CALLS_F]));
  });

  it.each([
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x66, 0x00), 'UTF-16, not UTF-8'],
    ['Latin-1', Uint8Array.of(0x23, 0x20, 0xe9, 0x0a), 'not UTF-8'],
    ['over 2 MB', new Uint8Array(3_000_000).fill(0x23), 'over 2 MB'],
  ])('says that a file is %s, and reads the others', async (_name, bytes, reason) => {
    const reading = decodeText(bytes);
    const [file] = addedFile('src/a.py', '').files;
    const unreadable = reading.kind === 'unreadable' ? reading.reason : null;
    const files = [{ path: 'src/a.py', ...file, after: null, unreadable }, ...addedFile('src/b.py', 'f()\n').files];

    const report = await shared.scan({ ...added(), files: files as Change['files'] }, [CALLS_F], NO_SURROUNDINGS);

    expect(report.unread).toEqual([{ path: 'src/a.py', reason }]);
    expect(report.hits.map(({ path }) => path)).toEqual(['src/b.py']);
  });

  it.each([
    ['an expression that nests deeply', `x = ${'('.repeat(60_000)}1${')'.repeat(60_000)}\n`],
    ['a line of five megabytes', `x = "${'a'.repeat(5_000_000)}"\n`],
    ['a line of one megabyte', `x = "${'a'.repeat(1_000_000)}"\n`],
    ['a syntax error', 'def f(:\n'],
  ])('says that a file holds %s, and reads the others', async (_name, text) => {
    const change = added(['src/a.py', text], ['src/b.py', 'f()\n']);

    const report = await shared.scan(change, [CALLS_F], NO_SURROUNDINGS);

    expect(report.unread).toEqual([{ path: 'src/a.py', reason: expect.stringMatching(/^(line \d+|the file)\b/) }]);
    expect(report.read.map(({ path }) => path)).toEqual(['src/b.py']);
  });

  it('gives up a file that takes too long, and reads the others', async () => {
    const change = added(['src/a.py', 'f()\n'], ['src/b.py', DEEP_CALLS], ['src/c.py', 'f()\n']);

    const report = await scanner({ limits: { file: 300 } }).scan(change, [CALLS_F, SLOW], NO_SURROUNDINGS);

    expect(report.unread).toEqual([{ path: 'src/b.py', reason: 'reading it took longer than 0.3 s' }]);
    expect(report.read.map(({ path }) => path)).toEqual(['src/a.py', 'src/c.py']);
  });

  it('reads nothing more after three files that took too long', async () => {
    const slow = ['a', 'b', 'c'].map((name) => [`src/${name}.py`, DEEP_CALLS] as const);
    const change = added(...slow, ['src/d.py', 'f()\n'], ['src/e.txt', 'f()\n']);

    const report = await scanner({ limits: { file: 100 } }).scan(change, [SLOW], NO_SURROUNDINGS);

    expect(report.read).toEqual([]);
    expect(report.unread.map(({ path }) => path)).toEqual(['src/a.py', 'src/b.py', 'src/c.py', 'src/d.py']);
    expect(report.unread.at(-1)?.reason).toBe('3 files before it went over the bounds of time and memory');
  });

  it('reads nothing more when the time for the whole change is over', async () => {
    const change = added(['src/a.py', 'f()\n'], ['src/b.py', DEEP_CALLS], ['src/c.py', 'f()\n']);
    const one = scanner({ limits: { whole: 700 } });
    await warmUp(one);

    const report = await one.scan(change, [SLOW], NO_SURROUNDINGS);

    expect(report.read.map(({ path }) => path)).toEqual(['src/a.py']);
    expect(report.unread).toEqual([
      { path: 'src/b.py', reason: 'reading it was not done when 0.7 s were over' },
      { path: 'src/c.py', reason: 'its turn did not come in 0.7 s' },
    ]);
  });

  it('gives up a file that takes too much memory, and reads the others', async () => {
    const change = added(['src/a.py', 'f(1)\n'.repeat(300_000)], ['src/b.py', 'f()\n']);

    const report = await scanner({ limits: { megabytes: 250 } }).scan(change, [CALLS_F], NO_SURROUNDINGS);

    expect(report.unread).toEqual([{ path: 'src/a.py', reason: 'reading it took more than 250 MB of memory' }]);
    expect(report.read.map(({ path }) => path)).toEqual(['src/b.py']);
  });

  it('goes on with another process when the one at work is ended from outside', async () => {
    const change = added(['src/a.py', DEEP_CALLS], ['src/b.py', 'f()\n']);
    const one = scanner();
    const started = await warmUp(one);

    const pending = one.scan(change, [SLOW], NO_SURROUNDINGS);
    await endAtWork(started);

    const report = await pending;
    expect(report.unread).toEqual([{ path: 'src/a.py', reason: 'the process that was reading it ended with SIGKILL' }]);
    expect(report.read.map(({ path }) => path)).toEqual(['src/b.py']);
  });

  it('starts no process for files that no rule asks', async () => {
    const one = scanner({ program: new URL('file:///nowhere/worker.ts') });

    const report = await one.scan(added(['README.md', 'f()\n']), [CALLS_F], NO_SURROUNDINGS);

    expect(report).toEqual({ hits: [], read: [], unread: [], symbols: [], imports: [] });
  });

  it('fails where its program is missing', async () => {
    const one = scanner({ program: new URL('file:///nowhere/worker.ts') });
    one.warmUp();
    const scan = one.scan(added(['src/a.py', 'f()\n']), [CALLS_F], NO_SURROUNDINGS);

    await expect(scan).rejects.toMatchObject({
      code: 'outside-failed',
      message: expect.stringContaining("ended with exit code 1 (Error: Cannot find module '/nowhere/worker.ts')"),
    });
  });

  it('reads two changes at once where it may, and one after the other where not', async () => {
    const change = added(['src/a.py', 'f()\n']);
    for (const atOnce of [1, 2]) {
      const one = scanner({ atOnce });

      const reports = await Promise.all([1, 2, 3].map(() => one.scan(change, [CALLS_F], NO_SURROUNDINGS)));

      expect(reports.map(({ hits }) => hits.length)).toEqual([1, 1, 1]);
    }
  });

  it('ends a process that has had nothing to do for a while', async () => {
    await scanner({ idle: 1 }).scan(added(['src/a.py', 'f()\n']), [CALLS_F], NO_SURROUNDINGS);

    await sleep(500);

    expect(readers()).toEqual([]);
  });
});

describe('a scanner that is warmed up', () => {
  it('starts its process ahead and reads with it', async () => {
    const warm = scanner();
    warm.warmUp();
    await expect.poll(readers, { timeout: 5_000 }).toHaveLength(1);
    const ahead = readers();
    await warm.scan(added(['src/a.py', 'f()\n']), [CALLS_F], NO_SURROUNDINGS);
    expect(readers()).toEqual(ahead);
  });

  it('leaves nothing behind when it is closed unused', async () => {
    const unused = scanner();
    unused.warmUp();
    await unused.close();
    await expect.poll(readers, { timeout: 5_000 }).toEqual([]);
  });
});

describe('a rule', () => {
  it('has nothing against it when its examples show what it says', async () => {
    expect(await scanner().prove([CALLS_F])).toEqual([[]]);
  });

  it('is told what its examples disprove and what the engine refuses', async () => {
    const everything = someRule("rule: { regex: '' }\n");
    const refused = { ...CALLS_F, rule: { kind: 'no_such_kind' } };

    const faults = await scanner().prove([everything, CALLS_F, refused]);

    expect(faults[0]).toContainEqual({
      kind: 'disproved',
      field: ['examples', 'good', 0],
      reason: 'the rule finds line 1',
    });
    expect(faults[1]).toEqual([]);
    expect(faults[2]).toEqual([{ kind: 'refused', field: ['rule'], reason: expect.stringContaining('no_such_kind') }]);
  });

  it('that takes too long over its examples is told so, and the next is proven', async () => {
    const slow = { ...SLOW, examples: { bad: [DEEP_CALLS], good: ['g()'] } };

    const faults = await scanner({ limits: { file: 300 } }).prove([slow, CALLS_F]);

    expect(faults).toEqual([
      [{ kind: 'unproven', field: ['examples'], reason: 'proving it took longer than 0.3 s' }],
      [],
    ]);
  });
});

/** Lets a scanner start its process, so that what is measured then is its work alone. */
async function warmUp(one: WarmScanner): Promise<number> {
  const before = readers();
  await one.scan(added(['src/a.py', 'f()\n']), [CALLS_F], NO_SURROUNDINGS);
  return found(
    readers().find((pid) => !before.includes(pid)),
    'the process of the scanner',
  );
}
