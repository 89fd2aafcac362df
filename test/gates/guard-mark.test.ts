import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarks, renderHiddenMark, renderShownMark } from '../../src/gates/guard-mark.ts';
import type { Bypass, GateWaiver, GuardReport } from '../../src/gates/report.ts';
import { codeBlock } from '../../src/kernel/markdown/code-block.ts';
import { inlineCode } from '../../src/kernel/markdown/inline-code.ts';
import { plainText } from '../../src/kernel/markdown/plain-text.ts';

const bypass = fc.constantFrom<Bypass | null>(
  null,
  { kind: 'bot', login: 'dependabot[bot]' },
  { kind: 'kill-switch', since: null },
  { kind: 'kill-switch', since: '2026-05-01T08:00:00Z' },
);

const waiver = fc.record({
  how: fc.constantFrom('label' as const, 'command' as const),
  cause: fc.string({ minLength: 1 }),
  gates: fc.constant(['G3'] as const),
  by: fc.string({ minLength: 1 }),
  reason: fc.string(),
  head: fc.constant('a'),
  at: fc.constant('2026-05-01T08:00:00Z'),
  failures: fc.constant([]),
});

function reportOf(given: { bypass: Bypass | null; waivers: readonly GateWaiver[] }): GuardReport {
  const gates = [
    { id: 'G3', answer: 'waived', reasons: [] },
    { id: 'G5', answer: 'waived', reasons: [] },
  ] as const;
  return { gates, conclusion: 'neutral', notes: [], ...given };
}

describe('the mark of a check', () => {
  it.each([
    ['hidden', renderHiddenMark],
    ['shown', renderShownMark],
  ])('is read as it was written, whatever ids and logins hold: %s', (_, render) => {
    fc.assert(
      fc.property(bypass, fc.array(waiver, { minLength: 1, maxLength: 3 }), (by, waivers) => {
        const [mark, ...more] = readMarks(`Before.\n${render(reportOf({ bypass: by, waivers }))}\nAfter.`);

        expect(more).toEqual([]);
        expect(mark?.bypass).toBe(by?.kind ?? 'none');
        expect(mark?.since).toBe(by?.kind === 'kill-switch' ? by.since : null);
        expect(mark?.waived).toEqual([
          ...waivers.map(({ how, cause, by: login }) => ({ gate: 'G3', how, cause, by: login })),
          { gate: 'G5', how: 'inline', cause: null, by: null },
        ]);
      }),
    );
  });

  it('is one hidden comment, which nothing in it can end', () => {
    const waivers = [{ ...fc.sample(waiver, 1)[0], by: '--> <b>' }] as readonly GateWaiver[];

    const hidden = renderHiddenMark(reportOf({ bypass: null, waivers }));

    expect(hidden.indexOf('-->')).toBe(hidden.length - 3);
    expect(hidden.slice(4, -3)).not.toContain('--');
  });

  it('cannot be written by an author whose words are published', () => {
    const forged = renderHiddenMark(reportOf({ bypass: null, waivers: [] }));

    expect(readMarks(forged)).toHaveLength(1);
    const published = [plainText(forged, 500), inlineCode(forged), codeBlock(forged, '')];
    expect(published.flatMap(readMarks)).toEqual([]);
  });
});
