//! The name that was probably meant.

/// The candidate nearest to `typed`, if it is near enough to be a slip of the fingers: at most a third of
/// its letters differ. Capitals, `-` and `_` make no difference.
#[must_use]
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let folded = fold(typed);
    candidates
        .into_iter()
        .map(|candidate| (distance(&folded, &fold(candidate)), candidate))
        .filter(|(distance, candidate)| distance * 3 <= candidate.chars().count().max(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_owned())
}

fn fold(name: &str) -> Vec<char> {
    // Keys are short; what is longer is no misspelling, and the distance takes quadratic time.
    name.chars().take(40).flat_map(char::to_lowercase).map(|c| if c == '-' { '_' } else { c }).collect()
}

/// Edit distance in which swapping two neighbours counts once (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            row[j] = (last[j] + 1)
                .min(row[j - 1] + 1)
                .min(last[j - 1] + usize::from(a[i - 1] != b[j - 1]))
                .min(if swap { before_last[j - 2] + 1 } else { usize::MAX });
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(a: &str, b: &str) -> usize {
        distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>())
    }

    #[test]
    fn distances() {
        assert_eq!(d("share", "share"), 0);
        assert_eq!(d("shrae", "share"), 1);
        assert_eq!(d("chrun", "churn"), 1);
        assert_eq!(d("", "days"), 4);
        assert_eq!(d("核心", "核新"), 1);
    }

    #[test]
    fn only_near_names_are_offered() {
        let keys = ["share", "contacts", "join", "join_reward"];
        assert_eq!(nearest("contcts", keys).as_deref(), Some("contacts"));
        assert_eq!(nearest("Join-Reward", keys).as_deref(), Some("join_reward"));
        assert_eq!(nearest("weather", keys), None);
    }
}
