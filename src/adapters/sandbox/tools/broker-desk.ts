import type { z } from 'zod';
import type { OrderRequest } from '../../../backtest/order.ts';
import { RunConfig } from '../../../backtest/run-config.ts';
import { plainFields } from '../../../backtest/runner/told-decision.ts';
import { AppError, isAppError, messageOf } from '../../../kernel/app-error.ts';
import { NUMBERS_A_BAR } from '../strategy-host/packing.ts';
import { NO_FLOATS } from '../strategy-host/protocol.ts';
import { type BrokerAnswer, BrokerRequest } from './broker-message.ts';
import { BrokerReplay } from './broker-replay.ts';
import { BrokerSession } from './broker-session.ts';

type ReplayRequest = Extract<BrokerRequest, { kind: 'replay' }>;
type PlainRequest = Exclude<BrokerRequest, { kind: 'open' | 'replay' | 'asked' | 'threw' }>;

/** How much one program may keep of brokers. */
export interface BrokerLimits {
  readonly sessions: number;
  /** Bars, records and requests that wait, of all sessions together. */
  readonly records: number;
  /** Characters of all decisions. */
  readonly letters: number;
}

const BROKER_LIMITS: BrokerLimits = { sessions: 256, records: 2_000_000, letters: 67_108_864 };

/** Characters of artefacts in one answer, so that it fits into a line. */
const PAGE = 150_000;

/** Brokers for a program that cannot be trusted: whatever it asks for becomes an answer, and what is kept is bounded. */
export class BrokerDesk {
  readonly #limits: BrokerLimits;
  readonly #sessions: BrokerSession[] = [];
  /** Those that are not at their end. */
  readonly #replays = new Map<number, BrokerReplay>();
  #letters = 0;

  constructor(limits: Partial<BrokerLimits> = {}) {
    this.#limits = { ...BROKER_LIMITS, ...limits };
  }

  /** Answers one request, with the numbers that came with it. */
  async answer(body: unknown, floats: Float64Array = NO_FLOATS): Promise<BrokerAnswer> {
    try {
      const parsed = BrokerRequest.safeParse(body);
      if (!parsed.success)
        throw new AppError('bad-input', 'the request cannot be read', { expected: wordsOf(parsed.error) });
      return mustFit(await this.#obey(parsed.data, floats));
    } catch (error) {
      return { body: { error: errorOf(error) } };
    }
  }

  async #obey(request: BrokerRequest, floats: Float64Array): Promise<BrokerAnswer> {
    if (request.kind === 'open') return { body: { session: this.#open(request) } };
    const session = this.#sessionOf(request.session);
    if (request.kind === 'replay') return this.#startReplay(request, session, floats);
    if (request.kind === 'asked') return this.#goOn(request);
    if (request.kind === 'threw') {
      this.#replays.delete(request.session);
      return { body: {} };
    }
    return { body: this.#ask(request, session) };
  }

  #ask(request: PlainRequest, session: BrokerSession): Readonly<Record<string, unknown>> {
    const { adapter } = session;
    switch (request.kind) {
      case 'place':
        this.#mustHaveRoom(1);
        return { ...adapter.place_order(plainFields(request.request) as OrderRequest) };
      case 'cancel':
        this.#mustHaveRoom(1);
        return { cancelled: adapter.cancel_order(request.order_id) };
      case 'close':
        this.#mustHaveRoom(1);
        return { ...adapter.close_position(request.position_id, request.price ?? null) };
      case 'step': {
        this.#mustHaveRoom(1);
        const { symbol, ...bar } = request.bar;
        return { events: session.step({ ...bar, ...(symbol == null ? {} : { symbol }) }) };
      }
      case 'positions':
        return { positions: adapter.get_positions() };
      case 'account':
        return { account: adapter.get_account() };
      case 'report':
        return { report: session.report() };
      case 'save':
        return pageOf(session.save(), request.from);
      default:
        return request satisfies never;
    }
  }

  #startReplay(request: ReplayRequest, session: BrokerSession, floats: Float64Array): Promise<BrokerAnswer> {
    this.#replays.delete(request.session);
    // Each bar is kept once, with its mark.
    this.#mustHaveRoom((floats.length / NUMBERS_A_BAR) * 2);
    const replay = new BrokerReplay(session, request, floats);
    this.#replays.set(request.session, replay);
    return this.#untilDone(request.session, replay.next());
  }

  #goOn(request: Extract<BrokerRequest, { kind: 'asked' }>): Promise<BrokerAnswer> {
    const replay = this.#replays.get(request.session);
    if (replay === undefined) throw new AppError('bad-input', 'nothing is replayed in this session');
    this.#letters += JSON.stringify(request.decisions).length;
    if (this.#letters > this.#limits.letters) {
      throw new AppError('bad-input', 'the decisions of these tests take all the room that they may', {
        expected: `at most ${this.#limits.letters} characters in all`,
        advice: 'Test with fewer orders, or with shorter comments.',
      });
    }
    return this.#untilDone(request.session, replay.hear(request));
  }

