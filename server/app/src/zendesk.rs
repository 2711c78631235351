//! From `[zendesk]` of the settings to the app's desk.

use crate::settings::Settings;
use crate::told::known_as;
use anyhow::Context;
use std::sync::Arc;
use web::{Agent, Installation, Zendesk};

/// The desk of the app, if there is one to be.
///
/// # Errors
/// One sentence on the setting that cannot work.
pub(crate) fn zendesk(settings: &Settings) -> anyhow::Result<Option<Arc<Zendesk>>> {
    let Some(of) = &settings.zendesk else {
        return Ok(None);
    };
    let key = &of.public_key_file;
    let public_key = std::fs::read_to_string(key)
        .with_context(|| format!("[zendesk] public_key_file: cannot read {}", key.display()))?;
    let agents = of.agents.iter().map(|agent| Agent {
        id: agent.id.clone(),
        name: agent.name.clone(),
        roles: agent.roles.clone(),
    });
    let installation = Installation {
        subdomain: of.subdomain.clone(),
        audience: of.audience.clone(),
        public_key,
        source: of.source.clone(),
        forward: of.forward,
        agents: agents.collect(),
    };
    let desk = Zendesk::new(installation, known_as(settings)).context("[zendesk]")?;
    Ok(Some(Arc::new(desk)))
}
