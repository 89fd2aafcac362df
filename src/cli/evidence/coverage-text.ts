import type { EvidenceAccount } from '../../evidence/account.ts';
import { count } from './totals.ts';

/** What was read, in words: `code read in 14 of 16 files, 3 more hold no code that a rule reads; 21 rules asked`. */
export function wordsOfCoverage({ change, read, unread, rules }: EvidenceAccount): string {
  const asked = read.length + unread.length;
  const others = change.files.length - asked;
  const code =
    asked === 0
      ? `no rule reads code in ${change.files.length === 1 ? 'the one file' : `any of ${count(change.files.length, 'file')}`}`
      : `code read in ${read.length} of ${count(asked, 'file')}`;
  const rest =
    asked === 0 || others <= 0 ? '' : `, ${others} more ${others === 1 ? 'holds' : 'hold'} no code that a rule reads`;
  const off = rules.filter(({ runs }) => runs === 'off').length;
  const running = count(rules.length - off, 'rule');
  return `${code}${rest}; ${running} asked${off === 0 ? '' : `, ${off} off`}`;
}
