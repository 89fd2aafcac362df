import { z } from 'zod';
import type { Change } from '../../../backtest/proofs/growth.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { Garbage, type Message } from './incoming.ts';

const Place = z.int().min(0);

/** Most columns of a strategy, and most letters of the name of one. */
export const MOST_COLUMNS = 256;
const Columns = z.array(z.string().max(100)).max(MOST_COLUMNS);

/** Letters that are kept of what a strategy says about itself. */
const KEPT = 4_000;

const Sentence = z.string().transform((text) => text.slice(0, KEPT));

const Version = z.string().regex(/^[\w.+~-]{1,50}$/);
const PackageName = z.string().regex(/^[\w.-]{1,100}$/);

/** What a process with a strategy says of itself when it is opened. */
export const Opened = z.object({
  kind: z.literal('opened'),
  traits: z.array(z.object({ warmup: Place, looksAtPositions: z.boolean() })),
  runtime: z.object({
    language: z.enum(['typescript', 'python']),
    version: Version,
    packages: z.record(PackageName, Version).refine((all) => Object.keys(all).length <= 100, 'too many packages'),
  }),
});

export const Ready = z.object({ kind: z.literal('ready') });
export const Noted = z.object({ kind: z.literal('noted') });

/** Something that was wanted after a bar, to be read by the rules of the runner. */
const Told = z.object({ bar: Place, requests: z.unknown().optional(), exits: z.unknown().optional() });
const ToldOf = z.object({ symbol: Place, ...Told.shape });
export type Told = z.infer<typeof Told>;
export type ToldOf = z.infer<typeof ToldOf>;

/** Values are spelled out, since JSON has no NaN. */
const ChangeWords = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('value'), bar: Place, column: z.string(), before: Sentence, after: Sentence }),
  z.object({ kind: z.literal('decision'), bar: Place, before: Sentence, after: Sentence }),
]);
type ChangeWords = z.infer<typeof ChangeWords>;

const Threw = z.object({ kind: z.literal('threw'), symbol: Place, bar: Place, message: Sentence });

/** What came of a step; the numbers are the rows of the symbols, one after the other. */
export const Grown = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('grown'),
    symbols: z.array(
      z.object({
        symbol: Place,
        from: Place,
        until: Place,
        columns: Columns,
        decisions: z.array(Told),
        changes: z.array(ChangeWords),
      }),
    ),
  }),
  Threw,
]);

/** What was computed with all bars; the numbers are the columns of the symbols, one after the other. */
export const Prepared = z.object({
  kind: z.literal('prepared'),
  symbols: z.array(z.object({ columns: Columns })),
});

export const AskedAhead = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('asked'), until: Place, decisions: z.array(ToldOf) }),
  Threw,
]);

/** A run with all bars is over; the numbers are the columns of the symbols, one after the other. */
export const Ran = z.object({
  kind: z.literal('ran'),
  symbols: z.array(z.object({ warmup: Place, looksAtPositions: z.boolean(), columns: Columns })),
  decisions: Place,
});

/** Some of the decisions of a run, by ascending bar within each symbol. */
export const Decided = z.object({ kind: z.literal('decided'), decisions: z.array(ToldOf), done: z.boolean() });

/** The strategy cannot be used at all. */
const Refused = z.object({
  kind: z.literal('refused'),
  what: Sentence,
  expected: Sentence.optional(),
  advice: Sentence.optional(),
  line: z.int().min(1).optional(),
});

/** A reader of one kind of answer; a refusal is thrown as an AppError that names the strategy, all else as Garbage. */
export function readerOf<T>(schema: z.ZodType<T>, where: string): (message: Message) => T {
  return ({ words, line }) => {
    const read = schema.safeParse(words);
    if (read.success) return read.data;
    const { data: refused } = Refused.safeParse(words);
    if (refused === undefined) throw new Garbage(line);
    const { what, expected, advice, line: place } = refused;
    throw new AppError('bad-input', what, {
      where: place === undefined ? where : `${where}:${place}`,
      ...(expected === undefined ? {} : { expected }),
      ...(advice === undefined ? {} : { advice }),
    });
  };
}

/** Reads a change as the proof knows it. */
export function readChange(change: ChangeWords): Change {
  if (change.kind === 'decision') return change;
  return { ...change, before: Number(change.before), after: Number(change.after) };
}
