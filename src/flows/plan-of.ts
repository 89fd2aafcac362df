import { renderDossier } from '../dossier/dossier.ts';
import { planSession, type SessionPlan } from './plan-session.ts';
import { covers, type SessionRequest } from './session-request.ts';

/** What a plan is compiled from. */
export type Plannable = Pick<
  SessionRequest,
  'dossier' | 'seats' | 'models' | 'consolidate' | 'prompts' | 'catalog' | 'covered' | 'edges' | 'round'
>;

/** Plans as they were compiled before: whether a session can be paid is asked before it is held. */
const PLANS = new WeakMap<Plannable, SessionPlan>();

/** Compiles the session's calls and their estimate; asks nothing. */
export function planOf(request: Plannable): SessionPlan {
  const plan = PLANS.get(request) ?? compile(request);
  PLANS.set(request, plan);
  return plan;
}

function compile(request: Plannable): SessionPlan {
  return planSession({
    dossier: request.dossier,
    dossierText: renderDossier(request.dossier),
    edges: request.edges,
    seats: request.seats,
    chair: request.consolidate ? request.models.chair : null,
    prompts: request.prompts,
    catalog: request.catalog,
    covers: (skill, reading) => covers(request, skill, reading),
    later: request.round.number === 1 ? null : request.round,
  });
}
