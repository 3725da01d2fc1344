//! Hashing passwords: Argon2id with a pepper, on as many threads as there are cores (SEC-15), and who has a turn (SEC-16).
//! Whoever asks for more than a share, or comes when there is no room, gets the same "busy", whoever that is.

mod cost;
mod leaked;
pub mod marks;
mod networks;
mod pool;
mod queue;
mod recipe;
mod threads;

pub use cost::Cost;
pub use leaked::LeakedPasswords;
pub use networks::Networks;
pub use pool::{Busy, Hasher, Share};
pub use queue::{Asker, Rank};
pub use recipe::{Pepper, StoredHash, Verdict};

#[cfg(test)]
mod tests {
    use domain::{Moment, TypedPassword};

    use super::*;
    use crate::{services::SystemChance, trouble::Result};

    const CHEAP: Cost = Cost {
        memory_kib: 64,
        passes: 1,
    };

    fn pepper(id: &str, key: u8) -> Pepper {
        Pepper {
            id: id.into(),
            key: [key; 32],
        }
    }

    fn password(text: &str) -> TypedPassword {
        TypedPassword::parse(text.to_owned()).unwrap()
    }

    fn hasher(cost: Cost, peppers: Vec<Pepper>) -> Hasher {
        Hasher::new(cost, peppers, 2, &SystemChance).unwrap()
    }

    /// Looks at a password as somebody who is alone at the pool.
    async fn verify(
        hasher: &Hasher,
        typed: &TypedPassword,
        hash: Option<&StoredHash>,
    ) -> Result<Verdict> {
        let asker = Asker {
            rank: Rank::Stranger,
            person: "jan",
            network: "192.0.2.0/24",
        };
        let share = hasher
            .enter(&asker, Moment::from_unix_ms(0), u32::MAX)
            .unwrap();
        Ok(share.verify(typed, hash).await?.unwrap())
    }

    #[tokio::test]
    async fn sec_15_hashes_are_argon2id_in_phc_form_with_a_key_id_and_sixteen_bytes_of_salt() {
        let hasher = hasher(Cost::FLOOR, vec![pepper("p1", 1)]);
        let hash = hasher
            .hash(&password("zonnige fietstocht 2026"), &SystemChance)
            .await
            .unwrap()
            .unwrap();
        let phc = hash.for_storage();
        assert!(
            phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1,keyid="),
            "{phc}"
        );
        let salt = phc.split('$').nth(4).unwrap();
        assert_eq!(salt.len(), 22, "sixteen bytes in base64");
        assert_eq!(format!("{hash:?}"), "StoredHash(…)");
        assert_eq!(
            verify(&hasher, &password("zonnige fietstocht 2026"), Some(&hash))
                .await
                .unwrap(),
            Verdict::Right
        );
        assert_eq!(
            verify(&hasher, &password("zonnige fietstocht 2027"), Some(&hash))
                .await
                .unwrap(),
            Verdict::Wrong
        );
    }

    #[tokio::test]
    async fn sec_15_a_weaker_hash_or_an_older_pepper_is_recognised_and_asks_for_a_new_hash() {
        let then = hasher(CHEAP, vec![pepper("p1", 1)]);
        let hash = then
            .hash(&password("zonnige fietstocht"), &SystemChance)
            .await
            .unwrap()
            .unwrap();
        let stronger = hasher(
            Cost {
                memory_kib: 128,
                passes: 1,
            },
            vec![pepper("p1", 1)],
        );
        let rotated = hasher(CHEAP, vec![pepper("p2", 2), pepper("p1", 1)]);
        for now in [stronger, rotated] {
            let verdict = verify(&now, &password("zonnige fietstocht"), Some(&hash))
                .await
                .unwrap();
            assert_eq!(verdict, Verdict::RightButOld);
        }
    }

    #[tokio::test]
    async fn sec_02_without_the_pepper_a_right_password_is_as_wrong_as_any_and_takes_as_long() {
        let hash = hasher(CHEAP, vec![pepper("p1", 1)])
            .hash(&password("zonnige fietstocht"), &SystemChance)
            .await
            .unwrap()
            .unwrap();
        let other = hasher(CHEAP, vec![pepper("p2", 2)]);
        let typed = password("zonnige fietstocht");
        let (verdict, runs) = (verify(&other, &typed, Some(&hash)).await, other.runs());
        assert_eq!((verdict.unwrap(), runs), (Verdict::Unknown, 1));
        let verdict = verify(&other, &typed, None).await;
        assert_eq!((verdict.unwrap(), other.runs()), (Verdict::Wrong, 2));
    }

