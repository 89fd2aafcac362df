/** What a file is for, and in which order files are read. */
export type FileKind = 'implementation' | 'test' | 'config' | 'docs';

/** Why a file is named but not read: nobody wrote it by hand, or nobody here did. */
export type AsideKind = 'generated' | 'vendored' | 'lock file' | 'minified';

/**
 * Names by which files are told; a file matches when one of the lists does. Names, folders and endings are compared
 * in lower case; patterns see the file's name as it is written.
 */
export interface NameRule {
  /** Whole file names. */
  readonly names?: readonly string[];
  /** Folders anywhere above the file. */
  readonly folders?: readonly string[];
  /** Endings of the file name, the dot included. */
  readonly endings?: readonly string[];
  readonly patterns?: readonly RegExp[];
}

/** First match wins. */
export const asideTable: Readonly<Record<AsideKind, NameRule>> = {
  'lock file': {
    names: [
      '.terraform.lock.hcl',
      'bun.lock',
      'bun.lockb',
      'cargo.lock',
      'chart.lock',
      'composer.lock',
      'conda-lock.yml',
      'deno.lock',
      'flake.lock',
      'gemfile.lock',
      'go.sum',
      'go.work.sum',
      'gradle.lockfile',
      'mix.lock',
      'npm-shrinkwrap.json',
      'package-lock.json',
      'package.resolved',
      'packages.lock.json',
      'pdm.lock',
      'pipfile.lock',
      'pixi.lock',
      'pnpm-lock.yaml',
      'podfile.lock',
      'poetry.lock',
      'pubspec.lock',
      'pylock.toml',
      'uv.lock',
      'yarn.lock',
    ],
  },
  vendored: {
    names: ['gradlew', 'gradlew.bat', 'mvnw', 'mvnw.cmd', '.pnp.cjs', '.pnp.loader.mjs'],
    folders: [
      '.venv',
      '.yarn',
      'bower_components',
      'node_modules',
      'pods',
      'site-packages',
      'third-party',
      'third_party',
      'vendor',
      'vendored',
      'venv',
    ],
  },
  minified: {
    patterns: [/[.-]min\.(?:js|mjs|cjs|css)$/],
  },
  generated: {
    folders: ['.next', '__generated__', '__pycache__', '__snapshots__', 'dist', 'htmlcov'],
    endings: [
      '.map',
      '.designer.cs',
      '.freezed.dart',
      '.g.cs',
      '.g.dart',
      '.gen.go',
      '.gen.ts',
      '.pb.cc',
      '.pb.go',
      '.pb.h',
      '.pb.gw.go',
      '.pb.swift',
      '.snap',
      '.tsbuildinfo',
      '_pb2.py',
      '_pb2.pyi',
      '_pb2_grpc.py',
    ],
    patterns: [/[._]generated\.[A-Za-z]+$/, /^zz_generated\./],
  },
};

/** Extensions of programs; only these count as tests in folders that may hold other things too. */
export const programEndings: readonly string[] = [
  ...['.c', '.cc', '.clj', '.cpp', '.cs', '.cxx', '.dart', '.ex', '.exs', '.f90', '.fs', '.go', '.h', '.hpp', '.hs'],
  ...['.java', '.jl', '.js', '.jsx', '.kt', '.kts', '.lua', '.m', '.mjs', '.cjs', '.mq4', '.mq5', '.php', '.pine'],
  ...['.pl', '.ps1', '.py', '.pyi', '.pyx', '.r', '.rb', '.rs', '.scala', '.sh', '.bash', '.sol', '.sql', '.swift'],
  ...['.ts', '.tsx', '.mts', '.cts', '.vue', '.svelte', '.zig', '.ipynb'],
];

/** Names and endings of documents, pictures and fonts. */
export const docsTable: NameRule = {
  names: ['authors', 'changelog', 'changes', 'codeowners', 'contributing', 'copying', 'license', 'notice', 'readme'],
  endings: [
    ...['.adoc', '.asciidoc', '.bib', '.markdown', '.md', '.mdx', '.org', '.rst', '.tex', '.txt', '.pdf', '.docx'],
    ...['.avif', '.bmp', '.gif', '.ico', '.jpeg', '.jpg', '.png', '.webp', '.mov', '.mp3', '.mp4', '.webm', '.wav'],
    ...['.otf', '.ttf', '.woff', '.woff2'],
  ],
  patterns: [/^LICEN[CS]E-[\w.-]+$/i],
};

