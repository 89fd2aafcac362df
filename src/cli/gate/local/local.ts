import type { GivenConfig } from '../../../flows/gate-config.ts';
import { guardBranch } from '../../../flows/guard-branch.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { listPaths } from '../../path-list.ts';
import type { Terminal } from '../../terminal.ts';
import type { Guarded } from '../guarded.ts';
import type { GateSource, Words } from '../options.ts';
import { type NamedFile, readTextFile } from '../text-file.ts';
import { wireLocal } from './wire.ts';

/** A branch, and the folder of its repository. */
export interface LocalOrder {
  readonly source: Extract<GateSource, { readonly kind: 'branch' }>;
  readonly repo: string;
}

/** Asks the gates about a branch of a repository on this machine; nothing is fetched. */
export async function guardLocal(
  { source, repo }: LocalOrder,
  given: GivenConfig | null,
  { input, environment }: Terminal,
): Promise<Guarded> {
  const { range, branch } = source;
  const title = oneLineOf(await read(source.title, input, { option: '--title-file', holds: 'a file with the title' }));
  const described = { option: '--body-file', holds: 'a file with the description, or - for standard input' };
  const body = source.body === null ? '' : await read(source.body, input, described);
  const ports = await wireLocal(repo, given, environment);
  const { report, head, uncommitted } = await guardBranch({ range, title, body, branch }, ports);
  const remarks = uncommitted.length === 0 ? [] : [`not committed, so not judged: ${listPaths(uncommitted)}`];
  return { report, subject: ports.repository.name, head, remarks };
}

async function read(words: Words, input: Terminal['input'], named: Omit<NamedFile, 'file'>): Promise<string> {
  return 'text' in words ? words.text : readTextFile({ ...named, file: words.file }, input);
}

/** A file ends with a line end, and a title has none. */
function oneLineOf(text: string): string {
  const title = text.trim();
  if (!/[\r\n]/.test(title)) return title;
  throw new AppError('bad-input', 'the title has more than one line', { expected: 'the title of a pull request' });
}
