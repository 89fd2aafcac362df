import { z } from 'zod';
import type { NoiseOrder, PositionsAt } from '../../../backtest/proofs/growth.ts';
import type { RunConfig } from '../../../backtest/run-config.ts';
import type { StrategyOrder } from '../../../ports/growing-strategy.ts';

/** What a process with a strategy is told; each order has one answer. Numbers travel beside the words. */
export type Order =
  /** To load the strategy and make one for each symbol. */
  | { readonly kind: 'open'; readonly protocol: number; readonly order: StrategyOrder }
  /** More bars of a symbol, to be held until the step or the run that they belong to. */
  | { readonly kind: 'bars'; readonly symbol: number }
  /** To go on by one close: the numbers are one bar of each symbol that is named, in this order. */
  | { readonly kind: 'grow'; readonly symbols: readonly SymbolWords[] }
  /** To start anew, with the bars that are held added to those before. */
  | { readonly kind: 'anew'; readonly symbols: readonly SymbolWords[]; readonly noise: NoiseOrder | null }
  /** To run once over the bars that are held. */
  | { readonly kind: 'whole'; readonly config: RunConfig };

export interface SymbolWords {
  readonly symbol: number;
  readonly positions: readonly PositionsAt[];
}

const Place = z.int().min(0);
const Asked = z.array(z.strictObject({ bar: Place, text: z.string() }));
const Traits = z.strictObject({ warmup: Place, looksAtPositions: z.boolean() });

/** Values are spelled out, since JSON has no NaN. */
const ChangeWords = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('value'), bar: Place, column: z.string(), before: z.string(), after: z.string() }),
  z.strictObject({ kind: z.literal('decision'), bar: Place, before: z.string(), after: z.string() }),
]);
export type ChangeWords = z.infer<typeof ChangeWords>;

const GrownWords = z.strictObject({
  symbol: Place,
  from: Place,
  until: Place,
  columns: z.array(z.string()),
  asked: Asked,
  changes: z.array(ChangeWords),
});

/** What it answers; it holds code of strangers, so every answer is parsed. */
export const Answer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('opened'), protocol: z.int(), traits: z.array(Traits) }),
  z.strictObject({ kind: z.literal('noted') }),
  /** The numbers are the rows of the symbols, one after the other. */
  z.strictObject({ kind: z.literal('grown'), symbols: z.array(GrownWords) }),
  z.strictObject({ kind: z.literal('threw'), symbol: Place, bar: Place, message: z.string() }),
  /** The numbers are the columns of the symbols, one after the other. */
  z.strictObject({
    kind: z.literal('ran'),
    symbols: z.array(z.strictObject({ ...Traits.shape, columns: z.array(z.string()), asked: Asked })),
  }),
  /** The strategy cannot be used at all. */
  z.strictObject({
    kind: z.literal('refused'),
    what: z.string(),
    where: z.string().optional(),
    expected: z.string().optional(),
    advice: z.string().optional(),
  }),
]);
export type Answer = z.infer<typeof Answer>;
