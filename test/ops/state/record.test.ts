import { describe, expect, it } from 'vitest';
import { addHour, type Hours } from '../../../src/ops/state/hours.ts';
import { keyOfRule, keyOfSignal, recordState, type StateRecord } from '../../../src/ops/state/record.ts';
import { decodeRecord, encodeRecord } from '../../../src/ops/state/record-text.ts';
import type { Figures } from '../../fixtures/ops-week.ts';
import { DEFAULTS, factsWith, judge } from '../thresholds/answers.ts';

const HOUR_MS = 3_600_000;
const at = (hour: number) => new Date(Date.UTC(2026, 2, 28) + hour * HOUR_MS).toISOString();

describe('the hours of thirty days', () => {
  it('keeps the worst of an hour, and null for one in which nobody looked', () => {
    const hours = [addHour(null, at(0.5), 'GREEN')]
      .map((each) => addHour(each, at(0.7), 'RED'))
      .map((each) => addHour(each, at(0.9), 'YELLOW'))
      .map((each) => addHour(each, at(3), 'GREEN'))[0];

    expect(hours).toEqual({ first: at(0), states: ['RED', null, null, 'GREEN'] });
  });

  it('keeps 720 hours', () => {
    let hours: Hours | null = null;
    for (let hour = 0; hour < 750; hour += 1) hours = addHour(hours, at(hour), 'GREEN');

    expect([hours?.first, hours?.states.length]).toEqual([at(30), 720]);
  });

  it('begins anew after more than thirty days of silence, and ignores what was before', () => {
    const old = addHour(null, at(0), 'RED');

    expect(addHour(old, at(5_000), 'GREEN')).toEqual({ first: at(5_000), states: ['GREEN'] });
    expect(addHour(addHour(null, at(10), 'GREEN'), at(9), 'RED')).toEqual({ first: at(10), states: ['GREEN'] });
  });
});

describe('the record of a state', () => {
  it('knows since when each thing is not green, beginning anew from unknown to true', () => {
    const first = record(null, 0, { infra: { cpu_pct: null } });
    const second = record(first, 1, { infra: { cpu_pct: 95 }, challengers_pending: 9 });
    const third = record(second, 2, { infra: { cpu_pct: 96 } });

    expect([...first.since]).toEqual([
      [keyOfRule('O5_CPU_SATURATED', 'unknown'), at(0)],
      [keyOfRule('Y5_CPU_70_90', 'unknown'), at(0)],
    ]);
    expect([...third.since]).toEqual([[keyOfRule('O5_CPU_SATURATED', 'true'), at(1)]]);
  });

  it('tells apart the levels of a signal', () => {
    const finding = { signal: 'sl_pct', level: 'warning', found: '', limit: '', origin: '' } as const;

    expect(keyOfSignal({ ...finding, crypto: 'BTCUSDC' })).toBe('sl_pct BTCUSDC warning');
    expect(keyOfSignal({ ...finding, crypto: null })).toBe('sl_pct warning');
  });

  it('comes back from the text of an issue', () => {
    const kept = record(record(null, 0, {}), 5, { infra: { oom_24h: 3 } });

    expect(decodeRecord(`Words of the issue.\n${encodeRecord(kept)}\n`)).toEqual({ record: kept, damage: null });
  });

  it('hides in one comment that nothing in it ends', () => {
    const hostile = { ...record(null, 0, {}), since: new Map([['a --> <b> & `c`', at(0)]]) };

    const text = encodeRecord(hostile);

    expect(text.indexOf('-->')).toBe(text.length - '-->'.length);
    expect(decodeRecord(text).record).toEqual(hostile);
  });

  it('is of bounded size whatever stands in it', () => {
    let hours: Hours | null = null;
    for (let hour = 0; hour < 720; hour += 1) hours = addHour(hours, at(hour), 'YELLOW');
    const since = new Map(Array.from({ length: 5_000 }, (_, index) => [`f1 <${index}> ${'x'.repeat(60)}`, at(0)]));

    const text = encodeRecord({ ...record(null, 0, {}), hours: hours ?? { first: at(0), states: [] }, since });

    expect(text.length).toBeLessThan(24_000);
    expect(decodeRecord(text)).toMatchObject({ damage: null, record: { hours: { states: { length: 720 } } } });
  });

  it.each([
    ['no end', (text: string) => text.replace('-->', '')],
    ['no JSON', (text: string) => text.replace('{', '')],
    ['a state of another world', (text: string) => text.replace('"GREEN"', '"MAUVE"')],
    ['hours of another world', (text: string) => text.replace('"hours":"G"', '"hours":"GX"')],
    ['too much of it', (text: string) => text.replace(' -->', `${' '.repeat(30_000)} -->`)],
    ['another version', (text: string) => text.replace('"v":1', '"v":2')],
  ])('begins anew, and says so, where it has %s', (_, damage) => {
    const text = encodeRecord(record(null, 0, {}));

    const read = decodeRecord(damage(text));

    expect(read.record).toBeNull();
    expect(read.damage).toMatch(/^the history could not be read, since it .*; it begins anew$/);
  });

  it('is not there in an issue without one', () => {
    expect(decodeRecord('State: GREEN')).toEqual({ record: null, damage: null });
  });
});

function record(before: StateRecord | null, hour: number, set: Figures): StateRecord {
  const facts = factsWith(set);
  return recordState(before, { verdict: { ...judge(facts), asOf: at(hour) }, facts }, DEFAULTS).record;
}
