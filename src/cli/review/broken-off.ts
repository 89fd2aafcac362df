import { sumTotals, withoutTime } from '../../committee/call-totals.ts';
import type { CallTotals } from '../../committee/session.ts';
import { findModel } from '../../finops/catalog.ts';
import type { FinopsRecord } from '../../finops/finops-line.ts';
import { planOf } from '../../flows/plan-of.ts';
import type { SessionRequest } from '../../flows/session-request.ts';
import type { ModelId } from '../../kernel/model-id.ts';

/** When a session that was broken off began and ended, in milliseconds, and what it had spent. */
export interface BrokenOff {
  readonly id: string;
  readonly began: number;
  readonly ended: number;
  readonly spending: ReadonlyMap<ModelId, CallTotals>;
}

/** The cost record of a session that ends without a verdict: what was paid is not lost with it. */
export function recordBrokenOff(request: SessionRequest, { id, began, ended, spending }: BrokenOff): FinopsRecord {
  const { dossier, rehearsal, budget, catalog } = request;
  return {
    event: 'committee_finops',
    at: new Date(ended).toISOString(),
    session_id: id,
    session_type: dossier.sessionType,
    subject: dossier.subject,
    rehearsal,
    status: 'INTERRUPTED',
    duration_ms: Math.max(0, ended - began),
    budget_micro_usd: budget,
    estimate_micro_usd: planOf(request).estimateMicroUsd,
    models: [...spending].map(([model, totals]) => ({
      model,
      price_date: findModel(catalog, model).date,
      ...withoutTime(totals),
    })),
    totals: withoutTime(sumTotals([...spending.values()])),
  };
}
