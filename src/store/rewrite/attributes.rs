//! Copies what a file has besides its text: owner, group, mode, access lists and other attributes.
//! Invariant: a copy that is not complete is an error.

use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::{MetadataExt, fchown};

/// Gives one file what another one has.
pub(super) fn copy(from: &File, was: &Metadata, to: &File) -> io::Result<()> {
    let is = to.metadata()?;
    if (is.uid(), is.gid()) != (was.uid(), was.gid()) {
        fchown(to, Some(was.uid()), Some(was.gid()))?;
    }
    extended::copy(from, to)?;
    // Last: a new owner and a new list both change it.
    to.set_permissions(was.permissions())?;
    if to.metadata()?.mode() == was.mode() { Ok(()) } else { Err(io::ErrorKind::Unsupported.into()) }
}

/// Attributes that have names; lists of access are among them.
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod extended {
    use std::ffi::{CStr, CString};
    use std::fs::File;
    use std::io;

    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fremovexattr, fsetxattr};
    use rustix::io::{Errno, retry_on_intr};

    /// As much as the system lets a file have.
    const MOST_BYTES: usize = 64 * 1024;

    pub(super) fn copy(from: &File, to: &File) -> io::Result<()> {
        let wanted = names(from)?;
        for name in names(to)?.iter().filter(|name| !wanted.contains(name)) {
            retry_on_intr(|| fremovexattr(to, name.as_c_str()))?;
        }
        for name in &wanted {
            let value = value(from, name)?;
            if self::value(to, name).ok().as_ref() != Some(&value) {
                retry_on_intr(|| fsetxattr(to, name.as_c_str(), &value, XattrFlags::empty()))?;
            }
        }
        Ok(())
    }

    fn names(file: &File) -> io::Result<Vec<CString>> {
        let mut list = vec![0; MOST_BYTES];
        let length = match retry_on_intr(|| flistxattr(file, &mut list[..])) {
            Ok(length) => length,
            Err(Errno::NOTSUP | Errno::NOSYS) => 0,
            Err(errno) => return Err(errno.into()),
        };
        let list = list.get(..length).unwrap_or_default();
        let names = list.split_inclusive(|byte| *byte == 0).filter_map(|name| CStr::from_bytes_with_nul(name).ok());
        Ok(names.map(ToOwned::to_owned).collect())
    }

    fn value(file: &File, name: &CStr) -> io::Result<Vec<u8>> {
        let mut value = vec![0; MOST_BYTES];
        let length = retry_on_intr(|| fgetxattr(file, name, &mut value[..]))?;
        value.truncate(length);
        Ok(value)
    }
}

/// Elsewhere there are none that we know of.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
mod extended {
    use std::fs::File;
    use std::io;

    #[expect(clippy::unnecessary_wraps, reason = "it may fail on other systems")]
    pub(super) fn copy(_: &File, _: &File) -> io::Result<()> {
        Ok(())
    }
}
