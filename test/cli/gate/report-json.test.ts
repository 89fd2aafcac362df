import { describe, expect, it } from 'vitest';
import { renderGuardJson, renderShortJson } from '../../../src/cli/gate/report-json.ts';
import { readAnswers } from './gate-house.ts';
import { gateResult, guardReport, HOSTILE, MIXED } from './guard-reports.ts';

describe('the answers for programs', () => {
  it('are those on file', async () => {
    await expect(renderGuardJson(MIXED)).toMatchFileSnapshot('golden/mixed.json');
  });

  it('mean what was written and hold no command to a runner', () => {
    const json = renderGuardJson(HOSTILE);

    expect(json).not.toContain('##[');
    expect(json).not.toMatch(/^\s*::/m);
    expect(JSON.parse(json).gates[0].reasons[0].text).toContain('##[set-output name=conclusion]success');
  });

  it('of a gate that fails give a place only to what makes it fail', () => {
    const place = { key: 'literal', path: 'src/training/a.py' };
    const reasons = [
      { ...place, level: 'failure', text: 'max_depth = 6 stands in code', line: 2 },
      { ...place, level: 'notice', text: 'eta = 1 is allowed', line: 3 },
    ] as const;

    const read = (answer: 'fail' | 'waived', ...shown: (typeof reasons)[number][]) =>
      JSON.parse(renderGuardJson(guardReport({ gates: [{ id: 'G5', answer, reasons: shown }] }))).gates[0].reasons;

    expect(read('fail', ...reasons)).toEqual([
      { text: 'max_depth = 6 stands in code', path: 'src/training/a.py', line: 2 },
      { text: 'src/training/a.py:3: eta = 1 is allowed' },
    ]);
    expect(read('waived', reasons[1])).toEqual([{ text: 'eta = 1 is allowed', path: 'src/training/a.py', line: 3 }]);
  });

  it('keep the first reasons of each gate where all are too many, and say how many are left', () => {
    const reasons = Array.from({ length: 1_000 }, (_, index) => `reason ${index}`);
    const report = guardReport({ gates: [gateResult('G1', 'pass', 'fine'), gateResult('G5', 'fail', ...reasons)] });

    const [whole, short] = [renderShortJson(report, 1_000_000), renderShortJson(report, 2_000)];

    expect(JSON.parse(whole).gates[1].reasons).toHaveLength(1_000);
    expect(short.length).toBeLessThanOrEqual(2_000);
    expect(readAnswers(short).gates).toEqual(['G1 pass', 'G5 fail']);
    const kept = JSON.parse(short).gates[1].reasons;
    expect(kept.at(-1).text).toBe(`… ${1_000 - (kept.length - 1)} more in the job summary`);
  });
});
