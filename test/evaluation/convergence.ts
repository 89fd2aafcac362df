/**
 * `npm run eval:convergence`: generated lives of pull requests with seats that overlook, insist and make things up; how
 * many reviews they take, and whether anything comes back. `-- --seed N` and `--lives N` choose others; `--forgetful N`
 * lets seats that cite another line of a known finding not say which one they mean, in so many of a hundred cases.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../src/adapters/postgres/embedded.ts';
import { migrate } from '../../src/adapters/postgres/migrations/migrate.ts';
import { openLifeStage } from '../lives/stage.ts';
import { type Played, playLife } from './convergence/play.ts';
import { alignTable } from './table.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '20261120' },
    lives: { type: 'string', default: '30' },
    forgetful: { type: 'string', default: '0' },
  },
});
const [seed, lives, forgetful] = [Number(values.seed), Number(values.lives), Number(values.forgetful)];
const began = performance.now();
const played = await playAll();
const broken = played.flatMap(({ name, broken: some, again, cleared }) =>
  [...some, ...again, ...cleared].map((words) => `${name}, ${words}`),
);
const HEAD = [
  'life',
  'files',
  'lines',
  'pushes',
  'reviews',
  'ended',
  'faults',
  'lost',
  'dropped',
  'again',
  'cleared',
  'other',
  're-sent',
  'small',
  're-sent',
  'USD',
];

process.stdout.write(`${alignTable([HEAD, ...played.map(row), total()])}
faults   planted ones, and those of which no finding was ever opened (lost)
dropped  claims that seats raised and that opened nothing: copies, and what is light on cleared code
again    findings that were told before and opened anew; must be 0
cleared  findings opened on what was cleared, without the blockers; must be 0
other    other rules of every life that were broken (comments, baseline, coverage, ids, questions); must be 0
re-sent  tokens that later reviews sent to the seats, in per cent of what full reviews would have sent
small    later reviews of pushes of at most 5 % of the lines, and what these re-sent; aimed at: at most 30
${broken.map((words) => `broken: ${words}\n`).join('')}Seed ${seed}, forgetful ${forgetful} %; ${Math.round((performance.now() - began) / 1_000)} s.
`);
process.exit(broken.length === 0 && played.every(({ ended }) => ended) ? 0 : 1);

async function playAll(): Promise<readonly Played[]> {
  const home = mkdtempSync(join(tmpdir(), 'conclave-lives-'));
  chmodSync(home, 0o755);
  const database = await openDatabase({ home, url: null });
  try {
    await migrate(database);
    const stage = await openLifeStage(database);
    const all: Played[] = [];
    for (let number = 1; number <= lives; number += 1)
      all.push(await playLife(stage, { number, seed: seed + number, forgetful }));
    await stage.stop();
    return all;
  } finally {
    await database.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

function row({
  name,
  files,
  lines,
  pushes,
  reviews,
  ended,
  faults,
  lost,
  dropped,
  again,
  cleared,
  broken: other,
  sent,
  usd,
}: Played) {
  const small = sent.filter(({ pushed }) => pushed !== null && pushed <= 0.05);
  const counts = [files, lines, pushes, reviews].map(String);
  const bad = [faults, lost, dropped, again.length, cleared.length, other.length].map(String);
  return [
    name,
    ...counts,
    ended ? 'yes' : 'NO',
    ...bad,
    share(sent),
    String(small.length),
    share(small),
    usd.toFixed(2),
  ];
}

function total(): readonly string[] {
  const sum = (of: (one: Played) => number) => played.reduce((all, one) => all + of(one), 0);
  const sent = played.flatMap((one) => one.sent);
  return row({
    name: 'all',
    files: sum(({ files }) => files),
    lines: sum(({ lines }) => lines),
    pushes: sum(({ pushes }) => pushes),
    reviews: sum(({ reviews }) => reviews),
    ended: played.every(({ ended }) => ended),
    faults: sum(({ faults }) => faults),
    lost: sum(({ lost }) => lost),
    dropped: sum(({ dropped }) => dropped),
    again: played.flatMap(({ again }) => again),
    cleared: played.flatMap(({ cleared }) => cleared),
    broken: played.flatMap((one) => one.broken),
    sent,
    usd: sum(({ usd }) => usd),
  });
}

function share(sent: Played['sent']): string {
  const full = sent.reduce((sum, one) => sum + one.full, 0);
  const tokens = sent.reduce((sum, one) => sum + one.tokens, 0);
  return full === 0 ? '-' : ((100 * tokens) / full).toFixed(1);
}
