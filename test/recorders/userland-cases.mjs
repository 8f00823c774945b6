/** The command lines that test/recorders/userland.mjs records, and the directory they run in. */

/** Nodes of the directory, parents first. Text files unless told otherwise; times are 2025-01-01T01:00:00Z. */
export const tree = {
  f: { text: 'hi\n' },
  d: {},
  'd/a': { text: 'one\n' },
  'd/b.txt': { text: 'two\nlines\n' },
  'd/sub': {},
  'd/sub/deep': { text: '' },
  empty: {},
  'with space': { text: 'x\n' },
  "it's": { text: 'y\n' },
  hidden: {},
  'hidden/.dot': { text: '.\n' },
  script: { text: '#!/bin/sh\necho hi\n', mode: 0o755 },
  secret: { text: 's\n', mode: 0o600 },
  owned: { text: 'o\n', owner: [1234, 1234] },
  link: { target: 'f' },
  dirlink: { target: 'd' },
  dangling: { target: 'nowhere' },
  hard: { link: 'f' },
  words: { text: 'banana\napple\ncherry\napple\nBanana\n\ndate 10\ndate 9\n' },
  nums: { text: '10\n9\n2\n33\n1\n-5\n2.5\n1K\n2M\n' },
  table: { text: 'alice:30:seoul\nbob:25:busan\ncarol:35:jeju\nno delimiter\n' },
  blanks: { text: 'a  b\tc\n  lead\ntrail  \n\n\n\nend\n' },
  long: { text: Array.from({ length: 30 }, (_, i) => `line ${i + 1}\n`).join('') },
  nonl: { text: 'first\nlast' },
  bin: { text: '\x00\x01\x7f\xff\xfe\nabc\x80\n', encoding: 'latin1' },
  korean: { text: '안녕 세상\n가나다\nabc\n' },
  '한글.txt': { text: 'k\n' },
  old: { text: 'old\n', mtime: 1000000000 },
};

/** Words of a command line: blanks separate, quotes keep together, backslash outside quotes escapes; $'…' knows \n and \t. */
export function splitWords(line) {
  const words = [];
  let word;
  for (let i = 0; i < line.length; i++) {
    const c = line[i];
    if (c === ' ') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (c === "'") {
      const end = line.indexOf("'", i + 1);
      word = (word ?? '') + line.slice(i + 1, end);
      i = end;
    } else if (c === '"') {
      const end = line.indexOf('"', i + 1);
      word = (word ?? '') + line.slice(i + 1, end);
      i = end;
    } else if (c === '\\') {
      word = (word ?? '') + line[++i];
    } else word = (word ?? '') + c;
  }
  if (word !== undefined) words.push(word);
  return words;
}

const utf8 = { LANG: 'C.UTF-8' };

