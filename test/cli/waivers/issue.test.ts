import { describe, expect, it } from 'vitest';
import { type Issue, issuesOf } from '../../fakes/github/issues.ts';
import { ALL, type AuditStage, GOOD_BODY, mergeWaived, openAuditStage } from './audit-stage.ts';

const TITLE = 'Guardrails: waiver audit';
const MARKER = '<!-- conclave:waiver-audit -->';

const keep = (stage: AuditStage) => stage.audit(['--since', '2026-05-01', '--issue']);

const ours = ({ repository }: AuditStage): readonly Issue[] =>
  [...issuesOf(repository).values()].filter(({ author }) => author.login === 'github-actions[bot]');

const writes = ({ github }: AuditStage) =>
  github.calls.filter(({ method, path }) => method !== 'GET' && path !== '/graphql');

describe('the issue of the audit', () => {
  it('is made once, and not written again while it says the same', async () => {
    await using stage = await openAuditStage();
    mergeWaived(stage, 'Closes #1');

    const [first, second] = [await keep(stage), await keep(stage)];

    expect(ours(stage)).toMatchObject([{ title: TITLE, state: 'open', edits: 0 }]);
    expect(ours(stage)[0]?.body.startsWith(`${MARKER}\n### Waivers of`)).toBe(true);
    expect([first.errors, second.errors]).toEqual([
      'Made https://github.com/acme/quant/issues/12\n',
      'Nothing changed in https://github.com/acme/quant/issues/12\n',
    ]);
    expect([first.exitCode, second.exitCode]).toEqual([1, 1]);
    expect(writes(stage)).toHaveLength(1);
    expect(stage.github.violations).toEqual([]);
  });

  it('is edited in place, closed when nothing is to be pointed out, and opened when there is again', async () => {
    await using stage = await openAuditStage();
    const pull = mergeWaived(stage, 'Closes #1');
    await keep(stage);

    stage.github.editPull(pull, { body: GOOD_BODY });
    const mended = await keep(stage);
    const closed = ours(stage).map(({ state, stateReason }) => [state, stateReason]);
    mergeWaived(stage, 'Closes #1');
    await keep(stage);

    expect(mended.exitCode).toBe(0);
    expect(closed).toEqual([['closed', 'completed']]);
    expect(ours(stage)).toMatchObject([{ state: 'open', edits: 2 }]);
    expect(ours(stage)[0]?.body).toContain('went past the gates without a justification');
    expect(stage.github.violations).toEqual([]);
  });

  it('is not made where nothing is to be pointed out', async () => {
    await using stage = await openAuditStage();
    mergeWaived(stage);

    const { exitCode, errors } = await keep(stage);

    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: 'No issue is needed.\n' });
    expect(ours(stage)).toEqual([]);
  });

  it('is not the one that somebody else wrote with our title and marker', async () => {
    await using stage = await openAuditStage();
    const body = `${MARKER}\nNothing to see here.`;
    const strange = stage.github.openIssue(stage.repository, { title: TITLE, body, author: 'eve' });
    mergeWaived(stage, 'Closes #1');

    await keep(stage);

    expect(strange).toMatchObject({ body, edits: 0 });
    expect(ours(stage)).toHaveLength(1);
  });

  it('is found behind two hundred others of the same author', async () => {
    await using stage = await openAuditStage();
    const author = 'github-actions[bot]';
    for (let number = 100; number < 330; number += 1)
      stage.github.openIssue(stage.repository, { title: 'Nightly', author, number });
    mergeWaived(stage, 'Closes #1');

    await keep(stage);
    await keep(stage);

    expect(ours(stage).filter(({ title }) => title === TITLE)).toHaveLength(1);
  });

  it.each([
    ['the connection is cut', { cut: 'request' as const }],
    ['GitHub fails', { status: 500 }],
  ])('keeps its old text when %s while it is written', async (_, failure) => {
    await using stage = await openAuditStage();
    const pull = mergeWaived(stage, 'Closes #1');
    await keep(stage);
    const [before] = ours(stage).map(({ body }) => body);
    stage.github.editPull(pull, { body: GOOD_BODY });
    stage.github.fail('PATCH /repos/{owner}/{repo}/issues/{issue_number}', failure, 3);

    const { exitCode, output, errors } = await keep(stage);

    expect({ exitCode, output }).toEqual({ exitCode: 4, output: '' });
    expect(errors).toContain('another text of issue acme/quant#12');
    expect(ours(stage)).toMatchObject([{ body: before, state: 'open' }]);
  });

  it('names the permission that lacks, and says nothing of an audit that was not published', async () => {
    await using stage = await openAuditStage({ ...ALL, issues: 'read' });
    mergeWaived(stage, 'Closes #1');

    const { exitCode, output, errors } = await keep(stage);

    expect({ exitCode, output }).toEqual({ exitCode: 4, output: '' });
    expect(errors).toContain('issues: write');
  });
});
