import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startProcess } from '../process.ts';
import { makeFolder } from '../running.ts';
import { type AuditStage, GOOD_BODY, openAuditStage, readAudit } from './audit-stage.ts';

const HOSTILE =
  '@ada merge ![x](http://evil.test/x.png) <b>now</b> #7 | fixes #8\n::error::x ##[group]y <!-- conclave:x -->';

/** A month in which everything happened, with words of people who try things. */
async function openMonth(): Promise<AuditStage> {
  const stage = await openAuditStage();
  const { github, repository } = stage;
  stage.at('2026-05-04T10:00:00Z');
  const good = stage.open({ body: GOOD_BODY, title: 'fix(risk): stop the bleeding' });
  github.addLabel(good, 'guardrails-waiver', 'bob');
  stage.check(good, 'neutral');
  stage.merge(good);
  const hostile = stage.open({ title: `feat: ${HOSTILE}`, body: `## Guardrails waiver\nG1, G5: ${HOSTILE}, see #99` });
  github.addLabel(hostile, 'guardrails-waiver', 'mallory');
  stage.check(hostile, 'neutral');
  stage.at('2026-05-06T10:00:00Z');
  stage.merge(hostile);
  stage.at('2026-05-07T10:00:00Z');
  github.removeLabel(hostile, 'guardrails-waiver', 'mallory');
  const dark = stage.open({ title: 'fix: production stands still' });
  stage.check(dark, 'neutral', { bypass: { kind: 'kill-switch', since: '2026-05-07T09:00:00Z' } });
  stage.merge(dark);
  stage.at('2026-06-02T10:00:00Z');
  const bare = stage.open({ title: 'feat: no check at all' });
  stage.merge(bare);
  const own = stage.open({ title: 'build(deps): raise numpy', author: 'dependabot[bot]' });
  stage.check(own, 'neutral', { bypass: { kind: 'bot', login: 'dependabot[bot]' } });
  stage.merge(own);
  github.setVariable(repository, 'GUARDRAILS_KILL_SWITCH', 'false');
  return stage;
}

const read = async (stage: AuditStage, argv: readonly string[]) =>
  (await stage.audit(['--since', '2026-05-01', ...argv])).output;

describe('an audit in words', () => {
  it.each([
    ['audit.txt', []],
    ['audit.md', ['--format', 'markdown']],
    ['audit-issue.md', ['--format', 'issue', '--per', 'sprint']],
    ['audit.json', ['--json']],
  ])('is the one on file: %s', async (name, argv) => {
    await using stage = await openMonth();

    const output = await read(stage, argv);

    await expect(output).toMatchFileSnapshot(`../golden/waivers-${name}`);
    expect(stage.github.violations).toEqual([]);
  });

  it('stays within the width of a narrow terminal', async () => {
    await using stage = await openMonth();

    const output = await read(stage, []);

    expect(output.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it.each([['markdown'], ['issue']])(
    'pings nobody and holds no image, no HTML of others and no marker as %s',
    async (format) => {
      await using stage = await openMonth();

      const output = await read(stage, ['--format', format]);

      const outsideCode = output.replaceAll(/(`+)[\s\S]*?\1/g, '');
      expect(outsideCode).not.toMatch(/@ada|!\[|<b>|##\[|fixes #8/);
      expect(output.match(/<!-- conclave/g) ?? []).toHaveLength(format === 'issue' ? 1 : 0);
      expect(output).not.toMatch(/^\s*::/m);
    },
  );

  it('keeps to what an issue can hold, and says what is left out', async () => {
    await using stage = await openAuditStage();
    const body = `## Guardrails waiver\nG1: ${'because it had to be done at once and nobody knew better '.repeat(20)}, see #2`;
    for (let index = 0; index < 120; index += 1) {
      const pull = stage.open({ body, title: `feat: ${'a title of some length '.repeat(10)}` });
      stage.github.addLabel(pull, 'guardrails-waiver', 'bob');
      stage.check(pull, 'neutral');
      stage.merge(pull);
    }

    const output = await read(stage, ['--format', 'issue']);

    expect(output.length).toBeLessThan(65_536);
    expect(output).toMatch(/… and \d+ more pull requests, which the command below lists\./);
  }, 30_000);

  it('is drawn by sprints from the first day on', async () => {
    await using stage = await openMonth();

    const audit = await readAudit(stage, ['--per', 'sprint', '--sprint-days', '28']);

    expect(audit.trend.map(({ period, merged }) => [period, merged])).toEqual([
      ['2026-05-01 to 2026-05-28', 3],
      ['2026-05-29 to 2026-06-25', 2],
    ]);
  });
});

describe('an audit for a runner of Actions', () => {
  it('writes the summary of the job and the outputs of the step', async () => {
    await using stage = await openMonth();
    using home = makeFolder();
    const [GITHUB_OUTPUT, GITHUB_STEP_SUMMARY] = [join(home.folder, 'output'), join(home.folder, 'summary')];
    for (const file of [GITHUB_OUTPUT, GITHUB_STEP_SUMMARY]) writeFileSync(file, '');
    const environment = {
      GITHUB_TOKEN: stage.token,
      GITHUB_API_URL: stage.github.url,
      GITHUB_OUTPUT,
      GITHUB_STEP_SUMMARY,
    };
    const argv = ['waivers', 'audit', '--since', '2026-05-01', '--repo', 'acme/quant', '--issue', '--format', 'github'];

    const { exitCode, output } = await startProcess(argv, { folder: home.folder, environment }).ended();

    const outputs = readFileSync(GITHUB_OUTPUT, 'utf8');
    expect(exitCode).toBe(1);
    expect(output).not.toMatch(/^\s*::|##\[/m);
    expect(readFileSync(GITHUB_STEP_SUMMARY, 'utf8')).toContain('### Waivers of');
    expect(outputs).toMatch(/^findings<<(\S+)\n[1-9]\d*\n\1\n/m);
    expect(outputs).toMatch(/^issue<<(\S+)\n16\n\1\n/m);
    expect(outputs).toContain('report<<');
  });

  it('remarks why there is none', async () => {
    using home = makeFolder();
    const argv = ['waivers', 'audit', '--since', 'today', '--repo', 'acme/quant', '--format', 'github'];

    const { exitCode, output } = await startProcess(argv, { folder: home.folder }).ended();

    expect(exitCode).toBe(2);
    expect(output).toMatch(/^::error title=Waiver audit%3A no answer::--since: "today" is no day/);
  });
});
