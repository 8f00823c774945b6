#!/bin/bash
# Makes archives of one tree with the tars that people use, for test/simulator/vfs/tar-recorded.test.ts.
#
#     sudo test/recorders/tars.sh [with-docker]
#
# Needs root (devices, owners), GNU tar, bsdtar, busybox, python3 and, with `with-docker`, a Docker that has the busybox image.
# Writes test/simulator/vfs/data/tars/*.tar.gz and list.json, which says what each archive holds.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../simulator/vfs/data/tars
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out" "$work/t"
cd "$work/t"

long=$(printf 'n%.0s' $(seq 1 90))
mkdir -p empty dir/sub "$long/$long/$long"
printf 'hello\n' > dir/hello
printf '%512s' x > dir/block
printf '%513s' y > dir/over
: > dir/nothing
ln dir/hello dir/sub/again
ln -s ../hello dir/sub/link
ln -s "$long/$long" dir/far
printf 'deep' > "$long/$long/$long/file"
printf '한글' > dir/한글.txt
ln -s 한글.txt dir/다른이름
mkfifo dir/pipe
mknod dir/null c 1 3
mknod dir/disk b 254 17
chmod 4755 dir/hello
chmod 1777 empty
chown 1000:50 dir/block
chown 3000000:3000001 dir/over
touch -d '2001-02-03 04:05:06.789' dir/block
touch -d '1960-01-02 03:04:05' dir/over
setfattr -n user.note -v 'a=b' dir/nothing 2>/dev/null || true
find . -mindepth 1 ! -newermt 2002-01-01 -o -exec touch -h -d '2024-05-06 07:08:09' {} +
touch -d '2024-05-06 07:08:09' .

gnu='tar --sort=name -cf -'
$gnu --format=gnu . | gzip -9n > "$out/gnu.tar.gz"
$gnu --format=posix --pax-option=delete=atime,delete=ctime . | gzip -9n > "$out/gnu-pax.tar.gz"
$gnu --format=posix --xattrs --pax-option=delete=atime,delete=ctime dir empty | gzip -9n > "$out/gnu-pax-xattrs.tar.gz"
$gnu --format=ustar dir/hello dir/block dir/sub empty | gzip -9n > "$out/gnu-ustar.tar.gz"
$gnu --format=v7 --numeric-owner dir/hello dir/block dir/sub empty | gzip -9n > "$out/gnu-v7.tar.gz"
$gnu --format=oldgnu "$long" dir/sub | gzip -9n > "$out/gnu-old.tar.gz"
bsdtar -cf - --format=pax . | gzip -9n > "$out/bsdtar-pax.tar.gz"
bsdtar -cf - --format=gnutar . | gzip -9n > "$out/bsdtar-gnu.tar.gz"
bsdtar -cf - --format=ustar dir/hello dir/block dir/sub empty | gzip -9n > "$out/bsdtar-ustar.tar.gz"
busybox tar -cf - dir empty | gzip -9n > "$out/busybox.tar.gz"
python3 - "$out" <<'PY'
import gzip, io, sys, tarfile
data = io.BytesIO()
with tarfile.open(fileobj=data, mode='w', format=tarfile.PAX_FORMAT, pax_headers={'comment': 'global'}) as tar:
    tar.add('.')
open(sys.argv[1] + '/python-pax.tar.gz', 'wb').write(gzip.compress(data.getvalue(), 9, mtime=0))
PY
if [ "${1:-}" = with-docker ]; then
  docker create --name drydock-tars busybox >/dev/null
  $gnu . | docker cp -a - drydock-tars:/tmp
  docker cp drydock-tars:/tmp - | gzip -9n > "$out/docker-cp.tar.gz"
  docker start -a drydock-tars >/dev/null
  docker commit drydock-tars drydock-tars:1 >/dev/null
  docker rm drydock-tars >/dev/null
  docker save drydock-tars:1 | tar -x -C "$work" -f - --exclude ./t
  layer=$(python3 -c "import json; print(json.load(open('$work/manifest.json'))[0]['Layers'][-1])")
  gzip -9n < "$work/$layer" > "$out/docker-layer.tar.gz"
  docker rmi drydock-tars:1 >/dev/null
fi
python3 - "$out" <<'PY'
# What Python's tarfile reads out of each archive: the second opinion.
import gzip, hashlib, io, json, os, sys, tarfile
kinds = {tarfile.REGTYPE: 'file', tarfile.AREGTYPE: 'file', tarfile.LNKTYPE: 'link', tarfile.SYMTYPE: 'symlink',
         tarfile.CHRTYPE: 'char', tarfile.BLKTYPE: 'block', tarfile.DIRTYPE: 'directory', tarfile.FIFOTYPE: 'fifo'}
found = {}
for name in sorted(os.listdir(sys.argv[1])):
    if not name.endswith('.tar.gz'):
        continue
    data = gzip.decompress(open(os.path.join(sys.argv[1], name), 'rb').read())
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        found[name] = {'sha256': hashlib.sha256(data).hexdigest(), 'entries': [
            [kinds[m.type], m.name, m.mode, m.uid, m.gid, m.size if m.isreg() else 0, round(m.mtime, 3), m.linkname,
             hashlib.sha256(tar.extractfile(m).read()).hexdigest()[:12] if m.isreg() else '']
            for m in tar.getmembers()]}
with open(os.path.join(sys.argv[1], 'list.json'), 'w') as file:
    json.dump(found, file, ensure_ascii=False, indent=None, separators=(',', ':'))
    file.write('\n')
PY
ls -la "$out"
