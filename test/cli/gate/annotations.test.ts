import { describe, expect, it } from 'vitest';
import { annotationsOf } from '../../../src/cli/gate/annotations.ts';
import { readMarks } from '../../../src/gates/guard-mark.ts';
import { gateResult, guardReport, MISCONFIGURED, MIXED, SWITCHED_OFF } from './guard-reports.ts';

const told = (report: Parameters<typeof annotationsOf>[0]) =>
  annotationsOf(report).map(({ level, title, path = '', line = 0 }) => `${level} ${title} ${path}:${line}`);

describe('the annotations of a job', () => {
  it('are the failures as errors, and what was waived or needs care as warnings', () => {
    expect(told(MIXED)).toEqual([
      'error Guardrails: G1 title :0',
      'warning Guardrails: 1 of 5 gates fails :0',
      'warning Guardrails :0',
      'warning Guardrails: G3 dossier documentation/reviews/2026-02-31-momentum-plan.md:0',
      'warning Guardrails: G5 externals src/training/model.py:48',
    ]);
  });

  it('are none when every gate passes', () => {
    expect(annotationsOf(guardReport())).toEqual([]);
  });

  it('tell a broken configuration once, at its line', () => {
    expect(told(MISCONFIGURED)).toEqual(['error Guardrails .github/conclave.yml:2']);
  });

  it('hold for the audit what was let through', () => {
    const [off] = annotationsOf(SWITCHED_OFF);
    const waived = annotationsOf(MIXED).find(({ level }) => level === 'warning');

    expect(readMarks(off?.message ?? '')).toMatchObject([{ bypass: 'kill-switch', since: '2026-05-12T09:00:00Z' }]);
    expect(readMarks(waived?.message ?? '')).toMatchObject([{ bypass: 'none', waived: [{ gate: 'G5', by: 'grace' }] }]);
  });

  it('are at most ten of a level, the gates of the pull request first, and the last one says how many more there are', () => {
    const lines = Array.from({ length: 60 }, (_, index) => ({
      ...({ level: 'failure', key: 'literal', text: `literal ${index}`, path: 'a.py', line: index + 1 } as const),
    }));
    const report = guardReport({ gates: [gateResult('G1', 'fail', 'no type'), gateResult('G5', 'fail', ...lines)] });

    const annotations = annotationsOf(report);

    expect(annotations).toHaveLength(10);
    expect(annotations[0]?.title).toBe('Guardrails: G1 title');
    expect(annotations.at(-1)?.message).toBe('52 more stand in the summary of this job; GitHub shows 10 of a kind.');
  });
});
