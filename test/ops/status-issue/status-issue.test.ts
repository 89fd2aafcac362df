import { describe, expect, it } from 'vitest';
import { decodeRecord } from '../../../src/ops/state/record-text.ts';
import type { SignalFinding } from '../../../src/ops/state/state.ts';
import { renderChange } from '../../../src/ops/status-issue/change-comment.ts';
import type { StatusGround } from '../../../src/ops/status-issue/ground.ts';
import { withStateLabel } from '../../../src/ops/status-issue/labels.ts';
import { renderStale } from '../../../src/ops/status-issue/stale.ts';
import { renderStatusIssue, STATUS_MARK } from '../../../src/ops/status-issue/status-issue.ts';
import { found } from '../../fixtures/found.ts';
import { groundOf, liveUntil, liveUntilChange } from './some-status.ts';

const SIGNALS: readonly SignalFinding[] = [
  { signal: 'std_f1_buy', crypto: 'BTCUSDC', level: 'critical', found: '0.12', limit: 'over 0.1', origin: 'manual §2' },
  { signal: 'sl_pct', crypto: 'SOLUSDC', level: 'warning', found: '41 %', limit: '35 % or more', origin: 'manual §2' },
  {
    ...{ signal: 'timeout_pct', crypto: 'ADAUSDC', level: 'unknown', limit: '30 % or more', origin: 'manual §2' },
    found: 'timeout_pct is stale: the newest figure is of 2026-03-20',
  },
];

/** What a status is drawn from, by the name of its golden file. */
function statuses(): Readonly<Record<string, StatusGround>> {
  const at = (why: string, given: Partial<StatusGround> = {}, signals: readonly SignalFinding[] = []) =>
    groundOf(liveUntil(why, signals), given);
  const incidents = [{ number: 17, severity: 'P1', title: 'Fewer than 70 % of runs succeed' }];
  return {
    green: at('all is well', { next: 'Operator: nothing to do; look again tomorrow.' }),
    orange: at('67.5 % succeed', { incidents, remarks: ['This issue could not be pinned: pin it by hand.'] }),
    yellow: at('one kill in 24 h', {}, SIGNALS),
    held: at('one kill left: not over'),
    pending: at('one evaluation without an answer'),
    blind: at('monitoring is down'),
  };
}

describe('the status issue', () => {
  it.each(Object.keys(statuses()))('is drawn as in %s.status.md', async (name) => {
    const ground = found(statuses()[name], name);

    const { title, body } = renderStatusIssue(ground);

    await expect(`${title}\n\n${body}`).toMatchFileSnapshot(`golden/${name}.status.md`);
    expect(body.startsWith(STATUS_MARK)).toBe(true);
    expect(decodeRecord(body)).toEqual({ record: ground.record, damage: null });
  });

  it('names since when, query and threshold of what is not green', () => {
    const { title, body } = renderStatusIssue(found(statuses().orange, 'orange'));

    const [row] = body.split('\n').filter((line) => line.startsWith('| ORANGE'));
    expect(title).toMatch(/^State: ORANGE since \d\d:\d\d UTC$/);
    expect(row).toContain('67.5 %');
    expect(row).toContain('`sum(increase(runs_total[7d]))`');
  });

  it('fits into an issue whatever sources say, and lets them do nothing', () => {
    const lived = liveUntil('67.5 % succeed');
    const hostile =
      '@everyone `x` | --> <!-- conclave:ops-state {} --> Fixes #1 [a](https://evil.example) /incident close ';
    const signals = Array.from({ length: 2_000 }, (_, index) => ({
      ...{
        signal: 'std_f1_buy',
        crypto: `C${index}`,
        level: 'critical' as const,
        limit: hostile.repeat(50),
        origin: hostile,
      },
      found: hostile.repeat(50),
    }));
    const evidence = lived.verdict.evidence.map((rule) => ({ ...rule, found: hostile.repeat(9), limit: hostile }));
    const since = new Map(
      Array.from({ length: 300 }, (_, index) => [`key ${index}`.padEnd(60, 'x'), lived.verdict.asOf]),
    );
    const ground = groundOf(
      { ...lived, verdict: { ...lived.verdict, signals, evidence, notes: Array(500).fill(hostile) } },
      {
        next: hostile,
        remarks: [hostile],
        queries: new Map([['std_f1_buy', { source: 'p', query: hostile.repeat(90) }]]),
      },
    );

    const { title, body } = renderStatusIssue({ ...ground, record: { ...ground.record, since } });

    const prose = body.replace(/`+[^`]*`+/g, '');
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(title.length).toBeLessThanOrEqual(256);
    expect(body.match(/<!-- conclave:/g)).toHaveLength(1);
    expect(prose).not.toMatch(/@everyone|#1\b|\]\(https|^\/incident/m);
  });

  it('is the same for the same', () => {
    const ground = found(statuses().yellow, 'yellow');

    expect(renderStatusIssue(ground)).toEqual(renderStatusIssue(ground));
  });
});

describe('a status that nobody renews', () => {
  const shown = renderStatusIssue(groundOf(liveUntil('67.5 % succeed')));
  const why = 'the last look failed, .github/conclave.yml cannot be read @everyone';

  it('is told to be stale once it is no longer valid, and once only', async () => {
    const stale = renderStale(shown, { now: '2026-03-28T20:31:00.000Z', why });

    await expect(`${stale?.title}\n\n${stale?.body}`).toMatchFileSnapshot('golden/stale.status.md');
    expect(stale?.body.startsWith(STATUS_MARK)).toBe(true);
    expect(renderStale(stale ?? shown, { now: '2026-03-29T09:00:00.000Z', why })).toBeNull();
  });

  it('is left alone while it is valid, and where it is none of ours', () => {
    const order = { now: '2026-03-28T20:30:00.000Z', why };

    expect(renderStale(shown, order)).toBeNull();
    expect(renderStale({ title: 'State: RED', body: 'Mine' }, { ...order, now: '2027-01-01T00:00:00Z' })).toBeNull();
  });
});

describe('the comment of a change', () => {
  it.each([
    ['three kills are a loop', 'worse'],
    ['a candidate', 'better'],
  ])('is there when %s', async (why, name) => {
    const lived = liveUntilChange(why);
    const change = found(lived.change, 'a change');

    const before = { ...lived.record.standing, state: 'YELLOW' as const, since: '2026-03-23T09:00:00.000Z' };

    await expect(renderChange(change, before, groundOf(lived))).toMatchFileSnapshot(`golden/${name}.change.md`);
  });
});

describe('the label of a state', () => {
  it('takes the place of the one before and leaves those of people', () => {
    expect(withStateLabel(['ops', 'state:green', 'State:Red'], 'ORANGE')).toEqual(['ops', 'state:orange']);
    expect(withStateLabel(['state:orange'], 'ORANGE')).toEqual(['state:orange']);
  });
});
