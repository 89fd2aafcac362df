import { describe, expect, it } from 'vitest';
import { bindingInvariants, holdingRecords } from '../../src/adr/standing.ts';
import { recordText, someRecord } from './some-records.ts';

const some = (number: number, status: string, folder = 'docs/adr') =>
  someRecord(recordText({ title: `# ${number}. x`, status }), `${folder}/${number}-x.md`);

describe('the records that hold', () => {
  it.each([
    ['Accepted', true],
    ['Amended by ADR-9', true],
    ['Proposed', false],
    ['Rejected', false],
    ['Deprecated', false],
    ['Superseded by ADR-9', false],
    ['Accepted\n\nSuperseded by ADR-9', false],
    ['approved', false],
  ])('are those with the status %j: %s', (status, isHeld) => {
    expect(holdingRecords([some(1, status)])).toHaveLength(isHeld ? 1 : 0);
  });

  it('are not those that another one supersedes without their word', () => {
    const records = [some(1, 'Accepted'), some(2, 'Accepted\n\nSupersedes ADR-1'), some(1, 'Accepted', 'other')];

    expect(holdingRecords(records)).toEqual(records.slice(1));
  });

  it('are those that only a rejected or proposed one supersedes, or that supersede themselves', () => {
    const records = [
      some(1, 'Accepted'),
      some(2, 'Rejected\n\nSupersedes ADR-1'),
      some(3, 'Proposed\n\nSupersedes ADR-1'),
    ];

    expect(holdingRecords(records)).toEqual(records.slice(0, 1));
    expect(holdingRecords([some(1, 'Accepted\n\nSupersedes ADR-1')])).toHaveLength(1);
  });

  it('bind by their invariants, each with its record', () => {
    const text = (status: string): string =>
      recordText({
        title: '# 1. No network',
        status,
        rest: '\n## Invariants\n\n```yaml\n- { id: I-1, rule: forbid-import, applies_to: [src], modules: [requests] }\n```\n',
      });

    expect(bindingInvariants([someRecord(text('Proposed'), 'docs/adr/1-x.md')])).toEqual([]);
    expect(bindingInvariants([someRecord(text('Accepted'), 'docs/adr/1-x.md')])).toEqual([
      {
        invariant: expect.objectContaining({ id: 'I-1', modules: ['requests'] }),
        record: { number: 1, title: '1. No network', path: 'docs/adr/1-x.md' },
      },
    ]);
  });
});
