import { describe, expect, it } from 'vitest';
import { resolveMoment, tellMinutes } from '../../../src/ops/incident/moment.ts';
import { at, note, OPENED, refusalAfter } from './incident-story.ts';

const ACK = { kind: 'acknowledged', at: at('10:10'), by: 'ada' } as const;
const MITIGATE = { kind: 'mitigated', at: at('10:20'), by: 'ada' } as const;
const FIX = { kind: 'fixed', at: at('12:20'), by: 'bob', pull: 812 } as const;
const CLOSE = { kind: 'closed', at: at('12:30'), by: 'bob' } as const;

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
