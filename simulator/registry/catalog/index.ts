/**
 * Every family of the catalogue, with what `docker search` tells about it. The families themselves load when an image of
 * theirs is asked for. To add one, write its file beside this one and a line here.
 */
import type { CatalogueEntry } from '../catalogue.ts';
import type { DistrolessKind } from './distroless.ts';
import type { ImageFamily } from './form/image.ts';

type Load = () => Promise<{ default: ImageFamily }>;

function entry(
  name: string,
  stars: number,
  description: string,
  official: boolean,
  load: () => Promise<ImageFamily>,
): CatalogueEntry {
  let loading: Promise<ImageFamily> | undefined;
  return { name, description, stars, official, load: () => (loading ??= load()) };
}

const official = (name: string, stars: number, description: string, load: Load): CatalogueEntry =>
  entry(name, stars, description, true, async () => (await load()).default);
const community = (name: string, stars: number, description: string, load: Load): CatalogueEntry =>
  entry(name, stars, description, false, async () => (await load()).default);

/** One of several repositories that a file makes. */
const oneOf = (
  name: string,
  stars: number,
  description: string,
  make: (name: string) => Promise<ImageFamily>,
): CatalogueEntry => entry(name, stars, description, false, () => make(name));

const sample = (name: string, stars: number, description: string): CatalogueEntry =>
  oneOf(name, stars, description, async () => (await import('./docker-samples.ts')).sampleFamily(name));
const tool = (name: string, stars: number, description: string): CatalogueEntry =>
  oneOf(name, stars, description, async () => (await import('./small-tools.ts')).toolFamily(name));
const diamol = (name: string, description: string): CatalogueEntry =>
  oneOf(`diamol/${name}`, 1, description, async (full) => (await import('./diamol.ts')).diamolFamily(full));
const diamolApp = (name: string, description: string): CatalogueEntry =>
  oneOf(`diamol/${name}`, 1, description, async (full) => (await import('./diamol-apps.ts')).diamolAppFamily(full));
const jupyter = (kind: 'base' | 'minimal' | 'scipy', stars: number, description: string): CatalogueEntry =>
  oneOf(`jupyter/${kind}-notebook`, stars, description, async (name) =>
    (await import('./jupyter.ts')).jupyterFamily(name, kind),
  );
const dotnet = (path: string, kind: 'runtime' | 'aspnet' | 'sdk', description: string): CatalogueEntry =>
  oneOf(`mcr.microsoft.com/dotnet/${path}`, 0, description, async (name) =>
    (await import('./dotnet-images.ts')).dotnetFamily(name, kind),
  );
const elastic = (product: 'elasticsearch' | 'kibana', description: string): CatalogueEntry =>
  oneOf(`docker.elastic.co/${product}/${product}`, 0, description, async (name) =>
    (await import('./elasticsearch-images.ts')).elasticFamily(name, product),
  );
const distroless = (kind: DistrolessKind, release: '11' | '12', description: string): CatalogueEntry =>
  oneOf(`gcr.io/distroless/${kind}-debian${release}`, 0, description, async (name) =>
    (await import('./distroless.ts')).distrolessFamily(name, kind, release),
  );

