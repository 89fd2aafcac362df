import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readEnvironmentSources } from '../../../src/adapters/installation/signal-sources/environment-sources.ts';
import { hookOfSecret } from '../../../src/adapters/installation/signal-sources/hook-repository.ts';
import {
  openSignalSources,
  type SourceOpeners,
} from '../../../src/adapters/installation/signal-sources/open-sources.ts';
import { readSourcesFile, sourcesFilePath } from '../../../src/adapters/installation/signal-sources/sources-file.ts';
import { AppError, renderError } from '../../../src/kernel/app-error.ts';

const home = mkdtempSync(join(tmpdir(), 'conclave-home-'));
afterAll(() => rmSync(home, { recursive: true }));

const SECRET = 's3cret-of-the-first-hook';

function readFile(text: string, mode = 0o600) {
  writeFileSync(sourcesFilePath(home), text);
  chmodSync(sourcesFilePath(home), mode);
  return readSourcesFile(home);
}

/** The complaint about something; it must not hold what the values say. */
function complaintOf(act: () => unknown): string {
  try {
    act();
    return 'no error';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const text = `${error.code} ${renderError(error)}`.replaceAll(home, '~');
    return /s3cret/.test(JSON.stringify([text, String(error.stack), String(error.cause)])) ? `told: ${text}` : text;
  }
}

const GOOD = `
sources:
  prometheus: { kind: prometheus, url: "https://prometheus.example.com/", user: reader, password: s3cret, repositories: [Acme/Trading] }
  warehouse: { kind: postgres, url: "postgresql://me:s3cret@db/trading", repositories: [acme/trading, acme/other] }
  export: { kind: json, path: /var/lib/export.json, repositories: [acme/trading] }
hooks:
  - { secret: ${SECRET}, repository: Acme/Trading, alertmanager: { url: "http://alertmanager:9093", token: s3cret } }
  - { secret: s3cret-of-the-other-hook, repository: acme/other }
`;

describe('ops-sources.yml', () => {
  it('gives sources with their repositories, and hooks', () => {
    const file = readFile(GOOD);

    expect(file?.sources[0]).toEqual({
      name: 'prometheus',
      kind: 'prometheus',
      url: 'https://prometheus.example.com',
      path: null,
      token: null,
      user: 'reader',
      password: 's3cret',
      repositories: ['acme/trading'],
    });
    expect(file?.sources.map(({ name }) => name)).toEqual(['prometheus', 'warehouse', 'export']);
    expect(file?.hooks.map(({ repository }) => repository)).toEqual(['acme/trading', 'acme/other']);
  });

  it('leads a secret to exactly one repository, and a stranger to none', () => {
    const hooks = readFile(GOOD)?.hooks ?? [];

    expect(hookOfSecret(hooks, SECRET)).toMatchObject({
      repository: 'acme/trading',
      alertmanager: { token: 's3cret' },
    });
    expect(hookOfSecret(hooks, `${SECRET}x`)).toBeNull();
    expect(hookOfSecret(hooks, '')).toBeNull();
  });

  it('may be missing or empty', () => {
    expect(readSourcesFile(join(home, 'nowhere'))).toBeNull();
    expect(readFile('')).toEqual({ sources: [], hooks: [] });
  });

  it('is refused where others may read it', () => {
    expect(complaintOf(() => readFile(GOOD, 0o640))).toMatch(
      /^bad-config ~\/ops-sources\.yml: other users may read or change it \(mode 640\)\n.*\n {2}Run: chmod 600/,
    );
  });

  it.each([
    [
      'a source without repositories',
      'sources:\n  a: { kind: prometheus, url: "http://p" }',
      '2: wrong or missing: sources.a.repositories',
    ],
    [
      'a list of no repositories',
      'sources:\n  a: { kind: prometheus, url: "http://p", repositories: [] }',
      'at least one repository as owner/name',
    ],
    [
      'a repository of another form',
      'sources:\n  a: { kind: prometheus, url: "http://p", repositories: ["*"] }',
      'owner/name',
    ],
    [
      'credentials in an address',
      'sources:\n  a: { kind: prometheus, url: "http://me:s3cret@p", repositories: [a/b] }',
      'without credentials',
    ],
    [
      'an address of another kind',
      'sources:\n  a: { kind: mlflow, url: "postgres://me:s3cret@p", repositories: [a/b] }',
      'postgresql:// for postgres',
    ],
    [
      'a file with an address',
      'sources:\n  a: { kind: json, url: "http://p", repositories: [a/b] }',
      'path for json and logs',
    ],
    [
      'a key that nobody knows',
      'sources:\n  a: { kind: json, path: /a, s3cre: x, repositories: [a/b] }',
      'unknown key: sources.a.s3cre',
    ],
    ['a short secret', `hooks:\n  - { secret: s3cret, repository: a/b }`, 'at least 16 characters'],
    [
      'one secret for two repositories',
      `hooks:\n  - { secret: ${SECRET}, repository: a/b }\n  - { secret: ${SECRET}, repository: a/c }`,
      '3: wrong or missing: hooks.1.secret\n  expected a secret of its own; that of hook 1 is the same',
    ],
    ['a hook for two repositories', `hooks:\n  - { secret: ${SECRET}, repository: [a/b, a/c] }`, 'hooks.0.repository'],
    ['a list', '- s3cret', 'wrong or missing'],
    ['no YAML', 'sources: [', 'not valid YAML'],
  ])('is refused for %s, and no value is told', (_, text, expected) => {
    expect(complaintOf(() => readFile(text))).toContain(expected);
    expect(complaintOf(() => readFile(text))).toMatch(/^bad-config ~\/ops-sources\.yml:\d+: /);
  });
});

