import { describe, expect, it } from 'vitest';
import { applyEvent } from '../../../src/ops/incident/apply-event.ts';
import { durationsOf } from '../../../src/ops/incident/durations.ts';
import { resolveMoment, tellMinutes } from '../../../src/ops/incident/moment.ts';
import { standingOf } from '../../../src/ops/incident/standing.ts';
import { at, DECLARED, note, OPENED, refusalAfter, tell, WHOLE } from './incident-story.ts';

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

describe('what an incident refuses, in a sentence', () => {
  it.each([
    [
      'a second acknowledgement',
      [ACK],
      { ...ACK, by: 'bob' },
      'This incident was acknowledged at 2026-11-20 10:10 UTC by @ada already.',
    ],
    [
      'an acknowledgement of what is mitigated',
      [MITIGATE],
      { ...ACK, at: at('10:40') },
      'It is mitigated since 2026-11-20 10:20 UTC, which acknowledged it as well.',
    ],
    [
      'a second mitigation',
      [MITIGATE],
      { ...MITIGATE, at: at('10:40') },
      'This incident was mitigated at 2026-11-20 10:20 UTC already.',
    ],
    [
      'a mitigation of what is fixed',
      [FIX],
      { ...MITIGATE, at: at('12:40') },
      'This incident was fixed at 2026-11-20 12:20 UTC; mitigation comes before the fix.',
    ],
    ['the same fix', [FIX], FIX, 'Pull request #812 is named as the fix already.'],
    [
      'the same severity',
      [],
      { kind: 'severity', at: at('10:20'), by: 'ada', severity: 'P1', reason: 'because' } as const,
      'The severity is P1 already.',
    ],
    [
      'an end before anything was done',
      [ACK],
      CLOSE,
      'It is neither mitigated nor fixed, and its exit criterion does not hold: say /incident mitigate or /incident fix #PR first.',
    ],
    [
      'anything after its end',
      [FIX, CLOSE],
      { ...ACK, at: at('13:00') },
      'This incident was closed at 2026-11-20 12:30 UTC; declare a new one for what happens now.',
    ],
    [
      'what was written before it was declared',
      [],
      { ...ACK, at: at('09:00') },
      'This was written at 2026-11-20 09:00 UTC, before the incident was declared at 2026-11-20 10:00 UTC.',
    ],
    [
      'a second declaration',
      [],
      { ...OPENED, at: at('10:20') },
      'This incident was declared at 2026-11-20 10:00 UTC already; a new one needs an issue of its own.',
    ],
    [
      'a note of what is still to come',
      [],
      note('10:10', 'pods stopped', '10:30'),
      '2026-11-20 10:30 UTC is still to come; a timeline holds what has happened.',
    ],
    [
      'a note before the last one',
      [note('10:12', 'pods stopped')],
      note('10:20', 'looked at pods', '10:05'),
      '2026-11-20 10:05 UTC comes before the last note, of 2026-11-20 10:12 UTC; a timeline runs forward.',
    ],
    [
      'a trigger after the first sign',
      [],
      note('10:20', 'trigger', '09:59'),
      'The trigger cannot be at 2026-11-20 09:59 UTC, after its detection at 2026-11-20 09:58 UTC.',
    ],
    [
      'a detection before the trigger',
      [note('10:12', 'trigger', '09:40')],
      note('10:20', 'detect: first error', '09:30'),
      'It cannot be detected at 2026-11-20 09:30 UTC, before its trigger at 2026-11-20 09:40 UTC.',
    ],
  ])('%s', (_, story, next, sentence) => {
    expect(refusalAfter(story, next)).toBe(sentence);
  });

  it('but takes the trigger and the first sign later, whatever was noted in between', () => {
    expect(refusalAfter([note('10:12', 'pods stopped')], note('10:20', 'trigger: sweep', '09:40'))).toBeNull();
    expect(refusalAfter([note('10:12', 'pods stopped')], note('10:20', 'detect', '09:50'))).toBeNull();
    expect(refusalAfter([], { kind: 'closed', at: at('10:20'), by: 'ada' })).not.toBeNull();
  });
});

describe('a time that a person writes', () => {
  it.each([
    ['12:25', '2026-04-28T13:00:00Z', '2026-04-28T12:25:00.000Z'],
    ['23:50', '2026-04-28T00:10:00Z', '2026-04-27T23:50:00.000Z'],
    ['12:25Z', '2026-04-28T12:25:00Z', '2026-04-28T12:25:00.000Z'],
    ['2026-04-26T09:00Z', '2026-04-28T13:00:00Z', '2026-04-26T09:00:00.000Z'],
    ['2026-02-30T09:00', '2026-04-28T13:00:00Z', null],
  ])('%s written at %s is %s', (time, writtenAt, moment) => {
    expect(resolveMoment(time, writtenAt)).toBe(moment);
  });

  it('is told as people tell it', () => {
    expect([0, 59, 60, 125, 2_879, 2_880, 4_600].map(tellMinutes)).toEqual([
      '0 min',
      '59 min',
      '1 h',
      '2 h 5 min',
      '47 h 59 min',
      '2 d',
      '3 d 4 h',
    ]);
  });
});
