//! A ZIP archive (APPNOTE 6.3): every entry deflated, all of the same time, so that the same content is the same bytes.

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use std::io::Write as _;

/// 1980-01-01, the first day that the format has.
const DATE: u16 = 0x0021;
/// Names are UTF-8.
const FLAGS: u16 = 0x0800;
const DEFLATE: u16 = 8;
const VERSION: u16 = 20;

/// These texts under their names.
pub(super) fn archive(entries: &[(String, String)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, text) in entries {
        let offset = out.len() as u32;
        let packed = deflated(text.as_bytes());
        let about = about(name, text.as_bytes(), packed.len());
        out.extend(b"PK\x03\x04");
        out.extend(&about);
        out.extend(name.as_bytes());
        out.extend(&packed);
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&about);
        // No comment, the only disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (offset, length, count) = (out.len() as u32, directory.len() as u32, entries.len() as u16);
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(length.to_le_bytes());
    out.extend(offset.to_le_bytes());
    out.extend([0; 2]);
    out
}

/// What stands of an entry in its head and in the directory alike.
fn about(name: &str, text: &[u8], packed: usize) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(text);
    let mut about = Vec::new();
    for field in [VERSION, FLAGS, DEFLATE, 0, DATE] {
        about.extend(field.to_le_bytes());
    }
    for field in [crc.sum(), packed as u32, text.len() as u32] {
        about.extend(field.to_le_bytes());
    }
    about.extend((name.len() as u16).to_le_bytes());
    about.extend([0; 2]);
    about
}

fn deflated(text: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).and_then(|()| encoder.finish()).expect("memory takes everything")
}
