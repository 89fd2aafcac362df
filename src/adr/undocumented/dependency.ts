import { isAppError } from '../../kernel/app-error.ts';
import { parseYaml } from '../../kernel/yaml.ts';
import { fileNameOf, type ReadSigns, type Sign, signsByLine } from './sign.ts';
import { entriesOf } from './toml-entry.ts';

const ASIDE =
  /(?:^|[._-])(?:dev|develop|development|test|tests|testing|lint|docs|doc|ci|build|types|typing|mypy)(?:[._-]|$)/;

/** Packages that a project needs where it runs; what only its developers, tests or documents need is left out. */
export const readDependencies: ReadSigns = (path, text) => {
  const name = fileNameOf(path);
  if (isRequirements(path)) return readRequirements(text);
  if (name === 'pyproject.toml') return readPyproject(text);
  if (name === 'cargo.toml') return readCargo(text);
  if (name === 'go.mod') return readGoMod(text);
  return name === 'package.json' ? readPackage(text) : [];
};

function isRequirements(path: string): boolean {
  const name = fileNameOf(path);
  if (!/^requirements.*\.(?:txt|in)$/.test(name) && !/(?:^|\/)requirements\/[^/]+\.(?:txt|in)$/i.test(path))
    return false;
  return !ASIDE.test(name.replace(/\.(?:txt|in)$/, ''));
}

function readRequirements(text: string): readonly Sign[] {
  const lines = text.split('\n').map((line) => line.replace(/(?:^|\s)#.*$/, ''));
  return signsByLine('dependency', lines, [/^\s*([A-Za-z\d][\w.-]*)\s*(?:$|[[<>=!~;@\s])/]).map(normalised);
}

/** PEP 503: case and kind of separator do not matter. */
function normalised(sign: Sign): Sign {
  return { ...sign, name: sign.name.toLowerCase().replaceAll(/[-_.]+/g, '-') };
}

function readPyproject(text: string): readonly Sign[] {
  return entriesOf(text).flatMap(({ table, key, value, line }): readonly Sign[] => {
    const isList =
      (table === 'project' && key === 'dependencies') ||
      (table === 'project.optional-dependencies' && !ASIDE.test(key));
    if (isList) {
      const name = /^["']\s*([A-Za-z\d][\w.-]*)/.exec(value)?.[1];
      return name === undefined ? [] : [normalised({ kind: 'dependency', name, line })];
    }
    const isPoetry = table === 'tool.poetry.dependencies' && key !== 'python';
    return isPoetry ? [normalised({ kind: 'dependency', name: key, line })] : [];
  });
}

function readCargo(text: string): readonly Sign[] {
  return entriesOf(text).flatMap(({ table, key, line }): readonly Sign[] => {
    if (/^(?:target\..+\.|workspace\.)?dependencies$/.test(table)) return [{ kind: 'dependency', name: key, line }];
    const own = /^(?:target\..+\.|workspace\.)?dependencies\.([\w-]+)$/.exec(table)?.[1];
    return own === undefined ? [] : [{ kind: 'dependency', name: own, line }];
  });
}

function readGoMod(text: string): readonly Sign[] {
  const lines = text.split('\n');
  let isInside = false;
  return lines.flatMap((line, index): readonly Sign[] => {
    if (/^require\s*\(/.test(line)) isInside = true;
    else if (/^\)/.test(line)) isInside = false;
    const [, name] = (isInside ? /^\s+(\S+)\s+v\S+/ : /^require\s+(\S+)\s+v\S+/).exec(line) ?? [];
    // What a dependency needs itself was not chosen here; the next major version of a module is no new one.
    if (name === undefined || /\/\/\s*indirect/.test(line)) return [];
    return [{ kind: 'dependency', name: name.replace(/\/v\d+$/, ''), line: index + 1 }];
  });
}

const NEEDED = ['dependencies', 'peerDependencies', 'optionalDependencies'];

/** JSON is YAML as well, which knows its lines. */
function readPackage(text: string): readonly Sign[] {
  const document = parseOrNull(text);
  if (document === null) return [];
  return NEEDED.flatMap((field) => {
    const packages = isMapping(document.value) ? document.value[field] : null;
    if (!isMapping(packages)) return [];
    return Object.keys(packages).map(
      (name): Sign => ({ kind: 'dependency', name, line: document.lineOf([field, name]) }),
    );
  });
}

function parseOrNull(text: string) {
  try {
    return parseYaml(text.replaceAll('\t', '  '), 'package.json');
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
