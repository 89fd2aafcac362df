import { type ObeyedIncident, obeyIncident } from '../../../src/flows/ops/obey-incident.ts';
import type { Stage } from '../../adapters/github/fake-host.ts';
import type { Issue } from '../../fakes/github/issues.ts';
import type { Permissions, Pull } from '../../fakes/github/world.ts';
import { EVERYTHING, incidentGroundOf, portsOf, refOf } from './incident-stage.ts';

/** What a comment is obeyed with. */
export interface Saying {
  /** `olga` unless told otherwise. */
  readonly by?: string;
  readonly may?: Permissions;
  readonly ops?: object;
}

/** A person's comment on an issue or a pull request, obeyed as often as told, each time by a run of its own. */
export async function say(
  stage: Stage,
  topic: Issue | Pull,
  body: string,
  { by = 'olga', may = EVERYTHING, ops = {}, times = 1 }: Saying & { readonly times?: number } = {},
): Promise<ObeyedIncident> {
  const { id, createdAt } = stage.github.comment(topic, by, body);
  const comment = { id, body, author: by, authorKind: 'person' as const, createdAt };
  const order = { repository: refOf(stage), number: topic.number, comment };
  const obey = () =>
    obeyIncident(order, { ...portsOf(stage, may), readGround: async () => incidentGroundOf(stage, ops) });
  for (let time = 1; time < times; time += 1) await obey();
  return obey();
}
