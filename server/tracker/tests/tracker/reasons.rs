//! The words given as a reason are the model's own: without them the value leads by less.

use super::chats::{Said, labelled, read, said};
use taxonomy::Ring;
use tracker::{Model, Reading};

#[test]
fn without_the_quote_the_value_leads_by_less() {
    let model = Model::builtin();
    let (mut now, mut earlier, mut none) = (0, 0, 0);
    for chat in labelled("validation-1.jsonl").iter().step_by(3) {
        let said = said(chat);
        for (at, reading) in read(&model, &said).iter().enumerate() {
            if reading.why.quote.as_str().is_empty() {
                none += 1;
                continue;
            }
            assert!(
                holds(&said, at, reading, |said, _| read(&model, said)),
                "message {at}"
            );
            if reading.why.earlier {
                earlier += 1;
            } else {
                now += 1;
            }
        }
    }
    // most readings have a reason, and both kinds occur
    assert!(
        now > 100 && earlier > 10 && none < 10,
        "{now} {earlier} {none}"
    );
}

/// Whether leaving out the quote, in the message that it comes from, costs the value some lead.
/// `read` reads the chat anew; it is told which message was changed.
pub fn holds(
    said: &Said,
    at: usize,
    reading: &Reading,
    read: impl Fn(&Said, usize) -> Vec<Reading>,
) -> bool {
    let why = &reading.why;
    let quote = why.quote.as_str();
    let from = if why.earlier { 0..at } else { at..at + 1 };
    from.rev().any(|source| {
        let (speaker, text) = &said[source];
        let places = text.match_indices(quote).map(|(place, _)| place);
        let mut places = places.filter(|_| *speaker == why.from);
        places.any(|place| {
            let mut other = said[..=at].to_vec();
            other[source]
                .1
                .replace_range(place..place + quote.len(), "");
            let without = read(&other, source).pop().expect("one reading a message");
            lead(reading, reading, why.ring) > lead(reading, &without, why.ring)
        })
    })
}

/// How far the value of `of` leads its runner-up in another reading, in nats.
fn lead(of: &Reading, within: &Reading, ring: Ring) -> f32 {
    let own = of.judgement(ring);
    let p = |wanted: &Option<taxonomy::ElementId>| {
        let all = &within.judgement(ring).distribution;
        all.iter()
            .find(|(id, _)| id == wanted)
            .expect("same classes")
            .1
            .ln()
    };
    let others = own.distribution.iter().filter(|(id, _)| *id != own.value);
    let second = others
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .expect("two classes or more");
    p(&own.value) - p(&second.0)
}
