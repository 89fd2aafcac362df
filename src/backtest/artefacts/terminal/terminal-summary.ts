import type { Check } from '../../checks/check.ts';
import type { Inspection } from '../../inspection/static-check.ts';
import type { Summary } from '../../metrics/summary.ts';
import type { Wall } from '../../wall/wall.ts';
import { formatCount } from '../figures/amount.ts';
import { FIGURE_GROUPS, type FigureGroup } from '../figures/figure-line.ts';
import { checkLines, proofLines } from '../figures/finding-line.ts';
import { findingWords, goldenLines, inspectionLines } from '../figures/inspection-line.ts';
import { runWarnings } from '../figures/run-warnings.ts';
import { wallLines, weakerNotice } from '../figures/wall-line.ts';
import type { GoldenResult, Proofs } from '../test-report.ts';
import { renderFindings, renderFindingWords, renderNotice } from './terminal-findings.ts';
import { inTone, oneLine, type TerminalOptions, wrapLine } from './terminal-line.ts';

/** What is told beside the figures, where it is known. */
export interface TerminalFindings {
  readonly checks?: readonly Check[];
  readonly proofs?: Proofs;
  readonly wall?: Wall | null;
  readonly inspection?: Inspection | null;
  readonly golden?: readonly GoldenResult[] | null;
}

/** One run on a terminal: figures in aligned columns, what they are worth, checks with their signs. Ends with a line end. */
export function renderTerminalSummary(summary: Summary, findings: TerminalFindings, options: TerminalOptions): string {
  const symbols = summary.data.map(({ symbol, bars }) => `${oneLine(symbol)} (${formatCount(bars)} bars)`).join(', ');
  const { checks = [], proofs, wall, inspection = null, golden = null } = findings;
  const told = [
    ...(proofs === undefined ? [] : proofLines(proofs)),
    ...(wall === undefined ? [] : wallLines(wall)),
    ...checkLines(checks),
    ...goldenLines(golden),
  ];
  const inspected = inspectionLines(inspection);
  const parts = [
    renderNotice(weakerNotice(wall ?? null), options),
    wrapLine(`Backtest of ${symbols}, seed ${summary.seed}`, options.width, '  ').join('\n'),
    FIGURE_GROUPS.map((group) => renderGroup(group, summary, options)).join('\n\n'),
    wrapLine(oneLine(summary.honesty.statement), options.width, '').join('\n'),
    ...runWarnings(summary).map((warning) =>
      wrapLine(oneLine(warning), options.width, '')
        .map((line) => inTone(line, 'warning', options))
        .join('\n'),
    ),
    told.length === 0 ? '' : renderFindings('Proofs and checks', told, options),
    inspected.length === 0 ? '' : renderFindings('Inspection', inspected, options),
    renderFindingWords('Found by the inspection', findingWords(inspection), options),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Labels to the left, values behind the longest label of all groups, so that groups stand under one another. */
function renderGroup({ title, lines }: FigureGroup, summary: Summary, options: TerminalOptions): string {
  const indent = ' '.repeat(LABEL_WIDTH);
  const rows = lines.flatMap(({ label, text }) =>
    wrapLine(text(summary), Math.max(options.width, LABEL_WIDTH + 16), indent).map((line, index) =>
      index === 0 ? `  ${label}`.padEnd(LABEL_WIDTH) + line : line,
    ),
  );
  return [inTone(title, 'strong', options), ...rows].join('\n');
}

const LABEL_WIDTH = 4 + Math.max(...FIGURE_GROUPS.flatMap(({ lines }) => lines.map(({ label }) => label.length)));
