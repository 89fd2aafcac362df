import { AppError } from '../../kernel/app-error.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import { validate } from '../../kernel/validation.ts';
import { parseYaml } from '../../kernel/yaml.ts';
import type { YamlDocument, YamlPath } from '../../kernel/yaml-document.ts';
import type { RunConfig } from '../run-config.ts';
import { RUN_CONFIG_HINTS } from '../run-config-file.ts';
import { type Figure, type FigureValue, figuresOver } from './figure.ts';
import { type ExpectedArtefacts, type ExpectedValue, GoldenFile, type GoldenUpdate } from './golden-file.ts';
import { resolveInside } from './inside-path.ts';

/** How far a figure may be from what is expected. */
export type Tolerance =
  | { readonly kind: 'exact' }
  | { readonly kind: 'absolute'; readonly by: number }
  | { readonly kind: 'relative'; readonly by: number };

/** A figure, and what it is to be. */
export interface ExpectedFigure {
  readonly figure: Figure;
  readonly value: FigureValue;
  readonly tolerance: Tolerance;
}

/** A golden scenario; every path counts from the root of the repository and stays in it. */
export interface Golden {
  /** The path of its own file. */
  readonly name: string;
  readonly title: string;
  readonly why: string | null;
  readonly strategy: string;
  readonly data: readonly { readonly symbol: string; readonly file: string; readonly sha256: string }[];
  readonly config:
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'inline'; readonly config: RunConfig };
  readonly seed: number;
  readonly expected: readonly ExpectedFigure[];
  readonly artefacts: ExpectedArtefacts;
  readonly updates: readonly GoldenUpdate[];
}

/** Characters that a golden file may have. */
export const LONGEST_GOLDEN = 262_144;

/**
 * Reads a golden scenario whose file stands at `name`, counted from the root of the repository. Throws an AppError with
 * file and line for what the schema does not know, a path that leaves the repository, a figure that no summary has, and a
 * scenario that expects nothing.
 */
export function readGolden(text: string, name: string): Golden {
  if (text.length > LONGEST_GOLDEN) throw tooLong(text.length, name);
  const document = parseYaml(text, name);
  const file = validate(document, GoldenFile, { hints: HINTS });
  const { title, why = null, data, config, seed, artefacts, updates } = file;
  refuseRepeatedSymbols(document, file);
  const expected = readExpected(document, file);
  if (expected.length + Object.keys(artefacts).length === 0) throw expectsNothing(document);
  return {
    name,
    title,
    why,
    strategy: inside(document, ['strategy'], file.strategy),
    data: data.map((each, index) => ({ ...each, file: inside(document, ['data', index, 'file'], each.file) })),
    config:
      typeof config === 'string'
        ? { kind: 'file', path: inside(document, ['config'], config) }
        : { kind: 'inline', config },
    seed,
    expected,
    artefacts,
    updates,
  };
}

const HINTS: Readonly<Record<string, string>> = {
  figures: 'Figures stand under expected, by dotted name such as account.sharpe.',
  tolerance: 'A tolerance stands beside its value: { value: 0.61, absolute: 0.01 }.',
  sha256: 'A hash of an artefact stands under artefacts, by the name of its file.',
  ...Object.fromEntries(Object.entries(RUN_CONFIG_HINTS).map(([key, hint]) => [`config.${key}`, hint])),
};

function refuseRepeatedSymbols(document: YamlDocument, { data }: GoldenFile): void {
  const repeated = data.findIndex(({ symbol }, index) => data.findIndex((each) => each.symbol === symbol) < index);
  if (repeated === -1) return;
  throw new AppError('bad-input', `the symbol "${data[repeated]?.symbol}" was given twice`, {
    where: place(document, ['data', repeated]),
    expected: 'each symbol once',
  });
}

function readExpected(document: YamlDocument, { expected, data }: GoldenFile): readonly ExpectedFigure[] {
  const known = figuresOver(data.map(({ symbol }) => symbol));
  return Object.entries(expected).map(([name, given]) => {
    const figure = known.get(name);
    if (figure === undefined) throw unknownFigure(document, name, [...known.keys()]);
    const { value, tolerance } = readValue(given);
    const fits = value === null || (figure.kind === 'number') === (typeof value === 'number');
    if (!fits) throw wrongKind(document, figure, value);
    return { figure, value, tolerance };
  });
}

function readValue(given: ExpectedValue): Pick<ExpectedFigure, 'value' | 'tolerance'> {
  if (typeof given !== 'object' || given === null) return { value: given, tolerance: { kind: 'exact' } };
  const { value, absolute, relative } = given;
  if (absolute !== undefined) return { value, tolerance: { kind: 'absolute', by: absolute } };
  return { value, tolerance: { kind: 'relative', by: relative ?? 0 } };
}

function inside(document: YamlDocument, at: YamlPath, path: string): string {
  const resolved = resolveInside(document.fileName, path);
  if (resolved.kind === 'inside') return resolved.path;
  throw new AppError('bad-input', `${at.at(-1)} is ${JSON.stringify(path)}`, {
    where: place(document, at),
    expected: resolved.expected,
  });
}

function place(document: YamlDocument, path: YamlPath): string {
  return `${document.fileName}:${document.lineOf(path)}`;
}

function unknownFigure(document: YamlDocument, name: string, known: readonly string[]): AppError {
  const near = nearestWord(name, known) ?? known.find((each) => each.endsWith(`.${name}`)) ?? null;
  return new AppError('bad-input', `unknown figure "${name}" under expected`, {
    where: place(document, ['expected', name]),
    expected: 'a figure of summary.json by its dotted name, such as total.trades or account.sharpe',
    ...(near !== null && { advice: `did you mean "${near}"?` }),
  });
}

function wrongKind(document: YamlDocument, { name, kind }: Figure, value: FigureValue): AppError {
  return new AppError('bad-input', `${name} under expected is ${JSON.stringify(value)}`, {
    where: place(document, ['expected', name]),
    expected: kind === 'number' ? 'a number, or null where it is undefined' : 'a text, or null where it is undefined',
  });
}

function expectsNothing(document: YamlDocument): AppError {
  return new AppError('bad-input', 'the scenario expects nothing, so that nothing could break it', {
    where: place(document, ['expected']),
    expected: 'at least one figure under expected, or one hash under artefacts',
    advice: 'Write `total.trades: null` under expected and fill it with `conclave backtest golden --update`.',
  });
}

function tooLong(length: number, name: string): AppError {
  return new AppError('bad-input', `the file has ${length} characters`, {
    where: name,
    expected: `at most ${LONGEST_GOLDEN}`,
  });
}
