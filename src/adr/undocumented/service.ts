import { fileNameOf, type ReadSigns, type Sign, signsByLine } from './sign.ts';

/** Compose files of people's own machines and of tests bring nothing into production. */
const COMPOSE = /^(?:docker-)?compose(?:[.-](?!.*(?:test|ci|dev|local|e2e|override))[\w.-]+)?\.ya?ml$/;

/**
 * Services that a Compose file, a Procfile, a systemd unit or a Helm chart declares. A Compose file is read by its lines,
 * as its anchors and merge keys are none of our YAML: the services are the keys one step below `services:`.
 */
export const readServices: ReadSigns = (path, text) => {
  const name = fileNameOf(path);
  if (COMPOSE.test(name)) return readCompose(text.split('\n'));
  if (name === 'procfile') return signsByLine('service', text.split('\n'), [/^([\w-]+):\s*\S/]);
  if (name === 'chart.yaml') return signsByLine('service', text.split('\n'), [/^name:\s*["']?([\w.-]+)/]).slice(0, 1);
  if (name.endsWith('.service')) return readUnit(name, text.split('\n'));
  return [];
};

function readCompose(lines: readonly string[]): readonly Sign[] {
  const from = lines.findIndex((line) => /^services:\s*(?:#.*)?$/.test(line));
  if (from < 0) return [];
  const signs: Sign[] = [];
  let indent: number | null = null;
  for (let index = from + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    if (/^\S/.test(line)) break;
    const [, spaces = '', name] = /^( +)["']?([\w.-]+)["']?:/.exec(line) ?? [];
    if (name === undefined) continue;
    indent ??= spaces.length;
    if (spaces.length === indent) signs.push({ kind: 'service', name, line: index + 1 });
  }
  return signs;
}

function readUnit(name: string, lines: readonly string[]): readonly Sign[] {
  const line = lines.findIndex((each) => /^ExecStart=/.test(each)) + 1;
  return line === 0 ? [] : [{ kind: 'service', name: name.replace(/\.service$/, ''), line }];
}
