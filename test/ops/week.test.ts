import { beforeAll, describe, expect, it } from 'vitest';
import { ConfigFile } from '../../src/config/config.ts';
import { readStateInput } from '../../src/ops/state/input.ts';
import { judgeState } from '../../src/ops/state/judge-state.ts';
import { recordState, type StateRecord } from '../../src/ops/state/record.ts';
import { decodeRecord, encodeRecord } from '../../src/ops/state/record-text.ts';
import type { StateVerdict } from '../../src/ops/state/state.ts';
import type { StateChange } from '../../src/ops/state/transition.ts';
import { WEEK } from '../fixtures/ops-week.ts';

const { thresholds, core_groups, signal_floor } = ConfigFile.parse({ version: 1 }).ops;

interface Lived {
  readonly hour: (typeof WEEK)[number];
  readonly verdict: StateVerdict;
  readonly shown: string;
  readonly change: StateChange | null;
}

describe('the scripted week', () => {
  let lived: readonly Lived[] = [];
  let record: StateRecord | null = null;
  beforeAll(() => {
    const result = live();
    lived = result.lived;
    record = result.record;
  });

  it('has 168 hours', () => {
    expect(WEEK).toHaveLength(168);
  });

  it('is judged right at every hour, with the rules that say so', () => {
    const told = lived.map(({ hour, verdict }) => spell(hour, verdict.state, verdict.fired, verdict.unknown));

    const all = lived[0]?.verdict.evidence.map(({ rule }) => rule) ?? [];
    expect(told).toEqual(
      WEEK.map((hour) => spell(hour, hour.judged, hour.fired, hour.unknown === 'all' ? all : hour.unknown)),
    );
  });

  it('shows the right state at every hour', () => {
    expect(lived.map(({ hour, shown }) => `${hour.at} ${hour.why}: ${shown}`)).toEqual(
      WEEK.map((hour) => `${hour.at} ${hour.why}: ${hour.shown}`),
    );
  });

  it('names evidence, limit and origin of every rule at every hour', () => {
    const bare = lived.flatMap(({ verdict }) =>
      verdict.evidence.filter(({ found, limit, origin }) => found === '' || limit === '' || origin === ''),
    );

    expect(bare).toEqual([]);
  });

  it('tells by what each state was raised', () => {
    const wrong = lived.filter(({ hour, verdict }) => verdict.raisedBy !== raisedBy(hour));

    expect(wrong.map(({ hour, verdict }) => `${hour.at} ${hour.why}: ${verdict.raisedBy}`)).toEqual([]);
  });

  it('says each change of state once', () => {
    const changes = lived.flatMap(({ change }) => (change === null ? [] : [`${change.at} ${change.to}`]));

    const expected = WEEK.filter((hour, index) => hour.shown !== WEEK[index - 1]?.shown);
    expect(changes).toEqual(expected.map(({ at, shown }) => `${at} ${shown}`));
  });

  it('remembers the state of every hour', () => {
    expect(record?.hours).toEqual({ first: WEEK[0]?.at, states: WEEK.map(({ shown }) => shown) });
  });
});

/** Lives the week as one writer does: every hour it reads the record back from the text that it left. */
function live(): { lived: readonly Lived[]; record: StateRecord | null } {
  const lived: Lived[] = [];
  let text = '';
  for (const hour of WEEK) {
    const facts = readStateInput(JSON.parse(JSON.stringify(hour.input)), 'week.json');
    const verdict = judgeState(facts, thresholds, {
      asOf: hour.at,
      coreGroups: core_groups,
      signalFindings: [],
      floor: signal_floor,
    });
    const { record, change } = recordState(decodeRecord(text).record, { verdict, facts }, thresholds);
    text = `Figures of the hour.\n${encodeRecord(record)}\n`;
    lived.push({ hour, verdict, shown: record.standing.state, change });
  }
  return { lived, record: decodeRecord(text).record };
}

function spell(
  { at, why }: (typeof WEEK)[number],
  state: string,
  fired: readonly string[],
  unknown: readonly string[],
): string {
  return `${at} ${why}: ${state}, fired ${fired.join(' ') || 'none'}, unknown ${unknown.join(' ') || 'none'}`;
}

function raisedBy({ judged, fired }: (typeof WEEK)[number]): string {
  if (judged === 'GREEN') return 'nothing';
  return fired.length > 0 ? 'rules' : 'unknowns';
}
