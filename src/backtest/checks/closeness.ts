/** What rounding may put between two ways to compute the same, as a share. */
const HAIR = 1e-9;

/** Whether two figures are the same within 1e-9 of the larger one. */
export function isSame(left: number, right: number): boolean {
  return isSameWithin(left, right, Math.max(Math.abs(left), Math.abs(right)));
}

/** Whether two figures are the same within 1e-9 of a scale, which is the money that went through them. */
export function isSameWithin(left: number, right: number, scale: number): boolean {
  return Math.abs(left - right) <= HAIR * scale;
}

/** Whether a figure is at most a limit, but for rounding. */
export function isAtMost(figure: number, limit: number): boolean {
  return figure <= limit + HAIR * Math.abs(limit);
}

/** Whether a number stands on a grid; null is no grid. */
export function isOnGrid(value: number, step: number | null): boolean {
  if (step === null) return true;
  const steps = value / step;
  return Math.abs(steps - Math.round(steps)) <= 2 * HAIR * Math.max(1, Math.abs(steps));
}

/** Digits that a reader takes in; more of them look like the name of a commit. */
const DIGITS = 6;

/** Digits that tell any two doubles apart. */
const ALL_DIGITS = 17;

/**
 * A figure as sentences show it: with six significant digits, all before the point and thousands separated from a
 * million on. Beside another figure it has as many as it takes not to read like that one.
 */
export function figure(value: number, beside: number = value): string {
  let digits = DIGITS;
  while (value !== beside && digits < ALL_DIGITS && spell(value, digits) === spell(beside, digits)) digits += 1;
  return spell(value, digits);
}

function spell(value: number, digits: number): string {
  if (Math.abs(value) < 1e6) return `${Number(value.toPrecision(digits))}`;
  const [whole = '', fraction] = `${digits > DIGITS ? Number(value.toPrecision(digits)) : Math.round(value)}`.split(
    '.',
  );
  const grouped = whole.includes('e') ? whole : whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
