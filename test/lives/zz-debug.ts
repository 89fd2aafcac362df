import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/adapters/postgres/embedded.ts';
import { migrate } from '../../src/adapters/postgres/migrations/migrate.ts';
import { playLife } from '../evaluation/convergence/play.ts';
import { openLifeStage } from './stage.ts';

const home = mkdtempSync(join(tmpdir(), 'conclave-lives-'));
chmodSync(home, 0o755);
const database = await openDatabase({ home, url: null });
await migrate(database);
const stage = await openLifeStage(database);
const number = Number(process.argv[2]);
let lifeRef: any;
const orig = globalThis as any;
orig.__life = (life: any) => {
  lifeRef = life;
};
await playLife(stage, { number, seed: 20261120 + number });
const grep = process.argv[3] ?? '';
const flaws = (lifeRef as any).__flaws;
console.log(JSON.stringify(flaws?.map((f: any) => [f.name, f.severity, f.from, f.seats])));
const { lostOf } = await import('../evaluation/convergence/measure.ts');
console.log('LOST', JSON.stringify(lostOf(lifeRef.rounds, flaws).map((f: any) => [f.name, f.from, f.severity])));
const last = lifeRef.rounds.at(-1);
if (process.argv[4]) console.log(lifeRef.rounds[Number(process.argv[4]) - 1].comment.split('<details>')[0]);
for (const e of last.ledger)
  if (e.state === 'open')
    console.log(
      'STILL OPEN',
      e.id,
      e.finding.severity,
      e.finding.standing.kind,
      e.finding.code,
      JSON.stringify(e.finding.place),
      e.finding.claim,
    );
for (const r of lifeRef.rounds) {
  console.log(
    'ROUND',
    r.number,
    r.status,
    r.round.kind,
    r.round.full_because,
    r.round.complete,
    'opened',
    r.round.opened.join(' '),
    'fixed',
    r.round.fixed.map((x: any) => x.id).join(' '),
    'asked',
    r.asked.length,
    'delta',
    JSON.stringify(r.round.delta),
  );
  for (const e of r.ledger)
    if (JSON.stringify(e).includes(grep))
      console.log(
        '   ',
        e.id,
        e.state,
        e.finding.severity,
        e.finding.standing.kind,
        e.finding.code,
        e.finding.place?.path,
        e.finding.place?.line,
        e.finding.place?.symbol,
        JSON.stringify(e.finding.place?.quote),
        '|',
        e.finding.claim.slice(0, 60),
        '|',
        e.finding.raised_by.map((x: any) => x.seat).join(','),
        e.superseded_by,
      );
  for (const d of r.round.dropped)
    if (JSON.stringify(d).includes(grep))
      console.log(
        '    dropped',
        d.reason,
        d.of,
        d.likeness,
        d.claim.slice(0, 60),
        d.place?.path,
        d.place?.line,
        d.place?.quote,
      );
  for (const c of [...r.round.carried]) void c;
}
await stage.stop();
await database.stop();
process.exit(0);
