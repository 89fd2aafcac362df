import { AppError } from '../../kernel/app-error.ts';

/**
 * A number as the shortest decimal that reads back as the same double, never with an exponent; `-0` is `0`. Throws
 * `broken` for NaN and infinities, which no artefact holds.
 */
export function formatDecimal(value: number): string {
  const text = `${value}`;
  const size = Math.abs(value);
  if (size < 1e21 && (size >= 1e-6 || size === 0)) return text;
  return withoutExponent(text);
}

/** Between 1e-6 and 1e21 a double writes itself without an exponent; beyond, the point is moved here. */
function withoutExponent(text: string): string {
  const [, sign = '', whole = '', fraction = '', power] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (power === undefined) {
    throw new AppError('broken', `${text} cannot be written into an artefact`, { expected: 'a finite number' });
  }
  const exponent = Number(power);
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${whole}${fraction}`;
  return `${sign}${whole}${fraction.padEnd(exponent, '0')}`;
}
