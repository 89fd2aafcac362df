import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { renderDiagnosisText } from '../../../src/cli/ops/diagnosis-text.ts';
import type { ToldDiagnosis } from '../../../src/cli/ops/told-diagnosis.ts';
import { makeFolder, run } from '../running.ts';
import { inputOf } from './ops-inputs.ts';

const MISMATCH: ToldDiagnosis = {
  diagnosis: {
    ...{ run: '7f3a91c2', crypto: 'BTCUSDC', principal: 'EXECUTION_MISMATCH', secondary: ['ML_UNSTABLE'] },
    ...{ infra: 'UNKNOWN', ml: 'ML_SOLID', execution: 'NEGATIVE', strategyOk: false, severity: 'P2' },
    ...{ causes: ['SL_TOO_TIGHT', 'HORIZON_TOO_SHORT'], cannotExclude: ['INFRA_SATURATED'], invalid: ['F1_RANGE'] },
    ...{ deltaPts: 12.004, deltaRelPct: null, notes: ['check leakage or luck'] },
    evidence: [
      {
        ...{ code: 'INFRA_SATURATED', truth: 'unknown', found: 'pvc_pct is not given', origin: 'manual §2, §7' },
        limit: 'PVC more than 85 %',
      },
      {
        ...{ code: 'INCONCLUSIVE_TOOLING', truth: 'not-applicable', limit: '', origin: 'manual §7' },
        found: 'no trial scores are reported',
      },
      {
        ...{ code: 'ML_USELESS', truth: 'false', found: 'f1_buy over baseline 12 pts', origin: 'manual §7' },
        limit: 'f1_buy over baseline at most 0 pts',
      },
      {
        ...{ code: 'EXECUTION_MISMATCH', truth: 'true', found: 'sortino -0.1', origin: 'manual §7, §9.1' },
        limit: 'sortino less than 0',
      },
    ],
  },
  next: {
    sentence: 'ML owner, today: look at how the trades end (sortino -0.1); playbook EXECUTION_MISMATCH.',
    ...{ owner: 'ml_owner', severity: 'P2', playbook: 'EXECUTION_MISMATCH', logins: ['ana'] },
  },
  from: 'run 7f3a91c2 of mlflow',
  notes: [],
};

describe('a diagnosis on a terminal', () => {
  it.each([
    ['80', { columns: 80, colours: false }],
    ['80-colours', { columns: 80, colours: true }],
    ['40', { columns: 40, colours: false }],
  ])('is drawn as on file (%s)', async (name, paper) => {
    await expect(renderDiagnosisText(MISMATCH, paper)).toMatchFileSnapshot(`../golden/ops-diagnosis-${name}.txt`);
  });

  it('says without colours what it says with them', () => {
    const coloured = renderDiagnosisText(MISMATCH, { columns: 80, colours: true });

    expect(stripVTControlCharacters(coloured)).toBe(renderDiagnosisText(MISMATCH, { columns: 80, colours: false }));
  });

  it.each([20, 40, 80])('is never wider than %d columns', (columns) => {
    const lines = renderDiagnosisText(MISMATCH, { columns, colours: false }).split('\n');

    expect(lines.filter((line) => line.length > columns)).toEqual([]);
  });
});

async function diagnose(id: string, options: readonly string[] = [], changed: Readonly<Record<string, unknown>> = {}) {
  using place = makeFolder();
  const given = { folder: place.folder, input: JSON.stringify(inputOf(id, changed)) };
  return await run(['ops', 'diagnose', '--input', '-', ...options], given);
}