const coreutils = [
  'ls', 'ls -a', 'ls -A', 'ls -l d', 'ls -la d', 'ls -l', 'ls -ld d', 'ls -lh long', 'ls -ln owned', 'ls -lo', 'ls -lg', 'ls -1F', 'ls -p', 'ls -R d', 'ls -lR d',
  'ls -r', 'ls -S', 'ls -t', 'ls -X', 'ls -C', 'ls -x', 'ls -m', 'ls -C -w 40', 'ls -C -w 60 -F', 'ls -C -T0', 'ls -Q', 'ls -b', 'ls -q', 'ls --quoting-style=shell-escape',
  'ls -l --time-style=long-iso', 'ls -l --time-style=full-iso', 'ls -l --time-style=+%Y old', 'ls --full-time f', 'ls -lu f', 'ls -d */', 'ls nosuch', 'ls f nosuch d', 'ls -l nosuch f',
  'ls -l link dirlink dangling', 'ls dirlink', 'ls -L dirlink', 'ls -lL link', 'ls -H dirlink', 'ls -ldH dirlink', 'ls dangling', 'ls -z', 'ls --foo', 'ls --co=x', 'ls --sort=foo', 'ls --si',
  'ls --color=always', { command: 'ls --color=always', env: { TERM: 'xterm' } }, { command: 'ls -l --color=always', env: { TERM: 'xterm' } }, { command: 'ls -C --color=always -F', env: { TERM: 'xterm' } }, 'ls -l --color=always', 'ls --color=always -F d', 'ls --group-directories-first', 'ls -I "*.txt" d', 'ls --hide="w*"', 'ls hidden', 'ls -a hidden', 'ls -lS --reverse', 'ls -w x',
  'ls -s d/a', 'ls -ls d', 'ls --format=commas', 'ls -v', 'ls -lG f', 'ls -l "with space" "it\'s"', 'ls empty', 'ls -l empty', 'ls d empty', 'ls -RF hidden',
  'cat f', 'cat f nonl f', 'cat -n long', 'cat -b blanks', 'cat -A blanks', 'cat -s blanks', 'cat -v bin', 'cat -e f', 'cat -T blanks', 'cat nosuch f', 'cat d', 'cat -z', 'cat -nE nonl', 'cat -A korean',
  { command: 'cat', stdin: 'from stdin\n' }, { command: 'cat f - f', stdin: 'mid\n' }, { command: 'cat -n - f', stdin: 'x\ny' },
  'echo a b', 'echo -n a', "echo -e 'a\\tb\\n\\x41\\0101\\c no'", "echo 'a\\tb'", 'echo -E -e x', 'echo -nz', 'echo --', 'echo',
  "printf '%s-%d\\n' a 1 b 2", "printf '%5d|%-5d|%05d\\n' 42 42 42", "printf '%x %X %o %#x\\n' 255 255 8 255", "printf '%.2f %e %g %g\\n' 3.14159 12345.678 0.0001 1e10", "printf '%d\\n' abc", "printf '%d\\n' 12x",
  "printf '%s\\n'", "printf '%c%c\\n' hello world", "printf '%b\\n' 'a\\tb\\0101'", "printf '%q\\n' 'a b' c", "printf 'x\\n' extra", 'printf', "printf '%z'", "printf '%5s|%-5s|%.2s\\n' ab ab abc", "printf '\\x41\\101\\u00e9\\n'",
  "printf '%d %d\\n' \"'A\" 0x1f", "printf '%%\\n'", "printf '%*d\\n' 5 42", "printf '%s %s\\n' one", "printf '%i\\n' -7", "printf '%+d % d\\n' 5 5", "printf '%u\\n' -1",
  'true', 'true --foo', 'false', 'yes --foo', 'env -i A=1 B=2', 'env -i', 'env nosuch', 'env -i /usr/bin/env', 'env -u HOME -u PATH printenv', 'env A=1 nosuchcmd x', 'env -z', 'env -u', 'printenv HOME', 'printenv NOSUCH HOME', 'env -i A=1 -- printenv A', 'env -0 -i X=1',
  'pwd', 'pwd -P', 'pwd x',
  'mkdir', 'mkdir new', 'mkdir -p a/b/c', 'mkdir -pv a/b d/x', 'mkdir d', 'mkdir -p d', 'mkdir a/b', 'mkdir -m 700 x', 'mkdir -m u=rwx,go= x', 'mkdir -m 999 z', 'mkdir -v n1 n2', 'mkdir f/x', 'mkdir -p f/x',
  'rmdir empty', 'rmdir d', 'rmdir nosuch', 'rmdir -p d/sub', 'rmdir -v empty', 'rmdir --ignore-fail-on-non-empty d', 'rmdir f', 'rmdir',
  'rm f', 'rm -v f hard', 'rm d', 'rm -r d', 'rm -rv hidden', 'rm -d empty', 'rm -d d', 'rm -f nosuch', 'rm nosuch', 'rm', 'rm -f', 'rm -r . ..', 'rm -rf /', 'rm link', 'rm -r dirlink', 'rm dirlink/', { command: 'rm -i f', stdin: 'y\n' }, { command: 'rm -i f words', stdin: 'n\ny\n' }, { command: 'rm -ri hidden', stdin: 'y\nn\ny\n' }, { command: 'rm -ri hidden', stdin: 'y\ny\ny\n' }, { command: 'rm -I f words table long', stdin: 'y\n' }, 'rm -z', 'rm -- f', 'rm -- -x',
  'cp f g', 'cp -v f g', 'cp f d', 'cp f d/', 'cp -r d e', 'cp -rv d e', 'cp d e', 'cp -a d e', 'cp f nosuch/x', 'cp f nosuch/', 'cp nosuch x', 'cp f', 'cp', 'cp f f', 'cp f link', 'cp f hard', 'cp f words d', 'cp f words nosuch', 'cp f words table', 'cp -r d f', 'cp f -t d', 'cp -T f d', 'cp -n f words', 'cp -u old f', 'cp -l f g', 'cp -s f g', 'cp -P link l2', 'cp link l2', 'cp -d dangling l3', 'cp dangling l3', 'cp -r dirlink e', 'cp -rL dirlink e', 'cp -a hard f d', 'cp -p old d', 'cp --parents d/sub/deep empty', 'cp -r d/. empty', 'cp -r d d/e', { command: 'cp -i f words', stdin: 'n\n' }, { command: 'cp -i f words', stdin: 'y\n' }, 'cp -b f words', 'cp --preserve=foo f g', 'cp -f f words', 'cp script s2', 'cp -r d empty', 'cp -z',
  'mv f g', 'mv -v f g', 'mv f d', 'mv f words d', 'mv d e', 'mv d empty', 'mv nosuch x', 'mv f', 'mv', 'mv f f', 'mv f hard', 'mv d f', 'mv f empty/', 'mv f d/sub/deep', 'mv d d/x', 'mv f words table', 'mv -n f words', 'mv -t d f words', 'mv -T d empty', 'mv -T empty d', 'mv f nosuch/x', 'mv link l2', { command: 'mv -i f words', stdin: 'n\n' }, 'mv -b f words', 'mv -u old f',
  'ln f g', 'ln -s f g', 'ln -sv f g', 'ln -v f g', 'ln -s f words', 'ln -sf f words', 'ln f words', 'ln -f f words', 'ln nosuch g', 'ln -s nosuch g', 'ln d e', 'ln -s d/a', 'ln d/a', 'ln -s f words d', 'ln -st d f', 'ln -sn f dirlink', 'ln -sfn f dirlink', 'ln -sf f dirlink', 'ln', 'ln f', 'ln -s', 'ln -sr d/a empty/r', 'ln -sT f d', 'ln -sfT f link',
  'touch new', 'touch -c new', 'touch nosuch/x', 'touch -d foo x', 'touch', 'touch -t 1 x', 'touch -d "2020-01-02 03:04:05" f', 'touch d/a new2',
  'chmod 755 f', 'chmod u+x,g-r f', 'chmod -v 600 f', 'chmod -c 644 f', 'chmod -R go-rwx d', 'chmod -x script', 'chmod +x f', 'chmod a=r f', 'chmod u=rwX,go=rX d f', 'chmod 4755 script', 'chmod g+s d', 'chmod +t empty', 'chmod zzz f', 'chmod', 'chmod 755', 'chmod 755 nosuch', 'chmod 888 f', 'chmod --reference=script f', 'chmod -v +x script', 'chmod 2755 d', 'chmod 755 dangling', 'chmod o=u f', 'chmod -Rv a+X hidden',
  'chown 1:2 f', 'chown -v root f', 'chown 5 f', 'chown :7 f', 'chown nobody f', 'chown nobody: f', 'chown -R 9:9 d', 'chown -h 3:3 link', 'chown 3:3 link', 'chown nosuch f', 'chown :nosuch f', 'chown x:y f', 'chown', 'chown 1', 'chown 1:1 nosuch', 'chown -v 1:1 owned', 'chown -c 0:0 f', 'chgrp 8 f', 'chgrp nosuch f', 'chgrp -v daemon f', 'chown --reference=owned f',
  'head long', 'head -n 3 long', 'head -3 long', 'head -n -27 long', 'head -c 5 long', 'head -c -285 long', 'head -q f words', 'head -v f', 'head -n 1 f words', 'head -n 2 nonl', 'head nosuch', 'head d', 'head -n x f', 'head -c x f', 'head -n 1K long', { command: 'head -n 2', stdin: 'a\nb\nc\n' }, 'head -z', 'head --lines=2 long', 'head -n 0 f', 'head f nosuch words',
  'tail long', 'tail -n 3 long', 'tail -3 long', 'tail -n +28 long', 'tail +29 long', 'tail -c 5 long', 'tail -c +280 long', 'tail -q f words', 'tail -v f', 'tail -n 1 f words', 'tail -n 1 nonl', 'tail nosuch', 'tail d', 'tail -n x f', 'tail -n 0 f', { command: 'tail -n 2', stdin: 'a\nb\nc\n' }, { command: 'tail -n +2', stdin: 'a\nb\nc\n' }, { command: 'tail -c 3', stdin: 'abcdef' }, 'tail -z',
  'wc f', 'wc f words', 'wc -l words', 'wc -w words', 'wc -c words', 'wc -m korean', 'wc -L korean', 'wc nosuch f', 'wc d', 'wc -lw f words', { command: 'wc', stdin: 'a b c\nd\n' }, { command: 'wc -l', stdin: 'a\nb' }, 'wc korean', 'wc bin', 'wc empty f', { command: 'wc - f', stdin: 'x\n' },
  'seq 5', 'seq 2 5', 'seq 1 2 9', 'seq 5 -1 1', 'seq -w 8 11', 'seq -s , 3', 'seq 0 0.5 2', "seq -f '%03g' 3", 'seq 1 .1 1.3', 'seq 3 1', 'seq -5 -3', 'seq a', 'seq', 'seq 1 0 3', 'seq 1 2 3 4', 'seq 1e2 1e2',
  { command: 'tee out', stdin: 'x\n' }, { command: 'tee -a f', stdin: 'x\n' }, { command: 'tee d', stdin: 'x\n' }, { command: 'tee o1 o2 nosuch/o3', stdin: 'x\n' },
  'id', 'id -u', 'id -g', 'id -G', 'id -un', 'id -gn', 'id nobody', 'id -nG nobody', 'id nosuch', 'id -n', 'id -ug', 'id www-data', 'whoami', 'whoami x', 'groups', 'groups nobody', 'groups nosuch', 'uname', 'uname -s', 'uname -m', 'uname -o', 'uname -z', 'uname x', 'uname -sm', 'arch',
  'date -u -d @0', "date -u -d '2024-02-29 12:34:56'", "date -u -d '2024-02-29' '+%A %B %d %Y %j %U %V %u %w'", "date -u -d @1700000000 '+%F %T %s %N %Z %z %:z'", "date -u -d @1700000000 '+%D %r %R %c %x %X %p %I %l %k %e'", "date -u -d '2024-01-31 +1 month' +%F", "date -u -d '2024-03-01 -1 day' +%F", "date -u -d '2024-01-01 2 weeks ago' +%F", "date -u -d 'Jan 5 2024 3pm' '+%F %T'", "date -u -d '5 January 2024' +%F", "date -u -d '10/11/2024' +%F", "date -u -d '20240102' +%F", "date -u -d '2024-01-02T03:04:05Z' '+%s'", "date -u -d '2024-01-02 03:04:05 +0900' '+%F %T'", "date -u -r old", "date -u -r old '+%Y-%m-%d %H:%M'", 'date -d foo', 'date x', "date -u -d @1700000000 -I", "date -u -d @1700000000 -Iseconds", "date -u -d @1700000000 -R", "date -u -d @1700000000 --rfc-3339=seconds", "date -u -d @1700000000 '+%-d %_d %03d %^a %#Z %10Y|%%%n%t|%q'", "date -d @1700000000 '+%F %T %Z'", { command: "date -d @1700000000 '+%F %T %Z %z'", env: { TZ: 'KST-9' } }, { command: "date -d @1700000000 '+%F %T %Z'", env: { TZ: 'Nowhere/Land' } }, 'date -r nosuch', 'date +%s +%s',
  'kill', 'kill abc', 'kill 99999999', 'kill -l', 'kill -l 9', 'kill -l TERM', 'kill -s FOO 1', 'kill -FOO 1', 'kill -L',
  "stat -c '%n %s %F %a %A %U %G %u %g %h' f d link script owned", "stat -c '%N' link f", "stat -c %s nosuch", "stat -L -c '%F' link", "stat -c '%y|%Y|%x' old", "stat --printf '%n\\n' f", 'stat', "stat -c '%i' nosuch", "stat -c '%5s|%-5s|%05s' f", "stat -c '%t %T %F' /dev/null",
  'basename a/b/c.txt', 'basename a/b/c.txt .txt', 'basename -s .txt a.txt b.txt', 'basename -a x/y z', 'basename /', 'basename', 'basename a b c', "basename ''", 'basename c.txt c.txt', 'basename a/b/', 'dirname a/b/c', 'dirname a', 'dirname /', 'dirname a/b/ /x', 'dirname', 'dirname a//b',
  'readlink link', 'readlink f', 'readlink -f link', 'readlink -f dangling', 'readlink -e dangling', 'readlink -m no/such', 'readlink -f nosuch/x', 'readlink -v f', 'readlink', 'readlink -n link', 'readlink link dirlink', 'realpath link', 'realpath nosuch', 'realpath nosuch/x', 'realpath -e nosuch', 'realpath dirlink/a', 'realpath -s dirlink/a', 'realpath --relative-to=d f', 'realpath',
  'mktemp foo', 'mktemp XX', 'mktemp -d /nosuch/XXX', 'mktemp -u --suffix=.t abcXXX.t', 'mktemp a b',
  'du nosuch', 'du -b f', 'du -sb d/sub/deep', 'du --max-depth=x', 'df nosuch', 'nproc x', 'nproc --ignore=x',
  'timeout', 'timeout x sleep 1', 'timeout 1', 'timeout 1 nosuch', 'timeout 5 echo hi', 'timeout 0.1 sleep 2', 'timeout -s KILL 0.1 sleep 2', 'timeout --preserve-status 0.1 sleep 2', 'timeout 5 false', 'timeout -s FOO 1 true', 'timeout -v 0.1 sleep 2', 'timeout 1 ./f',
  'nohup', 'nohup nosuch', 'nohup echo hi', 'nice nosuch', 'nice echo hi', 'nice', 'tty', 'tty -s', 'tty x', 'stty -a', 'stty size', 'sleep', 'sleep x', 'sleep 0', 'sleep 0.01 0.01', 'sleep -z', 'sleep 1x',
  'sort words', 'sort -r words', 'sort -u words', 'sort -f words', 'sort -n nums', 'sort -h nums', 'sort -g nums', 'sort -rn nums', 'sort -k2 -n words', 'sort -t: -k2 table', 'sort -t: -k2n table', 'sort -t : -k3,3 -r table', 'sort -k1,1 -k2,2n words', 'sort -c words', 'sort -c f', 'sort -C words', 'sort nosuch', 'sort d', 'sort -o out words', 'sort words f', 'sort -k x f', 'sort -k 0 f', 'sort -t ab f', 'sort -b blanks', 'sort -s -k1,1 words', 'sort -V words', 'sort -M words', 'sort -z f', { command: 'sort', stdin: 'b\na' }, 'sort -uf words', 'sort -d words', 'sort --foo', 'sort -t: -k2.2,2.2 table', 'sort -k2b,2 words', { command: 'sort -V', stdin: 'a10\na2\na1.10\na1.9\n' }, { command: 'sort -h', stdin: '1G\n2K\n10\n3M\n' }, { command: 'sort -R', stdin: 'a\na\n' },
  'uniq words', { command: 'uniq', stdin: 'a\na\nb\na\n' }, { command: 'uniq -c', stdin: 'a\na\nb\na\n' }, { command: 'uniq -d', stdin: 'a\na\nb\na\n' }, { command: 'uniq -u', stdin: 'a\na\nb\na\n' }, { command: 'uniq -i', stdin: 'a\nA\nb\n' }, { command: 'uniq -f1', stdin: '1 a\n2 a\n3 b\n' }, { command: 'uniq -s1', stdin: 'xa\nya\n' }, { command: 'uniq -w1', stdin: 'ab\nac\n' }, { command: 'uniq -D', stdin: 'a\na\nb\n' }, 'uniq nosuch', 'uniq words out', 'uniq a b c', 'uniq -w x f',
  'cut -d: -f1 table', 'cut -d: -f1,3 table', 'cut -d: -f2- table', 'cut -d: -f-2 table', 'cut -s -d: -f1 table', 'cut -c1-3 table', 'cut -b2 table', 'cut -d: -f1 --complement table', 'cut -d: -f1,2 --output-delimiter=, table', 'cut -f1 blanks', 'cut', 'cut -f 1-x f', 'cut -c 0 f', 'cut -f1 -c1 f', 'cut -f 2-1 f', 'cut -d ab -f1 f', 'cut -f1 nosuch', 'cut -d: -f3,1 table', 'cut -d: -c1 f', 'cut -s -c1 f', 'cut -c1,3-5 words', 'cut -f1 d', "cut -d ' ' -f1 words", 'cut -f- f', 'cut -c1 korean',
  { command: 'tr a-z A-Z', stdin: 'hello 123\n' }, { command: 'tr -d l', stdin: 'hello\n' }, { command: 'tr -s l', stdin: 'hellllo\n' }, { command: 'tr -cd 0-9', stdin: 'a1b2\n' }, { command: "tr ' ' '\\n'", stdin: 'a b c' }, { command: 'tr [:lower:] [:upper:]', stdin: 'abc\n' }, { command: 'tr -s [:space:]', stdin: 'a   b\n\n\n' }, { command: 'tr abc x', stdin: 'aabbcc\n' }, { command: 'tr -ds a b', stdin: 'aabbcc\n' }, { command: "tr '\\0' x", stdin: 'a\0b' }, { command: 'tr -t abc x', stdin: 'abc\n' }, { command: "tr a '[b*]'", stdin: 'aaa' }, { command: 'tr -c a-z _', stdin: 'a1 b\n' }, 'tr', 'tr a', 'tr -d a b', 'tr a b c', 'tr z-a x', "tr '[:foo:]' x", { command: "tr '\\101' b", stdin: 'A' },
  'test a = a', 'test a = b', 'test -f f', 'test -d d', 'test -e nosuch', 'test -x script', 'test -L link', 'test -s f', 'test 1 -lt 2', 'test a b', 'test', 'test -n x', 'test -z x', 'test ! x', 'test x -a y', "test '(' x ')'", 'test 1 -eq x', 'test f -ot old', 'test old -ot f', 'test f -ef hard', 'test a b c', 'test -f f -a -d d', '[ a = a ]', '[ a = a',
  'tac words', 'tac nonl', 'tac nosuch', 'tac -s : table', 'nl words', 'nl -ba words', "nl -w2 -s: -v5 f words", 'nl -nrz f', 'nl nosuch', 'paste f words', 'paste -d, f words table', 'paste -s words', 'paste -sd+ nums', 'paste nosuch', { command: 'paste - -', stdin: '1\n2\n3\n' }, 'fold -w 5 table', 'fold -s -w 6 long', 'fold -w 0 f', 'expand blanks', 'expand -t4 blanks', 'unexpand -a blanks', 'split -l 3 words', 'split -b 10 words p', 'split -d -l 4 words q', 'split nosuch', 'split -l 0 f', 'truncate -s 1 f', 'truncate -s +3 f', 'truncate -s 10 new', 'truncate f', 'truncate -s x f', 'truncate -c -s 5 new', 'truncate -s -1 f',
  'dd if=nosuch', 'dd foo', 'dd bs=x', 'dd if=f of=out status=none', 'dd if=long of=out bs=10 count=2 skip=1 status=none', 'dd if=f of=words conv=notrunc status=none', 'dd if=f conv=ucase status=none', 'dd if=f of=out seek=1 bs=2 status=none', 'dd if=/dev/zero of=z bs=1K count=2 status=none', { command: 'dd bs=2 count=1 status=noxfer', stdin: 'abc' }, 'dd if=d status=none', 'dd if=long bs=100 count=1 status=noxfer of=/dev/null', 'dd --foo',
  'base64 f', 'base64 -w 5 long', 'base64 -w0 f', { command: 'base64 -d', stdin: 'aGkK\n' }, { command: 'base64 -d', stdin: 'a!!' }, 'base64 nosuch', 'base64 f f', 'base64 -w x f', 'base32 f', { command: 'base32 -d', stdin: 'NBUQU===\n' },
  'md5sum f', 'sha1sum f', 'sha256sum f words', 'sha512sum f', 'sha224sum f', 'sha384sum f', 'sha256sum nosuch', 'sha256sum d', 'sha256sum --tag f', { command: 'sha256sum', stdin: '' }, 'sha256sum -b f', 'sha256sum -c f', { command: 'md5sum -c', stdin: '764efa883dda1e11db47671c4a3bbd9e  f\n' }, { command: 'md5sum -c', stdin: '764efa883dda1e11db47671c4a3bbd9f  f\nxyz\n764efa883dda1e11db47671c4a3bbd9e  nosuch\n' }, { command: 'md5sum -c --quiet', stdin: '764efa883dda1e11db47671c4a3bbd9e  f\n' }, { command: 'md5sum -c --status', stdin: '064efa883dda1e11db47671c4a3bbd9e  f\n' }, 'b2sum f', 'cksum f', 'cksum nosuch', { command: 'cksum', stdin: 'abc' },
  'comm f', 'comm f words', 'comm -12 f f', 'comm nosuch f', 'join f', { command: 'join - f', stdin: 'hi there\n' }, 'factor 12 97 1', 'factor x', 'factor 1000000007', 'link f g', 'link a', 'unlink f', 'unlink nosuch', 'unlink d', 'mkfifo p', 'mkfifo f', 'mkfifo', 'mknod x', 'mknod p p', 'mknod x q', 'sync nosuch', 'install f g', 'install -m 600 f g', 'install -d x/y', 'install -D f p/q/r', 'install', 'install -v f g', 'logname', 'hostid x',
  'expr 1 + 2', 'expr 3 \\* 4', 'expr 7 / 2', 'expr 7 % 2', 'expr 1 \\< 2', 'expr abc = abc', 'expr abc : "a.c"', "expr abc : 'a\\(.\\)c'", 'expr length hello', 'expr substr hello 2 3', 'expr index hello l', "expr '(' 1 + 2 ')' \\* 3", 'expr', 'expr 1 +', 'expr 1 / 0', 'expr a + 1', "expr '' \\| x", 'expr 0 \\| 0', 'expr 1 \\& 0', 'expr -5 + 2', 'expr x : y', 'expr 1 2', 'expr 5 - -3', 'expr match abc b',
  'shuf -i 1-1', 'shuf -e a', 'shuf nosuch', 'shuf -i x', 'shuf -n 0 f',
];

