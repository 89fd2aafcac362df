import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openArtefactFiles } from '../../../src/adapters/files/artefact-files.ts';
import { makeFolder } from '../../cli/running.ts';

describe('files of artefacts', () => {
  it('are read by their names, also below a folder', async () => {
    using place = makeFolder();
    mkdirSync(join(place.folder, 'slug', 'head'), { recursive: true });
    writeFileSync(join(place.folder, 'slug/head/trades.csv'), 'a,b\n');

    const files = openArtefactFiles(place.folder);
    const reading = await files.read('slug/head/trades.csv', 4);

    expect(reading).toEqual({ kind: 'read', bytes: new Uint8Array(Buffer.from('a,b\n')) });
    expect(await files.read('slug/base/trades.csv', 4)).toEqual({ kind: 'absent' });
    expect(await files.read('trades.csv/x', 4)).toEqual({ kind: 'absent' });
  });

  it('are not read where they have more bytes than they may', async () => {
    using place = makeFolder();
    writeFileSync(join(place.folder, 'trades.csv'), '12345');

    const reading = await openArtefactFiles(place.folder).read('trades.csv', 4);

    expect(reading).toEqual({ kind: 'refused', reason: 'has 5 bytes, more than 4' });
  });

  it('are never what a link leads to', async () => {
    using place = makeFolder();
    const inside = join(place.folder, 'run');
    mkdirSync(join(place.folder, 'other'));
    mkdirSync(inside);
    writeFileSync(join(place.folder, 'other/trades.csv'), 'secret');
    symlinkSync(join(place.folder, 'other/trades.csv'), join(inside, 'trades.csv'));
    symlinkSync(join(place.folder, 'other'), join(inside, 'head'));
    linkSync(join(place.folder, 'other/trades.csv'), join(inside, 'events.log'));
    mkdirSync(join(inside, 'summary.json'));

    const files = openArtefactFiles(inside);
    const names = ['trades.csv', 'head/trades.csv', 'events.log', 'summary.json', '../other/trades.csv', 'a//b'];
    const readings = await Promise.all(names.map((name) => files.read(name, 100)));

    expect(readings.map((reading) => (reading.kind === 'refused' ? reading.reason : reading.kind))).toEqual([
      'is a symbolic link',
      'lies behind a link',
      'has a second name (a hard link)',
      'is no plain file',
      'leads out of its folder',
      'leads out of its folder',
    ]);
  });
});