  /** What a replay came to is kept by its session. */
  async #untilDone(session: number, answering: Promise<BrokerAnswer>): Promise<BrokerAnswer> {
    const answer = await answering;
    if (answer.body.kind === 'done') this.#replays.delete(session);
    return answer;
  }

  #open({ symbols, config, seed }: Extract<BrokerRequest, { kind: 'open' }>): number {
    if (this.#sessions.length >= this.#limits.sessions) {
      throw new AppError('bad-input', `there are ${this.#sessions.length} brokers open`, {
        expected: `at most ${this.#limits.sessions} in one run of the tests`,
      });
    }
    const parsed = RunConfig.safeParse({ version: 1, ...config });
    if (!parsed.success)
      throw new AppError('bad-config', 'the configuration cannot be used', { expected: wordsOf(parsed.error) });
    if (new Set(symbols).size < symbols.length) throw new AppError('bad-input', 'a symbol is named twice');
    this.#sessions.push(new BrokerSession({ symbols, config: parsed.data, seed }));
    return this.#sessions.length - 1;
  }

  #sessionOf(number: number): BrokerSession {
    const session = this.#sessions[number];
    if (session !== undefined) return session;
    throw new AppError('bad-input', `there is no session ${number}`, { expected: 'a session that `open` answered' });
  }

  #mustHaveRoom(wanted: number): void {
    const kept = [...this.#sessions, ...this.#replays.values()].reduce((sum, { size }) => sum + size, 0);
    if (kept + wanted <= this.#limits.records) return;
    throw new AppError('bad-input', 'the brokers of these tests have kept all that they may', {
      expected: `at most ${this.#limits.records} bars, events, trades and marks in all`,
      advice: 'Test with fewer bars.',
    });
  }
}

/** Bytes of an answer that surely fit into a line of the protocol. */
const MOST_BYTES = 1_000_000;

function mustFit(answer: BrokerAnswer): BrokerAnswer {
  if (Buffer.byteLength(JSON.stringify(answer.body)) <= MOST_BYTES) return answer;
  throw new AppError('bad-input', 'the answer is too long for one message', {
    expected: 'fewer positions and shorter comments',
  });
}

/** Artefacts from a place among all their pieces on; `next` is where to go on, null at the end. */
function pageOf(texts: Readonly<Record<string, string>>, from: number): Readonly<Record<string, unknown>> {
  const pieces = Object.entries(texts).flatMap(([name, text]) => cut(text).map((piece) => ({ name, piece })));
  const found = pieces[from];
  if (found === undefined) throw new AppError('bad-input', 'there is no such page of the artefacts');
  return { texts: { [found.name]: found.piece }, next: from + 1 < pieces.length ? from + 1 : null };
}

function cut(text: string): readonly string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length || pieces.length === 0; ) {
    // A letter of two units stays whole.
    const end = isLead(text.charCodeAt(at + PAGE - 1)) ? at + PAGE - 1 : at + PAGE;
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces;
}

function isLead(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function wordsOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? 'a request of the protocol' : `${issue.path.join('.')}: ${issue.message}`.slice(0, 300);
}

function errorOf(error: unknown): { readonly what: string; readonly expected?: string } {
  if (!isAppError(error)) return { what: `the broker failed: ${messageOf(error)}`.slice(0, 500) };
  const { expected } = error.facts;
  return { what: error.message, ...(expected === undefined ? {} : { expected }) };
}
