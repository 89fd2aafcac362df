import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { RowThen, RowWhen } from '../../src/config/routing-config.ts';
import { Association, RoutedDepth, RoutedSession } from '../../src/config/routing-words.ts';
import { assembleMatrix } from '../../src/routing/matrix.ts';
import { checkMatrix } from '../../src/routing/matrix-check.ts';
import { parsePullRecording } from '../../src/routing/pull-recording.ts';
import { BUILT_IN, KNOWN } from '../routing/stage.ts';
import { rowsBelow } from './markdown-table.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/routing.md'), 'utf8');

/** Conditions as the table shows them: `risk: [model]`. */
function show(parts: object): string {
  return Object.entries(parts)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? `[${value.join(', ')}]` : String(value)}`)
    .join(', ');
}

/** The fenced blocks of a language. */
function blocks(language: string): readonly string[] {
  return [...page.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) => text);
}

/** The names of the first column, of which a cell may hold several. */
function names(head: readonly string[]): readonly string[] {
  return rowsBelow(page, head).flatMap(([first = '']) => first.split(', '));
}

describe('the page of routing', () => {
  it('shows every built-in row as the program has it, and no other', () => {
    const rows = BUILT_IN.map(({ id, when, wants }) => [id, show(when), show(wants)]);

    expect(rowsBelow(page, ['row', 'when', 'then'])).toEqual(rows);
  });

  it('tells every condition and everything that follows, and no other', () => {
    expect(names(['condition', 'holds when'])).toEqual(Object.keys(RowWhen.shape));
    expect(names(['what follows', 'means'])).toEqual(Object.keys(RowThen.shape));
  });

  it('names every word that may stand in a row', () => {
    const words = [...Association.options, ...RoutedDepth.options, ...RoutedSession.options];

    expect(words.filter((word) => !page.includes(`\`${word}\``))).toEqual([]);
  });

  it('shows configurations that are read without a warning', () => {
    const examples = blocks('yaml').map((text) => assembleMatrix(parseConfig(text), BUILT_IN));

    expect(examples.map((matrix) => checkMatrix(matrix, KNOWN))).toEqual([[], []]);
    expect(examples[1]?.rows.length).toBe(BUILT_IN.length + 3);
  });

  it('shows a recording that can be replayed', () => {
    const [text = ''] = blocks('json');

    expect(parsePullRecording(text, 'page.json')).toMatchObject({ number: 41 });
  });
});
