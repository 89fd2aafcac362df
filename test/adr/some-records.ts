import { isRecordFile } from '../../src/adr/file-name.ts';
import type { AdrFinding } from '../../src/adr/finding.ts';
import { citationsIn } from '../../src/adr/lint/citations.ts';
import { lintRecords } from '../../src/adr/lint.ts';
import { readRecord, readRecords } from '../../src/adr/reading.ts';
import type { DecisionRecord } from '../../src/adr/record.ts';

/** Lints a tree of texts whose records are the Markdown files directly in one folder. */
export function lintTree(files: Readonly<Record<string, string>>, folder: string): readonly AdrFinding[] {
  const isBeside = (path: string): boolean =>
    path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/') && path.endsWith('.md');
  const texts = Object.entries(files);
  return lintRecords({
    files: readRecords(new Map(texts.filter(([path]) => isBeside(path)))),
    paths: Object.keys(files),
    citations: texts
      .filter(([path]) => !isBeside(path) || !isRecordFile(path))
      .flatMap(([path, text]) => citationsIn(path, text)),
  });
}

/** Lints a folder of records, by their file names, as `line rule` behind the name. */
export function lintFolder(records: Readonly<Record<string, string>>): readonly string[] {
  const files = Object.fromEntries(Object.entries(records).map(([name, text]) => [`docs/adr/${name}`, text]));
  return lintTree(files, 'docs/adr').map(({ file, line, rule }) => `${file.slice('docs/adr/'.length)}:${line} ${rule}`);
}

/** A record in order: Nygard, accepted. What is given stands in the place of its parts. */
export function recordText({
  title = '# What was decided',
  date = 'Date: 2024-02-29',
  status = 'Accepted',
  decision = 'We do it.',
  rest = '',
}: {
  readonly title?: string;
  readonly date?: string;
  readonly status?: string;
  readonly decision?: string;
  readonly rest?: string;
} = {}): string {
  return `${title}\n\n${date}\n\n## Status\n\n${status}\n\n## Context\n\nWhy.\n\n## Decision\n\n${decision}\n\n## Consequences\n\nThen.\n${rest}`;
}

/** Reads a text that must be a record. */
export function someRecord(text: string, path = 'docs/adr/0007-what.md'): DecisionRecord {
  const read = readRecord(path, text);
  if (read.kind !== 'record') throw new Error(`${path} is not read as a record: ${read.flaw.message}`);
  return read;
}
