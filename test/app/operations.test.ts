import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issue } from '../fakes/github/issues.ts';
import type { Pull, Repository } from '../fakes/github/world.ts';
import { alertOf, payloadOf } from '../ops/alerts/notice-of.ts';
import { type AppStage, openAppStage } from './stage/app-stage.ts';
import { tellRound } from './stage/round.ts';
import { eventually } from './stage/verdict-of.ts';

const SECRET = 'a-secret-of-the-hook-51c0';
const CONFIG = `
version: 1
ops:
  sources: { figures: { kind: json } }
  signals:
    pvc_pct: { source: figures, query: /infra/pvc_pct }
    oom_24h: { source: figures, query: /infra/oom_24h }
`;

const home = mkdtempSync(join(tmpdir(), 'conclave-operations-'));
let stage: AppStage;
let repository: Repository;

beforeAll(async () => {
  const figures = join(home, 'figures.json');
  writeFileSync(figures, JSON.stringify({ infra: { pvc_pct: 91, oom_24h: 0 } }));
  const sources = `sources: { figures: { kind: json, path: ${figures}, repositories: [acme/house] } }`;
  const hooks = `hooks: [{ secret: ${SECRET}, repository: Acme/House }]`;
  writeFileSync(join(home, 'ops-sources.yml'), `${sources}\n${hooks}\n`, { mode: 0o600 });
  stage = await openAppStage({ environment: { CONCLAVE_HOME: home } });
  const files = { 'README.md': '# The house\n', '.github/conclave.yml': CONFIG };
  repository = stage.github.addRepository({ owner: 'acme', name: 'house', files });
  stage.github.addCollaborator(repository, 'mia', 'maintain');
  stage.github.addCollaborator(repository, 'wim', 'write');
  await stage.start();
});

afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  rmSync(home, { recursive: true, force: true });
});

const DOWN = { alertname: 'PodDown', severity: 'P0', code: 'POD_DOWN', pod: 'scheduler-0' };
const FIRING = payloadOf({ alerts: [alertOf('a1', { labels: DOWN })] });
const OVER = payloadOf({ status: 'resolved', alerts: [alertOf('a1', { labels: DOWN, status: 'resolved' })] });

/** Tells the app of alerts, as Alertmanager does. */
function notify(payload: object): Promise<Response> {
  const headers = { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' };
  const url = `${stage.apps.at(-1)?.url}/hooks/alertmanager`;
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(payload) });
}

/** Waits for something on the issues of the stage's repository. */
function seen<T>(look: (issues: readonly Issue[]) => T | null | undefined): Promise<T> {
  return eventually(stage, () => look(stage.github.issues(repository)) ?? null);
}

function answersTo(topic: Issue | Pull) {
  const said = 'head' in topic ? stage.github.conversation(topic).comments : stage.github.saidOn(topic);
  return said.filter(({ body }) => body.startsWith('<!-- conclave'));
}

describe('an app that watches operations', () => {
  it('leads from an alert to an incident that people command, and to its end', async () => {
    const answer = await notify(FIRING);
    const issue = await seen((issues) => issues.find(({ title }) => title.startsWith('Incident P0')));
    stage.github.comment(issue, 'wim', '/incident ack');
    await seen(() => (/acknowledged/i.test(issue.body) ? true : null));
    await notify(FIRING);
    await notify(OVER);
    await seen(() => answersTo(issue).find(({ body }) => body.includes('Recovery is proposed')));
    stage.github.comment(issue, 'wim', '/incident close');
    await seen(() => (issue.state === 'closed' ? true : null));
    const patch = await seen(() => answersTo(issue).find(({ body }) => body.includes('```diff')));

    expect(answer.status).toBe(202);
    expect(issue.body).toContain('POD_DOWN');
    expect(patch.body).toContain('+### 17.1');
    expect(stage.github.issues(repository).filter(({ title }) => title.startsWith('Incident'))).toHaveLength(1);
  });

  it('answers on any issue what the state is, from its sources', async () => {
    const question = stage.github.openIssue(repository, { title: 'Is the house well?', author: 'wim' });
    stage.github.comment(question, 'wim', '/conclave state');

    const answer = await seen(() => answersTo(question)[0]);

    expect(answer.body).toContain('RED');
    expect(answer.body).toContain('R2_PVC');
  });

  it('leaves other commands on an issue alone, and people who may not write with a reaction', async () => {
    const question = stage.github.openIssue(repository, { title: 'A question', author: 'eve' });
    stage.github.comment(question, 'wim', '/conclave review');
    const asked = stage.github.comment(question, 'eve', '/conclave state');

    await seen(() => (asked.reactions.some(({ content }) => content === 'confused') ? true : null));

    expect(answersTo(question)).toEqual([]);
  });

  it('keeps one status issue by its clock, and opens the incident that the state asks for', async () => {
    const hour = (hours: number) => new Date(Date.UTC(2026, 3, 29, hours));
    for (const hours of [6, 7, 8]) {
      await tellRound(stage, 'look at the state of operations', hour(hours));
      await seen((issues) => issues.find(({ body }) => body.includes(`As of \`2026-04-29 0${hours}:00 UTC\``)));
    }

    const issues = stage.github.issues(repository);
    const status = issues.filter(({ title }) => title.startsWith('State:'));
    expect(status.map(({ title }) => title)).toEqual(['State: RED since 06:00 UTC']);
    expect(status[0]?.labels.map(({ name }) => name)).toEqual(['state:red']);
    expect(issues.filter(({ title }) => title.includes('INFRA_SATURATED'))).toHaveLength(1);
  });

  it('opens an incident from a pull request', async () => {
    const pull = stage.github.openPull(repository, {
      ...{ title: 'docs: a word', author: 'wim', head: 'word', changes: { 'README.md': '# Quants\n' } },
    });
    stage.github.comment(pull, 'mia', '/incident declare P2 orders are refused');

    const issue = await seen((issues) => issues.find(({ title }) => title.includes('orders are refused')));
    const answer = await seen(() => answersTo(pull).find(({ body }) => body.includes(`#${issue.number}`)));

    expect(issue.title).toMatch(/^Incident P2/);
    expect(answer.body).toContain(`#${issue.number}`);
  });
});

describe('an app that dies while it opens an incident', () => {
  it('has opened one all the same, once it is back', async () => {
    await Promise.all(stage.apps.map((app) => app.kill()));
    const doomed = await stage.start({ DIE_AT: 'list open incidents for the alerts' });
    await doomed.arm();
    const group = { groupKey: '{}:{alertname="VolumeFull"}', groupLabels: { alertname: 'VolumeFull' } };
    const labels = { alertname: 'VolumeFull', severity: 'P0' };
    await notify(payloadOf({ ...group, alerts: [alertOf('b1', { labels })] }));
    await doomed.ended;
    await stage.start();

    await seen((issues) => issues.find(({ title }) => title.includes('VolumeFull')));

    const opened = stage.github.issues(repository).filter(({ title }) => title.includes('VolumeFull'));
    expect(opened).toHaveLength(1);
    expect(stage.violations()).toEqual([]);
  });
});
