#!/usr/bin/env bash
# Whole processes: start-up, ten thousand campaigns with all files, a sweep, four designs compared, and the memory of a
# million.
#
# usage: benches/process.sh [REPLICATES]       of the memory test; a million by default
set -euo pipefail
cd "$(dirname "$0")/.."

replicates=${1:-1000000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo build --quiet --release
kfactor=${CARGO_TARGET_DIR:-target}/release/kfactor

# Median wall time of 21 calls, in milliseconds.
milliseconds() {
  for _ in {1..21}; do
    local began=$EPOCHREALTIME
    "$@" >"$work/stdout" 2>&1
    local ended=$EPOCHREALTIME
    echo $((${ended/[.,]/} - ${began/[.,]/}))
  done | sort -n | awk 'NR == 11 { printf "%.1f ms\n", $1 / 1000 }'
}

printf 'start-up (goal: below 20 ms)\n'
cat >"$work/tiny.yaml" <<'YAML'
name: Tiny
days: 1
seeds: 1
share: 0.1
contacts: 1
join: 1%
YAML
printf '  kfactor --version            %s\n' "$(milliseconds "$kfactor" --version)"
printf '  kfactor run, 1 run of 1 day  %s\n' "$(milliseconds "$kfactor" run "$work/tiny.yaml" --runs 1)"

printf '10,000 runs of 30 days in days, all files and charts (goal: about a second on 2 cores)\n'
for _ in 1 2 3; do
  rm -rf "$work/month"
  /usr/bin/time -f '  %e s wall, %U s user, %M kB' \
    "$kfactor" run scenarios/coupon-miniprogram.yaml --runs 10000 --quiet -o "$work/month"
done

printf 'sweep of 20 x 20 points, 2,000 runs each, all files and charts (goal: 15 s on 2 cores)\n'
/usr/bin/time -f '  %e s wall, %U s user, %M kB' \
  "$kfactor" sweep scenarios/exam-prep-poster.yaml --vary incentive.0.invites=1..20:20 --vary join=2%..10%:20 \
  --runs 2000 --quiet -o "$work/sweep"

printf '4 designs, 10,000 runs of 14 days each, all files and charts (goal: about 2 s on 2 cores)\n'
for _ in 1 2 3; do
  rm -rf "$work/baits"
  /usr/bin/time -f '  %e s wall, %U s user, %M kB' \
    "$kfactor" compare scenarios/baits/*.yaml --runs 10000 --quiet -o "$work/baits"
done

# Rewards, a budget and two segments: more columns than the plain growth, and ninety days of ledger and timeline.
printf '%s runs of 90 days, all files (goal: below 500 MB)\n' "$replicates"
/usr/bin/time -f '  %e s wall, %U s user, %M kB' \
  "$kfactor" run scenarios/coupon-miniprogram.yaml --set days=90 --runs "$replicates" --quiet -o "$work/million"
du -h "$work/million/runs.csv" | awk '{ print "  runs.csv: " $1 }'
