import CMalloc

/// What the process asks of its allocator.
enum Allocator {
    /// Has large blocks go back to the system as soon as they are freed.
    ///
    /// glibc raises the size from which a block is a mapping of its own with each such block that is freed, up to 32 MiB, and
    /// keeps what is smaller: a server that made some large answers then holds a hundred megabytes that nobody uses. Setting
    /// the size, to its own beginning, keeps it there.
    static func givesLargeBlocksBack() { _ = mallopt(M_MMAP_THRESHOLD, 128 * 1024) }
}
