/** A colour from a figure on; Grafana takes the last step that the figure has reached. */
export interface Step {
  readonly color: Colour;
  /** Null for what comes before all others. */
  readonly value: number | null;
}

type Colour = 'green' | 'light-green' | 'yellow' | 'orange' | 'red' | 'blue';

/** Figures are recorded with six decimals, so that this is the next one above a line. */
const NEXT = 1e-6;

/** The first figure that is above a line, since a step begins at its figure and most lines do not belong to what is bad. */
export function beyond(line: number): number {
  return Number((line + NEXT).toFixed(6));
}

/** Two lines, each not yet bad itself: `CPU > 70`, `CPU > 90`. */
export function risesAbove(warning: number, critical: number): readonly Step[] {
  return stepsOf('green', ['yellow', beyond(warning)], ['red', beyond(critical)]);
}

/** A warning that begins at its line, and what is critical above its own: `OOM 1 to 2`, `OOM > 2`. */
export function risesFrom(warning: number, critical: number): readonly Step[] {
  return stepsOf('green', ['yellow', warning], ['red', beyond(critical)]);
}

/** One line, above which there is one colour. */
export function above(line: number, color: Colour): readonly Step[] {
  return stepsOf('green', [color, beyond(line)]);
}

/** A figure that is critical below one line, and a warning up to another: `success < 70`, `70 to 90`. */
export function fallsBelow(critical: number, warning: number): readonly Step[] {
  return stepsOf('red', ['yellow', critical], ['green', beyond(warning)]);
}

/** The first colour, and from which figures on there are others. */
export function stepsOf(first: Colour, ...others: readonly (readonly [Colour, number])[]): readonly Step[] {
  return [{ color: first, value: null }, ...others.map(([color, value]) => ({ color, value }))];
}
