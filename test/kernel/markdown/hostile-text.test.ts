import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hostileMixture } from './hostile-mixture.ts';
import { breachesEverywhere, places } from './places.ts';

const HostileTexts = z.object({
  cases: z.array(z.object({ id: z.string(), note: z.string(), text: z.string() })).min(1),
});

const path = process.env.CASES_HOSTILE_TEXT ?? new URL('../../fixtures/cases/hostile-text.json', import.meta.url);
const { cases } = HostileTexts.parse(JSON.parse(readFileSync(path, 'utf8')));

describe('a hostile text', () => {
  it.each(cases)('$id ($note) breaks no property wherever it is published', ({ text }) => {
    const broken = breachesEverywhere(text);

    expect(broken).toEqual([]);
  });

  it('breaks no property in any mixture of what Markdown, GitHub and bots act upon', () => {
    fc.assert(
      fc.property(hostileMixture, fc.nat(places.length - 1), (text, place) => {
        expect(breachesEverywhere(text, places.slice(place, place + 1))).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });
});
