import { type Kysely, sql } from 'kysely';
import type { PullRef } from '../../../src/change/pull-request.ts';
import type { Finding } from '../../../src/committee/finding.ts';

/** How many findings stand where; those of one pull request lie scattered, since they are written in turns. */
export const CROWD = { repositories: 20, pullsEach: 50, findings: 100_000, largePull: 300 } as const;

const PULLS = CROWD.repositories * CROWD.pullsEach;
/** Every tenth pull request is a large one. */
const LARGE = PULLS / 10;
const REST = CROWD.findings - LARGE * CROWD.largePull;
const SMALL = Math.floor(REST / (PULLS - LARGE));
/** So many of the others hold one finding more. */
const ONE_MORE = REST - SMALL * (PULLS - LARGE);

/** A pull request of the crowd, by its number among all of them; every tenth is a large one. */
export function pullOf(index: number): PullRef {
  const id = 1 + (index % CROWD.repositories);
  const repository = { id, owner: 'acme', name: `quant-${id}`, installation: 1 };
  return { repository, number: 1 + Math.floor(index / CROWD.repositories) };
}

/** The numbers of the large pull requests, or of the others. */
export function pullsOf(size: 'large' | 'usual'): readonly number[] {
  const all = Array.from({ length: PULLS }, (_, index) => index);
  return all.filter((index) => isLarge(index) === (size === 'large'));
}

function isLarge(index: number): boolean {
  return index % 10 === 0;
}

function countOf(index: number): number {
  if (isLarge(index)) return CROWD.largePull;
  const rank = index - Math.ceil(index / 10);
  return SMALL + (rank < ONE_MORE ? 1 : 0);
}

/** Writes the crowd: findings in the form that the ledger gives them, each with two events, one session a pull request. */
export async function writeCrowd(db: Kysely<unknown>, like: Finding): Promise<void> {
  const counts = Array.from({ length: PULLS }, (_, index) => countOf(index));
  await sql`create unlogged table public.crowd as
    select n - 1 as index, 1 + ((n - 1) % ${CROWD.repositories}) as repository_id,
      1 + (n - 1) / ${CROWD.repositories} as pull, count
    from unnest(${counts}::integer[]) with ordinality as given (count, n)`.execute(db);
  await sql`insert into conclave.repositories (id, owner, name, installation)
    select id, 'acme', 'quant-' || id, 1 from generate_series(1, ${CROWD.repositories}) id`.execute(db);
  await sql`insert into conclave.pull_requests (repository_id, number) select repository_id, pull from public.crowd`.execute(
    db,
  );
  await sql`insert into conclave.reviews
    (key, repository_id, pull, head, merge_base, base_branch, attempt, session_type, began_at)
    select 'review ' || index, repository_id, pull, 'h', 'm', 'main', 0, 'pr_review', '2026-05-12' from public.crowd`.execute(
    db,
  );
  await sql`insert into conclave.sessions (id, review_key, repository_id, pull, head, created_at, status, code, rehearsal,
      micro_usd, possibly_spent_micro_usd, document, dossier)
    select 'session ' || index, 'review ' || index, repository_id, pull, 'h', '2026-05-12', 'REJECTED', 'TEST_GAP', false,
      0, 0, '{}', '' from public.crowd`.execute(db);
  await writeFindings(db, like);
  await sql`drop table public.crowd`.execute(db);
  await sql`vacuum analyze`.execute(db);
}

async function writeFindings(db: Kysely<unknown>, like: Finding): Promise<void> {
  await sql`insert into conclave.findings (repository_id, pull, id, severity, code, rule, path, line, symbol, claim,
      standing, state, first_head, first_session, last_head, last_session, raised_at, document)
    select repository_id, pull, id, severity, 'TEST_GAP', null, path, k, null, ${like.claim}, 'confirmed', state,
      'h', 'session ' || index, 'h', 'session ' || index, '2026-05-12',
      ${JSON.stringify(like)}::jsonb || jsonb_build_object('id', id, 'severity', severity,
        'claim', 'Finding ' || k || ': ' || ${like.claim}::text)
    from public.crowd, generate_series(1, ${CROWD.largePull}) k,
      lateral (select 'F-' || lpad(to_hex(k), 8, '0') as id, 'src/area_' || k % 40 || '/part_' || k || '.py' as path,
        (array['blocker', 'major', 'minor', 'note'])[1 + k % 4] as severity,
        (array['open', 'fixed', 'dismissed', 'waived', 'superseded'])[1 + (k + index) % 5] as state) made
    where k <= count
    order by k, index`.execute(db);
  await sql`insert into conclave.finding_events (repository_id, pull, finding, event, cause, position, head, reason, at)
    select repository_id, pull, id, event, first_session, 0, 'h', 'ml-engineer/first raised it', raised_at
    from conclave.findings, unnest(array['raised', 'stands']) event`.execute(db);
}
