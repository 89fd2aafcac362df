import { describe, expect, it } from 'vitest';
import { judgeGoldens } from '../../../src/flows/backtest/judge-goldens.ts';
import { AppError } from '../../../src/kernel/app-error.ts';
import type { RunOutcome } from '../../../src/ports/backtest-engine.ts';
import type { GoldenFiles } from '../../../src/ports/golden-files.ts';
import { MemoryFolders, outcome, recordingEngine } from './fake-runs.ts';

/** The hash of the data in the summary that the engine gives. */
const SHA = 'ab'.repeat(32);

function golden(expected: string): string {
  return `version: 1
title: A cross
strategy: ../s.ts
data: [{ symbol: GOOG, file: ../goog.csv, sha256: ${SHA} }]
config: { version: 1 }
seed: 7
expected:
${expected}`;
}

function stage(texts: Readonly<Record<string, string>>, play: () => RunOutcome = outcome) {
  const held = new Map(Object.entries(texts));
  const files: GoldenFiles = {
    root: '/repo',
    locate: (path) => `/repo/${path}`,
    list: async () => [...held.keys()],
    read: async (path) => {
      const text = held.get(path);
      if (text === undefined) throw new AppError('bad-input', 'there is no such file', { where: path });
      return text;
    },
    write: async (path, text) => void held.set(path, text),
  };
  const folders = new MemoryFolders();
  const { engine, runs } = recordingEngine(play);
  return { held, runs, folders, ports: { files, folders, engine } };
}

const judge = { timeLimit: 1_000, update: null };
const NOTE = { reason: 'the taker fee went up in November', date: '2026-11-21', by: 'Ada' };

describe('golden scenarios', () => {
  it('run with the files, the seed and the time that they name, and leave no folder', async () => {
    const { ports, runs, folders } = stage({ 'golden/a.yml': golden('  total.trades: 93\n') });

    const rows = await judgeGoldens({ ...judge, paths: ['golden/a.yml'] }, ports);

    expect(rows).toMatchObject([
      { name: 'golden/a.yml', title: 'A cross', judgement: { answer: 'same' }, updated: [] },
    ]);
    expect(runs[0]?.order).toMatchObject({
      strategy: '/repo/s.ts',
      data: [{ symbol: 'GOOG', path: '/repo/goog.csv' }],
      seed: 7,
      timeLimit: 1_000,
    });
    expect(folders.open.size).toBe(0);
  });

  it('go on behind one that cannot be run', async () => {
    const { ports } = stage({ 'golden/bad.yml': 'version: 2\n', 'golden/z.yml': golden('  total.trades: 92\n') });

    const rows = await judgeGoldens({ ...judge, paths: ['golden/bad.yml', 'golden/gone.yml', 'golden/z.yml'] }, ports);

    expect(rows.map((row) => ('error' in row ? row.error.code : row.judgement.answer))).toEqual([
      'bad-input',
      'bad-input',
      'differs',
    ]);
  });

  it('stop at what is broken in the program itself', async () => {
    const { ports } = stage({ 'golden/a.yml': golden('  total.trades: 93\n') }, () => {
      throw new TypeError('ours');
    });

    await expect(judgeGoldens({ ...judge, paths: ['golden/a.yml'] }, ports)).rejects.toThrow('ours');
  });

  it('stop when nobody wants them any more', async () => {
    const { ports, runs } = stage({ 'golden/a.yml': golden('  total.trades: 93\n') }, () => {
      throw new AppError('outside-failed', 'the backtest was interrupted');
    });
    const paths = ['golden/a.yml', 'golden/a.yml'];

    const judged = judgeGoldens({ ...judge, paths }, ports, { signal: AbortSignal.abort() });

    await expect(judged).rejects.toThrow('interrupted');
    expect(runs).toHaveLength(1);
  });

  it('are written anew by an update, with its reason', async () => {
    const { ports, held } = stage({ 'golden/a.yml': golden('  total.trades: 92\n') });

    const rows = await judgeGoldens({ ...judge, paths: ['golden/a.yml'], update: NOTE }, ports);

    expect(rows).toMatchObject([{ judgement: { answer: 'same' }, updated: ['total.trades'] }]);
    expect(held.get('golden/a.yml')).toContain('total.trades: 93');
    expect(held.get('golden/a.yml')).toContain('the taker fee went up in November');
  });

  it('are left as they are by an update that changes nothing', async () => {
    const text = golden('  total.trades: 93\n');
    const { ports, held } = stage({ 'golden/a.yml': text });

    await judgeGoldens({ ...judge, paths: ['golden/a.yml'], update: NOTE }, ports);

    expect(held.get('golden/a.yml')).toBe(text);
  });
});
