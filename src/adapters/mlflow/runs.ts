import { z } from 'zod';
import { type UnknownReading, unknown } from '../../ops/reading.ts';
import type { SignalFigure } from '../../ops/signal-answer.ts';
import type { RunSource, TrackedRun } from '../../ports/run-source.ts';
import type { WebService } from '../../ports/web.ts';
import { WireRun } from './run.ts';
import { askMlflow } from './wire.ts';

/** An MLflow whose runs can be read by their ids. */
export function openMlflowRuns(web: WebService): RunSource {
  return {
    name: web.name,
    readRun: (id) => readRun(web, id),
    readHistory: (id, metric) => readHistory(web, id, metric),
  };
}

const OneRun = z.object({ run: WireRun });

async function readRun(web: WebService, id: string): Promise<TrackedRun | UnknownReading> {
  if (!/^[\w-]{1,64}$/.test(id)) return unknown('refused', `${JSON.stringify(id.slice(0, 64))} is no id of a run`);
  const answer = await askMlflow(web, { path: `runs/get?run_id=${id}` }, OneRun);
  if ('known' in answer) return answer;
  const { run, isDeleted } = answer.value.run;
  return isDeleted ? unknown('missing', `the run ${id} was deleted`) : run;
}

const History = z.object({
  metrics: z.array(z.object({ value: z.union([z.number(), z.string()]) })).default([]),
  next_page_token: z.string().default(''),
});

/** Pages of a history that are read before it is too long. */
const MOST_PAGES = 10;

async function readHistory(
  web: WebService,
  id: string,
  metric: string,
): Promise<readonly SignalFigure[] | UnknownReading> {
  const values: SignalFigure[] = [];
  let token = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = new URLSearchParams({ run_id: id, metric_key: metric, max_results: '1000' });
    if (token !== '') query.set('page_token', token);
    const answer = await askMlflow(web, { path: `metrics/get-history?${query.toString()}` }, History);
    if ('known' in answer) return answer;
    values.push(...answer.value.metrics.map(({ value }) => value));
    token = answer.value.next_page_token;
    if (token === '') return values;
  }
  return unknown('wrong-shape', `${metric} of ${id} has more values than are read`);
}
