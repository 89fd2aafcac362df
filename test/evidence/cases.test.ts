import { describe, expect, it } from 'vitest';
import { scanChange } from '../../src/evidence/scan.ts';
import { changeIn, evidenceCases, spellPlace, surroundingsOf } from '../evaluation/evidence-cases.ts';
import { shippedRules } from './shipped-rules.ts';

const rules = shippedRules().map(({ rule }) => rule);

describe('the shared evidence cases', () => {
  it.each(evidenceCases())('finds exactly what $id expects', (one) => {
    const { hits } = scanChange(changeIn(one), rules, surroundingsOf(one));

    expect(hits.map(spellPlace).toSorted()).toEqual(one.expect.map(spellPlace).toSorted());
  });
});
