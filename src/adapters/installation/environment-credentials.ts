import { readFileSync } from 'node:fs';
import { FEATURE_IDS, type FeatureId, isFeatureId } from '../../config/app-features.ts';
import { AppError, messageOf } from '../../kernel/app-error.ts';
import { type Credentials, parsePrivateKey, type SignIn, WELL_KNOWN_SECRET } from './credentials.ts';
import { type Environment, textOf } from './variable.ts';

/** The environment variables that make this server a certain GitHub app. */
export const CREDENTIAL_VARIABLE = {
  appId: 'GITHUB_APP_ID',
  privateKey: 'GITHUB_PRIVATE_KEY',
  privateKeyFile: 'GITHUB_PRIVATE_KEY_FILE',
  webhookSecret: 'GITHUB_WEBHOOK_SECRET',
  clientId: 'GITHUB_CLIENT_ID',
  clientSecret: 'GITHUB_CLIENT_SECRET',
  features: 'CONCLAVE_FEATURES',
} as const;

/** Whether the environment gives any credential of the app. */
export function givesCredentials(environment: Environment): boolean {
  const { appId, privateKey, privateKeyFile, webhookSecret } = CREDENTIAL_VARIABLE;
  return [appId, privateKey, privateKeyFile, webhookSecret].some((variable) => textOf(environment, variable) !== null);
}

/** Reads the credentials; null when there are none at all, an AppError that names what is missing when there is a part. */
export function readCredentials(environment: Environment): Credentials | null {
  if (!givesCredentials(environment)) return null;
  const missing = missingIn(environment);
  if (missing.length > 0) {
    throw new AppError('bad-config', `the credentials are incomplete: ${missing.join(' and ')} is missing`, {
      where: 'the environment',
      expected: 'an app id, a private key and a webhook secret',
      advice: 'Give all three, or none of them to set the app up in a browser.',
    });
  }
  return {
    appId: readAppId(environment),
    privateKey: readPrivateKey(environment),
    webhookSecret: readWebhookSecret(environment),
    signIn: readSignIn(environment),
    slug: null,
  };
}

/** The optional parts that the environment switches on; used when the credentials come from there too. */
export function readFeatures(environment: Environment): readonly FeatureId[] {
  const words = (textOf(environment, CREDENTIAL_VARIABLE.features) ?? '').split(',').map((word) => word.trim());
  const given = words.filter((word) => word !== '');
  const unknown = given.filter((word) => !isFeatureId(word));
  if (unknown.length > 0) {
    throw new AppError('bad-config', `unknown feature ${unknown.map((word) => JSON.stringify(word)).join(', ')}`, {
      where: CREDENTIAL_VARIABLE.features,
      expected: `any of ${FEATURE_IDS.join(', ')}, separated by commas`,
    });
  }
  return FEATURE_IDS.filter((id) => given.includes(id));
}

function missingIn(environment: Environment): readonly string[] {
  const { appId, privateKey, privateKeyFile, webhookSecret } = CREDENTIAL_VARIABLE;
  const has = (variable: string) => textOf(environment, variable) !== null;
  return [
    ...(has(appId) ? [] : [appId]),
    ...(has(privateKey) || has(privateKeyFile) ? [] : [`${privateKey} or ${privateKeyFile}`]),
    ...(has(webhookSecret) ? [] : [webhookSecret]),
  ];
}

function readAppId(environment: Environment): number {
  const text = textOf(environment, CREDENTIAL_VARIABLE.appId) ?? '';
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw wrong(CREDENTIAL_VARIABLE.appId, 'not the id of an app', 'the number "App ID" in the settings of the app');
}

function readPrivateKey(environment: Environment): string {
  const { privateKey, privateKeyFile } = CREDENTIAL_VARIABLE;
  const text = textOf(environment, privateKey);
  const path = textOf(environment, privateKeyFile);
  if (text !== null && path !== null)
    throw wrong(privateKeyFile, `the private key is given twice, also in ${privateKey}`, 'one of the two');
  const pem = parsePrivateKey(text ?? readKeyFile(path ?? ''));
  if (pem !== null) return pem;
  const expected =
    'the file that GitHub offered, from -----BEGIN RSA PRIVATE KEY----- on; line ends may be written \\n';
  throw wrong(text === null ? privateKeyFile : privateKey, 'not an RSA private key in PEM form', expected);
}

function readKeyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const what = `the file with the private key cannot be read: ${messageOf(cause)}`;
    throw wrong(CREDENTIAL_VARIABLE.privateKeyFile, what, 'the path of the .pem file that GitHub offered');
  }
}

function readWebhookSecret(environment: Environment): string {
  const { webhookSecret } = CREDENTIAL_VARIABLE;
  const text = textOf(environment, webhookSecret) ?? '';
  if (text !== WELL_KNOWN_SECRET) return text;
  throw wrong(webhookSecret, 'a secret that everybody knows', 'a long random text, e.g. of: openssl rand -hex 32');
}

function readSignIn(environment: Environment): SignIn | null {
  const clientId = textOf(environment, CREDENTIAL_VARIABLE.clientId);
  const clientSecret = textOf(environment, CREDENTIAL_VARIABLE.clientSecret);
  if (clientId === null && clientSecret === null) return null;
  if (clientId !== null && clientSecret !== null) return { clientId, clientSecret };
  const variable = clientId === null ? CREDENTIAL_VARIABLE.clientId : CREDENTIAL_VARIABLE.clientSecret;
  throw wrong(variable, 'missing, while the other half of the sign-in is given', 'both, or none of them');
}

function wrong(variable: string, what: string, expected: string): AppError {
  return new AppError('bad-config', what, {
    where: variable,
    expected,
    advice: `Correct ${variable} or unset it.`,
  });
}
