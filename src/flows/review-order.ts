import type { SeatedModels } from '../committee/seat.ts';
import type { Subject } from '../evidence/observe.ts';
import type { Catalog } from '../finops/catalog.ts';
import type { MicroUsd } from '../kernel/micro-usd.ts';
import type { ModelId } from '../kernel/model-id.ts';
import type { SessionType } from '../routing/session-type.ts';
import type { RouteSources } from './read-route-facts.ts';
import type { PastReviews } from './round-request.ts';

/** What a person asks for. */
export interface ReviewOrder {
  readonly subject: Subject;
  /** Null for the one that the subject suggests. */
  readonly sessionType: SessionType | null;
  readonly question: string | null;
  readonly issue: string | null;
  /** Title and text of a pull request, as its author wrote them; null when there is none. */
  readonly description: { readonly title: string; readonly body: string } | null;
  /** Short names of skills; null for all. */
  readonly experts: readonly string[] | null;
  /** Models in place of the configured ones. */
  readonly models: Partial<SeatedModels>;
  readonly consolidate: boolean;
  /** Null for the configured one. */
  readonly budget: MicroUsd | null;
  /** What stands in for language models in a rehearsal; null when they are asked. */
  readonly rehearsal: { readonly model: ModelId; readonly catalog: Catalog } | null;
  /** True when a person asked for this very review, so that no row of the routing matrix skips it. */
  readonly anyway: boolean;
  /** The pull request that it comes from, and what earlier ones found on its paths; null where nobody knows. */
  readonly origin: Pick<RouteSources, 'pull' | 'history'>;
  /** What the reviews before left on record. */
  readonly past: PastReviews;
}

/** A subject of which no pull request is known. */
export const NO_ORIGIN: ReviewOrder['origin'] = { pull: null, history: null };
