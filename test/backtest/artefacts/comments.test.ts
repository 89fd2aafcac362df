import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { renderComparisonMarkdown } from '../../../src/backtest/artefacts/comment/comparison-markdown.ts';
import { renderMermaidChart } from '../../../src/backtest/artefacts/comment/mermaid-chart.ts';
import { renderSummaryMarkdown } from '../../../src/backtest/artefacts/comment/summary-markdown.ts';
import { comparison, TRADE } from './sample-comparison.ts';
import { CHECKS, dailyCurve, HOSTILE, PROOFS, sampleSummary, WALL } from './sample-summary.ts';

const equity = dailyCurve([10_000, 10_500, 10_250.5, 11_000]);
const comment = { summary: sampleSummary(), checks: CHECKS, proofs: PROOFS, wall: WALL, equity };

describe('the comment on one run', () => {
  it('reads as golden', async () => {
    await expect(renderSummaryMarkdown(comment)).toMatchFileSnapshot('golden/summary.md');
  });

  it('says aloud that no costs were configured', () => {
    expect(renderSummaryMarkdown({ ...comment, summary: sampleSummary({}) })).toContain('**No costs are configured');
    expect(renderSummaryMarkdown(comment)).not.toContain('No costs');
  });

  it('lets no text of others become a link, an image, a mention or HTML', () => {
    const summary = sampleSummary();
    const data = summary.data.map((each) => ({ ...each, symbol: HOSTILE }));
    const honesty = { ...summary.honesty, statement: HOSTILE };
    const checks = CHECKS.map((check) => ({ ...check, evidence: [HOSTILE] }));

    const text = renderSummaryMarkdown({ ...comment, summary: { ...summary, data, honesty }, checks });

    expect(activeParts(text)).toEqual(activeParts(renderSummaryMarkdown(comment)));
    expect(text).not.toMatch(/<(?:img|script)|(?<!`)@octocat/);
    expect(text).not.toContain('\u001b');
  });
});

describe('the comment on two runs', () => {
  const sides = { base: { name: 'main', equity }, head: { name: 'faster', equity: dailyCurve([10_000, 9000, 9500]) } };
  const rest = { ...sides, checks: CHECKS, proofs: PROOFS, wall: WALL };

  it('reads as golden', async () => {
    const text = renderComparisonMarkdown({ ...rest, comparison: comparison() });

    await expect(text).toMatchFileSnapshot('golden/comparison.md');
  });

  it.each([
    [{ verdict: 'better' as const }, '### Backtest: better: mean daily return -0.0320 % against the base'],
    [
      { verdict: 'worse' as const, regression: true },
      '### Backtest: worse: mean daily return -0.0320 % against the base, beyond the tolerance',
    ],
    [
      { verdict: 'not_distinguishable' as const },
      '### Backtest: not distinguishable: mean daily return -0.0320 % against the base',
    ],
    [
      { verdict: 'not_distinguishable' as const, identical: true },
      '### Backtest: not distinguishable: both sides do the same',
    ],
  ])('says the verdict first, with the figure that decides: %o', (verdict, line) => {
    const text = renderComparisonMarkdown({ ...rest, comparison: { ...comparison(), regression: false, ...verdict } });

    expect(text.split('\n')[0]).toBe(line);
  });

  it('names the deciding figure after the returns that there are', () => {
    const text = renderComparisonMarkdown({ ...rest, comparison: { ...comparison(), returns_basis: 'bar' } });

    expect(text).toMatch(/^### Backtest: worse: mean return per bar -0.0320 % against the base/);
  });

  it('lets no name of a side or a symbol act', () => {
    const hostile = {
      ...comparison(),
      trades: { ...comparison().trades, appeared_trades: [{ ...TRADE, symbol: HOSTILE }] },
    };
    const calm = { ...comparison(), trades: { ...comparison().trades, appeared_trades: [TRADE] } };

    const text = renderComparisonMarkdown({ ...rest, comparison: hostile, base: { ...rest.base, name: HOSTILE } });

    expect(activeParts(text)).toEqual(activeParts(renderComparisonMarkdown({ ...rest, comparison: calm })));
  });
});

describe('the Mermaid chart', () => {
  it('draws at most forty values of each curve, however long they are', () => {
    const long = dailyCurve(Array.from({ length: 3000 }, (_, day) => 1e-9 * day));

    const chart = renderMermaidChart('Equity', [
      { name: 'a', points: long },
      { name: 'b', points: equity },
    ]);

    const lines = chart.split('\n').filter((line) => line.includes('line ['));
    expect(lines.map((line) => line.split(',').length)).toEqual([40, 40]);
    expect(lines.join()).not.toMatch(/e-/);
  });

  it('keeps the last value of a curve that ends early, and the first of one that begins late', () => {
    const late = equity.slice(2);
    const early = equity.slice(0, 2);

    const chart = renderMermaidChart('Equity', [
      { name: 'late', points: late },
      { name: 'early', points: early },
    ]);

    expect(chart).toContain('line [10250.5, 11000]');
    expect(chart).toContain('line [10000, 10500]');
  });

  it('takes everything out of a title that means something to Mermaid', () => {
    const chart = renderMermaidChart('a"] \n```\n%%{init}%% <b> ; click', [{ name: 'a', points: equity }]);

    expect(chart.split('\n').filter((line) => line.startsWith('```'))).toHaveLength(2);
    expect(chart).toContain('title "a %% init %% b click"');
  });

  it('is not drawn of a single moment', () => {
    expect(renderMermaidChart('Equity', [{ name: 'a', points: equity.slice(0, 1) }])).toBe('');
  });
});

/** What a reader of Markdown would act upon: links, images and HTML, in their order. */
function activeParts(text: string): readonly string[] {
  const parts: string[] = [];
  const walk = (node: {
    readonly type: string;
    readonly value?: unknown;
    readonly children?: readonly unknown[];
  }): void => {
    if (['link', 'image', 'html', 'definition'].includes(node.type)) parts.push(`${node.type} ${String(node.value)}`);
    for (const child of node.children ?? []) walk(child as typeof node);
  };
  walk(fromMarkdown(text));
  return parts.filter((part) => !part.includes('<sub>Correlation'));
}
