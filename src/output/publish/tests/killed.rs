//! The process is killed at every call that changes the disk, and every such call fails.

use super::super::disk::faults;
use super::super::hidden::Hidden;
use super::super::staging::Staging;
use super::super::{hidden, note, repair};
use super::{Files, NEW, all_others, desk, fill, hidden_in, names, others, seen};
use std::fs;

/// The old result whole and the new one whole, as they are when nothing goes wrong.
fn whole() -> [Files; 2] {
    let desk = desk();
    let out = desk.path().join("out");
    let old = seen(&out);
    fill(&out, &NEW).unwrap();
    let new = seen(&out);
    assert_eq!((others(&old), others(&new)), (all_others(), all_others()));
    assert!(out.join("empty").is_dir() && !new.contains_key("gone.csv") && new["runs.csv"] == "new");
    assert!(hidden_in(&[out, desk.path().to_owned()]).is_empty());
    [old, new]
}

/// Kills a publication after every call that changes the disk, and starts again.
///
/// `at_once`: the folder holds one of both results whenever the process is killed, and not only after the next start.
fn killed_everywhere(exchanges: bool, at_once: bool) {
    faults::let_exchange(exchanges);
    let whole = whole();
    let mut outcomes = [0, 0];
    for calls in 0.. {
        let desk = desk();
        let out = desk.path().join("out");
        faults::kill_after(calls);
        let published = fill(&out, &NEW);
        if !faults::revive() {
            published.unwrap();
            assert!(calls > 20, "only {calls} calls");
            break;
        }
        let left = seen(&out);
        assert_eq!(others(&left), all_others(), "others, killed after {calls}");
        if at_once {
            assert!(whole.contains(&left), "killed after {calls}: {left:?}");
        }
        // The next start.
        drop(Staging::begin(&out, &names(&NEW)).unwrap());
        let left = seen(&out);
        let which = whole.iter().position(|whole| *whole == left);
        outcomes[which.unwrap_or_else(|| panic!("killed after {calls}: {left:?}"))] += 1;
        assert!(out.join("empty").is_dir(), "killed after {calls}");
        let hidden = hidden_in(&[out.clone(), desk.path().to_owned()]);
        assert!(hidden.is_empty(), "killed after {calls}: {hidden:?}");
        // And what is published then is published.
        fill(&out, &NEW).unwrap();
        assert_eq!(seen(&out), whole[1], "killed after {calls}");
    }
    assert!(outcomes.iter().all(|count| *count > 0), "{outcomes:?}");
    faults::let_exchange(true);
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
#[test]
fn killed_anywhere_the_folder_holds_the_old_result_or_the_new_one() {
    killed_everywhere(true, true);
}

/// Without the call that exchanges folders the next start has to bring it to its end.
#[test]
fn where_folders_cannot_be_exchanged_the_next_start_repairs() {
    killed_everywhere(false, false);
}

#[test]
fn killed_anywhere_a_new_folder_is_there_or_not() {
    let mut outcomes = [0, 0];
    for calls in 0.. {
        let desk = tempfile::tempdir().unwrap();
        let out = desk.path().join("a/out");
        faults::kill_after(calls);
        let published = fill(&out, &NEW);
        if !faults::revive() {
            published.unwrap();
            break;
        }
        outcomes[usize::from(out.exists())] += 1;
        assert!(!out.exists() || seen(&out).len() == NEW.len() + 1, "killed after {calls}");
        drop(Staging::begin(&out, &names(&NEW)).unwrap());
        assert!(hidden_in(&[desk.path().join("a")]).is_empty(), "killed after {calls}");
    }
    assert!(outcomes.iter().all(|count| *count > 0), "{outcomes:?}");
}

/// A hidden folder is cleared file by file. What is left of it when the process is killed in between is cleared by the next
/// start, whatever has gone first.
#[test]
fn killed_while_clearing_the_next_start_clears_the_rest() {
    let mut calls = 0;
    loop {
        let home = tempfile::tempdir().unwrap();
        let hidden = Hidden::make(home.path(), ".out").unwrap();
        let root = hidden.root().to_owned();
        for path in ["new/runs.csv", "new/charts/k.svg", "old/runs.csv", "a-note", "note"] {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), "some").unwrap();
        }
        faults::kill_after(calls);
        drop(hidden);
        faults::revive();
        if !root.exists() {
            break;
        }
        drop(hidden::dead(home.path(), ".out", |_| false));
        assert!(!root.exists(), "killed after {calls}");
        calls += 1;
    }
    assert!(calls > 8, "only {calls} calls");
}

/// Whatever single call fails, an error leaves the old result, and the new one stands where there is none.
#[test]
fn a_call_that_fails_leaves_one_of_both_results() {
    for exchanges in [true, false] {
        faults::let_exchange(exchanges);
        let whole = whole();
        for calls in 0.. {
            let desk = desk();
            let out = desk.path().join("out");
            faults::fail_after(calls);
            let published = fill(&out, &NEW);
            if !faults::revive() {
                break;
            }
            drop(Staging::begin(&out, &names(&NEW)).unwrap());
            let expected = &whole[usize::from(published.is_ok())];
            assert_eq!(&seen(&out), expected, "{calls}, exchange: {exchanges}: {published:?}");
        }
    }
    faults::let_exchange(true);
}

/// What comes into the folder between the links and the exchange is not carried off.
#[cfg(any(target_os = "linux", target_os = "macos"))]
#[test]
fn what_comes_meanwhile_is_brought_home() {
    use super::super::exchange::Exchange;
    let desk = desk();
    let out = desk.path().join("out");
    let mut found = 0;
    for calls in 0.. {
        let home = tempfile::tempdir().unwrap();
        let (root, target) = (home.path().join(".root"), home.path().join("out"));
        fs::create_dir_all(root.join(hidden::NEW)).unwrap();
        fs::create_dir(&target).unwrap();
        fs::write(root.join(hidden::NEW).join("runs.csv"), "new").unwrap();
        fs::write(target.join("notes.txt"), "mine").unwrap();
        faults::kill_after(calls);
        let _ = Exchange::publish(&root, &target, &Default::default());
        let is_over = !faults::revive();
        // Killed after the exchange, the old folder is hidden; as if somebody had written into it before.
        let old = root.join(hidden::NEW);
        if target.join("runs.csv").exists() && old.exists() && note::is_in(&root) {
            found += 1;
            fs::write(old.join("late.txt"), "mine").unwrap();
            let _ = fs::remove_file(old.join("notes.txt"));
            fs::write(old.join("notes.txt"), "mine, later").unwrap();
            repair::finish(&root, &target).unwrap();
            assert_eq!(fs::read_to_string(target.join("late.txt")).unwrap(), "mine");
            assert_eq!(fs::read_to_string(target.join("notes.txt")).unwrap(), "mine, later");
        }
        if is_over {
            break;
        }
    }
    assert!(found > 0 && out.exists());
}
