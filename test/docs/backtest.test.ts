import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVENT_FIELDS } from '../../src/backtest/artefacts/events-log.ts';
import { Bundle } from '../../src/backtest/bundle/bundle.ts';
import { CHECK_IDS } from '../../src/backtest/checks/check.ts';
import { STABLE_ARTEFACTS } from '../../src/backtest/determinism/determinism-proof.ts';
import { rowsBelow } from './markdown-table.ts';

const read = (name: string): string => readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8');
const firstCells = (page: string, heading: readonly string[]): readonly string[] =>
  rowsBelow(page, heading).map(([cell = '']) => cell);

describe('the page of artefacts', () => {
  const page = read('backtest-artefacts.md');

  it('tells first of the files that a second run is compared by, and then of all others that a run leaves', () => {
    expect(firstCells(page, ['file', 'what it is', 'same bytes'])).toEqual([
      ...STABLE_ARTEFACTS,
      'run_config.json',
      'data_manifest.json',
      'summary.md',
      'report.html',
      'test_report.json',
    ]);
  });

  it('names every event with its fields in the order in which they are written', () => {
    const told = rowsBelow(page, ['event', 'fields']).flatMap(([events = '', fields = '']) =>
      events.split(', ').map((event) => [event.replaceAll('`', ''), fields.split(', ')] as const),
    );

    expect(Object.fromEntries(told)).toEqual(EVENT_FIELDS);
  });
});

describe('the page of backtests', () => {
  const page = read('backtest.md');

  it('says of each check when it passes, when it fails and when it is not proven', () => {
    expect(firstCells(page, ['check', 'passes when', 'fails when', 'is not proven when'])).toEqual(CHECK_IDS);
  });

  it('explains everything that may become of a strategy of a pull request', () => {
    const { options } = Bundle.shape.strategies.element.shape.answer;

    expect(firstCells(page, ['what becomes of it', 'when'])).toEqual(options);
  });
});
