//! Numbers as bytes and back: whole ones in as few as they need, doubles in eight. What cannot have been written is
//! refused.

use super::Refusal;

/// Writes numbers one after the other.
#[derive(Default)]
pub(super) struct Writer(pub Vec<u8>);

impl Writer {
    /// A whole number, seven digits a byte (LEB128).
    pub fn whole(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    /// Bytes as they are, behind their number.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.whole(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    /// A double; all that is not a number is the same.
    pub fn double(&mut self, number: f64) {
        let number = if number.is_nan() { f64::NAN } else { number };
        self.0.extend_from_slice(&number.to_le_bytes());
    }
}

/// Reads what a [`Writer`] has written.
pub(super) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn whole(&mut self) -> Result<u64, Refusal> {
        let mut number = 0u64;
        for place in 0..10 {
            let [byte] = self.take()?;
            let digits = u64::from(byte & 0x7f);
            if place == 9 && digits > 1 {
                return Err(Refusal::Damaged);
            }
            number |= digits << (7 * place);
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Refusal::Damaged)
    }

    /// How many things follow, each of which takes so many bytes at least: what cannot be there is not made room for.
    pub fn count(&mut self, least: usize) -> Result<usize, Refusal> {
        let count = self.whole()?;
        let possible = self.0.len() / least.max(1);
        usize::try_from(count).ok().filter(|count| *count <= possible).ok_or(Refusal::Damaged)
    }

    pub fn bytes(&mut self) -> Result<&'a [u8], Refusal> {
        let count = self.count(1)?;
        let (bytes, rest) = self.0.split_at(count);
        self.0 = rest;
        Ok(bytes)
    }

    pub fn double(&mut self) -> Result<f64, Refusal> {
        self.take().map(f64::from_le_bytes)
    }

    pub fn take<const N: usize>(&mut self) -> Result<[u8; N], Refusal> {
        let (bytes, rest) = self.0.split_first_chunk().ok_or(Refusal::Damaged)?;
        self.0 = rest;
        Ok(*bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let numbers = [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX];
        let mut writer = Writer::default();
        numbers.iter().for_each(|number| writer.whole(*number));
        writer.double(-0.0);
        writer.bytes(b"abc");
        let mut reader = Reader(&writer.0);
        for number in numbers {
            assert_eq!(reader.whole(), Ok(number));
        }
        assert_eq!(reader.double().unwrap().to_bits(), (-0.0f64).to_bits());
        assert_eq!(reader.bytes().unwrap(), b"abc");
        assert_eq!(reader.whole(), Err(Refusal::Damaged));
    }

    #[test]
    fn what_cannot_have_been_written_is_refused() {
        assert_eq!(Reader(&[0xff; 10]).whole(), Err(Refusal::Damaged));
        assert_eq!(Reader(&[0x80; 20]).whole(), Err(Refusal::Damaged));
        assert_eq!(Reader(&[0xff, 0xff, 0x03, 1]).count(1), Err(Refusal::Damaged));
        assert_eq!(Reader(&[5, 1, 2]).bytes(), Err(Refusal::Damaged));
    }
}
