import { isAppError, renderError } from '../kernel/app-error.ts';
import { decideRoute } from './decide-route.ts';
import type { KnownNames, RoutingMatrix } from './matrix.ts';
import { factsOfRecording, type PullRecording } from './pull-recording.ts';
import type { Route } from './route.ts';

/** A matrix with the names that its rows may use. */
export interface SimulatedMatrix {
  readonly matrix: RoutingMatrix;
  readonly known: KnownNames;
}

/** What one matrix makes of a pull request: a route, or the words of a contradiction. */
export type Outcome =
  | { readonly kind: 'routed'; readonly route: Route }
  | { readonly kind: 'refused'; readonly why: string };

/** One recorded pull request under two matrices. */
export type SimulatedPull = {
  readonly number: number;
  readonly title: string;
} & (
  | { readonly kind: 'not-simulated'; readonly why: string }
  | {
      readonly kind: 'simulated';
      readonly before: Outcome;
      readonly after: Outcome;
      /** What differs, in words: `depth: full → light`; empty when nothing does. */
      readonly differences: readonly string[];
      /** Rows of the new matrix that ask for facts which were not recorded. */
      readonly undecided: Route['undecided'];
    }
);

/** Sums over all pull requests that were simulated. */
export interface SimulationTotals {
  readonly simulated: number;
  readonly notSimulated: number;
  readonly changed: number;
  readonly refused: number;
  readonly sessions: Change;
  /** Seats that would be asked, two for each expert; the chair of a full session is none. */
  readonly seats: Change;
  readonly added: number;
  readonly saved: number;
  readonly deeper: number;
  readonly shallower: number;
}

interface Change {
  readonly before: number;
  readonly after: number;
}

/** Routes recorded pull requests by two matrices, in the order in which they are given. */
export function simulate(
  recordings: readonly PullRecording[],
  before: SimulatedMatrix,
  after: SimulatedMatrix,
): readonly SimulatedPull[] {
  return recordings.map((recording) => {
    const { number, title, files_missing: why } = recording;
    // A row on "nothing else" would match what was cut off.
    if (why !== null) return { kind: 'not-simulated', number, title, why };
    const [old, now] = [outcomeOf(recording, before), outcomeOf(recording, after)];
    const undecided = now.kind === 'routed' ? now.route.undecided : [];
    return {
      kind: 'simulated',
      number,
      title,
      before: old,
      after: now,
      differences: differencesOf(old, now),
      undecided,
    };
  });
}

/** Adds up what the new matrix changes. */
export function totalOf(
  pulls: readonly SimulatedPull[],
  before: Pick<SimulatedMatrix, 'known'>,
  after: Pick<SimulatedMatrix, 'known'>,
): SimulationTotals {
  const simulated = pulls.filter((pull) => pull.kind === 'simulated');
  const depths = simulated.map((pull) => ({ old: rankOf(pull.before), now: rankOf(pull.after) }));
  const count = (test: (pair: { readonly old: number; readonly now: number }) => boolean) => depths.filter(test).length;
  const seats = (of: 'before' | 'after', { known }: Pick<SimulatedMatrix, 'known'>) =>
    simulated.reduce((sum, pull) => sum + seatsOf(pull[of], known), 0);
  return {
    simulated: simulated.length,
    notSimulated: pulls.length - simulated.length,
    changed: simulated.filter(({ differences }) => differences.length > 0).length,
    refused: simulated.filter((pull) => pull.after.kind === 'refused').length,
    sessions: { before: count(({ old }) => old > 0), after: count(({ now }) => now > 0) },
    seats: { before: seats('before', before), after: seats('after', after) },
    added: count(({ old, now }) => old === 0 && now > 0),
    saved: count(({ old, now }) => old > 0 && now === 0),
    deeper: count(({ old, now }) => old > 0 && now > old),
    shallower: count(({ old, now }) => now > 0 && now < old),
  };
}

/** Seats that an outcome asks; a refused one asks none. */
function seatsOf(outcome: Outcome, { experts }: Pick<KnownNames, 'experts'>): number {
  if (outcome.kind === 'refused' || outcome.route.depth === 'skip') return 0;
  return 2 * (outcome.route.experts ?? experts).length;
}

/** 0 for no session, 1 for a light one, 2 for a full one; a refused one saves nothing and adds nothing. */
function rankOf(outcome: Outcome): number {
  if (outcome.kind === 'refused') return -1;
  return ['skip', 'light', 'full'].indexOf(outcome.route.depth);
}

function outcomeOf(recording: PullRecording, { matrix, known }: SimulatedMatrix): Outcome {
  try {
    return { kind: 'routed', route: decideRoute(factsOfRecording(recording), matrix, known) };
  } catch (error) {
    if (!isAppError(error) || error.code !== 'bad-config') throw error;
    return { kind: 'refused', why: renderError(error).replaceAll(/\s*\n\s*/g, '; ') };
  }
}

function differencesOf(before: Outcome, after: Outcome): readonly string[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  return Object.keys({ ...old, ...now }).flatMap((name) => {
    const [was, is] = [old[name] ?? 'none', now[name] ?? 'none'];
    return was === is ? [] : [`${name}: ${was} → ${is}`];
  });
}

/** What a person compares of an outcome; of a session that is not held only that. */
function wordsOf(outcome: Outcome): Readonly<Record<string, string>> {
  if (outcome.kind === 'refused') return { route: `refused: ${outcome.why}` };
  const { route } = outcome;
  const list = (words: readonly string[]) => [...words].sort().join(', ');
  const asked = { reviewers: route.reviewers, teams: route.teams, labels: route.labels };
  const requested = Object.entries(asked).flatMap(([name, words]) => (words.length === 0 ? [] : [[name, list(words)]]));
  const held =
    route.depth === 'skip'
      ? {}
      : {
          session: route.session_type,
          experts: route.experts === null ? 'all' : list(route.experts),
          ...Object.fromEntries(Object.entries(route.models).map(([slot, model]) => [`models.${slot}`, model])),
          ...(route.budget_usd !== null && { budget_usd: String(route.budget_usd) }),
        };
  return { depth: route.depth, ...held, ...Object.fromEntries(requested) };
}
