//! Structs in, bytes out: terminal text, JSON, CSV, charts. Nothing here simulates or computes statistics.

pub mod problems;
