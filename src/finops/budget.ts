import { AppError } from '../kernel/app-error.ts';
import { MicroUsd } from '../kernel/micro-usd.ts';

/** A cap and what has been taken from it; a new value after every step. */
export interface Budget {
  readonly cap: MicroUsd;
  /** Settled calls. */
  readonly spent: MicroUsd;
  /** Reservations whose call may have been charged although no answer is on record. */
  readonly possiblySpent: MicroUsd;
  /** Calls in flight, by the name of their step. */
  readonly reserved: Readonly<Record<string, MicroUsd>>;
}

/** What became of a wish to spend. */
export type Reservation =
  | { readonly kind: 'reserved'; readonly budget: Budget }
  /** The call would pass the cap; nothing has changed. */
  | { readonly kind: 'refused'; readonly asked: MicroUsd; readonly left: MicroUsd; readonly cap: MicroUsd };

/** A budget from which nothing has been taken. */
export function openBudget(cap: MicroUsd): Budget {
  return { cap, spent: 0, possiblySpent: 0, reserved: {} };
}

/** Takes the worst case of a call from the budget before it is made, or refuses with the figures. */
export function reserve(budget: Budget, call: string, worst: MicroUsd): Reservation {
  if (Object.hasOwn(budget.reserved, call)) throw new AppError('broken', `call "${call}" is reserved already`);
  refuseBrokenAmount(worst);
  const left = leftOf(budget);
  if (worst > left) return { kind: 'refused', asked: worst, left, cap: budget.cap };
  return { kind: 'reserved', budget: { ...budget, reserved: { ...budget.reserved, [call]: worst } } };
}

/** Takes up a reservation of an earlier run, whose call is on record; the cap was asked then and is not asked again. */
export function recall(budget: Budget, call: string, worst: MicroUsd): Budget {
  return { ...budget, reserved: { ...budget.reserved, [call]: worst } };
}

/** Replaces a reservation by what the call did cost, also when that is more than was reserved. */
export function settle(budget: Budget, call: string, cost: MicroUsd): Budget {
  refuseBrokenAmount(cost);
  const { rest } = take(budget, call);
  return { ...rest, spent: rest.spent + cost };
}

/** Gives a reservation back: the call was certainly not charged. */
export function release(budget: Budget, call: string): Budget {
  return take(budget, call).rest;
}

/** Keeps a reservation as possibly spent: the call may have been charged, and it counts against the cap. */
export function keepAsPossiblySpent(budget: Budget, call: string): Budget {
  const { rest, amount } = take(budget, call);
  return { ...rest, possiblySpent: rest.possiblySpent + amount };
}

/** What may still be reserved, never below zero. */
export function leftOf(budget: Budget): MicroUsd {
  return Math.max(0, budget.cap - committedOf(budget));
}

/** All that counts against the cap: spent, possibly spent and reserved. */
export function committedOf({ spent, possiblySpent, reserved }: Budget): MicroUsd {
  return spent + possiblySpent + Object.values(reserved).reduce((sum, amount) => sum + amount, 0);
}

function take(budget: Budget, call: string): { rest: Budget; amount: MicroUsd } {
  if (!Object.hasOwn(budget.reserved, call)) throw new AppError('broken', `call "${call}" was never reserved`);
  const { [call]: amount = 0, ...reserved } = budget.reserved;
  return { rest: { ...budget, reserved }, amount };
}

/** Not a number compares as "not more than the cap", so it would open the budget for ever. */
function refuseBrokenAmount(amount: number): void {
  if (!MicroUsd.safeParse(amount).success) throw new AppError('broken', `${amount} is no amount of micro-dollars`);
}
