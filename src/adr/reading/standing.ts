import { readSourceBlocks, type SourceBlock, type SourceLine } from '../../kernel/markdown/reading/source-block.ts';
import { numberOf } from '../file-name.ts';
import type { FrontMatter } from '../front-matter.ts';
import type { ClaimTarget, DecisionRecord, RecordClaim, RecordWords } from '../record.ts';
import { type ClaimWord, statusIn } from '../wording.ts';
import { namedTargets, readClaims } from './claims.ts';
import { findLine, findListLine, firstText, type HeadLine, plainOf } from './head.ts';
import type { ReadSection } from './sections.ts';

/** The status of a record where it stands; in front matter its links are not among those of the Markdown. */
export interface FoundStatus extends HeadLine {
  readonly isInFrontMatter: boolean;
}

/** The status in front matter, in a list line before the first section, or under its heading, in this order. */
export function findStatus(
  front: FrontMatter,
  blocks: readonly SourceBlock[],
  sections: readonly ReadSection[],
): FoundStatus | null {
  const given = front.valueOf('status');
  if (given !== null) return { ...readWords(given), isInFrontMatter: true };
  const listed = findListLine(blocks, LABEL);
  if (listed !== null && listed.text !== '') return { ...listed, isInFrontMatter: false };
  for (const { section, blocks: below } of sections) {
    const text = section.kind === 'status' ? firstText(below) : null;
    if (text !== null) return { ...text, isInFrontMatter: false };
  }
  return null;
}

const LABEL = /^\s*statu[st]\s*:\s*/i;

/** The words of a key may hold links, like any line of a record. */
function readWords({ text, line }: RecordWords): HeadLine {
  const read = firstText(readSourceBlocks(text));
  return { text, line, value: (read?.value ?? []).map(({ pieces }) => ({ line, pieces })) };
}

/** What a record says of its own status, with the word that counts. */
export function readStatus(status: FoundStatus | null): Pick<DecisionRecord, 'status' | 'statusWords'> {
  if (status === null) return { status: null, statusWords: null };
  const { text, line, value } = status;
  return { status: statusIn(currentWords(value) || text), statusWords: { text, line } };
}

/** Behind a label and without what is struck out: `~~Proposed~~ Accepted` is accepted. */
function currentWords([first]: readonly SourceLine[]): string {
  const pieces = (first?.pieces ?? []).map((piece) =>
    piece.kind === 'text' ? { ...piece, text: piece.text.replace(/~~[^~]*~~/g, ' ') } : piece,
  );
  return plainOf({ line: 1, pieces }).replace(LABEL, '');
}

/** The date in front matter or in a line before the first section; `date` is null for what no calendar has. */
export function readDate(
  front: FrontMatter,
  blocks: readonly SourceBlock[],
): Pick<DecisionRecord, 'date' | 'dateWords'> {
  const found = front.valueOf('date') ?? findLine(blocks, /^\s*date\s*:\s*/i);
  if (found === null || found.text === '') return { date: null, dateWords: null };
  const { text, line } = found;
  return { date: isDay(text) ? text : null, dateWords: { text, line } };
}

function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return false;
  const isLeap = (Number(year) % 4 === 0 && Number(year) % 100 !== 0) || Number(year) % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return Number(day) >= 1 && Number(day) <= (days[Number(month) - 1] ?? 0);
}

/** What a record says of others, in lines of its own and in its status. */
export function readRelations(
  blocks: readonly SourceBlock[],
  status: FoundStatus | null,
  path: string,
): Pick<DecisionRecord, 'claims' | 'supersedes' | 'supersededBy'> {
  const lines = readClaims(blocks, path);
  const own = status === null ? null : claimOfStatus(status, path);
  const isNew = own !== null && !lines.some(({ kind, line }) => kind === own.kind && line === own.line);
  const claims = [...(isNew ? [own] : []), ...lines].toSorted((left, right) => left.line - right.line);
  return { claims, supersedes: numbersOf(claims, 'supersedes'), supersededBy: numbersOf(claims, 'superseded-by') };
}

function claimOfStatus({ value, text, line }: FoundStatus, path: string): RecordClaim | null {
  const status = statusIn(currentWords(value) || text);
  if (status !== 'superseded' && status !== 'amended') return null;
  const targets = namedTargets(value, path);
  return targets.length === 0 ? null : { kind: status === 'amended' ? 'amended-by' : 'superseded-by', targets, line };
}

function numbersOf(claims: readonly RecordClaim[], kind: ClaimWord): readonly number[] {
  const targets = claims.filter((claim) => claim.kind === kind).flatMap((claim) => claim.targets);
  return [...new Set(targets.map(numberOfTarget).filter((number) => number !== null))];
}

/** The file that a link leads to says more than the words of the link. */
function numberOfTarget({ path, id }: ClaimTarget): number | null {
  return (path === null ? null : numberOf(path)) ?? id;
}
