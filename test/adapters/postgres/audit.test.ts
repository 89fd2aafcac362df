import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAudit } from '../../../src/adapters/postgres/audit.ts';
import type { Audit, AuditAct } from '../../../src/ports/audit.ts';
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts';

let postgres: TestPostgres;
let audit: Audit;
let repositories = 0;

beforeAll(async () => {
  postgres = await startTestPostgres();
  audit = openAudit(postgres.database);
});
afterAll(() => postgres.stop());

function someAct(repositoryId: number, cause: string): AuditAct {
  return {
    repositoryId,
    cause,
    act: 'finding.waived',
    actor: 'ada',
    subject: 'F-1a2b3c4d',
    detail: { zeta: 1.5, alpha: 'a\u0000"b', permission: null, maintainer: true },
    at: '2026-05-12T09:00:00+02:00',
  };
}

async function someChain(acts: number): Promise<number> {
  repositories += 1;
  const repositoryId = 9_000_000_000 + repositories;
  for (let each = 1; each <= acts; each += 1) await audit.append(someAct(repositoryId, `comment-${each}`));
  return repositoryId;
}

/** What somebody does who owns the database and means harm. */
async function tamper(statement: string): Promise<void> {
  await sql
    .raw(`alter table conclave.audit_events disable trigger all; ${statement};
    alter table conclave.audit_events enable trigger all`)
    .execute(postgres.database.ledger);
}

describe('the audit', () => {
  it('is whole after acts were appended, and empty before', async () => {
    expect(await audit.verify(await someChain(0))).toEqual({ kind: 'whole', acts: 0 });
    expect(await audit.verify(await someChain(3))).toEqual({ kind: 'whole', acts: 3 });
  });

  it('holds the same cause and act once', async () => {
    const repositoryId = await someChain(1);

    await audit.append(someAct(repositoryId, 'comment-1'));
    await audit.append({ ...someAct(repositoryId, 'comment-1'), act: 'finding.dismissed' });

    expect(await audit.verify(repositoryId)).toEqual({ kind: 'whole', acts: 2 });
  });

  it('has no fork when twenty append at the same time', async () => {
    const repositoryId = await someChain(0);

    await Promise.all(Array.from({ length: 20 }, (_, each) => audit.append(someAct(repositoryId, `c-${each % 10}`))));

    expect(await audit.verify(repositoryId)).toEqual({ kind: 'whole', acts: 10 });
  });

  it.each([
    ['updated', "update conclave.audit_events set actor = 'eve'"],
    ['deleted', 'delete from conclave.audit_events'],
    ['truncated', 'truncate conclave.audit_events'],
  ])('refuses to be %s', async (_, statement) => {
    await someChain(1);

    await expect(sql.raw(statement).execute(postgres.database.ledger)).rejects.toThrow('append-only');
  });

  it.each([
    ['an actor', "actor = 'eve'", 2, 'its text is not the one'],
    ['a detail', `detail = detail || '{"zeta": 2}'`, 2, 'its text is not the one'],
    ['a moment', "at = at + interval '1 second'", 2, 'its text is not the one'],
    ['a hash', "hash = repeat('f', 64)", 2, 'its text is not the one'],
    ['a link', "previous_hash = repeat('f', 64)", 2, 'it does not follow the act before it'],
  ])('is broken by a change of %s behind its back', async (_, change, sequence, why) => {
    const repositoryId = await someChain(3);
    await tamper(`update conclave.audit_events set ${change} where repository_id = ${repositoryId} and sequence = 2`);

    expect(await audit.verify(repositoryId)).toEqual({ kind: 'broken', sequence, why: expect.stringContaining(why) });
  });

  it('is broken when an act is taken out, in the middle or at the end', async () => {
    const [middle, end] = [await someChain(3), await someChain(3)];
    await tamper(`delete from conclave.audit_events where repository_id = ${middle} and sequence = 2`);
    await tamper(`delete from conclave.audit_events where repository_id = ${end} and sequence = 3`);

    expect(await audit.verify(middle)).toMatchObject({ kind: 'broken', sequence: 3, why: 'act 2 is missing' });
    expect(await audit.verify(end)).toMatchObject({ kind: 'broken', sequence: 3 });
  });
});
