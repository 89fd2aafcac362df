import { describe, expect, it } from 'vitest';
import { RunConfig } from '../../src/backtest/run-config.ts';
import { LONGEST_RUN_CONFIG, readRunConfig } from '../../src/backtest/run-config-file.ts';
import { AppError, renderError } from '../../src/kernel/app-error.ts';

function refusal(text: string): string {
  try {
    readRunConfig(text, 'run.yml');
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad-config') return renderError(error);
    throw error;
  }
  throw new Error('the configuration was not refused');
}

describe('the configuration of a run', () => {
  it('takes every default where it says only its version', () => {
    expect(readRunConfig('version: 1\n', 'run.yml')).toEqual(RunConfig.parse({ version: 1 }));
  });

  it('reads JSON as it reads YAML', () => {
    const yaml = 'version: 1\nfee_taker: 0.001\ninstruments:\n  BRK.B: { lot_size: 1 }\nparams: { fast: 3 }\n';
    const json =
      '{"version": 1, "fee_taker": 1e-3, "instruments": {"BRK.B": {"lot_size": 1}},\n\t"params": {"fast": 3}}';

    expect(readRunConfig(json, 'run.json')).toEqual(readRunConfig(yaml, 'run.yml'));
  });

  it('says the line of an unknown key, and the key that was meant', () => {
    expect(refusal('version: 1\nrisk:\n  max_drawdwn: 0.2\n')).toBe(
      [
        'run.yml:3: unknown key "max_drawdwn" under risk',
        '  expected one of: max_open_positions, max_position, max_exposure, max_orders_per_day, max_daily_loss, max_drawdown',
        '  did you mean "max_drawdown"?',
      ].join('\n'),
    );
  });

  it.each([
    { text: 'version: 1\nfees: 0.001\n', line: 2, hint: 'Fees are fee_taker, fee_maker and fee_fixed.' },
    { text: 'version: 1\nseed: 7\n', line: 2, hint: 'It is an option of the command, not of the configuration.' },
    { text: 'version: 1\ntimezone: UTC\n', line: 2, hint: 'The zone of the data is timezone under data.' },
    { text: 'version: 1\nmarket: continous\n', line: 2, hint: 'did you mean "continuous"?' },
  ])('helps with $text', ({ text, line, hint }) => {
    const told = refusal(text);

    expect(told).toContain(`run.yml:${line}: `);
    expect(told).toContain(hint);
  });

  it.each([
    { text: 'version: 1\ninitial_cash: 0\n', what: 'run.yml:2: initial_cash is 0\n  expected more than 0' },
    { text: 'version: 1\n\nfee_taker: .inf\n', what: 'run.yml:3: fee_taker is ".inf"\n  expected a number' },
    { text: 'version: 2\n', what: 'run.yml:1: version is 2\n  expected version: 1' },
    {
      text: 'version: 1\nfaults: { reject: 0.6, delay: 0.6 }\n',
      what: 'run.yml:2: faults is a mapping\n  expected reject, delay and partial add up to at most 1',
    },
    { text: '', what: 'run.yml:1: missing key "version"' },
    { text: 'version: 1\nversion: 1\n', what: 'run.yml:2: duplicate key "version"' },
    { text: 'a: [\n', what: 'not valid YAML' },
  ])('refuses $text by its line', ({ text, what }) => {
    expect(refusal(text)).toContain(what);
  });

  it('is bounded in its length', () => {
    const text = `version: 1\n#${'x'.repeat(LONGEST_RUN_CONFIG)}`;

    expect(refusal(text)).toContain(`the file has ${text.length} characters\n  expected at most ${LONGEST_RUN_CONFIG}`);
  });
});
