//! Known answers on small graphs: every outcome enumerated. The one table of them.

/// A graph with its seed, and how people act on it.
pub struct Case {
    pub what: &'static str,
    /// Pairs of people, some with a weight; by line.
    pub edges: &'static [&'static str],
    /// People and their groups.
    pub groups: &'static [&'static str],
    pub seed: u32,
    /// What the scenario says, beside people and seeds. `share: 1` without churn is the independent cascade.
    pub keys: &'static str,
    /// The mean number of new users.
    pub mean: f64,
    /// The chances that 0, 1, 2, … come.
    pub chances: &'static [f64],
}

const PATH: &[&str] = &["0 1", "1 2", "2 3", "3 4"];
const STAR: &[&str] = &["0 1", "0 2", "0 3", "0 4", "0 5", "0 6"];
const RING_4: &[&str] = &["0 1", "1 2", "2 3", "3 0"];
const RING_6: &[&str] = &["0 1", "1 2", "2 3", "3 4", "4 5", "5 0"];
const COMPLETE_3: &[&str] = &["0 1", "0 2", "1 2"];
const COMPLETE_4: &[&str] = &["0 1", "0 2", "0 3", "1 2", "1 3", "2 3"];
const COMPLETE_5: &[&str] = &["0 1", "0 2", "0 3", "0 4", "1 2", "1 3", "1 4", "2 3", "2 4", "3 4"];
const TRIANGLES: &[&str] = &["0 1", "1 2", "0 2", "3 4", "4 5", "3 5", "2 3"];
const WEIGHTS: &[&str] = &["0 1 1", "0 2 2", "0 3 4", "0 4 5"];
const ONE_GROUP: &[&str] = &["0 a", "1 a", "2 a", "3 a", "4 a"];
const GROUP_OF_4: &[&str] = &["0 a", "1 a", "2 a", "3 a"];
const TWO_GROUPS: &[&str] = &["0 a", "1 a", "2 a", "2 b", "3 b", "4 b"];
const NOBODY: &[&str] = &[];

/// A case by its parts in order.
const fn case(
    what: &'static str,
    (edges, groups, seed): (&'static [&'static str], &'static [&'static str], u32),
    keys: &'static str,
    mean: f64,
    chances: &'static [f64],
) -> Case {
    Case { what, edges, groups, seed, keys, mean, chances }
}

/// Half of the shares go to those whom the sharer knows, of whom .4 join; by themselves .8 of them into a group, where half see it
/// and half of these join.
const CHANNELS: &str = "share: 1
join: 0.4
channels: { known: { use: 0.5 }, group: { use: 0.8, join: 0.5, groups: { share_into: 1, see: 0.5 } } }";

