/** The seats of one session: five skills on two models. */
export const SEATS = 10;

/** The seats of a small committee: one skill on two models. */
export const FEW_SEATS = 2;

/** What seats one skill alone in a repository: most of a review goes into its seats. */
export const SMALL_COMMITTEE = {
  '.github/conclave.yml':
    'version: 1\nrouting:\n  - id: all\n    when: { paths: ["**"] }\n    then: { experts: [crypto-trader] }\n',
};
