import type { AlertNotice } from '../../ops/alerts/notice.ts';

/**
 * The address at which the alerts of a group stand that are not over: the installation's own, with the group's labels
 * as quoted matchers. Silenced and inhibited alerts are asked for too, since silence is no recovery.
 */
export function addressOf(base: string, { groupLabels, receiver }: Pick<AlertNotice, 'groupLabels' | 'receiver'>): URL {
  const address = new URL(base);
  address.pathname = `${address.pathname.replace(/\/+$/, '')}/api/v2/alerts`;
  address.hash = '';
  address.search = '';
  for (const kind of ['active', 'silenced', 'inhibited', 'unprocessed']) address.searchParams.set(kind, 'true');
  if (receiver !== '') address.searchParams.set('receiver', escapePattern(receiver));
  for (const [name, value] of Object.entries(groupLabels)) address.searchParams.append('filter', matcher(name, value));
  return address;
}

function matcher(name: string, value: string): string {
  const isPlain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
  return `${isPlain ? name : quoted(name)}=${quoted(value)}`;
}

function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `"${escaped}"`;
}

/** Alertmanager takes the receiver for a pattern that it anchors. */
function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
