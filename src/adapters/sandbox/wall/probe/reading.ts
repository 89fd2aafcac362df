import type { WallSettings } from '../../../../backtest/wall/bounds.ts';
import type { Guarantee, GuaranteeName } from '../../../../backtest/wall/wall.ts';
import { NOBODY, OUR_NAMES } from '../surroundings.ts';
import type { Sighting } from './question.ts';
import type { Talk } from './talk.ts';

/** Everything that was seen of a wall. */
export interface ProbeRecord {
  readonly settings: WallSettings;
  readonly sighting: Sighting;
  /** What of ours was reached from behind the wall. */
  readonly reached: ReadonlySet<string>;
  /** The program that takes memory until it is ended. */
  readonly hoarder: Talk;
  /** The program that does not end when it is asked to. */
  readonly sleeper: Talk;
  /** The user that it was outside; null where it could not be seen from there. */
  readonly user: number | null;
  /** How many processes of it were left. */
  readonly left: number;
  /** Seconds after which that one had to be ended. */
  readonly limit: number;
  readonly isMemoryCounted: boolean;
  readonly hasShares: boolean;
}

type Reading = Pick<Guarantee, 'holds' | 'detail'>;

const READINGS: Readonly<Record<GuaranteeName, (record: ProbeRecord) => Reading>> = {
  network: readNetwork,
  secrets: readSecrets,
  files: readFiles,
  user: readUser,
  memory: readMemory,
  processes: readProcesses,
  clock: readClock,
  cpu: readCpu,
};

/** Reads what each guarantee came to, with what was seen in words. */
export function readGuarantees(record: ProbeRecord): readonly Guarantee[] {
  const names = Object.keys(READINGS) as GuaranteeName[];
  return names.map((name) => ({ name, ...READINGS[name](record) }));
}

function readNetwork({ sighting, reached }: ProbeRecord): Reading {
  const { tcp, udp, dns, abstract } = sighting;
  const through = [...reached].sort();
  const made = Object.entries({ tcp, dns, abstract }).filter(([, how]) => how === 'made');
  const words = `TCP ${tcp}, UDP ${udp}, DNS ${dns}, abstract socket ${abstract}`;
  if (through.length > 0) return { holds: false, detail: `reached from inside: ${through.join(', ')} (${words})` };
  if (made.length > 0)
    return { holds: false, detail: `not refused: ${made.map(([name]) => name).join(', ')} (${words})` };
  return { holds: true, detail: `nothing of ours was reached (${words})` };
}

/** Variables that engines set themselves. */
const ENGINES_NAMES = ['HOSTNAME', 'PWD', 'SHLVL', '_', 'OLDPWD', 'TERM', 'container', 'LC_CTYPE'];
const PROXY = /_proxy$/i;

function readSecrets({ sighting: { secrets, names } }: ProbeRecord): Reading {
  if (secrets.length > 0) return { holds: false, detail: `a secret of ours was read from ${listed(secrets)}` };
  const known = [...OUR_NAMES, ...ENGINES_NAMES];
  const strange = names.filter((name) => !known.includes(name) && !PROXY.test(name));
  if (strange.length > 0) return { holds: false, detail: `variables came in from outside: ${listed(strange)}` };
  return {
    holds: true,
    detail: `a secret of ours is in no environment inside; ${names.length} variables, all of the wall`,
  };
}

const FIRST_THREE = [0, 1, 2];

function readFiles({ sighting, settings }: ProbeRecord): Reading {
  const { file, writable, descriptors, root_read_only: isReadOnly } = sighting;
  const strange = descriptors.filter((one) => !FIRST_THREE.includes(one));
  const places = writable.filter((folder) => folder !== '/tmp');
  const faults = [
    ...(file === 'made' ? ['a file of ours was read'] : []),
    ...(isReadOnly ? [] : ['the root is not read-only']),
    ...(places.length > 0 ? [`files can be made in ${listed(places)}`] : []),
    ...(strange.length > 0 ? [`descriptors of ours are open: ${listed(strange)}`] : []),
  ];
  if (faults.length > 0) return { holds: false, detail: faults.join('; ') };
  return {
    holds: true,
    detail: `read-only root without our files (${file}); only /tmp takes files, ${settings.tmp_mb} MiB; descriptors 0 to 2`,
  };
}

const MOST_LISTED = 5;

