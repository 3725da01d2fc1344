//! A theme: brand colours, corners, typeface and logo of one deployment, in `theme.toml` and files beside it.
//! Values are read, never copied: what is no colour, length or name does not get into the style sheet. A colour that
//! people could not read is refused with the contrast it has (look: 7:1 for text, on every surface, light and dark).

use std::{fmt, path::Path};

use domain::shared::colour::Colour;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Mistake, layers::line_of, values::Reader};

/// Name of the file in the folder of a theme.
const FILE: &str = "theme.toml";
/// Contrast that text needs.
const TEXT: f64 = 7.0;
/// Largest logo, in bytes.
const LARGEST_LOGO: u64 = 64 * 1024;
/// Roundest corner, in pixels.
const ROUNDEST: f64 = 24.0;
/// What follows the theme's own typefaces; the same as in `style/tokens.css`.
const FACES: &str =
    r#""Atkinson Hyperlegible Next", "Stand-in", "Stand-in phone", system-ui, sans-serif"#;

/// A theme, checked.
#[derive(Clone, Debug)]
pub struct Theme {
    /// The style sheet that comes after ours.
    pub stylesheet: String,
    /// The brand on white, for mails.
    pub brand: Option<Colour>,
    /// The logo, an SVG image.
    pub logo: Option<Vec<u8>>,
    /// The logo on dark, if it is another one.
    pub logo_dark: Option<Vec<u8>>,
}

/// Light or dark: the surfaces that text stands on, as `style/tokens.css` has them.
#[derive(Clone, Copy, Debug)]
struct Scheme {
    name: &'static str,
    papers: [(&'static str, [f64; 3]); 2],
    /// Lightness and most chroma of the brand's soft background.
    soft: [f64; 2],
}

const LIGHT: Scheme = Scheme {
    name: "light",
    papers: [
        ("paper", [0.972, 0.01, 88.0]),
        ("raised paper", [0.996, 0.004, 85.0]),
    ],
    soft: [0.938, 0.012],
};
const DARK: Scheme = Scheme {
    name: "dark",
    papers: [
        ("paper", [0.205, 0.014, 200.0]),
        ("raised paper", [0.25, 0.017, 200.0]),
    ],
    soft: [0.29, 0.028],
};

/// The brand in one scheme: itself, what is written on it, and its soft background.
#[derive(Clone, Copy, Debug)]
struct Brand {
    own: Colour,
    ink: Colour,
    soft: Colour,
}

impl Brand {
    fn of(own: Colour, scheme: Scheme) -> Self {
        let (chroma, hue) = own.chroma_and_hue();
        let [lightness, most] = scheme.soft;
        let inks = [
            Colour::oklch(0.995, 0.006, 85.0),
            Colour::oklch(0.22, chroma.min(0.035), hue),
        ];
        let [white, black] = inks;
        Self {
            own,
            ink: if white.contrast(own) >= black.contrast(own) {
                white
            } else {
                black
            },
            soft: Colour::oklch(lightness, chroma.min(most), hue),
        }
    }

    /// Where it cannot be read, and how far it is off.
    fn problems(&self, scheme: Scheme) -> Vec<String> {
        let papers = scheme
            .papers
            .map(|(name, [lightness, chroma, hue])| (name, Colour::oklch(lightness, chroma, hue)));
        papers
            .into_iter()
            .chain([("soft background", self.soft), ("button text", self.ink)])
            .map(|(name, other)| (name, self.own.contrast(other)))
            .filter(|(_, ratio)| *ratio < TEXT)
            .map(|(name, ratio)| {
                // Cut off, not rounded: 6.96 is not 7.
                let ratio = (ratio * 10.0).floor() / 10.0;
                format!(
                    "has a contrast of {ratio:.1}:1 with the {name} in {}; text needs 7:1",
                    scheme.name
                )
            })
            .collect()
    }
}

/// The values of `theme.toml`, each with the line it stands on.
struct Values<'a> {
    text: &'a str,
    file: String,
    table: DeTable<'a>,
}

impl Values<'_> {
    const KEYS: [&'static str; 8] = [
        "brand",
        "brand_dark",
        "accent",
        "accent_dark",
        "radius",
        "font",
        "logo",
        "logo_dark",
    ];

