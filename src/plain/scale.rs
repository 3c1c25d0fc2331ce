//! Numbers → buckets, as the features of plain text have them.

/// The bucket of a number on a logarithmic scale: two buckets a doubling of
/// the number and one, 0 for nothing, at most 24.
///
/// Read off the bits of the float, so that no platform's logarithm matters.
#[inline]
pub(super) fn log(number: f32) -> u8 {
    const SQRT_2: u32 = 0x35_04F3;
    let bits = (1.0 + number.max(0.0)).to_bits();
    let (exponent, mantissa) = ((bits >> 23) - 127, bits & 0x7F_FFFF);
    (2 * exponent + u32::from(mantissa >= SQRT_2)).min(24) as u8
}

/// The bucket of a count: itself, up to a most.
pub(super) fn count(number: u32, most: u8) -> u8 {
    number.min(u32::from(most)) as u8
}

/// The buckets of distances in blocks: 1 to 3, then wider; 0 for none.
const DISTANCES: [u8; 82] = {
    let mut buckets = [0; 82];
    let mut blocks = 1;
    while blocks < 82 {
        buckets[blocks] = match blocks {
            1..=3 => blocks as u8,
            4..=5 => 4,
            6..=8 => 5,
            9..=14 => 6,
            15..=30 => 7,
            31..=80 => 8,
            _ => 9,
        };
        blocks += 1;
    }
    buckets
};

/// The bucket of a distance in blocks; `u16::MAX` has one of its own.
#[inline]
pub(super) fn distance(blocks: u16) -> u8 {
    DISTANCES[usize::from(blocks).min(DISTANCES.len() - 1)] + u8::from(blocks == u16::MAX)
}

/// The bucket of a share, in `steps`ths; `steps + 1` where there is no whole.
#[inline]
pub(super) fn share(part: f32, whole: f32, steps: u8) -> u8 {
    if whole <= 0.0 {
        steps + 1
    } else {
        (part / whole * f32::from(steps) + 0.5) as u8
    }
    .min(steps + 1)
}
