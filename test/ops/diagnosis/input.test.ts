import { describe, expect, it } from 'vitest';
import { readDiagnosisInput } from '../../../src/ops/diagnosis/input.ts';
import { HEALTHY } from './some-run.ts';

describe('the input of a diagnosis', () => {
  it('names a wrong key, where it stands and the nearest one', () => {
    const read = () => readDiagnosisInput({ ...HEALTHY, platform: { pvc_pcts: 40 } }, 'run.json');

    expect(read).toThrow(
      expect.objectContaining({
        message: 'unknown key "pvc_pcts" under platform',
        facts: expect.objectContaining({ where: 'run.json', advice: 'did you mean "pvc_pct"?' }),
      }),
    );
  });

  it.each([
    [[1, 2], 'the file is a list'],
    ['text', 'the file is "text"'],
    [{ platform: 'assessed' }, 'platform is "assessed"'],
    [{ crypto: 7 }, 'crypto is 7'],
  ])('refuses %j', (value, message) => {
    expect(() => readDiagnosisInput(value, 'run.json')).toThrow(message);
  });

  it.each([
    ['sortino', 1.797_693_134_862_315_7e308, 'not-a-number'],
    ['sortino', '0.9', 'not-a-number'],
    ['sortino', null, 'absent'],
    ['same_period', 'yes', 'wrong-shape'],
  ])('takes %s of %j for unknown', (key, value, why) => {
    const facts = readDiagnosisInput({ ...HEALTHY, [key]: value }, 'run.json');

    expect(key === 'sortino' ? facts.sortino : facts.samePeriod).toMatchObject({ known: false, why });
  });

  it('takes scores that are no list for unknown ones', () => {
    const { trialScores } = readDiagnosisInput({ trial_scores: 0.4 }, 'run.json');

    expect(trialScores).toEqual([{ known: false, why: 'wrong-shape', words: 'trial_scores is 0.4, which is no list' }]);
  });

  it('takes what the manual writes beside the figures', () => {
    expect(readDiagnosisInput({ buy_rate: 0.3, crypto: 'BTCUSDC' }, 'run.json').crypto).toBe('BTCUSDC');
  });
});
