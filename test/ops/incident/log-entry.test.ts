import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { IncidentRecord } from '../../../src/ops/incident/event.ts';
import { lintIncidentLog } from '../../../src/ops/incident/lint/lint-log.ts';
import { FIELDS } from '../../../src/ops/incident/log/entry.ts';
import { readIncidentLog } from '../../../src/ops/incident/log/read-log.ts';
import { renderLogEntry } from '../../../src/ops/incident/log-entry.ts';
import { addEntry, nextPlace } from '../../../src/ops/incident/log-place.ts';
import { at, DECLARED, OPENED, tell, WHOLE } from './incident-story.ts';

const read = (name: string) => readFileSync(new URL(`../../fixtures/incidents/${name}`, import.meta.url), 'utf8');

function rendered(record: IncidentRecord, log = ''): string {
  return renderLogEntry(record, { ...nextPlace(log), issue: 900 });
}

/** Rules that are broken in an entry that is added to a log, a month later. */
function brokenBy(record: IncidentRecord, log: string): readonly string[] {
  const grown = readIncidentLog(addEntry(log, rendered(record, log)));
  const ground = { log: grown, before: readIncidentLog(log), today: '2026-12-20', issues: new Map() };
  const entry = grown.entries.at(-1)?.id;
  return lintIncidentLog(ground)
    .filter((finding) => finding.entry === entry || finding.rule === 'incident/append-only')
    .map(({ rule }) => rule);
}

describe('the entry of a closed incident', () => {
  it('has the form of the template, with all that was noted', async () => {
    await expect(rendered(tell(WHOLE))).toMatchFileSnapshot('golden/entry.md');
  });

  it('is read back with all its fields and follow-ups', () => {
    const [entry] = readIncidentLog(addEntry('', rendered(tell(WHOLE)))).entries;

    expect(entry?.fields.map(({ name }) => name)).toEqual(FIELDS);
    expect(entry).toMatchObject({ id: '17.1', date: '2026-11-20', severity: 'P0', form: 'markdown' });
    expect(entry?.followUps).toMatchObject([{ id: 'F1', issues: [813], status: 'open' }]);
  });

  it.each([
    ['nothing of what is told in full', tell(WHOLE), []],
    [
      'TBD for what nobody said',
      tell(
        [
          { kind: 'mitigated', at: at('10:20'), by: 'ada' },
          { kind: 'closed', at: at('11:00'), by: 'ada' },
        ],
        DECLARED,
      ),
      ['incident/tbd', 'incident/tbd', 'incident/tbd', 'incident/tbd', 'incident/tbd'],
    ],
    [
      'no other fault for hostile words',
      tell(WHOLE, { ...OPENED, title: '### 17.9 2026-01-01 — x (severity P3)\n**Time** : <!-- @all | `x' }),
      [],
    ],
  ])('leaves %s to the linter', (_, record, rules) => {
    expect(brokenBy(record, read('sound.md'))).toEqual(rules);
  });

  it('says none where no machine gave a sign, and not 0 min', () => {
    const entry = rendered(tell([{ kind: 'mitigated', at: at('10:20'), by: 'ada' }], DECLARED));

    expect(entry).toContain('/ fix** : none / 0 min / 20 min / not known, each from the declaration.');
    expect(entry).toContain('(not known: trigger, detect, fix)');
  });
});

describe('the place of an entry', () => {
  it.each([
    ['an empty log', '', { section: 17, number: 1, followUp: 1 }],
    ['the log of the manual', read('manual-17.md'), { section: 17, number: 6, followUp: 21 }],
    ['a log in Markdown', read('sound.md'), { section: 17, number: 3, followUp: 4 }],
  ])('is the next free number of %s', (_, log, place) => {
    expect(nextPlace(log)).toEqual(place);
  });

  it.each([
    ['behind the last entry', read('sound.md')],
    ['before the template', read('manual-17.md')],
    ['before another chapter', `${read('sound.md')}\n## Glossary\n\nWords.\n`],
    ['in a log without any entry', '# Incidents\n\nEntries are added by pull request.'],
  ])('is %s, and every other byte stays', (_, log) => {
    const entry = rendered(tell(WHOLE), log);
    const grown = addEntry(log, entry);

    const [before = '', after = ''] = grown.split(entry);
    expect(log.startsWith(before.trimEnd())).toBe(true);
    expect(log.endsWith(after.trimStart())).toBe(true);
    expect(before.trimEnd().length + after.trimStart().length).toBeGreaterThanOrEqual(log.trimEnd().length - 2);
    expect(readIncidentLog(grown).entries.at(-1)?.text.trimEnd()).toBe(entry.trimEnd());
  });
});
