import type { ConfigKey } from './config-keys.ts';

/** Sections that do something by standing in the file, even with every default; the example leaves them switched off. */
const SPEAKING = ['gates.g3', 'gates.g4'];

/** Columns of the example, so that a page shows it without scrolling. */
const WIDTH = 100;

/** The whole configuration file with every default and a comment for every key; switched-off keys begin with `#`. */
export function renderExampleFile(keys: readonly ConfigKey[], switchedOff: readonly string[] = SPEAKING): string {
  return keys.map((key) => `${renderKey(key, { indent: '', switchedOff }).join('\n')}\n`).join('\n');
}

interface Place {
  readonly indent: string;
  /** Paths of the keys that are left switched off. */
  readonly switchedOff: readonly string[];
}

function renderKey(key: ConfigKey, { indent, switchedOff }: Place): readonly string[] {
  const comment = key.description === '' ? [] : wrap(key.description, `${indent}# `);
  if (!switchedOff.includes(key.path)) return [...comment, ...renderBody(key, { indent, switchedOff })];
  const below = switchedOff.filter((path) => path !== key.path);
  return [...comment, ...renderBody(key, { indent: '', switchedOff: below }).map((line) => `${indent}#${line}`)];
}

function renderBody({ name, keys, fallback }: ConfigKey, place: Place): readonly string[] {
  const start = `${place.indent}${name}:`;
  if (keys.length === 0) return renderValue(start, fallback);
  return [start, ...keys.flatMap((key) => renderKey(key, { ...place, indent: `${place.indent}  ` }))];
}

function renderValue(start: string, value: unknown): readonly string[] {
  const line = `${start} ${renderYaml(value)}`;
  if (line.length <= WIDTH || !Array.isArray(value)) return [line];
  const indent = ' '.repeat(start.search(/\S/) + 2);
  return [start, ...value.map((item) => `${indent}- ${renderYaml(item)}`)];
}

/** A value of a default on one line of YAML. */
export function renderYaml(value: unknown): string {
  if (typeof value === 'string') return isPlain(value) ? value : `'${value.replaceAll("'", "''")}'`;
  if (Array.isArray(value)) return `[${value.map(renderYaml).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${renderYaml(key)}: ${renderYaml(inner)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** Words that no reader of YAML takes for anything but text. */
function isPlain(text: string): boolean {
  return /^[A-Za-z][\w -]*\w$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text);
}

function wrap(text: string, start: string): readonly string[] {
  const lines: string[] = [];
  let line = start.trimEnd();
  for (const word of text.split(' ')) {
    if (`${line} ${word}`.length > WIDTH && line !== start.trimEnd()) {
      lines.push(line);
      line = start.trimEnd();
    }
    line = `${line} ${word}`;
  }
  return [...lines, line];
}
