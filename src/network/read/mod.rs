//! Networks from files: line by line, in memory that grows with what is different in them.

mod contacts;
mod fields;
mod lines;
mod people;
mod reading;
mod table;

pub(super) use lines::{Stamp, opened};

use super::graph::Network;
use super::names::Names;
use super::plan::Files;
use crate::problem::FileProblem;

/// Reads a network.
///
/// # Errors
/// The first thing that is wrong in one of the files.
pub fn read(files: &Files) -> Result<Network, FileProblem> {
    let mut names = Names::new();
    let mut network = Network::default();
    if let Some(file) = &files.contacts {
        contacts::read(file, files.directed, &mut names, &mut network)?;
    }
    if let Some(file) = &files.groups {
        people::groups(file, &mut names, &mut network)?;
    }
    if let Some(file) = &files.people {
        people::kinds(file, &mut names, &mut network)?;
    }
    for file in &files.seeds {
        people::seeds(file, &names, &mut network)?;
    }
    network.put_ids(names.into_ids());
    Ok(network)
}

/// What tells that a file is another one than it was.
pub(super) fn stamps(files: &Files) -> Vec<Option<Stamp>> {
    let Files { contacts, people, groups, seeds, .. } = files;
    [contacts, people, groups]
        .into_iter()
        .flatten()
        .chain(seeds)
        .map(|file| lines::stamp(file.path()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::graph::{LeftOut, Omitted, Remark};
    use crate::network::plan::FileName;
    use crate::problem::FileFault;
    use std::fs;
    use std::path::Path;
    use tempfile::TempDir;

    /// A folder with these files.
    fn folder(files: &[(&str, &[u8])]) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            fs::write(folder.path().join(name), content).unwrap();
        }
        folder
    }

    fn file(name: &str, folder: &Path) -> Option<FileName> {
        Some(FileName::new(name, folder))
    }

    fn contacts(content: &str, directed: bool) -> Result<Network, FileProblem> {
        let folder = folder(&[("edges.csv", content.as_bytes())]);
        read(&Files { contacts: file("edges.csv", folder.path()), directed, ..Files::default() })
    }

    /// The neighbours of everybody, by ids.
    fn by_ids(network: &Network) -> Vec<String> {
        let name = |person: u32| network.id(person).into_owned();
        let neighbours = |person| {
            network.neighbours(person).iter().map(|other| name(*other)).collect::<Vec<_>>().join(" ")
        };
        (0..network.people()).map(|person| format!("{}: {}", name(person), neighbours(person))).collect()
    }

    #[test]
    fn a_list_of_pairs_is_read_both_ways_or_one() {
        let text = "from,to\n7,3\n3,9\n";
        assert_eq!(by_ids(&contacts(text, false).unwrap()), ["7: 3", "3: 7 9", "9: 3"]);
        assert_eq!(by_ids(&contacts(text, true).unwrap()), ["7: 3", "3: 9", "9: "]);
        let back = contacts(text, true).unwrap();
        assert_eq!(back.reached_by().of(2), [1]);
    }

    #[test]
    fn ids_may_be_texts_in_quotation_marks() {
        let network = contacts("\"张三, 李\"\t王五\n王五\t007\n1\t王五\n", false).unwrap();
        assert_eq!(by_ids(&network), ["张三, 李: 王五", "王五: 张三, 李 007 1", "007: 王五", "1: 王五"]);
    }

    #[test]
    fn loops_and_duplicates_are_told_with_lines() {
        let network = contacts("# who knows whom\n1 2\n2 2\n2 1\n1 3\n3 3\n1 2\n", false).unwrap();
        assert_eq!(by_ids(&network), ["1: 2 3", "2: 1", "3: 1"]);
        let told = |about, count, first_line| {
            let tally = crate::network::Tally { count, first_line };
            Remark::Omitted(Omitted { file: "edges.csv".into(), about, tally })
        };
        assert_eq!(network.remarks(), [told(LeftOut::Loops, 2, 3), told(LeftOut::Duplicates, 2, 4)]);
    }

    #[test]
    fn what_is_written_otherwise_is_read_as_it_is_meant() {
        let same = |text: &str| by_ids(&contacts(text, false).unwrap());
        let plain = same("a,b\na,c\n");
        for text in [
            "inviter,invitee\na,b\na,c\n",
            "who,whom\na,b\na,c\n",
            "Name1,Name2\na,b\na,c\n",
            "邀请人,被邀请人\na,b\na,c\n",
            "a,b # met at work\na,c #old\n",
            "a;b # 0,5\na;c\n",
            "a b # x\na c\n",
        ] {
            assert_eq!(same(text), plain, "{text}");
        }
        // A mark within quotation marks, or within a word, begins nothing.
        assert_eq!(same("\"a # 1\",b#2\n"), ["a # 1: b#2", "b#2: a # 1"]);
        let weights = |text: &str| contacts(text, false).unwrap().weights(0).map(<[f32]>::to_vec);
        for text in ["a;b;0,5\n", "a\tb\t0,5\n", "a,b,0.5\n", "a b 0,5\n", "a b 0.5\n"] {
            assert_eq!(weights(text), Some(vec![0.5]), "{text}");
        }
    }

    /// Two words that nobody else is called.
    #[test]
    fn a_header_that_is_not_understood_is_told() {
        let told = |text: &str| contacts(text, false).unwrap().remarks().to_vec();
        let [a, b] = ["teller", "hearer"].map(str::to_owned);
        let found = told("# who\nteller,hearer\nann,bob\nbob,zoe\n");
        let expected = Remark::PerhapsHeader { file: "edges.csv".into(), line: 2, perhaps_header: [a, b] };
        assert_eq!(found, [expected]);
        for text in ["ann,bob\nbob,zoe\n", "ann,bob\n", "u1,u2\nu3,u4\n"] {
            assert!(!matches!(told(text)[..], [Remark::PerhapsHeader { .. }, ..]), "{text}");
        }
    }

    /// Opening it would wait for somebody who writes into it.
    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_waited_for() {
        let folder = folder(&[]);
        let pipe = folder.path().join("edges.csv");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        let files = Files { contacts: file("edges.csv", folder.path()), ..Files::default() };
        assert_eq!(read(&files).map(|_| ()).map_err(|problem| problem.fault), Err(FileFault::NoFile));
    }

    /// Names of groups may have a number behind a mark.
    #[test]
    fn names_of_groups_may_have_numbers() {
        let folder = folder(&[("groups.csv", "a,群 #1\nb,群 #2 # new\n".as_bytes())]);
        let network = read(&Files { groups: file("groups.csv", folder.path()), ..Files::default() }).unwrap();
        assert_eq!(network.group_count(), 2);
    }

    #[test]
    fn somebody_who_knows_only_himself_is_a_person() {
        assert_eq!(by_ids(&contacts("1 2\n5 5\n", false).unwrap()), ["1: 2", "2: 1", "5: "]);
    }

    #[test]
    fn weights_stand_beside_contacts() {
        let network = contacts("source,target,weight\n1,2,0.5\n2,1,2\n1,3,-0\n", false).unwrap();
        assert_eq!((network.neighbours(0), network.weights(0)), (&[1, 2][..], Some(&[2.0, 0.0][..])));
        assert!(network.weights(0).unwrap()[1].is_sign_positive());
    }

    #[test]
    fn what_is_wrong_has_a_line() {
        let fault =
            |text: &str| contacts(text, false).map(|_| ()).map_err(|problem| (problem.line, problem.fault));
        let no_weight = |text: &str| FileFault::NoWeight { text: text.into() };
        assert_eq!(fault("1,2,1\n1,3,x\n"), Err((Some(2), no_weight("x"))));
        assert_eq!(fault("1,2,1\n1,3,-1\n"), Err((Some(2), no_weight("-1"))));
        assert_eq!(fault("1,2,1\n1,3,inf\n"), Err((Some(2), no_weight("inf"))));
        assert_eq!(fault("1,2\n3\n"), Err((Some(2), FileFault::Fields { expected: 2, found: 1 })));
        assert_eq!(fault("1,2\n,3\n"), Err((Some(2), FileFault::EmptyField)));
        assert_eq!(fault("1,2\n3,\u{1}\n"), Err((Some(2), FileFault::Binary)));
        assert_eq!(fault("# nothing\n"), Err((None, FileFault::Empty)));
        assert_eq!(fault("from,to\n"), Err((None, FileFault::Empty)));
        assert_eq!(fault("a,\"b\nc,d\n"), Err((Some(1), FileFault::OpenQuote)));
    }

    #[test]
    fn people_have_segments() {
        let folder = folder(&[
            ("edges.csv", b"1,2\n"),
            ("people.csv", "person,segment\n2,core\n1,普通\n9,core\n".as_bytes()),
        ]);
        let mut files = Files {
            contacts: file("edges.csv", folder.path()),
            people: file("people.csv", folder.path()),
            ..Files::default()
        };
        let network = read(&files).unwrap();
        let kinds = network.kinds().unwrap();
        assert_eq!(
            (&kinds.names[..], &kinds.of_person[..]),
            (&["core".to_owned(), "普通".to_owned()][..], &[1, 0, 0][..])
        );
        assert_eq!((&kinds.lines[..], network.people()), (&[2, 3][..], 3));
        let fault = |text: &str, files: &Files| {
            fs::write(folder.path().join("people.csv"), text).unwrap();
            read(files).map(|_| ()).map_err(|problem| (problem.line, problem.fault))
        };
        assert_eq!(fault("1,a\n1,b\n", &files), Err((Some(2), FileFault::NamedTwice { id: "1".into() })));
        assert_eq!(fault("1,a\n", &files), Err((None, FileFault::NoSegment { id: "2".into(), people: 1 })));
        files.contacts = None;
        assert_eq!(fault("1,a\n", &files), Ok(()));
    }

    #[test]
    fn people_sit_in_groups() {
        let folder = folder(&[("groups.csv", "a,家长群\nb,家长群\na,7\nb,家长群\n".as_bytes())]);
        let network = read(&Files { groups: file("groups.csv", folder.path()), ..Files::default() }).unwrap();
        assert_eq!((network.people(), network.group_count()), (2, 2));
        assert_eq!((network.members(0), network.groups_of(0)), (&[0, 1][..], &[0, 1][..]));
        let Remark::Omitted(omitted) = &network.remarks()[0] else { panic!("{:?}", network.remarks()) };
        assert_eq!((omitted.about, omitted.tally.first_line), (LeftOut::SeatsTwice, 4));
    }

    #[test]
    fn seeds_are_listed_with_moments() {
        let folder = folder(&[("edges.csv", b"x,y\ny,z\n"), ("seeds.csv", b"person,at\nz,1d12h\nx,\n")]);
        let files = Files {
            contacts: file("edges.csv", folder.path()),
            seeds: file("seeds.csv", folder.path()).into_iter().collect(),
            ..Files::default()
        };
        let network = read(&files).unwrap();
        let listed: Vec<(u32, f64, u64)> =
            network.listed(0).iter().map(|it| (it.person, it.at_days, it.line)).collect();
        assert_eq!(listed, [(2, 1.5, 2), (0, 0.0, 3)]);
        let fault = |text: &str| {
            fs::write(folder.path().join("seeds.csv"), text).unwrap();
            read(&files).map(|_| ()).map_err(|problem| (problem.line, problem.fault))
        };
        let unknown = |id: &str, lines| FileFault::UnknownPerson { id: id.into(), lines };
        assert_eq!(fault("x\nq\ny\nr\n"), Err((Some(2), unknown("q", 2))));
        assert_eq!(fault("x\ny\nx\n"), Err((Some(3), FileFault::NamedTwice { id: "x".into() })));
        assert_eq!(fault("x,soon\n"), Err((Some(1), FileFault::NoMoment { text: "soon".into() })));
    }
}
