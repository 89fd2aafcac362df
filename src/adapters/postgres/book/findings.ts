import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { PullRef } from '../../../change/pull-request.ts';
import type { Finding } from '../../../committee/finding.ts';
import type { Session } from '../../../committee/session.ts';
import type { ReviewBeginning } from '../../../ports/review-book.ts';

type Reviewed = Pick<ReviewBeginning, 'pull' | 'head'>;

/**
 * Carries the findings of a session into those of its pull request: new ones are raised, known ones seen again, and
 * what it no longer holds is gone. Part of the transaction
 * that keeps the session, which holds the pull request.
 */
export async function keepFindings(db: Kysely<unknown>, session: Session, reviewed: Reviewed): Promise<void> {
  const known = await readKnown(db, reviewed.pull);
  for (const finding of session.findings) {
    const before = known.get(finding.id);
    await saveFinding(db, finding, { session, reviewed, decided: decisionAt(reviewed.head, before) });
    await addEvent(db, before === undefined ? 'raised' : 'seen-again', { id: finding.id, session, reviewed });
  }
  for (const each of known.values())
    if (isGone(each, session, reviewed.head)) await close(db, each, { session, reviewed });
}

const Known = z.object({
  id: z.string(),
  rule: z.string().nullable(),
  state: z.enum(['open', 'fixed', 'dismissed', 'waived', 'superseded']),
  last_head: z.string(),
  decision: z.enum(['waived', 'dismissed']).nullable(),
  decided_at: z.string().nullable(),
});
type Known = z.infer<typeof Known>;

async function readKnown(db: Kysely<unknown>, { repository, number }: PullRef): Promise<ReadonlyMap<string, Known>> {
  const { rows } = await sql`select id, rule, state, last_head, newest.decision, newest.head as decided_at
    from conclave.findings finding left join lateral (
      select decision, head from conclave.waivers waiver
      where waiver.repository_id = finding.repository_id and waiver.pull = finding.pull
        and waiver.kind = 'finding' and waiver.target = finding.id and waiver.revoked_at is null
      order by at desc, waiver.number desc limit 1) newest on true
    where repository_id = ${repository.id} and pull = ${number}`.execute(db);
  return new Map(rows.map((row) => Known.parse(row)).map((each) => [each.id, each]));
}

/** A dismissal holds at every head, a waiver at the one for which it was given. */
function decisionAt(head: string, known: Known | undefined): Known['decision'] {
  if (known === undefined) return null;
  return known.decision === 'dismissed' || known.decided_at === head ? known.decision : null;
}

interface Occasion {
  readonly session: Session;
  readonly reviewed: Reviewed;
}

interface Saving extends Occasion {
  /** What people decided on it; it outweighs that the finding is raised again. */
  readonly decided: Known['decision'];
}

async function saveFinding(
  db: Kysely<unknown>,
  finding: Finding,
  { session, reviewed, decided }: Saving,
): Promise<void> {
  const { pull, head } = reviewed;
  const state = decided ?? (stands(finding) ? 'open' : 'superseded');
  await sql`insert into conclave.findings
    (repository_id, pull, id, severity, code, rule, path, line, symbol, claim, standing, state,
      first_head, first_session, last_head, last_session, raised_at, document)
    values (${pull.repository.id}, ${pull.number}, ${finding.id}, ${finding.severity}, ${finding.code},
      ${finding.rule}, ${finding.place?.path ?? null}, ${finding.place?.line ?? null}, ${finding.place?.symbol ?? null},
      ${finding.claim}, ${finding.standing.kind}, ${state},
      ${head}, ${session.id}, ${head}, ${session.id}, ${session.created_at}, ${JSON.stringify(finding)}::jsonb)
    on conflict (repository_id, pull, id) do update set
      severity = excluded.severity, code = excluded.code, rule = excluded.rule, path = excluded.path,
      line = excluded.line, symbol = excluded.symbol, claim = excluded.claim, standing = excluded.standing,
      state = excluded.state, last_head = excluded.last_head, last_session = excluded.last_session,
      document = excluded.document`.execute(db);
}

/** What was refuted, or has no source, is superseded by what the session found out about it. */
function stands({ standing }: Finding): boolean {
  return standing.kind !== 'refuted' && standing.kind !== 'unsourced';
}

/**
 * Gone means fixed, so it takes another head and a session that could have seen the finding: a decided one, and for
 * what only models see, one that asked them.
 */
function isGone(
  { id, rule, state, last_head }: Known,
  { findings, rehearsal, verdict }: Session,
  head: string,
): boolean {
  if (state === 'fixed' || state === 'superseded' || last_head === head) return false;
  if (findings.some((finding) => finding.id === id)) return false;
  return verdict.status !== 'INCONCLUSIVE' && (rule !== null || !rehearsal);
}

async function close(db: Kysely<unknown>, { id, state }: Known, { session, reviewed }: Occasion): Promise<void> {
  const { repository, number } = reviewed.pull;
  if (state === 'open') {
    await sql`update conclave.findings set state = 'fixed'
      where repository_id = ${repository.id} and pull = ${number} and id = ${id}`.execute(db);
  }
  await addEvent(db, 'gone', { id, session, reviewed });
}

async function addEvent(
  db: Kysely<unknown>,
  event: 'raised' | 'seen-again' | 'gone',
  { id, session, reviewed }: Occasion & { readonly id: string },
): Promise<void> {
  const { repository, number } = reviewed.pull;
  await sql`insert into conclave.finding_events (repository_id, pull, finding, event, cause, head, at)
    values (${repository.id}, ${number}, ${id}, ${event}, ${session.id}, ${reviewed.head}, ${session.created_at})
    on conflict do nothing`.execute(db);
}
