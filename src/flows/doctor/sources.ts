import type { OpsConfig } from '../../config/ops-config.ts';
import { SignalName } from '../../kernel/signal-name.ts';
import type { Known } from './known.ts';
import { type Line, penOf } from './line.ts';

const pen = penOf('sources');

/** Looks whether this installation knows where the sources of operations are; nothing is asked of them. */
export async function examineSources({ ground, ports }: Pick<Known, 'ground' | 'ports'>): Promise<readonly Line[]> {
  const found = await ground();
  return found.kind === 'own' ? judgeSources(found.committee.config.ops, ports.hasSource) : [];
}

/** The sources that a repository names; no line for one that watches nothing. */
export function judgeSources(
  { sources, signals }: Pick<OpsConfig, 'sources' | 'signals'>,
  hasSource: (name: string, kind: string) => boolean,
): readonly Line[] {
  const named = Object.entries(sources);
  if (named.length === 0) return [];
  const lost = named.filter(([name, { kind }]) => !hasSource(name, kind)).map(([name]) => name);
  const silent = SignalName.options.filter((name) => signals[name] === undefined).length;
  const rest = silent === 0 ? '' : `; ${silent} signals are not configured, and so unknown`;
  if (lost.length === 0) {
    return [
      pen.ok(`${named.map(([name]) => name).join(', ')} known here${rest}; not asked, “conclave ops signals” does`),
    ];
  }
  return [
    pen.warning(
      `no address here for ${lost.join(', ')}; what they are asked is unknown${rest}`,
      `Set ${lost.map((name) => `CONCLAVE_SOURCE_${name.toUpperCase()}_URL`).join(', ')}; docs/operations-state.md says which variable each kind takes.`,
    ),
  ];
}
