import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLogFile } from '../../../src/adapters/signal-files/log-file.ts';
import type { SignalQuestion } from '../../../src/ports/signal-source.ts';

const at = new Date('2026-03-10T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'conclave-signals-'));
afterAll(() => rmSync(folder, { recursive: true }));

type More = Partial<SignalQuestion>;

function questionOf(form: SignalQuestion['form'], query: string, more: More): SignalQuestion {
  const rest = { freshness: null, maxAgeSeconds: 3_600, by: 'crypto', run: 'run', windowSeconds: 7 * 86_400 };
  return { name: 'pvc_pct', form, query, ...rest, ...more };
}

const LOG = `starting
event=run_done ts=2026-03-09T10:00:00Z run=r1 crypto=BTCUSDC passed=3 status=success
event=run_done ts=2026-03-10T11:00:00Z run=r2 crypto=BTCUSDC passed=0 status=failed
event=run_done ts=2026-03-10T11:30:00Z run=r3 crypto=SOLUSDC passed=2 status=success
event=import_failed error=No module named 'sympy'
event=run_done ts=2026-02-01T11:30:00Z run=r0 crypto=SOLUSDC passed=9 status=success
event=pod_down ts=2026-03-10T11:40:00Z pod=api-0
event=undated passed=1
event=late ts=2026-03-10T13:00:00Z passed=1
`;

function askLog(form: SignalQuestion['form'], query: string, more: More = {}, text: string = LOG) {
  const path = join(folder, 'trading.log');
  writeFileSync(path, text);
  return openLogFile({ name: 'runs', path }).ask(questionOf(form, query, more), at);
}

/** Words that are given in full, or by a pattern that they must fit. */
const wordsLike = (words: string | RegExp): unknown =>
  expect.stringMatching(typeof words === 'string' ? new RegExp(`^${RegExp.escape(words)}$`) : words);

describe('a structured log', () => {
  const alive = LOG.replace(/event=late.*\n/, '');

  it.each([
    ['the newest figure', 'number', 'event=run_done field=passed', { value: 2, sampledAt: '2026-03-10T11:30:00.000Z' }],
    ['the newest of some', 'number', 'event=run_done field=passed status=failed', { value: 0 }],
    ['a sum', 'number', 'event=run_done field=passed take=sum', { value: 5 }],
    ['the most', 'number', 'event=run_done field=passed take=max', { value: 3 }],
    ['the least', 'number', 'event=run_done field=passed take=min', { value: 0 }],
    ['a number of events', 'number', 'event=run_done take=count status=success', { value: 2 }],
    ['that there are none, from a log that is written to', 'number', 'event=oom_kill take=count', { value: 0 }],
    ['a text where a figure should be', 'number', 'event=run_done field=status', { value: 'success' }],
    ['names', 'names', 'event=pod_down field=pod', { names: ['api-0'] }],
    ['runs, newest first', 'recent', 'event=run_done field=passed', { values: [2, 0, 3] }],
    [
      'cryptos',
      'by-crypto',
      'event=run_done field=passed',
      {
        of: new Map([
          ['SOLUSDC', 2],
          ['BTCUSDC', 0],
        ]),
      },
    ],
    [
      'runs of cryptos',
      'recent-by-crypto',
      'event=run_done field=passed',
      {
        of: new Map([
          ['SOLUSDC', [2]],
          ['BTCUSDC', [0, 3]],
        ]),
      },
    ],
  ] as const)('gives %s', async (_, form, query, expected) => {
    const { answer } = await askLog(form, query, {}, alive);

    expect(answer).toMatchObject({ form, ...expected });
  });

  it('tells of lines that it cannot read', async () => {
    const { reservations } = await askLog('number', 'event=run_done field=passed');

    expect(reservations).toEqual([expect.stringMatching(/^one line cannot be read, the first is line 5: /)]);
  });

  it.each([
    [
      'an event that never was',
      'event=nothing field=passed',
      {},
      'missing',
      'the log has no event nothing for pvc_pct',
    ],
    [
      'an event that is too old',
      'event=run_done field=passed',
      { freshness: 'ts', maxAgeSeconds: 600 },
      'stale',
      'pvc_pct was last seen 30 min before, more than 10 min',
    ],
    [
      'events before the window',
      'event=run_done field=passed run=r0',
      {},
      'stale',
      'pvc_pct was last seen 37 d before, more than 7 d',
    ],
    [
      'an event without a moment',
      'event=undated field=passed',
      {},
      'not-a-number',
      'an event undated has no moment in its field ts',
    ],
    [
      'a clock that runs ahead',
      'event=late field=passed',
      {},
      'impossible',
      'pvc_pct is of a moment 1 h ahead; a clock runs ahead',
    ],
    ['a query without a field', 'event=run_done', {}, 'refused', /it names no field$/],
    [
      'a query of another take',
      'event=run_done field=a take=mean',
      {},
      'refused',
      /take is mean, expected last, count, sum, max, min$/,
    ],
    [
      'a query that is no structured line',
      'passed',
      {},
      'refused',
      /^"passed" is no query of a log, such as event=run_done/,
    ],
  ] as const)('is unknown for %s', async (_, query, more, why, words) => {
    const { answer } = await askLog('number', query, more);

    expect(answer).toMatchObject({
      known: false,
      why,
      words: wordsLike(words),
    });
  });

  it('is unknown for a crypto whose newest event lacks the field, and as a whole without cryptos', async () => {
    const text = `event=done ts=2026-03-10T11:00:00Z crypto=BTCUSDC\nevent=done ts=2026-03-10T10:00:00Z crypto=SOLUSDC passed=1\n`;

    const { answer } = await askLog('by-crypto', 'event=done field=passed', {}, text);
    const nameless = await askLog('by-crypto', 'event=pod_down field=pod', {}, alive);

    expect(answer).toMatchObject({
      of: new Map<string, unknown>([
        ['BTCUSDC', { known: false, why: 'absent', words: 'an event has no field passed' }],
        ['SOLUSDC', 1],
      ]),
    });
    expect(nameless.answer).toMatchObject({
      why: 'wrong-shape',
      words: 'pvc_pct: an event pod_down has no field crypto',
    });
  });
});
