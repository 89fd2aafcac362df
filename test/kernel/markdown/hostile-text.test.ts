import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { breachesOf } from './breaches.ts';
import { places } from './places.ts';

const HostileTexts = z.object({
  cases: z.array(z.object({ id: z.string(), note: z.string(), text: z.string() })).min(1),
});

const path = process.env.CASES_HOSTILE_TEXT ?? new URL('../../fixtures/cases/hostile-text.json', import.meta.url);
const { cases } = HostileTexts.parse(JSON.parse(readFileSync(path, 'utf8')));

describe('a hostile text', () => {
  it.each(cases)('$id ($note) breaks no property wherever it is published', ({ text }) => {
    const broken = places.flatMap(({ name, publish }) =>
      breachesOf(publish(text), publish('harmless')).map((property) => `${property}: ${name}`),
    );

    expect(broken).toEqual([]);
  });
});
