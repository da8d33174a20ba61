//! Buffers for network protocols.

/// A buffer with a limit.
pub struct Buffer {
    limit: usize,
}

impl Buffer {
    pub fn with_limit(limit: usize) -> Self {
        Buffer { limit }
    }
    pub fn accepts(&self, length: usize) -> bool {
        length <= self.limit
    }
}
