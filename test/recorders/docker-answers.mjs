/**
 * Records what the real client prints for what the real engine answers: each case holds the requests with their JSON
 * answers and the output. A proxy on a socket of its own stands between the two. Needs docker 28.5 with an engine.
 *
 *     node test/recorders/docker-answers.mjs > test/simulator/cli/data/answers.json
 */
import { spawn, spawnSync } from 'node:child_process';
import { createServer, request } from 'node:http';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const socket = (process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock').replace('unix://', '');
const own = join(mkdtempSync(join(tmpdir(), 'docker-answers-')), 'docker.sock');

const SETUP = `
pull -q busybox
pull -q hello-world
network create --subnet 10.99.0.0/24 --label team=red rec-net
network create --internal rec-inner
volume create --label a=b rec-vol
volume create rec-unused
run -d --name rec-web -p 18080:80 -p 127.0.0.1:18443:443/udp -v rec-vol:/data -v /etc:/host:ro --label k=v --label com.example.team=blue busybox sleep 1000
run --name rec-job busybox sh -c "echo out; echo changed > /note; rm /etc/group; exit 3"
create --name rec-idle busybox
run -d --name rec-ports -p 19000-19005:9000-9005 -p 19010:9010 -p 19010:9010/udp --expose 70-75 --network rec-net busybox sleep 1000
run -d --name rec-sick --health-cmd false --health-interval 500ms --health-retries 1 --network rec-net busybox sleep 1000
run -d --name rec-paused busybox sleep 1000
pause rec-paused
tag busybox rec/one:1
tag busybox rec/one:2
tag busybox localhost:5000/rec:x
run -d --name rec-limited -m 32m --cpus 0.5 --pids-limit 20 busybox sleep 1000
`;

const CASES = `
ps
ps -a
ps -aq
ps -a --no-trunc
ps -as
ps -n 2
ps -l
ps -a --filter name=rec-w --filter status=running
ps -a --filter label=k --format '{{.Names}} {{.Labels}}'
ps -a --format '{{.Names}}: {{.Ports}}'
ps -a --format 'table {{.Names}}\\t{{.Mounts}}\\t{{.LocalVolumes}}\\t{{.Networks}}\\t{{.State}}'
ps -a --format 'table {{.Names}}\\t{{.Label "k"}}'
ps --format json
ps -a --format '{{.ID}} {{.Image}} {{.Command}} {{.CreatedAt}} {{.RunningFor}} {{.Status}} {{.Size}}'
ps -a --format raw
ps -aq --format raw
ps -a --format '{{json .Names}} {{.State | upper}}'
ps --format 'table {{.Names | upper}}'
container ls
images
images -a
images -q
images --no-trunc
images --digests
images busybox
images rec/one
images rec/one:2
images --filter dangling=true
images --filter reference='rec/*' --format '{{.Repository}}:{{.Tag}}'
images --format json
images --format 'table {{.ID}}\\t{{.CreatedSince}}\\t{{.CreatedAt}}\\t{{.Size}}\\t{{.Digest}}'
images --format '{{.Repository}} {{.Containers}} {{.SharedSize}} {{.UniqueSize}} {{.VirtualSize}}'
images --format raw
images -q --no-trunc rec/one
image ls nosuch
network ls
network ls -q
network ls --no-trunc
network ls --filter driver=bridge
network ls --format json
network ls --format '{{.Name}} {{.Driver}} {{.Scope}} {{.IPv6}} {{.IPv4}} {{.Internal}} {{.Labels}} {{.CreatedAt}}'
network inspect rec-net
network inspect -f '{{range .IPAM.Config}}{{.Subnet}} {{.Gateway}}{{end}} {{.Labels}} {{len .Containers}} {{.Created}}' rec-net
network inspect -v rec-inner
network inspect nosuch
volume ls
volume ls -q
volume ls --filter dangling=true
volume ls --format json
volume ls --format '{{.Name}} {{.Driver}} {{.Mountpoint}} {{.Labels}} {{.Size}} {{.Links}} {{.Scope}}'
volume inspect rec-vol
volume inspect -f '{{.Labels.a}} {{.Mountpoint}} {{json .Options}} {{.Status}}' rec-vol
volume inspect nosuch
inspect rec-job
inspect -s rec-job
inspect -f '{{.State.ExitCode}} {{.Config.Cmd}} {{.HostConfig.RestartPolicy}}' rec-job rec-web
inspect -f '{{.SizeRw}} {{.SizeRootFs}}' -s rec-job
inspect -f '{{.RepoTags}} {{.Os}}/{{.Architecture}} {{.Config.Cmd}} {{.RootFS.Type}} {{.Metadata.LastTagTime}}' busybox
inspect busybox
inspect nosuch
inspect nosuch rec-vol
inspect rec-net rec-vol --format '{{.Name}} {{.Driver}}'
inspect --type image -f '{{.Id}}' busybox
inspect --type volume nosuch
container inspect nosuch
container inspect -f '{{json .State.Health}}' rec-sick
image inspect nosuch
image inspect hello-world
port rec-web
port rec-web 80
port rec-web 443/udp
port rec-web 81
port rec-ports
port rec-idle
diff rec-job
diff rec-idle
top rec-web
top rec-web -o pid,comm
top rec-idle
history busybox
history -q busybox
history --no-trunc busybox
history --human=false busybox
history --format '{{.ID}} {{.CreatedBy}} {{.CreatedSince}} {{.Size}} {{.Comment}}' busybox
history --format json busybox
history nosuch
stats --no-stream rec-web
stats --no-stream rec-limited rec-idle
stats --no-stream --format json rec-limited
stats --no-stream --format 'table {{.Name}}\\t{{.PIDs}}\\t{{.MemUsage}}' rec-limited
stats --no-stream --no-trunc --format '{{.Container}} {{.ID}} {{.Name}}' rec-web
stats --no-stream nosuch
system df
system df -v
system df --format json
system df --format '{{.Type}} {{.TotalCount}} {{.Active}} {{.Size}} {{.Reclaimable}}'
system df --format 'table {{.Type}}\\t{{.Size}}'
system df -v --format '{{len .Images}} {{len .Containers}} {{len .Volumes}}'
version
version -f '{{.Server.Version}} {{.Server.APIVersion}} {{.Server.Os}}/{{.Server.Arch}} {{.Server.KernelVersion}}'
version -f '{{json .Server}}'
version -f '{{range .Server.Components}}{{.Name}} {{.Version}};{{end}}'
version -f '{{.Nope}}'
info
info -f '{{.ServerVersion}} {{.Driver}} {{.NCPU}} {{.Swarm.LocalNodeState}} {{.Containers}} {{len .Plugins.Log}}'
info -f '{{json .DriverStatus}} {{json .Runtimes}} {{json .RegistryConfig}}'
info -f '{{.Nope}}'
search --limit 2 nginx
search --no-trunc busybox
search --filter stars=10000 --format '{{.Name}} {{.StarCount}} {{.IsOfficial}}' sql
update --memory 48m --memory-swap 96m rec-limited
update --restart always rec-limited rec-idle
update --cpus 99 rec-limited
rename rec-idle rec-lazy
rename rec-lazy rec-web
rename nosuch x
commit -m 'a message' -a me rec-job rec/made:1
commit nosuch
tag rec/made:1 rec/made:2
wait rec-job
wait nosuch
kill -s USR1 rec-job
kill nosuch rec-lazy
unpause rec-paused
unpause rec-paused
pause rec-lazy
restart -t 0 rec-web
stop -t 0 rec-web nosuch
stop rec-web
start rec-web nosuch
start rec-web
rm rec-web
rm rec-job nosuch
rm -f rec-web rec-paused
network connect --alias other rec-inner rec-limited
network connect rec-inner rec-limited
network disconnect rec-inner rec-limited
network disconnect rec-inner rec-limited
network rm rec-net
network rm nosuch
network rm -f nosuch
network create rec-net
network create rec-other --subnet 10.99.0.0/25
volume create rec-vol
volume create
volume create -d nosuch x
volume rm rec-vol nosuch
volume rm -f nosuch
rmi rec/made:1
rmi nosuch
rmi rec/one:1 rec/one:2
image prune -f
container prune -f --filter label=nosuch
network prune -f --filter label=nosuch
volume prune -f --filter label=nosuch
system prune -f --filter label=nosuch
image prune -af --filter label=nosuch
container prune -f --filter name=x
container create --name rec-made --restart always -e A=1 -p 1:2 busybox true
container create --name rec-made busybox
container create rec/nosuch
start rec-made
rm -fv rec-made
events --since 0s --until 0s
events --since 1 --until 2 --filter type=container
cp rec-limited:/etc/passwd -
export rec-lazy
save nosuch
load -i /dev/null
login -u x -p y localhost:5000
push rec/one:1
pull rec/nosuch
pull -q busybox
pull busybox:nosuch
`;

/** What a container is asked to be; none of them is started. */
const CREATES = `
-p 8080:80 busybox
-p 8080-8082:80-82 busybox
-p 127.0.0.1:8080:80/udp -p 80 -p 81/tcp busybox
-p 8000-8010:80 busybox
-p [::1]:8080:80 busybox
-P --expose 90 --expose 91-93/udp busybox
-e A=1 -e B=2 -e A=3 -e 'C=x y' busybox
-e HOME -e NOT_SET busybox
-l a=b -l c --label d=e=f busybox
-v rec-vol:/data busybox
-v /etc:/host:ro -v anon busybox
-v /anon busybox
-v rec-vol:/data:nocopy,z busybox
-v ./rel:/b busybox
--mount type=bind,src=/etc,dst=/x,readonly busybox
--mount type=volume,src=rec-vol,dst=/x,volume-nocopy,volume-label=a=b,volume-driver=local,volume-opt=type=tmpfs busybox
--mount type=volume,dst=/x busybox
--mount type=tmpfs,dst=/x,tmpfs-size=1m,tmpfs-mode=1770 busybox
--mount type=bind,src=/etc,dst=/x,bind-propagation=rslave,bind-recursive=disabled busybox
--mount src=rec-vol,target=/y,ro=true --mount type=tmpfs,target=/z busybox
--tmpfs /run --tmpfs /tmp:size=1m,mode=1777 busybox
--volumes-from rec-web:ro --volumes-from rec-limited busybox
--volume-driver local -v x:/y busybox
--network rec-net --network-alias a --network-alias b busybox
--network rec-net --ip 10.99.0.77 busybox
--network name=rec-net,alias=q,ip=10.99.0.78 --network rec-inner busybox
--network name=rec-net,driver-opt=com.x=y,gw-priority=5 busybox
--network host busybox
--network none busybox
--network container:rec-web busybox
--network bridge --mac-address 92:d0:c6:0a:29:33 busybox
--link rec-web:w --link rec-limited busybox
--link-local-ip 169.254.1.1 --network rec-net busybox
--restart on-failure:3 busybox
--restart unless-stopped busybox
--restart always busybox
--rm busybox
-it busybox
-i busybox
-t busybox
-a stdout busybox
-a stdin -a stderr -i busybox
-m 64m --memory-swap 128m --memory-reservation 32m --memory-swappiness 50 busybox
-m 1g --memory-swap -1 busybox
--cpus 1.5 --cpuset-cpus 0 --cpuset-mems 0 busybox
-c 512 --cpu-period 50000 --cpu-quota 25000 busybox
--pids-limit 100 --oom-score-adj 500 busybox
--oom-kill-disable -m 64m busybox
--blkio-weight 300 busybox
--blkio-weight-device /dev/null:200 --device-read-bps /dev/null:1mb --device-write-iops /dev/null:100 busybox
--device /dev/null --device /dev/zero:/dev/z:r busybox
--device-cgroup-rule 'c 1:3 rwm' busybox
--ulimit nofile=1024:2048 --ulimit nproc=64 busybox
--shm-size 128m busybox
--sysctl net.core.somaxconn=1024 --sysctl kernel.msgmax=65536 busybox
--cap-add NET_ADMIN --cap-add sys_time --cap-drop ALL busybox
--privileged busybox
--security-opt no-new-privileges --security-opt seccomp=unconfined busybox
--security-opt systempaths=unconfined busybox
--security-opt label=disable busybox
--read-only busybox
--init busybox
--init=false busybox
--user 1000:1000 --group-add audio --group-add 5 busybox
-w /srv busybox pwd
-h box --domainname example.com busybox
--hostname '' busybox
--dns 8.8.8.8 --dns 1.1.1.1 --dns-search example.com --dns-option ndots:2 busybox
--add-host a:1.2.3.4 --add-host b=::1 --add-host c:host-gateway busybox
--pid host --ipc host --uts host busybox
--pid container:rec-web --ipc container:rec-web busybox
--ipc none busybox
--cgroupns private busybox
--userns host busybox
--cgroup-parent /x busybox
--health-cmd 'curl -f x' --health-interval 5s --health-timeout 1s --health-retries 2 --health-start-period 3s --health-start-interval 1s busybox
--health-interval 5s busybox
--no-healthcheck busybox
--stop-signal SIGINT --stop-timeout 3 busybox
--log-driver local --log-opt max-size=1m busybox
--log-driver none busybox
--log-opt max-size=1m --log-opt max-file=3 busybox
--entrypoint sh busybox -c 'echo hi'
--entrypoint '' busybox ls
--annotation a=b busybox
--storage-opt size=1g busybox
--runtime runc busybox
--isolation default busybox
--gpus all busybox
--gpus 2 busybox
--gpus device=0 busybox
--platform linux/amd64 busybox
--pull never busybox
--quiet busybox
busybox echo a b 'c d'
busybox:latest
docker.io/library/busybox
`;

const CLEANUP = [
  ['rm', '-f', 'rec-web', 'rec-job', 'rec-idle', 'rec-lazy', 'rec-ports', 'rec-sick', 'rec-paused', 'rec-limited', 'rec-made'],
  ['network', 'rm', 'rec-net', 'rec-inner', 'rec-other'],
  ['volume', 'rm', 'rec-vol', 'rec-unused'],
  ['rmi', 'rec/one:1', 'rec/one:2', 'localhost:5000/rec:x', 'rec/made:1', 'rec/made:2'],
]; // prettier-ignore

const split = (line) =>
  [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, one, two, bare]) =>
    (one ?? two ?? bare).replaceAll('\\\\t', '\\t'),
  );