    fn find(&self, key: &str) -> Option<&Spanned<DeValue<'_>>> {
        let mut entries = self.table.iter();
        entries
            .find(|(name, _)| name.get_ref() == key)
            .map(|(_, value)| value)
    }

    fn wrong(&self, key: &str, what: impl fmt::Display) -> Mistake {
        let at = self.find(key).map_or(0, |value| value.span().start);
        let line = line_of(self.text, at);
        Mistake::new(
            format_args!("{}:{line}", self.file),
            format!("`{key}` {what}"),
        )
    }

    /// A value read by `parse`; nothing if it is not there, and a mistake if it does not have the form.
    fn read<T>(
        &self,
        mistakes: &mut Vec<Mistake>,
        key: &str,
        form: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let value = self.find(key)?;
        let read = value.get_ref().as_str().and_then(|text| parse(text.trim()));
        if read.is_none() {
            mistakes.push(self.wrong(key, format_args!("must be {form}")));
        }
        read
    }

    fn colour(&self, mistakes: &mut Vec<Mistake>, key: &str) -> Option<Colour> {
        let form = "a colour such as \"#7a1f3d\" or \"oklch(0.36 0.06 200)\"";
        self.read(mistakes, key, form, Colour::parse)
    }

    fn unknown(&self) -> Vec<Mistake> {
        let keys = self.table.iter().map(|(name, _)| name);
        keys.filter(|name| !Self::KEYS.contains(&name.get_ref().as_ref()))
            .map(|name| {
                let line = line_of(self.text, name.span().start);
                let known = Self::KEYS.join(", ");
                let what = format!("there is no key `{}`; there are {known}", name.get_ref());
                Mistake::new(format_args!("{}:{line}", self.file), what)
            })
            .collect()
    }
}

/// Reads the theme that `portal.theme` names.
pub(super) fn read(reader: &mut Reader<'_>) -> Option<Theme> {
    let folder = reader.folder("portal.theme")?;
    if !folder.is_dir() {
        return None;
    }
    let path = folder.join(FILE);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(wrong) => {
            let what = format!("cannot be read: {wrong}");
            reader.mistakes.push(Mistake::new(path.display(), what));
            return None;
        }
    };
    of_text(
        &text,
        &folder,
        &path.display().to_string(),
        &mut reader.mistakes,
    )
}

fn of_text(text: &str, folder: &Path, file: &str, mistakes: &mut Vec<Mistake>) -> Option<Theme> {
    let table = match DeTable::parse(text) {
        Ok(table) => table.into_inner(),
        Err(wrong) => {
            let line = line_of(text, wrong.span().map_or(0, |span| span.start));
            mistakes.push(Mistake::new(format_args!("{file}:{line}"), wrong.message()));
            return None;
        }
    };
    let values = Values {
        text,
        file: file.to_owned(),
        table,
    };
    mistakes.extend(values.unknown());
    let brand = values.colour(mistakes, "brand");
    let brands = brand.map(|light| {
        let (chroma, hue) = light.chroma_and_hue();
        let dark = values.colour(mistakes, "brand_dark");
        let dark = dark.unwrap_or_else(|| Colour::oklch(0.85, chroma.min(0.07), hue));
        let brands = [Brand::of(light, LIGHT), Brand::of(dark, DARK)];
        for (brand, scheme) in brands.iter().zip([LIGHT, DARK]) {
            let own = scheme.name == "dark" && values.find("brand_dark").is_some();
            let key = if own { "brand_dark" } else { "brand" };
            let problems = brand.problems(scheme).into_iter();
            mistakes.extend(problems.map(|problem| values.wrong(key, problem)));
        }
        brands
    });
    if brand.is_none() && values.find("brand_dark").is_some() {
        mistakes.push(values.wrong("brand_dark", "needs `brand` beside it"));
    }
    let accent = values.colour(mistakes, "accent");
    let accent_dark = values.colour(mistakes, "accent_dark");
    let accents = accent.map(|light| [light, accent_dark.unwrap_or(light)]);
    let radius = values.read(
        mistakes,
        "radius",
        "a length of 0 to 24px, such as \"6px\" or \"0.5rem\"",
        parse_radius,
    );
    let font = values.read(
        mistakes,
        "font",
        "names of typefaces with commas between: letters, digits, spaces and hyphens",
        parse_font,
    );
    let logo = logo(&values, folder, mistakes, "logo");
    let logo_dark = self::logo(&values, folder, mistakes, "logo_dark");
    Some(Theme {
        stylesheet: stylesheet(brands, accents, radius, font.as_deref()),
        brand,
        logo,
        logo_dark,
    })
}

fn parse_radius(text: &str) -> Option<f64> {
    let (number, pixels) = match (text.strip_suffix("rem"), text.strip_suffix("px")) {
        (Some(number), _) => (number, 16.0),
        (_, Some(number)) => (number, 1.0),
        _ => (text, if text == "0" { 1.0 } else { return None }),
    };
    let pixels = number.trim().parse::<f64>().ok()? * pixels;
    (0.0..=ROUNDEST).contains(&pixels).then_some(pixels)
}

