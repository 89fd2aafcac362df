import { folderOf, isRecordFile, numberOf } from '../../adr/file-name.ts';
import { readRecord } from '../../adr/reading.ts';
import type { DecisionRecord, NotARecord } from '../../adr/record.ts';
import { CONFIG_PATH, type ConclaveConfig, parseConfig } from '../../config/config.ts';
import { AppError } from '../../kernel/app-error.ts';
import { type Glob, matchesAny } from '../../kernel/glob.ts';
import type { Project } from './project.ts';

/** The records of a project, and what a person should know of how they were read. */
export interface RecordFiles {
  readonly records: readonly (DecisionRecord | NotARecord)[];
  /** All files of the project, also those that are no records. */
  readonly paths: readonly string[];
  /** Texts of the records that could be read. */
  readonly texts: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

/**
 * Reads the records of the named folders, or of the configured globs where none is named; throws an AppError where there
 * are none, unless that is allowed. A file that is no text in UTF-8 is a finding, a symbolic link is left alone with a note.
 */
export async function readRecordFiles(
  project: Project,
  folders: readonly string[],
  { ifAny }: { readonly ifAny: boolean } = { ifAny: false },
): Promise<RecordFiles> {
  const { paths, links, isWhole } = await project.list();
  const globs = folders.length === 0 ? (await readConfig(project)).knowledge.adrs : [];
  const named = await Promise.all(folders.map((folder) => project.folderAt(folder)));
  const choose = (all: readonly string[]) => all.filter((path) => isRecordFile(path) && isChosen(path, named, globs));
  const chosen = choose(paths);
  const notes = choose(links).map(noteOnLink);
  const [records, texts]: [(DecisionRecord | NotARecord)[], Map<string, string>] = [[], new Map()];
  for (const path of chosen) {
    const reading = await project.read(path);
    if (reading.kind === 'text') {
      texts.set(path, reading.text);
      records.push(readRecord(path, reading.text));
    } else if (reading.kind === 'link') notes.push(noteOnLink(path));
    else if (reading.kind !== 'absent')
      records.push(unread(path, reading.kind === 'binary' ? 'binary' : reading.reason));
  }
  if (records.length === 0 && !ifAny) throw noRecords(project, { folders, globs, notes });
  if (records.length === 0) notes.push(`there is no decision record (${[...named, ...globs].join(', ')})`);
  if (!isWhole) notes.push(`${project.name} holds more files than are listed, so records may be missing here`);
  return { records, paths, texts, notes };
}

/** The configuration as it stands in the folder; the defaults where there is none. */
export async function readConfig(project: Project): Promise<ConclaveConfig> {
  const reading = await project.read(CONFIG_PATH);
  if (reading.kind === 'text') return parseConfig(reading.text);
  if (reading.kind === 'absent') return parseConfig(null);
  const why = { binary: 'it is binary', link: 'it is a symbolic link' };
  throw new AppError(
    'bad-config',
    `the configuration cannot be read: ${reading.kind === 'unreadable' ? reading.reason : why[reading.kind]}`,
    { where: CONFIG_PATH },
  );
}

function noteOnLink(path: string): string {
  return `${path} is behind a symbolic link, which is not followed, so it was not read`;
}

function isChosen(path: string, folders: readonly string[], globs: readonly Glob[]): boolean {
  return folders.includes(folderOf(path)) || matchesAny(path, globs);
}

function unread(path: string, why: string): NotARecord {
  const flaw = {
    rule: 'adr/unread' as const,
    line: 1,
    message: `The file is not read: it is ${why}.`,
    expected: 'a text in UTF-8 of at most 2 MB',
    advice: why.startsWith('over ') ? 'Move what is long into a file of its own.' : 'Save it as UTF-8.',
  };
  return { kind: 'not-a-record', path, number: numberOf(path), flaw };
}

interface Sought {
  readonly folders: readonly string[];
  readonly globs: readonly Glob[];
  readonly notes: readonly string[];
}

function noRecords({ root }: Project, { folders, globs, notes }: Sought): AppError {
  const where = folders.length === 0 ? globs.join(', ') : folders.join(', ');
  return new AppError('bad-input', ['no decision record was found', ...notes].join('; '), {
    where,
    expected: `Markdown files such as docs/adr/0001-a-decision.md below ${root}`,
    advice:
      folders.length === 0
        ? 'Name their folder, or set knowledge.adrs in .github/conclave.yml; conclave adr new writes the first one.'
        : 'README.md, index.md and templates are no records; conclave adr new writes the first one.',
  });
}
