import { spawn } from 'node:child_process';
import { AppError, messageOf } from '../../kernel/app-error.ts';

/** One run of git: arguments as an array, never through a shell. */
export interface GitCall {
  readonly args: readonly string[];
  readonly folder: string;
  /** Variables beside the pinned ones. */
  readonly environment: Readonly<Record<string, string>>;
  /** What is written to its standard input. */
  readonly input?: string;
}

/** How a run ended; a refusal by git is an answer, not an error. */
export interface GitEnd {
  readonly exitCode: number | null;
  readonly complaint: string;
}

/** How a run ended, with what it said. */
export interface GitAnswer extends GitEnd {
  readonly output: Buffer;
  /** Whether git had more to say than was kept. */
  readonly cut: boolean;
}

/** Settings that no repository and no person may change, since they would alter the answer or run a program. */
const PINNED_SETTINGS = [
  'core.attributesFile=/dev/null',
  // Longer files count as binary for git, so that it never holds their diff in memory.
  'core.bigFileThreshold=2m',
  // Its parents are believed unread; only the commits themselves say from which commit a branch left.
  'core.commitGraph=false',
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  // Names come as ASCII with octal bytes, so that two names stay two whatever their encoding.
  'core.quotePath=true',
  'core.untrackedCache=false',
];

const PINNED_ENVIRONMENT = {
  LC_ALL: 'C',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_ATTR_NOSYSTEM: '1',
  // Parents that only this clone knows would move the commit at which a branch left its base.
  GIT_GRAFT_FILE: '/dev/null',
  GIT_LITERAL_PATHSPECS: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
};

/** What git needs of the environment to be found and to read its own settings; keys of model providers stay away. */
const INHERITED = [
  ...['PATH', 'HOME', 'USERPROFILE', 'XDG_CONFIG_HOME', 'SYSTEMROOT', 'TMPDIR', 'TEMP', 'TMP'],
  ...['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM'],
];

/** Most bytes of git's complaints that are kept. */
const LONGEST_COMPLAINT = 64 * 1024;

/** The variables that git is given of an environment. */
export function inheritEnvironment(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    INHERITED.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Runs git to its end and keeps at most `limit` bytes of what it says; stops it when it says more. */
export async function runGit(call: GitCall, limit = Number.POSITIVE_INFINITY): Promise<GitAnswer> {
  const run = startGit(call);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of run.output) {
    size += chunk.length;
    chunks.push(chunk);
    if (size > limit) break;
  }
  const end = await run.end();
  return { ...end, output: Buffer.concat(chunks).subarray(0, limit), cut: size > limit };
}

/** A run whose output is read as it comes; `end` stops what is left of it. */
export interface GitRun {
  readonly output: AsyncIterable<Buffer>;
  end(): Promise<GitEnd>;
}

/** Starts git. */
export function startGit({ args, folder, environment, input }: GitCall): GitRun {
  const settings = PINNED_SETTINGS.flatMap((setting) => ['-c', setting]);
  const child = spawn('git', ['--no-pager', ...settings, ...args], {
    cwd: folder,
    env: { ...environment, ...PINNED_ENVIRONMENT },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (complaint.length < LONGEST_COMPLAINT) complaint += chunk.toString('utf8');
  });
  // Git may stop reading when it has seen enough; what then happens to the pipe is told by its end.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  const ended = new Promise<GitEnd>((resolve, reject) => {
    child.on('error', (cause) => reject(notStarted(cause)));
    child.on('close', (exitCode) => resolve({ exitCode, complaint: complaint.trim() }));
  });
  ended.catch(() => undefined);
  return {
    output: child.stdout,
    end: () => {
      child.stdout.destroy();
      return ended;
    },
  };
}

function notStarted(cause: Error): AppError {
  const isMissing = 'code' in cause && cause.code === 'ENOENT';
  const what = isMissing ? 'git was not found on this machine' : `git could not be started: ${messageOf(cause)}`;
  return new AppError('outside-failed', what, { advice: 'Install git, or name its folder in PATH.', cause });
}

/** The error of a run that should not have failed. */
export function gitFailed(doing: string, { exitCode, complaint }: GitEnd): AppError {
  const lastWords = complaint.split('\n')[0] ?? '';
  return new AppError('outside-failed', `git failed while ${doing} (exit ${exitCode ?? 'by a signal'}): ${lastWords}`);
}