fn parse_font(text: &str) -> Option<String> {
    let fits = |name: &&str| {
        let signs = |sign: char| sign.is_alphanumeric() || " -".contains(sign);
        (1..=40).contains(&name.chars().count()) && name.chars().all(signs)
    };
    let names: Vec<&str> = text.split(',').map(str::trim).collect();
    if !names.iter().all(fits) {
        return None;
    }
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    Some(quoted.join(", "))
}

/// An image from the folder itself. It is shown as an image, in which nothing runs and nothing is loaded.
fn logo(
    values: &Values<'_>,
    folder: &Path,
    mistakes: &mut Vec<Mistake>,
    key: &str,
) -> Option<Vec<u8>> {
    let form = "the name of an SVG file in the folder of the theme";
    let name = values.read(mistakes, key, form, |name| {
        let plain = |sign: char| sign.is_ascii_alphanumeric() || "._-".contains(sign);
        let fits = name.ends_with(".svg") && !name.starts_with('.') && name.chars().all(plain);
        fits.then(|| name.to_owned())
    })?;
    let path = folder.join(&name);
    let size = std::fs::metadata(&path).map(|file| file.len());
    let problem = match size {
        Err(wrong) => format!("names {name}, which cannot be read: {wrong}"),
        Ok(size) if size > LARGEST_LOGO => {
            format!("names {name}, which has {size} bytes; at most {LARGEST_LOGO} fit")
        }
        Ok(_) => match std::fs::read(&path) {
            Ok(bytes) if String::from_utf8_lossy(&bytes).contains("<svg") => return Some(bytes),
            _ => format!("names {name}, which is no SVG image"),
        },
    };
    mistakes.push(values.wrong(key, problem));
    None
}

