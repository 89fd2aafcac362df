import { describe, expect, it } from 'vitest';
import type { GateResult } from '../../src/gates/gate.ts';
import { type LabelCase, weighLabel, weighLabelAlone } from '../../src/gates/label-waiver.ts';
import type { GateWaiver } from '../../src/gates/report.ts';
import { failuresOf, waiveGates } from '../../src/gates/waive-gates.ts';
import { readWaiverSection } from '../../src/gates/waiver-section.ts';
import { someConfig } from './some-pull.ts';

const config = someConfig();
const REASON = 'the plan dossier is written after the outage';

describe('the waiver section', () => {
  it.each([
    { body: `## Guardrails waiver\nG3: ${REASON}`, gates: ['G3'], reason: REASON },
    { body: `#### GUARDRAILS  WAIVER\ng3 and G5, ${REASON}`, gates: ['G3', 'G5'], reason: REASON },
    { body: `Guardrails waiver\n---\n\`G3\` ${REASON}`, gates: ['G3'], reason: REASON },
    { body: `## **Guardrails waiver**:\n- G3: ${REASON}`, gates: ['G3'], reason: REASON },
    { body: `## Guardrails waiver\n### G3\n${REASON}\n## Other\nG1 no`, gates: ['G3'], reason: REASON },
    { body: `## Guardrails waiver\nG1-G5: ${REASON}`, gates: ['G1', 'G5'], reason: REASON },
    { body: `## Guardrails waiver\n- [ ] G1\n- [x] G3: ${REASON}`, gates: ['G3'], reason: REASON },
    { body: `## Guardrails waiver\n> G1 to G5 may be named\n\nG3: ${REASON}`, gates: ['G3'], reason: REASON },
    { body: `## Guardrails waiver\n<!-- G1: reason -->\nG3: ${REASON}`, gates: ['G3'], reason: REASON },
    { body: `## Guardrails waiver\n\`\`\`\nG1\n\`\`\`\nG3: ${REASON}`, gates: ['G3'], reason: REASON },
    { body: '## Guardrails waiver\n', gates: [], reason: '' },
    { body: '## Guardrails waiver\nG33 xG3 G6', gates: [], reason: 'G33 xG3 G6' },
  ])('reads $body', ({ body, gates, reason }) => {
    expect(readWaiverSection(body, config.waiver)).toEqual({ gates, reason });
  });

  it.each([
    'G3: Guardrails waiver',
    '<!--\n## Guardrails waiver\nG3\n-->',
    '> ## Guardrails waiver\n> G3',
    '```\n## Guardrails waiver\n```',
    '## Guardrails waivers\nG3',
  ])('is none in %j', (body) => {
    expect(readWaiverSection(body, config.waiver)).toBeNull();
  });

  it('is headed as the configuration says', () => {
    expect(readWaiverSection('# Dérogation\nG3: x', { section: 'dérogation' })).toMatchObject({ gates: ['G3'] });
  });
});

const BODY = `## Guardrails waiver\nG3: ${REASON}`;
const failure = { gate: 'G3', marks: ['dossier'] } as const;

function labelCase(given: Partial<LabelCase> = {}, then: { readonly body?: string } | string = {}): LabelCase {
  const moment = typeof then === 'string' ? { unknown: then } : { title: 'x', body: BODY, head: 'a1b2c3d', ...then };
  return {
    labelling: { id: '7', by: 'release-manager', at: '2026-05-12T10:00:00Z', moment },
    body: BODY,
    denial: null,
    failures: [failure],
    present: [failure],
    ...given,
  };
}

