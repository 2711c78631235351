//! How often which class was taken for which, and the figures that follow from it.

/// Rows are the right classes, columns the answers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Confusion {
    size: usize,
    counts: Vec<u32>,
}

impl Confusion {
    pub fn new(size: usize) -> Self {
        Self {
            size,
            counts: vec![0; size * size],
        }
    }

    pub fn count(&mut self, right: usize, answer: usize) {
        self.counts[right * self.size + answer] += 1;
    }

    pub fn total(&self) -> f64 {
        self.counts.iter().map(|count| f64::from(*count)).sum()
    }

    fn at(&self, right: usize, answer: usize) -> f64 {
        f64::from(self.counts[right * self.size + answer])
    }

    pub fn right(&self, class: usize) -> f64 {
        (0..self.size).map(|answer| self.at(class, answer)).sum()
    }

    fn answered(&self, class: usize) -> f64 {
        (0..self.size).map(|right| self.at(right, class)).sum()
    }

    /// Share of right answers.
    pub fn accuracy(&self) -> f64 {
        let hits: f64 = (0..self.size).map(|class| self.at(class, class)).sum();
        ratio(hits, self.total())
    }

    /// Agreement beyond chance, Cohen's kappa.
    pub fn kappa(&self) -> f64 {
        let total = self.total();
        let chance: f64 = (0..self.size)
            .map(|class| ratio(self.right(class), total) * ratio(self.answered(class), total))
            .sum();
        ratio(self.accuracy() - chance, 1.0 - chance)
    }

    /// Share of the answers of a class that are right.
    pub fn precision(&self, class: usize) -> f64 {
        ratio(self.at(class, class), self.answered(class))
    }

    /// Share of the messages of a class that are found.
    pub fn recall(&self, class: usize) -> f64 {
        ratio(self.at(class, class), self.right(class))
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(&self, class: usize) -> f64 {
        let (precision, recall) = (self.precision(class), self.recall(class));
        ratio(2.0 * precision * recall, precision + recall)
    }

    /// Mean F1 over the classes that occur.
    pub fn macro_f1(&self) -> f64 {
        let occurring = || (0..self.size).filter(|class| self.right(*class) > 0.0);
        ratio(
            occurring().map(|class| self.f1(class)).sum(),
            occurring().count() as f64,
        )
    }
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_the_textbook() {
        // Cohen's own kind of example: 20 + 15 of 50 agree, chance is one half
        let mut confusion = Confusion::new(2);
        for (right, answer, times) in [(0, 0, 20), (0, 1, 5), (1, 0, 10), (1, 1, 15)] {
            (0..times).for_each(|_| confusion.count(right, answer));
        }
        assert!((confusion.accuracy() - 0.7).abs() < 1e-9);
        assert!((confusion.kappa() - 0.4).abs() < 1e-9);
        assert!((confusion.precision(0) - 2.0 / 3.0).abs() < 1e-9);
        assert!((confusion.recall(0) - 0.8).abs() < 1e-9);
        assert!((confusion.macro_f1() - 0.6969696969).abs() < 1e-6);
    }

    #[test]
    fn nothing_counted_is_no_division_by_zero() {
        let confusion = Confusion::new(3);
        assert_eq!(confusion.kappa(), 0.0);
        assert_eq!(confusion.macro_f1(), 0.0);
    }
}
