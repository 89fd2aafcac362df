import { describe, expect, it } from 'vitest';
import { tellChecks } from '../../../src/gates/audit/check-story.ts';
import type { GuardRun, MergedPull } from '../../../src/gates/audit/merged-pull.ts';
import type { VariableReading } from '../../../src/gates/bypass.ts';

const OFF = '<!-- conclave:guardrails bypass=kill-switch since=2026-05-01T00:00:00Z waived=- -->';
const ASKED = '<!-- conclave:guardrails bypass=none since=- waived=G3/command/7/bob,G1/label/8/bob -->';

const run = (given: Partial<GuardRun>): GuardRun => ({
  ...{ app: 'conclave', conclusion: 'neutral', completedAt: '2026-05-02T08:00:00Z', texts: [] },
  ...given,
});

function tell(runs: readonly GuardRun[], variable: VariableReading = { kind: 'unset' }) {
  const pull: Pick<MergedPull, 'checks' | 'mergedAt'> = {
    checks: { kind: 'read', runs },
    mergedAt: '2026-05-03T08:00:00Z',
  };
  return tellChecks(pull, variable);
}

describe('the checks of a merge', () => {
  it.each([
    ['one that was told off', [run({ texts: [OFF] })], 'kill-switch'],
    ['one that was asked', [run({ texts: ['x', ASKED] })], 'gates-on'],
    [
      'asked after it was off',
      [run({ texts: [OFF] }), run({ texts: [ASKED], completedAt: '2026-05-02T09:00:00Z' })],
      'gates-on',
    ],
    [
      'off after it was asked',
      [run({ texts: [ASKED] }), run({ texts: [OFF], completedAt: '2026-05-02T09:00:00Z' })],
      'kill-switch',
    ],
    [
      'off by one app, asked by another',
      [
        run({ texts: [OFF] }),
        run({ app: 'github-actions', conclusion: 'success', completedAt: '2026-05-02T09:00:00Z' }),
      ],
      'kill-switch',
    ],
    ['in the same second', [run({ texts: [ASKED] }), run({ texts: [OFF] })], 'kill-switch'],
    ['failed, and merged all the same', [run({ conclusion: 'failure' })], 'gates-on'],
    ['asked only after the merge', [run({ texts: [ASKED], completedAt: '2026-05-04T08:00:00Z' })], 'unknown'],
    ['still under way', [run({ completedAt: null, conclusion: null })], 'unknown'],
    ['cancelled', [run({ conclusion: 'cancelled' })], 'unknown'],
    ['none at all', [], 'unknown'],
  ])('tell whether the gates were on: %s', (_, runs, kind) => {
    expect(tell(runs).gates.kind).toBe(kind);
  });

  it('name waivers by command, and leave those by label to the history of the label', () => {
    const { waived } = tell([run({ texts: [ASKED] })]);

    expect(waived).toEqual([{ gate: 'G3', how: 'command', cause: '7', by: 'bob' }]);
  });
});

describe('the kill switch as it is now', () => {
  const asked = [run({ texts: [ASKED] })];

  it.each([
    ['on since before the merge', { kind: 'set', value: 'true', since: '2026-05-03T08:00:00Z' }, 'kill-switch'],
    ['on since after it', { kind: 'set', value: 'true', since: '2026-05-03T08:00:01Z' }, 'gates-on'],
    ['on, nobody knows since when', { kind: 'set', value: 'true', since: null }, 'gates-on'],
    ['at another value', { kind: 'set', value: 'yes', since: '2026-05-01T08:00:00Z' }, 'gates-on'],
    ['unreadable', { kind: 'unreadable', why: 'x' }, 'gates-on'],
  ] as const)('counts where it covers the merge: %s', (_, variable, kind) => {
    expect(tell(asked, variable).gates.kind).toBe(kind);
  });
});