pub const CASES: [Case; 21] = [
    case("by two channels", (&["0 1"], &["0 a", "1 a", "2 a"], 0), CHANNELS, 0.64, &[0.52, 0.32, 0.16]),
    case(
        "a path, from its end",
        (PATH, NOBODY, 0),
        "share: 1\njoin: 0.4",
        0.649_6,
        &[0.6, 0.24, 0.096, 0.038_4, 0.025_6],
    ),
    case(
        "a path, from its middle",
        (PATH, NOBODY, 2),
        "share: 1\njoin: 0.4",
        1.12,
        &[0.36, 0.288, 0.249_6, 0.076_8, 0.025_6],
    ),
    case(
        "a star, from its centre",
        (STAR, NOBODY, 0),
        "share: 1\njoin: 0.3",
        1.8,
        &[0.117_649, 0.302_526, 0.324_135, 0.185_22, 0.059_535, 0.010_206, 0.000_729],
    ),
    case(
        "a star, from a leaf",
        (STAR, NOBODY, 3),
        "share: 1\njoin: 0.3",
        0.75,
        &[0.7, 0.050_421, 0.108_045, 0.092_61, 0.039_69, 0.008_505, 0.000_729],
    ),
    case(
        "a ring",
        (RING_6, NOBODY, 0),
        "share: 1\njoin: 0.5",
        1.859_375,
        &[0.25, 0.25, 0.187_5, 0.125, 0.078_125, 0.109_375],
    ),
    case(
        "five who all know each other",
        (COMPLETE_5, NOBODY, 0),
        "share: 1\njoin: 0.25",
        1.685_661_32,
        &[0.316_406_25, 0.177_978_52, 0.166_854_86, 0.181_068_42, 0.157_691_96],
    ),
    case(
        "two triangles with a bridge",
        (TRIANGLES, NOBODY, 0),
        "share: 1\njoin: 0.5",
        1.953_125,
        &[0.25, 0.187_5, 0.265_625, 0.078_125, 0.093_75, 0.125],
    ),
    case("weights", (WEIGHTS, NOBODY, 0), "share: 1\njoin: 0.2", 2.4, &[0.0, 0.096, 0.472, 0.368, 0.064]),
    case(
        "two different ones of six",
        (STAR, NOBODY, 0),
        "share: 1\njoin: 0.3\ncontacts: { fixed: 2 }",
        0.6,
        &[0.49, 0.42, 0.09],
    ),
    case(
        "two different ones of six, twice",
        (STAR, NOBODY, 0),
        "days: 3\nshare: { content: 1, again: 1 }\njoin: 0.3\ncontacts: { fixed: 2 }",
        1.14,
        &[0.240_1, 0.441, 0.260_94, 0.054_72, 0.003_24],
    ),
    case(
        "two of six on average",
        (STAR, NOBODY, 0),
        "share: 1\njoin: 0.3\ncontacts: 2",
        0.598_222_68,
        &[0.549_003_50, 0.329_604_48, 0.098_847_63, 0.019_535_51, 0.002_740_06, 0.000_256_75, 0.000_012_07],
    ),
    case(
        "one group",
        (NOBODY, ONE_GROUP, 0),
        "share: 1\njoin: 0.4\ngroups: { share_into: 1, see: 0.5 }",
        1.270_137_24,
        &[0.409_6, 0.209_715_2, 0.163_577_86, 0.135_161_45, 0.081_945_5],
    ),
    case(
        "two groups, from one of them",
        (NOBODY, TWO_GROUPS, 0),
        "share: 1\njoin: 0.4\ngroups: { share_into: 1, see: 0.5 }",
        0.501_824,
        &[0.64, 0.243_2, 0.095_52, 0.017_536, 0.003_744],
    ),
    case(
        "two groups, from both",
        (NOBODY, TWO_GROUPS, 2),
        "share: 1\njoin: 0.4\ngroups: { share_into: 1, see: 0.5 }",
        0.464,
        &[0.64, 0.256, 0.104],
    ),
    case(
        "into two groups",
        (NOBODY, TWO_GROUPS, 0),
        "share: 1\njoin: 0.4\ngroups: { share_into: 2, see: 0.5 }",
        0.571_648,
        &[0.64, 0.209_92, 0.099_328, 0.039_936, 0.010_816],
    ),
    case(
        "a group and contacts",
        (&["0 1", "2 3"], GROUP_OF_4, 0),
        "share: 1\njoin: 0.4\ngroups: { share_into: 1, see: 0.5 }",
        1.344_232_96,
        &[0.307_2, 0.271_974_4, 0.190_218_24, 0.230_607_36],
    ),
    case(
        "social proof among three",
        (COMPLETE_3, NOBODY, 0),
        "share: 1\njoin: 0.2\nsocial_proof: { per_member_neighbour: 2, max: 3 }",
        0.528,
        &[0.64, 0.192, 0.168],
    ),
    case(
        "social proof among four",
        (COMPLETE_4, NOBODY, 0),
        "share: 1\njoin: 0.2\nsocial_proof: { per_member_neighbour: 2, max: 3 }",
        1.098_432,
        &[0.512, 0.138_24, 0.089_088, 0.260_672],
    ),
    case(
        "social proof in a ring",
        (RING_4, NOBODY, 0),
        "share: 1\njoin: 0.3\nsocial_proof: { per_member_neighbour: 1.5, max: 2 }",
        0.845_475,
        &[0.49, 0.294, 0.096_525, 0.119_475],
    ),
    case(
        "again and again while he stays",
        (&["0 1", "0 2", "0 3"], NOBODY, 0),
        "days: 60\nshare: { content: 1, again: 1 }\njoin: 0.2\nchurn: 0.3",
        1.363_636_36,
        &[0.239_401_50, 0.325_273_77, 0.267_611_60, 0.167_713_13],
    ),
];
