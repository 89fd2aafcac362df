import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../../src/cli/program.ts';
import { Session } from '../../src/committee/session.ts';
import { makeMomentumRepository } from '../fixtures/momentum-repository.ts';
import { openTestTerminal } from '../fixtures/test-terminal.ts';
import { ANSWER_MS, ServerMessage } from './committee-servers.ts';
import { type Figure, median } from './figure.ts';
import { runNodeWell } from './process.ts';

const ROUNDS = 9;
const SLOW_ROUNDS = 3;
/** Opinion, cross-examination, chair: what must wait for one another. */
const CHAIN_MS = 3 * ANSWER_MS;
/** Ten seats, one examination by each model, the chair. */
const CALLS = 10 + 2 + 1;

/** What a session of ten seats takes beyond its longest chain of calls: warm in this process, and cold in its own. */
export async function measureSession(installed: string): Promise<readonly Figure[]> {
  const repository = makeMomentumRepository();
  const out = mkdtempSync(join(tmpdir(), 'conclave-bench-'));
  const servers = fork(join(import.meta.dirname, 'committee-servers.ts'));
  try {
    const { settings } = await receive(servers, 'started');
    const range = ['--repo', repository.folder, '--base', 'main', '--head', 'leaky'];
    const options = ['review', ...range, '--out', out, '--json'];
    await holdHere(options, settings['at once']);
    await refuseOtherCalls(servers);
    const warm = await repeat(ROUNDS, () => holdHere(options, settings['at once']));
    const warmInTurn = await repeat(SLOW_ROUNDS, () => holdHere(options, settings['one after another']));
    const cold = await repeat(SLOW_ROUNDS, () => holdElsewhere([installed, ...options], settings['at once']));
    const coldInTurn = await repeat(SLOW_ROUNDS, () =>
      holdElsewhere([installed, ...options], settings['one after another']),
    );
    return [...figuresOf('warm', warm, warmInTurn), ...figuresOf('cold', cold, coldInTurn)];
  } finally {
    servers.disconnect();
    repository.remove();
    rmSync(out, { recursive: true, force: true });
  }
}

interface Held {
  /** The whole command: git, rules, dossier, session, files. */
  readonly command: number;
  /** From the first call to the verdict, as the session itself records it. */
  readonly session: number;
  /** Time of the processor for the session; null when it was held elsewhere. */
  readonly processor: number | null;
}

/** The whole command in this process: reading git, rules, dossier, calls, verdict, files. */
async function holdHere(options: readonly string[], settings: Readonly<Record<string, string>>): Promise<Held> {
  const terminal = openTestTerminal({ folder: tmpdir(), environment: settings });
  const asked: number[] = [];
  // A session asks for the time twice: when it begins and when it ends.
  const now = () => {
    asked.push(processorTime());
    return terminal.now();
  };
  const started = performance.now();
  const code = await runProgram(options, { ...terminal, now });
  const command = performance.now() - started;
  if (code !== 1) throw new Error(`the session ended with ${code}:\n${terminal.written().errors}`);
  const processor = (asked.at(-1) ?? 0) - (asked[0] ?? 0);
  return { command, session: durationOf(terminal.written().output), processor };
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** The same in a process of its own, from its start to its end. */
async function holdElsewhere(program: readonly string[], settings: Readonly<Record<string, string>>): Promise<Held> {
  const { ms, stdout } = runNodeWell(program, settings, [1]);
  return { command: ms, session: durationOf(stdout), processor: null };
}

function durationOf(json: string): number {
  return Session.parse(JSON.parse(json)).duration_ms;
}

/** What the session takes beyond its chain, as promised, and what explains it. */
function figuresOf(state: string, held: readonly Held[], inTurn: readonly Held[]): readonly Figure[] {
  const figure = (what: string, part: keyof Held, { bound, less }: { bound: number | null; less: number }): Figure => {
    const measured = (all: readonly Held[]) => median(all.map((one) => one[part] ?? 0)) - less;
    return {
      what: `ten seats, ${state}: ${what}`,
      measured: measured(held),
      bound,
      unit: 'ms',
      alternative: { what: `its ${CALLS} calls one after another`, measured: measured(inTurn) },
    };
  };
  const beyond = `beyond its ${CHAIN_MS} ms chain of calls`;
  return [
    figure(`the session ${beyond}`, 'session', { bound: 150, less: CHAIN_MS }),
    ...(held.every(({ processor }) => processor === null)
      ? []
      : [figure('of it on the processor', 'processor', { bound: null, less: 0 })]),
    figure(`the whole command ${beyond}`, 'command', { bound: null, less: CHAIN_MS }),
  ];
}

async function repeat<T>(times: number, measure: () => Promise<T>): Promise<readonly T[]> {
  const measured: T[] = [];
  for (let round = 0; round < times; round++) measured.push(await measure());
  return measured;
}

/** A session without a candidate would have a shorter chain, one with a repair a longer one. */
async function refuseOtherCalls(servers: ChildProcess): Promise<void> {
  servers.send('what were you asked?');
  const { purposes, violations } = await receive(servers, 'asked');
  const counted = Object.entries(Object.groupBy(purposes, (purpose) => purpose)).map(
    ([purpose, calls]) => `${calls?.length} ${purpose}`,
  );
  const expected = '10 opinion, 2 examination, 1 minutes';
  if (counted.join(', ') === expected && violations.length === 0) return;
  throw new Error(`expected ${expected}, found ${counted.join(', ')}; ${violations.join('; ')}`);
}

type MessageOf<Kind> = Extract<ServerMessage, { readonly kind: Kind }>;

/** The next message of the servers, which must be of the kind that is waited for. */
async function receive<Kind extends ServerMessage['kind']>(
  servers: ChildProcess,
  kind: Kind,
): Promise<MessageOf<Kind>> {
  const ended = once(servers, 'exit').then(([code]) => {
    throw new Error(`the servers ended with ${code}`);
  });
  const [received] = await Promise.race([once(servers, 'message'), ended]);
  const message = ServerMessage.parse(received);
  if (isOfKind(message, kind)) return message;
  throw new Error(`expected ${kind} of the servers, received ${message.kind}`);
}

function isOfKind<Kind extends ServerMessage['kind']>(message: ServerMessage, kind: Kind): message is MessageOf<Kind> {
  return message.kind === kind;
}
