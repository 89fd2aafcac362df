import type { LabelEvent, MergedPull } from './merged-pull.ts';

/** How a label stood on a merged pull request. */
export interface LabelStory {
  /**
   * `at-merge`: it stood there when it was merged; `removed-after`: so, and it was taken off later; `removed-before`: it
   * had been set and was taken off before the merge; `set-after`: it came only after the merge.
   */
  readonly standing: 'at-merge' | 'removed-after' | 'removed-before' | 'set-after';
  /** Who set it last before the merge, or first after it; null where the host does not tell. */
  readonly setBy: string | null;
  readonly setAt: string | null;
  readonly removedBy: string | null;
  readonly removedAt: string | null;
}

type Told = Pick<MergedPull, 'labels' | 'labelEvents' | 'mergedAt'>;

/** Reads from the events of a pull request how a label stood on it; null when it never did. */
export function tellLabel(pull: Told, label: string): LabelStory | null {
  const events = pull.labelEvents
    .filter((event) => isSame(event.label, label))
    .toSorted((left, right) => Date.parse(left.at) - Date.parse(right.at));
  const [before, after] = partAt(events, Date.parse(pull.mergedAt));
  const last = before.at(-1);
  const wasOn = last === undefined ? stoodFromTheStart(pull, label, after) : last.kind === 'set';
  const set = before.findLast(({ kind }) => kind === 'set');
  if (wasOn) return story(after.some(isRemoval) ? 'removed-after' : 'at-merge', set, after.find(isRemoval));
  if (set !== undefined) return story('removed-before', set, last);
  const later = after.find(({ kind }) => kind === 'set');
  return later === undefined ? null : story('set-after', later, after.findLast(isRemoval));
}

/** A label that was there without an event, or whose first event is its removal, was there before events were kept. */
function stoodFromTheStart({ labels }: Told, label: string, after: readonly LabelEvent[]): boolean {
  const [first] = after;
  if (first !== undefined) return isRemoval(first);
  return labels.some((each) => isSame(each, label));
}

function partAt(
  events: readonly LabelEvent[],
  merged: number,
): readonly [readonly LabelEvent[], readonly LabelEvent[]] {
  const isBefore = ({ at }: LabelEvent) => Date.parse(at) <= merged;
  return [events.filter(isBefore), events.filter((event) => !isBefore(event))];
}

function story(standing: LabelStory['standing'], set?: LabelEvent, removed?: LabelEvent): LabelStory {
  return {
    standing,
    setBy: set?.by ?? null,
    setAt: set?.at ?? null,
    removedBy: removed?.by ?? null,
    removedAt: removed?.at ?? null,
  };
}

function isRemoval({ kind }: LabelEvent): boolean {
  return kind === 'removed';
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
