import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderGuardText } from '../../../src/cli/gate/report-text.ts';
import { widthOf } from '../../../src/cli/verdict-text/width.ts';
import { gateResult, guardReport, HOSTILE, MISCONFIGURED, MIXED, SWITCHED_OFF } from './guard-reports.ts';

const REPORTS = {
  mixed: MIXED,
  passed: guardReport(),
  misconfigured: MISCONFIGURED,
  off: SWITCHED_OFF,
  hostile: HOSTILE,
};

describe('the answers in a terminal', () => {
  it.each(
    Object.entries(REPORTS).flatMap(([name, report]) => [40, 80].map((columns) => [name, columns, report] as const)),
  )('of a report that is %s are those on file, within %d columns', async (name, columns, report) => {
    const text = renderGuardText(report, { columns, colours: false });

    expect(text.split('\n').filter((line) => widthOf(line) > columns)).toEqual([]);
    await expect(text).toMatchFileSnapshot(`golden/text-${name}-${columns}.txt`);
  });

  it('say in colour nothing that they do not say without', () => {
    const [plain, coloured] = [false, true].map((colours) => renderGuardText(MIXED, { columns: 80, colours }));

    expect(coloured).not.toBe(plain);
    expect(stripVTControlCharacters(coloured ?? '')).toBe(plain);
  });

  it('stop after twenty reasons of a gate and say how many are left', () => {
    const reasons = Array.from({ length: 500 }, (_, index) => `reason ${index}`);

    const text = renderGuardText(guardReport({ gates: [gateResult('G5', 'fail', ...reasons)] }), {
      columns: 80,
      colours: false,
    });

    expect(text).toContain('reason 19\n');
    expect(text).not.toContain('reason 20\n');
    expect(text).toContain('… 480 more');
  });

  it('hold no command to a terminal or a runner, whatever an author wrote', () => {
    const word = fc.constantFrom(
      '::error::',
      '##[add-mask]',
      '\u001b[31m',
      '\n',
      '\r',
      ' ',
      'a',
      '\u202e',
      '\u0007',
      '#',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), fc.integer({ min: 20, max: 90 }), (words, columns) => {
        const reason = {
          level: 'failure',
          key: 'x',
          text: words.join(''),
          mend: words.join(''),
          path: words.join(''),
        } as const;
        const report = guardReport({ gates: [gateResult('G1', 'fail', reason)], notes: [reason] });

        const text = renderGuardText(report, { columns, colours: false });

        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        expect(text).not.toContain('##[');
        expect(text).not.toMatch(/^\s*::/m);
      }),
    );
  });
});
