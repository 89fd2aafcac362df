/**
 * Where a JSON value that was given first differs from the one that was computed, in words such as `deciding.difference is
 * 0.1 in the file, 0.2 by the replay`; null where they are the same.
 */
export function tellValueDifference(given: unknown, computed: unknown, path = ''): string | null {
  if (isNested(given) && isNested(computed) && Array.isArray(given) === Array.isArray(computed)) {
    const keys = [...new Set([...Object.keys(computed), ...Object.keys(given)])];
    for (const key of keys) {
      const deeper = path === '' ? key : `${path}.${key}`;
      const told = tellValueDifference(fieldOf(given, key), fieldOf(computed, key), deeper);
      if (told !== null) return told;
    }
    return null;
  }
  if (Object.is(given, computed)) return null;
  return `${path === '' ? 'it' : path} is ${show(given)} in the file, ${show(computed)} by the replay`;
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function fieldOf(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

const LONGEST_SHOWN = 200;

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'missing';
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
