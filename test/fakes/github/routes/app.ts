import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Deliveries, Delivery } from '../deliveries.ts';
import { linkTo, pageOf, pageSize } from '../pages.ts';
import { presentApp, presentInstallation } from '../presented/app.ts';
import { presentRepository } from '../presented/repository.ts';
import { fault, notFound } from '../refusal.ts';
import { type Exchange, number, ok, optionalText, type Route, text } from '../route.ts';
import { issueToken, tokenAnswer } from '../tokens.ts';
import { type Installation, repositoriesOf } from '../world.ts';

const TokenOrder = z.object({
  repository_ids: z.array(z.number()).optional(),
  repositories: z.array(z.string()).optional(),
  permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])).optional(),
});

/** What an app asks about itself. */
export function appRoutes(deliveries: Deliveries, manifestCodes: Set<string>): readonly Route[] {
  return [
    {
      operation: 'GET /app',
      access: 'app',
      answer: ({ world }) => ok({ ...presentApp(world, world.app), installations_count: world.installations.length }),
    },
    {
      operation: 'GET /app/installations',
      access: 'app',
      answer: (exchange) => {
        const { items, headers } = pageOf(exchange, exchange.world.installations);
        return ok(
          items.map((each) => presentInstallation(exchange.world, each)),
          headers,
        );
      },
    },
    {
      operation: 'GET /app/installations/{installation_id}',
      access: 'app',
      answer: (exchange) => ok(presentInstallation(exchange.world, findInstallation(exchange))),
    },
    { operation: 'POST /app/installations/{installation_id}/access_tokens', access: 'app', answer: handOutToken },
    { operation: 'GET /installation/repositories', access: 'installation', answer: listRepositories },
    {
      operation: 'GET /app/hook/config',
      access: 'app',
      answer: () => {
        const url = deliveries.address();
        return ok({ content_type: 'json', secret: '********', insecure_ssl: '0', ...(url === null ? {} : { url }) });
      },
    },
    {
      operation: 'GET /app/hook/deliveries',
      access: 'app',
      answer: (exchange) => listDeliveries(exchange, deliveries),
    },
    {
      operation: 'POST /app/hook/deliveries/{delivery_id}/attempts',
      access: 'app',
      answer: ({ path }) => {
        const id = number(path, 'delivery_id');
        if (!deliveries.log.some((each) => each.id === id)) throw notFound();
        void deliveries.redeliver(id);
        return { status: 202, body: {} };
      },
    },
    {
      operation: 'POST /app-manifests/{code}/conversions',
      access: 'anybody',
      answer: ({ world, path }) => {
        if (!manifestCodes.delete(text(path, 'code'))) throw notFound();
        const { clientId: client_id, clientSecret: client_secret, webhookSecret, privateKey } = world.app;
        const secrets = { client_id, client_secret, webhook_secret: webhookSecret, pem: privateKey };
        return { status: 201, body: { ...presentApp(world, world.app), ...secrets } };
      },
    },
  ];
}

/** A code with which an app that was made from a manifest can be fetched once. */
export function newManifestCode(): string {
  return randomBytes(20).toString('hex');
}

function findInstallation({ world, path }: Exchange): Installation {
  const found = world.installations.find(({ id }) => id === number(path, 'installation_id'));
  if (found === undefined) throw notFound();
  return found;
}

function handOutToken(exchange: Exchange) {
  const { world, tokens, body } = exchange;
  const order = TokenOrder.parse(body ?? {});
  const issued = issueToken(world, tokens, { ...order, installation: findInstallation(exchange) });
  const repositories = issued.repositories?.map((each) => presentRepository(world, each));
  return { status: 201, body: { ...tokenAnswer(issued), ...(repositories && { repositories }) } };
}

function listRepositories(exchange: Exchange) {
  const { world, caller } = exchange;
  if (caller.kind !== 'installation') throw fault(401, 'Requires authentication');
  const { installation, repositories } = caller.token;
  const all = repositoriesOf(world, installation).filter((each) => repositories?.includes(each) ?? true);
  const { items, headers } = pageOf(exchange, all);
  const listed = items.map((each) => presentRepository(world, each));
  const repository_selection = repositories === null ? 'all' : 'selected';
  return ok({ total_count: all.length, repository_selection, repositories: listed }, headers);
}

/** Newest first; the cursor is the id of the last one that was listed. */
function listDeliveries(exchange: Exchange, { log }: Deliveries) {
  const cursor = optionalText(exchange.query, 'cursor');
  const status = optionalText(exchange.query, 'status');
  const size = pageSize(exchange);
  const all = log
    .filter(({ statusCode }) => status === undefined || (status === 'success') === statusCode < 400)
    .toSorted((one, other) => other.id - one.id)
    .filter(({ id }) => cursor === undefined || id < Number(cursor.replace('v1_', '')));
  const items = all.slice(0, size);
  const last = items.at(-1);
  const more = last !== undefined && all.length > items.length;
  const headers: Record<string, string> = more ? { link: linkTo(exchange, { cursor: `v1_${last.id}` }, 'next') } : {};
  return ok(items.map(presentDelivery), headers);
}

function presentDelivery(delivery: Delivery): object {
  const { id, guid, redelivery, duration, status, event, action } = delivery;
  return {
    id,
    guid,
    delivered_at: delivery.deliveredAt,
    redelivery,
    duration,
    status,
    status_code: delivery.statusCode,
    event,
    action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}
