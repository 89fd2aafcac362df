import { describe, expect, it } from 'vitest';
import { STABLE_ARTEFACTS } from '../../../src/backtest/determinism/determinism-proof.ts';
import { proveDeterminism } from '../../../src/flows/backtest/prove-determinism.ts';
import { hashText } from '../../../src/kernel/hash.ts';
import { MemoryFolders, ORDER, outcome, recordingEngine } from './fake-runs.ts';

async function stage(second: Readonly<Record<string, string>> = {}) {
  const folders = new MemoryFolders();
  const first = await folders.passing();
  for (const name of STABLE_ARTEFACTS) await folders.write(first, name, `a of ${name}`);
  const { engine, runs } = recordingEngine(({ folder }) => {
    for (const name of STABLE_ARTEFACTS) folders.texts.set(`${folder}/${name}`, second[name] ?? `a of ${name}`);
    return outcome();
  });
  return { folders, first, engine, runs };
}

describe('running twice', () => {
  it('is the same where all four artefacts have the same bytes', async () => {
    const { folders, first, engine } = await stage();

    const proof = await proveDeterminism(ORDER, first, { engine, folders, watcher: {} });

    expect(proof).toMatchObject({ answer: 'same', differences: [], varied: ['time zone'] });
    expect(proof.files.map(({ name }) => name)).toEqual([...STABLE_ARTEFACTS]);
    expect(proof.files.every(({ sha256, second_sha256 }) => sha256 === second_sha256)).toBe(true);
  });

  it('differs where one of them does, with both hashes and the first difference in words', async () => {
    const { folders, first, engine } = await stage({ 'events.log': 'b' });

    const proof = await proveDeterminism(ORDER, first, { engine, folders, watcher: {} });

    expect(proof.answer).toBe('differs');
    expect(proof.differences).toEqual(['events.log, line 1: a of events.log in the first run, b in the second']);
    expect(proof.files[2]).toEqual({
      name: 'events.log',
      sha256: hashText('a of events.log'),
      second_sha256: hashText('b'),
    });
  });

  it('takes place in strange surroundings, in a folder of its own that is let go', async () => {
    const { folders, first, engine, runs } = await stage();

    await proveDeterminism({ ...ORDER, folder: first.path, purpose: 'report' }, first, {
      engine,
      folders,
      watcher: {},
    });

    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({ order: { purpose: 'figures', seed: 7 }, watch: { surroundings: 'strange' } });
    expect(runs[0]?.order.folder).not.toBe(first.path);
    expect([...folders.open]).toEqual([first.path]);
  });

  it('lets its folder go when the second run fails', async () => {
    const { folders, first } = await stage();
    const { engine } = recordingEngine(() => {
      throw new Error('it threw the second time');
    });

    const proof = proveDeterminism(ORDER, first, { engine, folders, watcher: {} });

    await expect(proof).rejects.toThrow('it threw the second time');
    expect([...folders.open]).toEqual([first.path]);
  });
});
