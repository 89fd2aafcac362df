/** A title without the number of its record: `Keep ticks` of `7. Keep ticks`, `ADR-007: Keep ticks` and `ADR 7 – Keep ticks`. */
export function bareTitle(title: string): string {
  const bare = title.replace(/^(?:ADR[- ]\d+\s*(?:[:.–—-]\s*)?|\d+\.\s+)/i, '').trim();
  return bare === '' ? title : bare;
}

/** The number that a title carries: only `ADR-7`, `ADR 7` and `7. ` are one; `15-minute bars` begins with a figure of its own. */
export function numberOfTitle(title: string): number | null {
  const [, id, counted] = /^(?:ADR[-\s](\d+)(?![\p{L}\p{N}])|(\d+)\.\s)/iu.exec(title) ?? [];
  const digits = id ?? counted;
  return digits === undefined ? null : Number(digits);
}
