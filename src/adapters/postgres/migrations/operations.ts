/** What operations remember of a repository: its state with thirty days of hours, and its incidents with their events. */
export const operations = `
create table conclave.ops_states (
  repository_id bigint primary key references conclave.repositories,
  record text not null,
  written_at timestamptz not null default now()
);
create table conclave.ops_incidents (
  repository_id bigint not null references conclave.repositories,
  issue integer not null,
  record jsonb not null,
  firing jsonb not null,
  is_closed boolean not null,
  written_at timestamptz not null default now(),
  primary key (repository_id, issue)
);
create index ops_incidents_open on conclave.ops_incidents (repository_id, issue) where not is_closed;
`;
