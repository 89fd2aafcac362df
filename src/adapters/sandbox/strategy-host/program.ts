/** Where the program of the process lies: beside the bundle as `strategy-host.js`, in a checkout as `child.ts`. */
export function locateProgram(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './child.ts' : './strategy-host.js', import.meta.url);
}
