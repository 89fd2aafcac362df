import { hashText } from '../../kernel/hash.ts';
import { type IncidentNews, renderNews } from '../../ops/incident-issue/incident-comments.ts';
import type { KeptIncident } from '../../ports/ops-book.ts';
import type { IncidentPorts } from './incident-ground.ts';

/**
 * Tells people on the incident's issue what happened, by one comment. It is told before it is remembered: a run that
 * breaks off in between tells it not twice, and never not at all. `kept` is the incident as it was before.
 */
export async function tellNews(
  { issue, record }: KeptIncident,
  news: IncidentNews,
  { desk, journal }: Pick<IncidentPorts, 'desk' | 'journal'>,
): Promise<void> {
  const { marker, body } = renderNews(news, hashText(JSON.stringify(record)).slice(0, 12));
  await journal.step(`tell ${news.kind} on #${issue} at ${news.at}`, () =>
    desk.putComment({ number: issue, marker, body, since: dayBefore(record.declared.at) }),
  );
}

/** Clocks differ; a day is more than any of them does. */
export function dayBefore(at: string): string {
  return new Date(Date.parse(at) - 86_400_000).toISOString();
}
