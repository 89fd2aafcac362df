import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A receiver of webhooks that keeps what it was told. */
export interface Hook {
  readonly url: string;
  /** Waits until a notice has come that is looked for; one that was given already is not given again. */
  next(isWanted: (notice: HookNotice) => boolean): Promise<HookNotice>;
  stop(): Promise<void>;
}

/** What a test asks of a notice to know it by. */
export interface HookNotice {
  readonly status: string;
  readonly truncatedAlerts: number;
  readonly groupLabels: Readonly<Record<string, string>>;
  readonly alerts: readonly { readonly status: string; readonly labels: Readonly<Record<string, string>> }[];
}

/** Starts a receiver on a free loopback port. */
export async function startHook(): Promise<Hook> {
  const notices: HookNotice[] = [];
  const news = new EventEmitter();
  const server = createServer((request, response) => {
    json(request).then(
      (notice) => {
        notices.push(notice as HookNotice);
        response.end();
        news.emit('notice');
      },
      () => response.writeHead(400).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    next: async (isWanted) => {
      for (;;) {
        const place = notices.findIndex(isWanted);
        const [found] = place < 0 ? [] : notices.splice(place, 1);
        if (found !== undefined) return found;
        await once(news, 'notice');
      }
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
