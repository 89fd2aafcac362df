import { chainOf, type Seat, seatsNeeded, takeSeats } from '../../committee/seat.ts';
import type { ModelId } from '../../kernel/model-id.ts';
import type { ModelReach } from '../../ports/models.ts';
import type { Committee } from '../load-committee.ts';
import type { Known } from './known.ts';
import { type Line, penOf } from './line.ts';
import { STAND_IN } from './models.ts';

const pen = penOf('keys');

/** Looks whether the models of the committee can be asked; none is. */
export async function examineKeys({ ground, ports }: Pick<Known, 'ground' | 'ports'>): Promise<readonly Line[]> {
  if (ports.rehearsal()) {
    const advice = 'Unset CONCLAVE_REHEARSAL to have verdicts of the committee.';
    return [pen.warning('the server asks no language model: CONCLAVE_REHEARSAL is on, so no key is needed', advice)];
  }
  const found = await ground();
  const lines = judgeKeys(found.committee, ports.reach);
  return found.kind === 'wrong' ? [pen.warning(...STAND_IN), ...lines] : lines;
}

type Reach = (model: ModelId) => ModelReach;

/** Whether a quorum can be reached with the keys at hand, and what is missing for the rest. */
export function judgeKeys({ config, skills }: Pick<Committee, 'config' | 'skills'>, reach: Reach): readonly Line[] {
  const { models, fallbacks, seats_heard } = config.committee;
  const seats = takeSeats(skills, models, fallbacks);
  const isReady = (model: ModelId) => reach(model).kind === 'ready';
  const silent = seats.filter((seat) => !chainOf(seat).some(isReady));
  const chair = [models.chair, ...(fallbacks[models.chair] ?? [])];
  return [
    judgeQuorum({ seats, silent, needed: seatsNeeded(seats, seats_heard) }, reach),
    ...standInsOf(seats, silent, reach),
    ...(chair.some(isReady) ? [] : [judgeChair(models.chair, reach)]),
  ];
}

interface Quorum {
  readonly seats: readonly Seat[];
  /** Seats of which no model can be asked. */
  readonly silent: readonly Seat[];
  readonly needed: number;
}

function judgeQuorum({ seats, silent, needed }: Quorum, reach: Reach): Line {
  const left = seats.length - silent.length;
  const whole = `${left} of ${seats.length} seats can be asked`;
  if (silent.length === 0) return pen.ok(`${whole}, ${needed} must be heard`);
  const lacking = [...new Set(silent.map(({ model }) => model))];
  const lack = lacking.map((model) => `${model} lacks ${lackOf(reach(model))}`).join('; ');
  const found = `only ${whole}, ${needed} must be heard: ${lack}`;
  const skillsHeard = silent.every(({ skill, id }) =>
    seats.some((seat) => seat.skill === skill && seat.id !== id && !silent.includes(seat)),
  );
  if (left >= needed && skillsHeard) return pen.warning(found, 'Set what is missing, so that every seat is heard.');
  const ready = seats.find((seat) => !silent.includes(seat))?.model;
  const otherwise =
    ready === undefined
      ? 'or review with --rehearsal, which asks no model'
      : `or seat one model twice with --model ${ready} (its confirmations are then not independent)`;
  return pen.failure(found, `Set what is missing, ${otherwise}. Without a quorum no session is started.`);
}

/** A first choice that cannot be asked, where a fallback speaks in its place. */
function standInsOf(seats: readonly Seat[], silent: readonly Seat[], reach: Reach): readonly Line[] {
  const heard = seats.filter((seat) => !silent.includes(seat) && reach(seat.model).kind !== 'ready');
  return [...new Set(heard.map(({ model }) => model))].map((model) =>
    pen.warning(`${model} cannot be asked; its seats fall back to another model`, `It lacks ${lackOf(reach(model))}.`),
  );
}

function judgeChair(chair: ModelId, reach: Reach): Line {
  const found = `the chair cannot be asked: ${chair} lacks ${lackOf(reach(chair))}`;
  return pen.warning(found, 'Verdicts stand without it, on the rule table alone, and without a summary in words.');
}

function lackOf(reach: ModelReach): string {
  switch (reach.kind) {
    case 'ready':
      return 'nothing';
    case 'no-key':
      return reach.variables.join(' or ');
    case 'unknown-provider':
      return `a provider that is known (${reach.known.join(', ')})`;
    default:
      return reach satisfies never;
  }
}
