import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lintIncidentLog } from '../../../src/ops/incident/lint/lint-log.ts';
import { readIncidentLog } from '../../../src/ops/incident/log/read-log.ts';

const SOUND = readFileSync(new URL('../../fixtures/incidents/sound.md', import.meta.url), 'utf8');

/** Rules and entries of what is found in a log that was the sound one before. */
function lintAfter(text: string): readonly string[] {
  const ground = { log: readIncidentLog(text), before: readIncidentLog(SOUND), today: '2026-10-06', issues: new Map() };
  return lintIncidentLog(ground)
    .filter(({ rule }) => rule === 'incident/append-only')
    .map(({ entry, line }) => `${entry} line ${line}`);
}

const SECOND = SOUND.indexOf('### 17.2');

describe('the append-only rule', () => {
  it('lets a log grow, whatever stands behind its last entry', () => {
    expect(lintAfter(`${SOUND}\n\n### 17.3 2026-10-07 — More (severity P3)\n\n**Time** : later\n`)).toEqual([]);
    expect(lintAfter(`${SOUND}\n## Another chapter\n`)).toEqual([]);
  });

  it.each([
    ['the status of a follow-up', '| #814 | open |', '| #814 | closed |'],
    ['a word of the introduction', 'Entries are only added.', 'Entries are added.'],
  ])('lets %s change', (_, from, to) => {
    expect(lintAfter(SOUND.replace(from, to))).toEqual([]);
  });

  it.each([
    ['the action of a follow-up', 'Alert at 85 % of a volume', 'Alert at 90 % of a volume', '17.1 line 33'],
    ['the issue of a follow-up', '| #814 |', '| #815 |', '17.1 line 33'],
    ['one blank of an entry', 'of an artefact.', 'of  an artefact.', '17.1 line 15'],
    ['a line that is added', 'PR #812.\n', 'PR #812.\nMore.\n', '17.1 line 20'],
    ['a heading', 'at 91 % (', 'at 92 % (', '17.1 line 5'],
  ])('does not let %s change', (_, from, to, found) => {
    expect(SOUND).toContain(from);
    expect(lintAfter(SOUND.replace(from, to))).toEqual([found]);
  });

  it('finds an entry that is gone', () => {
    expect(lintAfter(SOUND.slice(0, SECOND))).toEqual(['17.2 line 5']);
  });

  it('finds new entries that stand before old ones', () => {
    const added = '### 17.9 2026-10-05 — In between (severity P3)\n\n';

    expect(lintAfter(`${SOUND.slice(0, SECOND)}${added}${SOUND.slice(SECOND)}`)).toEqual(['17.2 line 37']);
  });
});
