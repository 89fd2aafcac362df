/** A stretch of one line that holds a secret or a part of one; `end` is behind its last character. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
  /** What it is, as the placeholder names it: `aws-access-key`, `password`. */
  readonly kind: string;
  /** Set when the secret began on an earlier line (the body of a private key). */
  readonly continued?: true;
}

/** The words that stand where a secret stood. */
function placeholderOf(kind: string): string {
  return `[secret removed: ${kind}]`;
}

const placeholders = /\[secret removed: [a-z0-9-]+\]/g;

/** Spans in order of their place, overlapping ones as one with the kind of the first given; none touches a placeholder. */
export function mergeSpans(text: string, spans: readonly SecretSpan[]): readonly SecretSpan[] {
  const rank = new Map(spans.map((span, index) => [span, index]));
  const merged: SecretSpan[] = [];
  const inOrder = spans.toSorted((left, right) => left.start - right.start);
  for (const span of outsidePlaceholders(text, inOrder)) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) {
      merged.push(span);
      continue;
    }
    const first = (rank.get(last) ?? 0) <= (rank.get(span) ?? 0) ? last : span;
    const union = { ...first, start: last.start, end: Math.max(last.end, span.end) };
    rank.set(union, rank.get(first) ?? 0);
    merged[merged.length - 1] = union;
  }
  return merged;
}

function outsidePlaceholders(text: string, spans: readonly SecretSpan[]): readonly SecretSpan[] {
  if (spans.length === 0) return spans;
  const taken = Array.from(text.matchAll(placeholders), ({ index, 0: words }) => ({
    start: index,
    end: index + words.length,
  }));
  let next = 0;
  return spans.filter((span) => {
    while ((taken[next]?.end ?? text.length) <= span.start && next < taken.length) next += 1;
    const place = taken[next];
    return place === undefined || span.end <= place.start;
  });
}

/** The text with a placeholder for every span; spans are in order and do not overlap. */
export function replaceSpans(text: string, spans: readonly SecretSpan[]): string {
  let rest = 0;
  const pieces: string[] = [];
  for (const { start, end, kind } of spans) {
    pieces.push(text.slice(rest, start), placeholderOf(kind));
    rest = end;
  }
  return pieces.join('') + text.slice(rest);
}
