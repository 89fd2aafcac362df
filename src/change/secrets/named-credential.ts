import { isCredential } from './credential.ts';
import { readSecretName } from './secret-name.ts';

/**
 * Whether a text is the credential that its name speaks of: the name ends on the credential (`db_password`, `apiKey`)
 * and not on something about it (`TOKEN_HEADER`), and the text is no placeholder, path, variable, header or coin.
 */
export function isNamedCredential(name: string, text: string): boolean {
  const secret = readSecretName(name);
  if (secret === null) return false;
  if (!secret.firm) return isCredential(text.trim(), 'password');
  return isCredential(text.trim(), secret.kind === 'token' ? 'short' : 'any');
}
