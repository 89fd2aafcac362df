import type { Octokit } from 'octokit';
import { z } from 'zod';
import type { FailedDelivery } from '../../ports/app-host.ts';
import { ask, askAll } from './ask.ts';

/** GitHub's numbers of deliveries pass what a number can hold exactly. */
const LongNumber = z.union([z.number(), z.bigint()]).transform(String);

const Attempt = z.object({
  id: LongNumber,
  guid: z.string(),
  event: z.string(),
  delivered_at: z.iso.datetime({ offset: true }),
  status_code: z.number(),
});
type Attempt = z.infer<typeof Attempt>;

/** Deliveries since a time of which no attempt succeeded, oldest first; each with its newest attempt. */
export async function listFailedDeliveries(app: Octokit, since: Date): Promise<readonly FailedDelivery[]> {
  const failed = await readAttempts(app, since, { status: 'failure' });
  const [oldest] = failed.map(timeOf).toSorted((left, right) => left - right);
  if (oldest === undefined) return [];
  // Only now all of them, to see which came through later.
  const recent = await readAttempts(app, new Date(oldest), {});
  const deliveries = [...Map.groupBy(recent, ({ guid }) => guid).values()]
    .map((each) => each.toSorted((left, right) => timeOf(left) - timeOf(right)))
    .filter((each) => !each.some(isSuccess));
  return deliveries
    .flatMap(assembleDelivery)
    .sort((left, right) => Date.parse(left.deliveredAt) - Date.parse(right.deliveredAt));
}

type Filter = { readonly status?: 'failure' };

async function readAttempts(app: Octokit, since: Date, filter: Filter): Promise<readonly Attempt[]> {
  const attempts = await askAll('the deliveries of the app', Attempt, () => readSince(app, since, filter));
  return attempts.filter((attempt) => timeOf(attempt) >= since.getTime());
}

/** Newest come first, so that the pages behind the first older attempt need not be read. */
async function readSince(app: Octokit, since: Date, filter: Filter): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for await (const { data } of app.paginate.iterator('GET /app/hook/deliveries', { per_page: 100, ...filter })) {
    all.push(...data);
    const last = Attempt.safeParse(data.at(-1));
    if (last.success && timeOf(last.data) < since.getTime()) break;
  }
  return all;
}

function timeOf({ delivered_at }: Attempt): number {
  return Date.parse(delivered_at);
}

function isSuccess({ status_code }: Attempt): boolean {
  return status_code >= 200 && status_code < 300;
}

/** It is dated by its first attempt, when what it tells of happened. */
function assembleDelivery(attempts: readonly Attempt[]): readonly FailedDelivery[] {
  const [first, last] = [attempts[0], attempts.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { id, guid, event, status_code } = last;
  return [{ id, guid, event, deliveredAt: first.delivered_at, statusCode: status_code, attempts: attempts.length }];
}

/** Asks GitHub to send a delivery again. */
export async function redeliver(app: Octokit, id: string): Promise<void> {
  await ask(`another attempt of delivery ${id}`, z.unknown(), () =>
    // The route takes the number as text, since it may pass what a number can hold.
    app.request(`POST /app/hook/deliveries/${encodeURIComponent(id)}/attempts`),
  );
}
