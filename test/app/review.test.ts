import { describe, expect, it } from 'vitest';
import { confirming, opinion } from '../sessions/script.ts';
import { claim, SIZING } from '../sessions/small-change.ts';
import { openAppStage } from './stage/app-stage.ts';
import { verdictOf } from './stage/verdict-of.ts';

describe('a pull request is opened', () => {
  it('gets one comment and one concluded check', async () => {
    await using stage = await openAppStage();
    await stage.start();

    const pull = stage.github.openPull(stage.repository, {
      title: 'feat(risk): size positions',
      author: 'wim',
      head: 'sizing',
      changes: { 'src/risk/sizing.py': SIZING },
    });
    const { comments, checks } = await verdictOf(stage, pull);

    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toContain('Conclave: ACCEPTED');
    expect(checks).toMatchObject([{ name: 'conclave/verdict', status: 'completed', conclusion: 'success' }]);
    expect(stage.violations()).toEqual([]);
  });

  it('is rejected when a blocker is confirmed', async () => {
    const findings = [claim()];
    await using stage = await openAppStage({
      mistral: { opinion: opinion({ findings }), examination: confirming },
      gemini: { examination: confirming },
    });
    await stage.start();

    const pull = stage.github.openPull(stage.repository, {
      title: 'feat(risk): size positions',
      author: 'wim',
      head: 'sizing',
      changes: { 'src/risk/sizing.py': SIZING },
    });
    const { comments, checks } = await verdictOf(stage, pull);

    expect(comments[0]?.body).toContain('REJECTED · EXECUTION_RISK');
    expect(checks).toMatchObject([{ conclusion: 'failure' }]);
  });
});
