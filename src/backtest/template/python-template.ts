import { pythonStem, readPythonName } from './python-name.ts';
import { pythonSource } from './python-source.ts';
import { pythonTestSource } from './python-test-source.ts';
import { configSource, type TemplateFile } from './strategy-template.ts';

/**
 * What `conclave backtest new NAME --python` writes: the strategy, its test and its configuration. Throws an AppError for
 * a name that names no file or no module.
 */
export function pythonTemplate(given: string, folder = 'strategies'): readonly TemplateFile[] {
  const name = readPythonName(given);
  const stem = pythonStem(name);
  return [
    { path: `${folder}/${stem}.py`, text: pythonSource(name), keeper: 'author' },
    { path: `${folder}/test_${stem}.py`, text: pythonTestSource(name), keeper: 'author' },
    { path: `${folder}/${stem}.config.yml`, text: configSource(name), keeper: 'author' },
  ];
}
