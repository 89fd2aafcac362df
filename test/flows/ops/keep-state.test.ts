import { describe, expect, it } from 'vitest';
import { keepState } from '../../../src/flows/ops/keep-state.ts';
import type { LookPorts } from '../../../src/flows/ops/look-at-state.ts';
import { publishState } from '../../../src/flows/ops/publish-state.ts';
import { AppError } from '../../../src/kernel/app-error.ts';
import { useFake } from '../../adapters/github/fake-host.ts';
import { found } from '../../fixtures/found.ts';
import { WEEK } from '../../fixtures/ops-week.ts';
import { issueLike, judgedHour, opsOf, ownPlaybooks, portsOf, refOf } from './incident-stage.ts';

const stage = useFake();
const quiet = opsOf({ incidents: { open: false } });
const broken: LookPorts['readOps'] = async () => {
  throw new AppError('bad-config', '.github/conclave.yml:3: unknown key "opss" @everyone');
};

/** A state that was shown at midnight. */
async function shown() {
  await publishState(judgedHour(stage(), found(WEEK[0], 'an hour'), quiet), portsOf(stage()));
  return issueLike(stage(), 'State:');
}

function look(time: string, readOps: LookPorts['readOps'] = broken): Promise<void> {
  const ports = { ...portsOf(stage()), readOps, playbooks: async () => ownPlaybooks() };
  const openSources = () => expect.unreachable('no source is to be asked');
  return keepState({ repository: refOf(stage()), at: new Date(`2026-03-23T${time}:00Z`) }, { ...ports, openSources });
}

describe('a look that fails', () => {
  it('leaves the status issue alone while it is valid', async () => {
    const issue = await shown();
    const { title, edits } = issue;

    await expect(look('01:29')).rejects.toThrow('unknown key');

    expect([issue.title, issue.edits]).toEqual([title, edits]);
  });

  it('is told once on the status issue when that is valid no more, with its reason and a label', async () => {
    const { github } = stage();
    const issue = await shown();

    for (const time of ['01:45', '02:00', '02:15']) await expect(look(time)).rejects.toThrow('unknown key');

    const told = github.saidOn(issue).map(({ body }) => body);
    expect(issue.title).toBe('State: STALE, GREEN until 00:00 UTC');
    expect(issue.body).toContain('**STALE: nobody has looked since 00:00 UTC**: the last look failed');
    expect(issue.labels.map(({ name }) => name)).toEqual(['state:stale']);
    expect(told).toEqual([expect.stringContaining('unknown key "opss" `@everyone`')]);
    expect(issue.edits).toBe(1);
  });

  it('is over with the next one that succeeds', async () => {
    const issue = await shown();
    await expect(look('01:45')).rejects.toThrow('unknown key');

    await publishState(judgedHour(stage(), found(WEEK[3], 'an hour'), quiet), portsOf(stage()));

    expect(issue.title).toBe('State: GREEN since 00:00 UTC');
    expect(issue.labels.map(({ name }) => name)).toEqual(['state:green']);
  });

  it('stays the news where it cannot be told either', async () => {
    const { github, repository } = stage();
    await shown();
    github.switchIssues(repository, { off: true });

    await expect(look('01:45')).rejects.toThrow('unknown key');
  });
});

describe('a repository that configures no signals any more', () => {
  it('has a status issue that becomes stale', async () => {
    const issue = await shown();

    await look('01:45', async () => quiet);

    expect(issue.body).toContain('no signals are configured any more');
  });
});
