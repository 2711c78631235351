//! Trackers learned on this machine: each in a folder of its own in the store, and a list of which
//! was installed when, so that one can go back.

use crate::settings::Settings;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tracker::learning::{Apart, Proof};
use tracker::{Card, Material, Model};

/// The trackers of a store that were learned from one base: the tracker compiled in, or one that
/// the settings name.
#[derive(Debug)]
pub struct Installed {
    base: Arc<Model>,
    /// Where the base comes from, if it is not compiled in.
    given: Option<PathBuf>,
    folder: PathBuf,
}

/// Names of installed trackers, the newest last.
const LIST: &str = "installed";

/// Lies beside each installed tracker.
const PROOF: &str = "proof.json";

impl Installed {
    /// Those of these settings.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn of(settings: &Settings) -> Result<Self> {
        let path = &settings.tracker.model;
        let given = (!path.as_os_str().is_empty()).then(|| path.clone());
        let base = match &given {
            None => Model::builtin(),
            Some(path) => Arc::new(load(path)?),
        };
        Ok(Self {
            folder: settings.store.folder.join("tracker").join(&**base.id()),
            base,
            given,
        })
    }

    /// The tracker in use: the newest that was learned here, else the base.
    ///
    /// # Errors
    /// The list or the tracker it names cannot be read.
    pub fn model(&self) -> Result<Arc<Model>> {
        match self.list()?.last() {
            None => Ok(Arc::clone(&self.base)),
            Some(name) => Ok(Arc::new(load(&self.folder.join(name))?)),
        }
    }

    /// What the like of the tracker in use said of chats held apart.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn apart(&self) -> Result<Apart> {
        let dir = match (self.list()?.last(), &self.given) {
            (None, None) => return Ok(Apart::builtin()),
            (None, Some(given)) => given.clone(),
            (Some(name), _) => self.folder.join(name),
        };
        Apart::load(&dir).with_context(|| format!("failed to load {}", dir.display()))
    }

    /// The card of the base, if it has one, and whether it is about the base as it is.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn card(&self) -> Result<Option<(Card, bool)>> {
        let card = match &self.given {
            None => Some(Card::builtin()),
            Some(given) => Card::load(given)
                .with_context(|| format!("failed to load the card in {}", given.display()))?,
        };
        Ok(card.map(|card| {
            let fits = card.is_of(&self.base);
            (card, fits)
        }))
    }

    /// The proof of the tracker in use, if it was learned here.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn proof(&self) -> Result<Option<Proof>> {
        let Some(name) = self.list()?.last().cloned() else {
            return Ok(None);
        };
        let path = self.folder.join(name).join(PROOF);
        let failed = || format!("failed to read {}", path.display());
        let text = std::fs::read(&path).with_context(failed)?;
        serde_json::from_slice(&text).with_context(failed)
    }

    /// What candidates are trained on besides corrections.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn material(&self) -> Result<Material> {
        match &self.given {
            None => Ok(Material::builtin()),
            Some(given) => {
                Material::load(given).with_context(|| format!("failed to load {}", given.display()))
            }
        }
    }

    /// Installs a tracker; what was installed before stays.
    ///
    /// # Errors
    /// The store cannot be written; then the tracker before is still the one in use.
    pub fn install(&self, model: &Model, apart: &Apart, proof: &[u8]) -> Result<()> {
        let name = model.id().to_string();
        let dir = self.folder.join(&name);
        let failed = || format!("failed to write {}", dir.display());
        model.save(&dir).with_context(failed)?;
        apart.save(&dir).with_context(failed)?;
        std::fs::write(dir.join(PROOF), proof).with_context(failed)?;
        let mut list = self.list()?;
        list.push(name);
        self.write(&list)
    }

    /// Goes back to the tracker before; gives its name.
    ///
    /// # Errors
    /// None was learned here, or the store cannot be written.
    pub fn roll_back(&self) -> Result<String> {
        let mut list = self.list()?;
        if list.pop().is_none() {
            bail!("no tracker was learned here: {} is in use", self.base.id());
        }
        self.write(&list)?;
        Ok(match list.last() {
            Some(name) => name.clone(),
            None => self.base.id().to_string(),
        })
    }

    fn list(&self) -> Result<Vec<String>> {
        let path = self.folder.join(LIST);
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                let names = text.lines().map(str::trim).filter(|line| !line.is_empty());
                let names: Vec<String> = names.map(str::to_owned).collect();
                for name in &names {
                    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
                    if !name.chars().all(plain) {
                        bail!("{}: `{name}` is no name of a tracker", path.display());
                    }
                }
                Ok(names)
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(error).with_context(|| format!("failed to read {}", path.display())),
        }
    }

    /// Writes the list beside the old one and puts it in its place in one step.
    fn write(&self, list: &[String]) -> Result<()> {
        let path = self.folder.join(LIST);
        let failed = || format!("failed to write {}", path.display());
        let mut file = tempfile::NamedTempFile::new_in(&self.folder).with_context(failed)?;
        for name in list {
            std::io::Write::write_fmt(&mut file, format_args!("{name}\n")).with_context(failed)?;
        }
        file.as_file().sync_all().with_context(failed)?;
        file.persist(&path).with_context(failed)?;
        Ok(())
    }
}

fn load(dir: &Path) -> Result<Model> {
    Model::load(dir).with_context(|| format!("failed to load the tracker in {}", dir.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, Installed) {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Settings::defaults();
        settings.store.folder = folder.path().to_owned();
        let installed = Installed::of(&settings).unwrap();
        (folder, installed)
    }

    #[test]
    fn what_is_installed_is_used_and_one_can_go_back() {
        let (_folder, store) = store();
        let base = store.model().unwrap();
        assert_eq!(base.id(), Model::builtin().id());
        assert_eq!(store.apart().unwrap(), Apart::builtin());

        let other = base.small_only();
        store.install(&other, &Apart::builtin(), b"{}").unwrap();
        assert!(store.model().unwrap().large_id().is_none());
        assert_eq!(store.apart().unwrap(), Apart::builtin());

        assert_eq!(store.roll_back().unwrap(), base.id().to_string());
        assert!(store.model().unwrap().large_id().is_some());
        let said = store.roll_back().unwrap_err().to_string();
        assert!(said.starts_with("no tracker was learned here"), "{said}");
    }

    #[test]
    fn a_spoilt_tracker_or_list_is_named() {
        let (_folder, store) = store();
        store
            .install(&Model::builtin(), &Apart::builtin(), b"{}")
            .unwrap();
        let dir = store.folder.join(&**Model::builtin().id());
        std::fs::write(dir.join("small.bin"), b"LSTR").unwrap();
        let said = format!("{:#}", store.model().unwrap_err());
        assert!(
            said.contains("small-") && said.contains("cut short"),
            "{said}"
        );
        std::fs::write(store.folder.join(LIST), "../../etc\n").unwrap();
        let said = store.model().unwrap_err().to_string();
        assert!(
            said.contains("`../../etc` is no name of a tracker"),
            "{said}"
        );
    }
}
