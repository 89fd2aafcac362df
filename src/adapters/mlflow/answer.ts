import { type UnknownReading, unknown } from '../../ops/reading.ts';
import type { SignalAnswer, SignalFigure } from '../../ops/signal-answer.ts';
import type { TrackedRun } from '../../ports/run-source.ts';
import type { SignalQuestion } from '../../ports/signal-source.ts';
import type { RunQuery } from './query.ts';

interface AnswerOrder {
  readonly query: RunQuery;
  readonly question: SignalQuestion;
  readonly at: Date;
  readonly sampledAt: string | null;
}

/** Brings runs, newest first, into the form of a signal; `by` names a tag, or else a parameter. */
export function answerOfRuns(runs: readonly TrackedRun[], order: AnswerOrder): SignalAnswer | UnknownReading {
  const { question, query, sampledAt } = order;
  const { form, by, name } = question;
  switch (form) {
    case 'number':
      return { form, value: takeFigure(runs, order), sampledAt };
    case 'names':
      return unknown('refused', `${name} is made of names, which MLflow has none of`);
    case 'recent':
      return { form, values: runs.map((run) => metricOf(run, query)), sampledAt };
    case 'by-crypto':
    case 'recent-by-crypto': {
      const groups = [...Map.groupBy(runs, (run) => run.tags.get(by) ?? run.params.get(by) ?? '')];
      if (groups.some(([crypto]) => crypto === ''))
        return unknown('wrong-shape', `${name}: a run has no tag or parameter ${by}`);
      if (groups.length === 0) return unknown('empty', `${name}: no run in the window`);
      if (form === 'by-crypto') {
        return { form, of: new Map(groups.map(([crypto, of]) => [crypto, takeFigure(of, order)])), sampledAt };
      }
      const lists = groups.map(([crypto, of]) => [crypto, of.map((run) => metricOf(run, query))] as const);
      return { form, of: new Map(lists), sampledAt };
    }
    default:
      return form satisfies never;
  }
}

const HOUR_MS = 3_600_000;

function takeFigure(runs: readonly TrackedRun[], { query, at }: AnswerOrder): SignalFigure {
  const { take } = query;
  if (take === 'count') return runs.length;
  const [newest] = runs;
  if (newest === undefined) return unknown('empty', 'there is no run');
  if (take === 'last') return metricOf(newest, query);
  const ended = runs.flatMap(({ endedAt }) => (endedAt === null ? [] : [Date.parse(endedAt)]));
  if (ended.length === 0) return unknown('empty', 'no run has ended');
  const hours = (at.getTime() - ended.reduce((left, right) => Math.max(left, right))) / HOUR_MS;
  if (hours < 0) return unknown('impossible', `the run ${newest.id} ends in a moment to come; a clock runs ahead`);
  return take === 'age_h' ? hours : hours / 24;
}

function metricOf(run: TrackedRun, { metric }: RunQuery): SignalFigure {
  const value = metric === null ? undefined : run.metrics.get(metric);
  return value ?? unknown('absent', `the run ${run.id} has no metric ${metric ?? ''}`);
}
