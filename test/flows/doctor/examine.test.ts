import { describe, expect, it } from 'vitest';
import { examine } from '../../../src/flows/doctor/examine.ts';
import type { ExaminationOrder } from '../../../src/flows/doctor/known.ts';
import { CHECKS, type Line } from '../../../src/flows/doctor/line.ts';
import { AppError } from '../../../src/kernel/app-error.ts';
import type { DoctorPorts } from '../../../src/ports/doctor.ts';
import { appOver, filesOf, healthyPorts } from './healthy-house.ts';

const ORDER: ExaminationOrder = { offline: false, repository: null, ground: 'local' };

/** The statuses of each check, in order. */
function statusesOf(lines: readonly Line[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    CHECKS.map((check) => [check, lines.filter((line) => line.check === check).map(({ status }) => status)]),
  );
}

function failing(error: unknown): () => never {
  return () => {
    throw error;
  };
}

describe('an examination', () => {
  it('finds a healthy house well; prices that nobody compared are pointed out', async () => {
    const lines = await examine(ORDER, healthyPorts());

    expect(statusesOf(lines)).toEqual({
      configuration: ['ok'],
      models: ['warning', 'warning', 'warning'],
      keys: ['ok'],
      app: ['ok', 'ok', 'ok', 'ok', 'ok'],
      webhook: ['ok', 'ok', 'ok'],
      rulesets: ['ok', 'ok'],
      database: ['ok'],
      sandbox: ['ok'],
      sources: [],
    });
  });

  it('skips by name what needs the network when it is offline, and asks for none of it', async () => {
    const asked = failing(new Error('asked'));
    const github = new Proxy(appOver().github, { get: () => asked });
    const changes: Partial<DoctorPorts> = {
      app: () => ({ ...appOver(), github }),
      server: async () => asked(),
      database: async () => asked(),
      databasePlace: () => 'elsewhere',
    };

    const lines = await examine({ ...ORDER, offline: true }, healthyPorts(changes));

    expect(statusesOf(lines)).toMatchObject({
      app: ['ok', 'skipped'],
      webhook: ['skipped'],
      rulesets: ['skipped'],
      database: ['skipped'],
    });
  });

  it.each<[string, Partial<DoctorPorts>, Readonly<Record<string, readonly string[]>>]>([
    ['no database', { database: async () => failing(new AppError('bad-config', 'gone'))() }, { database: ['failure'] }],
    ['no keys that can be read', { reach: failing(new AppError('bad-input', 'no URL')) }, { keys: ['failure'] }],
    [
      'no credentials that can be used',
      { app: failing(new AppError('bad-config', 'half')) },
      { app: ['failure'], webhook: ['warning', 'ok'], rulesets: ['warning'] },
    ],
    ['an error of the program', { engines: async () => failing(new TypeError('x'))() }, { sandbox: ['failure'] }],
    ['no app yet', { app: () => null }, { app: ['warning'], webhook: ['warning', 'ok'], rulesets: ['warning'] }],
    [
      'no installations to be read',
      { app: () => appOver({ listInstallations: async () => failing(new AppError('outside-failed', '403'))() }) },
      { app: ['ok', 'ok', 'ok', 'ok', 'failure'] },
    ],
    [
      'no deliveries to be read',
      { app: () => appOver({ listDeliveries: async () => failing(new AppError('outside-failed', '403'))() }) },
      { webhook: ['ok', 'failure', 'ok'] },
    ],
  ])('with %s goes on with the rest', async (_, changes, expected) => {
    const well = statusesOf(await examine(ORDER, healthyPorts()));

    const lines = await examine(ORDER, healthyPorts(changes));

    expect(statusesOf(lines)).toEqual({ ...well, ...expected });
  });

  it('gives advice once on what spoils several checks alike', async () => {
    const spoilt = failing(new AppError('bad-config', 'a file stands there', { advice: 'Choose another home.' }));

    const lines = await examine(
      ORDER,
      healthyPorts({ app: spoilt, publicUrl: spoilt, database: async () => spoilt() }),
    );

    expect(lines.flatMap(({ found, advice }) => (found === 'a file stands there' ? [advice] : []))).toEqual([
      'Choose another home.',
      'See “app” above.',
      'See “app” above.',
    ]);
  });

  it('gives each check a limit of its own', async () => {
    const { promise: limit, reject } = Promise.withResolvers<never>();
    let running = 0;
    const inTime: DoctorPorts['inTime'] = (work) => {
      running += 1;
      const done = work().finally(() => {
        running -= 1;
        // The others have to hand on what they found first.
        if (running === 1) setImmediate(() => reject(tooLong));
      });
      return Promise.race([done, limit]);
    };

    const lines = await examine(ORDER, healthyPorts({ database: () => new Promise(() => undefined), inTime }));

    expect(lines.filter(({ unasked }) => unasked)).toMatchObject([{ check: 'database', status: 'failure' }]);
    expect(lines.filter(({ status }) => status === 'failure')).toHaveLength(1);
  });

  it('says once that GitHub gives no answer where several questions fail alike', async () => {
    const silent = async () => failing(new AppError('outside-failed', 'GitHub is away', { passing: true }))();

    const lines = await examine(
      ORDER,
      healthyPorts({ app: () => appOver({ readApp: silent, listInstallations: silent }) }),
    );

    expect(lines.filter(({ check }) => check === 'app')).toMatchObject([
      { status: 'ok' },
      { status: 'failure', found: 'GitHub is away', unasked: true },
    ]);
  });

  it('looks at models and keys with the defaults, and says so, when the configuration is wrong', async () => {
    const files = filesOf({ '.github/conclave.yml': 'version: 1\nexperts: []\n' });

    const lines = await examine(ORDER, healthyPorts({ local: async () => ({ name: 'quant', files, commit: 'now' }) }));

    expect(lines.find(({ check }) => check === 'configuration')).toMatchObject({
      status: 'failure',
      found: '.github/conclave.yml:2: unknown key "experts"',
    });
    expect(statusesOf(lines)).toMatchObject({
      models: ['warning', 'warning', 'warning', 'warning'],
      keys: ['warning', 'ok'],
    });
  });

  it('reads the configuration of a repository on GitHub at its default branch', async () => {
    const readGround = async () => ({ files: filesOf({ '.github/conclave.yml': 'version: 1\n' }), commit: 'c1' });
    const order: ExaminationOrder = { ...ORDER, repository: { owner: 'Acme', name: 'Quant' }, ground: 'hosted' };

    const lines = await examine(order, healthyPorts({ app: () => appOver({ readGround }) }));

    expect(lines[0]).toMatchObject({
      status: 'ok',
      found: '.github/conclave.yml of acme/quant, branch main is valid',
    });
  });

  it('fails for a repository in which the app is not installed', async () => {
    const order: ExaminationOrder = { ...ORDER, repository: { owner: 'acme', name: 'other' }, ground: 'hosted' };

    const lines = await examine(order, healthyPorts());

    const found = '--repo: the app is not installed in acme/other';
    expect(statusesOf(lines)).toMatchObject({ configuration: ['failure'], rulesets: ['failure'] });
    expect(lines.filter((line) => line.found === found)).toHaveLength(2);
  });

  it('looks at ten repositories at most and says how many are left', async () => {
    const all = Array.from({ length: 12 }, (_, id) => ({ id, owner: 'acme', name: `r${id}`, installation: 3 }));

    const lines = await examine(ORDER, healthyPorts({ app: () => appOver({ listRepositories: async () => all }) }));

    const rulesets = lines.filter(({ check }) => check === 'rulesets');
    expect(rulesets).toHaveLength(21);
    expect(rulesets.at(-1)).toMatchObject({ status: 'warning', found: '2 more repositories were not looked at' });
  });
});

const tooLong = new AppError('outside-failed', 'no answer within 20 seconds', { passing: true });
