import { describe, expect, it } from 'vitest';
import { RunConfig } from '../../../../src/backtest/run-config.ts';
import { proveNoLeak } from '../../../../src/flows/backtest/prove-no-leak.ts';
import type { StrategyHost } from '../../../../src/ports/growing-strategy.ts';
import { SOUND } from './clean-strategies.ts';
import { memoryHost, someBars } from './memory-host.ts';

const order = { strategy: 's.ts', series: [someBars(60)], config: RunConfig.parse({ version: 1 }), seed: 1 };

/** What never answers, but ends with its signal as a host promises. */
function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = (): void => reject(signal?.reason);
    if (signal?.aborted === true) end();
    signal?.addEventListener('abort', end);
  });
}

/** Strategies that say what they are and run once with all bars, and then hang. */
function hangingHost() {
  const sound = memoryHost(SOUND);
  let runs = 0;
  let closed = 0;
  const host: StrategyHost = {
    timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
    chance: () => 11,
    startGrowing: async (strategy, signal) => ({
      traits: (await sound.startGrowing(strategy)).traits,
      advance: () => untilAborted(signal),
      close: async () => {
        closed += 1;
      },
    }),
    runWhole: (strategy, whole, signal) => {
      runs += 1;
      return runs === 1 ? sound.runWhole(strategy, whole) : untilAborted(signal);
    },
  };
  return { host, closed: () => closed };
}

describe('a look-ahead proof', () => {
  it('is over as soon as somebody interrupts it, and closes its strategies', async () => {
    const { host, closed } = hangingHost();
    const abort = new AbortController();

    const proof = proveNoLeak({ ...order, timeLimit: 60_000 }, { host }, { signal: abort.signal });
    setTimeout(() => abort.abort(), 5);

    await expect(proof).rejects.toMatchObject({
      code: 'outside-failed',
      message: 'the backtest was interrupted',
      facts: { passing: true },
    });
    expect(closed()).toBe(2);
  });

  it('does not begin when it was interrupted before', async () => {
    const { host } = hangingHost();

    const proof = proveNoLeak({ ...order, timeLimit: 60_000 }, { host }, { signal: AbortSignal.abort() });

    await expect(proof).rejects.toThrow('the backtest was interrupted');
  });

  it('is given up when the time limit of all its strategies together is over', async () => {
    const { host, closed } = hangingHost();

    const proof = proveNoLeak({ ...order, timeLimit: 20 }, { host });

    await expect(proof).rejects.toMatchObject({
      code: 'bad-input',
      message: 'the strategy was not done after 0.02 s, after 0 of 60 cuts of its look-ahead proof',
      facts: { where: 'strategy', advice: expect.stringContaining('--time-limit') },
    });
    expect(closed()).toBe(2);
  });
});
