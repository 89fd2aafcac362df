import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFile } from '../../../src/adapters/sandbox/data-file.ts';
import { readMarketData } from '../../../src/backtest/data/market-data.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conclave-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a data file', () => {
  it('is read by positions', async () => {
    const path = join(folder, 'bars.csv');
    writeFileSync(path, '0123456789');

    await using source = await openDataFile(path, 'X');

    expect([source.symbol, source.name, source.byteLength]).toEqual(['X', 'bars.csv', 10]);
    expect(new TextDecoder().decode(await source.read(3, 6))).toBe('345');
    expect((await source.read(8, 20)).length).toBe(2);
  });

  it('becomes bars', async () => {
    const path = join(import.meta.dirname, '../../fixtures/market/GOOG.csv');

    await using source = await openDataFile(path, 'GOOG');
    const { bars } = await readMarketData(source, { timezone: null, timestamps: 'open', bar: null });

    expect([bars.symbol, bars.length]).toEqual(['GOOG', 2148]);
  });

  it.each([
    ['missing', 'there is no such file'],
    ['folder', 'this is a folder'],
    ['empty', 'the file is empty'],
  ])('is refused where it is %s', async (name, says) => {
    mkdirSync(join(folder, 'folder'));
    writeFileSync(join(folder, 'empty'), '');

    await expect(openDataFile(join(folder, name), 'X')).rejects.toThrow(says);
  });

  it('is closed when it is no longer used', async () => {
    const path = join(folder, 'bars.csv');
    writeFileSync(path, '0123456789');
    const source = await openDataFile(path, 'X');

    await source[Symbol.asyncDispose]();

    await expect(source.read(0, 1)).rejects.toThrow('the file cannot be read');
  });
});
