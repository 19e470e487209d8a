#!/bin/bash
# Pages saved in one file, of each kind: made by other libraries than ours reads them with.
cd "$SCRATCH" || exit 1
export XDG_DATA_HOME=$SCRATCH/data XDG_STATE_HOME=$SCRATCH/state
photos=/usr/share/backgrounds/mate/nature
key=--key-file=key
lenscap init "$key" >/dev/null
lenscap photos add "$key" $photos/Storm.jpg $photos/Wood.jpg >/dev/null
/usr/bin/python3 - <<'P'
import base64, gzip, io, json, plistlib, zipfile
from PIL import Image

def photo(name):
    out = io.BytesIO()
    Image.open(f'/usr/share/backgrounds/mate/nature/{name}.jpg').convert('RGB').resize((480, 320)).save(out, 'JPEG')
    return out.getvalue()

mine, other = photo('Storm'), photo('TwoWings')
page = (b'<!doctype html><meta charset=utf-8><title>seen</title>'
        b'<a href="/u/77"><img src="/pictures/1.jpg"></a><img src="/pictures/2.jpg">')
url = 'https://social.example/me'
pictures = {'https://social.example/pictures/1.jpg': mine, 'https://social.example/pictures/2.jpg': other}

def save(name, data):
    with open(name, 'wb') as out:
        out.write(data)

def har(encoding=True):
    content = lambda kind, data: {'mimeType': kind, 'size': len(data), 'encoding': 'base64',
                                  'text': base64.b64encode(data).decode()}
    entry = lambda address, content: {'request': {'method': 'GET', 'url': address},
                                      'response': {'status': 200, 'content': content}}
    return json.dumps({'log': {'version': '1.2', 'entries': [
        entry(url, {'mimeType': 'text/html', 'text': page.decode()})]
        + [entry(a, content('image/jpeg', d)) for a, d in pictures.items()]}}).encode()

def record(kind, address, block, what='application/http; msgtype=response'):
    return (f'WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Type: {what}\r\n'
            f'Content-Length: {len(block)}\r\n\r\n').encode() + block + b'\r\n\r\n'

def answer(kind, data, more='', status='200 OK'):
    return f'HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n'.encode() + data

def chunked(data):
    return b''.join(b'%x\r\n%s\r\n' % (len(data[i:i + 1000]), data[i:i + 1000])
                    for i in range(0, len(data), 1000)) + b'0\r\n\r\n'

one, two = pictures
records = [record('warcinfo', 'x', b'software: a test\r\n', 'application/warc-fields'),
           record('request', url, b'GET /me HTTP/1.1\r\n\r\n'),
           record('response', url, answer('text/html', gzip.compress(page), 'Content-Encoding: gzip\r\n')),
           record('response', 'https://social.example/gone.jpg', answer('image/jpeg', mine, status='404 No')),
           record('response', one, answer('image/jpeg', chunked(mine), 'Transfer-Encoding: chunked\r\n')),
           record('resource', two, other, 'image/jpeg')]
save('seen.warc', b''.join(records))
save('seen.warc.gz', b''.join(map(gzip.compress, records)))
save('torn.warc', b''.join(records)[:-20])
save('seen.har', har())
save('seen.webarchive', plistlib.dumps({
    'WebMainResource': {'WebResourceData': page, 'WebResourceURL': url, 'WebResourceMIMEType': 'text/html',
                        'WebResourceTextEncodingName': 'UTF-8', 'WebResourceFrameName': ''},
    'WebSubresources': [{'WebResourceData': d, 'WebResourceURL': a, 'WebResourceMIMEType': 'image/jpeg'}
                        for a, d in pictures.items()]}, fmt=plistlib.FMT_BINARY))

