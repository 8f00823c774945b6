/**
 * Records what the real docker client says about command lines before it needs an engine: the host is a socket that
 * does not exist, so a line that is right ends in "Cannot connect". Needs docker 28.5 on the PATH.
 *
 *     node test/recorders/docker-command-lines.mjs > test/simulator/cli/data/command-lines.json
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the files lie is recorded as /dir. Lines after `docker`; quotes as in a shell. */
const LINES = `
ps -aq
ps -aqx
ps -x
ps --nosuch
ps --all=maybe
ps --all=false
ps --all false
ps -a=true
ps -a=x
ps -n
ps -n x
ps -n=3
ps -n3
ps -n 99999999999999999999
ps --last
ps --last=
ps --last 0x10
ps --filter
ps --filter name
ps --filter ''
ps --filter a=b --filter c=d
ps -f=a=b
ps --format
ps --format '{{.Names'
ps --format '{{.Nope}}'
ps extra
ps extra more
ps -
ps --
ps -- -a
ps ---a
ps -=a
ps --=a
ps --no-trun
ps -q -q -q
ps --no-trunc=1
ps --no-trunc=2
ps --size=T
logs
logs a b
logs --tail
logs --tail x a
logs -n a
logs -nf a
logs -fn 5 a
logs -f5 a
logs --since x a
logs --until '' a
run
run -p
run -p 80
run -p 80:80:80 x
run -p 80x:80 x
run -p 8080:80/icmp x
run -p 1-5:1-6 x
run -p 99999:80 x
run -p 80:99999 x
run -p :80 x
run -p '' x
run -p abc x
run -p 127.0.0.1::80 x
run -p 300.0.0.1:80:80 x
run -p [::1]:80:80 x
run -p ::1:80:80 x
run -p published=80,target=80 x
run -p published=80,target=80,mode=host x
run -p target=x x
run -p published=x,target=80 x
run -p target=80,protocol=sctp x
run -p target=80,foo=1 x
run -p 8080:80 -p 8080:81 x
run --expose x x
run --expose 80-70 x
run --expose 80/foo x
run --expose 80-90/udp x
run -e
run -e A=1 -e B -e =x x
run -e '' x
run --env-file /nosuch x
run --env-file BAD_ENV x
run --env-file GOOD_ENV x
run -l
run -l a=b -l c x
run -l =x x
run --label-file /nosuch x
run --label-file GOOD_ENV x
run -v
run -v /a:/b:ro:z x
run -v /a:/b:rw,z x
run -v /a:/b:foo x
run -v : x
run -v a: x
run -v :/a x
run -v /a:/b:/c:/d x
run -v '' x
run -v ./rel:/b x
run -v /a:b x
run --mount
run --mount '' x
run --mount type=bind x
run --mount type=foo,target=/x x
run --mount type=bind,source=/nosuch,target=/x x
run --mount type=volume,target=/x,foo=bar x
run --mount type=volume,target=/x,readonly=maybe x
run --mount target=/x,bind-propagation=foo x
run --mount type=tmpfs,target=/x,source=/y x
run --mount type=tmpfs,target=/x,tmpfs-size=abc x
run --mount type=tmpfs,target=/x,tmpfs-mode=999 x
run --mount type=bind,src=/tmp,dst=/x,volume-driver=foo x
run --mount type=volume,src=a,dst=/x,bind-propagation=rslave x
run --mount type=volume,src=a,dst=/x,tmpfs-size=1m x
run --mount src=a,target x
run --mount 'a,"b' x
run --mount type=bind,src=rel,dst=/x x
run --mount type=bind,src=/tmp,dst=/x,bind-recursive=foo x
run --mount type=bind,src=/tmp,dst=/x,bind-nonrecursive=foo x
run --mount type=image,src=alpine,dst=/x,image-subpath=y x
run --mount type=volume,dst=/x,volume-nocopy=z x
run --mount type=volume,dst=/x,volume-opt=z x
run --mount type=volume,dst=/x,consistency=cached x
run --mount =x x
run --mount type=volume,type=bind,dst=/x x
run --tmpfs /a:size=x x
run --tmpfs a x
run --network
run --network a --network b x
run --network name=a,alias=b x
run --network name=a,foo=b x
run --network alias=b x
run --network 'name=a,ip=x' x
run --network name=a,driver-opt=x x
run --network name=a,gw-priority=x x
run --network host --network-alias b x
run --network a --network b --ip 1.2.3.4 x
run --net a --net b x
run --ip x x
run --ip6 x x
run --link-local-ip 1 x
run --link a:b:c x
run --link '' x
run --mac-address x x
run --mac-address 92:d0:c6:0a:29:33 x
run --add-host x x
run --add-host a:b x
run --add-host a:1.2.3.4 x
run --add-host a=::1 x
run --add-host a:host-gateway x
run --dns x x
run --dns 8.8.8.8 x
run --dns-search . x
run --dns-search 'a b' x
run --dns-option x:y x
run -m
run -m x x
run -m 10 x
run -m 1.5g x
run -m 1k x
run -m -1 x
run --memory-swap x x
run --memory-swap -1 x
run --memory-reservation 5x x
run --shm-size x x
run --memory-swappiness x x
run --memory-swappiness 101 x
run --cpus x x
run --cpus 1.5 x
run --cpus 0.0000000001 x
run --cpus -1 x
run -c x x
run --cpu-shares 1.5 x
run --cpuset-cpus x x
run --blkio-weight x x
run --blkio-weight 70000 x
run --blkio-weight-device x x
run --blkio-weight-device /dev/sda:5 x
run --blkio-weight-device sda:50 x
run --blkio-weight-device /dev/sda:50 x
run --device-read-bps x x
run --device-read-bps /dev/sda:x x
run --device-read-bps sda:1m x
run --device-write-iops /dev/sda:-1 x
run --device-read-iops /dev/sda:1000 x
run --device x x
run --device /dev/x:/dev/y:z x
run --device /dev/x:/dev/y:rwm x
run --device /a:/b:c:d x
run --device-cgroup-rule x x
run --device-cgroup-rule 'c 1:3 rwm' x
run --gpus x x
run --gpus all x
run --gpus 2 x
run --gpus device=0,1 x
run --gpus '"device=0,1"' x
run --gpus count=x x
run --gpus foo=bar x
run --ulimit x x
run --ulimit nofile x
run --ulimit nofile=a x
run --ulimit nofile=10:5 x
run --ulimit nofile=5:10 x
run --ulimit foo=1 x
run --ulimit nofile=1:2:3 x
run --ulimit cpu=unlimited x
run --restart x x
run --restart always:3 x
run --restart on-failure:x x
run --restart on-failure:-1 x
run --restart on-failure:3 x
run --restart on-failure:3:4 x
run --restart '' x
run --rm --restart always x
run -d --rm x
run -a foo x
run -a stdin -a stdout x
run -d -a stdout x
run -itd x
run -it x
run -i x
run --detach-keys x x
run --health-cmd x --no-healthcheck x
run --health-interval x x
run --health-interval -1s x
run --health-interval 5 x
run --health-interval 1s x
run --health-retries -1 x
run --health-timeout -1s x
run --health-start-period -1s x
run --health-start-interval -1s x
run --pid x x
run --pid host x
run --pid container: x
run --ipc x x
run --ipc host x
run --uts x x
run --uts host x
run --userns x x
run --userns host x
run --cgroupns x x
run --cgroupns host x
run --security-opt x x
run --security-opt seccomp=/nosuch x
run --security-opt no-new-privileges x
run --security-opt seccomp=unconfined x
run --security-opt systempaths=unconfined x
run --storage-opt x x
run --storage-opt size=1g x
run --sysctl x x
run --sysctl a=b x
run --log-opt x x
run --log-driver none --log-opt a=b x
run --stop-timeout x x
run --stop-signal x x
run --oom-score-adj x x
run --pids-limit x x
run --pids-limit -1 x
run --isolation x x
run --platform x x
run --platform linux/amd64 x
run --pull x x
run --pull never x
run --annotation x x
run --annotation a=b x
run --name a/b x
run --name '' x
run -h 'a b' x
run -w rel x
run -u '' x
run --entrypoint '' x
run --cidfile /nosuch/file x
run --cidfile GOOD_ENV x
run --runtime x x
run --group-add x x
run --privileged=x x
run --init=x x
run --read-only=x x
run --sig-proxy=x x
run -P x
run -Pd x
run -p8080:80 x
run -p=8080:80 x
run -dp 8080:80 x
run -dp8080:80 x
run -itp 80:80 x
run -id x
run -dx x
run -i5 x
run --rm=x x
run --nosuch x
run x --nosuch
run -- x --nosuch
run --name
run --name=
run UPPER
run 'a b'
run ''
run a:b:c
run a@sha256:abc
run -v
create
create --nosuch x
create -p x x
exec
exec x
exec -it x
exec -e =1 x y
exec --env-file /nosuch x y
exec -u x
exec --detach-keys x a b
exec -dit x y
exec -w rel x y
start
start -a a b
start -i a b
start --detach-keys x a
start --checkpoint x a
stop
stop -t
stop -t x a
stop -t -1 a
stop --time 5 a
stop -s x a
stop -t5 a
restart -t x a
restart --time x a
kill
kill -s
kill -s x a
rm
rm -fv
rm -x a
rm --link a
rename a
rename a b c
rename a ''
wait
top
top a -x
top a --help
port
port a b c
port a x
diff
diff a b
commit
commit a b c
commit -c 'FROM x' a
commit -p=x a
commit -a
cp
cp a
cp a b
cp a:b c:d
cp a: b
cp :a b
cp '' a:b
cp a:b ''
cp /nosuch a:b
cp -x a b
cp a b c
export
export a
export -o /nosuch/x a
attach
attach a b
attach --detach-keys x a
update
update a
update -m x a
update --restart x a
update --cpus 1 a
stats a --format
stats --nosuch
images a b
images --nosuch
images --tree --format x
images --tree -q
images --tree --digests
images -f x
rmi
pull
pull a b
pull UPPER
pull a:b:c
pull -a a:b
pull ''
push
push a b
push -a a:b
push UPPER
tag
tag a
tag a b c
tag a UPPER
tag UPPER a
history
history a b
history --platform x a
save
save -o /nosuch/x a
load -i /nosuch
load x
import
import /nosuch
import - UPPER
import - a b c
image
image nosuch
image ls a b
image prune x
image prune --filter x
image inspect
image inspect --platform x a
build
inspect
inspect --type x a
inspect --type container a
inspect --format '{{' a
inspect -s --type image a
network
network nosuch
network create
network create a b
network create --subnet x a
network create --subnet 10.0.0.0/8 --subnet 10.1.0.0/16 a
network create --gateway 1.2.3.4 a
network create --subnet 10.0.0.0/24 --gateway 10.1.0.1 a
network create --subnet 10.0.0.0/24 --ip-range x a
network create --subnet 10.0.0.0/24 --ip-range 10.1.0.0/24 a
network create --aux-address x a
network create --aux-address a=10.0.0.5 a
network create --subnet 10.0.0.0/24 --aux-address a=10.1.0.5 a
network create --label =x a
network create -o x a
network create --ipv4=x a
network create --ipv4=false a
network connect
network connect a
network connect --ip x a b
network connect --link a:b:c a b
network connect --driver-opt x a b
network connect --gw-priority x a b
network disconnect a
network rm
network ls x
network ls --filter x
network inspect
network prune x
volume
volume create a b
volume create --label =x a
volume create -o x a
volume create --name a
volume create --name a b
volume ls x
volume rm
volume inspect
volume prune x
volume prune --filter x
volume update
volume update a
system
system nosuch
system df x
system df -v --format x
system events x
system events --format '{{'
system events --format '{{.Nope}}'
system events --filter x
system info x
system prune x
system prune --filter x
events --since x
info x
info --format '{{'
version x
version --format '{{'
login a b
login --password-stdin
login -u '' x
login -u a -p '' x
logout a b
search
search a b
search --limit x a
search --stars 3 a
context
context nosuch
context create
context create a b
context use
context show x
context rm
context ls x
context inspect nosuch
context export
context import a
context update
manifest
manifest nosuch
manifest inspect
manifest create a
swarm nosuch
service nosuch
nosuch
nosuch --flag
--nosuch
-z
--log-level x ps
--log-level
-D ps
--debug=x ps
--tls=x ps
-H a -H b ps
--context a ps
-c
--config
-v x
--version=x
PS
run --help=x
ps -h=x
container --foo
container --foo ls
container -x
container ls --foo
container ls -x
image rm
container rm
container inspect
container ps x
container list x
`;

const directory = mkdtempSync(join(tmpdir(), 'docker-lines-'));
const files = { GOOD_ENV: 'A=1\n# a comment\nB=2\n', BAD_ENV: 'A=1\nB AD=2\n' };
for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);

const split = (line) => [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare);

const cases = LINES.trim()
  .split('\n')
  .map((line) => {
    const args = split(line);
    const given = args.includes('-H') ? args : ['-H', 'unix:///nosuch.sock', ...args];
    const { stdout, stderr, status } = spawnSync('docker', given, {
      cwd: directory,
      env: { PATH: process.env.PATH, HOME: '/nonexistent' },
      encoding: 'utf8',
      input: '',
      timeout: 20_000,
    });
    return { args: given, stdout, stderr: stderr.replaceAll(directory, '/dir'), status };
  });

process.stdout.write(
  `${JSON.stringify({ about: 'docker with a socket that does not exist', files, cases }, null, 1)}\n`,
);
