import { EVENT_ID, type Event, getScalarValue } from 'js-yaml';
import { AppError, type ErrorCode } from './app-error.ts';

/** Keys and list positions from the root of a document down to one value. */
export type YamlPath = readonly (string | number)[];

/** One YAML document as plain JSON data that knows the line of everything in it. */
export interface YamlDocument {
  readonly fileName: string;
  /** Null when the text holds no value at all. */
  readonly value: unknown;
  /** Line of a key or list item, counted from 1; that of its nearest known ancestor when the path leads nowhere. */
  lineOf(path: YamlPath): number;
}

/** A text to parse, and how an error about it is told. */
export interface YamlSource {
  readonly text: string;
  readonly fileName: string;
  readonly code: ErrorCode;
}

/** Where a key or item stands, and what stands under it. */
export interface Place {
  readonly line: number;
  readonly children: Map<string, Place>;
}

/** Finds the line of everything in a document, null for an empty one; js-yaml's own tree keeps no positions. */
export function readPlaces(events: readonly Event[], source: YamlSource): Place | null {
  const walk: Walk = { events, source, next: 0, lineAt: lineCounter(source.text) };
  if (events[0]?.type !== EVENT_ID.DOCUMENT) return null;
  walk.next = 1;
  const root: Place = { line: 1, children: new Map() };
  readNode(walk, root);
  refuseSecondDocument(walk);
  return root;
}

interface Walk {
  readonly events: readonly Event[];
  readonly source: YamlSource;
  readonly lineAt: (offset: number) => number;
  next: number;
}

function readNode(walk: Walk, place: Place): void {
  const event = walk.events[walk.next];
  walk.next += 1;
  if (event?.type === EVENT_ID.MAPPING) readMapping(walk, place);
  else if (event?.type === EVENT_ID.SEQUENCE) readSequence(walk, place);
  else if (event?.type === EVENT_ID.ALIAS) refuseAlias(walk, event.anchorStart);
}

function readMapping(walk: Walk, place: Place): void {
  for (;;) {
    const key = walk.events[walk.next];
    if (key === undefined || key.type === EVENT_ID.POP) break;
    const child: Place = { line: lineOfEvent(walk, key) ?? place.line, children: new Map() };
    if (key.type === EVENT_ID.SCALAR) addKey(place, getScalarValue(walk.source.text, key), { child, walk });
    readNode(walk, { line: child.line, children: new Map() });
    readNode(walk, child);
  }
  walk.next += 1;
}

function addKey(place: Place, name: string, { child, walk }: { child: Place; walk: Walk }): void {
  const earlier = place.children.get(name);
  if (earlier !== undefined) {
    throw new AppError(walk.source.code, `duplicate key "${name}"`, {
      where: `${walk.source.fileName}:${child.line}`,
      expected: `each key once; "${name}" stands already on line ${earlier.line}`,
      advice: 'Remove one of the two.',
    });
  }
  place.children.set(name, child);
}

function readSequence(walk: Walk, place: Place): void {
  for (let index = 0; ; index += 1) {
    const item = walk.events[walk.next];
    if (item === undefined || item.type === EVENT_ID.POP) break;
    const child: Place = { line: lineOfEvent(walk, item) ?? place.line, children: new Map() };
    place.children.set(String(index), child);
    readNode(walk, child);
  }
  walk.next += 1;
}

function lineOfEvent(walk: Walk, event: Event): number | null {
  const offset = offsetOf(event);
  return offset < 0 ? null : walk.lineAt(offset);
}

function offsetOf(event: Event): number {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return event.valueStart;
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return event.start;
    case EVENT_ID.ALIAS:
      return event.anchorStart;
    case EVENT_ID.DOCUMENT:
    case EVENT_ID.POP:
      return -1;
    default:
      return event satisfies never;
  }
}

function refuseAlias(walk: Walk, offset: number): never {
  throw new AppError(walk.source.code, 'an alias (*name) is not allowed here', {
    where: `${walk.source.fileName}:${walk.lineAt(offset)}`,
    expected: 'plain values only',
    advice: 'Write the value out where the alias stands.',
  });
}

function refuseSecondDocument(walk: Walk): void {
  const rest = walk.events.slice(walk.next);
  if (!rest.some((event) => event.type === EVENT_ID.DOCUMENT)) return;
  const offset = rest.map(offsetOf).find((at) => at >= 0);
  const where = offset === undefined ? walk.source.fileName : `${walk.source.fileName}:${walk.lineAt(offset)}`;
  throw new AppError(walk.source.code, 'a second YAML document begins here', {
    where,
    expected: 'one document in the file',
    advice: 'Remove the line "---" between them.',
  });
}

/** Line numbers by binary search over the line starts. */
function lineCounter(text: string): (offset: number) => number {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (match) => match.index + match[0].length)];
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

/** Line of the value at a path, or of its nearest known ancestor; 1 when there is none. */
export function findLine(root: Place | null, path: YamlPath): number {
  let place = root;
  for (const step of path) {
    const child = place?.children.get(String(step));
    if (child === undefined) break;
    place = child;
  }
  return place?.line ?? 1;
}
