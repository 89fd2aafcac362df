/** `npm run bench:app`: how fast deliveries are acknowledged, and how fairly a crowd of pull requests is reviewed. */
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { readAddress } from './app/address.ts';
import { type Acknowledged, type Letter, type Spoken, sendAtRate, sendInLanes, writeLetters } from './app/load.ts';
import { NOISY, QUIET, REPOSITORIES } from './app/outside.ts';
import { type Outside, startConclave, startOutside, startPlain, type Taker } from './app/programs.ts';
import { type Figure, renderFigures } from './figure.ts';

const OPEN = { letters: 3_000, perSecond: 100 };
const CLOSED = { letters: 1_000, lanes: 50 };
const DRAFTS = 60;

const before = load();
if (process.env.ONLY === 'storm') {
  OPEN.letters = 50;
  CLOSED.letters = 50;
}
const outside = await startOutside();
const figures = await measure(outside);
outside.stop();
process.stdout.write(`${renderFigures(figures)}
Once each on Node ${process.versions.node} with ${availableParallelism()} processors, which GitHub, the models, the database and the
sender of the deliveries share; load ${before} before and ${load()} after. The ratio is that of the alternative to the figure.
`);
process.exit(figures.some(({ bound, measured }) => bound !== null && measured >= bound) ? 1 : 0);

async function measure(world: Outside): Promise<readonly Figure[]> {
  world.order({ kind: 'drafts', pulls: DRAFTS });
  const { drafts } = await world.next('drafts');
  const plain = await measurePlain(world, drafts);
  const app = await startConclave(world.environment);
  try {
    const acknowledged = await measureAcknowledgement(app, world, { drafts, plain });
    return [...acknowledged, ...(await measureCrowd(app, world))];
  } finally {
    await app.stop();
  }
}

interface Pair {
  readonly open: Acknowledged;
  readonly closed: Acknowledged;
}

async function measurePlain(world: Outside, drafts: readonly Spoken[]): Promise<Pair> {
  const plain = await startPlain(world.environment);
  try {
    return await send(plain, lettersFor(drafts, world));
  } finally {
    await plain.stop();
  }
}

interface Letters {
  readonly warm: readonly Letter[];
  readonly open: readonly Letter[];
  readonly closed: readonly Letter[];
}

function lettersFor(drafts: readonly Spoken[], { secret }: Outside): Letters {
  return {
    warm: writeLetters(100, drafts, secret),
    open: writeLetters(OPEN.letters, drafts, secret),
    closed: writeLetters(CLOSED.letters, drafts, secret),
  };
}

async function send({ url }: Taker, letters: Letters): Promise<Pair> {
  await sendAtRate(url, letters.warm, 50);
  const open = await sendAtRate(url, letters.open, OPEN.perSecond);
  await sleep(3_000);
  return { open, closed: await sendInLanes(url, letters.closed, CLOSED.lanes) };
}

async function measureAcknowledgement(
  app: Taker & { readonly home: string },
  world: Outside,
  { drafts, plain }: { readonly drafts: readonly Spoken[]; readonly plain: Pair },
): Promise<readonly Figure[]> {
  const letters = lettersFor(drafts, world);
  const ours = await send(app, letters);
  await refuseLost(app.home, [...letters.warm, ...letters.open, ...letters.closed]);
  if (ours.open.refused + ours.closed.refused > 0) throw new Error('deliveries were refused');
  const figure = (what: string, kind: keyof Pair, bound: number): Figure => ({
    what,
    measured: percentile(ours[kind].ms, 99),
    bound,
    unit: 'ms',
    alternative: { what: 'a Probot handler in memory', measured: percentile(plain[kind].ms, 99) },
  });
  return [
    figure(`${OPEN.letters} deliveries at ${OPEN.perSecond} a second: acknowledged, p99`, 'open', 100),
    figure(`${CLOSED.letters} deliveries, ${CLOSED.lanes} at a time: acknowledged, p99`, 'closed', 250),
  ];
}

/** Waits until every delivery is on record and concluded, exactly once. */
async function refuseLost(home: string, letters: readonly Letter[]): Promise<void> {
  const client = new pg.Client({ connectionString: readAddress(home) });
  await client.connect();
  try {
    for (let waited = 0; waited < 480; waited += 1) {
      const { rows } = await client.query(
        'select count(*)::int as noted, count(distinct id)::int as distinct from conclave.deliveries where id = any($1)',
        [letters.map(({ guid }) => guid)],
      );
      const { noted, distinct } = rows[0];
      if (noted > letters.length || noted !== distinct) throw new Error(`${noted} deliveries are on record`);
      if (noted === letters.length) return;
      await sleep(500);
    }
    throw new Error(`of ${letters.length} deliveries only some are on record after four minutes`);
  } finally {
    await client.end();
  }
}

async function measureCrowd(app: Taker, world: Outside): Promise<readonly Figure[]> {
  world.order({ kind: 'webhook', url: app.url });
  world.order({ kind: 'storm' });
  const { ms, comments, odd, modelCalls, violations } = await world.next('verdicts');
  const pulls = NOISY + (REPOSITORIES - 1) * QUIET;
  if (comments !== pulls || modelCalls !== pulls * 11 || violations.length > 0) {
    throw new Error(`${comments} comments, ${modelCalls} calls; ${[...odd, ...violations].join('; ')}`);
  }
  const [noisy = 0, ...quiet] = ms.map((each) => Math.max(...each));
  return [
    {
      what: `${pulls} pull requests in ${REPOSITORIES} repositories: last verdict of the slowest quiet one`,
      measured: Math.max(...quiet),
      bound: null,
      unit: 'ms',
      alternative: { what: `last of the noisy one (${NOISY})`, measured: noisy },
    },
    { what: 'peak memory of the app', measured: app.peakMegabytes(), bound: 350, unit: 'MB', alternative: null },
  ];
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
