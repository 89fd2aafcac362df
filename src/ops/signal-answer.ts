import type { UnknownReading } from './reading.ts';

/** A number, the text that stood in its place, such as `NaN`, or why this one figure of several is unknown. */
export type SignalFigure = number | string | UnknownReading;

/** What a source gave for a signal; shapes that do not fit the form have been refused as unknown. */
export type SignalAnswer =
  | { readonly form: 'number'; readonly value: SignalFigure; readonly sampledAt: string | null }
  | { readonly form: 'names'; readonly names: readonly string[]; readonly sampledAt: string | null }
  | { readonly form: 'recent'; readonly values: readonly SignalFigure[]; readonly sampledAt: string | null }
  | { readonly form: 'by-crypto'; readonly of: ReadonlyMap<string, SignalFigure>; readonly sampledAt: string | null }
  | {
      readonly form: 'recent-by-crypto';
      readonly of: ReadonlyMap<string, readonly SignalFigure[]>;
      readonly sampledAt: string | null;
    };
