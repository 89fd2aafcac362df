/** What a waiver of a gate was given for, so that it can be told from a new failure, and how it was given. */
export const gateWaivers = `
alter table conclave.waivers
  add column how text check (how in ('label', 'command')),
  add column marks jsonb,
  add check ((kind = 'gate') = (how is not null)),
  add check ((kind = 'gate') = (marks is not null));
`;
