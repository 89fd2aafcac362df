import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { readAppSettings } from '../../app/settings.ts';
import { appFilePath, type InstalledApp, readAppFile, writeAppFile } from '../../src/adapters/installation/app-file.ts';
import { AppError, renderError } from '../../src/kernel/app-error.ts';
import { privateKey } from './running-app.ts';

const complete = { GITHUB_APP_ID: '7', GITHUB_PRIVATE_KEY: privateKey, GITHUB_WEBHOOK_SECRET: 'sesame-5f1c' };

const kept: InstalledApp = {
  credentials: {
    appId: 99,
    privateKey,
    webhookSecret: 'kept-secret',
    signIn: { clientId: 'Iv1.a', clientSecret: 'kept-client-secret' },
    slug: 'conclave-acme',
  },
  features: ['incident-records'],
  publicUrl: 'https://kept.example.com',
};

let home = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'conclave-settings-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
});

/** What a person reads when the settings are refused. */
function refusalOf(environment: Readonly<Record<string, string>>): string {
  try {
    readAppSettings({ CONCLAVE_HOME: home, ...environment });
  } catch (error) {
    if (error instanceof AppError) return `${error.code} ${renderError(error)}`;
    throw error;
  }
  return 'not refused';
}

describe('the settings of the app', () => {
  it('have a default for everything; without credentials the app is to be set up', () => {
    const settings = readAppSettings({ CONCLAVE_HOME: home, PORT: ' ', GITHUB_APP_ID: '' });

    expect(settings).toEqual({
      home,
      databaseUrl: null,
      host: '127.0.0.1',
      port: 3_000,
      publicUrl: null,
      github: { apiUrl: 'https://api.github.com', url: 'https://github.com', pacing: 'github' },
      credentials: null,
      features: [],
      rehearsal: false,
      log: { level: 'info', format: 'json' },
    });
  });

  it('log in words on a terminal unless the form is set', () => {
    const onTerminal = readAppSettings({ CONCLAVE_HOME: home }, { isTerminal: true });
    const asSet = readAppSettings({ CONCLAVE_HOME: home, CONCLAVE_LOG_FORMAT: 'json' }, { isTerminal: true });

    expect([onTerminal.log.format, asSet.log.format]).toEqual(['text', 'json']);
  });

  it('take what the environment says', () => {
    const settings = readAppSettings({
      CONCLAVE_HOME: home,
      DATABASE_URL: 'postgresql://c:pw@db:5432/conclave',
      HOST: '0.0.0.0',
      PORT: '0',
      CONCLAVE_PUBLIC_URL: 'https://conclave.example.com/',
      GITHUB_URL: 'https://github.example.com/',
      CONCLAVE_GITHUB_PACING: 'off',
      CONCLAVE_REHEARSAL: 'TRUE',
      CONCLAVE_LOG_LEVEL: 'debug',
      CONCLAVE_LOG_FORMAT: 'text',
      CONCLAVE_FEATURES: 'backtest-command',
      ...complete,
    });

    expect(settings).toEqual({
      home,
      databaseUrl: 'postgresql://c:pw@db:5432/conclave',
      host: '0.0.0.0',
      port: 0,
      publicUrl: 'https://conclave.example.com',
      github: { url: 'https://github.example.com', apiUrl: 'https://github.example.com/api/v3', pacing: 'off' },
      credentials: { appId: 7, privateKey, webhookSecret: 'sesame-5f1c', signIn: null, slug: null },
      features: ['backtest-command'],
      rehearsal: true,
      log: { level: 'debug', format: 'text' },
    });
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', '3000x'],
    ['CONCLAVE_PUBLIC_URL', 'conclave.example.com'],
    ['CONCLAVE_PUBLIC_URL', 'https://example.com/conclave'],
    ['CONCLAVE_PUBLIC_URL', 'https://user:hunter2@example.com'],
    ['GITHUB_API_URL', 'ftp://github.example.com'],
    ['DATABASE_URL', 'mysql://user:hunter2@db/x'],
    ['CONCLAVE_REHEARSAL', 'yes'],
    ['CONCLAVE_GITHUB_PACING', 'slow'],
    ['CONCLAVE_LOG_LEVEL', 'loud'],
    ['CONCLAVE_LOG_FORMAT', 'xml'],
    ['CONCLAVE_FEATURES', 'everything'],
  ])('refuse %s=%s by its name and with what was expected', (variable, value) => {
    const words = refusalOf({ [variable]: value });

    expect(words).toMatch(new RegExp(`^bad-config ${variable}: `));
    expect(words).toContain('expected ');
    expect(words).not.toContain('hunter2');
  });
});

