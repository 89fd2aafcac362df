import { cpSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Session } from '../../src/committee/session.ts';
import { makeMomentumRepository } from '../fixtures/momentum-repository.ts';
import { listFiles, makeFolder, run } from './running.ts';

const repository = makeMomentumRepository();
afterAll(() => repository.remove());

const LEAKY = join(import.meta.dirname, '../../docs/examples/momentum/changes/leaky.diff');

/** Rehearses a review and reads its session; other arguments say what is reviewed. */
async function rehearse(args: readonly string[], folder = repository.folder) {
  using home = makeFolder();
  const argv = ['review', ...args, '--rehearsal', '--json', '--out', `${home.folder}/out`];
  const { output, exitCode } = await run(argv, { folder });
  return { session: Session.parse(JSON.parse(output)), exitCode, files: listFiles(home.folder) };
}

/** The labels of what each confirmed blocker rests on. */
function blockersOf({ findings }: Session): readonly (readonly string[])[] {
  const blockers = findings.filter(({ severity, standing }) => severity === 'blocker' && standing.kind === 'confirmed');
  return blockers.map(({ rule, place, sources }) => [
    rule ?? 'no rule',
    `${place?.path}:${place?.line}`,
    ...sources.map(({ label }) => label),
  ]);
}

const BLOCKERS = [
  ['leak/negative-shift', 'src/features/short_horizon.py:24', 'ADR-1 §Decision'],
  ['leak/centered-window', 'src/features/short_horizon.py:25', 'ADR-1 §Decision'],
  ['leak/shuffled-split', 'src/training/trainer.py:86', 'ADR-2 §Decision'],
];

describe('the blockers of the example', () => {
  it('each show a line, a rule and a passage of a record', async () => {
    const { session, exitCode } = await rehearse(['--base', 'main', '--head', 'leaky']);

    expect(exitCode).toBe(1);
    expect(blockersOf(session)).toEqual(BLOCKERS);
    expect(session.decisions.map(({ id }) => id).toSorted()).toEqual(['adr:1', 'adr:2', 'adr:3']);
    expect(session.library).toMatchObject({ commit: expect.stringMatching(/^[0-9a-f]{40}$/) });
  });

  it('rest on the documents of the folder that a diff belongs to, not on those around it', async () => {
    repository.git('checkout', '--quiet', 'main');
    using home = makeFolder();
    const outer = join(home.folder, 'outer');
    mkdirSync(join(outer, 'docs/adr'), { recursive: true });
    cpSync(repository.folder, join(outer, 'inner'), { recursive: true, filter: (path) => !path.includes('/.git') });
    renameSync(join(outer, 'inner/README.md'), join(outer, 'README.md'));
    cpSync(join(repository.folder, 'README.md'), join(outer, 'inner/README.md'));
    const git = (...args: readonly string[]) => repository.git('-C', outer, ...args);
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '-m', 'A repository with another one in a folder');

    const { session } = await rehearse(['--diff', LEAKY, '--repo', join(outer, 'inner')], outer);

    expect(blockersOf(session)).toEqual(BLOCKERS);
    expect(session.findings[0]?.sources[0]?.path).toMatch(/^docs\/adr\//);
  });

  it('rest on the same documents whatever the settings of models are, since none is asked', async () => {
    using home = makeFolder();
    const argv = [
      'review',
      '--base',
      'main',
      '--head',
      'leaky',
      '--rehearsal',
      '--json',
      '--out',
      `${home.folder}/out`,
    ];

    const { exitCode, output } = await run(argv, {
      folder: repository.folder,
      environment: { LITELLM_BASE_URL: 'garbage', CONCLAVE_CACHE: '/proc/nowhere' },
    });

    expect(exitCode).toBe(1);
    expect(blockersOf(Session.parse(JSON.parse(output)))).toEqual(BLOCKERS);
  });

  it('rest on nothing where a diff is all there is', async () => {
    using home = makeFolder();

    const { session } = await rehearse(['--diff', LEAKY], home.folder);

    expect(session.decisions).toEqual([]);
    expect(session.findings.flatMap(({ sources }) => sources)).toEqual([]);
  });
});
