/** The postgres image as it is used: refused without a password, rows that stay with the volume, psql's own ways. */
import { expect, test } from 'vitest';
import { onMachine } from '../../../support/whole-machine.ts';

const START = 'docker pull -q postgres:17 >/dev/null; docker run -d --name db -e POSTGRES_PASSWORD=secret -v data:/var/lib/postgresql/data postgres:17 >/dev/null; sleep 3;'; // prettier-ignore
const PSQL = 'docker exec -i db psql -U postgres';
/** Without -i: what is not read here is the shell's. */
const ASK = 'docker exec db psql -U postgres';

test('without a password the container ends with 1 and says why', async () => {
  const said = await onMachine((_, sh) => sh('docker pull -q postgres:17 >/dev/null; docker run postgres:17; echo $?'));
  expect(said).toMatch(/^Error: Database is uninitialized and superuser password is not specified\.\n/);
  expect(said).toMatch(/\n1\n$/);
});

test('rows stay with the volume; the next container skips the initialisation', async () => {
  const said = await onMachine((_, sh) =>
    sh(`${START} ${ASK} -c "create table tasks (id serial primary key, text varchar(20))" -c "insert into tasks (text) values ('a'), ('b')"
docker rm -f db >/dev/null; docker run -d --name db -v data:/var/lib/postgresql/data postgres:17 >/dev/null; sleep 1
${ASK} -c "select * from tasks"; docker logs db 2>/dev/null | grep Skipping`),
  );
  expect(said).toBe(`CREATE TABLE
INSERT 0 2
 id | text 
----+------
  1 | a
  2 | b
(2 rows)

PostgreSQL Database directory appears to contain a database; Skipping initialization
`);
});

test("Postgres's rules, where they are not MySQL's", async () => {
  const said = await onMachine((_, sh) =>
    sh(`${START} ${PSQL} -qtA <<'EOF'
create table t (id serial primary key, name text unique, ok boolean default true, price numeric(6,2));
insert into t (name, price) values ('Ann', 1), ('ann', 2.5) returning id, name, ok;
select count(*) from t where name = 'ann';
select count(*) from t where name ilike 'ANN';
select 7/2, 'a' || 'b', '12'::int + 1, avg(id) from t;
insert into t (name) values ('Ann') on conflict (name) do update set price = 9 returning price;
insert into t (name) values ('Ann') on conflict do nothing;
select name from t order by name;
EOF`),
  );
  expect(said).toBe(`1|Ann|t
2|ann|t
1
2
3|ab|13|1.5000000000000000
9.00
ann
Ann
`);
});

test('errors have their own words, and a place', async () => {
  const said = await onMachine((_, sh) =>
    sh(`${START} ${PSQL} -q <<'EOF'
create table t (id int primary key);
insert into t values (1);
insert into t values (1);
select nothing from t;
begin;
selec;
select 1;
rollback;
EOF
echo $?; ${ASK} nosuch -c 'select 1'; echo $?`),
  );
  expect(said).toBe(`ERROR:  duplicate key value violates unique constraint "t_pkey"
DETAIL:  Key (id)=(1) already exists.
ERROR:  column "nothing" does not exist
LINE 1: select nothing from t;
               ^
ERROR:  syntax error at or near "selec"
LINE 1: selec;
        ^
ERROR:  current transaction is aborted, commands ignored until end of transaction block
0
psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: FATAL:  database "nosuch" does not exist
2
`);
});

test('over the network a password is asked for, and a dump fills another database', async () => {
  const said = await onMachine((_, sh) =>
    sh(`${START} ${ASK} -qc "create table t (id serial primary key, s text not null); insert into t (s) values ('it''s')"
docker exec db pg_dump -U postgres postgres > dump.sql; ${ASK} -qc 'create database copy'; ${PSQL} -q copy < dump.sql
for word in secret wrong; do docker exec -e PGPASSWORD=$word db psql -h 127.0.0.1 -U postgres copy -tAc 'select * from t'; done
docker exec db pg_isready; docker stop db >/dev/null; docker inspect -f '{{.State.ExitCode}}' db`),
  );
  expect(said).toBe(`1|it's
psql: error: connection to server at "127.0.0.1", port 5432 failed: FATAL:  password authentication failed for user "postgres"
/var/run/postgresql:5432 - accepting connections
0
`);
});
