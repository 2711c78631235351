//! Partners of tests that are written in Python: each pinned, in one environment they share.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::process::Command;

/// A Python that has these packages, each as `name==version`; the first is the partner, the rest what
/// it needs. In `LEDSAGER_PARTNERS` if that is set, else in `.target/partners/venv`, made here the
/// first time. `None` if `LEDSAGER_WITHOUT` contains the partner's name.
///
/// # Panics
/// If it can neither be found nor made.
pub async fn python_with(pinned: &[&str]) -> Option<PathBuf> {
    let module = pinned.first().and_then(|first| first.split("==").next());
    python_importing(pinned, module.unwrap_or_default()).await
}

/// The same, where the partner's module has another name than its package.
///
/// # Panics
/// As [`python_with`].
pub async fn python_importing(pinned: &[&str], module: &str) -> Option<PathBuf> {
    let partner = pinned.first().expect("a partner is named");
    let name = partner.split("==").next().unwrap_or_default();
    let without = std::env::var("LEDSAGER_WITHOUT").unwrap_or_default();
    if without.split(',').any(|one| one.trim() == name) {
        eprintln!("skipped: LEDSAGER_WITHOUT names {name}");
        return None;
    }
    if let Some(given) = std::env::var_os("LEDSAGER_PARTNERS") {
        let python = PathBuf::from(given).join("bin/python");
        assert!(
            has(&python, partner, module).await,
            "needs {name}: pip install {partner} (in LEDSAGER_PARTNERS)"
        );
        return Some(python);
    }
    let target = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .find(|above| above.join("Cargo.lock").exists())
        .expect("the workspace has a lock file")
        .join(".target/partners");
    std::fs::create_dir_all(&target).expect("the target folder can be written");
    // Tests run beside each other: one makes it, the others wait.
    let lock = std::fs::File::create(target.join("lock")).expect("the lock can be written");
    let lock = tokio::task::spawn_blocking(move || lock.lock().map(|()| lock));
    let _held = lock.await.expect("waiting for the lock").expect("the lock");
    let venv = target.join("venv");
    let python = venv.join("bin/python");
    if !has(&python, partner, module).await {
        let made = run(Command::new("python3").args(["-m", "venv"]).arg(&venv)).await;
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet", "--no-deps"]);
        let made = made && run(pip.args(pinned)).await;
        assert!(
            made && has(&python, partner, module).await,
            "needs {name}: python3 -m venv {} and pip install {} there",
            venv.display(),
            pinned.join(" ")
        );
    }
    Some(python)
}

async fn has(python: &Path, partner: &str, module: &str) -> bool {
    let name = partner.split("==").next().unwrap_or_default();
    let check = format!(
        "import importlib.metadata as m; assert '{name}==' + m.version('{name}') == '{partner}'; import {module}"
    );
    run(Command::new(python)
        .args(["-c", &check])
        .stderr(Stdio::null()))
    .await
}

async fn run(command: &mut Command) -> bool {
    let status = command.stdin(Stdio::null()).status().await;
    status.is_ok_and(|status| status.success())
}
