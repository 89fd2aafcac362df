/** The attempts in Python: a question comes in on standard input, what was seen leaves on standard output. */
export const PYTHON_PROBE = `
import errno, json, os, socket, sys, threading, time

ask = json.loads(sys.stdin.readline())
see = {}

def attempt(work):
    try:
        work()
        return 'made'
    except socket.gaierror as error:
        return 'no answer'
    except OSError as error:
        return errno.errorcode.get(error.errno, type(error).__name__)
    except Exception as error:
        return type(error).__name__

def connect(family, address):
    with socket.socket(family, socket.SOCK_STREAM) as one:
        one.settimeout(1)
        one.connect(address)

def send():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.sendto(b'probe', ('127.0.0.1', ask['udp']))

def read(path):
    with open(path, 'rb') as file:
        return file.read(1 << 20)

def create(folder):
    path = os.path.join(folder, '.conclave-probe')
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    os.unlink(path)

def exists(number):
    try:
        os.fstat(number)
        return True
    except OSError:
        return False

see['tcp'] = attempt(lambda: connect(socket.AF_INET, ('127.0.0.1', ask['tcp'])))
see['udp'] = attempt(send)
see['abstract'] = attempt(lambda: connect(socket.AF_UNIX, '\\0' + ask['abstract']))
see['dns'] = attempt(lambda: socket.getaddrinfo(ask['host'], 80))

see['descriptors'] = [number for number in map(int, os.listdir('/proc/self/fd')) if exists(number)]

see['names'] = list(os.environ)
see['secrets'] = []
for where in ['self'] + [name for name in os.listdir('/proc') if name.isdigit()]:
    for part in ('environ', 'cmdline'):
        path = '/proc/%s/%s' % (where, part)
        try:
            if ask['secret'].encode() in read(path):
                see['secrets'].append(path)
        except OSError:
            pass

see['file'] = attempt(lambda: read(ask['file']))
folders = {'/'} | {line.split()[1] for line in read('/proc/self/mounts').decode().splitlines()}
for top in os.listdir('/'):
    folders.add('/' + top)
    if top not in ('proc', 'sys'):
        try:
            folders.update(one.path for one in os.scandir('/' + top) if one.is_dir(follow_symlinks=False))
        except OSError:
            pass
see['writable'] = sorted(one for one in folders if os.path.isdir(one) and attempt(lambda: create(one)) == 'made')
see['root_read_only'] = bool(os.statvfs('/').f_flag & os.ST_RDONLY)

fields = (line.split(':', 1) for line in read('/proc/self/status').decode().splitlines())
see['status'] = {name: value.strip() for name, value in fields if name in ask['fields']}
see['uid_map'] = read('/proc/self/uid_map').decode()

see['share'] = None
if ask['spin'] > 0:
    begin = time.monotonic()
    until = begin + ask['spin'] / 1000
    spinners = []
    for _ in range(2):
        one = os.fork()
        if one == 0:
            while time.monotonic() < until:
                pass
            os._exit(0)
        spinners.append(one)
    used = [os.wait4(one, 0)[2] for one in spinners]
    see['share'] = sum(one.ru_utime + one.ru_stime for one in used) / (time.monotonic() - begin)

threading.stack_size(1 << 16)
done = threading.Event()
see['started'] = 1
see['refused'] = None
while see['refused'] is None and see['started'] < ask['processes']:
    try:
        threading.Thread(target=done.wait, daemon=True).start()
        see['started'] += 1
    except (RuntimeError, MemoryError, OSError) as error:
        see['refused'] = type(error).__name__
done.set()

for name in ('names', 'secrets', 'writable', 'descriptors'):
    see[name] = see[name][:100]
sys.stdout.write(json.dumps(see) + '\\n')
sys.stdout.flush()
os._exit(0)
`;

/** Takes more memory until it is ended, tells after each 16 mebibytes how much it has, and at the end waits a moment. */
export const PYTHON_HOARDER = `
import mmap, sys, time

most = int(sys.stdin.readline())
size = 16 << 20
# At once, since a fault for each page takes twice as long; and touched, where that did not give them all.
flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | getattr(mmap, 'MAP_POPULATE', 0)
held = []
try:
    while 16 * len(held) < most:
        held.append(mmap.mmap(-1, size, flags=flags))
        held[-1][::4096] = b'x' * (size // 4096)
        sys.stdout.write('%d\\n' % (16 * len(held)))
        sys.stdout.flush()
    time.sleep(0.5)
except (MemoryError, OSError):
    held.clear()
    sys.stdout.write('refused\\n')
`;

/** Ignores every request to end, has a child of its own session that does too, says that it is awake, and sleeps. */
export const PYTHON_SLEEPER = `
import os, signal, time

for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGALRM):
    signal.signal(number, signal.SIG_IGN)
if os.fork() == 0:
    os.setsid()
else:
    print('awake', flush=True)
while True:
    time.sleep(60)
`;
