import { describe, expect, it } from 'vitest';
import type { CheckAnnotation } from '../../../src/kernel/check.ts';
import type { CheckOrder } from '../../../src/ports/code-host.ts';
import type { Pull } from '../../fakes/github/world.ts';
import { operationsOf, useFake } from './fake-host.ts';

const stage = useFake();
const CREATE = 'POST /repos/{owner}/{repo}/check-runs';
const UPDATE = 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}';

function openPull(): Pull {
  const { github, repository } = stage();
  return github.openPull(repository, { title: 'Change', head: 'change', changes: { 'a.py': 'a\n' } });
}

function annotations(count: number): readonly CheckAnnotation[] {
  return Array.from({ length: count }, (_, index) => ({
    path: 'a.py',
    startLine: index + 1,
    endLine: index + 1,
    level: 'warning' as const,
    title: `Finding ${index}`,
    message: 'It leaks.',
  }));
}

const started = { kind: 'in-progress', startedAt: '2026-11-20T10:00:00Z' } as const;
const failed = { kind: 'completed', conclusion: 'failure', completedAt: '2026-11-20T10:05:00Z' } as const;

function order({ headSha }: Pull, more: Partial<CheckOrder> = {}): CheckOrder {
  return {
    name: 'conclave',
    sha: headSha,
    key: 'verdict pr=1',
    knownId: null,
    state: started,
    output: { title: 'Under review', summary: 'Ten seats.', text: '', annotations: [] },
    detailsUrl: null,
    ...more,
  };
}

const remarks = (count: number) => ({
  output: { title: 'Blocked', summary: 'See below.', text: 'More.', annotations: annotations(count) },
});

const checksOn = (pull: Pull) => stage().github.conversation(pull).checks;

const writes = () => operationsOf(stage()).filter((each) => each === CREATE || each === UPDATE);

describe('our check run', () => {
  it('is made in progress and completed later, with or without its number', async () => {
    const { host } = stage();
    const pull = openPull();

    const first = await host.putCheck(order(pull));
    const second = await host.putCheck(order(pull, { state: failed, detailsUrl: 'https://conclave.example/7' }));
    const third = await host.putCheck(order(pull, { state: failed, knownId: first.id }));

    expect(new Set([first.id, second.id, third.id]).size).toBe(1);
    expect(first.url).toContain(String(first.id));
    expect(checksOn(pull)).toMatchObject([
      {
        name: 'conclave',
        externalId: 'verdict pr=1',
        status: 'completed',
        conclusion: 'failure',
        app: 'conclave-test',
      },
    ]);
    expect(checksOn(pull)[0]?.detailsUrl).toBe('https://conclave.example/7');
  });

  it.each([
    [0, 1],
    [50, 1],
    [60, 2],
    [120, 3],
  ])('carries %i annotations in %i requests, and its conclusion in the last', async (count, requests) => {
    const { github, host } = stage();
    const pull = openPull();

    await host.putCheck(order(pull, { state: failed, ...remarks(count) }));

    expect(checksOn(pull)[0]?.annotations.map((each) => each.title)).toEqual(
      annotations(count).map(({ title }) => title),
    );
    expect(checksOn(pull)).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
    const sent = github.calls.filter(({ operation }) => operation === CREATE || operation === UPDATE);
    expect(sent).toHaveLength(requests);
    expect(sent.slice(0, -1).filter(({ body }) => JSON.stringify(body).includes('conclusion'))).toEqual([]);
  });

  it('gets every annotation once when it is written again after a crash between two pages', async () => {
    const { github, host } = stage();
    const pull = openPull();
    github.fail(UPDATE, { cut: 'request' });

    const first = host.putCheck(order(pull, { state: failed, ...remarks(120) }));
    await expect(first).rejects.toMatchObject({ facts: { passing: true } });
    await host.putCheck(order(pull, { state: failed, ...remarks(120) }));
    await host.putCheck(order(pull, { state: failed, ...remarks(120) }));

    const titles = checksOn(pull)[0]?.annotations.map((each) => each.title) ?? [];
    expect(titles).toEqual(annotations(120).map(({ title }) => title));
    expect(checksOn(pull)).toMatchObject([{ conclusion: 'failure' }]);
  });

  it('is made once even when GitHub accepts it and its answer is lost', async () => {
    const { github, host } = stage();
    const pull = openPull();
    github.fail(CREATE, { acceptedButNoAnswer: true });

    const first = host.putCheck(order(pull));
    await expect(first).rejects.toMatchObject({ code: 'outside-failed', facts: { passing: true } });
    await host.putCheck(order(pull));

    expect(writes()).toEqual([CREATE, UPDATE]);
    expect(checksOn(pull)).toHaveLength(1);
  });

  it('is not one of another key, another commit or another app', async () => {
    const { github, host, repository } = stage();
    const pull = openPull();
    const app = { id: 99, slug: 'other', name: 'Other', clientId: 'x' };
    github.addForeignCheck(repository, { name: 'conclave', sha: pull.headSha, app, externalId: 'verdict pr=1' });
    const other = await host.putCheck(order(pull, { key: 'gates pr=1' }));
    const before = pull.headSha;
    github.push(pull, { 'a.py': 'b\n' });
    const earlier = await host.putCheck(order(pull, { sha: before }));

    const made = await host.putCheck(order(pull, { knownId: other.id }));

    expect(new Set([other.id, earlier.id, made.id]).size).toBe(3);
    expect(checksOn(pull).map(({ app }) => app)).toEqual(['other', 'conclave-test', 'conclave-test', 'conclave-test']);
  });

  it('is found among more than a hundred of the same name', async () => {
    const { host } = stage();
    const pull = openPull();
    const first = await host.putCheck(order(pull));
    for (let index = 0; index < 105; index += 1) await host.putCheck(order(pull, { key: `other ${index}` }));

    const again = await host.putCheck(order(pull, { state: failed }));

    expect(again.id).toBe(first.id);
  });

  it.each(['summary', 'text'] as const)('is never cut: a %s that is too long is a mistake of ours', async (field) => {
    const { host } = stage();
    const { output } = remarks(0);

    const writing = host.putCheck(order(openPull(), { output: { ...output, [field]: 'x'.repeat(65_536) } }));

    await expect(writing).rejects.toMatchObject({ code: 'broken', message: expect.stringContaining(field) });
    expect(writes()).toEqual([]);
  });
});
