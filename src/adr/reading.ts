import { isWithinReach } from '../kernel/markdown/reading/reach.ts';
import { readSourceBlocks, type SourceBlock } from '../kernel/markdown/reading/source-block.ts';
import { isRecordFile, nameOf, numberOf } from './file-name.ts';
import { takeFrontMatter } from './front-matter.ts';
import { shownOf } from './reading/head.ts';
import { readInvariants } from './reading/invariants.ts';
import { readLinks } from './reading/links.ts';
import { readNames } from './reading/names.ts';
import { readSections } from './reading/sections.ts';
import { findStatus, readDate, readRelations, readStatus } from './reading/standing.ts';
import type { DecisionRecord, NotARecord, RecordFlaw, RecordSection } from './record.ts';

/** Longest text that is read, in characters: ten times what people write, and still parsed in seconds when it is hostile. */
const LONGEST_RECORD = 250_000;

/** Reads the Markdown files of a folder of records; its README, index and templates are left out. */
export function readRecords(texts: ReadonlyMap<string, string>): readonly (DecisionRecord | NotARecord)[] {
  return [...texts].filter(([path]) => isRecordFile(path)).map(([path, text]) => readRecord(path, text));
}

/** Reads one record; it never throws, whatever the text holds. */
export function readRecord(path: string, text: string): DecisionRecord | NotARecord {
  const number = numberOf(path);
  if (text.length > LONGEST_RECORD) return { kind: 'not-a-record', path, number, flaw: tooLong(text) };
  const front = takeFrontMatter(text.replace(/^\ufeff/, ''));
  const blocks = readSourceBlocks(front.body);
  const sections = readSections(blocks, front.body.split('\n'));
  const status = findStatus(front, blocks, sections);
  if (status === null && !sections.some(({ section }) => isPartOfDecision(section))) {
    return { kind: 'not-a-record', path, number, flaw: front.flaw ?? NO_RECORD };
  }
  const { invariants, flaws } = readInvariants(sections);
  const reach = isWithinReach(front.body) ? [] : [BEYOND_REACH];
  return {
    kind: 'record',
    path,
    number,
    ...readTitle(blocks, path),
    ...readStatus(status),
    ...readDate(front, blocks),
    sections: sections.map(({ section }) => section),
    links: readLinks(status?.isInFrontMatter === true ? [{ kind: 'text', lines: status.value }, ...blocks] : blocks),
    ...readRelations(blocks, status, path),
    ...readNames(blocks, sections, path),
    invariants,
    flaws: [...(front.flaw === null ? [] : [front.flaw]), ...reach, ...flaws],
  };
}

function isPartOfDecision({ kind }: RecordSection): boolean {
  return kind === 'context' || kind === 'decision' || kind === 'consequences';
}

function readTitle(blocks: readonly SourceBlock[], path: string): Pick<DecisionRecord, 'title' | 'heading'> {
  for (const block of blocks) {
    if (block.kind !== 'heading' || block.level !== 1) continue;
    const text = block.lines.map(shownOf).join(' ').trim();
    if (text !== '') return { title: text, heading: { text, line: block.line } };
  }
  return { title: nameOf(path).replace(/\.md$/, ''), heading: null };
}

const NO_RECORD: RecordFlaw = {
  rule: 'adr/not-an-adr',
  line: 1,
  message: 'The file is no decision record: it has no status and no section for context, decision or consequences.',
  advice: 'Write it as a record, or move it out of the folder of records.',
};

const BEYOND_REACH: RecordFlaw = {
  rule: 'adr/unread',
  line: 1,
  message: 'The record is read in part only: it has more lists, quotes or brackets than anybody writes by hand.',
  advice: 'Move long lists and tables into a file of their own.',
};

function tooLong({ length }: string): RecordFlaw {
  return {
    rule: 'adr/unread',
    line: 1,
    message: `The file is not read: it has ${length} characters.`,
    expected: `a record of at most ${LONGEST_RECORD} characters`,
  };
}
