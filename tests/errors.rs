use kfactor::i18n::Lang;
use kfactor::output::problems::{Texts, plain};
use kfactor::scenario::{Override, Source, load};
#[test]
fn try_all() {
    for entry in std::fs::read_dir("/work/wt/docs/scenarios").unwrap() {
        let path = entry.unwrap().path();
        let source = Source::read_file(&path).unwrap();
        let overrides: [Override; 0] = [];
        match load(&source, &overrides) {
            Ok(s) => println!("{} OK {}", path.display(), s.name),
            Err(p) => {
                for l in [Lang::En] {
                    println!(
                        "{}",
                        plain(
                            &p,
                            Texts {
                                source: &source,
                                overrides: &overrides
                            },
                            l
                        )
                    )
                }
            }
        }
    }
}
