import { CONFIG_PATH, parseConfig } from '../../src/config/config.ts';
import { AppError, renderError } from '../../src/kernel/app-error.ts';
import { type ConfigKey, configKeys } from './config-keys.ts';
import { renderExampleFile, renderYaml } from './example-file.ts';
import { escapeText, expectedWords } from './expected-words.ts';

/** The page `docs/configuration.md`, drawn from the schema of the configuration. */
export function renderConfigurationPage(): string {
  const keys = configKeys();
  return `${[
    INTRODUCTION,
    renderErrors(),
    '## Keys\n\nA key is written below its section: `models.first` of `committee` is `committee: { models: { first: … } }`.',
    renderKeys(keys),
    EXAMPLE,
    `\`\`\`yaml\n${renderExampleFile(keys)}\`\`\``,
  ].join('\n\n')}\n`;
}

/** The keys at the top of a file, then those of each section. */
export function renderKeys(keys: readonly ConfigKey[]): string {
  const top = keys.filter(({ isMapping }) => !isMapping);
  const sections = keys.filter(({ isMapping }) => isMapping);
  return [
    renderSection('Top level', '', top),
    ...sections.map(({ name, description, keys: inner }) => renderSection(`\`${name}\``, description, inner)),
  ].join('\n\n');
}

const INTRODUCTION = `<!-- Written by \`npm run generate\` from the schema in src/config; change the schema, not this page. -->

# Configuration of a repository

\`${CONFIG_PATH}\` stands in the repository under review and is read **at the base**, so that a change to it is
reviewed and not obeyed. Without the file every default below holds. A file names its \`version\` and what differs from
the defaults:

\`\`\`yaml
version: 1
committee:
  enforcement: advisory
  budget_usd: 0.5
\`\`\`

- A list in the file replaces the default list; it does not add to it. Only \`gates.g5.names\` adds.
- A path pattern is read as \`.gitignore\` reads one: \`*\` stays within a folder, \`**\` crosses folders, a pattern without
  a slash matches at any depth, dotfiles count. There is no negation.
- A model is written \`provider:name\` and must stand in [\`catalog/models.yaml\`](../catalog/models.yaml) with its window
  and price.
- Editors that read JSON schemas check the file while you write it:
  [\`catalog/schema/conclave.schema.json\`](../catalog/schema/conclave.schema.json).
- \`story\`, \`gates\`, \`waiver\` and \`bots\` are heeded by the [guardrails](guardrails.md), \`committee\` and \`evidence\` by the
  app and \`conclave review\`, \`routing\` and \`areas\` by both when they [route a change](routing.md), \`rules\` by both as
  [blocking rules](blocking-rules.md), \`backtest\` by the [action of backtests](../actions/backtest/README.md) and the app,
  \`ops\` by \`conclave ops\`, [its action](../actions/ops-state/README.md) and the app ([operations](operations-state.md)).`;

/** A file with a mistake that people make, told by the program itself. */
function renderErrors(): string {
  const mistaken = 'version: 1\ncommittee:\n  expert: [ops]\n  seats_heard: 80\n';
  return [
    '## Mistakes',
    'A key that is not known, a value of another kind or a key given twice is an error with its line; nothing is guessed.\nThis file:',
    `\`\`\`yaml\n${mistaken}\`\`\``,
    'is refused with exit code 2:',
    `\`\`\`text\nconclave: ${complaintAbout(mistaken)}\n\`\`\``,
  ].join('\n\n');
}

function complaintAbout(text: string): string {
  try {
    parseConfig(text);
  } catch (error) {
    if (error instanceof AppError) return renderError(error);
    throw error;
  }
  throw new Error('the mistaken example was accepted');
}

const EXAMPLE = `## Every key with its default

This file means the same as no file. A section that begins with \`#\` and no space does something by standing there: take
the \`#\` away to wake that gate.`;

function renderSection(title: string, description: string, keys: readonly ConfigKey[]): string {
  const rows = keys.flatMap((key) => rowsOf(key, key.name));
  const head = ['| key | what it takes | default | what it means |', '| --- | --- | --- | --- |'];
  return [`### ${title}`, ...(description === '' ? [] : [escapeText(description)]), [...head, ...rows].join('\n')].join(
    '\n\n',
  );
}

function rowsOf(key: ConfigKey, name: string): readonly string[] {
  const { description, isMapping, keys, fallback } = key;
  if (!isMapping) return [rowOf([`\`${name}\``, expectedWords(key.schema), showDefault(key, fallback), description])];
  const own = description === '' ? [] : [rowOf([`\`${name}\``, keys.length === 0 ? 'nothing' : '', '', description])];
  return [...own, ...keys.flatMap((inner) => rowsOf(inner, `${name}.${inner.name}`))];
}

function rowOf([key = '', takes = '', fallback = '', description = '']: readonly string[]): string {
  return `| ${[key, takes, fallback, escapeText(description)].join(' | ')} |`;
}

function showDefault({ path }: ConfigKey, fallback: unknown): string {
  if (path === 'version') return 'required';
  if (Array.isArray(fallback)) return fallback.map(code).join(', ') || 'empty';
  if (typeof fallback === 'object' && fallback !== null) return 'empty';
  return code(fallback);
}

function code(value: unknown): string {
  const text = typeof value === 'object' && value !== null ? renderYaml(value) : String(value);
  return `\`${text.replaceAll('|', '\\|')}\``;
}
