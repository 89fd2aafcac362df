"""Attempts to get through a wall that leave the process alive: each returns what it got, or raises.

The same functions run outside of the wall as controls: there each of them gets what it is after, so that a refusal
behind the wall means something. `aim` says where the marker files, sockets and numbers of the test are.
"""

import ctypes
import fcntl
import os
import platform
import socket
import struct
import sys
import tempfile
import threading
import time

LIBC = ctypes.CDLL(None, use_errno=True)
IS_ARM = platform.machine() == "aarch64"


def number(x86_64: int, aarch64: int) -> int:
    return aarch64 if IS_ARM else x86_64


def syscall(name: str, x86_64: int, aarch64: int, *arguments) -> int:
    """Calls the kernel directly, since the C library refuses some of this by itself."""
    LIBC.syscall.restype = ctypes.c_long
    LIBC.syscall.argtypes = None
    given = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    result = LIBC.syscall(ctypes.c_long(number(x86_64, aarch64)), *given)
    if result == -1:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")
    return result


# --- network -------------------------------------------------------------------------------------------------------


def tcp(aim):
    with socket.create_connection(("127.0.0.1", aim["tcp_port"]), timeout=2) as sock:
        return f"connected to {sock.getpeername()}"


def tcp_of_other_addresses(aim):
    last = OSError("no address to try")
    for address in aim["addresses"]:
        try:
            with socket.create_connection((address, aim["tcp_port"]), timeout=1):
                return f"connected to {address}"
        except OSError as error:
            last = error
    raise last


def udp(aim):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(2)
        sock.sendto(b"hello", ("127.0.0.1", aim["udp_port"]))
        return f"was answered {sock.recv(64)!r}"


def dns(aim):
    """Asks a name server on the port of the test, as a resolver does."""
    query = struct.pack(">HHHHHH", 7, 0x0100, 1, 0, 0, 0) + b"\x07example\x04test\x00" + struct.pack(">HH", 1, 1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(2)
        sock.sendto(query, ("127.0.0.1", aim["udp_port"]))
        return f"was answered {sock.recv(512)[:2]!r}"


def abstract_socket(aim):
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as sock:
        sock.settimeout(2)
        sock.connect("\0" + aim["abstract_name"])
        return "connected"


def socket_file(aim):
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as sock:
        sock.settimeout(2)
        sock.connect(aim["socket_path"])
        return "connected"


def netlink(aim):
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0):
        return "opened"


def packet_socket(aim):
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3)):
        return "opened"


# --- files, secrets, other processes -------------------------------------------------------------------------------


def host_file(aim):
    with open(aim["secret_path"], encoding="utf-8") as file:
        return file.read()


def host_folder(aim):
    names = os.listdir(aim["secret_folder"])
    return f"listed {len(names)} names"


def shadow_file(aim):
    with open("/etc/shadow", "rb") as file:
        return f"read {len(file.read())} bytes"


def symbolic_link(aim):
    folder = tempfile.mkdtemp()
    link = os.path.join(folder, "link")
    os.symlink(aim["secret_path"], link)
    with open(link, encoding="utf-8") as file:
        return file.read()


def environment_secret(aim):
    return os.environ[aim["secret_name"]]


def environment_of_first_process(aim):
    for process in sorted(int(name) for name in os.listdir("/proc") if name.isdigit()):
        try:
            with open(f"/proc/{process}/environ", "rb") as file:
                text = file.read().decode("utf-8", "replace")
        except OSError:
            continue
        if aim["secret_name"] in text or aim["secret"] in text:
            return f"{aim['secret_name']} of process {process}"
    raise OSError("no process shows it")


def command_line_of_others(aim):
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/cmdline", "rb") as file:
                text = file.read().decode("utf-8", "replace")
        except OSError:
            continue
        if aim["marker_process"] in text:
            return f"process {name}: {text!r}"
    raise OSError("no such process is seen")


def kill_marker_process(aim):
    os.kill(aim["marker_pid"], 0)
    return f"may signal process {aim['marker_pid']}"


