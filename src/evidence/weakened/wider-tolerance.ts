import type { Found } from '../scene.ts';
import type { TestPair } from './test-pair.ts';
import { type Tolerance, type ToleranceCall, toleranceCallsIn } from './tolerance-call.ts';

/**
 * Finds tolerances that are wider than before, compared by value. A comparison goes on on a kept line, else in one of the
 * same function that compares the same, else in any of the same function that is at least as strict; only what is left
 * over then is taken for widened. A comparison that is new has no tolerance to widen.
 */
export function findWiderTolerances(pair: TestPair): readonly Found[] {
  if (pair.before === null || pair.after === null) return [];
  const before = toleranceCallsIn(pair.before);
  const after = before.length === 0 ? [] : toleranceCallsIn(pair.after);
  return match(before, after, pair).flatMap(([old, now]) =>
    now.tolerances.flatMap((tolerance, index) => {
      const was = old.tolerances[index];
      if (was === undefined || !isWider(was, tolerance)) return [];
      const place = placeOf(was, tolerance, pair);
      return place === null ? [] : [{ ...place, message: messageFor(was, tolerance, now) }];
    }),
  );
}

/** Two numbers that differ by less are one number that was reckoned in two ways. */
const SAME = 1e-9;

function isWider(before: Tolerance, after: Tolerance): boolean {
  if (before.value === null || after.value === null) return false;
  if (after.isDigits) return after.value < before.value;
  return after.value > before.value * (1 + SAME);
}

/** The line of the keyword when that is new, else that of its number; the removed keyword where nothing is given now. */
function placeOf(was: Tolerance, now: Tolerance, { lines }: TestPair): Pick<Found, 'line' | 'side'> | null {
  const added = [now.line, now.valueLine].find((line) => line !== null && lines.added.has(line));
  if (added !== undefined && added !== null) return { line: added, side: 'after' };
  const removed = [was.line, was.valueLine].find((line) => line !== null && lines.removed.has(line));
  return removed === undefined || removed === null ? null : { line: removed, side: 'before' };
}

type Match = readonly [before: ToleranceCall, after: ToleranceCall];

function match(
  before: readonly ToleranceCall[],
  after: readonly ToleranceCall[],
  { lines, successor }: TestPair,
): readonly Match[] {
  const ownerOf = (owner: string) => (owner === '' ? '' : (successor(owner) ?? ''));
  const rest: Rest = { before: new Set(before), after: new Set(after), matches: [] };
  pairOff(rest, (call) => `${lines.kept.get(call.line)} ${call.ordinal} ${call.callee}`, place);
  pairOff(
    rest,
    (call) => said(call, ownerOf(call.owner)),
    (call) => said(call, call.owner),
  );
  const open = Map.groupBy(rest.before, (call) => `${call.callee} ${ownerOf(call.owner)}`);
  for (const [key, calls] of Map.groupBy(rest.after, (call) => `${call.callee} ${call.owner}`)) {
    rest.matches.push(...matchStrict(open.get(key) ?? [], calls));
  }
  return rest.matches;
}

function place({ line, ordinal, callee }: ToleranceCall): string {
  return `${line} ${ordinal} ${callee}`;
}

function said({ callee, compared }: ToleranceCall, owner: string): string {
  return `${callee} ${owner} ${compared}`;
}

interface Rest {
  readonly before: Set<ToleranceCall>;
  readonly after: Set<ToleranceCall>;
  readonly matches: Match[];
}

/** Pairs what has the same key, in the order of the text. */
function pairOff(rest: Rest, keyBefore: (call: ToleranceCall) => string, keyAfter: typeof keyBefore): void {
  const waiting = Map.groupBy(rest.before, keyBefore);
  const next = new Map<string, number>();
  for (const now of [...rest.after]) {
    const key = keyAfter(now);
    const at = next.get(key) ?? 0;
    const old = waiting.get(key)?.[at];
    if (old === undefined) continue;
    next.set(key, at + 1);
    rest.before.delete(old);
    rest.after.delete(now);
    rest.matches.push([old, now]);
  }
}

/** More comparisons than anybody writes into one test are matched in their order alone. */
const MOST = 200;

/** First those that got no wider, then what is left over in its order. */
function matchStrict(before: readonly ToleranceCall[], after: readonly ToleranceCall[]): readonly Match[] {
  const open = new Set(before);
  const wider: ToleranceCall[] = [];
  for (const now of after) {
    const isFew = before.length <= MOST && after.length <= MOST;
    const old = isFew ? [...open].find((call) => !hasWider(call, now)) : undefined;
    if (old === undefined) wider.push(now);
    else open.delete(old);
  }
  const left = [...open];
  return wider.flatMap((now, index) => {
    const old = left[index];
    return old === undefined ? [] : [[old, now] as const];
  });
}

function hasWider(before: ToleranceCall, after: ToleranceCall): boolean {
  return after.tolerances.some((tolerance, index) => {
    const was = before.tolerances[index];
    return was !== undefined && isWider(was, tolerance);
  });
}

function messageFor(was: Tolerance, now: Tolerance, { callee, owner }: ToleranceCall): string {
  const where = owner === '' ? '' : ` in \`${owner}\``;
  return `The tolerance \`${now.name}\` of \`${callee}\`${where} becomes wider, ${was.value} to ${now.value}.`;
}
