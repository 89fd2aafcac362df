import type { DecisionRecord } from '../../adr/record.ts';
import { CRITICAL, type RuleCondition } from '../../config/rules-config.ts';
import { matchesGlob } from '../../kernel/glob.ts';
import type { Reason } from '../gate.ts';

/** Which decision records are meant: `critical`, `all`, or numbers and paths. */
export type RecordWords = NonNullable<RuleCondition['adrs']>;

/** The records that are meant. One is critical where its status says so: `accepted (critical)`. */
export function selectRecords(words: RecordWords, records: readonly DecisionRecord[]): readonly DecisionRecord[] {
  if (words === 'all') return records;
  if (words === CRITICAL) return records.filter(isCritical);
  return records.filter((record) => words.some((word) => isNamed(record, word)));
}

/** The numbers and paths that no accepted record has, in words. */
export function unknownRecords(words: RecordWords, records: readonly DecisionRecord[]): readonly string[] {
  if (typeof words === 'string') return [];
  return words
    .filter((word) => !records.some((record) => isNamed(record, word)))
    .map((word) => (typeof word === 'number' ? `ADR-${word}` : word));
}

/** What is meant, for people: `critical records`. */
export function tellRecords(words: RecordWords): string {
  if (words === 'all') return 'accepted records';
  if (words === CRITICAL) return 'critical records';
  return words.map((word) => (typeof word === 'number' ? `ADR-${word}` : word)).join(', ');
}

/** Says that no accepted record is meant, and for critical ones how a record becomes one. */
export function noRecordMeant(words: RecordWords): Reason {
  const reason: Reason = { level: 'notice', key: 'no records', text: `The base branch has no ${tellRecords(words)}.` };
  if (words !== CRITICAL) return reason;
  return { ...reason, mend: 'A record is critical where its status says so: "* Status: accepted (critical)".' };
}

const SAYS_CRITICAL = /\bcriti(?:cal|que)\b/i;

function isCritical({ statusWords }: DecisionRecord): boolean {
  return statusWords !== null && SAYS_CRITICAL.test(statusWords.text);
}

function isNamed({ number, path }: DecisionRecord, word: number | string): boolean {
  return typeof word === 'number' ? number === word : matchesGlob(path, word);
}
