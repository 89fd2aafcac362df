import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder, run } from '../running.ts';

const CONFIG = `version: 1
ops:
  sources: { figures: { kind: json } }
  universe: { BTCUSDC: btc-core, SOLUSDC: defi }
  signals:
    trial_scores: { source: figures, query: /scores }
    minutes_without_progress: { source: figures, query: /minutes }
    train_samples: { source: figures, query: /samples }
`;
const FIGURES = { scores: [-1000, -1000], minutes: 3, samples: { BTCUSDC: 120_000, SOLUSDC: 4_000 } };

describe('patterns that were incidents, in what conclave ops says', () => {
  let place: ReturnType<typeof makeFolder>;

  beforeEach(() => {
    place = makeFolder();
    writeFileSync(join(place.folder, 'conclave.yml'), CONFIG);
    writeFileSync(join(place.folder, 'figures.json'), JSON.stringify(FIGURES));
  });
  afterEach(() => place[Symbol.dispose]());

  function ops(...words: readonly string[]) {
    const environment = { CONCLAVE_SOURCE_FIGURES_PATH: join(place.folder, 'figures.json') };
    return run(['ops', ...words, '--config', 'conclave.yml'], { folder: place.folder, environment });
  }

  it.each(['state', 'signals'])('stand in the JSON of %s, there or not, with what to do', async (verb) => {
    const { output } = await ops(verb, '--json');

    const { patterns } = JSON.parse(output);
    expect(patterns).toEqual([
      expect.objectContaining({ pattern: 'IDENTICAL_SCORES', crypto: null, signal: 'trial_scores', truth: 'true' }),
      expect.objectContaining({ pattern: 'SENTINEL_SCORES', truth: 'true', found: '2 of 2 trials' }),
      expect.objectContaining({ pattern: 'NO_PROGRESS', signal: 'minutes_without_progress', truth: 'false' }),
      expect.objectContaining({
        ...{ pattern: 'SAMPLES_OUT_OF_RANGE', crypto: 'BTCUSDC', truth: 'true', found: '120000 samples' },
        next: expect.stringContaining('after a change of configuration'),
      }),
      expect.objectContaining({ pattern: 'SAMPLES_OUT_OF_RANGE', crypto: 'SOLUSDC', truth: 'false' }),
    ]);
  });

  it.each([['state'], ['signals'], ['state', '--format', 'markdown']])(
    'stand in the text of %s with the next step of each',
    async (...words) => {
      const { output } = await ops(...words);

      const spoken = output.replaceAll(/\s+/g, ' ').replaceAll('`', '');
      expect(spoken).toContain('Patterns that were incidents');
      expect(spoken).toContain('Read the log of one trial for the error that all of them share');
      expect(spoken).toContain('Stop the run: after a change of configuration pods keep the old one');
      expect(spoken).toMatch(/SAMPLES_OUT_OF_RANGE (of|\|) BTCUSDC/);
    },
  );
});
