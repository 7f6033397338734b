//! Drawn networks obey their laws: numbers of contacts by chi-square, pairs, triangles, and nobody knows himself or somebody
//! twice. Seeds are fixed.

use super::*;
use std::collections::BTreeMap;

fn draw(law: Law) -> Network {
    let network = Generator { law, groups: None }.standing(7);
    for person in 0..network.people() {
        let neighbours = network.neighbours(person);
        assert!(neighbours.windows(2).all(|two| two[0] < two[1]), "twice");
        assert!(!neighbours.contains(&person), "himself");
        assert!(neighbours.iter().all(|other| network.neighbours(*other).binary_search(&person).is_ok()));
    }
    network
}

fn degree(network: &Network, person: u32) -> usize {
    network.neighbours(person).len()
}

/// How many people have each number of contacts.
fn counts(network: &Network) -> BTreeMap<usize, u64> {
    let mut counts = BTreeMap::new();
    (0..network.people()).for_each(|person| *counts.entry(degree(network, person)).or_default() += 1);
    counts
}

/// Numbers of contacts against their law, cells of less than ten expected put together; chi-square must lie within 4
/// standard errors.
fn obeys(network: &Network, law: impl Fn(usize) -> f64) {
    let people = f64::from(network.people());
    let counts = counts(network);
    let (mut square, mut cells) = (0.0, 0.0);
    let (mut expected, mut found, mut left) = (0.0, 0.0, 1.0);
    let mut degree = 0;
    while left * people > 10.0 {
        let chance = law(degree);
        (expected, left) = (expected + chance * people, left - chance);
        found += counts.get(&degree).copied().unwrap_or(0) as f64;
        if expected >= 10.0 && left * people > 10.0 {
            square += (found - expected) * (found - expected) / expected;
            cells += 1.0;
            (expected, found) = (0.0, 0.0);
        }
        degree += 1;
    }
    let rest: u64 = counts.range(degree..).map(|(_, count)| count).sum();
    expected += left.max(0.0) * people;
    square += (found + rest as f64 - expected).powi(2) / expected;
    assert!(
        square < cells + 4.0 * (2.0f64 * cells).sqrt(),
        "chi-square {square} with {cells} degrees of freedom"
    );
}

fn poisson_law(mean: f64) -> impl Fn(usize) -> f64 {
    move |d| (1..=d).fold((-mean).exp(), |p, i| p * mean / i as f64)
}

#[test]
fn everybody_knows_everybody_with_one_chance() {
    let network = draw(Law::ErdosRenyi { people: 40_000, mean: 6.0 });
    obeys(&network, poisson_law(6.0));
    let edges = network.targets().len() as f64 / 2.0;
    assert!((edges - 120_000.0).abs() < 4.0 * 120_000.0f64.sqrt());
    // Pairs far apart and near each other are alike.
    let near =
        (0..39_999).filter(|person| network.neighbours(*person).contains(&(person + 1))).count() as f64;
    assert!((near - 6.0).abs() < 4.0 * 6.0f64.sqrt());
    assert_eq!(draw(Law::ErdosRenyi { people: 5, mean: 4.0 }).targets().len(), 20);
    assert_eq!(draw(Law::ErdosRenyi { people: 5, mean: 0.0 }).targets().len(), 0);
}

#[test]
fn newcomers_know_those_who_are_known() {
    let (people, m) = (50_000, 3);
    let network = draw(Law::BarabasiAlbert { people, m });
    assert_eq!(network.targets().len(), 2 * (m * (people - m - 1) + m) as usize);
    assert!((m + 1..people).all(|person| degree(&network, person) >= m as usize));
    // 2 m (m + 1) / (d (d + 1) (d + 2)) where there are many; neighbours' numbers hang on each other little.
    let counts = counts(&network);
    for d in 3..12usize {
        let expected = 24.0 / (d * (d + 1) * (d + 2)) as f64 * f64::from(people);
        let found = counts[&d] as f64;
        assert!(
            (found - expected).abs() < 4.0 * expected.sqrt() + 0.002 * expected,
            "{d}: {found} for {expected}"
        );
    }
}

#[test]
fn a_ring_is_rewired_here_and_there() {
    let ring = |rewire| draw(Law::WattsStrogatz { people: 20_000, neighbours: 8, rewire });
    let clustering = |network: &Network| {
        let (mut closed, mut all) = (0u64, 0u64);
        for person in 0..network.people() {
            let neighbours = network.neighbours(person);
            for (place, one) in neighbours.iter().enumerate() {
                for other in &neighbours[place + 1..] {
                    all += 1;
                    closed += u64::from(network.neighbours(*one).binary_search(other).is_ok());
                }
            }
        }
        closed as f64 / all as f64
    };
    let plain = ring(0.0);
    assert!((0..20_000).all(|person| degree(&plain, person) == 8));
    // 3 (k - 2) / (4 (k - 1)), of which (1 - p)^3 stays.
    assert!((clustering(&plain) - 3.0 * 6.0 / (4.0 * 7.0)).abs() < 1e-12);
    let rewired = ring(0.1);
    assert_eq!(rewired.targets().len(), 160_000);
    let stayed = (0..20_000u32).flat_map(|p| (1..=4).map(move |d| (p, (p + d) % 20_000)));
    let stayed = stayed.filter(|(a, b)| rewired.neighbours(*a).binary_search(b).is_ok()).count() as f64;
    assert!((stayed - 72_000.0).abs() < 4.0 * 7_200.0f64.sqrt() + 4.0 * 8.0, "{stayed}");
    assert!((clustering(&rewired) - 0.642_857 * 0.729).abs() < 0.01);
    // Everybody knows everybody: nothing can be rewired.
    assert_eq!(draw(Law::WattsStrogatz { people: 5, neighbours: 4, rewire: 1.0 }).targets().len(), 20);
}