/** Names, folders and patterns of tests. */
export const testTable: NameRule = {
  names: ['conftest.py', 'test.py', 'tests.py', 'tests.rs'],
  folders: ['__mocks__', '__tests__', 'e2e', 'test', 'test-data', 'test_data', 'testdata', 'tests'],
  patterns: [
    /^test_.*\.(?:py|pyi|r|jl|sh|sql|cpp|cc|c|rb|lua)$/i,
    /_(?:test|tests|spec)\.(?:c|cc|clj|cpp|dart|ex|exs|go|jl|js|jsx|lua|php|py|r|rb|rs|sh|sql|ts|tsx)$/i,
    /[.-](?:test|spec|cy|e2e|bench)\.[cm]?[jt]sx?$/,
    /(?:Test|Tests|TestCase|Spec|IT)\.(?:java|kt|scala|groovy|cs|fs|swift|php)$/,
    /\.(?:t|bats|feature)$/,
  ],
};

/** Folders that hold tests in some ecosystems and other things elsewhere: only programs in them count. */
export const specFolders: readonly string[] = ['spec', 'specs', 'cypress'];

/** Names, endings and folders of configuration. */
export const configTable: NameRule = {
  names: [
    '.babelrc',
    '.coveragerc',
    '.dockerignore',
    '.editorconfig',
    '.flake8',
    '.gitattributes',
    '.gitignore',
    '.gitmodules',
    '.npmrc',
    '.nvmrc',
    '.python-version',
    '.tool-versions',
    'cmakelists.txt',
    'containerfile',
    'dockerfile',
    'gemfile',
    'go.mod',
    'go.work',
    'jenkinsfile',
    'justfile',
    'makefile',
    'manifest.in',
    'pipfile',
    'procfile',
    'tiltfile',
    'vagrantfile',
  ],
  endings: [
    ...['.cfg', '.conf', '.config', '.csproj', '.env', '.gradle', '.ini', '.json', '.json5', '.jsonc', '.mk', '.plist'],
    ...['.properties', '.sln', '.toml', '.tfvars', '.xml', '.yaml', '.yml', '.service', '.timer', '.cmake', '.in'],
    // Data is no program either: what a rule can find in it is a setting.
    ...['.arff', '.csv', '.geojson', '.jsonl', '.ndjson', '.parquet', '.tsv', '.svg', '.log', '.po'],
  ],
  patterns: [
    /^(?:requirements|constraints)[\w.-]*\.(?:txt|in)$/i,
    /^Dockerfile[.-]/i,
    /^\.env(?:\.|$)/,
    /^\.[\w-]+rc(?:\.[a-z]+)?$/,
    /(?:^|\.)config\.[cm]?[jt]s$/,
  ],
};

/** What a seat should know of a kind of file before it reads it. */
export const noteTable: readonly (readonly [ending: string, note: string])[] = [
  ['.ipynb', 'a notebook: its text is JSON that holds outputs beside the code'],
];

/** Sentences by which generators sign their work; looked for where a comment begins, in a text that stood before the change. */
export const generatedMarkers: readonly RegExp[] = [
  /^\W*@generated\b/,
  /^\W*Code generated\b.*\bDO NOT EDIT\b/,
  /^\W*(?:This file (?:is|was|has been) )?auto[- ]?(?:matically )?generated\b.*\b(?:by|do not|don't)\b/i,
  /^\W*Generated by the protocol buffer compiler\b/i,
  /^\W*Generated by .*\bdo not (?:edit|modify|change)\b/i,
  /^\W*DO NOT (?:EDIT|MODIFY)\b.*\bgenerated\b/i,
];

/** Languages in which a text of very long lines was written by a minifier. */
export const minifiableEndings: readonly string[] = ['.js', '.mjs', '.cjs', '.css'];
