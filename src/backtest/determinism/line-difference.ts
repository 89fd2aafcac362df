import { parseCsvLine } from '../artefacts/csv-line.ts';

/** The first line in which two files differ; null where a file has no such line, in both where only line ends differ. */
export interface LineDifference {
  /** File name of the artefact. */
  readonly name: string;
  /** From 1. */
  readonly line: number;
  /** The first line of the file, which names the columns of a table. */
  readonly header: string;
  readonly first: string | null;
  readonly second: string | null;
}

/** What the two sides are called, as it reads on from a value and after "only". */
export interface SideWords {
  readonly first: string;
  readonly second: string;
}

const RUNS: SideWords = { first: 'in the first run', second: 'in the second run' };

/** Says in words how two sides differ: which event or row, of which bar or time, in which field, with both values. */
export function tellDifference(difference: LineDifference, sides: SideWords = RUNS): string {
  const { name, line, first, second } = difference;
  if (first === null && second === null) return `${name} has other line ends ${sides.second}`;
  if (first === null || second === null) {
    const longer = first === null ? sides.second : sides.first;
    return `${name} goes on at line ${line} ${longer} only: ${clip(first ?? second ?? '')}`;
  }
  const [one, other] = [fieldsOf(difference, first), fieldsOf(difference, second)];
  if (one === null || other === null)
    return `${name}, line ${line}: ${clip(first)} ${sides.first}, ${clip(second)} ${secondOf(sides)}`;
  const field = [...new Set([...one.keys(), ...other.keys()])].find((key) => one.get(key) !== other.get(key));
  if (field === undefined) return `${name}, line ${line}: the same fields in another order or spelling`;
  const values = `${show(one.get(field))} ${sides.first}, ${show(other.get(field))} ${secondOf(sides)}`;
  return `${name}, line ${line}${placeOf(one)}: ${field} is ${values}`;
}

/** Behind the first run the second needs no name. */
function secondOf({ second }: SideWords): string {
  return second === RUNS.second ? 'in the second' : second;
}

/** The fields of a line by their names: columns of a table, keys of a JSON object, or a line of pretty JSON. */
function fieldsOf({ name, header }: LineDifference, line: string): ReadonlyMap<string, string> | null {
  if (name.endsWith('.csv')) {
    const values = parseCsvLine(line);
    return new Map(parseCsvLine(header).map((column, index) => [column, values[index] ?? '']));
  }
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed !== 'object' || parsed === null) return null;
    return new Map(Object.entries(parsed).map(([key, value]) => [key, JSON.stringify(value)]));
  } catch {
    const match = /^\s*"([^"]+)": (.*?),?$/.exec(line);
    return match?.[1] === undefined ? null : new Map([[match[1], match[2] ?? '']]);
  }
}

/** What a reader looks the place up by. */
const PLACE_FIELDS = ['event', 'symbol', 'bar', 'position_id', 'order_id', 'timestamp', 'time', 'entry_time'];

function placeOf(fields: ReadonlyMap<string, string>): string {
  const known = PLACE_FIELDS.flatMap((name) => {
    const value = fields.get(name);
    return value === undefined || value === '' ? [] : [`${name} ${show(value)}`];
  });
  return known.length === 0 ? '' : ` (${known.join(', ')})`;
}

function show(value: string | undefined): string {
  return value === undefined ? 'missing' : clip(value.replaceAll(/^"|"$/g, ''));
}

const LONGEST = 120;

function clip(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
