import { createPrivateKey } from 'node:crypto';

/** What makes this server a certain GitHub app. */
export interface Credentials {
  readonly appId: number;
  /** The private key as PEM with real line ends. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** What a sign-in with GitHub needs; null when it was not given. */
  readonly signIn: SignIn | null;
  /** The app's name in addresses, as in `github.com/apps/<slug>`; null when it was not given. */
  readonly slug: string | null;
}

/** The app as an OAuth client. */
export interface SignIn {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The key with real line ends, also when they were written as `\n`; null when it is no RSA private key. */
export function parsePrivateKey(text: string): string | null {
  const pem = text.replaceAll('\\n', '\n').replaceAll('\r\n', '\n').trim();
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa' ? `${pem}\n` : null;
  } catch {
    return null;
  }
}

/** The secret that Probot takes when none is given, so that everybody knows it. */
export const WELL_KNOWN_SECRET = 'development';

/** Every value of the credentials that no log may show. */
export function secretsOf({ privateKey, webhookSecret, signIn }: Credentials): readonly string[] {
  return [privateKey.trim(), webhookSecret, ...(signIn === null ? [] : [signIn.clientSecret])];
}
