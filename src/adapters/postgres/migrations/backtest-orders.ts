/** Backtests that people asked for by command, and the nonce by which the run of each is known. */
export const backtestOrders = `
create table conclave.backtest_orders (
  nonce text primary key,
  repository_id bigint not null,
  pull integer not null,
  head text not null,
  strategy text,
  workflow text not null,
  asked_by text not null,
  comment_id bigint not null,
  at timestamptz not null,
  ended_how text check (ended_how in ('published', 'refused', 'stale', 'lost')),
  ended_run bigint,
  ended_at timestamptz,
  unique (repository_id, comment_id),
  check ((ended_how is null) = (ended_at is null)),
  foreign key (repository_id, pull) references conclave.pull_requests
);
create index backtest_orders_waiting on conclave.backtest_orders (at) where ended_how is null;
`;
