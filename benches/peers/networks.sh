#!/usr/bin/env bash
# Cascades on one network by kfactor and by its peers: the same edge file, one thread each, one table.
#
# usage: benches/peers/networks.sh [NODES] [RUNS]      PYTHON=… names a Python; PEERS="numba cynetdiff ndlib" the peers
#
# The peers are installed into an environment that is gone afterwards. One that cannot be installed is left out, which is said.
set -euo pipefail
cd "$(dirname "$0")/../.."

nodes=${1:-100000}
runs=${2:-200}
peers=${PEERS:-numba cynetdiff ndlib}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 NUMBA_NUM_THREADS=1

"${PYTHON:-python3}" -m venv "$work/venv"
python=$work/venv/bin/python
"$python" -m pip install --quiet numpy || { echo "pip cannot install NumPy" >&2; exit 1; }

"$python" benches/peers/networks.py draw "$work/edges.csv" --nodes "$nodes"
cargo bench --quiet --bench networks -- "$work/edges.csv" "$runs" >"$work/lines"
for peer in $peers; do
  if "$python" -m pip install --quiet "$peer" 2>"$work/pip"; then
    "$python" benches/peers/networks.py run "$work/edges.csv" --program "$peer" --runs "$runs" >>"$work/lines" \
      || echo "$peer failed" >&2
  else
    echo "$peer cannot be installed: $(tail -n 1 "$work/pip")" >&2
  fi
done

printf '%-14s %-11s %14s %9s %12s   %s\n' case program 'per campaign' ratio 'mean size' 'difference in standard errors'
awk -F'\t' '
  $1 == "kfactor" { time[$2] = $3; size[$2] = $4; error[$2] = $5 }
  {
    spread = sqrt($5 * $5 + error[$2] * error[$2])
    apart = $1 == "kfactor" || spread == 0 ? "" : sprintf("%+.1f", ($4 - size[$2]) / spread)
    ratio = time[$2] > 0 ? sprintf("%.2f", $3 / time[$2]) : "-"
    printf "%-14s %-11s %11.1f µs %9s %12.1f   %s\n", $2, $1, $3, ratio, $4, apart
  }' "$work/lines" | sort -s -k1,2
