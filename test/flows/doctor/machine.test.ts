import { describe, expect, it } from 'vitest';
import { judgeDatabase } from '../../../src/flows/doctor/database.ts';
import { judgeSandbox } from '../../../src/flows/doctor/sandbox.ts';
import type { SandboxEngine } from '../../../src/ports/doctor.ts';
import type { DatabaseStanding } from '../../../src/ports/installation.ts';
import { RUNNING } from './healthy-house.ts';

describe('the database', () => {
  const place = '/home/ada/.conclave/postgres';

  it.each<[string, DatabaseStanding, string]>([
    ['up to date', RUNNING, 'ok: PostgreSQL 18 at db.example.com/conclave, all 2 steps of the tables done'],
    ['not made', { kind: 'not-made', place }, `ok: none yet; npm start makes it in ${place}`],
    [
      'stopped',
      { kind: 'stopped', place, version: '18', cutOff: false },
      `ok: PostgreSQL 18 in ${place}, not running; npm start starts it`,
    ],
    [
      'cut off',
      { kind: 'stopped', place, version: '18', cutOff: true },
      `ok: PostgreSQL 18 in ${place}, not running after it was cut off; it mends itself; npm start starts it`,
    ],
    ['starting', { kind: 'starting', place }, `warning: the PostgreSQL in ${place} is starting`],
    [
      'behind',
      { ...RUNNING, applied: ['0001-reviews'] },
      'warning: PostgreSQL 18 at db.example.com/conclave lacks 1 of 2 steps of the tables: 0002-ledger',
    ],
    [
      'newer than the program',
      { ...RUNNING, applied: [...RUNNING.known, '0009-later'] },
      'failure: PostgreSQL 18 at db.example.com/conclave is newer than this program: it has 0009-later',
    ],
    ['too old', { ...RUNNING, version: 13 }, 'failure: PostgreSQL 13 at db.example.com/conclave is too old'],
    [
      'closed to us',
      { ...RUNNING, mayCreate: false },
      'failure: PostgreSQL 18 at db.example.com/conclave: the user may not make our tables',
    ],
  ])('%s', (_, standing, expected) => {
    const { status, found } = judgeDatabase(standing);

    expect(`${status}: ${found}`).toBe(expected);
  });
});

describe('the sandbox', () => {
  const podman = (image: SandboxEngine['image']): SandboxEngine => ({ name: 'podman', path: '/usr/bin/podman', image });
  const bubblewrap: SandboxEngine = { name: 'bubblewrap', path: '/usr/bin/bwrap', image: { kind: 'there' } };

  it('claims no more than that an engine and an image are there', () => {
    expect(judgeSandbox([bubblewrap, podman({ kind: 'missing' })])).toEqual({
      check: 'sandbox',
      status: 'ok',
      found:
        'bubblewrap (/usr/bin/bwrap) with an image, podman (/usr/bin/podman) without; not tried, “conclave sandbox probe” does',
      advice: null,
      unasked: false,
    });
  });

  it.each<[string, readonly SandboxEngine[], string]>([
    ['no engine', [], 'no sandbox engine found; backtests need one'],
    ['no image', [podman({ kind: 'missing' })], 'podman (/usr/bin/podman) without an image; strategies run in one'],
    [
      'an engine that does not answer',
      [podman({ kind: 'unknown', why: 'it sleeps' })],
      'podman (/usr/bin/podman) does not say whether it has an image (it sleeps); strategies run in one',
    ],
  ])('warns of %s', (_, engines, found) => {
    expect(judgeSandbox(engines)).toMatchObject({ status: 'warning', found });
  });
});
