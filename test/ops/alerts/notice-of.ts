/** A payload as Alertmanager 0.25 sends it, with two alerts that fire. */
export function payloadOf(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    receiver: 'conclave',
    status: 'firing',
    alerts: [alertOf('aaaaaaaaaaaaaaa1'), alertOf('aaaaaaaaaaaaaaa2')],
    groupLabels: { alertname: 'R1_POD_DOWN' },
    commonLabels: { alertname: 'R1_POD_DOWN' },
    commonAnnotations: {},
    externalURL: 'http://alerts.example',
    version: '4',
    groupKey: '{}:{alertname="R1_POD_DOWN"}',
    truncatedAlerts: 0,
    ...changes,
  };
}

/** One alert of a payload. */
export function alertOf(fingerprint: string, changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    status: 'firing',
    labels: { alertname: 'R1_POD_DOWN', pod: fingerprint },
    annotations: {},
    startsAt: '2026-04-29T11:35:00.123456789Z',
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: 'http://prometheus.example/graph',
    fingerprint,
    ...changes,
  };
}
