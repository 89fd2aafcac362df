import { openPrometheus } from '../../../src/adapters/prometheus/source.ts';
import { openWeb } from '../../../src/adapters/web/service.ts';
import { stateOf } from '../../../src/flows/ops/state-of.ts';
import { SIGNALS } from '../../../src/kernel/signal-name.ts';
import type { SignalSource } from '../../../src/ports/signal-source.ts';
import { startPrometheus } from '../../fakes/prometheus/started-prometheus.ts';
import { type Figure, median, renderFigures } from '../figure.ts';
import { AT, CRYPTOS, houseConfig, houseSeries, MEASURED } from './house.ts';

const ROUNDS = 7;
const BOUND_MS = 1_500;
const MOST_REQUESTS = 2;

/** How long the state takes over 40 cryptos and 25 signals, beside asking for each crypto by itself. */
export async function measureState(): Promise<{ readonly figures: readonly Figure[]; readonly words: string }> {
  const prometheus = await startPrometheus(houseSeries());
  try {
    const web = openWeb({ name: 'prometheus', baseUrl: prometheus.url, authorization: null });
    const source = openPrometheus(web);
    const rounds: { ours: number; each: number; requests: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const ours = await timeState(source);
      rounds.push({ ...ours, each: await timeEach(source) });
    }
    const requests = Math.max(...rounds.map((round) => round.requests));
    const alternative = { what: 'each crypto by itself', measured: median(rounds.map(({ each }) => each)) };
    const what = `state of ${CRYPTOS.length} cryptos, ${MEASURED.length} signals`;
    return {
      figures: [{ what, measured: median(rounds.map(({ ours }) => ours)), bound: BOUND_MS, unit: 'ms', alternative }],
      words: `The state took ${requests} requests, at most ${MOST_REQUESTS} a signal.`,
    };
  } finally {
    await prometheus.stop();
  }
}

async function timeState(source: SignalSource): Promise<{ readonly ours: number; readonly requests: number }> {
  const ops = houseConfig();
  const began = performance.now();
  const { verdict, requests } = await stateOf({ ops, sources: { open: () => source }, at: AT });
  const ours = performance.now() - began;
  if (verdict.state !== 'GREEN' || verdict.confidence !== 'full') {
    throw new RangeError(`the house is healthy, and its state is ${verdict.state}: ${verdict.unknown.join(', ')}`);
  }
  if (requests > MEASURED.length * MOST_REQUESTS)
    throw new RangeError(`${requests} requests for ${MEASURED.length} signals`);
  return { ours, requests };
}

/** The same figures as dashboards ask for them: a query for each crypto, eight at once. */
async function timeEach(source: SignalSource): Promise<number> {
  const questions = MEASURED.flatMap((name) => {
    const { form } = SIGNALS[name];
    const isByCrypto = form === 'by-crypto' || form === 'recent-by-crypto';
    const question = {
      name,
      form,
      freshness: null,
      maxAgeSeconds: 3_600,
      by: 'crypto',
      run: 'run',
      windowSeconds: 604_800,
    };
    const queries = isByCrypto ? CRYPTOS.map((crypto) => `${name}{crypto="${crypto}"}`) : [name];
    return queries.map((query) => ({ ...question, query }));
  });
  const began = performance.now();
  const left = questions.values();
  const work = async () => {
    for (const question of left) await source.ask(question, AT);
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return performance.now() - began;
}

if (import.meta.main) {
  const { figures, words } = await measureState();
  process.stdout.write(`${renderFigures(figures)}\n${words}\n`);
}