describe('conclave ops diagnose', () => {
  it.each([
    ['D01', 'ML_SOLID', 0],
    ['D11', 'ML_MARGINAL', 0],
    ['D02', 'ML_USELESS', 1],
    ['D24', 'INCONCLUSIVE_TOOLING', 1],
    ['D13', 'DIAG_INCOMPLETE', 3],
    ['D22', 'ML_USELESS', 1],
  ])('of %s says %s and ends with %d', async (id, principal, expected) => {
    const { exitCode, output } = await diagnose(id);

    expect(exitCode).toBe(expected);
    expect(output.split('\n')[0]).toContain(`Diagnosis: ${principal}`);
    expect(output).toContain('→ ');
  });

  it('says as JSON what is not excluded, what is a hypothesis, and who goes on', async () => {
    const { output } = await diagnose('D22', ['--json'], { crypto: 'BTCUSDC', run: 'r1' });

    const told = JSON.parse(output);
    expect(told).toMatchObject({ exit_code: 1, diagnoses: [expect.anything()] });
    expect(told.diagnoses[0]).toMatchObject({
      ...{ run: 'r1', crypto: 'BTCUSDC', principal: 'ML_USELESS', severity: 'P2' },
      ...{
        cannot_exclude: ['INFRA_SATURATED'],
        causes: [],
        causes_are: 'hypotheses',
        infra: 'UNKNOWN',
        ml: 'ML_USELESS',
      },
      next_step: { owner: 'ml_owner', playbook: 'ML_USELESS' },
    });
  });

  it('reads the blocks of a log, and shows the line that cannot be read', async () => {
    using place = makeFolder();
    const log = [
      '=== CORRELATION DATA ===',
      'event=correlation_data run=r9 crypto=SOLUSDC f1_buy=0.45 baseline_f1_buy=0.50 platform=not_assessed',
      "event=trial_failed error=No module named 'sympy'",
      '=== END ===',
    ].join('\n');

    const { exitCode, output } = await run(['ops', 'diagnose', '--input', '-'], { folder: place.folder, input: log });

    expect(exitCode).toBe(1);
    expect(output).toContain('Diagnosis: ML_USELESS');
    expect(output).toContain('run r9, SOLUSDC');
    expect(output.replaceAll(/\s+/g, ' ')).toMatch(/MALFORMED, standard input, line 3:\d+: .*No module named 'sympy'/);
  });

  it('reads several runs of one file, and ends as the worst of them', async () => {
    using place = makeFolder();
    const input = JSON.stringify([inputOf('D01', { run: 'a' }), inputOf('D13', { run: 'b' })]);

    const { exitCode, output } = await run(['ops', 'diagnose', '--input', '-'], { folder: place.folder, input });

    expect(exitCode).toBe(3);
    expect([...output.matchAll(/^Diagnosis: (\w+)/gm)].map(([, code]) => code)).toEqual([
      'ML_SOLID',
      'DIAG_INCOMPLETE',
    ]);
  });

  it.each(['', '[]', 'nothing of use here\n'])('refuses a file without a run: %j', async (input) => {
    using place = makeFolder();

    const { exitCode, errors } = await run(['ops', 'diagnose', '--input', '-'], { folder: place.folder, input });

    expect(exitCode).toBe(2);
    expect(errors).toContain('it holds no run to diagnose');
  });

  it.each([
    [[], 'no run was named'],
    [['r1', '--input', 'x.json'], 'a run and a file were both named'],
    [['--input', '--json'], '--input has no value'],
  ])('with %j is wrong use', async (words, sentence) => {
    using place = makeFolder();

    const { exitCode, errors } = await run(['ops', 'diagnose', ...words], { folder: place.folder });

    expect(exitCode).toBe(2);
    expect(errors).toContain(sentence);
  });

  it('says which run cannot be read where no source keeps runs', async () => {
    using place = makeFolder();
    writeFileSync(join(place.folder, 'own.yml'), 'version: 1\n');

    const words = ['ops', 'diagnose', '7f3a', '--config', 'own.yml'];
    const { exitCode, output, errors } = await run(words, { folder: place.folder });

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain('the run 7f3a cannot be read: ops.sources has no source that keeps runs');
  });

  it('ends with 4 where the server of runs gives no answer', async () => {
    using place = makeFolder();
    writeFileSync(join(place.folder, 'own.yml'), 'version: 1\nops: { sources: { tracking: { kind: mlflow } } }\n');
    const environment = { CONCLAVE_SOURCE_TRACKING_URL: 'http://127.0.0.1:9' };

    const words = ['ops', 'diagnose', '7f3a', '--config', 'own.yml'];
    const { exitCode, errors } = await run(words, { folder: place.folder, environment });

    expect(exitCode).toBe(4);
    expect(errors).toContain('the run 7f3a cannot be read: tracking ');
  });

  it('refuses a key that nobody knows with the nearest', async () => {
    const { exitCode, errors } = await diagnose('D01', [], { f1_bui: 0.6 });

    expect(exitCode).toBe(2);
    expect(errors).toContain('did you mean "f1_buy"?');
  });
});
