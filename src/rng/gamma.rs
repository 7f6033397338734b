//! Gamma draws (Marsaglia and Tsang 2000).

use super::normal::normal;
use super::stream::Stream;

/// A gamma number of this shape and scale (mean `shape * scale`); 0 where either is not positive.
///
/// For shapes below 1 the power of a uniform number is taken in logarithms, so that tiny shapes give tiny numbers and
/// not zeros before a double really ends. Rises with the first number of the stream, rejections (below 5 %) aside.
pub fn gamma(stream: &mut Stream, shape: f64, scale: f64) -> f64 {
    if !(shape > 0.0 && scale > 0.0) {
        return 0.0;
    }
    if shape >= 1.0 {
        return scale * standard(stream, shape);
    }
    let boost = libm::log(stream.open01()) / shape;
    let base = libm::log(standard(stream, shape + 1.0));
    scale * libm::exp(base + boost)
}

/// A gamma number of scale 1 and shape at least 1.
fn standard(stream: &mut Stream, shape: f64) -> f64 {
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = normal(stream);
        let root = 1.0 + c * x;
        let u = stream.open01();
        if root <= 0.0 {
            continue;
        }
        let v = root * root * root;
        let square = x * x;
        if u < 1.0 - 0.0331 * square * square || libm::log(u) < 0.5 * square + d * (1.0 - v + libm::log(v)) {
            return d * v;
        }
    }
}
