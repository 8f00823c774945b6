/** Command lines for test/recorders/userland.mjs: tools that show what files hold, archives, the calculator, cowsay. */

/** A script for sh; it holds quotes of one kind only. */
const shell = (script) => (script.includes("'") ? `sh -c "${script}"` : `sh -c '${script}'`);

const dump = [
  'od bin', 'od -c bin', 'od -x bin', 'od -An -tx1 bin', 'od -A x -t x1z bin', 'od -b f', 'od -t d4 bin', 'od -t u1 -t c f', 'od -v long', 'od -j 2 -N 4 -c long', 'od -t a bin',
  'od -t o2x1 f', 'od -An -t u4 -N4 long', 'od nosuch', 'od -t q f', 'od -w8 -c f', 'od -A d -c long', 'od -A z f', 'od -c f words', 'od nosuch f', 'od -t x8 long', 'od -t x3 f', 'od -N x f', 'od -d f', 'od -s bin', 'od -t d1 bin', 'od empty', 'od -j 100 f', 'od -c korean',
  { command: 'od -c', stdin: 'a\tb\n' }, { command: 'od -x', stdin: '0123456789abcdef0123456789abcdef0123456789abcdef!\n' }, { command: 'od -v -x', stdin: '0123456789abcdef0123456789abcdef0123456789abcdef!\n' }, 'od --nosuch', 'od -q',
  'hexdump f', 'hexdump -C bin', 'hexdump -c bin', 'hexdump -b f', 'hexdump -n 5 -s 3 -C long', 'hexdump nosuch', 'hexdump -d f', 'hexdump -o f', 'hexdump -x f', 'hexdump -C nosuch f', 'hd long', 'hexdump -C d/sub/deep', 'hexdump -v long', { command: 'hexdump -C', stdin: '0123456789abcdef0123456789abcdef0123456789abcdef!\n' }, 'hexdump -bc f',
  'xxd bin', 'xxd -p long', 'xxd -l 20 -s 3 long', 'xxd -c 8 -g 1 long', 'xxd -b f', 'xxd -i f', 'xxd -u bin', 'xxd nosuch', { command: 'xxd', stdin: 'hello\n' }, { command: 'xxd -r -p', stdin: '68656c6c6f0a' }, shell('xxd long | xxd -r | tail -1'), shell('xxd -p long | xxd -r -p | head -1'), { command: 'xxd -i', stdin: 'ab' }, 'xxd -s -4 long', 'xxd -ps f', 'xxd f out',
]; // prettier-ignore

const trees = [
  'tree d', 'tree', 'tree -L 1', 'tree -a hidden', 'tree hidden', 'tree -d', 'tree -f d', 'tree -p d', 'tree nosuch', 'tree f', 'tree --noreport d', 'tree -F', 'tree -i d', 'tree --dirsfirst d', 'tree -I sub d', 'tree -P *.txt d', 'tree -L 0 d', 'tree -pug d', 'tree -r d', 'tree empty', 'tree d hidden', 'tree d nosuch', 'tree -l dirlink', 'tree dirlink', 'tree -Q d', "tree -I 'a|sub' d", 'tree --charset utf-8 d', 'tree -C d', 'tree --filelimit 2 d', 'tree --prune', 'tree d -o out', 'tree -z', 'tree -L', 'tree --nosuch', 'tree -a -L 2', 'tree -v d', 'tree -U empty', 'tree --version',
]; // prettier-ignore

const kinds = [
  'file f', 'file -b f', 'file f bin long', 'file d', 'file link', 'file dangling', 'file nosuch', 'file -L link', 'file --mime-type f', 'file -i f', 'file script', 'file d/sub/deep', 'file korean', 'file nonl', 'file -bi korean', 'file /dev/null', 'file *', 'file -i bin d', 'file', 'file --nosuch', shell("printf '#!/usr/bin/env python3\nprint()\n' > x; file x; rm x"), shell("printf '#!/bin/bash\n' > x; file x; rm x"), shell("printf '#!/usr/bin/env node\n' > x; file x; rm x"), shell("printf 'a\r\nb\r\n' > x; file x; rm x"), shell("printf '<html></html>\n' > x; file x; rm x"), shell("printf x > x; file x; rm x"), shell("tar cf x f; file x; rm x"), shell('echo [1] > x; file x; rm x'),
]; // prettier-ignore

const columns = [
  'column -t blanks', 'column -t -s: table', 'column long', 'column -c 40 long', 'column nosuch', 'column -t -s: -o | table', 'column -x -c 40 long', 'column -t -N A,B,C -s: table', 'column -q', 'column words', 'column -t -s: -R 2 table', 'column -t -s: -H 2 table', { command: 'column -t', stdin: 'a bb ccc\ndddd e\n' }, 'column nosuch f', 'rev f', 'rev words', 'rev nosuch', 'rev nonl', 'strings bin', 'strings -n 2 bin', 'strings nosuch', 'strings d', 'strings -t x long', { command: 'strings', stdin: 'abcd\u0001xy\u0001efgh\n' }, 'strings -f f words',
  'mountpoint /proc', 'mountpoint d', 'mountpoint nosuch', 'mountpoint -q d', 'nologin', 'setsid', 'setsid -w echo hi', 'setsid nosuch',
]; // prettier-ignore

const pages = ['more f', 'more f words', 'more nosuch', 'more d', 'less f', 'less f words', 'less nosuch', 'less d', { command: 'more', stdin: 'a\nb\n' }, { command: 'less', stdin: 'a\nb\n' }, { command: 'less -N', stdin: 'a\n' }]; // prettier-ignore

