import type { ChangedPath } from '../../../src/change/changed-since.ts';
import type { Finding, Raise } from '../../../src/committee/finding.ts';
import { findingId } from '../../../src/committee/finding-id.ts';
import type { LedgerEntry } from '../../../src/committee/ledger/entry.ts';
import type { Severity } from '../../../src/kernel/severity.ts';
import { configText, documentText, moduleText, testText } from '../large-change-texts.ts';

/** A file of a pull request: its texts at the merge base, at the head that was reviewed, and at the new one. */
export interface RoundFile {
  readonly path: string;
  readonly base: string;
  readonly reviewed: string;
  readonly head: string;
}

/** A later review of a very large change; the same bytes each time. */
export interface LargeRound {
  /** 400 files, sorted by path; all of them differ from the base, every twentieth from what was reviewed. */
  readonly files: readonly RoundFile[];
  /** What is at the new head otherwise than at the one that was reviewed. */
  readonly since: readonly ChangedPath[];
  /** 300 open findings of the first review, each at a place of its own; the code of some is gone by now. */
  readonly entries: readonly LedgerEntry[];
  /** What seats raise now: old findings again, some in other words, and new ones on the changed lines. */
  readonly raised: readonly Finding[];
  readonly seats: readonly string[];
}

const FILES = 400;
const FINDINGS = 300;
const SKILLS = ['ml-engineer', 'data-scientist', 'crypto-trader', 'architect', 'ops'];
const SEATS = SKILLS.flatMap((skill) => [`${skill}/first`, `${skill}/second`]);
const FIRST = 'a'.repeat(40);

/** Makes the change with its findings. */
export function makeLargeRound(): LargeRound {
  const files = Array.from({ length: FILES }, (_, index) => fileAt(index)).sort((one, other) =>
    one.path < other.path ? -1 : 1,
  );
  const modules = files.filter(({ path }) => path.endsWith('.py'));
  const entries = Array.from({ length: FINDINGS }, (_, index) => entryAt(index, modules));
  return {
    files,
    since: files.filter(({ reviewed, head }) => reviewed !== head).map(asChangedPath),
    entries,
    raised: [...entries.filter((_, index) => index % 4 === 0).map(again), ...newOnes(modules)],
    seats: SEATS,
  };
}

const KINDS = [
  { folder: 'src', write: moduleText, ending: 'py', count: 240 },
  { folder: 'tests', write: testText, ending: 'py', count: 80 },
  { folder: 'config', write: configText, ending: 'yml', count: 40 },
  { folder: 'docs', write: documentText, ending: 'md', count: 40 },
] as const;

/** The change brings blocks to each file; the later push takes one of them out of some files and adds two. */
function fileAt(index: number): RoundFile {
  let at = index;
  const kind = KINDS.find(({ count }) => {
    if (at < count) return true;
    at -= count;
    return false;
  });
  if (kind === undefined) throw new RangeError(`there is no file ${index}`);
  const before = range(0, 10);
  const reviewed = [...before.filter((block) => block !== index % 10), ...range(10, 14)];
  const pushed = [...reviewed.filter((block) => block !== 11), 14, 15];
  return {
    path: `${kind.folder}/area_${at % 12}/part_${at}.${kind.ending}`,
    base: kind.write(index, before),
    reviewed: kind.write(index, reviewed),
    head: kind.write(index, index % 20 === 0 ? pushed : reviewed),
  };
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

function asChangedPath({ path, reviewed, head }: RoundFile): ChangedPath {
  return { path, before: { kind: 'text', text: reviewed }, after: { kind: 'text', text: head } };
}

function entryAt(index: number, modules: readonly RoundFile[]): LedgerEntry {
  const { path, reviewed, head } = modules[index % modules.length] ?? noModule();
  const finding = findingAt(index, path, lineOf(reviewed, reviewed === head ? 10 + (index % 4) : 11));
  const session = '20260512-071004-4be19c02';
  const [first, last] = [
    { first_head: FIRST, first_session: session },
    { last_head: FIRST, last_session: session },
  ];
  return { id: finding.id, state: 'open', finding, ...first, ...last, superseded_by: null, aliases: [] };
}

function noModule(): never {
  throw new RangeError('there is no module');
}

interface Cited {
  readonly line: number;
  readonly quote: string;
}

/** The line in which a numbered block begins, whatever kind of block it is. */
function lineOf(text: string, block: number): Cited {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => new RegExp(`^(?:def|class) .*[a-z_]${block}\\b`).test(line));
  const quote = lines[at];
  if (quote === undefined) throw new RangeError(`there is no block ${block}`);
  return { line: at + 1, quote };
}

const CLAIMS = [
  'looks ahead: the label is known before the bar closes, so that the score is too good',
  'has no costs: every trade of the backtest is free, and the edge is smaller than the spread',
  'swallows the error of the store, so that a run without data passes for one without trades',
  'draws at random without the seed of the run, so that nobody can repeat the figure',
  'reads the limit once at the start, so that a change of the limit is not seen before the next day',
];

const SEVERITIES: readonly Severity[] = ['blocker', 'major', 'minor', 'note'];

function findingAt(index: number, path: string, { line, quote }: Cited): Finding {
  const severity = SEVERITIES[index % SEVERITIES.length] ?? 'note';
  const claim = `${quote.split(/[ (:]/)[1]} ${CLAIMS[index % CLAIMS.length]} (case ${index}).`;
  const skill = SKILLS[index % SKILLS.length] ?? 'ops';
  const raise = (slot: 'first' | 'second', model: string): Raise => {
    return { seat: `${skill}/${slot}`, skill, model, severity, claim };
  };
  const both = [raise('first', 'mistral:mistral-large-latest'), raise('second', 'google:gemini-2.5-pro')];
  return {
    id: findingId({ ruleOrCode: 'METHODOLOGY_FLAW', path, symbol: null, quote }, 0),
    severity,
    code: 'METHODOLOGY_FLAW',
    rule: null,
    evidence_class: null,
    claim,
    recommendation: 'Take the value of the bar before, and say so in a test.',
    place: { path, line, end_line: line, side: 'after', symbol: null, quote },
    sources: [],
    unknown_sources: [],
    same_as: null,
    raised_by: both,
    standing: { kind: 'confirmed', by: 'both models', model: null, independent: true, why: 'both raised it' },
  };
}

/** Every other one comes back in other words under another code, so that its id says nothing. */
function again({ finding }: LedgerEntry, index: number): Finding {
  if (index % 2 === 0 || finding.place === null) return finding;
  const { path, quote } = finding.place;
  const id = findingId({ ruleOrCode: 'TRADING_RISK', path, symbol: null, quote }, 0);
  const claim = `In short: ${finding.claim.replace('so that', 'which is why')}`;
  return { ...finding, id, code: 'TRADING_RISK', claim };
}

function newOnes(modules: readonly RoundFile[]): readonly Finding[] {
  const changed = modules.filter(({ reviewed, head }) => reviewed !== head);
  return changed.map(({ path, head }, index) => findingAt(FINDINGS + index, path, lineOf(head, 14)));
}
