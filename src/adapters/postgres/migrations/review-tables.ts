/** Repositories, their pull requests, and the reviews of these with the money that was claimed for them. */
export const reviewTables = `
create table conclave.repositories (
  id bigint primary key,
  owner text not null,
  name text not null,
  installation bigint not null,
  remembered_at timestamptz not null default now(),
  forgotten_at timestamptz
);

create table conclave.pull_requests (
  repository_id bigint not null references conclave.repositories,
  number integer not null check (number > 0),
  attempt integer not null default 0 check (attempt >= 0),
  current_review text,
  primary key (repository_id, number)
);

create table conclave.attempt_causes (
  repository_id bigint not null,
  pull integer not null,
  cause text not null,
  attempt integer not null check (attempt > 0),
  primary key (repository_id, pull, cause),
  foreign key (repository_id, pull) references conclave.pull_requests
);

create table conclave.reviews (
  number bigint generated always as identity unique,
  key text primary key,
  repository_id bigint not null,
  pull integer not null,
  head text not null,
  merge_base text not null,
  base_branch text not null,
  attempt integer not null check (attempt >= 0),
  session_type text not null,
  asked_by text,
  began_at timestamptz not null,
  status text not null default 'running'
    check (status in ('running', 'replaced', 'published', 'refused', 'cancelled', 'failed')),
  reason text,
  cause text check (cause in ('configuration', 'budget', 'models', 'unreadable', 'stranger')),
  session_id text,
  conclusion text check (conclusion in ('success', 'failure', 'neutral', 'action_required', 'cancelled')),
  ended_at timestamptz,
  check ((status = 'running') = (ended_at is null)),
  check (status <> 'published' or (session_id is not null and conclusion is not null)),
  foreign key (repository_id, pull) references conclave.pull_requests
);
create index reviews_of_pull on conclave.reviews (repository_id, pull, number desc);
create index reviews_running on conclave.reviews (repository_id) where status = 'running';
alter table conclave.pull_requests add foreign key (current_review) references conclave.reviews;

create table conclave.budget_claims (
  review_key text primary key,
  repository_id bigint not null,
  day date not null,
  claimed_micro_usd bigint not null check (claimed_micro_usd >= 0)
);
create index budget_claims_of_day on conclave.budget_claims (repository_id, day);

create table conclave.money (
  id bigint generated always as identity primary key,
  review_key text not null,
  repository_id bigint not null,
  pull integer not null,
  call text not null,
  model text not null,
  state text not null check (state in ('reserved', 'paid', 'released', 'possibly-spent')),
  worst_micro_usd bigint not null check (worst_micro_usd >= 0),
  cost_micro_usd bigint check (cost_micro_usd >= 0),
  input_tokens bigint not null default 0 check (input_tokens >= 0),
  output_tokens bigint not null default 0 check (output_tokens >= 0),
  reserved_at timestamptz not null,
  settled_at timestamptz,
  counted_micro_usd bigint not null generated always as
    (case state when 'paid' then cost_micro_usd when 'released' then 0 else worst_micro_usd end) stored,
  check ((state = 'paid') = (cost_micro_usd is not null)),
  check ((state = 'reserved') = (settled_at is null))
);
create index money_of_call on conclave.money (review_key, call, model);
create index money_of_pull on conclave.money (repository_id, pull);
create index money_open on conclave.money (id) where state = 'reserved';
create index money_of_day on conclave.money (repository_id, reserved_at);
`;
