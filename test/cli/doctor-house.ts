import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { VARIABLE } from '../../src/adapters/models/settings.ts';
import { runProgram } from '../../src/cli/program.ts';
import { SUBSCRIBED_EVENTS } from '../../src/config/app-events.ts';
import { permissionsFor } from '../../src/config/app-permissions.ts';
import type { Line } from '../../src/flows/doctor/line.ts';
import { type FakeGitHub, startGitHub } from '../fakes/github/github.ts';
import type { Repository } from '../fakes/github/world.ts';
import { placeManifest } from '../fixtures/placed-manifest.ts';
import { openTestTerminal } from '../fixtures/test-terminal.ts';
import { makeFolder } from './running.ts';

const MODELS_FILE = '.github/conclave/models.yaml';
export const CONFIG_FILE = '.github/conclave.yml';

/** An installation in which everything is as it should be: what it is made of, and the doctor's look at it. */
export interface House extends AsyncDisposable {
  readonly github: FakeGitHub;
  readonly repository: Repository;
  /** Where the server of the installation answers. */
  readonly server: string;
  /** The folder of a repository on this machine. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Writes a file of the repository on this machine. */
  readonly write: (path: string, text: string) => void;
  examine(options?: readonly string[], changes?: Readonly<Record<string, string | undefined>>): Promise<Examination>;
}

/** What the doctor said. */
export interface Examination {
  readonly exitCode: number;
  readonly lines: readonly Pick<Line, 'check' | 'status' | 'found' | 'advice'>[];
  /** All that was written anywhere. */
  readonly written: string;
}

const Written = z.object({
  exit_code: z.int(),
  lines: z.array(
    z.object({
      check: z.enum([
        'configuration',
        'models',
        'keys',
        'app',
        'webhook',
        'rulesets',
        'database',
        'sandbox',
        'sources',
      ]),
      status: z.enum(['ok', 'warning', 'failure', 'skipped']),
      found: z.string(),
      advice: z.string().nullable(),
    }),
  ),
});

/** Builds a house over the fake GitHub and a database. */
export async function buildHouse(databaseUrl: string): Promise<House> {
  const server = await startServer();
  const permissions = Object.fromEntries(permissionsFor([]).map(({ key, access }) => [key, access]));
  const github = await startGitHub({ permissions, events: SUBSCRIBED_EVENTS, webhookUrl: `${server.url}/webhooks` });
  const files = { [CONFIG_FILE]: 'version: 1\n', [MODELS_FILE]: comparedPrices() };
  const repository = github.addRepository({ owner: 'acme', name: 'quant', files });
  const requiredChecks = ['conclave/verdict', 'conclave/guardrails'].map((context) => ({
    context,
    integrationId: github.appId,
  }));
  github.addRuleset(repository, { name: 'main', requiredChecks });
  await github.deliver('ping', { zen: 'Keep it logically awesome.' });
  const place = makeFolder();
  const { folder } = place;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  write('bin/bwrap', '#!/bin/sh\n');
  chmodSync(join(folder, 'bin/bwrap'), 0o755);
  // Of the machine's own programs only git: its sandbox engines are none of this house.
  symlinkSync(execFileSync('which', ['git'], { encoding: 'utf8' }).trim(), join(folder, 'bin/git'));
  await placeManifest(join(folder, 'cache'));
  const environment = {
    [VARIABLE.mistralKey]: 'mistral-key-secret',
    [VARIABLE.googleKey]: 'google-key-secret',
    GITHUB_APP_ID: String(github.appId),
    GITHUB_PRIVATE_KEY: github.privateKey,
    GITHUB_WEBHOOK_SECRET: github.webhookSecret,
    GITHUB_API_URL: github.url,
    CONCLAVE_PUBLIC_URL: server.url,
    CONCLAVE_HOME: join(folder, 'home'),
    DATABASE_URL: databaseUrl,
    PATH: join(folder, 'bin'),
    CONCLAVE_CACHE: join(folder, 'cache'),
  };
  return {
    ...{ github, repository, server: server.url, folder, environment, write },
    examine: (options = ['--repo-dir', '.'], changes = {}) => examine(folder, options, { ...environment, ...changes }),
    [Symbol.asyncDispose]: async () => {
      await Promise.all([github.stop(), server.stop()]);
      place[Symbol.dispose]();
    },
  };
}

async function examine(
  folder: string,
  options: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Examination> {
  const terminal = openTestTerminal({ folder, environment });
  const exitCode = await runProgram(['doctor', '--json', ...options], terminal);
  const { output, errors } = terminal.written();
  const { lines, exit_code } = Written.parse(JSON.parse(output));
  if (exit_code !== exitCode) throw new Error(`the JSON says ${exit_code}, the program ${exitCode}`);
  return { exitCode, lines, written: output + errors };
}

/** A server that is ready and takes every delivery. */
async function startServer(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const ready = JSON.stringify({ ready: true, problems: [], warnings: [] });
    request.resume().on('end', () => response.writeHead(request.url === '/readyz' ? 200 : 202).end(ready));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The prices of the three models, compared with the provider's pages today. */
function comparedPrices(): string {
  const today = new Date().toISOString().slice(0, 10);
  const models = ['mistral:mistral-large-latest', 'google:gemini-2.5-pro', 'google:gemini-2.5-flash'];
  const entries = models.flatMap((id) => [
    `  '${id}':`,
    '    window: 128000',
    '    max_output: 16384',
    '    price: { input: 2, output: 6 }',
    '    currency: USD',
    '    source: https://prices.example.com/models',
    `    date: ${today}`,
    '    verified: true',
  ]);
  return `${['version: 1', 'models:', ...entries].join('\n')}\n`;
}
