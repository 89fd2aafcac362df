#!/usr/bin/env bash
# The stated alternative to the guardrails: the five questions as teams ask them today, in one shell step.
# Reads TITLE, BODY and a folder: changed.txt (status, tab, path), added.txt (path, colon, added line) and tree/.
# Prints one line a gate: its id and pass or fail.
set -uo pipefail
cd "$1"

answer() { if [ "$2" = 0 ]; then echo "$1 pass"; else echo "$1 fail"; fi; }

types='feat|fix|perf|refactor|docs|test|build|ci|chore|style|revert'
grep -qE "^($types)(\([a-z0-9._/,-]+\))?!?: .+" <<<"$TITLE"
answer G1 $?

grep -qiE '(close[sd]?|fix(e[sd])?|resolve[sd]?):? +([a-z0-9_.-]+/[a-z0-9_.-]+)?#[0-9]+|https://github.com/[^ ]+/issues/[0-9]+|Story: *CVN-|OpenProject: *wp#[0-9]+' <<<"$BODY"
answer G2 $?

if [ -d tree/documentation/reviews ]; then
  if cut -f2 changed.txt | grep -qvE '^(docs|documentation|dashboards|\.github)/|\.(md|ya?ml|json|toml)$'; then
    grep -qE '^[AMR].*documentation/reviews/[0-9]{4}-[0-9]{2}-[0-9]{2}-.+-plan\.md$' changed.txt ||
      grep -qE 'documentation/reviews/[0-9-]+-.+-plan\.md' <<<"$BODY"
    answer G3 $?
  else
    answer G3 0
  fi
else
  answer G3 0
fi

if [ -d tree/documentation/stories ] && cut -f2 changed.txt | grep -qE '^src/(training|commun/(pipeline|finetune|inference|labels))/'; then
  story=$(grep -oE 'CVN-N[0-9]{3}-E[A-Z]-S[0-9]{2}' <<<"$TITLE" | head -1)
  find "tree/documentation/stories/$story/" -name '*.md' 2>/dev/null | grep -q .
  answer G4 $?
else
  answer G4 0
fi

names='n_estimators|max_depth|learning_rate|eta|lr|num_leaves|min_child_weight|min_child_samples|subsample|colsample_bytree|reg_alpha|reg_lambda|gamma|max_bin|scale_pos_weight|early_stopping_rounds|num_boost_round|n_trials|n_folds|batch_size|epochs|hidden_size|num_layers|dropout|weight_decay|momentum'
! grep -qE "^src/(training|commun/(pipeline|finetune))/.*\.py:.*\b($names)\b['\"]?[]]? *[=:,] *[0-9]" added.txt
answer G5 $?
