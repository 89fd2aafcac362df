/** What came from the host and went to it, and the chain of acts that nobody can rewrite unseen. */
export const recordTables = `
create table conclave.deliveries (
  id text primary key,
  event text not null,
  action text,
  repository_id bigint,
  pull integer,
  received_at timestamptz not null,
  outcome text
);
create index deliveries_received on conclave.deliveries (received_at);

create table conclave.publications (
  key text primary key,
  kind text not null check (kind in ('comment', 'check', 'reaction')),
  repository_id bigint not null,
  pull integer not null,
  head text,
  host_id bigint not null,
  url text not null,
  text text not null,
  at timestamptz not null,
  foreign key (repository_id, pull) references conclave.pull_requests
);
create index publications_of_pull on conclave.publications (repository_id, pull);

create table conclave.publication_texts (
  number bigint generated always as identity primary key,
  key text not null references conclave.publications,
  host_id bigint not null,
  head text,
  text text not null,
  at timestamptz not null
);
create index publication_texts_of_key on conclave.publication_texts (key, number desc);

create table conclave.audit_events (
  repository_id bigint not null,
  sequence bigint not null check (sequence > 0),
  cause text not null,
  act text not null,
  actor text not null,
  subject text not null,
  detail jsonb not null,
  at timestamptz not null,
  previous_hash text not null,
  hash text not null,
  primary key (repository_id, sequence),
  unique (repository_id, cause, act, subject)
);

create table conclave.audit_heads (
  repository_id bigint primary key,
  sequence bigint not null,
  hash text not null
);

create function conclave.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_is_append_only before update or delete on conclave.audit_events
  for each row execute function conclave.refuse_change();
create trigger audit_is_not_emptied before truncate on conclave.audit_events
  for each statement execute function conclave.refuse_change();
`;
