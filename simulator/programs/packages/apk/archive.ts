/**
 * Packages of Alpine's repositories that courses add: name, version, size installed in KiB, then what is needed (`-`:
 * nothing) and the commands that come along (`PATH=PROGRAM`, below /usr/bin unless absolute). Versions are those of 3.22.
 */
export const ALPINE_ARCHIVE = `
acl 2.3.2-r1 60 acl-libs getfacl,setfacl
acl-libs 2.3.2-r1 32 -
alpine-sdk 1.1-r0 8 build-base,git,curl,tar
apache2 2.4.65-r0 2900 apr,apr-util,libexpat,pcre2,brotli-libs,zlib /usr/sbin/httpd=httpd
apache2-utils 2.4.65-r0 232 apr,apr-util,libexpat,pcre2 ab,htpasswd
apr 1.7.5-r0 260 libuuid
apr-util 1.6.3-r1 204 apr,libexpat,gdbm
autoconf 2.72-r1 2800 m4,perl autoconf
automake 1.17-r1 2200 perl automake,aclocal
bash 5.2.37-r0 1320 ncurses-terminfo-base,libncursesw,readline /bin/bash=bash
bash-completion 2.16.0-r0 1400 -
bind-libs 9.20.15-r0 2900 fstrm,json-c,libxml2,nghttp2-libs,libuv,protobuf-c,userspace-rcu
bind-tools 9.20.15-r0 1000 bind-libs,libidn2 dig=dig,host=host,nslookup=nslookup
binutils 2.44-r3 15600 jansson,libstdc++,zstd-libs ld,as,ar,nm,objdump,strip
brotli-libs 1.1.0-r2 880 -
build-base 0.5-r3 4 binutils,file,gcc,g++,make,libc-dev,fortify-headers,patch
bzip2 1.0.8-r6 104 libbz2 bzip2
c-ares 1.34.5-r0 260 -
ca-certificates 20250911-r0 700 - /usr/sbin/update-ca-certificates
cmake 3.31.7-r1 34000 libarchive,libcurl,libexpat,libuv,rhash-libs,libstdc++ cmake
coreutils 9.7-r1 1600 acl-libs,libattr,skalibs-libs,utmps-libs
curl 8.14.1-r2 304 c-ares,libcurl curl=curl
dcron 4.6-r0 76 - /usr/sbin/crond
docker-cli 28.3.3-r4 39000 ca-certificates docker=docker
dumb-init 1.2.5-r3 24 - dumb-init=init-shim
figlet 2.2.5-r3 744 - figlet
file 5.46-r2 40 libmagic file
findutils 4.10.0-r0 640 - find=findutils/find,xargs=findutils/xargs
fortify-headers 1.1-r5 72 -
fortune 0.1-r2 1500 - fortune
fstrm 0.6.1-r4 28 -
g++ 14.2.0-r6 52000 gcc,libstdc++,libstdc++-dev,libc-dev g++,c++=g++
gcc 14.2.0-r6 142000 binutils,libgomp,libatomic,gmp,isl26,mpc1,mpfr4,libgcc,libstdc++ gcc,cc=gcc
gcompat 1.1.0-r4 64 libucontext,musl-obstack
gdbm 1.24-r0 120 -
gettext 0.24.1-r0 3900 gettext-libs,libintl gettext,msgfmt
gettext-envsubst 0.24.1-r0 44 libintl envsubst=envsubst
gettext-libs 0.24.1-r0 900 -
git 2.49.1-r0 12800 brotli-libs,c-ares,libcurl,libexpat,pcre2,git-init-template git
git-init-template 2.49.1-r0 60 -
gmp 6.3.0-r3 420 -
gnupg 2.4.7-r0 3000 libgcrypt,libassuan,npth,readline gpg
go 1.24.6-r0 252000 binutils,gcc,musl-dev go,gofmt
gosu 1.17-r3 2300 - gosu=gosu
grep 3.12-r0 240 pcre2 grep=grep
haproxy 3.2.4-r0 3300 lua5.4-libs,pcre2 /usr/sbin/haproxy=haproxy
htop 3.4.1-r0 252 libncursesw htop=procps/top
icu-libs 76.1-r1 2600 icu-data-en,libstdc++
icu-data-en 76.1-r1 2900 -
iperf3 3.19.1-r0 160 - iperf3
iproute2 6.15.0-r0 1700 iproute2-minimal,libelf,libmnl ss=ss
iproute2-minimal 6.15.0-r0 700 libcap2,libmnl,musl-fts /sbin/ip=ip
iptables 1.8.11-r1 1700 libmnl,libnftnl,libxtables /sbin/iptables
iputils 20240905-r0 8 iputils-ping
iputils-ping 20240905-r0 92 libcap2 /bin/ping=ping
isl26 0.26-r1 1500 gmp
jansson 2.14.1-r0 76 -
jpeg-dev 9f-r0 120 -
jq 1.8.1-r0 340 oniguruma jq=jq
json-c 0.18-r1 76 -
krb5-libs 1.21.3-r0 2100 keyutils-libs,libcom_err,libverto
keyutils-libs 1.6.3-r4 32 -
less 679-r0 208 libncursesw less=less
libarchive 3.8.1-r0 760 acl-libs,libbz2,libexpat,lz4-libs,xz-libs,zstd-libs
libassuan 2.5.7-r0 76 libgpg-error
libatomic 14.2.0-r6 40 -
libattr 2.5.2-r2 32 -
libbz2 1.0.8-r6 72 -
libc-dev 0.7.2-r5 4 musl-dev
libc6-compat 1.1.0-r4 4 gcompat
libcap 2.76-r0 60 libcap2,libcap-utils
libcap2 2.76-r0 40 -
libcap-utils 2.76-r0 60 libcap2 /usr/sbin/setcap,/usr/sbin/getcap
libcom_err 1.47.2-r2 24 -
libcurl 8.14.1-r2 740 brotli-libs,c-ares,libidn2,nghttp2-libs,libpsl,zstd-libs
libelf 0.193-r0 960 -
libexpat 2.7.2-r0 176 -
libffi 3.4.8-r0 56 -
libffi-dev 3.4.8-r0 64 libffi
libgcc 14.2.0-r6 168 -
libgcrypt 1.10.3-r1 1160 libgpg-error
libgomp 14.2.0-r6 320 -
libgpg-error 1.55-r0 280 -
libidn2 2.3.7-r0 228 libunistring
libintl 0.24.1-r0 56 -
libjpeg-turbo 3.1.0-r0 1600 -
libmagic 5.46-r2 8500 -
libmnl 1.0.5-r2 28 -
libncursesw 6.5_p20250503-r0 344 ncurses-terminfo-base
libnftnl 1.2.9-r0 160 libmnl
libpanelw 6.5_p20250503-r0 24 libncursesw
libpng 1.6.47-r0 250 -
libpq 17.6-r0 360 libldap
libpq-dev 17.6-r0 400 libpq,openssl-dev
libldap 2.6.8-r0 380 libsasl
libpsl 0.21.5-r3 100 libunistring
libsasl 2.1.28-r8 160 -
libstdc++ 14.2.0-r6 2700 libgcc
libstdc++-dev 14.2.0-r6 19000 -
libunistring 1.3-r0 1800 -
libuuid 2.41-r9 40 -
libuv 1.51.0-r0 200 -
libverto 0.3.2-r2 24 -
libxml2 2.13.9-r0 1100 xz-libs
libxml2-dev 2.13.9-r0 900 libxml2
libxslt 1.1.43-r3 400 libgcrypt,libxml2
libxslt-dev 1.1.43-r3 300 libxslt,libxml2-dev
libxtables 1.8.11-r1 60 -
linux-headers 6.14.2-r0 6300 -
linux-pam 1.7.0-r4 900 -
lsof 4.99.4-r0 184 libtirpc lsof
libtirpc 1.3.5-r0 190 krb5-libs
lua5.4-libs 5.4.7-r0 240 -
lz4-libs 1.10.0-r0 120 -
m4 1.4.19-r4 260 - m4
make 4.4.1-r3 232 - make
mariadb 11.4.8-r0 38000 mariadb-common,libaio,ncurses-terminfo-base,xz-libs,libstdc++ mariadbd=mysqld,mysqld=mysqld
mariadb-client 11.4.8-r0 32000 mariadb-common,libncursesw mariadb=mysql,mysql=mysql
mariadb-common 11.4.8-r0 8 -
libaio 0.3.113-r2 20 -
mpc1 1.3.1-r1 120 gmp
mpdecimal 4.0.1-r0 220 -
mpfr4 4.2.1_p1-r0 640 gmp
musl-dev 1.2.5-r10 10200 -
musl-fts 1.2.7-r7 20 -
musl-obstack 1.2.3-r2 16 -
mysql-client 11.4.8-r0 4 mariadb-client
nano 8.4-r0 620 libncursesw nano=nano
ncurses 6.5_p20250503-r0 160 libncursesw tput=tput,clear=clear
ncurses-terminfo-base 6.5_p20250503-r0 64 -
net-tools 2.10-r3 560 - netstat=net-tools/netstat,/sbin/ifconfig=net-tools/ifconfig,/sbin/route=net-tools/route
netcat-openbsd 1.229.1-r0 44 libbsd nc=nc
libbsd 0.12.2-r0 72 libmd
libmd 1.1.0-r0 40 -
nghttp2-libs 1.65.0-r0 164 -
nginx 1.28.0-r3 1500 pcre2 /usr/sbin/nginx=nginx
nmap 7.97-r0 5200 libpcap,lua5.4-libs,libssh2 nmap
libpcap 1.10.5-r1 280 -
libssh2 1.11.1-r0 220 -
nodejs 22.16.0-r2 66000 ada-libs,c-ares,icu-libs,nghttp2-libs,simdjson,libuv node=node
ada-libs 2.9.2-r4 600 libstdc++
simdjson 3.12.0-r0 300 libstdc++
npm 11.3.0-r1 10400 nodejs npm=npm,npx=npx
npth 1.8-r0 24 -
oniguruma 6.9.10-r0 600 -
openjdk11 11.0.28_p6-r0 220000 openjdk17-jre-headless javac=javac
openjdk17 17.0.16_p8-r0 240000 openjdk17-jre-headless javac=javac
openjdk17-jre 17.0.16_p8-r0 1000 openjdk17-jre-headless
openjdk17-jre-headless 17.0.16_p8-r0 190000 libjpeg-turbo java=java
openjdk8 8.462.08-r0 95000 openjdk17-jre-headless javac=javac
openrc 0.62.6-r0 2400 ifupdown-ng,libcap2 /sbin/rc-service,/sbin/openrc
ifupdown-ng 0.12.1-r7 132 -
openssh 10.0_p1-r9 12 openssh-client-default,openssh-server,openssh-keygen
openssh-client 10.0_p1-r9 8 openssh-client-default
openssh-client-default 10.0_p1-r9 1600 libedit ssh,scp
openssh-keygen 10.0_p1-r9 460 - ssh-keygen
openssh-server 10.0_p1-r9 1100 - /usr/sbin/sshd
libedit 20250104.3.1-r1 204 libncursesw
openssl 3.5.4-r0 820 - openssl
openssl-dev 3.5.4-r0 2300 -
patch 2.8-r0 188 - patch
pcre2 10.46-r0 700 -
perl 5.40.3-r0 40000 libbz2 perl
pkgconf 2.4.3-r0 180 - pkg-config
popt 1.19-r4 60 -
postgresql-client 17-r0 4 postgresql17-client
postgresql-dev 17-r0 4 libpq-dev
postgresql-libs 17.6-r0 4 libpq
postgresql17 17.6-r0 20000 postgresql17-client,libpq,icu-libs,libxml2 postgres=postgres
postgresql17-client 17.6-r0 3300 libpq,readline psql=psql,pg_dump=pg_dump
procps 4.0.4-r3 0 procps-ng
procps-ng 4.0.4-r3 660 libintl,libncursesw,utmps-libs /bin/ps=procps/ps,free=procps/free,top=procps/top,vmstat=procps/vmstat
protobuf-c 1.5.2-r0 80 -
py3-flask 3.0.3-r2 800 python3
py3-packaging 25.0-r0 700 python3
py3-parsing 3.2.3-r0 1000 python3
py3-pip 25.1.1-r0 8600 py3-setuptools,python3 pip=pip,pip3=pip
py3-setuptools 80.9.0-r0 4300 python3,py3-packaging,py3-parsing
py3-virtualenv 20.31.2-r0 1000 python3 virtualenv
pyc 3.12.12-r0 0 -
python3 3.12.12-r0 28900 libbz2,libexpat,libffi,gdbm,xz-libs,mpdecimal,libncursesw,libpanelw,readline,sqlite-libs,python3-pyc python3=python3,python3.12=python3
python3-dev 3.12.12-r0 95000 python3,pkgconf
python3-pyc 3.12.12-r0 20 python3-pycache-pyc0,pyc
python3-pycache-pyc0 3.12.12-r0 15800 -
readline 8.2.13-r1 300 libncursesw
redis 8.0.3-r0 4900 - redis-server=redis-server,redis-cli=redis-cli
rhash-libs 1.4.5-r0 200 -
rsync 3.4.1-r1 420 acl-libs,lz4-libs,popt,zstd-libs,libxxhash rsync
libxxhash 0.8.3-r0 60 -
ruby 3.4.4-r0 2600 ruby-libs,libffi ruby=ruby
ruby-libs 3.4.4-r0 16000 gmp,libffi,libucontext,readline,yaml
libucontext 1.3.2-r0 28 -
screen 5.0.1-r0 440 libncursesw screen
shadow 4.17.3-r0 500 linux-pam,libmd /usr/sbin/useradd=passwd/useradd,/usr/sbin/groupadd=passwd/groupadd,/usr/sbin/usermod=passwd/usermod
skalibs-libs 2.14.4.0-r0 240 -
sl 5.02-r1 24 libncursesw sl
socat 1.8.0.3-r1 480 readline socat
sqlite 3.49.2-r1 1600 sqlite-libs sqlite3
sqlite-dev 3.49.2-r1 700 sqlite-libs
sqlite-libs 3.49.2-r1 1400 -
strace 6.13-r0 1700 libelf strace
stress-ng 0.19.00-r0 3600 - stress-ng
su-exec 0.2-r3 20 - /sbin/su-exec=gosu
sudo 1.9.17_p2-r0 2600 - sudo=sudo
supervisor 4.2.5-r5 2100 python3,py3-setuptools supervisord,supervisorctl
tar 1.35-r3 560 acl-libs /bin/tar=tar
tcpdump 4.99.5-r1 1300 libpcap tcpdump
tini 0.19.0-r3 28 - /sbin/tini=init-shim
tmux 3.5a-r1 1200 libevent,libncursesw tmux
libevent 2.1.12-r8 700 -
tree 2.2.1-r0 112 - tree=tree
ttf-dejavu 2.37-r6 10000 -
tzdata 2025b-r0 1700 -
unzip 6.0-r15 300 libbz2 unzip
userspace-rcu 0.15.2-r0 160 -
util-linux 2.41-r9 4500 libuuid
utmps-libs 0.1.3.1-r0 80 skalibs-libs
vim 9.1.1415-r0 2900 libncursesw,vim-common,xxd vim=vi
vim-common 9.1.1415-r0 7400 xxd
wget 1.25.0-r1 620 libidn2,pcre2 wget=wget
whois 5.6.1-r0 140 libidn2 whois
xxd 9.1.1415-r0 28 - xxd
xz 5.8.1-r0 180 xz-libs xz
xz-libs 5.8.1-r0 200 -
yaml 0.2.5-r2 160 -
yaml-dev 0.2.5-r2 60 yaml
yarn 1.22.22-r1 5200 nodejs yarn=yarn
zip 3.0-r13 372 unzip zip
zlib-dev 1.3.1-r2 140 -
zsh 5.9-r5 6600 libcap2,libncursesw,pcre2 zsh
zstd-libs 1.5.7-r0 600 -
php83 8.3.26-r0 4 php83-common php83=php,php=php
php83-common 8.3.26-r0 5800 -
php83-fpm 8.3.26-r0 5300 php83-common /usr/sbin/php-fpm83=php-fpm
maven 3.9.9-r1 9900 openjdk17-jre-headless mvn=mvn
`;
