import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openJsonFile } from '../../../src/adapters/signal-files/json-file.ts';
import type { SignalQuestion } from '../../../src/ports/signal-source.ts';

const at = new Date('2026-03-10T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'conclave-signals-'));
afterAll(() => rmSync(folder, { recursive: true }));

type More = Partial<SignalQuestion>;

function questionOf(form: SignalQuestion['form'], query: string, more: More): SignalQuestion {
  const rest = { freshness: null, maxAgeSeconds: 3_600, by: 'crypto', run: 'run', windowSeconds: 7 * 86_400 };
  return { name: 'pvc_pct', form, query, ...rest, ...more };
}

const JSON_TEXT = JSON.stringify({
  as_of: '2026-03-10T11:30:00Z',
  old: 1_773_000_000,
  infra: { 'pvc/pct': 91, pods: [], cpu: 'NaN', odd: { a: [] } },
  passed: [2, null, 'NaN'],
  ages: { BTCUSDC: 2, SOLUSDC: 3 },
  sortino: { BTCUSDC: [0.9, -0.1] },
});

function askJson(form: SignalQuestion['form'], query: string, more: More = {}, text: string = JSON_TEXT) {
  const path = join(folder, 'signals.json');
  writeFileSync(path, text);
  return openJsonFile({ name: 'export', path }).ask(questionOf(form, query, more), at);
}

describe('a JSON file', () => {
  it.each([
    ['a number', 'number', '/infra/pvc~1pct', { value: 91 }],
    ['no number', 'number', '/infra/cpu', { value: 'NaN' }],
    ['names', 'names', '/infra/pods', { names: [] }],
    ['a figure in a list', 'number', '/passed/0', { value: 2 }],
    ['a list', 'recent', '/passed', { values: [2, { why: 'wrong-shape' }, 'NaN'] }],
    [
      'cryptos',
      'by-crypto',
      '/ages',
      {
        of: new Map([
          ['BTCUSDC', 2],
          ['SOLUSDC', 3],
        ]),
      },
    ],
    ['lists of cryptos', 'recent-by-crypto', '/sortino', { of: new Map([['BTCUSDC', [0.9, -0.1]]]) }],
  ] as const)('gives %s', async (_, form, query, expected) => {
    const { answer } = await askJson(form, query, { freshness: '/as_of' });

    expect(answer).toMatchObject({ form, ...expected, sampledAt: '2026-03-10T11:30:00.000Z' });
  });

  it.each([
    ['a pointer that leads nowhere', 'number', '/infra/oom', {}, 'empty', 'pvc_pct is not there'],
    ['a pointer into what every object has', 'number', '/infra/constructor', {}, 'empty', 'pvc_pct is not there'],
    [
      'a path that is no pointer',
      'number',
      'infra.pvc',
      {},
      'refused',
      '"infra.pvc" is no JSON pointer, such as /infra/pvc_pct',
    ],
    [
      'an object where a number is due',
      'number',
      '/infra',
      {},
      'wrong-shape',
      'pvc_pct is an object where a number is due',
    ],
    [
      'a number where names are due',
      'names',
      '/old',
      {},
      'wrong-shape',
      'pvc_pct is the number 1773000000 where a list of names is due',
    ],
    [
      'a list of no lists',
      'recent-by-crypto',
      '/ages',
      {},
      'wrong-shape',
      'pvc_pct is an object where an object with a list of figures for each crypto is due',
    ],
    [
      'an old file',
      'number',
      '/passed/0',
      { freshness: '/old' },
      'stale',
      'pvc_pct was last seen 1 d 16 h before, more than 1 h',
    ],
    [
      'a moment that is none',
      'number',
      '/passed/0',
      { freshness: '/infra' },
      'not-a-number',
      'nobody knows of which moment pvc_pct is',
    ],
    [
      'a moment that is not there',
      'number',
      '/passed/0',
      { freshness: '/when' },
      'empty',
      'nobody knows how old pvc_pct is: there is nothing at /when',
    ],
  ] as const)('is unknown for %s', async (_, form, query, more, why, words) => {
    const { answer } = await askJson(form, query, more);

    expect(answer).toEqual({ known: false, why, words });
  });

  it('is unknown where it is no JSON, too large or not there, and never tells its path', async () => {
    const broken = await askJson('number', '/a', {}, '{"a": NaN}');
    const path = join(folder, 'signals.json');
    const large = await openJsonFile({ name: 'export', path, mostBytes: 3 }).ask(questionOf('number', '/a', {}), at);
    const gone = await openJsonFile({ name: 'export', path: `${path}.gone` }).ask(questionOf('number', '/a', {}), at);
    const isFolder = await openJsonFile({ name: 'export', path: folder }).ask(questionOf('number', '/a', {}), at);

    expect([broken.answer, large.answer, gone.answer, isFolder.answer]).toEqual([
      { known: false, why: 'refused', words: 'the file of export is no JSON' },
      { known: false, why: 'refused', words: 'export is larger than 3 bytes' },
      { known: false, why: 'unreachable', words: 'the file of export is not there' },
      { known: false, why: 'unreachable', words: 'the file of export cannot be read: a folder stands in the way' },
    ]);
  });
});
