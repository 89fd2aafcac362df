import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareFlow } from '../sessions/flow.ts';
import { openStage } from '../sessions/stage.ts';

const LEAKY = join(import.meta.dirname, '../../docs/examples/momentum/changes/leaky.diff');

describe('prepareReview', () => {
  it('tells the seats which files the rules could not read', async () => {
    await using stage = await openStage({ mistral: {}, gemini: {} }, { diff: readFileSync(LEAKY, 'utf8') });

    const { dossier } = await prepareFlow(stage);

    expect(dossier.notes).toContainEqual(
      expect.stringMatching(/^the evidence rules could not read src\/training\/trainer\.py \(only a diff was given/),
    );
    expect(dossier.coverage.share).toBe(1);
  });
});
