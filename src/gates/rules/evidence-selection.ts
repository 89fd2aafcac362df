import type { NamedHit } from '../../evidence/account.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import type { EvidenceFacts } from './rule-facts.ts';

/** Ids and families of evidence rules, and the words `hard` and `soft`, as a configuration names them. */
export type EvidenceWords = readonly string[];

/** Whether a hit is one of those that are named. */
export function isSelected({ rule, class: weight }: Pick<NamedHit, 'rule' | 'class'>, words: EvidenceWords): boolean {
  return words.some((word) => word === weight || word === rule || (word.endsWith('/*') && inFamily(rule, word)));
}

/** The named rules that run; empty when nothing that is named could ever point at a line. */
export function runningOf(words: EvidenceWords, { rules }: Pick<EvidenceFacts, 'rules'>): readonly string[] {
  return rules
    .filter(({ rule, runs }) => runs !== 'off' && isSelected({ rule: rule.id, class: runs }, words))
    .map(({ rule }) => rule.id);
}

/** The names that no rule has, each with the nearest one, in words. */
export function strangersIn(words: EvidenceWords, { rules }: Pick<EvidenceFacts, 'rules'>): readonly string[] {
  const known = rules.map(({ rule }) => rule.id);
  const isKnown = (word: string) =>
    word === 'hard' ||
    word === 'soft' ||
    known.some((id) => id === word || (word.endsWith('/*') && inFamily(id, word)));
  return words
    .filter((word) => !isKnown(word))
    .map((word) => {
      const near = nearestWord(word, known);
      return near === null ? `"${word}"` : `"${word}" (did you mean "${near}"?)`;
    });
}

function inFamily(rule: string, word: string): boolean {
  return rule.startsWith(word.slice(0, -1));
}
