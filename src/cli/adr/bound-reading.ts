import { type BindingDecision, bindingDecisions, type RetrievedRecord } from '../../adr/binding.ts';
import { isRecordFile } from '../../adr/file-name.ts';
import { readRecord } from '../../adr/reading.ts';
import type { DecisionRecord } from '../../adr/record.ts';
import { askForRecords, type DecisionQuestion } from '../../adr/undocumented.ts';
import type { Change } from '../../change/change.ts';
import { wordsOfChange } from '../../dossier/change-words.ts';
import { retrieveRecords } from '../../flows/decide-binding.ts';
import { readKnownNames } from '../../flows/read-known-names.ts';
import { loadConfig } from '../../flows/review-ground.ts';
import { matchesAny } from '../../kernel/glob.ts';
import { cutPieces } from '../../knowledge/cut.ts';
import { openLibrary } from '../../knowledge/library.ts';
import { placePieces } from '../../knowledge/passage.ts';
import type { LocalRepository } from '../../ports/repository.ts';
import { listPaths } from '../path-list.ts';
import type { Terminal } from '../terminal.ts';
import type { BoundOptions } from './options.ts';
import { openRepository, readMessages } from './wire.ts';

/** What is said of a change: the decisions that bind it, and what may be a decision without a record. */
export interface BoundReport {
  readonly name: string;
  readonly base: string;
  readonly head: string;
  readonly files: number;
  /** Records that were looked at. */
  readonly records: number;
  readonly decisions: readonly BindingDecision[];
  readonly questions: readonly DecisionQuestion[];
  readonly notes: readonly string[];
}

/** Reads a change of a repository with the records of its base, and those that it adds itself. */
export async function readBound(
  { repo, base, head }: BoundOptions,
  environment: Terminal['environment'],
): Promise<BoundReport> {
  const repository = await openRepository(repo, environment);
  const { change, baseTip, uncommitted } = await repository.readRange({ base, head });
  const ends = { base: baseTip ?? change.base ?? '', head: change.head ?? '' };
  const config = await loadConfig({ base: { repository, commit: ends.base } });
  const paths = await repository.listFiles(ends.base, '');
  const { adrs } = config.knowledge;
  const isRecord = (path: string) => isRecordFile(path) && matchesAny(path, adrs);
  const { texts, notes } = await readTexts(repository, ends.base, paths.filter(isRecord));
  const all = recordsOf(new Map([...texts, ...addedTexts(change, isRecord)]));
  const messages = await readMessages(repo, environment, ends);
  const said = messages.map(({ id, text }) => ({ name: `commit ${id}`, text }));
  const words = wordsOfChange(change, said.map(({ text }) => text).join('\n'));
  const known = await readKnownNames(repository, ends.base);
  return {
    name: change.name,
    base,
    head: ends.head,
    files: change.files.length,
    records: all.records.length,
    decisions: bindingDecisions({ files: change.files, texts: said }, all.records, retrieve(all.records, texts, words)),
    questions: askForRecords(change, { hasRecords: texts.size > 0, recordGlobs: adrs, known }),
    notes: [
      ...notes,
      ...all.notes,
      ...(texts.size === 0 ? [`there are no decision records at ${base} (${adrs.join(', ')})`] : []),
      ...(uncommitted.length === 0 ? [] : [`not committed, so not looked at: ${listPaths(uncommitted)}`]),
    ],
  };
}

interface Texts {
  readonly texts: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

async function readTexts(repository: LocalRepository, commit: string, paths: readonly string[]): Promise<Texts> {
  const [texts, notes]: [Map<string, string>, string[]] = [new Map(), []];
  for (const [path, reading] of await repository.readFiles(commit, paths)) {
    if (reading.kind === 'text') texts.set(path, reading.text);
    else if (reading.kind !== 'absent')
      notes.push(`${path} is left out: it is ${reading.kind === 'binary' ? 'binary' : reading.reason}`);
  }
  return { texts, notes };
}

/** A record that stood at the base is read as it stood there; what the change makes of it does not instruct. */
function addedTexts({ files }: Change, isRecord: (path: string) => boolean): readonly (readonly [string, string])[] {
  return files.flatMap(({ path, status, after }) =>
    status === 'added' && after !== null && isRecord(path) ? [[path, after] as const] : [],
  );
}

function recordsOf(texts: ReadonlyMap<string, string>) {
  const all = [...texts].map(([path, text]) => readRecord(path, text));
  const records = all.filter((record) => record.kind === 'record');
  const notes = all.flatMap((record) =>
    record.kind === 'record' ? [] : [`${record.path} is left out: ${record.flaw.message}`],
  );
  return { records, notes };
}

/** The records at the base whose passages the change's own words find, best first. */
function retrieve(
  records: readonly DecisionRecord[],
  texts: ReadonlyMap<string, string>,
  words: string,
): readonly RetrievedRecord[] {
  const passages = records.flatMap(({ path, number }) =>
    placePieces({ path, record: number }, cutPieces(texts.get(path) ?? '')),
  );
  return retrieveRecords(words, { records, search: openLibrary(passages) });
}