def inherited_descriptors(aim):
    """Looks for the file that the test holds open, at any descriptor."""
    for name in os.listdir("/proc/self/fd"):
        try:
            target = os.readlink(f"/proc/self/fd/{name}")
        except OSError:
            continue
        if target == aim["held_path"]:
            return f"descriptor {name} is {target}"
    raise OSError("no descriptor of the test is here")


def write_to_root(aim):
    for folder in ("/", "/usr", "/etc", "/bin", "/opt", "/var", "/home", "/root", "/proc/sys/kernel", "/sys", "/dev"):
        path = os.path.join(folder, "written-by-a-strategy")
        try:
            with open(path, "w", encoding="utf-8") as file:
                file.write("x")
        except OSError:
            continue
        os.unlink(path)
        return f"wrote {path}"
    raise OSError("no folder takes a file")


def device_node(aim):
    path = os.path.join(tempfile.mkdtemp(), "node")
    os.mknod(path, 0o600 | 0o020000, os.makedev(1, 3))
    return f"made {path}"


def kernel_log(aim):
    descriptor = os.open("/dev/kmsg", os.O_RDONLY | os.O_NONBLOCK)
    os.close(descriptor)
    return "opened /dev/kmsg"


def become_root(aim):
    os.setuid(0)
    with open("/proc/self/status", encoding="ascii") as file:
        effective = next(line for line in file if line.startswith("CapEff"))
    if int(effective.split()[1], 16) == 0:
        raise PermissionError("user 0 without any capability")
    return "is root"


# --- the kernel ----------------------------------------------------------------------------------------------------


