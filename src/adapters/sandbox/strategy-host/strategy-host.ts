import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import { AppError, isAppError } from '../../../kernel/app-error.ts';
import type { Surroundings } from '../../../ports/backtest-engine.ts';
import type { StrategyHost, StrategyOrder } from '../../../ports/growing-strategy.ts';
import { openWallEngine } from '../wall/opened-engine.ts';
import type { WallChoice, WallEngine } from '../wall/wall-engine.ts';
import { Ready, readerOf } from './answers.ts';
import { Conversation, type ConversationOptions } from './conversation.ts';
import type { HostLimits } from './host-limits.ts';
import { isPython, readInWallProgram } from './in-wall-program.ts';
import { startLocally } from './local-process.ts';
import { StrategyProcess } from './strategy-process.ts';
import { readStrategySource } from './strategy-source.ts';

/** How strategies are run, and behind what. */
export interface HostOptions extends Partial<HostLimits> {
  /** The wall that each process is started behind; without one only strategies in TypeScript run. */
  readonly wall?: WallChoice | null | undefined;
  /** Puts the wall up; the engine that the choice names, unless it is given. */
  readonly engine?: WallEngine | undefined;
  /** Of processes behind a wall; usual ones unless it is given. */
  readonly surroundings?: Surroundings | undefined;
  /** Hears what strategies print. */
  readonly onOutput?: ((text: string) => void) | undefined;
}

/** The bounds that hold where nobody names others. */
const HOST_LIMITS: HostLimits = { start: 30_000, step: 30_000, whole: 86_400_000, megabytes: 1_024 };

const MOST_CHANCE = 2 ** 31 - 1;

/** Runs strategies in processes of their own, to which everything is sent over their standard streams. */
export function openStrategyHost(options: HostOptions = {}): StrategyHost {
  return {
    timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
    chance: () => randomInt(MOST_CHANCE),
    startGrowing: (order, signal) => startStrategy(order, options, signal),
    runWhole: async (order, whole, signal) => {
      const started = await startStrategy(order, options, signal);
      try {
        return await started.runWhole(whole);
      } finally {
        await started.close();
      }
    },
  };
}

/** Starts a process and has the strategy loaded in it; whoever gets it closes it. */
export async function startStrategy(
  order: StrategyOrder,
  options: HostOptions,
  signal?: AbortSignal,
): Promise<StrategyProcess> {
  signal?.throwIfAborted();
  const { wall, engine: _, surroundings: __, onOutput, ...given } = options;
  const limits: HostLimits = { ...HOST_LIMITS, ...given };
  const listening = { where: order.strategy, signal, onOutput };
  const { talk, place } =
    wall === null || wall === undefined
      ? beginLocally(order, limits, listening)
      : await beginWalled(order, { ...options, wall }, { ...listening, limit: limits.start });
  const started = new StrategyProcess(talk, order, limits);
  try {
    await started.open(place);
  } catch (error) {
    await talk.end();
    throw error;
  }
  return started;
}

/** A process, and where the strategy lies for it. */
interface Begun {
  readonly talk: Conversation;
  readonly place: string;
}

function beginLocally({ strategy }: StrategyOrder, limits: HostLimits, listening: ConversationOptions): Begun {
  if (isPython(strategy)) {
    throw new AppError('outside-failed', 'a strategy in Python runs behind a wall only, and none stands', {
      where: strategy,
      expected: 'bubblewrap, podman or docker, and an image that `conclave sandbox build` has built',
      advice: '`conclave sandbox probe` tells what is there.',
    });
  }
  return { talk: new Conversation(startLocally(limits), listening), place: resolve(strategy) };
}

/** Share of the memory behind a wall that the heap of Node may take; bars lie beside it. */
const HEAP_SHARE = 0.6;

async function beginWalled(
  { strategy }: StrategyOrder,
  { wall, engine, surroundings = 'usual' }: HostOptions & { readonly wall: WallChoice },
  { limit, ...listening }: ConversationOptions & { readonly limit: number },
): Promise<Begun> {
  const source = await readStrategySource(strategy);
  const program = await readInWallProgram(strategy, Math.floor(wall.settings.memory_mb * HEAP_SHARE));
  const { image, settings } = wall;
  const walls = engine ?? openWallEngine(wall);
  const process = await walls.start({ image, settings, command: program.command, surroundings });
  const talk = new Conversation(process, listening);
  const files = [...program.files, { path: program.strategy, bytes: source }];
  try {
    await talk.ask({
      order: {
        kind: 'files',
        files: files.map(({ path, bytes }) => ({ path, bytes: bytes.length })),
        start: program.start,
      },
      bytes: files.map(({ bytes }) => bytes),
      limit,
      doing: () => 'started behind its wall',
      read: readerOf(Ready, strategy),
    });
  } catch (error) {
    await talk.end();
    throw notStarted(error, strategy, listening.signal);
  }
  return { talk, place: program.strategy };
}

/** No line of the strategy has run by then: what fails is the wall or what stands behind it. */
function notStarted(error: unknown, where: string, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted === true || !isAppError(error)) return error;
  return new AppError('outside-failed', error.message, {
    where,
    expected: 'a wall behind which the programs of its image start',
    advice: '`conclave sandbox probe` tries the wall out; `conclave sandbox build` builds the image again.',
    cause: error,
  });
}
