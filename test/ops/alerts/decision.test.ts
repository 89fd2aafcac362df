import { describe, expect, it } from 'vitest';
import {
  type CurrentAlerts,
  decideAlert,
  needsRereading,
  type OpenIncident,
} from '../../../src/ops/alerts/decision.ts';
import { readAlertNotice, readListedAlerts } from '../../../src/ops/alerts/payload.ts';
import { alertOf, payloadOf } from './notice-of.ts';

type Said = readonly (readonly [fingerprint: string, status: string, severity?: string])[];

const noticeOf = (status: string, alerts: Said, truncatedAlerts = 0) =>
  readAlertNotice(
    payloadOf({
      status,
      truncatedAlerts,
      alerts: alerts.map(([fingerprint, state, severity = 'P1']) =>
        alertOf(fingerprint, { status: state, labels: { severity } }),
      ),
    }),
  );

const incident = (firing: readonly string[], isRecoveryProposed = false): OpenIncident => ({
  firing,
  isRecoveryProposed,
});

const listed = (...fingerprints: readonly string[]): CurrentAlerts => ({
  kind: 'read',
  alerts: readListedAlerts(fingerprints.map((each) => alertOf(each, { status: { state: 'active' } }))),
});

const unread: CurrentAlerts = { kind: 'unread', words: 'Alertmanager answered 503' };

describe('a group without an incident', () => {
  it('opens one with the fastest severity of what fires', () => {
    const decision = decideAlert(
      noticeOf('firing', [
        ['a', 'firing', 'P2'],
        ['b', 'firing', 'P0'],
        ['c', 'resolved'],
      ]),
      null,
      null,
    );

    expect(decision).toMatchObject({
      kind: 'open',
      severity: 'P0',
      firing: [{ fingerprint: 'a' }, { fingerprint: 'b' }],
    });
  });

  it('opens one without a severity that nobody knows', () => {
    expect(decideAlert(noticeOf('firing', [['a', 'firing', 'page']]), null, null)).toMatchObject({
      kind: 'open',
      severity: null,
    });
  });

  it('opens one when an alert that was cut off turns out to fire', () => {
    expect(decideAlert(noticeOf('resolved', [['a', 'resolved']], 1), null, listed('b'))).toMatchObject({
      kind: 'open',
      firing: [{ fingerprint: 'b' }],
    });
  });

  it.each([
    ['what only waits for its time', noticeOf('firing', [['a', 'pending']])],
    ['what is over', noticeOf('resolved', [['a', 'resolved']])],
  ])('ignores %s', (_what, notice) => {
    expect(decideAlert(notice, null, null)).toEqual({
      kind: 'ignore',
      why: 'nothing is firing, and no incident is open',
    });
  });

  it('decides nothing while alerts are cut off that may fire', () => {
    expect(decideAlert(noticeOf('resolved', [['a', 'resolved']], 2), null, unread)).toEqual({
      kind: 'undecided',
      why: '2 alerts were cut off the notice and may be firing: Alertmanager answered 503',
    });
  });
});

describe('a group with an open incident', () => {
  it('joins what is new, and only that', () => {
    const notice = noticeOf('firing', [
      ['a', 'firing', 'P0'],
      ['b', 'firing', 'P2'],
    ]);

    expect(decideAlert(notice, incident(['a']), null)).toMatchObject({
      kind: 'join',
      added: [{ fingerprint: 'b' }],
      over: [],
      firing: ['a', 'b'],
      severity: 'P2',
    });
  });

  it('ignores what has joined already', () => {
    expect(decideAlert(noticeOf('firing', [['a', 'firing']]), incident(['a']), null)).toEqual({
      kind: 'ignore',
      why: 'every alert of the notice has joined already',
    });
  });

  it('does not join what only waits for its time', () => {
    expect(
      decideAlert(
        noticeOf('firing', [
          ['a', 'firing'],
          ['b', 'pending'],
        ]),
        incident(['a']),
        null,
      ).kind,
    ).toBe('ignore');
  });

  it('is told when a part of it is over', () => {
    const notice = noticeOf('firing', [
      ['a', 'resolved'],
      ['b', 'firing'],
    ]);

    expect(decideAlert(notice, incident(['a', 'b']), null)).toMatchObject({
      kind: 'join',
      added: [],
      over: ['a'],
      firing: ['b'],
    });
  });

  it('may have recovered when every alert of it is over, by fingerprint and not by the moment it started', () => {
    const notice = readAlertNotice(
      payloadOf({
        status: 'resolved',
        alerts: [alertOf('a', { status: 'resolved', startsAt: '2026-04-30T00:00:00Z' })],
      }),
    );

    expect(decideAlert(notice, incident(['a']), null)).toEqual({ kind: 'propose-recovery', over: ['a'] });
  });

  it('proposes a recovery once', () => {
    expect(decideAlert(noticeOf('resolved', [['a', 'resolved']]), incident([], true), null)).toEqual({
      kind: 'ignore',
      why: 'a recovery stands proposed already',
    });
  });

  it('proposes it again after an alert fired again', () => {
    const notice = noticeOf('resolved', [['a', 'resolved']]);

    expect(decideAlert(notice, incident(['a'], true), null)).toEqual({ kind: 'propose-recovery', over: ['a'] });
  });

  it('has not recovered by a notice that was cut off, until Alertmanager says so', () => {
    const cut = noticeOf('resolved', [['a', 'resolved']], 1);

    const decisions = [null, unread, listed('b'), listed()].map((each) => decideAlert(cut, incident(['a']), each).kind);

    expect(needsRereading(cut, incident(['a']))).toBe(true);
    expect(decisions).toEqual(['undecided', 'undecided', 'join', 'propose-recovery']);
  });

  it('has not recovered while an alert is not heard of, until Alertmanager says so', () => {
    const partial = noticeOf('resolved', [['a', 'resolved']]);

    const decisions = [null, listed('b'), listed()].map((each) => decideAlert(partial, incident(['a', 'b']), each));

    expect(needsRereading(partial, incident(['a', 'b']))).toBe(true);
    expect(needsRereading(partial, incident(['a']))).toBe(false);
    expect(decisions).toMatchObject([
      { kind: 'join', over: ['a'], firing: ['b'] },
      { kind: 'join', over: ['a'], firing: ['b'] },
      { kind: 'propose-recovery', over: ['a', 'b'] },
    ]);
  });

  it('believes the notice when it says that an alert fires and the list does not have it yet', () => {
    expect(decideAlert(noticeOf('firing', [['a', 'firing']], 3), incident([]), listed())).toMatchObject({
      kind: 'join',
      added: [{ fingerprint: 'a' }],
    });
  });
});
