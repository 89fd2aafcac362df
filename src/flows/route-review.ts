import type { DossierDecision } from '../dossier/library.ts';
import { decideRoute } from '../routing/decide-route.ts';
import type { Route } from '../routing/route.ts';
import { suggestSessionType } from '../routing/session-type.ts';
import type { Committee } from './load-committee.ts';
import { loadRouting } from './load-routing.ts';
import type { Observed } from './observe-subject.ts';
import { readRouteFacts } from './read-route-facts.ts';
import type { ReviewGround } from './review-ground.ts';
import type { ReviewOrder } from './review-order.ts';

/** What a route is decided on. */
export interface RouteBasis {
  readonly committee: Committee;
  readonly observed: Observed;
  /** The decisions on record that bind the subject. */
  readonly decisions: readonly DossierDecision[];
}

/** Who looks at a subject, and what a person should know of the matrix. */
export interface Routed {
  readonly route: Route;
  readonly notes: readonly string[];
}

/** Decides who looks at a subject and how deeply: a change by the matrix, a document by its name alone. */
export async function routeReview(
  order: ReviewOrder,
  { committee, observed, decisions }: RouteBasis,
  { program }: Pick<ReviewGround, 'program'>,
): Promise<Routed> {
  const asked = { sessionType: order.sessionType, experts: order.experts, anyway: order.anyway };
  const { subject, hits } = observed.observation;
  if (subject.kind === 'artifact') return { route: routeDocument(order), notes: [] };
  const known = { experts: committee.skills.map(({ name }) => name), rules: committee.rules.map(({ id }) => id) };
  const { matrix, warnings } = await loadRouting(committee.config, known, program);
  const { pull, history } = order.origin;
  const records = decisions.map(({ id }) => id);
  const facts = readRouteFacts({ change: subject.change, pull, hits, records, history, asked });
  return { route: decideRoute(facts, matrix, known), notes: warnings.map(({ where, text }) => `${where}: ${text}`) };
}

function routeDocument({ subject, sessionType, experts }: ReviewOrder): Route {
  return {
    session_type: sessionType ?? suggestSessionType(subject),
    depth: 'full',
    experts: experts === null ? null : [...experts],
    models: {},
    budget_usd: null,
    ...{ reviewers: [], teams: [], labels: [], rows: [], undecided: [] },
  };
}
