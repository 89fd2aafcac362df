import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openWorkFolder } from '../../adapters/files/work-folder.ts';
import { folderOf, isRecordFile, nameOf } from '../../adr/file-name.ts';
import { draftRecord, type NewRecord } from '../../adr/new-record.ts';
import { AppError } from '../../kernel/app-error.ts';
import { compareText } from '../../kernel/compare-text.ts';
import { folderOfGlob, type Glob, matchesAny } from '../../kernel/glob.ts';
import { EXIT } from '../exit-code.ts';
import { disarm, disarmJson } from '../gate/disarm.ts';
import type { Terminal } from '../terminal.ts';
import { type DraftOptions, parseDraftOptions } from './options.ts';
import { openProject, type Project } from './project.ts';
import { readConfig } from './record-files.ts';

/** `conclave adr new`: writes the next decision record; returns the exit code. */
export async function draftHere(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const options = parseDraftOptions(rawOptions, terminal);
  const project = await openProject(options.repo, terminal.environment);
  const { paths, links } = await project.list();
  const folder = await chooseFolder(project, paths, options);
  const names = [...paths, ...links].filter((path) => folderOf(path) === folder).map(nameOf);
  const date = new Date(terminal.now()).toISOString().slice(0, 10);
  const draft = draftRecord({ title: options.title, date, names, records: await readTexts(project, folder, names) });
  const path = folder === '' ? draft.name : `${folder}/${draft.name}`;
  if (!options.dryRun) await write(project.root, path, draft.text);
  show({ path, draft }, options, terminal);
  return EXIT.passed;
}

/** The folder that was named, or the one of the configured ones that holds most records. */
async function chooseFolder(project: Project, paths: readonly string[], { into }: DraftOptions): Promise<string> {
  if (into !== null) return project.folderAt(into, '--folder');
  const { adrs } = (await readConfig(project)).knowledge;
  const counts = new Map<string, number>();
  for (const path of paths) {
    if (!isRecordFile(path) || !matchesAny(path, adrs)) continue;
    counts.set(folderOf(path), (counts.get(folderOf(path)) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([left, many], [right, more]) => more - many || compareText(left, right));
  return most?.[0] ?? firstFolder(adrs);
}

function firstFolder([glob = 'docs/adr/**']: readonly Glob[]): string {
  return folderOfGlob(glob);
}

/** As they stand, with their line ends, since a new record gets the same. */
async function readTexts(
  project: Project,
  folder: string,
  names: readonly string[],
): Promise<readonly { name: string; text: string }[]> {
  const texts: { name: string; text: string }[] = [];
  for (const name of names.filter(isRecordFile)) {
    const path = folder === '' ? name : `${folder}/${name}`;
    if ((await project.read(path)).kind === 'text')
      texts.push({ name, text: await readFile(join(project.root, path), 'utf8') });
  }
  return texts;
}

async function write(root: string, path: string, text: string): Promise<void> {
  const folder = await openWorkFolder(root);
  const standing = await folder.stand(path);
  if (standing.kind !== 'absent') {
    throw new AppError('bad-input', 'something stands where the record is to be written', {
      where: standing.kind === 'blocked' ? standing.by : path,
      expected: 'a folder, and in it nothing of that name; no symbolic link is followed',
      advice: 'Nothing was written.',
    });
  }
  await folder.demandWritable([path]);
  await folder.write(path, text, standing);
}

interface Drafted {
  readonly path: string;
  readonly draft: NewRecord;
}

function show({ path, draft }: Drafted, { json, dryRun }: DraftOptions, { output, errors }: Terminal): void {
  if (json) {
    const told = { version: 1, path, number: draft.number, written: !dryRun, text: draft.text };
    output.write(`${disarmJson(JSON.stringify(told, null, 2))}\n`);
    return;
  }
  output.write(dryRun ? disarm(draft.text) : `${disarm(path)}\n`);
  errors.write(
    dryRun
      ? `conclave: nothing was written (--dry-run); it would be ${disarm(path)}\n`
      : 'conclave: write its sections, then check it with conclave adr lint\n',
  );
}
