//! Who tells of changes in folders: the system, or a look every now and then.
//! Invariant: on a disk of another machine nobody relies on the system.

use std::sync::mpsc::Sender;
use std::time::Duration;

use notify::{Config, PollWatcher, RecommendedWatcher};

use super::Heard;
use crate::store::Root;

/// How often folders are looked at where the system does not tell of changes.
const POLL: Duration = Duration::from_secs(2);

/// The system tells.
pub(super) fn tell_by_system(sender: Sender<Heard>) -> Option<Box<dyn notify::Watcher + Send>> {
    let eyes = <RecommendedWatcher as notify::Watcher>::new(sender, Config::default()).ok()?;
    Some(Box::new(eyes))
}

/// We look.
pub(super) fn look_now_and_then(sender: Sender<Heard>) -> notify::Result<Box<dyn notify::Watcher + Send>> {
    let eyes = <PollWatcher as notify::Watcher>::new(sender, Config::default().with_poll_interval(POLL))?;
    Ok(Box::new(eyes))
}

/// Is the folder on another machine? Then changes made there are not told here.
#[cfg(target_os = "linux")]
pub(super) fn is_remote(root: &Root) -> bool {
    // NFS, SMB 1 and 2, CIFS, AFS, Ceph, 9p and FUSE (sshfs and the like).
    const REMOTE: [u64; 8] =
        [0x6969, 0x517b, 0xfe53_4d42, 0xff53_4d42, 0x5346_414f, 0x00c3_6400, 0x0102_1997, 0x6573_5546];
    let kind = rustix::fs::fstatfs(&root.folder.handle).map(|stat| stat.f_type);
    kind.is_ok_and(|kind| REMOTE.iter().any(|remote| i128::from(kind) & 0xffff_ffff == i128::from(*remote)))
}

#[cfg(not(target_os = "linux"))]
pub(super) fn is_remote(_: &Root) -> bool {
    false
}
