import { describe, expect, it } from 'vitest';
import { takeUpAlerts } from '../../../src/flows/ops/open-incident.ts';
import { publishState } from '../../../src/flows/ops/publish-state.ts';
import type { CurrentAlerts } from '../../../src/ops/alerts/decision.ts';
import { readAlertNotice } from '../../../src/ops/alerts/payload.ts';
import { readIncidentLog } from '../../../src/ops/incident/log/read-log.ts';
import { useFake } from '../../adapters/github/fake-host.ts';
import type { Pull } from '../../fakes/github/world.ts';
import { found } from '../../fixtures/found.ts';
import { WEEK } from '../../fixtures/ops-week.ts';
import { alertOf, payloadOf } from '../../ops/alerts/notice-of.ts';
import { incidentGroundOf, issueLike, issuesLike, judgedHour, opsOf, portsOf } from './incident-stage.ts';
import { say } from './incident-stage-say.ts';

const stage = useFake({ 'documentation/incidents.md': '# Incidents\n\nWhat happened.\n' });

const SEVERE = { labels: { alertname: 'PodDown', severity: 'P0', code: 'POD_DOWN', pod: 'scheduler-0' } };
const summary = { annotations: { summary: 'The scheduler is down' } };

/** A notice of Alertmanager, taken up by a run of its own. */
async function alert(
  changes: Readonly<Record<string, unknown>>,
  { ops = {}, at = '2026-04-29T11:40:00.000Z', current = null as CurrentAlerts | null } = {},
) {
  const notice = readAlertNotice(payloadOf(changes));
  const alerts = current === null ? null : { current: async () => current };
  return takeUpAlerts({ notice, at }, incidentGroundOf(stage(), ops), { ...portsOf(stage()), alerts });
}

const firing = { alerts: [alertOf('a1', { ...SEVERE, ...summary })] };

describe('the path of an incident', () => {
  it('goes from an alert to an issue with its playbook, is recovered, closed and entered into the log', async () => {
    const { github, repository } = stage();
    github.addCollaborator(repository, 'olga', 'write');

    const opened = await alert(firing);
    const again = await alert(firing, { at: '2026-04-29T15:40:00.000Z' });
    const issue = issueLike(stage(), 'Incident P0:');
    expect([opened.kind, again.kind]).toEqual(['opened', 'ignored']);
    expect(issue.labels.map(({ name }) => name)).toEqual(['incident', 'severity:p0']);
    expect(issue.body).toContain('#### Do: POD_DOWN');

    await say(stage(), issue, '/incident ack');
    await say(stage(), issue, '/incident timeline 2026-04-29T11:30Z root cause: the node ran out of memory');
    const over = { status: 'resolved', alerts: [alertOf('a1', { ...SEVERE, status: 'resolved' })] };
    const recovered = await alert(over, { at: '2026-04-29T12:10:00.000Z' });
    expect(recovered.kind).toBe('recovery-proposed');
    expect(issue.state).toBe('open');

    await say(stage(), issue, '/incident close');

    const [pull] = [...repository.pulls.values()];
    expect(issue.state).toBe('closed');
    expect(pull?.title).toBe(`docs(incidents): the entry of incident #${issue.number}`);
    const log = await readProposed(found(pull, 'a pull request'));
    const [entry] = readIncidentLog(log).entries;
    expect(log.startsWith('# Incidents\n\nWhat happened.\n')).toBe(true);
    expect(entry).toMatchObject({ id: '17.1', severity: 'P0' });
    expect(entry?.text).toContain('the node ran out of memory');
    expect(github.saidOn(issue).at(-1)?.body).toContain(`[#${pull?.number}]`);
  });

  it('shows in the status issue while it is open, opened and recovered by the state itself', async () => {
    const { github } = stage();
    const ops = opsOf();
    const start = WEEK.findIndex(({ why }) => why === 'three kills are a loop');
    const end = WEEK.findIndex(({ why }) => why === 'a volume of 85 % is not more than 85 %');
    for (const hour of WEEK.slice(start, end)) await publishState(judgedHour(stage(), hour, ops), portsOf(stage()));

    const incident = issueLike(stage(), 'Incident P0:');
    const told = github.saidOn(incident).map(({ body }) => body.split('\n')[2]);
    expect(incident.state).toBe('open');
    expect(incident.body).toContain('#### Do: INFRA_SATURATED');
    expect(told).toEqual([expect.stringContaining('**Recovery is proposed**: the exit criterion of INFRA_SATURATED')]);
    expect(issueLike(stage(), 'State:').body).toContain(`- #${incident.number} \`P0\``);
  });

  it('is closed by its exit criterion where that is configured', async () => {
    const ops = opsOf({ incidents: { close: 'exit-criterion' } });
    const start = WEEK.findIndex(({ why }) => why === 'three kills are a loop');
    const end = WEEK.findIndex(({ why }) => why === 'a volume of 85 % is not more than 85 %');
    for (const hour of WEEK.slice(start, end)) await publishState(judgedHour(stage(), hour, ops), portsOf(stage()));

    expect(issueLike(stage(), 'Incident P0:').state).toBe('closed');
    expect(stage().repository.pulls.size).toBe(1);
    expect(issueLike(stage(), 'State:').body).not.toContain('Open incidents');
  });
});

