import { AppError } from '../../kernel/app-error.ts';
import { prometheusRules } from '../../ops/export/prometheus-rules.ts';
import { prometheusSources } from '../../ops/export/watched-ops.ts';
import { EXIT } from '../exit-code.ts';
import { writeOut } from '../out-file.ts';
import type { Terminal } from '../terminal.ts';
import { type OpsGround, openGround } from './ground.ts';
import { parseRulesOptions } from './options.ts';

/** `conclave ops rules`: writes rules for one Prometheus from signals and thresholds; returns the exit code. */
export async function rulesCommand(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const options = parseRulesOptions(rawOptions, terminal);
  const { ops } = await openGround(options, false, terminal);
  const text = prometheusRules(ops, options.source ?? onlySource(ops));
  if (options.out === null) {
    terminal.output.write(text);
    return EXIT.passed;
  }
  await writeOut(options.out, text, 'the rules');
  terminal.errors.write(`conclave: written: ${options.out}\n`);
  return EXIT.passed;
}

/** The one Prometheus of a repository; where there are several, somebody has to say which. */
function onlySource(ops: OpsGround['ops']): string {
  const names = prometheusSources(ops);
  const [first] = names;
  if (first !== undefined && names.length === 1) return first;
  throw new AppError(
    'bad-input',
    names.length === 0 ? 'no source is a Prometheus' : 'several sources are a Prometheus',
    {
      where: '--source',
      expected:
        names.length === 0
          ? 'a source of the kind prometheus under ops.sources'
          : `--source with one of: ${names.join(', ')}`,
    },
  );
}
