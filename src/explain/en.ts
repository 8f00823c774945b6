import type { Explanation, MistakeId } from './patterns.ts';

/** What errors mean, in English. */
export const en: Readonly<Record<MistakeId, Explanation>> = {
  'image-not-found': {
    means: 'There is no image named {1} that you may pull: the name is misspelt, or the repository is private.',
    todo: 'Check the spelling. For a private image, run docker login first.',
  },
  'tag-not-found': {
    means: 'The repository exists, but not with this tag.',
    todo: 'Look up the tags on Docker Hub, or leave the tag out to get latest.',
  },
  'no-such-container': {
    means: 'There is no container with this name or ID, running or stopped.',
    todo: 'docker ps -a lists all of them, also the stopped ones.',
  },
  'no-such-image': {
    means: 'This image is not on this machine.',
    todo: 'docker images lists those that are. docker pull fetches one.',
  },
  'no-such-volume': { means: 'There is no volume with this name.', todo: 'docker volume ls lists the volumes.' },
  'no-such-network': {
    means: 'There is no network with this name.',
    todo: 'docker network ls lists them, docker network create makes one.',
  },
  'no-such-object': {
    means: 'Nothing is called {1}: no container, image, volume or network.',
    todo: 'Check the name with docker ps -a, docker images, docker volume ls, docker network ls.',
  },
  'name-in-use': {
    means: 'Another container already has the name {1}, perhaps a stopped one.',
    todo: 'Remove it with docker rm {1}, or choose another name. --rm removes a container by itself when it ends.',
  },
  'port-taken': {
    means: 'Another container or program already listens on this port of your machine.',
    todo: 'Stop the other one (docker ps shows the ports), or publish on another port: -p 8081:80.',
  },
  'remove-running': {
    means: 'A running container is not removed.',
    todo: 'Stop it first (docker stop), or remove it by force (docker rm -f).',
  },
  'image-in-use': {
    means: 'A container was made from this image, so the image cannot go.',
    todo: 'Remove the container first (docker ps -a finds it), then the image.',
  },
  'volume-in-use': {
    means: 'A container, perhaps a stopped one, uses this volume.',
    todo: 'Remove that container first; docker ps -a --filter volume=NAME finds it.',
  },
  'network-in-use': {
    means: 'Containers are still attached to this network.',
    todo: 'Stop or disconnect them first (docker network disconnect).',
  },
  'not-running': {
    means: 'The container exists, but its process has ended.',
    todo: 'docker start starts it again; docker logs tells why it ended.',
  },
  paused: { means: 'The container is paused: its processes are frozen.', todo: 'Continue it with docker unpause.' },
  'exec-not-found': {
    means: 'The image holds no program named {1}. Small images often lack bash.',
    todo: "Try sh instead of bash, or check the command's spelling.",
  },
  'exec-permission': {
    means: '{1} exists in the container but may not be executed.',
    todo: 'Give it execute permission (chmod +x) before or during the build.',
  },
  'exec-format': {
    means:
      'The file is not a program this machine can run: made for another processor, or a script without its #! line.',
    todo: 'Begin scripts with #!/bin/sh, or use an image for your platform.',
  },
  'unknown-flag': {
    means: 'Docker does not know this option here.',
    todo: "Options of docker run stand before the image's name. Add --help to see what there is.",
  },
  'unknown-command': {
    means: 'Docker has no such command.',
    todo: 'docker --help lists the commands; perhaps it is misspelt.',
  },
  'needs-arguments': {
    means: 'The command was given too few or too many words.',
    todo: 'The usage line below the error tells what it needs.',
  },
  'bad-reference': {
    means: 'This is not how an image may be called.',
    todo: 'Names are like name:tag. Often a blank or an option in the wrong place is the cause: quote paths that contain blanks.',
  },
  'uppercase-name': { means: 'Names of images are in small letters.', todo: 'Write the name in small letters.' },
  'bad-container-name': {
    means: 'Names of containers may hold letters, digits, _ . and - only.',
    todo: 'Choose a name of these characters.',
  },
  'bad-port': {
    means: 'This is not how ports are published.',
    todo: 'Write -p PORT_OF_YOUR_MACHINE:PORT_IN_THE_CONTAINER, for example -p 8080:80.',
  },
  'bad-volume': {
    means: 'This is not how a volume or folder is mounted.',
    todo: 'Write -v NAME:/path or -v /absolute/folder:/path; relative folders begin with ./',
  },
  'mount-missing': {
    means: 'The folder or file {1} does not exist on your machine.',
    todo: 'Create it first; --mount does not create it (-v would).',
  },
  'mount-kind': {
    means:
      'A folder was mounted where the image has a file, or the other way round. Often the file on your machine did not exist, so Docker made a folder.',
    todo: 'Check that the file exists on your machine with exactly this path.',
  },
  'no-tty': {
    means: '-t asks for a terminal, but the input comes from a pipe or a file.',
    todo: 'Leave the t out: docker run -i, docker exec -i.',
  },
  'daemon-unreachable': {
    means: 'The docker command found nobody to talk to: the daemon does not run, or DOCKER_HOST points elsewhere.',
    todo: 'Check DOCKER_HOST and docker context ls. On a real machine, start the daemon or Docker Desktop.',
  },
  'socket-permission': {
    means: "Your user may not use Docker's socket.",
    todo: 'Use sudo, or join the group docker and log in again.',
  },
  'no-dockerfile': {
    means: 'There is no Dockerfile in the folder that is built.',
    todo: 'Go to the folder that holds it (cd), or name it with -f.',
  },
  'no-context': {
    means: 'docker build needs to know which folder to build from.',
    todo: 'Put a dot at the end: docker build -t name .',
  },
  'context-path': {
    means: 'The folder to build from does not exist.',
    todo: 'Check the path; a dot means the folder you are in.',
  },
  'copy-missing': {
    means: 'COPY or ADD names a file that is not in the build context.',
    todo: 'Paths are relative to the folder given to docker build, and .dockerignore may leave files out.',
  },
  'unknown-instruction': {
    means: '{1} is not an instruction of a Dockerfile.',
    todo: 'Check the spelling; the docs list FROM, RUN, COPY, CMD and so on.',
  },
  'run-failed': {
    means: 'A RUN step of the build ended with an error, so the build stopped there.',
    todo: 'Read the lines just above: they are what the command itself printed.',
  },
  'dockerfile-parse': {
    means: 'A line of the Dockerfile cannot be read.',
    todo: 'The message names the line; look for a missing backslash or value.',
  },
  'no-from': { means: 'The Dockerfile has no FROM, or is empty.', todo: 'Begin it with FROM and an image.' },
  'compose-missing': {
    means: 'There is no compose.yaml in this folder.',
    todo: 'Go to the folder that holds it, or name it with -f.',
  },
  'yaml-error': {
    means: 'The YAML file is not written correctly, mostly an indentation or a missing blank after a colon.',
    todo: 'Look at the line named; indent with spaces, never with tabs.',
  },
  'compose-extra': {
    means: 'The compose file holds a key that does not belong there.',
    todo: 'Check its spelling and its indentation: it may stand one level too far left or right.',
  },
  'no-such-service': {
    means: 'The compose file has no service named {1}.',
    todo: 'docker compose config --services lists them.',
  },
  'undefined-volume': {
    means: 'A service uses a {1} that the file does not declare.',
    todo: 'Declare it at the end of the file, at the left edge.',
  },
  'env-missing': {
    means: 'The compose file uses ${1}, which is set nowhere, so it is empty.',
    todo: 'Set it in a file named .env, or export it.',
  },
  unhealthy: {
    means: 'A service that others wait for did not become healthy, or ended.',
    todo: 'Read its logs: docker compose logs.',
  },
  'curl-refused': {
    means: 'Nobody listens at this address and port.',
    todo: 'Is the container running, and is the port published with -p? docker ps shows both.',
  },
  'curl-resolve': {
    means: 'The name is not known. Containers find one another by name only on networks that you have created.',
    todo: 'Put both on one network: docker network create, then --network. From your machine use localhost and a published port.',
  },
  'curl-empty': {
    means:
      'The port is open but nothing useful answers: the program in the container listens on another port, or only on its own localhost.',
    todo: 'Compare -p with the port the program uses, and let it listen on 0.0.0.0.',
  },
  oom: {
    means: 'The process wanted more memory than it may have and was killed (exit code 137).',
    todo: 'Give the container more with -m, or find what needs so much.',
  },
  'read-only': {
    means: 'This file system may only be read: mounted with :ro, or the container runs --read-only.',
    todo: 'Write to a volume, or leave :ro out.',
  },
  'permission-denied': {
    means: 'Your user may not do this with this file.',
    todo: 'Look at ls -l; chmod changes rights, and in a container the user may not be root (USER).',
  },
  'command-not-found': {
    means: 'The shell knows no program of this name.',
    todo: 'Check the spelling. In a container the program may have to be installed first (apt-get, apk).',
  },
  'no-such-file': {
    means: 'The file or folder does not exist, seen from where you are.',
    todo: 'pwd tells where you are, ls what there is.',
  },
  'is-directory': {
    means: 'This is a folder, and the command wants a file.',
    todo: 'Name a file in it; rm -r removes folders.',
  },
  'directory-not-empty': {
    means: 'rmdir removes empty folders only.',
    todo: 'rm -r removes a folder with all that is in it.',
  },
  'apt-locate': {
    means: 'apt does not know this package, mostly because its lists were not fetched.',
    todo: 'Run apt-get update first, in the same RUN: apt-get update && apt-get install -y {1}',
  },
  'rate-limit': {
    means: 'Docker Hub limits how often one may pull without logging in.',
    todo: 'Wait, or log in with docker login.',
  },
  'login-failed': {
    means: 'The registry did not accept the name and password.',
    todo: 'Log in again with docker login; for Hub use an access token as the password.',
  },
  'push-denied': {
    means: 'You may not push to this repository: its name must begin with your own account.',
    todo: 'Tag it first: docker tag IMAGE YOUR_ACCOUNT/IMAGE, and log in.',
  },
  'no-local-tag': {
    means: 'No image on this machine has this name, so there is nothing to push.',
    todo: 'docker images shows the names; give it this one with docker tag.',
  },
  'syntax-error': {
    means:
      'The shell does not understand the line: a quote or bracket is open, or a character stands in the wrong place.',
    todo: 'Check quotes and brackets; put texts with special characters between single quotes.',
  },
  'bad-value': {
    means: 'An option was given a value that it cannot have, or none.',
    todo: 'The end of the message says what is wrong; --help shows what the option takes.',
  },
  'conflicting-options': {
    means: 'Two of the options cannot be used together.',
    todo: 'Leave out one of the two that the message names.',
  },
  template: {
    means: 'The text after --format is no valid template, or asks for a field that is not there.',
    todo: 'docker inspect NAME shows which fields there are; they are written like {{.Name}}.',
  },
  'not-absolute': {
    means: 'A path in a container must begin with a slash.',
    todo: 'Write the whole path, for example /data.',
  },
  'bad-filter': {
    means: 'There is no filter of this name or value here.',
    todo: '--help and the documentation list the filters of each command.',
  },
  swarm: {
    means: 'This command belongs to Docker Swarm, which is not in use.',
    todo: 'For several containers on one machine use docker compose.',
  },
};
