import { describe, expect, it } from 'vitest';
import { ALL, GOOD_BODY, openAuditStage, pointedOut, readAudit } from './audit-stage.ts';

const bypass = { kind: 'kill-switch', since: '2026-04-30T09:00:00Z' } as const;

describe('a merge while the kill switch was on', () => {
  it.each([
    ["the app's check", 'check' as const],
    ['the remarks of the job', 'job' as const],
  ])('is known by %s', async (_, how) => {
    await using stage = await openAuditStage();
    const pull = stage.open({ body: GOOD_BODY });
    stage[how](pull, how === 'check' ? 'neutral' : 'success', { bypass });
    stage.merge(pull);

    const audit = await readAudit(stage);

    expect(audit.entries).toMatchObject([
      { ways: [{ kind: 'kill-switch', since: bypass.since, told_by: 'check' }], counts: true },
    ]);
    expect(pointedOut(audit)).toEqual([]);
    expect(audit.trend).toEqual([{ period: '2026-05', merged: 1, waivers: 0, kill_switch: 1, unknown: 0 }]);
  });

  it('is known by the switch that is on since before it, whatever its check says', async () => {
    await using stage = await openAuditStage();
    const [before, after] = [stage.open({}), stage.open({ body: GOOD_BODY })];
    for (const pull of [before, after]) stage.check(pull, 'success');
    stage.merge(before);
    stage.at('2026-05-02T08:00:00Z');
    stage.github.setVariable(stage.repository, 'GUARDRAILS_KILL_SWITCH', 'true');
    stage.at('2026-05-03T08:00:00Z');
    stage.merge(after);

    const audit = await readAudit(stage);

    expect(audit.entries).toMatchObject([{ number: after.number, ways: [{ told_by: 'variable' }] }]);
    expect(audit.notes[0]).toBe('The kill switch GUARDRAILS_KILL_SWITCH is on now, since 2026-05-02T08:00:00Z.');
  });

  it('is pointed out without a justification and a follow-up, but needs to name no gate', async () => {
    await using stage = await openAuditStage();
    const [bare, told] = [
      stage.open({}),
      stage.open({ body: '## Guardrails waiver\nProduction stood still, the rest follows in #2.' }),
    ];
    for (const pull of [bare, told]) {
      stage.check(pull, 'neutral', { bypass });
      stage.merge(pull);
    }

    const audit = await readAudit(stage);

    expect(audit.findings.map(({ kind, pulls }) => [kind, ...pulls])).toEqual([
      ['justification-missing', bare.number],
      ['follow-up-missing', bare.number],
    ]);
  });
});

describe('what nobody can tell', () => {
  it('is listed as unknown, once for each reason', async () => {
    await using stage = await openAuditStage();
    const [bare, skipped, silent, late] = [stage.open({}), stage.open({}), stage.open({}), stage.open({})];
    const other = stage.open({});
    stage.job(skipped, 'skipped');
    stage.job(silent, 'neutral');
    for (const pull of [bare, skipped, silent, late, other]) stage.merge(pull);
    stage.at('2026-05-01T09:00:00Z');
    stage.check(late, 'success');

    const audit = await readAudit(stage);

    expect(audit.findings.map(({ kind, pulls }) => [kind, ...pulls])).toEqual([
      ['unknown', bare.number, other.number],
      ['unknown', skipped.number],
      ['unknown', silent.number],
      ['unknown', late.number],
    ]);
    expect(audit.findings.map(({ text }) => text.split(': ')[1])).toEqual([
      'neither its head nor its merge has a check of the gates.',
      'its check of the gates ended skipped and does not say why.',
      'its check of the gates ended neutral and does not say why.',
      'no check of the gates had ended when it was merged.',
    ]);
    expect(audit.trend).toMatchObject([{ unknown: 5 }]);
  });

  it('is nothing of a job that asked the gates, nor of a check that a later one follows', async () => {
    await using stage = await openAuditStage();
    const [job, twice] = [stage.open({}), stage.open({})];
    stage.job(job, 'success');
    stage.check(twice, 'neutral', { bypass });
    stage.at('2026-05-02T08:00:00Z');
    stage.check(twice, 'success');
    stage.merge(job);
    stage.merge(twice);

    const audit = await readAudit(stage);

    expect([audit.findings, audit.entries]).toEqual([[], []]);
  });

  it('is known of a job by another name when it is named', async () => {
    await using stage = await openAuditStage();
    const pull = stage.open({});
    stage.job(pull, 'success');
    stage.merge(pull);

    const [renamed, named] = [
      await readAudit(stage, ['--check', 'gates']),
      await readAudit(stage, ['--check', 'guardrails']),
    ];

    expect([renamed.findings.length, named.findings.length]).toEqual([1, 0]);
  });

  it('is everything about the switch where the token may not read checks, and it is said which permission lacks', async () => {
    await using stage = await openAuditStage({ ...ALL, checks: undefined, actions_variables: undefined });
    const pull = stage.open({});
    stage.check(pull, 'success');
    stage.merge(pull);

    const { exitCode, output } = await stage.audit();

    expect(exitCode).toBe(1);
    expect(output.replaceAll(/\s+/g, ' ')).toContain(
      'the token may not read checks, for which it needs `checks: read`',
    );
    expect(output).toContain('The variable GUARDRAILS_KILL_SWITCH could not be read');
  });
});

describe('a token that may not read variables', () => {
  it.each([
    ['on', 'true', 'The kill switch GUARDRAILS_KILL_SWITCH is on now.'],
    ['off', 'false', undefined],
    ['not told', '', expect.stringContaining('could not be read')],
  ])('is helped by what the workflow says of the switch: %s', async (_, GUARDRAILS_KILL_SWITCH, note) => {
    await using stage = await openAuditStage({ ...ALL, actions_variables: undefined });

    const { output } = await stage.audit(['--since', '2026-05-01', '--json'], { GUARDRAILS_KILL_SWITCH });

    expect(JSON.parse(output).notes[0]).toEqual(note);
  });
});

describe("a listed bot's own pull request", () => {
  it('is counted, and listed only where it went past the gates in another way', async () => {
    await using stage = await openAuditStage();
    const pull = stage.open({ author: 'dependabot[bot]' });
    stage.check(pull, 'neutral', { bypass: { kind: 'bot', login: 'dependabot[bot]' } });
    stage.merge(pull);

    const audit = await readAudit(stage);

    expect(audit).toMatchObject({ merged: 1, bots: 1, entries: [], findings: [] });
  });
});

describe('a line that its author allowed', () => {
  it('is listed and needs no follow-up', async () => {
    await using stage = await openAuditStage();
    const pull = stage.open({});
    const gates = [{ id: 'G5' as const, answer: 'waived' as const, reasons: [] }];
    stage.check(pull, 'neutral', { gates });
    stage.merge(pull);

    const audit = await readAudit(stage);

    expect(audit.entries).toMatchObject([{ ways: [{ kind: 'inline', gate: 'G5' }], counts: false }]);
    expect(audit.findings).toEqual([]);
  });
});
