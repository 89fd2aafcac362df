/** A JSON value whose objects have their keys in ascending order, at every depth. */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, canonical(each)]));
}

/** A JSON value as text that is the same for the same value, in whatever order its keys were given. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(canonical(value));
}
