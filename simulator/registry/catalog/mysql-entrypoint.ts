/**
 * The start script of the MySQL and MariaDB images: on an empty data directory it initialises the server, runs a
 * temporary one without network, sets up accounts and the database, and runs the learner's own scripts; then it becomes
 * the server. Its log lines are those of the official images.
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
  const alias = prefix === 'MARIADB' ? MARIADB_ALIASES : '';
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

sql() { ${client} --protocol=socket -uroot -hlocalhost --socket="$SOCKET" "$@"; }

if [ "\${1:0:1}" = '-' ]; then
	set -- ${server} "$@"
fi

if [ "$1" = '${server}' ]; then
	note "Entrypoint script for ${product} started."
	DATADIR=/var/lib/mysql
	SOCKET=/var/run/mysqld/mysqld.sock
	if [ "$(id -u)" = "0" ]; then
		mkdir -p "$DATADIR" /var/run/mysqld
		find "$DATADIR" /var/run/mysqld \\! -user mysql -exec chown mysql: '{}' +
		note "Switching to dedicated user 'mysql'"
		exec gosu mysql "$0" "$@"
	fi
	for name in ${prefix}_ROOT_PASSWORD ${prefix}_DATABASE ${prefix}_USER ${prefix}_PASSWORD; do file_env "$name"; done
${alias}	if [ ! -d "$DATADIR/mysql" ]; then
		if [ -z "$MYSQL_ROOT_PASSWORD" ] && [ -z "$MYSQL_ALLOW_EMPTY_PASSWORD" ] && [ -z "$MYSQL_RANDOM_ROOT_PASSWORD" ]; then
			error "Database is uninitialized and password option is not specified
    You need to specify one of the following as an environment variable:
    - ${prefix}_ROOT_PASSWORD
    - ${prefix}_ALLOW_EMPTY_${prefix === 'MARIADB' ? 'ROOT_PASSWORD' : 'PASSWORD'}
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
		"$@" --daemonize --skip-networking --default-time-zone=SYSTEM --socket="$SOCKET"
		note "Temporary server started."
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
			echo "CREATE USER '$MYSQL_USER'@'%' IDENTIFIED BY '$MYSQL_PASSWORD';" | sql
			if [ -n "$MYSQL_DATABASE" ]; then
				note "Giving user \${MYSQL_USER} access to schema \${MYSQL_DATABASE}"
				echo "GRANT ALL ON \\\`\${MYSQL_DATABASE//_/\\\\_}\\\`.* TO '$MYSQL_USER'@'%';" | sql
			fi
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
		echo "ALTER USER 'root'@'localhost' IDENTIFIED BY '$MYSQL_ROOT_PASSWORD';
CREATE USER 'root'@'\${MYSQL_ROOT_HOST:-%}' IDENTIFIED BY '$MYSQL_ROOT_PASSWORD';
GRANT ALL ON *.* TO 'root'@'\${MYSQL_ROOT_HOST:-%}' WITH GRANT OPTION;
FLUSH PRIVILEGES;" | sql
		note "Stopping temporary server"
		${admin} --protocol=socket -uroot -p"$MYSQL_ROOT_PASSWORD" --socket="$SOCKET" shutdown
		note "Temporary server stopped"
		echo
		note "${prefix === 'MARIADB' ? 'MariaDB' : 'MySQL'} init process done. Ready for start up."
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
