import { describe, expect, it } from 'vitest';
import { markStale } from '../../../src/flows/ops/mark-stale.ts';
import { publishState } from '../../../src/flows/ops/publish-state.ts';
import { decodeRecord } from '../../../src/ops/state/record-text.ts';
import { useFake } from '../../adapters/github/fake-host.ts';
import { found } from '../../fixtures/found.ts';
import { WEEK } from '../../fixtures/ops-week.ts';
import { issueLike, issuesLike, judgedHour, opsOf, portsOf } from './incident-stage.ts';

const stage = useFake();
const quiet = opsOf({ incidents: { open: false } });

/** Publishes hours of the week, each by a run of its own that knows nothing but the issues. */
async function publish(hours: typeof WEEK, ops = quiet) {
  const published = [];
  for (const hour of hours) published.push(await publishState(judgedHour(stage(), hour, ops), portsOf(stage())));
  return published;
}

const from = (why: string, count: number) => {
  const start = WEEK.findIndex((hour) => hour.why === why);
  return WEEK.slice(start, start + count);
};

describe('the state of a repository', () => {
  it('stands in one pinned issue that is edited in place, and every change is one comment', async () => {
    const { github } = stage();
    const day = WEEK.slice(0, 24);

    const published = await publish(day);

    const issue = issueLike(stage(), 'State:');
    const changes = day.filter((hour, index) => index > 0 && hour.shown !== day[index - 1]?.shown);
    expect(published.map(({ record }) => record.standing.state)).toEqual(day.map(({ shown }) => shown));
    expect(github.saidOn(issue).map(({ body }) => body.split('\n')[2])).toEqual(
      changes.map(({ shown }) => expect.stringContaining(`**${shown} since`)),
    );
    expect(issue).toMatchObject({ pinned: true, state: 'open', title: 'State: RED since 20:00 UTC' });
    expect(issue.labels.map(({ name }) => name)).toEqual(['state:red']);
    expect(decodeRecord(issue.body).record?.hours.states).toEqual(day.map(({ shown }) => shown));
  });

  it('is not written again while nothing changed but the figures of the hour', async () => {
    const { github } = stage();
    const [hour] = WEEK;
    const later = (minutes: number) => ({
      ...found(hour, 'an hour'),
      at: `2026-03-23T00:${String(minutes).padStart(2, '0')}:00.000Z`,
    });
    await publish([later(0)]);
    const writes = () => github.calls.filter(({ method, path }) => method !== 'GET' && path !== '/graphql').length;
    const before = writes();

    const [early, late] = await publish([later(15), later(50)]);

    expect([early?.issue?.how, late?.issue?.how]).toEqual(['as-before', 'edited']);
    expect(writes() - before).toBe(1);
  });

  it('changes nothing when an evaluation comes a second time', async () => {
    const { github } = stage();
    const hours = WEEK.slice(0, 1);
    await publish(hours);
    const before = github.calls.length;

    const [again] = await publish(hours);

    expect(again).toMatchObject({ issue: null, change: null });
    expect(github.calls.slice(before).filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('tells a change once, though a run broke off between telling and writing', async () => {
    const { github } = stage();
    await publish(from('three kills are a loop', 1).concat(WEEK.slice(0, 0)));
    const clear = from('both are known and over', 3);
    await publish(clear.slice(0, 1));
    github.fail('PATCH /repos/{owner}/{repo}/issues/{issue_number}', { status: 422 });

    await expect(publish(clear.slice(1, 2))).rejects.toThrow('422');
    await publish(clear.slice(2));

    expect(github.saidOn(issueLike(stage(), 'State: GREEN'))).toHaveLength(1);
  });

  it('is opened again with its labels where a person closed it, and leaves the labels of people', async () => {
    const { github } = stage();
    await publish(WEEK.slice(0, 1));
    github.editIssue(issueLike(stage(), 'State:'), { state: 'closed', labels: ['state:green', 'ops'] });

    await publish(WEEK.slice(1, 2));

    const issue = issueLike(stage(), 'State:');
    expect(issue.state).toBe('open');
    expect(issue.labels.map(({ name }) => name)).toEqual(['state:green', 'ops']);
  });

  it('notes a pin that is refused, and pins when that is possible', async () => {
    const { github, repository } = stage();
    github.switchIssues(repository, { pinsRefused: true });

    const [first] = await publish(WEEK.slice(0, 1));
    expect(first?.issue?.notPinned).toContain('Resource not accessible');
    expect(issueLike(stage(), 'State:').body).toContain('This issue could not be pinned; pin it by hand.');

    github.switchIssues(repository, { pinsRefused: false });
    await publish(WEEK.slice(1, 2));
    const issue = issueLike(stage(), 'State:');
    expect(issue.pinned).toBe(true);
    expect(issue.body).not.toContain('could not be pinned');
  });

  it('says so where issues are switched off or may not be written', async () => {
    const { github, repository } = stage();
    const [hour] = WEEK;
    const judged = judgedHour(stage(), found(hour, 'an hour'), quiet);
    const ports = portsOf(stage(), { issues: 'read' });

    await expect(publishState(judged, ports)).rejects.toThrow(/403.*issues: write|issues: write.*403/);
    github.switchIssues(repository, { off: true });
    await expect(publish(WEEK.slice(0, 1))).rejects.toThrow('issues are switched off in acme/quant');
  });

  it('begins anew where its record was damaged, and says so', async () => {
    const { github } = stage();
    await publish(WEEK.slice(0, 1));
    const issue = issueLike(stage(), 'State:');
    github.editIssue(issue, { body: issue.body.replace('"v":1', '"v":7') });

    await publish(WEEK.slice(1, 2));

    expect(issueLike(stage(), 'State:').body).toContain('it begins anew');
  });

  it('is told to be stale when nobody renews it', async () => {
    await publish(WEEK.slice(0, 1));
    const ports = portsOf(stage());
    const why = 'the last look failed';

    expect(await markStale({ now: '2026-03-23T01:00:00.000Z', why }, ports)).toBe(false);
    expect(await markStale({ now: '2026-03-23T02:00:00.000Z', why }, portsOf(stage()))).toBe(true);
    expect(issueLike(stage(), 'State: STALE').body).toContain('nobody has looked since 00:00 UTC');
    await publish(WEEK.slice(3, 4));
    expect(issuesLike(stage(), 'State: STALE')).toEqual([]);
  });
});
