import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../../../../src/adapters/sandbox/engine/engine.ts';
import type { WallChoice } from '../../../../src/adapters/sandbox/wall/wall-engine.ts';
import { STABLE_ARTEFACTS } from '../../../../src/backtest/determinism/determinism-proof.ts';
import { RunConfig } from '../../../../src/backtest/run-config.ts';
import type { RunOrder, RunOutcome, RunWatch } from '../../../../src/ports/backtest-engine.ts';
import { standingWall } from '../../../sandbox/standing-wall.ts';
import { PYTHON_CROSS, TYPESCRIPT_CROSS } from './cross-sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'conclave-walled-engine-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let wall: WallChoice;
beforeAll(async () => {
  wall = (await standingWall('bubblewrap', { cpus: null })).choice;
}, 300_000);

/** The first 600 days, which hold enough and take little. */
const GOOG = join(folder, 'GOOG.csv');
const whole = readFileSync(join(import.meta.dirname, '../../../../docs/examples/backtest/GOOG.csv'), 'utf8');
writeFileSync(GOOG, whole.split('\n').slice(0, 601).join('\n'));
const config = RunConfig.parse({ version: 1, data: { timezone: 'UTC' }, fee_taker: 0.001 });

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** A run of a strategy file, and the bytes that it leaves. */
async function run(strategy: string, over: Partial<RunOrder> & { walled?: boolean; watch?: RunWatch } = {}) {
  const { walled = true, watch = {}, ...rest } = over;
  const target = mkdtempSync(join(folder, 'run-'));
  const order: RunOrder = {
    ...{ strategy, data: [{ symbol: 'GOOG', path: GOOG }], config, seed: 7 },
    ...{ folder: target, purpose: 'figures', timeLimit: 60_000, ...rest },
  };
  const outcome: RunOutcome = await openEngine({ wall: walled ? wall : null }).run(order, watch);
  return { outcome, bytes: STABLE_ARTEFACTS.map((name) => readFileSync(join(target, name), 'utf8')) };
}

describe('a run behind a wall', () => {
  it('comes to the same bytes in either language, asked ahead or bar by bar, with a wall or without one', async () => {
    const [typescript, python] = [write('cross.ts', TYPESCRIPT_CROSS), write('cross.py', PYTHON_CROSS)];

    const [plain, walled, strict, ahead, barByBar] = await Promise.all([
      run(typescript, { walled: false }),
      run(typescript, { purpose: 'report' }),
      run(typescript, { mode: 'strict' }),
      run(python, { watch: { surroundings: 'strange' } }),
      run(python, { mode: 'strict' }),
    ]);

    expect(plain.outcome.summary.total.trades).toBeGreaterThan(4);
    expect(plain.bytes[4]?.match(/position_id/g)?.length).toBeGreaterThan(4);
    for (const { bytes } of [walled, strict, ahead, barByBar]) expect(bytes).toEqual(plain.bytes);
    expect(walled.outcome.report?.drills.window).toContain('stayed behind its wall');
    expect(
      [plain, strict, ahead, barByBar].map(({ outcome }) => `${outcome.runtime.language} ${outcome.mode}`),
    ).toEqual(['typescript fast', 'typescript strict', 'python fast', 'python strict']);
    expect(ahead.outcome.runtime.packages.pandas).toMatch(/^3\./);
  });

  it('passes on what the strategy prints, and leaves its answers alone', async () => {
    const heard: string[] = [];
    const printer = write('printer.py', python("print('bar', idx) if idx < 2 else None"));

    const { outcome } = await run(printer, { watch: { onOutput: (text) => void heard.push(text) } });

    expect(heard.join('')).toBe('bar 0\nbar 1\n');
    expect(outcome.summary.total.trades).toBe(0);
  });

  it.each([
    [
      'raises late',
      'py',
      python('1 / (500 - idx)'),
      /^the strategy raised ZeroDivisionError at bar 500 of GOOG \(2006-08-15T.*\), line 7 in find_entries: division by zero$/,
    ],
    [
      'ends its process',
      'py',
      python('os._exit(7) if idx == 300 else None'),
      'ended with exit code 7, while it was asked about closes 240 to 495',
    ],
    ['keeps more than it may', 'py', python('self.kept.append(bytearray(50_000_000))'), 'used up its memory'],
    [
      'keeps more than its heap',
      'ts',
      typescript('kept.push(new Array(3e6).fill(1.5));'),
      'used up its memory (FATAL ERROR',
    ],
  ] as const)('is told apart where the strategy %s', async (what, ending, text, words) => {
    const strategy = write(`${what.replaceAll(' ', '-')}.${ending}`, text);

    const ran = run(strategy);

    await expect(ran).rejects.toThrow(words);
    await expect(ran).rejects.toMatchObject({ code: 'bad-input', facts: { where: strategy } });
  });

  it('is over when its time is, and when nobody wants it any more', async () => {
    const endless = write('endless.py', python('while idx == 40: pass'));
    const abort = new AbortController();

    const runs = await Promise.allSettled([
      run(endless, { timeLimit: 1_500 }),
      run(endless, { watch: { signal: abort.signal, onProgress: ({ done }) => done > 0 && abort.abort() } }),
    ]);

    expect(runs).toMatchObject([
      { reason: { message: expect.stringContaining('was not done after 1.5 s') } },
      { reason: { message: 'the backtest was interrupted' } },
    ]);
  });
});

/** A strategy that does something at each bar and asks for nothing. */
function python(act: string): string {
  return `import os
class Strategy:
    def __init__(self, cfg): self.kept = []
    def prepare_indicators(self, df): return {}
    def find_entries(self, df, indicators, idx):
        """Asks for nothing."""
        ${act}
        return None
`;
}

function typescript(act: string): string {
  return `const kept: unknown[] = [];
export class Strategy {
  prepareIndicators() { return {}; }
  findEntries(bars: unknown, indicators: unknown, bar: number) { ${act} return null; }
}
`;
}
