import type { Check } from '../../checks/check.ts';
import type { Proofs } from '../test-report.ts';
import { formatCount } from './amount.ts';

/** Something that was looked at: whether it holds, and what was seen. Plain text. */
export interface FindingLine {
  readonly answer: Check['answer'] | 'not_applicable';
  readonly label: string;
  readonly text: string;
}

/** The sign of an answer; a colour may repeat it. */
export const MARKS: Readonly<Record<FindingLine['answer'], string>> = {
  pass: '✓',
  fail: '✗',
  not_proven: '–',
  not_applicable: '–',
};

/** The words of an answer. */
export const ANSWERS: Readonly<Record<FindingLine['answer'], string>> = {
  pass: 'pass',
  fail: 'fail',
  not_proven: 'not proven',
  not_applicable: 'does not apply',
};

export function checkLines(checks: readonly Check[]): readonly FindingLine[] {
  return checks.map(({ id, answer, evidence }) => ({ answer, label: id, text: evidence.join(' ') }));
}

/** What was proven, and what was not asked for. */
export function proofLines({ determinism, look_ahead }: Proofs): readonly FindingLine[] {
  return [determinismLine(determinism), lookAheadLine(look_ahead)];
}

function determinismLine(proof: Proofs['determinism']): FindingLine {
  const label = 'deterministic';
  if (proof === null) return { answer: 'not_proven', label, text: 'the run was not made twice' };
  if (proof.answer === 'differs') return { answer: 'fail', label, text: proof.differences.join('; ') };
  const varied = proof.varied.length === 0 ? '' : `; the second with another ${proof.varied.join(', ')}`;
  return { answer: 'pass', label, text: `two processes wrote the same bytes${varied}` };
}

function lookAheadLine(proof: Proofs['look_ahead']): FindingLine {
  const label = 'look-ahead';
  if (proof === null) return { answer: 'not_proven', label, text: 'no proof was asked for' };
  const { answer, cuts, mode, claim, reasons, differences, differences_found } = proof;
  if (answer === 'not_proven') return { answer, label, text: reasons.join(' ') };
  if (answer === 'leak') {
    const [first] = differences;
    const words = first === undefined ? '' : `; the first: ${first.words}`;
    return { answer: 'fail', label, text: `${formatCount(differences_found)} differences found${words}` };
  }
  const sampled = mode === 'sampled' ? ' sampled' : '';
  return { answer: 'pass', label, text: `none in ${formatCount(cuts)}${sampled} cuts (${claim})` };
}
