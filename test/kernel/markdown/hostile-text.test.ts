import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { breachesOf } from './breaches.ts';
import { hostileMixture } from './hostile-mixture.ts';
import { breachesEverywhere, places } from './places.ts';
import { readPublication } from './publication.ts';

const HostileTexts = z.object({
  cases: z
    .array(z.object({ id: z.string(), note: z.string(), text: z.string(), must_not: z.array(z.string()) }))
    .min(1),
});

const path = process.env.CASES_HOSTILE_TEXT ?? new URL('../../fixtures/cases/hostile-text.json', import.meta.url);
const { cases } = HostileTexts.parse(JSON.parse(readFileSync(path, 'utf8')));

/** What a text cannot break by being published as it is: these show elsewhere, or in the limit of a field. */
const notOfMarkdown = new Set(['P-secret-redacted', 'P-verdict-unmoved', 'P-bounded']);

describe('a hostile text', () => {
  it.each(cases)('$id ($note) breaks no property wherever it is published', ({ text }) => {
    const broken = breachesEverywhere(text);

    expect(broken).toEqual([]);
  });

  it('breaks no property in any mixture of what Markdown, GitHub and bots act upon', () => {
    fc.assert(
      fc.property(hostileMixture, fc.constantFrom(...places), (text, place) => {
        expect(breachesEverywhere(text, [place])).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('the check of a published text', () => {
  const careless = [
    (text: string) => text.replaceAll('\u200b', ''),
    (text: string) => `${text}\n\ntail`,
    (text: string) => `\`${text}\`\n\ntail`,
    (text: string) => `<details><summary>${text}</summary>\n\nbody\n\n</details>`,
  ];
  const dangerous = cases
    .map((each) => ({ ...each, properties: each.must_not.filter((property) => !notOfMarkdown.has(property)) }))
    .filter(({ properties }) => properties.length > 0);

  it.each(dangerous)('sees $properties broken when $id is published as it was written', ({ text, properties }) => {
    const broken = careless.flatMap((publish) => breachesOf(publish(text), readPublication(publish('harmless'))));

    expect(broken).toEqual(expect.arrayContaining(properties));
  });
});
