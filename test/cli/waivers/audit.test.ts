import { describe, expect, it } from 'vitest';
import { GOOD_BODY, mergeWaived, openAuditStage, pointedOut, readAudit } from './audit-stage.ts';

const LABEL = 'guardrails-waiver';

describe('conclave waivers audit', () => {
  it('has nothing to point out where every merge kept the gates', async () => {
    await using stage = await openAuditStage();
    const pull = stage.open({});
    stage.check(pull, 'success');
    stage.merge(pull);

    const { exitCode, output, errors } = await stage.audit();

    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    expect(output).toContain('Nothing to point out. Of 1 merged pull request none went past the gates.');
    expect(stage.github.violations).toEqual([]);
  });

  it('lists a waiver that lacks nothing, with who set the label, who merged, and its follow-up', async () => {
    await using stage = await openAuditStage();
    mergeWaived(stage);

    const audit = await readAudit(stage);

    expect(audit.findings).toEqual([]);
    expect(audit.entries).toMatchObject([
      {
        number: 11,
        merged_by: 'acme',
        ways: [{ kind: 'label', standing: 'at-merge', set_by: 'bob' }],
        gates: ['G3'],
        justification: expect.stringContaining('the plan is written after the incident'),
        follow_ups: [{ name: '#2', state: 'open' }],
      },
    ]);
    expect(stage.github.violations).toEqual([]);
  });

  it.each([
    ['no section', 'Closes #1', 'its description has no section "Guardrails waiver"'],
    [
      'no gate',
      '## Guardrails waiver\nThere was no time for it, see #2.',
      'the section "Guardrails waiver" names no gate',
    ],
    ['a short reason', '## Guardrails waiver\nG3: #2', 'of at least 20 characters'],
  ])('points out a waiver with %s', async (_, body, words) => {
    await using stage = await openAuditStage();
    mergeWaived(stage, body);

    const audit = await readAudit(stage);

    expect(pointedOut(audit)[0]).toContain('justification-missing 11: #11 went past the gates without a justification');
    expect(pointedOut(audit)[0]).toContain(words);
  });

  it.each([
    ['names none', 'the incident had to be mended at once', ['follow-up-missing 11']],
    ['names only what the merge closes', 'the incident had to be mended at once, #1', ['follow-up-missing 11']],
    ['names the pull request itself', 'the incident had to be mended at once, #11', ['follow-up-missing 11']],
    ['names an issue that does not exist', 'the incident had to be mended, #99', ['follow-up-absent 11']],
    ['names an issue that was dropped', 'the incident had to be mended, #3', ['follow-up-dropped 11']],
    ['names an issue elsewhere', 'the incident had to be mended, acme/other#4', ['follow-up-unreadable 11']],
    ['names one that is closed', 'the incident had to be mended, #4', []],
    ['names a story', 'the incident had to be mended. Story: CVN-N001-EA-S02', []],
    ['names a work package', 'the incident had to be mended. OpenProject: wp#85', []],
  ])('looks up the follow-up of a waiver that %s', async (_, reason, expected) => {
    await using stage = await openAuditStage();
    stage.github.openIssue(stage.repository, { title: 'Given up', state: 'closed', stateReason: 'not_planned' });
    stage.github.openIssue(stage.repository, { title: 'Done', state: 'closed', stateReason: 'completed' });
    mergeWaived(stage, `Closes #1\n\n## Guardrails waiver\nG3: ${reason}`);

    const audit = await readAudit(stage);

    expect(pointedOut(audit).map((text) => text.split(':')[0])).toEqual(expected);
    expect(stage.github.violations).toEqual([]);
  });

  it('points out more than one waiver in a sprint, and not two in two sprints', async () => {
    await using stage = await openAuditStage();
    stage.at('2026-05-04T10:00:00Z');
    mergeWaived(stage);
    stage.at('2026-05-12T10:00:00Z');
    mergeWaived(stage);

    const [long, short] = [await readAudit(stage), await readAudit(stage, ['--sprint-days', '7'])];

    expect(pointedOut(long)).toEqual(['too-many 11 12: 2 waivers in one sprint, 2026-05-01 to 2026-05-14.']);
    expect(pointedOut(short)).toEqual([]);
  });

  it('finds a label that was taken off before or after the merge, and one that was only set later', async () => {
    await using stage = await openAuditStage();
    const [before, after, later] = [stage.open({}), stage.open({ body: GOOD_BODY }), stage.open({})];
    for (const pull of [before, after, later]) stage.check(pull, 'success');
    for (const pull of [before, after]) stage.github.addLabel(pull, LABEL.toUpperCase(), 'bob');
    stage.github.removeLabel(before, LABEL.toUpperCase(), 'eve');
    stage.at('2026-05-02T08:00:00Z');
    for (const pull of [before, after, later]) stage.merge(pull);
    stage.at('2026-05-03T08:00:00Z');
    stage.github.removeLabel(after, LABEL.toUpperCase(), 'eve');
    stage.github.addLabel(later, LABEL, 'eve');

    const audit = await readAudit(stage);

    expect(audit.entries.map(({ number, counts, ways }) => [number, counts, ways])).toMatchObject([
      [before.number, false, [{ standing: 'removed-before', set_by: 'bob', removed_by: 'eve' }]],
      [after.number, true, [{ standing: 'removed-after', set_by: 'bob', removed_by: 'eve' }]],
      [later.number, false, [{ standing: 'set-after', set_by: 'eve' }]],
    ]);
    expect(pointedOut(audit)).toEqual([]);
  });

  it('reads the reason of a waiver by command in its comment', async () => {
    await using stage = await openAuditStage();
    const pull = stage.open({});
    const { id } = stage.github.comment(pull, 'bob', '/conclave waive G3 the plan comes with #2, after the incident');
    const gone = stage.open({});
    const waiver = {
      how: 'command' as const,
      gates: ['G3'] as const,
      by: 'bob',
      reason: '',
      head: '',
      at: '',
      failures: [],
    };
    stage.check(pull, 'neutral', { waivers: [{ ...waiver, cause: String(id) }] });
    stage.check(gone, 'neutral', { waivers: [{ ...waiver, cause: '4711' }] });
    stage.merge(pull);
    stage.at('2026-05-20T08:00:00Z');
    stage.merge(gone);

    const audit = await readAudit(stage);

    expect(audit.entries[0]).toMatchObject({
      ways: [{ kind: 'command', gate: 'G3', by: 'bob' }],
      gates: ['G3'],
      justification: 'the plan comes with #2, after the incident',
      justification_missing: null,
      follow_ups: [{ name: '#2', state: 'open' }],
    });
    expect(pointedOut(audit)[0]).toContain(`justification-missing ${gone.number}`);
  });

  it('says when the description was edited after the merge', async () => {
    await using stage = await openAuditStage();
    const pull = mergeWaived(stage, 'Closes #1');
    stage.at('2026-05-03T08:00:00Z');
    stage.github.editPull(pull, { body: GOOD_BODY });

    const audit = await readAudit(stage);

    expect(audit.entries[0]).toMatchObject({ edited_after_merge: true, justification_missing: null });
  });
});

describe('the days of an audit', () => {
  it('begin and end with the days that are named, both included', async () => {
    await using stage = await openAuditStage();
    for (const time of [
      '2026-05-02T23:59:59Z',
      '2026-05-03T00:00:00Z',
      '2026-05-04T23:59:59Z',
      '2026-05-05T00:00:00Z',
    ]) {
      stage.at(time);
      const pull = stage.open({});
      stage.check(pull, 'success');
      stage.merge(pull);
    }
    stage.open({ title: 'feat: still open' });
    stage.github.closePull(stage.open({ title: 'feat: given up' }));

    const { output } = await stage.audit(['--since', '2026-05-03', '--until', '2026-05-04', '--json']);

    expect(JSON.parse(output)).toMatchObject({ merged: 2, since: '2026-05-03', until: '2026-05-04' });
  });
});
