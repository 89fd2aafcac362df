import type { ConclaveConfig } from '../config/config.ts';
import { routingEntries } from '../config/routing-config.ts';
import { isAppError } from '../kernel/app-error.ts';
import type { ReviewRow } from '../ports/review-book.ts';
import type { ReviewTicket } from '../routing/review-ticket.ts';
import type { Route } from '../routing/route.ts';
import { asksForMore, dependsOnPull } from '../routing/route-difference.ts';
import { actOnRoute } from './act-on-route.ts';
import { groundFiles } from './ground-texts.ts';
import type { Rerouted } from './prepare-pull.ts';
import type { PullPorts } from './pull-ports.ts';
import { loadConfig } from './review-ground.ts';
import { isWelcome } from './welcome.ts';
import type { Looked } from './write-ticket.ts';

/** What routing a pull request once more asks of the outside world. */
export interface ReroutePorts extends PullPorts {
  /** Routes a pull request as it is now; asks no language model and writes nothing. */
  readonly reroute: (ticket: ReviewTicket) => Promise<Rerouted>;
}

/** A review on record, and what was looked at. */
export interface KnownRoute extends Looked {
  readonly ticket: ReviewTicket;
  readonly review: ReviewRow;
  readonly standing: ReviewRow | null;
}

/**
 * Whether labels, title or base of a pull request have changed so that its matrix asks for more than the review on record
 * was held by, so that another attempt is due. Whoever else the route names now is asked. Nothing is read where no row
 * asks for any of that.
 */
export async function isRoutedAnew(known: KnownRoute, ports: ReroutePorts): Promise<boolean> {
  const { review, standing, ticket, pull } = known;
  if (!wasRouted(review, standing)) return false;
  const config = await readDependent(known);
  if (config === null || !(await isWelcome(pull, config, ports))) return false;
  const { isAnew, ...named } = await ports.journal.step('route it once more', () => compare(known, ports));
  if (!isAnew) await actOnRoute(ticket, named, ports);
  return isAnew;
}

/** Only what a route led to can be routed anew. */
function wasRouted({ key, status, cause }: ReviewRow, standing: ReviewRow | null): boolean {
  if (status === 'published') return standing?.key === key;
  return status === 'refused' && (cause === 'routing' || cause === 'configuration');
}

/** The configuration where a row of it asks for labels, title or base; null else, and where it cannot be read. */
async function readDependent({ ground }: Looked): Promise<ConclaveConfig | null> {
  try {
    const config = await loadConfig({ base: { repository: groundFiles(ground), commit: ground.commit } });
    const rows = routingEntries(config.routing).flatMap((entry) => ('include' in entry ? [] : [entry]));
    return rows.some(dependsOnPull) ? config : null;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return null;
  }
}

/** Without the reasons of a route, in which the author's words may stand. */
type Compared = Pick<Route, 'reviewers' | 'teams' | 'labels'> & { readonly isAnew: boolean };

async function compare({ review, ticket }: KnownRoute, { book, reroute }: ReroutePorts): Promise<Compared> {
  const now = await reroute(ticket);
  const nobody = { reviewers: [], teams: [], labels: [] };
  if (now.kind !== 'routed') return { ...nobody, isAnew: now.kind === 'refused' && review.cause === 'routing' };
  const { reviewers, teams, labels } = now.route;
  const kept = review.sessionId === null ? null : await book.readSession(review.sessionId);
  return { reviewers, teams, labels, isAnew: isAnewBy(now.route, review, kept?.session.route ?? null) };
}

function isAnewBy(now: Route, { status, cause }: ReviewRow, held: Route | null): boolean {
  if (status === 'published') return held !== null && asksForMore(now, held);
  return cause === 'configuration' || now.depth !== 'skip';
}
