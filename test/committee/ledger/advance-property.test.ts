import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Advanced, advanceLedger } from '../../../src/committee/ledger/advance.ts';
import { LedgerEntry, type LedgerState } from '../../../src/committee/ledger/entry.ts';
import { isTakenBack } from '../../../src/committee/ledger/joined-finding.ts';
import type { ReviewRound } from '../../../src/committee/ledger/review-round.ts';
import { DroppedClaim, LedgerLine } from '../../../src/committee/ledger/round.ts';
import { course, roundOf } from './arbitrary-round.ts';

interface Step {
  readonly before: readonly LedgerEntry[];
  readonly round: ReviewRound;
  readonly after: Advanced;
}

/** Three reviews of one pull request, one after the other. */
const life = fc.array(course(), { minLength: 3, maxLength: 3 }).map((courses) => {
  const steps: Step[] = [];
  let before: readonly LedgerEntry[] = [];
  for (const [at, one] of courses.entries()) {
    const round = roundOf(before, one, at);
    const after = advanceLedger(before, round);
    steps.push({ before, round, after });
    before = after.entries;
  }
  return steps;
});

const idsOf = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id);
const statesOf = (entries: readonly LedgerEntry[]) => entries.map(({ id, state }) => `${id} ${state}`);

/** Runs a check on every review of many lives. */
function onEveryStep(check: (step: Step) => void) {
  fc.assert(
    fc.property(life, (steps) => steps.forEach(check)),
    { numRuns: 60 },
  );
}

describe('a ledger that goes through any life', () => {
  it('is changed no more by the same review given twice', () => {
    onEveryStep(({ round, after }) => {
      const dispositions = round.dispositions.filter((one) => !after.overruled.includes(one));

      const again = advanceLedger(after.entries, { ...round, dispositions });

      expect([again.opened, again.reopened, again.fixed, again.superseded]).toEqual([[], [], [], []]);
      expect(statesOf(again.entries)).toEqual(statesOf(after.entries));
    });
  });

  it('loses no id and gives none twice', () => {
    onEveryStep(({ before, after }) => {
      const names = after.entries.flatMap(({ id, aliases }) => [id, ...aliases]);

      expect(idsOf(after.entries).slice(0, before.length)).toEqual(idsOf(before));
      expect(new Set(names).size).toBe(names.length);
      for (const { id, finding } of after.entries) expect(finding.id).toBe(id);
    });
  });

  it('takes legal steps only, and tells each', () => {
    const legal: Record<LedgerState | 'new', readonly LedgerState[]> = {
      new: ['open', 'superseded'],
      open: ['open', 'fixed', 'dismissed', 'waived', 'superseded'],
      waived: ['waived', 'open', 'fixed', 'dismissed', 'superseded'],
      dismissed: ['dismissed', 'open', 'waived', 'fixed', 'superseded'],
      fixed: ['fixed', 'open', 'waived', 'dismissed'],
      superseded: ['superseded', 'open', 'waived', 'dismissed'],
    };
    onEveryStep(({ before, after }) => {
      const was = new Map(before.map(({ id, state }) => [id, state]));

      const steps = after.entries.map(({ id, state }) => ({ id, state, from: was.get(id) ?? ('new' as const) }));
      const moved = steps.filter(({ from, state }) => from !== state).map(({ id }) => id);

      expect(steps.filter(({ from, state }) => !legal[from].includes(state))).toEqual([]);
      expect(idsOf(after.changedEntries)).toEqual(expect.arrayContaining(moved));
      expect(after.events.map(({ finding }) => finding)).toEqual(expect.arrayContaining(moved));
    });
  });

  it('says the same in whatever order findings and rulings are listed', () => {
    onEveryStep(({ before, round, after }) => {
      const turned = { ...round, raised: [...round.raised].reverse(), rulings: [...round.rulings].reverse() };

      expect(advanceLedger(before, turned)).toEqual(after);
    });
  });

  it('drops nothing in silence', () => {
    onEveryStep(({ round, after }) => {
      const names = new Set(after.entries.flatMap(({ id, aliases }) => [id, ...aliases]));
      const dropped = new Set(after.dropped.map(({ severity, claim }) => `${severity} ${claim}`));
      const kept = new Set(
        after.entries.flatMap(({ finding }) => finding.raised_by.map((raise) => JSON.stringify(raise))),
      );

      for (const { id, severity, claim, raised_by } of round.raised) {
        const isKept = raised_by.some((raise) => kept.has(JSON.stringify(raise)));
        const isTold = dropped.has(`${severity} ${claim}`) || isKept;
        expect(names.has(id) || isTold).toBe(true);
      }
    });
  });

  it('computes the verdict from what is open, and from what people or models took back in this review', () => {
    onEveryStep(({ round, after }) => {
      const stands = after.entries.filter(({ state }) => state === 'open' || state === 'waived');
      const shown = idsOf(after.findings);
      const decided = new Set(round.dispositions.map(({ finding }) => finding));

      expect(shown).toEqual(expect.arrayContaining(idsOf(stands)));
      const others = after.entries.filter((entry) => shown.includes(entry.id) && !stands.includes(entry));
      const isAllowed = ({ id, state, finding }: LedgerEntry) =>
        state === 'dismissed' ? decided.has(id) : state === 'superseded' && isTakenBack(finding);
      expect(others.filter((entry) => !isAllowed(entry))).toEqual([]);
      const told = new Set([...after.opened, ...after.reopened, ...after.carried]);
      expect(idsOf(stands.filter(({ state }) => state === 'open')).filter((id) => !told.has(id))).toEqual([]);
    });
  });

  it('writes what its shapes allow', () => {
    onEveryStep(({ after }) => {
      for (const entry of after.entries) expect(LedgerEntry.parse(entry)).toEqual(entry);
      for (const line of [...after.fixed, ...after.superseded, ...after.dismissed, ...after.carriedLines])
        expect(LedgerLine.parse(line)).toEqual(line);
      for (const claim of after.dropped) expect(DroppedClaim.parse(claim)).toEqual(claim);
    });
  });

  it('opens nothing but blockers on code that was cleared, as long as no rule hits', () => {
    fc.assert(
      fc.property(course(false), course(false), (first, second) => {
        const { entries } = advanceLedger([], roundOf([], { ...first, kind: 'full' }, 0));
        const round = { ...roundOf(entries, second, 1), kind: 'delta', changed: new Map() } as const;

        const { opened, reopened, findings } = advanceLedger(entries, round);

        const fresh = findings.filter(({ id }) => opened.includes(id) || reopened.includes(id));
        expect(fresh.every(({ severity }) => severity === 'blocker')).toBe(true);
        expect(reopened).toEqual([]);
      }),
    );
  });
});
