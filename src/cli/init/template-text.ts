import type { ConclaveConfig } from '../../config/config.ts';
import { AppError } from '../../kernel/app-error.ts';

/** What the templates need to know of a repository's configuration. */
export type TemplateSettings = Pick<ConclaveConfig, 'story' | 'gates' | 'waiver'>;

/** A template with its placeholders filled in from the configuration that will hold. */
export function fillTemplate(template: string, settings: TemplateSettings, dossierTemplate: string): string {
  const values = valuesOf(settings, dossierTemplate);
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new AppError('broken', `a template names ${name}, which nobody fills in`);
    // A value must not end the comment in which it stands.
    return value.replaceAll('-->', '-- >');
  });
}

function valuesOf(
  { story, gates, waiver }: TemplateSettings,
  dossierTemplate: string,
): Readonly<Record<string, string>> {
  const hasStories = story.pattern !== null;
  return {
    story: hasStories ? 'Story:\n' : '',
    title: hasStories ? ', with the id of the story in it, as in the branch' : '',
    dossiers: gates.g3.dossiers,
    dossier_template: dossierTemplate,
    artefacts: gates.g4.artefacts.replace(/\/?$/, '/'),
    label: waiver.label,
    section: waiver.section,
    min_reason: String(waiver.min_reason),
  };
}