describe('the waiver label', () => {
  it('waives the gates of its section at its head', () => {
    const { waiver, notes } = weighLabel(labelCase(), config);

    expect(notes).toEqual([]);
    expect(waiver).toEqual({
      how: 'label',
      cause: '7',
      gates: ['G3'],
      by: 'release-manager',
      reason: REASON,
      head: 'a1b2c3d',
      at: '2026-05-12T10:00:00Z',
      failures: [failure],
    });
  });

  it.each([
    { says: 'no section', given: labelCase({ body: '' }, { body: '' }), why: 'has no section' },
    {
      says: 'no gate',
      given: labelCase({ body: '## Guardrails waiver\nyes' }, { body: '## Guardrails waiver\nyes' }),
      why: 'names no gate',
    },
    {
      says: 'a short reason',
      given: labelCase(
        { body: '## Guardrails waiver\nG3 1234567890123456789' },
        { body: '## Guardrails waiver\nG3 1234567890123456789' },
      ),
      why: 'has 19 of at least 20',
    },
    { says: 'the own label', given: labelCase({ denial: 'own' }), why: 'own pull request' },
    { says: 'no right', given: labelCase({ denial: 'no-right' }), why: 'neither maintain nor admin' },
    { says: 'no history', given: labelCase({}, 'the history was cut'), why: 'the history was cut' },
    { says: 'unknown failures', given: labelCase({ failures: null }), why: 'cannot be told' },
    { says: 'a section of later', given: labelCase({}, { body: '' }), why: 'written after the label' },
    { says: 'another reason now', given: labelCase({ body: `${BODY} indeed` }), why: 'reads otherwise' },
    { says: 'another gate now', given: labelCase({ body: BODY.replace('G3', 'G3, G4') }), why: 'reads otherwise' },
    { says: 'no section now', given: labelCase({ body: '' }), why: 'reads otherwise' },
    {
      says: 'a new failure',
      given: labelCase({ present: [{ gate: 'G3', marks: ['dossier', 'x in a.py'] }] }),
      why: 'x in a.py',
    },
    { says: 'a failure where none was', given: labelCase({ failures: [] }), why: 'was not there' },
  ])('changes nothing with $says, and says so', ({ given, why }) => {
    const { waiver, notes } = weighLabel(given, config);

    expect(waiver).toBeNull();
    expect(notes).toMatchObject([{ text: expect.stringContaining(why), mend: expect.any(String) }]);
  });

  it.each([
    { says: 'a new failure of another gate', given: labelCase({ present: [failure, { gate: 'G5', marks: ['x'] }] }) },
    { says: 'one failure fewer', given: labelCase({ present: [] }) },
    { says: 'CRLF and blanks', given: labelCase({ body: `${BODY.replaceAll('\n', ' \r\n')}\r\n` }) },
    { says: 'text around the section', given: labelCase({ body: `Hello\n\n${BODY}\n\n## Other\nNew.` }) },
  ])('holds with $says', ({ given }) => {
    expect(weighLabel(given, config).waiver).not.toBeNull();
  });

  it('is missed where its section stands alone, but not in a template', () => {
    expect(weighLabelAlone(BODY, config).notes).toMatchObject([{ key: 'waiver label missing', level: 'notice' }]);
    expect(weighLabelAlone('## Guardrails waiver\n<!-- none -->', config)).toEqual({ waiver: null, notes: [] });
  });
});

const failing: GateResult = {
  id: 'G5',
  answer: 'fail',
  reasons: [
    { level: 'failure', key: 'literal eta', text: 'x', path: 'b.py', line: 9 },
    { level: 'failure', key: 'literal eta', text: 'x', path: 'a.py', line: 2 },
    { level: 'failure', key: 'literal eta', text: 'x', path: 'a.py', line: 7 },
    { level: 'notice', key: 'allowed', text: 'x' },
  ],
};
const passing: GateResult = { id: 'G1', answer: 'pass', reasons: [{ level: 'notice', key: 'format', text: 'x' }] };
const command: GateWaiver = {
  how: 'command',
  cause: '12',
  gates: ['G5', 'G1'],
  by: 'release-manager',
  reason: 'legacy baseline, removed in #815',
  head: 'a1b2c3d4e5f6',
  at: '2026-05-12T10:00:00Z',
  failures: failuresOf([failing]),
};

describe('a waived gate', () => {
  it('is known by what is the same about its failures over pushes', () => {
    expect(failuresOf([passing, failing])).toEqual([
      { gate: 'G5', marks: ['literal eta in a.py', 'literal eta in b.py'] },
    ]);
  });

  it('says who, where and why, and keeps what failed as warnings', () => {
    const { judged, waivers } = waiveGates([passing, failing], [command], command.head);

    expect(judged[0]).toBe(passing);
    expect(judged[1]).toMatchObject({ answer: 'waived' });
    expect(judged[1]?.reasons[0]?.text).toBe(
      'waived by @release-manager at a1b2c3d: "legacy baseline, removed in #815"',
    );
    expect(judged[1]?.reasons.map(({ level }) => level)).toEqual(['notice', 'warning', 'warning', 'warning', 'notice']);
    expect(waivers).toEqual([command]);
  });

  it('is carried over a push by a command as long as it fails for the same reasons in the same files', () => {
    const moved = { ...failing, reasons: failing.reasons.map((reason) => ({ ...reason, line: 40 })) };
    const fewer = { ...failing, reasons: failing.reasons.slice(1) };

    expect(waiveGates([moved], [command], 'other').judged[0]?.answer).toBe('waived');
    expect(waiveGates([fewer], [command], 'other')).toMatchObject({
      judged: [{ answer: 'fail' }],
      waivers: [],
      notes: [{ key: 'waiver lapsed G5' }],
    });
  });

  it('is waived by the first waiver that counts', () => {
    const old: GateWaiver = { ...command, head: 'old', failures: [], cause: '11' };

    expect(waiveGates([failing], [old, command], command.head)).toMatchObject({ waivers: [command], notes: [] });
  });

  it('is none that nobody named', () => {
    expect(waiveGates([failing], [{ ...command, gates: ['G1'] }], command.head).judged).toEqual([failing]);
  });
});
