import { ConfigFile } from '../../config/config.ts';
import type { OpsConfig } from '../../config/ops-config.ts';
import { isAppError, messageOf } from '../../kernel/app-error.ts';
import type { AlertsOrder, Stories } from '../../ports/stories.ts';
import type { LookPorts } from './look-at-state.ts';
import { type AlertPorts, takeUpAlerts } from './open-incident.ts';

/** What keeping alerts asks of the outside world. */
export type KeepAlertsPorts = AlertPorts &
  Pick<LookPorts, 'readOps' | 'playbooks'> & {
    readonly stories: Pick<Stories, 'takeUpAlertsLater'>;
    /** Tells who runs this program what nobody else would. */
    readonly complain: (facts: object, words: string) => void;
  };

/** Four hours at five minutes each: as long as Alertmanager waits by itself before it tells again of what still fires. */
const MOST_TRIES = 48;

/**
 * Takes up a notice of alerts of a repository. One of which nobody can tell what it means, since it was cut off and
 * Alertmanager does not answer, is taken up again for hours and then complained of. An alert is lost neither to a
 * configuration that cannot be read: then what stands without one holds.
 */
export async function keepAlerts({ repository, alert, tries }: AlertsOrder, ports: KeepAlertsPorts): Promise<void> {
  const { journal, playbooks, stories, complain } = ports;
  const ops = await readOps(repository.id, ports);
  const ground = { repository, ops, playbooks: await playbooks() };
  const outcome = await takeUpAlerts({ notice: alert.notice, at: alert.receivedAt }, ground, ports);
  if (outcome.kind !== 'undecided') return;
  const { group } = alert.notice;
  const facts = { repository: repository.id, group, tries: tries + 1, reason: outcome.why };
  if (ports.alerts === null || tries + 1 >= MOST_TRIES)
    return complain(facts, 'what was cut off a notice of alerts stays unknown');
  complain(facts, 'a notice of alerts was cut off and is taken up again');
  await journal.step('take the notice up again later', () =>
    stories.takeUpAlertsLater({ repository, alert, tries: tries + 1 }),
  );
}

async function readOps(repository: number, ports: KeepAlertsPorts): Promise<OpsConfig> {
  const { journal, complain } = ports;
  try {
    return await journal.step('read the configuration of operations', ports.readOps);
  } catch (error) {
    if (!isAppError(error) || error.code !== 'bad-config') throw error;
    complain({ repository, reason: messageOf(error) }, 'alerts are taken up without a configuration');
    return ConfigFile.parse({ version: 1 }).ops;
  }
}
