use millrace::Buffer;

// MIL-2
#[test]
fn mil_2_a_frame_over_the_limit_is_refused() {
    assert!(!Buffer::with_limit(8).accepts(9));
}

// MIL-3
#[test]
fn mil_3_lengths_never_wrap() {
    assert!(!Buffer::with_limit(8).accepts(usize::MAX));
}
