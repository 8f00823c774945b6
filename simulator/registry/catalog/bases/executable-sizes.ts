/** Sizes of the executables of Debian's packages in bytes (Debian 13's, x86-64), by name. */
const LISTED = `
  [ 55720 adduser 48382 apt 18752 apt-cache 92552 apt-config 31040 apt-get 59784 apt-mark 63880 arch 43464 arp 67720
  b2sum 63944 base32 47528 base64 47528 basename 43432 bash 1298416 bc 96968 bridge 156200 cat 47592 chage 113848
  chgrp 76232 chmod 72136 chown 76232 chpasswd 97368 chroot 51624 chsh 52936 cksum 137672 clear 14584 cmp 56272
  column 55616 comm 47560 cp 149960 curl 280800 cut 55752 dash 129736 date 100808 dd 76272 debconf-set-selections 3216
  deluser 16727 df 109488 diff 163440 dig 146200 dir 158632 dirname 43432 dmesg 90840 dpkg 326704 dpkg-deb 182816
  dpkg-query 174864 du 113096 echo 43432 egrep 41 env 56144 expand 47560 expr 51624 factor 76232 false 43432 fgrep 41
  file 27120 find 233040 findmnt 102296 flock 35288 fold 47528 free 26936 fuser 40784 getconf 26920 getent 35480
  getopt 35208 gpasswd 88568 grep 203152 groupadd 105632 groupdel 93176 groupmod 105624 groups 43432 gunzip 2335
  gzip 102200 hd 59720 head 51656 hexdump 59720 host 117456 hostid 43432 hostname 26776 id 51656 ifconfig 83976
  inetutils-telnet 190664 install 154096 ionice 35208 ip 691016 join 59880 jq 30800 kill 22840 killall 32720
  ldconfig 988168 ldd 5356 less 198960 link 43432 ln 76240 locale 46656 logger 60392 logname 43432 ls 158632
  lsblk 248208 lscpu 170384 lsof 179824 man 124272 mawk 170664 mcookie 39376 md5sum 55752 mkdir 88488 mkfifo 76200
  mknod 84392 mktemp 47528 more 63888 mount 72072 mountpoint 18824 mv 149960 nano 287480 nc.openbsd 43592
  netstat 155304 newgrp 18816 nice 43432 nl 51720 nohup 47528 nologin 22912 nproc 47528 nslookup 117496 od 84424
  passwd 118168 paste 47560 perl 3935376 pgrep 35248 pidof 26944 ping 90568 printenv 43432 printf 68008 ps 146360
  pstree 36640 pwd 43432 pwdx 14648 readlink 55720 realpath 55752 renice 14720 rev 14728 rgrep 30 rm 76232 rmdir 43432
  route 70832 run-parts 27392 runuser 84360 sed 130520 seq 47528 service 9215 setsid 14728 sha1sum 55752
  sha224sum 55752 sha256sum 55752 sha384sum 55752 sha512sum 55752 shuf 63912 sleep 43432 sort 121552 split 72560
  ss 193680 stat 104904 stdbuf 47528 stty 76232 su 84360 sudo 281624 sync 43432 sysctl 31040 tac 47528 tail 80360
  tar 458280 taskset 67976 tee 47560 test 47528 timeout 47984 top 134736 touch 88520 tput 30992 tr 59816
  traceroute.db 72944 tree 81592 true 43432 truncate 47528 tset 30968 tty 43432 umount 55688 uname 43464
  uncompress 2346 unexpand 47560 uniq 55752 unlink 43432 unzip 179248 update-alternatives 59712 uptime 14648
  useradd 159640 userdel 113728 usermod 147192 users 51624 vdir 158632 vim.basic 3646968 vim.tiny 1629584 vmstat 35552
  w 22840 watch 27352 wc 68048 wget 470384 whereis 31112 which.debianutils 1080 who 63944 whoami 43432 xargs 76232
  xxd 18648 yes 43432 zcat 1973 zgrep 8199 zip 217360 zless 2434 zmore 1837
`;

const SIZES: ReadonlyMap<string, number> = new Map(
  Array.from(LISTED.matchAll(/(\S+) (\d+)/g), ([, name = '', size = '0']) => [name, Number(size)] as const),
);

const USUAL_SIZE = 35_208;

/** Of the executable at `path`. */
export function executableSize(path: string): number {
  return SIZES.get(path.slice(path.lastIndexOf('/') + 1)) ?? USUAL_SIZE;
}
