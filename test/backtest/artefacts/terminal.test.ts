import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { renderEquityChart } from '../../../src/backtest/artefacts/terminal/equity-chart.ts';
import { renderComparisonText } from '../../../src/backtest/artefacts/terminal/terminal-comparison.ts';
import { renderTerminalSummary } from '../../../src/backtest/artefacts/terminal/terminal-summary.ts';
import { comparison } from './sample-comparison.ts';
import {
  CHECKS,
  dailyCurve,
  GOLDEN,
  HOSTILE,
  INSPECTION,
  PROOFS,
  sampleSummary,
  WALL,
  WEAKER_WALL,
} from './sample-summary.ts';

const plain = { colour: false, width: 80 };
const curve = dailyCurve(Array.from({ length: 200 }, (_, day) => 10_000 + 1500 * Math.sin(day / 15) + 10 * day));

describe('a summary on a terminal', () => {
  it('reads as golden', async () => {
    const findings = { checks: CHECKS, proofs: PROOFS, wall: WALL, inspection: INSPECTION, golden: GOLDEN };

    const text = renderTerminalSummary(sampleSummary({}), findings, plain);

    await expect(text).toMatchFileSnapshot('golden/terminal-summary.txt');
  });

  it('begins with what the wall lacked, as a comparison does', () => {
    const notice = 'Weaker wall: memory was not limited, allowed by --allow-weaker memory.';
    const runs = { comparison: comparison(), base: { name: 'a', equity: [] }, head: { name: 'b', equity: [] } };

    const summary = renderTerminalSummary(sampleSummary(), { wall: WEAKER_WALL }, plain);
    const compared = renderComparisonText({ ...runs, wall: WEAKER_WALL }, plain);

    expect([summary, compared].map((text) => text.split('\n')[0])).toEqual([notice, notice]);
  });

  it('says the same with colours', () => {
    const coloured = renderTerminalSummary(sampleSummary(), { checks: CHECKS }, { colour: true, width: 80 });

    expect(coloured).toContain('\u001b[32m✓\u001b[0m fees');
    expect(stripVTControlCharacters(coloured)).toBe(renderTerminalSummary(sampleSummary(), { checks: CHECKS }, plain));
  });

  it.each([40, 60, 120])('stays within %d columns', (width) => {
    const text = renderTerminalSummary(sampleSummary({}), { checks: CHECKS, proofs: PROOFS }, { colour: false, width });

    const longest = Math.max(...text.split('\n').map((line) => line.length));
    expect(longest).toBeLessThanOrEqual(Math.max(width, 46));
  });

  it('lets words of others do nothing to a terminal', () => {
    const checks = [{ id: 'fees' as const, answer: 'fail' as const, evidence: [HOSTILE] }];

    const text = renderTerminalSummary(sampleSummary(), { checks }, plain);

    expect(text).toContain('✗ fees (fail): </script>');
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u2028');
  });
});

describe('a comparison on a terminal', () => {
  const runs = { comparison: comparison(), base: { name: 'main', equity: [] }, head: { name: 'faster', equity: [] } };

  it('reads as golden', async () => {
    await expect(renderComparisonText(runs, plain)).toMatchFileSnapshot('golden/terminal-comparison.txt');
  });

  it('lets no name do anything to a terminal', () => {
    const text = renderComparisonText({ ...runs, base: { name: HOSTILE, equity: [] } }, plain);

    expect(text).toContain('Base </script>');
    expect(text).not.toContain('\u001b');
  });
});

describe('an equity chart on a terminal', () => {
  it.each(['braille', 'ascii'])('reads as golden in %s', async (kind) => {
    const chart = renderEquityChart(curve, { width: 60, height: 10, ascii: kind === 'ascii' });

    await expect(`${chart}\n`).toMatchFileSnapshot(`golden/equity-chart.${kind}.txt`);
  });

  it('has as many lines as it may, none wider than it may', () => {
    const lines = renderEquityChart(curve, { width: 50, height: 12 }).split('\n');

    expect(lines).toHaveLength(12);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(50);
  });

  it('draws a curve that never moves as a line in the middle', () => {
    const chart = renderEquityChart(dailyCurve([5, 5, 5]), { width: 20, height: 7, ascii: true });

    expect(chart.split('\n').filter((line) => line.includes('*'))).toEqual(['5.00 |**************']);
  });

  it('is not drawn of a single moment', () => {
    expect(renderEquityChart(dailyCurve([5]), { width: 20, height: 7 })).toBe('');
  });
});
