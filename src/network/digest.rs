//! What is in a file, in one number.

use super::plan::FileName;
use super::read::opened;
use sha2::{Digest, Sha256};
use std::io::{self, Read};

/// Bytes that are read at once.
const BUFFER: usize = 1 << 18;

impl FileName {
    /// SHA-256 of its bytes in hexadecimal; none where it cannot be read.
    #[must_use]
    pub fn sha256(&self) -> Option<String> {
        let mut file = opened(self.path()).ok()?;
        let (mut hash, mut buffer) = (Sha256::new(), vec![0; BUFFER]);
        loop {
            match file.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => hash.update(&buffer[..read]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return None,
            }
        }
        Some(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}
