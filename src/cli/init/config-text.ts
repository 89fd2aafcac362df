import { AppError } from '../../kernel/app-error.ts';

/** The configuration template with the pattern of story ids switched on, when there is one. */
export function fillConfig(template: string, storyPattern: string | null): string {
  if (storyPattern === null) return template;
  const section = /^#story:\n(?:#.*\n)*?# {2}pattern: null$/m.exec(template)?.[0];
  if (section === undefined) throw new AppError('broken', 'the configuration template has no story.pattern');
  const active = section
    .replaceAll(/^#/gm, '')
    .replace(/pattern: null$/, () => `pattern: '${storyPattern.replaceAll("'", "''")}'`);
  return template.replace(section, () => active);
}