    #[tokio::test]
    async fn sec_13_every_space_is_the_one_of_the_space_bar_and_a_hash_of_before_still_opens() {
        let today = hasher(CHEAP, vec![pepper("p1", 1)]);
        let hash = today
            .hash(&password("caf\u{e9} om de hoek"), &SystemChance)
            .await
            .unwrap()
            .unwrap();
        for typed in [
            "caf\u{e9}\u{a0}om de hoek",
            "caf\u{e9} om\u{202f}de hoek",
            "cafe\u{301}\u{3000}om\u{2009}de\u{205f}hoek",
        ] {
            let verdict = verify(&today, &password(typed), Some(&hash)).await.unwrap();
            assert_eq!(verdict, Verdict::Right, "{typed:?}");
        }
        let recipe = recipe::Recipe::new(CHEAP, vec![pepper("p1", 1)], &SystemChance).unwrap();
        let of_before = "caf\u{e9}\u{a0}om\u{3000}de hoek";
        let hash = recipe.hash(of_before.as_bytes(), &[7; 16]).unwrap();
        for (typed, verdict) in [
            ("cafe\u{301}\u{a0}om\u{3000}de hoek", Verdict::RightButOld),
            ("caf\u{e9}\u{a0}om de hoek", Verdict::Wrong),
        ] {
            for hash in [Some(&hash), None] {
                let before = today.runs();
                let found = verify(&today, &password(typed), hash).await.unwrap();
                let expected = hash.map_or(Verdict::Wrong, |_| verdict);
                assert_eq!((found, today.runs() - before), (expected, 2), "{typed:?}");
            }
        }
        let before = today.runs();
        let plain = password("caf\u{e9} om de hoek");
        let found = verify(&today, &plain, Some(&hash)).await.unwrap();
        assert_eq!((found, today.runs() - before), (Verdict::Wrong, 1));
    }

    #[tokio::test]
    async fn sec_13_composed_and_decomposed_letters_are_the_same_password_and_spaces_count() {
        let hasher = hasher(CHEAP, vec![pepper("p1", 1)]);
        let hash = hasher
            .hash(&password("caf\u{e9} om de hoek"), &SystemChance)
            .await
            .unwrap()
            .unwrap();
        let cases = [
            ("cafe\u{301} om de hoek", Verdict::Right),
            ("caf\u{e9} om de hoek ", Verdict::Wrong),
            (" caf\u{e9} om de hoek", Verdict::Wrong),
            ("Caf\u{e9} om de hoek", Verdict::Wrong),
        ];
        for (typed, verdict) in cases {
            assert_eq!(
                verify(&hasher, &password(typed), Some(&hash))
                    .await
                    .unwrap(),
                verdict,
                "{typed:?}"
            );
        }
        let long = "a".repeat(80);
        let hash = hasher
            .hash(&password(&long), &SystemChance)
            .await
            .unwrap()
            .unwrap();
        let other = format!("{}b", &long[..79]);
        assert_eq!(
            verify(&hasher, &password(&other), Some(&hash))
                .await
                .unwrap(),
            Verdict::Wrong,
            "byte 73 and on count"
        );
    }

    #[tokio::test]
    async fn sec_02_whatever_a_password_is_held_against_costs_a_hash_of_today() {
        let today = Cost {
            memory_kib: 128,
            passes: 2,
        };
        let zonnig = password("zonnige fietstocht");
        let old = hasher(CHEAP, vec![pepper("p1", 1)]);
        let old = old.hash(&zonnig, &SystemChance).await.unwrap().unwrap();
        let hasher = hasher(today, vec![pepper("p1", 1)]);
        let new = hasher.hash(&zonnig, &SystemChance).await.unwrap().unwrap();
        let wandeling = password("zonnige wandeling");
        // The older hash is made up for: two runs of 64 and 192 blocks instead of one of 256.
        for (held_against, runs) in [(Some(&new), 1), (None, 1), (Some(&old), 2)] {
            let before = hasher.runs();
            let verdict = verify(&hasher, &wandeling, held_against).await.unwrap();
            assert_eq!(verdict, Verdict::Wrong);
            assert_eq!(hasher.runs() - before, runs, "{held_against:?}");
        }
    }
}
