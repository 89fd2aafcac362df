import { AppError, isAppError } from '../../../kernel/app-error.ts';
import { hearLastWords } from '../last-words.ts';
import type { WallEnd, WalledProcess } from '../wall/wall-engine.ts';
import { Complaints } from './complaints.ts';
import { Garbage, Incoming, type Message } from './incoming.ts';
import { bytesOf, type Words, writeLine } from './protocol.ts';

/** An order on its way. */
export interface Errand<T> {
  readonly order: Words;
  readonly floats?: Float64Array;
  /** What follows the line of an order that is about files. */
  readonly bytes?: readonly Uint8Array[];
  /** Most milliseconds until the answer. */
  readonly limit: number;
  /** Most numbers that the answer may have; none unless it is given. */
  readonly mostFloats?: number;
  /** What the process is busy with, as it reads on from "while it was". */
  readonly doing: () => string;
  /** Reads the answer; one that is none is thrown as Garbage or as an AppError, and ends the process. */
  readonly read: (message: Message) => T;
}

/** Whose process it is, and who hears of it. */
export interface ConversationOptions {
  /** How errors call the strategy. */
  readonly where: string;
  /** Ends the process; its reason is what is heard of it then. */
  readonly signal?: AbortSignal | undefined;
  /** Hears what the strategy prints. */
  readonly onOutput?: ((text: string) => void) | undefined;
}

interface Waiting {
  readonly number: number;
  readonly hear: (message: Message) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
  readonly doing: () => string;
}

/** Orders and answers with one process; one order at a time. Whatever comes without an order ends it. */
export class Conversation {
  readonly #process: WalledProcess;
  readonly #options: ConversationOptions;
  readonly #incoming: Incoming;
  readonly #complaints: Complaints;
  readonly #gone: Promise<void>;
  #number = -1;
  #waiting: Waiting | null = null;
  #end: Ended | null = null;

  constructor(process: WalledProcess, options: ConversationOptions) {
    this.#process = process;
    this.#options = options;
    this.#incoming = new Incoming((message) => this.#hear(message));
    this.#complaints = new Complaints(process.errors, options.onOutput);
    // Whether orders arrive is heard by their answers.
    process.input.on('error', () => {});
    process.output.on('error', () => {});
    process.output.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#gone = this.#awaitEnd();
    options.signal?.addEventListener('abort', this.#abort);
    // It may have happened while the process was started.
    if (options.signal?.aborted === true) this.#abort();
  }

  readonly #abort = (): void => this.#giveUp({ how: 'was interrupted' });

  /** Gives an order and awaits its answer. */
  async ask<T>({ order, floats, bytes = [], limit, mostFloats = 0, doing, read }: Errand<T>): Promise<T> {
    this.#number += 1;
    const line = writeLine(this.#number, order, floats?.length ?? 0);
    return await new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => this.#giveUp({ how: `gave no answer in ${limit / 1_000} s` }), limit);
      const hear = (message: Message): void => resolve(read(message));
      this.#waiting = { number: this.#number, hear, reject, timer, doing };
      this.#incoming.mostFloats = mostFloats;
      if (this.#end !== null) return this.#giveUp(this.#end);
      const { input } = this.#process;
      input.cork();
      input.write(line);
      if (floats !== undefined) input.write(bytesOf(floats));
      for (const each of bytes) input.write(each);
      input.uncork();
    });
  }

  /** Ends the process, and returns when it is gone. */
  async end(): Promise<void> {
    this.#options.signal?.removeEventListener('abort', this.#abort);
    this.#end ??= { how: 'was ended' };
    this.#process.kill();
    await this.#gone;
  }

  #take(chunk: Buffer): void {
    try {
      if (this.#end === null) this.#incoming.feed(chunk);
    } catch (error) {
      this.#refuse(error);
    }
  }

  #hear(message: Message): void {
    const waiting = this.#waiting;
    if (waiting === null || message.number !== waiting.number)
      throw new Garbage(`an answer to nothing: ${message.line}`);
    waiting.hear(message);
    clearTimeout(waiting.timer);
    this.#waiting = null;
    this.#incoming.mostFloats = 0;
  }

  #refuse(error: unknown): void {
    if (error instanceof Garbage)
      this.#giveUp({ how: `answered what is no answer (${error.message})`, advice: PRINTS });
    else this.#giveUp({ how: 'answered what cannot be read', error });
  }

  /** Nothing more can be asked of this process. */
  #giveUp(end: Ended): void {
    this.#end ??= end;
    this.#process.kill();
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting === null) return;
    clearTimeout(waiting.timer);
    const { signal } = this.#options;
    waiting.reject(signal?.aborted === true ? signal.reason : this.#failure(this.#end, waiting));
  }

  #failure({ how, error, advice = USUAL_ADVICE }: Ended, { doing }: Waiting): unknown {
    if (error !== undefined && isAppError(error)) return error;
    return new AppError('bad-input', `the process of the strategy ${how}, while it was ${doing()}`, {
      where: this.#options.where,
      expected: 'a strategy that answers after each bar, ends no process and writes to no descriptor but its own',
      advice,
      ...(error === undefined ? {} : { cause: error }),
    });
  }

  async #awaitEnd(): Promise<void> {
    const end = await this.#process.end;
    // Whoever still waits is told of the end, not that it took too long.
    clearTimeout(this.#waiting?.timer);
    await hearLastWords([this.#process.output, this.#process.errors]);
    this.#complaints.finish();
    const { how, advice } = endOf(this.#complaints.isOutOfHeap ? { kind: 'memory' } : end);
    this.#giveUp({ how: `${how}${this.#complaints.lastWords()}`, advice });
    for (const pipe of [this.#process.input, this.#process.output, this.#process.errors]) pipe.destroy();
  }
}

/** Why nothing more is asked, and what a person can do about it. */
interface Ended {
  readonly how: string;
  readonly advice?: string;
  readonly error?: unknown;
}

const PRINTS = 'Print with print() or console.log; nothing of a strategy may write to its standard output by itself.';

const USUAL_ADVICE = 'Look for an endless loop, a call that ends the process, or more memory than there is.';

function endOf(end: WallEnd): { readonly how: string; readonly advice: string } {
  switch (end.kind) {
    case 'exited':
      return {
        how: `ended with exit code ${end.code}`,
        advice: 'Look for what ends the process, such as a call of exit.',
      };
    case 'signalled':
      return { how: `ended with ${end.signal}`, advice: USUAL_ADVICE };
    case 'memory':
      return {
        how: 'used up its memory',
        advice: 'Keep less: no list that grows with each bar, no copies of the data.',
      };
    case 'time':
      return {
        how: `used up the ${end.seconds} s that its wall gives it`,
        advice: 'Look for an endless loop; compute columns once in the preparation, not again at each bar.',
      };
    case 'killed':
      return { how: 'was ended', advice: USUAL_ADVICE };
    default:
      return end satisfies never;
  }
}