export const CATALOGUE: readonly CatalogueEntry[] = [
  official('adminer', 970, 'One file of PHP to look into databases with.', () => import('./adminer.ts')),
  official(
    'alpine',
    11000,
    'Alpine Linux: musl, BusyBox and a package manager in a few megabytes.',
    () => import('./alpine.ts'),
  ),
  official(
    'amazoncorretto',
    500,
    "Amazon's build of OpenJDK, with long-term support.",
    () => import('./amazoncorretto.ts'),
  ),
  official('amazonlinux', 1300, "The Linux that Amazon's cloud machines run.", () => import('./amazonlinux.ts')),
  official('busybox', 3400, 'The common Unix commands in one small executable.', () => import('./busybox.ts')),
  official('caddy', 1000, 'A web server that takes care of its certificates itself.', () => import('./caddy.ts')),
  official('centos', 7800, 'CentOS Linux; no longer kept up to date.', () => import('./centos.ts')),
  official(
    'debian',
    5200,
    'Debian, the distribution that most other images are built on.',
    () => import('./debian.ts'),
  ),
  official('docker', 2700, 'The Docker command, and a whole Docker inside a container.', () => import('./docker.ts')),
  official(
    'eclipse-temurin',
    700,
    'Builds of OpenJDK by the Eclipse Adoptium project.',
    () => import('./eclipse-temurin.ts'),
  ),
  official(
    'elasticsearch',
    6700,
    'A search engine for documents, spoken to over HTTP.',
    () => import('./elasticsearch.ts'),
  ),
  official('fedora', 1300, 'Fedora Linux.', () => import('./fedora.ts')),
  official('gcc', 900, 'The GNU compilers for C, C++, Fortran and Go.', () => import('./gcc.ts')),
  official('ghost', 1800, 'A platform for blogs and newsletters, on Node.js.', () => import('./ghost.ts')),
  official('golang', 5000, 'The Go compiler and its tools.', () => import('./golang.ts')),
  official('gradle', 900, 'The Gradle build tool, with a JDK.', () => import('./gradle.ts')),
  official('haproxy', 2000, 'A load balancer and proxy for TCP and HTTP.', () => import('./haproxy.ts')),
  official(
    'hello-world',
    2300,
    'The smallest test that Docker works: prints a message and ends.',
    () => import('./hello-world.ts'),
  ),
  official('httpd', 4900, 'The Apache HTTP server.', () => import('./httpd.ts')),
  official('kibana', 2700, 'Charts and searches over Elasticsearch.', () => import('./kibana.ts')),
  official('mariadb', 6200, "A database server, MySQL's sibling.", () => import('./mariadb.ts')),
  official('maven', 1600, 'The Maven build tool, with a JDK.', () => import('./maven.ts')),
  official('memcached', 2500, 'A cache in memory, shared over the network.', () => import('./memcached.ts')),
  official('mongo', 10600, 'A database of JSON-like documents.', () => import('./mongo.ts')),
  official('mongo-express', 1500, 'A web page to look into MongoDB with.', () => import('./mongo-express.ts')),
  official('mysql', 15900, 'The MySQL database server.', () => import('./mysql.ts')),
  official('nginx', 20800, 'Web server, proxy and load balancer.', () => import('./nginx.ts')),
  official('node', 14000, 'Node.js: JavaScript outside the browser.', () => import('./node.ts')),
  official('openjdk', 4000, 'Java; superseded by eclipse-temurin and others.', () => import('./openjdk.ts')),
  official('oraclelinux', 1100, 'Oracle Linux.', () => import('./oraclelinux.ts')),
  official('php', 7900, 'The PHP language, for the command line, Apache and FPM.', () => import('./php.ts')),
  official('phpmyadmin', 1100, 'A web page to manage MySQL and MariaDB with.', () => import('./phpmyadmin.ts')),
  official('postgres', 14500, 'The PostgreSQL database server.', () => import('./postgres.ts')),
  official('python', 10200, 'The Python language and pip.', () => import('./python.ts')),
  official('rabbitmq', 5300, 'A broker that takes and hands out messages.', () => import('./rabbitmq.ts')),
  official('redis', 13500, 'A store of keys and data structures, in memory.', () => import('./redis.ts')),
  official('registry', 4100, 'A registry of your own, to push images to.', () => import('./registry.ts')),
  official('rockylinux', 700, "Rocky Linux, compatible with Red Hat's.", () => import('./rockylinux.ts')),
  official('ruby', 2500, 'The Ruby language, gem and bundler.', () => import('./ruby.ts')),
  official('rust', 1600, 'The Rust compiler and cargo.', () => import('./rust.ts')),
  official('tomcat', 3800, 'A server for Java web applications.', () => import('./tomcat.ts')),
  official('traefik', 3500, 'A reverse proxy that finds its services itself.', () => import('./traefik.ts')),
  official('ubuntu', 17500, 'Ubuntu, a distribution based on Debian.', () => import('./ubuntu.ts')),
  official('wordpress', 5900, 'Blogs and web sites, on PHP and MySQL.', () => import('./wordpress.ts')),
  community('containous/whoami', 60, 'The former name of traefik/whoami.', () => import('./containous-whoami.ts')),
  community('curlimages/curl', 500, 'The command curl, and nothing else.', () => import('./curl.ts')),
  diamol('base', 'The base of the other images of the book.'),
  diamol('ch02-hello-diamol', 'Says hello and where it runs.'),
  diamol('ch02-hello-diamol-web', 'Says hello as a web page.'),
  diamol('ch03-lab', 'A file to change and commit.'),
  diamol('ch03-web-ping', 'Pings a web site.'),
  diamolApp('ch06-bind-mount', 'Lists a directory that may be mounted.'),
  diamolApp('ch06-file-display', 'Shows a file that may be mounted.'),
  diamolApp('ch06-random-number', 'Writes a random number to a file.'),
  diamolApp('ch06-todo-list', 'A list of things to do, kept in a volume.'),
  diamolApp('ch08-numbers-api', 'Random numbers over HTTP, until it fails.'),
  diamolApp('ch08-numbers-web', 'A page that asks for random numbers.'),
  diamolApp('ch15-timecheck', 'Tells the time every few seconds.'),
  diamolApp('ch18-todo-list', 'The list of things to do, configured from files.'),
  diamolApp('ch19-timecheck', 'Tells the time to a log file.'),
  diamol('dotnet-aspnet', 'The runtime of ASP.NET Core.'),
  diamol('dotnet-runtime', 'The runtime of .NET.'),
  diamol('dotnet-sdk', 'The .NET development kit.'),
  diamol('golang', 'The Go compiler.'),
  diamol('maven', 'Maven with a JDK.'),
  diamol('node', 'Node.js.'),
  diamol('openjdk', 'Java.'),
  sample('docker/getting-started', 650, 'A first tutorial, served as a web page.'),
  sample('docker/welcome-to-docker', 250, 'A web page that congratulates on the first container.'),
  sample('docker/whalesay', 900, 'A whale that says what you tell it.'),
  sample('dockersamples/101-tutorial', 160, 'A first tutorial, served as a web page.'),
  sample('dockersamples/static-site', 60, 'A page that greets whom you name.'),
  sample('eon01/infinite', 10, 'A container that never ends.'),
  community('grafana/grafana', 3400, 'Dashboards over measurements.', () => import('./grafana.ts')),
  tool('hashicorp/http-echo', 110, 'Answers every request with the same text.'),
  community('jenkins/jenkins', 4000, 'The Jenkins automation server.', () => import('./jenkins.ts')),
  sample('jpetazzo/clock', 20, 'Prints the time once a second.'),
  jupyter('base', 200, 'Jupyter, as small as it gets.'),
  jupyter('minimal', 200, 'Jupyter with a few command-line tools.'),
  jupyter('scipy', 460, 'Jupyter with the scientific libraries of Python.'),
  tool('jwilder/whoami', 30, 'Answers with the name of its host.'),
  tool('networkstatic/iperf3', 90, 'Measures the throughput of a network.'),
  community('nginxdemos/hello', 160, 'A page that tells which server answered.', () => import('./nginxdemos-hello.ts')),
  community('nicolaka/netshoot', 700, 'A box of tools for trouble with networks.', () => import('./netshoot.ts')),
  oneOf('phpmyadmin/phpmyadmin', 1200, 'A web page to manage MySQL and MariaDB with.', async (name) =>
    (await import('./phpmyadmin.ts')).phpmyadminFamily(name),
  ),
  tool('polinux/stress', 40, 'Puts load on processor and memory.'),
  community('portainer/portainer-ce', 2600, 'A web page to manage Docker with.', () => import('./portainer.ts')),
  sample('prakhar1989/static-site', 30, 'A page for a first course.'),
  tool('progrium/stress', 50, 'Puts load on processor and memory.'),
  community(
    'prom/node-exporter',
    700,
    'Measurements of a machine, for Prometheus.',
    () => import('./node-exporter.ts'),
  ),
  community('prom/prometheus', 2200, 'Collects and keeps measurements.', () => import('./prometheus.ts')),
  oneOf(
    'redislabs/redismod',
    50,
    'Redis; its modules are not there.',
    async () => (await import('./redis.ts')).redismod,
  ),
  community(
    'traefik/whoami',
    190,
    'Answers with what it knows of the request and itself.',
    () => import('./traefik-whoami.ts'),
  ),
  elastic('elasticsearch', 'Elasticsearch from its makers’ registry.'),
  elastic('kibana', 'Kibana from its makers’ registry.'),
  distroless('base', '11', 'glibc and certificates, no shell.'),
  distroless('base', '12', 'glibc and certificates, no shell.'),
  distroless('cc', '11', 'glibc and libgcc, no shell.'),
  distroless('cc', '12', 'glibc and libgcc, no shell.'),
  distroless('java11', '11', 'Java without a shell.'),
  distroless('java11', '12', 'Java without a shell.'),
  distroless('java17', '11', 'Java without a shell.'),
  distroless('java17', '12', 'Java without a shell.'),
  distroless('java21', '11', 'Java without a shell.'),
  distroless('java21', '12', 'Java without a shell.'),
  distroless('nodejs18', '11', 'Node.js without a shell.'),
  distroless('nodejs18', '12', 'Node.js without a shell.'),
  distroless('nodejs20', '11', 'Node.js without a shell.'),
  distroless('nodejs20', '12', 'Node.js without a shell.'),
  distroless('nodejs22', '11', 'Node.js without a shell.'),
  distroless('nodejs22', '12', 'Node.js without a shell.'),
  distroless('python3', '11', 'Python without a shell.'),
  distroless('python3', '12', 'Python without a shell.'),
  distroless('static', '11', 'Certificates and time zones, no shell.'),
  distroless('static', '12', 'Certificates and time zones, no shell.'),
  dotnet('aspnet', 'aspnet', 'The runtime of ASP.NET Core.'),
  dotnet('core/aspnet', 'aspnet', 'The runtime of ASP.NET Core, older versions.'),
  dotnet('core/runtime', 'runtime', 'The runtime of .NET, older versions.'),
  dotnet('core/sdk', 'sdk', 'The .NET development kit, older versions.'),
  dotnet('runtime', 'runtime', 'The runtime of .NET.'),
  dotnet('sdk', 'sdk', 'The .NET development kit.'),
];
