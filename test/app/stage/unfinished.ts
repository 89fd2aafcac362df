import { setTimeout as sleep } from 'node:timers/promises';

/** Asks the database of a stage. */
export type Rows = (query: string, values: readonly unknown[]) => Promise<readonly Readonly<Record<string, unknown>>[]>;

const UNFINISHED = `select wanted.id from unnest($1::int[]) as wanted (id) where exists (
  select 1 from dbos.workflow_status join dbos.workflow_input using (workflow_uuid)
  where status in ('PENDING', 'ENQUEUED', 'DELAYED')
    and position('"id":' || wanted.id || ',' in workflow_input.inputs) > 0)`;

const PAUSE_MS = 50;

/**
 * Says whether a story about a repository is under way, at a moment after it was asked. Tests that wait at the same
 * time share a question: each for itself would keep the database busier than the app does.
 */
export function openUnfinished(rows: Rows): (repositoryId: number) => Promise<boolean> {
  let next: { readonly wanted: Set<number>; readonly found: Promise<ReadonlySet<unknown>> } | null = null;
  const ask = (wanted: ReadonlySet<number>) =>
    sleep(PAUSE_MS).then(async () => {
      next = null;
      return new Set((await rows(UNFINISHED, [[...wanted]])).map(({ id }) => id));
    });
  return async (repositoryId) => {
    if (next === null) {
      const wanted = new Set<number>();
      next = { wanted, found: ask(wanted) };
    }
    next.wanted.add(repositoryId);
    return (await next.found).has(repositoryId);
  };
}
