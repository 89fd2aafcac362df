import { fold } from '../../kernel/markdown/fold.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { table } from '../../kernel/markdown/table.ts';
import { tableCell } from '../../kernel/markdown/table-cell.ts';
import type { Diagnosis, DiagnosisEvidence } from '../diagnosis/diagnosis.ts';

const LONGEST_WORDS = 400;

/** Draws a diagnosis as the answer to a comment: the code, the next step, the three axes, what cannot be excluded. */
export function renderDiagnosisAnswer(diagnosis: Diagnosis, next: string): string {
  const { principal, severity, secondary, cannotExclude, causes, invalid, notes } = diagnosis;
  return [
    `**${inlineCode(principal)}, ${severity}**${tellSubject(diagnosis)}. Next: ${plainText(next, LONGEST_WORDS)}`,
    `Three axes: infrastructure ${inlineCode(diagnosis.infra)}, model ${inlineCode(diagnosis.ml)}, execution ${inlineCode(diagnosis.execution)}. ${tellDelta(diagnosis)} ${tellStrategy(diagnosis)}`,
    tellList('Also true', secondary),
    tellList('Hypotheses, none of them proven', causes),
    tellList('Cannot be excluded, since something is unknown', cannotExclude),
    tellList('Figures that were refused', invalid),
    ...(notes.length === 0 ? [] : [notes.map((note) => `- ${plainText(note, LONGEST_WORDS)}`).join('\n')]),
    fold(`Evidence of ${diagnosis.evidence.length} comparisons`, renderEvidence(diagnosis.evidence)),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

function tellSubject({ run, crypto: symbol }: Diagnosis): string {
  const of = run === null ? '' : ` of run ${inlineCode(run.slice(0, 128))}`;
  return symbol === null ? of : `${of} for ${inlineCode(symbol.slice(0, 32))}`;
}

function tellDelta({ deltaPts, deltaRelPct }: Diagnosis): string {
  if (deltaPts === null) return 'How far F1 is above the baseline is unknown.';
  const relative = deltaRelPct === null ? 'relative unknown' : `${signed(deltaRelPct)} % relative`;
  return `F1 is ${signed(deltaPts)} pts above the baseline (${relative}).`;
}

function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${value}`;
}

function tellStrategy({ strategyOk }: Diagnosis): string {
  return strategyOk ? 'The strategy holds.' : 'The strategy may not be called good.';
}

function tellList(name: string, codes: readonly string[]): string {
  return codes.length === 0 ? '' : `${name}: ${codes.map((code) => inlineCode(code.slice(0, 80))).join(', ')}.`;
}

const TRUTH: Readonly<Record<DiagnosisEvidence['truth'], string>> = {
  true: '**yes**',
  false: 'no',
  unknown: 'unknown',
  'not-applicable': 'not asked',
};

function renderEvidence(evidence: readonly DiagnosisEvidence[]): string {
  const rows = evidence.map(({ code, truth, found, limit, origin }) => [
    inlineCode(code),
    TRUTH[truth],
    tableCell(found, 160),
    tableCell(limit, 100),
    tableCell(origin, 60),
  ]);
  return table(['code', '', 'found', 'true at', 'origin'], rows);
}
