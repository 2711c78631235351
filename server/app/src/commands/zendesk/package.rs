//! `ledsager zendesk package`: the app as a zip; what breaks a rule is not packed.

use super::files::Files;
use super::rules;
use anyhow::{Context, bail};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

/// Write the app as a zip that Zendesk takes; the same program writes the same bytes
#[derive(Debug, Args)]
pub(in crate::commands) struct Package {
    /// Where to write it
    #[arg(long, value_name = "FILE", default_value = "ledsager-zendesk.zip")]
    out: PathBuf,
    /// A folder to pack in place of the app that comes with this program
    #[arg(long, value_name = "DIR")]
    from: Option<PathBuf>,
}

impl Package {
    #[expect(clippy::print_stdout, reason = "this command prints")]
    pub(in crate::commands) fn run(self) -> anyhow::Result<ExitCode> {
        let files = match &self.from {
            Some(path) => Files::read(path)?,
            None => Files::shipped(),
        };
        let zip = packed(&files)?;
        std::fs::write(&self.out, &zip)
            .with_context(|| format!("cannot write {}", self.out.display()))?;
        println!(
            "{}: {} files, {} bytes",
            self.out.display(),
            files.len(),
            zip.len()
        );
        Ok(ExitCode::SUCCESS)
    }
}

/// The zip, if every rule is kept.
fn packed(files: &Files) -> anyhow::Result<Vec<u8>> {
    let findings = rules::findings(files);
    if let Some(first) = findings.first() {
        bail!(
            "{first}\nnot packed: {} findings; `ledsager zendesk check` tells all",
            findings.len()
        );
    }
    files.zip()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shipped_is_packed_to_the_same_bytes_and_read_back() {
        let shipped = Files::shipped();
        let zip = packed(&shipped).unwrap();
        assert_eq!(packed(&shipped).unwrap(), zip);
        assert_eq!(Files::from_zip(&zip).unwrap(), shipped);
    }

    #[test]
    fn everything_in_the_folder_is_shipped() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../web/zendesk-app");
        assert_eq!(Files::read(folder.as_ref()).unwrap(), Files::shipped());
    }

    #[test]
    fn what_breaks_a_rule_is_not_packed() {
        let mut files = Files::shipped();
        files.remove("assets/logo.png");
        let refused = packed(&files).unwrap_err().to_string();
        assert!(refused.starts_with("assets/logo.png"), "{refused}");
    }
}