/** The first few of many. */
function listed(words: readonly (string | number)[]): string {
  const more = words.length - MOST_LISTED;
  return `${words.slice(0, MOST_LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const CAPABILITIES = ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'];

function readUser({ sighting: { status, uid_map: map }, user }: ProbeRecord): Reading {
  const ids = `${status.Uid ?? ''} ${status.Gid ?? ''}`.split(/\s+/);
  const outside = user ?? outsideOf(NOBODY, map);
  const rights = CAPABILITIES.filter((name) => !/^0+$/.test(status[name] ?? ''));
  const faults = [
    ...(ids.every((id) => id === String(NOBODY)) ? [] : [`user and group are ${ids.join(' ')}`]),
    ...(outside === null ? ['what user it is outside is unknown'] : []),
    ...(outside === 0 ? ['it is root outside'] : []),
    ...(rights.length > 0 ? [`it has capabilities (${rights.join(', ')})`] : []),
    ...(status.NoNewPrivs === '1' ? [] : ['it may gain privileges']),
    ...(status.Seccomp === '2' ? [] : ['no filter of system calls is in force']),
  ];
  if (faults.length > 0) return { holds: false, detail: faults.join('; ') };
  return {
    holds: true,
    detail: `user ${NOBODY} (${outside} outside), no capabilities, no new privileges, system calls filtered`,
  };
}

/** The user outside that a user inside is, by the map of the namespace; of nested ones it tells of the inner one only. */
function outsideOf(user: number, map: string): number | null {
  for (const line of map.trim().split('\n')) {
    const [inside = Number.NaN, outside = Number.NaN, count = 0] = line.trim().split(/\s+/).map(Number);
    if (user >= inside && user < inside + count) return outside + user - inside;
  }
  return null;
}

function readMemory({ hoarder, settings: { memory_mb: most }, isMemoryCounted }: ProbeRecord): Reading {
  const held = Number(/(\d+)\n(?:refused\n)?$/.exec(hoarder.said)?.[1] ?? 0);
  const isRefused = hoarder.said.endsWith('refused\n') || hoarder.end.kind === 'signalled';
  const how = hoarder.end.kind === 'memory' ? 'was ended' : 'got no more';
  if (hoarder.end.kind !== 'memory' && !isRefused) {
    return {
      holds: held > most ? false : null,
      detail: `a program took ${held} MiB of ${most} MiB, then ${endWords(hoarder)}`,
    };
  }
  const scope = isMemoryCounted
    ? 'all processes together'
    : 'each process by its address space, all together looked at ten times a second';
  return { holds: true, detail: `a program that took ever more ${how} after ${held} of ${most} MiB (${scope})` };
}

function readProcesses({ sighting: { started, refused }, settings: { processes: most } }: ProbeRecord): Reading {
  if (refused === null)
    return { holds: false, detail: `${started} processes and threads were started, and none refused` };
  if (started > most)
    return { holds: false, detail: `${started} processes and threads were started; the limit is ${most}` };
  return { holds: true, detail: `no more than ${started} of ${most} processes and threads were started` };
}

/** Seconds that ending everything may take beyond the limit. */
const SLACK = 5;

function readClock({ sleeper, limit, left }: ProbeRecord): Reading {
  const seconds = (sleeper.lasted / 1_000).toFixed(1);
  if (sleeper.end.kind !== 'time') return { holds: null, detail: `a program that never ends ${endWords(sleeper)}` };
  if (sleeper.said === '') return { holds: null, detail: `a program was not awake within ${limit} s` };
  if (left > 0) return { holds: false, detail: `of a program that ignores signals, ${left} processes were left` };
  const isSoon = sleeper.lasted <= (limit + SLACK) * 1_000;
  return {
    holds: isSoon,
    detail: `a program that ignores signals was gone after ${seconds} s, at a limit of ${limit} s`,
  };
}

/** A share is counted in short periods, so that a measured one lies a little beside it. */
const TOLERANCE = 1.4;

function readCpu({ sighting: { share }, settings: { cpus }, hasShares }: ProbeRecord): Reading {
  if (cpus === null) return { holds: null, detail: 'no share of the processor was asked for' };
  if (share === null) return { holds: null, detail: 'the share of the processor was not measured' };
  if (!hasShares) return { holds: false, detail: `no share of the processor can be kept here; the limit is ${cpus}` };
  const words = `two busy processes had ${share.toFixed(2)} of a processor; the limit is ${cpus}`;
  return { holds: share <= cpus * TOLERANCE, detail: words };
}

function endWords({ end, complained }: Talk): string {
  const last = complained.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
  const how = end.kind === 'exited' ? `ended with exit code ${end.code}` : `ended (${Object.values(end).join(' ')})`;
  return last === '' ? how : `${how}: ${last}`;
}
