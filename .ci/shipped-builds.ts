import type { Plugin } from 'vite';

const FOR_DEVELOPERS = 'development|production';

/**
 * Lets tests load the packages as users do. Vite asks packages for what they keep for developers, which some of them
 * fill with checks of themselves; Node asks for no such thing.
 */
export function shippedBuilds(): Plugin {
  return {
    name: 'shipped-builds',
    enforce: 'post',
    configResolved: ({ environments, ssr }) => {
      const ways = Object.values(environments).map(({ resolve }) => resolve);
      for (const way of [...ways, ssr.resolve])
        if (way?.conditions !== undefined) way.conditions = shipped(way.conditions);
    },
  };
}

function shipped(conditions: readonly string[]): string[] {
  return conditions.filter((each) => each !== FOR_DEVELOPERS);
}
