import { ADVISORY, GUARANTEES, type Guarantee, type GuaranteeName, MANDATORY, type Wall } from '../../wall/wall.ts';
import { type FindingLine, MARKS } from './finding-line.ts';

/** What holds when a guarantee does, for a reader. */
const HELD: Readonly<Record<GuaranteeName, (bounds: Wall['bounds']) => string>> = {
  network: () => 'no network',
  secrets: () => 'no secrets',
  files: () => 'no files of the machine',
  user: () => 'a user without rights',
  memory: ({ memory_mb }) => (memory_mb % 1024 === 0 ? `${memory_mb / 1024} GiB` : `${memory_mb} MiB`),
  processes: ({ processes }) => `${processes} processes`,
  clock: ({ seconds }) => `${seconds} s`,
  cpu: ({ cpus }) => (cpus === 0.5 ? 'half a CPU' : cpus === null ? 'a share of the CPU' : `${cpus} of a CPU`),
};

const NOT_HELD: Readonly<Record<(typeof MANDATORY)[number], string>> = {
  network: 'the network was not cut off',
  secrets: 'secrets were not kept away',
  files: 'files were not shut off',
  user: 'the user was not one without rights',
  memory: 'memory was not limited',
  processes: 'processes were not limited',
  clock: 'time was not limited',
};

/**
 * The sentence with which every surface begins when a mandatory guarantee was missing, such as `Weaker wall: memory was
 * not limited, allowed by --allow-weaker memory.`; null when none was. One that was not shown to hold was missing,
 * whether or not it was written down as allowed.
 */
export function weakerNotice(wall: Wall | null): string | null {
  if (wall === null) return null;
  const missing = MANDATORY.filter((name) => wall.weaker.includes(name) || holds(wall, name) !== true);
  if (missing.length === 0) return null;
  const allowed = missing.filter((name) => wall.weaker.includes(name));
  const options = allowed.map((name) => `--allow-weaker ${name}`).join(' ');
  const by = allowed.length === missing.length ? `allowed by ${options}` : 'and not all of it was allowed';
  return `Weaker wall: ${missing.map((name) => NOT_HELD[name]).join(', ')}, ${by}.`;
}

/** What the wall holds back, one line each with what was measured; a run without one says so. */
export function wallLines(wall: Wall | null): readonly FindingLine[] {
  if (wall === null) return [{ answer: 'not_proven', label: 'wall', text: 'none stood around the strategy' }];
  return GUARANTEES.map((name) => {
    const advisory = isAdvisory(name) ? ' (advisory)' : '';
    const label = `${wall.engine}: ${HELD[name](wall.bounds)}${advisory}`;
    return { answer: answerOf(wall, name), label, text: guaranteeOf(wall, name)?.detail ?? 'it was not tried' };
  });
}

/** The same in one sentence, such as `bubblewrap: no network ✓, 1 GiB ✓, half a CPU ✗ not available here`. */
export function wallSentence(wall: Wall | null): string {
  if (wall === null) return 'none stood around the strategy';
  const words = { pass: '', fail: ' not available here', not_proven: ' not tried', not_applicable: '' };
  const told = GUARANTEES.map((name) => {
    const answer = answerOf(wall, name);
    return `${HELD[name](wall.bounds)} ${MARKS[answer]}${words[answer]}`;
  });
  return `${wall.engine}: ${told.join(', ')}`;
}

function answerOf(wall: Wall, name: GuaranteeName): FindingLine['answer'] {
  const held = holds(wall, name);
  return held === null ? 'not_proven' : held ? 'pass' : 'fail';
}

function holds(wall: Wall, name: GuaranteeName): boolean | null {
  return guaranteeOf(wall, name)?.holds ?? null;
}

function guaranteeOf({ guarantees }: Wall, name: GuaranteeName): Guarantee | undefined {
  return guarantees.find((each) => each.name === name);
}

function isAdvisory(name: GuaranteeName): boolean {
  return ADVISORY.some((each) => each === name);
}
