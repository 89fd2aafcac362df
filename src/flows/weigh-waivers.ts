import type { ConclaveConfig } from '../config/config.ts';
import type { Judged } from '../gates/conclude-gates.ts';
import type { Reason } from '../gates/gate.ts';
import { type Denial, type LabelWaiver, weighLabel, weighLabelAlone } from '../gates/label-waiver.ts';
import type { Labelling, Moment } from '../gates/labelling.ts';
import type { GateWaiver } from '../gates/report.ts';
import { failuresOf, waiveGates } from '../gates/waive-gates.ts';
import { type GuardedSubject, type GuardPorts, judgeSubject } from './judge-subject.ts';
import { allowsWaiver, mayDecideOn } from './rights.ts';

/** What waivers are weighed for. */
export interface WeighedCase {
  readonly subject: GuardedSubject;
  readonly judged: Judged;
  readonly config: ConclaveConfig;
  readonly tip: string;
}

/** The answers after the waivers, with the waivers that count and what is to be said of those that do not. */
export interface Weighed {
  readonly judged: Judged;
  readonly waivers: readonly GateWaiver[];
  readonly notes: readonly Reason[];
}

/** Looks at what people wrote to let a failing gate pass: the label with its section, and commands on record. */
export async function weighWaivers(given: WeighedCase, ports: GuardPorts): Promise<Weighed> {
  const { subject, judged } = given;
  const label = await readLabelWaiver(given, ports);
  const byCommand = (await ports.waivers?.byCommand(subject.pull.ref)) ?? [];
  const waivers = [...(label.waiver === null ? [] : [label.waiver]), ...byCommand];
  const waived = waiveGates(judged, waivers, subject.pull.head.sha);
  return { ...waived, notes: [...label.notes, ...waived.notes] };
}

async function readLabelWaiver(given: WeighedCase, ports: GuardPorts): Promise<LabelWaiver> {
  const { subject, config } = given;
  const { pull } = subject;
  const hasLabel = pull.labels.some((label) => label.toLowerCase() === config.waiver.label.toLowerCase());
  const labelling = hasLabel ? await ports.host.readLabelling(pull.ref.number, config.waiver.label) : null;
  if (labelling === null) return weighLabelAlone(pull.body, config);
  return weighLabel(
    {
      labelling,
      body: pull.body,
      denial: await findDenial(labelling, given, ports),
      failures: await failuresThen(labelling.moment, given, ports),
      present: failuresOf(given.judged),
    },
    config,
  );
}

/** Why the person who set the label may not waive; null when nothing speaks against it. */
async function findDenial({ by }: Labelling, { subject }: WeighedCase, { host }: GuardPorts): Promise<Denial | null> {
  if (!allowsWaiver(await host.permissionOf(by))) return 'no-right';
  const { login } = subject.pull.author;
  return mayDecideOn(by, login, await host.listMaintainers()) ? null : 'own';
}

/** What failed when the label was set; null where nobody can tell any more. */
async function failuresThen(then: Labelling['moment'], given: WeighedCase, ports: GuardPorts) {
  const { subject, judged, config, tip } = given;
  if ('unknown' in then) return null;
  if (isAsNow(then, given)) return failuresOf(judged);
  const { pull } = subject;
  const { mergeBase } = await ports.host.findBase(pull.base.branch, then.head);
  const past = { ...pull, title: then.title, body: then.body, head: { ...pull.head, sha: then.head } };
  const before = { pull: past, base: mergeBase, head: then.head, tellsWords: true };
  return failuresOf(await judgeSubject(before, { tip, config }, ports));
}

function isAsNow({ title, body, head }: Moment, { subject }: WeighedCase): boolean {
  const { pull } = subject;
  return subject.head === head && pull.title === title && pull.body === body;
}
