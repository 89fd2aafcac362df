#!/usr/bin/env bash
# Runs a command of the bundled program for a composite action: start.sh <command>.
# Inputs come from the environment that the action.yml sets; nothing of them is read as shell.
set -euo pipefail

oldest_node=24
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
program="$root/dist/conclave.js"

main() {
  local command="${1-}" options=() node code=0 rule folder word
  [[ "$OSTYPE" == linux* ]] || complain "this runner is no Linux; write runs-on: ubuntu-latest for the job"
  # A new command is one line here and one word there.
  case "$command" in
    guardrails) options=(gate --event "$GITHUB_EVENT_PATH" --format github) ;;
    waiver-audit)
      options=(waivers audit --since "${SINCE:-$(three_months_ago)}" ${PER:+--per "$PER"})
      options+=(${SPRINT_DAYS:+--sprint-days "$SPRINT_DAYS"} ${CHECK:+--check "$CHECK"} --issue --format github)
      ;;
    evidence)
      [[ -n "${BASE-}" ]] ||
        complain 'this event names no base; run it on pull_request or merge_group, or give the input base'
      options=(evidence --base "$BASE" ${HEAD:+--head "$HEAD"} --repo "${REPOSITORY_PATH:-$GITHUB_WORKSPACE}")
      options+=(--fail-on "${FAIL_ON:-hard}" --format github --out "${SARIF_FILE:-$RUNNER_TEMP/conclave-evidence.sarif}")
      [[ "${ANNOTATIONS:-true}" != false ]] || options+=(--no-annotations)
      for rule in ${RULES-}; do options+=(--rule "$rule"); done
      ;;
    adr-lint)
      folder="${REPOSITORY_PATH:-$GITHUB_WORKSPACE}"
      options=(adr lint --repo "$folder" --format github)
      while read -r word; do [[ -z "$word" ]] || options+=(--except "$word"); done <<<"${EXCEPT-}"
      [[ "${FOLDERS-}" == *[![:space:]]* ]] || options+=(--if-any)
      while read -r word; do [[ -z "$word" ]] || options+=("$folder/$word"); done <<<"${FOLDERS-}"
      ;;
    backtest | backtest-find)
      [[ -n "${BASE-}" ]] || complain 'this event names no base; run it on pull_request, or give the input base'
      options=(backtest pull --base "$BASE" ${HEAD:+--head "$HEAD"} --repo "${REPOSITORY_PATH:-$GITHUB_WORKSPACE}")
      while read -r word; do [[ -z "$word" ]] || options+=(--strategy "$word"); done <<<"${STRATEGIES-}"
      options+=(--format github ${PULL:+--pull "$PULL"} ${NONCE:+--nonce "$NONCE"})
      [[ "$command" == backtest ]] && options+=(--out "$RUNNER_TEMP/conclave-backtest") || options+=(--find)
      export CONCLAVE_ACTION_ROOT="$root"
      ;;
    ops-state)
      options=(ops state --repo "${REPOSITORY_PATH:-$GITHUB_WORKSPACE}" ${FIGURES:+--input "$FIGURES"})
      options+=(--fail-on "${FAIL_ON:-orange}" --format github)
      [[ "${ISSUE-}" != true ]] || options+=(--issue)
      ;;
    backtest-image) options=(sandbox build ${ENGINE:+--engine "$ENGINE"}) ;;
    *) complain "unknown command \"$command\"; expected: guardrails, waiver-audit, evidence, adr-lint, backtest or ops-state" ;;
  esac
  [[ -f "$program" ]] ||
    complain 'the built program is missing; it stands on the release branch: write @v1 (or one of its commits) after the name of the action'
  node="$(find_node)" ||
    complain "no Node $oldest_node or newer on this runner; put actions/setup-node with node-version: $oldest_node before this step, or update the runner to 2.327.1 or newer"
  "$node" "$program" "${options[@]}" || code=$?
  # An audit that points something out was made all the same; the issue, the summary and the output "findings" tell it.
  if [[ "$command" == waiver-audit && "$code" == 1 ]]; then code=0; fi
  exit "$code"
}

# The first day of the month three months ago.
three_months_ago() {
  date --utc --date="$(date --utc +%Y-%m-01) -3 months" +%Y-%m-%d
}

# One sentence as an annotation; exit code 2, as for every wrong use.
complain() {
  local text="$1"
  text="${text//'%'/%25}"
  text="${text//$'\r'/%0D}"
  text="${text//$'\n'/%0A}"
  printf '::error title=Conclave::%s\n' "$text"
  exit 2
}

# Prints the first Node that is new enough: the job's own, one that the image keeps ready, the one that runs actions.
find_node() {
  local node
  while IFS= read -r node; do
    if is_new_enough "$node"; then
      printf '%s\n' "$node"
      return 0
    fi
  done < <(list_nodes)
  return 1
}

is_new_enough() {
  local version
  [[ -x "$1" ]] && version="$("$1" --version 2>/dev/null)" || return 1
  [[ "$version" =~ ^v([0-9]+)\. ]] && ((BASH_REMATCH[1] >= oldest_node))
}

list_nodes() {
  command -v node || true
  local cache="${RUNNER_TOOL_CACHE:-/opt/hostedtoolcache}/node" home
  printf '%s\n' "$cache"/*/*/bin/node | sort --version-sort --reverse
  # In a container job the runner puts its own Nodes at /__e.
  for home in "$(runner_home)/externals" /__e; do
    printf '%s\n' "$home"/node*/bin/node | sort --version-sort --reverse
  done
}

# The folder of the runner, found by the process that started this step.
runner_home() {
  local pid="$PPID" executable name value _
  while ((pid > 1)); do
    executable="$(readlink "/proc/$pid/exe" 2>/dev/null || true)"
    if [[ "$executable" == */*/Runner.Worker ]]; then
      printf '%s\n' "${executable%/*/Runner.Worker}"
      return
    fi
    while read -r name value _; do
      [[ "$name" != PPid: ]] || break
    done <"/proc/$pid/status" 2>/dev/null || value=0
    pid="${value:-0}"
  done
}

main "$@"
