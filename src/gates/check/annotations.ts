import type { CheckAnnotation } from '../../kernel/check.ts';
import { plainWords } from '../../kernel/markdown/plain-words.ts';
import type { GateResult } from '../gate.ts';
import type { GuardReport } from '../report.ts';
import { ANSWER_WORDS, nameGate } from './guard-words.ts';

/** The most annotations that a check of the gates carries; a page of them is read by nobody. */
export const MOST_ANNOTATIONS = 50;

const LONGEST_TITLE = 255;
const LONGEST_MESSAGE = 1_000;

/** The remarks on lines of the reviewed commit: failures first, then warnings, then what was let through. */
export function annotate({ gates }: GuardReport): readonly CheckAnnotation[] {
  const all = gates.flatMap(annotateGate);
  const once = new Map(all.map((each) => [`${each.path} ${each.startLine} ${each.message}`, each] as const));
  return LEVELS.flatMap((level) => [...once.values()].filter((each) => each.level === level));
}

const LEVELS: readonly CheckAnnotation['level'][] = ['failure', 'warning', 'notice'];

function annotateGate(gate: GateResult): readonly CheckAnnotation[] {
  return gate.reasons.flatMap(({ level, key, text, mend, path, line }) => {
    if (path === undefined || line === undefined) return [];
    const words = [text, ...(mend === undefined ? [] : [mend])].map((each) => plainWords(each, LONGEST_MESSAGE));
    const title = plainWords(key === 'configuration' ? 'Configuration' : nameAnswer(gate), LONGEST_TITLE);
    return [{ path, startLine: line, endLine: line, level, title, message: words.join('\n') }];
  });
}

function nameAnswer(gate: GateResult): string {
  return `${nameGate(gate)}: ${ANSWER_WORDS[gate.answer]}`;
}
