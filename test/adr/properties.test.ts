import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ringsIn } from '../../src/adr/lint/rings.ts';
import { lintRecords } from '../../src/adr/lint.ts';
import { readRecord } from '../../src/adr/reading.ts';
import { recordText } from './some-records.ts';

const pieces = [
  ...'# ## \n --- ``` ~~~ yaml - * > | [ ] ( ) <!-- --> < > : " { } & * ! é \r\n \ufeff ADR-1 Status Date Supersedes'.split(
    ' ',
  ),
  '\n',
  '\n\n## Invariants\n\n',
  '```yaml\n- id: a\n```\n',
];

describe('any text', () => {
  it('is read without an error, and every finding stands on one of its lines', () => {
    const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string())).map((parts) => parts.join(''));

    fc.assert(
      fc.property(text, fc.boolean(), (words, isWithin) => {
        const whole = isWithin ? recordText({ decision: words }) : words;

        const findings = lintRecords({ files: [readRecord('1-x.md', whole)], paths: [], citations: [] });

        const lines = whole.split(/\r\n|[\r\n]/).length;
        expect(findings.filter(({ line }) => line < 1 || line > lines)).toEqual([]);
      }),
    );
  });
});

describe('rings', () => {
  it('hold exactly the nodes from which one comes back', () => {
    const node = fc.nat(7);
    const nodes = [0, 1, 2, 3, 4, 5, 6, 7];

    fc.assert(
      fc.property(fc.array(fc.tuple(node, node)), (arrows) => {
        const rings = ringsIn(nodes, arrows);

        for (const each of nodes) {
          const together = nodes.filter((other) => leads(each, other, arrows) && leads(other, each, arrows));
          expect(rings.get(each) ?? []).toEqual(together);
        }
      }),
    );
  });

  it('are found in a long one without running out of stack', () => {
    const nodes = Array.from({ length: 20_000 }, (_, index) => index);

    const rings = ringsIn(
      nodes,
      nodes.map((each) => [each, (each + 1) % nodes.length]),
    );

    expect(rings.get(7)).toHaveLength(nodes.length);
  });
});

/** Whether one comes from a node to another over at least one arrow. */
function leads(from: number, to: number, arrows: readonly (readonly [number, number])[]): boolean {
  const seen = new Set<number>();
  const open = [from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const [start, end] of arrows) {
      if (start !== node || seen.has(end)) continue;
      seen.add(end);
      open.push(end);
    }
  }
  return seen.has(to);
}
