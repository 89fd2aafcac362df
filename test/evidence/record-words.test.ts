import { expect, it } from 'vitest';
import { recordWords } from '../../src/evidence/record-words.ts';

it.each([
  ['30. Features ask nobody', 'adr:30 Features ask nobody'],
  ['ADR-30: Features ask nobody', 'adr:30 Features ask nobody'],
  ['ADR 30 — Features ask nobody', 'adr:30 Features ask nobody'],
  ['Features ask nobody', 'adr:30 Features ask nobody'],
  ['2026 is another year', 'adr:30 2026 is another year'],
])('a record with the title "%s" is named %s', (title, expected) => {
  expect(recordWords({ id: 'adr:30', title })).toBe(expected);
});
