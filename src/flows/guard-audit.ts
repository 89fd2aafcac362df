import type { AuditAct } from '../ports/audit.ts';
import type { Guarded } from './guard-pull.ts';
import { type PullPorts, timeOf } from './pull-ports.ts';

type Judged = Extract<Guarded, { readonly kind: 'judged' }>;

/** Records everything by which a gate was let pass, each once: a switch, a bot, a label, an allowed line. */
export async function auditGuard(judged: Judged, ports: PullPorts): Promise<void> {
  const { ref } = judged.pull;
  for (const waiver of byLabel(judged)) await ports.waivers.record(ref, waiver);
  const at = timeOf(ports);
  const acts = [...bypassActs(judged), ...labelActs(judged), ...inlineActs(judged)];
  for (const act of acts) await ports.audit.append({ ...act, repositoryId: ref.repository.id, at });
}

type Act = Omit<AuditAct, 'repositoryId' | 'at'>;

function bypassActs({ pull, head, report: { bypass } }: Judged): readonly Act[] {
  if (bypass === null) return [];
  const subject = `#${pull.ref.number}`;
  if (bypass.kind === 'bot') {
    return [{ cause: `head ${head}`, act: 'guardrails.bot-exempt', actor: bypass.login, subject, detail: { head } }];
  }
  const { since } = bypass;
  const cause = `head ${head}, since ${since ?? 'unknown'}`;
  return [{ cause, act: 'guardrails.kill-switch', actor: 'conclave', subject, detail: { head, since } }];
}

function labelActs(judged: Judged): readonly Act[] {
  const { number } = judged.pull.ref;
  return byLabel(judged).flatMap(({ cause, gates, by, reason, head }) =>
    gates.map((gate) => ({
      cause: `label ${cause}`,
      act: 'gate.waived',
      actor: by,
      subject: gate,
      detail: { pull: number, head, reason, how: 'label' },
    })),
  );
}

/** As many as a person reads. */
const MOST_LINES = 50;

/** A line that its author allowed, where no waiver of a person stands over the whole gate. */
function inlineActs({ pull, head, report }: Judged): readonly Act[] {
  const externals = report.gates.find(({ id }) => id === 'G5');
  if (externals?.answer !== 'waived' || report.waivers.some(({ gates }) => gates.includes('G5'))) return [];
  const { number } = pull.ref;
  const cause = `#${number} head ${head}`;
  const allowed = externals.reasons.slice(0, MOST_LINES).map(({ path, line, text }) => `${path}:${line} ${text}`);
  const detail = { pull: number, head, lines: allowed.join('\n'), count: externals.reasons.length };
  return [{ cause, act: 'gate.allowed-inline', actor: pull.author.login, subject: 'G5', detail }];
}

function byLabel({ report }: Judged) {
  return report.waivers.filter(({ how }) => how === 'label');
}
