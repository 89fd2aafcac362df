import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openFileMoney } from '../../../src/adapters/files/library-money.ts';
import { openFileShelf } from '../../../src/adapters/files/library-shelf.ts';
import { libraryMoneyContract } from '../../contracts/library-money-contract.ts';
import { libraryShelfContract, someDocument, VECTOR } from '../../contracts/library-shelf-contract.ts';

const NOON = Date.parse('2026-05-12T12:00:00Z');
const DAY_MS = 86_400_000;
const MODEL = 'mistral:mistral-embed';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-cache-'));
  folders.push(folder);
  return folder;
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const silent = () => expect.fail('nothing is to be told');

libraryShelfContract('A cache folder', async () =>
  openFileShelf({ cacheFolder: makeFolder(), tell: silent, now: () => NOON }),
);

libraryMoneyContract('A cache folder', async () => {
  const cacheFolder = makeFolder();
  let now = NOON;
  return {
    open: (payer) => openFileMoney({ cacheFolder, payer: String(payer), now: () => now }),
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
});

describe('the shelf of files', () => {
  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 3)],
    ['emptied', () => Buffer.alloc(0)],
    ['altered', (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('Roll', 'Rool'), 'latin1')],
  ])('takes a file that was %s for one that is missing', async (_, spoil) => {
    const cacheFolder = makeFolder();
    const shelf = openFileShelf({ cacheFolder, tell: silent, now: () => NOON });
    await shelf.keepDocuments(new Map([['key', someDocument()]]));
    for (const path of filesIn(cacheFolder)) writeFileSync(path, spoil(readFileSync(path)));

    const found = await shelf.findDocuments(['key']);

    expect(found).toEqual(new Map());
  });

  it('is read by another program, and by nobody else than its owner', async () => {
    const cacheFolder = makeFolder();
    await openFileShelf({ cacheFolder, tell: silent, now: () => NOON }).keepVectors(MODEL, new Map([['hash', VECTOR]]));

    const found = await openFileShelf({ cacheFolder, tell: silent, now: () => NOON }).findVectors(MODEL, ['hash']);

    expect(found.get('hash')).toEqual(VECTOR);
    expect(filesIn(cacheFolder).map((path) => statSync(path).mode & 0o777)).toEqual([0o600]);
  });

  it('works without keeping, and says so once, where nothing can be written', async () => {
    const cacheFolder = join(makeFolder(), 'file');
    writeFileSync(cacheFolder, 'in the way');
    const told: string[] = [];
    const shelf = openFileShelf({ cacheFolder, tell: (message) => told.push(message), now: () => NOON });

    await shelf.keepDocuments(new Map([['key', someDocument()]]));
    await shelf.keepVectors(MODEL, new Map([['hash', VECTOR]]));

    expect(await shelf.findDocuments(['key'])).toEqual(new Map());
    expect(told).toEqual([
      expect.stringMatching(/^Nothing is kept in the cache folder .*: a file stands in the way\./),
    ]);
  });

  it('drops what was used longest ago when it holds too much', async () => {
    const cacheFolder = makeFolder();
    const open = () => openFileShelf({ cacheFolder, tell: silent, now: () => NOON, mostBytes: 50_000 });
    const keys = Array.from({ length: 40 }, (_, index) => `key ${index}`);
    for (const [age, key] of keys.entries()) {
      const before = new Set(filesIn(cacheFolder));
      await openFileShelf({ cacheFolder, tell: silent, now: () => NOON }).keepDocuments(
        new Map([[key, someDocument('x'.repeat(1_000))]]),
      );
      const at = (NOON - (100 - age) * 1_000) / 1_000;
      for (const path of filesIn(cacheFolder)) if (!before.has(path)) utimesSync(path, at, at);
    }

    await open().keepDocuments(new Map([['newest', someDocument()]]));

    const left = [...(await open().findDocuments([...keys, 'newest'])).keys()];
    expect(left.at(-1)).toBe('newest');
    expect(left.slice(0, -1)).toEqual(keys.slice(-left.length + 1));
    expect(left.length).toBeLessThan(keys.length);
    expect(filesIn(cacheFolder).reduce((sum, path) => sum + statSync(path).size, 0)).toBeLessThanOrEqual(50_000);
  });

  it('deletes what another program never finished', async () => {
    const cacheFolder = makeFolder();
    const shelf = openFileShelf({ cacheFolder, tell: silent, now: () => Date.now() });
    await shelf.keepDocuments(new Map([['first', someDocument()]]));
    const [first = ''] = filesIn(cacheFolder);
    const old = (Date.now() - DAY_MS) / 1_000;
    writeFileSync(`${first}.part`, 'half');
    utimesSync(`${first}.part`, old, old);

    await openFileShelf({ cacheFolder, tell: silent, now: () => Date.now() }).keepDocuments(
      new Map([['second', someDocument()]]),
    );

    expect(filesIn(cacheFolder).filter((path) => path.endsWith('.part'))).toEqual([]);
  });
});

describe('the money in files', () => {
  it('lets nothing be spent when it cannot be read', async () => {
    const cacheFolder = makeFolder();
    const money = openFileMoney({ cacheFolder, payer: 'quant', now: () => NOON });
    const wish = { model: MODEL, worst: 1, cap: 100 };
    await money.reserve(wish);
    for (const path of filesIn(cacheFolder)) writeFileSync(path, '{"id": "a", "microUsd": -5}\n');

    await expect(money.reserve(wish)).rejects.toMatchObject({
      code: 'outside-failed',
      message: 'what embedding cost today cannot be read',
    });
  });

  it('lets nothing be spent when it cannot be written', async () => {
    const cacheFolder = join(makeFolder(), 'file');
    writeFileSync(cacheFolder, '');
    chmodSync(cacheFolder, 0o600);

    const reserving = openFileMoney({ cacheFolder, payer: 'quant', now: () => NOON }).reserve({
      model: MODEL,
      worst: 1,
      cap: 100,
    });

    await expect(reserving).rejects.toMatchObject({ code: 'outside-failed' });
  });

  it('forgets the days that are long over', async () => {
    const cacheFolder = makeFolder();
    const wish = { model: MODEL, worst: 1, cap: 100 };
    await openFileMoney({ cacheFolder, payer: 'quant', now: () => NOON }).reserve(wish);
    await openFileMoney({ cacheFolder, payer: 'other', now: () => NOON + 3 * DAY_MS }).reserve(wish);

    await openFileMoney({ cacheFolder, payer: 'quant', now: () => NOON + 3 * DAY_MS }).reserve(wish);

    expect(filesIn(cacheFolder).map((path) => /\d{4}-\d{2}-\d{2}/.exec(path)?.[0])).toEqual([
      '2026-05-15',
      '2026-05-15',
    ]);
  });
});
