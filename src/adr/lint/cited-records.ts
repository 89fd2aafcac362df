import { folderOf, isRecordFile } from '../file-name.ts';
import type { AdrFinding } from '../finding.ts';
import { isSuperseded } from '../standing.ts';
import type { Citation } from './citations.ts';
import { find, type Shelf } from './corpus.ts';

/** Reports citations of records that there are not, and of superseded ones. */
export function citedRecordsStand({ citations, byNumber, files }: Shelf): readonly AdrFinding[] {
  const unread = new Set(files.filter(isUnread).map(({ number }) => number));
  const folders = new Set(files.map(({ path }) => folderOf(path)));
  return [...citations].flatMap(({ path, line, number }) => {
    if (isGuide(path) && folders.has(folderOf(path))) return [];
    const records = byNumber.get(number) ?? [];
    if (records.length === 0) return unread.has(number) ? [] : [unknown({ path, line, number })];
    if (!records.every(isSuperseded)) return [];
    return [
      superseded(
        { path, line, number },
        records.flatMap(({ supersededBy }) => supersededBy),
      ),
    ];
  });
}

/** The README, index and templates of a folder of records name any record, also one that there is not. */
function isGuide(path: string): boolean {
  return path.endsWith('.md') && !isRecordFile(path);
}

/** Whoever cannot be read may be the one that is cited. */
function isUnread(file: Shelf['files'][number]): boolean {
  return file.kind === 'not-a-record' && file.flaw.rule !== 'adr/not-an-adr';
}

function unknown({ path, line, number }: Citation): AdrFinding {
  return find(path, {
    rule: 'adr/reference-unknown',
    line,
    message: `ADR-${number} is cited, and no record has that number.`,
    advice: 'Mend the number, or write the record.',
  });
}

function superseded({ path, line, number }: Citation, successors: readonly number[]): AdrFinding {
  const names = successors.map((successor) => `ADR-${successor}`).join(', ');
  return find(path, {
    rule: 'adr/reference-superseded',
    line,
    message: `ADR-${number} is cited, and it is superseded${names === '' ? '' : ` by ${names}`}.`,
    advice: 'Cite the record that holds now, and look whether the code still follows the old one.',
  });
}
