"""A small internet of its own (a network namespace): a public site that does
everything a hostile site can, hosts inside that nobody must reach, a name
server, a SOCKS proxy; and what the fetcher makes of each case, next to a
client without its care.  Prints what went wrong; nothing when all is well."""
import errno
import fcntl, gzip, json, os, socket, struct, subprocess, sys, threading, time, urllib.request

PUBLIC = '93.184.216.34'
INSIDE4 = ['127.0.0.2', '10.0.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1']
INSIDE6 = ['::1', 'fd00::1']
scratch = sys.argv[1]
requests, inside_hits, proxy_hits, proxy_asks, proxy_users, questions = [], [], [], [], [], {}


# ---- The network ----

def lo_up():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        flags = struct.unpack('16sH', fcntl.ioctl(s, 0x8913, struct.pack('16sH14x', b'lo', 0))[:18])[1]
        fcntl.ioctl(s, 0x8914, struct.pack('16sH14x', b'lo', flags | 1))
        for i, address in enumerate([PUBLIC] + INSIDE4[1:]):
            name = b'lo:%d' % (i + 1)
            sockaddr = struct.pack('HH4s8x', socket.AF_INET, 0, socket.inet_aton(address))
            fcntl.ioctl(s, 0x8916, struct.pack('16s16s', name, sockaddr))
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as s:
        for address in INSIDE6[1:]:
            fcntl.ioctl(s, 0x8916, socket.inet_pton(socket.AF_INET6, address) + struct.pack('Ii', 128, 1))


