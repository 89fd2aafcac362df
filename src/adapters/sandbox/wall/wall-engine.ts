import type { Readable, Writable } from 'node:stream';
import type { WallSettings } from '../../../backtest/wall/bounds.ts';
import type { Guarantee, WallEngineName } from '../../../backtest/wall/wall.ts';
import type { Surroundings } from '../../../ports/backtest-engine.ts';

/** The programs behind a wall, as an engine finds them: an image of its store, or a folder that is the root. */
export type ImagePlace =
  | { readonly kind: 'image'; readonly id: string; readonly digest: string }
  | { readonly kind: 'root'; readonly folder: string; readonly digest: string };

/** What is to run behind a wall. It gets three streams, an environment of ours and nothing else. */
export interface WallOrder {
  readonly image: ImagePlace;
  readonly settings: WallSettings;
  /** A program of the image and its arguments, such as `python3 -c …`. */
  readonly command: readonly string[];
  readonly surroundings: Surroundings;
}

/** How a process behind a wall ended: by itself, or by what it used up. */
export type WallEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: string }
  | { readonly kind: 'memory' }
  /** After so many seconds on our clock. */
  | { readonly kind: 'time'; readonly seconds: number }
  | { readonly kind: 'killed' };

/** A process behind a wall. */
export interface WalledProcess {
  readonly input: Writable;
  readonly output: Readable;
  readonly errors: Readable;
  /** Settles when it and everything that it started is gone; it never rejects. */
  readonly end: Promise<WallEnd>;
  /** Ends it and everything that it started; await `end` afterwards. */
  kill(): void;
}

/** A program of this machine that puts up walls. */
export interface WallEngine {
  readonly name: WallEngineName;
  readonly version: string;
  /** Starts a process; an engine that cannot is an AppError `outside-failed` that says what to do. */
  start(order: WallOrder): Promise<WalledProcess>;
  /** Tries out behind the very wall that an order gets what it holds back. */
  probe(order: Pick<WallOrder, 'image' | 'settings'>): Promise<readonly Guarantee[]>;
}

/** A wall that may be put up again and again, also by another process of ours: plain data. */
export interface WallChoice {
  readonly engine: WallEngineName;
  /** Absolute path of the engine's program. */
  readonly program: string;
  readonly version: string;
  readonly image: ImagePlace;
  readonly settings: WallSettings;
}
