import type { AdrFinding } from '../finding.ts';
import type { ClaimTarget, DecisionRecord } from '../record.ts';
import { find, groupBy, meantRecords, nameRecord, type Shelf } from './corpus.ts';
import { ringsIn } from './rings.ts';

/** Reports superseded records that do not say by which one; a link to some other file of the project names none. */
export function supersededHasSuccessor({ records, files, places }: Shelf): readonly AdrFinding[] {
  const inFolder = new Set(files.map(({ path }) => path));
  const mayBeRecord = ({ path, id }: ClaimTarget) =>
    id !== null || path === null || inFolder.has(path) || !places.has(path);
  return records.flatMap(({ path, status, statusWords, claims }) => {
    if (status !== 'superseded' || statusWords === null) return [];
    if (claims.some(({ kind, targets }) => kind === 'superseded-by' && targets.some(mayBeRecord))) return [];
    return [
      find(path, {
        rule: 'adr/superseded-without-successor',
        line: statusWords.line,
        message: 'The record is superseded and does not say by which one.',
        expected: 'Superseded by [ADR-8](0008-what-holds-now.md)',
      }),
    ];
  });
}

/** One record says that it stands in such a relation to another one, or to several that share a number. */
interface Relation {
  readonly from: DecisionRecord;
  readonly to: readonly DecisionRecord[];
  readonly kind: 'supersedes' | 'superseded-by';
  readonly line: number;
}

function relationsOf(from: DecisionRecord, shelf: Shelf): readonly Relation[] {
  return from.claims.flatMap(({ kind, targets, line }) => {
    if (kind !== 'supersedes' && kind !== 'superseded-by') return [];
    return targets
      .map((target) => ({ from, to: meantRecords(target, from, shelf), kind, line }))
      .filter(({ to }) => to.length > 0);
  });
}

const COUNTERPART = { supersedes: 'superseded-by', 'superseded-by': 'supersedes' } as const;

/** Reports claims of superseding that the other record does not make in return. */
export function supersedingIsReciprocal(shelf: Shelf): readonly AdrFinding[] {
  const relations = shelf.records.flatMap((record) => relationsOf(record, shelf));
  const made = new Set(relations.flatMap(({ from, to, kind }) => to.map((other) => keyOf(from, kind, other))));
  const silent = relations.filter(
    ({ from, to, kind }) => !to.some((other) => made.has(keyOf(other, COUNTERPART[kind], from))),
  );
  return [...silent.map(tellSilent), ...shelf.records.flatMap((record) => unknownTargets(record, shelf))];
}

function keyOf(from: DecisionRecord, kind: Relation['kind'], to: DecisionRecord): string {
  return `${from.path}\n${kind}\n${to.path}`;
}

function tellSilent({ from, to, kind, line }: Relation): AdrFinding {
  const says = kind === 'supersedes' ? 'it supersedes' : 'it is superseded by';
  const missing = kind === 'supersedes' ? `Superseded by ${nameRecord(from)}` : `Supersedes ${nameRecord(from)}`;
  const others = to.map(({ path }) => path).join(' or ');
  return find(from.path, {
    rule: 'adr/supersede-not-reciprocal',
    line,
    message: `The record says that ${says} ${others}, which does not say so.`,
    advice: `Write "${missing}" into ${others}, or take the claim back.`,
  });
}

/** An id without a link is not seen by the rules for links. */
function unknownTargets(record: DecisionRecord, shelf: Shelf): readonly AdrFinding[] {
  return record.claims.flatMap(({ kind, targets, line }) => {
    if (kind !== 'supersedes' && kind !== 'superseded-by') return [];
    return targets
      .filter(({ path, id }) => path === null && id !== null && !shelf.byNumber.has(id))
      .map(({ id }) =>
        find(record.path, {
          rule: 'adr/supersede-not-reciprocal',
          line,
          message: `The record names ADR-${id}, and there is no such record.`,
          advice: 'Mend the number, or take the claim back.',
        }),
      );
  });
}

/** Reports every record of a ring in which each one supersedes the next. */
export function supersedingHasNoRing(shelf: Shelf): readonly AdrFinding[] {
  const relations = shelf.records.flatMap((record) => relationsOf(record, shelf));
  const byRecord = groupBy(relations, ({ from }) => from);
  const rings = ringsIn(
    shelf.records,
    relations.flatMap(({ from, to, kind }) =>
      to.map((other) => (kind === 'supersedes' ? ([from, other] as const) : ([other, from] as const))),
    ),
  );
  return [...rings].flatMap(([record, ring]) => {
    const inRing = (byRecord.get(record) ?? []).filter(({ to }) => to.some((other) => rings.get(other) === ring));
    const shown = inRing.find(({ kind }) => kind === 'superseded-by') ?? inRing[0];
    return shown === undefined ? [] : [tellRing(shown, ring)];
  });
}

const MOST_NAMES = 5;

function tellRing({ from, line }: Relation, ring: readonly DecisionRecord[]): AdrFinding {
  const names = ring.slice(0, MOST_NAMES).map(nameRecord).join(', ');
  const more = ring.length > MOST_NAMES ? ` and ${ring.length - MOST_NAMES} more` : '';
  return find(from.path, {
    rule: 'adr/supersede-cycle',
    line,
    message: `By way of others the record supersedes itself: ${names}${more}.`,
    advice: 'Find out which of them holds, and take back the claim that closes the ring.',
  });
}

/** Reports rejected records that claim to supersede another one. */
export function rejectedSupersedesNothing(shelf: Shelf): readonly AdrFinding[] {
  return shelf.records
    .filter(({ status }) => status === 'rejected')
    .flatMap((record) => relationsOf(record, shelf))
    .filter(({ kind }) => kind === 'supersedes')
    .map(({ from, to, line }) =>
      find(from.path, {
        rule: 'adr/rejected-supersedes',
        line,
        message: `The record was rejected, so it cannot supersede ${to.map(nameRecord).join(' or ')}.`,
        advice: `Take the claim back here, and in ${to.map(({ path }) => path).join(' or ')} where that says so too.`,
      }),
    );
}
