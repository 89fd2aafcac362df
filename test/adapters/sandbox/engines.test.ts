import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findEngines } from '../../../src/adapters/sandbox/engines.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'conclave-engines-'));
  for (const place of ['usr/bin', 'node_modules/.bin']) {
    mkdirSync(join(folder, place), { recursive: true });
    writeFileSync(join(folder, place, 'bwrap'), '#!/bin/sh\n');
    chmodSync(join(folder, place, 'bwrap'), 0o755);
  }
  writeFileSync(join(folder, 'usr/bin/podman'), 'cannot be started');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('engines in a search path', () => {
  it('are the programs that can be started, by their names', async () => {
    const found = await findEngines(`/nowhere:${folder}/usr/bin`);

    expect(found).toEqual([{ name: 'bubblewrap', path: join(folder, 'usr/bin/bwrap') }]);
  });

  it.each(['node_modules/.bin', '.', '', 'usr/bin'])(
    'are not taken from %j, which a checkout may bring along',
    async (place) => {
      const found = await findEngines(place === 'node_modules/.bin' ? join(folder, place) : place);

      expect(found).toEqual([]);
    },
  );
});
