import { expect } from 'vitest';
import { sumTotals } from '../../src/committee/call-totals.ts';
import type { Session } from '../../src/committee/session.ts';
import type { Catalog } from '../../src/finops/catalog.ts';
import { FinopsRecord } from '../../src/finops/finops-line.ts';
import { hashText } from '../../src/kernel/hash.ts';
import { billOf, paidBy, type Served, sumOf } from './bill.ts';

/** A session that was held, with what stands around it. */
export interface Audited {
  readonly session: Session;
  /** Texts of the files under the folder for sessions, by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly served: readonly Served[];
  readonly catalog: Catalog;
}

/** Checks what holds for every session however it ended: nothing lost, nothing left behind, every token paid and told. */
export function audit(audited: Audited): void {
  auditFiles(audited);
  auditMoney(audited);
  auditSeats(audited.session);
}

function auditFiles({ session, files }: Audited): void {
  const { id } = session;
  const others = [...files.keys()].filter((path) => !path.startsWith('sessions/parse_failures/'));
  const own = others.filter((path) => path.includes(id));

  expect(own.sort()).toEqual([`sessions/${id}_artifact.md`, `sessions/${id}_committee.json`]);
  expect(others.filter((path) => /\.(?:open|part)$/.test(path))).toEqual([]);
  expect(hashText(files.get(`sessions/${id}_artifact.md`) ?? '')).toBe(session.dossier.sha256);
  expect(linesOf(files).filter(({ session_id }) => session_id === id)).toHaveLength(1);
}

function auditMoney({ session, files, served, catalog }: Audited): void {
  const { finops } = session;
  const bill = billOf(served, catalog);

  expect(paidBy(session)).toEqual(bill);
  expect(finops.totals.micro_usd).toBe(sumOf(bill));
  expect(sumTotals(finops.models.map(({ totals }) => totals))).toEqual(finops.totals);
  expect(finops.totals.micro_usd + finops.totals.possibly_spent_micro_usd).toBeLessThanOrEqual(finops.budget_micro_usd);

  const line = linesOf(files).find(({ session_id }) => session_id === session.id);
  const { latency_ms: _time, ...spent } = finops.totals;
  expect(line).toMatchObject({ status: session.verdict.status, totals: spent, rehearsal: false });
}

/** Every line of the cost record, checked against its schema. */
function linesOf(files: ReadonlyMap<string, string>): readonly FinopsRecord[] {
  const lines = (files.get('finops.jsonl') ?? '').split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const { usd: _usd, ...record } = JSON.parse(line);
    return FinopsRecord.parse(record);
  });
}

/** Who is not heard, or was answered by another model than the seat was given, has said why. */
function auditSeats({ expert_opinions, findings }: Session): void {
  const unexplained = expert_opinions.filter(
    ({ answered_by, model, failed_tries }) => answered_by !== model && failed_tries.length === 0,
  );

  expect(unexplained).toEqual([]);
  expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
}
