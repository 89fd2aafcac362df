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

/** A figure as sentences show it. */
export function figure(value: number): string {
  return Number.isInteger(value) ? `${value}` : `${Number(value.toPrecision(10))}`;
}
