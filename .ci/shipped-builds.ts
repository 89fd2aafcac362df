import type { Plugin, ResolvedConfig } from 'vite';

const FOR_DEVELOPERS = 'development|production';

/**
 * Lets tests load the packages as users do. Vite asks packages for what they keep for developers, which some of them
 * fill with checks of themselves; Node asks for no such thing.
 */
export function shippedBuilds(): Plugin {
  return {
    name: 'shipped-builds',
    enforce: 'post',
    configResolved: (config) => {
      for (const resolve of resolversOf(config)) {
        resolve.conditions = resolve.conditions.filter((each) => each !== FOR_DEVELOPERS);
        resolve.externalConditions = resolve.externalConditions.filter((each) => each !== FOR_DEVELOPERS);
      }
    },
  };
}

function resolversOf({ environments }: ResolvedConfig) {
  return Object.values(environments).map(({ resolve }) => resolve);
}
