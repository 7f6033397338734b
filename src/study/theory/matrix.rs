//! Matrices of expected numbers: their dominant eigenvalue, the mix into which generations settle, and the sum over all
//! generations. They have a row per segment, so that plain elimination and repeated squaring are enough.

/// A square matrix without negative entries, by rows.
pub(super) type Matrix = Vec<Vec<f64>>;

/// So many squarings are more generations than any campaign has.
const SQUARINGS: i32 = 50;

/// The dominant eigenvalue (spectral radius): the growth rate of the matrix's powers, by repeated squaring. Unlike power
/// iteration this does not care whether segments form chains or swap.
pub(super) fn dominant_eigenvalue(matrix: &Matrix) -> f64 {
    let mut power = matrix.clone();
    let mut log_growth = 0.0;
    for squaring in 0..=SQUARINGS {
        let norm = power.iter().flatten().copied().fold(0.0, f64::max);
        if norm == 0.0 {
            return 0.0;
        }
        log_growth += libm::log(norm) / libm::ldexp(1.0, squaring);
        power.iter_mut().flatten().for_each(|entry| *entry /= norm);
        power = product(&power, &power);
    }
    libm::exp(log_growth)
}

/// The mix of segments into which the generations that begin with `start` settle; sums to 1. Generations that swap
/// are averaged; where the chain ends the mix is that of the last generation.
pub(super) fn settled_mix(matrix: &Matrix, start: &[f64]) -> Vec<f64> {
    let mut mix = normalised(start).unwrap_or_else(|| vec![1.0 / start.len() as f64; start.len()]);
    let growth = dominant_eigenvalue(matrix);
    if growth == 0.0 {
        for _ in 0..mix.len() {
            mix = normalised(&row_times(&mix, matrix)).unwrap_or(mix);
        }
        return mix;
    }
    // A shift leaves the eigenvectors and ends every swapping.
    let mut power = matrix.clone();
    for (index, row) in power.iter_mut().enumerate() {
        row[index] += growth;
    }
    for _ in 0..SQUARINGS {
        let norm = power.iter().flatten().copied().fold(0.0, f64::max);
        power.iter_mut().flatten().for_each(|entry| *entry /= norm);
        power = product(&power, &power);
    }
    normalised(&row_times(&mix, &power)).unwrap_or(mix)
}

/// Members ever, by segment, who descend from one member of each segment (included): `(I - M)^-1`; `None`
/// where the generations do not fade.
pub(super) fn totals(matrix: &Matrix) -> Option<Matrix> {
    if dominant_eigenvalue(matrix) >= 1.0 - 1e-12 {
        return None;
    }
    let size = matrix.len();
    let columns: Option<Vec<Vec<f64>>> = (0..size)
        .map(|column| solve(&less_from_one(matrix), (0..size).map(|row| unit(row, column)).collect()))
        .collect();
    let columns = columns?;
    Some((0..size).map(|row| columns.iter().map(|column| column[row]).collect()).collect())
}

/// `I - M`.
pub(super) fn less_from_one(matrix: &Matrix) -> Matrix {
    let row = |(row, entries): (usize, &Vec<f64>)| {
        entries.iter().enumerate().map(|(column, entry)| unit(row, column) - entry).collect()
    };
    matrix.iter().enumerate().map(row).collect()
}

/// Solves `A·x = b` by elimination with row exchanges; `None` where `A` is singular.
pub(super) fn solve(a: &Matrix, mut b: Vec<f64>) -> Option<Vec<f64>> {
    let (mut a, size) = (a.clone(), b.len());
    for column in 0..size {
        let pivot = (column..size).max_by(|x, y| a[*x][column].abs().total_cmp(&a[*y][column].abs()))?;
        if a[pivot][column] == 0.0 {
            return None;
        }
        a.swap(column, pivot);
        b.swap(column, pivot);
        let above = a[column].clone();
        for row in column + 1..size {
            let factor = a[row][column] / above[column];
            a[row].iter_mut().zip(&above).for_each(|(entry, above)| *entry -= factor * above);
            b[row] -= factor * b[column];
        }
    }
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|at| a[row][at] * b[at]).sum();
        b[row] = (b[row] - known) / a[row][row];
    }
    Some(b)
}

/// A row times a matrix: the next generation of these members.
pub(super) fn row_times(row: &[f64], matrix: &Matrix) -> Vec<f64> {
    (0..row.len()).map(|column| row.iter().zip(matrix).map(|(a, r)| a * r[column]).sum()).collect()
}

