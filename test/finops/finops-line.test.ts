import { describe, expect, it } from 'vitest';
import { type FinopsRecord, renderFinopsLine } from '../../src/finops/finops-line.ts';

const spending = {
  calls: 12,
  input_tokens: 41_000,
  cached_input_tokens: 8_000,
  output_tokens: 6_000,
  micro_usd: 142_000,
  from_record: 0,
  possibly_spent_micro_usd: 0,
};

const record: FinopsRecord = {
  event: 'committee_finops',
  at: '2026-11-20T11:00:00.000Z',
  session_id: '20261120-110000-0a1b2c3d',
  session_type: 'pr_review',
  subject: 'momentum · a1b2c3d',
  rehearsal: false,
  status: 'REJECTED',
  duration_ms: 9_000,
  budget_micro_usd: 2_000_000,
  estimate_micro_usd: 900_000,
  models: [{ model: 'google:gemini-2.5-pro', price_date: '2026-11-20', ...spending }],
  totals: spending,
};

describe('the finops line', () => {
  it('is one line of JSON that holds the record and its price in dollars', () => {
    const line = renderFinopsLine({ ...record, subject: 'two\nlines' });

    expect(line.endsWith('}\n')).toBe(true);
    expect(line.slice(0, -1)).not.toContain('\n');
    expect(JSON.parse(line)).toEqual({ ...record, subject: 'two\nlines', usd: '0.142' });
  });

  it('begins with the name of its event', () => {
    expect(renderFinopsLine(record)).toMatch(/^\{"event":"committee_finops","at":"2026-/);
  });

  it.each([
    { what: 'a fraction of a micro-dollar', wrong: { budget_micro_usd: 0.5 }, says: 'budget_micro_usd' },
    { what: 'a price below zero', wrong: { estimate_micro_usd: -1 }, says: 'estimate_micro_usd' },
    { what: 'a time that is none', wrong: { at: 'yesterday' }, says: 'at' },
    { what: 'a field that nobody knows', wrong: { prompt: 'text' }, says: 'prompt' },
  ])('is not written with $what', ({ wrong, says }) => {
    expect(() => renderFinopsLine({ ...record, ...wrong })).toThrow(says);
  });
});
