import { countOf } from '../wording.ts';
import { fullReasonWords } from './plan-round.ts';
import type { RoundRecord } from './round.ts';

/** Which review of its pull request it was, and why it read what it read; null for a first one. */
export function tellRound(
  { number, kind, full_because, baseline, delta, complete }: RoundRecord,
  draw: (commit: string) => string = (commit) => commit.slice(0, 7),
): string | null {
  if (number === 1) return null;
  const rest = complete ? '' : ' It is not complete, so that the next one does not rest on it.';
  if (kind === 'full' || baseline === null) {
    return `This is review ${number}, and it reads everything. ${fullReasonWords[full_because ?? 'first']}${rest}`;
  }
  const since = draw(baseline.head);
  const read =
    delta === null || delta.files === 0
      ? `nothing of it has changed since ${since}`
      : `it reads what changed since ${since}: ${tellDelta(delta)}`;
  return `This is review ${number}; ${read}. What was read then and has not changed stands.${rest}`;
}

/** `2 files, 40 lines`. */
function tellDelta({ files, lines }: NonNullable<RoundRecord['delta']>): string {
  return `${countOf(files, 'file')}, ${countOf(lines, 'line')}`;
}

/** What became of the findings before, in numbers: `3 fixed since the last review · 1 still open`; empty when nothing did. */
export function countLives(round: RoundRecord): string {
  const counted = [
    [round.reopened.length, 'opened again'],
    [round.fixed.length, 'fixed since the last review'],
    [round.carried.length, 'still open'],
    [round.superseded.length, 'covered by a broader one'],
    [round.dismissed.length, 'dismissed'],
    [round.dropped.length, 'not raised again'],
  ] as const;
  return counted.flatMap(([number, words]) => (number === 0 ? [] : [`${number} ${words}`])).join(' · ');
}
