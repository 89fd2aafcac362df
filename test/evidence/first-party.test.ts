import { expect, it } from 'vitest';
import { firstPartyModules } from '../../src/evidence/first-party.ts';

it('takes the modules and packages of the root and of src for those of the repository', () => {
  const paths = [
    'setup.py',
    'conftest.py',
    'README.md',
    'src/training/xgb/loss.py',
    'src/commun/__init__.py',
    'src/settings.py',
    'src/data/bars.csv',
    'tools/native/fast.cpython-312-x86_64-linux-gnu.so',
    'my-scripts/run.py',
    '__init__.py',
    'typed/stub.pyi',
  ];

  expect(firstPartyModules(paths)).toEqual([
    'commun',
    'conftest',
    'settings',
    'setup',
    'src',
    'tools',
    'training',
    'typed',
  ]);
});
