import { compareText } from '../kernel/compare-text.ts';
import type { AdrFinding } from './finding.ts';
import { citedRecordsStand } from './lint/cited-records.ts';
import { type AdrCorpus, type AdrRule, find, shelve } from './lint/corpus.ts';
import {
  dateIsADay,
  hasDate,
  hasSections,
  hasStatus,
  hasTitle,
  sectionsSaySomething,
  statusIsKnown,
} from './lint/heads.ts';
import { linksResolve, linkTextsNameTheirRecord } from './lint/links.ts';
import { hasNumber, numbersAreUnique, sequenceHasNoGap, titleHasItsNumber } from './lint/numbers.ts';
import {
  rejectedSupersedesNothing,
  supersededHasSuccessor,
  supersedingHasNoRing,
  supersedingIsReciprocal,
} from './lint/superseding.ts';

const RULES: readonly AdrRule[] = [
  ({ files }) =>
    files.flatMap((file) => (file.kind === 'record' ? file.flaws : [file.flaw]).map((flaw) => find(file.path, flaw))),
  hasNumber,
  numbersAreUnique,
  sequenceHasNoGap,
  titleHasItsNumber,
  hasTitle,
  hasStatus,
  statusIsKnown,
  hasDate,
  dateIsADay,
  hasSections,
  sectionsSaySomething,
  linksResolve,
  linkTextsNameTheirRecord,
  supersededHasSuccessor,
  supersedingIsReciprocal,
  supersedingHasNoRing,
  rejectedSupersedesNothing,
  citedRecordsStand,
];

/** Everything that is wrong with records and with citations of them, each once, by file and line. */
export function lintRecords(corpus: AdrCorpus): readonly AdrFinding[] {
  const shelf = shelve(corpus);
  const findings = RULES.flatMap((rule) => rule(shelf));
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()].sort(
    (left, right) =>
      compareText(left.file, right.file) ||
      left.line - right.line ||
      compareText(left.rule, right.rule) ||
      compareText(left.message, right.message),
  );
}
