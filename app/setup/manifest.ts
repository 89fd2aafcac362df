import { SUBSCRIBED_EVENTS } from '../../src/config/app-events.ts';
import type { FeatureId } from '../../src/config/app-features.ts';
import { permissionsFor } from '../../src/config/app-permissions.ts';

/** What is asked of GitHub when the app is created there; its keys are GitHub's. */
export interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly url: string;
  readonly hook_attributes: { readonly url: string; readonly active: boolean };
  readonly redirect_url: string;
  readonly callback_urls: readonly string[];
  readonly setup_url: string;
  readonly setup_on_update: boolean;
  readonly request_oauth_on_install: boolean;
  readonly public: boolean;
  readonly default_permissions: Readonly<Record<string, 'read' | 'write'>>;
  readonly default_events: readonly string[];
}

/** What a manifest depends on; the public URL has no slash at its end. */
export interface ManifestOrder {
  readonly name: string;
  readonly publicUrl: string;
  readonly features: readonly FeatureId[];
}

/** The manifest of the app: the base permissions, and for each chosen feature the one that it adds. */
export function buildManifest({ name, publicUrl, features }: ManifestOrder): Manifest {
  return {
    name,
    description: 'Expert committee and guardrails for repositories that trade or train.',
    url: publicUrl,
    hook_attributes: { url: `${publicUrl}/webhooks`, active: true },
    redirect_url: `${publicUrl}/setup/callback`,
    callback_urls: [`${publicUrl}/sign-in/callback`],
    setup_url: `${publicUrl}/setup/installed`,
    setup_on_update: false,
    request_oauth_on_install: false,
    public: false,
    default_permissions: Object.fromEntries(permissionsFor(features).map(({ key, access }) => [key, access])),
    default_events: [...SUBSCRIBED_EVENTS],
  };
}
