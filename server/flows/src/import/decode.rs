//! The text of a file: UTF-8, or UTF-16 in either order, with or without the mark at its beginning that says so. Another
//! alphabet is not guessed: that spoils names silently.

use std::borrow::Cow;

use super::{LARGEST_FILE, Mistake, What};

/// How files begin that spreadsheets write and that are no CSV: zip (xlsx, ods), the older xls, PDF, a web page.
const NO_TEXT: [&[u8]; 3] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"];
/// Bytes that are looked at to tell UTF-16 by its zeros.
const LOOKED_AT: usize = 256;

/// The text of a file, without the mark at its beginning.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Mistake> {
    if bytes.len() > LARGEST_FILE {
        return Err(Mistake::in_row(1, What::TooLarge));
    }
    if NO_TEXT.iter().any(|begin| bytes.starts_with(begin)) || is_a_page(bytes) {
        return Err(Mistake::in_row(1, What::NoCsv));
    }
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)?),
        [0xfe, 0xff, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)?),
        [0xef, 0xbb, 0xbf, rest @ ..] => Cow::Borrowed(utf8(rest)?),
        _ => match zeros(bytes) {
            (0, some) if some > 0 => Cow::Owned(utf16(bytes, u16::from_le_bytes)?),
            (some, 0) if some > 0 => Cow::Owned(utf16(bytes, u16::from_be_bytes)?),
            _ => Cow::Borrowed(utf8(bytes)?),
        },
    };
    Ok(text)
}

/// The number of the line on which the text stands that begins at `at`.
pub(super) fn line_of(text: &[u8], at: usize) -> u64 {
    let before = text.get(..at).unwrap_or(text);
    let ends = before.iter().enumerate().filter(|(place, byte)| {
        **byte == b'\n' || (**byte == b'\r' && text.get(place + 1) != Some(&b'\n'))
    });
    u64::try_from(ends.count())
        .unwrap_or(u64::MAX)
        .saturating_add(1)
}

fn is_a_page(bytes: &[u8]) -> bool {
    let begin = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let begin = String::from_utf8_lossy(begin)
        .trim_start_matches('\u{feff}')
        .trim_start()
        .to_lowercase();
    ["<html", "<!doctype", "<?xml", "<table"]
        .iter()
        .any(|page| begin.starts_with(page))
}

/// Zeros on even and on odd places of the beginning: text in the letters of Western Europe has only one of the two.
fn zeros(bytes: &[u8]) -> (usize, usize) {
    let begin = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let on = |which: usize| {
        let places = begin.iter().skip(which).step_by(2);
        places.filter(|byte| **byte == 0).count()
    };
    (on(0), on(1))
}

fn utf8(bytes: &[u8]) -> Result<&str, Mistake> {
    std::str::from_utf8(bytes)
        .map_err(|wrong| Mistake::in_row(line_of(bytes, wrong.valid_up_to()), What::NotUtf8))
}

fn utf16(bytes: &[u8], read: fn([u8; 2]) -> u16) -> Result<String, Mistake> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for sign in char::decode_utf16(pairs.iter().map(|pair| read(*pair))) {
        match sign {
            Ok('\u{feff}') if text.is_empty() => {}
            Ok(sign) => text.push(sign),
            Err(_) => return Err(broken(&text)),
        }
    }
    if rest.is_empty() {
        Ok(text)
    } else {
        Err(broken(&text))
    }
}

fn broken(text: &str) -> Mistake {
    Mistake::in_row(line_of(text.as_bytes(), text.len()), What::Utf16Broken)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn utf_16_is_read_with_and_without_its_mark_in_both_orders() {
        let text = "soort;nummer\r\ngarage;Çelik 李\r\n";
        let marked = format!("\u{feff}{text}");
        for text_in in [text, marked.as_str()] {
            let little: Vec<u8> = text_in.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text_in.encode_utf16().flat_map(u16::to_be_bytes).collect();
            for bytes in [little.as_slice(), &big, text_in.as_bytes()] {
                assert_eq!(decode(bytes).ok().as_deref(), Some(text));
            }
        }
    }
}
