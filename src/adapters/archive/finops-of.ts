import { withoutTime } from '../../committee/call-totals.ts';
import type { Session } from '../../committee/session.ts';
import type { FinopsRecord } from '../../finops/finops-line.ts';

/** The cost record of a session. */
export function finopsOf(session: Session): FinopsRecord {
  const { finops, verdict } = session;
  return {
    event: 'committee_finops',
    at: session.created_at,
    session_id: session.id,
    session_type: session.session_type,
    subject: session.subject.name,
    rehearsal: session.rehearsal,
    status: verdict.status,
    duration_ms: session.duration_ms,
    budget_micro_usd: finops.budget_micro_usd,
    estimate_micro_usd: finops.estimate_micro_usd,
    models: finops.models.map(({ model, price_date, totals }) => ({ model, price_date, ...withoutTime(totals) })),
    totals: withoutTime(finops.totals),
  };
}
