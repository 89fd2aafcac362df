import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linesFoundBy } from '../../src/evidence/proof.ts';
import { shippedRules } from './shipped-rules.ts';

const FOLDER = join(import.meta.dirname, 'variants');
const MARK = /# hit$/;

describe('variants of what the rules find, with each hit marked in the file', () => {
  it.each(globSync('*.py', { cwd: FOLDER }).toSorted())('finds the marked lines of %s and no other', (file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    const marked = text.split('\n').flatMap((line, index) => (MARK.test(line) ? [index + 1] : []));

    const found = linesFoundBy(ruleOf(file), text);

    expect(found).toEqual(marked);
  });
});

/** The rule whose file name begins the variant's: `leak-backfill.py` and `leak-backfill-more.py`. */
function ruleOf(file: string) {
  const fits = shippedRules().filter((shipped) => file.startsWith(basename(shipped.file, '.yml')));
  const [first] = fits.toSorted((left, right) => right.file.length - left.file.length);
  if (first === undefined) throw new Error(`no rule belongs to ${file}`);
  return first.rule;
}
