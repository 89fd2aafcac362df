import { AppError } from '../kernel/app-error.ts';

/** Refuses an option that lacks its value and took the next option for it; the options are as the command line read them. */
export function refuseSwallowed(options: object, command: string): void {
  for (const [name, value] of Object.entries(options)) {
    if (typeof value !== 'string' || !/^--[a-z]/.test(value)) continue;
    const option = optionOf(name);
    throw new AppError('bad-input', `${option} has no value, the next word is ${value}`, {
      expected: `${option} and its value`,
      advice: `conclave ${command} --help lists the options`,
    });
  }
}

/** An option as people write it: `--repo-dir` for `repoDir`. */
export function optionOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
