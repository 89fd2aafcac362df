import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { EvidenceAccount, NamedHit } from '../../../src/evidence/account.ts';
import { renderSarif } from '../../../src/evidence/sarif.ts';
import { addedFile, changeOf } from '../change-of.ts';
import { accountOf } from './account-of.ts';
import { FRAME, Log, leakyAccount, runOf } from './sarif-run.ts';
import { sarifComplaints } from './sarif-schema.ts';

let account: EvidenceAccount;
let hit: NamedHit;

beforeAll(async () => {
  ({ account, hit } = await leakyAccount());
});

describe('a SARIF log', () => {
  it('keeps the schema for every shipped rule and the whole case file', async () => {
    const file = process.env.CASES_EVIDENCE ?? join(import.meta.dirname, '../../fixtures/cases/evidence.json');
    const Text = z.string().nullable();
    const Case = z.object({ files: z.array(z.object({ path: z.string(), before: Text, after: Text })) });
    const { cases } = z.object({ cases: z.array(Case).min(1) }).parse(JSON.parse(readFileSync(file, 'utf8')));

    const logs = await Promise.all(
      cases.map(async ({ files }) => renderSarif(await accountOf(changeOf(files)), FRAME)),
    );

    expect(logs.flatMap(sarifComplaints)).toEqual([]);
    expect(logs.flatMap((log) => Log.parse(JSON.parse(log)).runs[0].results).length).toBeGreaterThan(cases.length / 2);
  });

  it('keeps it with everything that a log may hold', () => {
    const record = { id: 'adr:15', title: 'A [title](x)', path: 'docs/adr/15 é.md', line: 9 };
    const log = renderSarif(
      {
        ...account,
        hits: [
          { ...hit, record, allowed: 'the horizon is part of the label', class: 'soft' },
          { ...hit, line: 6, allowed: 'not enough for a blocker' },
        ],
        unread: [{ path: 'src/100%.py', reason: 'line 3: syntax error' }],
        notes: ['a note'],
        rules: account.rules.map((one) => ({ ...one, runs: 'off', decision: { reason: null } })),
      },
      { ...FRAME, most: 1 },
    );

    expect(sarifComplaints(log)).toEqual([]);
  });

  it('keeps it where nothing was found and nothing is known', async () => {
    const empty = await accountOf(addedFile('README.md', 'words\n'));

    const log = renderSarif(
      { ...empty, change: { ...empty.change, head: null } },
      { ...FRAME, repository: null, pages: null },
    );

    expect(sarifComplaints(log)).toEqual([]);
    expect(Log.parse(JSON.parse(log)).runs[0].results).toEqual([]);
  });

  it('is refused by the schema where it is none', () => {
    const log = renderSarif(account, FRAME).replace('"level": "error"', '"level": "fatal"');

    expect(sarifComplaints(log)).toEqual(expect.arrayContaining([expect.stringContaining('/level')]));
  });

  it('names program, change and repository', () => {
    const run = runOf(account);

    expect(run.tool.driver.semanticVersion).toBe('1.2.3');
    expect(run.automationDetails.id).toBe('conclave/evidence/head');
    expect(run.versionControlProvenance).toEqual([
      { repositoryUri: FRAME.repository, revisionId: 'head', mappedTo: { uriBaseId: 'SRCROOT' } },
    ]);
  });
});

describe('a rule in a log', () => {
  it('tells what it is, why it exists and how to mend, within what GitHub takes', () => {
    const { rules } = runOf(account).tool.driver;

    const tooMuch = rules.filter(
      ({ properties, fullDescription }) => properties.tags.length > 20 || fullDescription.text.length > 1024,
    );
    expect(tooMuch).toEqual([]);
    const rule = rules.find(({ id }) => id === 'leak/backfill');
    expect(rule?.helpUri).toBe(`${FRAME.pages}/leak-backfill.md`);
    expect(rule?.properties.tags).toEqual(['leak', 'data-leakage', 'ml-engineer']);
    expect(rule?.help.markdown).toContain('```python');
    expect(rule?.help.text).toContain('Fill forwards');
  });

  it('has a severity of its own where it is about security, and only there', () => {
    const { rules } = runOf(account).tool.driver;

    const severities = rules.flatMap(({ id, properties }) => {
      const severity = properties['security-severity'];
      return severity === undefined ? [] : [`${id} ${severity} ${properties.tags.includes('security')}`];
    });
    expect(severities).toEqual([
      'sec/prompt-injection 5.0 true',
      'sec/secret-literal 9.1 true',
      'sec/unsafe-load 8.0 true',
    ]);
  });

  it('has no page when the repository brings it, or the address is not known', () => {
    const own = { ...account, rules: account.rules.map((one) => ({ ...one, own: true })) };

    const pages = [runOf(own), runOf(account, { pages: null })].flatMap(({ tool }) => tool.driver.rules);
    expect(pages.filter(({ helpUri }) => helpUri !== undefined)).toEqual([]);
  });

  it('that was switched off or weighs otherwise says so with its reason', () => {
    const decided = account.rules.map((one) => {
      if (one.rule.id === 'leak/backfill')
        return { ...one, runs: 'off' as const, decision: { reason: 'no candles here' } };
      if (one.rule.id === 'leak/negative-shift') return { ...one, runs: 'soft' as const, decision: { reason: null } };
      return one;
    });

    const [invocation] = runOf({ ...account, rules: decided }).invocations;

    expect(invocation.toolConfigurationNotifications.map(({ message }) => message.text)).toEqual([
      'leak/backfill is off: no candles here',
      'leak/negative-shift is soft instead of hard: no reason given',
    ]);
    expect(invocation.ruleConfigurationOverrides).toEqual([
      { descriptor: { id: 'leak/backfill', index: expect.any(Number) }, configuration: { enabled: false } },
      { descriptor: { id: 'leak/negative-shift', index: expect.any(Number) }, configuration: { level: 'warning' } },
    ]);
  });
});

describe('a log that would be too large', () => {
  it('keeps the heaviest results in their order, and says how many are left out', () => {
    const light = (line: number): NamedHit => ({ ...hit, line, class: 'soft', severity: 'minor' });
    const hits = [light(1), hit, light(6), { ...hit, line: 7, severity: 'major' as const }];

    const run = runOf({ ...account, hits }, { most: 2 });

    expect(run.results.map(({ locations }) => locations[0]?.physicalLocation.region.startLine)).toEqual([5, 7]);
    expect(run.invocations[0].toolExecutionNotifications.map(({ message }) => message.text)).toEqual([
      '2 results that weigh less are left out: the log would be larger than GitHub takes.',
    ]);
  });

  it('cuts lines and messages that are very long', () => {
    const long = 'x'.repeat(100_000);

    const log = renderSarif({ ...account, hits: [{ ...hit, quote: long, message: long, allowed: long }] }, FRAME);

    expect(log.length).toBeLessThan(renderSarif(account, FRAME).length + 5_000);
  });
});

it('a file that could not be read is a notification at the file, with its reason', () => {
  const unread = [{ path: 'src/bad.py', reason: 'line 3: syntax error' }];

  const [invocation] = runOf({ ...account, unread }).invocations;

  expect(invocation.toolExecutionNotifications).toEqual([
    {
      descriptor: { id: 'unread-file', index: 0 },
      level: 'warning',
      message: { text: 'No rule could read this file: line 3: syntax error' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'src/bad.py', uriBaseId: 'SRCROOT' } } }],
    },
  ]);
});
