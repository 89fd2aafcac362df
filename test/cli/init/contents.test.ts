import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config/config.ts';
import { filesOf, init, makeRepository } from './repository.ts';

describe('the workflows', () => {
  const WORKFLOWS = ['--yes', '--only', 'workflows'];

  it('are those of the documents', async () => {
    using repository = makeRepository();

    const { errors } = await init(repository.folder, WORKFLOWS);

    const root = join(import.meta.dirname, '../../..');
    for (const [path, text] of filesOf(repository.folder)) {
      expect(text).toBe(readFileSync(join(root, path.replace('.github/', 'docs/')), 'utf8'));
    }
    expect(errors.replaceAll(/\s+/g, ' ')).toContain(
      'write the repository of Conclave that you use for OWNER/conclave',
    );
  });

  it('hold the jobs whose checks are to be required', async () => {
    using repository = makeRepository();

    await init(repository.folder, WORKFLOWS);

    const files = filesOf(repository.folder);
    expect(files.get('.github/workflows/guardrails.yml')).toMatch(/^jobs:\n {2}guardrails:\n/m);
    expect(files.get('.github/workflows/evidence.yml')).toMatch(
      /^jobs:\n {2}evidence:\n[\s\S]*? {4}name: decision records\n/m,
    );
  });

  it('hold one for backtests where the configuration names strategies, under the name that it gives', async () => {
    const config = 'version: 1\nbacktest: { strategies: [lab/*.py], workflow: walls.yml }\n';
    using repository = makeRepository({ '.github/conclave.yml': config });

    await init(repository.folder, [...WORKFLOWS, '--source', 'acme/conclave']);

    const files = filesOf(repository.folder);
    expect(files.get('.github/workflows/walls.yml')).toContain('uses: acme/conclave/actions/backtest@v1\n');
    expect([...files.keys()].filter((path) => path.includes('/workflows/'))).toHaveLength(4);
  });

  it.each([
    ['acme/conclave', 'acme/conclave', 'v1'],
    ['acme/conclave@0123abc', 'acme/conclave', '0123abc'],
  ])('use with --source %s what it names', async (source, name, ref) => {
    using repository = makeRepository();

    const { errors } = await init(repository.folder, [...WORKFLOWS, '--source', source]);

    const text = filesOf(repository.folder).get('.github/workflows/guardrails.yml');
    expect(text).toContain(`uses: ${name}/actions/guardrails@${ref}\n`);
    expect(text).not.toContain('uses: OWNER');
    const evidence = filesOf(repository.folder).get('.github/workflows/evidence.yml');
    expect(evidence).toContain(`uses: ${name}/actions/evidence@${ref}\n`);
    expect(evidence).toContain('uses: github/codeql-action/upload-sarif@');
    expect(evidence).not.toContain('uses: OWNER');
    expect(errors).not.toContain('OWNER/conclave');
  });

  it('are unchanged where the source was written by hand, and the other one takes it over', async () => {
    using repository = makeRepository();
    await init(repository.folder, WORKFLOWS);
    const own = filesOf(repository.folder).get('.github/workflows/guardrails.yml') ?? '';
    using other = makeRepository({
      '.github/workflows/guardrails.yml': own.replace(/OWNER(\/conclave\/actions\/\w+)@v1/, 'acme$1@0123abc # v1.2.3'),
    });

    const { errors } = await init(other.folder, WORKFLOWS);

    expect(errors).toContain('  unchanged  .github/workflows/guardrails.yml\n');
    expect(filesOf(other.folder).get('.github/workflows/waiver-audit.yml')).toContain('@0123abc # v1.2.3\n');
  });
});

describe('a pattern of story ids', () => {
  const PATTERN = String.raw`CVN-N\d{3}-E[A-Z]-S\d{2}`;

  it('is set in the configuration and asked for in the pull-request template', async () => {
    using repository = makeRepository();

    await init(repository.folder, ['--yes', '--story-pattern', PATTERN]);

    const files = filesOf(repository.folder);
    expect(parseConfig(files.get('.github/conclave.yml') ?? '')).toEqual({
      ...parseConfig(null),
      story: { pattern: PATTERN },
    });
    expect(files.get('.github/pull_request_template.md')).toContain('\nStory:\nCloses #\n');
  });

  it('need not be given again', async () => {
    using repository = makeRepository();
    await init(repository.folder, ['--yes', '--story-pattern', PATTERN]);

    const { errors } = await init(repository.folder, ['--yes']);

    expect(errors).toContain('Nothing is to be written.');
  });

  it('is not set in a configuration that is left, which is said', async () => {
    using repository = makeRepository({ '.github/conclave.yml': 'version: 1\n' });

    const { errors } = await init(repository.folder, ['--yes', '--story-pattern', PATTERN]);

    expect(errors).toContain('.github/conclave.yml is left, so that story.pattern has to be set there by hand.');
    expect(filesOf(repository.folder).get('.github/pull_request_template.md')).not.toContain('Story:\n');
  });
});

describe('the templates', () => {
  it('speak of what is configured', async () => {
    using repository = makeRepository({
      '.github/conclave.yml':
        "version: 1\nwaiver: { label: pass-over, section: Exception, min_reason: 40 }\ngates: { g3: { dossiers: 'plans/*.md' } }\n",
    });

    await init(repository.folder, ['--yes']);

    const files = filesOf(repository.folder);
    const template = files.get('.github/pull_request_template.md');
    expect(template).toContain('\n## Exception\n');
    expect(template).toContain('"pass-over"');
    expect(template).toContain('at least 40 characters');
    expect(template).toContain('plans/*.md');
    expect(files.get('.github/conclave/templates/plan-dossier.md')).toContain('plans/*.md');
  });

  it('leave no blank of their own unfilled', async () => {
    using repository = makeRepository();

    await init(repository.folder, ['--yes']);

    const templates = [...filesOf(repository.folder)].filter(([path]) => !path.includes('/workflows/'));
    expect(templates.filter(([, text]) => /\{\{|\}\}/.test(text))).toEqual([]);
    expect(templates).toHaveLength(4);
  });
});
