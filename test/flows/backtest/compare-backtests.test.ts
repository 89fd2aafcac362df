import { describe, expect, it } from 'vitest';
import { STABLE_ARTEFACTS } from '../../../src/backtest/determinism/determinism-proof.ts';
import { decodeText, type TextReading } from '../../../src/change/text.ts';
import { compareBacktests } from '../../../src/flows/backtest/compare-backtests.ts';
import { AppError } from '../../../src/kernel/app-error.ts';
import type { StrategyHost } from '../../../src/ports/growing-strategy.ts';
import type { Repository } from '../../../src/ports/repository.ts';
import { MemoryFolders, ORDER, outcome, recordingEngine } from './fake-runs.ts';
import { SOUND } from './leaks/clean-strategies.ts';
import { memoryHost } from './leaks/memory-host.ts';
import { openTables } from './memory-tables.ts';

/** Files of commits by ref; the id of a commit is its ref with a hash sign. */
function commitsOf(commits: Readonly<Record<string, Readonly<Record<string, string>>>>): Repository {
  const filesOf = (commit: string) => commits[commit.slice(1)] ?? {};
  const refuse = () => {
    throw new Error('nobody asks for this');
  };
  return {
    name: 'repo',
    folder: '/repo',
    findCommit: async (ref) => {
      if (commits[ref] === undefined) throw new AppError('bad-input', `there is no ${ref}`);
      return `#${ref}`;
    },
    listFiles: async (commit) => Object.keys(filesOf(commit)),
    readFiles: async (commit, paths) =>
      new Map(
        paths.map((path): [string, TextReading] => [path, decodeText(Buffer.from(filesOf(commit)[path] ?? refuse()))]),
      ),
    readRange: refuse,
    listBlobs: refuse,
  };
}

function stage(commits: Parameters<typeof commitsOf>[0]) {
  const folders = new MemoryFolders();
  const ran: (string | undefined)[] = [];
  const proven = new Set<string | undefined>();
  const { engine, runs } = recordingEngine(({ strategy, folder }, { surroundings }) => {
    ran.push(folders.texts.get(strategy));
    if (folder === null) return outcome();
    for (const name of STABLE_ARTEFACTS) folders.texts.set(`${folder}/${name}`, `a of ${name}`);
    folders.texts.set(`${folder}/decisions.log`, '');
    if (surroundings === 'strange' && ran.at(-1) === 'strange') folders.texts.set(`${folder}/events.log`, 'b');
    return outcome();
  });
  const sound = memoryHost(SOUND);
  const host: StrategyHost = {
    ...sound,
    runWhole: (order, whole) => {
      if (folders.open.has(`/${order.strategy.split('/')[1]}`)) proven.add(folders.texts.get(order.strategy));
      return sound.runWhole(order, whole);
    },
  };
  const ports = { engine, folders, host, openData: openTables().openData, repository: commitsOf(commits) };
  return { ports, folders, runs, ran, proven };
}

const order = { ...ORDER, data: [{ symbol: 'X', path: '/days.csv' }], timeLimit: 60_000 };
const request = { base: 'main', head: 'mine', path: 'strategies/s.ts', order, twice: false, leaks: false };

