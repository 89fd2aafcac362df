import { z } from 'zod';
import type { EvidenceAccount, NamedHit } from '../../../src/evidence/account.ts';
import { MOST_RESULTS, renderSarif, type SarifFrame } from '../../../src/evidence/sarif.ts';
import { addedFile } from '../change-of.ts';
import { accountOf } from './account-of.ts';

/** A frame in which everything is known. */
export const FRAME: SarifFrame = {
  version: '1.2.3',
  repository: 'https://github.com/acme/quant',
  pages: 'https://github.com/acme/conclave/blob/main/docs/rules',
  most: MOST_RESULTS,
};

const Region = z.object({ startLine: z.int(), snippet: z.object({ text: z.string() }).optional() });
const Result = z.object({
  ruleId: z.string(),
  ruleIndex: z.int(),
  level: z.string(),
  message: z.object({ text: z.string() }),
  locations: z.array(
    z.object({ physicalLocation: z.object({ artifactLocation: z.looseObject({ uri: z.string() }), region: Region }) }),
  ),
  relatedLocations: z.array(z.unknown()).optional(),
  partialFingerprints: z.record(z.string(), z.string()),
  suppressions: z.array(z.unknown()).optional(),
});
const Descriptor = z.object({
  id: z.string(),
  helpUri: z.string().optional(),
  help: z.object({ text: z.string(), markdown: z.string() }),
  fullDescription: z.object({ text: z.string() }),
  properties: z.looseObject({ tags: z.array(z.string()), 'security-severity': z.string().optional() }),
});
/** What the tests read of a log. */
export const Log = z.object({
  runs: z.tuple([
    z.object({
      tool: z.object({ driver: z.object({ semanticVersion: z.string(), rules: z.array(Descriptor) }) }),
      automationDetails: z.object({ id: z.string() }),
      versionControlProvenance: z.array(z.unknown()).optional(),
      invocations: z.tuple([
        z.object({
          toolExecutionNotifications: z.array(z.looseObject({ message: z.object({ text: z.string() }) })),
          toolConfigurationNotifications: z.array(z.looseObject({ message: z.object({ text: z.string() }) })),
          ruleConfigurationOverrides: z.array(z.unknown()),
        }),
      ]),
      results: z.array(Result),
    }),
  ]),
});

/** The one run of a log. */
export function runOf(account: EvidenceAccount, frame: Partial<SarifFrame> = {}) {
  return Log.parse(JSON.parse(renderSarif(account, { ...FRAME, ...frame }))).runs[0];
}

/** A file with one look-ahead, in line 5. */
export const LEAKY = 'import pandas as pd\n\n\ndef add(df):\n    df["x"] = df["close"].shift(-1)\n    return df\n';

/** The account of that file, under a path that an address has to spell out, and its one hit. */
export async function leakyAccount(): Promise<{ readonly account: EvidenceAccount; readonly hit: NamedHit }> {
  const account = await accountOf(addedFile('src/features/a b#1.py', LEAKY));
  const [hit] = account.hits;
  if (hit === undefined) throw new Error('the example has no hit');
  return { account, hit };
}
