import { renderEquityChart } from '../../backtest/artefacts/terminal/equity-chart.ts';
import { renderComparisonText } from '../../backtest/artefacts/terminal/terminal-comparison.ts';
import { inTone, oneLine, type TerminalOptions, wrapLine } from '../../backtest/artefacts/terminal/terminal-line.ts';
import { renderTerminalSummary } from '../../backtest/artefacts/terminal/terminal-summary.ts';
import type { TestVerdict } from '../../backtest/artefacts/test-report.ts';
import type { TestedRun } from '../../flows/backtest/test-strategy.ts';
import type { TerminalStream } from '../terminal.ts';

/** How what was tested is called. */
export interface TestedNames {
  readonly name: string;
  /** The ref that it is compared with; null where there is none. */
  readonly base: string | null;
}

const WORDS = {
  pass: { words: 'passed', tone: 'good' },
  fail: { words: 'FAILED', tone: 'bad' },
  not_proven: { words: 'not proven', tone: 'warning' },
} as const;

const CHART_HEIGHT = 12;
const WIDEST = 100;

/** A whole test on a terminal: that the wall was weaker, the verdict, the comparison, then the run with all that was found. */
export function renderTestedRun(
  { verdict, head, base }: TestedRun,
  names: TestedNames,
  { columns, colours }: Pick<TerminalStream, 'columns' | 'colours'>,
): string {
  const options = { colour: colours, width: Math.min(columns, WIDEST) };
  const { outcome, report } = head;
  const { notice, comparison } = report;
  const equity = outcome.curves?.equity ?? [];
  const sides = {
    base: { name: names.base ?? 'base', equity: base?.curves?.equity ?? [] },
    head: { name: 'the file here', equity },
  };
  const summary = renderTerminalSummary(
    outcome.summary,
    {
      checks: report.checks,
      proofs: report.proofs,
      wall: report.run.wall,
      inspection: report.inspection,
      golden: report.golden,
    },
    options,
  );
  const chart = renderEquityChart(equity, { width: options.width, height: CHART_HEIGHT });
  // The notice about the wall stands above everything else.
  const [first = '', ...rest] = notice === null ? ['', summary] : summary.split('\n\n');
  return [
    first,
    renderVerdict(verdict, names, options),
    comparison === null ? '' : renderComparisonText({ comparison, ...sides }, options).trimEnd(),
    ...rest.map((part) => part.replace(/\n$/, '')),
    chart === '' ? '' : `Equity\n${chart}`,
  ]
    .filter((part) => part !== '')
    .map((part) => `${part}\n`)
    .join('\n');
}

function renderVerdict(
  { answer, reasons, unproven }: TestVerdict,
  { name }: TestedNames,
  options: TerminalOptions,
): string {
  const { words, tone } = WORDS[answer];
  const wrap = (mark: string, text: string) => wrapLine(`${mark} ${oneLine(text)}`, options.width, '  ');
  return [
    inTone(`Test of ${oneLine(name)}: ${words}`, tone, options),
    ...reasons.flatMap((reason) => wrap('✗', reason)),
    ...unproven.flatMap((reason) => wrap('–', reason)),
  ].join('\n');
}
