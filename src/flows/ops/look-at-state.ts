import type { RepositoryRef } from '../../change/pull-request.ts';
import type { OpsConfig } from '../../config/ops-config.ts';
import type { PlaybookLibrary } from '../../ops/playbook/library.ts';
import type { SignalSources } from '../../ports/signal-source.ts';
import { stateFacts } from './facts.ts';
import type { IncidentPorts } from './incident-ground.ts';
import { type PublishedState, publishState } from './publish-state.ts';
import { stateOf } from './state-of.ts';

/** What a look at the state asks of the outside world. */
export type LookPorts = IncidentPorts & {
  readonly readOps: () => Promise<OpsConfig>;
  readonly playbooks: () => Promise<PlaybookLibrary>;
  readonly openSources: () => SignalSources;
};

/** Whose state is looked at, and of which moment. */
export interface LookOrder {
  readonly repository: RepositoryRef;
  readonly at: Date;
}

/** Asks the sources of a repository, judges its state and shows it; null where it configures no signals. */
export async function lookAtState({ repository, at }: LookOrder, ports: LookPorts): Promise<PublishedState | null> {
  const ops = await ports.journal.step('read the configuration of operations', ports.readOps);
  if (Object.keys(ops.signals).length === 0) return null;
  const found = await ports.journal.step('ask the sources', () => askSources(ops, at, ports));
  return publishState({ repository, ops, playbooks: await ports.playbooks(), ...found }, ports);
}

async function askSources(ops: OpsConfig, at: Date, { openSources }: LookPorts) {
  const sources = openSources();
  try {
    const { verdict, readings } = await stateOf({ ops, sources, at });
    return { verdict, facts: stateFacts(readings, ops) };
  } finally {
    await sources.close();
  }
}
