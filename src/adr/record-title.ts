/** A title without the number of its record: `Keep ticks` of `7. Keep ticks`, `ADR-007: Keep ticks` and `ADR 7 – Keep ticks`. */
export function bareTitle(title: string): string {
  const bare = title.replace(/^(?:ADR[- ]\d+\s*(?:[:.–—-]\s*)?|\d+\.\s+)/i, '').trim();
  return bare === '' ? title : bare;
}
