import { AppError } from '../kernel/app-error.ts';
import { nearestWord } from '../kernel/nearest.ts';

/** Keys of an object of a given file, none of them checked. */
export type InputObject = Readonly<Record<string, unknown>>;

/** Where something stands in a given file: `state.json: runs`. */
export interface InputPlace {
  readonly fileName: string;
  /** Dotted; empty at the top. */
  readonly path: string;
}

/**
 * An object with none but the known keys; nothing and null are one without any. Throws `bad-input` for anything else
 * and for the first unknown key, with the nearest known one.
 */
export function readObject(value: unknown, known: readonly string[], place: InputPlace): InputObject {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new AppError('bad-input', `${place.path || 'the file'} is ${shapeOf(value)}`, {
      where: place.fileName,
      expected: `an object with ${known.join(', ')}`,
    });
  }
  const stranger = Object.keys(value).find((key) => !known.includes(key));
  if (stranger !== undefined) throw unknownKey(stranger, known, place);
  return { ...value };
}

function unknownKey(key: string, known: readonly string[], { fileName, path }: InputPlace): AppError {
  const near = nearestWord(key, known);
  return new AppError('bad-input', `unknown key ${JSON.stringify(key)}${path === '' ? '' : ` under ${path}`}`, {
    where: fileName,
    expected: `one of: ${known.join(', ')}`,
    ...(near !== null && { advice: `did you mean ${JSON.stringify(near)}?` }),
  });
}

/** What a value is, in two words. */
export function shapeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return JSON.stringify(value) ?? 'nothing';
}
