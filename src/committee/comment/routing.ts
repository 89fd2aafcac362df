import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import type { Session } from '../session.ts';
import { drawLogin } from './decisions.ts';

const LONGEST_NAME = 120;

/** Who looked and why, in lines: the rows that matched, who else was asked, what nobody could tell; empty when no row did. */
export function listRouting({ route, not_asked }: Session, words: number): readonly string[] {
  if (route === null || route.rows.length + route.undecided.length === 0) return [];
  const { depth, rows, undecided, reviewers, teams, labels } = route;
  const asked = [...reviewers, ...teams].map(drawLogin);
  return [
    `Routed as ${depth} ${route.session_type} by ${rows.length === 0 ? 'no row: everything else is read in full' : 'these rows'}.`,
    ...rows.map(({ id, because }) => `- ${drawName(id)}: ${plainText(because.join('; '), words)}`),
    ...undecided.map(
      ({ id, unknown }) =>
        `- ${drawName(id)} did not count, since nobody knows here: ${plainText(unknown.join(', '), words)}`,
    ),
    ...(asked.length === 0 ? [] : [`Asked for a review: ${asked.join(', ')}.`]),
    ...(labels.length === 0 ? [] : [`Labels: ${labels.map(drawName).join(', ')}.`]),
    ...not_asked.map(({ whom, why }) => `- ${drawName(whom)} could not be asked: ${plainText(why, words)}`),
  ];
}

function drawName(name: string): string {
  return inlineCode(name.slice(0, LONGEST_NAME));
}
