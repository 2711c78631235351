//! What a counsellor and whoever leads the shift may do with a request.

use super::{HelpDesk, Kind, MAX_CHARACTERS, MAX_OWN, Refusal, Request, Said, Taken};
use crate::Person;
use chat::{CounsellorId, SessionId, Timestamp, Words};
use std::sync::Arc;

impl HelpDesk {
    /// A counsellor asks for help; what they ask may be empty. Gives the number of the request.
    ///
    /// # Errors
    /// A text that is too long, and a desk that is full.
    pub fn ask(
        &self,
        who: &Person,
        kind: Kind,
        about: Option<SessionId>,
        text: &str,
    ) -> Result<u64, Refusal> {
        let words = match words(text) {
            Err(Refusal::Empty) => None,
            words => Some(words?),
        };
        let at = self.0.clock.now();
        let mut open = self.open();
        let own = open.requests.values();
        let asked = |request: &&Arc<Request>| request.kind != Kind::Whisper;
        if own
            .filter(asked)
            .filter(|request| request.from.id == who.id)
            .count()
            >= MAX_OWN
        {
            return Err(Refusal::Own);
        }
        let mut request = Request {
            id: open.newest + 1,
            kind,
            from: who.clone(),
            about,
            at,
            taken: Err(at),
            escalated: false,
            said: Vec::new(),
        };
        request
            .said
            .extend(words.map(|words| said(who, true, at, words)));
        let id = open.put(request)?;
        drop(open);
        self.tell(&who.id);
        Ok(id)
    }

    /// Whoever leads the shift begins to talk with a counsellor, and has taken what follows of it. Gives
    /// its number.
    ///
    /// # Errors
    /// A text that is empty or too long, too many begun with this counsellor, and a desk that is full.
    pub fn whisper(
        &self,
        by: &Person,
        to: &Person,
        about: Option<SessionId>,
        text: &str,
    ) -> Result<u64, Refusal> {
        let words = words(text)?;
        let at = self.0.clock.now();
        let mut open = self.open();
        let all = open.requests.values();
        let begun = |one: &&Arc<Request>| one.kind == Kind::Whisper && one.from.id == to.id;
        if all.filter(begun).count() >= MAX_OWN {
            return Err(Refusal::Full);
        }
        let mut request = Request {
            id: open.newest + 1,
            kind: Kind::Whisper,
            from: to.clone(),
            about,
            at,
            taken: Err(at),
            escalated: false,
            said: vec![said(by, false, at, words)],
        };
        take(&mut request, by, at);
        let id = open.put(request)?;
        drop(open);
        self.tell(&to.id);
        Ok(id)
    }

    /// A colleague who can spare a moment takes a request that has waited too long.
    ///
    /// # Errors
    /// No such request, one that has not waited so long, one's own, and one that somebody took meanwhile.
    pub fn offer(&self, who: &Person, request: u64) -> Result<(), Refusal> {
        self.change(request, |request, at| {
            if request.taken().is_some() {
                return Err(Refusal::Taken);
            }
            if !request.escalated || request.from.id == who.id {
                return Err(Refusal::Over);
            }
            take(request, who, at);
            Ok(())
        })
    }

    /// A counsellor says more about a request of their own.
    ///
    /// # Errors
    /// A request that is not theirs, a text that is empty or too long, and no room for more.
    pub fn say(&self, who: &Person, request: u64, text: &str) -> Result<(), Refusal> {
        let words = words(text)?;
        self.change(request, |request, at| {
            own(request, &who.id)?;
            request.said.push(said(who, true, at, words));
            Ok(())
        })
    }

    /// A counsellor is done with a request of their own: its words are wiped.
    ///
    /// # Errors
    /// A request that is not theirs.
    pub fn withdraw(&self, who: &CounsellorId, request: u64) -> Result<(), Refusal> {
        self.end_if(request, |request| own(request, who))
    }

    /// Whoever leads the shift takes a request, from a colleague too.
    ///
    /// # Errors
    /// No such request.
    pub fn take(&self, who: &Person, request: u64) -> Result<(), Refusal> {
        self.change(request, |request, at| {
            if request.taken().is_none_or(|taken| taken.by.id != who.id) {
                take(request, who, at);
            }
            Ok(())
        })
    }

    /// Whoever took a request gives it back to the others. It has waited since it was asked if nothing
    /// was answered, and else since now.
    ///
    /// # Errors
    /// No such request, or somebody else's.
    pub fn give_back(&self, who: &CounsellorId, request: u64) -> Result<(), Refusal> {
        self.change(request, |request, at| {
            free_for(request, who)?;
            let answered = request.said.iter().any(|said| !said.asker);
            if request.taken().is_some() {
                request.taken = Err(if answered { at } else { request.at });
            }
            Ok(())
        })
    }

    /// Whoever leads the shift answers, and has taken the request by that.
    ///
    /// # Errors
    /// A request that somebody else has taken, a text that is empty or too long, no room for more.
    pub fn answer(&self, who: &Person, request: u64, text: &str) -> Result<(), Refusal> {
        let words = words(text)?;
        self.change(request, |request, at| {
            free_for(request, &who.id)?;
            request.said.push(said(who, false, at, words));
            if request.taken().is_none() {
                take(request, who, at);
            }
            Ok(())
        })
    }

    /// Whoever leads the shift is done with a request: its words are wiped.
    ///
    /// # Errors
    /// No such request, or one that somebody else has taken.
    pub fn end(&self, who: &CounsellorId, request: u64) -> Result<(), Refusal> {
        self.end_if(request, |request| free_for(request, who))
    }
}

/// The text as it is kept: without space around it and without signs that nobody can see.
fn words(text: &str) -> Result<Words, Refusal> {
    let seen = |sign: &char| *sign == '\n' || !sign.is_control();
    let text = Words::new(text.trim().chars().filter(seen).collect::<String>());
    match text.as_str().chars().count() {
        0 => Err(Refusal::Empty),
        count if count > MAX_CHARACTERS => Err(Refusal::Long),
        _ => Ok(text),
    }
}

fn said(by: &Person, asker: bool, at: Timestamp, words: Words) -> Arc<Said> {
    Arc::new(Said {
        by: by.clone(),
        asker,
        at,
        words,
    })
}

fn take(request: &mut Request, by: &Person, at: Timestamp) {
    let by = by.clone();
    request.taken = Ok(Taken { by, at });
    request.escalated = false;
}

fn own(request: &Request, who: &CounsellorId) -> Result<(), Refusal> {
    let own = request.from.id == *who;
    own.then_some(()).ok_or(Refusal::Over)
}

fn free_for(request: &Request, who: &CounsellorId) -> Result<(), Refusal> {
    let free = request.taken().is_none_or(|taken| taken.by.id == *who);
    free.then_some(()).ok_or(Refusal::Taken)
}
