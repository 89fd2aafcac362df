import { z } from 'zod';
import { ask } from './ask.ts';
import { openAnonymous } from './clients.ts';

/** An app that GitHub has just made from a manifest, with the secrets that it tells only once. */
export interface MadeApp {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly webhookSecret: string;
  /** PEM. */
  readonly privateKey: string;
}

const Conversion = z
  .object({
    id: z.number(),
    slug: z.string(),
    name: z.string(),
    html_url: z.string(),
    client_id: z.string(),
    client_secret: z.string(),
    webhook_secret: z.string().nullable(),
    pem: z.string(),
  })
  .transform(
    ({ html_url, client_id, client_secret, webhook_secret, pem, ...app }): MadeApp => ({
      ...app,
      url: html_url,
      clientId: client_id,
      clientSecret: client_secret,
      webhookSecret: webhook_secret ?? '',
      privateKey: pem,
    }),
  );

/** Exchanges the code with which GitHub sent a person back for the app that it made; a code works once. */
export async function convertManifest(code: string, apiUrl: string): Promise<MadeApp> {
  return ask('the app that was made from a manifest', Conversion, () =>
    openAnonymous(apiUrl).request('POST /app-manifests/{code}/conversions', { code }),
  );
}
