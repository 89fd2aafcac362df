import { describe, expect, it } from 'vitest';
import { until } from '../process.ts';
import { ALL, GOOD_BODY, mergeWaived, openAuditStage, pointedOut, readAudit } from './audit-stage.ts';

describe('a repository with many merged pull requests', () => {
  it('is read whole, with one request for fifty of them and one more', async () => {
    await using stage = await openAuditStage();
    for (let index = 0; index < 120; index += 1) {
      const pull = stage.open({});
      stage.check(pull, 'success');
      stage.merge(pull);
    }
    mergeWaived(stage);

    const audit = await readAudit(stage);

    expect(audit).toMatchObject({ merged: 121, entries: [{ number: 131 }], findings: [] });
    const lists = stage.github.calls.filter(({ body }) => JSON.stringify(body ?? '').includes('pullRequests(states'));
    expect(lists).toHaveLength(4);
    expect(stage.github.violations).toEqual([]);
  }, 30_000);

  it('is read in smaller parts where GitHub takes too long over so many', async () => {
    await using stage = await openAuditStage();
    mergeWaived(stage);
    stage.github.fail('POST /graphql', { status: 502 }, 3);

    const audit = await readAudit(stage);

    expect(audit.merged).toBe(1);
    const sizes = stage.github.calls.flatMap(({ body }) => /"size":(\d+)/.exec(JSON.stringify(body ?? ''))?.[1] ?? []);
    expect(sizes).toEqual(['50', '50', '50', '25', '25']);
  }, 30_000);

  it('keeps one that changes while the others are read', async () => {
    await using stage = await openAuditStage();
    const mergeAt = (time: string) => {
      stage.at(`2026-05-01T${time}:00Z`);
      const pull = stage.open({});
      stage.check(pull, 'success');
      stage.merge(pull);
      return pull;
    };
    const { github } = stage;
    const oldest = mergeAt('09:00');
    for (let index = 1; index < 60; index += 1) mergeAt(`09:${String(index).padStart(2, '0')}`);
    stage.at('2026-05-02T08:00:00Z');
    github.fail('POST /graphql', { slowMs: 1 });
    github.fail('POST /graphql', { slowMs: 500 });

    const reading = readAudit(stage);
    await until(() => github.calls.length > 0);
    github.editPull(oldest, { title: 'feat: another name' });
    const audit = await reading;

    expect(audit.merged).toBe(60);
  }, 30_000);

  it('tells a label that was set and taken off more than a hundred times', async () => {
    await using stage = await openAuditStage();
    const pull = stage.open({ body: GOOD_BODY });
    for (let index = 0; index < 70; index += 1) {
      stage.github.addLabel(pull, 'other');
      stage.github.removeLabel(pull, 'other');
    }
    stage.github.addLabel(pull, 'guardrails-waiver', 'bob');
    stage.check(pull, 'neutral');
    stage.merge(pull);

    const audit = await readAudit(stage);

    expect(audit.entries).toMatchObject([{ ways: [{ standing: 'at-merge', set_by: 'bob' }] }]);
    expect(stage.github.violations).toEqual([]);
  });
});

describe('the configuration', () => {
  it('is that of the branch that was merged into: label, heading, shortest reason', async () => {
    await using stage = await openAuditStage();
    const { github, repository } = stage;
    const config = 'version: 1\nwaiver: { label: exception, section: Exception, min_reason: 5 }\n';
    github.commit(repository, { branch: 'main', changes: { '.github/conclave.yml': config } });
    const pull = stage.open({ body: '## Exception\nG1: short, #2' });
    github.addLabel(pull, 'exception', 'bob');
    stage.check(pull, 'neutral');
    stage.merge(pull);

    const [own, other] = [await readAudit(stage), await readAudit(stage, ['--label', 'guardrails-waiver'])];

    expect(own).toMatchObject({ labels: ['exception'], findings: [], entries: [{ gates: ['G1'] }] });
    expect(other).toMatchObject({ labels: ['guardrails-waiver'], entries: [] });
  });

  it('that cannot be read is wrong use, with its line', async () => {
    await using stage = await openAuditStage();
    const changes = { '.github/conclave.yml': 'version: 1\nwaivers: {}\n' };
    stage.github.commit(stage.repository, { branch: 'main', changes });
    mergeWaived(stage);

    const { exitCode, output, errors } = await stage.audit();

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain('.github/conclave.yml:2: unknown key "waivers"');
  });
});

describe('the trend by version', () => {
  it('puts each merge into the first version that holds it', async () => {
    await using stage = await openAuditStage();
    const { github, repository } = stage;
    const mergeOne = (time: string) => {
      stage.at(time);
      const pull = stage.open({});
      stage.check(pull, 'success');
      stage.merge(pull);
    };
    mergeOne('2026-05-02T08:00:00Z');
    mergeOne('2026-05-03T08:00:00Z');
    github.addTag(repository, 'v1.0.0', 'main');
    github.addTag(repository, 'v1', 'main');
    mergeOne('2026-05-04T08:00:00Z');
    github.addTag(repository, 'v1.1.0', 'main');
    mergeOne('2026-05-05T08:00:00Z');

    const audit = await readAudit(stage, ['--per', 'version']);

    expect(audit.trend.map(({ period, merged }) => [period, merged])).toEqual([
      ['v1.0.0', 2],
      ['v1.1.0', 1],
      ['unreleased', 1],
    ]);
    expect(github.violations).toEqual([]);
  });
});

describe('what GitHub does not give', () => {
  it.each([
    ['pull requests', { ...ALL, pull_requests: undefined }, 'pull-requests: read'],
    ['the files', { ...ALL, contents: undefined }, 'contents: read'],
  ])('ends the audit with the permission that lacks: %s', async (_, permissions, words) => {
    await using stage = await openAuditStage(permissions);
    mergeWaived(stage);

    const { exitCode, output, errors } = await stage.audit();

    expect({ exitCode, output }).toEqual({ exitCode: 4, output: '' });
    expect(errors).toContain(words);
  });

  it('leaves a follow-up unknown that the token may not read', async () => {
    await using stage = await openAuditStage({ ...ALL, issues: undefined });
    mergeWaived(stage);

    const audit = await readAudit(stage);

    expect(pointedOut(audit)).toEqual([
      'follow-up-unreadable 11: #2, the follow-up of #11, cannot be read with this token.',
    ]);
  });

  it('says that there is no such repository', async () => {
    await using stage = await openAuditStage();

    const { exitCode, errors } = await stage.audit(['--since', '2026-05-01', '--repo', 'acme/nothing']);

    expect(exitCode).toBe(4);
    expect(errors).toContain("Could not resolve to a Repository with the name 'acme/nothing'");
  });

  it('ends the audit when no answer comes', async () => {
    await using stage = await openAuditStage();
    await stage.github.stop();

    const { exitCode, errors } = await stage.audit();

    expect(exitCode).toBe(4);
    expect(errors).toContain('GitHub could not be asked for the merged pull requests of acme/quant');
    await stage.github.restart();
  }, 60_000);
});
