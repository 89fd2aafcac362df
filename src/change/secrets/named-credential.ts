import { isCredential } from './credential.ts';
import { readSecretName } from './secret-name.ts';

/**
 * Whether a text is the credential that its name speaks of: the name ends on the credential (`db_password`, `apiKey`)
 * and not on something about it (`TOKEN_HEADER`), and the text is no placeholder, path, variable, header or coin, nor the
 * name of a credential itself.
 */
export function isNamedCredential(name: string, text: string): boolean {
  const secret = readSecretName(name);
  if (secret === null || isNameOfCredential(text)) return false;
  if (!secret.firm) return isCredential(text.trim(), 'password');
  return isCredential(text.trim(), secret.kind === 'token' ? 'short' : 'any');
}

const PLAIN_NAME = /^(?:[A-Za-z]+(?:[-_.][A-Za-z]+)+|[a-z]+(?:[A-Z][a-z]+)+)$/;

/** `settings.get("exchange", "access_secret")`: a text that is a credential's name says where the credential is kept. */
function isNameOfCredential(text: string): boolean {
  return PLAIN_NAME.test(text) && readSecretName(text)?.firm === true;
}
