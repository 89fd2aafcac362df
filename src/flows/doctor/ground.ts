import type { RepositoryRef } from '../../change/pull-request.ts';
import type { DoctorPorts } from '../../ports/doctor.ts';
import type { KnownApp } from '../../ports/installation.ts';
import { type Committee, loadCommittee, type ReviewGround } from '../load-committee.ts';
import type { ExaminationOrder } from './order.ts';
import { demandRepository } from './repositories.ts';

/** From where a review would be instructed, and what it would be told. */
export type Ground =
  | { readonly kind: 'own'; readonly name: string; readonly hasFile: boolean; readonly committee: Committee }
  /** No repository is known. */
  | { readonly kind: 'none'; readonly why: string; readonly committee: Committee }
  /** What the repository says cannot be used; the defaults stand in. */
  | { readonly kind: 'wrong'; readonly error: unknown; readonly committee: Committee };

/** Reads what instructs: of the named repository on GitHub, or of the one on this machine. */
export async function readGround(order: ExaminationOrder, ports: DoctorPorts): Promise<Ground> {
  const defaults = await loadCommittee({ program: ports.program, base: null });
  try {
    return (await readOwn(order, ports)) ?? { kind: 'none', why: WHY_NONE, committee: defaults };
  } catch (error) {
    return { kind: 'wrong', error, committee: defaults };
  }
}

const WHY_NONE = 'no git repository here; name one with --repo-dir or --repo';

async function readOwn(order: ExaminationOrder, ports: DoctorPorts): Promise<Ground | null> {
  const found = order.repository === null || order.offline ? await readLocal(ports) : await readHosted(order, ports);
  if (found === null) return null;
  const { name, base } = found;
  const paths = await base.repository.readFiles(base.commit, [CONFIG_PATH]);
  const hasFile = (paths.get(CONFIG_PATH)?.kind ?? 'absent') !== 'absent';
  return { kind: 'own', name, hasFile, committee: await loadCommittee({ program: ports.program, base }) };
}