const lines = (text) => text.trim().split('\n').map(split);

let requests = [];
const isJson = (headers) => /application\/(x-)?(nd)?json/.test(headers['content-type'] ?? '');

const proxy = createServer((from, to) => {
  const sent = [];
  const onward = request(
    { socketPath: socket, path: from.url, method: from.method, headers: from.headers },
    (answer) => {
      to.writeHead(answer.statusCode, answer.headers);
      const got = [];
      answer.on('data', (piece) => {
        got.push(piece);
        to.write(piece);
      });
      answer.on('end', () => {
        to.end();
        if (from.url === '/_ping') return;
        const text = Buffer.concat(got).toString();
        const body = Buffer.concat(sent).toString();
        requests.push({
          method: from.method,
          path: from.url.replace(/^\/v[\d.]+/, ''),
          ...(body === '' || !isJson(from.headers) ? {} : { body: JSON.parse(body) }),
          status: answer.statusCode,
          answer: isJson(answer.headers) ? text.trim().split('\r\n').flatMap(parse) : [],
        });
      });
    },
  );
  from.on('data', (piece) => {
    sent.push(piece);
    onward.write(piece);
  });
  from.on('end', () => onward.end());
});

/** One JSON value, or several on lines of their own. */
function parse(text) {
  if (text === '') return [];
  try {
    return [JSON.parse(text)];
  } catch {
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  }
}

