import { describe, expect, it } from 'vitest';
import { findSentences } from '../../src/knowledge/sentence.ts';

describe('sentences', () => {
  it.each([
    ['two sentences', 'It starts. It ends.', ['It starts.', 'It ends.']],
    ['questions and calls', 'Does it? Yes! It does.', ['Does it?', 'Yes!', 'It does.']],
    ['French marks with a blank before them', 'Est-ce vert ? Oui ! Bien.', ['Est-ce vert ?', 'Oui !', 'Bien.']],
    ['a quote that ends one', 'He said "stop." Then he left.', ['He said "stop."', 'Then he left.']],
    ['French quotes', 'Il dit « non. » Puis il part.', ['Il dit « non. »', 'Puis il part.']],
    ['bold words', '**It starts.** It ends.', ['**It starts.**', 'It ends.']],
    ['wrapped lines', 'It starts.\nIt\nends.', ['It starts.', 'It\nends.']],
  ])('are told apart: %s', (_, text, sentences) => {
    expect(split(text)).toEqual(sentences);
  });

  it.each([
    'A tool, e.g. Grafana, is open.',
    'See cf. ADR-26 and vs. ADR-27.',
    'Voir p. ex. Airflow, etc. Puis rien',
    'It was Mr. Smith and J. P. Morgan',
    'Le seuil de 2.5 points de M. Dupont',
    'Version 1.2.3 is out',
    'He waits… and waits… then goes',
    'no. 5 and No. 6',
    'Steps : 1. Open it 2. Close it',
    'a file named run.sh and .env here',
    'The U.S. Treasury',
  ])('are not cut within "%s"', (text) => {
    expect(split(text)).toEqual([text]);
  });
});

function split(text: string): readonly string[] {
  const starts = [0, ...findSentences(text)];
  return starts.map((start, index) => text.slice(start, starts[index + 1]).trim());
}
