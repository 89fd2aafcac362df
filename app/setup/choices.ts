import { parseHttpUrl } from '../../src/adapters/installation/variable.ts';
import { FEATURE_IDS, type FeatureId } from '../../src/config/app-features.ts';

/** What a person typed and ticked, as it was sent. */
export interface TypedChoices {
  readonly publicUrl: string;
  readonly organisation: string;
  readonly name: string;
  readonly features: readonly FeatureId[];
}

/** Choices under which an app can be created. */
export interface Choices {
  readonly publicUrl: string;
  /** The organisation that will own the app; null for the person's own account. */
  readonly organisation: string | null;
  readonly name: string;
  readonly features: readonly FeatureId[];
}

/** What is wrong with a field, by its name in the form. */
export type Faults = Readonly<Partial<Record<'publicUrl' | 'organisation' | 'name', string>>>;

/** Reads the fields of the form; a public URL that the settings give is not asked for. */
export function readChoices(form: URLSearchParams, publicUrl: string | null): TypedChoices {
  const field = (name: string) => form.get(name)?.trim() ?? '';
  const ticked = form.getAll('features');
  return {
    publicUrl: publicUrl ?? field('publicUrl'),
    organisation: field('organisation'),
    name: field('name'),
    features: FEATURE_IDS.filter((id) => ticked.includes(id)),
  };
}

/** Judges what was typed: choices to go on with, or a sentence for each field that is wrong. */
export function judgeChoices(typed: TypedChoices, githubUrl: string): Choices | Faults {
  const { organisation, name, features } = typed;
  const publicUrl = parseHttpUrl(typed.publicUrl);
  const faults: Faults = {
    ...(publicUrl === null || publicUrl.pathname !== '/'
      ? { publicUrl: 'Give an address without a path, for example https://conclave.example.com.' }
      : isLoopback(publicUrl) && !isLoopback(new URL(githubUrl))
        ? { publicUrl: 'This is an address inside this machine, where GitHub cannot reach it.' }
        : {}),
    ...(organisation === '' || /^[a-z\d](?:-?[a-z\d]){0,38}$/i.test(organisation)
      ? {}
      : { organisation: 'Give its name as in its address at GitHub: letters, digits and single hyphens.' }),
    ...(name.length >= 1 && name.length <= 34 ? {} : { name: 'Give a name of 1 to 34 characters.' }),
  };
  if (publicUrl === null || Object.keys(faults).length > 0) return faults;
  return { publicUrl: publicUrl.origin, organisation: organisation === '' ? null : organisation, name, features };
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