function docker(args, host) {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, HOME: '/root', DOCKER_CONFIG: join(own, '../config') };
    const child = spawn('docker', ['-H', `unix://${host}`, ...args], {
      cwd: '/usr',
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const out = { stdout: '', stderr: '' };
    child.stdout.on('data', (piece) => (out.stdout += piece));
    child.stderr.on('data', (piece) => (out.stderr += piece));
    child.on('close', (status) => resolve({ ...out, status }));
  });
}

proxy.listen(own, async () => {
  for (const args of CLEANUP) spawnSync('docker', args);
  for (const args of lines(SETUP)) await docker(args, socket);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  const cases = [];
  const creates = lines(CREATES).map((args) => ['create', ...args]);
  for (const args of [...creates, ...lines(CASES)]) {
    requests = [];
    const now = Date.now();
    const result = await docker(args, own);
    const printable = /^[\t\n\r\x1b -~\u00a0-\uffff]*$/.test(result.stdout) ? result.stdout : '';
    cases.push({ args, now, requests, ...result, stdout: printable });
    if (args[0] === 'create' && result.status === 0) spawnSync('docker', ['rm', '-v', result.stdout.trim()]);
  }
  for (const args of CLEANUP) spawnSync('docker', args);
  proxy.close();
  const answers = new Map();
  for (const each of cases.flatMap((one) => one.requests)) {
    const text = JSON.stringify(each.answer);
    if (!answers.has(text)) answers.set(text, answers.size);
    each.answer = answers.get(text);
  }
  const about = 'requests, answers and output of docker 28.5.2; the host is a socket of the recorder';
  const list = (lines) => `[\n${lines.join(',\n')}\n]`;
  const lineOf = (each) => JSON.stringify(each);
  process.stdout.write(
    `{"about":${lineOf(about)},\n"answers":${list([...answers.keys()])},\n"cases":${list(cases.map(lineOf))}}\n`,
  );
});
