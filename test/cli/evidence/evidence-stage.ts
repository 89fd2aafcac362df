import { makeMomentumRepository } from '../../fixtures/momentum-repository.ts';

/** A repository whose base decides about rules, with a branch `change` that every part of a report has something to say of. */
export interface EvidenceStage extends Disposable {
  readonly folder: string;
  git(...args: readonly string[]): string;
  commit(branch: string, path: string, text: string): void;
}

const CONFIG = `version: 1
evidence:
  off:
    - rule: leak/backfill
      reason: every gap is filled before the data reaches us
  class:
    time/naive-datetime: { class: hard, reason: a naive hour cost us a night in March }
    repro/unseeded-random: soft
    leak/backfil: hard
critical: [src/risk/**]
`;

const RULE = `id: own/print
title: A print
skill: ops
class: hard
severity: minor
code: EXECUTION_RISK
language: python
message: What is printed reaches no log.
why: A failed fill was printed, and nobody read it.
mend: Log it.
rule:
  kind: call
  has: { field: function, resolves: builtins.print }
examples:
  bad: ['print(1)']
  good: ['log.info(1)']
`;

const RECORD = `# 30. Features ask nobody

## Status

Accepted

## Context

A feature has to be the same tomorrow.

## Decision

Features read frames and nothing else.

## Consequences

Prices are handed in.

## Invariants

\`\`\`yaml
- id: no-network
  rule: forbid-import
  modules: [requests]
  applies_to: [src/features/**]
  message: A feature asks the network.
\`\`\`
`;

const STOPS = `def order(price, atr):
    return {"action": "BUY", "sl": price - 2 * atr}
`;

const KEY = `AKIA${'Z7QX4M2LBN8VTR3P'}`;

const FEATURES = `from datetime import datetime

import numpy as np
import pandas as pd
import requests


class Builder:
    def add(self, df: pd.DataFrame) -> pd.DataFrame:
        df["next"] = df["close"].shift(-1)
        df["filled"] = df["close"].bfill()
        df["noise"] = np.random.normal(size=len(df))
        df["seen"] = datetime.now()
        try:
            print(len(df))
        except Exception:  # conclave: allow error/silent-except a count that fails must not stop a bar
            pass
        return df
`;

/** The path of a rule that the repository brings. */
export const OWN_RULE = '.github/conclave/rules/print.yml';

/** The text of a credential that the branch holds; no report may show it. */
export const SECRET = KEY;

/** Makes the repository; its branches are `main`, `change` and `clean`. */
export function openEvidenceStage(): EvidenceStage {
  const repository = makeMomentumRepository();
  repository.commit('main', '.github/conclave.yml', CONFIG);
  repository.commit('main', '.github/conclave/rules/print.yml', RULE);
  repository.commit('main', 'docs/adr/0030-features-ask-nobody.md', RECORD);
  repository.commit('main', 'src/risk/stops.py', STOPS);
  repository.git('checkout', '--quiet', '-b', 'change', 'main');
  repository.commit('change', 'src/features/builder.py', FEATURES);
  repository.commit('change', 'src/features/broken.py', 'def add(:\n    pass\n');
  repository.commit('change', 'src/settings_local.py', `AWS_KEY = "${KEY}"\n`);
  repository.commit('change', 'src/risk/stops.py', STOPS.replace(', "sl": price - 2 * atr', ''));
  repository.commit('change', 'notes.md', 'words\n');
  return { ...repository, [Symbol.dispose]: () => repository.remove() };
}
