import { blindSpot, reasonOf } from './evidence-absence.ts';
import { runningOf } from './evidence-selection.ts';
import { type Found, failed, passed, sleeps, unjudged } from './found.ts';
import { noRecordMeant, type RecordWords, selectRecords, tellRecords } from './record-selection.ts';
import type { RuleFacts } from './rule-facts.ts';

const INVARIANT_RULE = 'adr/invariant';

/** Whether no invariant of the named decision records is broken; records without invariants cannot be held to anything. */
export function judgeRespect(
  words: RecordWords,
  { records, evidence }: Pick<RuleFacts, 'records' | 'evidence'>,
): Found {
  if (records.kind === 'unknown') return unjudged('records unknown', `The records are not known: ${records.why}.`);
  const meant = selectRecords(words, records.value.records);
  if (meant.length === 0) return { answer: 'asleep', reasons: [noRecordMeant(words)] };
  const held = meant.filter(({ invariants }) => invariants.length > 0);
  if (held.length === 0) {
    return sleeps(
      'no invariants',
      `None of the ${meant.length} ${tellRecords(words)} states an invariant that a program can check.`,
    );
  }
  if (evidence.kind === 'unknown') return unjudged('evidence unknown', `The evidence is not known: ${evidence.why}.`);
  if (runningOf([INVARIANT_RULE], evidence.value).length === 0) {
    return sleeps('evidence off', `${INVARIANT_RULE} does not run in this repository.`);
  }
  const paths = held.map(({ path }) => path);
  const broken = evidence.value.hits.filter(
    (hit) =>
      hit.rule === INVARIANT_RULE && hit.class === 'hard' && hit.record !== null && paths.includes(hit.record.path),
  );
  if (broken.length > 0) return failed(...broken.map(reasonOf));
  const count = held.reduce((sum, { invariants }) => sum + invariants.length, 0);
  return blindSpot(evidence.value) ?? passed(`all ${count} invariants of ${held.length} ${tellRecords(words)} hold`);
}
