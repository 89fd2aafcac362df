import type { Reason } from '../../gates/gate.ts';
import type { RulesReport } from '../../gates/rules/rule-report.ts';
import { disarmJson } from '../gate/disarm.ts';

/** The answers for programs: `{conclusion, rules: [{id, answer, owner, message, waivable, reasons}], notes, waivers}`. */
export function renderRulesJson({ conclusion, rules, notes, waivers }: RulesReport): string {
  const told = {
    conclusion,
    rules: rules.map(({ reasons, ...rule }) => ({ ...rule, reasons: reasons.map(plain) })),
    notes: notes.map(plain),
    waivers,
  };
  return `${disarmJson(JSON.stringify(told, null, 2))}\n`;
}

function plain({ level, text, mend, path, line }: Reason) {
  return {
    level,
    text,
    ...(mend !== undefined && { mend }),
    ...(path !== undefined && { path }),
    ...(line !== undefined && { line }),
  };
}
