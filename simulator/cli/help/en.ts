/** Descriptions of commands and flags in English. See texts.ts for the form. */
export const TEXTS = `
docker: Runs programs in containers, each with all it needs
  --config: Directory of the client's settings
  --context: Context to work with, instead of the one in use ("docker context use") and of DOCKER_HOST
  --debug: Print debug messages
  --host: Address of the engine to talk to
  --log-level: Least important messages to print ("debug", "info", "warn", "error", "fatal")
  --tls: Talk to the engine over TLS (--tlsverify includes it)
  --tlscacert: Authority whose certificates are trusted
  --tlscert: The client's TLS certificate
  --tlskey: The key of the client's TLS certificate
  --tlsverify: Use TLS, and check the engine's certificate
  --version: Print the version and leave
*: What several commands have in common
  --all: Show all of them
  --disable-content-trust: Do not check the image's signature
  --driver: Driver to use
  --filter: Show only what meets these conditions
  --force: Do not ask first
  --format: How each row is printed:
    |'table':            columns under titles (what is printed otherwise)
    |'table TEMPLATE':   columns under titles, from this Go template
    |'json':             a JSON object per row
    |'TEMPLATE':         this Go template per row
    |https://docs.docker.com/go/formatting/ tells how templates are written
  --help: Print this page
  --label: Add a label (KEY=VALUE)
  --no-trunc: Show values in full length
  --platform: Platform, where the server knows several (os[/arch[/variant]])
  --quiet: Print only ids
builder: Builds of images
buildx: Build images with more of BuildKit
  --builder: Builder to use
  --debug: Print debug messages
buildx bake: Builds of several images from a file
buildx create: Make another builder
buildx dial-stdio: Connect the terminal's input and output to the builder
buildx du: Show what the build cache holds
buildx inspect: Show everything known about the builder
buildx ls: List builders
buildx prune: Empty the build cache
  --all: Also what images use
  --max-used-space: Most that the cache may hold
  --min-free-space: Least that stays free on the disk
  --reserved-space: What the cache may always hold
  --verbose: Show more of each record
buildx rm: Remove builders
buildx stop: Stop the builder
buildx use: Choose the builder that is used from now on
buildx version: Print the version
buildx history: What earlier builds did
buildx history export: Write records of builds into a file
buildx history import: Read records of builds from a file
buildx history inspect: Show everything known about a build
buildx history logs: Show what a build printed
buildx history ls: List builds
buildx history open: Open a build in Docker Desktop
buildx history rm: Remove records of builds
buildx imagetools: What registries know of images
buildx imagetools create: Make an image out of others, in a registry
buildx imagetools inspect: Show what a registry says of an image
compose: Docker Compose
bake: Builds of several images from a file
container: Work with containers
container attach: Connect the terminal to a running container's input and output
  --detach-keys: Keys that let go of the container again
  --no-stdin: Leave the container's input alone
  --sig-proxy: Hand signals on to the container's process
container commit: Make an image from a container's changed files
  --author: Who made the image ("Ada Lovelace <ada@example.com>")
  --change: Dockerfile instruction to carry out on the new image
  --message: What changed
  --pause: Pause the container while its files are read
container cp: Copy files into a container or out of one
  |Instead of a path, - reads a tar archive from the input or writes one to the output.
  --archive: Keep owners and groups
  --follow-link: Copy what a symbolic link in SRC_PATH points to
  --quiet: Print nothing while copying; nothing is printed either where there is no terminal
container create: Make a container without starting it
  --add-host: Line for the container's hosts file (host:ip)
  --annotation: Annotation for the runtime, handed on as it is
  --attach: Connect STDIN, STDOUT or STDERR
  --blkio-weight: Share of disk time, from 10 to 1000; 0 leaves it alone
  --blkio-weight-device: Share of one device's time
  --cap-add: Give a Linux capability
  --cap-drop: Take a Linux capability away
  --cgroup-parent: Cgroup to put the container under
  --cgroupns: Cgroup namespace (host|private)
    |'host':    the engine's own
    |'private': one of the container's own
    |'':        as the engine is set up (default-cgroupns-mode)
  --cidfile: Write the container's id to this file
  --cpu-period: Length of a CFS period
  --cpu-quota: CPU time within a CFS period
  --cpu-rt-period: Length of a real-time period in microseconds
  --cpu-rt-runtime: CPU time within a real-time period in microseconds
  --cpu-shares: Share of CPU time against other containers
  --cpus: How many CPUs' time it may use
  --cpuset-cpus: CPUs it may run on (0-3, 0,1)
  --cpuset-mems: Memory nodes it may use (0-3, 0,1)
  --detach: Leave the container in the background and print its id
  --detach-keys: Keys that let go of the container again
  --device: Device of the host to give to the container
  --device-cgroup-rule: Rule about which devices it may use
  --device-read-bps: Bytes per second it may read from a device
  --device-read-iops: Reads per second from a device
  --device-write-bps: Bytes per second it may write to a device
  --device-write-iops: Writes per second to a device
  --dns: DNS server to ask
  --dns-option: Option of the DNS resolver
  --dns-search: Domain to look names up in
  --domainname: The container's NIS domain
  --entrypoint: Program to run instead of the image's ENTRYPOINT
  --env: Set an environment variable
  --env-file: Read environment variables from a file
  --expose: Port the program listens on, published or not
  --gpus: GPUs to give to the container ('all' for every one)
  --group-add: Group to join besides the user's own
  --health-cmd: Command that finds out whether it is well
  --health-interval: Pause between two checks (ms|s|m|h)
  --health-retries: Failures in a row until it counts as unhealthy
  --health-start-interval: Pause between checks while it starts (ms|s|m|h)
  --health-start-period: Time to start, in which failures do not count (ms|s|m|h)
  --health-timeout: Longest time for one check (ms|s|m|h)
  --hostname: The container's host name
  --init: Put a small init before the program that hands on signals and reaps processes
  --interactive: Keep the input open, also when not attached
  --ip: IPv4 address in the container's network (172.30.100.104)
  --ip6: IPv6 address in the container's network (2001:db8::33)
  --ipc: IPC namespace to use
  --isolation: How the container is set apart from others
  --kernel-memory: Limit of kernel memory
  --label: Label for the container
  --label-file: Read labels from a file, one a line
  --link: Let another container be reached by its name
  --link-local-ip: Link-local address in the container's network
  --log-driver: Where the container's output is kept
  --log-opt: Option of the logging driver
  --mac-address: Ethernet address (92:d0:c6:0a:29:33)
  --memory: Limit of memory
  --memory-reservation: Memory that is left to it when memory is short
  --memory-swap: Memory and swap together; '-1' lets it swap without limit
  --memory-swappiness: How readily its memory is swapped out (0 to 100)
  --mount: Mount a volume, a path of the host, or memory
  --name: Name of the container
  --network: Network to connect it to
  --network-alias: Further name in the network
  --no-healthcheck: Do without the image's HEALTHCHECK
  --oom-kill-disable: Never kill it when memory runs out
  --oom-score-adj: How readily it is killed when memory runs out (-1000 to 1000)
  --pid: PID namespace to use
  --pids-limit: Most processes it may have (-1 for any number)
  --privileged: Give the container all rights on the host
  --publish: Make a port reachable on the host
  --publish-all: Make every exposed port reachable on a free port of the host
  --pull: When to pull the image ("always", "missing", "never")
  --quiet: Print no progress of the pull
  --read-only: Mount the container's own files so that they cannot change
  --restart: When to start it again after it ended
  --rm: Remove the container and its unnamed volumes when it ends
  --runtime: Runtime to use for this container
  --security-opt: Security option
  --shm-size: Size of /dev/shm
  --sig-proxy: Hand signals on to the container's process
  --stop-signal: Signal that asks the container to end
  --stop-timeout: Seconds until a container that does not end is killed
  --storage-opt: Option of the storage driver
  --sysctl: Kernel setting
  --tmpfs: Mount memory at a directory
  --tty: Give it a terminal
  --ulimit: Limit of the process's resources
  --use-api-socket: Give it the API socket and the client's credentials
  --user: Name or id of the user (form: <name|uid>[:<group|gid>])
  --userns: User namespace to use
  --uts: UTS namespace to use
  --volume: Mount a volume or a path of the host
  --volume-driver: Volume driver, where none is named
  --volumes-from: Mount the same volumes as these containers
  --workdir: Directory to start in
container diff: Show which files of a container differ from its image's
container exec: Run another command in a running container
  --detach: Leave the command in the background
  --detach-keys: Keys that let go of the container again
  --env: Set an environment variable
  --env-file: Read environment variables from a file
  --interactive: Keep the input open, also when not attached
  --privileged: Give the command all rights on the host
  --tty: Give it a terminal
  --user: Name or id of the user (form: <name|uid>[:<group|gid>])
  --workdir: Directory to start in, within the container
container export: Write all files of a container as one tar archive
  --output: File to write instead of STDOUT
container inspect: Show everything known about containers
  --format: What is printed instead of indented JSON:
    |'json':             JSON without line breaks
    |'TEMPLATE':         this Go template
    |https://docs.docker.com/go/formatting/ tells how templates are written
  --size: Add up sizes too
container kill: Send a signal to containers, SIGKILL unless told otherwise
  --signal: Which signal
container logs: Show what a container has written
  --details: Show the labels and variables that were asked to be logged
  --follow: Go on as more is written
  --since: Only from then on ("2013-01-02T13:23:37Z"), or as long ago as this ("42m" for 42 minutes)
  --tail: How many lines from the end
  --timestamps: Show when each line was written
  --until: Only before then ("2013-01-02T13:23:37Z"), or until as long ago as this ("42m" for 42 minutes)
container ls: List containers
  --all: Also those that do not run
  --last: The last n that were created, running or not
  --latest: The one that was created last, running or not
  --size: Show sizes
container pause: Suspend all processes of containers
container port: Show where a container's ports can be reached
container prune: Remove the containers that do not run
  --filter: Remove only what meets these conditions ("until=<timestamp>")
container rename: Give a container another name
container restart: Stop containers and start them again
  --signal: Signal that asks the container to end
  --timeout: Seconds until it is killed
container rm: Remove containers
  --force: Kill those that run first (SIGKILL)
  --link: Remove the link, not the container
  --volumes: Remove the container's unnamed volumes too
container run: Make a container from an image and start it
container start: Start containers that have stopped
  --attach: Show the output and hand on signals
  --checkpoint: Checkpoint to start from
  --checkpoint-dir: Directory with checkpoints of one's own
  --detach-keys: Keys that let go of the container again
  --interactive: Connect the container's input
container stats: Show what containers use, as it changes
  --all: Also those that do not run
  --no-stream: Show the first figures and leave
container stop: End containers
  --signal: Signal that asks the container to end
  --timeout: Seconds until it is killed
container top: Show the processes of a container
container unpause: Let paused containers go on
container update: Change the limits of containers
container wait: Wait until containers end and print their exit codes
context: Work with contexts
context create: Add a context
  |
  |The keys of --docker:
  |
  |NAME                DESCRIPTION
  |from                take the endpoint of the context with this name
  |host                address of the engine
  |ca                  authority whose certificates are trusted
  |cert                certificate file
  |key                 key file
  |skip-tls-verify     do not check the engine's certificate
  --description: What the context is for
  --docker: Where its engine is
  --from: Context to copy
context export: Write a context to a tar archive, a FILE or STDOUT
context import: Add a context from a tar archive
context inspect: Show everything known about contexts
context ls: List contexts
  --quiet: Print only names
context rm: Remove contexts
  --force: Also the one in use
context show: Print the name of the context in use
context update: Change a context
  --description: What the context is for
  --docker: Where its engine is
context use: Set the context that is used from now on
image: Work with images
image build: Build an image from a Dockerfile
  --add-host: Line for the hosts file while building (format: "host:ip")
  --allow: Allow what is not allowed otherwise ("network.host", "security.insecure", "device")
  --annotation: Add an annotation to the image
  --attest: Attestation to add (format: "type=sbom,generator=image")
  --build-arg: Value for an ARG of the Dockerfile
  --build-context: Further build context (name=path)
  --builder: Builder to use
  --cache-from: Where layers may be taken from ("user/app:cache", "type=local,src=path/to/dir")
  --cache-to: Where layers are kept ("user/app:cache", "type=local,dest=path/to/dir")
  --call: What to do with the Dockerfile ("build", "check", "outline", "targets")
  --cgroup-parent: Cgroup for RUN instructions
  --check: The same as "--call=check"
  --debug: Print debug messages
  --file: The Dockerfile (default: "PATH/Dockerfile")
  --iidfile: Write the image's id to this file
  --label: Label for the image
  --load: The same as "--output=type=docker"
  --metadata-file: Write what came of the build to this file
  --network: Network of RUN instructions
  --no-cache: Build every step anew
  --no-cache-filter: Build these stages anew
  --output: Where the result goes (format: "type=local,dest=path")
  --platform: Platform to build for
  --progress: How progress is shown ("auto", "none", "plain", "quiet", "rawjson", "tty"); plain shows what the steps print
  --provenance: The same as "--attest=type=provenance"
  --pull: Ask for newer base images every time
  --push: The same as "--output=type=registry,unpack=false"
  --quiet: Print nothing but the image's id at the end
  --sbom: The same as "--attest=type=sbom"
  --secret: Secret for RUN instructions (format: "id=mysecret[,src=/local/secret]")
  --shm-size: Size of /dev/shm in RUN instructions
  --ssh: SSH agent or keys for RUN instructions (format: "default|<id>[=<socket>|<key>[,<key>]]")
  --tag: Name of the image (format: "[registry/]repository[:tag]")
  --target: Stage to build
  --ulimit: Limits of RUN instructions
image history: Show the layers of an image
  --format: How each row is printed:
    |'table':            columns under titles (what is printed otherwise)
    |'table TEMPLATE':   columns under titles, from this Go template
    |'json':             a JSON object per row
    |'TEMPLATE':         this Go template per row
    |https://docs.docker.com/go/formatting/ tells how templates are written
  --human: Sizes and times as people read them
  --platform: Platform to show, as os[/arch[/variant]] (e.g., "linux/amd64")
image import: Make an image from a tar archive of files
  --change: Dockerfile instruction to carry out on the new image
  --message: What the layer is
image inspect: Show everything known about images
  --format: What is printed instead of indented JSON:
    |'json':             JSON without line breaks
    |'TEMPLATE':         this Go template
    |https://docs.docker.com/go/formatting/ tells how templates are written
  --platform: Platform to show, as os[/arch[/variant]] (e.g., "linux/amd64")
image load: Take in the images of an archive that docker save wrote
  --input: File to read instead of STDIN
  --platform: Only these platforms, as os[/arch[/variant]] (e.g., linux/amd64,linux/arm64)
  --quiet: Print no progress
image ls: List images
  --all: Also those that lie between others
  --digests: Show digests
  --tree: Show images with their platforms as a tree (EXPERIMENTAL)
image prune: Remove images that nothing needs
  --all: Not only those without a name, all that no container uses
  --filter: Remove only what meets these conditions ("until=<timestamp>")
image pull: Fetch an image from a registry
  --all-tags: Every tag of the repository
  --quiet: Print only the name
image push: Send an image to a registry
  --all-tags: Every tag of the repository
  --platform: Only this platform of the image, as os[/arch[/variant]]
    |'' sends the image with all of its platforms
  --quiet: Print only the name
image rm: Remove images
  --force: Also an image that is in use
  --no-prune: Keep layers that lose their name
  --platform: Only these platforms, as os[/arch[/variant]] (e.g., linux/amd64,linux/arm64)
image save: Write images to an archive
  --output: File to write instead of STDOUT
  --platform: Only these platforms, as os[/arch[/variant]] (e.g., linux/amd64,linux/arm64)
image tag: Give an image another name
inspect: Show everything known about any object: a container, an image, a network
  --format: What is printed instead of indented JSON:
    |'json':             JSON without line breaks
    |'TEMPLATE':         this Go template
    |https://docs.docker.com/go/formatting/ tells how templates are written
  --size: Add up the sizes of containers too
  --type: Only look for objects of this kind
login: Sign in to a registry
  |Without a server it is Docker Hub.
  --password: Password or access token (PAT)
  --password-stdin: Read the password or access token (PAT) from STDIN
  --username: Name of the account
logout: Sign out of a registry
  |Without a server it is the engine's usual one.
manifest: Work with manifests and lists of them
manifest annotate: Add what is missing to an entry of a local list
  --arch: Architecture
  --os: Operating system
  --os-features: Features of the operating system
  --os-version: Version of the operating system
  --variant: Variant of the architecture
manifest create: Make a local list of manifests
  --amend: Add to a list that is there already
  --insecure: Also talk to registries without TLS
manifest inspect: Show a manifest or a list of them
  --insecure: Also talk to registries without TLS
  --verbose: Also show layers and platforms
manifest push: Send a list of manifests to a registry
  --insecure: Also talk to registries without TLS
  --purge: Remove the local list afterwards
manifest rm: Remove local lists of manifests
network: Work with networks
network connect: Connect a container to a network
  --alias: Further name of the container in the network
  --driver-opt: Option of the network's driver
  --gw-priority: Highest wins the default route; less than 0 is allowed
  --ip: IPv4 address ("172.30.100.104")
  --ip6: IPv6 address ("2001:db8::33")
  --link: Let another container be reached by its name
  --link-local-ip: Link-local address of the container
network create: Make a network
  --attachable: Let containers be connected by hand
  --aux-address: Addresses that the driver uses itself
  --config-from: Network whose settings are taken over
  --config-only: Only keep the settings
  --driver: Driver of the network
  --gateway: Gateway of the subnet
  --ingress: The routing mesh of a swarm
  --internal: Cut the network off from outside
  --ip-range: Part of the subnet that containers get addresses from
  --ipam-driver: Driver that hands out addresses
  --ipam-opt: Option of that driver
  --ipv4: Hand out IPv4 addresses
  --ipv6: Hand out IPv6 addresses
  --label: Label for the network
  --opt: Option of the driver
  --scope: Where the network reaches
  --subnet: The network's addresses in CIDR form
network disconnect: Take a container out of a network
  --force: Even if the container cannot be found
network inspect: Show everything known about networks
  --format: What is printed instead of indented JSON:
    |'json':             JSON without line breaks
    |'TEMPLATE':         this Go template
    |https://docs.docker.com/go/formatting/ tells how templates are written
  --verbose: Say more, for finding what is wrong
network ls: List networks
  --filter: Show only what meets these conditions (driver=bridge)
network prune: Remove the networks that no container uses
  --filter: Remove only what meets these conditions ("until=<timestamp>")
network rm: Remove networks
  --force: No error for a network that does not exist
search: Look for images on Docker Hub
  --format: Go template for each row
  --limit: Most results to show
system: Look at the engine as a whole
system df: Show what takes up space
  --verbose: Show every object
system events: Show what happens in the engine as it happens
  --format: What is printed for each event:
    |'json':             a JSON object
    |'TEMPLATE':         this Go template
    |https://docs.docker.com/go/formatting/ tells how templates are written
  --since: All events since then
  --until: Only until then
system info: Show the state of the engine
  --format: What is printed instead of the list:
    |'json':             JSON
    |'TEMPLATE':         this Go template
    |https://docs.docker.com/go/formatting/ tells how templates are written
system prune: Remove everything that nothing needs
  --all: All images that no container uses, not only those without a name
  --filter: Remove only what meets these conditions ("label=<key>=<value>")
  --volumes: Unnamed volumes too
version: Show the versions of client and engine
  --format: What is printed instead of the list:
    |'json':             JSON
    |'TEMPLATE':         this Go template
    |https://docs.docker.com/go/formatting/ tells how templates are written
volume: Work with volumes
volume create: Make a volume
  --availability: Whether the cluster volume can be used ("active", "pause", "drain")
  --driver: Driver of the volume
  --group: Group of the cluster volume
  --label: Label for the volume
  --limit-bytes: Least size of the cluster volume in bytes
  --opt: Option of the driver
  --required-bytes: Most size of the cluster volume in bytes
  --scope: Scope of the cluster volume ("single", "multi")
  --secret: Secrets of the cluster volume
  --sharing: How the cluster volume is shared ("none", "readonly", "onewriter", "all")
  --topology-preferred: Where the cluster volume would best be
  --topology-required: Where the cluster volume must be reachable from
  --type: How the cluster volume is used ("mount", "block")
volume inspect: Show everything known about volumes
  --format: What is printed instead of indented JSON:
    |'json':             JSON without line breaks
    |'TEMPLATE':         this Go template
    |https://docs.docker.com/go/formatting/ tells how templates are written
volume ls: List volumes
  --filter: Show only what meets these conditions ("dangling=true")
  --quiet: Print only names
volume prune: Remove the volumes that no container uses
  --all: Those with a name too
  --filter: Remove only what meets these conditions ("label=<label>")
volume rm: Remove volumes
  |A volume that a container uses cannot be removed.
  --force: No error for a volume that does not exist
volume update: Change a cluster volume
  --availability: Whether the cluster volume can be used ("active", "pause", "drain")
config: Settings files of a swarm
config create: Add a settings file
  --template-driver: Driver that fills in templates
config inspect: Show everything known about settings files
  --pretty: Print it for people
config ls: List settings files
config rm: Remove settings files
node: Machines of a swarm
node demote: Make managers into workers
node inspect: Show everything known about machines of the swarm
  --pretty: Print it for people
node ls: List the machines of the swarm
node promote: Make workers into managers
node ps: List the tasks of machines
  --no-resolve: Print ids instead of names
node rm: Take machines out of the swarm
node update: Change a machine's settings
  --availability: Whether it takes tasks ("active", "pause", "drain")
  --label-add: Add a label or change it (key=value)
  --label-rm: Take a label away
  --role: What it is ("worker", "manager")
plugin: Work with plugins of the engine
plugin create: Make a plugin from a directory with its files and config.json
  --compress: Compress the files with gzip
plugin disable: Turn a plugin off
plugin enable: Turn a plugin on
  --timeout: Seconds to wait for it
plugin inspect: Show everything known about plugins
plugin install: Fetch a plugin and turn it on
  --alias: Name of the plugin here
  --disable: Do not turn it on
  --grant-all-permissions: Give it every right it asks for
plugin ls: List plugins
plugin push: Send a plugin to a registry
plugin rm: Remove plugins
plugin set: Change a plugin's settings
plugin upgrade: Replace a plugin by a newer one
  --grant-all-permissions: Give it every right it asks for
  --skip-remote-check: Even if it is another plugin than before
secret: Secrets of a swarm
secret create: Add a secret
  --driver: Driver that keeps the secret
  --template-driver: Driver that fills in templates
secret inspect: Show everything known about secrets
  --pretty: Print it for people
secret ls: List secrets
secret rm: Remove secrets
service: Services of a swarm
service create: Start a service
  --config: Settings file for the tasks
  --constraint: Condition on the machines it runs on
  --container-label: Label for the containers
  --credential-spec: Managed service account
  --detach: Return at once
  --dns: DNS server to ask
  --endpoint-mode: How it is reached (vip or dnsrr)
  --generic-resource: Resource of the machines that it needs
  --group: Group to join besides the user's own
  --host: Line for the hosts file (host:ip)
  --label: Label for the service
  --limit-cpu: Most CPUs' time
  --limit-memory: Most memory
  --limit-pids: Most processes; 0 for any number
  --max-concurrent: Job tasks at the same time (--replicas otherwise)
  --mode: Kind of the service ("replicated", "global", "replicated-job", "global-job")
  --name: Name of the service
  --network: Network for the tasks
  --no-resolve-image: Do not ask the registry for the image's digest
  --placement-pref: How tasks are spread
  --publish: Port under which it is reached
  --quiet: Print no progress
  --replicas: How many tasks
  --replicas-max-per-node: Most tasks on one machine; 0 for any number
  --reserve-cpu: CPUs that are kept for it
  --reserve-memory: Memory that is kept for it
  --restart-condition: When a task is started again ("none", "on-failure", "any")
  --restart-delay: Pause before that (ns|us|ms|s|m|h)
  --restart-max-attempts: How often
  --restart-window: Time in which that is counted (ns|us|ms|s|m|h)
  --rollback-delay: Pause between tasks that go back (ns|us|ms|s|m|h)
  --rollback-failure-action: When going back fails ("pause", "continue")
  --rollback-max-failure-ratio: Part that may fail when going back
  --rollback-monitor: How long tasks that went back are watched (ns|us|ms|s|m|h)
  --rollback-order: What comes first when going back ("start-first", "stop-first")
  --rollback-parallelism: Tasks that go back at the same time; 0 for all
  --secret: Secret for the tasks
  --stop-grace-period: Time until a task that does not end is killed (ns|us|ms|s|m|h)
  --update-delay: Pause between tasks that change (ns|us|ms|s|m|h)
  --update-failure-action: When a change fails ("pause", "continue", "rollback")
  --update-max-failure-ratio: Part that may fail in a change
  --update-monitor: How long changed tasks are watched (ns|us|ms|s|m|h)
  --update-order: What comes first in a change ("start-first", "stop-first")
  --update-parallelism: Tasks that change at the same time; 0 for all
  --with-registry-auth: Give the client's credentials to the machines
service inspect: Show everything known about services
  --pretty: Print it for people
service logs: Show what a service or a task has written
  --details: Show the labels and variables that were asked to be logged
  --follow: Go on as more is written
  --no-resolve: Print ids instead of names
  --no-task-ids: Leave the tasks' ids out
  --raw: Lines as they were written
  --since: Only from then on ("2013-01-02T13:23:37Z"), or as long ago as this ("42m" for 42 minutes)
  --tail: How many lines from the end
  --timestamps: Show when each line was written
service ls: List services
service ps: List the tasks of services
  --no-resolve: Print ids instead of names
service rm: End services
service rollback: Go back to a service's former settings
  --detach: Return at once
  --quiet: Print no progress
service scale: Change how many tasks a service has
  --detach: Return at once
service update: Change a service
  --args: Arguments of the command
  --config-add: Add a settings file or change it
  --config-rm: Take a settings file away
  --constraint-add: Add a condition on the machines or change it
  --constraint-rm: Take a condition on the machines away
  --container-label-add: Add a label of the containers or change it
  --container-label-rm: Take a label of the containers away
  --dns-add: Add a DNS server or change it
  --dns-option-add: Add a DNS option or change it
  --dns-option-rm: Take a DNS option away
  --dns-rm: Take a DNS server away
  --dns-search-add: Add a DNS search domain or change it
  --dns-search-rm: Take a DNS search domain away
  --env-add: Add an environment variable or change it
  --env-rm: Take an environment variable away
  --force: Even if nothing has changed
  --generic-resource-add: Add a resource of the machines
  --generic-resource-rm: Take a resource of the machines away
  --group-add: Add a group
  --group-rm: Take a group away
  --host-add: Add a line of the hosts file (host:ip)
  --host-rm: Take a line of the hosts file away (host:ip)
  --image: Image of the tasks
  --label-add: Add a label of the service or change it
  --label-rm: Take a label of the service away
  --mount-add: Add a mount or change it
  --mount-rm: Take a mount away by its target
  --network-add: Add a network
  --network-rm: Take a network away
  --placement-pref-add: Add a preference for spreading tasks
  --placement-pref-rm: Take a preference for spreading tasks away
  --publish-add: Add a published port or change it
  --publish-rm: Take a published port away by its target
  --rollback: Go back to the former settings
  --secret-add: Add a secret or change it
  --secret-rm: Take a secret away
  --sysctl-add: Add a kernel setting or change it
  --sysctl-rm: Take a kernel setting away
  --ulimit-add: Add a limit or change it
  --ulimit-rm: Take a limit away
stack: Several services of a swarm together
stack config: Show the files after they are merged
  --compose-file: Compose file, or "-" to read it from STDIN
  --skip-interpolation: Leave variables as they are written
stack deploy: Start the services of a Compose file or change them
  --compose-file: Compose file, or "-" to read it from STDIN
  --detach: Return at once
  --prune: End services that the file does not name
  --quiet: Print no progress
  --resolve-image: When to ask the registry for digests ("always", "changed", "never")
  --with-registry-auth: Give the client's credentials to the machines
stack ls: List stacks
stack ps: List the tasks of a stack
  --no-resolve: Print ids instead of names
stack rm: End stacks
  --detach: Do not wait for it
stack services: List the services of a stack
swarm: Clusters of engines
swarm ca: Show or change the swarm's root certificate
  --ca-cert: File with the new root certificate
  --ca-key: File with its key
  --cert-expiry: How long machines' certificates are valid (ns|us|ms|s|m|h)
  --detach: Return at once
  --external-ca: Authority that signs
  --quiet: Print no progress
  --rotate: Change the certificate
swarm init: Begin a swarm
  --advertise-addr: Address that other machines are told (format: "<ip|interface>[:port]")
  --autolock: Lock managers
  --availability: Whether it takes tasks ("active", "pause", "drain")
  --cert-expiry: How long machines' certificates are valid (ns|us|ms|s|m|h)
  --data-path-addr: Address for the containers' traffic (format: "<ip|interface>")
  --data-path-port: Port for it (1024 to 49151; 4789 if nothing or 0 is given)
  --default-addr-pool: Addresses that networks get (CIDR form)
  --default-addr-pool-mask-length: Length of the networks' prefixes
  --dispatcher-heartbeat: Pause between signs of life (ns|us|ms|s|m|h)
  --external-ca: Authority that signs
  --force-new-cluster: Begin anew with the present state
  --listen-addr: Address to listen on (format: "<ip|interface>[:port]")
  --max-snapshots: How many old Raft snapshots are kept
  --snapshot-interval: Log entries between Raft snapshots
  --task-history-limit: How many old tasks are kept
swarm join: Join a swarm as a worker or a manager
  --advertise-addr: Address that other machines are told (format: "<ip|interface>[:port]")
  --availability: Whether it takes tasks ("active", "pause", "drain")
  --data-path-addr: Address for the containers' traffic (format: "<ip|interface>")
  --listen-addr: Address to listen on (format: "<ip|interface>[:port]")
  --token: Words that let it join
swarm join-token: Show or change the words that let a machine join
  --quiet: Print only the words
  --rotate: Change them
swarm leave: Leave the swarm
  --force: Even if the swarm needs this machine
swarm unlock: Unlock the swarm
swarm unlock-key: Show or change the key that unlocks the swarm
  --quiet: Print only the key
  --rotate: Change it
swarm update: Change the swarm's settings
  --autolock: Whether managers are locked (true|false)
  --cert-expiry: How long machines' certificates are valid (ns|us|ms|s|m|h)
  --dispatcher-heartbeat: Pause between signs of life (ns|us|ms|s|m|h)
  --external-ca: Authority that signs
  --max-snapshots: How many old Raft snapshots are kept
  --snapshot-interval: Log entries between Raft snapshots
  --task-history-limit: How many old tasks are kept
trust: Signed images
trust inspect: Show who signed an image
  --pretty: Print it for people
trust key: Keys for signing images
trust key generate: Make a key for signing
  --dir: Directory for the key, the present one otherwise
trust key load: Take a key from a file
  --name: Name of the key
trust revoke: Take an image's signatures back
  --yes: Do not ask first
trust sign: Sign an image
  --local: Sign an image that lies here
trust signer: People who may sign images
trust signer add: Let somebody sign
  --key: File with the signer's public key
trust signer remove: Let somebody sign no longer
  --force: Even if it was the last one
checkpoint: Checkpoints of running containers
checkpoint create: Keep the state of a running container
checkpoint ls: List a container's checkpoints
checkpoint rm: Remove a checkpoint
`;
