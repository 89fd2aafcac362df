import { z } from 'zod';
import { AppError, messageOf } from '../../kernel/app-error.ts';

/** What GitHub hands over, once, for the code of a newly created app. */
export const ConvertedApp = z.object({
  id: z.int().positive(),
  slug: z.string().regex(/^[\w-]+$/),
  html_url: z.url(),
  pem: z.string(),
  webhook_secret: z.string().min(1),
  client_id: z.string(),
  client_secret: z.string(),
});
export type ConvertedApp = z.infer<typeof ConvertedApp>;

/** Exchanges the code with which GitHub sent a person back for the app's credentials. */
export type ConvertManifest = (code: string) => Promise<ConvertedApp>;

const PATIENCE_MS = 15_000;

/** Exchanges codes at a GitHub whose API stands at an address; failures are AppErrors that hold no secret. */
export function manifestConverter(apiUrl: string): ConvertManifest {
  return async (code) => {
    const answer = await ask(`${apiUrl}/app-manifests/${encodeURIComponent(code)}/conversions`);
    const app = ConvertedApp.safeParse(answer);
    if (app.success) return app.data;
    const fields = [...new Set(app.error.issues.map(({ path }) => String(path[0] ?? 'everything')))];
    throw new AppError('outside-failed', `GitHub handed over an app without ${fields.join(', ')}`, {
      where: apiUrl,
      expected: 'an id, a name, a private key, a webhook secret and a client secret',
      advice: 'Delete the new app in the settings of its owner and set it up again.',
    });
  };
}

async function ask(address: string): Promise<unknown> {
  const where = new URL(address).origin;
  try {
    const headers = { accept: 'application/vnd.github+json', 'user-agent': 'conclave' };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(address, { method: 'POST', headers, signal, redirect: 'error' });
    if (response.status !== 201) throw refusal(response.status, where);
    return await response.json();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('outside-failed', `GitHub could not be asked: ${messageOf(cause)}`, { where, cause });
  }
}

function refusal(status: number, where: string): AppError {
  const isUsed = status === 404 || status === 422;
  const what = isUsed ? 'GitHub does not know the code (any more)' : `GitHub answered ${status}`;
  return new AppError('outside-failed', what, {
    where,
    ...(isUsed && { expected: 'a code that is less than one hour old and was not used before' }),
  });
}
