import type { Readable } from 'node:stream';
import { AppError } from '../../../kernel/app-error.ts';
import { Garbage, Incoming, type Message } from '../strategy-host/incoming.ts';
import { bytesOf, writeLine } from '../strategy-host/protocol.ts';
import { BrokerDesk } from './broker-desk.ts';

/** Numbers of a market that a program may send at once. */
export const MOST_MARKET_FLOATS = 16_777_216;

/** Where a service reads and writes. */
export interface ServiceStreams {
  readonly input: Readable;
  readonly write: (bytes: Uint8Array) => void;
}

/** Answers brokers' requests on two streams until the first one ends; what is no request is an `AppError`. */
export async function serveBroker({ input, write }: ServiceStreams, desk = new BrokerDesk()): Promise<void> {
  const waiting: Message[] = [];
  const incoming = new Incoming((message) => waiting.push(message));
  incoming.mostFloats = MOST_MARKET_FLOATS;
  for await (const chunk of input) {
    feed(incoming, Buffer.from(chunk as Uint8Array));
    for (let message = waiting.shift(); message !== undefined; message = waiting.shift()) {
      const { number, words, line } = message;
      if (words.kind !== 'broker' || typeof words.id !== 'number') throw noRequest(line);
      const { body, floats } = await desk.answer(words.body, message.floats);
      write(writeLine(number, { kind: 'broker-answer', id: words.id, body }, floats?.length ?? 0));
      if (floats !== undefined) write(bytesOf(floats));
    }
  }
}

function feed(incoming: Incoming, chunk: Buffer): void {
  try {
    incoming.feed(chunk);
  } catch (error) {
    throw error instanceof Garbage ? noRequest(error.message) : error;
  }
}

function noRequest(line: string): AppError {
  return new AppError('bad-input', `this is no request to a broker: ${line}`, {
    where: 'standard input',
    expected: 'the adapter of a strategy in Python, which starts this program itself',
  });
}
