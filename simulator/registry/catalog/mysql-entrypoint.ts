/**
 * The start script of the MySQL and MariaDB images: on an empty data directory it initialises the server, runs a
 * temporary one without network, sets up accounts and the database, and runs the learner's own scripts; then it becomes
 * the server. Its log lines are those of the official images; that root gives way to the user mysql, which MySQL's
 * server does by itself, is said by MariaDB's alone.
 */
export interface EntrypointNames {
  /** `MySQL Server 8.4.7-1.el9`. */
  product: string;
  server: string;
  client: string;
  admin: string;
  /** Prefix of the variables: `MYSQL`, or `MARIADB` (which then also takes `MYSQL`). */
  prefix: 'MYSQL' | 'MARIADB';
}

export function databaseEntrypoint({ product, server, client, admin, prefix }: EntrypointNames): string {
  const mariadb = prefix === 'MARIADB';
  const isServer = mariadb ? `[ "$1" = mariadbd ] || [ "$1" = mysqld ]` : `[ "$1" = '${server}' ]`;
  const alias = mariadb ? MARIADB_ALIASES : '';
  const becomeMysql = mariadb ? BECOME_MYSQL : '';
  const startTemporary = mariadb ? MARIADB_START : MYSQL_START;
  const stopTemporary = mariadb ? MARIADB_STOP : mysqlStop(admin);
  return `#!/bin/bash
set -eo pipefail

log() {
	local type="$1"; shift
	printf '%s [%s] [Entrypoint]: %s\\n' "$(date --rfc-3339=seconds)" "$type" "$*"
}
note() { log Note "$@"; }
error() { log ERROR "$@" >&2; exit 1; }

# "VARIABLE" may be given as a file: VARIABLE_FILE
file_env() {
	local var="$1" file="$1_FILE"
	if [ "\${!var:-}" ] && [ "\${!file:-}" ]; then
		error "Both $var and $file are set (but are exclusive)"
	fi
	if [ "\${!file:-}" ]; then export "$var"="$(< "\${!file}")"; fi
	unset "$file"
}

# A value between single quotes of SQL
quoted() { printf '%s' "$1" | sed "s/[\\\\']/\\\\\\\\&/g"; }

sql() { ${client} --protocol=socket -uroot -hlocalhost --socket="$SOCKET" "$@"; }

if [ "\${1:0:1}" = '-' ]; then
	set -- ${server} "$@"
fi

if ${isServer}; then
	note "Entrypoint script for ${product} started."
	DATADIR=/var/lib/mysql
	SOCKET=/var/run/mysqld/mysqld.sock
	if [ "$(id -u)" = "0" ]; then
		mkdir -p "$DATADIR" /var/run/mysqld
		find "$DATADIR" /var/run/mysqld \\! -user mysql -exec chown mysql: '{}' +
${becomeMysql}	fi
	for name in ROOT_PASSWORD DATABASE USER PASSWORD; do
		for prefix in ${mariadb ? 'MARIADB MYSQL' : 'MYSQL'}; do file_env "\${prefix}_$name"; done
	done
${alias}	if [ ! -d "$DATADIR/mysql" ]; then
		if [ -z "$MYSQL_ROOT_PASSWORD" ] && [ -z "$MYSQL_ALLOW_EMPTY_PASSWORD" ] && [ -z "$MYSQL_RANDOM_ROOT_PASSWORD" ]; then
			error "Database is uninitialized and password option is not specified
    You need to specify one of the following as an environment variable:
    - ${prefix}_ROOT_PASSWORD
    - ${prefix}_ALLOW_EMPTY_${mariadb ? 'ROOT_PASSWORD' : 'PASSWORD'}
    - ${prefix}_RANDOM_ROOT_PASSWORD"
		fi
		if [ "$MYSQL_USER" = root ]; then
			error "MYSQL_USER=\\"root\\", MYSQL_USER and MYSQL_PASSWORD are for configuring a regular user and cannot be used for the root user"
		fi
		ls /docker-entrypoint-initdb.d/ > /dev/null
		note "Initializing database files"
		"$@" --initialize-insecure --default-time-zone=SYSTEM --autocommit=1
		note "Database files initialized"
		note "Starting temporary server"
${startTemporary}		note "Temporary server started."
		if [ -n "$MYSQL_RANDOM_ROOT_PASSWORD" ]; then
			MYSQL_ROOT_PASSWORD="$(head -c 24 /dev/urandom | base64)"
			note "GENERATED ROOT PASSWORD: $MYSQL_ROOT_PASSWORD"
		fi
		if [ -n "$MYSQL_DATABASE" ]; then
			note "Creating database \${MYSQL_DATABASE}"
			echo "CREATE DATABASE IF NOT EXISTS \\\`$MYSQL_DATABASE\\\`;" | sql
		fi
		if [ -n "$MYSQL_USER" ] && [ -n "$MYSQL_PASSWORD" ]; then
			note "Creating user \${MYSQL_USER}"
			echo "CREATE USER '$MYSQL_USER'@'%' IDENTIFIED BY '$(quoted "$MYSQL_PASSWORD")';" | sql
			if [ -n "$MYSQL_DATABASE" ]; then
				note "Giving user \${MYSQL_USER} access to schema \${MYSQL_DATABASE}"
				echo "GRANT ALL ON \\\`\${MYSQL_DATABASE//_/\\\\_}\\\`.* TO '$MYSQL_USER'@'%';" | sql
			fi
		elif [ -n "$MYSQL_USER" ] || [ -n "$MYSQL_PASSWORD" ]; then
			log Warn "\${MYSQL_USER:+MYSQL_USER specified, but missing MYSQL_PASSWORD; }\${MYSQL_PASSWORD:+MYSQL_PASSWORD specified, but missing MYSQL_USER; }MYSQL_USER will not be created"
		fi
		echo
		for f in /docker-entrypoint-initdb.d/*; do
			case "$f" in
				*.sh)
					if [ -x "$f" ]; then note "$0: running $f"; "$f"; else note "$0: sourcing $f"; . "$f"; fi ;;
				*.sql) note "$0: running $f"; sql \${MYSQL_DATABASE:+"$MYSQL_DATABASE"} < "$f"; echo ;;
				*.sql.gz) note "$0: running $f"; gunzip -c "$f" | sql \${MYSQL_DATABASE:+"$MYSQL_DATABASE"}; echo ;;
				/docker-entrypoint-initdb.d/\\*) ;;
				*) log Warn "$0: ignoring $f" ;;
			esac
			echo
		done
		password="$(quoted "$MYSQL_ROOT_PASSWORD")"
		echo "ALTER USER 'root'@'localhost' IDENTIFIED BY '$password';
CREATE USER 'root'@'\${MYSQL_ROOT_HOST:-%}' IDENTIFIED BY '$password';
GRANT ALL ON *.* TO 'root'@'\${MYSQL_ROOT_HOST:-%}' WITH GRANT OPTION;
FLUSH PRIVILEGES;" | sql
		note "Stopping temporary server"
${stopTemporary}		note "Temporary server stopped"
		echo
		note "${mariadb ? 'MariaDB' : 'MySQL'} init process done. Ready for start up."
		echo
	fi
fi

exec "$@"
`;
}

