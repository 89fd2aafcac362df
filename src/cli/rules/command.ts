import { renderRulesMarkdown } from '../../gates/rules/check/rules-check.ts';
import type { RulesReport } from '../../gates/rules/rule-report.ts';
import { EXIT } from '../exit-code.ts';
import { disarm } from '../gate/disarm.ts';
import { writeOut } from '../out-file.ts';
import type { Terminal } from '../terminal.ts';
import { parseRulesOptions, type RulesFormat, type RulesOptions } from './options.ts';
import { renderRulesJson } from './report-json.ts';
import { renderRulesText } from './report-text.ts';
import { type RuledHere, ruleHere } from './ruled-here.ts';

/** `conclave rules`: judges the blocking rules on one change and shows their answers; returns the exit code. */
export async function rules(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const options = parseRulesOptions(rawOptions, terminal);
  const ruled = await ruleHere(options, terminal);
  await show(ruled, options, terminal);
  return exitCodeOfRules(ruled.report);
}

/** Nothing is decided while something waits or is unknown; a configuration that cannot be read is for its writer. */
function exitCodeOfRules({ conclusion, rules: judged }: RulesReport): number {
  switch (conclusion) {
    case 'success':
    case 'neutral':
      return EXIT.passed;
    case 'failure':
      return EXIT.failed;
    case 'pending':
      return EXIT.inconclusive;
    case 'action_required':
      return judged.length === 0 ? EXIT.badInput : EXIT.inconclusive;
    default:
      return conclusion satisfies never;
  }
}

async function show(ruled: RuledHere, { format, out }: RulesOptions, terminal: Terminal): Promise<void> {
  const { report, subject, head, remarks } = ruled;
  terminal.output.write(render(report, format, terminal));
  for (const line of [...remarks, `judged ${subject} at ${head.slice(0, 7)}`]) {
    terminal.errors.write(`conclave: ${disarm(line)}\n`);
  }
  if (out === null) return;
  const toFile = { ...terminal, output: { ...terminal.output, colours: false } };
  await writeOut(out, render(report, format, toFile), 'the report');
}

function render(report: RulesReport, format: RulesFormat, { output }: Terminal): string {
  switch (format) {
    case 'json':
      return renderRulesJson(report);
    case 'text':
      return renderRulesText(report, output);
    case 'markdown':
      return `${disarm(renderRulesMarkdown(report))}\n`;
    default:
      return format satisfies never;
  }
}
