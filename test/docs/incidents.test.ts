import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ALERTS_PATH } from '../../app/server/alerts.ts';
import { readSourcesFile } from '../../src/adapters/installation/signal-sources/sources-file.ts';
import { INCIDENT_USAGE } from '../../src/change/incident-command.ts';
import { parseConfig } from '../../src/config/config.ts';
import { REACTIONS, ROLE_NAMES } from '../../src/ops/incident/escalation.ts';
import { LOG_RULES } from '../../src/ops/incident/lint/finding.ts';
import { topicOf } from '../../src/ops/incident/topic.ts';
import { rowsBelow } from './markdown-table.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/incidents.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'conclave-incidents-page-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The only example that begins with a key. */
function example(key: string): string {
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  const found = blocks.filter((text) => text.startsWith(`${key}:`));
  expect(found).toHaveLength(1);
  return found[0] ?? '';
}

describe('the page of incidents', () => {
  it('shows each command as the grammar writes it, and no other', () => {
    const shown = rowsBelow(page, ['about an incident', 'what it does', 'where']).map(([usage]) => usage);

    expect(shown).toEqual(Object.values(INCIDENT_USAGE));
  });

  it('names each rule of the log in their order, and each severity with who reacts', () => {
    const reactions = Object.entries(REACTIONS).map(([severity, { owner, by }]) => [severity, ROLE_NAMES[owner], by]);

    expect(rowsBelow(page, ['rule', 'finds']).map(([rule]) => rule)).toEqual([...LOG_RULES]);
    expect(rowsBelow(page, ['severity', 'goes to', 'by'])).toEqual(reactions);
  });

  it('names only words that lead a note to its place', () => {
    const words = rowsBelow(page, ['begins with', 'is']).flatMap(([cell = '']) => cell.split(', '));

    expect(words.map((word) => topicOf(`${word} x`.replace(/^(trigger|detect) x$/, '$1'))?.topic)).toEqual(
      words.map((word) => word.replace(':', '')),
    );
  });

  it('has examples that the program takes', () => {
    writeFileSync(join(folder, 'ops-sources.yml'), example('sources'), { mode: 0o600 });

    const known = readSourcesFile(folder);

    expect(parseConfig(example('version')).ops.incidents.roles.operator).toEqual(['ana']);
    expect(known?.sources.map(({ kind }) => kind)).toEqual(['prometheus', 'postgres', 'json']);
    expect(known?.hooks).toMatchObject([{ repository: 'acme/quant', alertmanager: { url: expect.any(String) } }]);
  });

  it('has a receiver that Alertmanager takes, at the address where notices are taken', () => {
    const path = join(folder, 'alertmanager.yml');
    writeFileSync(path, example('route'));

    const said = execFileSync('amtool', ['check-config', path], { encoding: 'utf8' });

    expect(said).toContain('SUCCESS');
    expect(example('route')).toContain(`https://conclave.example.com${ALERTS_PATH}\n`);
  });
});
