import { describe, expect, it } from 'vitest';
import { actionTerms } from '../../src/knowledge/terms/actions.ts';
import { deliveryTerms } from '../../src/knowledge/terms/delivery.ts';
import { everydayTerms } from '../../src/knowledge/terms/everyday.ts';
import { governanceTerms } from '../../src/knowledge/terms/governance.ts';
import { modelTerms } from '../../src/knowledge/terms/models.ts';
import { operationTerms } from '../../src/knowledge/terms/operations.ts';
import { tradingTerms } from '../../src/knowledge/terms/trading.ts';
import { verbTerms } from '../../src/knowledge/terms/verbs.ts';
import { readTerms } from '../../src/knowledge/words.ts';

const lists = {
  actionTerms,
  deliveryTerms,
  everydayTerms,
  governanceTerms,
  modelTerms,
  operationTerms,
  tradingTerms,
  verbTerms,
};

describe('the lists of terms', () => {
  it.each(Object.entries(lists))('have English and French words in each line: %s', (_, list) => {
    for (const line of list.trim().split('\n')) {
      expect(line).toMatch(/^[^|,]+(?:, [^|,]+)* \| [^|,]+(?:, [^|,]+)*$/);
    }
  });

  it('name no concept twice', () => {
    const lines = Object.values(lists).flatMap((list) => list.trim().split('\n'));

    expect(lines.filter((line, index) => lines.indexOf(line) !== index)).toEqual([]);
  });
});

describe('the terms of a text', () => {
  it('are the same for a concept in both languages', () => {
    const english = new Set(readTerms('a pull request is approved'));
    const french = new Set(readTerms('demande de fusion : approbation'));

    const shared = [...english.intersection(french)].filter((term) => term.startsWith('='));
    expect(shared.length).toBeGreaterThanOrEqual(2);
  });

  it.each([
    ['chosen', 'choose'],
    ['kept', 'keep'],
    ['reçoit', 'recevoir'],
    ['écrivent', 'écrire'],
  ])('hold the base of an irregular verb: %s is a form of %s', (form, base) => {
    const common = new Set(readTerms(form)).intersection(new Set(readTerms(base)));

    expect([...common].some((term) => !term.startsWith('='))).toBe(true);
    expect([...common].some((term) => term.startsWith('='))).toBe(true);
  });

  it('hold no word that says nothing', () => {
    expect(readTerms('what is the and of, le de et que')).toEqual([]);
  });

  it('hold a name as a whole and in its parts', () => {
    expect(readTerms('ADR-26')).toEqual(expect.arrayContaining(['adr26', 'adr', '26']));
    expect(readTerms('OOMKilled')).toEqual(expect.arrayContaining(['oomkilled', 'oom', 'kill']));
    expect(readTerms('kill_switch')).toEqual(expect.arrayContaining(['killswitch', 'kill', 'switch']));
  });
});