def in_child(work):
    """Runs something that changes the process in a child; returns what it got."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            text = "+" + str(work())
        except BaseException as error:  # noqa: B036
            text = "-" + repr(error)
        os.write(writer, text.encode("utf-8"))
        os._exit(0)
    os.close(writer)
    text = os.read(reader, 4000).decode("utf-8")
    os.close(reader)
    os.waitpid(child, 0)
    if not text.startswith("+"):
        raise OSError(text[1:])
    return text[1:]


def new_user_namespace(aim):
    return in_child(lambda: syscall("unshare", 272, 97, 0x10000000))


def new_network_namespace(aim):
    return in_child(lambda: syscall("unshare", 272, 97, 0x40000000))


def clone_into_namespace(aim):
    def work():
        child = syscall("clone", 56, 220, 0x10000000 | 17, 0, 0, 0, 0)
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)
        return "cloned"

    return in_child(work)


def mount(aim):
    return in_child(lambda: syscall("mount", 165, 40, b"none", tempfile.mkdtemp().encode(), b"tmpfs", 0, 0))


def change_root(aim):
    return in_child(lambda: os.chroot("/tmp") or "changed")


def trace(aim):
    return in_child(lambda: syscall("ptrace", 101, 117, 0, 0, 0, 0))


def read_other_memory(aim):
    """Reads its own memory by the call that reads that of others."""
    source = ctypes.create_string_buffer(b"secret")
    target = ctypes.create_string_buffer(16)

    class Vector(ctypes.Structure):
        _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]

    local = Vector(ctypes.cast(target, ctypes.c_void_p), 6)
    remote = Vector(ctypes.cast(source, ctypes.c_void_p), 6)
    return syscall("process_vm_readv", 310, 270, os.getpid(), ctypes.byref(local), 1, ctypes.byref(remote), 1, 0)


def keyring(aim):
    return syscall("add_key", 248, 217, b"user", b"conclave-hostile", b"x", 1, -3)


def bpf(aim):
    attributes = ctypes.create_string_buffer(struct.pack("IIII", 2, 4, 4, 1) + b"\0" * 112)
    return syscall("bpf", 321, 280, 0, attributes, 128)


def io_uring(aim):
    return syscall("io_uring_setup", 425, 425, 1, ctypes.create_string_buffer(120))


def performance_events(aim):
    attributes = ctypes.create_string_buffer(struct.pack("II", 1, 112) + b"\0" * 104)
    return syscall("perf_event_open", 298, 241, attributes, 0, -1, -1, 0)


def lock_file(aim):
    """Locks a file of the image, which whoever has the same image behind another wall would see."""
    with open(sys.executable, "rb") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
    return "locked"


def ask_for_lock(aim):
    with open(sys.executable, "rb") as file:
        fcntl.fcntl(file, fcntl.F_GETLK, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 1, 0))
    return "was told"


def watch_file(aim):
    descriptor = syscall("inotify_init1", 294, 26, 0)
    watch = syscall("inotify_add_watch", 254, 27, descriptor, sys.executable.encode(), 0x20)
    os.close(descriptor)
    return f"watch {watch}"


def drop_cache_of_file(aim):
    """What is dropped here is slow to read behind another wall, and so a message to it."""
    with open(sys.executable, "rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return "dropped"


def set_clock(aim):
    """Sets the clock to the time that it shows."""
    now = time.clock_gettime(time.CLOCK_REALTIME)
    time.clock_settime(time.CLOCK_REALTIME, now)
    return "set"


def host_name(aim):
    name = socket.gethostname().encode()
    return syscall("sethostname", 170, 161, name, len(name))


# --- what may be used up -------------------------------------------------------------------------------------------


def many_processes(aim):
    wanted = aim["many"]
    children = []
    try:
        for _ in range(wanted):
            child = os.fork()
            if child == 0:
                time.sleep(30)
                os._exit(0)
            children.append(child)
    finally:
        for child in children:
            os.kill(child, 9)
        for child in children:
            os.waitpid(child, 0)
    return f"{len(children)} processes"


def many_threads(aim):
    wanted = aim["many"]
    over = threading.Event()
    threads = []
    try:
        for _ in range(wanted):
            thread = threading.Thread(target=over.wait)
            thread.start()
            threads.append(thread)
    finally:
        over.set()
        for thread in threads:
            thread.join()
    return f"{len(threads)} threads"


def many_descriptors(aim):
    opened = []
    try:
        for _ in range(aim["many"]):
            opened.append(os.open("/dev/null", os.O_RDONLY))
    finally:
        for each in opened:
            os.close(each)
    return f"{len(opened)} descriptors"


def one_big_file(aim):
    path = os.path.join(tempfile.mkdtemp(), "big")
    try:
        with open(path, "wb") as file:
            file.truncate(aim["big_bytes"])
    finally:
        os.unlink(path)
    return "made"


def disk_fill(aim):
    folder = tempfile.mkdtemp()
    block = b"x" * 8_000_000
    written = 0
    try:
        while written < aim["fill_bytes"]:
            with open(os.path.join(folder, str(written)), "wb") as file:
                file.write(block)
            written += len(block)
    finally:
        for name in os.listdir(folder):
            os.unlink(os.path.join(folder, name))
    return f"{written} bytes"


def shared_memory_fill(aim):
    written = 0
    path = "/dev/shm/conclave-hostile"
    try:
        with open(path, "wb") as file:
            while written < aim["fill_bytes"]:
                written += file.write(b"x" * 8_000_000)
    finally:
        os.unlink(path)
    return f"{written} bytes"


def processor_share(aim):
    """Works for a second of the clock; returns the share of a processor that it was given."""
    begun, used = time.monotonic(), time.process_time()
    while time.monotonic() - begun < 1.0:
        sum(range(2_000))
    return f"{(time.process_time() - used) / (time.monotonic() - begun):.2f}"


ATTEMPTS = {
    name: work
    for name, work in list(globals().items())
    if callable(work) and getattr(work, "__module__", None) == __name__ and work.__code__.co_varnames[:1] == ("aim",)
}


def attempt(names, aim):
    """Tries each; returns a line for each: name, `got` or `refused`, and what."""
    lines = []
    for name in names:
        try:
            lines.append(f"{name}\tgot\t{ATTEMPTS[name](aim)}")
        except BaseException as error:  # noqa: B036
            lines.append(f"{name}\trefused\t{error!r}".replace("\n", " "))
    return lines


if __name__ == "__main__":
    import json

    order = json.load(sys.stdin)
    print("\n".join(attempt(order["names"], order["aim"])))
