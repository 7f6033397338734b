//! How unequally members contribute: the smallest part of them who bring 80 % of all invitees.

/// The part of the growth that is asked about, as in Endo et al. (2020) for diseases.
const MOST_OF_IT: f64 = 0.8;

/// The share of members who bring 80 % of all that is brought, when `law[n]` is the chance to bring `n`: the most
/// active first, as many as needed of the last kind. `None` where nobody brings anybody.
pub(super) fn share_of_members(law: &[f64]) -> Option<f64> {
    let brought: f64 = law.iter().enumerate().map(|(n, p)| n as f64 * p).sum();
    if brought <= 0.0 {
        return None;
    }
    let (mut missing, mut members) = (MOST_OF_IT * brought, 0.0);
    for (n, p) in law.iter().enumerate().skip(1).rev() {
        let here = n as f64 * p;
        if here >= missing {
            return Some(members + missing / n as f64);
        }
        missing -= here;
        members += p;
    }
    Some(members)
}

/// The law of a member of a mixed crowd.
pub(super) fn mixed(laws: &[Vec<f64>], mix: &[f64]) -> Vec<f64> {
    let longest = laws.iter().map(Vec::len).max().unwrap_or(0);
    let at = |law: &Vec<f64>, n: usize| law.get(n).copied().unwrap_or(0.0);
    (0..longest).map(|n| laws.iter().zip(mix).map(|(law, part)| part * at(law, n)).sum()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn negative_binomial(r: f64, k: f64) -> Vec<f64> {
        let mut p = (1.0 + r / k).powf(-k);
        let term = |n: usize| {
            let term = p;
            p *= r / (k + r) * (k + n as f64) / (n as f64 + 1.0);
            term
        };
        (0..5_000).map(term).collect()
    }

    /// The figures of epiverse-trace/superspreading, `proportion_transmission()`.
    #[test]
    fn published_shares() {
        for (r, k, percent) in [(2.0, 0.5, 26.4), (1.0, 0.1, 8.69), (2.0, 0.2, 15.6)] {
            let share = 100.0 * share_of_members(&negative_binomial(r, k)).unwrap();
            assert!((share - percent).abs() < 0.05, "{r} {k}: {share}");
        }
    }

    #[test]
    fn equal_members_bring_equal_parts() {
        assert!((share_of_members(&[0.0, 1.0]).unwrap() - 0.8).abs() < 1e-12);
        assert!(share_of_members(&[1.0]).is_none());
        assert_eq!(mixed(&[vec![1.0], vec![0.0, 1.0]], &[0.25, 0.75]), [0.25, 0.75]);
    }
}
