/**
 * Every family of the catalogue, with what `docker search` tells about it. The families themselves load when an image of
 * theirs is asked for. To add one, write its file beside this one and a line here.
 */
import type { CatalogueEntry } from '../catalogue.ts';
import type { ImageFamily } from './form/image.ts';

type Load = () => Promise<{ default: ImageFamily }>;

function entry(name: string, stars: number, description: string, official: boolean, load: Load): CatalogueEntry {
  return { name, description, stars, official, load: async () => (await load()).default };
}

const official = (name: string, stars: number, description: string, load: Load): CatalogueEntry =>
  entry(name, stars, description, true, load);
const community = (name: string, stars: number, description: string, load: Load): CatalogueEntry =>
  entry(name, stars, description, false, load);

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
  community(
    'docker/getting-started',
    650,
    'A first tutorial, served as a web page.',
    () => import('./docker-getting-started.ts'),
  ),
  community(
    'docker/welcome-to-docker',
    250,
    'A web page that congratulates on the first container.',
    () => import('./docker-welcome-to-docker.ts'),
  ),
  community('docker/whalesay', 900, 'A whale that says what you tell it.', () => import('./docker-whalesay.ts')),
  community(
    'dockersamples/101-tutorial',
    160,
    'A first tutorial, served as a web page.',
    () => import('./dockersamples-101-tutorial.ts'),
  ),
  community(
    'dockersamples/static-site',
    60,
    'A page that greets whom you name.',
    () => import('./dockersamples-static-site.ts'),
  ),
  community('eon01/infinite', 10, 'A container that never ends.', () => import('./eon01-infinite.ts')),
  community('grafana/grafana', 3400, 'Dashboards over measurements.', () => import('./grafana.ts')),
  community('hashicorp/http-echo', 110, 'Answers every request with the same text.', () => import('./http-echo.ts')),
  community('jenkins/jenkins', 4000, 'The Jenkins automation server.', () => import('./jenkins.ts')),
  community('jpetazzo/clock', 20, 'Prints the time once a second.', () => import('./jpetazzo-clock.ts')),
  community('jupyter/base-notebook', 200, 'Jupyter, as small as it gets.', () => import('./jupyter-base.ts')),
  community(
    'jupyter/minimal-notebook',
    200,
    'Jupyter with a few command-line tools.',
    () => import('./jupyter-minimal.ts'),
  ),
  community(
    'jupyter/scipy-notebook',
    460,
    'Jupyter with the scientific libraries of Python.',
    () => import('./jupyter-scipy.ts'),
  ),
  community('networkstatic/iperf3', 90, 'Measures the throughput of a network.', () => import('./iperf3.ts')),
  community('nginxdemos/hello', 160, 'A page that tells which server answered.', () => import('./nginxdemos-hello.ts')),
  community('nicolaka/netshoot', 700, 'A box of tools for trouble with networks.', () => import('./netshoot.ts')),
  community(
    'phpmyadmin/phpmyadmin',
    1200,
    'A web page to manage MySQL and MariaDB with.',
    () => import('./phpmyadmin-phpmyadmin.ts'),
  ),
  community('polinux/stress', 40, 'Puts load on processor and memory.', () => import('./polinux-stress.ts')),
  community('portainer/portainer-ce', 2600, 'A web page to manage Docker with.', () => import('./portainer.ts')),
  community('prakhar1989/static-site', 30, 'A page for a first course.', () => import('./prakhar1989-static-site.ts')),
  community('progrium/stress', 50, 'Puts load on processor and memory.', () => import('./progrium-stress.ts')),
  community(
    'prom/node-exporter',
    700,
    'Measurements of a machine, for Prometheus.',
    () => import('./node-exporter.ts'),
  ),
  community('prom/prometheus', 2200, 'Collects and keeps measurements.', () => import('./prometheus.ts')),
  community(
    'traefik/whoami',
    190,
    'Answers with what it knows of the request and itself.',
    () => import('./traefik-whoami.ts'),
  ),
  community(
    'docker.elastic.co/elasticsearch/elasticsearch',
    0,
    "Elasticsearch from Elastic's own registry.",
    () => import('./elastic-co-elasticsearch.ts'),
  ),
  community(
    'docker.elastic.co/kibana/kibana',
    0,
    "Kibana from Elastic's own registry.",
    () => import('./elastic-co-kibana.ts'),
  ),
  community('mcr.microsoft.com/dotnet/aspnet', 0, 'The runtime of ASP.NET Core.', () => import('./dotnet-aspnet.ts')),
  community(
    'mcr.microsoft.com/dotnet/core/aspnet',
    0,
    'The runtime of ASP.NET Core, older versions.',
    () => import('./dotnet-core-aspnet.ts'),
  ),
  community(
    'mcr.microsoft.com/dotnet/core/runtime',
    0,
    'The runtime of .NET, older versions.',
    () => import('./dotnet-core-runtime.ts'),
  ),
  community(
    'mcr.microsoft.com/dotnet/core/sdk',
    0,
    'The .NET development kit, older versions.',
    () => import('./dotnet-core-sdk.ts'),
  ),
  community('mcr.microsoft.com/dotnet/runtime', 0, 'The runtime of .NET.', () => import('./dotnet-runtime.ts')),
  community('mcr.microsoft.com/dotnet/sdk', 0, 'The .NET development kit.', () => import('./dotnet-sdk.ts')),
];
