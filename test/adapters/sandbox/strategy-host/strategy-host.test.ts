import { afterAll, describe, expect, it } from 'vitest';
import { loadStrategy } from '../../../../src/adapters/sandbox/strategy-file.ts';
import { openStrategyHost } from '../../../../src/adapters/sandbox/strategy-host/strategy-host.ts';
import type { LookAheadProof } from '../../../../src/backtest/proofs/look-ahead.ts';
import { RunConfig } from '../../../../src/backtest/run-config.ts';
import { proveNoLeak } from '../../../../src/flows/backtest/prove-no-leak.ts';
import { memoryHost, someBars } from '../../../flows/backtest/leaks/memory-host.ts';
import { writeStrategies } from './strategy-files.ts';

const files = writeStrategies();
afterAll(() => files.remove());

const order = { series: [someBars(60)], config: RunConfig.parse({ version: 1 }), seed: 1, timeLimit: 60_000 };

function prove(strategy: string, step = 20_000): Promise<LookAheadProof> {
  return proveNoLeak({ ...order, strategy }, { host: { ...openStrategyHost({ step }), chance: () => 11 } });
}

/** Processes of this one that have not ended yet. */
function countProcesses(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length;
}

describe('a strategy in a process of its own', () => {
  it('is proven as it is in this process, whatever it prints, and sees nothing of the environment', async () => {
    const strategy = files.path('sound');
    const Strategy = await loadStrategy(strategy);
    const whole = { series: order.series, config: order.config, columns: true };
    const described = { strategy, params: {}, seed: 1, symbols: [{ symbol: 'X', closes: 3_600_000 }] };

    const there = await prove(strategy);
    const here = await proveNoLeak({ ...order, strategy }, { host: memoryHost(() => Strategy) });
    const [ran] = await openStrategyHost().runWhole(described, whole);

    expect(there).toEqual(here);
    expect(there).toMatchObject({ answer: 'clean', decisions: { compared: 60 } });
    expect(ran?.columns.get('column')?.slice(2, 6)).toEqual(
      Float64Array.of(order.series[0]?.close[2] ?? 0, -0, -Infinity, order.series[0]?.close[5] ?? 0),
    );
  });

  it('is caught when it keeps the first frame that it saw', async () => {
    const { close } = order.series[0] as { readonly close: Float64Array };

    const proof = await prove(files.path('keeper'));

    const bar = close.findIndex((value, index) => (close[index + 1] ?? 0) > value);
    expect(proof.answer).toBe('leak');
    expect(proof.differences[0]).toMatchObject({ kind: 'decision', bar });
  });

  it.each([
    ['hangs', 'hanging', /gave no answer in 1 s, while it was asked about bar 5 of X/],
    ['ends its process', 'leaving', /ended with exit code 0, while it was asked about bar 5 of X/],
    ['writes between the answers', 'writing', /answered what is no answer .* asked about bar 5 of X/],
    ['throws with all bars', 'throwing', /the strategy threw while the indicators of X were computed: no luck/],
  ] as const)('is an error that names it when it %s', async (_what, name, message) => {
    const path = files.path(name);

    const proof = prove(path, 1_000);

    await expect(proof).rejects.toThrow(message);
    await expect(proof).rejects.toMatchObject({ code: 'bad-input', facts: { where: path } });
  });

  it('is ended, with all others of its proof, as soon as somebody interrupts', async () => {
    const abort = new AbortController();

    const proof = proveNoLeak(
      { ...order, strategy: files.path('hanging') },
      { host: openStrategyHost() },
      { signal: abort.signal, onProgress: () => abort.abort() },
    );

    await expect(proof).rejects.toMatchObject({
      code: 'outside-failed',
      message: 'the backtest was interrupted',
      facts: { passing: true },
    });
    await expect.poll(countProcesses).toBe(0);
  });

  it('is over when its process is, whoever still holds its pipes', { timeout: 6_000 }, async () => {
    const proof = prove(files.path('forking'));

    await expect(proof).rejects.toThrow('ended with exit code 0');
  });

  it('is not started once somebody interrupted', async () => {
    const sound = { strategy: files.path('sound'), params: {}, seed: 1, symbols: [{ symbol: 'X', closes: 3_600_000 }] };
    const before = countProcesses();

    const started = openStrategyHost().startGrowing(sound, AbortSignal.abort(new Error('stop')));

    await expect(started).rejects.toThrow('stop');
    expect(countProcesses()).toBeLessThanOrEqual(before);
  });

  it('is an error that names the file when there is none', async () => {
    await expect(prove('none.ts')).rejects.toThrow('there is no such strategy file');
  });
});
