import { type PlaybookLibrary, readPlaybooks } from '../../ops/playbook/library.ts';
import { openProgram } from './wire.ts';

/** The playbooks that came with this installation. */
export async function openPlaybooks(): Promise<PlaybookLibrary> {
  const files = await openProgram().playbooks();
  return readPlaybooks(files.map(({ path, text }) => ({ fileName: path, text })));
}
