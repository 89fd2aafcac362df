import { findAssignments } from './assignment.ts';
import { findInCredentialFiles } from './credential-file.ts';
import { findLoginPasswords } from './login.ts';
import { findPrivateKeys } from './private-key.ts';
import { mergeSpans, type SecretSpan } from './span.ts';
import { findSplitTokens } from './split-token.ts';
import { findTokens } from './token.ts';

/**
 * Every stretch of a text that holds a credential, in order and apart. The path only adds to what is found: files of
 * settings may give values without quotation marks.
 */
export function findSecrets(path: string, text: string): readonly SecretSpan[] {
  return mergeSpans(text, [
    ...findPrivateKeys(text),
    ...findTokens(text),
    ...findSplitTokens(text),
    ...findInCredentialFiles(path, text),
    ...findLoginPasswords(text),
    ...findAssignments(path, text),
  ]);
}
