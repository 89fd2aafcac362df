import type { GateAnswer } from '../../gates/gate.ts';
import type { GuardReport } from '../../gates/report.ts';

/** What the five gates say in a few words: `1 of 5 gates fails`. */
export function headlineOf({ gates, bypass }: Pick<GuardReport, 'gates' | 'bypass'>): string {
  if (bypass?.kind === 'kill-switch') return 'no gate was asked, the kill switch is on';
  if (bypass?.kind === 'bot') return 'no gate was asked, a listed app is the author';
  const count = (answer: GateAnswer) => gates.filter((gate) => gate.answer === answer).length;
  const [failing, unasked] = [count('fail'), count('action_required')];
  if (failing > 0) return `${failing} of ${gates.length} gates ${failing === 1 ? 'fails' : 'fail'}`;
  if (unasked > 0) return `${unasked} of ${gates.length} gates could not be asked`;
  const others = OTHERS.flatMap(({ answer, word }) => (count(answer) === 0 ? [] : [`${count(answer)} ${word}`]));
  return `no gate fails: ${others.join(', ')}`;
}

const OTHERS: readonly { readonly answer: GateAnswer; readonly word: string }[] = [
  { answer: 'pass', word: 'passed' },
  { answer: 'waived', word: 'waived' },
  { answer: 'exempt', word: 'exempt' },
  { answer: 'off', word: 'off' },
];