describe('a comparison of two commits', () => {
  it('runs the base and then the head, on the same data with the same configuration and seed', async () => {
    const { ports, runs, ran, folders } = stage({
      main: { 'strategies/s.ts': 'old' },
      mine: { 'strategies/s.ts': 'new' },
    });

    const { base, head, proofs } = await compareBacktests(request, ports);

    expect(ran).toEqual(['old', 'new']);
    expect(proofs).toEqual({ determinism: null, lookAhead: null });
    expect([base, head]).toMatchObject([
      { ref: 'main', commit: '#main' },
      { ref: 'mine', commit: '#mine' },
    ]);
    const [first, second] = runs.map(({ order }) => ({ ...order, strategy: null }));
    expect(first).toEqual(second);
    expect(first).toMatchObject({ folder: null, purpose: 'comparison', seed: 7 });
    expect(folders.open.size).toBe(0);
  });

  it('takes along the code and the JSON beside a strategy, and nothing else', async () => {
    const files = { 'strategies/s.ts': '', 'lib/a.mjs': '', 'levels.json': '{}', 'README.md': '', 'days.csv': '' };
    const { ports, folders } = stage({ main: files, mine: files });

    await compareBacktests(request, ports);

    expect([...folders.texts.keys()].filter((path) => path.startsWith('/folder-1/')).sort()).toEqual([
      '/folder-1/levels.json',
      '/folder-1/lib/a.mjs',
      '/folder-1/strategies/s.ts',
    ]);
  });

  it('runs nothing where the base does not have the strategy, and leaves no folder', async () => {
    const { ports, runs, folders } = stage({ main: { 'other.ts': '' }, mine: { 'strategies/s.ts': '' } });

    await expect(compareBacktests(request, ports)).rejects.toThrow('strategies/s.ts is not in main');

    expect(runs).toEqual([]);
    expect(folders.open.size).toBe(0);
  });

  it('proves the head alone, while its files are there', async () => {
    const { ports, ran, proven, folders } = stage({
      main: { 'strategies/s.ts': 'old' },
      mine: { 'strategies/s.ts': 'new' },
    });

    const { proofs } = await compareBacktests({ ...request, twice: true, leaks: true }, ports);

    expect(ran).toEqual(['old', 'new', 'new']);
    expect([...proven]).toEqual(['new']);
    // The run that was kept wanted nothing, and the growing strategy does: the proof is about that run.
    expect(proofs).toMatchObject({
      determinism: { answer: 'same' },
      lookAhead: { answer: 'leak', mode: 'every_prefix', bars: 60 },
    });
    expect(folders.open.size).toBe(0);
  });

  it('tells where a head differs that is run a second time', async () => {
    const { ports } = stage({ main: { 'strategies/s.ts': 'old' }, mine: { 'strategies/s.ts': 'strange' } });

    const { proofs } = await compareBacktests({ ...request, twice: true }, ports);

    expect(proofs).toMatchObject({
      determinism: { answer: 'differs', differences: [expect.stringContaining('events.log, line 1')] },
      lookAhead: null,
    });
  });

  it('says which files with code it leaves out since nobody can read them', async () => {
    const { ports, folders } = stage({
      main: { 'strategies/s.ts': 'old' },
      mine: { 'strategies/s.ts': 'new', 'large.json': ' '.repeat(2 * 1024 * 1024 + 1), 'odd.js': 'a\0b' },
    });
    const notices: string[] = [];

    await compareBacktests(request, ports, { onNotice: (text) => notices.push(text) });

    expect(notices).toEqual(['left out of mine: large.json (over 2 MB), odd.js (binary)']);
    expect([...folders.texts.keys()]).not.toContain('/folder-2/odd.js');
  });

  it('refuses a strategy that cannot be read', async () => {
    const { ports } = stage({ main: { 'strategies/s.ts': 'a\0b' }, mine: { 'strategies/s.ts': '' } });

    const compared = compareBacktests(request, ports);

    await expect(compared).rejects.toThrow('the strategy of main cannot be read: strategies/s.ts (binary)');
  });

  it('tells which side is under way, and passes on who may interrupt it', async () => {
    const files = { 'strategies/s.ts': '' };
    const { ports, runs } = stage({ main: files, mine: files });
    const steps: string[] = [];
    const { signal } = new AbortController();

    await compareBacktests(request, ports, { signal, onProgress: (step) => steps.push(step) });
    for (const { watch } of runs) watch.onProgress?.({ done: 1, total: 2 });

    expect(steps).toEqual(['base', 'head']);
    expect(runs.map(({ watch }) => watch.signal)).toEqual([signal, signal]);
  });
});
