import { chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/adapters/postgres/embedded.ts';
import { AppError, renderError } from '../../../src/kernel/app-error.ts';
import { FAST } from '../../fixtures/postgres.ts';
import { makeHome, removeHomes } from './home.ts';

afterAll(removeHomes);

async function complaintOf(home: string): Promise<string> {
  try {
    await (await openDatabase({ home, url: null, flags: FAST })).stop();
    return 'no error';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code} ${renderError(error)}`.replaceAll(home, 'HOME');
  }
}

const isRoot = process.getuid?.() === 0;

describe('a home that cannot keep a database', () => {
  it('is refused when a file stands in its way', async () => {
    const home = join(makeHome(), 'file');
    writeFileSync(home, '');

    expect(await complaintOf(home)).toMatch(/^bad-config HOME: the database cannot be kept there: a file stands/);
    expect(await complaintOf(join(home, 'below'))).toContain('a file stands in the way');
  });

  it('is refused when a file stands where the data go', async () => {
    const home = makeHome();
    writeFileSync(join(home, 'postgres'), '');

    expect(await complaintOf(home)).toContain(
      'HOME/postgres: the database cannot be kept there: a file stands in the way',
    );
  });

  it('is refused when it cannot be made', async () => {
    expect(await complaintOf('/proc/conclave')).toMatch(/^bad-config HOME: the database cannot be kept there: /);
  });

  it('is refused when its folder holds something else, which stays', async () => {
    const home = makeHome();
    mkdirSync(join(home, 'postgres'));
    writeFileSync(join(home, 'postgres', 'diary.txt'), 'mine');

    expect(await complaintOf(home)).toContain(
      'HOME/postgres: the database cannot be kept there: there are files in it',
    );
  });

  it('is refused when another version made its data', async () => {
    const home = makeHome();
    mkdirSync(join(home, 'postgres'));
    writeFileSync(join(home, 'postgres', 'PG_VERSION'), '16\n');

    expect(await complaintOf(home)).toContain('it was made by PostgreSQL 16, and this is PostgreSQL 18');
  });

  it('is refused when the password of its data is gone', async () => {
    const home = makeHome();
    const database = await openDatabase({ home, url: null, flags: FAST });
    rmSync(join(home, 'postgres.json'));

    expect(await complaintOf(home)).toContain('HOME/postgres.json: the running database does not know the password');
    await database.stop();
  });

  it('is refused when its record was changed to something else', async () => {
    const home = makeHome();
    writeFileSync(join(home, 'postgres.json'), '{"password":"short"}');

    const complaint = await complaintOf(home);

    expect(complaint).toContain('HOME/postgres.json');
    expect(complaint).not.toContain('short');
  });

  it.runIf(isRoot)('is refused when the data belong to somebody else', async () => {
    const home = makeHome();
    mkdirSync(join(home, 'postgres'));
    writeFileSync(join(home, 'postgres', 'PG_VERSION'), '18\n');
    chownSync(join(home, 'postgres'), 4_321, 4_321);

    expect(await complaintOf(home)).toContain('it belongs to another user of the machine');
  });

  it.runIf(isRoot)('is refused when the way to it is closed to the user of the server', async () => {
    const home = makeHome();
    chmodSync(home, 0o700);
    const inner = join(home, 'inner');

    expect(await complaintOf(inner)).toMatch(/is closed to the user postgres[\s\S]*chmod o\+x/);
  });
});
