import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REHEARSAL_MODEL } from '../../src/adapters/rehearsal/rehearsal.ts';
import { openPlainLog } from '../../src/cli/review/plain-log.ts';
import { REHEARSAL_NOTICE } from '../../src/committee/wording.ts';
import type { SessionEvent } from '../../src/ports/witness.ts';
import { asked, failedTry, opened, STORY, seatsOf } from './board-story.ts';
import { strangeText } from './verdict-text-arbitrary.ts';

function log(events: readonly SessionEvent[]): string {
  const written: string[] = [];
  const told = openPlainLog({ write: (text) => void written.push(text) });
  for (const event of events) told.witness(event);
  told.close();
  told.witness({ kind: 'consolidating' });
  return written.join('');
}

describe('the plain log', () => {
  it('tells the whole story in one line for each event that matters', async () => {
    await expect(log(STORY.flatMap(({ events }) => events))).toMatchFileSnapshot('golden/plain-log.txt');
  });

  it('names a fallback when it is asked, and not before', () => {
    const failed = failedTry('ops/first', 'a:b', 'no JSON', 'a:c');

    expect(log([failed])).not.toContain('trying');
    expect(log([failed, asked('ops/first', 'a:c')])).toContain('ops/first  trying c\n');
  });

  it('says nothing of a fallback when the same model repairs its answer', () => {
    const lines = log([
      failedTry('ops/first', 'a:b', 'no JSON', 'a:c'),
      { kind: 'repairing', call: 'ops/first', model: 'a:b' },
      asked('ops/first', 'a:b'),
    ]);

    expect(lines.split('\n').slice(1)).toEqual(['ops/first  repairing the answer of b', '']);
  });

  it('says first of a rehearsal that no language model is consulted', () => {
    const lines = log([opened(seatsOf(['ops'], REHEARSAL_MODEL, REHEARSAL_MODEL))]).split('\n');

    expect(lines[0]).toBe(REHEARSAL_NOTICE);
  });

  it('lets no control character through, whatever a service says', () => {
    fc.assert(
      fc.property(strangeText, (message) => {
        const lines = log([
          failedTry('ops/first', 'a:b', message),
          { kind: 'failed', call: 'ops/first', message, tokens: 0, microUsd: 0 },
        ]);

        expect(lines).toMatch(/^[^\p{Cc}]+\n[^\p{Cc}]+\n$/u);
      }),
    );
  });
});
