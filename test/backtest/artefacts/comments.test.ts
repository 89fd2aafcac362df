import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { renderComparisonMarkdown } from '../../../src/backtest/artefacts/comment/comparison-markdown.ts';
import { renderMermaidChart } from '../../../src/backtest/artefacts/comment/mermaid-chart.ts';
import { renderSummaryMarkdown } from '../../../src/backtest/artefacts/comment/summary-markdown.ts';
import { comparison, TRADE } from './sample-comparison.ts';
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

const equity = dailyCurve([10_000, 10_500, 10_250.5, 11_000]);
const looked = { checks: CHECKS, proofs: PROOFS, wall: WALL, inspection: INSPECTION, golden: GOLDEN };
const comment = { ...looked, summary: sampleSummary(), equity };
const WEAKER = '**Weaker wall: memory was not limited, allowed by --allow-weaker memory.**';

describe('the comment on one run', () => {
  it('reads as golden', async () => {
    await expect(renderSummaryMarkdown(comment)).toMatchFileSnapshot('golden/summary.md');
  });

  it('says aloud that no costs were configured', () => {
    expect(renderSummaryMarkdown({ ...comment, summary: sampleSummary({}) })).toContain('**No costs are configured');
    expect(renderSummaryMarkdown(comment)).not.toContain('No costs');
  });

  it('begins with what the wall lacked', () => {
    expect(renderSummaryMarkdown({ ...comment, wall: WEAKER_WALL }).split('\n')[0]).toBe(WEAKER);
    expect(renderSummaryMarkdown(comment)).not.toContain('Weaker');
  });

  it('says that it fails and why before any figure, and after what the wall lacked', () => {
    const reasons = ['A later bar was seen: `z` at bar 3', 'Static check structure fails'];
    const verdict = { answer: 'fail' as const, reasons, unproven: ['The run was not made twice.'], open: [] };

    const [, ...lines] = renderSummaryMarkdown({ ...comment, wall: WEAKER_WALL, verdict }).split('\n');

    expect(lines.slice(0, 7)).toEqual([
      '',
      '### ⛔ Backtest fails: A later bar was seen: `z` at bar 3',
      '',
      '- ✗ Static check structure fails',
      '- – The run was not made twice.',
      '',
      'The run: +23.46 % in 93 trades, maximum drawdown 11.23 %.',
    ]);
  });

  it.each([
    [{ answer: 'pass' as const, unproven: [] }, '### ✅ Backtest passes: +23.46 % in 93 trades'],
    [{ answer: 'not_proven' as const, unproven: ['No wall.'] }, '### ➖ Backtest not proven: No wall.'],
  ])('says in its first line that it is so: %o', (over, line) => {
    const text = renderSummaryMarkdown({ ...comment, verdict: { reasons: [], open: [], ...over } });

    expect(text.startsWith(line)).toBe(true);
  });

  it('counts the reasons that it does not tell', () => {
    const reasons = Array.from({ length: 31 }, (_, at) => `Reason ${at}.`);

    const text = renderSummaryMarkdown({ ...comment, verdict: { answer: 'fail', reasons, unproven: [], open: [] } });

    expect(text).toContain('- ✗ Reason 20.\n- – 10 more stand in test_report.json\n');
  });

  it('shows five findings, folds the rest, and counts what does not fit', () => {
    const [found] = INSPECTION.checks.flatMap(({ findings }) => findings);
    const findings = Array.from(
      { length: 100 },
      (_, line) => ({ ...found, line: line + 1 }) as NonNullable<typeof found>,
    );
    const checks = INSPECTION.checks.map((check) => (check.id === 'flake8' ? { ...check, findings } : check));

    const text = renderSummaryMarkdown({ ...comment, inspection: { ...INSPECTION, checks } });

    const at = text.indexOf('<details><summary>50 more findings, 48 further ones are not told</summary>');
    const lines = text.slice(text.indexOf('**Inspection**'), at).split('\n');
    expect(lines.filter((line) => line.includes('E501'))).toHaveLength(5);
  });

  it('lets no text of others become a link, an image, a mention or HTML', () => {
    const summary = sampleSummary();
    const data = summary.data.map((each) => ({ ...each, symbol: HOSTILE }));
    const honesty = { ...summary.honesty, statement: HOSTILE };
    const checks = CHECKS.map((check) => ({ ...check, evidence: [HOSTILE] }));
    const golden = GOLDEN.map((each) => ({ ...each, name: HOSTILE, details: [HOSTILE] }));
    const inspected = INSPECTION.checks.map((check) => ({
      ...check,
      findings: check.findings.map((finding) => ({ ...finding, path: HOSTILE, code: HOSTILE, message: HOSTILE })),
    }));
    const inspection = { ...INSPECTION, checks: inspected };

    const text = renderSummaryMarkdown({
      ...{ ...comment, summary: { ...summary, data, honesty }, checks, golden, inspection },
    });

    expect(activeParts(text)).toEqual(activeParts(renderSummaryMarkdown(comment)));
    expect(text).not.toMatch(/<(?:img|script)|(?<!`)@octocat/);
    expect(text).not.toContain('\u001b');
  });
});

describe('the comment on two runs', () => {
  const sides = { base: { name: 'main', equity }, head: { name: 'faster', equity: dailyCurve([10_000, 9000, 9500]) } };
  const attestation = { attested: false, words: 'the pull request has another .github/workflows/backtest.yml.' };
  const rest = { ...sides, ...looked, attestation };

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

  it('begins with what the wall lacked', () => {
    const text = renderComparisonMarkdown({ ...rest, wall: WEAKER_WALL, comparison: comparison() });

    expect(text.split('\n')[0]).toBe(WEAKER);
  });

  it('says whether the run is attested, and why not', () => {
    const believed = { attested: true, words: 'the workflow and the data are those of the base.' };

    const texts = [attestation, believed].map((each) =>
      renderComparisonMarkdown({ ...rest, attestation: each, comparison: comparison() }),
    );

    expect(texts[0]).toContain('**Not attested**: the pull request has another');
    expect(texts[1]).toContain('**Attested**: the workflow and the data are those of the base.');
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
