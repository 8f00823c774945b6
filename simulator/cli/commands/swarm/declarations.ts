/**
 * The commands of Swarm, plugins, Content Trust and checkpoints, one a line below their noun:
 * `verb | usage | aliases | flags`, a flag being `name/shorthand:type=default` (without a type it is a bool).
 */
export const DECLARATIONS: Readonly<Record<string, string>> = {
  checkpoint: `
create | [OPTIONS] CONTAINER CHECKPOINT |  | checkpoint-dir:string leave-running
ls | [OPTIONS] CONTAINER | list | checkpoint-dir:string
rm | [OPTIONS] CONTAINER CHECKPOINT | remove | checkpoint-dir:string
`,
  config: `
create | [OPTIONS] CONFIG file|- |  | label/l:list template-driver:string
inspect | [OPTIONS] CONFIG [CONFIG...] |  | format/f:string pretty
ls | [OPTIONS] | list | filter/f:filter format:string quiet/q
rm | CONFIG [CONFIG...] | remove | 
`,
  node: `
demote | NODE [NODE...] |  | 
inspect | [OPTIONS] self|NODE [NODE...] |  | format/f:string pretty
ls | [OPTIONS] | list | filter/f:filter format:string quiet/q
promote | NODE [NODE...] |  | 
ps | [OPTIONS] [NODE...] |  | filter/f:filter format:string no-resolve no-trunc quiet/q
rm | [OPTIONS] NODE [NODE...] | remove | force/f
update | [OPTIONS] NODE |  | availability:string label-add:list label-rm:list role:string
`,
  plugin: `
create | [OPTIONS] PLUGIN PLUGIN-DATA-DIR |  | compress
disable | [OPTIONS] PLUGIN |  | force/f
enable | [OPTIONS] PLUGIN |  | timeout:int=30
inspect | [OPTIONS] PLUGIN [PLUGIN...] |  | format/f:string
install | [OPTIONS] PLUGIN [KEY=VALUE...] |  | alias:string disable disable-content-trust=true grant-all-permissions
ls | [OPTIONS] | list | filter/f:filter format:string no-trunc quiet/q
push | [OPTIONS] PLUGIN[:TAG] |  | disable-content-trust=true
rm | [OPTIONS] PLUGIN [PLUGIN...] | remove | force/f
set | PLUGIN KEY=VALUE [KEY=VALUE...] |  | 
upgrade | [OPTIONS] PLUGIN [REMOTE] |  | disable-content-trust=true grant-all-permissions skip-remote-check
`,
  secret: `
create | [OPTIONS] SECRET [file|-] |  | driver/d:string label/l:list template-driver:string
inspect | [OPTIONS] SECRET [SECRET...] |  | format/f:string pretty
ls | [OPTIONS] | list | filter/f:filter format:string quiet/q
rm | SECRET [SECRET...] | remove | 
`,
  service: `
create | [OPTIONS] IMAGE [COMMAND] [ARG...] |  | cap-add:list cap-drop:list config:config constraint:list container-label:list credential-spec:credential-spec detach/d dns:list dns-option:list dns-search:list endpoint-mode:string=vip entrypoint:command env/e:list env-file:list generic-resource:list group:list health-cmd:string health-interval:duration health-retries:int health-start-interval:duration health-start-period:duration health-timeout:duration host:list hostname:string init isolation:string label/l:list limit-cpu:decimal limit-memory:bytes limit-pids:int=0 log-driver:string log-opt:list max-concurrent:uint mode:string=replicated mount:mount name:string network:network no-healthcheck no-resolve-image oom-score-adj:int placement-pref:pref publish/p:port quiet/q read-only replicas:uint replicas-max-per-node:uint=0 reserve-cpu:decimal reserve-memory:bytes restart-condition:string=any restart-delay:duration=5s restart-max-attempts:uint restart-window:duration rollback-delay:duration=0s rollback-failure-action:string=pause rollback-max-failure-ratio:float=0 rollback-monitor:duration=5s rollback-order:string=stop-first rollback-parallelism:uint=1 secret:secret stop-grace-period:duration=10s stop-signal:string sysctl:list tty/t ulimit:ulimit=[] update-delay:duration=0s update-failure-action:string=pause update-max-failure-ratio:float=0 update-monitor:duration=5s update-order:string=stop-first update-parallelism:uint=1 user/u:string with-registry-auth workdir/w:string
inspect | [OPTIONS] SERVICE [SERVICE...] |  | format/f:string pretty
logs | [OPTIONS] SERVICE|TASK |  | details follow/f no-resolve no-task-ids no-trunc raw since:string tail/n:string=all timestamps/t
ls | [OPTIONS] | list | filter/f:filter format:string quiet/q
ps | [OPTIONS] SERVICE [SERVICE...] |  | filter/f:filter format:string no-resolve no-trunc quiet/q
rm | SERVICE [SERVICE...] | remove | 
rollback | [OPTIONS] SERVICE |  | detach/d quiet/q
scale | SERVICE=REPLICAS [SERVICE=REPLICAS...] |  | detach/d
update | [OPTIONS] SERVICE |  | args:command cap-add:list cap-drop:list config-add:config config-rm:list constraint-add:list constraint-rm:list container-label-add:list container-label-rm:list credential-spec:credential-spec detach/d dns-add:list dns-option-add:list dns-option-rm:list dns-rm:list dns-search-add:list dns-search-rm:list endpoint-mode:string entrypoint:command env-add:list env-rm:list force generic-resource-add:list generic-resource-rm:list group-add:list group-rm:list health-cmd:string health-interval:duration health-retries:int health-start-interval:duration health-start-period:duration health-timeout:duration host-add:list host-rm:list hostname:string image:string init isolation:string label-add:list label-rm:list limit-cpu:decimal limit-memory:bytes limit-pids:int=0 log-driver:string log-opt:list max-concurrent:uint mount-add:mount mount-rm:list network-add:network network-rm:list no-healthcheck no-resolve-image oom-score-adj:int placement-pref-add:pref placement-pref-rm:pref publish-add:port publish-rm:port quiet/q read-only replicas:uint replicas-max-per-node:uint=0 reserve-cpu:decimal reserve-memory:bytes restart-condition:string restart-delay:duration restart-max-attempts:uint restart-window:duration rollback rollback-delay:duration rollback-failure-action:string rollback-max-failure-ratio:float rollback-monitor:duration rollback-order:string rollback-parallelism:uint secret-add:secret secret-rm:list stop-grace-period:duration stop-signal:string sysctl-add:list sysctl-rm:list tty/t ulimit-add:ulimit=[] ulimit-rm:list update-delay:duration update-failure-action:string update-max-failure-ratio:float update-monitor:duration update-order:string update-parallelism:uint user/u:string with-registry-auth workdir/w:string
`,
  stack: `
config | [OPTIONS] |  | compose-file/c:strings skip-interpolation
deploy | [OPTIONS] STACK | up | compose-file/c:strings detach/d=true prune quiet/q resolve-image:string=always with-registry-auth
ls | [OPTIONS] | list | format:string
ps | [OPTIONS] STACK |  | filter/f:filter format:string no-resolve no-trunc quiet/q
rm | [OPTIONS] STACK [STACK...] | remove down | detach/d=true
services | [OPTIONS] STACK |  | filter/f:filter format:string quiet/q
`,
  swarm: `
ca | [OPTIONS] |  | ca-cert:pem-file ca-key:pem-file cert-expiry:duration=2160h0m0s detach/d external-ca:external-ca quiet/q rotate
init | [OPTIONS] |  | advertise-addr:string autolock availability:string=active cert-expiry:duration=2160h0m0s data-path-addr:string data-path-port:uint32 default-addr-pool:ipNetSlice=[] default-addr-pool-mask-length:uint32=24 dispatcher-heartbeat:duration=5s external-ca:external-ca force-new-cluster listen-addr:node-addr=0.0.0.0:2377 max-snapshots:uint snapshot-interval:uint=10000 task-history-limit:int=5
join | [OPTIONS] HOST:PORT |  | advertise-addr:string availability:string=active data-path-addr:string listen-addr:node-addr=0.0.0.0:2377 token:string
join-token | [OPTIONS] (worker|manager) |  | quiet/q rotate
leave | [OPTIONS] |  | force/f
unlock |  |  | 
unlock-key | [OPTIONS] |  | quiet/q rotate
update | [OPTIONS] |  | autolock cert-expiry:duration=2160h0m0s dispatcher-heartbeat:duration=5s external-ca:external-ca max-snapshots:uint snapshot-interval:uint=10000 task-history-limit:int=5
`,
  trust: `
inspect | IMAGE[:TAG] [IMAGE[:TAG]...] |  | pretty
key generate | NAME |  | dir:string
key load | [OPTIONS] KEYFILE |  | name:string=signer
revoke | [OPTIONS] IMAGE[:TAG] |  | yes/y
sign | IMAGE:TAG |  | local
signer add | OPTIONS NAME REPOSITORY [REPOSITORY...] |  | key:list
signer remove | [OPTIONS] NAME REPOSITORY [REPOSITORY...] |  | force/f
`,
};
