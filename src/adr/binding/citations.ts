import type { Change } from '../../change/change.ts';
import { citedRecordsIn, shelveRecords } from '../citation-shelf.ts';
import type { DecisionRecord } from '../record.ts';
import type { BindingWhy } from './why.ts';

/** A text about a change: a commit message, a title, a description. */
export interface CitingText {
  /** What it is, for people: `the description`, `commit 1a2b3c4`. */
  readonly name: string;
  readonly text: string;
}

interface Citation {
  readonly where: string;
  /** As it is written: `ADR-7`, `[adr:7]`, or the path of a link. */
  readonly written: string;
}

/** Places of one record that are told; the rest is counted. */
const MOST_PLACES = 3;

/** Data of tests may cite made-up records. */
const TEST_DATA = /(?:^|\/)(?:fixtures?|golden|__snapshots__|snapshots|testdata|test[-_]data)\//;

/**
 * Where a change cites records, by their paths: `ADR-7`, `[adr:7]` or a link, in added lines and in texts about it. Data
 * of tests cites nothing.
 */
export function findCitations(
  { files, texts = [] }: Pick<Change, 'files'> & { readonly texts?: readonly CitingText[] },
  records: readonly DecisionRecord[],
): ReadonlyMap<string, readonly BindingWhy[]> {
  const shelf = shelveRecords(records);
  const cited = new Map<string, Citation[]>();
  const read = (text: string, where: string, path: string) => {
    for (const { record, written } of citedRecordsIn(text, path, shelf)) {
      // A record that names itself cites nobody.
      if (record === path) continue;
      const citations = cited.get(record);
      if (citations === undefined) cited.set(record, [{ where, written }]);
      else citations.push({ where, written });
    }
  };
  for (const { path, hunks } of files.filter((file) => !TEST_DATA.test(file.path))) {
    for (const { kind, text, after } of hunks.flatMap(({ lines }) => lines))
      if (kind === 'added') read(text, `${path}:${after}`, path);
  }
  for (const { name, text } of texts) for (const line of text.split('\n')) read(line, name, '');
  return new Map([...cited].map(([path, citations]) => [path, whysOf(citations)]));
}

function whysOf(citations: readonly Citation[]): readonly BindingWhy[] {
  const places = [...new Map(citations.map((citation) => [citation.where, citation])).values()];
  const left = places.length - MOST_PLACES;
  return places.slice(0, MOST_PLACES).map(({ where, written }, index) => {
    const more = left > 0 && index === MOST_PLACES - 1 ? `, as do ${left} more ${left === 1 ? 'place' : 'places'}` : '';
    return { kind: 'citation', where, words: `the change cites it as ${written}${more}` };
  });
}
