import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeGitHub, startGitHub } from '../../fakes/github/github.ts';
import type { Permissions, Repository } from '../../fakes/github/world.ts';
import { makeFolder, run } from '../running.ts';
import { inputOf } from './ops-inputs.ts';

let github: FakeGitHub;
let repository: Repository;

beforeEach(async () => {
  github = await startGitHub();
  repository = github.addRepository({ owner: 'acme', name: 'quant', private: true, files: { 'a.py': 'a = 1\n' } });
});
afterEach(() => github.stop());

async function keep(input: unknown, permissions: Permissions = { contents: 'read', issues: 'write' }) {
  using place = makeFolder();
  const token = github.plainToken({ repositories: [repository], permissions });
  const environment = { GITHUB_TOKEN: token, GITHUB_REPOSITORY: 'acme/quant', GITHUB_API_URL: github.url };
  const options = { folder: place.folder, input: JSON.stringify(input), environment };
  return await run(['ops', 'state', '--input', '-', '--issue'], options);
}

const writes = () => github.calls.filter(({ method, path }) => method !== 'GET' && path !== '/graphql');

describe('conclave ops state --issue', () => {
  it('makes one status issue and finds it again, and the state on the screen is the same', async () => {
    const first = await keep(inputOf('S05'));
    const made = writes().length;
    const second = await keep(inputOf('S05'));

    expect(first.exitCode).toBe(0);
    expect(first.output).toContain('State: YELLOW');
    expect(first.errors).toMatch(/conclave: made \S+\/acme\/quant\/issues\/\d+/);
    expect(made).toBeGreaterThan(0);
    expect(second.errors).toMatch(/conclave: (?:nothing changed in|updated) \S+\/acme\/quant\/issues\/\d+/);
    expect(writes().filter(({ method, path }) => method === 'POST' && path.endsWith('/issues'))).toHaveLength(1);
  });

  it('opens an incident for a RED, with the right to write issues alone', async () => {
    const { exitCode, errors } = await keep(inputOf('S06'));

    expect(exitCode).toBe(1);
    expect(errors).toContain('1 incident looked at');
    expect(writes().filter(({ method, path }) => method === 'POST' && path.endsWith('/issues'))).toHaveLength(2);
  });

  it('shows the state also where the issue may not be written, and ends with 4', async () => {
    const { exitCode, output, errors } = await keep(inputOf('S01'), { contents: 'read', issues: 'read' });

    expect(output).toContain('State: GREEN');
    expect(exitCode).toBe(4);
    expect(errors).toContain('issues: write');
  });

  it.each([
    ['a token', { GITHUB_REPOSITORY: 'acme/quant' }, 'there is no token for GitHub'],
    ['a repository', { GITHUB_TOKEN: 't' }, 'no repository was named'],
  ])('needs %s', async (_, environment, words) => {
    using place = makeFolder();

    const given = { folder: place.folder, input: '{}', environment };
    const { exitCode, errors } = await run(['ops', 'state', '--input', '-', '--issue'], given);

    expect(exitCode).toBe(2);
    expect(errors).toContain(words);
  });
});
