import { describe, expect, it } from 'vitest';
import { DIAGNOSIS_CODES } from '../../../src/ops/diagnosis/code.ts';
import { spellCriterion } from '../../../src/ops/playbook/criterion.ts';
import { FIRST_STEPS } from '../../../src/ops/playbook/first-step.ts';
import { parsePlaybook, playbookFor } from '../../../src/ops/playbook/library.ts';
import { severityOfCode } from '../../../src/ops/severity/severity.ts';
import { LINES } from '../diagnosis/some-run.ts';
import { LIBRARY, PLAYBOOK_FILES } from './catalog-playbooks.ts';

const PRAISE = ['ML_EXPLOITABLE', 'ML_SOLID'];

describe('the playbooks of the catalog', () => {
  it.each(DIAGNOSIS_CODES.filter((code) => !PRAISE.includes(code)))('has one for %s', (code) => {
    const playbook = playbookFor(code, LIBRARY);

    expect(playbook?.severity).toBe(severityOfCode(code, { cpuAlone: false }));
    expect(playbook?.owner).toBe(FIRST_STEPS[code].owner);
  });

  it('has none for praise', () => {
    expect(PRAISE.map((code) => LIBRARY.find((playbook) => playbook.code === code))).toEqual([undefined, undefined]);
  });

  it('begins with those of the manual, in its order', () => {
    expect(LIBRARY.slice(0, 5).map(({ code }) => code)).toEqual([
      'EXECUTION_MISMATCH',
      'ML_USELESS',
      'NO_CANDIDATES',
      'INFRA_SATURATED',
      'RUN_TOO_LONG',
    ]);
  });

  it.each(LIBRARY)('says of $code whether it is of the manual', ({ code, origin }) => {
    expect(origin).toMatch(LIBRARY.findIndex((each) => each.code === code) < 5 ? /^manual §9\.\d/ : /^extension: /);
  });

  it.each(LIBRARY)('prints who must approve what $code destroys', ({ actions }) => {
    for (const { destructive, approver, command } of actions) {
      expect(destructive ? approver : 'nobody', 'an approver').not.toBeNull();
      expect(command === null || destructive, 'a command').toBe(true);
    }
  });

  it.each([
    ['EXECUTION_MISMATCH', 'sortino more than 0 or sl_pct less than 40 %'],
    ['ML_USELESS', 'delta_rel_pct more than 15 %'],
    ['NO_CANDIDATES', 'candidates_passed at least 1'],
    ['INFRA_SATURATED', 'oom_24h at most 0 and pvc_pct less than 70 % and cpu_pct at most 90 %'],
    ['RUN_TOO_LONG', 'latency_ratio less than 1'],
  ] as const)('ends %s as the manual does: %s', (code, criterion) => {
    const playbook = playbookFor(code, LIBRARY);

    expect(playbook === null ? null : spellCriterion(playbook.exit_criterion, LINES)).toBe(criterion);
  });

  it.each([
    ['EXECUTION_MISMATCH', { sl_range: '1.2,1.5,1.8,2.0' }],
    ['EXECUTION_MISMATCH', { tp_range: '1.5,2.0,2.5' }],
    ['NO_CANDIDATES', { horizons: 'H1,H2,H3,H4,H5,H6' }],
  ] as const)('keeps the parameters of %s word for word: %j', (code, params) => {
    const all = playbookFor(code, LIBRARY)?.actions.map((action) => action.params);

    expect(all).toContainEqual(expect.objectContaining(params));
  });
});

describe('a playbook that is wrong', () => {
  const text = PLAYBOOK_FILES.find(({ fileName }) => fileName.endsWith('/ML_UNSTABLE.yaml'))?.text ?? '';

  it.each([
    ['an unknown threshold', 'threshold: std_critical', 'threshold: std_max'],
    ['two comparisons in one condition', 'at_most: { threshold', 'above: 1, at_most: { threshold'],
    ['an unknown figure', 'fact: std_f1_buy', 'fact: std'],
    ['an unknown role', 'owner: ml_owner', 'owner: somebody'],
    ['no check', /checks:[\s\S]*?actions:/, 'checks: []\nactions:'],
    ['an unknown key', 'severity: P2', 'severity: P2\nurgency: high'],
  ])('is refused by file and line: %s', (_, from, to) => {
    const changed = text.replace(from, to);

    expect(changed).not.toBe(text);
    expect(() => parsePlaybook(changed, 'x/ML_UNSTABLE.yaml')).toThrow(
      expect.objectContaining({
        code: 'bad-input',
        facts: expect.objectContaining({ where: expect.stringMatching(/^x\/ML_UNSTABLE\.yaml:\d+$/) }),
      }),
    );
  });

  it('is refused in the file of another code', () => {
    expect(() => parsePlaybook(text, 'catalog/playbooks/ML_USELESS.yaml')).toThrow(
      'the playbook of ML_UNSTABLE stands in a file of another name',
    );
  });
});
