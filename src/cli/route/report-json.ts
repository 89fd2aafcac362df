import { disarmJson } from '../gate/disarm.ts';
import { isDefault, type Routed, seatedIn } from './routed.ts';

/** The route for programs, version 1 of the form; as described in docs/routing.md. */
export function renderRouteJson(routed: Routed): string {
  const { subject, head, rowsFrom, route, routing, facts, notes } = routed;
  const seated = seatedIn(routed);
  const report = {
    version: 1,
    subject,
    head,
    route,
    seated,
    seats: 2 * seated.length,
    is_default: isDefault(routed),
    rows_from: rowsFrom,
    facts: {
      files: facts.files.length,
      lines: facts.files.reduce((sum, { lines }) => sum + lines, 0),
      labels: facts.labels,
      title: facts.title,
      author: facts.author,
      base: facts.baseBranch,
      adrs: facts.adrs,
      evidence: facts.evidence?.length ?? null,
    },
    warnings: routing.warnings,
    notes,
  };
  return `${disarmJson(JSON.stringify(report, null, 2))}\n`;
}
