import { posix } from 'node:path';
import { emptyNames, exceptions, type Floor, floors, longestFile, pureBuiltins, vendorHomes } from './floors.ts';
import { type Import, moduleFakes, type SourceFile } from './source-file.ts';

/** Every way in which a set of files breaks the table of directions and its house rules, one sentence each. */
export function inspectHouse(files: readonly SourceFile[]): readonly string[] {
  const placed = files.flatMap((file) => {
    const floor = floorOf(file.path);
    return floor === null ? [] : [{ file, floor }];
  });
  return [
    ...files.filter((file) => floorOf(file.path) === null).map((file) => `${file.path}: belongs to no room`),
    ...placed.flatMap((each) => fileRules.flatMap((rule) => rule(each).map((text) => `${each.file.path}${text}`))),
    ...findCircles(files),
  ];
}

interface Placed {
  readonly file: SourceFile;
  readonly floor: Floor;
}

type FileRule = (placed: Placed) => readonly string[];

const fileRules: readonly FileRule[] = [
  keepsDirections,
  keepsVendorsAtHome,
  keepsPortsBare,
  joinsInWireOnly,
  hasNoEffect,
  fakesPortsOnly,
  exportsByName,
  hasATellingName,
  isShort,
];

/** The folder of the table in which a path stands; null when there is none. */
function floorOf(path: string): Floor | null {
  const found = floors.find((floor) => path.startsWith(`${floor.folder}/`));
  if (found !== undefined) return found;
  return path.includes('/') ? null : (floors.find((floor) => floor.folder === '.') ?? null);
}

/** What a file may not look into although it stands in the same folder: each adapter is a house of its own. */
function unitOf(path: string): string | null {
  const floor = floorOf(path);
  if (floor?.kind !== 'adapters') return floor?.folder ?? null;
  return path.split('/').slice(0, 3).join('/');
}

function isOurs(from: string): boolean {
  return from.startsWith('.');
}

function targetOf(file: SourceFile, from: string): string {
  return posix.join(posix.dirname(file.path), from);
}

function keepsDirections({ file, floor }: Placed): string[] {
  return file.imports
    .filter((each) => isOurs(each.from))
    .flatMap((each) => {
      const target = targetOf(file, each.from);
      if (unitOf(target) === unitOf(file.path)) return [];
      const folder = floorOf(target)?.folder;
      const allowed = folder !== undefined && floor.mayImport.includes(folder);
      const settings = floor.kind === 'door' && target === 'package.json';
      return allowed || settings ? [] : [`:${each.line}: ${floor.folder} may not import ${target}`];
    });
}

function keepsVendorsAtHome({ file, floor }: Placed): string[] {
  if (floor.kind === 'workshop') return [];
  return file.imports
    .filter((each) => !isOurs(each.from) && !mayTake(file, each.from))
    .flatMap((each) => {
      const fault = each.from.startsWith('node:') ? findBuiltinFault(each, file, floor) : findVendorFault(each, file);
      return fault === null ? [] : [`:${each.line}: ${fault}`];
    });
}

function findVendorFault({ from }: Import, file: SourceFile): string | null {
  const homes = homesOf(from);
  if (homes === null) return `package "${from}" has no home; name one in test/architecture/floors.ts`;
  return standsIn(file, homes) ? null : `package "${from}" is at home in ${homes.join(', ')}`;
}

function findBuiltinFault({ from, names }: Import, file: SourceFile, floor: Floor): string | null {
  const homes = homesOf(from);
  if (homes !== null) return standsIn(file, homes) ? null : `"${from}" is at home in ${homes.join(', ')}`;
  if (floor.kind === 'adapters' || floor.kind === 'door') return null;
  const pure = pureBuiltins[from] ?? [];
  const takesPureOnly = names.length > 0 && names.every((name) => pure.includes(name));
  return takesPureOnly ? null : `"${from}" reaches outside; a ${floor.kind === 'room' ? 'room' : 'floor'} may not`;
}

function homesOf(from: string): readonly string[] | null {
  const key = Object.keys(vendorHomes).find((name) =>
    name.endsWith('*') ? from.startsWith(name.slice(0, -1)) : from === name || from.startsWith(`${name}/`),
  );
  return key === undefined ? null : (vendorHomes[key] ?? null);
}

function mayTake(file: SourceFile, module: string): boolean {
  return exceptions.some((each) => each.file === file.path && each.modules.includes(module));
}

function mayUse(file: SourceFile, effect: string): boolean {
  return exceptions.some((each) => each.file === file.path && each.effects.includes(effect));
}

function standsIn(file: SourceFile, folders: readonly string[]): boolean {
  return folders.some((folder) => file.path.startsWith(`${folder}/`));
}

function keepsPortsBare({ file, floor }: Placed): string[] {
  if (floor.kind !== 'ports') return [];
  return file.imports
    .filter((each) => !each.typeOnly)
    .map((each) => `:${each.line}: a port imports types only; write "import type" for ${each.from}`);
}

/** In a door, only `wire.ts` (or a file under `wire/`) knows both a flow and an adapter. */
function joinsInWireOnly({ file, floor }: Placed): string[] {
  if (floor.kind !== 'door' || /\/wire(\/[^/]+)?\.ts$/.test(file.path)) return [];
  const targets = file.imports.filter((each) => !each.typeOnly).map((each) => targetOf(file, each.from));
  const joins = ['src/flows/', 'src/adapters/'].every((start) => targets.some((target) => target.startsWith(start)));
  return joins ? [': joins a flow with an adapter; only wire.ts does that'] : [];
}

function hasNoEffect({ file, floor }: Placed): string[] {
  if (floor.kind !== 'room' && floor.kind !== 'flows' && floor.kind !== 'ports') return [];
  return file.effects
    .filter((effect) => !mayUse(file, effect.what))
    .map((effect) => `:${effect.line}: uses ${effect.what}; take it as an argument or through a port`);
}

function fakesPortsOnly({ file }: Placed): string[] {
  return file.effects
    .filter((effect) => moduleFakes.includes(effect.what))
    .map((effect) => `:${effect.line}: ${effect.what} replaces a module; fake the port instead`);
}

function exportsByName({ file }: Placed): string[] {
  const toolInsists = /^[a-z]+\.config\.ts$/.test(file.path);
  return file.exportsDefault && !toolInsists ? [': has a default export; export by name'] : [];
}

function hasATellingName({ file }: Placed): string[] {
  const stem = posix.basename(file.path).replace(/(\.(test|config|d))?\.ts$/, '');
  if (emptyNames.includes(stem)) return [`: "${stem}" says nothing; name the file after its noun`];
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem) ? [] : [': write the name in kebab-case'];
}

function isShort({ file }: Placed): string[] {
  return file.lines > longestFile ? [`: ${file.lines} lines; at most ${longestFile}, split it by noun`] : [];
}

/** Circles of imports, types included: one sentence for each file at which a circle closes. */
function findCircles(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) circles.push(`${path}: imports itself in a circle: ${[...trail.slice(start), path].join(' > ')}`);
    const file = byPath.get(path);
    if (start >= 0 || done.has(path) || file === undefined) return;
    for (const each of file.imports) if (isOurs(each.from)) visit(targetOf(file, each.from), [...trail, path]);
    done.add(path);
  };
  for (const file of files) visit(file.path, []);
  return circles;
}