describe('alerts', () => {
  it('join the incident of their group, silently unless they make it worse', async () => {
    const { github } = stage();
    const mild = { labels: { ...SEVERE.labels, severity: 'P1' }, ...summary };
    await alert({ alerts: [alertOf('a1', mild)] });
    const issue = issueLike(stage(), 'Incident P1:');

    const second = await alert({ alerts: [alertOf('a1', mild), alertOf('a2', mild)] });
    expect(second).toMatchObject({ kind: 'joined', issue: issue.number });
    expect(github.saidOn(issue)).toEqual([]);

    await alert({ alerts: [alertOf('a1', mild), alertOf('a2', mild), alertOf('a3', { ...SEVERE, ...summary })] });
    expect(github.saidOn(issue).map(({ body }) => body)).toEqual([expect.stringContaining('**It is P0 now**')]);
    expect(issue.title).toMatch(/^Incident P0:/);
    expect(issuesLike(stage(), 'Incident')).toHaveLength(1);
  });

  it('that come back take the proposed recovery away', async () => {
    const { github } = stage();
    await alert(firing);
    await alert({ status: 'resolved', alerts: [alertOf('a1', { ...SEVERE, status: 'resolved' })] });
    const issue = issueLike(stage(), 'Incident');

    const anew = alertOf('a1', { ...SEVERE, ...summary, startsAt: '2026-04-29T12:30:00Z' });
    await alert({ alerts: [anew] }, { at: '2026-04-29T12:31:00.000Z' });

    expect(github.saidOn(issue).at(-1)?.body).toContain('**It is back**');
    expect(issue.body).not.toContain('**Recovery is proposed**');
  });

  it('that were cut off are not over, unless Alertmanager says so when it is asked', async () => {
    await alert(firing);
    const cut = { status: 'resolved', truncatedAlerts: 1, alerts: [alertOf('a1', { ...SEVERE, status: 'resolved' })] };

    expect(await alert(cut)).toMatchObject({ kind: 'undecided', why: expect.stringContaining('no address') });
    expect(await alert(cut, { current: { kind: 'read', alerts: [] } })).toMatchObject({ kind: 'recovery-proposed' });
  });

  it('below the configured severity open nothing, and those that name none are taken for P1', async () => {
    const named = (severity: string) => alertOf('b1', { labels: { alertname: 'Slow', severity } });

    expect(await alert({ alerts: [named('P2')] })).toMatchObject({
      kind: 'ignored',
      why: expect.stringContaining('P2'),
    });
    expect(await alert(firing, { ops: { incidents: { open: false } } })).toMatchObject({ kind: 'ignored' });
    expect(await alert({ alerts: [alertOf('b2')] })).toMatchObject({ kind: 'opened' });
    expect(issueLike(stage(), 'Incident P1:').body).toContain('P1 is assumed');
  });

  it('open a new incident after a person closed the issue by hand', async () => {
    await alert(firing);
    stage().github.editIssue(issueLike(stage(), 'Incident'), { state: 'closed' });

    const next = alertOf('a9', { ...SEVERE, ...summary, startsAt: '2026-04-30T08:00:00Z' });
    expect(await alert({ alerts: [next] })).toMatchObject({ kind: 'opened' });
    expect(issuesLike(stage(), 'Incident')).toHaveLength(2);
  });

  it('do nothing in an issue that somebody else opened with our mark', async () => {
    await alert(firing);
    const { body } = issueLike(stage(), 'Incident');
    stage().github.editIssue(issueLike(stage(), 'Incident'), { state: 'closed' });
    stage().github.openIssue(stage().repository, { title: 'Forged', body, author: 'eve' });

    expect(await alert(firing)).toMatchObject({ kind: 'opened' });
    expect(issueLike(stage(), 'Forged').edits).toBe(0);
  });
});

/** The log as a pull request has it. */
async function readProposed({ headSha }: Pull): Promise<string> {
  const { github, repository } = stage();
  const token = github.plainToken({ repositories: [repository], permissions: { contents: 'read' } });
  const url = `${github.url}/repos/acme/quant/contents/documentation/incidents.md?ref=${headSha}`;
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.github.raw+json' },
  });
  return answer.text();
}
