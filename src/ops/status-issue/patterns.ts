import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import type { PatternFinding } from '../patterns/pattern.ts';
import { keyOfPattern } from '../state/record.ts';
import type { StatusGround } from './ground.ts';
import { sinceWords } from './since.ts';

const LONGEST_WORDS = 200;

/** Patterns that were incidents and are there, each with its next step, then those that nobody can exclude; `''` where there are none. */
export function renderPatterns({ verdict, record }: Pick<StatusGround, 'verdict' | 'record'>, most: number): string {
  const all = [
    ...verdict.patterns.filter(({ truth }) => truth === 'true'),
    ...verdict.patterns.filter(({ truth }) => truth === 'unknown'),
  ];
  if (all.length === 0) return '';
  const lines = all.slice(0, most).map((finding) => {
    if (finding.truth === 'unknown')
      return `- ${nameOf(finding)} is unknown: ${plainText(finding.found, LONGEST_WORDS)}`;
    const since = sinceWords(record.since.get(keyOfPattern(finding)) ?? verdict.asOf, verdict.asOf);
    const found = `${plainText(finding.found, LONGEST_WORDS)} (${plainText(finding.limit, LONGEST_WORDS)})`;
    return `- **${nameOf(finding)}**: ${found}, since ${since}, ${plainText(finding.origin, 60)}. Next: ${plainText(finding.next, 300)}`;
  });
  const more = all.length > most ? `\n\n${all.length - most} more; all of them stand in \`conclave ops state\`.` : '';
  return `#### Patterns that were incidents\n\n${lines.join('\n')}${more}`;
}

function nameOf({ pattern, crypto: symbol }: PatternFinding): string {
  return symbol === null ? inlineCode(pattern) : `${inlineCode(pattern)} of ${inlineCode(symbol)}`;
}
