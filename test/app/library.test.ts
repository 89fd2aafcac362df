import { describe, expect, it } from 'vitest';
import type { Repository } from '../fakes/github/world.ts';
import { pushPayload } from './stage/payloads.ts';
import { tellRound } from './stage/round.ts';
import { shareStage } from './stage/shared-stage.ts';
import { eventually } from './stage/verdict-of.ts';

const shared = shareStage();

const manual = (number: number) => `# Page ${number}\n\n## Use\n\nTurn the knob of library page ${number}.\n`;
const pages = (name: string, count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`docs/${name}-${index}.md`, `${name} ${manual(index)}`]),
  );

/** What stands on the shelf of documents that begin so. */
async function kept(name: string): Promise<number> {
  const rows = await shared.rows(
    "select count(*)::integer as count from conclave.library_documents where text like $1 || ' #%'",
    [name],
  );
  return Number(rows[0]?.count);
}

/** Tells the app of a push, and waits until what it leads to has ended. */
async function push(repository: Repository, branch: string, paths: readonly string[]) {
  const { github } = shared.stage;
  const { guid, id } = await github.deliver('push', pushPayload(github, repository, branch, paths));
  await shared.concluded(guid);
  const [row] = await shared.rows('select outcome from conclave.deliveries where id = $1', [guid]);
  return { guid, delivery: id, outcome: String(row?.outcome), story: `refresh:${guid}` };
}

/** How the story of a refresh stands; null when there is none. */
async function standing(story: string): Promise<unknown> {
  const [row] = await shared.rows('select status from dbos.workflow_status where workflow_uuid = $1', [story]);
  return row?.status ?? null;
}

/** Waits for the end of a refresh. */
async function refreshed({ story }: { readonly story: string }): Promise<void> {
  await eventually(shared.stage, async () => ((await standing(story)) === 'SUCCESS' ? true : null));
}

describe.concurrent('a push to the default branch', () => {
  it('that changes documents lets them be read, and then those alone that changed', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository({ files: pages('alpha', 12) });
    const first = await push(repository, 'main', ['docs/alpha-0.md']);
    await refreshed(first);
    const before = await kept('alpha');
    github.commit(repository, { branch: 'main', changes: { 'docs/alpha-3.md': `alpha ${manual(300)}` } });

    const second = await push(repository, 'main', ['docs/alpha-3.md']);
    await refreshed(second);

    expect(first.outcome).toMatch(/; documents are read$/);
    expect([before, await kept('alpha')]).toEqual([12, 13]);
    const [step] = await shared.rows(
      'select output from dbos.operation_outputs where workflow_uuid = $1 order by function_id',
      [second.story],
    );
    expect(String(step?.output)).toContain('1 of 13 documents were read');
  });

  it('is refreshed for once, however often it is delivered', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository({ files: pages('beta', 2) });
    const told = await push(repository, 'main', ['docs/beta-0.md']);
    await refreshed(told);

    await github.redeliver(told.delivery);
    await shared.concluded(told.guid);

    const begun = await shared.rows(
      "select workflow_uuid from dbos.workflow_status where name = 'refresh-library' and workflow_uuid = $1",
      [told.story],
    );
    expect(begun).toHaveLength(1);
  });

  it.each([
    ['changes code alone', 'main', 'src/risk/limits.py'],
    ['goes to another branch', 'sizing', 'docs/gamma-0.md'],
  ])('or not: one that %s reads nothing', async (_, branch, path) => {
    const repository = shared.openRepository({ files: pages(`gamma-${branch}`, 2) });
    shared.stage.github.commit(repository, { branch, changes: { 'src/risk/limits.py': 'LIMIT = 2\n' } });

    const { outcome, story } = await push(repository, branch, [path]);

    expect(outcome).not.toContain('documents are read');
    expect(await standing(story)).toBeNull();
    expect(await kept(`gamma-${branch}`)).toBe(0);
  });

  it('whose configuration cannot be read is left to the next review', async () => {
    const repository = shared.openRepository({
      files: { ...pages('delta', 2), '.github/conclave.yml': 'version: 1\nknowledge:\n  docz: []\n' },
    });

    await refreshed(await push(repository, 'main', ['docs/delta-0.md']));

    expect(await kept('delta')).toBe(0);
  });
}, 90_000);

describe('documents that nobody asks for', () => {
  it('are dropped by the daily round after 90 days', async () => {
    const repository = shared.openRepository({ files: pages('omega', 2) });
    await refreshed(await push(repository, 'main', ['docs/omega-0.md']));
    await shared.rows(
      "update conclave.library_documents set used_at = now() - interval '91 days' where text like 'omega #%' and text like '%Page 1%'",
    );

    await tellRound(shared.stage, 'forget what is old');

    expect(await kept('omega')).toBe(1);
  });
});
