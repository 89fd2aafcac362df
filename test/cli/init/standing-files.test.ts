import { chmodSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config/config.ts';
import { filesOf, init, makeRepository } from './repository.ts';

describe('files that stand already', () => {
  const OWN = { '.github/conclave.yml': 'version: 1\nbots: []\n' };

  it('are left when they differ, shown and named; what is missing is written', async () => {
    using repository = makeRepository();
    await init(repository.folder, ['--yes']);
    const path = '.github/conclave/templates/plan-dossier.md';
    const own = (filesOf(repository.folder).get(path) ?? '').replace('## Risks\n', '## Dangers\n').trimEnd();
    using other = makeRepository({ [path]: own });

    const { exitCode, output, errors } = await init(other.folder, ['--yes', '--only', 'templates']);

    expect(exitCode).toBe(0);
    expect(output).not.toContain(`+++ b/${path}`);
    expect(filesOf(other.folder).get(path)).toBe(own);
    expect(filesOf(other.folder).size).toBe(3);
    await expect(errors.replaceAll(other.folder, '/home/quant')).toMatchFileSnapshot('golden/summary-left.txt');
  });

  it('are replaced with --force, and keep their mode', async () => {
    using repository = makeRepository(OWN);
    chmodSync(join(repository.folder, '.github/conclave.yml'), 0o640);

    const { output, errors } = await init(repository.folder, ['--yes', '--force', '--only', 'config']);

    const place = join(repository.folder, '.github/conclave.yml');
    expect(parseConfig(readFileSync(place, 'utf8'))).toEqual(parseConfig(null));
    expect(statSync(place).mode & 0o777).toBe(0o640);
    expect(errors).toContain('  replaced   .github/conclave.yml\n');
    expect(output).toContain('--- a/.github/conclave.yml\n+++ b/.github/conclave.yml\n@@ ');
    expect(output).toContain('\n-bots: []\n');
  });

  it('are the same with the line ends of Windows', async () => {
    using repository = makeRepository();
    await init(repository.folder, ['--yes']);
    for (const [path, text] of filesOf(repository.folder)) repository.write(path, text.replaceAll('\n', '\r\n'));

    const { errors } = await init(repository.folder, ['--yes', '--force']);

    expect(errors).toContain('Nothing is to be written.');
  });

  it('are left and not drawn when they are no text, and can do nothing to a terminal', async () => {
    using repository = makeRepository({ '.github/workflows/guardrails.yml': '\u001b[2J\u202eon: push\n' });
    repository.write('.github/conclave.yml', Buffer.from([0, 1, 2]));

    const { errors } = await init(repository.folder, ['--yes', '--only', 'config,workflows']);

    expect(errors).toContain('Binary files a/.github/conclave.yml and b/.github/conclave.yml differ');
    expect(errors).toContain('note: .github/conclave.yml: this is no text');
    expect(errors).toContain('-on: push');
    for (const sign of ['\u001b', '\u202e']) expect(errors).not.toContain(sign);
  });

  it('are left with --force too when they are symbolic links', async () => {
    using repository = makeRepository({ 'other.yml': 'version: 1\n', '.github/x': '' });
    symlinkSync('../other.yml', join(repository.folder, '.github/conclave.yml'));

    const { errors } = await init(repository.folder, ['--yes', '--force', '--only', 'config']);

    expect(errors).toContain('  left       .github/conclave.yml: a symbolic link, which is never replaced\n');
    expect(readFileSync(join(repository.folder, 'other.yml'), 'utf8')).toBe('version: 1\n');
  });

  it('that do not hold as configuration are named with their fault', async () => {
    using repository = makeRepository({ '.github/conclave.yml': 'version: 1\nbot: []\n' });

    const { exitCode, errors } = await init(repository.folder, ['--yes']);

    expect(exitCode).toBe(0);
    expect(errors).toContain('note: .github/conclave.yml:2: unknown key "bot"');
  });

  it('of a name that nobody reads are pointed out, and no second one is written beside them', async () => {
    using repository = makeRepository({ '.github/conclave.yaml': 'version: 1\n' });

    const { errors } = await init(repository.folder, ['--yes', '--only', 'config']);

    expect(errors).toContain(
      '  left       .github/conclave.yaml: is not read: the name is .github/conclave.yml; rename it,',
    );
    expect([...filesOf(repository.folder).keys()]).toEqual(['.github/conclave.yaml']);
  });

  it('of a name that nobody reads do not hinder --force, and are noted beside the right one', async () => {
    using repository = makeRepository({ '.github/conclave.yaml': 'version: 1\n' });

    await init(repository.folder, ['--yes', '--force', '--only', 'config']);
    const { errors } = await init(repository.folder, ['--yes', '--only', 'config']);

    expect(errors).toContain('unchanged  .github/conclave.yml');
    expect(errors).toContain('note: .github/conclave.yaml is not read, .github/conclave.yml is.');
  });
});

describe('a pull-request template that stands already', () => {
  it.each([
    '.github/PULL_REQUEST_TEMPLATE.md',
    'PULL_REQUEST_TEMPLATE.md',
    'Pull_Request_Template.txt',
    'docs/pull_request_template.md',
    'pull_request_template',
  ])('is left at %s and no second one is written', async (path) => {
    using repository = makeRepository({ [path]: 'What?\n' });

    const { errors } = await init(repository.folder, ['--yes', '--only', 'templates']);

    expect(errors).toContain(`  left       ${path}: differs; --force replaces it\n`);
    expect([...filesOf(repository.folder).keys()].filter((each) => /pull_request/i.test(each))).toEqual([path]);
  });

  it('is replaced in its own place with --force', async () => {
    using repository = makeRepository({ 'docs/PULL_REQUEST_TEMPLATE.md': 'What?\n' });

    await init(repository.folder, ['--yes', '--force', '--only', 'templates']);

    const paths = [...filesOf(repository.folder).keys()].filter((path) => /pull_request/i.test(path));
    expect(paths).toEqual(['docs/PULL_REQUEST_TEMPLATE.md']);
    expect(filesOf(repository.folder).get('docs/PULL_REQUEST_TEMPLATE.md')).toContain('Closes #');
  });

  it('is, of several, the one that GitHub takes', async () => {
    using repository = makeRepository({
      'docs/pull_request_template.md': 'a\n',
      '.github/pull_request_template.md': 'b\n',
    });

    await init(repository.folder, ['--yes', '--force', '--only', 'templates']);

    expect(filesOf(repository.folder).get('docs/pull_request_template.md')).toBe('a\n');
    expect(filesOf(repository.folder).get('.github/pull_request_template.md')).toContain('Closes #');
  });

  it.each(['.github', 'docs'])('may be a folder of several in %s, which is left', async (folder) => {
    using repository = makeRepository({ [`${folder}/PULL_REQUEST_TEMPLATE/fix.md`]: 'Fix\n' });

    const { errors } = await init(repository.folder, ['--yes', '--only', 'templates']);

    expect(errors).toContain(`  left       ${folder}/PULL_REQUEST_TEMPLATE/: several templates; add a line "Closes #"`);
    expect(filesOf(repository.folder).has('.github/pull_request_template.md')).toBe(false);
  });
});