/// The rows and columns that are kept; the others are nought.
pub(super) fn restricted(matrix: &Matrix, keep: &[bool]) -> Matrix {
    let entry = |row: usize, column: usize| if keep[row] && keep[column] { matrix[row][column] } else { 0.0 };
    (0..matrix.len()).map(|row| (0..matrix.len()).map(|column| entry(row, column)).collect()).collect()
}

/// Which segments ever have a member when those of `start` have: invitations lead there.
pub(super) fn reached(matrix: &Matrix, start: &[f64]) -> Vec<bool> {
    let mut reached: Vec<bool> = start.iter().map(|count| *count > 0.0).collect();
    for _ in 0..matrix.len() {
        for (row, entries) in matrix.iter().enumerate() {
            if reached[row] {
                reached.iter_mut().zip(entries).for_each(|(reached, entry)| *reached |= *entry > 0.0);
            }
        }
    }
    reached
}

fn product(left: &Matrix, right: &Matrix) -> Matrix {
    left.iter().map(|row| row_times(row, right)).collect()
}

fn unit(row: usize, column: usize) -> f64 {
    f64::from(u8::from(row == column))
}

/// Brought to a sum of 1; `None` where there is nothing.
fn normalised(row: &[f64]) -> Option<Vec<f64>> {
    let sum: f64 = row.iter().sum();
    (sum > 0.0).then(|| row.iter().map(|entry| entry / sum).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: &[f64], b: &[f64]) -> bool {
        a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-9)
    }

    #[test]
    fn known_eigenvalues() {
        assert!((dominant_eigenvalue(&vec![vec![0.5, 0.3], vec![0.2, 0.4]]) - 0.7).abs() < 1e-9);
        assert!((dominant_eigenvalue(&vec![vec![0.0, 2.0], vec![0.5, 0.0]]) - 1.0).abs() < 1e-9);
        assert_eq!(dominant_eigenvalue(&vec![vec![0.0]]), 0.0);
        // A chain of segments in which no segment brings its own kind ends after as many generations.
        assert_eq!(dominant_eigenvalue(&vec![vec![0.0, 2.0, 0.0], vec![0.0, 0.0, 2.0], vec![0.0; 3]]), 0.0);
        // Seeds of one kind bring another that brings few.
        assert!((dominant_eigenvalue(&vec![vec![0.0, 0.9], vec![0.0, 0.2]]) - 0.2).abs() < 1e-9);
    }

    #[test]
    fn known_totals_and_mixes() {
        let matrix = vec![vec![0.5, 0.3], vec![0.2, 0.4]];
        let sums = totals(&matrix).unwrap();
        assert!(close(&sums[0], &[2.5, 1.25]) && close(&sums[1], &[0.833_333_333_3, 2.083_333_333_3]));
        // The left eigenvector of 0.7 is (1, 1): (.5 + .2, .3 + .4).
        assert!(close(&settled_mix(&matrix, &[1.0, 0.0]), &[0.5, 0.5]));
        assert!(totals(&vec![vec![1.0]]).is_none());
    }

    #[test]
    fn mixes_of_chains_and_swaps() {
        assert!(close(&settled_mix(&vec![vec![0.0, 2.0], vec![0.0, 0.5]], &[1.0, 0.0]), &[0.0, 1.0]));
        assert!(close(&settled_mix(&vec![vec![0.0, 1.0], vec![1.0, 0.0]], &[1.0, 0.0]), &[0.5, 0.5]));
        assert!(close(&settled_mix(&vec![vec![0.0, 2.0], vec![0.0, 0.0]], &[1.0, 0.0]), &[0.0, 1.0]));
        assert!(close(&settled_mix(&vec![vec![0.0]], &[0.0]), &[1.0]));
    }

    #[test]
    fn what_cannot_be_reached_does_not_count() {
        let matrix = vec![vec![0.5, 0.0], vec![0.1, 3.0]];
        let keep = reached(&matrix, &[1.0, 0.0]);
        assert_eq!(keep, [true, false]);
        assert!((dominant_eigenvalue(&restricted(&matrix, &keep)) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn elimination_exchanges_rows() {
        assert!(close(&solve(&vec![vec![0.0, 2.0], vec![1.0, 1.0]], vec![4.0, 5.0]).unwrap(), &[3.0, 2.0]));
        assert!(solve(&vec![vec![1.0, 1.0], vec![1.0, 1.0]], vec![1.0, 2.0]).is_none());
    }
}
