import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { AppError, messageOf } from '../../../kernel/app-error.ts';

/** A program that helps to make or to find an image. */
export interface ProgramRun {
  readonly program: string;
  readonly args: readonly string[];
  /** What it is to do, as it reads on from "could not". */
  readonly task: string;
  readonly environment: Environment;
  readonly folder?: string;
  /** What the reader can do when it fails. */
  readonly advice?: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a program said and with which code it ended. */
export interface ProgramEnd {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs a program to its end and returns what it wrote; one that fails is an AppError with its last words. */
export async function runToEnd(run: ProgramRun): Promise<string> {
  const end = await endOfRun(run);
  if (end.code === 0) return end.output;
  throw failureOf(run, end.errors || end.output);
}

/** Runs a program to its end; only one that cannot be started is an AppError. */
export async function endOfRun(run: ProgramRun): Promise<ProgramEnd> {
  const child = spawn(run.program, run.args, {
    cwd: run.folder ?? '/',
    env: helpfulPart(run.environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [code, output, errors] = await Promise.all([codeOf(child, run), text(child.stdout), text(child.stderr)]);
  return { code, output, errors };
}

/** Runs two programs, the second of which reads what the first one writes; one that fails is an AppError. */
export async function runPiped(writing: ProgramRun, reading: ProgramRun): Promise<void> {
  const start = (run: ProgramRun) =>
    spawn(run.program, run.args, { cwd: run.folder ?? '/', env: helpfulPart(run.environment), stdio: 'pipe' });
  const [source, sink] = [start(writing), start(reading)];
  // Who no longer reads ends the one that writes, and all that this one started; its own words tell why.
  sink.stdin.on('error', () => source.stdout.destroy());
  sink.on('exit', () => source.stdout.destroy());
  source.stdin.end();
  source.stdout.pipe(sink.stdin);
  sink.stdout.resume();
  const [written, read] = await Promise.all([outcomeOf(source, writing), outcomeOf(sink, reading)]);
  if (read.code !== 0) throw failureOf(reading, read.errors || written.errors);
  if (written.code !== 0) throw failureOf(writing, written.errors);
}

async function outcomeOf(child: ChildProcessWithoutNullStreams, run: ProgramRun): Promise<Omit<ProgramEnd, 'output'>> {
  const [code, errors] = await Promise.all([codeOf(child, run), text(child.stderr)]);
  return { code, errors };
}

function codeOf(child: ChildProcess, run: ProgramRun): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(failureOf(run, messageOf(error))));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** The error of a program that did not do what it was to do. */
export function failureOf({ task, program, advice }: ProgramRun, said: string): AppError {
  const last = said.trim().split('\n').slice(-LAST_LINES).join(' ').slice(-LAST_CHARACTERS);
  return new AppError('outside-failed', `could not ${task}: ${last === '' ? 'it said nothing' : last}`, {
    where: program,
    ...(advice === undefined ? {} : { advice }),
  });
}

const LAST_LINES = 4;
const LAST_CHARACTERS = 600;

/** What package managers and container engines read; tokens and keys of the caller are none of it. */
const HELPFUL: readonly RegExp[] = [
  /^(PATH|HOME|USER|LOGNAME|TMPDIR|APT_CONFIG|XDG_\w+_(DIR|HOME)|DBUS_SESSION_BUS_ADDRESS)$/,
  /^(https?|no|all|ftp)_proxy$/i,
  /^(SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE)$/,
  /^PIP_((EXTRA_)?INDEX_URL|NO_INDEX|FIND_LINKS|TRUSTED_HOST|(CLIENT_)?CERT|PROXY|(DEFAULT_)?TIMEOUT|RETRIES|CONFIG_FILE)$/,
  /^DOCKER_(HOST|CONTEXT|CONFIG|CERT_PATH|TLS_VERIFY|API_VERSION)$/,
  /^CONTAINER(_HOST|_CONNECTION|_SSHKEY|S_CONF|S_STORAGE_CONF|S_REGISTRIES_CONF)$/,
];

/** The part of an environment that such programs are given, with words in English. */
function helpfulPart(environment: Environment): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => HELPFUL.some((each) => each.test(name)));
  return { ...Object.fromEntries(kept), LC_ALL: 'C.UTF-8' };
}
