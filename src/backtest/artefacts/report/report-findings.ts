import type { Check } from '../../checks/check.ts';
import type { Inspection } from '../../inspection/static-check.ts';
import type { Wall } from '../../wall/wall.ts';
import { formatCount } from '../figures/amount.ts';
import { checkLines, proofLines } from '../figures/finding-line.ts';
import { findingWords, goldenLines, inspectionLines, SHOWN_FINDINGS } from '../figures/inspection-line.ts';
import { wallLines } from '../figures/wall-line.ts';
import type { GoldenResult, Proofs } from '../test-report.ts';
import { escapeHtml } from './html.ts';
import { renderFindingTable } from './report-tables.ts';

/** What was looked at beside the figures. */
export interface LookedAt {
  readonly checks: readonly Check[];
  readonly proofs: Proofs;
  readonly wall: Wall | null;
  readonly inspection?: Inspection | null;
  readonly golden?: readonly GoldenResult[] | null;
}

/** Everything that was looked at: proofs, the wall, golden scenarios, checks and the inspection. */
export function renderLookedAt({ checks, proofs, wall, golden = null, inspection = null }: LookedAt): string {
  const proven = [...proofLines(proofs), ...goldenLines(golden)];
  return [
    renderFindingTable('Proofs', proven),
    renderFindingTable('The wall', wallLines(wall)),
    checks.length === 0 ? '<p>No checks were run.</p>' : renderFindingTable('Checks', checkLines(checks)),
    inspection === null ? '<p>The strategy was not inspected.</p>' : renderInspection(inspection),
  ].join('\n');
}

/** Failing ones first; of what was found five at once, and the rest folded. */
function renderInspection(inspection: Inspection): string {
  const words = findingWords(inspection);
  const rest = words.slice(SHOWN_FINDINGS, SHOWN_FINDINGS + MOST_FOLDED);
  const untold = words.length - SHOWN_FINDINGS - rest.length;
  const more = untold > 0 ? `, ${formatCount(untold)} further ones stand in test_report.json` : '';
  const folded = `<details><summary>${formatCount(rest.length)} more findings${more}</summary>\n${list(rest)}\n</details>`;
  return [
    renderFindingTable('Inspection', inspectionLines(inspection)),
    words.length === 0 ? '' : list(words.slice(0, SHOWN_FINDINGS)),
    rest.length === 0 ? '' : folded,
  ].join('\n');
}

const MOST_FOLDED = 500;

function list(words: readonly string[]): string {
  return `<ul>${words.map((each) => `<li class="words">${escapeHtml(each)}</li>`).join('\n')}</ul>`;
}
