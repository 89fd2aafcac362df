import { findAssignments } from './assignment.ts';
import { findLoginPasswords } from './login.ts';
import { findPrivateKeys } from './private-key.ts';
import { mergeSpans, type SecretSpan } from './span.ts';
import { findTokens } from './token.ts';

/**
 * Every stretch of a text that holds a credential, in order and apart. The path only adds to what is found: files of
 * settings may give values without quotation marks.
 */
export function findSecrets(path: string, text: string): readonly SecretSpan[] {
  return mergeSpans(text, [
    ...findPrivateKeys(text),
    ...findTokens(text),
    ...findLoginPasswords(text),
    ...findAssignments(path, text),
  ]);
}
