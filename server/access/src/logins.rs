//! Who is logged in now, and the development login.

use crate::drawn::drawn;
use crate::user::{Role, User};
use chat::CounsellorId;
use std::collections::{BTreeSet, HashMap};
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};

/// So many logins are kept; when it is full the oldest is logged out.
const MAX_LOGINS: usize = 1_000;
/// The longest name the development login takes, in characters.
const MAX_NAME: usize = 60;

drawn! {
    /// What a browser holds to show who it is.
    Ticket
}

/// The logins of this process: kept in memory, gone at a restart.
#[derive(Debug, Default)]
pub struct Logins(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    users: HashMap<Ticket, (u64, User)>,
    count: u64,
}

impl Logins {
    /// Lets a user in under a fresh ticket.
    pub fn let_in(&self, user: User) -> Ticket {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.users.len() >= MAX_LOGINS {
            let oldest = kept
                .users
                .iter()
                .min_by_key(|(_, (count, _))| *count)
                .map(|(ticket, _)| ticket.clone());
            oldest.and_then(|ticket| kept.users.remove(&ticket));
        }
        kept.count += 1;
        let (ticket, count) = (Ticket::draw(), kept.count);
        kept.users.insert(ticket.clone(), (count, user));
        ticket
    }

    /// Who holds this ticket.
    pub fn who(&self, ticket: &Ticket) -> Option<User> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.users.get(ticket).map(|(_, user)| user.clone())
    }

    /// Logs a ticket out.
    pub fn let_out(&self, ticket: &Ticket) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .users
            .remove(ticket);
    }
}

/// Why the development login refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoginError {
    /// No name, or one that is too long.
    #[error("the name must be 1 to 60 characters long")]
    Name,
}

/// The development login was asked for on an address that others can reach.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0} can be reached from other machines; the development login runs on loopback only. Listen on 127.0.0.1: other addresses need OpenID Connect, which is not built yet"
)]
pub struct NotLoopback(pub SocketAddr);

/// Choose a name and a role, and be let in: for trying the product on one's own machine.
#[derive(Debug, Clone)]
pub struct DevelopmentLogin {
    open: bool,
}

impl DevelopmentLogin {
    /// Allows the development login for a server on this address. With `open`, a page that is
    /// opened without a login logs its visitor in by itself (the demo does so).
    ///
    /// # Errors
    /// If the address is not loopback.
    pub fn on(address: SocketAddr, open: bool) -> Result<Self, NotLoopback> {
        if address.ip().is_loopback() {
            Ok(Self { open })
        } else {
            Err(NotLoopback(address))
        }
    }

    /// Makes the user of a chosen name and roles; the id carries `dev:`.
    ///
    /// # Errors
    /// If the name is empty or too long.
    pub fn user(
        &self,
        name: &str,
        roles: impl IntoIterator<Item = Role>,
    ) -> Result<User, LoginError> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > MAX_NAME || name.chars().any(char::is_control)
        {
            return Err(LoginError::Name);
        }
        let id = CounsellorId::new(format!("dev:{name}"));
        Ok(User {
            id,
            name: name.to_owned(),
            roles: roles.into_iter().collect(),
        })
    }

    /// The user as whom a visitor without a login is let in, or one who lacks the role of the page.
    pub fn visitor(&self, present: Option<&User>, role: Role) -> Option<User> {
        if !self.open {
            return None;
        }
        let mut user = present.cloned().unwrap_or_else(|| User {
            id: CounsellorId::new("dev:veileder 1"),
            name: "veileder 1".to_owned(),
            roles: BTreeSet::new(),
        });
        user.roles.insert(role);
        Some(user)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_development_login_stays_at_home() {
        assert!(DevelopmentLogin::on("127.0.0.1:80".parse().unwrap(), false).is_ok());
        assert!(DevelopmentLogin::on("[::1]:80".parse().unwrap(), false).is_ok());
        let refused = DevelopmentLogin::on("0.0.0.0:80".parse().unwrap(), false).unwrap_err();
        assert!(refused.to_string().contains("loopback only"));
    }

    #[test]
    fn a_counsellor_reads_only_their_own_chats() {
        let login = DevelopmentLogin::on("127.0.0.1:80".parse().unwrap(), false).unwrap();
        let user = login.user("veileder 1", [Role::Veileder]).unwrap();
        assert_eq!(user.id.as_str(), "dev:veileder 1");
        assert!(user.may_read_words_of(Some(&CounsellorId::new("dev:veileder 1"))));
        assert!(!user.may_read_words_of(Some(&CounsellorId::new("dev:veileder 2"))));
        assert!(!user.may_read_words_of(None));
        let lead = login.user("vaktleder", [Role::Vaktleder]).unwrap();
        assert!(!lead.may_read_words_of(Some(&lead.id)) && !lead.may_counsel());
        let leder = login.user("leder", [Role::Leder]).unwrap();
        assert!(leder.may_read_reports() && lead.may_read_reports() && !user.may_read_reports());
        assert!(user.is_on_the_staff() && !leder.is_on_the_staff());
        assert!(!leder.may_lead_shift() && !leder.may_edit() && !leder.may_counsel());
    }

    #[test]
    fn a_ticket_that_was_let_out_opens_nothing() {
        let logins = Logins::default();
        let login = DevelopmentLogin::on("127.0.0.1:80".parse().unwrap(), false).unwrap();
        let ticket = logins.let_in(login.user("a", [Role::Veileder]).unwrap());
        assert!(logins.who(&ticket).is_some());
        logins.let_out(&ticket);
        assert!(logins.who(&ticket).is_none());
    }
}
