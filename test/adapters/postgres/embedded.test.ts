import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { openDatabase } from '../../../src/adapters/postgres/embedded.ts';
import { FAST } from '../../fixtures/postgres.ts';
import { ends, holdOpen, isAlive, killHard, letGo, makeHome, postmasterOf, removeHomes } from './home.ts';

afterAll(removeHomes);

const open = (home: string): Promise<Database> => openDatabase({ home, url: null, flags: FAST });

let used: string | null = null;

/** A home that was made for an earlier test, for those that are not about its making; none leaves a server in it. */
function usedHome(): string {
  used ??= makeHome();
  return used;
}

async function write(database: Database, word: string): Promise<void> {
  await sql`create table if not exists words (word text)`.execute(database.ledger);
  await sql`insert into words values (${word})`.execute(database.ledger);
}

async function words(database: Database): Promise<unknown[]> {
  return (await sql`select word from words order by word`.execute(database.ledger)).rows;
}

describe('the delivered PostgreSQL', () => {
  it('is made and started where there is none, and stopped by the last one who leaves', async () => {
    const home = join(makeHome(), 'deep', 'er');

    const database = await open(home);
    await write(database, 'kept');
    const pid = postmasterOf(home) ?? 0;
    await database.stop();
    await database.stop();

    expect(pid).toBeGreaterThan(0);
    expect(await ends(pid)).toBe(true);
    expect(statSync(join(home, 'postgres.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(home).sort()).toEqual(['postgres', 'postgres.json']);
  });

  it('listens on the loopback address alone and asks for its password', async () => {
    const database = await open(usedHome());

    const settings = await sql`select name, setting from pg_settings
      where name in ('listen_addresses', 'unix_socket_directories') order by name`.execute(database.ledger);
    const stranger = openDatabase({ home: '', url: database.url.replace(/:[0-9a-f]{48}@/, ':wrong@') });

    expect(settings.rows).toEqual([
      { name: 'listen_addresses', setting: '127.0.0.1' },
      { name: 'unix_socket_directories', setting: '' },
    ]);
    await expect(stranger).rejects.toMatchObject({ code: 'bad-config', message: expect.stringContaining('password') });
    await database.stop();
  });

  it('is durable unless it is told otherwise', async () => {
    const database = await openDatabase({ home: usedHome(), url: null });

    const { rows } = await sql`select current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as commit, current_setting('full_page_writes') as pages`.execute(
      database.ledger,
    );
    await database.stop();

    expect(rows).toEqual([{ fsync: 'on', commit: 'on', pages: 'on' }]);
  });

  it('is one server for all who open it at the same time, and outlives the first who leaves', async () => {
    const home = makeHome();

    const [first, second, other] = await Promise.all([open(home), open(home), holdOpen(home)]);
    await write(first, 'shared');
    const pid = postmasterOf(home) ?? 0;
    await first.stop();
    const seen = await words(second);
    await second.stop();
    const whileHeld = isAlive(pid);
    await letGo(other);

    expect(new Set([first.url, second.url, other.url]).size).toBe(1);
    expect(seen).toEqual([{ word: 'shared' }]);
    expect(whileHeld).toBe(true);
    expect(await ends(pid)).toBe(true);
  });

  it('goes on when its process was killed, and is attached to by the next one', async () => {
    const home = usedHome();
    const killed = await holdOpen(home);
    const pid = postmasterOf(home) ?? 0;
    const ended = once(killed.child, 'exit');
    killed.child.kill('SIGKILL');
    await ended;

    const next = await open(home);

    expect(isAlive(pid)).toBe(true);
    expect(postmasterOf(home)).toBe(pid);
    expect(next.url).toBe(killed.url);
    await next.stop();
    expect(await ends(pid)).toBe(true);
  });

  it('is started again on the same port after the server itself was killed, with all that was committed', async () => {
    const home = usedHome();
    const before = await openDatabase({ home, url: null, flags: ['-c', 'fsync=off'] });
    await write(before, 'committed');
    await killHard(postmasterOf(home) ?? 0);

    const after = await open(home);
    const seen = await words(after);
    const seenByEarlier = await words(before);

    expect(after.url).toBe(before.url);
    expect(seen).toEqual([{ word: 'committed' }]);
    expect(seenByEarlier).toEqual(seen);
    await before.stop();
    await after.stop();
  });

  it('starts over a left-over file that names a process which is no server of this folder', async () => {
    const home = usedHome();
    await (await open(home)).stop();
    writeFileSync(
      join(home, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${join(home, 'postgres')}\n1\n5432\n\n127.0.0.1\n0 0\nready\n`,
    );

    const database = await open(home);

    expect(postmasterOf(home)).not.toBe(process.pid);
    expect((await sql`select 1 as one`.execute(database.ledger)).rows).toEqual([{ one: 1 }]);
    await database.stop();
  });

  it('takes another port when its own is in use', async () => {
    const [home, other] = [usedHome(), makeHome()];
    const holder = await open(other);
    await (await open(home)).stop();
    const record = JSON.parse(readFileSync(join(home, 'postgres.json'), 'utf8'));
    writeFileSync(join(home, 'postgres.json'), JSON.stringify({ ...record, port: Number(new URL(holder.url).port) }));

    const database = await open(home);
    const next = await open(home);

    expect(database.url).not.toContain(`:${new URL(holder.url).port}/`);
    expect(next.url).toBe(database.url);
    await Promise.all([database.stop(), next.stop(), holder.stop()]);
  });

  it('is made anew when making it was cut off, and the remains are taken away later', async () => {
    const home = makeHome();
    const half = join(home, 'postgres.part-abc123', 'data');
    mkdirSync(half, { recursive: true });
    writeFileSync(join(half, 'PG_VERSION'), '18\n');
    const hourAgo = Date.now() / 1000 - 3_600;
    utimesSync(join(home, 'postgres.part-abc123'), hourAgo, hourAgo);

    const database = await open(home);

    expect((await sql`select 1 as one`.execute(database.ledger)).rows).toEqual([{ one: 1 }]);
    expect(existsSync(half)).toBe(false);
    await database.stop();
  });
});
