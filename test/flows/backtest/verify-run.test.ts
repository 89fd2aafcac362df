import { describe, expect, it } from 'vitest';
import { verdictOfReport } from '../../../src/backtest/inspection/test-verdict.ts';
import { renderRunVerification } from '../../../src/backtest/verification/verification-text.ts';
import { verifyRun } from '../../../src/flows/backtest/verify-run.ts';
import { DAYS } from '../../cli/backtest/short-market.ts';
import { edit, editReport, GROUND, NO_TESTS, verify, wordsOf } from './changed-run.ts';
import { HASHED, heldFiles, portsOf, recordRun, writeReport } from './recorded-run.ts';

describe('a run that is computed again', () => {
  it('is verified where its files follow from decisions and data, and its claims are told as such', async () => {
    const { files } = await recordRun(GROUND);

    const verified = await verify(files);

    expect(renderRunVerification(verified)).toBe(
      [
        '✓ Verified: every figure follows from the decisions and the data.',
        '  Computed again: trades.csv; equity_curve.csv; events.log; summary.json; data_manifest.json; the hashes, the checks of the run, the warnings and the notice in test_report.json.',
        '  Not computed, claims of whoever made the run: that the decisions are those of the strategy; that configuration and seed are those with which it was to be run; what the drills of the checks sizing, risk-limits, kill-switch, exchange-errors came to; when, where and how long it ran; the pages summary.md and report.html.',
        '',
      ].join('\n'),
    );
    expect(verified.answer === 'verified' && verified.run.trades.length).toBe(10);
  });

  it('says that the verdict of a test was reached again', async () => {
    const tests = { ...NO_TESTS, answer: 'none' as const, exit_code: null, failed: 0 };
    const change = editReport((report) => {
      const tested = { ...report, inspection: { checks: [], tests } };
      return { ...tested, verdict: verdictOfReport(tested) };
    });

    expect(await wordsOf(change, { forged: true })).toContain(
      'the notice and the verdict that follows from its parts in test_report.json.',
    );
  });

  it('needs no report where none is asked for', async () => {
    const { files } = await recordRun(GROUND);
    files.delete('test_report.json');
    const order = { files: heldFiles(files), needsReport: false };

    expect((await verifyRun(order, portsOf(DAYS))).answer).toBe('verified');
    expect(renderRunVerification(await verify(files))).toContain('test_report.json: there is no such file');
  });
});

