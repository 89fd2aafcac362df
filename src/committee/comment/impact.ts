import { fold } from '../../kernel/markdown/fold.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import type { Session } from '../session.ts';

/** Where a change reaches: the chair's words on each kind of impact that it named. */
export function listImpacts({ chair }: Session): readonly (readonly [name: string, text: string])[] {
  const minutes = chair?.minutes;
  if (!minutes) return [];
  const impacts: readonly (readonly [string, string | null])[] = [
    ['ADR', minutes.adr_impact],
    ['Test', minutes.test_impact],
    ['ML', minutes.ml_impact],
    ['Trading risk', minutes.trading_impact],
  ];
  return impacts.flatMap(([name, text]) => (text === null || text.trim() === '' ? [] : [[name, text] as const]));
}

/** The fold of the impacts that the chair named; nothing when it named none. */
export function renderImpact(session: Session, words: number): readonly string[] {
  const impacts = listImpacts(session);
  const lines = impacts.map(([name, text]) => `- **${name}**: ${plainText(text, words)}`);
  return lines.length === 0 ? [] : [fold(`Impact: ${impacts.map(([name]) => name).join(', ')}`, lines.join('\n'))];
}
