import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { SUBSCRIBED_EVENTS } from '../../src/config/app-events.ts';
import { FEATURES } from '../../src/config/app-features.ts';
import { BASE_PERMISSIONS } from '../../src/config/app-permissions.ts';
import { buildHouse, type House } from '../cli/doctor-house.ts';
import { startTestPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { openTestTerminal } from '../fixtures/test-terminal.ts';
import { rowsBelow } from './markdown-table.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/install.md'), 'utf8');

describe('the page of the installation', () => {
  it('names each permission that setup asks for, and why', () => {
    const asked = BASE_PERMISSIONS.map(({ title, access, why }) => [title, access, why]);

    expect(rowsBelow(page, ['permission', 'access', 'what for'])).toEqual(asked);
  });

  it('names each optional part and what it adds', () => {
    const rows = rowsBelow(page, ['optional part', 'adds']).map((row) => row.slice(0, 2));

    expect(rows).toEqual(FEATURES.map(({ id, permission, access }) => [id, `${permission}: ${access}`]));
  });

  it('names each event that a person subscribes the app to', () => {
    const [, sentence = ''] = /^Events: (.*?);/m.exec(page) ?? [];

    expect([...sentence.matchAll(/`(\w+)`/g)].map(([, event]) => event)).toEqual([...SUBSCRIBED_EVENTS]);
  });
});

describe('the price of the example', () => {
  it('is what the page says', async () => {
    const [, command = ''] = /^npm run -s conclave -- (review .* --dry-run)$/m.exec(page) ?? [];
    const terminal = openTestTerminal({ folder: root });

    await runProgram(command.split(' '), terminal);

    const [, price] = /^all +(at most \$[\d.]+),/m.exec(terminal.written().output) ?? [];
    expect(price).toBeDefined();
    expect(page).toContain(`its last lines say ${price}.`);
  });
});

describe('the doctor of the installation page', () => {
  let postgres: TestPostgres;

  beforeAll(async () => {
    postgres = await startTestPostgres();
  }, 60_000);
  afterAll(() => postgres.stop());

  it('says what the page shows', async () => {
    const [, shown = ''] = /```text\n(ok [\s\S]*?)\n```/.exec(page) ?? [];
    await using house = await buildHouse(postgres.url);
    const terminal = openTestTerminal({ folder: house.folder, environment: house.environment });

    const exitCode = await runProgram(['doctor', '--repo', 'acme/quant'], terminal);

    expect(exitCode).toBe(0);
    expect(asOnThePage(terminal.written().output, house)).toBe(inOneLine(shown));
  });
});

/** The output of one run with the places and moments that the page shows. */
function asOnThePage(output: string, { server, github }: House): string {
  return inOneLine(output)
    .replaceAll(server, 'https://conclave.example.com')
    .replaceAll(`app ${github.appId}`, 'app 123456')
    .replaceAll(/price of [\d-]+/g, 'price of 2026-11-20')
    .replace(/newest at \S+/, 'newest at 2026-11-20T15:00:00Z')
    .replace(/at 127\.0\.0\.1:\d+\/\w+, all/, 'at db.example.com/ledger, all')
    .replace(/bubblewrap \(\S+\)/, 'bubblewrap (/usr/bin/bwrap)');
}

/** Where lines are broken depends on the length of places. */
function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
