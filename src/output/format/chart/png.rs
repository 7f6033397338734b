//! PNG from the same SVG, with the font that is built in.

use super::font;
use png::{BitDepth, ColorType, DeflateCompression, Encoder, EncodingError, Filter};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use std::sync::{Arc, LazyLock};

/// Pixels of the PNG per pixel of the SVG: sharp on slides, 1920 × 1080.
const ZOOM: f32 = 1.5;

/// The font is read once for all charts. Nothing is taken from the system, so that every computer draws the same.
static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(font::NOTO_SANS_SC.to_vec());
    Arc::new(fonts)
});

/// The PNG of the `svg` of a chart; none when it is no picture.
#[must_use]
pub fn png(svg: &str) -> Option<Vec<u8>> {
    zoomed(svg, ZOOM)
}

/// The PNG of `svg` with so many pixels for one of its own; none when it is no picture.
pub(in crate::output) fn zoomed(svg: &str, zoom: f32) -> Option<Vec<u8>> {
    let options = Options { fontdb: Arc::clone(&FONTS), ..Options::default() };
    let tree = Tree::from_str(svg, &options).ok()?;
    let size = tree.size().to_int_size().scale_by(zoom)?;
    let mut pixels = Pixmap::new(size.width(), size.height())?;
    resvg::render(&tree, Transform::from_scale(zoom, zoom), &mut pixels.as_mut());
    encoded(pixels).ok()
}

/// Charts are large areas of one colour: unfiltered rows at the lightest level are written six times as fast as by the
/// usual settings, and take 1.6 times the room.
fn encoded(pixels: Pixmap) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_filter(Filter::NoFilter);
    encoder.set_deflate_compression(DeflateCompression::Level(1));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels.take_demultiplied())?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Dark pixels of a picture of 100 × 40 in which `text` stands.
    fn ink(text: &str) -> usize {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"40\"><rect width=\"100\" \
             height=\"40\" fill=\"white\"/><text x=\"4\" y=\"30\" font-size=\"24\" font-family=\"{}\">{text}</text></svg>",
            font::FAMILIES
        );
        let png = png(&svg).unwrap();
        let pixels = Pixmap::decode_png(&png).unwrap();
        pixels.pixels().iter().filter(|pixel| pixel.red() < 128).count()
    }

    #[test]
    fn letters_and_characters_are_drawn() {
        assert_eq!(ink(""), 0);
        assert!(ink("Kfactor") > 100, "{}", ink("Kfactor"));
        assert!(ink("裂变") > 100, "{}", ink("裂变"));
    }

    #[test]
    fn a_character_without_glyph_leaves_a_box() {
        assert!(ink("🦀") > 20, "{}", ink("🦀"));
        assert!(ink("薹") > 20, "{}", ink("薹"));
    }
}
