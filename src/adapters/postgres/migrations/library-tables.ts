/**
 * Documents that were read and cut, the vectors of texts, and what these cost. The first two can be made again at any
 * time and belong to no repository: the same content has the same key wherever it stands.
 */
export const libraryTables = `
create table conclave.library_documents (
  key text primary key,
  text text not null,
  pieces jsonb not null,
  used_at timestamptz not null
);
create index library_documents_used on conclave.library_documents (used_at);

create table conclave.library_vectors (
  model text not null,
  hash text not null,
  vector bytea not null,
  used_at timestamptz not null,
  primary key (model, hash)
);
create index library_vectors_used on conclave.library_vectors (used_at);

create table conclave.library_money (
  id bigint generated always as identity primary key,
  repository_id bigint not null,
  day date not null,
  model text not null,
  state text not null check (state in ('reserved', 'paid', 'released', 'possibly-spent')),
  worst_micro_usd bigint not null check (worst_micro_usd >= 0),
  cost_micro_usd bigint check (cost_micro_usd >= 0),
  input_tokens bigint not null default 0 check (input_tokens >= 0),
  reserved_at timestamptz not null,
  settled_at timestamptz,
  counted_micro_usd bigint generated always as (case state
    when 'paid' then cost_micro_usd when 'released' then 0 else worst_micro_usd end) stored,
  check ((state = 'paid') = (cost_micro_usd is not null)),
  check ((state = 'reserved') = (settled_at is null))
);
create index library_money_of_day on conclave.library_money (repository_id, day);
`;