const sums = [
  '1+2', '2^10', '10/3', 'scale=2; 10/3', '1/0', 'a=5; a*2', 'sqrt(2)', 'scale=5;sqrt(2)', 'ibase=16; FF', 'obase=2; 10', 'x', '5%3', '-5%3', '2*(3+4)', 'if (1<2) print "y\\n"', 'for(i=0;i<3;i++) i', 'define f(x){return x*2}\nf(4)', '1 == 1', '3 > 4', '1 +', 'length(12345)', '"hi\n"', 'i=1; while(i<4){i; i+=1}',
  '99999999999999999999*99999999999999999999', '1.50+1.5', '.5*.5', 'scale=3; 1.1*1.1', '2^-1', 'scale=2;2^-1', 'last', 'quit', 'obase=16;255;256', '7/2*2', 'a[1]=2;a[1]', '!0', '1&&0', 'print 1,2,"\\n"', '(1)', 'foo(1)', '1;2', ';', '2^100', '2^300', 'scale=10; 1/7', 'scale=4; -1/3', '1.5%1', 'scale=2; 7%3', 'i++;i;++i', '-2^2', 'a=1;b=(a=2);a', '(a=3)', 'define f(n){if(n<2) return 1;return n*f(n-1)}\nf(20)', 'scale(1.234)', '1 2', 'obase=10;ibase=2;1010', '# comment\n1', '/* c */ 2', 'while(1){break}\n3', '2 ^ 3 ^ 2', '10 - 3 - 2', '1.0', '0.0', '-0.5', 'a+=2;a', '"a" \n1',
].map((stdin) => ({ command: 'bc', stdin: `${stdin}\n` })); // prettier-ignore
const calculator = [...sums, 'bc nosuch', { command: 'bc -l', stdin: 'e(1);a(1)*4;l(2);s(1);c(1)\n1/3\n' }, { command: 'bc -l', stdin: 'scale=5;e(2);l(10);s(3.14);a(0.5);e(-1)\n' }, { command: 'bc -q', stdin: '1\n' }]; // prettier-ignore

const archives = [
  'zip z.zip f', 'zip -q z.zip f', 'zip z.zip nosuch', 'zip z.zip f nosuch', 'zip -j z d/a', 'unzip nosuch', 'unzip -l f',
  shell('zip -q z f long; zip z f; unzip -l z.zip | sed 1d; rm z.zip'), shell('zip -q z f long; rm f; unzip z; rm z.zip'), shell('zip -q z f long; unzip z -d out; cat out/f; rm -r z.zip out'), shell('zip -q z f; unzip -p z f; unzip -t z; unzip -Z1 z; unzip -v z; rm z.zip'), shell('zip -q z f long; zip -d z f; unzip -l z; rm z.zip'), shell('zip -q z f; unzip z nosuch; rm z.zip'), shell('zip -q z f; unzip -n z; unzip -o z; unzip -qo z; rm z.zip'), { command: shell('zip -q z f long; unzip z; rm z.zip'), stdin: 'n\nA\n' }, shell('zip -qr z d/sub; unzip -o z -d out; ls -R out; rm -r z.zip out'), shell('zip -qr - f | head -c 2'), shell('zip -q z script; unzip -qo z -d out; ls -l out/script | cut -c1-10; rm -r z.zip out'),
]; // prettier-ignore

const cows = [
  'hi', 'one two three four five six seven eight nine ten eleven twelve thirteen', '-d dead', '-e ab x', '-f nosuch x', '-W 10 hello my friend', '-z x', '-n a b', "''", '-T U tongue', '-b -s borg', 'averyveryveryveryveryveryveryveryveryverylongwordthatmustbebroken',
].map((words) => `/usr/games/cowsay ${words}`); // prettier-ignore
const animals = [...cows, '/usr/games/cowthink hmm', { command: '/usr/games/cowsay', stdin: 'a\nb c\n' }, { command: '/usr/games/cowsay -n', stdin: 'a\nb c\n' }]; // prettier-ignore

const machine = ['service', 'service nosuch start', 'service --version', 'systemctl status docker', 'systemctl start nosuch', 'systemctl', 'man', 'man nosuchcommand', 'openssl nosuch', { command: 'openssl dgst -sha256', stdin: 'hi\n' }, 'openssl sha256 f', 'openssl md5 f words', { command: 'openssl base64', stdin: 'hi\n' }, { command: 'openssl base64 -d', stdin: 'aGkK\n' }, { command: 'openssl enc -base64', stdin: 'hello\n' }, 'openssl sha1 -r f']; // prettier-ignore

const busybox = [
  'od bin', 'od -c f', 'od -b f', 'hexdump f', 'hexdump -C bin', 'hexdump -C long', 'xxd bin', 'xxd -p f', 'tree d', 'rev words', 'rev nosuch', 'strings bin', 'more f', 'more nosuch', 'less f', 'unzip nosuch', 'setsid',
  ...['1+2', 'scale=2; 10/3', '2^10', 'x'].map((stdin) => ({ command: 'bc', stdin: `${stdin}\n` })),
]; // prettier-ignore

export const groups = [
  { name: 'viewers', dialect: 'gnu', env: {}, cases: [...dump, ...trees, ...kinds, ...columns, ...pages, ...machine] },
  { name: 'archives', dialect: 'gnu', env: {}, cases: [...archives, ...calculator, ...animals] },
  { name: 'viewers-utf8', dialect: 'gnu', env: { LANG: 'C.UTF-8' }, cases: ['tree', 'tree -L 1 d', 'file korean', 'column -t korean', '/usr/games/cowsay 안녕', 'rev korean'] },
  { name: 'viewers-busybox', dialect: 'busybox', env: {}, cases: busybox },
]; // prettier-ignore
