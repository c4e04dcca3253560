//! A program run call by call: each system call of any of its threads is shown to a judge before it
//! is made, who can have the program killed there, or have the call fail.
//!
//! This is ptrace(2), so nothing escapes it: it does not matter by which library a call is made. It
//! needs no tool beside the kernel, and no rights beside those over one's own children.

#![allow(dead_code, reason = "no test file uses all of it")]

use std::collections::HashMap;
use std::io::{Read, Seek};
use std::os::unix::fs::FileExt;
use std::process::{Command, Stdio};

use camino::{Utf8Path, Utf8PathBuf};
use nix::libc;
use nix::sys::ptrace::{self, Options};
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;

/// A system call that is about to be made.
pub struct Call {
    pub number: i64,
    pub arguments: [u64; 6],
    thread: Pid,
}

/// What becomes of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is made.
    Pass,
    /// The program is killed, and the call not made.
    Kill,
    /// Half of a write happens, then the program is killed.
    Tear,
    /// It is not made, and returns this error.
    Fail(i32),
}

/// How a program ended.
#[derive(Debug)]
pub struct End {
    /// Its exit status; `None` where it was killed.
    pub code: Option<i32>,
    /// All that it said.
    pub said: String,
}

/// Runs a program in a folder, and shows its calls to `judge`.
#[allow(clippy::zombie_processes, reason = "`follow` waits for it, by its number")]
pub fn run(folder: &Utf8Path, program: &[&str], judge: &mut dyn FnMut(&Call) -> Verdict) -> End {
    let mut said = tempfile::tempfile().unwrap();
    // The shell waits until it is traced. Then it becomes the program.
    let child = Command::new("sh")
        .args(["-c", r#"kill -STOP $$; exec "$0" "$@""#])
        .args(program)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(said.try_clone().unwrap())
        .stderr(said.try_clone().unwrap())
        .spawn()
        .unwrap();
    let main = Pid::from_raw(i32::try_from(child.id()).unwrap());
    let stopped = waitpid(main, Some(WaitPidFlag::WUNTRACED)).unwrap();
    assert_eq!(stopped, WaitStatus::Stopped(main, Signal::SIGSTOP));
    let options = Options::PTRACE_O_TRACESYSGOOD
        | Options::PTRACE_O_TRACECLONE
        | Options::PTRACE_O_TRACEFORK
        | Options::PTRACE_O_TRACEVFORK
        | Options::PTRACE_O_TRACEEXEC
        | Options::PTRACE_O_EXITKILL;
    ptrace::seize(main, options).expect("this system does not let a program trace its child");
    kill(main, Signal::SIGCONT).unwrap();
    let code = follow(main, judge);
    let mut text = String::new();
    said.rewind().unwrap();
    said.read_to_string(&mut text).unwrap();
    End { code, said: text }
}

/// Follows all threads to the end of the process `main`.
fn follow(main: Pid, judge: &mut dyn FnMut(&Call) -> Verdict) -> Option<i32> {
    let mut is_program = false;
    // What is to be done when a call of a thread returns.
    let mut pending: HashMap<Pid, (Verdict, libc::user_regs_struct)> = HashMap::new();
    loop {
        // Children of other threads are those of other tests.
        let flags = WaitPidFlag::__WALL | WaitPidFlag::__WNOTHREAD;
        match waitpid(Pid::from_raw(-1), Some(flags)).unwrap() {
            WaitStatus::Exited(pid, code) if pid == main => return Some(code),
            WaitStatus::Signaled(pid, ..) if pid == main => return None,
            WaitStatus::PtraceEvent(thread, _, event) => {
                is_program |= event == libc::PTRACE_EVENT_EXEC;
                resume(thread, None);
            }
            WaitStatus::PtraceSyscall(thread) => {
                if is_program && at_syscall(main, thread, judge, &mut pending).is_err() {
                    // It was killed meanwhile; how it ended comes next.
                    continue;
                }
                resume(thread, None);
            }
            WaitStatus::Stopped(thread, signal) => resume(thread, Some(signal)),
            _ => {}
        }
    }
}

fn at_syscall(
    main: Pid,
    thread: Pid,
    judge: &mut dyn FnMut(&Call) -> Verdict,
    pending: &mut HashMap<Pid, (Verdict, libc::user_regs_struct)>,
) -> nix::Result<()> {
    let info = ptrace::syscall_info(thread)?;
    let mut registers = ptrace::getregs(thread)?;
    if info.op == libc::PTRACE_SYSCALL_INFO_EXIT {
        match pending.remove(&thread) {
            Some((Verdict::Fail(error), mut saved)) => {
                saved.rax = i64::from(-error).cast_unsigned();
                ptrace::setregs(thread, saved)?;
            }
            Some((Verdict::Tear, _)) => kill(main, Signal::SIGKILL)?,
            _ => {}
        }
        return Ok(());
    }
    let call = Call {
        number: registers.orig_rax.cast_signed(),
        arguments: [
            registers.rdi,
            registers.rsi,
            registers.rdx,
            registers.r10,
            registers.r8,
            registers.r9,
        ],
        thread,
    };
    let verdict = judge(&call);
    match verdict {
        Verdict::Pass => return Ok(()),
        Verdict::Kill => return kill(main, Signal::SIGKILL),
        Verdict::Tear => {
            pending.insert(thread, (verdict, registers));
            registers.rdx /= 2;
        }
        Verdict::Fail(_) => {
            pending.insert(thread, (verdict, registers));
            // No call has this number.
            registers.orig_rax = u64::MAX;
        }
    }
    ptrace::setregs(thread, registers)
}

/// Lets a thread go on. One that was killed meanwhile is past that.
fn resume(thread: Pid, signal: Option<Signal>) {
    let _ = ptrace::syscall(thread, signal);
}

/// What a call does to files, by the paths that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Does {
    /// Writes to an open file.
    Write,
    /// Opens a file to write to it, or makes or removes or changes what is at these paths.
    Change(Vec<Utf8PathBuf>),
    /// Starts a program or a process of its own.
    Start,
    /// Has to do with sockets.
    Network,
    /// Nothing of this.
    Other,
}

impl Call {
    pub fn does(&self) -> Does {
        let [first, second, third, fourth, ..] = self.arguments;
        let writes = |flags: u64| {
            let flags = i32::try_from(flags & 0xffff_ffff).unwrap_or(i32::MAX);
            flags & (libc::O_WRONLY | libc::O_RDWR | libc::O_CREAT | libc::O_TRUNC) != 0
        };
        let here = libc::AT_FDCWD.cast_unsigned().into();
        match self.number {
            // What goes to the terminal is not a file.
            libc::SYS_write | libc::SYS_writev | libc::SYS_pwrite64 | libc::SYS_pwritev if first <= 2 => {
                Does::Other
            }
            libc::SYS_write
            | libc::SYS_writev
            | libc::SYS_pwrite64
            | libc::SYS_pwritev
            | libc::SYS_pwritev2
            | libc::SYS_sendfile
            | libc::SYS_splice
            | libc::SYS_copy_file_range
            | libc::SYS_ftruncate
            | libc::SYS_fallocate
            | libc::SYS_fsync
            | libc::SYS_fdatasync
            | libc::SYS_fchmod
            | libc::SYS_fchown => Does::Write,
            libc::SYS_open if !writes(second) => Does::Other,
            libc::SYS_openat if !writes(third) => Does::Other,
            libc::SYS_open
            | libc::SYS_creat
            | libc::SYS_truncate
            | libc::SYS_unlink
            | libc::SYS_mkdir
            | libc::SYS_rmdir
            | libc::SYS_mknod
            | libc::SYS_chmod
            | libc::SYS_chown
            | libc::SYS_lchown
            | libc::SYS_utime
            | libc::SYS_utimes
            | libc::SYS_setxattr => Does::Change(vec![self.path(here, first)]),
            libc::SYS_rename | libc::SYS_link => {
                Does::Change(vec![self.path(here, first), self.path(here, second)])
            }
            libc::SYS_symlink => Does::Change(vec![self.path(here, second)]),
            libc::SYS_symlinkat => Does::Change(vec![self.path(second, third)]),
            libc::SYS_openat
            | libc::SYS_openat2
            | libc::SYS_unlinkat
            | libc::SYS_mkdirat
            | libc::SYS_mknodat
            | libc::SYS_fchmodat
            | libc::SYS_fchownat
            | libc::SYS_utimensat => Does::Change(vec![self.path(first, second)]),
            libc::SYS_renameat | libc::SYS_renameat2 | libc::SYS_linkat => {
                Does::Change(vec![self.path(first, second), self.path(third, fourth)])
            }
            // A thread is not a process of its own.
            libc::SYS_clone if first & 0x1_0000 != 0 => Does::Other,
            libc::SYS_clone3 if self.word(first) & 0x1_0000 != 0 => Does::Other,
            libc::SYS_clone
            | libc::SYS_clone3
            | libc::SYS_fork
            | libc::SYS_vfork
            | libc::SYS_execve
            | libc::SYS_execveat => Does::Start,
            libc::SYS_socket
            | libc::SYS_socketpair
            | libc::SYS_connect
            | libc::SYS_bind
            | libc::SYS_listen
            | libc::SYS_accept
            | libc::SYS_accept4
            | libc::SYS_sendto
            | libc::SYS_sendmsg
            | libc::SYS_recvfrom
            | libc::SYS_recvmsg
            // A ring makes calls that are not seen here.
            | libc::SYS_io_uring_setup => Does::Network,
            _ => Does::Other,
        }
    }

    /// Whether it can change what is on the disk.
    pub fn touches_disk(&self) -> bool {
        matches!(self.does(), Does::Write | Does::Change(_))
    }

    /// The path at an address of the program, absolute.
    fn path(&self, folder: u64, address: u64) -> Utf8PathBuf {
        let mut bytes = vec![0; 4096];
        let read = self.memory().read_at(&mut bytes, address).unwrap_or(0);
        bytes.truncate(bytes[..read].iter().position(|byte| *byte == 0).unwrap_or(read));
        let path = Utf8PathBuf::from(String::from_utf8(bytes).unwrap());
        let descriptor = i32::try_from(folder.cast_signed() << 32 >> 32).unwrap();
        let link = match descriptor {
            libc::AT_FDCWD => format!("/proc/{}/cwd", self.thread),
            number => format!("/proc/{}/fd/{number}", self.thread),
        };
        let base = if path.is_absolute() { "/".into() } else { std::fs::read_link(link).unwrap() };
        Utf8PathBuf::try_from(base).unwrap().join(path)
    }

    fn word(&self, address: u64) -> u64 {
        let mut bytes = [0; 8];
        self.memory().read_exact_at(&mut bytes, address).unwrap();
        u64::from_ne_bytes(bytes)
    }

    fn memory(&self) -> std::fs::File {
        std::fs::File::open(format!("/proc/{}/mem", self.thread)).unwrap()
    }
}
