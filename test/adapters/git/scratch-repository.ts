import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeEmptyRepository } from '../../fixtures/empty-repository.ts';

/** A real repository in a folder of its own. */
export interface ScratchRepository {
  readonly folder: string;
  readonly git: (...args: readonly string[]) => string;
  readonly write: (path: string, content: string | Uint8Array) => void;
  /** Records everything that stands in the work tree and gives back the commit's id. */
  readonly commit: () => string;
  /** The same repository for a person with further variables. */
  readonly with: (variables: Readonly<Record<string, string>>) => ScratchRepository;
}

/** A program that leaves a trace when it is run. */
export interface Trap {
  readonly program: string;
  readonly wasRun: () => boolean;
  readonly forget: () => void;
}

/** The environment of a person without settings of their own. */
export const scratchEnvironment = {
  PATH: process.env.PATH,
  HOME: tmpdir(),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
} as const;

const made: string[] = [];

/** A folder that `removeFolders` takes away. */
export function makeFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'conclave-')));
  made.push(folder);
  return folder;
}

/** Takes away every folder that was made; each file of tests asks for it at its end. */
export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Makes an empty repository on branch `main`. */
export function makeRepository(): ScratchRepository {
  const repository = openScratch(makeFolder());
  makeEmptyRepository(repository.folder);
  return repository;
}

/** A repository that another program made, e.g. a clone. */
export function openScratch(folder: string, variables: Readonly<Record<string, string>> = {}): ScratchRepository {
  const git = (...args: readonly string[]) => execute('git', [...PERSON, ...args], { folder, variables });
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  return {
    folder,
    git,
    write,
    commit: () => {
      execute('sh', ['-c', COMMIT, 'sh', ...PERSON], { folder, variables });
      return readHead(folder) ?? git('rev-parse', 'HEAD');
    },
    with: (more) => openScratch(folder, { ...variables, ...more }),
  };
}

/** The commit of the branch that is checked out; null where git keeps it in another form. */
function readHead(folder: string): string | null {
  const read = (path: string) => {
    const file = join(folder, '.git', path);
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  };
  const [, branch] = /^ref: (refs\/.+)$/.exec(read('HEAD')) ?? [];
  const id = branch === undefined ? '' : read(branch);
  return /^[0-9a-f]{40,64}$/.test(id) ? id : null;
}

const PERSON = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'protocol.file.allow=always'];

/** A process of tests is large, so that its starts of others are dear: one of these starts both. */
const COMMIT = 'git "$@" add --all && exec git "$@" commit --quiet --allow-empty --message change';

interface Place {
  readonly folder: string;
  readonly variables: Readonly<Record<string, string>>;
}

function execute(program: string, args: readonly string[], { folder, variables }: Place): string {
  const env = {
    ...scratchEnvironment,
    ...variables,
    GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
    GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
  };
  return execFileSync(program, args, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' }).trim();
}

/** Writes a trap into a folder of its own. */
export function makeTrap(): Trap {
  const folder = makeFolder();
  const [program, trace] = [join(folder, 'post-index-change'), join(folder, 'trace')];
  writeFileSync(program, `#!/bin/sh\necho run >> '${trace}'\ncat\n`);
  chmodSync(program, 0o755);
  return { program, wasRun: () => existsSync(trace), forget: () => rmSync(trace, { force: true }) };
}
