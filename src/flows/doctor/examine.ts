import type { DoctorPorts } from '../../ports/doctor.ts';
import { examineApp } from './app.ts';
import { examineConfiguration } from './configuration.ts';
import { examineDatabase } from './database.ts';
import { examineKeys } from './keys.ts';
import { type ExaminationOrder, gather, type Known } from './known.ts';
import { CHECKS, type CheckName, type Line, lookAt, penOf } from './line.ts';
import { examineModels } from './models.ts';
import { examineRulesets } from './rulesets.ts';
import { examineSandbox } from './sandbox.ts';
import { examineSources } from './sources.ts';
import { examineWebhook } from './webhook.ts';

const EXAMINERS: Readonly<Record<CheckName, (known: Known) => Promise<readonly Line[]>>> = {
  configuration: examineConfiguration,
  models: examineModels,
  keys: examineKeys,
  app: examineApp,
  webhook: examineWebhook,
  rulesets: examineRulesets,
  database: examineDatabase,
  sandbox: examineSandbox,
  sources: examineSources,
};

/** Looks at everything at once and reports each check in its order; one that fails or takes too long stops no other. */
export async function examine(order: ExaminationOrder, ports: DoctorPorts): Promise<readonly Line[]> {
  const known = gather(order, ports);
  const lines = await Promise.all(
    CHECKS.map((check) => lookAt(penOf(check), () => ports.inTime(() => EXAMINERS[check](known)))),
  );
  return withAdviceOnce(lines.flat());
}

/** What spoils several checks alike is explained at the first of them. */
function withAdviceOnce(lines: readonly Line[]): readonly Line[] {
  return lines.map((line) => {
    const first = lines.find(({ found, advice }) => found === line.found && advice === line.advice) ?? line;
    return first.check === line.check || line.advice === null
      ? line
      : { ...line, advice: `See “${first.check}” above.` };
  });
}
