import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REASON_LENGTH } from '../../src/change/command.ts';
import { COMMAND_FORMS, renderUsage } from '../../src/change/command-form.ts';
import { rowsBelow } from './markdown-table.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/commands.md'), 'utf8');

describe('the page of the commands', () => {
  it('shows each command of the grammar as the grammar writes it, and no other', () => {
    const shown = rowsBelow(page, ['command', 'what it does', 'needs']).map(([usage]) => usage);

    expect(shown).toEqual(COMMAND_FORMS.map(renderUsage));
  });

  it('says how long a reason is', () => {
    const { least, most } = REASON_LENGTH;

    expect(page).toContain(`${least} to ${most.toLocaleString('en-US')} characters`);
  });
});