def zipped(files, before=b'', method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    out.write(before)
    with zipfile.ZipFile(out, 'a', method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()

single = (b'<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://social.example/me \n'
          b' saved date: Sat\n--><a href="https://social.example/u/77">%s</a>')
inside = {'index.html': single % b'<img src="images/1.jpg"><img src="images/2.jpg">',
          'images/1.jpg': mine, 'images/2.jpg': other}
save('single.html', single % (b'<img src="data:image/jpeg;base64,%s">' % base64.b64encode(mine)))
save('universal.html', zipped(inside, b'<!doctype html><html><body><script>unpack()</script><!--'))
save('stored.htz', zipped(inside, method=zipfile.ZIP_STORED))
save('seen.maff', zipped({
    '1/index.rdf': b'<RDF:RDF><MAF:originalurl RDF:resource="https://social.example/me"/></RDF:RDF>',
    '1/index.html': b'<a href="/u/77"><img src="index_files/1.jpg"></a>', '1/index_files/1.jpg': mine}))
save('seen.wacz', zipped({'archive/data.warc.gz': b''.join(map(gzip.compress, records)),
                          'datapackage.json': b'{}'}))
save('saved', page + b'<img src="data:image/jpeg;base64,%s">' % base64.b64encode(mine))
# Nothing of ours, and no page: each is what it is.
save('none.har', b'{"log": {"entries": []}}')
save('none.zip', zipped({'notes.txt': b'none'}))
save('bad.webarchive', b'bplist00' + b'\xff' * 60)
# Several pages: each hit is of its own.
second = 'https://other.example/b'
two_pages = [record('response', url, answer('text/html', b'<img src="/none.jpg"><p>first'))] + [
    record('response', second, answer('text/html', b'<a href="/u/8"><img src="/mine.jpg"></a>')),
    record('response', 'https://other.example/mine.jpg', answer('image/jpeg', mine)),
    record('resource', 'https://cdn.example/loose.jpg', photo('Wood'), 'image/jpeg')]
save('pages.warc', b''.join(two_pages))
save('pages.wacz', zipped({'archive/a.warc.gz': gzip.compress(two_pages[0]),
                           'archive/b.warc.gz': b''.join(map(gzip.compress, two_pages[1:])), 'more.warc.zst': b'\x28\xb5\x2f\xfd'}))
rdf = lambda address: b'<RDF:RDF><MAF:originalurl RDF:resource="%s"/></RDF:RDF>' % address.encode()
save('pages.maff', zipped({
    '1/index.html': b'<a href="/u/7"><img src="f/1.jpg"></a>', '1/f/1.jpg': other, '1/index.rdf': rdf(url),
    '2/index.html': b'<a href="/u/8"><img src="f/1.jpg"></a>', '2/f/1.jpg': mine, '2/index.rdf': rdf(second)}))
both = json.loads(har())
both['log']['entries'] = [
    {'request': {'url': address}, 'response': {'status': 200, 'content': {'mimeType': 'text/html', 'text': text}}}
    for address, text in ((url, '<img src="/none.jpg">'),
                          (second, '<a href="/u/8"><img src="https://social.example/pictures/1.jpg"></a>'))
] + both['log']['entries'][1:]
save('pages.har', json.dumps(both).encode())
# Archives that are packed once more, or otherwise.
save('packed.warc.zst', b'\x28\xb5\x2f\xfd' + b'\x00' * 99)
save('packed_zst.wacz', zipped({'archive/data.warc.zst': b'\x28\xb5\x2f\xfd' + b'\x00' * 99, 'datapackage.json': b'{}'}))
save('packed_twice.wacz', zipped({'archives/1.wacz': b'PK\3\4', 'datapackage.json': b'{}'}))
# As other programs write them.
lined = lambda data: data.replace(b'\r\n', b'\n', 4)
save('other_unix.warc', record('response', url, lined(answer('text/html', page)))
     + record('response', one, lined(answer('image/jpeg', mine))))
save('other_http2.warc', record('response', url, answer('text/html', page).replace(b'HTTP/1.1', b'HTTP/2'))
     + b''.join(record('response', one, answer('image/jpeg', mine[:900], status=status))
                for status in ('206 Partial Content', '204 No Content', '205 Reset Content'))
     + record('response', one, answer('image/jpeg', gzip.compress(mine), 'content-encoding: x-gzip\r\n', '203 Other')))
moved = json.loads(har())
moved['log']['entries'].insert(0, {'request': {'url': 'http://social.example/old'}, 'response': {
    'status': 301, 'content': {'mimeType': 'text/html', 'text': '<h1>Moved</h1>'}}})
save('other_moved.har', json.dumps(moved).encode())
for status in (304, 404):
    moved['log']['entries'][1]['response']['status'] = status
    save(f'other_{status}.har', json.dumps(moved).encode())
shown = lambda name: single % (b'<img src="images/%s">' % name)
save('other_name.zip', zipped({'index.html': shown(b'safe_image.php'), 'images/safe_image.php': mine}))
save('other_percent.zip', zipped({'index.html': shown(b'100%.jpg'), 'images/100%.jpg': mine}))
save('other_stored.zip', zipped({'index.html': shown(b'1%202.jfif'), 'images/1 2.jfif': mine, 'a.bin': b'x' * 99},
                                method=zipfile.ZIP_STORED))
save('other_any.html', single % (b'<img src="data:application/octet-stream;base64,%s"><img src="data:;base64,aGVsbG8=">'
                                 % base64.b64encode(mine)))
save('other_quote.maff', zipped({
    '1/index.rdf': b"<RDF:RDF><MAF:originalurl RDF:resource='https://social.example/me'/></RDF:RDF>",
    '1/index.html': b'<a href="/u/77"><img src="f/1.jpg"></a>', '1/f/1.jpg': mine}))
safari = lambda kind: plistlib.dumps({
    'WebMainResource': {'WebResourceData': page.replace(b'1.jpg', 'käse.jpg'.encode()), 'WebResourceURL': url,
                        'WebResourceMIMEType': 'text/html'},
    'WebSubresources': [{'WebResourceData': mine, 'WebResourceMIMEType': 'image/jpeg',
                         'WebResourceURL': 'https://social.example/pictures/käse.jpg'}]}, fmt=kind)
save('other_wide.webarchive', safari(plistlib.FMT_BINARY))
save('other_xml.webarchive', safari(plistlib.FMT_XML))
# Broken, torn, nested, packed once more, in other encodings, without a picture.
twin = lambda name, data: save('twin_' + name, data)
warc = b''.join(records)
safe = open('seen.webarchive', 'rb').read()
twin('torn.webarchive', safe[:-40])
twin('short.webarchive', b'bplist00')
twin('other.webarchive', plistlib.dumps({'a': 1}, fmt=plistlib.FMT_BINARY))
twin('other.plist', plistlib.dumps({'a': 1}, fmt=plistlib.FMT_BINARY)[:-9])
twin('packed.webarchive', gzip.compress(safe))
twin('html.webarchive', single % (b'<img src="data:image/jpeg;base64,%s">' % base64.b64encode(mine)))
whole = open('single.html', 'rb').read()
twin('tag.html', whole[:-2000])
twin('packed.html.gz', gzip.compress(whole))
twin('packed.html', gzip.compress(whole))
twin('none.html', b'<!doctype html><p>words')
# What a page says counts, not the name; what has not a tag is no page.
twin('none.mht', b'<p>just words</p>')
twin('text.mht', b'just words')
twin('blank.html', b' \n')
twin('wide.har', har().decode().encode('utf-16'))
twin('spaced.har', b'{' + b' ' * 9000 + har()[1:])
twin('torn.har', har()[:-900])
twin('bodies.har', b'{"log": {"entries": [{"request": {"url": "https://a.example/"}, "response": {"content": {"size": 9}}}]}}')
twin('packed.har.gz', gzip.compress(har()))
twin('torn.maff', open('seen.maff', 'rb').read()[:-30])
twin('amp.maff', zipped({'1/index.html': b'<img src="f/1.jpg">', '1/f/1.jpg': mine, '1/index.rdf': rdf('https://a.example/?a=1&amp;b=2')}))
twin('bzip2.maff', zipped(inside, method=zipfile.ZIP_BZIP2))
locked = bytearray(zipped(inside))
for mark, at in ((b'PK\1\2', 8), (b'PK\3\4', 6)):
    for part in [i for i in range(len(locked)) if locked[i:i + 4] == mark]:
        locked[part + at] |= 1
twin('locked.zip', bytes(locked))
twin('nothing.wacz', zipped({'datapackage.json': b'{}'}))
twin('before.warc', b''.join(records[:4]) + records[4][:99])
twin('between.warc', records[2] + b'what is this?\r\n\r\n' + records[4])
twin('long.warc', records[2].replace(b'Content-Length: ', b'Content-Length: 9', 1) + records[4])
twin('old.warc', warc.replace(b'WARC/1.0', b'WARC/0.18'))
twin('sum.warc.gz', gzip.compress(records[2])[:-8] + b'\0' * 8 + gzip.compress(records[4]))
twin('unpacked.warc', record('response', url, answer('text/html', page, 'Content-Encoding: br\r\n'))
     + record('response', one, answer('image/jpeg', mine, 'Content-Encoding: gzip\r\n')))
twin('info.warc', records[0])
parts = [('text/html', url, page), ('image/jpeg', two, other), ('image/jpeg', one, mine)]
mhtml = (f'From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nMIME-Version: 1.0\r\n'
         'Content-Type: multipart/related; boundary="=b"\r\n\r\n'
         + ''.join(f'--=b\r\nContent-Type: {kind}\r\nContent-Location: {address}\r\n'
                   f'Content-Transfer-Encoding: base64\r\n\r\n{base64.encodebytes(data).decode()}\r\n'
                   for kind, address, data in parts) + '--=b--\r\n').encode()
twin('whole.mhtml', mhtml)
twin('before.mhtml', mhtml[:mhtml.rindex(b'--=b\r\n')])
twin('head.mhtml', mhtml[:60])
twin('line.mhtml', mhtml[:30])
twin('boundary.mhtml', mhtml.replace(b'"=b"', b'"=c"'))
twin('wide.mhtml', mhtml.decode().encode('utf-16'))
twin('packed.mht.gz', gzip.compress(mhtml))
mail = lambda kind, data: (b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=X\r\n\r\n--X\r\n'
                           b'Content-Type: ' + kind + b'\r\n\r\n' + data + b'\r\n--X--\r\n')
twin('sent_on.eml', mail(b'message/rfc822', mhtml))
twin('attached.eml', mail(b'application/octet-stream; name=a.mhtml\r\nContent-Transfer-Encoding: base64',
                          base64.encodebytes(mhtml)))
P
for file in seen.warc seen.warc.gz torn.warc seen.har seen.webarchive single.html universal.html stored.htz seen.maff \
	seen.wacz saved none.har none.zip bad.webarchive; do
	lenscap find "$key" $file
	echo "exit $?"
done 2>&1
lenscap find "$key" seen.har --json | python3 -c '
import json, sys
row = json.load(sys.stdin)
print(row["saved_from"], row["read"], row["elsewhere"], [(m["picture"], m["link"]) for m in row["matches"]])'
lenscap find "$key" other_* --json | python3 -c '
import json, sys
for row in map(json.loads, sys.stdin):
    said = [(m["picture"], m.get("link")) for m in row.get("matches", [])]
    print(row["file"].split("/")[-1], row.get("saved_from"), said or row.get("error"))'
lenscap find "$key" twin_* --json >twins
echo "twins: exit $?"
python3 -c '
import json, sys
for row in map(json.loads, sys.stdin):
    print(row["file"].split("/")[-1][5:].ljust(18), *(f"{name} {row[name]}" for name in ("read", "elsewhere") if row.get(name)),
          *(["not whole"] if row.get("cut") else []), *(["mine"] if row.get("matches") else []), row.get("saved_from", ""),
          row.get("error", {}).get("message", "")[:48])' <twins
lenscap find "$key" pages.warc packed.warc.zst packed_zst.wacz packed_twice.wacz 2>&1
lenscap find "$key" pages.* --json | python3 -c '
import json, sys
for row in map(json.loads, sys.stdin):
    print(row["file"].split("/")[-1], row.get("saved_from"), row.get("cut"))
    for m in row["matches"]:
        print("   ", m["picture"], m.get("saved_from"), m.get("link"))'
