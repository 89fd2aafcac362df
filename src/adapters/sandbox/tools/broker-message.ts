import { z } from 'zod';

/** Times of bars: from 1800 to 2300, so that every one of them is a date. */
const FIRST_TIME = -5_364_662_400_000;
const LAST_TIME = 10_413_792_000_000;

const Session = z.int().min(0);
const Time = z.number().min(FIRST_TIME).max(LAST_TIME);
const Name = z.string().max(200);
const SymbolName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,31}$/, 'a symbol of letters, digits and . _ : / -');
const Fields = z.record(z.string().max(64), z.json());

/** A bar as a loop steps through it. */
const SteppedBar = z.object({
  symbol: SymbolName.nullish(),
  time: Time,
  close_time: Time,
  open: z.number(),
  high: z.number(),
  low: z.number(),
  close: z.number(),
  volume: z.number(),
});

/** What a strategy wanted after a bar, as it says so itself. */
const Decision = z.object({
  symbol: z.int().min(0),
  bar: z.int().min(0),
  requests: z.unknown().optional(),
  exits: z.unknown().optional(),
});

/** What a test wants of a broker, as it comes out of the wall: nothing of it is believed before it is read. */
export const BrokerRequest = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('open'),
    symbols: z.array(SymbolName).min(1).max(32),
    config: Fields.default({}),
    seed: z.int().min(0).max(4_294_967_295).default(1),
  }),
  z.object({ kind: z.literal('place'), session: Session, request: z.unknown() }),
  z.object({ kind: z.literal('cancel'), session: Session, order_id: Name }),
  z.object({ kind: z.literal('close'), session: Session, position_id: Name, price: z.number().nullish() }),
  z.object({ kind: z.literal('step'), session: Session, bar: SteppedBar }),
  z.object({ kind: z.literal('positions'), session: Session }),
  z.object({ kind: z.literal('account'), session: Session }),
  z.object({ kind: z.literal('report'), session: Session }),
  z.object({ kind: z.literal('save'), session: Session, from: z.int().min(0).default(0) }),
  z.object({
    kind: z.literal('replay'),
    session: Session,
    symbol: SymbolName,
    traits: z.object({ warmup: z.int().min(0).default(0), looksAtPositions: z.boolean().default(true) }).prefault({}),
    closes: z.number().positive().max(LAST_TIME).nullish(),
  }),
  z.object({
    kind: z.literal('asked'),
    session: Session,
    until: z.int().min(0),
    decisions: z.array(Decision).max(1_000),
  }),
  z.object({ kind: z.literal('threw'), session: Session }),
]);
export type BrokerRequest = z.infer<typeof BrokerRequest>;

/** What a broker says to one request; an error says what was wrong, and the broker goes on. */
export interface BrokerAnswer {
  readonly body: Readonly<Record<string, unknown>>;
  readonly floats?: Float64Array;
}
