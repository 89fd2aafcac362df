import { compareText } from '../kernel/compare-text.ts';
import type { Change } from './change.ts';
import { redactFile } from './secrets/changed-file.ts';
import { findSecrets } from './secrets/find.ts';
import type { FoundSecret, Secret } from './secrets/found-secret.ts';
import { redactPath, redactPaths, secretsOfPath } from './secrets/path.ts';
import { replaceSpans, type SecretSpan } from './secrets/span.ts';

/** A text without its credentials, and where they stood, in order. */
export interface RedactedText {
  readonly text: string;
  readonly secrets: readonly Secret[];
}

/** A change without its credentials, and where they stood: also on lines that the change did not touch. */
export interface RedactedChange {
  readonly change: Change;
  readonly secrets: readonly FoundSecret[];
}

/**
 * Puts `[secret removed: kind]` for every credential in a text; the lines keep their numbers. A private key counts
 * once, on its first line. What was redacted holds nothing more to redact.
 */
export function redactSecrets(path: string, text: string): RedactedText {
  const secrets: Secret[] = [];
  let shown = text;
  // What stands beside a credential may read differently once that is gone.
  for (let spans = findSecrets(path, shown); spans.length > 0; spans = findSecrets(path, shown)) {
    secrets.push(...listSecrets(shown, spans));
    shown = replaceSpans(shown, spans);
  }
  return { text: shown, secrets: secrets.toSorted((left, right) => left.line - right.line) };
}

/**
 * Does the same for every text of a change: both sides, hunks, what stands behind `@@`, and the paths. The secrets
 * carry the paths that may be shown.
 */
export function redactChange(change: Change): RedactedChange {
  const paths = redactPaths(change);
  const shownAs = (path: string) => paths.get(path) ?? redactPath(path);
  const files = change.files.map((raw) => {
    const { file, secrets } = redactFile(raw);
    const path = shownAs(raw.path);
    const previousPath = raw.previousPath === null ? null : shownAs(raw.previousPath);
    const inTexts = secrets.map((secret) => ({ ...secret, path }));
    return { file: { ...file, path, previousPath }, secrets: [...secretsOfPath(raw, path), ...inTexts] };
  });
  const isRenamed = files.some(({ file }, index) => file.path !== change.files[index]?.path);
  const inOrder = isRenamed ? files.toSorted((left, right) => compareText(left.file.path, right.file.path)) : files;
  return {
    change: { ...change, files: inOrder.map(({ file }) => file) },
    secrets: inOrder.flatMap(({ secrets }) => secrets),
  };
}

function listSecrets(text: string, spans: readonly SecretSpan[]): readonly Secret[] {
  let line = 1;
  let seen = 0;
  return spans.flatMap(({ start, kind, continued }) => {
    line += text.slice(seen, start).split('\n').length - 1;
    seen = start;
    return continued === true ? [] : [{ line, kind }];
  });
}
