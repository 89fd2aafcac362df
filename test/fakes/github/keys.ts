import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** The key pair of a fake app. */
export interface AppKeys {
  /** PEM, as GitHub hands it out: PKCS#1. */
  readonly privateKey: string;
  readonly publicKey: KeyObject;
}

let pair: AppKeys | undefined;

/** One RSA key pair for the whole process, since making one takes a while. */
export function appKeys(): AppKeys {
  if (pair === undefined) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    pair = { privateKey: pem, publicKey: createPublicKey(pem) };
  }
  return pair;
}
