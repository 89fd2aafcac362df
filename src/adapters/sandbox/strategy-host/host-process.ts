import { type ChildProcess, spawn } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { AppError, messageOf } from '../../../kernel/app-error.ts';
import { endOf } from '../process-end.ts';
import { ANSWERS_OUT, bytesAfter, HEAD_BYTES, ORDERS_IN, readFrame, writeFrame } from './frame.ts';
import { Answer, type Order } from './message.ts';
import { locateProgram } from './program.ts';

/** An answer with the numbers beside its words. */
export interface Heard {
  readonly answer: Answer;
  readonly numbers: Float64Array;
}

/** An order on its way. */
export interface Errand {
  readonly order: Order;
  readonly numbers?: Float64Array;
  /** Most milliseconds until the answer. */
  readonly limit: number;
  /** What the process is busy with, as it reads on from "while it was". */
  readonly doing: () => string;
}

/** A process with a strategy; one order at a time. */
export interface HostProcess {
  ask(errand: Errand): Promise<Heard>;
  end(): Promise<void>;
}

/** What a process is bound by. */
export interface ProcessOptions {
  /** How errors call the strategy. */
  readonly where: string;
  /** Most megabytes of its heap. */
  readonly megabytes: number;
  readonly program?: URL | undefined;
  /** Ends the process; its reason is what is heard of it then. */
  readonly signal?: AbortSignal | undefined;
}

const LONGEST_COMPLAINT = 4_000;

/** Starts a process that is given no environment but the time zone UTC; what it prints goes nowhere. */
export function startHostProcess(options: ProcessOptions): HostProcess {
  const { megabytes, program = locateProgram() } = options;
  const child = spawn(
    process.execPath,
    ['--no-warnings', `--max-old-space-size=${megabytes}`, fileURLToPath(program)],
    { cwd: '/', env: environment(), stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] },
  );
  const talk = new Talk(child, options);
  return { ask: (errand) => talk.ask(errand), end: () => talk.end() };
}

/** Where this program keeps compiled code, if it does; the process starts from the same files. */
function environment(): NodeJS.ProcessEnv {
  const folder = getCompileCacheDir();
  return { TZ: 'UTC', ...(folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) }) };
}

interface Waiting {
  readonly resolve: (heard: Heard) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
  readonly doing: () => string;
}

class Talk {
  readonly #child: ChildProcess;
  readonly #where: string;
  readonly #signal: AbortSignal | undefined;
  readonly #orders: Writable;
  readonly #gone: Promise<unknown>;
  #sequence = -1;
  #waiting: Waiting | null = null;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #complaint = '';
  #end: string | null = null;

  constructor(child: ChildProcess, { where, signal }: ProcessOptions) {
    this.#child = child;
    this.#where = where;
    this.#signal = signal;
    signal?.addEventListener('abort', this.#abort);
    this.#orders = child.stdio[ORDERS_IN] as Writable;
    // Whether orders arrive is heard by their answers.
    this.#orders.on('error', () => {});
    const answers = child.stdio[ANSWERS_OUT] as Readable;
    answers.on('data', (chunk: Buffer) => this.#take(chunk));
    answers.on('error', () => {});
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#complaint = (this.#complaint + chunk.toString('utf8')).slice(-LONGEST_COMPLAINT);
    });
    this.#gone = this.#awaitEnd();
  }

  readonly #abort = (): void => this.#giveUp('was interrupted');

  ask({ order, numbers, limit, doing }: Errand): Promise<Heard> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#giveUp(`gave no answer in ${limit / 1_000} s`), limit);
      this.#waiting = { resolve, reject, timer, doing };
      this.#sequence += 1;
      if (this.#end === null) this.#orders.write(writeFrame(this.#sequence, order, numbers));
      else this.#giveUp(this.#end);
    });
  }

  async end(): Promise<void> {
    this.#signal?.removeEventListener('abort', this.#abort);
    this.#child.kill('SIGKILL');
    await this.#gone;
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes < HEAD_BYTES) return;
    if ((this.#chunks[0] as Buffer).length < HEAD_BYTES) this.#chunks = [Buffer.concat(this.#chunks)];
    try {
      const length = HEAD_BYTES + bytesAfter(this.#chunks[0] as Buffer);
      if (this.#bytes < length) return;
      this.#read(Buffer.concat(this.#chunks));
    } catch (error) {
      this.#giveUp(`answered what is no answer (${messageOf(error)})`);
    }
  }

  #read(message: Buffer): void {
    this.#chunks = [];
    this.#bytes = 0;
    const { sequence, words, numbers } = readFrame(message);
    const answer = Answer.parse(words);
    const waiting = this.#waiting;
    if (waiting === null || sequence !== this.#sequence) throw new RangeError('nobody asked for it');
    this.#waiting = null;
    clearTimeout(waiting.timer);
    waiting.resolve({ answer, numbers });
  }

  /** Nothing more can be asked of this process. */
  #giveUp(how: string): void {
    this.#end ??= how;
    this.#child.kill('SIGKILL');
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting === null) return;
    clearTimeout(waiting.timer);
    waiting.reject(this.#signal?.aborted === true ? this.#signal.reason : this.#failure(how, waiting));
  }

  #failure(how: string, { doing }: Waiting): AppError {
    return new AppError('bad-input', `the process of the strategy ${how}, while it was ${doing()}`, {
      where: this.#where,
      expected: 'a strategy that answers after each bar, ends no process and writes to no descriptor but its own',
      advice: 'Look for an endless loop, a call of process.exit, or more memory than there is.',
    });
  }

  async #awaitEnd(): Promise<void> {
    this.#giveUp(`${await endOf(this.#child)}${lastWords(this.#complaint)}`);
  }
}

/** The line of a complaint that says what is wrong. */
function lastWords(complaint: string): string {
  const line = complaint.split('\n').find((one) => /^\w*(?:Error|FATAL ERROR)\b.*:/.test(one.trim()));
  return line === undefined ? '' : ` (${line.trim()})`;
}
