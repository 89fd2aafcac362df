import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Change } from '../../src/change/change.ts';
import { firstPartyModules } from '../../src/evidence/first-party.ts';
import { NO_SURROUNDINGS, type Surroundings } from '../../src/evidence/surroundings.ts';
import { changeOf } from '../evidence/change-of.ts';

const Expected = z.object({
  rule: z.string(),
  path: z.string(),
  line: z.int(),
  side: z.enum(['before', 'after']).default('after'),
});

const EvidenceCase = z.object({
  id: z.string(),
  config: z.object({ requirements: z.array(z.string()), critical: z.array(z.string()) }),
  files: z.array(z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  expect: z.array(Expected),
});

/** One change of the case file, with what the rules have to find in it. */
export type EvidenceCase = z.infer<typeof EvidenceCase>;

const FILE = process.env.CASES_EVIDENCE || join(import.meta.dirname, '../fixtures/cases/evidence.json');

/** The shared cases, or those of the file that CASES_EVIDENCE names. */
export function evidenceCases(): readonly EvidenceCase[] {
  return z.object({ cases: z.array(EvidenceCase).min(1) }).parse(JSON.parse(readFileSync(FILE, 'utf8'))).cases;
}

/** The change of a case; files that do not change are no part of it. */
export function changeIn({ files }: EvidenceCase): Change {
  return changeOf(files);
}

/** What the configuration and the files of a case say about its repository; files that do not change stand there too. */
export function surroundingsOf({ config, files }: EvidenceCase): Surroundings {
  const there = files.flatMap(({ path, after }) => (after === null ? [] : [{ path, text: after }]));
  return {
    ...NO_SURROUNDINGS,
    critical: config.critical,
    requirements: config.requirements.map((path) => there.find((file) => file.path === path) ?? { path, text: null }),
    firstParty: firstPartyModules(there.map(({ path }) => path)),
  };
}

/** A place at which a rule found something, as one text that can be compared. */
export function spellPlace({ rule, path, line, side }: z.infer<typeof Expected>): string {
  return `${rule} ${path}:${line} ${side}`;
}
