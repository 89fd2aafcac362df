import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { hearLastWords } from '../../../src/adapters/sandbox/last-words.ts';
import { openStrategyHost } from '../../../src/adapters/sandbox/strategy-host/strategy-host.ts';
import type { WallEngine } from '../../../src/adapters/sandbox/wall/wall-engine.ts';
import { orderOf, silent, whole } from './strategy-host/fake-python.ts';
import { CHOICE, fakeEngine } from './strategy-host/fake-walled.ts';

const folder = mkdtempSync(join(tmpdir(), 'conclave-last-words-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Long beside the limit of a step below, short beside the patience with pipes that others hold open. */
const LATE_MS = 600;
const STEP_MS = 400;

describe('the last words of a process', () => {
  it('are heard to their end, also where they are read late', async () => {
    const pipe = new PassThrough();
    let heard = '';
    pipe.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
    });
    setTimeout(() => pipe.end('why it ended'), 100);

    await hearLastWords([pipe]);

    expect(heard).toBe('why it ended');
  });

  it('are not waited for where somebody else holds the pipe open', async () => {
    const pipe = new PassThrough().resume();

    await hearLastWords([pipe]);

    expect(pipe.readableEnded).toBe(false);
  });

  it('are in the error of a strategy, and not that it gave no answer meanwhile', async () => {
    const strategy = join(folder, 'mine.py');
    writeFileSync(strategy, 'class Strategy:\n    pass\n');
    const fake = fakeEngine(
      silent(({ complain, end }) => {
        complain('RuntimeError: no\n');
        end({ kind: 'exited', code: 1 });
      }),
    );
    const start: WallEngine['start'] = async (asked) => {
      const walled = await fake.engine.start(asked);
      const errors = new PassThrough();
      void walled.end.then(() => setTimeout(() => walled.errors.pipe(errors), LATE_MS));
      return { ...walled, errors };
    };
    const limits = { start: 30_000, step: STEP_MS, whole: STEP_MS };

    const ran = openStrategyHost({ wall: CHOICE, engine: { ...fake.engine, start }, ...limits }).runWhole(
      orderOf(strategy),
      whole,
    );

    await expect(ran).rejects.toThrow('ended with exit code 1 (RuntimeError: no), while it was asked');
  });
});
