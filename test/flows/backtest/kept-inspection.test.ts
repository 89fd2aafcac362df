import { describe, expect, it } from 'vitest';
import { type TestPorts, testStrategy } from '../../../src/flows/backtest/test-strategy.ts';
import { AppError } from '../../../src/kernel/app-error.ts';
import { MemoryFolders, ORDER, recordingEngine } from './fake-runs.ts';

const finding = { path: 's.py', line: 3, column: 1, code: 'structure/network', message: '`socket` is not allowed' };
const fault = () => {
  throw new AppError('bad-input', 'the strategy raised at bar 5', { advice: 'Look at bar 5.' });
};
const full = () => {
  throw new AppError('outside-failed', 'there is no room on the disk');
};
const bug = () => {
  throw new TypeError('a fault of ours');
};

/** A test of a strategy with a finding, whose run does what is said; `keep` is called where something is kept. */
function testing(run: () => never, keep: () => readonly string[], signal?: AbortSignal) {
  const kept: string[] = [];
  const folders = new (class extends MemoryFolders {
    override async keep(): Promise<readonly string[]> {
      const paths = keep();
      kept.push(...paths);
      return paths;
    }
  })();
  const tools: TestPorts['tools'] = {
    inspect: async () => [{ id: 'structure', answer: 'fail', tool: null, findings: [finding], reason: null }],
    test: () => expect.unreachable('there are no tests'),
  };
  const ports = { engine: recordingEngine(run).engine, folders, tools, now: () => 0 } as unknown as TestPorts;
  const sent = { strategy: { path: 's.py', bytes: new Uint8Array() }, tests: [] };
  const tested = testStrategy(
    { order: ORDER, sent, target: '/kept', golden: null, base: null, keepsInspection: true },
    ports,
    signal === undefined ? {} : { signal },
  );
  return { tested, kept, folders };
}

const FOUND = 'Static check structure fails with 1 finding, the first at s.py:3: `socket` is not allowed';

describe('what was found out about a strategy whose run does not come to its end', () => {
  it('is told with the error, and kept where it says', async () => {
    const { tested, folders } = testing(fault, () => ['/kept/inspection.json']);

    await expect(tested).rejects.toMatchObject({
      message: 'the strategy raised at bar 5',
      facts: { advice: `Look at bar 5.\n  ${FOUND}\n  kept: /kept/inspection.json` },
    });
    expect([...folders.texts.keys()]).toEqual([expect.stringContaining('/inspection.json')]);
    expect(folders.open.size).toBe(0);
  });

  it('is told where it cannot be kept, which hides no error of the strategy', async () => {
    const { tested, folders } = testing(fault, full);

    await expect(tested).rejects.toMatchObject({
      message: 'the strategy raised at bar 5',
      facts: {
        advice: expect.stringContaining(`${FOUND}\n  inspection.json was not kept: there is no room on the disk`),
      },
    });
    expect(folders.open.size).toBe(0);
  });

  it.each([
    ['the machine gave out', full, undefined, 'there is no room on the disk'],
    ['somebody interrupted', fault, AbortSignal.abort(), 'the strategy raised at bar 5'],
    ['we are wrong', bug, undefined, 'a fault of ours'],
  ])('is neither told nor kept where %s', async (_what, run, signal, words) => {
    const { tested, kept, folders } = testing(run, () => ['/kept/inspection.json'], signal);

    await expect(tested).rejects.toThrow(words);
    await expect(tested).rejects.not.toMatchObject({ facts: { advice: expect.stringContaining('structure') } });
    expect(kept).toEqual([]);
    expect(folders.open.size).toBe(0);
  });
});
