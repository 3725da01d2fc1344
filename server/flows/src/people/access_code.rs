//! Access codes: the short number by which an admin and the service desk name a person over the telephone.
//! A code identifies and opens nothing (decisions.md 15); the database keeps each one unique.

use crate::{services::Chance, trouble::Result};

/// Draws of six digits before longer codes are drawn: then the six digits are nearly used up.
const SHORT_DRAWS: u32 = 12;
/// Draws in all. Ninety million codes of eight digits do not run out.
pub(super) const DRAWS: u32 = 40;

/// The code of a draw, counted from 0: the first draws are short, the later ones long.
pub(super) fn draw(chance: &dyn Chance, draw: u32) -> Result<String> {
    of_digits(chance, if draw < SHORT_DRAWS { 6 } else { 8 })
}

/// A number of that many digits, without a leading zero: it is read aloud over the telephone.
fn of_digits(chance: &dyn Chance, digits: u32) -> Result<String> {
    let lowest = 10_u64.pow(digits - 1);
    let mut bytes = [0; 8];
    chance.fill(&mut bytes)?;
    // Because a code opens nothing, the tiny bias of a remainder does not matter.
    Ok((lowest + u64::from_le_bytes(bytes) % (9 * lowest)).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::SystemChance;

    #[test]
    fn an_access_code_has_its_digits_and_no_leading_zero() {
        for (number, digits) in [(0, 6), (SHORT_DRAWS - 1, 6), (SHORT_DRAWS, 8), (DRAWS, 8)] {
            for _ in 0..200 {
                let code = draw(&SystemChance, number).unwrap();
                assert_eq!(code.len(), digits, "draw {number}: {code}");
                assert!(!code.starts_with('0') && code.bytes().all(|b| b.is_ascii_digit()));
            }
        }
    }
}