describe('the credentials', () => {
  it.each([
    ['with line ends written as \\n', privateKey.replaceAll('\n', '\\n')],
    ['with line ends of Windows', privateKey.replaceAll('\n', '\r\n')],
  ])('take a private key %s', (_how, text) => {
    const { credentials } = readAppSettings({ ...complete, CONCLAVE_HOME: home, GITHUB_PRIVATE_KEY: text });

    expect(credentials?.privateKey).toBe(privateKey);
  });

  it('take a private key from a file', () => {
    const path = join(home, 'key.pem');
    writeFileSync(path, privateKey);
    const environment = { ...complete, CONCLAVE_HOME: home, GITHUB_PRIVATE_KEY: '', GITHUB_PRIVATE_KEY_FILE: path };

    const { credentials } = readAppSettings(environment);

    expect(credentials?.privateKey).toBe(privateKey);
  });

  it.each([
    ['no secret', { ...complete, GITHUB_WEBHOOK_SECRET: '' }, 'GITHUB_WEBHOOK_SECRET is missing'],
    ['a secret of spaces', { ...complete, GITHUB_WEBHOOK_SECRET: '  ' }, 'GITHUB_WEBHOOK_SECRET is missing'],
    ['no key', { ...complete, GITHUB_PRIVATE_KEY: '' }, 'GITHUB_PRIVATE_KEY or GITHUB_PRIVATE_KEY_FILE is missing'],
    ['no id', { ...complete, GITHUB_APP_ID: '' }, 'GITHUB_APP_ID is missing'],
    ['a secret alone', { GITHUB_WEBHOOK_SECRET: 'sesame-5f1c' }, 'GITHUB_APP_ID and GITHUB_PRIVATE_KEY'],
    ['the secret that everybody knows', { ...complete, GITHUB_WEBHOOK_SECRET: 'development' }, 'everybody knows'],
    ['an id that is none', { ...complete, GITHUB_APP_ID: 'Iv1.a' }, 'GITHUB_APP_ID: '],
    ['a key that is none', { ...complete, GITHUB_PRIVATE_KEY: 'sesame-5f1c' }, 'GITHUB_PRIVATE_KEY: '],
    ['a public key', { ...complete, GITHUB_PRIVATE_KEY: '-----BEGIN PUBLIC KEY-----' }, 'GITHUB_PRIVATE_KEY: '],
    ['two keys', { ...complete, GITHUB_PRIVATE_KEY_FILE: 'key.pem' }, 'twice'],
    [
      'a key file that is not there',
      { ...complete, GITHUB_PRIVATE_KEY: '', GITHUB_PRIVATE_KEY_FILE: 'no-such.pem' },
      'GITHUB_PRIVATE_KEY_FILE: ',
    ],
    ['half a sign-in', { ...complete, GITHUB_CLIENT_ID: 'Iv1.a' }, 'GITHUB_CLIENT_SECRET: '],
  ])('are refused with %s, and no value is repeated', (_what, environment, part) => {
    const words = refusalOf(environment);

    expect(words).toContain(part);
    expect(words).not.toContain('sesame-5f1c');
    expect(words).not.toContain(privateKey.split('\n')[3]);
  });
});

describe('the file that setup wrote', () => {
  it('gives credentials, features and the public address', () => {
    writeAppFile(home, kept);

    const settings = readAppSettings({ CONCLAVE_HOME: home });

    expect(settings).toMatchObject(kept);
  });

  it('stands back as a whole when the environment gives credentials', () => {
    writeAppFile(home, kept);

    const settings = readAppSettings({ CONCLAVE_HOME: home, ...complete });

    expect(settings).toMatchObject({ credentials: { appId: 7, signIn: null }, features: [], publicUrl: null });
  });

  it('does not complete what the environment gives by half', () => {
    writeAppFile(home, kept);

    const words = refusalOf({ GITHUB_WEBHOOK_SECRET: 'sesame-5f1c' });

    expect(words).toContain('the credentials are incomplete');
  });

  it('is for its owner alone, and nothing else is left beside it', () => {
    writeAppFile(join(home, 'new'), kept);

    expect(statSync(appFilePath(join(home, 'new'))).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, 'new')).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(home, 'new'))).toEqual(['app.json']);
  });

  it.each([0o640, 0o604, 0o622])('is refused with mode %o', (mode) => {
    writeAppFile(home, kept);
    chmodSync(appFilePath(home), mode);

    const words = refusalOf({});

    expect(words).toContain('other users may read or change the credentials');
    expect(words).toContain('chmod 600');
    expect(words).not.toContain('kept-secret');
  });

  it.each([
    ['no JSON', '{"app_id": "kept-secret'],
    ['a list', '["kept-secret"]'],
    ['another key', JSON.stringify({ app_id: 1, surprise: 'kept-secret' })],
  ])('is refused with %s in it, and nothing of it is repeated', (_what, text) => {
    writeFileSync(appFilePath(home), text, { mode: 0o600 });

    const words = refusalOf({});

    expect(words).toMatch(/^bad-config .*app\.json: /);
    expect(words).not.toContain('kept-secret');
  });

  it('is refused without a webhook secret', () => {
    writeAppFile(home, { ...kept, credentials: { ...kept.credentials, webhookSecret: '' } });

    const words = refusalOf({});

    expect(words).toContain('wrong or missing: webhook_secret');
  });

  it('is absent before setup, and a folder in its place is an error in words', () => {
    const before = readAppFile(home);
    mkdirSync(appFilePath(home), { mode: 0o700 });

    expect(before).toBeNull();
    expect(refusalOf({})).toContain('the credentials cannot be read');
  });
});
