import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createLog } from '../../../app/log.ts';
import { readAppSettings } from '../../../app/settings.ts';
import { openSetup } from '../../../app/setup/setup.ts';
import type { ConvertedApp, ConvertManifest } from '../../../src/adapters/github/manifest.ts';
import type { InstalledApp } from '../../../src/adapters/installation/app-file.ts';
import { privateKey, type RunningApp, startApp } from '../running-app.ts';

export const converted: ConvertedApp = {
  id: 4_711,
  slug: 'conclave-acme',
  html_url: 'https://github.com/apps/conclave-acme',
  pem: privateKey,
  webhook_secret: 'made-by-github-1',
  client_id: 'Iv1.abc',
  client_secret: 'made-by-github-2',
};

interface Office {
  readonly app: RunningApp;
  readonly home: string;
  /** The address that was printed. */
  readonly invitation: string;
  readonly codes: readonly string[];
  readonly configured: readonly InstalledApp[];
  readonly lines: readonly string[];
  pass(milliseconds: number): void;
}

interface OfficeOptions {
  readonly convert?: ConvertManifest;
  readonly onConfigured?: () => Promise<void>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly home?: string;
}

/** A server without credentials, whose GitHub is a stand-in. */
export async function openOffice(options: OfficeOptions = {}): Promise<Office> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'conclave-setup-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const codes: string[] = [];
  const configured: InstalledApp[] = [];
  const lines: string[] = [];
  let time = Date.UTC(2026, 0, 1);
  const settings = readAppSettings({ CONCLAVE_HOME: home, ...options.environment });
  const setup = openSetup({
    settings,
    log: createLog({ level: 'debug', format: 'json', write: (line) => lines.push(line) }),
    now: () => time,
    convertManifest: async (code) => {
      codes.push(code);
      return options.convert?.(code) ?? converted;
    },
    onConfigured: async (installed) => {
      await options.onConfigured?.();
      configured.push(installed);
    },
  });
  const app = await startApp({ setup, webhooks: 'none' });
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { app, home, invitation: setup.invitation(app.url) ?? '', codes, configured, lines, pass };
}

/** Follows the invitation as a browser does and gives its cookie. */
export async function enter({ invitation }: Office): Promise<string> {
  const answer = await fetch(invitation, { redirect: 'manual' });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

export const choices = { publicUrl: 'https://conclave.example.com', organisation: 'acme', name: 'Conclave Acme' };

export function post(
  { app }: Office,
  cookie: string,
  fields: readonly (readonly [string, string])[],
): Promise<Response> {
  const body = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value]));
  return fetch(`${app.url}/setup`, { method: 'POST', headers: { cookie }, body });
}

function plainOf(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** What the second page would post, and where to. */
export async function order(office: Office, fields: readonly (readonly [string, string])[] = Object.entries(choices)) {
  const page = await (await post(office, await enter(office), fields)).text();
  const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1] ?? '';
  const manifest: unknown = JSON.parse(plainOf(/name="manifest" value="([^"]+)"/.exec(page)?.[1] ?? 'null'));
  return { page, action, manifest, state: new URL(action).searchParams.get('state') ?? '' };
}

export function comeBack({ app }: Office, state: string, code = 'code-1'): Promise<Response> {
  return fetch(`${app.url}/setup/callback?code=${encodeURIComponent(code)}&state=${state}`);
}
