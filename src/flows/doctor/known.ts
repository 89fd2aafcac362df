import type { RepositoryRef } from '../../change/pull-request.ts';
import { CONFIG_PATH } from '../../config/config.ts';
import type { AppFacts, RepositoryGround } from '../../ports/app-examiner.ts';
import type { DoctorPorts } from '../../ports/doctor.ts';
import type { KnownApp } from '../../ports/installation.ts';
import type { MatrixWarning } from '../../routing/idle-row.ts';
import { type Committee, loadCommittee } from '../load-committee.ts';
import { loadRouting } from '../load-routing.ts';
import { demandInstalled } from './repositories.ts';

/** What the doctor shall look at. */
export interface ExaminationOrder {
  /** Whether nothing may be asked over the network. */
  readonly offline: boolean;
  /** A repository on GitHub; null for all in which the app is installed. */
  readonly repository: Pick<RepositoryRef, 'owner' | 'name'> | null;
  /** Whose configuration is read: of the repository on this machine, or of the one on GitHub. */
  readonly ground: 'local' | 'hosted';
}

/** From where a review would be instructed, and what it would be told. */
export type Ground =
  | {
      readonly kind: 'own';
      readonly name: string;
      readonly hasFile: boolean;
      readonly committee: Committee;
      /** Routing rows that can never do what they seem to. */
      readonly idleRows: readonly MatrixWarning[];
    }
  /** No repository is looked at. */
  | { readonly kind: 'none'; readonly why: string; readonly committee: Committee }
  /** What the repository says cannot be used; the defaults stand in. */
  | { readonly kind: 'wrong'; readonly error: unknown; readonly committee: Committee };

/** An order, its ports, and what several checks need, each read once. */
export interface Known {
  readonly order: ExaminationOrder;
  readonly ports: DoctorPorts;
  readonly ground: () => Promise<Ground>;
  /** Null before setup; throws when its credentials cannot be used. */
  readonly app: () => Promise<KnownApp | null>;
  /** Null also when its credentials cannot be used, which the check of the app tells. */
  readonly usableApp: () => Promise<KnownApp | null>;
  readonly facts: (app: KnownApp) => Promise<AppFacts>;
}

/** Remembers what is read, so that checks do not ask twice. */
export function gather(order: ExaminationOrder, ports: DoctorPorts): Known {
  const app = once(async () => ports.app());
  return {
    order,
    ports,
    app,
    usableApp: () => app().catch(() => null),
    ground: once(() => readGround(order, ports, app)),
    facts: onceFor((known: KnownApp) => known.github.readApp()),
  };
}

const NOWHERE = 'no git repository here; name one with --repo-dir or --repo';

async function readGround(order: ExaminationOrder, ports: DoctorPorts, app: Known['app']): Promise<Ground> {
  const committee = await loadCommittee({ program: ports.program, base: null }, ports.prover);
  if (order.ground === 'hosted' && order.offline) return { kind: 'none', why: 'GitHub is not asked', committee };
  try {
    const found = order.ground === 'hosted' ? await findHosted(order, await app()) : await ports.local();
    return found === null ? { kind: 'none', why: NOWHERE, committee } : await readOwn(found, ports);
  } catch (error) {
    return { kind: 'wrong', error, committee };
  }
}

async function readOwn({ name, files, commit }: NamedGround, { program, prover }: DoctorPorts): Promise<Ground> {
  const found = (await files.readFiles(commit, [CONFIG_PATH])).get(CONFIG_PATH);
  const committee = await loadCommittee({ program, base: { repository: files, commit } }, prover);
  const names = { experts: committee.skills.map((skill) => skill.name), rules: committee.rules.map(({ id }) => id) };
  const { warnings } = await loadRouting(committee.config, names, program);
  const hasFile = found !== undefined && found.kind !== 'absent';
  return { kind: 'own', name, hasFile, committee, idleRows: warnings };
}

interface NamedGround extends RepositoryGround {
  readonly name: string;
}

async function findHosted({ repository }: ExaminationOrder, app: KnownApp | null): Promise<NamedGround> {
  const { ref, github } = await demandInstalled(repository, app);
  const branch = await github.readDefaultBranch(ref);
  return { name: `${ref.owner}/${ref.name}, branch ${branch}`, ...(await github.readGround(ref, branch)) };
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | null = null;
  return () => {
    reading ??= read();
    return reading;
  };
}

function onceFor<K, T>(read: (key: K) => Promise<T>): (key: K) => Promise<T> {
  let reading: Promise<T> | null = null;
  return (key) => {
    reading ??= read(key);
    return reading;
  };
}
