import { RecorderTee } from '../artefacts/recorder-tee.ts';
import type { Bars } from '../bars.ts';
import type { Recorder } from '../event.ts';
import type { RunConfig } from '../run-config.ts';
import { type Asked, NOTHING } from '../runner/asked.ts';
import { type Desk, runDesks } from '../runner/desk-loop.ts';
import type { Decision } from '../runner/replayed-decisions.ts';
import { OrderOrigins } from './order-origins.ts';

/** The decisions of a run, by symbol, and where its positions came from. */
export interface RecordedRun {
  readonly decisions: readonly (readonly Decision[])[];
  readonly origins: OrderOrigins;
}

/** A part of the data of a run: the place of each symbol in the run, and its first bar of the part. */
export interface WindowPart {
  readonly symbol: number;
  readonly bar: number;
}

/** What is replayed with recorded decisions. */
export interface RecordedReplay {
  readonly run: RecordedRun;
  readonly series: readonly Bars[];
  readonly parts: readonly WindowPart[];
  readonly config: RunConfig;
  readonly seed: number;
  readonly recorder: Recorder;
}

/**
 * Replays a part of a run with the decisions that were made in it, under another configuration. An exit closes the
 * position of the same order as in the run; where that order did not fill, it closes nothing.
 */
export function replayRecorded({ run, parts, recorder, ...market }: RecordedReplay): void {
  const here = new OrderOrigins();
  const desks = market.series.map(({ symbol }, index) => {
    const { symbol: place, bar } = parts[index] as WindowPart;
    return new WindowDesk(run.decisions[place] ?? [], { symbol, start: bar, there: run.origins, here });
  });
  runDesks({ ...market, desks, recorder: new RecorderTee([here, recorder]) });
}

interface WindowTerms {
  readonly symbol: string;
  /** The bar of the run that is bar 0 here. */
  readonly start: number;
  readonly there: OrderOrigins;
  readonly here: OrderOrigins;
}

class WindowDesk implements Desk {
  readonly looksAtPositions = false;
  readonly #decisions: ReadonlyMap<number, Asked>;
  readonly #terms: WindowTerms;

  constructor(decisions: readonly Decision[], terms: WindowTerms) {
    const { start } = terms;
    this.#decisions = new Map(
      decisions.filter(({ bar }) => bar >= start).map(({ bar, asked }) => [bar - start, asked]),
    );
    this.#terms = terms;
  }

  ask(bar: number): Asked {
    const asked = this.#decisions.get(bar);
    if (asked === undefined || asked.exits.length === 0) return asked ?? NOTHING;
    const exits = asked.exits.flatMap((exit) => {
      const position_id = this.#positionHere(exit.position_id);
      return position_id === undefined ? [] : [{ ...exit, position_id }];
    });
    return { requests: asked.requests, exits };
  }

  #positionHere(positionThere: string): string | undefined {
    const { symbol, start, there, here } = this.#terms;
    const origin = there.originOf(positionThere);
    if (origin === undefined || origin.symbol !== symbol) return undefined;
    return here.positionOf({ ...origin, bar: origin.bar - start });
  }
}
