import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { hashText } from '../../kernel/hash.ts';
import type { Audit, AuditAct, AuditProof } from '../../ports/audit.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Database } from './database.ts';
import { storable } from './storable.ts';

/**
 * The audit in PostgreSQL. The hash of an act is SHA-256 over the canonical JSON of the act, its place and the hash
 * before it; the newest hash of a repository is kept apart, so that a chain that lost its end is seen.
 */
export function openAudit({ ledger }: Pick<Database, 'ledger'>): Audit {
  return {
    append: (act) => ledger.transaction().execute((transaction) => append(transaction, normalise(act))),
    verify: (repositoryId) =>
      ledger
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute((transaction) => verify(transaction, repositoryId)),
  };
}

/** As it will be read again: moments in UTC with milliseconds, details as JSON. */
function normalise(act: AuditAct): AuditAct {
  const { repositoryId, cause, act: name, actor, subject, detail, at } = storable(act);
  const plain = AuditRow.shape.detail.parse(JSON.parse(JSON.stringify(detail)));
  return { repositoryId, cause, act: name, actor, subject, detail: plain, at: new Date(at).toISOString() };
}

/** What stands before the first act of a chain. */
const BEGINNING = '0'.repeat(64);

const Head = z.object({ sequence: z.int(), hash: z.string() });
type Head = z.infer<typeof Head>;

/** The row of the newest hash is held until the act is in, so that a chain has no fork. */
async function append(db: Kysely<unknown>, act: AuditAct): Promise<void> {
  const { repositoryId, cause, act: name, actor, subject, detail, at } = act;
  await sql`insert into conclave.audit_heads (repository_id, sequence, hash) values (${repositoryId}, 0, ${BEGINNING})
    on conflict do nothing`.execute(db);
  const head = await readHead(db, repositoryId, sql`for update`);
  const known = await sql`select 1 from conclave.audit_events where repository_id = ${repositoryId}
    and cause = ${cause} and act = ${name} and subject = ${subject}`.execute(db);
  if (known.rows.length > 0) return;
  const sequence = head.sequence + 1;
  const hash = hashOf(act, sequence, head.hash);
  await sql`insert into conclave.audit_events
    (repository_id, sequence, cause, act, actor, subject, detail, at, previous_hash, hash)
    values (${repositoryId}, ${sequence}, ${cause}, ${name}, ${actor}, ${subject}, ${JSON.stringify(detail)}::jsonb,
      ${at}, ${head.hash}, ${hash})`.execute(db);
  await sql`update conclave.audit_heads set sequence = ${sequence}, hash = ${hash}
    where repository_id = ${repositoryId}`.execute(db);
}

async function readHead(db: Kysely<unknown>, repositoryId: number, lock = sql``): Promise<Head> {
  const { rows } = await sql`select sequence, hash from conclave.audit_heads
    where repository_id = ${repositoryId} ${lock}`.execute(db);
  return rows[0] === undefined ? { sequence: 0, hash: BEGINNING } : Head.parse(rows[0]);
}

function hashOf(act: AuditAct, sequence: number, previousHash: string): string {
  return hashText(canonicalJson({ ...act, sequence, previousHash }));
}

const PAGE = 1_000;

async function verify(db: Kysely<unknown>, repositoryId: number): Promise<AuditProof> {
  let last: Head = { sequence: 0, hash: BEGINNING };
  for (;;) {
    const { rows } = await sql`select * from conclave.audit_events
      where repository_id = ${repositoryId} and sequence > ${last.sequence}
      order by sequence limit ${PAGE}`.execute(db);
    for (const row of rows) {
      const link = AuditRow.parse(row);
      const why = faultOf(link, last);
      if (why !== null) return { kind: 'broken', sequence: link.sequence, why };
      last = link;
    }
    if (rows.length < PAGE) break;
  }
  const head = await readHead(db, repositoryId);
  if (head.sequence === last.sequence && head.hash === last.hash) return { kind: 'whole', acts: last.sequence };
  const why = `the chain ends at act ${last.sequence}, the newest hash is that of act ${head.sequence}`;
  return { kind: 'broken', sequence: last.sequence + 1, why };
}

const AuditRow = z.object({
  repository_id: z.int(),
  sequence: z.int(),
  cause: z.string(),
  act: z.string(),
  actor: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  at: z.string(),
  previous_hash: z.string(),
  hash: z.string(),
});
type AuditRow = z.infer<typeof AuditRow>;

function faultOf(link: AuditRow, last: Head): string | null {
  if (link.sequence !== last.sequence + 1) return `act ${last.sequence + 1} is missing`;
  if (link.previous_hash !== last.hash) return 'it does not follow the act before it';
  const { repository_id: repositoryId, cause, act, actor, subject, detail, at } = link;
  const hash = hashOf({ repositoryId, cause, act, actor, subject, detail, at }, link.sequence, link.previous_hash);
  return hash === link.hash ? null : 'its text is not the one that was written';
}
