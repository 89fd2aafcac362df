import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ArtefactWriters } from '../../../src/backtest/artefacts/artefact-writers.ts';
import { runStrategies } from '../../../src/backtest/runner/run-strategies.ts';
import { CONFIG, Cross, makeBars } from '../../bench/backtest/engine-market.ts';

/** The equity curve alone goes through its buffer of 128 KiB dozens of times. */
const BARS = 200_000;

/** The hashes of what is written of a run, and how many trades it had. */
function hashRun(): { readonly hashes: readonly string[]; readonly rows: number } {
  const hashes = [createHash('sha256'), createHash('sha256'), createHash('sha256')] as const;
  const [trades, equity, events] = hashes;
  let rows = 0;
  const writers = new ArtefactWriters(
    {
      trades: { write: (bytes) => void trades.update(bytes) },
      equity: {
        write: (bytes) => {
          equity.update(bytes);
          for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) rows += 1;
        },
      },
      events: { write: (bytes) => void events.update(bytes) },
    },
    'corr_long',
  );
  runStrategies({ strategy: Cross, series: [makeBars(BARS)], config: CONFIG, seed: 1, recorder: writers });
  writers.finish();
  return { hashes: hashes.map((hash) => hash.digest('hex')), rows };
}

describe('a long run', () => {
  it('writes the same bytes a second time, with a row for each close', () => {
    const first = hashRun();
    const second = hashRun();

    expect(second).toEqual(first);
    expect(first.rows).toBe(BARS + 1);
  });
});