describe('sources of the environment', () => {
  it('are read by their names', () => {
    const sources = readEnvironmentSources({
      CONCLAVE_SOURCE_PROMETHEUS_URL: ' https://prometheus.example.com/base/ ',
      CONCLAVE_SOURCE_PROMETHEUS_TOKEN: 's3cret',
      CONCLAVE_SOURCE_DAY_LOG_PATH: 'logs/day.log',
      CONCLAVE_SOURCE_MLFLOW_URL: '',
      CONCLAVE_SOURCE_OTHER_TOKEN: 's3cret',
    });

    const rest = { kind: null, user: null, password: null, repositories: null };
    expect(sources).toEqual([
      { ...rest, name: 'day_log', url: null, path: 'logs/day.log', token: null },
      { ...rest, name: 'prometheus', url: 'https://prometheus.example.com/base', path: null, token: 's3cret' },
    ]);
  });

  it.each([
    [
      { CONCLAVE_SOURCE_P_URL: 'http://me:s3cret@p' },
      'bad-config CONCLAVE_SOURCE_P_URL: not an address that can be asked',
    ],
    [{ CONCLAVE_SOURCE_P_URL: 'prometheus s3cret' }, 'bad-config CONCLAVE_SOURCE_P_URL: not an address'],
    [
      { CONCLAVE_SOURCE_P_URL: 'http://p', CONCLAVE_SOURCE_P_PATH: '/a' },
      'CONCLAVE_SOURCE_P_PATH: given beside CONCLAVE_SOURCE_P_URL',
    ],
    [
      { CONCLAVE_SOURCE_P_URL: 'http://p', CONCLAVE_SOURCE_P_TOKEN: 's3cret\nx' },
      'CONCLAVE_SOURCE_P_TOKEN: it holds spaces',
    ],
  ])('are refused where %j', (environment, expected) => {
    expect(complaintOf(() => readEnvironmentSources(environment))).toContain(expected);
  });
});

describe('opening sources', () => {
  const source = (name: string) => ({ name, ask: () => Promise.reject(new Error('nobody asks')) });
  const service = ({ name, url }: { readonly name: string; readonly url: string }) => source(`${name} at ${url}`);
  const file = ({ name, path }: { readonly name: string; readonly path: string }) => source(`${name} in ${path}`);
  const noRuns = {
    readRun: () => Promise.reject(new Error('no run')),
    readHistory: () => Promise.reject(new Error('no run')),
  };
  const openers: SourceOpeners = {
    prometheus: service,
    postgres: service,
    mlflow: service,
    json: file,
    logs: file,
    runs: ({ name, url }) => ({ name: `runs of ${name} at ${url}`, ...noRuns }),
  };

  it('gives a repository its own sources alone', () => {
    const known = readFile(GOOD)?.sources ?? [];
    const mine = openSignalSources({ known, repository: 'ACME/trading', openers });
    const other = openSignalSources({ known, repository: 'acme/other', openers });
    const nobody = openSignalSources({ known, repository: null, openers });

    expect(mine.open('prometheus', 'prometheus')?.name).toBe('prometheus at https://prometheus.example.com');
    expect(mine.open('export', 'json')?.name).toBe('export in /var/lib/export.json');
    expect(other.open('prometheus', 'prometheus')).toBeNull();
    expect(other.open('warehouse', 'postgres')).not.toBeNull();
    expect(nobody.open('warehouse', 'postgres')).toBeNull();
    expect(mine.open('export', 'logs')).toBeNull();
    expect(mine.open('nothing', 'json')).toBeNull();
  });

  it('opens in a terminal what fits the kind that the repository says', () => {
    const known = readEnvironmentSources({
      CONCLAVE_SOURCE_P_URL: 'http://p',
      CONCLAVE_SOURCE_D_URL: 'postgres://me@d/x',
      CONCLAVE_SOURCE_F_PATH: 'a',
    });
    const sources = openSignalSources({ known, repository: null, openers });

    const opened = (name: string) =>
      ['prometheus', 'postgres', 'mlflow', 'json', 'logs', 'other'].filter((kind) => sources.open(name, kind) !== null);
    expect({ p: opened('p'), d: opened('d'), f: opened('f') }).toEqual({
      p: ['prometheus', 'mlflow'],
      d: ['postgres'],
      f: ['json', 'logs'],
    });
    expect(sources.openRuns('p', 'mlflow')?.name).toBe('runs of p at http://p');
    expect([sources.openRuns('p', 'prometheus'), sources.openRuns('d', 'mlflow')]).toEqual([null, null]);
  });
});
