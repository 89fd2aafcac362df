import { describe, expect, it } from 'vitest';
import { type LedgerView, standingOf } from '../../../src/committee/inline-comment/standing.ts';
import type { LedgerEntry } from '../../../src/committee/ledger/entry.ts';
import type { RoundRecord } from '../../../src/committee/ledger/round.ts';
import { ruleAgain } from '../../../src/committee/lifted.ts';
import type { Session } from '../../../src/committee/session.ts';
import { leak, refuted } from '../../fixtures/momentum-findings.ts';
import { rejected } from '../../fixtures/sessions.ts';
import { EARLIER_HEAD, HEAD, someDisposition } from '../some-disposition.ts';
import { someFinding } from '../some-finding.ts';

const ABSENT = 'F-0000beef';

function view(
  overrides: { round?: Partial<RoundRecord>; ledger?: readonly LedgerEntry[]; session?: Session } = {},
): LedgerView {
  const { session = rejected(), ledger = [], round = {} } = overrides;
  return {
    session: { ...session, round: { ...session.round, ...round } },
    ruled: ruleAgain(session, []),
    ledger,
    head: HEAD,
  };
}

function entry(state: LedgerEntry['state'], overrides: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    id: ABSENT,
    state,
    finding: someFinding({ id: ABSENT }),
    first_head: EARLIER_HEAD,
    first_session: 's',
    last_head: EARLIER_HEAD,
    last_session: 's',
    superseded_by: null,
    aliases: [],
    ...overrides,
  };
}

const line = (why: string) => ({
  id: ABSENT,
  state: 'fixed' as const,
  severity: 'blocker',
  claim: 'x',
  place: null,
  why,
});

describe('where a finding is now', () => {
  it('is as people decided on it, before all else', () => {
    const session = rejected();
    const decided = {
      ...view(),
      ruled: ruleAgain(session, [someDisposition(leak.id, { kind: 'dismissed', head: HEAD })]),
    };

    expect(standingOf(leak.id, decided)).toMatchObject({ state: 'dismissed', by: 'anna-keller', head: HEAD });
  });

  it('is open while the session holds it, also under another id of it', () => {
    const alias = entry('open', { id: leak.id, aliases: [ABSENT] });

    expect(standingOf(leak.id, view())).toMatchObject({ state: 'open' });
    expect(standingOf(ABSENT, view({ ledger: [alias] }))).toMatchObject({ state: 'open' });
  });

  it('is superseded when the committee looked again and it does not stand', () => {
    const session = { ...rejected(), findings: [refuted] };

    expect(standingOf(refuted.id, view({ session }))).toMatchObject({ state: 'superseded', by: null });
  });

  it.each(['fixed', 'superseded', 'dismissed', 'waived', 'open'] as const)('is %s as the ledger has it', (state) => {
    expect(standingOf(ABSENT, view({ ledger: [entry(state)] }))).toMatchObject({ state });
  });

  it('tells why in the words of the round, else what covers it', () => {
    const fixed = view({ ledger: [entry('fixed')], round: { fixed: [line('its code is gone')] } });
    const covered = view({ ledger: [entry('superseded', { superseded_by: leak.id })] });

    expect(standingOf(ABSENT, fixed)).toMatchObject({ why: 'its code is gone', head: HEAD });
    expect(standingOf(ABSENT, covered)).toMatchObject({ why: `${leak.id} covers it`, head: EARLIER_HEAD });
  });

  it('is not found again where nothing is known of it and all was read, and stays open where only a part was', () => {
    expect(standingOf(ABSENT, view())).toMatchObject({ state: 'gone' });
    expect(standingOf(ABSENT, view({ round: { kind: 'delta' } }))).toMatchObject({ state: 'open' });
  });
});