#[test]
fn numbers_of_contacts_are_as_drawn() {
    let people = 40_000;
    let draw = |degrees| draw(Law::Configuration { people, degrees });
    obeys(&draw(Degrees::Poisson { mean: 4.0 }), poisson_law(4.0));
    let (mean, k) = (4.0, 0.5f64);
    let negative = move |d: usize| {
        let start = (k / (k + mean)).powf(k);
        (1..=d).fold(start, |p, i| p * (k + i as f64 - 1.0) / i as f64 * mean / (k + mean))
    };
    obeys(&draw(Degrees::NegativeBinomial { mean, k }), negative);
    let weights: f64 = (2..=300).map(|d| f64::from(d).powf(-2.5)).sum();
    let power = move |d: usize| if (2..=300).contains(&d) { (d as f64).powf(-2.5) / weights } else { 0.0 };
    obeys(&draw(Degrees::PowerLaw { exponent: 2.5, min: 2, max: 300 }), power);
    let fixed = draw(Degrees::Fixed(4));
    assert!((0..people).all(|person| degree(&fixed, person) == 4));
}

#[test]
fn small_networks_lose_nothing_that_can_be_kept() {
    for degrees in [Degrees::Fixed(3), Degrees::PowerLaw { exponent: 2.1, min: 1, max: 19 }] {
        let network = draw(Law::Configuration { people: 20, degrees });
        assert!(network.targets().len() >= 20);
    }
    // Three people of one contact each: one is left over.
    assert_eq!(draw(Law::Configuration { people: 3, degrees: Degrees::Fixed(1) }).targets().len(), 2);
    // Nobody else is there.
    assert_eq!(draw(Law::Configuration { people: 1, degrees: Degrees::Fixed(2) }).targets().len(), 0);
}

#[test]
fn blocks_know_each_other_by_their_chances() {
    let block = |name: &str, size| Block { name: name.into(), size };
    let blocks = vec![block("core", 500), block("casual", 4_000)];
    let network = draw(Law::Blocks { blocks, chances: vec![vec![0.02, 0.004], vec![0.004, 0.001]] });
    let kinds = network.kinds().unwrap();
    assert_eq!(
        (&kinds.names[..], kinds.of_person[499], kinds.of_person[500]),
        (&["core".into(), "casual".into()][..], 0, 1)
    );
    let between = |one: u8, other: u8| {
        let people = 0..network.people();
        let of = |person: &u32, kind| kinds.of_person[*person as usize] == kind;
        let met = people
            .filter(|p| of(p, one))
            .flat_map(|p| network.neighbours(p))
            .filter(|p| of(p, other))
            .count();
        met as f64 / if one == other { 2.0 } else { 1.0 }
    };
    for ((one, other), expected) in
        [((0, 0), 0.02 * 124_750.0), ((0, 1), 8_000.0), ((1, 1), 0.001 * 7_998_000.0)]
    {
        let found = between(one, other);
        assert!(
            (found - expected).abs() < 4.0 * f64::sqrt(expected),
            "{one}, {other}: {found} for {expected}"
        );
    }
}

#[test]
fn circles_overlap() {
    let circles = vec![Circle { size: 4, tie: 1.0 }, Circle { size: 30, tie: 0.2 }];
    let network = draw(Law::Circles { people: 30_000, circles });
    // Three at home and a fifth of 29 in the class, of whom hardly anybody lives in the same house.
    let binomial = |d: usize| {
        let Some(d) = d.checked_sub(3).filter(|d| *d <= 29) else { return 0.0 };
        (0..d).fold(0.8f64.powi(29), |p, i| p * (29 - i) as f64 / (i + 1) as f64 * 0.25)
    };
    let mean = network.mean_contacts();
    let overlap = 3.0 * 29.0 / 29_999.0 * 0.2;
    assert!((mean - (3.0 + 5.8 - overlap)).abs() < 4.0 * (2.0 * 0.2 * 0.8 * 29.0 / 30_000.0f64).sqrt());
    obeys(&network, binomial);
    assert_eq!(
        draw(Law::Circles { people: 5, circles: vec![Circle { size: 3, tie: 1.0 }] }).targets().len(),
        8
    );
}

