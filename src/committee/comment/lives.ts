import { fold } from '../../kernel/markdown/fold.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import type { DroppedClaim, LedgerLine } from '../ledger/round.ts';
import { countLives, tellRound } from '../ledger/round-words.ts';
import type { Session } from '../session.ts';
import { leftOut } from './length.ts';
import type { Drawing } from './place.ts';
import { drawCommit, drawWhere } from './where.ts';

/** The fold of what became of earlier findings, with what was raised and opened nothing; nothing in a first review. */
export function renderLives(session: Session, drawing: Drawing): readonly string[] {
  const lines = listLives(session, drawing);
  const title = countLives(session.round);
  return lines.length === 0 ? [] : [fold(title === '' ? 'Earlier reviews' : title, lines.join('\n'))];
}

/** The same unfolded: which review it is, then a line for each finding that changed its state or stands. */
export function listLives({ round }: Session, drawing: Drawing): readonly string[] {
  const told = tellRound(round, drawCommit);
  const groups = [
    list('Fixed', round.fixed, (one) => drawLine(one, drawing)),
    listIds('Opened again', round.reopened),
    listIds('Still open', round.carried),
    list('Covered by a broader finding', round.superseded, (one) => drawLine(one, drawing)),
    list('Dismissed', round.dismissed, (one) => drawLine(one, drawing)),
    list('Raised, and opened nothing', round.dropped, (one) => drawDropped(one, drawing)),
  ].flatMap((draw) => draw(drawing.length.decisions));
  return told === null && groups.length === 0 ? [] : [...(told === null ? [] : [`${told}\n`]), ...groups];
}

function list<T>(title: string, all: readonly T[], draw: (one: T) => string): (limit: number) => readonly string[] {
  return (limit) => {
    if (all.length === 0) return [];
    const shown = all.slice(0, limit).map(draw);
    const dropped = all.length - shown.length;
    return [`**${title}**\n`, ...shown, ...(dropped > 0 ? [`- ${leftOut(dropped, 'finding')}`] : []), ''];
  };
}

function listIds(title: string, ids: readonly string[]): (limit: number) => readonly string[] {
  return (limit) => {
    if (ids.length === 0) return [];
    const shown = ids.slice(0, limit).map((id) => inlineCode(id));
    const more = ids.length > shown.length ? ` and ${ids.length - shown.length} more` : '';
    return [`**${title}**: ${shown.join(' ')}${more}\n`];
  };
}

function drawLine({ id, severity, claim, place, why }: LedgerLine, { place: spot, length }: Drawing): string {
  const where = place === null ? null : drawWhere({ place }, spot);
  const head = `- ${inlineCode(id)} ${plainText(severity, 20)}${where === null ? '' : ` ${where}`}`;
  const reason = why === '' ? '' : ` (${plainText(why, length.words)})`;
  return `${head}: ${plainText(claim, length.words)}${reason}`;
}

function drawDropped(
  { of, severity, claim, place, seats, why }: DroppedClaim,
  { place: spot, length }: Drawing,
): string {
  const where = place === null ? null : drawWhere({ place }, spot);
  const copy = of === null ? '' : ` ${inlineCode(of)}`;
  const head = `- ${plainText(severity, 20)}${copy}${where === null ? '' : ` ${where}`}`;
  return `${head}, ${plainText(seats.join(', '), 200)}: ${plainText(claim, length.words)} (${plainText(why, length.words)})`;
}
