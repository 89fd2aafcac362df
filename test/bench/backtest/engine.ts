import { join } from 'node:path';
import { z } from 'zod';
import { runOnOneCore } from '../evidence/measured-run.ts';
import { type Figure, median } from '../figure.ts';
import { ROOT } from '../process.ts';

const Output = z.object({
  ms: z.array(z.number()),
  result: z.object({ trades: z.number(), equity: z.number() }),
});

/** One engine over one number of bars, on one core. */
interface Measured {
  readonly bars: number;
  readonly ms: number;
  readonly megabytes: number;
  readonly result: z.infer<typeof Output>['result'];
}

const MILLION = 1_000_000;
/** A million bars at the eight million a second that are promised. */
const MILLION_MS = 125;

/** The engine with a two-average cross, stops and targets over markets in memory, beside a loop that makes objects. */
export async function measureEngine(): Promise<{ readonly figures: readonly Figure[]; readonly words: string }> {
  const small = await measure('engine', { bars: MILLION / 10, times: 41 });
  const middle = await measure('engine', { bars: MILLION, times: 11 });
  const large = await measure('engine', { bars: MILLION * 10, times: 3 });
  const naive = await measure('naive', { bars: MILLION, times: 3 });
  mustAgree(middle, naive);
  const loop = 'the same rules with an object for each bar';
  return {
    figures: [
      figure('engine, a million bars in memory', middle.ms, { bound: MILLION_MS, other: [loop, naive.ms] }),
      figure('engine, ten million bars in memory', large.ms, { bound: MILLION_MS * 10, other: null }),
      {
        ...figure('memory at a million bars', middle.megabytes, { bound: 400, other: [loop, naive.megabytes] }),
        unit: 'MB',
      },
      { ...figure('memory at ten million bars', large.megabytes, { bound: 1000, other: null }), unit: 'MB' },
    ],
    words: `The engine alone: ${[small, middle, large].map(speedOf).join(', ')}; a bar of ten million takes ${growth(small, large)} times what one of 100,000 takes.`,
  };
}

async function measure(engine: string, { bars, times }: { bars: number; times: number }): Promise<Measured> {
  const program = join(ROOT, 'test/bench/backtest/engine-run.ts');
  const { stdout, megabytes } = await runOnOneCore([program, engine, `${bars}`, `${times}`], [0]);
  const { ms, result } = Output.parse(JSON.parse(stdout));
  return { bars, ms: median(ms), megabytes, result };
}

/** The alternative counts only if it does the same work. */
function mustAgree({ result }: Measured, { result: other }: Measured): void {
  const isSame = result.trades === other.trades && Math.abs(result.equity - other.equity) < 1e-3;
  if (!isSame) throw new Error(`the engines disagree: ${JSON.stringify(result)} and ${JSON.stringify(other)}`);
}

function figure(
  what: string,
  measured: number,
  { bound, other }: { bound: number; other: readonly [string, number] | null },
): Figure {
  const alternative = other === null ? null : { what: other[0], measured: other[1] };
  return { what, measured, bound, unit: 'ms', alternative };
}

function speedOf({ bars, ms }: Measured): string {
  return `${(bars / ms / 1000).toFixed(1)} million bars a second at ${bars.toLocaleString('en-GB')}`;
}

function growth(small: Measured, large: Measured): string {
  return (large.ms / large.bars / (small.ms / small.bars)).toFixed(2);
}
