import { describe, expect, it } from 'vitest';
import { openZipReader } from '../../../src/adapters/archive/zip/unpack.ts';
import { isBundleEntry } from '../../../src/backtest/verdict/bundle-entry.ts';
import type { UnpackOrder } from '../../../src/ports/archive-reader.ts';
import { type ZippedFile, zipOf } from '../../fixtures/zip-file.ts';

const BOUNDS = { entries: 20, file: 4_000_000, total: 6_000_000, ratio: 200 };
const ORDER: UnpackOrder = { isExpected: isBundleEntry, isWanted: () => true, bounds: BOUNDS };
const BUNDLE: ZippedFile = { path: 'bundle.json', bytes: '{}' };
const reader = openZipReader();
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

describe('an archive of a bundle', () => {
  it('is unpacked in memory, packed or stored, behind a comment too', async () => {
    const files = [
      { path: 'momentum-1/head/trades.csv', bytes: 'a,b\n', stored: true },
      { path: 'momentum-1/', bytes: '', stored: true, mode: 0o040755 },
      BUNDLE,
    ];

    const unpacked = await reader.unpack(zipOf(files, 'made by a store'), ORDER);

    expect(unpacked.map(({ path, bytes }) => [path, text(bytes)])).toEqual([
      ['bundle.json', '{}'],
      ['momentum-1/head/trades.csv', 'a,b\n'],
    ]);
  });

  it('gives only the files that are wanted', async () => {
    const files = [BUNDLE, { path: 'a/head/report.html', bytes: '<p>' }];

    const unpacked = await reader.unpack(zipOf(files), { ...ORDER, isWanted: (path) => path === 'bundle.json' });

    expect(unpacked.map(({ path }) => path)).toEqual(['bundle.json']);
  });

  const zeros = Buffer.alloc(3_000_000);
  it.each<readonly [string, readonly ZippedFile[], string]>([
    ['a path that climbs out', [{ path: '../bundle.json', bytes: '' }], 'a path leads out'],
    ['a path that climbs out of a folder', [{ path: 'a/head/../../../x', bytes: '' }], 'a path leads out'],
    ['an absolute path', [{ path: '/etc/cron.d/x', bytes: '' }], 'a path leads out'],
    ['a path of another system', [{ path: 'C:\\x', bytes: '' }], 'a path leads out'],
    ['a name with invisible signs', [{ path: 'bundle.json\u202e', bytes: '' }], 'other signs'],
    ['a name that ends early', [{ path: 'bundle.json\u0000.exe', bytes: '' }], 'other signs'],
    ['a symbolic link', [{ path: 'bundle.json', bytes: '/etc/passwd', mode: 0o120777 }], 'holds a link'],
    ['a device', [{ path: 'bundle.json', bytes: '', mode: 0o020666 }], 'no plain file'],
    ['a folder with content', [{ path: 'a/', bytes: 'x', mode: 0o040755 }], 'content of its own'],
    ['the same path twice', [BUNDLE, BUNDLE], 'same file twice'],
    [
      'a path twice in another case',
      [
        { path: 'a/head/trades.csv', bytes: '' },
        { path: 'A/head/trades.csv', bytes: '' },
      ],
      'same file twice',
    ],
    ['a file that no backtest makes', [{ path: 'a/head/run.sh', bytes: '' }], 'no backtest makes'],
    ['a file too deep', [{ path: 'a/head/more/trades.csv', bytes: '' }], 'no backtest makes'],
    ['two names for one file', [{ ...BUNDLE, localPath: 'bundle.jsox' }], 'two names'],
    ['a bomb by its ratio', [{ path: 'bundle.json', bytes: zeros }], 'too large for its packed form'],
    ['a bomb that lies about its size', [{ path: 'bundle.json', bytes: zeros, size: 10 }], 'cannot be unpacked'],
    ['a file beyond the bound', [{ path: 'bundle.json', bytes: '', size: 5_000_000 }], '5000000 bytes'],
    ['a wrong checksum', [{ ...BUNDLE, checksum: 7 }], 'checksum'],
    ['an encrypted file', [{ ...BUNDLE, flags: 1 }], 'encrypted'],
    ['another way of packing', [{ ...BUNDLE, method: 12 }], 'method 12'],
    [
      'two files that share their bytes',
      [BUNDLE, { path: 'a/comparison.json', bytes: '{}', localPath: 'a/comparison.json', offset: 0 }],
      'two names',
    ],
    [
      'more files than it may hold',
      Array.from({ length: 21 }, (_, at) => ({ path: `s${at}/comparison.json`, bytes: '' })),
      '21 files',
    ],
  ])('is refused for %s', async (_what, files, words) => {
    await expect(reader.unpack(zipOf(files), ORDER)).rejects.toThrow(words);
  });

  it('is refused when all its files together are too large', async () => {
    const noise = Buffer.from(Array.from({ length: 2_100_000 }, (_, at) => (at * 7_919) % 251));
    const files = ['bundle.json', 'a/comparison.json', 'b/comparison.json'].map((path) => ({
      path,
      bytes: noise,
      stored: true,
    }));

    await expect(reader.unpack(zipOf(files), ORDER)).rejects.toThrow('it holds too much');
  });

  it('is refused when two of its files share their packed bytes', async () => {
    const first = zipOf([BUNDLE]);
    const twice = zipOf([BUNDLE, { ...BUNDLE, path: 'a/comparison.json', localPath: 'a/comparison.json' }]);
    const table = twice.indexOf(Buffer.from('PK\u0001\u0002'));
    // The packed bytes of the first file are told to be so many that they reach into the second.
    const forged = Buffer.from(twice);
    forged.writeUInt32LE(first.length, table + 20);

    await expect(reader.unpack(forged, ORDER)).rejects.toThrow('share their bytes');
  });

  it.each([
    ['no archive at all', Buffer.from('just a text')],
    ['nothing', Buffer.alloc(0)],
    ['an archive that was cut off', zipOf([BUNDLE]).subarray(0, 60)],
    ['bytes between the table of contents and its end', insertBeforeEnd(zipOf([BUNDLE]))],
  ])('is refused for %s', async (_what, bytes) => {
    await expect(reader.unpack(bytes, ORDER)).rejects.toThrow('the archive is refused');
  });
});

function insertBeforeEnd(archive: Buffer): Buffer {
  return Buffer.concat([archive.subarray(0, -22), Buffer.alloc(8), archive.subarray(-22)]);
}