const quoting = [
  'ls', 'ls -C', 'mkdir d', 'mkdir -v "a b"', 'rmdir nosuch', 'cp f', 'cp', 'rm nosuch', 'chmod zzz f', 'chown nosuch f', 'touch -d foo x', 'head -n x f', 'sort -k x f', 'tr a', 'cut -f 1-x f', 'seq a', 'date -d foo', 'env nosuch', 'timeout 1 nosuch', 'sleep x', 'id nosuch', 'dd foo', 'stat nosuch', "ls -la 'no such'", 'ls --sort=foo', "printf '%d\\n' abc", 'basename a b c', 'wc -m korean', 'wc -L korean', 'wc korean', 'sort korean', 'cut -c1-2 korean', 'ls -m', 'cat -A korean', 'mv f', 'ln -sv f g', 'mktemp XX', 'comm f', 'test 1 -eq x', 'factor x', 'install', 'truncate f', 'uniq -w x f',
];

const busybox = [
  'ls', 'ls -a', 'ls -A', 'ls -l', 'ls -la d', 'ls -ld d', 'ls -lh long d', 'ls -ln owned', 'ls -lR d', 'ls -R d', 'ls -1F', 'ls -p', 'ls -F', 'ls -r', 'ls -S', 'ls -C', 'ls -x', 'ls -C -w 40', 'ls nosuch', 'ls f nosuch d', 'ls -l link dirlink dangling', 'ls dirlink', 'ls -L dirlink', 'ls -z', 'ls --foo', 'ls -s d/a', 'ls -ls d', 'ls empty', 'ls -l empty', 'ls d empty', 'ls --color=always', 'ls -X', 'ls -t', 'ls --full-time f', 'ls --group-directories-first', 'ls -lS', 'ls -g f', 'ls hidden', 'ls -a hidden', 'ls "with space" "it\'s"',
  'cat f', 'cat -n long', 'cat -b blanks', 'cat -A blanks', 'cat -v bin', 'cat nosuch f', 'cat d', 'cat -e f nonl', { command: 'cat', stdin: 'in\n' },
  'echo -n a', "echo -e 'a\\tb'", 'echo a b', "printf '%s-%d\\n' a 1", "printf '%d\\n' abc", "printf '%z'", "printf '%5d|%-5d|\\n' 42 42",
  'env -i A=1', 'env nosuch', 'env -i', 'pwd', 'mkdir new', 'mkdir d', 'mkdir a/b', 'mkdir -p a/b', 'mkdir -m 700 x', 'mkdir -m 999 z', 'mkdir -p f/x', 'rmdir empty', 'rmdir d', 'rmdir nosuch', 'rmdir -p d/sub',
  'rm f', 'rm d', 'rm -r d', 'rm -f nosuch', 'rm nosuch', 'rm -f', { command: 'rm -i f', stdin: 'y\n' }, { command: 'rm -ri d', stdin: 'n\n' }, 'rm -r .', 'rm -r ..', 'rm link',
  'cp f g', 'cp -v f g', 'cp f d', 'cp -r d e', 'cp d e', 'cp -a d e', 'cp f nosuch/x', 'cp nosuch x', 'cp f f', 'cp f words nosuch', 'cp -r d f', 'cp -r d d/e', { command: 'cp -i f words', stdin: 'n\n' }, 'cp link l2', 'cp -P link l2', 'cp -l f g', 'cp -s f g', 'cp -t d f', 'cp -n f words', 'cp -p old d',
  'mv f g', 'mv -v f g', 'mv f d', 'mv nosuch x', 'mv f f', 'mv d d/x', 'mv f words table', 'mv d f', 'mv f words nosuch', 'mv -n f words',
  'ln f g', 'ln -s f g', 'ln -s f words', 'ln -sf f words', 'ln nosuch g', 'ln -s d/a', 'ln -s f words d', 'ln f', 'ln -v f g', 'ln -sn f dirlink', 'ln -sfn f dirlink',
  'touch new', 'touch -c new', 'touch nosuch/x', 'touch -d foo x', 'chmod 755 f', 'chmod u+x f', 'chmod zzz f', 'chmod 755 nosuch', 'chmod -v 755 f', 'chmod -R go-rwx d', 'chown 1:2 f', 'chown nosuch f', 'chown :nosuch f', 'chown x:y f', 'chown 1:1 nosuch', 'chown -R 9:9 d', 'chgrp 8 f', 'chgrp nosuch f',
  'head long', 'head -n 3 long', 'head -3 long', 'head -n -27 long', 'head -c 5 long', 'head -q f words', 'head -v f', 'head nosuch', 'head d', 'head -n x f', 'head -n 1 f words', 'tail long', 'tail -n 3 long', 'tail -n +28 long', 'tail -c 5 long', 'tail nosuch', 'tail d', 'tail -n x f', 'tail -n 1 f words', 'tail -3 long', 'tail f nosuch',
  'wc f', 'wc f words', 'wc -l words', 'wc d', 'wc nosuch f', { command: 'wc', stdin: 'a b\n' }, { command: 'wc -l', stdin: 'a\nb\n' }, 'wc -w words', 'wc -c words', 'wc -lw f', 'wc -L long',
  'seq 5', 'seq 2 5', 'seq 1 2 9', 'seq -w 8 11', 'seq -s , 3', 'seq 3 1', 'seq 5 -1 1', { command: 'tee out', stdin: 'x\n' }, { command: 'tee -a f', stdin: 'x\n' }, { command: 'tee d', stdin: 'x\n' },
  'id', 'id -u', 'id -un', 'id -g', 'id -G', 'id nosuch', 'whoami', 'uname', 'uname -m', 'uname -sm', 'uname -o', 'groups',
  'date -u -d @0', "date -u -d @1700000000 +%F", 'date -d foo', 'date x', "date -u -d '2024-01-02 03:04:05' '+%s'", 'date -u -d @1700000000 -R', 'date -u -d @1700000000 -I', 'date -u -d @1700000000 -Iseconds', 'date -u -r old',
  'kill', 'kill abc', 'kill 99999999', 'kill -l', 'kill -l 9', 'kill -l TERM', 'kill -s FOO 1', 'kill -FOO 1',
  "stat -c '%n %s %F %a %A %U %G' f d link script", 'stat nosuch', "stat -c %N link", 'basename a/b/c.txt .txt', 'basename a/b', 'basename -s .txt a.txt b.txt', 'dirname a/b/c', 'dirname a', 'readlink link', 'readlink f', 'readlink -f link', 'readlink -f nosuch/x', 'realpath link', 'realpath nosuch/x', 'mktemp foo', 'mktemp -d /nosuch/XXXXXX', 'du nosuch', 'du -b f', 'df nosuch',
  'timeout 1 nosuch', 'timeout 5 echo hi', 'timeout 0.1 sleep 2', 'timeout -s KILL 0.1 sleep 2', 'timeout 5 false', 'tty', 'stty -a', 'sleep x', 'sleep 0', 'sleep 0.01', 'sleep 1 2x',
  'sort words', 'sort -r words', 'sort -u words', 'sort -f words', 'sort -n nums', 'sort -h nums', 'sort -t : -k 2 table', 'sort -k2 -n words', 'sort nosuch', 'sort -c words', 'sort -c f', 'sort -o out words', { command: 'sort -V', stdin: 'a10\na2\n' },
  { command: 'uniq', stdin: 'a\na\nb\n' }, { command: 'uniq -c', stdin: 'a\na\nb\na\n' }, { command: 'uniq -d', stdin: 'a\na\nb\n' }, { command: 'uniq -u', stdin: 'a\na\nb\n' }, 'uniq nosuch',
  'cut -d: -f1 table', 'cut -d: -f1,3 table', 'cut -d: -f2- table', 'cut -s -d: -f1 table', 'cut -c1-3 table', 'cut f', 'cut -f 1-x f', 'cut -c1 korean', "cut -d ' ' -f1 words", 'cut -f1 nosuch',
  { command: 'tr a-z A-Z', stdin: 'hello 123\n' }, { command: 'tr -d l', stdin: 'hello\n' }, { command: 'tr -s l', stdin: 'hellllo\n' }, { command: 'tr -cd 0-9', stdin: 'a1b2\n' }, { command: 'tr [:lower:] [:upper:]', stdin: 'abc\n' }, { command: 'tr a', stdin: 'abc' },
  'test a = a', 'test -f f', 'test a b', 'test 1 -eq x', '[ a = a ]', '[ a = a', 'tac words', 'tac nosuch', 'nl words', 'paste f words', 'paste -s words', 'fold -w 5 table', 'expand blanks', 'truncate -s 1 f', 'truncate f', 'truncate -s x f',
  'dd if=nosuch', 'dd bs=x', 'dd if=f of=out bs=1 count=1 status=none', 'base64 f', { command: 'base64 -d', stdin: 'aGkK\n' }, 'base64 nosuch', 'md5sum f', 'sha256sum f words', 'sha256sum nosuch', 'sha256sum -c f', { command: 'md5sum -c', stdin: '764efa883dda1e11db47671c4a3bbd9e  f\n' }, { command: 'md5sum -c', stdin: '764efa883dda1e11db47671c4a3bbd9f  f\n' }, 'sha1sum f', 'sha512sum f',
  'factor 12 97', 'link f g', 'unlink f', 'unlink nosuch', 'mkfifo p', 'mkfifo f', 'expr 1 + 2', 'expr 1 / 0', 'expr a + 1', 'expr', 'expr abc : "a.c"', 'expr 1 \\< 2', 'true', 'false', 'nosuchapplet', 'shuf -e a', 'crc32 f', 'nproc x', 'hostid', 'arch',
];

export const groups = [
  { name: 'coreutils', dialect: 'gnu', env: {}, cases: coreutils },
  { name: 'coreutils-utf8', dialect: 'gnu', env: utf8, cases: quoting },
  { name: 'busybox', dialect: 'busybox', env: {}, cases: busybox },
];
