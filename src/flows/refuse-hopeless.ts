import { chainOf, seatsNeeded } from '../committee/seat.ts';
import { AppError } from '../kernel/app-error.ts';
import { formatUsd } from '../kernel/micro-usd.ts';
import { type ModelId, providerOf } from '../kernel/model-id.ts';
import type { ModelReach, Models } from '../ports/models.ts';
import { MOST_TOKENS, measureReading } from './measure-reading.ts';
import type { SessionPlan } from './plan-session.ts';
import type { SessionRequest } from './session-request.ts';

/** Refuses a session that cannot end well before anything is paid: no quorum in reach, or an estimate over the cap. */
export function refuseHopeless(request: SessionRequest, plan: SessionPlan, models: Models): void {
  refuseWithoutQuorum(request, models);
  refuseOverCap(request, plan);
}

/** Refuses a session in which too few seats can be asked. */
export function refuseWithoutQuorum({ seats, seatsHeard, models: seated }: SessionRequest, models: Models): void {
  if (seats.length === 0) throw new AppError('bad-input', 'no expert is seated', { expected: 'at least one expert' });
  const silent = seats.filter((seat) => chainOf(seat).every((model) => models.reach(model).kind !== 'ready'));
  const needed = seatsNeeded(seats, seatsHeard);
  const reachable = seats.length - silent.length;
  if (reachable >= needed) return;

  const unreachable = [...new Set(silent.map(({ model }) => model))];
  const ready = [seated.first, seated.second].find((model) => models.reach(model).kind === 'ready');
  throw new AppError('bad-input', `only ${reachable} of ${seats.length} seats can be asked, ${needed} must be heard`, {
    expected: unreachable.map((model) => describeReach(model, models.reach(model))).join('; '),
    advice:
      ready === undefined
        ? 'set the keys, or see a verdict from the evidence rules alone with --rehearsal; nothing was asked and nothing was paid'
        : `set the key, or seat one model twice with --model ${ready} (its confirmations are then not independent); nothing was asked and nothing was paid`,
  });
}

function describeReach(model: ModelId, reach: ModelReach): string {
  switch (reach.kind) {
    case 'ready':
      return `${model} is ready`;
    case 'no-key':
      return `${reach.variables.join(' or ')} for ${model}`;
    case 'unknown-provider':
      return `a provider that is known (${reach.known.join(', ')}) instead of "${providerOf(model)}" in ${model}`;
    default:
      return reach satisfies never;
  }
}

/** Refuses a session whose worst case is over its budget. */
export function refuseOverCap({ budget }: SessionRequest, plan: SessionPlan): void {
  if (plan.estimateMicroUsd <= budget) return;
  throw new AppError(
    'bad-input',
    `the worst case of this session is ${formatUsd(plan.estimateMicroUsd)}, its budget ${formatUsd(budget)}`,
    {
      expected: `an estimate within the budget; the dossier has about ${plan.dossierTokens} tokens and is read by ${plan.seats.length} seats`,
      advice:
        'split the change, name fewer --experts, or raise --budget (or committee.budget_usd, or that of a routing row, on the base branch); nothing was asked and nothing was paid',
    },
  );
}

/**
 * Refuses a dossier of which the mere reading is beyond the budget, before a prompt is written: with every seat's
 * prompt a very large change would fill the memory only to be refused by its price.
 */
export function refuseBeyondReach({
  dossier,
  seats,
  catalog,
  budget,
}: Pick<SessionRequest, 'dossier' | 'seats' | 'catalog' | 'budget'>): void {
  const { tokens, least } = measureReading({ dossier, seats, catalog });
  if (least <= budget && tokens <= MOST_TOKENS) return;
  throw new AppError(
    'bad-input',
    `the change is too large for one session: to read it alone costs at least ${formatUsd(least)}, its budget is ${formatUsd(budget)}`,
    {
      expected: `a dossier of fewer tokens; this one has about ${tokens} and is read by ${seats.length} seats`,
      advice: 'Split the change. Nothing was asked and nothing was paid.',
    },
  );
}
