import type { ModelId } from '../kernel/model-id.ts';
import type { Skill } from './skill.ts';

/** Which of a skill's two models a seat holds; the second carries the contrarian brief. */
export type Slot = 'first' | 'second';

/** A skill times a model. */
export interface Seat {
  /** `ml-engineer/first`. */
  readonly id: string;
  readonly skill: Skill;
  readonly slot: Slot;
  readonly model: ModelId;
  /** Asked in this order when the model fails. */
  readonly fallbacks: readonly ModelId[];
}

/** The models of the two slots and of the chair. */
export interface SeatedModels {
  readonly first: ModelId;
  readonly second: ModelId;
  readonly chair: ModelId;
}

/** Seats every skill twice, in skill order, first model before second. */
export function takeSeats(
  skills: readonly Skill[],
  models: SeatedModels,
  fallbacks: Readonly<Record<ModelId, readonly ModelId[]>>,
): readonly Seat[] {
  const slots: readonly Slot[] = ['first', 'second'];
  return skills.flatMap((skill) =>
    slots.map((slot) => ({
      id: `${skill.name}/${slot}`,
      skill,
      slot,
      model: models[slot],
      fallbacks: fallbacks[models[slot]] ?? [],
    })),
  );
}

/** The models a seat may be asked on, in order, each once. */
export function chainOf(seat: Seat): readonly ModelId[] {
  return [...new Set([seat.model, ...seat.fallbacks])];
}

/** The fewest seats that must be heard: the configured share, rounded up. */
export function seatsNeeded(seats: readonly Seat[], share: number): number {
  return Math.ceil(Number((share * seats.length).toFixed(9)));
}

/** The slot that stands in a seat's id. */
export function slotOfSeat(id: string): Slot {
  return id.endsWith('/second') ? 'second' : 'first';
}
