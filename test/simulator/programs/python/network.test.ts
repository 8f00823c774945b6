/** Python in containers that serves and asks over the simulated network: sockets, http.server, urllib, flask. */
import { expect, it } from 'vitest';
import { onMachine } from '../../../support/whole-machine.ts';

const quiet = (commands: string): string => `docker pull -q python:3.12-slim >/dev/null\n${commands}`;

it('http.server serves the files of its directory and logs each request as the real one does', async () => {
  const said = await onMachine((_, sh) =>
    sh(
      quiet(`docker run -d --name web -p 8000:8000 -w /usr/share python:3.12-slim python -m http.server >/dev/null
docker exec web sh -c 'echo hello > /usr/share/a.txt'
sleep 2; curl -s localhost:8000/a.txt; curl -s -o /dev/null -w '%{http_code}\\n' localhost:8000/nosuch
docker logs web 2>&1 | sed 's/\\[[^]]*\\]/[time]/'`),
    ),
  );
  expect(said).toBe(`hello
404
172.17.0.1 - - [time] "GET /a.txt HTTP/1.1" 200 -
172.17.0.1 - - [time] code 404, message File not found
172.17.0.1 - - [time] "GET /nosuch HTTP/1.1" 404 -
`);
});

it('a flask application built with pip answers, and one container asks another by its name', async () => {
  const said = await onMachine((_, sh) =>
    sh(
      quiet(`printf 'from flask import Flask, jsonify, request\\napp = Flask(__name__)\\n@app.get("/hi/<name>")\\ndef hi(name):\\n    return jsonify(hello=name, q=request.args.get("q"))\\n' > app.py
printf 'FROM python:3.12-slim\\nRUN pip install flask\\nCOPY app.py .\\nCMD ["flask", "run", "--host=0.0.0.0"]\\n' > Dockerfile
docker build -q -t api . >/dev/null; docker network create back >/dev/null
docker run -d --name api --network back -p 5000:5000 api >/dev/null; sleep 3
curl -s 'localhost:5000/hi/sora?q=1'
docker run --rm --network back python:3.12-slim python -c "
import urllib.request
print(urllib.request.urlopen('http://api:5000/hi/jiho').read())"`),
    ),
  );
  expect(said).toBe(`{"hello":"sora","q":"1"}\nb'{"hello":"jiho","q":null}\\n'\n`);
});

it('sockets time out, are refused, and say who is on the other side', async () => {
  const said = await onMachine((_, sh) =>
    sh(
      quiet(`docker run --rm python:3.12-slim python -c "
import socket, hashlib
try:
    socket.create_connection(('127.0.0.1', 9))
except OSError as error:
    print(type(error).__name__, error)
server = socket.create_server(('127.0.0.1', 7000))
server.settimeout(0.1)
try:
    server.accept()
except TimeoutError as error:
    print('TimeoutError', error)
client = socket.create_connection(('127.0.0.1', 7000))
other, address = server.accept()
client.sendall(b'ping')
print(other.recv(2), other.recv(10), address == client.getsockname())
client.close()
print(other.recv(10), hashlib.sha256(b'abc').hexdigest()[:8])
"`),
    ),
  );
  expect(said).toBe(`ConnectionRefusedError [Errno 111] Connection refused
TimeoutError timed out
b'pi' b'ng' True
b'' ba7816bf
`);
});
