import { type IncidentNews, renderNews } from '../../ops/incident-issue/incident-comments.ts';
import type { IncidentPorts } from './incident-ground.ts';

/** Tells people on the incident's issue what happened, by one comment. */
export async function tellNews(
  issue: number,
  news: IncidentNews,
  { desk, journal }: Pick<IncidentPorts, 'desk' | 'journal'>,
): Promise<void> {
  const { marker, body } = renderNews(news);
  await journal.step(`tell ${news.kind} on #${issue} at ${news.at}`, () =>
    desk.putComment({ number: issue, marker, body, since: dayBefore(news.at) }),
  );
}

/** Clocks differ; a day is more than any of them does. */
export function dayBefore(at: string): string {
  return new Date(Date.parse(at) - 86_400_000).toISOString();
}
