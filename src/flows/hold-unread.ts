import { NO_CALLS } from '../committee/call-totals.ts';
import { whatIsOver } from '../committee/ceiling/words.ts';
import type { Ceiling } from '../committee/ceiling.ts';
import { assembleFindings } from '../committee/findings.ts';
import type { Seat } from '../committee/seat.ts';
import type { SeatRecord } from '../committee/session.ts';
import { leaveUnread } from '../dossier/coverage.ts';
import { renderWhole } from '../dossier/dossier.ts';
import { estimateTokens } from '../finops/estimate.ts';
import { advanceRound, groundOf, recordRound, updateOf } from './advance-round.ts';
import { proofOf } from './proof-of.ts';
import type { HeldSession, SessionPorts } from './session-ports.ts';
import type { SessionRequest } from './session-request.ts';
import { writeSession } from './write-session.ts';

/**
 * Ends a session before any seat is asked, since its change is above a ceiling: what the rules found stands, every file
 * that seats would have read is unread, and the verdict says how to split the change. Nothing is paid.
 */
export async function holdUnread(
  request: SessionRequest,
  ceiling: Ceiling,
  { journal, archive, clock }: Pick<SessionPorts, 'journal' | 'archive' | 'clock'>,
): Promise<HeldSession> {
  const createdAt = await journal.step('take the time', async () => clock.now());
  const id = await journal.step('open the archive', () => archive.open(createdAt));
  const why = whatIsOver(ceiling);
  const dossier = { ...request.dossier, coverage: leaveUnread(request.dossier.coverage, why) };
  const unread: SessionRequest = { ...request, dossier };
  const { round } = unread;
  const ground = groundOf(round);
  const raised = assembleFindings([], proofOf(unread));
  const advanced = advanceRound({ session: id, findings: raised, rulings: [] }, round, ground);
  const text = renderWhole(dossier);
  const session = writeSession(unread, {
    id,
    createdAt,
    endedAt: createdAt,
    plan: {
      dossierTokens: estimateTokens(text),
      estimateMicroUsd: ceiling.kind === 'money' ? ceiling.asked : 0,
    },
    ceiling,
    hearing: { heard: [], records: unread.seats.map((seat) => notAsked(seat, why)), rulings: [] },
    findings: advanced.findings,
    round: recordRound(round, advanced, { rulings: [], complete: false }),
    examination: { asked: 0, failed_tries: [], totals: NO_CALLS },
    chair: null,
    spent: [],
  });
  const ledger = updateOf(round, advanced, { session: id, coverage: dossier.coverage, complete: false });
  const archived = await journal.step('keep the session', () => archive.keep({ session, dossier: text, ledger }));
  return { session, archived };
}

function notAsked({ id, skill, slot, model }: Seat, why: string): SeatRecord {
  return {
    seat: id,
    skill: skill.name,
    slot,
    model,
    answered_by: null,
    standing: 'failed',
    stance: null,
    score: null,
    summary: '',
    abstain_reason: null,
    readings: 1,
    repaired: false,
    failed_tries: [{ model, reason: 'not-asked', message: `not asked: ${why}` }],
    totals: NO_CALLS,
    carried_from: null,
    unsaid: false,
  };
}
