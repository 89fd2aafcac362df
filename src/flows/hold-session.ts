import type { Ceiling } from '../committee/ceiling.ts';
import type { HeardOpinion } from '../committee/draft.ts';
import type { Finding } from '../committee/finding.ts';
import { assembleFindings } from '../committee/findings.ts';
import { isComplete } from '../committee/ledger/is-complete.ts';
import type { Slot } from '../committee/seat.ts';
import { renderWhole } from '../dossier/dossier.ts';
import type { ModelId } from '../kernel/model-id.ts';
import { advanceRound, groundOf, recordRound, siftRaised, updateOf } from './advance-round.ts';
import { consultChair } from './consult-chair.ts';
import type { Desk } from './desk.ts';
import { examine } from './examine.ts';
import { ceilingByPrice } from './find-ceiling.ts';
import { hearSeats } from './hear-seats.ts';
import { holdUnread } from './hold-unread.ts';
import { NO_ANSWERS } from './no-answers.ts';
import { planOf } from './plan-of.ts';
import type { SessionPlan } from './plan-session.ts';
import { proofOf } from './proof-of.ts';
import { openPurse } from './purse.ts';
import { refuseHopeless } from './refuse-hopeless.ts';
import type { HeldSession, SessionPorts } from './session-ports.ts';
import type { SessionRequest } from './session-request.ts';
import { hearingOn, writeSession } from './write-session.ts';

/** Asks every seat, examines what weighs, consolidates, reaches a verdict and keeps it. */
export async function holdSession(request: SessionRequest, ports: SessionPorts): Promise<HeldSession> {
  const planned = planWithin(request);
  if (planned.kind === 'above') return holdUnread(request, planned.ceiling, ports);
  const { plan } = planned;
  refuseHopeless(request, plan, ports.models);
  const createdAt = await ports.journal.step('take the time', async () => ports.clock.now());
  const id = await ports.journal.step('open the archive', () => ports.archive.open(createdAt));
  const desk = openDesk(id, request, { plan, ports });
  announce(plan, request, desk);

  const { round, dossier } = request;
  const hearing = await hearSeats(plan.seats, round, desk);
  const ground = groundOf(round);
  const raised = assembleFindings(hearing.heard, proofOf(request));
  const sifted = siftRaised({ raised, rulings: hearing.rulings }, round, ground);
  const { findings: examined, record } = await examine({ ...sifted, dossier, chains: examinersOf(request) }, desk);
  const { rulings, heard } = hearing;
  const advanced = advanceRound({ session: id, findings: examined, rulings }, round, ground);
  const { findings } = advanced;
  const chair = request.consolidate && heard.length > 0 ? await askChair(request, { findings, heard, desk }) : null;
  const endedAt = await ports.journal.step('take the end', async () => ports.clock.now());
  const complete = isComplete(hearingOn(request, { findings, seats: hearing.records }));
  const session = writeSession(request, {
    id,
    createdAt,
    endedAt,
    plan,
    ceiling: null,
    hearing,
    findings,
    round: recordRound(round, advanced, { rulings, complete }),
    examination: record,
    chair,
    spent: desk.purse.tally(),
  });
  const archived = await ports.journal.step('keep the session', () =>
    ports.archive.keep({
      session,
      dossier: renderWhole(dossier),
      ledger: updateOf(round, advanced, { session: id, coverage: dossier.coverage, complete }),
    }),
  );
  return { session, archived };
}

/** The calls of a session, or the ceiling above which none is made. */
export type Planned =
  | { readonly kind: 'within'; readonly plan: SessionPlan }
  | { readonly kind: 'above'; readonly ceiling: Ceiling };

/**
 * Plans a session unless its change is above a ceiling. Where not even the smallest part of it could be paid, the budget
 * is at fault and not the change: such a plan is returned, to be refused.
 */
export function planWithin(request: SessionRequest): Planned {
  if (request.ceiling !== null) return { kind: 'above', ceiling: request.ceiling };
  const plan = planOf(request);
  if (!request.isChange) return { kind: 'within', plan };
  const ceiling = ceilingByPrice(request, plan.estimateMicroUsd);
  return ceiling === null || ceiling.split.length === 0 ? { kind: 'within', plan } : { kind: 'above', ceiling };
}

function openDesk(
  sessionId: string,
  request: SessionRequest,
  { plan, ports }: { plan: SessionPlan; ports: SessionPorts },
): Desk {
  const purse = openPurse(request.budget, request.catalog);
  purse.hold('cross-examination', plan.examinationMicroUsd);
  purse.hold('chair', plan.chairMicroUsd);
  const answers = request.rehearsal ? NO_ANSWERS : ports.answers;
  return { sessionId, prompts: request.prompts, catalog: request.catalog, purse, ...ports, answers };
}

function announce(plan: SessionPlan, request: SessionRequest, desk: Desk): void {
  const seats = plan.seats.map(({ seat }) => ({
    seat: seat.id,
    skill: seat.skill.name,
    slot: seat.slot,
    model: seat.model,
  }));
  desk.witness({ kind: 'opened', id: desk.sessionId, seats, capMicroUsd: request.budget });
}

/** A slot's examiner is the model that the slot was given, with its fallbacks. */
function examinersOf({ models, fallbacks }: SessionRequest): Readonly<Record<Slot, readonly ModelId[]>> {
  return { first: chainFrom(models.first, fallbacks), second: chainFrom(models.second, fallbacks) };
}

/** A model and its fallbacks in order, each once. */
function chainFrom(model: ModelId, fallbacks: SessionRequest['fallbacks']): readonly ModelId[] {
  return [...new Set([model, ...(fallbacks[model] ?? [])])];
}

function askChair(
  { models, fallbacks }: SessionRequest,
  { findings, heard, desk }: { findings: readonly Finding[]; heard: readonly HeardOpinion[]; desk: Desk },
) {
  const { chair } = models;
  return consultChair({ model: chair, chain: chainFrom(chair, fallbacks), findings, heard }, desk);
}
