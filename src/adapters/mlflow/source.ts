import { judgeFreshness, wordSeconds } from '../../ops/freshness.ts';
import { type UnknownReading, unknown } from '../../ops/reading.ts';
import type { TrackedRun } from '../../ports/run-source.ts';
import type { SignalQuestion, SignalReply, SignalSource } from '../../ports/signal-source.ts';
import type { WebService } from '../../ports/web.ts';
import { answerOfRuns } from './answer.ts';
import { type RunQuery, readRunQuery } from './query.ts';
import { searchRuns } from './search.ts';

/**
 * An MLflow. A query names experiments and a metric of their runs, `experiment=12 metric=sortino`; runs count that began
 * within the window. A freshness is `start_time` or `end_time`: that of the newest run must be young enough.
 */
export function openMlflow(web: WebService): SignalSource {
  return { name: web.name, ask: (question, at) => ask(web, question, at) };
}

const FRESHNESS: readonly (string | null)[] = ['start_time', 'end_time', null];
const MISSING_SECONDS = 30 * 86_400;

async function ask(web: WebService, question: SignalQuestion, at: Date): Promise<SignalReply> {
  const query = readRunQuery(question.query);
  const reply = (answer: SignalReply['answer'], requests: number): SignalReply => ({
    answer,
    reservations: [],
    requests,
  });
  if ('known' in query) return reply(query, 0);
  if (!FRESHNESS.includes(question.freshness)) {
    return reply(unknown('refused', `the freshness of ${question.name} is neither start_time nor end_time`), 0);
  }
  const runs = await searchRuns(web, query, { after: before(at, question.windowSeconds) });
  if ('known' in runs) return reply(runs, 1);
  const isCounted = query.take === 'count' && question.freshness === null;
  if (runs.length > 0 || isCounted) return reply(judge(runs, { query, question, at }), 1);
  const nothing = `no run of ${question.name} began within ${wordSeconds(question.windowSeconds)}`;
  if (question.freshness === null) return reply(unknown('empty', nothing), 1);
  return reply(await explain(web, { query, question, at }, nothing), 2);
}

interface RunOrder {
  readonly query: RunQuery;
  readonly question: SignalQuestion;
  readonly at: Date;
}

function judge(runs: readonly TrackedRun[], { query, question, at }: RunOrder): SignalReply['answer'] {
  const newest = newestOf(runs, question.freshness);
  if (question.freshness !== null) {
    if (newest === null) return unknown('empty', `nobody knows how old ${question.name} is: no run has ended`);
    const unfit = judgeFreshness(newest, { ...question, at });
    if (unfit !== null) return unfit;
  }
  return answerOfRuns(runs, { query, question, at, sampledAt: newest?.toISOString() ?? null });
}

/** Where no run began within the window: whether there was one in 30 days. */
async function explain(web: WebService, { query, question, at }: RunOrder, nothing: string): Promise<UnknownReading> {
  const earlier = await searchRuns(web, query, { after: before(at, MISSING_SECONDS), most: 1 });
  if ('known' in earlier) return unknown('empty', `${nothing}, and nobody knows since when: ${earlier.words}`);
  const newest = newestOf(earlier, question.freshness);
  if (newest === null) return unknown('missing', `${question.name} was not seen in 30 days`);
  return judgeFreshness(newest, { ...question, at }) ?? unknown('empty', nothing);
}

function newestOf(runs: readonly TrackedRun[], freshness: string | null): Date | null {
  const moments = runs.flatMap(({ startedAt, endedAt }) => {
    const moment = freshness === 'start_time' ? startedAt : endedAt;
    return moment === null ? [] : [Date.parse(moment)];
  });
  return moments.length === 0 ? null : new Date(moments.reduce((left, right) => Math.max(left, right)));
}

function before(at: Date, seconds: number): Date {
  return new Date(at.getTime() - seconds * 1_000);
}