def listen(address, port, handle, family=socket.AF_INET):
    server = socket.socket(family, socket.SOCK_STREAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # The kernel gives an interface that came up its IPv6 address a moment later.
    for _ in range(100):
        try:
            server.bind((address, port))
            break
        except OSError as error:
            if error.errno != errno.EADDRNOTAVAIL:
                raise
            time.sleep(0.1)
    else:
        raise SystemExit(f'{address} is no address of this machine')
    server.listen(128)

    def run():
        while True:
            client, _ = server.accept()
            threading.Thread(target=guard, args=(handle, client, address, port), daemon=True).start()
    threading.Thread(target=run, daemon=True).start()


def guard(handle, client, address, port):
    try:
        handle(client, address, port)
    except OSError:
        pass
    finally:
        client.close()


# ---- Names ----

def answer_name(name, kind):
    if kind != 1:
        return None
    questions[name] = questions.get(name, 0) + 1
    if name.startswith('inside.'):
        return '127.0.0.2'
    if name.startswith('metadata.'):
        return '169.254.169.254'
    if name.startswith('rebind.') and questions[name] > 1:
        return '127.0.0.2'
    return PUBLIC


def name_server():
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(('127.0.0.1', 53))

    def run():
        while True:
            data, client = server.recvfrom(512)
            labels, at = [], 12
            while data[at]:
                labels.append(data[at + 1:at + 1 + data[at]].decode())
                at += 1 + data[at]
            kind = struct.unpack('>H', data[at + 1:at + 3])[0]
            found = answer_name('.'.join(labels).lower(), kind)
            reply = data[:2] + b'\x81\x80\0\1' + (b'\0\1' if found else b'\0\0') + b'\0\0\0\0' + data[12:at + 5]
            if found:
                reply += b'\xc0\x0c\0\1\0\1\0\0\0\0\0\4' + socket.inet_aton(found)
            server.sendto(reply, client)
    threading.Thread(target=run, daemon=True).start()


# ---- Sites ----

def read_request(client):
    data = b''
    while b'\r\n\r\n' not in data and len(data) < 65536:
        more = client.recv(65536)
        if not more:
            break
        data += more
    return data


def inside(client, address, port):
    data = read_request(client)
    inside_hits.append((address, port, data[:100]))
    client.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecret')


PICTURE = open(os.path.join(scratch, 'me.jpg'), 'rb').read()


def to(where, code=302):
    return b'HTTP/1.1 %d Go\r\nLocation: %s\r\nSet-Cookie: id=1; Path=/; Domain=example.com\r\n' \
           b'Content-Length: 0\r\nConnection: close\r\n\r\n' % (code, where.encode())


def ok(body, headers=b''):
    return b'HTTP/1.1 200 OK\r\nSet-Cookie: id=1; Path=/\r\n' + headers + \
           b'Content-Length: %d\r\nConnection: close\r\n\r\n' % len(body) + body


def endless(client):
    client.sendall(b'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n')
    while True:
        client.sendall(b'x' * 65536)


def slow(client):
    client.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n')
    for _ in range(1000):
        client.sendall(b'x')
        time.sleep(0.5)


def huge_headers(client):
    client.sendall(b'HTTP/1.1 200 OK\r\n')
    for i in range(5000):
        client.sendall(b'X-%d: ' % i + b'y' * 1000 + b'\r\n')


def huge_line(client):
    client.sendall(b'HTTP/1.1 200 OK\r\nX: ')
    for _ in range(2000):
        client.sendall(b'y' * 1000)


BOMB = gzip.compress(gzip.compress(b'\0' * (200 << 20), 9), 9)
SITES = {
    'plain': lambda path: ok(PICTURE, b'Content-Type: image/jpeg\r\nX-Robots-Tag: noai\r\nTDM-Reservation: 1\r\n'),
    'to4': lambda path: to('http://127.0.0.2/'),
    'tolocal': lambda path: to('//127.0.0.2/x', 301),
    'to6': lambda path: to('http://[::ffff:127.0.0.2]/', 303),
    'tooctal': lambda path: to('http://0177.0.0.2/', 307),
    'tohex': lambda path: to('http://0x7f.2/', 308),
    'toname': lambda path: to('http://inside.example.com/'),
    'tofile': lambda path: to('file:///etc/passwd'),
    'togopher': lambda path: to('gopher://127.0.0.2:80/_GET%20/%0d%0a%0d%0a'),
    'toftp': lambda path: to('ftp://127.0.0.2:80/'),
    'todict': lambda path: to('dict://127.0.0.2:80/x'),
    'tocredentials': lambda path: to('http://me:secret@plain.example.com/'),
    'toport': lambda path: to('http://plain.example.com:6379/'),
    'rebind': lambda path: to('http://rebind.example.com/again') if path == '/' else
              b'HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    'loop': lambda path: to('http://loop.example.com/%d' % (int(path[1:] or 0) + 1)) if len(path) < 5 or int(path[1:]) < 2000 else ok(b'end'),
    'bomb': lambda path: ok(BOMB, b'Content-Encoding: gzip, gzip\r\n'),
    'bombte': lambda path: b'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\nConnection: close\r\n\r\n' + BOMB,
    'endless': endless, 'slow': slow, 'headers': huge_headers, 'line': huge_line,
    'chunks': lambda path: b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n',
    'hugechunk': lambda path: b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nabc\r\n',
    'short': lambda path: b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\nabc',
    'announced': lambda path: b'HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\n\r\nabc',
    'old': lambda path: b'<html>HTTP/0.9</html>',
    'nonsense': lambda path: b'HTTP/1.1 wat\r\n\r\n',
    'members': lambda path: b'HTTP/1.1 403 No\r\nContent-Length: 3\r\nConnection: close\r\n\r\nno!',
    'gone': lambda path: b'HTTP/1.1 404 No\r\nContent-Length: 3\r\nConnection: close\r\n\r\nno!',
    'busy': lambda path: b'HTTP/1.1 429 No\r\nRetry-After: 7\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
}


def public(client, address, port):
    data = read_request(client)
    requests.append(data)
    path = data.split(b' ')[1].decode() if data.count(b' ') > 1 else '/'
    host = ''
    for line in data.split(b'\r\n'):
        if line.lower().startswith(b'host:'):
            host = line[5:].strip().decode()
    site = SITES.get(host.split('.')[0], SITES['gone'])
    if site in (endless, slow, huge_headers, huge_line):
        site(client)
    else:
        client.sendall(site(path))
    client.shutdown(socket.SHUT_WR)
    client.settimeout(1)
    extra = client.recv(65536)
    if extra:
        requests.append(b'AFTER ' + extra)


# ---- Proxies ----

def http_proxy(client, address, port):
    proxy_hits.append(read_request(client)[:100])


def pump(a, b):
    try:
        while data := a.recv(65536):
            b.sendall(data)
        b.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def socks(client, address, port):
    """Like an exit of Tor: resolves names, and does not go inside."""
    count = client.recv(2)[1]
    if 2 not in client.recv(count):
        proxy_users.append((None, None))
        return
    client.sendall(b'\5\2')
    client.recv(1)
    user = client.recv(client.recv(1)[0]).decode()
    client.recv(client.recv(1)[0])
    client.sendall(b'\1\0')
    kind = client.recv(4)[3]
    if kind == 3:
        host = client.recv(client.recv(1)[0]).decode()
    else:
        host = 'address:' + client.recv(16 if kind == 4 else 4).hex()
    want = struct.unpack('>H', client.recv(2))[0]
    proxy_asks.append((host, want))
    proxy_users.append((user, host))
    where = answer_name(host, 1) if kind == 3 else None
    if where != PUBLIC or want != 80:
        client.sendall(b'\5\2\0\1\0\0\0\0\0\0')
        return
    out = socket.create_connection((PUBLIC, 80))
    client.sendall(b'\5\0\0\1\0\0\0\0\0\0')
    thread = threading.Thread(target=pump, args=(out, client), daemon=True)
    thread.start()
    pump(client, out)
    thread.join()


# ---- Cases: address, code direct, code through the proxy (None: the same) ----

CASES = [
    ('http://127.0.0.2/', 'private', None),
    ('http://0177.0.0.2/', 'private', None),
    ('http://0x7f000002/', 'private', None),
    ('http://2130706434/', 'private', None),
    ('http://127.2/', 'private', None),
    ('http://127.0.0.2./', 'private', None),
    ('http://%31%32%37.0.0.2/', 'private', None),
    ('http://%EF%BC%91%EF%BC%92%EF%BC%97.0.0.2/', 'private', None),
    ('http://[::ffff:127.0.0.2]/', 'private', None),
    ('http://[::ffff:7f00:2]/', 'private', None),
    ('http://[::1]/', 'private', None),
    ('http://[0:0:0:0:0:0:0:1]/', 'private', None),
    ('http://[fd00::1]/', 'private', None),
    ('http://[64:ff9b::7f00:2]/', 'private', None),
    ('http://[2002:7f00:2::]/', 'private', None),
    ('http://10.0.0.1/', 'private', None),
    ('http://0xa000001/', 'private', None),
    ('http://192.168.1.1/', 'private', None),
    ('http://3232235777/', 'private', None),
    ('http://169.254.169.254/latest/meta-data/', 'private', None),
    ('http://100.64.0.1/', 'private', None),
    ('http://0.0.0.0/', 'private', None),
    ('http://localhost/', 'private', None),
    ('http://inside.example.com/', 'private', 'proxy'),
    ('http://metadata.example.com/', 'private', 'proxy'),
    ('http://router.local/', None, 'private'),
    ('http://metadata.internal/', None, 'private'),
    ('http://intranet/', None, 'private'),
    ('http://rebind.example.com/', ('private', 'gone'), ('proxy', 'gone')),
    ('http://me:secret@plain.example.com/', 'credentials', None),
    ('http://plain.example.com:22/', 'port', None),
    ('file:///etc/passwd', 'scheme', None),
    ('gopher://plain.example.com/', 'scheme', None),
    ('http://to4.example.com/', 'private', None),
    ('http://tolocal.example.com/', 'private', None),
    ('http://to6.example.com/', 'private', None),
    ('http://tooctal.example.com/', 'private', None),
    ('http://tohex.example.com/', 'private', None),
    ('http://toname.example.com/', 'private', 'proxy'),
    ('http://tofile.example.com/', 'scheme', None),
    ('http://togopher.example.com/', 'scheme', None),
    ('http://toftp.example.com/', 'scheme', None),
    ('http://todict.example.com/', 'scheme', None),
    ('http://tocredentials.example.com/', 'credentials', None),
    ('http://toport.example.com/', 'port', None),
    ('http://loop.example.com/', 'redirects', None),
    ('http://bomb.example.com/', 'too_big', None),
    ('http://bombte.example.com/', 'encoded', None),
    ('http://endless.example.com/', 'too_big', None),
    ('http://slow.example.com/', 'slow', None),
    ('http://headers.example.com/', 'headers', None),
    ('http://line.example.com/', 'headers', None),
    ('http://chunks.example.com/', 'malformed', None),
    ('http://hugechunk.example.com/', 'malformed', None),
    ('http://short.example.com/', 'cut', None),
    ('http://announced.example.com/', 'too_big', None),
    ('http://old.example.com/', 'malformed', None),
    ('http://nonsense.example.com/', 'malformed', None),
    ('http://members.example.com/', 'refused', None),
    ('http://gone.example.com/', 'gone', None),
    ('http://busy.example.org/', 'busy', None),
    ('http://plain.example.net/', 'ok', None),
]
NAIVE = ['http://127.0.0.2/', 'http://0x7f000002/', 'http://[::ffff:127.0.0.2]/', 'http://[::1]/',
         'http://10.0.0.1/', 'http://inside.example.com/', 'http://to4.example.com/',
         'http://toname.example.com/', 'http://rebind.example.com/']


failures = []


def complain(*words):
    failures.append(words)
    print(*words)


# How a browser writes an address, where that is not as it was typed.
WRITTEN = {address: 'http://127.0.0.2/' for address in
           ('http://127.0.0.2./', 'http://%31%32%37.0.0.2/', 'http://%EF%BC%91%EF%BC%92%EF%BC%97.0.0.2/')}


def run(*options):
    env = dict(os.environ, http_proxy='http://127.0.0.1:3128', https_proxy='http://127.0.0.1:3128',
               all_proxy='http://127.0.0.1:3128', HTTP_PROXY='http://127.0.0.1:3128')
    done = subprocess.run(['lenscap', 'check', '--json', *options] + [case[0] for case in CASES],
                          capture_output=True, env=env, timeout=150)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    rows = [row for row in rows if row['status'] != 'audit']
    # One address is looked at once, however often and in whatever way it is named.
    if len(rows) != len({WRITTEN.get(case[0], case[0]) for case in CASES}):
        complain('rows:', len(rows), done.stderr.decode())
    found = {}
    for row in rows:
        found.setdefault(row['url'], []).append(row)
    return found


def check(mode, rows):
    for address, direct, proxied in CASES:
        wanted = direct if mode == 'direct' or proxied is None else proxied
        codes = [row.get('why') for row in rows.get(WRITTEN.get(address, address), [{}])]
        if wanted is not None and not set(codes) <= set([wanted] if isinstance(wanted, str) else wanted):
            complain(mode, address, 'gave', codes, 'and not', wanted)
    plain = rows['http://plain.example.net/'][0]
    if plain['status'] != 'new' or plain['public']['headers'].get('x-robots-tag') != 'noai':
        complain(mode, 'the control case was not read:', plain)
    if inside_hits:
        complain(mode, 'reached inside:', inside_hits)
    if proxy_hits:
        complain(mode, 'used the proxy of the environment:', proxy_hits)
    for data in requests:
        head = data.lower()
        if not data.startswith((b'GET ', b'HEAD ')) or len(data) > 2048 or not data.endswith(b'\r\n\r\n') or \
                b'\ncookie:' in head or b'\nreferer:' in head or b'\nauthorization:' in head:
            complain(mode, 'sent', data)


lo_up()
name_server()
for address in INSIDE4:
    listen(address, 80, inside)
for address in INSIDE6:
    listen(address, 80, inside, socket.AF_INET6)
listen(PUBLIC, 80, public)
for port in 22, 6379:
    listen(PUBLIC, port, inside)
listen('127.0.0.1', 3128, http_proxy)
listen('127.0.0.1', 9050, socks)

# A client without care reaches what the fetcher must not: the cases are real.
for address in NAIVE:
    inside_hits.clear()
    try:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address, timeout=5).read()
    except OSError as error:
        complain('naive', address, error)
    if not inside_hits:
        complain('naive did not reach', address)
for mode, options in ('direct', []), ('proxy', ['--proxy', 'socks5h://127.0.0.1:9050']):
    for log in requests, inside_hits, proxy_hits, proxy_asks:
        log.clear()
    questions.clear()
    rows = run(*options)
    check(mode, rows)
    if mode == 'proxy':
        if not proxy_asks:
            complain('the proxy was not used')
        # A user for each site, so that Tor gives each a way of its own.
        for user, host in proxy_users:
            if user is None or user != '.'.join(host.rstrip('.').split('.')[-2:]):
                complain('the proxy was asked for', host, 'by', user)
        for host, port in proxy_asks:
            if port != 80 or host.startswith('address:') or '.' not in host or \
                    not host.endswith(('example.com', 'example.org', 'example.net')):
                complain('the proxy was asked for', host, port)
    elif len(requests) < 25:
        complain('only', len(requests), 'requests')
    print(mode, len(CASES), 'cases,', len(requests), 'requests,',
          max(map(len, requests)), 'bytes at most', file=sys.stderr)
sys.exit(1 if failures else 0)
