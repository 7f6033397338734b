#!/usr/bin/env bash
# The reference growth by kfactor and by NumPy side by side: interleaved rounds, one thread each, medians.
#
# usage: benches/peers/compare.sh [ROUNDS] [RUNS]      PYTHON=… names a Python that has NumPy
set -euo pipefail
cd "$(dirname "$0")/../.."

rounds=${1:-7}
runs=${2:-4000}
python=${PYTHON:-python3}
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1

"$python" -c 'import numpy' || { echo "NumPy is missing: pip install numpy, or set PYTHON" >&2; exit 1; }
cargo bench --quiet --bench growth --no-run

lines=$(mktemp)
trap 'rm -f "$lines"' EXIT
for ((round = 1; round <= rounds; round++)); do
  echo "round $round of $rounds" >&2
  cargo bench --quiet --bench growth -- "$runs" >>"$lines"
  "$python" benches/peers/numpy_growth.py --runs "$runs" --draws 4 >>"$lines"
  "$python" benches/peers/numpy_growth.py --runs "$runs" --draws 3 >>"$lines"
done

# Median time and mean users (with the standard error over all rounds) of a program in a case.
of() {
  sort -t$'\t' -k3,3g "$lines" | awk -F'\t' -v program="$1" -v name="$2" '
    $1 == program && $2 == name { time[++n] = $3; users += $4; variance += $5 * $5 }
    END {
      median = n % 2 ? time[(n + 1) / 2] : (time[n / 2] + time[n / 2 + 1]) / 2
      printf "%.2f %.1f %.1f\n", median, users / n, sqrt(variance) / n
    }'
}

printf '%-15s %9s %9s %9s %8s %8s   %s\n' case kfactor numpy-4 numpy-3 ratio-4 ratio-3 'mean users, numpy (difference in standard errors)'
# kfactor draws the same replicates in every round: its standard error does not fall with them.
for name in $(awk -F'\t' '$1 == "kfactor" && !seen[$2]++ { print $2 }' "$lines"); do
  echo "$name $(of kfactor "$name") $(of numpy-4 "$name") $(of numpy-3 "$name")" | awk -v rounds="$rounds" '{
    error = sqrt($4 * $4 * rounds + $7 * $7)
    printf "%-15s %6.2f µs %6.2f µs %6.2f µs %8.2f %8.2f   %.1f, %.1f (%+.1f)\n", \
      $1, $2, $5, $8, $5 / $2, $8 / $2, $3, $6, ($3 - $6) / error
  }'
done
