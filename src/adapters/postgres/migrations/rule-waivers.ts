/** A waiver may be of a blocking rule too, with what it was given for, as that of a gate. */
export const ruleWaivers = `
alter table conclave.waivers
  drop constraint waivers_kind_check,
  drop constraint waivers_check1,
  drop constraint waivers_check2,
  add constraint waivers_kind_check check (kind in ('finding', 'gate', 'rule')),
  add constraint waivers_how_check1 check ((kind = 'finding') = (how is null)),
  add constraint waivers_marks_check check ((kind = 'finding') = (marks is null));
`;
