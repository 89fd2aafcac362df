import { compareText } from '../../kernel/compare-text.ts';
import { unknown } from '../../ops/reading.ts';
import type { SignalFigure } from '../../ops/signal-answer.ts';
import type { SignalQuestion } from '../../ports/signal-source.ts';
import { DUE, type Found, figureOfText, isoOf, refuse } from './vector.ts';
import { type MatrixSeries, type QueryResult, Sample } from './wire.ts';

/** Prometheus looks back five minutes, so that steps of five minutes meet every sample there is. */
const LOOK_BACK_SECONDS = 300;

/** A range may have 11,000 points in each series. */
const MOST_STEPS = 10_000;

/** The form of a request for runs that began within the window: one more step before it shows which began earlier. */
export function rangeForm({ query, windowSeconds }: SignalQuestion, at: Date): Readonly<Record<string, string>> {
  const end = at.getTime() / 1_000;
  const step = stepOf(windowSeconds);
  const start = end - Math.ceil(windowSeconds / step) * step;
  const isCoarse = step > LOOK_BACK_SECONDS;
  return {
    query: isCoarse ? `last_over_time((${query}\n)[${step}s:${LOOK_BACK_SECONDS}s])` : query,
    start: String(start),
    end: String(end),
    step: String(step),
  };
}

function stepOf(windowSeconds: number): number {
  return Math.max(LOOK_BACK_SECONDS, Math.ceil(windowSeconds / MOST_STEPS));
}

/** One run of one crypto, or of the house. */
interface Run {
  readonly crypto: string;
  readonly run: string;
  readonly beganAt: number;
  readonly lastAt: number;
  readonly figure: SignalFigure;
}

/** Brings what a range gave into lists of runs, newest first by their first sample; a run's last sample counts. */
export function shapeRuns(result: QueryResult, question: SignalQuestion, at: Date): Found {
  const { name, form, by, run } = question;
  if (result.resultType !== 'matrix') return refuse(`${name} gave a ${result.resultType} where ${DUE[form]} is due`);
  const due = form === 'recent' ? [run] : [by, run];
  const missing = due.find((label) => result.result.some(({ metric }) => (metric[label] ?? '') === ''));
  if (missing !== undefined) return refuse(`${name} gave a series without the label ${missing}`);
  const runs = result.result.map((series) => readRun(series, question));
  const unreadable = runs.indexOf(null);
  if (unreadable >= 0) return refuse(`${name} gave a series with samples that are none`);
  const before = at.getTime() / 1_000 - question.windowSeconds;
  const newestFirst = mergeRuns(
    runs.filter((each) => each !== null),
    name,
  )
    .filter(({ beganAt }) => beganAt > before)
    .toSorted((left, right) => right.beganAt - left.beganAt || compareText(right.run, left.run));
  if (newestFirst.length === 0) return { kind: 'nothing' };
  const sampledAt = isoOf(Math.max(...newestFirst.map(({ lastAt }) => lastAt)));
  const answer =
    form === 'recent'
      ? ({ form, values: newestFirst.map(({ figure }) => figure), sampledAt } as const)
      : ({ form: 'recent-by-crypto', of: byCrypto(newestFirst), sampledAt } as const);
  return { kind: 'answer', answer };
}

function readRun({ metric, values }: MatrixSeries, { form, by, run }: SignalQuestion): Run | null {
  const first = Sample.safeParse(values[0]);
  const last = Sample.safeParse(values.at(-1));
  if (!first.success || !last.success) return null;
  return {
    crypto: form === 'recent' ? '' : (metric[by] ?? ''),
    run: metric[run] ?? '',
    beganAt: first.data[0],
    lastAt: last.data[0],
    figure: figureOfText(last.data[1]),
  };
}

/** Several series of one run are one run, whose figure nobody knows. */
function mergeRuns(runs: readonly Run[], name: string): readonly Run[] {
  const merged = new Map<string, Run>();
  for (const each of runs) {
    const key = JSON.stringify([each.crypto, each.run]);
    const other = merged.get(key);
    if (other === undefined) merged.set(key, each);
    else {
      const figure = unknown('wrong-shape', `${name} gave several series of run ${each.run}`);
      merged.set(key, { ...each, figure, beganAt: Math.min(each.beganAt, other.beganAt) });
    }
  }
  return [...merged.values()];
}

function byCrypto(runs: readonly Run[]): ReadonlyMap<string, readonly SignalFigure[]> {
  return new Map(
    [...Map.groupBy(runs, ({ crypto }) => crypto)].map(([crypto, of]) => [crypto, of.map(({ figure }) => figure)]),
  );
}
