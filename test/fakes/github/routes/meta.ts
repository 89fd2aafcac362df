import { ok, type Route } from '../route.ts';

/** What GitHub says about itself. */
export const metaRoutes: readonly Route[] = [
  {
    operation: 'GET /rate_limit',
    access: 'anybody',
    answer: ({ world }) => {
      const reset = Math.floor(world.now().getTime() / 1000) + 3_600;
      const core = { limit: 5_000, used: 1, remaining: 4_999, reset };
      const search = { limit: 30, used: 0, remaining: 30, reset };
      return ok({ resources: { core, search, graphql: core }, rate: core });
    },
  },
  {
    operation: 'GET /meta',
    access: 'anybody',
    answer: () =>
      ok({
        verifiable_password_authentication: false,
        hooks: ['192.30.252.0/22', '185.199.108.0/22', '140.82.112.0/20', '143.55.64.0/20'],
        api: ['192.30.252.0/22', '140.82.112.0/20'],
      }),
  },
];
