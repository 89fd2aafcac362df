import { z } from 'zod';
import { type UnknownReading, unknown } from '../../ops/reading.ts';
import type { TrackedRun } from '../../ports/run-source.ts';
import type { WebService } from '../../ports/web.ts';
import type { RunQuery } from './query.ts';
import { WireRun } from './run.ts';
import { askMlflow } from './wire.ts';

const Page = z.object({ runs: z.array(WireRun).default([]), next_page_token: z.string().default('') });

/** Runs of one page; a window with more of them is refused, since a signal may take two requests. */
const MOST_RUNS = 5_000;

/** Runs that began after a moment, newest first, in one request. */
export async function searchRuns(
  web: WebService,
  query: RunQuery,
  { after, most = MOST_RUNS }: { readonly after: Date; readonly most?: number },
): Promise<readonly TrackedRun[] | UnknownReading> {
  const bounds = `attributes.start_time > ${after.getTime()}`;
  const json = {
    experiment_ids: query.experiments,
    filter: query.filter === null ? bounds : `${query.filter} and ${bounds}`,
    run_view_type: 'ACTIVE_ONLY',
    max_results: most,
    order_by: ['attributes.start_time DESC'],
  };
  const answer = await askMlflow(web, { path: 'runs/search', json }, Page);
  if ('known' in answer) return answer;
  const { runs, next_page_token } = answer.value;
  if (next_page_token !== '' && most === MOST_RUNS) {
    return unknown(
      'wrong-shape',
      `${web.name} has more than ${runs.length} runs in the window; a shorter one is needed`,
    );
  }
  return runs.filter(({ isDeleted }) => !isDeleted).map(({ run }) => run);
}