#[test]
fn groups_are_filled_up_to_their_cap() {
    let law = Law::ErdosRenyi { people: 10_000, mean: 0.0 };
    let seats = Seats { per_person: 2.0, size: 40.0, cap: 50 };
    let network = Generator { law, groups: Some(seats) }.standing(3);
    // A Poisson number of mean 40, cut at 50, has a mean of 39.818, so that people sit in two groups as they are to.
    assert_eq!(network.group_count(), 502);
    let sizes: Vec<usize> = (0..502).map(|group| network.members(group).len()).collect();
    assert_eq!(sizes.iter().max(), Some(&50));
    let mean = sizes.iter().sum::<usize>() as f64 / 502.0;
    assert!((mean - 39.818).abs() < 4.0 * (40.0f64 / 502.0).sqrt());
    let most = (0..10_000).map(|person| network.groups_of(person).len()).max();
    assert!(most.is_some_and(|most| (6..=12).contains(&most)));
}

/// Where the cap binds, as many more groups make up for it.
#[test]
fn people_sit_in_as_many_groups_as_they_are_to() {
    let law = Law::ErdosRenyi { people: 20_000, mean: 0.0 };
    for cap in [10, 20, 40] {
        let seats = Seats { per_person: 3.0, size: 20.0, cap };
        let network = Generator { law: law.clone(), groups: Some(seats) }.standing(3);
        let seats: usize = (0..network.group_count() as u32).map(|group| network.members(group).len()).sum();
        let per_person = seats as f64 / 20_000.0;
        assert!((per_person - 3.0).abs() < 0.05, "{cap}: {per_person}");
    }
}

/// Also where most of all pairs know each other, and where hardly any exchange is left.
#[test]
fn dense_networks_keep_their_numbers() {
    for (people, number) in [(20, 18), (20, 11), (60, 57), (101, 50), (300, 160), (9, 7)] {
        let network = draw(Law::Configuration { people, degrees: Degrees::Fixed(number) });
        let numbers: Vec<usize> = (0..people).map(|person| degree(&network, person)).collect();
        let all = u64::from(people) * u64::from(number);
        let missing = all - numbers.iter().sum::<usize>() as u64;
        assert_eq!(missing, all % 2, "{people} {number}: {numbers:?}");
        assert!(network.remarks().is_empty());
    }
    let mean = 30.0;
    let network = draw(Law::Configuration { people: 80, degrees: Degrees::Poisson { mean } });
    assert!(
        (network.mean_contacts() - mean).abs() < 4.0 * (mean / 80.0f64).sqrt(),
        "{}",
        network.mean_contacts()
    );
}

/// Nobody knows more people than there are.
#[test]
fn contacts_that_cannot_be_are_told() {
    let degrees = Degrees::NegativeBinomial { mean: 50.0, k: 0.5 };
    let network = draw(Law::Configuration { people: 100, degrees });
    let [Remark::FewerContacts { contacts_asked, contacts_drawn }] = network.remarks() else {
        panic!("{:?}", network.remarks())
    };
    assert!(
        (contacts_drawn - network.mean_contacts()).abs() < 1e-9 && *contacts_asked > 1.1 * contacts_drawn
    );
    let free = draw(Law::Configuration { people: 4_000, degrees });
    assert!(free.remarks().is_empty(), "{:?}", free.remarks());
}

#[test]
fn a_network_is_a_function_of_its_key() {
    let generator = Generator {
        law: Law::BarabasiAlbert { people: 300, m: 2 },
        groups: Some(Seats { per_person: 1.0, size: 5.0, cap: 9 }),
    };
    assert_eq!(generator.standing(1), generator.standing(1));
    assert_ne!(generator.standing(1), generator.standing(2));
    let redrawn = |replicate| generator.draw(&ReplicateKey::new(1, replicate));
    assert_ne!(redrawn(0), redrawn(1));
}

/// Frozen: a seed means the same for ever.
#[test]
fn the_same_seed_draws_the_same_contacts() {
    let people = 60;
    let block = |size: u32| Block { name: size.to_string(), size };
    let laws = [
        Law::ErdosRenyi { people, mean: 3.0 },
        Law::BarabasiAlbert { people, m: 2 },
        Law::WattsStrogatz { people, neighbours: 4, rewire: 0.3 },
        Law::Configuration { people, degrees: Degrees::NegativeBinomial { mean: 4.0, k: 0.5 } },
        Law::Configuration { people, degrees: Degrees::PowerLaw { exponent: 2.2, min: 1, max: 40 } },
        Law::Blocks { blocks: vec![block(20), block(40)], chances: vec![vec![0.2, 0.05], vec![0.05, 0.1]] },
        Law::Circles { people, circles: vec![Circle { size: 7, tie: 0.6 }] },
    ];
    let sums = laws.map(|law| {
        let network = draw(law);
        let mix = |sum: u32, target: &u32| sum.rotate_left(5).wrapping_add(*target);
        (network.targets().len(), network.targets().iter().fold(0, mix))
    });
    let frozen = [
        (186, 1_999_895_410),
        (232, 2_087_217_848),
        (240, 2_589_223_721),
        (218, 1_350_195_071),
        (152, 4_003_940_699),
        (324, 209_661_866),
        (222, 986_704_840),
    ];
    assert_eq!(sums, frozen);
}
