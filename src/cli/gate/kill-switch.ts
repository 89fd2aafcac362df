import { KILL_SWITCH, type VariableReading } from '../../gates/bypass.ts';
import type { Terminal } from '../terminal.ts';

/** What the environment says of the kill switch; a blank value says nothing, as an input that nobody gave. */
export function readKillSwitch(environment: Terminal['environment']): VariableReading {
  const value = environment[KILL_SWITCH];
  if (value === undefined || value.trim() === '') return { kind: 'unset' };
  return { kind: 'set', value, since: null };
}
