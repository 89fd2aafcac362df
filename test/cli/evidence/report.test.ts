import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { renderEvidenceJson, renderShortJson } from '../../../src/cli/evidence/report-json.ts';
import { renderEvidenceText } from '../../../src/cli/evidence/report-text.ts';
import { renderSarifFile } from '../../../src/cli/evidence/sarif-file.ts';
import { renderEvidenceMarkdown } from '../../../src/cli/evidence/summary-markdown.ts';
import { removeInvisible } from '../../../src/kernel/invisible.ts';
import { openTestTerminal } from '../../fixtures/test-terminal.ts';
import { HOSTILE, someAccount, someHit } from './some-account.ts';

const RECORD = { id: 'adr:15', title: 'No peeking', path: 'docs/adr/15.md', line: 9 };

const full = () =>
  someAccount({
    hits: [
      someHit({ class: 'soft', line: 1, allowed: 'the label is filled here', finding: null }),
      someHit({ side: 'before', line: 2, quote: 'if size > LIMIT:', severity: 'blocker', record: RECORD }),
    ],
    unread: [{ path: 'src/bad.py', reason: 'line 1: syntax error' }],
    notes: ['2 credentials were replaced by a placeholder'],
    rules: someAccount().rules.map((one) => ({ ...one, runs: 'soft', decision: { reason: 'prices are final' } })),
  });

const hostile = () =>
  someAccount({
    hits: [someHit({ path: `a ${HOSTILE}.py`, quote: HOSTILE, message: HOSTILE, mend: HOSTILE, allowed: HOSTILE })],
    unread: [{ path: HOSTILE, reason: HOSTILE }],
    notes: [HOSTILE],
  });

describe('a report in words', () => {
  it.each([80, 40])('has every part, the heaviest hit first, within %d columns', async (columns) => {
    const text = renderEvidenceText(full(), { columns, colours: false });

    expect(text.split('\n').filter((line) => line.length > columns)).toEqual([]);
    await expect(text).toMatchFileSnapshot(`golden/report-${columns}.txt`);
  });

  it('says the same in colours', () => {
    const [plain, coloured] = [false, true].map((colours) => renderEvidenceText(full(), { columns: 80, colours }));

    expect(coloured).toContain('\u001b[31m');
    expect(stripVTControlCharacters(coloured ?? '')).toBe(plain);
  });

  it('shows so many hits as a person reads, and says how many are left', () => {
    const hits = Array.from({ length: 203 }, (_, line) => someHit({ line: line + 1 }));

    const text = renderEvidenceText(someAccount({ hits }), { columns: 80, colours: false });

    expect(text.match(/^src\/a\.py:/gm)).toHaveLength(200);
    expect(text).toContain('… 3 more hits: --json holds all');
  });

  it.each([
    [
      { hits: [] },
      'Evidence: nothing found\ncase at head: code read in 1 of 1 file, 1 more holds no code that a rule reads; 1 rule asked\n',
    ],
    [
      { hits: [], read: [] },
      'Evidence: nothing found\ncase at head: no rule reads code in any of 2 files; 1 rule asked\n',
    ],
  ])('tells what was read: %#', (parts, expected) => {
    expect(renderEvidenceText(someAccount(parts), { columns: 120, colours: false })).toBe(expected);
  });

  it('lets nobody command a terminal or a runner', () => {
    const text = renderEvidenceText(hostile(), { columns: 80, colours: false });

    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('##[');
    expect(text.split('\n').filter((line) => /^\s*::/.test(line))).toEqual([]);
  });
});

describe('a report for the summary of a job', () => {
  it('has every part', async () => {
    await expect(renderEvidenceMarkdown(full())).toMatchFileSnapshot('golden/summary.md');
  });

  it('lets nobody mention, link or draw', async () => {
    const markdown = renderEvidenceMarkdown(hostile());

    expect(markdown.replaceAll(/(`+)[^`].*?\1/g, '')).not.toMatch(/@everyone|<img|\]\(https/);
    expect(removeInvisible(markdown).removed).toBe(0);
    await expect(markdown).toMatchFileSnapshot('golden/summary-hostile.md');
  });
});

describe('a report for programs', () => {
  it('has every field, and nothing in it is a command for a runner', () => {
    const json = renderEvidenceJson(hostile());

    expect(json).not.toContain('##[');
    expect(JSON.parse(json)).toMatchObject({ version: 1, hits: [{ quote: HOSTILE, finding: 'F-01234567' }] });
  });

  it('on one line holds as much as there is room for, and says how much is left out', () => {
    const hits = Array.from({ length: 100 }, (_, line) => someHit({ line: line + 1 }));
    const account = someAccount({ hits });

    const [whole, half, none] = [1_000_000, 20_000, 400].map((longest) => renderShortJson(account, longest));

    expect(JSON.parse(whole ?? '')).not.toHaveProperty('left_out');
    expect(JSON.parse(half ?? '')).toMatchObject({ left_out: 50, totals: { hits: 100 } });
    expect(JSON.parse(none ?? '')).toMatchObject({ left_out: 100, hits: [], totals: { hard: 100 } });
    expect([whole, half, none].filter((json) => json?.includes('\n'))).toEqual([]);
  });
});

describe('a SARIF file', () => {
  const draw = (environment: Readonly<Record<string, string>>, account = someAccount()) =>
    renderSarifFile(account, openTestTerminal({ folder: import.meta.dirname, environment }));

  it('links alerts to pages and names the repository where both are known', async () => {
    const log = await draw({
      CONCLAVE_RULE_PAGES: 'https://github.com/acme/conclave/blob/main/docs/rules/',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'acme/quant',
    });

    expect(log).toContain('"helpUri": "https://github.com/acme/conclave/blob/main/docs/rules/leak-backfill.md"');
    expect(log).toContain('"repositoryUri": "https://github.com/acme/quant"');
  });

  it.each([
    [{}],
    [{ CONCLAVE_RULE_PAGES: 'https://github.com/OWNER/conclave/blob/main/docs/rules', GITHUB_REPOSITORY: 'x' }],
  ])('leaves out what is not known: %#', async (environment) => {
    const log = await draw(environment);

    expect(log).not.toContain('helpUri');
    expect(log).not.toContain('versionControlProvenance');
  });

  it('is never larger than GitHub takes', async () => {
    // Words that no compressor makes shorter by much.
    const noise = (seed: number) =>
      Array.from({ length: 80 }, (_, at) =>
        Math.sin(seed * 997 + at)
          .toString(36)
          .slice(2),
      ).join('');
    const hits = Array.from({ length: 25_000 }, (_, line) => someHit({ line: line + 1, message: noise(line) }));

    const log = JSON.parse(await draw({}, someAccount({ hits })));

    expect(log.runs[0].results.length).toBeGreaterThan(1_000);
    expect(log.runs[0].results.length).toBeLessThan(25_000);
    expect(JSON.stringify(log.runs[0].invocations)).toContain('results that weigh less are left out');
  }, 60_000);
});
