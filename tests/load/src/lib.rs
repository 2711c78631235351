//! Benchmarks: time as ratios against a reference in the same run. Started one by one; not part of CI.
