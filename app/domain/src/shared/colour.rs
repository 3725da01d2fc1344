//! Colours as people write them, and how well one can be read on another (WCAG 2.2, relative luminance).
//! Everything is brought to sRGB first, as a screen does, so that what is measured is what is seen.

use std::fmt;

/// A colour of the sRGB screen; each part from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colour {
    red: f64,
    green: f64,
    blue: f64,
}

impl Colour {
    /// Reads `#7a1f3d`, or `oklch(0.36 0.06 200)`: lightness 0 to 1, chroma 0 to 0.4, hue in degrees.
    pub fn parse(text: &str) -> Option<Self> {
        match text.strip_prefix('#') {
            Some(digits) => Self::of_hex(digits),
            None => Self::of_oklch_text(text),
        }
    }

    fn of_hex(digits: &str) -> Option<Self> {
        let well_formed = digits.len() == 6 && digits.bytes().all(|sign| sign.is_ascii_hexdigit());
        let part = |at: usize| {
            let digits = digits.get(at..at + 2)?;
            Some(f64::from(u8::from_str_radix(digits, 16).ok()?) / 255.0)
        };
        well_formed.then_some(())?;
        Some(Self {
            red: part(0)?,
            green: part(2)?,
            blue: part(4)?,
        })
    }

    fn of_oklch_text(text: &str) -> Option<Self> {
        let inside = text.strip_prefix("oklch(")?.strip_suffix(')')?;
        let parts: Vec<f64> = inside
            .split_ascii_whitespace()
            .map(|part| part.parse().ok())
            .collect::<Option<_>>()?;
        let [lightness, chroma, hue] = parts[..] else {
            return None;
        };
        let sound = (0.0..=1.0).contains(&lightness)
            && (0.0..=0.4).contains(&chroma)
            && (0.0..=360.0).contains(&hue);
        sound.then(|| Self::oklch(lightness, chroma, hue))
    }

    /// A colour of OKLCH; what no screen shows becomes the nearest it does show, part by part.
    pub fn oklch(lightness: f64, chroma: f64, hue: f64) -> Self {
        let (sine, cosine) = hue.to_radians().sin_cos();
        let (a, b) = (chroma * cosine, chroma * sine);
        let long = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let medium = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let short = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        Self {
            red: curved(
                4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
            ),
            green: curved(
                -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
            ),
            blue: curved(
                -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701_0 * short,
            ),
        }
    }

    /// Chroma and hue of this colour in OKLCH.
    pub fn chroma_and_hue(self) -> (f64, f64) {
        let [red, green, blue] = [self.red, self.green, self.blue].map(straight);
        let long =
            (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let medium =
            (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let short =
            (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        let a = 1.977_998_495_1 * long - 2.428_592_205_0 * medium + 0.450_593_709_9 * short;
        let b = 0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766_0 * short;
        (a.hypot(b), b.atan2(a).to_degrees().rem_euclid(360.0))
    }

    /// Contrast with another colour: from 1 for the same to 21 for black on white.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, another) = (self.luminance(), other.luminance());
        (one.max(another) + 0.05) / (one.min(another) + 0.05)
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = [self.red, self.green, self.blue].map(straight);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// `#7a1f3d`: what every browser and every mail program reads.
impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("#")?;
        for part in [self.red, self.green, self.blue] {
            // Between 0 and 255: every part is between 0 and 1.
            write!(f, "{:02x}", (part * 255.0).round() as u8)?;
        }
        Ok(())
    }
}

/// From light to the number a screen takes.
fn curved(part: f64) -> f64 {
    let part = part.clamp(0.0, 1.0);
    if part <= 0.003_130_8 {
        12.92 * part
    } else {
        1.055 * part.powf(1.0 / 2.4) - 0.055
    }
}

/// From the number a screen takes to light.
fn straight(part: f64) -> f64 {
    if part <= 0.040_45 {
        part / 12.92
    } else {
        ((part + 0.055) / 1.055).powf(2.4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn contrast_is_that_of_the_guideline() {
        for (one, other, ratio) in [
            ("#000000", "#ffffff", 21.0),
            ("#ffffff", "#ffffff", 1.0),
            ("#767676", "#ffffff", 4.54),
            ("#777777", "#ffffff", 4.48),
            ("#595959", "#ffffff", 7.0),
            ("#0000ff", "#ffffff", 8.59),
            ("#ff0000", "#ffffff", 4.0),
        ] {
            let found = read(one).contrast(read(other));
            assert!((found - ratio).abs() < 0.01, "{one} on {other}: {found}");
            assert_eq!(found, read(other).contrast(read(one)));
        }
    }

    #[test]
    fn oklch_becomes_what_a_screen_shows() {
        for (oklch, hex) in [
            ("oklch(0 0 0)", "#000000"),
            ("oklch(1 0 0)", "#ffffff"),
            ("oklch(0.627955 0.257683 29.234)", "#ff0000"),
            ("oklch(0.86644 0.294827 142.495)", "#00ff00"),
            ("oklch(0.452014 0.313214 264.052)", "#0000ff"),
            ("oklch(0.51975 0.17686 142.495)", "#008000"),
        ] {
            assert_eq!(read(oklch).to_string(), hex, "{oklch}");
        }
        let (chroma, hue) = read("#008000").chroma_and_hue();
        assert!(
            (chroma - 0.17686).abs() < 0.001 && (hue - 142.495).abs() < 0.1,
            "{chroma} {hue}"
        );
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for text in [
            "",
            "red",
            "#fff",
            "#12345g",
            "#1234567",
            "#+12345",
            "oklch(0.5 0.1)",
            "oklch(1.5 0.1 20)",
            "oklch(0.5 0.9 20)",
            "oklch(0.5 0.1 400)",
            "oklch(0.5 0.1 20); background: url(x)",
            "oklch(NaN 0.1 20)",
            "rgb(1 2 3)",
        ] {
            assert_eq!(Colour::parse(text), None, "{text:?}");
        }
    }
}
