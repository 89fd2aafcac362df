/**
 * What the life of a finding across pushes needs: its other ids, the finding that covers it, when and by which skills it
 * was raised, every event with its place in the session; what was read whole; and answers that were paid for.
 */
export const ledgerLives = `
alter table conclave.reviews
  drop constraint reviews_cause_check,
  add constraint reviews_cause_check
    check (cause in ('configuration', 'budget', 'models', 'unreadable', 'stranger', 'routing'));

alter table conclave.findings
  add column superseded_by text,
  add column aliases text[] not null default '{}',
  add column raised_at timestamptz,
  add column skills jsonb not null
    generated always as (jsonb_path_query_array(document, '$.raised_by[*].skill')) stored;
update conclave.findings set raised_at = session.created_at
  from conclave.sessions session where session.id = findings.first_session;
alter table conclave.findings alter column raised_at set not null;
create index findings_of_path on conclave.findings (repository_id, path) include (pull, severity)
  where standing = 'confirmed' and state not in ('dismissed', 'superseded');
create index findings_by_quality on conclave.findings (repository_id, raised_at) include (rule, skills, state);

alter table conclave.finding_events
  add column position integer not null default 0 check (position >= 0),
  drop constraint finding_events_event_check,
  drop constraint finding_events_repository_id_pull_finding_event_cause_key,
  add constraint finding_events_event_check check (event in ('raised', 'seen-again', 'stands', 'fixed', 'reopened',
    'superseded', 'waived', 'dismissed', 'lapsed', 'copy-dropped', 'gone')),
  add constraint finding_events_once unique (repository_id, pull, finding, cause, event, position);

create table conclave.baselines (
  session_id text primary key references conclave.sessions,
  repository_id bigint not null,
  pull integer not null,
  head text not null,
  created_at timestamptz not null,
  document jsonb not null,
  foreign key (repository_id, pull) references conclave.pull_requests
);
create index baselines_of_pull on conclave.baselines (repository_id, pull, created_at desc, session_id desc);

create table conclave.answers (
  repository_id bigint not null,
  pull integer not null,
  model text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  text text not null,
  usage jsonb not null,
  kept_at timestamptz not null,
  primary key (repository_id, pull, model, sha256),
  foreign key (repository_id, pull) references conclave.pull_requests
);
create index answers_kept on conclave.answers (kept_at);
`;
