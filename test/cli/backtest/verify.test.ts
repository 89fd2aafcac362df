import { cpSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolder, run } from '../running.ts';
import { buyWhen, DAYS } from './short-market.ts';

const origin = makeFolder();

beforeAll(async () => {
  mkdirSync(join(origin.folder, 'data'));
  writeFileSync(join(origin.folder, 'data/days.csv'), DAYS);
  writeFileSync(join(origin.folder, 'buyer.ts'), buyWhen('bar % 7 === 0'));
  const ending = await run(['backtest', 'run', 'buyer.ts', '--data', 'data/days.csv', '--out', 'kept'], origin);
  if (ending.exitCode !== 0) throw new Error(ending.errors);
}, 30_000);

afterAll(() => origin[Symbol.dispose]());

/** A folder with a market, a strategy, and the artefacts of its run in `kept`. */
function keptRun() {
  const place = makeFolder();
  cpSync(origin.folder, place.folder, { recursive: true });
  return place;
}

describe('conclave backtest verify', () => {
  it('computes a kept run again, and says where a figure of it was changed', async () => {
    using place = keptRun();
    const verified = await run(['backtest', 'verify', 'kept'], place);
    const trades = join(place.folder, 'kept/trades.csv');
    writeFileSync(trades, readFileSync(trades, 'utf8').replace(/^(p1,.*?),1,/m, '$1,2,'));

    const changed = await run(['backtest', 'verify', 'kept'], place);
    const told = await run(['backtest', 'verify', 'kept', '--json'], place);

    expect(verified).toMatchObject({ exitCode: 0, errors: '' });
    expect(verified.output).toMatch(/^✓ Verified: every figure follows from the decisions and the data\.\n/);
    expect(changed.exitCode).toBe(1);
    expect(changed.output).toContain('✗ Differs: trades.csv, line 2 (symbol days, position_id p1');
    expect(changed.output).toContain('volume is 2 in the file, 1 by the replay');
    expect(JSON.parse(told.output)).toMatchObject({ answer: 'differs', notice: null });
    expect(told.exitCode).toBe(1);
  });

  it('finds data elsewhere by its name, and believes it by its hash', async () => {
    using place = keptRun();
    renameSync(join(place.folder, 'data/days.csv'), join(place.folder, 'moved.csv'));
    writeFileSync(join(place.folder, 'other.csv'), DAYS.replace('102,98', '103,98'));

    const lost = await run(['backtest', 'verify', 'kept'], place);
    const named = await run(['backtest', 'verify', 'kept', '--data', 'days=moved.csv'], place);
    const other = await run(['backtest', 'verify', 'kept', '--data', 'days=other.csv'], place);

    expect([lost.exitCode, named.exitCode, other.exitCode]).toEqual([2, 0, 1]);
    expect(lost.output).toMatch(/^✗ Unusable: data\/days\.csv: the data of days is not there; expected the file with/);
    expect(lost.output).toContain('named by --data days=FILE or found below --repo');
    expect(other.output).toMatch(/^✗ Differs: the data of days has the hash [0-9a-f]{64}, and the run was made with/);
  });

  it('follows no link, neither to an artefact nor to data', async () => {
    using place = keptRun();
    const away = join(place.folder, 'away.csv');
    renameSync(join(place.folder, 'data/days.csv'), away);
    symlinkSync(away, join(place.folder, 'data/days.csv'));
    const data = await run(['backtest', 'verify', 'kept'], place);
    renameSync(join(place.folder, 'kept/summary.json'), join(place.folder, 'summary.json'));
    symlinkSync(join(place.folder, 'summary.json'), join(place.folder, 'kept/summary.json'));

    const artefact = await run(['backtest', 'verify', 'kept', '--data', 'days=away.csv'], place);

    expect(data).toMatchObject({ exitCode: 2 });
    expect(data.output).toContain('the data of days is not there');
    expect(artefact).toMatchObject({ exitCode: 2 });
    expect(artefact.output).toContain('✗ Unusable: summary.json: it is a symbolic link');
  });

  it('cannot use a folder without a run, or a bundle that is none', async () => {
    using place = makeFolder();
    mkdirSync(join(place.folder, 'bundle'));
    writeFileSync(join(place.folder, 'bundle/bundle.json'), '{}');

    const nothing = await run(['backtest', 'verify', '.'], place);
    const nowhere = await run(['backtest', 'verify', 'nowhere'], place);
    const bundle = await run(['backtest', 'verify', 'bundle'], place);

    expect(nothing).toMatchObject({ exitCode: 2 });
    expect(nothing.output).toContain('run_config.json: there is no such file');
    expect(nowhere).toMatchObject({ exitCode: 2, output: '' });
    expect(nowhere.errors).toContain('nowhere: there is no such folder');
    expect(bundle).toMatchObject({ exitCode: 2, output: '' });
    expect(bundle.errors).toContain('bundle.json: format: ');
  });

  it('finds a figure that was changed on the page for people', async () => {
    using place = keptRun();
    const page = join(place.folder, 'kept/summary.md');
    writeFileSync(page, readFileSync(page, 'utf8').replace(/^(### Backtest: .*) (\d+) trades/m, '$1 9$2 trades'));

    const changed = await run(['backtest', 'verify', 'kept'], place);

    expect(changed).toMatchObject({ exitCode: 1 });
    expect(changed.output).toMatch(/^✗ Differs: summary\.md, line 1: ### Backtest: .* in the file, ### Backtest: /);
  });

  it('runs no code of the strategy', async () => {
    using place = keptRun();
    writeFileSync(join(place.folder, 'buyer.ts'), 'throw new Error("nobody runs me");');

    expect(await run(['backtest', 'verify', 'kept'], place)).toMatchObject({ exitCode: 0, errors: '' });
  });
});
