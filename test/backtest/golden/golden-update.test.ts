import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../src/backtest/golden/golden.ts';
import { updateGolden } from '../../../src/backtest/golden/golden-update.ts';
import { judgeGolden } from '../../../src/backtest/golden/judgement.ts';
import { runExample } from './example-run.ts';
import { refusalOf, scenarioText } from './scenario-text.ts';

const summary = runExample();
const note = { reason: 'the taker fee of the exchange was halved', date: '2026-11-21', by: null };
const update = (text: string, { reason = note.reason, by = null as string | null, hashes = {} } = {}) =>
  updateGolden({ text, name: 'golden/cross.yml' }, { summary, hashes }, { ...note, reason, by });

describe('the update of a golden scenario', () => {
  it('writes what differs and why, and leaves all else as it stands', () => {
    const text = scenarioText(
      '  # counted\n  total.trades:   30   # thirty\n\n  total.wins: 17\n  account.sharpe: { value: 0.71, absolute: 0.01 } # near\n  "account.cagr": { absolute: 0.001, value: null }\n',
      '# the end\n',
    );

    const updated = update(text, { by: 'ada' });

    expect(updated.changed).toEqual(['total.trades', 'account.cagr']);
    expect(updated.text).toBe(
      text
        .replace('total.trades:   30', 'total.trades:   33')
        .replace('value: null', `value: ${summary.account.cagr}`)
        .replace(
          '# the end',
          'updates:\n  - date: "2026-11-21"\n    reason: "the taker fee of the exchange was halved"\n    by: "ada"\n# the end',
        ),
    );
  });

  it('adds to the reasons that stand there', () => {
    const text = scenarioText(
      '  total.trades: 30\n',
      'updates:\n- date: 2026-01-02\n  reason: the data was extended\n\n# the end\n',
    );

    expect(update(text).text).toContain(
      'reason: the data was extended\n- date: "2026-11-21"\n  reason: "the taker fee of the exchange was halved"\n\n# the end\n',
    );
  });

  it('writes hashes of artefacts and of data', () => {
    const old = 'c'.repeat(64);
    const text = scenarioText('  total.trades: 33\n', `artefacts:\n  trades.csv: ${old}\n`).replace(/60e9\w+/, old);

    const updated = update(text, { hashes: { 'trades.csv': '1'.repeat(64) } });

    expect(updated.changed).toEqual(['data of GOOG', 'trades.csv']);
    expect(updated.text).toContain(`sha256: ${summary.data[0]?.sha256} }`);
    expect(updated.text).toContain(`trades.csv: "${'1'.repeat(64)}"`);
  });

  it('changes nothing, and gives no reason, where nothing differs', () => {
    const text = scenarioText('  account.sharpe: { value: 0.71, absolute: 0.01 }\n');

    expect(update(text)).toEqual({ text, changed: [] });
  });

  it('expects afterwards whatever the run came to', () => {
    const text = scenarioText('  account.sharpe: # to be filled\n  honesty.statement: ""\n');
    fc.assert(
      fc.property(fc.option(fc.double({ noDefaultInfinity: true, noNaN: true })), fc.string(), (sharpe, statement) => {
        const account = { ...summary.account, sharpe };
        const honesty = { ...summary.honesty, statement };
        const outcome = { summary: { ...summary, account, honesty }, hashes: {} };

        const updated = updateGolden({ text, name: 'golden/cross.yml' }, outcome, note);

        const golden = readGolden(updated.text, 'golden/cross.yml');
        expect(judgeGolden(golden, outcome).answer).toBe('same');
        expect(updated.text).toContain('# to be filled');
      }),
    );
  });

  it('changes nothing the second time', () => {
    const once = update(scenarioText('  total.trades: 30\n')).text;

    expect(update(once)).toEqual({ text: once, changed: [] });
  });

  it.each(['', 'ok', 'x                                y', `escape ${'\u001b'}[31m and some more`, 'z'.repeat(501)])(
    'refuses the reason %j',
    (reason) => {
      const refusal = refusalOf(() => update(scenarioText('  total.trades: 30\n'), { reason }));

      expect(refusal).toContain('expected 20 to 500 visible characters');
    },
  );

  it('refuses to expect what the run did not say', () => {
    const text = scenarioText('  total.trades: 30\n', `artefacts: { trades.csv: ${'a'.repeat(64)} }\n`);

    expect(refusalOf(() => update(text))).toContain('golden/cross.yml: the run has no trades.csv');
  });
});
