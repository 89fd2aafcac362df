/** Sessions with their seats, the findings of a pull request with their history, and what people decided on them. */
export const ledgerTables = `
create table conclave.sessions (
  id text primary key,
  review_key text not null references conclave.reviews,
  repository_id bigint not null,
  pull integer not null,
  head text not null,
  created_at timestamptz not null,
  status text not null,
  code text not null,
  rehearsal boolean not null,
  micro_usd bigint not null check (micro_usd >= 0),
  possibly_spent_micro_usd bigint not null check (possibly_spent_micro_usd >= 0),
  document jsonb not null,
  dossier text not null,
  foreign key (repository_id, pull) references conclave.pull_requests
);
create index sessions_of_pull on conclave.sessions (repository_id, pull, created_at desc);
create index sessions_of_review on conclave.sessions (review_key);

create table conclave.opinions (
  session_id text not null references conclave.sessions on delete cascade,
  position integer not null,
  seat text not null,
  skill text not null,
  model text not null,
  answered_by text,
  standing text not null check (standing in ('heard', 'abstained', 'failed')),
  stance text check (stance in ('accept', 'accept_with_changes', 'reject', 'abstain')),
  score double precision check (score between 0 and 10),
  summary text not null,
  input_tokens bigint not null,
  output_tokens bigint not null,
  micro_usd bigint not null check (micro_usd >= 0),
  possibly_spent_micro_usd bigint not null check (possibly_spent_micro_usd >= 0),
  primary key (session_id, position)
);

create table conclave.findings (
  repository_id bigint not null,
  pull integer not null,
  id text not null check (id ~ '^F-[0-9a-f]{8}$'),
  severity text not null check (severity in ('blocker', 'major', 'minor', 'note')),
  code text not null,
  rule text,
  path text,
  line integer,
  symbol text,
  claim text not null,
  standing text not null check (standing in ('confirmed', 'refuted', 'unanswered', 'unsourced', 'stated')),
  state text not null check (state in ('open', 'fixed', 'dismissed', 'waived', 'superseded')),
  first_head text not null,
  first_session text not null references conclave.sessions,
  last_head text not null,
  last_session text not null references conclave.sessions,
  document jsonb not null,
  primary key (repository_id, pull, id),
  foreign key (repository_id, pull) references conclave.pull_requests
);

create table conclave.finding_events (
  number bigint generated always as identity primary key,
  repository_id bigint not null,
  pull integer not null,
  finding text not null,
  event text not null check (event in ('raised', 'seen-again', 'gone', 'waived', 'dismissed')),
  cause text not null,
  head text not null,
  actor text,
  reason text,
  at timestamptz not null,
  unique (repository_id, pull, finding, event, cause),
  foreign key (repository_id, pull, finding) references conclave.findings
);

create table conclave.waivers (
  number bigint generated always as identity primary key,
  repository_id bigint not null,
  pull integer not null,
  kind text not null check (kind in ('finding', 'gate')),
  target text not null,
  decision text not null check (decision in ('waived', 'dismissed')),
  head text not null,
  actor text not null,
  reason text not null,
  cause text not null,
  at timestamptz not null,
  revoked_at timestamptz,
  unique (repository_id, pull, kind, target, cause),
  check (kind = 'finding' or decision = 'waived'),
  foreign key (repository_id, pull) references conclave.pull_requests
);

create table conclave.parse_failures (
  number bigint generated always as identity primary key,
  review_key text not null,
  session_id text not null,
  call text not null,
  model text not null,
  errors jsonb not null,
  text text not null,
  sha256 text not null,
  kept_at timestamptz not null default now(),
  unique (session_id, call, model, sha256)
);
create index parse_failures_kept on conclave.parse_failures (kept_at);
`;