/// Colours on the screen only: paper stays black on white.
fn stylesheet(
    brands: Option<[Brand; 2]>,
    accents: Option<[Colour; 2]>,
    radius: Option<f64>,
    font: Option<&str>,
) -> String {
    let mut colours: Vec<(&str, [Colour; 2])> = Vec::new();
    if let Some([light, dark]) = brands {
        colours.push(("brand", [light.own, dark.own]));
        colours.push(("brand-ink", [light.ink, dark.ink]));
        colours.push(("brand-soft", [light.soft, dark.soft]));
    }
    colours.extend(accents.map(|accents| ("accent", accents)));
    let mut plain: String = colours
        .iter()
        .map(|(name, [light, _])| format!("--{name}:{light};"))
        .collect();
    if let Some([light, _]) = brands {
        plain.push_str(&format!("--band:{};", light.own));
    }
    let mut both: String = colours
        .iter()
        .map(|(name, [light, dark])| format!("--{name}:light-dark({light},{dark});"))
        .collect();
    if brands.is_some() {
        both.push_str(
            "--band:light-dark(var(--brand),color-mix(in oklab,var(--brand),var(--paper) 60%));",
        );
    }
    let mut shape = String::new();
    if let Some(pixels) = radius {
        shape.push_str(&format!("--round:{pixels}px;"));
    }
    if let Some(font) = font {
        shape.push_str(&format!("--face:{font}, {FACES};"));
    }
    format!(
        "@media screen{{:root{{{plain}}}@supports (color:light-dark(red,red)){{:root{{{both}}}}}}}\n:root{{{shape}}}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Theme, Vec<String>> {
        let mut mistakes = Vec::new();
        let theme = of_text(text, Path::new("nowhere"), "theme.toml", &mut mistakes);
        match theme {
            Some(theme) if mistakes.is_empty() => Ok(theme),
            _ => Err(mistakes.iter().map(ToString::to_string).collect()),
        }
    }

    #[test]
    fn one_colour_is_a_theme_in_light_and_dark() {
        let sheet = read("brand = \"#7a1f3d\"").unwrap().stylesheet;
        assert!(
            sheet.contains("--brand:#7a1f3d;--brand-ink:#fffdf9;"),
            "{sheet}"
        );
        assert!(sheet.contains("--brand:light-dark(#7a1f3d,#"), "{sheet}");
        assert!(
            !sheet.contains("--round") && !sheet.contains("--accent"),
            "{sheet}"
        );
        let all = "brand = \"oklch(0.36 0.1 20)\"\nbrand_dark = \"oklch(0.86 0.07 20)\"\naccent = \"#00a0a0\"\nradius = \"0.75rem\"\nfont = \"Gill Sans, Verdana\"";
        let sheet = read(all).unwrap().stylesheet;
        for part in [
            "--round:12px;",
            "--face:\"Gill Sans\", \"Verdana\", \"Atkinson",
            "--accent:light-dark(#00a0a0,#00a0a0);",
        ] {
            assert!(sheet.contains(part), "{part} in {sheet}");
        }
    }

    #[test]
    fn a_colour_that_cannot_be_read_is_refused_with_line_and_ratio() {
        let told = read("# Ons rood\nbrand = \"#e2001a\"").unwrap_err();
        assert!(
            told[0].starts_with("theme.toml:2: `brand` has a contrast of 4.")
                && told[0].ends_with(":1 with the paper in light; text needs 7:1"),
            "{told:?}"
        );
        let dark = read("brand = \"#7a1f3d\"\nbrand_dark = \"#7a1f3d\"").unwrap_err();
        assert!(
            dark.iter()
                .all(|what| what.starts_with("theme.toml:2: `brand_dark` has")
                    && what.contains("in dark")),
            "{dark:?}"
        );
    }

    #[test]
    fn nothing_but_colours_lengths_and_names_gets_into_the_style_sheet() {
        for (text, says) in [
            ("brand = \"red\"", "theme.toml:1: `brand` must be a colour"),
            (
                "\nbrand = \"#7a1f3d;} body{display:none\"",
                "theme.toml:2: `brand` must be",
            ),
            ("brand = 7", "theme.toml:1: `brand` must be"),
            (
                "radius = \"25px\"",
                "`radius` must be a length of 0 to 24px",
            ),
            ("radius = \"1em\"", "`radius` must be"),
            ("font = \"x\\\"; } * { color: red\"", "`font` must be names"),
            (
                "logo = \"../logo.svg\"",
                "`logo` must be the name of an SVG file",
            ),
            (
                "logo = \"logo.svg\"",
                "`logo` names logo.svg, which cannot be read",
            ),
            (
                "kleur = \"#7a1f3d\"",
                "theme.toml:1: there is no key `kleur`; there are brand,",
            ),
            (
                "brand_dark = \"#ffffff\"",
                "`brand_dark` needs `brand` beside it",
            ),
            ("brand = ", "theme.toml:1: "),
        ] {
            let told = read(text).unwrap_err();
            assert!(
                told.iter().any(|what| what.contains(says)),
                "{text:?}: {told:?}"
            );
        }
    }

    /// The value of a token in `style/tokens.css`, light and dark.
    fn token(name: &str) -> [Colour; 2] {
        const TOKENS: &str = include_str!("../../../style/tokens.css");
        let (_, rest) = TOKENS.split_once("@supports").unwrap();
        let (_, rest) = rest.split_once(&format!("--{name}: light-dark(")).unwrap();
        let (value, _) = rest.split_once(");\n").unwrap();
        let (light, dark) = value.split_once("), ").unwrap();
        [format!("{light})"), dark.to_owned()]
            .map(|text| Colour::parse(&text).unwrap_or_else(|| panic!("{name}: {text}")))
    }

    #[test]
    fn the_papers_here_are_those_of_the_tokens_and_the_shipped_colours_hold_the_limits() {
        let papers = [token("paper"), token("paper-raised")];
        for (at, scheme) in [LIGHT, DARK].into_iter().enumerate() {
            for ((_, [lightness, chroma, hue]), paper) in scheme.papers.into_iter().zip(papers) {
                assert_eq!(
                    Colour::oklch(lightness, chroma, hue),
                    paper[at],
                    "{scheme:?}"
                );
            }
            for text in ["ink", "ink-soft", "brand", "good", "warn", "wrong"] {
                for paper in papers {
                    let ratio = token(text)[at].contrast(paper[at]);
                    assert!(ratio >= TEXT, "{text} in {}: {ratio}", scheme.name);
                }
            }
            for (text, below) in [
                ("brand-ink", "brand"),
                ("ink", "brand-soft"),
                ("good", "good-soft"),
                ("warn", "warn-soft"),
                ("wrong", "wrong-soft"),
            ] {
                let ratio = token(text)[at].contrast(token(below)[at]);
                assert!(
                    ratio >= TEXT,
                    "{text} on {below} in {}: {ratio}",
                    scheme.name
                );
            }
            let ratio = token("line-strong")[at].contrast(papers[1][at]);
            assert!(
                ratio >= 4.5,
                "borders of fields in {}: {ratio}",
                scheme.name
            );
        }
    }
}
