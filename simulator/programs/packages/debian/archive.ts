/**
 * Packages of Debian 12's archive that courses install, and what they need. Lines are as in `base.ts`, then the
 * packages that are needed and those that are recommended, each list joined by commas (`,` alone: none needed).
 * Facts of the archive of Debian 12 (main, amd64); recommendations that draw in a desktop are left out.
 */
export const DEBIAN_ARCHIVE = `
acl 2.3.1-3 61244 210
adwaita-icon-theme 43-1 5124100 20899a hicolor-icon-theme,gtk-update-icon-cache librsvg2-common
alsa-topology-conf 1.2.5.1-2 15172 420a
alsa-ucm-conf 1.2.8-1 51696 689a libasound2
ant 1.10.13-1 2161096 2386a default-jre-headless ant-optional
ant-optional 1.10.13-1 449260 1100a ant
apache2 2.4.71-1~deb12u1 237772 588s apache2-bin,apache2-data,apache2-utils,lsb-base,media-types,perl,procps ssl-cert
apache2-bin 2.4.71-1~deb12u1 1409916 5144s perl,libapr1,libaprutil1,libaprutil1-dbd-sqlite3,libaprutil1-ldap,libbrotli1,libcurl4,libjansson4,libldap-2.5-0,liblua5.3-0,libnghttp2-14,libssl3,libxml2
apache2-data 2.4.71-1~deb12u1 159880 847as
apache2-utils 2.4.71-1~deb12u1 223608 452s libapr1,libaprutil1,libssl3
apparmor 3.0.8-3 616144 2567
appstream 0.16.1-2+b1 407020 2503 shared-mime-info,libappstream4,libglib2.0-0
apt-transport-https 2.6.2 25604 35as
apt-utils 2.6.2 309596 1037s
arping 2.23-1 33020 77 libnet1,libpcap0.8
at 3.2.5-1+b1 44616 159 lsb-base
at-spi2-common 2.46.0-5 161668 1313a
attr 1:2.5.1-4 41172 154
autoconf 2.71-3 332120 2025a perl,m4 automake
automake 1:1.16.5-1.3 822960 1837a autoconf,autotools-dev
autotools-dev 20220109.1 51604 134a
bash-completion 1:2.11-6 233912 1463a
bc 1.07.1-3+b1 109648 241 libreadline8
bind9 1:9.18.49-1~deb12u3 252732 914s bind9-libs,bind9-utils,dns-root-data,iproute2,lsb-base,netbase,libfstrm0,libjemalloc2,libjson-c5,liblmdb0,libmaxminddb0,libnghttp2-14,libprotobuf-c1,libssl3,libuv1,libxml2
bind9-dnsutils 1:9.18.49-1~deb12u3 158488 501s bind9-host,bind9-libs,libedit2,libjemalloc2,libkrb5-3,libprotobuf-c1
bind9-host 1:9.18.49-1~deb12u3 57620 147s bind9-libs,libjemalloc2
bind9-libs 1:9.18.49-1~deb12u3 1185996 3509ms libuv1,libfstrm0,libgssapi-krb5-2,libjemalloc2,libjson-c5,libkrb5-3,liblmdb0,libmaxminddb0,libnghttp2-14,libprotobuf-c1,libssl3,libxml2
bind9-utils 1:9.18.49-1~deb12u3 163240 626s bind9-libs,libjemalloc2
binutils 2.40-2 64980 109 binutils-common,libbinutils,binutils-x86-64-linux-gnu
binutils-common 2.40-2 2486664 15021m
binutils-x86-64-linux-gnu 2.40-2 2245848 11428 binutils-common,libbinutils,libctf-nobfd0,libctf0,libgprofng0,libjansson4
bison 2:3.8.2+dfsg-1+b1 1174528 3116 m4
blt 2.5.3+dfsg-4.1 14896 30 tk8.6-blt2.5
bridge-utils 1.7.1-1 34452 114
bsdextrautils 2.38.1-5+deb12u3 86968 337
build-essential 12.9 7704 20 libc6-dev,gcc,g++,make,dpkg-dev
bzip2 1.0.8-5+b1 49804 121
bzip2-doc 1.0.8-5 514252 612a
ca-certificates 20250419~deb12u2 160948 388as openssl
ca-certificates-java 20230710~deb12u1 11856 43a ca-certificates
cgroupfs-mount 1.4 6276 32a lsb-base
clang 1:14.0-55.7~deb12u1 5144 20 clang-14
clang-14 1:14.0.6-12 101936 346 libclang-cpp14,libllvm14,libstdc++-12-dev,libgcc-12-dev,libobjc-12-dev,libclang-common-14-dev,llvm-14-linker-tools,libclang1-14,libc6-dev,binutils python3
cmake 3.25.1-1 8692248 28897 libarchive13,libcurl4,libexpat1,libjsoncpp25,librhash0,libuv1,cmake-data,procps gcc,make
cmake-data 3.25.1-1 2026484 10456a
cmatrix 2.0-3 17464 52 libncurses6 kbd
conntrack 1:1.4.7-1+b2 35240 117 libmnl0,libnetfilter-conntrack3
console-setup 1.221 101732 428a console-setup-linux,xkb-data,keyboard-configuration
console-setup-linux 1.221 1882036 2192a kbd,keyboard-configuration
containerd 1.6.20~ds1-1+deb12u3 25903404 98393 runc
cowsay 3.03+dfsg2-8 21372 92a libtext-charwidth-perl,perl
cpio 2.13+dfsg-7.1 245036 1141
cpp 4:12.2.0-3 6836 30 cpp-12
cpp-12 12.2.0-14+deb12u1 9767788 33848 libisl23,libmpc3,libmpfr6
criu 3.17.1-2+deb12u2 665668 2558 python3-protobuf,python3,libbsd0,libnet1,libnftables1,libnl-3-200,libprotobuf-c1 iproute2
cron 3.0pl1-162 73084 217 cron-daemon-common,sensible-utils
cron-daemon-common 3.0pl1-162 12660 44a
curl 7.88.1-10+deb12u15 315764 489 libcurl4
dbus 1.14.10-1~deb12u1 97360 182 dbus-bin,dbus-daemon,dbus-system-bus-common,libdbus-1-3,libexpat1
dbus-bin 1.14.10-1~deb12u1 105356 213 libdbus-1-3
dbus-daemon 1.14.10-1~deb12u1 183656 375 dbus-bin,dbus-session-bus-common,libapparmor1,libdbus-1-3,libexpat1
dbus-session-bus-common 1.14.10-1~deb12u1 78232 107a
dbus-system-bus-common 1.14.10-1~deb12u1 79344 119a
default-jdk 2:1.17-74 1068 6 default-jre,default-jdk-headless,openjdk-17-jdk
default-jdk-headless 2:1.17-74 1108 6 default-jre-headless,openjdk-17-jdk-headless
default-jre 2:1.17-74 1056 6 default-jre-headless,openjdk-17-jre
default-jre-headless 2:1.17-74 2936 12 openjdk-17-jre-headless,java-common
default-libmysqlclient-dev 1.1.0 3092 9m libmariadb-dev-compat
default-mysql-client 1.1.0 2852 9a mariadb-client
default-mysql-server 1.1.0 2860 9a mariadb-server
dialog 1.3-20230209-1 284056 1213 libncursesw6
direnv 2.32.1-2+b4 2233372 6549
dirmngr 2.2.40-1.1+deb12u2 792544 1329 gpgconf,lsb-base,libassuan0,libksba8,libldap-2.5-0,libnpth0 gnupg
distro-info-data 0.58+deb12u7 6584 19a
dmsetup 2:1.02.185-2 82040 246 libdevmapper1.02.1
dns-root-data 2024071801~deb12u1 5752 19a
dnsmasq 2.90-4~deb12u2 66320 152a netbase,dnsmasq-base,runit-helper
dnsmasq-base 2.90-4~deb12u2 498052 1095 libdbus-1-3,libnetfilter-conntrack3,libnftables1 dns-root-data
dnsutils 1:9.18.49-1~deb12u3 14224 26as bind9-dnsutils
docker.io 20.10.24+dfsg1-1+deb12u1+b6 36256664 147576 libdevmapper1.02.1,containerd,iptables,lsb-base,runc,tini apparmor,ca-certificates,cgroupfs-mount,git,needrestart,xz-utils
dos2unix 7.4.3-1 430380 1529
dpkg-dev 1.21.23 1354256 1728a perl,libdpkg-perl,bzip2,xz-utils,patch,make,binutils build-essential,gcc,fakeroot,gnupg,libalgorithm-merge-perl
dumb-init 1.2.5-2 14052 37
ed 1.19-1 58056 108
entr 5.3-1 20184 51 libbsd0
ethtool 1:6.1-1 196612 668 libmnl0
expect 5.45.4-2+b1 165996 317 tcl8.6,libtcl8.6,tcl-expect
fakeroot 1.31-1.2 66912 208 libfakeroot
fd-find 8.6.0-3 886284 2954
figlet 2.2.5-3+b1 136540 739
file 1:5.44-3 42472 79 libmagic1
flex 2.6.4-8.2 421580 1241 m4 gcc,libfl-dev
fontconfig 2.14.1-4 449212 617 libfontconfig1,libfreetype6,fontconfig-config
fontconfig-config 2.14.1-4 314864 527 fonts-dejavu-core
fonts-dejavu-core 2.37-6 1067728 2960a
fonts-font-awesome 5.0.10+really4.7.0~dfsg-4.1 517040 1369a
fonts-lato 2.0-2.1 2695828 11750a
fonts-liberation2 2.1.5-1 1479148 4290a
fonts-nanum 20200506-1 10317512 33319a
fonts-noto-cjk 1:20220127+repack1-1 56547048 91003a
fortune-mod 1:1.99.1-7.3 38296 106 librecode0 fortunes-min
fortunes 1:1.99.1-7.3 848988 2596a fortunes-min fortune-mod
fortunes-min 1:1.99.1-7.3 56492 140a , fortune-mod
fping 5.1-1 40656 93 libcap2-bin,netbase
fzf 0.38.0-1+b1 1110344 3333
g++ 4:12.2.0-3 1356 14 cpp,gcc,g++-12,gcc-12
g++-12 12.2.0-14+deb12u1 10694076 36161 gcc-12,libstdc++-12-dev,libisl23,libmpc3,libmpfr6
galera-4 26.4.23-0+deb12u1 842592 2352 libssl3
gawk 1:5.2.1-2 672772 2906 libmpfr6,libreadline8,libsigsegv2
gcc 4:12.2.0-3 5216 47 cpp,gcc-12 libc6-dev
gcc-12 12.2.0-14+deb12u1 19268852 68236 cpp-12,libcc1-0,binutils,libgcc-12-dev,libisl23,libmpc3,libmpfr6 libc6-dev
gdb 13.1-3 3962052 11629 libbabeltrace1,libdebuginfod1,libexpat1,libipt2,libmpfr6,libncursesw6,libpython3.11,libreadline8,libsource-highlight4v5 libc6-dbg
gettext 0.21-12 1300056 5825 gettext-base,libgomp1,libxml2 curl
gettext-base 0.21-12 160164 645
ghp-import 2.1.0-3 12320 44a python3-dateutil,python3
gir1.2-glib-2.0 1.74.0-3 159432 719m libgirepository-1.0-1,libglib2.0-0
gir1.2-packagekitglib-1.0 1.2.6-5+deb12u1 26020 110 gir1.2-glib-2.0,libpackagekit-glib2-18
git 1:2.39.5-0+deb12u3 7264380 44890 libcurl3-gnutls,libexpat1,perl,liberror-perl,git-man ca-certificates,patch,less,openssh-client
git-man 1:2.39.5-0+deb12u3 2053236 2107a
gnupg 2.2.40-1.1+deb12u2 846132 886a dirmngr,gnupg-l10n,gnupg-utils,gpg,gpg-agent,gpg-wks-client,gpg-wks-server,gpgsm
gnupg-l10n 2.2.40-1.1+deb12u2 1092644 4875a
gnupg-utils 2.2.40-1.1+deb12u2 927232 1837 libassuan0,libksba8,libreadline8 gpg,gpg-agent,gpgconf,gpgsm
gnupg2 2.2.40-1.1+deb12u2 445840 454a gnupg
golang 2:1.19~1 5744 12m golang-1.19,golang-doc,golang-go,golang-src
golang-1.19 1.19.8-2 18220 48a golang-1.19-doc,golang-1.19-go,golang-1.19-src
golang-1.19-doc 1.19.8-2 97316 583a
golang-1.19-go 1.19.8-2 62705552 334790 golang-1.19-src g++,gcc,libc6-dev,pkg-config
golang-1.19-src 1.19.8-2 18308084 118541a
golang-doc 2:1.19~1 5804 12a golang-1.19-doc,golang-go
golang-go 2:1.19~1 44956 69m golang-1.19-go,golang-src
golang-src 2:1.19~1 5756 13a golang-1.19-src
gosu 1.14-1+b10 766280 2185
gpg 2.2.40-1.1+deb12u2 949888 1582 gpgconf,libassuan0,libreadline8,libsqlite3-0 gnupg
gpg-agent 2.2.40-1.1+deb12u2 694596 1349 gpgconf,pinentry-curses,libassuan0,libnpth0 gnupg
gpg-wks-client 2.2.40-1.1+deb12u2 540932 683 dirmngr,gpg,gpg-agent,libassuan0 gnupg
gpg-wks-server 2.2.40-1.1+deb12u2 531476 658 gpg,gpg-agent gnupg
gpgconf 2.2.40-1.1+deb12u2 564852 804 libassuan0,libreadline8
gpgsm 2.2.40-1.1+deb12u2 671420 993 gpgconf,libassuan0,libksba8,libreadline8 gnupg
graphviz 2.42.2-7+deb12u1 610532 3064 libann0,libcdt5,libcgraph6,libexpat1,libgd3,libglib2.0-0,libgts-0.7-5,libgvc6,libgvpr2,liblab-gamut1,libx11-6,libxaw7,libxmu6,libxt6 fonts-liberation2
groff-base 1.22.4-10 915864 3673 libuchardet0
gsasl-common 2.2.0-1+deb12u2 179012 467as
gtk-update-icon-cache 3.24.38-2~deb12u3 44204 125 libgdk-pixbuf-2.0-0,libglib2.0-0
guile-3.0-libs 3.0.8-2 6645224 53126m libgc1,libreadline8
haproxy 2.6.12-1+deb12u4 2042596 4223s liblua5.3-0,libopentracing-c-wrapper0,libssl3,lsb-base
hicolor-icon-theme 0.17-2 11396 441a
htop 3.2.2-2 152412 378 libncursesw6,libnl-3-200,libnl-genl-3-200
icu-devtools 72.1-3+deb12u1 205808 717 libicu72
inetutils-telnet 2:2.4-2+deb12u3 120880 257 libk5crypto3,libkrb5-3,netbase
iotop 0.6-42-ga14256a-0.1+b2 24092 106 python3
iperf3 3.12-1+deb12u2 33964 86 libiperf0
iproute2 6.1.0-3 1045828 3516 libbpf1,libbsd0,libelf1,libmnl0,libtirpc3,libxtables12,libcap2-bin libatm1
ipset 7.17-1 45656 138 libipset13 iptables
iptables 1.8.9-2 360192 2408 libip4tc2,libip6tc2,libxtables12,netbase,libmnl0,libnetfilter-conntrack3,libnfnetlink0,libnftnl11 nftables
iputils-ping 3:20221126-1+deb12u1 47172 121 libcap2-bin
iso-codes 4.15.0-1 2906084 20086a
java-common 0.74 6388 28a
javascript-common 11+nmu1 6260 33a
jq 1.6-2.1+deb12u3 64432 111s libjq1
kbd 2.5.1-1+b1 334564 1815 , console-setup
keyboard-configuration 1.221 416016 2798a liblocale-gettext-perl,xkb-data
krb5-locales 1.20.1-2+deb12u5 63520 273a
less 590-2.1~deb12u2 132044 313
lib32gcc-s1 12.2.0-14+deb12u1 59728 163 libc6-i386
lib32stdc++6 12.2.0-14+deb12u1 643184 2606 lib32gcc-s1,libc6-i386
libabsl20220623 20220623.1-1+deb12u2 390704 1913m
libaio1 0.3.113-4 13360 37m
libalgorithm-diff-perl 1.201-1 43296 129a perl libalgorithm-diff-xs-perl
libalgorithm-diff-xs-perl 0.04-8+b1 11440 47m perl,libalgorithm-diff-perl
libalgorithm-merge-perl 0.08-5 11788 43a perl,libalgorithm-diff-perl
libann0 1.1.2+doc-9+b1 25092 79
libaom3 3.6.0-1+deb12u3 1851316 5546ms
libaopalliance-java 20070526-7 8572 30a
libapache-pom-java 29-2 5276 43a
libapache2-mod-php 2:8.2+93 3764 14a libapache2-mod-php8.2
libapache2-mod-php8.2 8.2.36-1~deb12u1 1697720 5518s libmagic1,media-types,php8.2-cli,php8.2-common,php8.2-opcache,ucf,apache2-bin,libargon2-1,libsodium23,libssl3,libxml2 apache2
libapparmor1 3.0.8-3 41192 109m
libappstream4 0.16.1-2+b1 198320 657m libcurl3-gnutls,libglib2.0-0,libstemmer0d,libxml2,libxmlb2,libyaml-0-2
libapr1 1.7.2-3+deb12u1 102116 288m
libaprutil1 1.6.3-1+deb12u1 89048 284ms libapr1,libexpat1,libgdbm6,libssl3
libaprutil1-dbd-sqlite3 1.6.3-1+deb12u1 14044 48ms libaprutil1,libsqlite3-0
libaprutil1-ldap 1.6.3-1+deb12u1 12276 40ms libaprutil1,libldap-2.5-0
libarchive13 3.6.2-1+deb12u5 345488 865ms libxml2
libargon2-1 0~20171227-0.3+deb12u1 19432 56m
libasan8 12.2.0-14+deb12u1 2192652 8017m
libasound2 1.2.8-1+b1 361788 1161m libasound2-data
libasound2-data 1.2.8-1 20488 200a , alsa-ucm-conf,alsa-topology-conf
libassuan0 2.5.5-5 48464 117m
libatinject-jsr330-api-java 1.0+ds1-5 5312 24a
libatk1.0-0 2.46.0-5 49628 200m libglib2.0-0,at-spi2-common
libatm1 1:2.5.1-4+b2 68312 107m
libatomic1 12.2.0-14+deb12u1 9376 45m
libavahi-client3 0.8-10+deb12u1 45756 117m libavahi-common3,libdbus-1-3
libavahi-common-data 0.8-10+deb12u1 107164 738m
libavahi-common3 0.8-10+deb12u1 42112 94m libavahi-common-data
libavif15 0.11.1-1+deb12u1 94396 203m libaom3,libdav1d6,libgav1-1,librav1e0,libsvtav1enc1,libyuv0
libbabeltrace1 1.5.11-1+b2 172356 547m libdw1,libelf1,libglib2.0-0
libbinutils 2.40-2 572104 2469m binutils-common
libblas3 3.11.0-2 148592 464m
libboost-regex1.74.0 1.74.0+ds1-21 486564 3097m libicu72
libbpf1 1:1.1.2-0+deb12u1 145032 385m libelf1
libbrotli-dev 1.0.9-2+deb12u1 287396 900ms libbrotli1
libbrotli1 1.0.9-2+deb12u1 274704 783ms
libbsd0 0.11.7-2 117416 202m
libbz2-dev 1.0.8-5+b1 30868 95m libc6-dev bzip2-doc
libc-ares2 1.18.1-3 102484 169m
libc-dev-bin 2.36-9+deb12u14 48056 94 , manpages,manpages-dev,libc-devtools
libc-devtools 2.36-9+deb12u14 55684 138 libgd3 manpages,manpages-dev
libc-l10n 2.36-9+deb12u14 676384 4350a
libc6-dbg 2.36-9+deb12u14 7389180 11025m
libc6-dev 2.36-9+deb12u14 1903668 11975m libc-dev-bin,linux-libc-dev,libcrypt-dev,libnsl-dev,rpcsvc-proto
libc6-i386 2.36-9+deb12u14 2458148 11899
libcairo-gobject2 1.16.0-7 111752 178m libcairo2,libglib2.0-0
libcairo2 1.16.0-7 574676 1307m libfontconfig1,libfreetype6,libpixman-1-0,libpng16-16,libx11-6,libxcb-render0,libxcb-shm0,libxcb1,libxext6,libxrender1
libcap2-bin 1:2.66-4+deb12u3+b1 35220 133 , libpam-cap
libcbor0.8 0.8.0-2+b1 27436 98m
libcc1-0 12.2.0-14+deb12u1 41736 136m
libcdi-api-java 1.2-3 54264 92a libatinject-jsr330-api-java,libgeronimo-interceptor-3.0-spec-java
libcdt5 2.42.2-7+deb12u1 39624 78m
libcgi-fast-perl 1:2.15-1 12120 29a perl,libcgi-pm-perl,libfcgi-perl
libcgi-pm-perl 4.55-1 220160 477a perl,libhtml-parser-perl libcgi-fast-perl
libcgraph6 2.42.2-7+deb12u1 63000 144m libcdt5
libclang-common-14-dev 1:14.0.6-12 889680 19869a libllvm14 libclang-rt-14-dev
libclang-cpp14 1:14.0.6-12 11085548 57487 libllvm14
libclang-rt-14-dev 1:14.0.6-12 3274760 43007m lib32gcc-s1,lib32stdc++6,libc6-i386
libclang1-14 1:14.0.6-12 6156824 29985 libllvm14
libclone-perl 0.46-1 13724 41m perl
libcommon-sense-perl 3.75-3 22976 52m perl
libcommons-cli-java 1.5.0-1 59972 85a
libcommons-io-java 2.11.0-2 318700 364a libcommons-parent-java
libcommons-lang3-java 3.12.0-2+deb12u1 566136 640a libcommons-parent-java
libcommons-parent-java 56-1 10816 85a libapache-pom-java
libcompress-raw-bzip2-perl 2.204-1 23976 81m perl
libcompress-raw-zlib-perl 2.204-1 50320 163m perl
libconfig-inifiles-perl 3.000003-2+deb12u1 45984 123a
libcrypt-dev 1:4.4.33-2 118144 341m
libcryptsetup12 2:2.6.1-4~deb12u2 223344 563m libargon2-1,libdevmapper1.02.1,libjson-c5,libssl3
libctf-nobfd0 2.40-2 153384 301m
libctf0 2.40-2 89796 232m libbinutils
libcups2 2.4.2-3+deb12u9 245180 675m libavahi-client3,libavahi-common3,libgssapi-krb5-2
libcurl3-gnutls 7.88.1-10+deb12u15 386008 828m libbrotli1,libgssapi-krb5-2,libldap-2.5-0,libnghttp2-14,libpsl5,librtmp1,libssh2-1 ca-certificates
libcurl4 7.88.1-10+deb12u15 392184 840m libbrotli1,libgssapi-krb5-2,libldap-2.5-0,libnghttp2-14,libpsl5,librtmp1,libssh2-1,libssl3 ca-certificates
libcurl4-openssl-dev 7.88.1-10+deb12u15 492864 1778m libcurl4
libdatrie1 0.2.13-2+b1 43320 82m
libdav1d6 1.0.0-2+deb12u1 513432 1616m
libdbd-mariadb-perl 1.22-1+b1 93772 263 perl,libdbi-perl,libmariadb3
libdbi-perl 1.643-4+deb12u3 774456 2155ms perl
libdbus-1-3 1.14.10-1~deb12u1 201240 468m
libde265-0 1.0.11-1+deb12u3 186436 471ms
libdebuginfod-common 0.188-2.1 21544 49a ucf
libdebuginfod1 0.188-2.1 27316 65m libcurl3-gnutls,libelf1,libdw1,libdebuginfod-common
libdeflate0 1.14-1 61416 161m
libdevmapper1.02.1 2:1.02.185-2 132796 474m dmsetup
libdpkg-perl 1.21.23 603796 1987a perl libfile-fcntllock-perl,liblocale-gettext-perl,bzip2,xz-utils
libdrm-amdgpu1 2.4.114-1+b1 20864 76m libdrm2
libdrm-common 2.4.114-1 7112 42a
libdrm-intel1 2.4.114-1+b1 64032 178m libdrm2,libpciaccess0
libdrm-nouveau2 2.4.114-1+b1 19064 74m libdrm2
libdrm-radeon1 2.4.114-1+b1 21848 83m libdrm2
libdrm2 2.4.114-1+b1 37472 121m libdrm-common
libduktape207 2.7.0-2 133812 314m
libdw1 0.188-2.1 234760 713m libelf1
libedit2 3.1-20221030-2 92992 258m libbsd0
libegl-mesa0 22.3.6-1+deb12u2 114116 324m libdrm2,libexpat1,libgbm1,libglapi-mesa,libwayland-client0,libwayland-server0,libx11-xcb1,libxcb-dri2-0,libxcb-dri3-0,libxcb-present0,libxcb-randr0,libxcb-sync1,libxcb-xfixes0,libxcb1,libxshmfence1
libegl1 1.6.0-1 33652 111m libglvnd0,libegl-mesa0
libelf1 0.188-2.1 173796 1036m
libencode-locale-perl 1.05-3 12896 33a perl
libencode-perl 3.19-1+b1 1415536 10056m perl
liberror-perl 0.17029-2 29032 73a perl
liberror-prone-java 2.18.0-1 22480 95a libguava-java
libestr0 0.1.11-1 9204 32m
libevent-2.1-7 2.1.12-stable-8+deb12u1 181168 435ms
libevent-core-2.1-7 2.1.12-stable-8+deb12u1 131276 302ms
libexpat1 2.5.0-1+deb12u5 107940 414ms
libexpat1-dev 2.5.0-1+deb12u5 159408 845ms libexpat1,libc6-dev
libfakeroot 1.31-1.2 28328 144m
libfastjson4 1.2304.0-1 28928 80m
libfcgi-bin 2.4.2-2+deb12u1 11524 34 libfcgi0ldbl
libfcgi-perl 0.82+ds-2 25204 74 perl,libfcgi0ldbl
libfcgi0ldbl 2.4.2-2+deb12u1 24572 85m , libfcgi-bin
libfdisk1 2.38.1-5+deb12u3 193624 533m
libffi-dev 3.4.4-1 59376 315m
libfido2-1 1.12.0-2+b1 77216 241m libcbor0.8,libssl3
libfile-fcntllock-perl 0.22-4+b1 34848 129 perl
libfl-dev 2.6.4-8.2 85240 126m flex,libfl2
libfl2 2.6.4-8.2 83996 129m
libfontconfig1 2.14.1-4 385664 579m libexpat1,libfreetype6,fontconfig-config
libfreetype-dev 2.12.1+dfsg-5+deb12u4 566284 2060m libfreetype6,libbrotli-dev,libc6-dev,libpng-dev,zlib1g-dev
libfreetype6 2.12.1+dfsg-5+deb12u4 397736 886m libbrotli1,libpng16-16
libfreetype6-dev 2.12.1+dfsg-5+deb12u4 46740 69m libfreetype-dev
libfribidi0 1.0.8-2.1 64952 172m
libfstrm0 0.6.1-1 21596 70m
libgav1-1 0.18.0-1+b1 331664 945m libabsl20220623
libgbm1 22.3.6-1+deb12u2 38132 107m libdrm2,libexpat1,libwayland-server0
libgc1 1:8.2.2-3 245116 400m
libgcc-12-dev 12.2.0-14+deb12u1 2437204 14284m libgomp1,libitm1,libatomic1,libasan8,liblsan0,libtsan2,libubsan1,libquadmath0 libc6-dev
libgd3 2.3.3-9+deb12u1 123972 449ms libavif15,libfontconfig1,libfreetype6,libheif1,libjpeg62-turbo,libpng16-16,libtiff6,libwebp7,libxpm4
libgdbm-compat4 1.23-3 48156 70m libgdbm6
libgdbm6 1.23-3 72248 129m
libgdk-pixbuf-2.0-0 2.42.10+dfsg-1+deb12u4 138972 477m libgdk-pixbuf2.0-common,shared-mime-info,libglib2.0-0,libjpeg62-turbo,libpng16-16,libtiff6 libgdk-pixbuf2.0-bin
libgdk-pixbuf2.0-bin 2.42.10+dfsg-1+deb12u4 18224 75 libgdk-pixbuf-2.0-0,libglib2.0-0
libgdk-pixbuf2.0-common 2.42.10+dfsg-1+deb12u4 306756 2516a
libgeronimo-annotation-1.3-spec-java 1.3-1 11136 40a
libgeronimo-interceptor-3.0-spec-java 1.0.1-4 8484 34a
libgfortran5 12.2.0-14+deb12u1 792696 2923m libquadmath0
libgif7 5.2.1-2.5+deb12u1 42956 80m
libgirepository-1.0-1 1.74.0-3 100664 295m libglib2.0-0
libgl1 1.6.0-1 88448 652m libglvnd0,libglx0
libgl1-mesa-dri 22.3.6-1+deb12u2 7239704 25254m libdrm-amdgpu1,libdrm-intel1,libdrm-nouveau2,libdrm-radeon1,libdrm2,libelf1,libexpat1,libglapi-mesa,libllvm15,libsensors5,libxcb-dri3-0
libgl1-mesa-glx 22.3.6-1+deb12u2 14680 33m libgl1,libglx-mesa0
libglapi-mesa 22.3.6-1+deb12u2 35900 268m
libgles2 1.6.0-1 16828 105m libglvnd0
libglib2.0-0 2.74.6-2+deb12u9 1403216 4135m , libglib2.0-data,shared-mime-info
libglib2.0-bin 2.74.6-2+deb12u9 112080 336 libglib2.0-data,libelf1,libglib2.0-0
libglib2.0-data 2.74.6-2+deb12u9 1211164 9406a
libglvnd0 1.6.0-1 51820 728m
libglx-mesa0 22.3.6-1+deb12u2 147676 518m libdrm2,libexpat1,libglapi-mesa,libx11-6,libx11-xcb1,libxcb-dri2-0,libxcb-dri3-0,libxcb-glx0,libxcb-present0,libxcb-randr0,libxcb-shm0,libxcb-sync1,libxcb-xfixes0,libxcb1,libxext6,libxfixes3,libxshmfence1,libxxf86vm1,libgl1-mesa-dri
libglx0 1.6.0-1 34384 162m libglvnd0,libx11-6,libglx-mesa0
libgmp-dev 2:6.2.1+dfsg1-1.1 640988 1834m libgmpxx4ldbl
libgmpxx4ldbl 2:6.2.1+dfsg1-1.1 338440 371m
libgnutls-openssl27 3.7.9-2+deb12u7 407432 493m
libgomp1 12.2.0-14+deb12u1 115772 312m
libgpm2 1.20.7-10+b1 14216 45m
libgprofng0 2.40-2 812120 3958m libbinutils
libgraphite2-3 1.3.14-1+deb12u1 74564 191m
libgsasl18 2.2.0-1+deb12u2 206484 309ms libgssglue1,libidn12,libntlm0 gsasl-common
libgssapi-krb5-2 1.20.1-2+deb12u5 135168 425m libk5crypto3,libkrb5-3,libkrb5support0
libgssglue1 0.7-1.1 20084 73m
libgstreamer1.0-0 1.22.0-2+deb12u1 1169664 4418m libdw1,libglib2.0-0,libunwind8,libcap2-bin
libgtk2.0-0 2.24.33-2+deb12u1 1810632 5833m libgtk2.0-common,libatk1.0-0,libcairo2,libcups2,libfontconfig1,libgdk-pixbuf-2.0-0,libglib2.0-0,libpango-1.0-0,libpangocairo-1.0-0,libpangoft2-1.0-0,libx11-6,libxcomposite1,libxcursor1,libxdamage1,libxext6,libxfixes3,libxi6,libxinerama1,libxrandr2,libxrender1,adwaita-icon-theme,hicolor-icon-theme,shared-mime-info librsvg2-common,libgtk2.0-bin
libgtk2.0-bin 2.24.33-2+deb12u1 10852 32 libgtk2.0-0,libgtk2.0-common,gtk-update-icon-cache
libgtk2.0-common 2.24.33-2+deb12u1 2659900 19884a , libgtk2.0-0
libgts-0.7-5 0.7.6+darcs121130-5+b1 160224 428m libglib2.0-0 libgts-bin
libgts-bin 0.7.6+darcs121130-5+b1 50308 220 libglib2.0-0,libgts-0.7-5
libguava-java 31.1-1 2612544 2890a libatinject-jsr330-api-java,liberror-prone-java,libjsr305-java
libguice-java 4.2.3-2 1434924 1703a libaopalliance-java,libatinject-jsr330-api-java,libguava-java,libjsr305-java
libgvc6 2.42.2-7+deb12u1 678788 1903 libcairo2,libcdt5,libcgraph6,libexpat1,libgd3,libglib2.0-0,libgts-0.7-5,libltdl7,libpango-1.0-0,libpangocairo-1.0-0,libpangoft2-1.0-0,libpathplan4,libwebp7,libx11-6
libgvpr2 2.42.2-7+deb12u1 189020 537m libcdt5,libcgraph6
libharfbuzz0b 6.0.0+dfsg-3 1945396 2609m libfreetype6,libglib2.0-0,libgraphite2-3
libhashkit-dev 1.1.4-1 34776 93m libhashkit2
libhashkit2 1.1.4-1 18280 59m libssl3
libheif1 1.15.1-1+deb12u1 215348 659m libaom3,libdav1d6,libde265-0,libx265-199
libhtml-parser-perl 3.81-1+deb12u1 101084 227m perl,libhtml-tagset-perl,liburi-perl libhttp-message-perl
libhtml-tagset-perl 3.20-6 11652 31a perl
libhtml-template-perl 2.97-2 66468 188a perl,libcgi-pm-perl
libhttp-date-perl 6.05-2 10540 30a perl,libtimedate-perl
libhttp-message-perl 6.44-1 81724 200a perl,libclone-perl,libcompress-raw-bzip2-perl,libcompress-raw-zlib-perl,libencode-locale-perl,libencode-perl,libhttp-date-perl,libio-html-perl,liblwp-mediatypes-perl,liburi-perl
libice-dev 2:1.0.10-1 67052 238m libice6,x11proto-dev
libice6 2:1.0.10-1 58540 133m libbsd0,x11-common
libicu-dev 72.1-3+deb12u1 10347768 47784m libicu72,icu-devtools,libc6-dev
libicu72 72.1-3+deb12u1 9376124 36170m
libidn12 1.41-1 83832 265m
libintl-perl 1.33-1 719968 4324a perl libintl-xs-perl
libintl-xs-perl 1.33-1 15560 57 perl,libintl-perl
libio-html-perl 1.004-3 16200 41a perl
libio-pty-perl 1:1.17-1 34888 103 perl
libip4tc2 1.8.9-2 19016 66m
libip6tc2 1.8.9-2 19416 66m
libipc-run-perl 20220807.0-1 104084 267a perl,libio-pty-perl
libiperf0 3.12-1+deb12u2 91200 252m libsctp1,libssl3
libipsec-mb1 1.3-2 981460 12515
libipset13 7.17-1 67504 265m libmnl0
libipt2 2.0.5-1 43852 140
libisl23 0.25-1.1 683060 2302m
libitm1 12.2.0-14+deb12u1 26140 115m
libjansi-java 2.4.0-2 105276 135a
libjansson4 2.14-2 40788 101m
libjbig0 2.1-6.1 31704 84m
libjemalloc2 5.3.0-1 275000 872m
libjpeg-dev 1:2.1.5-2 71768 107m libjpeg62-turbo-dev
libjpeg62-turbo 1:2.1.5-2 166332 677m
libjpeg62-turbo-dev 1:2.1.5-2 289644 1096m libc6-dev,libjpeg62-turbo
libjq1 1.6-2.1+deb12u3 136460 366ms libonig5
libjs-bootstrap4 4.6.1+dfsg1-4+deb12u1 518312 4010a libjs-popper.js
libjs-highlight.js 9.18.5+dfsg1-2 397408 2138a
libjs-jquery 3.6.1+dfsg+~3.5.14-1 326128 705a
libjs-lunr 2.3.9~dfsg-2 76588 226a
libjs-modernizr 2.6.2+ds1-5 47092 282a
libjs-popper.js 1.16.1+ds-6 52388 608a javascript-common node-jquery
libjs-sizzle 2.3.6+ds+~2.3.3-2 31564 126a
libjs-sphinxdoc 5.3.0-4 130384 184a libjs-jquery,libjs-underscore
libjs-underscore 1.13.4~dfsg+~1.11.4-3 115632 349a , libjs-jquery
libjson-c5 0.16-2 44120 109m
libjson-perl 4.10000-1 87516 244a perl libjson-xs-perl
libjson-xs-perl 4.040-1~deb12u1 92412 209 perl,libcommon-sense-perl,libtypes-serialiser-perl
libjsoncpp25 1.9.5-4 78572 249m
libjsr305-java 0.1~+svn49-11 26944 115a
libjudydebian1 1.0.5-5+b2 101652 337
libk5crypto3 1.20.1-2+deb12u5 79712 261m libkrb5support0
libkeyutils1 1.6.3-2 8808 40m
libkmod2 30+20221128-1 57892 141m libssl3
libkrb5-3 1.20.1-2+deb12u5 332280 1077m libk5crypto3,libkeyutils1,libkrb5support0,libssl3 krb5-locales
libkrb5support0 1.20.1-2+deb12u5 33212 134m
libksba8 1.6.3-2 128416 316m
liblab-gamut1 2.42.2-7+deb12u1 197304 2481m
liblapack3 3.11.0-2 2322744 7188m libblas3,libgfortran5
liblcms2-2 2.14-2+deb12u1 153540 428m
libldap-2.5-0 2.5.13+dfsg-5 183248 553m libsasl2-2 libldap-common
libldap-common 2.5.13+dfsg-5 29348 92a
libldap-dev 2.5.13+dfsg-5 298168 1536m libldap-2.5-0
libldap2-dev 2.5.13+dfsg-5 22632 80a libldap-dev
liblerc4 4.0.0+ds-2 170368 649m
liblinear4 2.3.0+dfsg-5 43644 102m libblas3
libllvm14 1:14.0.6-12 21840232 107438m libedit2,libxml2,libz3-4
libllvm15 1:15.0.6-4+b1 23115156 114610m libedit2,libxml2,libz3-4
liblmdb0 0.9.24-1 44996 104m
liblocale-gettext-perl 1.07-5 15408 51
liblognorm5 2.0.6-4 67156 173m libestr0,libfastjson4
liblsan0 12.2.0-14+deb12u1 969300 2942m
libltdl-dev 2.4.7-7~deb12u1 164384 941m libltdl7,automake libtool
libltdl7 2.4.7-7~deb12u1 393000 421m
liblua5.3-0 5.3.6-2 122984 495m
libluajit-5.1-2 2.1.0~beta3+git20220320+dfsg-4.1+deb12u1 255276 579m libluajit-5.1-common
libluajit-5.1-common 2.1.0~beta3+git20220320+dfsg-4.1+deb12u1 46908 216a
liblwp-mediatypes-perl 6.04-2 20200 74a perl
liblzf1 3.6-3 10192 39m
liblzo2-2 2.10-2 56912 174m
libmagic-mgc 1:5.44-3 304888 8130
libmagic1 1:5.44-3 103752 232m libmagic-mgc
libmailutils9 1:3.15-4 921712 2555m mailutils-common,guile-3.0-libs,libgsasl18,libldap-2.5-0,libltdl7,libmariadb3,libpq5,libpython3.11
libmariadb-dev 1:10.11.19-0+deb12u1 270692 981s libmariadb3,libssl-dev,zlib1g-dev
libmariadb-dev-compat 1:10.11.19-0+deb12u1 26444 71s libmariadb-dev
libmariadb3 1:10.11.19-0+deb12u1 179504 553ms mariadb-common,libssl3
libmaven-parent-java 35-1 6140 69a libapache-pom-java
libmaven-resolver-java 1.6.3-1 548348 753a libcommons-lang3-java,libwagon-provider-api-java
libmaven-shared-utils-java 3.3.4-1 138036 173a libcommons-io-java libjansi-java
libmaven3-core-java 3.8.7-1 1571604 1949a libatinject-jsr330-api-java,libcommons-cli-java,libcommons-lang3-java,libgeronimo-annotation-1.3-spec-java,libguice-java,libmaven-parent-java,libmaven-resolver-java,libmaven-shared-utils-java,libplexus-cipher-java,libplexus-classworlds-java,libplexus-component-annotations-java,libplexus-interpolation-java,libplexus-sec-dispatcher-java,libplexus-utils2-java,libsisu-inject-java,libsisu-plexus-java,libslf4j-java,libwagon-provider-api-java
libmaxminddb0 1.7.1-1 29812 76m
libmemcached-dev 1.1.4-1 198000 451m libhashkit-dev,libmemcached11,libmemcachedutil2,libsasl2-dev
libmemcached11 1.1.4-1 80420 222m libhashkit2,libsasl2-2
libmemcachedutil2 1.1.4-1 14608 51m libmemcached11
libmnl0 1.0.4-3 12476 46m
libmodule-find-perl 0.16-2 10620 30a perl
libmpc3 1.3.1-1 51480 149m libmpfr6
libmpfr6 4.2.0-1 700900 1177m
libmsgpackc2 4.0.0-3 20924 59m
libncurses-dev 6.4-4 349068 2319m libncurses6,libncursesw6,libc6-dev
libncurses5-dev 6.4-4 932 6m libncurses-dev
libncurses6 6.4-4 103136 335m , libgpm2
libncursesw6 6.4-4 133824 412m , libgpm2
libnet1 1.1.6+dfsg-3.2 60328 153m sgml-base
libnetfilter-conntrack3 1.0.9-3 40704 139m libmnl0,libnfnetlink0
libnfnetlink0 1.0.2-2 15132 51m
libnftables1 1.0.6-2+deb12u2 299116 920m libjansson4,libmnl0,libnftnl11,libxtables12
libnftnl11 1.2.4-2 61632 233m libmnl0
libnghttp2-14 1.52.0-1+deb12u3 72404 220m
libnl-3-200 3.7.0-0.2+b1 63124 182m
libnl-genl-3-200 3.7.0-0.2+b1 21600 58m libnl-3-200
libnode108 18.20.4+dfsg-1~deb12u3 10633176 46435ms libbrotli1,libc-ares2,libicu72,libnghttp2-14,libssl3,libuv1,node-acorn,node-cjs-module-lexer,node-undici
libnpth0 1.6-3 18980 50m
libnsl-dev 1.3.0-2 66436 345m libnsl2,libtirpc-dev
libnsl2 1.3.0-2 39480 127m libtirpc3
libnspr4 2:4.35-1 113108 322m
libnss-systemd 252.39-1~deb12u2 164224 389m systemd
libnss3 2:3.87.1-1+deb12u4 1330556 4114ms libnspr4,libsqlite3-0
libntlm0 1.6-4 84820 125m
libnuma1 2.0.16-1 20964 71m
libobjc-12-dev 12.2.0-14+deb12u1 169836 1394m libgcc-12-dev,libobjc4
libobjc4 12.2.0-14+deb12u1 43216 205m libgc1
libonig-dev 6.9.8-1 96700 233 libonig5
libonig5 6.9.8-1 187828 666m
libopentracing-c-wrapper0 1.1.3-3+b1 29584 100m libopentracing1
libopentracing1 1.6.0-4 53356 197m
libpackagekit-glib2-18 1.2.6-5+deb12u1 112892 448m libglib2.0-0
libpam-cap 1:2.66-4+deb12u3+b1 15052 53m
libpam-systemd 252.39-1~deb12u2 225520 532m systemd,dbus,systemd-sysv
libpango-1.0-0 1.50.12+ds-1 211788 520m fontconfig,libfribidi0,libglib2.0-0,libharfbuzz0b,libthai0
libpangocairo-1.0-0 1.50.12+ds-1 34184 103m libcairo2,libfontconfig1,libglib2.0-0,libharfbuzz0b,libpango-1.0-0,libpangoft2-1.0-0
libpangoft2-1.0-0 1.50.12+ds-1 47384 142m libfontconfig1,libfreetype6,libglib2.0-0,libharfbuzz0b,libpango-1.0-0
libpathplan4 2.42.2-7+deb12u1 41932 82m
libpcap0.8 1.10.3-1 156700 368m libdbus-1-3
libpciaccess0 0.17-2 51384 92m
libpcre3 2:8.39-15 340864 680m
libpcsclite1 1.9.9-2 49704 91m
libperl5.36 5.36.0-7+deb12u4 4207640 28875ms libgdbm-compat4,libgdbm6,perl-modules-5.36
libpipeline1 1.5.7-1 38540 96m
libpixman-1-0 0.42.2-1 545588 1002m
libpkgconf3 1.8.1-1 36084 101m
libplexus-cipher-java 2.0-1 14948 43a libatinject-jsr330-api-java
libplexus-classworlds-java 2.7.0-1 50604 78a
libplexus-component-annotations-java 2.1.1-1 7660 33a
libplexus-interpolation-java 1.26-1 76788 109a
libplexus-sec-dispatcher-java 2.0-3 28348 59a libatinject-jsr330-api-java,libplexus-cipher-java,libplexus-utils2-java
libplexus-utils2-java 3.4.2-1 258468 302a
libpng-dev 1.6.39-2+deb12u6 360564 854ms libpng16-16,zlib1g-dev libpng-tools
libpng-tools 1.6.39-2+deb12u6 127672 192s libpng16-16
libpng16-16 1.6.39-2+deb12u6 277048 417ms
libpolkit-agent-1-0 122-3 24444 70m libglib2.0-0,libpolkit-gobject-1-0
libpolkit-gobject-1-0 122-3 43912 148m libglib2.0-0
libpopt0 1.19+dfsg-1 43268 245m
libpq-dev 15.20-0+deb12u1 156556 595s libpq5,libssl-dev
libpq5 15.20-0+deb12u1 205248 906ms libgssapi-krb5-2,libldap-2.5-0,libssl3
libproc-processtable-perl 0.634-1+b2 43096 115m perl
libproc2-0 2:4.0.2-3 62804 232m
libprotobuf-c1 1.4.1-1+b1 27492 69m
libprotobuf32 3.21.12-3+deb12u1 931592 3337m
libpsl5 0.21.2-1 58684 96m , publicsuffix
libpthread-stubs0-dev 0.4-1 5344 18m
libpython3-dev 3.11.2-1+b1 9572 37m libpython3.11-dev
libpython3-stdlib 3.11.2-1+b1 9312 27m libpython3.11-stdlib
libpython3.11 3.11.2-6+deb12u9 1988800 7626ms libpython3.11-stdlib,libexpat1
libpython3.11-dev 3.11.2-6+deb12u9 4739284 25766ms libpython3.11-stdlib,libpython3.11,libexpat1-dev,zlib1g-dev libc6-dev
libpython3.11-minimal 3.11.2-6+deb12u9 820928 5232ms libssl3 libpython3.11-stdlib
libpython3.11-stdlib 3.11.2-6+deb12u9 1798408 8334ms libpython3.11-minimal,media-types,libncursesw6,libnsl2,libreadline8,libsqlite3-0,libtirpc3
libquadmath0 12.2.0-14+deb12u1 144616 292m
librav1e0 0.5.1-6 763348 2664m
libreadline-dev 8.2-1.3 150856 790m libreadline8,libncurses-dev
libreadline8 8.2-1.3 165760 475m readline-common
librecode0 3.6-25 524312 1834m
libregexp-ipv6-perl 0.03-3 5212 19a perl
librhash0 1.4.3-3 134112 237m , libssl3
librsvg2-2 2.54.7+dfsg-1~deb12u2 2617044 10909ms libcairo-gobject2,libcairo2,libgdk-pixbuf-2.0-0,libglib2.0-0,libpango-1.0-0,libpangocairo-1.0-0,libxml2 librsvg2-common
librsvg2-common 2.54.7+dfsg-1~deb12u2 21492 76ms librsvg2-2,libgdk-pixbuf-2.0-0,libglib2.0-0
librtmp1 2.4+20151223.gitfa8646d.1-2+b2 60824 146m
libruby 1:3.1 4972 13m libruby3.1
libruby3.1 3.1.7+really3.1.2-0+deb12u1 5405952 25013ms rake,ruby-net-telnet,ruby-xmlrpc,ruby-webrick,ruby-sdbm,libedit2,libncurses6,libssl3,libyaml-0-2
libsasl2-2 2.1.28+dfsg-10+deb12u1 59908 167ms libsasl2-modules-db libsasl2-modules
libsasl2-dev 2.1.28+dfsg-10+deb12u1 234656 885s libc6-dev,libsasl2-2
libsasl2-modules 2.1.28+dfsg-10+deb12u1 66868 284ms libssl3
libsasl2-modules-db 2.1.28+dfsg-10+deb12u1 20524 77ms
libsctp1 1.0.19+dfsg-2 29720 56m
libsecret-1-0 0.20.5-3 115364 432m libglib2.0-0,libsecret-common
libsecret-common 0.20.5-3 28460 247a
libsensors-config 1:3.6.0-7.1 14252 33a
libsensors5 1:3.6.0-7.1 34160 87m libsensors-config
libsigsegv2 2.14-1 37152 70m
libsisu-inject-java 0.3.4-2 346848 412a libcdi-api-java,libslf4j-java
libsisu-plexus-java 0.3.4-3 180952 245a libcdi-api-java,libplexus-classworlds-java,libplexus-component-annotations-java,libplexus-utils2-java,libsisu-inject-java
libslf4j-java 1.7.32-1 143900 281a
libsm-dev 2:1.2.3-1 37956 106m libsm6,x11proto-core-dev,libice-dev
libsm6 2:1.2.3-1 35108 73m libice6
libsnappy1v5 1.1.9-3 25964 89m
libsodium23 1.0.18-1+deb12u1 162044 415m
libsort-naturally-perl 1.03-4 13076 41a perl
libsource-highlight-common 3.1.9-4.2 77400 320a
libsource-highlight4v5 3.1.9-4.2+b3 256880 843m libsource-highlight-common,libboost-regex1.74.0
libsqlite3-0 3.40.1-2+deb12u2 838808 1682m
libsqlite3-dev 3.40.1-2+deb12u2 1025140 3150m libsqlite3-0,libc6-dev
libssh2-1 1.10.0-3+deb12u1 175976 353ms libssl3
libssl-dev 3.0.22-1~deb12u2 2450160 12206ms libssl3
libssl3 3.0.22-1~deb12u2 2039888 6042ms
libstdc++-12-dev 12.2.0-14+deb12u1 2047292 19446m libgcc-12-dev,libc6-dev
libstemmer0d 2.2.0-2 118164 818m
libsvtav1enc1 1.4.1+dfsg-1 2121284 6632m
libsystemd-shared 252.39-1~deb12u2 1696184 5350m libapparmor1,libip4tc2,libkmod2,libssl3
libtcl8.6 8.6.13+dfsg-2 1034548 4282m
libterm-readkey-perl 2.38-2+b1 24456 73 perl
libtermkey1 0.22-1 18404 63m libunibilium4
libtext-charwidth-perl 0.04-11 9496 41m
libthai-data 0.1.29-1 176200 626a
libthai0 0.1.29-1 57468 99m libthai-data,libdatrie1
libtiff6 4.5.0-6+deb12u4 316172 716m libdeflate0,libjbig0,libjpeg62-turbo,liblerc4,libwebp7
libtime-duration-perl 1.21-2 13088 36a perl
libtimedate-perl 2.3300-2 39316 127a perl
libtirpc-common 1.3.3+ds-1 14048 35a
libtirpc-dev 1.3.3+ds-1 191428 717m libtirpc3
libtirpc3 1.3.3+ds-1 85192 226m libgssapi-krb5-2,libtirpc-common
libtk8.6 8.6.13-2 780580 2413m libtcl8.6,libfontconfig1,libx11-6,libxft2,libxss1
libtool 2.4.7-7~deb12u1 517256 1213a gcc,cpp,libc6-dev,file,autotools-dev libltdl-dev
libtree-sitter0 0.20.7-1 83904 201m
libtsan2 12.2.0-14+deb12u1 2196972 7815m
libtypes-serialiser-perl 1.01-1 12184 32a perl,libcommon-sense-perl
libubsan1 12.2.0-14+deb12u1 883056 2652m
libuchardet0 0.0.7-1 67816 208m
libunibilium4 2.1.0-1 23784 97m
libunwind8 1.6.2-3 51172 196m
liburi-perl 5.17-1 90384 237a perl,libregexp-ipv6-perl
liburing2 2.3-3 12572 44m
libutempter0 1.2.1-3 8960 50m
libuv1 1.44.2-1+deb12u1 135616 294m
libvterm0 0.1.4-1 29724 85m
libwagon-file-java 3.5.3-1 8388 32a libslf4j-java,libwagon-provider-api-java
libwagon-http-shaded-java 3.5.3-1 1341212 1574a
libwagon-provider-api-java 3.5.3-1 48224 97a libplexus-utils2-java
libwayland-client0 1.21.0-1 28320 89m
libwayland-server0 1.21.0-1 35876 111m
libwebp7 1.2.4-0.2+deb12u1 285512 544m
libwrap0 7.6.q-32 54936 110m libnsl2
libx11-6 2:1.8.4-2+deb12u2 759544 1562m libxcb1,libx11-data
libx11-data 2:1.8.4-2+deb12u2 291884 1577a
libx11-dev 2:1.8.4-2+deb12u2 836976 2600m libx11-6,libxau-dev,libxdmcp-dev,x11proto-dev,xtrans-dev,libxcb1-dev
libx11-xcb1 2:1.8.4-2+deb12u2 192356 252m libx11-6
libx265-199 3.5-2+b1 1150056 16203m libnuma1
libxau-dev 1:1.0.9-1 22912 65m libxau6,x11proto-dev
libxau6 1:1.0.9-1 19720 42m
libxaw7 2:1.0.14-1 201436 519m libx11-6,libxext6,libxmu6,libxpm4,libxt6
libxcb-dri2-0 1.15-1 106792 136m libxcb1
libxcb-dri3-0 1.15-1 106676 136m libxcb1
libxcb-glx0 1.15-1 122392 244m libxcb1
libxcb-present0 1.15-1 105420 126m libxcb1
libxcb-randr0 1.15-1 116680 192m libxcb1
libxcb-render0 1.15-1 115012 176m libxcb1
libxcb-shm0 1.15-1 105472 126m libxcb1
libxcb-sync1 1.15-1 108692 145m libxcb1
libxcb-xfixes0 1.15-1 109368 151m libxcb1
libxcb1 1.15-1 144052 296m libxau6,libxdmcp6
libxcb1-dev 1.15-1 180776 771m libxcb1,libpthread-stubs0-dev,libxau-dev,libxdmcp-dev
libxcomposite1 1:0.4.5-1 16608 40m libx11-6
libxcursor1 1:1.2.1-1 40904 83m libx11-6,libxfixes3,libxrender1
libxdamage1 1:1.1.6-1 15144 38m libx11-6
libxdmcp-dev 1:1.1.2-3 42158 81m libxdmcp6,x11proto-core-dev
libxdmcp6 1:1.1.2-3 26344 53m libbsd0
libxext6 2:1.3.4-1+b1 52932 132m libx11-6
libxfixes3 1:6.0.0-2 22684 57m libx11-6
libxft2 2.3.6-1 61784 134m libfontconfig1,libfreetype6,libx11-6,libxrender1
libxi6 2:1.8-1+b1 84208 149m libx11-6,libxext6
libxinerama1 2:1.1.4-3 17820 47m libx11-6,libxext6
libxml2 2.9.14+dfsg-1.3~deb12u6 688760 1867m libicu72
libxml2-dev 2.9.14+dfsg-1.3~deb12u6 785360 3286m libicu-dev,libxml2
libxmlb2 0.3.22-1~deb12u1 61032 187m libglib2.0-0
libxmu6 2:1.1.3-3 60080 140m libx11-6,libxext6,libxt6
libxmuu1 2:1.1.3-3 23928 54m libx11-6
libxpm4 1:3.5.12-1.1+deb12u1 48608 111m libx11-6
libxrandr2 2:1.5.2-2+b1 39240 88m libx11-6,libxext6,libxrender1
libxrender1 1:0.9.10-1.1 33228 78m libx11-6
libxshmfence1 1.3-1 8820 26m
libxslt1-dev 1.1.35-1+deb12u4 345800 2535m libxml2-dev,libxslt1.1
libxslt1.1 1.1.35-1+deb12u4 231508 493m libxml2
libxss1 1:1.2.3-1 17812 42m libx11-6,libxext6,x11-common
libxt-dev 1:1.2.1-1.1 405460 1384m libxt6,libx11-dev,x11proto-dev,libsm-dev
libxt6 1:1.2.1-1.1 186140 478m libice6,libsm6,libx11-6
libxtables12 1.8.9-2 30752 101m
libxtst6 2:1.2.3-1.1 27984 61m libx11-6,libxext6,x11-common
libxxf86vm1 1:1.1.4-1+b2 20820 50m libx11-6,libxext6
libyaml-0-2 0.2.5-1 53580 152m
libyaml-dev 0.2.5-1 64516 256m libyaml-0-2
libyuv0 0.0~git20230123.b2528b0-1 168120 671m libjpeg62-turbo
libz3-4 4.8.12-3.1 7216172 22767m
libzip-dev 1.7.3-1+b1 162956 324m libzip4,zlib1g-dev
libzip4 1.7.3-1+b1 55496 146m libssl3
linux-libc-dev 6.1.192-3 2458036 7191ms
llvm-14-linker-tools 1:14.0.6-12 1288480 4373 libllvm14
locales 2.36-9+deb12u14 3906316 15847a libc-l10n
logrotate 3.21.0-1 62108 160 cron,libpopt0
lolcat 100.0.1-3 7948 44a ruby,ruby-paint,ruby-optimist
lsb-base 11.6 4584 12a
lsb-release 12.0-1 6416 17a
lsof 4.95.0-1 318268 482 libtirpc3
lua-lpeg 1.0.2-2 37728 252m
lua-luv 1.44.2-0-1 116900 748m libuv1
lynx 2.9.0dev.12-1 637132 1935 lynx-common,libbsd0,libncursesw6
lynx-common 2.9.0dev.12-1 1166104 3687a , lynx
lz4 1.9.4-1 92708 242
m4 1.4.19-3 286836 670
mailutils 1:3.15-4 566956 948 mailutils-common,libfribidi0,libgsasl18,libldap-2.5-0,libmailutils9,libncurses6,libreadline8
mailutils-common 1:3.15-4 781060 2460a
make 4.3-4.1 395632 1592
man-db 2.11.2-2 1385848 2963 bsdextrautils,groff-base,libgdbm6,libpipeline1
manpages 6.03-2 1331652 1548a
manpages-dev 6.03-2 2030264 3732a manpages
mariadb-client 1:10.11.19-0+deb12u1 2952092 62935s libconfig-inifiles-perl,mariadb-client-core,perl,libssl3 libdbd-mariadb-perl,libdbi-perl,libterm-readkey-perl
mariadb-client-core 1:10.11.19-0+deb12u1 869892 14655s libmariadb3,mariadb-common,libedit2,libncurses6,libssl3
mariadb-common 1:10.11.19-0+deb12u1 27624 69as mysql-common
mariadb-plugin-provider-bzip2 1:10.11.19-0+deb12u1 28016 84s mariadb-server
mariadb-plugin-provider-lz4 1:10.11.19-0+deb12u1 27940 84s mariadb-server
mariadb-plugin-provider-lzma 1:10.11.19-0+deb12u1 28012 85s mariadb-server
mariadb-plugin-provider-lzo 1:10.11.19-0+deb12u1 27936 84s mariadb-server,liblzo2-2
mariadb-plugin-provider-snappy 1:10.11.19-0+deb12u1 27992 84s mariadb-server,libsnappy1v5
mariadb-server 1:10.11.19-0+deb12u1 3665596 53815s mariadb-common,galera-4,gawk,iproute2,libdbi-perl,lsof,mariadb-client,mariadb-server-core,perl,procps,psmisc,rsync,socat,libssl3 libhtml-template-perl,mariadb-plugin-provider-bzip2,mariadb-plugin-provider-lz4,mariadb-plugin-provider-lzma,mariadb-plugin-provider-lzo,mariadb-plugin-provider-snappy,pv
mariadb-server-core 1:10.11.19-0+deb12u1 7342456 45336s mariadb-common,libaio1,libnuma1,libssl3,liburing2
maven 3.8.7-1 18932 123a default-jre-headless,libjansi-java,libmaven3-core-java,libwagon-file-java,libwagon-http-shaded-java
media-types 10.0.0 26136 92a
memcached 1.6.18-1+deb12u1 212224 597s lsb-base,perl,libevent-2.1-7,libsasl2-2,libssl3
mkdocs 1.4.2+dfsg-2 2251688 2805a fonts-font-awesome,libjs-bootstrap4,libjs-jquery,libjs-lunr,libjs-modernizr,python3-livereload,python3-lunr,python3-pkg-resources,sphinx-rtd-theme-common,ghp-import,python3-click,python3-importlib-metadata,python3-jinja2,python3-markdown,python3-mergedeep,python3-packaging,python3-pyyaml-env-tag,python3-typing-extensions,python3-watchdog,python3-yaml,python3
moreutils 0.67-1 76092 244 perl,libipc-run-perl,libtime-duration-perl,libtimedate-perl
msmtp 1.8.23-1 200720 616 libgsasl18,libsecret-1-0,ucf ca-certificates
mtr-tiny 0.95-1 71756 161 libjansson4,libncurses6
mysql-common 5.8+1.1.0 6636 33a
nano 7.2-1+deb12u1 689556 2804 libncursesw6
ncdu 1.18-0.2 51924 113 libncursesw6
ncurses-term 6.4-4 500860 4289a
needrestart 3.6-4+deb12u4 60684 296as perl,gettext-base,libintl-perl,libproc-processtable-perl,libsort-naturally-perl,libterm-readkey-perl,libmodule-find-perl,binutils,xz-utils systemd
neovim 0.7.2-7 1778988 4680 neovim-runtime,libluajit-5.1-2,libmsgpackc2,libtermkey1,libtree-sitter0,libunibilium4,libuv1,libvterm0,lua-luv python3-pynvim,xclip,xxd
neovim-runtime 0.7.2-7 3916116 20066a
net-tools 2.10-0.1+deb12u2 243404 978
netbase 6.4 12800 36a
netcat-openbsd 1.219-1 41520 108 libbsd0
netcat-traditional 1.10-47 67876 143
nftables 1.0.6-2+deb12u2 70292 176 libnftables1,libedit2 netbase
nginx 1.22.1-9+deb12u11 532468 1336s libssl3,iproute2,nginx-common
nginx-common 1.22.1-9+deb12u11 115544 333as
nmap 7.93+dfsg1-1 1897372 4434 nmap-common,liblinear4,liblua5.3-0,libpcap0.8,libpcre3,libssh2-1,libssl3,lua-lpeg
nmap-common 7.93+dfsg1-1 4148400 21188a , nmap
node-acorn 8.8.1+ds+~cs25.17.7-2 128252 911a node-xtend,nodejs
node-busboy 1.6.0+~cs2.6.0-2 16852 89a
node-cjs-module-lexer 1.2.2+dfsg-5 30112 160a
node-jquery 3.6.1+dfsg+~3.5.14-1 159808 1391a , libjs-sizzle
node-undici 5.15.0+dfsg1+~cs20.10.9.3-1+deb12u4 284676 1484a node-busboy
node-xtend 4.0.2-3 3932 16a
nodejs 18.20.4+dfsg-1~deb12u3 322140 3934s libnode108 ca-certificates,nodejs-doc
nodejs-doc 18.20.4+dfsg-1~deb12u3 3582164 15177as , nodejs
npm 9.2.0~ds1-1 669016 2941a nodejs
openjdk-17-jdk 17.0.21.1+2-1~deb12u1 2491312 2531ms openjdk-17-jre,openjdk-17-jdk-headless libxt-dev
openjdk-17-jdk-headless 17.0.21.1+2-1~deb12u1 71847560 77193ms openjdk-17-jre-headless
openjdk-17-jre 17.0.21.1+2-1~deb12u1 214860 715ms openjdk-17-jre-headless,libglib2.0-0,libgtk2.0-0,libxrandr2,libxinerama1,libgl1,libharfbuzz0b,libgif7,libjpeg62-turbo,libpng16-16,libx11-6,libxext6,libxi6,libxrender1,libxtst6
openjdk-17-jre-headless 17.0.21.1+2-1~deb12u1 43987516 188872ms ca-certificates-java,java-common,libcups2,libfontconfig1,liblcms2-2,libjpeg62-turbo,libnss3,libasound2,libfreetype6,libharfbuzz0b,libpcsclite1
openssh-client 1:9.2p1-2+deb12u10 993532 5801 libedit2,libfido2-1,libgssapi-krb5-2,libssl3 xauth
openssh-server 1:9.2p1-2+deb12u10 456584 1930 lsb-base,openssh-client,openssh-sftp-server,procps,ucf,runit-helper,libgssapi-krb5-2,libkrb5-3,libssl3,libwrap0 ncurses-term,xauth
openssh-sftp-server 1:9.2p1-2+deb12u10 65928 217 openssh-client openssh-server
openssl 3.0.22-1~deb12u2 1441784 2315s libssl3
p7zip 16.02+really26.02+dfsg-0+deb12u1 452768 1193s
p7zip-full 16.02+really26.02+dfsg-0+deb12u1 1423328 5561s p7zip
packagekit 1.2.6-5+deb12u1 609620 2952 libglib2.0-bin,polkitd,libappstream4,libglib2.0-0,libgstreamer1.0-0,libpackagekit-glib2-18,libpolkit-gobject-1-0,libsqlite3-0 appstream,packagekit-tools,systemd
packagekit-tools 1.2.6-5+deb12u1 31040 107 packagekit,libglib2.0-0,libpackagekit-glib2-18
parallel 20221122+ds-2 1873196 2894a procps,sysstat,perl
patch 2.7.6-7+deb12u1 123080 246s
perl 5.36.0-7+deb12u4 239392 670s perl-modules-5.36,libperl5.36 netbase
perl-modules-5.36 5.36.0-7+deb12u4 2817356 17821as , perl
php 2:8.2+93 3628 10a php8.2
php-cli 2:8.2+93 4108 21a php8.2-cli
php-common 2:93 13104 70a psmisc
php-fpm 2:8.2+93 3712 10a php8.2-fpm
php-mysql 2:8.2+93 3660 10a php-common,php8.2-mysql
php8.2 8.2.36-1~deb12u1 51252 85as libapache2-mod-php8.2,php8.2-common
php8.2-cli 8.2.36-1~deb12u1 1756464 5637s libedit2,libmagic1,media-types,php8.2-common,php8.2-opcache,php8.2-readline,ucf,libargon2-1,libsodium23,libssl3,libxml2
php8.2-common 8.2.36-1~deb12u1 694264 8456s php-common,ucf,libssl3
php8.2-fpm 8.2.36-1~deb12u1 1764828 5657s libmagic1,media-types,php8.2-cli,php8.2-common,php8.2-opcache,procps,systemd,ucf,libapparmor1,libargon2-1,libsodium23,libssl3,libxml2
php8.2-mysql 8.2.36-1~deb12u1 117580 455s php-common,ucf,php8.2-common
php8.2-opcache 8.2.36-1~deb12u1 346240 1028s php-common,ucf,php8.2-common
php8.2-readline 8.2.36-1~deb12u1 12528 64s php-common,ucf,php8.2-common,libedit2
pigz 2.6-1 64000 158
pinentry-curses 1.2.1-1 77448 140 libassuan0,libncursesw6
pipx 1.1.0-1 393380 913a python3-venv,python3-argcomplete,python3-importlib-metadata,python3-packaging,python3-userpath,python3 fonts-font-awesome,libjs-bootstrap4,libjs-highlight.js,libjs-jquery,libjs-lunr,mkdocs
pkg-config 1.8.1-1 13688 29m pkgconf
pkgconf 1.8.1-1 25892 65m pkgconf-bin
pkgconf-bin 1.8.1-1 29472 81 libpkgconf3
polkitd 122-3 112024 470 dbus,libpam-systemd,xml-core,libduktape207,libexpat1,libglib2.0-0,libpolkit-agent-1-0,libpolkit-gobject-1-0
postfix 3.7.11-0+deb12u1 1510172 4017 libicu72,libnsl2,libsasl2-2,libssl3,netbase,ssl-cert,cpio python3,ca-certificates
postgresql 15+248+deb12u2 10332 16as postgresql-15
postgresql-15 15.20-0+deb12u1 17091392 54254s locales,postgresql-client-15,postgresql-common,ssl-cert,libgssapi-krb5-2,libicu72,libldap-2.5-0,libllvm14,libpq5,libssl3,libxml2,libxslt1.1 sysstat
postgresql-client 15+248+deb12u2 10340 16as postgresql-client-15
postgresql-client-15 15.20-0+deb12u1 1778868 8615s libpq5,postgresql-client-common,sensible-utils,libreadline8,libssl3
postgresql-client-common 248+deb12u2 35284 130as netbase,perl
postgresql-common 248+deb12u2 179624 660as libjson-perl,lsb-base,postgresql-client-common,ssl-cert,ucf,perl logrotate
postgresql-contrib 15+248+deb12u2 10344 16as postgresql-15
procps 2:4.0.2-3 708712 2091 libncursesw6,libproc2-0 psmisc
psmisc 23.6-1 258696 909
publicsuffix 20230209.2326-1 126380 339a
pv 1.6.20-1 53468 135
python-apt-common 2.6.0 64296 527a
python-babel-localedata 2.10.3-1 5614700 29217a
python-is-python3 3.11.2-1+deb12u1 3216 16a python3
python3 3.11.2-1+b1 26300 81 python3-minimal,python3.11,libpython3-stdlib
python3-apt 2.6.0 158528 685 python3,python-apt-common,distro-info-data lsb-release,iso-codes
python3-argcomplete 2.0.0-1 34732 139a python3-importlib-metadata,python3
python3-asgiref 3.6.0-1 27636 97a python3-typing-extensions,python3
python3-attr 22.2.0-1 65392 251a python3
python3-babel 2.10.3-1 103324 435a python-babel-localedata,python3-pkg-resources,python3-tz,python3
python3-blinker 1.5-1 14652 58a python3
python3-certifi 2022.9.24-1 152796 324a ca-certificates,python3
python3-cffi-backend 1.15.1-5+b1 84552 213m python3
python3-chardet 5.1.0+dfsg-2 109720 1144a python3,python3-pkg-resources
python3-charset-normalizer 3.0.1-2 49312 209a python3
python3-click 8.1.3-2 92160 379a python3-colorama,python3-importlib-metadata,python3
python3-colorama 0.4.6-2 36808 133a python3
python3-cryptography 38.0.4-3+deb12u1 665368 2983 python3,python3-cffi-backend,libssl3
python3-dateutil 2.8.2-2 78268 321a python3-six,python3
python3-dbus 1.3.2-4+b1 95104 405 python3,libdbus-1-3,libglib2.0-0 python3-gi
python3-dev 3.11.2-1+b1 26180 155 python3,libpython3-dev,python3.11-dev,python3-distutils,libjs-sphinxdoc
python3-distro 1.8.0-1 20520 83a lsb-release,python3
python3-distutils 3.11.2-3 130936 638a python3,python3-lib2to3
python3-dotenv 0.21.0-1 24916 90a python3
python3-exceptiongroup 1.1.0-1 17412 65a python3
python3-flask 2.2.2-3 105084 444a python3-click,python3-importlib-metadata,python3-itsdangerous,python3-jinja2,python3-werkzeug,python3 python3-asgiref,python3-blinker,python3-dotenv,python3-pkg-resources
python3-gi 3.42.2-3+b1 219356 730 gir1.2-glib-2.0,python3,libgirepository-1.0-1,libglib2.0-0
python3-greenlet 2.0.2-1 142208 628 python3
python3-httplib2 0.20.4-3+deb12u1 39032 141as ca-certificates,python3-pyparsing,python3
python3-idna 3.3-1+deb12u1 40956 335a python3
python3-importlib-metadata 4.12.0-1 24892 79a python3-typing-extensions,python3-zipp,python3
python3-importlib-resources 5.1.2-2 19012 103a python3-zipp,python3
python3-iniconfig 1.1.1-2 6396 31a python3
python3-itsdangerous 2.1.2-3 16968 66a python3 python3-simplejson
python3-jinja2 3.1.2-1+deb12u3 120352 540a python3-markupsafe,python3 python3-babel,python3-pkg-resources
python3-joblib 1.2.0-4+deb12u1 211356 951a python3,procps,python3-pkg-resources python3-numpy,python3-pytest,python3-simplejson,python3-psutil
python3-jwt 2.6.0-1+deb12u1 27080 103a python3 python3-cryptography
python3-lazr.restfulclient 0.14.5-1 50428 178a python3-httplib2,python3-lazr.uri,python3-wadllib,python3-distro,python3-importlib-metadata,python3-oauthlib,python3-pkg-resources,python3-six,python3
python3-lazr.uri 1.0.6-3 13688 73a python3-importlib-metadata,python3-pkg-resources,python3
python3-lib2to3 3.11.2-3 76284 365a python3
python3-livereload 2.6.3-2 26364 111a python3-pkg-resources,python3-tornado,python3-six,python3 python3-pyinotify
python3-lunr 0.6.2-2 29100 135a python3-nltk,python3
python3-markdown 3.4.1-2+deb12u1 65252 311a python3-importlib-metadata,python3 python3-pygments,python3-yaml
python3-markupsafe 2.1.2-1+b1 13196 53 python3
python3-mergedeep 1.3.4-3 6556 43a python3
python3-minimal 3.11.2-1+b1 26312 111 python3.11-minimal
python3-more-itertools 8.10.0-2 53016 226a python3
python3-msgpack 1.0.3-2+b1 67308 217 python3
python3-nltk 3.8-1 1003688 5753a python3-click,python3-joblib,python3-regex,python3-tqdm,python3 python3-numpy,python3-tk
python3-numpy 1:1.24.2-1+deb12u1 4959648 26176 python3-pkg-resources,python3,python3.11,libblas3,liblapack3
python3-oauthlib 3.2.2-1 95416 562a python3,python3-blinker,python3-cryptography,python3-jwt
python3-openssl 23.0.0-1 50788 244a python3-cryptography,python3
python3-packaging 23.0-1 32460 149a python3
python3-pip 23.0.1+dfsg-1 1324972 6678a ca-certificates,python3-distutils,python3-setuptools,python3-wheel,python3 build-essential,python3-dev
python3-pip-whl 23.0.1+dfsg-1 1717296 1747a ca-certificates
python3-pkg-resources 66.1.1-1+deb12u2 296604 1052a python3
python3-pluggy 1.0.0+repack-1 19712 79a python3-importlib-metadata,python3
python3-protobuf 3.21.12-3+deb12u1 245796 1097 libprotobuf32,python3
python3-psutil 5.9.4-1+b1 189432 961 python3
python3-py 1.11.0-1 89212 375a python3,python3-pkg-resources
python3-pygments 2.14.0+dfsg-1 783128 4225a python3-pkg-resources,python3
python3-pyinotify 0.9.6-2 27352 107a python3
python3-pynvim 0.4.2-2 32492 149a python3-greenlet,python3-msgpack,python3 neovim
python3-pyparsing 3.0.9-1 138444 453a python3
python3-pytest 7.2.1-2 236040 1150a python3-attr,python3-more-itertools,python3-pkg-resources,python3-pluggy,python3-py,python3-exceptiongroup,python3-importlib-metadata,python3-iniconfig,python3-packaging,python3-tomli,python3 python3-pygments
python3-pyyaml-env-tag 0.1-3 5252 24a python3-yaml,python3
python3-regex 0.1.20221031-1+b1 266268 1367 python3
python3-requests 2.28.1+dfsg-1 67868 232a python3-certifi,python3-charset-normalizer,python3-idna,python3-urllib3,python3,ca-certificates,python3-chardet
python3-setuptools 66.1.1-1+deb12u2 521580 2534a python3-pkg-resources,python3-distutils,python3
python3-setuptools-whl 66.1.1-1+deb12u2 1112076 1316a
python3-simplejson 3.18.3-1 59804 262 python3
python3-six 1.16.0-4 17516 63a python3
python3-software-properties 0.99.30-4.1~deb12u1 32864 143a gpg,iso-codes,lsb-release,python3,python3-apt,python3-gi,python3-lazr.restfulclient
python3-tk 3.11.2-3 98304 457m python3,blt,libtcl8.6,libtk8.6,tk8.6-blt2.5
python3-tomli 2.0.1-2 17948 62a python3
python3-tornado 6.2.0-3+deb12u4 339920 1643 ca-certificates,python3
python3-tqdm 4.64.1-1 97660 347a python3-importlib-resources,python3
python3-typing-extensions 4.4.0-1 45180 229a python3
python3-tz 2022.7.1-4 30136 103a python3
python3-urllib3 1.26.12-1+deb12u4 114476 456a python3,python3-six ca-certificates
python3-userpath 1.8.0-1 10604 47a python3-click,python3 python3-psutil
python3-venv 3.11.2-1+b1 1200 6 python3.11-venv,python3,python3-distutils
python3-wadllib 1.3.6-4 37196 363a python3-importlib-metadata,python3-lazr.uri,python3-pkg-resources,python3
python3-watchdog 2.2.1-1 123908 897a python3-yaml,python3,libjs-sphinxdoc
python3-werkzeug 2.2.2-3+deb12u1 206124 867a libjs-jquery,python3-markupsafe,python3 python3-openssl,python3-pyinotify
python3-wheel 0.38.4-2 30808 131a python3-distutils,python3
python3-yaml 6.0-3+b2 119168 493 python3,libyaml-0-2
python3-zipp 1.0.0-6+deb12u1 7428 28a python3-more-itertools,python3
python3.11 3.11.2-6+deb12u9 575032 651s python3.11-minimal,libpython3.11-stdlib,media-types ca-certificates
python3.11-dev 3.11.2-6+deb12u9 619256 619s python3.11,libpython3.11-dev,libpython3.11 libc6-dev
python3.11-minimal 3.11.2-6+deb12u9 2054684 6743s libpython3.11-minimal,libexpat1 python3.11
python3.11-venv 3.11.2-6+deb12u9 5896 28s python3.11,python3-pip-whl,python3-setuptools-whl,python3-distutils
rake 13.0.6-3 83908 272a ruby zip
readline-common 8.2-1.3 68988 89a
redis 5:7.0.15-1~deb12u10 26044 36as redis-server
redis-server 5:7.0.15-1~deb12u10 73908 183s lsb-base,redis-tools
redis-tools 5:7.0.15-1~deb12u10 991988 5837s libatomic1,libjemalloc2,liblzf1,libssl3
ripgrep 13.0.0-4+b2 1252716 4557
rlwrap 0.46.1-1 108868 330 perl,python3,libreadline8
rpcsvc-proto 1.4.3-1 63268 246
rsync 3.5.0+ds1-0+deb12u1 498456 937s libpopt0,libssl3
rsyslog 8.2302.0-1+deb12u2 724132 1942s libestr0,libfastjson4,liblognorm5 logrotate
ruby 1:3.1 5868 29 ruby3.1,libruby,ruby-rubygems
ruby-dev 1:3.1 5116 17m ruby3.1-dev
ruby-net-telnet 0.2.0-1 13076 57a
ruby-optimist 3.0.0-2 16532 56a
ruby-paint 2.2.0-1 17548 48a
ruby-rubygems 3.3.15-2+deb12u1 292916 1176a ruby
ruby-sdbm 1.0.0-5+b1 15440 59m libruby3.1,libruby
ruby-webrick 1.8.1-1 51376 239a
ruby-xmlrpc 0.3.2-2 24436 104a ruby-webrick
ruby3.1 3.1.7+really3.1.2-0+deb12u1 665792 731s rubygems-integration,libruby3.1 fonts-lato,libjs-jquery
ruby3.1-dev 3.1.7+really3.1.2-0+deb12u1 1003296 3496ms libgmp-dev,libruby3.1 ruby3.1-doc
ruby3.1-doc 3.1.7+really3.1.2-0+deb12u1 2451904 17551as
rubygems-integration 1.18 6704 26a ca-certificates
runc 1.1.5+ds1-1+deb12u1 2709960 8633 , criu
runit-helper 2.15.2 6520 19a
screen 4.9.0-4 591316 997 libutempter0
sensible-utils 0.0.17+nmu1 19020 56a
sgml-base 1.31 15372 70a
shared-mime-info 2.2-1 728896 5030 libglib2.0-0,libxml2
siege 4.0.7-1+b1 105516 280 libssl3
silversearcher-ag 2.2.0+git20200805-1+b1 41316 132 libpcre3
sl 5.02-1+b1 13172 60 libncurses6
socat 1.7.4.4-2 375188 1515 libssl3,libwrap0
software-properties-common 0.99.30-4.1~deb12u1 62100 450a ca-certificates,gir1.2-glib-2.0,gir1.2-packagekitglib-1.0,packagekit,python-apt-common,python3,python3-dbus,python3-gi,python3-software-properties
sphinx-rtd-theme-common 1.2.0+dfsg-1 996836 1145a fonts-font-awesome,fonts-lato
sqlite3 3.40.1-2+deb12u2 353348 533 libreadline8,libsqlite3-0
sshpass 1.09-1+b1 12988 38 , openssh-client
ssl-cert 1.1.2 21120 64a openssl
ssmtp 2.64-11 53820 2 libgnutls-openssl27
strace 6.1-0.1 1313880 2839 libunwind8
stress 1.0.7-1 21944 56
stress-ng 0.15.06-2 2363100 8836 libapparmor1,libbsd0,libegl1,libgbm1,libgles2,libipsec-mb1,libjpeg62-turbo,libjudydebian1,libkmod2,libsctp1
sudo 1.9.13p3-1+deb12u4 1890344 6055
supervisor 4.2.5-1 310800 1707a lsb-base,python3-pkg-resources,python3
sysstat 12.6.1-1 595548 1785 lsb-base,ucf,xz-utils,libsensors5 systemd
systemd 252.39-1~deb12u2 3043940 9668 libssl3,libcryptsetup12,libfdisk1,libkmod2,libsystemd-shared
systemd-sysv 252.39-1~deb12u2 42884 74 systemd libnss-systemd
tcl-expect 5.45.4-2+b1 133128 271m libtcl8.6
tcl8.6 8.6.13+dfsg-2 120328 144 libtcl8.6
tcpdump 4.99.3-1 466880 1332 libpcap0.8,libssl3
telnet 0.17+2.4-2+deb12u3 41896 54a inetutils-telnet
tini 0.19.0-1+b3 267204 731
tk8.6-blt2.5 2.5.3+dfsg-4.1 592984 2011 libtcl8.6,libtk8.6,libx11-6
tmux 3.3a-3 454536 1106 libevent-core-2.1-7,libutempter0
traceroute 1:2.1.2-1 51456 155
tree 2.1.0-1 52464 113
ucf 3.0043+nmu1+deb12u1 55312 214a sensible-utils
unzip 6.0-28+deb12u1 166504 380s
uuid-runtime 2.38.1-5+deb12u3 48232 174
vim 2:9.0.1378-2+deb12u2 1567756 3650 vim-common,vim-runtime,libgpm2,libsodium23
vim-common 2:9.0.1378-2+deb12u2 124836 245a , xxd,vim
vim-runtime 2:9.0.1378-2+deb12u2 7026844 36406a , vim
vim-tiny 2:9.0.1378-2+deb12u2 719960 1689 vim-common
vlan 2.0.5 11668 41a iproute2
vsftpd 3.0.3-13+b2 142200 343 libssl3,libwrap0,lsb-base,netbase,procps logrotate,ssl-cert
w3m 0.5.3+git20230121-2 1102260 2828 libgc1,libgpm2,libssl3 ca-certificates
wait-for-it 0.0~git20180723-1 4384 17a
wget 1.21.3-1+deb12u1 937340 3521 libpsl5 ca-certificates
whois 5.5.17 70776 385
wrk 4.1.0-3+b2 43340 122 libluajit-5.1-2,libssl3
x11-common 1:7.7+23 252272 308a lsb-base
x11proto-core-dev 2022.1-1 3528 11a x11proto-dev
x11proto-dev 2022.1-1 598924 1680a xorg-sgml-doctools
xauth 1:1.1.2-1 35960 81 libx11-6,libxau6,libxext6,libxmuu1
xclip 0.13-2 23328 64 libx11-6,libxmu6 xauth
xkb-data 2.35.1-1 763516 6925a
xml-core 0.18+nmu1 23752 118a sgml-base
xorg-sgml-doctools 1:1.11-1.1 22064 89a
xtrans-dev 1.4.0-1 98740 330a
xxd 2:9.0.1378-2+deb12u2 84116 135
xz-utils 5.4.1-1+deb12u2 471448 1226s
yarnpkg 1.22.19+~cs24.27.18-2+deb12u1 563844 3936a nodejs
zip 3.0-13+deb12u1 230316 616s , unzip
zlib1g-dev 1:1.2.13.dfsg-1 916272 1310m libc6-dev
zsh 5.9-4+b15 907512 2461 zsh-common libgdbm6,libncursesw6,libpcre3
zsh-common 5.9-4 4147272 16422a , zsh
zstd 1.5.4+dfsg2-5+deb12u1 701368 2106s
`;
