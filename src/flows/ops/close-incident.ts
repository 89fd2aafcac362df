import { applyEvent } from '../../ops/incident/apply-event.ts';
import { renderLogEntry } from '../../ops/incident/log-entry.ts';
import { addEntry, nextPlace } from '../../ops/incident/log-place.ts';
import { standingOf } from '../../ops/incident/standing.ts';
import {
  isShownWhole,
  type LogOutcome,
  renderClosing,
  renderProposal,
} from '../../ops/incident-issue/incident-comments.ts';
import { insertionPatch } from '../../ops/incident-issue/insertion-patch.ts';
import type { KeptIncident } from '../../ports/ops-book.ts';
import type { IncidentGround, IncidentPorts } from './incident-ground.ts';
import { dayBefore } from './tell-incident.ts';
import { rewriteIncident, type WrittenIncident } from './write-incident.ts';

/** What became of closing: it is closed, or the order of an incident forbids it. */
export type ClosedIncident =
  | { readonly kind: 'closed'; readonly incident: WrittenIncident; readonly log: LogOutcome }
  | { readonly kind: 'refused'; readonly reason: string };

/** Who closes an incident and when; null for its exit criterion. */
export interface ClosingOrder {
  /** Id of the comment, or of the evaluation; it counts once. */
  readonly id: string;
  readonly at: string;
  readonly by: string | null;
}

/**
 * Closes an incident: the entry of the log is offered by pull request, or stands as a patch in the closing comment where
 * we may not write; then the issue is closed. Every part is found again when this is repeated.
 */
export async function closeIncident(
  kept: KeptIncident,
  order: ClosingOrder,
  { ground, ports }: { readonly ground: IncidentGround; readonly ports: IncidentPorts },
): Promise<ClosedIncident> {
  const applied = applyEvent(kept.record, { kind: 'closed', id: order.id, at: order.at, by: order.by });
  if (applied.kind === 'refused') return applied;
  const closed: KeptIncident = { ...kept, record: applied.record, firing: [] };
  const log = await offerEntry(closed, ground, ports);
  await tellClosing(closed, { log, order }, { ground, ports });
  return { kind: 'closed', incident: await rewriteIncident(closed, ground, ports), log };
}

/** The log as it stands is never changed but by one more entry. */
async function offerEntry(
  { issue, record }: KeptIncident,
  { ops }: IncidentGround,
  { desk, journal }: IncidentPorts,
): Promise<LogOutcome> {
  const { log: path } = ops.incidents;
  const log = await journal.step(`read ${path}`, () => desk.readFile(path));
  const text = addEntry(log ?? '', renderLogEntry(record, { ...nextPlace(log ?? ''), issue }));
  const proposed = await journal.step(`offer the entry of incident #${issue}`, () =>
    desk.proposeFile({
      branch: `conclave/incident-${issue}`,
      path,
      text,
      ...renderProposal(issue, standingOf(record).title),
    }),
  );
  if (proposed.kind === 'proposed') return proposed;
  return { ...proposed, kind: 'patch', ...patchOf(path, log, text) };
}

/** Lines of the log around the entry, unless a comment would show them otherwise than they are. */
function patchOf(path: string, log: string | null, text: string): Pick<EntryPatch, 'patch' | 'command'> {
  const patch = insertionPatch(path, { before: log, after: text });
  return isShownWhole(patch)
    ? { patch, command: 'git apply' }
    : { patch: insertionPatch(path, { before: log, after: text }, 0), command: 'git apply --unidiff-zero' };
}

type EntryPatch = Extract<LogOutcome, { kind: 'patch' }>;

async function tellClosing(
  { issue, record }: KeptIncident,
  { log, order }: { readonly log: LogOutcome; readonly order: ClosingOrder },
  { ground, ports }: { readonly ground: IncidentGround; readonly ports: IncidentPorts },
): Promise<void> {
  const { marker, body } = renderClosing({
    closedBy: order.by,
    logPath: ground.ops.incidents.log,
    outcome: log,
  });
  await ports.journal.step(`tell that #${issue} is closed`, () =>
    ports.desk.putComment({ number: issue, marker, body, since: dayBefore(record.declared.at) }),
  );
}