describe('a file that somebody changed and hashed anew', () => {
  it.each([
    [
      'a figure of a trade',
      edit('trades.csv', (text) => text.replace(/^(p2,.*?),1\.5,/m, '$1,1.6,')),
      'trades.csv, line 3 (symbol X, position_id p2, order_id o2, entry_time 2024-01-13T00:00:00.000Z): volume is 1.6 in the file, 1.5 by the replay',
    ],
    [
      'a trade that was added',
      edit('trades.csv', (text) => `${text}${text.split('\n')[1]}\n`),
      'trades.csv goes on at line 12 in the file only: p1,o1,X,BUY',
    ],
    [
      'an event that was dropped',
      edit('events.log', (text) => text.split('\n').toSpliced(3, 1).join('\n')),
      'timestamp is 2024-01-13T00:00:00.000Z in the file, 2024-01-08T00:00:00.000Z by the replay',
    ],
    [
      'the last event that was dropped',
      edit('events.log', (text) => `${text.split('\n').slice(0, -2).join('\n')}\n`),
      /events\.log goes on at line \d+ by the replay only: \{"timestamp"/,
    ],
    [
      'an equity',
      edit('equity_curve.csv', (text) =>
        text.replace(/^(2024-03-0.*,)(\d)(\.?\d*,\d+)$/m, '$11$2$3').replace('10000,0,10000,0', '10000,0,10001,0'),
      ),
      /equity_curve\.csv, line 2 \(time 2024-01-02T00:00:00\.000Z\): equity is 10001 in the file, 10000 by the replay/,
    ],
    [
      'a figure of the summary',
      edit('summary.json', (text) => text.replace(/"trades": 10,/, '"trades": 11,')),
      /summary\.json, line \d+: trades is 11 in the file, 10 by the replay/,
    ],
    [
      'a decision that was removed',
      edit('decisions.log', (text) => text.split('\n').toSpliced(2, 1).join('\n')),
      'trades.csv, line 3',
    ],
    [
      'a decision that asks for more',
      edit('decisions.log', (text) => text.replace('"volume":1.5', '"volume":2.5')),
      'volume is 1.5 in the file, 2.5 by the replay',
    ],
    [
      'the fee of the configuration',
      edit('run_config.json', (text) => text.replace('"fee_taker": 0.001', '"fee_taker": 0')),
      'entry_fee is',
    ],
    [
      'the seed',
      edit('run_config.json', (text) => text.replace('"seed": 7', '"seed": 8')),
      'events.log, line 1 (event order_placed, symbol X, bar 1, order_id o1, timestamp 2024-01-03T00:00:00.000Z): correlation_id is',
    ],
    [
      'the number of bars in the manifest',
      edit('data_manifest.json', (text) => text.replace('"bars": 100', '"bars": 101')),
      'data_manifest.json: 0.bars is 101 in the file, 100 by the replay',
    ],
    [
      'a check of the report',
      editReport((report) => ({
        ...report,
        checks: report.checks.map((each) => (each.id === 'leakage' ? { ...each, answer: 'pass' } : each)),
      })),
      'test_report.json: check leakage.answer is "pass" in the file, "not_proven" by the replay',
    ],
    [
      'the correlation id of the report',
      editReport((report) => ({ ...report, correlation_id: `corr_${'0'.repeat(24)}` })),
      'test_report.json: correlation_id is "corr_000000000000000000000000" in the file',
    ],
    [
      'the data of the report',
      editReport((report) => ({ ...report, sources: { ...report.sources, data: [] } })),
      'test_report.json: sources.data.0 is missing in the file',
    ],
    [
      'the notice of the report',
      editReport((report) => ({ ...report, notice: 'All is well.' })),
      'test_report.json: notice is "All is well." in the file, null by the replay',
    ],
    [
      'a verdict of a run that was no test',
      editReport((report) => ({ ...report, verdict: { answer: 'pass', reasons: [], unproven: [], open: [] } })),
      'test_report.json: verdict is {"answer":"pass","reasons":[],"unproven":[],"open":[]} in the file, null by the replay',
    ],
    [
      'a verdict that does not follow from the report',
      editReport((report) => ({
        ...report,
        verdict: { answer: 'pass', reasons: [], unproven: [], open: [] },
        inspection: {
          checks: [],
          tests: { ...NO_TESTS, answer: 'fail', exit_code: 1, failed: 2 },
        },
      })),
      'test_report.json: verdict.answer is "pass" in the file, "fail" by the replay',
    ],
  ])('is found: %s', async (_what, change, words) => {
    const told = await wordsOf(change, { forged: true });

    expect(told).toContain('✗ Differs: ');
    expect(told).toMatch(typeof words === 'string' ? new RegExp(RegExp.escape(words)) : words);
  });

  it('is found by its hash where it was not hashed anew', async () => {
    const change = edit('decisions.log', (text) => text.replace('"reason":"down"', '"reason":"dawn"'));

    const told = await wordsOf(change, { forged: false });

    expect(told).toMatch(/also decisions\.log has the hash [0-9a-f]{64}, and test_report\.json says [0-9a-f]{64}/);
  });

  it('is found by its hash where it cannot even be read any more', async () => {
    const told = await wordsOf(
      edit('decisions.log', (text) => text.slice(1)),
      { forged: false },
    );

    expect(told).toMatch(/^✗ Differs: decisions\.log has the hash/);
  });

  it('is found by the data where that is another one', async () => {
    const told = await wordsOf(() => undefined, { forged: false, csv: DAYS.replace('102,98', '103,98') });

    expect(told).toMatch(
      /^✗ Differs: the data of X has the hash [0-9a-f]{64}, and the run was made with [0-9a-f]{64}\n/,
    );
  });

  it('begins with what the wall lacked', async () => {
    const { files, report } = await recordRun(GROUND);
    writeReport(files, { ...report, notice: 'Weaker wall: something.' });

    const [first] = renderRunVerification(await verify(files)).split('\n');

    expect(first).toBe('Weaker wall: something.');
  });
});

describe('a run that cannot be computed', () => {
  it.each([
    ['decisions.log', 'no line\n', 'decisions.log:1: the line is no JSON'],
    ['decisions.log', `{"symbol":"X","bar":1}\n`, 'decisions.log:1: the line is no decision'],
    ['run_config.json', '{}', 'run_config.json: format: Invalid input'],
    ['run_config.json', '['.repeat(100_000), 'run_config.json: brackets are nested more than 64 deep'],
    ['data_manifest.json', '[]', 'data_manifest.json: '],
    ['data_manifest.json', '[NaN]', 'data_manifest.json: it is no JSON'],
    ['test_report.json', `{"a":${'{"a":'.repeat(99)}1${'}'.repeat(100)}`, 'brackets are nested more than 64 deep'],
    ['test_report.json', '{"version": 2}', 'test_report.json: '],
  ])('says what is wrong with %s (case %#)', async (name, text, words) => {
    const told = await wordsOf((files) => void files.set(name, text), { forged: name !== 'test_report.json' });

    expect(told).toMatch(/^✗ Unusable: /);
    expect(told).toContain(words);
  });

  it.each([...HASHED, 'test_report.json'])('is one without %s', async (name) => {
    const told = await wordsOf((files) => void files.delete(name), { forged: false });

    expect(told).toBe(
      `✗ Unusable: ${name}: there is no such file; expected a plain file that a run of Conclave wrote\n`,
    );
  });

  it('is one whose data nobody has, and says which', async () => {
    const { files } = await recordRun(GROUND);

    const verified = await verifyRun({ files: heldFiles(files), needsReport: true }, { openData: async () => null });

    expect(renderRunVerification(verified)).toMatch(
      /^✗ Unusable: data\/x\.csv: the data of X is not there; expected the file with the SHA-256 [0-9a-f]{64}\n$/,
    );
  });

  it('is one with a configuration that has a key twice', async () => {
    const twice = edit('run_config.json', (text) => text.replace('"seed": 7,', '"seed": 8,\n  "seed": 7,'));

    const told = await wordsOf(twice, { forged: true });

    expect(told).toContain('✗ Unusable: run_config.json: it is not spelled as the engine writes it');
  });
});
