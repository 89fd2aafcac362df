import { fold } from '../../kernel/markdown/fold.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { type Lifted, liftedBlockers } from '../lifted.ts';
import { leftOut } from './length.ts';
import type { Drawing } from './place.ts';
import { countKind, type Telling } from './telling.ts';
import { drawCommit, drawWhere } from './where.ts';

const LONGEST_LOGIN = 60;

/** The blockers that people lifted, by whom and why, in the open; nothing when there is none. */
export function renderDecidedBlockers(telling: Telling, drawing: Drawing): readonly string[] {
  const blockers = liftedBlockers(telling.ruled);
  if (blockers.length === 0) return [];
  return [drawList(blockers, drawing.length.decisions, (one) => drawLifted(one, telling, drawing))];
}

/** The fold of what else people decided: lighter findings, claims that nobody examined, waivers of another commit. */
export function renderOtherDecisions(telling: Telling, drawing: Drawing): readonly string[] {
  const { lifted, lapsed } = telling.ruled;
  const inTheOpen = new Set(liftedBlockers(telling.ruled));
  const others = lifted.filter((one) => !inTheOpen.has(one));
  const counted = [
    ...(['waived', 'dismissed'] as const).map((kind) => [countKind(others, kind), kind] as const),
    [lapsed.length, 'lapsed'] as const,
  ];
  const title = counted.flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${word}`])).join(', ');
  if (title === '') return [];
  const limit = drawing.length.decisions;
  const lines = [
    ...(others.length === 0 ? [] : [drawList(others, limit, (one) => drawLifted(one, telling, drawing))]),
    ...(lapsed.length === 0 ? [] : [drawList(lapsed, limit, (one) => drawLapsed(one, telling, drawing))]),
  ];
  return [fold(`Decided by people: ${title}`, lines.join('\n'))];
}

/** Who decided, at which commit and why: ``**Waived** by `anna` at `a1b2c3d`: …``; the name notifies nobody. */
export function drawDecision({ kind, by, head, reason }: Lifted['disposition'], words: number): string {
  return `**${kind === 'waived' ? 'Waived' : 'Dismissed'}** by ${drawLogin(by)} at ${drawCommit(head)}: ${plainText(reason, words)}`;
}

/** A login as code, so that its owner is not notified. */
export function drawLogin(login: string): string {
  return inlineCode(login.slice(0, LONGEST_LOGIN)) || 'somebody';
}

function drawLifted(one: Lifted, telling: Telling, drawing: Drawing): string {
  const { words } = drawing.length;
  return `${drawFinding(one, telling, drawing)} ${drawDecision(one.disposition, words)}`;
}

function drawLapsed(one: Lifted, telling: Telling, drawing: Drawing): string {
  const decision = drawDecision(one.disposition, drawing.length.words);
  return `${drawFinding(one, telling, drawing)} **Lapsed**, since a waiver holds for its commit alone. ${decision}`;
}

function drawFinding({ finding }: Lifted, { labels }: Telling, { place, length }: Drawing): string {
  const where = drawWhere(finding, place);
  const head = `**${labels.get(finding.id) ?? ''}** ${inlineCode(finding.id)} ${finding.severity}`;
  return `- ${head}${where === null ? '' : ` ${where}`}: ${plainText(finding.claim, length.words)}`;
}

function drawList(all: readonly Lifted[], limit: number, draw: (one: Lifted) => string): string {
  const lines = all.slice(0, limit).map(draw);
  const dropped = all.length - lines.length;
  return [...lines, ...(dropped > 0 ? [`- ${leftOut(dropped, 'decision')}`] : [])].join('\n');
}
