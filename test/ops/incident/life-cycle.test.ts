import { describe, expect, it } from 'vitest';
import { applyEvent } from '../../../src/ops/incident/apply-event.ts';
import { durationsOf } from '../../../src/ops/incident/durations.ts';
import { renderRecordMark } from '../../../src/ops/incident/record-mark.ts';
import { standingOf } from '../../../src/ops/incident/standing.ts';
import { at, DECLARED, note, OPENED, tell, WHOLE } from './incident-story.ts';

const ACK = { kind: 'acknowledged', at: at('10:10'), by: 'ada' } as const;
const MITIGATE = { kind: 'mitigated', at: at('10:20'), by: 'ada' } as const;
const FIX = { kind: 'fixed', at: at('12:20'), by: 'bob', pull: 812 } as const;
const CLOSE = { kind: 'closed', at: at('12:30'), by: 'bob' } as const;
const ALERT = { kind: 'alert-joined', by: null, groupKey: 'other', count: 1 } as const;

describe('an incident', () => {
  it('goes through its phases', () => {
    const phases = [[], [ACK], [ACK, MITIGATE], [ACK, MITIGATE, FIX], [ACK, MITIGATE, FIX, CLOSE]].map(
      (story) => standingOf(tell(story)).phase,
    );

    expect(phases).toEqual(['open', 'acknowledged', 'mitigated', 'fixed', 'closed']);
  });

  it('tells the sign of a machine and the deed of a person apart', () => {
    const { detectedAt, acknowledgedAt } = standingOf(tell([ACK]));

    expect({ detectedAt, acknowledgedAt }).toEqual({
      detectedAt: '2026-11-20T09:58:00.000Z',
      acknowledgedAt: '2026-11-20T10:10:00.000Z',
    });
    expect(standingOf(tell([])).acknowledgedAt).toBeNull();
    expect(standingOf(tell([MITIGATE])).acknowledgedAt).toBe('2026-11-20T10:20:00.000Z');
  });

  it('that a person declared was seen by a person then, and by no machine', () => {
    const { detectedAt, acknowledgedAt } = standingOf(tell([], DECLARED));

    expect({ detectedAt, acknowledgedAt }).toEqual({ detectedAt: null, acknowledgedAt: '2026-11-20T10:00:00.000Z' });
  });

  it('computes its durations from its timeline, all from one beginning', () => {
    expect(durationsOf(standingOf(tell(WHOLE)))).toEqual({
      ...{ from: 'trigger', start: '2026-11-20T09:40:00.000Z' },
      ...{ technical: 18, human: 30, mitigate: 40, fix: 160, gap: 12 },
    });
  });

  it('knows no technical duration without a trigger', () => {
    const { from, technical, human, gap } = durationsOf(standingOf(tell([ACK])));

    expect({ from, technical, human, gap }).toEqual({
      from: 'technical detection',
      technical: null,
      human: 12,
      gap: 12,
    });
    expect(durationsOf(standingOf(tell([], DECLARED))).from).toBe('declaration');
  });

  it('takes the same comment once', () => {
    const record = tell([ACK]);

    expect(applyEvent(record, { ...MITIGATE, id: 'story-0' })).toEqual({ kind: 'known', record });
    expect(applyEvent(record, { ...MITIGATE, id: OPENED.id })).toEqual({ kind: 'known', record });
  });

  it('counts an alert that comes again, takes its delivery once, and keeps another one', () => {
    const first = { ...ALERT, at: at('10:05'), beganAt: at('10:04'), summary: 'OOM kill' };
    let record = tell([first]);
    for (const id of ['again-1', 'again-2', 'again-2']) {
      const applied = applyEvent(record, { ...first, id, at: at('10:08') });
      if (applied.kind !== 'refused') record = applied.record;
    }
    const other = applyEvent(record, { ...first, id: 'x', summary: 'CPU' });

    expect(record.events).toHaveLength(1);
    expect(standingOf(record)).toMatchObject({ alerts: 4, groupKeys: [OPENED.groupKey, 'other'] });
    expect(other.kind === 'applied' ? other.record.events.length : null).toBe(2);
  });

  it('takes back a proposed recovery when an alert joins', () => {
    const recovery = { kind: 'recovery-proposed', at: at('10:30'), by: null, reason: 'PVC 60 %' } as const;
    const again = { ...ALERT, at: at('10:40'), beganAt: at('10:39'), summary: 'PVC 90 %' };

    expect(standingOf(tell([recovery])).recovery).toEqual({ at: '2026-11-20T10:30:00.000Z', reason: 'PVC 60 %' });
    expect(standingOf(tell([recovery, again])).recovery).toBeNull();
    expect(standingOf(tell([recovery, again, { ...recovery, at: at('11:00') }])).recovery?.at).toContain('11:00');
  });

  it('stays short however often an alert comes and goes, and knows which came last', () => {
    let record = tell([]);
    for (let minute = 1; minute < 120; minute += 1) {
      const when = new Date(Date.parse(OPENED.at) + minute * 60_000).toISOString();
      const frame = { id: `flap-${minute}`, at: when, by: null };
      const applied = applyEvent(
        record,
        minute % 2 === 1
          ? { kind: 'recovery-proposed', ...frame, reason: 'PVC 60 %' }
          : { kind: 'alert-joined', ...frame, groupKey: 'pvc', summary: `PVC ${minute % 4}`, beganAt: when, count: 1 },
      );
      if (applied.kind === 'applied') record = applied.record;
    }

    expect(record.events.length).toBeLessThan(8);
    expect(standingOf(record)).toMatchObject({ alerts: 60, recovery: { at: '2026-11-20T11:59:00.000Z' } });
  });

  it('counts alerts for which there is no room, also after a recovery', () => {
    let record = tell([]);
    for (let index = 0; index < 200; index += 1) {
      const alert = { ...ALERT, at: at('10:30'), beganAt: at('10:29'), summary: `${index} ${'"'.repeat(450)}` };
      const applied = applyEvent(record, { ...alert, id: `a${index}` });
      if (applied.kind === 'applied') record = applied.record;
    }
    const recovered = applyEvent(record, {
      kind: 'recovery-proposed',
      id: 'r',
      at: at('11:00'),
      by: null,
      reason: 'x',
    });
    const back = { ...ALERT, id: 'b', at: at('11:10'), beganAt: at('11:09'), summary: 'z'.repeat(400) };
    const again = recovered.kind === 'applied' ? applyEvent(recovered.record, back) : recovered;

    expect(standingOf(record).alerts).toBe(201);
    expect(renderRecordMark(record).length).toBeLessThan(36_000);
    expect(again.kind === 'applied' ? standingOf(again.record).recovery : undefined).toBeNull();
  });

  it('ends what people may repeat before the record is too long for an issue', () => {
    let record = tell([]);
    let refused = '';
    for (let index = 0; refused === '' && index < 500; index += 1) {
      const severity = index % 2 === 0 ? 'P0' : 'P1';
      const event = { kind: 'severity', at: at('10:30'), by: 'ada', severity, reason: 'y'.repeat(400) } as const;
      const applied = applyEvent(record, { ...event, id: `s${index}` });
      if (applied.kind === 'refused') refused = applied.reason;
      else record = applied.record;
    }

    expect(refused).toBe('The record of this incident is full; write it as a plain comment.');
    expect(renderRecordMark(record).length).toBeLessThan(36_100);
    expect(applyEvent(record, { ...MITIGATE, at: at('11:00'), id: 'm' }).kind).toBe('applied');
  });

  it('keeps the notes that fit, and every step of its life whatever was noted', () => {
    let record = tell([]);
    let refused = '';
    for (let index = 0; refused === '' && index < 200; index += 1) {
      const applied = applyEvent(record, { ...note('10:30', `<-->&@#${'"'.repeat(490)}`), id: `n${index}` });
      if (applied.kind === 'refused') refused = applied.reason;
      else record = applied.record;
    }

    expect(refused).toBe('The timeline is full; write further notes as plain comments.');
    expect(record.events.length).toBeGreaterThan(5);
    expect(applyEvent(record, { ...MITIGATE, at: at('11:00'), id: 'm' }).kind).toBe('applied');
  });
});
