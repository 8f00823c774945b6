/** The images as they are used: start-up, what is asked for and refused, data that stays with its volume. */
import { expect, test } from 'vitest';
import { onMachine } from '../../../support/whole-machine.ts';

const QUIET = 'docker pull -q mysql:8 >/dev/null;';
const SQL = 'mysql -uroot -psecret';

/** Runs a container of mysql:8 and waits until its server is up. */
const start = (name: string, more = '', image = 'mysql:8'): string =>
  `docker run -d --name ${name} -e MYSQL_ROOT_PASSWORD=secret ${more} ${image} >/dev/null; sleep 5;`;

const withoutTimes = (log: string): string => log.replace(/^\S+ \S+ (?=\[)/gm, '').replace(/^\d{4}-\S+ /gm, '');

test('without a password variable the container ends with 1 and says what is missing', async () => {
  const said = await onMachine((_, sh) => sh(`${QUIET} docker run --name db mysql:8; echo status $?`));
  expect(withoutTimes(said)).toBe(`[Note] [Entrypoint]: Entrypoint script for MySQL Server 8.4.7-1.el9 started.
[ERROR] [Entrypoint]: Database is uninitialized and password option is not specified
    You need to specify one of the following as an environment variable:
    - MYSQL_ROOT_PASSWORD
    - MYSQL_ALLOW_EMPTY_PASSWORD
    - MYSQL_RANDOM_ROOT_PASSWORD
status 1
`);
});

test('rows stay with the volume, and go with the container that had none', async () => {
  const insert = `-e "create table school.t (a int); insert into school.t values (1), (2)"`;
  const count = `-e "select count(*) from school.t"`;
  const said = await onMachine((_, sh) =>
    sh(`${QUIET} ${start('one', '-e MYSQL_DATABASE=school -v data:/var/lib/mysql')} docker exec one ${SQL} ${insert}
docker rm -f one >/dev/null; docker run -d --name two -v data:/var/lib/mysql mysql:8 >/dev/null; sleep 2; docker exec two ${SQL} ${count}
docker logs two 2>&1 | grep -c Initializing
${start('three', '-e MYSQL_DATABASE=school')} docker exec three ${SQL} ${insert}; docker rm -f three >/dev/null
${start('four', '-e MYSQL_DATABASE=school')} docker exec four ${SQL} ${count}`),
  );
  expect(said).toBe("count(*)\n2\n0\nERROR 1146 (42S02) at line 1: Table 'school.t' doesn't exist\n");
});

test('a server killed in the midst of its work keeps what was committed, and nothing else', async () => {
  const said = await onMachine((_, sh) =>
    sh(`${QUIET} ${start('one', '-e MYSQL_DATABASE=d')}
docker exec one ${SQL} d -e "create table t (a int primary key); insert into t values (1); begin; update t set a = 5; insert into t values (2)"
docker kill one >/dev/null; docker start one >/dev/null; sleep 2; docker exec one ${SQL} d -Ne "select * from t"`),
  );
  expect(said).toBe('1\n');
});

test('accounts and the database of the variables; who may not, may not', async () => {
  const variables = '-e MYSQL_DATABASE=app -e MYSQL_USER=joe -e "MYSQL_PASSWORD=p\'w"';
  const said = await onMachine((_, sh) =>
    sh(`${QUIET} ${start('db', variables)}
docker exec db mysql -ujoe "-pp'w" -Ne "show databases"
docker exec db mysql -ujoe "-pp'w" -Ne "select 1 from mysql.user"
docker exec db mysql -ujoe -pwrong -e "select 1"
docker exec db mysql -e "select 1"
docker exec db mysql -uroot -psecret nosuch -e "select 1"`),
  );
  expect(said).toBe(`app
information_schema
performance_schema
ERROR 1142 (42000) at line 1: SELECT command denied to user 'joe'@'localhost' for table 'user'
ERROR 1045 (28000): Access denied for user 'joe'@'localhost' (using password: YES)
ERROR 1045 (28000): Access denied for user 'root'@'localhost' (using password: NO)
ERROR 1049 (42000): Unknown database 'nosuch'
`);
});

test('scripts of /docker-entrypoint-initdb.d run once, in order', async () => {
  const said = await onMachine((_, sh) =>
    sh(`${QUIET} mkdir init; echo 'create table t (a int);' > init/1.sql; echo 'insert into t values (7);' > init/2.sql
echo 'echo hello from a script' > init/3.sh; echo x > init/4.txt
${start('db', '-e MYSQL_DATABASE=app -v ./init:/docker-entrypoint-initdb.d')}
docker logs db 2>/dev/null | grep -E 'initdb|hello' | sed 's/.*Entrypoint.: //'; docker exec db ${SQL} app -Ne 'select * from t'
docker restart db >/dev/null; sleep 2; docker exec db ${SQL} app -Ne 'select count(*) from t'`),
  );
  expect(said).toBe(`/usr/local/bin/docker-entrypoint.sh: running /docker-entrypoint-initdb.d/1.sql
/usr/local/bin/docker-entrypoint.sh: running /docker-entrypoint-initdb.d/2.sql
/usr/local/bin/docker-entrypoint.sh: sourcing /docker-entrypoint-initdb.d/3.sh
hello from a script
/usr/local/bin/docker-entrypoint.sh: ignoring /docker-entrypoint-initdb.d/4.txt
7
1
`);
});

test('another container reaches the server by its name; where nobody listens, the client says so', async () => {
  const said = await onMachine((_, sh) =>
    sh(`${QUIET} docker network create n >/dev/null; ${start('db', '--network n')}
docker run --rm --network n mysql:8 ${SQL} -hdb -Ne "select user()"
docker run --rm --network n mysql:8 ${SQL} -hdb -P3307 -e "select 1"
docker run --rm --network n mysql:8 ${SQL} -hnobody -e "select 1"
docker run --rm mysql:8 mysql -e "select 1"; docker run --rm mysql:8 mysqladmin ping; echo $?`),
  );
  expect(said).toBe(`root@172.18.0.3
ERROR 2003 (HY000): Can't connect to MySQL server on 'db:3307' (111)
ERROR 2005 (HY000): Unknown MySQL server host 'nobody' (-2)
ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/var/run/mysqld/mysqld.sock' (2)
mysqladmin: connect to server at 'localhost' failed
error: 'Can't connect to local MySQL server through socket '/var/run/mysqld/mysqld.sock' (2)'
Check that mysqld is running and that the socket: '/var/run/mysqld/mysqld.sock' exists!
1
`);
});

test('docker stop ends the server in order: it says so and exits with 0', async () => {
  const said = await onMachine((_, sh) =>
    sh(`${QUIET} ${start('db')} docker stop db; docker inspect -f '{{.State.ExitCode}}' db; docker logs --tail 3 db`),
  );
  expect(withoutTimes(said)).toBe(`db
0
[System] [MY-013172] [Server] Received SHUTDOWN from user <via user signal>. Shutting down mysqld (Version: 8.4.7).
[System] [MY-010910] [Server] /usr/sbin/mysqld: Shutdown complete (mysqld 8.4.7)  MySQL Community Server - GPL.
[System] [MY-015016] [Server] MySQL Server - end.
`);
});

test.each(['mysql:5.7', 'mysql:8.0', 'mysql:latest', 'mariadb:latest', 'mariadb:10.6'])(
  '%s comes up, tells its version and lets itself be dumped and filled again',
  async (image) => {
    const client = image.startsWith('mariadb:latest') ? 'mariadb' : 'mysql';
    const dump = client === 'mysql' ? 'mysqldump' : 'mariadb-dump';
    const said = await onMachine((_, sh) =>
      sh(`docker pull -q ${image} >/dev/null; ${start('db', '-e MYSQL_DATABASE=a', image)}
docker logs db 2>&1 | grep -c 'Version.*port: 3306'
docker exec db ${client} -uroot -psecret a -e "create table t (i int unsigned auto_increment primary key, s varchar(9) default 'x', d decimal(5,2), n datetime, unique key (s)); insert into t values (1, 'a''b', 1.50, null), (2, 'é', null, '2024-01-02 03:04:05')"
docker exec db ${dump} -uroot -psecret a > dump.sql; docker exec db ${client} -uroot -psecret -e 'create database b'
docker exec -i db ${client} -uroot -psecret b < dump.sql
docker exec db ${client} -uroot -psecret b -Ne 'select *, version() from t'`),
    );
    const shown = { 'mysql:5.7': '5.7.44', 'mysql:8.0': '8.0.44', 'mysql:latest': '9.5.0', 'mariadb:latest': '12.0.2-MariaDB-ubu2404', 'mariadb:10.6': '10.6.23-MariaDB-ubu2004' }[image]; // prettier-ignore
    expect(said).toBe(`1
1\ta'b\t1.50\tNULL\t${shown ?? ''}
2\té\tNULL\t2024-01-02 03:04:05\t${shown ?? ''}
`);
  },
);

test('a data directory with foreign files in it is refused', async () => {
  const said = await onMachine((_, sh) =>
    sh(
      `${QUIET} mkdir d; touch d/mine; docker run --name db -e MYSQL_ALLOW_EMPTY_PASSWORD=1 -v ./d:/var/lib/mysql mysql:8 >/dev/null; echo $?`,
    ),
  );
  expect(said).toContain('[ERROR] [MY-010457] [Server] --initialize specified but the data directory has files in it. Aborting.\n'); // prettier-ignore
  expect(said.endsWith('\n1\n')).toBe(true);
});
