import { describe, expect, it } from 'vitest';
import { wordsOfChange } from '../../src/dossier/change-words.ts';
import { someFile } from './some-dossier.ts';

describe('the words of a change', () => {
  it('are the names of its paths, added lines and description, those of the paths first', () => {
    const file = someFile('src/features/momentum.py', [
      '+stopLoss = stop_loss(frame)',
      '-gone = removedName',
      ' kept = 1',
    ]);

    const words = wordsOfChange({ files: [file] }, 'Stops: smaller').split(' ');

    expect(words[0]).toBe('features');
    expect(words).toEqual(expect.arrayContaining(['stop', 'momentum', 'loss', 'frame', 'stops', 'smaller']));
    expect(words).not.toContain('removed');
    expect(words).not.toContain('kept');
  });

  it('leave out what every program says', () => {
    const words = wordsOfChange({ files: [someFile('src/a.py', ['+def return import self'])] }, null);

    expect(words).toBe('');
  });

  it('are few, however large the change', () => {
    const lines = Array.from(
      { length: 5_000 },
      (_, index) => `+word${String.fromCharCode(97 + (index % 26))}${index} = 1`,
    );

    expect(wordsOfChange({ files: [someFile('src/a.py', lines)] }, null).split(' ')).toHaveLength(48);
  });
});
