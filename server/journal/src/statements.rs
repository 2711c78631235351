//! How each record is written: twice is the same as once, but for what is counted.

use crate::aggregates::counting;
use crate::corrections;
use crate::moments;
use crate::open::{number, text_of};
use crate::record::Record;
use crate::retention;
use crate::searches;
use crate::shift;
use crate::traces;
use sqlx::sqlite::SqliteConnection;

pub(crate) async fn write(
    connection: &mut SqliteConnection,
    record: &Record,
) -> Result<(), sqlx::Error> {
    let query = match record {
        Record::Opened { session, conversation, at } => {
            sqlx::query("INSERT INTO sessions (id, conversation, opened_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
                .bind(number(*session))
                .bind(conversation.0.to_vec())
                .bind(at.millis())
        }
        Record::Numbered { session, number: called } => {
            sqlx::query("UPDATE sessions SET number = $2 WHERE id = $1")
                .bind(number(*session))
                .bind(i64::from(*called))
        }
        Record::Assigned { session, counsellor } => {
            sqlx::query("UPDATE sessions SET counsellor = $2 WHERE id = $1")
                .bind(number(*session))
                .bind(counsellor.as_str().to_owned())
        }
        Record::Received { session, event, at } => {
            sqlx::query("INSERT INTO events (session, key, received_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
                .bind(number(*session))
                .bind(event.0.to_vec())
                .bind(at.millis())
        }
        Record::Read { session, event, at, reading, shown } => {
            let (phase, knapp, kolb) = match reading {
                Some(reading) => (Some(&reading.phase), Some(&reading.knapp), Some(&reading.kolb)),
                None => (None, None, None),
            };
            let mut query = sqlx::query(
                "INSERT INTO events (session, key, received_at, read_at, phase, phase_p, knapp, knapp_p, kolb, kolb_p,
                 message, phase_shown, knapp_shown, kolb_shown)
                 VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO UPDATE SET
                 read_at = $3, phase = $4, phase_p = $5, knapp = $6, knapp_p = $7, kolb = $8, kolb_p = $9,
                 message = $10, phase_shown = $11, knapp_shown = $12, kolb_shown = $13",
            )
            .bind(number(*session))
            .bind(event.0.to_vec())
            .bind(at.millis());
            for ring in [phase, knapp, kolb] {
                query = query
                    .bind(ring.and_then(|(value, _)| text_of(value.as_ref())))
                    .bind(ring.map(|(_, p)| f64::from(*p)));
            }
            query = query.bind(shown.is_some());
            let stood = shown.clone().unwrap_or_default();
            for value in [stood.phase, stood.knapp, stood.kolb] {
                query = query.bind(text_of(value.as_ref()));
            }
            query
        }
        Record::Twin { session, event, of, at } => sqlx::query(
            "INSERT INTO events (session, key, received_at, read_at, twin) VALUES ($1, $2, $3, $3, $4)
             ON CONFLICT DO UPDATE SET read_at = $3, twin = $4",
        )
        .bind(number(*session))
        .bind(event.0.to_vec())
        .bind(at.millis())
        .bind(of.0.to_vec()),
        Record::Withdrawn { conversation, event } => {
            corrections::withdraw(connection, *conversation, *event).await?;
            traces::withdraw(connection, *conversation, *event).await?;
            sqlx::query(
                "UPDATE events SET withdrawn = 1 WHERE key = $2
                 AND session IN (SELECT id FROM sessions WHERE conversation = $1)",
            )
            .bind(conversation.0.to_vec())
            .bind(event.0.to_vec())
        }
        Record::Corrected { id, session, event, heard, correction } => {
            return corrections::keep(connection, *id, *session, *event, heard, correction).await;
        }
        Record::TakenBack { id } => sqlx::query("DELETE FROM corrections WHERE id = $1").bind(id.0),
        Record::Answered { session, after_millis } => {
            return counting::answered(connection, *session, *after_millis).await;
        }
        Record::Ended { session, at, how } => return counting::end(connection, *session, *at, *how).await,
        Record::Forget { before } => sqlx::query("DELETE FROM sessions WHERE ended_at < $1").bind(before.millis()),
        Record::ForgetCorrections { until } => {
            sqlx::query("DELETE FROM corrections WHERE month <= $1").bind(until.to_string())
        }
        Record::FoundNothing { day, words } => {
            counting::found_nothing(connection, *day).await?;
            return searches::count(connection, *day, words.as_ref()).await;
        }
        Record::ForgetSearches { until, all_words } => return searches::forget(connection, *until, *all_words).await,
        Record::Stood { day, phase, knapp, silent } => {
            return moments::stood(connection, *day, (phase.as_ref(), knapp.as_ref()), *silent).await;
        }
        Record::Shown { day, article } => return moments::article(connection, *day, article, true, false).await,
        Record::Used { day, article } => return moments::article(connection, *day, article, false, true).await,
        Record::Left { session, day, traced } => return traces::leave(connection, *session, *day, traced).await,
        Record::Unleft { session, trace } => return traces::take_back(connection, *session, trace).await,
        Record::OnThePhone { day, trace } => {
            counting::on_the_phone(connection, *day, trace).await?;
            return traces::count(connection, *day, trace).await;
        }
        Record::ForgetMoments { until } => {
            traces::forget(connection, *until).await?;
            return moments::forget(connection, *until).await;
        }
        Record::ShiftKept { what, body } => return shift::keep(connection, what, body).await,
        Record::TextOpened(reading) => return shift::note(connection, reading).await,
        Record::ForgetCases { until } => {
            sqlx::query("DELETE FROM cases WHERE day <= $1").bind(until.to_string())
        }
        Record::Sweep { at, ages } => return retention::sweep(connection, *at, ages).await,
    };
    query.execute(connection).await.map(drop)
}
