import { describe, expect, it } from 'vitest';
import { buildManifest } from '../../../app/setup/manifest.ts';
import { FEATURE_IDS } from '../../../src/config/app-features.ts';

const order = { name: 'Conclave', publicUrl: 'https://conclave.example.com', features: [] } as const;

describe('the manifest', () => {
  it('asks for exactly what Conclave needs', () => {
    const manifest = buildManifest(order);

    expect(manifest).toEqual({
      name: 'Conclave',
      description: expect.any(String),
      url: 'https://conclave.example.com',
      hook_attributes: { url: 'https://conclave.example.com/webhooks', active: true },
      redirect_url: 'https://conclave.example.com/setup/callback',
      callback_urls: ['https://conclave.example.com/sign-in/callback'],
      setup_url: 'https://conclave.example.com/setup/installed',
      setup_on_update: false,
      request_oauth_on_install: false,
      public: false,
      default_permissions: {
        checks: 'write',
        pull_requests: 'write',
        issues: 'write',
        contents: 'read',
        metadata: 'read',
        actions_variables: 'read',
        members: 'read',
        merge_queues: 'read',
        statuses: 'read',
        actions: 'read',
      },
      default_events: [
        'pull_request',
        'pull_request_review',
        'pull_request_review_comment',
        'merge_group',
        'check_run',
        'status',
        'issue_comment',
        'push',
        'workflow_run',
      ],
    });
  });

  it.each([
    { features: ['backtest-command'], actions: 'write', contents: 'read' },
    { features: ['incident-records'], actions: 'read', contents: 'write' },
    { features: ['resolve-threads'], actions: 'read', contents: 'write' },
    { features: ['backtest-command', 'incident-records'], actions: 'write', contents: 'write' },
  ] as const)('adds for $features nothing but its permission', ({ features, actions, contents }) => {
    const { default_permissions } = buildManifest({ ...order, features });

    expect(default_permissions).toEqual({ ...buildManifest(order).default_permissions, actions, contents });
  });

  it('never asks for workflows or administration, nor for an event that GitHub refuses', () => {
    const { default_permissions, default_events } = buildManifest({ ...order, features: FEATURE_IDS });

    expect(Object.keys(default_permissions)).not.toContain('workflows');
    expect(Object.keys(default_permissions)).not.toContain('administration');
    expect(default_events.filter((event) => event.startsWith('installation'))).toEqual([]);
  });
});
