import { randomBytes } from 'node:crypto';
import type { Guarantee } from '../../../../backtest/wall/wall.ts';
import { AppError } from '../../../../kernel/app-error.ts';
import type { WallEngine, WallOrder } from '../wall-engine.ts';
import { processesWith } from './host-process.ts';
import { NODE_HOARDER, NODE_PROBE, NODE_SLEEPER } from './node-probe.ts';
import { type Outside, openOutside } from './outside.ts';
import { PYTHON_HOARDER, PYTHON_PROBE, PYTHON_SLEEPER } from './python-probe.ts';
import { type Question, Sighting, STATUS_FIELDS } from './question.ts';
import { type ProbeRecord, readGuarantees } from './reading.ts';
import { type Opening, type Talk, talk } from './talk.ts';

/** What is known of an engine's means before anything is tried. */
export interface ProbeGround {
  /** Whether the memory of all processes together is counted; otherwise each has its own limit. */
  readonly isMemoryCounted: boolean;
  /** Whether a share of the processor was asked for; a busy machine gives little without. */
  readonly hasShares: boolean;
}

type Probed = Pick<WallOrder, 'image' | 'settings'>;

/** An interpreter of the image and the programs that are tried with it. */
interface Tongue {
  readonly start: readonly string[];
  readonly probe: string;
  readonly hoarder: string;
  readonly sleeper: string;
}

const TONGUES: readonly Tongue[] = [
  { start: ['python3', '-s', '-P', '-B', '-c'], probe: PYTHON_PROBE, hoarder: PYTHON_HOARDER, sleeper: PYTHON_SLEEPER },
  { start: ['node', '--no-warnings', '-e'], probe: NODE_PROBE, hoarder: NODE_HOARDER, sleeper: NODE_SLEEPER },
];

/** Mebibytes and processes beyond a limit that are tried. */
const BEYOND = 64;
const SPIN_MS = 400;
const PROBE_SECONDS = 20;
const SLEEPER_SECONDS = [0.4, 5] as const;
const HOST = 'example.com';

/**
 * Tries out behind a wall what it has to hold back, with programs that talk, hoard and refuse to end, each behind a wall
 * of its own like those of strategies. What could not be tried has no answer and does not count as held.
 */
export async function probeWall(
  engine: WallEngine,
  probed: Probed,
  ground: ProbeGround,
): Promise<readonly Guarantee[]> {
  const outside = await openOutside();
  try {
    const silences: Talk[] = [];
    for (const tongue of TONGUES) {
      const record = await ask({ engine, probed, tongue, outside });
      if ('settings' in record) return readGuarantees({ ...record, ...ground });
      silences.push(record);
    }
    throw silent(engine, silences);
  } finally {
    await outside.close();
  }
}

interface Asking {
  readonly engine: WallEngine;
  readonly probed: Probed;
  readonly tongue: Tongue;
  readonly outside: Outside;
}

async function ask(asking: Asking): Promise<Omit<ProbeRecord, keyof ProbeGround> | Talk> {
  const { probed, outside } = asking;
  const { settings } = probed;
  const question = JSON.stringify(questionOf(asking));
  const [probe, hoarder, slept] = await Promise.all([
    run(asking, { program: 'probe', seconds: PROBE_SECONDS, line: question }),
    run(asking, { program: 'hoarder', seconds: PROBE_SECONDS, line: String(settings.memory_mb + BEYOND) }),
    sleep(asking),
  ]);
  const sighting = readSighting(probe.said);
  return sighting === null ? probe : { settings, sighting, reached: outside.reached, hoarder, ...slept };
}

/** What is seen from outside of a program that does not end by itself; a busy machine gets a second, longer try. */
async function sleep(asking: Asking): Promise<Slept> {
  const [shortest, longest] = SLEEPER_SECONDS;
  const slept = await sleepFor(asking, shortest);
  return slept.wasSeen || slept.sleeper.end.kind !== 'time' ? slept : sleepFor(asking, longest);
}

interface Slept extends Pick<ProbeRecord, 'sleeper' | 'limit' | 'user' | 'left'> {
  /** Whether it was looked at before its time was over. */
  readonly wasSeen: boolean;
}

async function sleepFor(asking: Asking, seconds: number): Promise<Slept> {
  const mark = randomBytes(16).toString('hex');
  let user: number | null = null;
  let wasSeen = false;
  const onFirst = (after: number): void => {
    const interpreter = processesWith(mark).find(({ words }) => words[0] === asking.tongue.start[0]);
    user = interpreter?.user ?? null;
    wasSeen = after < seconds * 1_000;
  };
  const sleeper = await run(asking, { program: 'sleeper', seconds, line: '', mark, onFirst });
  return { sleeper, limit: seconds, user, left: processesWith(mark).length, wasSeen };
}

interface Run extends Opening {
  readonly program: 'probe' | 'hoarder' | 'sleeper';
  readonly seconds: number;
  /** A word by which its processes are known. */
  readonly mark?: string;
}

function run({ engine, probed, tongue }: Asking, { program, seconds, mark, ...opening }: Run): Promise<Talk> {
  const settings = { ...probed.settings, seconds: Math.min(seconds, probed.settings.seconds) };
  const command = [...tongue.start, tongue[program], ...(mark === undefined ? [] : [mark])];
  return talk(engine, { image: probed.image, settings, command, surroundings: 'usual' }, opening);
}

function questionOf({ outside, probed: { settings } }: Asking): Question & { readonly fields: readonly string[] } {
  const { tcp, udp, abstract, secret, file } = outside;
  return {
    ...{ tcp, udp, abstract, secret, file, host: HOST, fields: STATUS_FIELDS },
    processes: settings.processes + BEYOND,
    spin: settings.cpus === null ? 0 : SPIN_MS,
  };
}

function readSighting(said: string): Sighting | null {
  try {
    return Sighting.parse(JSON.parse(said));
  } catch {
    return null;
  }
}

const LONGEST_COMPLAINT = 300;

function silent({ name, version }: WallEngine, silences: readonly Talk[]): AppError {
  const said = silences.map(({ complained, end }) => {
    const words = complained
      .trim()
      .slice(0, LONGEST_COMPLAINT)
      .replaceAll(/\s*\n\s*/g, ' ');
    return words || `ended: ${Object.values(end).join(' ')}`;
  });
  return new AppError('outside-failed', `${name} ${version} started no program of the image (${said.join('; ')})`, {
    expected: 'an image with python3 or node, in a folder that every user may read',
    advice: 'Make the image again with "conclave sandbox build", or use another engine.',
  });
}
