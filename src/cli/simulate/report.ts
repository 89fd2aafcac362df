import type { SimulatedPull, SimulationTotals } from '../../routing/simulation.ts';
import { disarm, disarmJson } from '../gate/disarm.ts';
import { drawLine, inTone, type Line, type Paper } from '../verdict-text/line.ts';
import { hang, type Page, paragraph, section } from '../verdict-text/page.ts';
import type { Simulated } from './simulated.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;

/** Draws a simulation for a terminal: the sum of it, then each pull request that would have gone another way. */
export function renderSimulationText(simulated: Simulated, paper: Paper): string {
  const columns = Math.min(paper.columns, WIDEST);
  const page: Page = { width: columns };
  const { repository, pulls, totals, warnings } = simulated;
  const blocks: readonly (readonly Line[])[] = [
    [
      ...paragraph(`${repository}: ${headlineOf(totals)}`, page, totals.refused > 0 ? 'bad' : 'strong'),
      ...hang('before: ', simulated.before, page),
      ...hang('after:  ', simulated.after, page),
    ],
    ...pulls.filter(isTold).map((pull) => renderPull(pull, page)),
    section(
      'In all',
      totalLines(totals).flatMap((line) => hang('  ', line, page)),
      page,
    ),
    [
      ...warnings.flatMap(({ where, text, advice }) =>
        hang(inTone('warning: ', 'warning'), `${where}: ${text}. ${advice}`, page),
      ),
      ...undecidedLines(pulls).flatMap((line) => hang('? ', line, page)),
    ],
  ];
  const lines = blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : [[], ...block]));
  return disarm(lines.map((line) => `${drawLine(line, { columns, colours: paper.colours })}\n`).join(''));
}

/** The simulation for programs, version 1 of the form; as described in docs/routing.md. */
export function renderSimulationJson({ totals, ...simulated }: Simulated): string {
  const { notSimulated: not_simulated, ...sums } = totals;
  const report = { version: 1, ...simulated, totals: { ...sums, not_simulated } };
  return `${disarmJson(JSON.stringify(report, null, 2))}\n`;
}

function headlineOf({ simulated, changed, notSimulated, refused }: SimulationTotals): string {
  const left = notSimulated === 0 ? '' : `, ${notSimulated} not simulated`;
  const broken = refused === 0 ? '' : `, ${refused} refused since rows contradict each other`;
  return `${changed} of ${simulated} pull requests would have gone another way${broken}${left}`;
}

function isTold(pull: SimulatedPull): boolean {
  return pull.kind === 'not-simulated' || pull.differences.length > 0;
}

function renderPull(pull: SimulatedPull, page: Page): readonly Line[] {
  const head = hang(inTone(`#${pull.number}  `, 'strong'), pull.title, page);
  if (pull.kind === 'not-simulated') return [...head, ...hang('    ', `not simulated: ${pull.why}`, page)];
  const rows = pull.after.kind === 'routed' ? pull.after.route.rows.map(({ id }) => id) : [];
  const by = rows.length === 0 ? [] : [`rows that match now: ${rows.join(', ')}`];
  return [...head, ...[...pull.differences, ...by].flatMap((line) => hang('    ', line, page))];
}

function totalLines(totals: SimulationTotals): readonly string[] {
  const { sessions, seats, added, saved, deeper, shallower } = totals;
  return [
    `sessions: ${sessions.before} → ${sessions.after} (${added} added, ${saved} saved)`,
    `depth: ${deeper} deeper, ${shallower} shallower`,
    `seats: ${seats.before} → ${seats.after}, two for each expert, without the chair`,
  ];
}

/** For each row how often it could not tell, since a fact was not recorded. */
function undecidedLines(pulls: readonly SimulatedPull[]): readonly string[] {
  const counts = new Map<string, { readonly unknown: readonly string[]; count: number }>();
  for (const pull of pulls) {
    for (const { id, unknown } of pull.kind === 'simulated' ? pull.undecided : []) {
      const known = counts.get(id) ?? { unknown, count: 0 };
      known.count += 1;
      counts.set(id, known);
    }
  }
  return [...counts].map(
    ([id, { unknown, count }]) => `${id} could not tell of ${count}, where ${unknown.join(' and ')} is not recorded`,
  );
}
