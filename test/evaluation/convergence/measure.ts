import { diffArrays } from 'diff';
import type { LedgerEntry } from '../../../src/committee/ledger/entry.ts';
import { faultsOf, paidTwice } from '../../lives/faults.ts';
import type { Flaw } from '../../lives/flaw.ts';
import type { LivedRound } from '../../lives/lived-round.ts';
import { flawOf } from './author.ts';

/** What one review after the first sent, beside what a full one would have sent. */
export interface Sent {
  readonly tokens: number;
  readonly full: number;
  /** Share of the pull request's lines that were pushed; null where everything was read again. */
  readonly pushed: number | null;
}

/** A finding that opens although one for the same fault, or the same words on the same line, is on record. */
export function repeatsOf(rounds: readonly LivedRound[], flaws: readonly Flaw[]): readonly string[] {
  const first = new Map<string, string>();
  return rounds.flatMap(({ round, ledger, number }) =>
    round.opened.flatMap((id) => {
      const entry = ledger.find((one) => one.id === id);
      if (entry === undefined) return [];
      const key = keyOf(entry, flaws);
      const known = first.get(key);
      first.set(key, known ?? id);
      return known === undefined ? [] : [`review ${number}: ${id} is ${known} again (${key}): ${entry.finding.claim}`];
    }),
  );
}

function keyOf(entry: LedgerEntry, flaws: readonly Flaw[]): string {
  const known = flawOf(entry, flaws);
  return known?.name ?? `${entry.finding.code} ${entry.finding.place?.quote.trim()}`;
}

/** What opened in a later review on lines that stood there at the baseline and is no blocker. */
export function onCleared(rounds: readonly LivedRound[], textsAt: TextsAt): readonly string[] {
  return rounds.flatMap(({ round, ledger, number, head }) => {
    const { baseline } = round;
    if (baseline === null) return [];
    const [before, after] = [textsAt(baseline.head), textsAt(head)];
    return round.opened.flatMap((id) => {
      const place = ledger.find((one) => one.id === id)?.finding;
      if (place?.place?.line == null || place.severity === 'blocker' || place.evidence_class === 'hard') return [];
      const { path, line, end_line } = place.place;
      const added = addedLines(before.get(path) ?? oldText(path, before), after.get(path) ?? '');
      const isNew = Array.from({ length: (end_line ?? line) - line + 1 }, (_, at) => line + at).some((at) =>
        added.has(at),
      );
      return isNew ? [] : [`review ${number}: ${id}, ${place.severity}, opened on cleared ${path}:${line}`];
    });
  });
}

/** The files of a commit by path. */
export type TextsAt = (commit: string) => ReadonlyMap<string, string>;

/** Before it got its new name. */
function oldText(path: string, before: ReadonlyMap<string, string>): string {
  return before.get(path.replace('_moved', '')) ?? '';
}

function addedLines(before: string, after: string): ReadonlySet<number> {
  const added = new Set<number>();
  let at = 1;
  for (const { added: isAdded, removed, count } of diffArrays(before.split('\n'), after.split('\n'))) {
    if (removed) {
      for (const near of [at - 1, at]) added.add(near);
      continue;
    }
    for (let line = at; isAdded && line < at + count; line += 1) added.add(line);
    at += count;
  }
  return added;
}

/** What each later review sent to the seats, and what a full one would have. */
export async function sentIn(rounds: readonly LivedRound[]): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  for (const round of rounds.slice(1)) {
    const { delta } = round.round;
    const tokens = round.asked
      .filter(({ kind }) => kind === 'opinion')
      .reduce((sum, { inputTokens }) => sum + inputTokens, 0);
    const pushed = delta === null ? null : delta.lines / Math.max(1, linesOf(round));
    sent.push({ tokens, full: await round.full(), pushed });
  }
  return sent;
}

function linesOf({ session }: LivedRound): number {
  return session.coverage.files.reduce((sum, { changed_lines }) => sum + changed_lines, 0);
}

/** Faults of the rules that hold in every life. */
export function brokenIn(rounds: readonly LivedRound[]): readonly string[] {
  return [...faultsOf(rounds), ...paidTwice(rounds)];
}

/** Planted faults that a seat saw when they came, and of which no finding was ever opened. */
export function lostOf(rounds: readonly LivedRound[], flaws: readonly Flaw[]): readonly Flaw[] {
  const found = new Set((rounds.at(-1)?.ledger ?? []).map((entry) => flawOf(entry, flaws)?.name));
  return flaws.filter(({ name, from }) => !found.has(name) && from === 1);
}
