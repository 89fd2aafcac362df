import { describe, expect, it } from 'vitest';
import { renderPlaybookText } from '../../../src/cli/ops/playbook-text.ts';
import { ConfigFile } from '../../../src/config/config.ts';
import { DIAGNOSIS_CODES } from '../../../src/ops/diagnosis/code.ts';
import { judgeCriterion } from '../../../src/ops/playbook/criterion.ts';
import { Playbook } from '../../../src/ops/playbook/playbook.ts';
import { known, unknown } from '../../../src/ops/reading.ts';
import { makeFolder, run } from '../running.ts';
import { inputOf } from './ops-inputs.ts';

const { thresholds } = ConfigFile.parse({ version: 1 }).ops;
const ROLES = { operator: ['ana'], mlops_maintainer: [], ml_owner: ['ben', 'cleo'], platform_owner: [] };

const FULL = Playbook.parse({
  ...{ code: 'INFRA_SATURATED', title: 'A volume is full', origin: 'manual §9.4', severity: 'P0' },
  ...{ owner: 'platform_owner', symptom: 'Writes fail.', impact: 'No run can end.', hypotheses: ['Old artifacts.'] },
  checks: ['Look at the fullest volume.', 'Look for pods that were killed.'],
  actions: [
    { do: 'Start the run again.', params: { group: 'defi', hpo_trials: 50 } },
    {
      ...{ when: 'nothing else helps', do: 'Delete the pod.', destructive: true, approver: 'ml_owner' },
      command: 'kubectl delete pod <name>',
    },
  ],
  exit_criterion: {
    all: [
      { fact: 'pvc_pct', below: { threshold: 'pvc_clear_pct' } },
      { fact: 'oom_24h', at_most: 0 },
    ],
  },
  escalation: { after_attempts: 3, to: 'operator' },
});

describe('a playbook on a terminal', () => {
  const facts = { pvc_pct: known(64), oom_24h: unknown('stale', 'oom_24h is 9 h old') };

  it.each([
    ['80', null, { columns: 80, colours: false }],
    ['judged-80', judgeCriterion(FULL.exit_criterion, facts, thresholds), { columns: 80, colours: false }],
    ['judged-40-colours', judgeCriterion(FULL.exit_criterion, facts, thresholds), { columns: 40, colours: true }],
  ])('is drawn as on file (%s)', async (name, exit, paper) => {
    const drawn = renderPlaybookText(FULL, { roles: ROLES, thresholds, exit }, paper);

    await expect(drawn).toMatchFileSnapshot(`../golden/ops-playbook-${name}.txt`);
  });
});

async function playbook(words: readonly string[], input = '') {
  using place = makeFolder();
  return await run(['ops', 'playbook', ...words], { folder: place.folder, input });
}

describe('conclave ops playbook', () => {
  it('lists every code that is no plain praise', async () => {
    const { exitCode, output } = await playbook([]);

    const listed = output.split('\n').map((line) => line.split(' ')[0]);
    const praised = DIAGNOSIS_CODES.filter((code) => !listed.includes(code));
    expect({ exitCode, praised }).toEqual({ exitCode: 0, praised: ['ML_EXPLOITABLE', 'ML_SOLID'] });
  });

  it('takes a code in any letters', async () => {
    const { exitCode, output } = await playbook(['execution-mismatch']);

    expect(exitCode).toBe(0);
    expect(output).toMatch(/^EXECUTION_MISMATCH: /);
    expect(output).toContain('Over when sortino more than 0 or sl_pct less than 40 %.');
  });

  it('says which half of an exit criterion holds for the figures of a run', async () => {
    const figures = JSON.stringify(inputOf('D10', { sl_pct: 39 }));

    const { output } = await playbook(['EXECUTION_MISMATCH', '--input', '-'], figures);

    expect(output).toContain('It holds: this may be over.');
    expect(output).toContain('✗ sortino more than 0: sortino -0.1');
    expect(output).toContain('✓ sl_pct less than 40 %: sl_pct 39 %');
  });

  it('judges figures of a state too, and calls what nobody knows not over', async () => {
    const figures = JSON.stringify(inputOf('S01', { infra: { pods_down: [], pvc_pct: null, oom_24h: 0, cpu_pct: 5 } }));

    const { output } = await playbook(['INFRA_SATURATED', '--input', '-'], figures);

    expect(output).toContain('Nobody knows whether it holds, so it is not over.');
    expect(output).toContain('pvc_pct is not given');
  });

  it('is whole as JSON', async () => {
    const { output } = await playbook(['POD_DOWN', '--json']);

    expect(JSON.parse(output)).toMatchObject({ code: 'POD_DOWN', severity: 'P0', exit: null });
  });

  it.each([
    [['ML_SOLID'], 'ML_SOLID has no playbook'],
    [['EXECUTION_MISMACH'], 'did you mean EXECUTION_MISMATCH?'],
    [['--input', 'x.json'], '--input goes with a code'],
  ])('with %j is wrong use', async (words, sentence) => {
    const { exitCode, errors } = await playbook(words);

    expect(exitCode).toBe(2);
    expect(errors).toContain(sentence);
  });
});