const MARIADB_ALIASES = `	MYSQL_ROOT_PASSWORD="\${MARIADB_ROOT_PASSWORD:-$MYSQL_ROOT_PASSWORD}"
	MYSQL_ALLOW_EMPTY_PASSWORD="\${MARIADB_ALLOW_EMPTY_ROOT_PASSWORD:-$MYSQL_ALLOW_EMPTY_PASSWORD}"
	MYSQL_RANDOM_ROOT_PASSWORD="\${MARIADB_RANDOM_ROOT_PASSWORD:-$MYSQL_RANDOM_ROOT_PASSWORD}"
	MYSQL_DATABASE="\${MARIADB_DATABASE:-$MYSQL_DATABASE}"
	MYSQL_USER="\${MARIADB_USER:-$MYSQL_USER}"
	MYSQL_PASSWORD="\${MARIADB_PASSWORD:-$MYSQL_PASSWORD}"
`;

const BECOME_MYSQL = `		note "Switching to dedicated user 'mysql'"
		exec gosu mysql "$0" "$@"
`;

const MYSQL_START = `		"$@" --daemonize --skip-networking --default-time-zone=SYSTEM --socket="$SOCKET"
`;

const mysqlStop = (
  admin: string,
): string => `		MYSQL_PWD="$MYSQL_ROOT_PASSWORD" ${admin} --protocol=socket -uroot --socket="$SOCKET" shutdown
`;

const MARIADB_START = `		"$@" --skip-networking --default-time-zone=SYSTEM --socket="$SOCKET" &
		MARIADB_PID=$!
		note "Waiting for server startup"
		for i in {30..0}; do
			if echo 'SELECT 1' | sql &> /dev/null; then break; fi
			sleep 1
		done
		if [ "$i" = 0 ]; then error "Unable to start server."; fi
`;

const MARIADB_STOP = `		kill "$MARIADB_PID"
		wait "$MARIADB_PID"
`;
